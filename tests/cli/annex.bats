#!/usr/bin/env bats
# annex.bats: limits as turning points: what is refused, what is written, and that it is a limit when it is read back.

load helper

korea=$lines/korea-mdl.geojson

# points FILE: the rows of an annex's points.
points() {
    grep -E '^\| [LRB]-[A-Z]+-[0-9]+ \|' "$1"
}

@test "values that are no good" {
    meridian
    refuses "--points: 'many' is not a number from 2 to 1000000" '' annex --points many line.geojson
    refuses "--points: '1' is not a number from 2 to 1000000" '' annex --points 1 line.geojson
    refuses "--points: '99999999999999999999' is not a number from 2 to 1000000" '' annex --points 99999999999999999999 line.geojson
    refuses "--max-deviation: '0m' is not more than 0" '' annex --max-deviation 0m line.geojson
    refuses "--favour: 'mine' is none of zone, neighbour" '' annex --favour mine line.geojson
    refuses "--coordinates: 'wgs' is none of dms, ddm, decimal, utm, mgrs" '' annex --coordinates wgs line.geojson
    refuses "--precision: '10' is not a number from 0 to 9" '' annex --precision 10 line.geojson
    refuses "--precision: '-1' is not a number from 0 to 9" '' annex --precision=-1 line.geojson
    refuses '--precision: of mgrs it is from 1 to 5' '' annex --coordinates mgrs --precision 6 line.geojson
    refuses '--precision: of dms it is from 0 to 5' '' annex --precision 6 line.geojson
    refuses "--format: 'kml' is none of markdown, csv, geojson" '' annex --format kml line.geojson
    refuses '--points stands instead of --max-deviation, not beside it' '' annex --points 9 --max-deviation 1km line.geojson
    refuses "--output: 'a.kml': an annex is written as .md, .csv or .geojson" '' annex -o a.kml line.geojson
    refuses '--read: what is read is written as .geojson' '' annex --read a.md -o b.csv
    refuses "--read stands instead of 'line.geojson', not beside it" '' annex --read a.md line.geojson
    refuses 'line.geojson: is an input, and would be lost' '' annex -o line.geojson --overwrite line.geojson
    refuses '--merge: limits whose reaches differ from side to side are limits by side' '' annex --merge --width 9km+5km line.geojson
    here line.geojson
}

@test "departures that cannot be, and points that do not suffice" {
    meridian
    refuses '--max-deviation: limit strip-left can depart by 0.5 m at least (so much takes rounding) and 12.87 km at most' '' \
        annex --max-deviation 40cm line.geojson
    refuses '--max-deviation: limit strip-left can depart by 0.5 m at least (so much takes rounding) and 12.87 km at most' '' \
        annex --max-deviation 13km line.geojson
    refuses '--points: limit strip-both takes more than 3 points' '' annex --merge --points 3 line.geojson
}

@test "a document with a preamble, and rows with numbers" {
    dmz annex "$korea"
    succeeds
    head -n 1 "$said/out" | diff - <(echo '# Annex: turning points of limits')
    for text in 'WGS 84' 'flattening 1/298.257223563' 'runs along the geodesic' 'in favour of the zone' 'It determines no border' \
        'in steps of 0.01″' "dmzcalc $("$program" --version | sed -n '1s/dmzcalc //p')"; do
        grep -qF "$text" "$said/out" || { echo "lacks: $text"; return 1; }
    done
    points "$said/out" >rows
    [ "$(cut -d' ' -f2 rows | sort -u | wc -l)" = "$(wc -l <rows)" ]
    [ "$(head -n 1 rows | cut -d' ' -f2)" = L-S-001 ]
    # Minutes and seconds are below 60.
    run -1 grep -E '60′|60\.[0-9]*″' rows
    # What is stated of each limit holds.
    grep -E '^\| [LR]-[SB] \|' "$said/out" | awk -F'|' '{ gsub(",", "", $9); if ($9 > 100 || $9 < 90) exit 1 }'
    # The same bytes again.
    cp "$said/out" once
    dmz annex "$korea"
    cmp once "$said/out"
}

@test "coordinates in five notations" {
    meridian
    for case in 'dms:^[0-9]{2}°[0-5][0-9]′[0-5][0-9]\.[0-9]{2}″ N$' 'ddm:^[0-9]{2}°[0-5][0-9]\.[0-9]{4}′ N$' \
        'decimal:^[0-9]{2}\.[0-9]{6}° N$' 'utm:^(35|36) north$' 'mgrs:^3[56][TU][A-Z]{2}[0-9]{10}$'; do
        dmz annex --coordinates "${case%%:*}" --format csv line.geojson
        succeeds
        python3 -c 'import csv, sys; [print(row[7]) for row in list(csv.reader(sys.stdin))[1:]]' <"$said/out" >found
        [ -s found ]
        run -1 grep -vE "${case#*:}" found
    done
    dmz annex --coordinates mgrs --precision 3 --max-deviation 500m --format csv line.geojson
    succeeds
    grep -qE '"3[56][TU][A-Z]{2}[0-9]{6}"' "$said/out"
}

