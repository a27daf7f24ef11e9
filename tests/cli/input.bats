#!/usr/bin/env bats
# input.bats: where the line comes from, and inputs that are none: exit code 3, what and where, nothing written.
#
# What the reader makes of every kind of GeoJSON is tested in tests/unit/test_geojson_read.c; here is what one sees of it.

load helper

start='{"type":"LineString","coordinates":'
good="$start[[30,48],[30,49]]}"

# rejects TEXT MESSAGE [HINT]: that the text, with printf's escapes, is no line.
rejects() {
    printf '%b' "$1" >x.geojson
    dmz --overwrite -o zones.geojson x.geojson
    fails 3 "x.geojson$2" "${3-}" && here x.geojson
}

# takes TEXT [WARNING]: that the text is a line.
takes() {
    printf '%b' "$1" >x.geojson
    dmz -q x.geojson
    [ "$code" = 0 ] && same err "${2:+dmzcalc: warning: x.geojson$2}" && is_zones "$said/out"
}

@test "a file, standard input, a FIFO: the same bytes" {
    meridian
    dmz -q line.geojson
    succeeds
    cp "$said/out" zones
    dmz -q <line.geojson
    succeeds
    cmp zones "$said/out"
    dmz -q - <line.geojson
    succeeds
    cmp zones "$said/out"
    dmz -q zones - < <(cat line.geojson)
    succeeds
    cmp zones "$said/out"
    mkfifo fifo
    timeout 60 cat line.geojson >fifo &
    dmz -q fifo
    succeeds
    cmp zones "$said/out"
    dmz -q <(cat line.geojson)
    succeeds
    cmp zones "$said/out"
}

@test "the way a line is named does not matter" {
    meridian
    mkdir sub
    ln -s ../line.geojson sub/link
    dmz -q line.geojson
    cp "$said/out" zones
    for name in ./line.geojson sub/link "$PWD/line.geojson"; do
        dmz -q "$name"
        succeeds
        cmp zones "$said/out"
    done
}

@test "a missing file, a directory, a file that is no directory" {
    dmz missing.geojson
    fails 3 'missing.geojson: No such file or directory'
    dmz .
    fails 3 '.: Is a directory'
    meridian
    dmz line.geojson/x
    fails 3 'line.geojson/x: Not a directory'
    dmz ''
    [ "$code" = 3 ]
    here line.geojson
}

@test "an unreadable file" {
    [ "$(id -u)" != 0 ] || skip "the superuser can read everything"
    meridian
    chmod 0 line.geojson
    dmz line.geojson
    fails 3 'line.geojson: Permission denied'
}

@test "closed standard input" {
    dmz -q <&-
    fails 3 'standard input: Bad file descriptor'
}

@test "empty input" {
    dmz </dev/null
    fails 3 'standard input:1:1: unexpected end of the text; expected a GeoJSON object'
    dmz /dev/null
    fails 3 '/dev/null:1:1: unexpected end of the text; expected a GeoJSON object'
    rejects '' ':1:1: unexpected end of the text; expected a GeoJSON object'
    rejects ' \n\t\n' ':1:1: unexpected end of the text; expected a GeoJSON object'
}

@test "a file named like an option, or like standard input" {
    meridian
    mv line.geojson ./-x
    dmz -q -- -x
    succeeds
    is_zones "$said/out"
    refuses "unknown option '-x'" 'dmzcalc --help lists the options' -q -x
    mv ./-x ./-
    dmz -q ./-
    succeeds
    is_zones "$said/out"
}

@test "names with line feeds, escapes and stray bytes are shown escaped" {
    dmz $'a\nb'
    fails 3 'a\u000ab: No such file or directory'
    dmz $'\e[31mred\a\x7f'
    fails 3 '\u001b[31mred\u0007\u007f: No such file or directory'
    dmz $'Zo\xebl \xff \xc3'
    fails 3 'Zo\xebl \xff \xc3: No such file or directory'
    dmz $'\xc2\x9b31m'
    fails 3 '\u009b31m: No such file or directory'
    dmz 'Лінія é 線'
    fails 3 'Лінія é 線: No such file or directory'
    refuses "unknown option '--a\\u000ab'" 'dmzcalc --help lists the options' $'--a\nb'
    refuses "--edges: '\\u001bc' is none of straight, geodesic" '' --edges $'\ec'
}

@test "odd names work as names" {
    meridian
    for name in $'a\nb' $'Zo\xebl' '%s%n' ' '; do
        mv line.geojson "$name"
        dmz -q "$name"
        succeeds
        is_zones "$said/out"
        mv "$name" line.geojson
    done
}

