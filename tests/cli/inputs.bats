#!/usr/bin/env bats
# inputs.bats: bad inputs and what one must see of them, kind by kind: exit code, the line that says what and where, and that
# nothing is left behind. docs/RELIABILITY.md has the list, in the same order; other files go deeper into each.

load helper

start='{"type":"LineString","coordinates":'
good="$start[[30,48],[30,49]]}"

# bad TEXT MESSAGE [HINT]: that a file of this text, with printf's escapes, ends the run with 3, this after its name, and no
# file written.
bad() {
    printf '%b' "$1" >x.geojson
    dmz -o zones.geojson --stats figures.json x.geojson
    fails 3 "x.geojson$2" "${3-}" && here x.geojson || {
        printf 'of %.200s\n' "$1"
        return 1
    }
}

# fine TEXT [WARNING]: that it gives whole zones, and this warning after its name. They are in zones.geojson.
fine() {
    printf '%b' "$1" >x.geojson
    dmz -q --overwrite -o zones.geojson x.geojson
    answers 0 '' "${2:+dmzcalc: warning: x.geojson$2}" && is_zones zones.geojson
}

# alike TEXT: that a line gives the features of $good, whatever warnings.
alike() {
    printf '%s' "$good" >good.geojson
    dmz -q --overwrite -o expected.geojson good.geojson
    printf '%b' "$1" >x.geojson
    dmz -q --overwrite -o zones.geojson x.geojson
    [ "$code" = 0 ] && diff <(jq -c .features expected.geojson) <(jq -c .features zones.geojson) >/dev/null
}

# area FILE: of all zones.
area() {
    jq '[.features[].properties.area_km2] | add' "$1"
}

# limited SECONDS ARGUMENT...: runs the program for so long at most.
limited() {
    code=0
    timeout "$1" "$program" "${@:2}" >"$said/out" 2>"$said/err" || code=$?
}

needs_gdal() {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
}

@test "input: an empty file; blanks only; every truncation of a good file" {
    for text in '' ' ' '\n\t \r\n'; do
        bad "$text" ':1:1: unexpected end of the text; expected a GeoJSON object'
    done
    for ((length = 1; length < ${#good}; length++)); do
        printf '%s' "${good:0:length}" >x.geojson
        dmz -o zones.geojson x.geojson
        [ "$code" = 3 ] && same out ''
        grep -qE "^dmzcalc: x.geojson:1:$((length + 1)): unexpected end of the text; expected [^ ]" "$said/err"
        here x.geojson
    done
}

@test "input: a UTF-8 byte order mark" {
    alike "\xef\xbb\xbf$good"
    fine "\xef\xbb\xbf$good"
}

@test "input: UTF-16, gzip, zip, a shapefile given as GeoJSON" {
    local unpack='unpack it first' convert='convert it first: ogr2ogr -f GeoJSON line.geojson FILE'
    bad '\xff\xfe{\x00' ': looks like UTF-16 text; expected GeoJSON' 'save it as UTF-8: iconv -f UTF-16 -t UTF-8'
    bad '{\x00"\x00' ': looks like UTF-16 text; expected GeoJSON' 'save it as UTF-8: iconv -f UTF-16LE -t UTF-8'
    bad '\x00{\x00"' ': looks like UTF-16 text; expected GeoJSON' 'save it as UTF-8: iconv -f UTF-16BE -t UTF-8'
    bad '\x1f\x8b\x08' ': looks like gzip-compressed data; expected GeoJSON' "$unpack"
    bad 'BZh9' ': looks like bzip2-compressed data; expected GeoJSON' "$unpack"
    bad 'PK\x03\x04' ': looks like a zip archive (a KMZ file, a zipped shapefile); expected GeoJSON' "$unpack"
    bad '\x00\x00\x27\x0a' ': looks like a shapefile; expected GeoJSON' "$convert"
    bad 'SQLite format 3\x00' ': looks like a GeoPackage or other SQLite database; expected GeoJSON' "$convert"
    bad 'fgb\x03' ': looks like a FlatGeobuf file; expected GeoJSON' "$convert"
}

@test "input: two documents, trailing text" {
    bad "$good$good" ":1:54: unexpected '{'; expected the end, or a line feed before another text"
    bad "$good,"  ":1:54: unexpected ','; expected the end, or a line feed before another text"
    bad "$good\n$start[[30,49],[30,NaN]]}" ':2:49: unexpected "NaN"; expected a finite number'
    alike "\x1e$start[[30,48],[30,48.5]]}\n\x1e$start[[30,48.5],[30,49]]}\n" || jq -e '.dmzcalc.line.parts == 1' zones.geojson
    fine "$start[[30,48],[30,48.5]]}\n$start[[30,48.5],[30,49]]}\n"
}

@test "input: 100,000 brackets; collections nested 10,000 deep" {
    ulimit -s 1024 # KiB
    bad "$(printf '[%.0s' {1..100000})" ':1:501: nested too deeply; expected at most 500 levels'
    bad "$(printf '{"type":"GeometryCollection","geometries":[%.0s' {1..10000})" \
        ':1:10751: nested too deeply; expected at most 500 levels'
}

@test "input: numbers that JSON does not have" {
    while read -r number message; do
        bad "$start[[30,48],[30,$number]]}" "$message"
    done <<'END'
NaN :1:49: unexpected "NaN"; expected a finite number
Infinity :1:49: unexpected "Infinity"; expected a finite number
-Infinity :1:50: unexpected "Infinity"; expected a digit
1e999 :1:49: the number 1e999 is too large; expected at most 1.7976931348623157e308
01 :1:50: unexpected '1'; expected no digit after a leading 0
1. :1:51: unexpected ']'; expected a digit after the decimal point
+1 :1:49: unexpected '+'; expected a number without it
0x1 :1:50: unexpected 'x'; expected the number to end
.5 :1:49: unexpected '.'; expected a digit before it
1e :1:51: unexpected ']'; expected a digit in the exponent
END
}

@test "input: invalid UTF-8, a raw NUL, an escaped one" {
    bad "${good%?},\"a\":\"\xff\"}" ':1:59: unexpected byte 0xff, which is no UTF-8; expected a character in UTF-8'
    bad "${good%?},\"a\":\"\xc0\x80\"}" ':1:59: unexpected byte 0xc0, which is no UTF-8; expected a character in UTF-8'
    bad "${good%?},\"a\":\"\xed\xa0\x80\"}" ':1:59: unexpected byte 0xed, which is no UTF-8; expected a character in UTF-8'
    bad "${good%?},\"a\":\"\x00\"}" ':1:59: unexpected NUL in a string; expected none'
    bad "${good%?},\"a\":\"\\\\u0000\"}" ':1:59: unexpected \u0000; expected a string without NUL'
}

@test "input: a key twice, a key or a type in the wrong case" {
    bad "${good%?},\"coordinates\":[]}" ': the member "coordinates" is given twice; expected it once'
    bad '{"Type":"LineString"}' ': expected the member "type", found "Type"' 'upper and lower case count: write "type"'
    bad '{"type":"Linestring"}' ': /type: expected a GeoJSON type, found "Linestring"' \
        'upper and lower case count: write "LineString"'
}

@test "input: null, a number, an array, an object without type; TopoJSON, Esri JSON" {
    local hint='GeoJSON is an object with a type, such as {"type":"LineString","coordinates":[[37.5,48.1],[37.6,48.3]]}'
    bad null ': expected a GeoJSON object, found null' "$hint"
    bad 3 ': expected a GeoJSON object, found a number' "$hint"
    bad '[]' ': expected a GeoJSON object, found an array' "$hint"
    bad '{}' ': expected a GeoJSON object, found an object without "type"' "$hint"
    hint='convert it first: ogr2ogr -f GeoJSON line.geojson FILE'
    bad '{"type":"Topology"}' ': expected a GeoJSON object, found TopoJSON' "$hint"
    bad '{"paths":[[[1,2],[3,4]]],"spatialReference":{"wkid":4326}}' ': expected a GeoJSON object, found Esri JSON' "$hint"
}

@test "input: nothing, only points, only polygons" {
    bad '{"type":"FeatureCollection","features":[]}' \
        ': expected a LineString or MultiLineString, found an empty FeatureCollection'
    bad '{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}' ': expected a LineString or MultiLineString, found only 1 multipoint'
    bad '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}' \
        ': expected a LineString or MultiLineString, found only 1 polygon' \
        'dmzcalc trace turns polygons of territorial control into a contact line'
}

@test "input: lines among points; features without geometry among lines" {
    local line="{\"type\":\"Feature\",\"properties\":{},\"geometry\":$good}"
    fine "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[0,0]},$good]}" \
        ': 1 point was passed over'
    fine "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":null},$line]}" \
        ': 1 empty geometry was passed over'
}