# Measured by verify, which shares nothing with what makes limits: polygons that were read back depart by no more than
# was stated, and to the favoured side alone.
@test "an annex that is read back is a limit, on its side" {
    once
    for favour in zone neighbour; do
        for notation in dms mgrs; do
            "$program" annex --merge --favour "$favour" --coordinates "$notation" --max-deviation 60m -o "$notation-$favour.md" "$korea"
            dmz annex --read "$notation-$favour.md"
            succeeds
            jq -c '.features |= map(select(.properties.limit == "B-B"))' "$said/out" >band.geojson
            dmz verify --reach 15km --tolerance 61m --format json "$korea" band.geojson
            succeeds
            cp "$said/out" found.json
            jq -e --arg favour "$favour" '.worst_m < 61 and (.layers[0].limit.bias_m | if $favour == "zone" then . > 5 else . < -5 end)' found.json
            dmz verify --reach 15km --tolerance 5m -q "$korea" band.geojson
            [ "$code" = 4 ]
        done
    done
}

@test "documents and tables are read alike; lines where limits end, polygons where they go round" {
    line '[[30,48],[30.6,48],[30.6,48.5],[30,48.5],[30,48]]' ring.geojson
    "$program" annex --merge -o a.md ring.geojson
    "$program" annex --merge -o a.csv ring.geojson
    "$program" annex --read a.md -o a.geojson
    "$program" annex --read - <a.csv | cmp - a.geojson
    jq -e '[.features[] | [.properties.limit, .geometry.type, (.geometry.coordinates[0] | length)]] == [["B-S", "MultiPolygon", 2], ["B-B", "MultiPolygon", 2]]' a.geojson
    meridian
    "$program" annex -o b.csv line.geojson
    dmz annex --read b.csv
    succeeds
    jq -e '[.features[] | [.properties.limit, .geometry.type]] == [["L-S", "MultiLineString"], ["R-S", "MultiLineString"], ["L-B", "MultiLineString"], ["R-B", "MultiLineString"]]' "$said/out"
}

@test "GeoJSON has the limits and their points" {
    meridian
    dmz annex --points 12 -o a.geojson line.geojson
    succeeds
    jq -e '.dmzcalc.edges_between_points == "geodesic" and .dmzcalc.favour == "zone" and .dmzcalc.rounding_m > 0.2' a.geojson
    jq -e '[.features[] | select(.geometry.type == "MultiLineString") | .properties | .points <= 12 and .departure_m > 0] == [true, true, true, true]' a.geojson
    jq -e '[.features[] | select(.geometry.type == "Point")] | length == 48 or length > 24' a.geojson
    jq -e 'first(.features[] | select(.properties.point == "R-B-001")).properties | .side == "right" and .reach_m == 15000 and .next_m > 0' a.geojson
}

@test "over the antimeridian" {
    line '[[179.8,10],[180.2,10.3]]'
    dmz annex --merge -o a.geojson line.geojson
    succeeds
    jq -e '[.features[].geometry.coordinates | flatten | .[]] | min >= -180 and max <= 180' a.geojson
    dmz annex --merge line.geojson
    succeeds
    cp "$said/out" a.md
    dmz annex --read a.md
    succeeds
    jq -e '[.features[].geometry | .coordinates | length] == [2, 2]' "$said/out"
}

@test "what is no annex" {
    printf 'point,piece,mgrs\nL-S-1,1 open,31UDQ44\nL-S-2,1 open,31UIQ44\n' >a.csv
    dmz annex --read a.csv
    fails 3 'a.csv:3: expected coordinates of a place'
    dmz annex --read absent.md
    fails 3 'absent.md: No such file or directory'
    printf 'nothing\n' >a.md
    dmz annex --read a.md -o b.geojson
    fails 3 'a.md:1: expected a head with the columns point, piece and those of coordinates'
    here a.csv a.md
}