@test "syntax: line, column and what was expected" {
    rejects "${good%?}" ":1:53: unexpected end of the text; expected ',' or '}'"
    rejects "$start\n[[30,48],\n[30,NaN]]}" ':3:5: unexpected "NaN"; expected a finite number'
    rejects "$good x" ":1:55: unexpected 'x'; expected the end, or a line feed before another text"
    rejects "$start[[30,48],[30,1e999]]}" \
        ':1:49: the number 1e999 is too large; expected at most 1.7976931348623157e308'
}

@test "every truncation of a line is refused" {
    for ((length = 0; length < ${#good}; length++)); do
        dmz < <(printf '%s' "${good:0:length}")
        [ "$code" = 3 ]
        grep -qE "^dmzcalc: standard input:1:$((length + 1)): unexpected end of the text; expected " "$said/err"
        same out ''
    done
}

@test "what is no GeoJSON" {
    rejects null ': expected a GeoJSON object, found null' \
        'GeoJSON is an object with a type, such as {"type":"LineString","coordinates":[[37.5,48.1],[37.6,48.3]]}'
    rejects '{"type":"Topology"}' ': expected a GeoJSON object, found TopoJSON' \
        'convert it first: ogr2ogr -f GeoJSON line.geojson FILE'
    rejects '\x1f\x8babc' ': looks like gzip-compressed data; expected GeoJSON' 'unpack it first'
    rejects 'PK\x03\x04abc' ': looks like a zip archive (a KMZ file, a zipped shapefile); expected GeoJSON' 'unpack it first'
    rejects '\xff\xfe{\x00' ': looks like UTF-16 text; expected GeoJSON' 'save it as UTF-8: iconv -f UTF-16 -t UTF-8'
    rejects '<kml/>' ': looks like XML (KML, GPX, a web page); expected GeoJSON' \
        'convert it first: ogr2ogr -f GeoJSON line.geojson FILE'
}

@test "what has no line" {
    rejects '{"type":"FeatureCollection","features":[]}' \
        ': expected a LineString or MultiLineString, found an empty FeatureCollection'
    rejects '{"type":"MultiPoint","coordinates":[]}' ': expected a LineString or MultiLineString, found only 1 multipoint'
    printf '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}' >x.geojson
    dmz x.geojson
    [ "$code" = 3 ]
    same out ''
    head -n 1 "$said/err" | diff - <(echo 'dmzcalc: x.geojson: expected a LineString or MultiLineString, found only 1 polygon')
}

@test "spelling" {
    rejects '{"Type":"LineString"}' ': expected the member "type", found "Type"' 'upper and lower case count: write "type"'
    rejects '{"type":"Linestring"}' ': /type: expected a GeoJSON type, found "Linestring"' \
        'upper and lower case count: write "LineString"'
    rejects "${good%?},\"coordinates\":[]}" ': the member "coordinates" is given twice; expected it once'
}

@test "positions" {
    rejects "$start[[30,48]]}" ': /coordinates: a line of 1 position; expected at least 2'
    rejects "$start[[30,48],[30,48]]}" ': /coordinates: a line of no length: all of its 2 positions are the same place'
    rejects "$start[[30,48],[30]]}" ': /coordinates/1: a position of 1 element; expected longitude and latitude'
    rejects "$start[[30,48],[30,\"49\"]]}" ': /coordinates/1: expected a number as latitude, found a string'
    rejects "$start[[30,48],[null,49]]}" ': /coordinates/1: expected a number as longitude, found null'
    rejects "$start[[48,30],[49,91.2]]}" ': /coordinates/1: latitude 91.2 is outside [-90, 90]' \
        'longitude comes first in GeoJSON: it looks as if the two were swapped'
    rejects "$start[[300000,5400000],[300100,5400000]]}" ': /coordinates/0: longitude 300000 is outside [-540, 540]' \
        'coordinates look like projected metres; GeoJSON takes longitude and latitude in degrees (ogr2ogr -t_srs EPSG:4326)'
    rejects '{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":{"type":
        "MultiLineString","coordinates":[[[30,48],[30,49]],[[31,48],[31,-90.5]]]}}]}' \
        ': /features/0/geometry/coordinates/1/1: latitude -90.5 is outside [-90, 90]' \
        'longitude comes first in GeoJSON: it looks as if the two were swapped'
}

@test "another reference system" {
    rejects "${good%?},\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}}}" \
        ': /crs: expected CRS 84 (longitude, latitude on WGS 84), found "EPSG:3857"' \
        'convert it first: ogr2ogr -t_srs EPSG:4326 -f GeoJSON line.geojson FILE'
    takes "${good%?},\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}}"
}

@test "nesting" {
    printf '[%.0s' {1..100000} >x.geojson
    dmz x.geojson
    fails 3 'x.geojson:1:501: nested too deeply; expected at most 500 levels'
}