@test "input: no position, one, two that are the same" {
    bad "$start[]}" ': /coordinates: a line of 0 positions; expected at least 2'
    bad "$start[[30,48]]}" ': /coordinates: a line of 1 position; expected at least 2'
    bad "$start[[30,48],[30,48]]}" ': /coordinates: a line of no length: all of its 2 positions are the same place'
    bad '{"type":"MultiLineString","coordinates":[[[30,48],[30,49]],[[1,2]]]}' \
        ': /coordinates/1: a line of 1 position; expected at least 2'
}

@test "input: repeated vertices, the same line twice or reversed" {
    alike "$start[[30,48],[30,48],[30,49],[30,49]]}"
    alike '{"type":"MultiLineString","coordinates":[[[30,48],[30,49]],[[30,48],[30,49]]]}'
    alike '{"type":"MultiLineString","coordinates":[[[30,48],[30,49]],[[30,49],[30,48]]]}'
}

@test "input: a spike that runs back on the line: the same ground, divided once" {
    line '[[30,48],[30,48.2]]'
    dmz -q --width 8km --merge -o clean.geojson line.geojson
    for spike in '[[30,48],[30,48.2],[30,48.1],[30,48.2]]' '[[30,48],[30,48.12],[30,48.08],[30,48.2]]' '[[30,48],[30,48.2],[30,48.1]]' \
        '[[30,48],[30,48.2],[30,48]]'; do
        line "$spike"
        dmz -q --width 8km --overwrite -o zones.geojson line.geojson
        succeeds
        near "$(area zones.geojson)" "$(area clean.geojson)" 1e-5
        check zones zones.geojson
        dmz -q --width 8km --merge --overwrite -o zones.geojson line.geojson
        succeeds
        near "$(area zones.geojson)" "$(area clean.geojson)" 1e-5
    done
}

@test "input: a spike that runs back on the line: the sides of the clean line" {
    line '[[30,48],[30,48.2]]' clean.geojson
    line '[[30,48.2],[30,48]]' reversed.geojson
    for spike in '[[30,48],[30,48.2],[30,48.1],[30,48.2]]' '[[30,48],[30,48.12],[30,48.08],[30,48.2]]' '[[30,48],[30,48.2],[30,48.1]]' \
        '[[30,48],[30,48.2],[30,48.02],[30,48.12],[30,48.07],[30,48.2]]'; do
        line "$spike"
        dmz -q --overwrite --width 8km -o zones.geojson line.geojson
        succeeds
        dmz verify -q clean.geojson zones.geojson
        [ "$code" = 0 ]
        jq '.coordinates |= reverse' line.geojson >back.geojson
        dmz -q --overwrite --width 8km -o zones.geojson back.geojson
        succeeds
        dmz verify -q reversed.geojson zones.geojson
        [ "$code" = 0 ]
    done
}

@test "input: a line that crosses itself, a figure of eight" {
    for line in '[[30,48],[31,49],[31,48],[30,49]]' '[[30,48],[31,49],[31,48],[30,49],[30,48]]'; do
        line "$line"
        dmz -q --edges geodesic --overwrite -o zones.geojson line.geojson
        succeeds
        check zones zones.geojson
        dmz verify -q line.geojson zones.geojson --edges geodesic
        succeeds
    done
}

@test "input: empty parts" {
    fine '{"type":"MultiLineString","coordinates":[[],[[30,48],[30,49]],[]]}' ': 2 empty parts were passed over'
    alike '{"type":"MultiLineString","coordinates":[[],[[30,48],[30,49]],[]]}'
}

@test "input: positions that are none" {
    bad "$start[[37,48],[37]]}" ': /coordinates/1: a position of 1 element; expected longitude and latitude'
    bad "$start[[37,48],[]]}" ': /coordinates/1: a position of 0 elements; expected longitude and latitude'
    bad "$start[[37,\"48\"],[37,49]]}" ': /coordinates/0: expected a number as latitude, found a string'
    bad "$start[[37,null],[37,49]]}" ': /coordinates/0: expected a number as latitude, found null'
    bad "$start[[37,48],37]}" ': /coordinates/1: expected a position, found a number'
}