@test "an annex with rows missing, exchanged or there twice is refused at the row" {
    "$program" annex --points 8 -o good.csv "$korea"
    grep -q '^"R-S-002"' good.csv
    for case in '2d|2|1|L-S|002' '3d|3|2|L-S|003' '3p|4|3|L-S|002' '3{h;d};4G|3|2|L-S|003' '/^"R-S-001"/d|'"$(grep -n '^"R-S-001"' good.csv | cut -d: -f1)"'|1|R-S|002'; do
        IFS='|' read -r edit row number limit found <<<"$case"
        sed "$edit" good.csv >bad.csv
        dmz annex --read bad.csv -o read.geojson
        fails 3 "bad.csv:$row: expected point number $number of limit \"$limit\", found \"$found\": points are numbered one by one"
        [ ! -e read.geojson ]
    done
    "$program" annex --points 8 -o good.md "$korea"
    # The last of a piece that is open; a place in another hemisphere, or off by little.
    sed '/^| R-B-008/d' good.md >bad.md
    dmz annex --read bad.md
    [ "$code" = 3 ]
    grep -qE '^dmzcalc: bad.md: limit "R-B": point 7: the next point, [0-9.]+ m from it, is missing$' "$said/err"
    for edit in '/^| L-S-002/s/ E / W /' '/^| L-S-002/s/ N / S /' '/^| L-S-002/s/\(..\)\.\([0-9]*″ N\)/31.\2/'; do
        sed "$edit" good.md >bad.md
        dmz annex --read bad.md
        [ "$code" = 3 ]
        grep -qE '^dmzcalc: bad.md: limit "L-S": point 1: the next point is [0-9.]+ m from it by coordinates, not [0-9.]+ m as is written$' "$said/err"
    done
    # The last of a ring.
    "$program" annex --merge --points 12 -o ring.csv "$korea"
    sed '/^"B-B-012"/d' ring.csv >bad.csv
    dmz annex --read bad.csv
    [ "$code" = 3 ]
    grep -qF 'limit "B-B": point 11: the next point is ' "$said/err"
    sed '/^| L-S-002/d' good.md >bad.md
    dmz annex --read bad.md
    [ "$code" = 3 ]
    grep -qF 'expected point number 2 of limit "L-S", found "003"' "$said/err"
}

@test "every annex that is written is read, however coarse" {
    meridian
    for case in dms:0 dms:5 ddm:0 ddm:7 decimal:1 decimal:9 utm:0 utm:3 mgrs:2 mgrs:5; do
        departure=9km
        [ "$case" = ddm:0 ] || [ "$case" = decimal:1 ] || departure=3km
        [ "$case" = decimal:1 ] && departure=40km
        for form in csv md; do
            dmz annex --merge --layer a=100km --coordinates "${case%:*}" --precision "${case#*:}" --max-deviation "$departure" -o "a.$form" line.geojson
            [ "$code" = 0 ] || { echo "$case $form"; cat "$said/err"; return 1; }
            dmz annex --read "a.$form"
            [ "$code" = 0 ] || { echo "$case $form"; cat "$said/err"; return 1; }
            rm "a.$form"
        done
    done
}

@test "an annex of a party whose name has line feeds, quotes and commas is read back" {
    printf '%s' '{"type":"Feature","properties":{"left":"a\n\"b\",\n","right":"|c\nd"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >line.geojson
    for form in csv md; do
        dmz annex -o annex.$form line.geojson
        [ "$code" = 0 ]
        dmz annex --read annex.$form -o $form.geojson
        succeeds
    done
    cmp <(jq -c .features csv.geojson) <(jq -c .features md.geojson)
    printf 'point,piece,latitude,longitude\n"L\n-1",1 open,48° N,30° E\n"L\n-2",1 open,x,30° E\n' >annex.csv
    dmz annex --read annex.csv
    fails 3 'annex.csv:4: expected coordinates of a place'
}

@test "an annex of many limits takes no time, and codes are whole" {
    awk 'BEGIN { print "point,piece,latitude,longitude"; for (i = 0; i < 120000; i++) printf "L%d-1,1 open,48° N,30° E\nL%d-2,1 open,48° N,30.001° E\n", i, i }' >annex.csv
    code=0
    timeout 30 "$program" annex --read annex.csv -o limits.geojson >"$said/out" 2>"$said/err" || code=$?
    succeeds
    [ "$(jq '.features | length' limits.geojson)" = 120000 ]
    printf 'point,piece,latitude,longitude\n%0130d-1,1 open,48° N,30° E\n' 0 >annex.csv
    dmz annex --read annex.csv
    fails 3 "annex.csv:2: expected a point's number in UTF-8, of less than 127 bytes"
    printf 'point,piece,latitude,longitude\nL\xff-1,1 open,48° N,30° E\n' >annex.csv
    dmz annex --read annex.csv
    fails 3 "annex.csv:2: expected a point's number in UTF-8, of less than 127 bytes"
}

@test "a line that takes too much work is refused, and does not run for ever" {
    once
    line '[[30,48],[1,2],[30.2,48.05]]'
    dmz annex --width 6km -o annex.md line.geojson
    fails 4 'so long a limit takes too much work to be generalised so closely' 'a larger --max-deviation or --points takes less'
    here line.geojson
}