@test "what is passed over is counted" {
    takes "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[0,0]},$good]}" \
        ': 1 point was passed over'
    takes '{"type":"MultiLineString","coordinates":[[],[[30,48],[30,49]]]}' ': 1 empty part was passed over'
    takes "$start[[30,48,1,2],[30,49,5,6]]}" \
        ': 2 positions have more than 3 elements; all but longitude and latitude were ignored'
}

@test "a byte order mark, heights, a sequence of texts" {
    takes "\xef\xbb\xbf$good"
    takes "$start[[30,48,120],[30,49,-3]]}"
    cp "$said/out" zones
    takes "$good"
    cmp zones "$said/out"
    takes "$start[[30,48],[30,48.5]]}\n$start[[30,48.5],[30,49]]}\n"
    jq -e '.dmzcalc.line.parts == 1' "$said/out"
    takes "\x1e$good\n\x1e$start[[31,48],[31,49]]}\n"
}

@test "a closed line" {
    line '[[30,48],[30.4,48],[30.4,48.3],[30,48.3],[30,48]]' # 30 by 33 km, counter-clockwise: left is inside
    dmz -q --layer near=10km --layer far=40km -o zones.geojson line.geojson
    [ "$code" = 0 ]
    jq -e '[.features[].properties.area_km2] | .[0] > 500 and .[0] < .[1] and .[2] < .[3]' zones.geojson
    # All that is inside, and nothing else, is left.
    inside=$(jq '[.features[] | select(.properties.side == "left").properties.area_km2] | add' zones.geojson)
    near "$inside" 992.845 1e-4 # the radii of curvature at 48.15 times the angles
}

@test "a line that is closed round a pole" {
    line '[[-180,88],[-90,88],[0,88],[90,88],[180,88]]'
    dmz -q --layer near=10km -o zones.geojson line.geojson # left is poleward
    [ "$code" = 0 ]
    jq -e '[.features[].geometry.coordinates[][][0]] | min == -180 and max == 180' zones.geojson
    # Between parallels: 5 km of the meridian to the north and to the south of 88 degrees, 223 km from the pole.
    near "$(jq '.features[0].properties.area_km2' zones.geojson)" 6935.26 1e-3
    near "$(jq '.features[1].properties.area_km2' zones.geojson)" 7092.24 1e-3
}

@test "a device without end" {
    ! is_sanitized || skip "too slow with the sanitizer"
    [ "$(awk '/MemAvailable/ {print $2}' /proc/meminfo)" -gt 4000000 ] || skip "less than 4 GB of memory are free"
    dmz -o zones.geojson /dev/zero
    fails 3 '/dev/zero:1:1: unexpected control character U+0000; expected a value'
    here
}

@test "CSV whose quotation marks or commas took rows or cells with them is refused at the line" {
    printf 'id,WKT,note\n1,"LINESTRING (37 48,37.5 48.2)","x\n2,"LINESTRING (37.5 48.2,38 48.1)",y\n' >line.csv
    dmz -q line.csv
    fails 3 'line.csv:3: a quotation mark opens here, and none closes what it opens'
    meridian
    printf 'name,lon,lat\nA,30.01,48.1\n"B,30.01,48.2\nC,30.01,48.3\n' >places.csv
    dmz -q --places places.csv line.geojson
    fails 3 'places.csv:3: a quotation mark opens here, and none closes what it opens'
    printf 'lon,lat,name\n30,01,48,1,A\n' >places.csv
    dmz -q --places places.csv line.geojson
    fails 3 'places.csv:2: the row has more cells than the head' 'commas within a cell, decimal ones too, need quotation marks round it'
    # Line feeds, commas and marks within cells, empty cells after the last, a byte order mark, line ends of any kind.
    printf '\xEF\xBB\xBFlon;lat;name\r\n30.01;48.1;"a; ""b""\nc"\r\n30.01;48.2;d;;\r\n' >places.csv
    dmz -q --places places.csv --stats f.json -o zones.geojson line.geojson
    succeeds
    jq -e '.places.in_zones == 2' f.json
    jq -e '[.zones[].places.list[].name] | sort == ["a; \"b\"\nc", "d"]' f.json
}

@test "of columns of a CSV file that could be places WKT comes first, then lon and lat, then x and y" {
    meridian
    printf 'name,lon,lat,WKT\na,1,1,"POINT (30.01 48.1)"\n' >seen.csv
    "$program" check -q line.geojson seen.csv >checked.geojson 2>"$said/err"
    jq -e '.features[0] | .geometry.coordinates == [30.01, 48.1] and .properties.lon == "1"' checked.geojson
    printf 'x,y,lon,lat\n1,2,30.01,48.1\n' >seen.csv
    "$program" check -q line.geojson seen.csv >checked.geojson
    jq -e '.features[0] | .geometry.coordinates == [30.01, 48.1] and .properties.x == "1"' checked.geojson
}