@test "input: heights, and more" {
    alike "$start[[30,48,120],[30,49,-3]]}"
    fine "$start[[30,48,120],[30,49,-3]]}"
    fine "$start[[30,48,1,2],[30,49,3,4,5]]}" \
        ': 2 positions have more than 3 elements; all but longitude and latitude were ignored'
}

@test "input: latitude 91; a longitude past the antimeridian" {
    bad "$start[[37,48],[37,91]]}" ': /coordinates/1: latitude 91 is outside [-90, 90]' \
        'longitude comes first in GeoJSON: it looks as if the two were swapped'
    fine "$start[[180.0000001,48],[180.0000001,49]]}"
    jq -e '[.. | .coordinates? // empty | flatten | .[range(0; length; 2)]] | min >= -180 and max <= 180' zones.geojson
}

@test "input: projected metres; latitude and longitude swapped" {
    bad "$start[[4000000,6000000],[4100000,6000000]]}" ': /coordinates/0: longitude 4000000 is outside [-540, 540]' \
        'coordinates look like projected metres; GeoJSON takes longitude and latitude in degrees (ogr2ogr -t_srs EPSG:4326)'
    bad "$start[[48,127],[48.1,127.5]]}" ': /coordinates/0: latitude 127 is outside [-90, 90]' \
        'longitude comes first in GeoJSON: it looks as if the two were swapped'
}

@test "input: a crs other than longitude and latitude on WGS 84" {
    local crs='"crs":{"type":"name","properties":{"name":'
    bad "${good%?},$crs\"EPSG:32636\"}}}" ': /crs: expected CRS 84 (longitude, latitude on WGS 84), found "EPSG:32636"' \
        'convert it first: ogr2ogr -t_srs EPSG:4326 -f GeoJSON line.geojson FILE'
    for name in urn:ogc:def:crs:OGC:1.3:CRS84 urn:ogc:def:crs:EPSG::4326 EPSG:4326; do
        alike "${good%?},$crs\"$name\"}}}"
    done
}

@test "input: one vertex 2,000 km off" {
    line '[[30,48],[30,49],[57,49],[30,49.5]]'
    dmz -q --edges straight -o zones.geojson line.geojson
    answers 0 '' 'dmzcalc: warning: the edge from 30.00000,49.00000 to 57.00000,49.00000 is 1975.6383 km long'
}

@test "input: closed lines: larger and smaller than the reach, and nearly closed" {
    line '[[30,48],[31,48],[31,48.8],[30,48.8],[30,48]]' # 74 by 89 km: a hole in the band
    dmz -q --edges geodesic --overwrite -o zones.geojson line.geojson
    succeeds
    jq -e '[.features[] | select(.properties.layer == "band") | .geometry.coordinates | length] == [2, 2]' zones.geojson
    dmz verify -q --edges geodesic line.geojson zones.geojson
    succeeds
    line '[[30,48],[30.1,48],[30.1,48.1],[30,48.1],[30,48]]' # all within the reach: no hole but those between layers
    dmz -q --merge --edges geodesic --overwrite -o zones.geojson line.geojson
    succeeds
    dmz verify -q --edges geodesic line.geojson zones.geojson
    succeeds
    line '[[30,48],[31,48],[31,48.8],[30,48.8],[30,48.01]]'
    dmz -q --edges geodesic --overwrite -o zones.geojson line.geojson
    succeeds
    dmz verify -q --edges geodesic line.geojson zones.geojson
    succeeds
}

@test "input: across the antimeridian, cut or not; past a pole; zones that contain a pole" {
    line '[[29.5,48],[30.5,49]]'
    dmz -q --edges geodesic -o here.geojson line.geojson
    line '[[179.5,48],[180.5,49]]'
    dmz -q --edges geodesic -o there.geojson line.geojson
    succeeds
    near "$(area there.geojson)" "$(area here.geojson)" 1e-7
    jq -e '[.. | .coordinates? // empty | flatten | .[range(0; length; 2)]] | min == -180 and max == 180' there.geojson
    line '[[179.5,48],[-179.5,49]]' # the other notation
    dmz -q --edges geodesic -o other.geojson line.geojson
    cmp <(jq -c .features there.geojson) <(jq -c .features other.geojson)
    line '[[0,89.9],[180,89.9]]' # over the pole
    dmz -q --edges geodesic -o pole.geojson line.geojson
    succeeds
    dmz verify -q --edges geodesic line.geojson pole.geojson
    succeeds
}

@test "input: lines that begin, end or turn at a pole" {
    line '[[180,90],[0,89]]' clean.geojson
    for text in '[[0,90],[180,90],[0,89]]' '[[0,90],[50,90],[180,90],[0,89]]'; do
        line "$text"
        for options in '--cap flat' '--cap round'; do
            dmz -q $options --overwrite -o clean-zones.geojson clean.geojson
            dmz -q $options --overwrite -o zones.geojson line.geojson
            [ "$code" = 0 ]
            cmp <(jq -c .features clean-zones.geojson) <(jq -c .features zones.geojson)
        done
    done
    line '[[0,90],[180,90]]'
    dmz line.geojson
    fails 3 'line.geojson: /coordinates: a line of no length: all of its 2 positions are the same place'
    line '[[0,89],[0,90],[90,90],[90,89]]' # over the pole, and off it at a right angle
    dmz -q --cap flat --edges geodesic --overwrite -o zones.geojson line.geojson
    succeeds
    dmz verify -q --edges geodesic line.geojson zones.geojson
    succeeds
}

@test "input: a line over 10,000 km long" {
    line '[[0,0],[0,80],[90,80],[90,20]]'
    dmz -q --edges geodesic -o zones.geojson line.geojson
    [ "$code" = 0 ]
    jq -e '.dmzcalc.line.length_km > 10000 and .dmzcalc.accuracy.max_deviation_m <= 1' zones.geojson
}

# long N: writes line.geojson, of N vertices.
long() {
    awk -v n="$1" 'BEGIN {
        printf "{\"type\":\"LineString\",\"coordinates\":["
        for (i = 0; i < n; i++) printf "%s[%.7f,%.7f]", i ? "," : "", 30 + i * 1e-5, 48 + 0.01 * sin(i * 1e-3)
        print "]}" }' >line.geojson
}

@test "input: 1,000,000 vertices: done within the memory and time that docs/BENCHMARKS.md gives" {
    once
    long 1000000
    dmz -q -o zones.geojson line.geojson
    [ "$code" = 0 ] && is_zones zones.geojson
}

# Moments over reading, zones, their measuring, an overlay, figures, a report and GDAL's writing.
@test "input: 1,000,000 vertices: ended within a second of Ctrl-C, at whatever moment" {
    once
    long 1000000
    boxes North 29,48,41,49
    python3 "$root/tests/cli/moments.py" $RANDOM 6 "$program" -q -o found.gpkg --stats figures.json --regions boxes.geojson \
        --report page.html line.geojson
    here boxes.geojson line.geojson
}

@test "input: 200,000 vertices: verify and processes beside each other ended within a second of Ctrl-C" {
    once
    long 200000
    dmz -q -o zones.json line.geojson
    python3 "$root/tests/cli/moments.py" $RANDOM 5 "$program" verify -o found.json line.geojson zones.json
    python3 "$root/tests/cli/moments.py" $RANDOM 5 "$program" compare --jobs 2 --widths 10km,20km -o table.csv line.geojson
    here line.geojson zones.json
}

@test "input: a random tangle of 5,000 vertices" {
    awk 'BEGIN {
        x = 7
        printf "{\"type\":\"LineString\",\"coordinates\":["
        for (i = 0; i < 10000; i++) {
            x = x * 16807 % 2147483647 # the minimal standard of Park and Miller
            printf i % 2 ? "%.6f]" : i ? ",[%.6f," : "[%.6f,", (i % 2 ? 48 : 30) + x / 2147483647
        }
        print "]}" }' >line.geojson
    limited 20 -o zones.geojson line.geojson
    fails 4 'the line crosses itself at more than 10000 places, which are the most'
    here line.geojson
}

@test "input: widths that are none" {
    local distances='a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft'
    local known='has a unit that is not known: km, m, cm, mi, nmi and ft are'
    meridian
    refuses '--width: a width of 0 makes no zone' '' --width 0km -o zones.geojson line.geojson
    for text in -5km abc '' nan inf; do
        refuses "--width: '$text' is no distance" "$distances" -o zones.geojson --width "$text" line.geojson
    done
    for text in 5kg 1,5km 0x10km; do
        refuses "--width: '$text' $known" "$distances" -o zones.geojson --width "$text" line.geojson
    done
    refuses "--width: '30' has no unit" 'did you mean 30km?' -o zones.geojson --width 30 line.geojson
    refuses "--width: '4001km' is more than 4,000 km across" '' -o zones.geojson --width 4001km line.geojson
    here line.geojson
}

@test "input: a strip wider than the width; layers that do not grow; the same layer twice" {
    meridian
    refuses '--strip: 8 km across is wider than the whole, which is 4 km across' '' --width 4km --strip 8km line.geojson
    refuses "--layer: 'b=4km' is not wider than 'a', the layer inside it" '' --layer a=4km --layer b=4km line.geojson
    refuses "--layer: there are two layers 'a'" '' --layer a=4km --layer a=8km line.geojson
    here line.geojson
}

@test "input: options that are unknown, abbreviated or without a value; an operand too many" {
    meridian
    refuses "unknown option '--wide'" 'dmzcalc --help lists the options' --wide 3km line.geojson
    refuses "unknown option '--wid'" 'options are not abbreviated; did you mean --width?' --wid 3km line.geojson
    refuses '--width needs a value: W' '' line.geojson --width
    refuses "zones: 'line.geojson' is one too many" 'usage: dmzcalc [zones] [options] LINE' line.geojson line.geojson
    here line.geojson
}

@test "input: missing, a directory, unreadable, a FIFO, a device without end" {
    dmz -o zones.geojson missing.geojson
    fails 3 'missing.geojson: No such file or directory'
    dmz -o zones.geojson .
    fails 3 '.: Is a directory'
    dmz -o zones.geojson --max-input 10MB /dev/zero
    [ "$code" = 3 ]
    here
    meridian
    dmz -q <line.geojson
    cp "$said/out" expected
    mkfifo fifo
    timeout 60 cat line.geojson >fifo &
    dmz -q fifo
    succeeds
    cmp expected "$said/out"
    [ "$(id -u)" = 0 ] || {
        chmod 0 line.geojson
        dmz line.geojson
        fails 3 'line.geojson: Permission denied'
    }
}

@test "input: a file named like an option, with a line feed, not UTF-8" {
    meridian
    for name in -x $'a\nb' $'\xff.geojson' $'\e[31m'; do
        cp line.geojson "./$name"
        dmz -q -- "$name"
        succeeds
        rm "./$name"
    done
    dmz -- $'a\nb\e[31m\xff\xe2\x80\xae'
    fails 3 'a\u000ab\u001b[31m\xff\u202e: No such file or directory'
}

# Every option that names a file to be read, and what goes with it.
reading() {
    printf '%s\n' '--clip' '--exclude' '--only-within-party --territories' '--regions' '--places' '--sites' '--routes' \
        '--population' '--density'
}

@test "input: names of the network, of archives, databases and virtual files, as any input of any command" {
    meridian
    boxes a 29,47,31,50
    while read -r -u 9 name; do
        for command in zones annex posts trace verify compare check diff; do
            case $command in
            verify | check | diff) arguments=("$command" line.geojson "$name") ;;
            compare) arguments=(compare --widths 5km "$name") ;;
            trace) arguments=(trace --within line.geojson "$name") ;;
            *) arguments=("$command" "$name") ;;
            esac
            dmz "${arguments[@]}"
            if [ $command = compare ]; then # a row of the table
                [ "$code" = 3 ] && grep -qF ": $name: not a plain file; GDAL would open or fetch what it names" "$said/err"
                continue
            fi
            fails 3 "$name: not a plain file; GDAL would open or fetch what it names" '--allow-remote lets GDAL open it' ||
                { printf 'with %s\n' "${arguments[*]}" && return 1; }
        done
        while read -r -u 8 option; do
            dmz -q $option "$name" -o zones.geojson line.geojson
            [ "$code" = 3 ] && grep -qxF "dmzcalc: $name: not a plain file; GDAL would open or fetch what it names" "$said/err" ||
                { printf 'with %s %s\n' "$option" "$name" && cat "$said/err" && return 1; }
        done 8< <(reading)
        dmz trace --within "$name" boxes.geojson
        fails 3 "$name: not a plain file; GDAL would open or fetch what it names" '--allow-remote lets GDAL open it'
        dmz -q --line-for "left=$name" --line-for right=line.geojson
        fails 3 "$name: not a plain file; GDAL would open or fetch what it names" '--allow-remote lets GDAL open it'
    done 9< <(printf '%s\n' /vsicurl/http://127.0.0.1/a.gpkg /vsizip/a.zip/a.shp http://127.0.0.1/a.geojson PG:dbname=a a.vrt)
    here boxes.geojson line.geojson
}

@test "input: archives by their plain names" {
    meridian
    command -v gzip python3 >/dev/null
    gzip -k line.geojson
    python3 -c 'import zipfile; zipfile.ZipFile("a.shp.zip", "w").write("line.geojson")'
    cp a.shp.zip a.zip
    dmz -o zones.geojson line.geojson.gz
    fails 3 'line.geojson.gz: looks like gzip-compressed data; expected GeoJSON' 'unpack it first'
    for name in a.zip a.shp.zip; do
        dmz -o zones.geojson "$name"
        fails 3 "$name: looks like a zip archive (a KMZ file, a zipped shapefile); expected GeoJSON" 'unpack it first'
    done
    for option in --places --clip --regions; do
        dmz -q -o zones.geojson $option a.zip line.geojson
        [ "$code" = 3 ] && grep -q '^dmzcalc: a.zip: looks like a zip archive' "$said/err"
    done
    here line.geojson line.geojson.gz a.zip a.shp.zip
}

@test "input: an output that exists, of every option that writes" {
    meridian
    for written in '-o out.json' '--stats out.json' '--map out.svg' '--report out.html'; do
        name=${written#* }
        echo old >"$name"
        dmz -q $written line.geojson
        fails 5 "$name: File exists" 'use --overwrite to replace it'
        [ "$(cat "$name")" = old ]
        rm "$name"
    done
    echo old >out.md
    cp line.geojson other.geojson
    for command in 'annex' 'compare --widths 3km' 'presets' 'diff --stats out.md other.geojson' 'posts --stats out.md' \
        'check --stats out.md other.geojson' 'trace --within other.geojson --stats out.md'; do
        set -- $command
        [ "$1" = presets ] || set -- "$@" line.geojson
        [[ $* = *out.md* ]] || set -- "$@" -o out.md
        dmz "$@"
        fails 5 'out.md: File exists' 'use --overwrite to replace it' || { echo "with $command" && return 1; }
        [ "$(cat out.md)" = old ]
    done
    here line.geojson other.geojson out.md
}

@test "input: an output that is an input, also by a link, of every option that reads" {
    meridian
    ln -s line.geojson link.geojson
    ln line.geojson hard.geojson
    cp line.geojson keep
    for name in line.geojson link.geojson hard.geojson; do
        dmz --overwrite -o "$name" line.geojson
        [ "$code" = 2 ] && grep -qx "dmzcalc: $name: is an input, and would be lost" "$said/err"
        cmp line.geojson keep
    done
    cp line.geojson other.geojson
    while read -r option; do
        dmz -q --overwrite $option other.geojson -o other.geojson line.geojson
        [ "$code" = 2 ] && grep -qx 'dmzcalc: other.geojson: is an input, and would be lost' "$said/err" ||
            { printf 'with %s\n' "$option" && cat "$said/err" && return 1; }
        cmp other.geojson keep
    done < <(reading)
}

@test "input: an output directory that is missing or read-only; a full device; a disk that fills half-way" {
    meridian
    dmz -q -o nowhere/zones.geojson line.geojson
    fails 5 'nowhere/zones.geojson: No such file or directory'
    dmz -q -o line.geojson/zones.geojson line.geojson
    [ "$code" = 5 ]
    dmz -q --stats figures.json -o /dev/full line.geojson
    fails 5 '/dev/full: No space left on device'
    here line.geojson
    mounted sh -c 'echo old >zones.geojson; "$@"; code=$?; cat zones.geojson; ls -A; exit $code' sh \
        "$program" "${large[@]}" --overwrite -o zones.geojson line.geojson
    answers 5 "old
line.geojson
zones.geojson" 'dmzcalc: zones.geojson: No space left on device'
}

@test "input: standard output closed; a reader that has enough" {
    meridian
    code=0
    "$program" line.geojson >&- 2>"$said/err" || code=$?
    : >"$said/out"
    fails 5 'standard output: Bad file descriptor'
    env --default-signal=PIPE "$program" --tolerance 1cm line.geojson 2>"$said/err" | head -n 1 >/dev/null
    [ "${PIPESTATUS[*]}" = '141 0' ] && same err ''
}

@test "input: SIGINT and SIGTERM while computing" {
    meridian
    for signal in INT TERM; do
        code=0
        env --default-signal=INT,TERM timeout --preserve-status -k 60 -s $signal 0.5 "$program" --layer a=100km --layer b=1000km \
            --layer c=2000km --layer d=3000km --layer e=4000km --tolerance 1cm -o zones.geojson --stats figures.json \
            line.geojson >"$said/out" 2>"$said/err" || code=$?
        answers $([ $signal = INT ] && echo 130 || echo 143) '' ''
        here line.geojson
    done
}

@test "input: memory that is refused: 6, and nothing is left" {
    ! is_sanitized || skip "the sanitizer needs more memory than a limit would leave"
    ulimit -c 0
    meridian
    local refused=0
    for size in 1MB 2MB 3MB 4MB 6MB 8MB 16MB 64MB; do
        dmz -q --max-memory $size --tolerance 1cm -o zones.geojson line.geojson
        case $code in
        0) is_zones zones.geojson && rm zones.geojson ;;
        6) fails 6 'out of memory' && refused=$((refused + 1)) ;;
        *) echo "$code with $size" && return 1 ;;
        esac
        here line.geojson
    done
    [ $refused -ge 1 ] && [ "$code" = 0 ]
}

# GDAL ends by a signal where it gets none, GLib also where there is none for a thread.
@test "input: memory that GDAL, Pango and cairo are refused: 6 in one line, and nothing is left" {
    ! is_sanitized || skip "the sanitizer needs more memory than a limit would leave"
    ulimit -c 0
    meridian
    local kind size refused done
    for kind in '-o zones.gpkg' '-q --map map.svg' '-q --map map.png'; do
        refused=0 done=no
        for size in 2MB 4MB 6MB 8MB 12MB 16MB 24MB 32MB 200MB; do
            dmz --max-memory $size $kind line.geojson
            case $code in
            0) done=yes && rm -f zones.gpkg map.* ;;
            6) fails 6 'out of memory' && refused=$((refused + 1)) ;;
            *) echo "$code with $size and $kind" && cat "$said/err" && return 1 ;;
            esac
            here line.geojson
        done
        [ "$done" = yes ] && [ "$refused" -ge 1 ]
    done
}

@test "input: an environment that asks for something else" {
    once
    needs_gdal
    printf '{"type":"Feature","properties":{"left":"Zoë"},"geometry":%s}' "$good" >line.geojson
    ogr2ogr -f GPKG -t_srs EPSG:32636 a.gpkg line.geojson
    ogr2ogr -f 'ESRI Shapefile' -t_srs EPSG:3857 -lco ENCODING=UTF-8 b.shp line.geojson
    mkdir -p home/.gdal home/.local/share/proj
    printf '[configoptions]\nSHAPE_ENCODING=CP1251\nOGR_CURRENT_DATE=x\nOGR_SQLITE_PRAGMA=encoding="UTF-16"\n' >home/.gdal/gdalrc
    echo 'no database' >home/.local/share/proj/proj.db
    echo 'nonsense = on' >home/.local/share/proj/proj.ini
    local kinds=(zones.geojson zones.gpkg zones.shp zones.fgb zones.kml zones.csv)
    mkdir expected found
    for source in line.geojson a.gpkg b.shp; do
        for kind in "${kinds[@]}"; do
            dmz -q --overwrite -o "expected/$source.$kind" $source
            succeeds
        done
    done
    local proj="PROJ_NETWORK=ON PROJ_DEBUG=3 PROJ_USER_WRITABLE_DIRECTORY=$PWD/home/.local/share/proj"
    local gdal="GDAL_DATA=/nowhere GDAL_DRIVER_PATH=/nowhere CPL_DEBUG=ON CPL_LOG=$PWD/log CPL_TMPDIR=/nowhere GDAL_NUM_THREADS=7
        SHAPE_ENCODING=CP1251 OGR_CURRENT_DATE=x OGR_SQLITE_PRAGMA=encoding=UTF-16 OGR_SQLITE_JOURNAL=DELETE OGR_SQLITE_LOAD_EXTENSIONS=/nowhere.so
        OGR_ENABLE_PARTIAL_REPROJECTION=YES OGR_CT_FORCE_TRADITIONAL_GIS_ORDER=NO OGR_GPKG_FOREIGN_KEY_CHECK=NO
        CREATE_METADATA_TABLES=NO OGR_GEOJSON_MAX_OBJ_SIZE=1 VSI_CACHE=TRUE SQLITE_TMPDIR=/nowhere"
    for change in 'LC_ALL=de_DE.UTF-8 TZ=Asia/Kathmandu' 'LC_ALL=tr_TR.UTF-8 LANG=ja_JP.SJIS TZ=' "HOME=$PWD/home" '-u HOME' -i \
        "PROJ_DATA=/nowhere PROJ_LIB=/nowhere $proj" "XDG_DATA_HOME=$PWD/home/.local/share" \
        "GDAL_CONFIG_FILE=$PWD/home/.gdal/gdalrc" "$gdal"; do
        for source in line.geojson a.gpkg b.shp; do
            for kind in "${kinds[@]}"; do
                [ $source = line.geojson ] || [ $kind = zones.geojson ] || continue # reading and writing, each by itself
                code=0
                env $change "$program" -q --overwrite -o "found/$source.$kind" $source >"$said/out" 2>"$said/err" || code=$?
                [ "$code" = 0 ] && same err '' && cmp "expected/$source.$kind" "found/$source.$kind" || {
                    echo "with $change, $source, $kind"
                    return 1
                }
            done
        done
        [ ! -e log ]
    done
}

@test "input: no colours, no cursor, no progress where there is no terminal" {
    meridian
    for change in NO_COLOR=1 TERM=dumb TERM=xterm-256color; do
        env $change "$program" -o zones.geojson --overwrite line.geojson >"$said/out" 2>"$said/err"
        run -1 grep -q "[$(printf '\001-\010\013-\037')]" "$said/err"
        env $change "$program" compare --widths 3km,5km line.geojson >"$said/out" 2>"$said/err"
        same err ''
        run -1 grep -q "[$(printf '\001-\010\013-\037')]" "$said/out"
    done
}

# hostile: writes line.geojson whose texts do what texts can do to terminals, web pages and spreadsheets.
hostile() {
    printf '{"type":"Feature","properties":{"name":"a\\u001b[31m\\u0007\\u202e</script><b>","left":"=cmd()|\\"x\\"","right":"r\\n|s\\u009b1m","date":"2024-01-01"},"geometry":%s}\n' \
        "$good" >line.geojson
}

# tame FILE: that a file has no control character but line feeds, and no bidi control.
tame() {
    python3 - "$1" <<'END'
import sys, unicodedata
text = open(sys.argv[1], encoding="utf-8", newline="").read().replace("\n", "")
bad = sorted({hex(ord(c)) for c in text if unicodedata.category(c) == "Cc" or 0x202a <= ord(c) <= 0x202e or 0x2066 <= ord(c) <= 0x2069})
sys.exit(f"{sys.argv[1]} has {bad}" if bad else 0)
END
}

@test "input: names with quotes, tags, formulas and controls" {
    hostile
    cp line.geojson town.geojson
    sed -i 's/"LineString".*/"Point","coordinates":[30.01,48.5]}}/' town.geojson
    boxes $'a\\u001b[2J\\u202e' 29,47,31,50
    dmz --places town.geojson --regions boxes.geojson --stats figures.csv -o zones.kml line.geojson
    [ "$code" = 0 ]
    tame "$said/err"
    run -1 grep -aE '(^|,)"?=cmd' figures.csv
    run -1 grep -a '</script>' zones.kml
    for suffix in md txt; do
        dmz -q --places town.geojson --regions boxes.geojson --stats figures.$suffix -o - line.geojson
        tame figures.$suffix
    done
    dmz compare --widths 3km --left $'\e[31m' line.geojson
    tame "$said/out"
    dmz annex line.geojson
    [ "$code" = 0 ]
    tame "$said/out"
    python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("zones.kml")'
}

@test "input: names of megabytes, and characters that XML does not have" {
    python3 -c 'import json
name = chr(0xE9) * 1000000
line = {"type": "LineString", "coordinates": [[30, 48], [30, 49]]}
texts = {key: name for key in ("name", "left", "right", "date", "source")}
json.dump({"type": "Feature", "properties": texts, "geometry": line}, open("line.geojson", "w"))
point = {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [30.01, 48.5]}}
json.dump(point, open("town.geojson", "w"))
odd = "".join(map(chr, (0x41, 0xFFFE, 0xFFFF, 0x01, 0xD7FF, 0x10FFFF)))
texts = {key: odd for key in texts}
json.dump({"type": "Feature", "properties": texts, "geometry": line}, open("odd.geojson", "w"))'
    limited 60 -q --places town.geojson --map map.svg --stats figures.csv -o zones.geojson line.geojson
    succeeds
    [ "$(stat -c %s map.svg)" -lt 1000000 ]
    dmz -q --overwrite --map map.svg -o zones.kml odd.geojson
    [ "$code" = 0 ]
    python3 -c 'import xml.dom.minidom; [xml.dom.minidom.parse(name) for name in ("map.svg", "zones.kml")]'
}

@test "input: names of fields that are not UTF-8" {
    needs_gdal
    meridian
    printf 'na\xffme,lon,lat\nA,30,48\n' >points.csv
    dmz check -o checked.geojson line.geojson points.csv
    fails 3 "points.csv: layer \"points\": a field's name is \"na\\xffme\", which is not UTF-8" \
        'a shapefile says in its .cpg file which encoding its texts are in'
    here line.geojson points.csv
}

@test "input: rasters without georeference, with no data, elsewhere, rotated, in another reference system" {
    needs_gdal
    command -v gdal_create >/dev/null || skip "gdal_create is not installed"
    meridian
    gdal_create -q -outsize 4 4 -bands 1 -burn 1 -a_srs EPSG:4326 nowhere.tif
    dmz -q --population nowhere.tif -o zones.geojson line.geojson
    fails 3 'nowhere.tif: band 1: has no geotransform: where its cells lie is not said'
    gdal_create -q -ot Int16 -outsize 40 40 -bands 1 -burn -9 -a_nodata -9 -a_srs EPSG:4326 -a_ullr 28 50 32 47 nodata.tif
    gdal_create -q -outsize 4 4 -bands 1 -burn 1 -a_srs EPSG:4326 -a_ullr 0 1 1 0 elsewhere.tif
    for name in nodata elsewhere; do
        dmz -q --population $name.tif --stats $name.json --overwrite -o - line.geojson
        if [ "$code" = 0 ]; then # no figure, rather than nobody
            jq -e '[.zones[].population] | length == 4 and all(. == null)' $name.json
        else
            [ "$code" = 3 ] && [ ! -e $name.json ]
        fi
    done
    gdal_create -q -outsize 80 80 -bands 1 -burn 1 -a_srs EPSG:4326 -a_ullr 28 50 32 47 a.tif
    gdalwarp -q -t_srs EPSG:32636 -tr 2000 2000 -dstnodata -9 a.tif b.tif
    cp nowhere.tif turned.tif
    printf '%s\n' 0.9 0.5 0.5 -0.9 27.5 48.7 >turned.tfw # a world file: a grid that is askew
    for name in a b turned; do # one on each km2
        dmz -q --density $name.tif --stats $name.json -o - line.geojson
        [ "$code" = 0 ]
        near "$(jq '[.zones[].population] | add' $name.json)" "$(jq '[.zones[].area_km2] | add' $name.json)" 1e-3
    done
}

@test "limits: an input that is larger than --max-input, of every option" {
    meridian
    cp line.geojson other.geojson
    refuses "--max-input: '5' has no unit" 'a size is a number and a unit: 500kB, 64MB, 1GiB' --max-input 5 line.geojson
    refuses "--max-input: '5XB' has a unit that is not known" 'a size is a number and a unit: 500kB, 64MB, 1GiB' --max-input 5XB
    refuses "--max-input: 'x' is no size" 'a size is a number and a unit: 500kB, 64MB, 1GiB' --max-input x
    refuses "--max-input: '0kB' is not from 1 byte to 4 EiB" '' --max-input 0kB
    dmz --max-input 0.05kB -o zones.geojson line.geojson
    fails 3 'line.geojson: larger than 50 bytes, the most that is read' '--max-input sets the most'
    dmz --max-input 0.05kB -o zones.geojson <line.geojson
    fails 3 'standard input: larger than 50 bytes, the most that is read' '--max-input sets the most'
    here line.geojson other.geojson
    dmz -q --max-input 54B line.geojson
    [ "$code" = 2 ] # a byte is no unit
    { cat line.geojson && printf '%01000d' 0 | tr 0 ' '; } >large.geojson
    while read -r option; do
        case $option in --population | --density) continue ;; esac
        dmz -q --max-input 1kB $option large.geojson -o zones.geojson line.geojson
        fails 3 'large.geojson: larger than 1 kB, the most that is read' '--max-input sets the most' ||
            { echo "with $option" && return 1; }
    done < <(reading)
    for command in annex posts 'trace --within line.geojson'; do
        dmz $command --max-input 1kB large.geojson
        fails 3 'large.geojson: larger than 1 kB, the most that is read' '--max-input sets the most'
    done
    dmz compare --max-input 1kB --widths 3km large.geojson
    [ "$code" = 3 ] && grep -q 'large.geojson: larger than 1 kB, the most that is read' "$said/err"
    dmz -q --each --max-input 1kB -o zones.geojsonl large.geojson
    [ "$code" = 3 ]
    if command -v ogr2ogr >/dev/null; then
        ogr2ogr -f GPKG a.gpkg line.geojson
        dmz --max-input 1kB -o zones.geojson a.gpkg
        fails 3 'a.gpkg: larger than 1 kB, the most that is read' '--max-input sets the most'
        gdal_create -q -outsize 100 100 -bands 1 -a_srs EPSG:4326 -a_ullr 28 50 32 47 a.tif
        dmz -q --max-input 1kB --population a.tif -o zones.geojson line.geojson
        fails 3 'a.tif: larger than 1 kB, the most that is read' '--max-input sets the most'
    fi
    dmz -q --max-input 1MB -o zones.geojson line.geojson
    succeeds
}

@test "limits: --max-memory" {
    ! is_sanitized || skip "the sanitizer needs more memory than a limit would leave"
    refuses "--max-memory: '2' has no unit" 'a size is a number and a unit: 500kB, 64MB, 1GiB' --max-memory 2
    { # a text that does not end is held until it does
        printf '{"type":"Feature","geometry":null,"properties":{"a":"'
        head -c 100M /dev/zero | tr '\0' a
        printf '"}}'
    } >line.geojson
    dmz --max-memory 100MB -o zones.geojson line.geojson
    fails 6 'out of memory'
    here line.geojson
    dmz --max-memory 2GiB -o zones.geojson line.geojson
    [ "$code" = 3 ] # there is no line in it, but there was room to see that
}

@test "limits: --max-time, also of processes that work for others" {
    meridian
    local long=(--layer a=100km --layer b=1000km --layer c=2000km --layer d=3000km --layer e=4000km --tolerance 1cm)
    refuses "--max-time: '5' has no unit" 'a time is a number and a unit: 30s, 5min, 2h' --max-time 5
    refuses "--max-time: '0s' is not from 0.001s to 1000h" '' --max-time 0s
    refuses "--max-time: '5 days' has a unit that is not known" 'a time is a number and a unit: 30s, 5min, 2h' --max-time '5 days'
    dmz --max-time 0.3s "${long[@]}" -o zones.geojson --stats figures.json line.geojson
    fails 4 'not done after 0.3s, the most that --max-time gives'
    here line.geojson
    local begun=$(date +%s%N)
    dmz compare --max-time 0.5s --jobs 2 --tolerance 1cm --widths 3000km..4000km/10km -o table.csv line.geojson
    fails 4 'not done after 0.5s, the most that --max-time gives'
    [ $(($(date +%s%N) - begun)) -lt 5000000000 ]
    here line.geojson
    sleep 0.3
    run -1 pgrep -f -- "$PWD/line.geojson|--widths 3000km..4000km/10km"
    mkfifo fifo
    sleep 5 >fifo & # who does not write
    dmz --max-time 0.3s -o zones.geojson fifo
    fails 4 'not done after 0.3s, the most that --max-time gives'
    kill $!
    rm fifo
    dmz -q --max-time 10min line.geojson
    succeeds
}

# traced CALLS ARGUMENT...: runs the program under strace; what it called is in $said/trace.
traced() {
    command -v strace >/dev/null || skip "strace is not installed"
    strace -f -o "$said/trace" true 2>/dev/null || skip "tracing is not allowed"
    ! is_sanitized || skip "a sanitizer cannot be traced, and opens files of its own"
    code=0
    strace -f -e "trace=$1" -o "$said/trace" "$program" "${@:2}" >"$said/out" 2>"$said/err" || code=$?
}

# foreign NAME...: the files that the last traced run opened, but for libraries, what the system tells of itself, PROJ's and
# GDAL's own, fonts and these.
foreign() {
    local name allowed='^(/lib|/usr/lib|/usr/local/lib|/usr/share/(proj|gdal|fonts|fontconfig|icu|pango|mime)|/usr/local/share/(proj|gdal|fonts)|/etc/(ld\.so|fonts|gdal)|/var/cache/fontconfig|/proc/self/|/sys/devices/system/|/proc/filesystems|/proc/stat|/dev/null|/dev/urandom)'
    sed -nE 's/.*(open|openat|openat2|creat)\(([^"]*, )?"([^"]*)".*\) += [0-9]+.*/\3/p' "$said/trace" | sort -u |
        grep -vE "$allowed" | sed "s|^$PWD/||; s|^\./||" | sort -u >"$said/opened" || true
    for name; do
        sed -i "\\|^$name\$|d" "$said/opened"
    done
    [ ! -s "$said/opened" ] || { cat "$said/opened" && return 1; }
}

@test "no surprises: no socket, whatever is read or written" {
    meridian
    export PROJ_NETWORK=ON PROJ_NETWORK_ENDPOINT=http://127.0.0.1:9 CPL_CURL_VERBOSE=YES
    traced %network -q -o zones.geojson --stats figures.json line.geojson
    [ "$code" = 0 ] && run -1 grep -v '^[0-9]* *+++ exited with 0 +++' "$said/trace"
    needs_gdal
    ogr2ogr -f GPKG -t_srs EPSG:32636 a.gpkg line.geojson
    ogr2ogr -f LIBKML a.kml line.geojson
    for arguments in '-o b.gpkg a.gpkg' '-o b.shp a.kml' '--regions a.kml -o c.fgb a.gpkg' '-o d.geojson a.vrt' \
        '-o e.geojson http://127.0.0.1:9/a.geojson' '--population /vsicurl/http://127.0.0.1:9/a.tif -o f.geojson line.geojson'; do
        traced %network -q $arguments
        run -1 grep -vE '^[0-9]* *(\+\+\+ exited with [03] \+\+\+|--- SIG)' "$said/trace"
    done
}

@test "no surprises: no file is opened but those that are named" {
    ! grep -aq GCOV_PREFIX "$program" || skip "a program of make coverage keeps its counters in files"
    meridian
    mkdir -p home/.gdal home/.local/share/proj
    touch home/.gdal/gdalrc home/.local/share/proj/proj.db line.geojson.aux.xml a.aux.xml gdalrc .gdalrc proj.db
    export HOME=$PWD/home
    traced %file -q -o zones.geojson --stats figures.json line.geojson
    [ "$code" = 0 ] && foreign line.geojson .
    needs_gdal
    HOME=/ ogr2ogr -f GPKG -t_srs EPSG:32636 a.gpkg line.geojson
    traced %file -q -o zones.gpkg a.gpkg
    [ "$code" = 0 ] && foreign a.gpkg .
    HOME=/ ogr2ogr -f 'ESRI Shapefile' a.shp line.geojson
    traced %file -q -o zones.fgb --places a.gpkg a.shp
    foreign a.gpkg a.shp a.shx a.dbf a.prj a.cpg .
    traced %file compare --widths 3km,5km -o table.csv line.geojson
    [ "$code" = 0 ] && foreign line.geojson .
    traced %file -q --map map.svg --report page.html -o zones2.geojson line.geojson
    [ "$code" != 0 ] || foreign line.geojson .
    traced %file presets -o list.json
    [ "$code" = 0 ] && foreign .
}
