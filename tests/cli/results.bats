#!/usr/bin/env bats
# results.bats: what the zones and the figures say, against known answers and against each other.

load helper

# A line with a bend, parties, a name and a date.
bend() {
    printf '{"type":"Feature","properties":{"name":"Bend","date":"2024-07-08","left":"Northland","adm0_right":"Southland"},
"geometry":{"type":"LineString","coordinates":%s}}\n' "${1-[[30,48],[30.02,48.01],[30.03,48.034]]}" >line.geojson
}

# figure FILTER ARGUMENT...: what jq finds in the zones of line.geojson.
figure() {
    local filter=$1
    shift
    "$program" -q "$@" line.geojson | jq -r "$filter"
}

# What depends on versions and on the engine.
tidy() {
    sed -E 's/within [0-9.]+ m/within N m/; s/at [0-9,]+ points/at N points/; s/engine [a-z]+$/engine E/' "$said/err" >"$said/tidy"
    mv "$said/tidy" "$said/err"
}

@test "the table, to the letter" {
    bend
    dmz --width 6km --strip 2km -o zones.geojson line.geojson
    tidy
    answers 0 '' 'Bend, 2024-07-08: 4.63 km in 1 part, 3 vertices, sinuosity 1.05
strip: 2 km across: 1 km on each side (Fully demilitarized strip)
band: 6 km across: 3 km on each side (Heavy-weapons-exclusion band)

zone         party      from    to  area km²  limit km
strip-left   Northland   0 m  1 km      5.86      7.09
strip-right  Southland   0 m  1 km      6.53      8.43
band-left    Northland  1 km  3 km     19.10     12.01
band-right   Southland  1 km  3 km     24.46     16.03

strip                                  12.39
band                                   43.56
left         Northland                 24.96
right        Southland                 31.00
all                                    55.95

Limits within N m of their true places, measured at N points; tolerance 1 m, engine E'
}

@test "the table of merged sides, to the letter" {
    bend
    dmz --layer inner=2km --merge --tolerance 10cm -o zones.geojson line.geojson
    tidy
    answers 0 '' 'Bend, 2024-07-08: 4.63 km in 1 part, 3 vertices, sinuosity 1.05
inner: 2 km across: 1 km on each side

zone   party  from    to  area km²  limit km
inner  both    0 m  1 km     12.39     15.52

inner                        12.39
all                          12.39

Limits within N m of their true places, measured at N points; tolerance 0.1 m, engine E'
}

@test "the zones, to the letter but for coordinates and last decimals" {
    bend
    dmz -q --width 6km --strip 2km line.geojson
    succeeds
    sed -E 's/"coordinates":.*(\}\},?)$/"coordinates":[...]\1/; s/("(area_km2|limit_km)":[0-9]+\.[0-9])[0-9]*/\1/g
        s/("(max_deviation_m|checked_points|checked_sides)":)[0-9.]+/\1N/g; s/("(version|geos|proj|engine)":)"[^"]+"/\1"V"/g
        s/("bracket":)\[[0-9.]+, [0-9.]+\]/\1[N, N]/
        /"bbox"/s/([0-9]\.[0-9]{2})[0-9]*/\1/g' "$said/out" | diff -u - <(echo '{"type":"FeatureCollection","bbox":[29.95,47.97,30.07,48.06],
"dmzcalc":{"version":"V","parameters":{"layers":[{"layer":"strip","across_m":2000,"left_m":1000,"right_m":1000},{"layer":"band","across_m":6000,"left_m":3000,"right_m":3000}],"edges":"straight","bridge_m":0,"orient":false,"cap":"round","tolerance_m":1,"merge":false},"line":{"name":"Bend","date":"2024-07-08","left":"Northland","right":"Southland","length_km":4.631914,"parts":1,"vertices":3,"sinuosity":1.054321,"edge_reading_gap_m":0.087,"bridged_km":0,"bridges":[],"turned":[],"contradictions":[]},"accuracy":{"tolerance_m":1,"max_deviation_m":N,"checked_points":N,"checked_sides":N,"engine":"V","fallback":null,"bracket":[N, N]},"libraries":{"geos":"V","proj":"V"}},
"features":[
{"type":"Feature","properties":{"zone":"strip-left","layer":"strip","title":"Fully demilitarized strip","side":"left","party":"Northland","from_m":0,"to_m":1000,"area_km2":5.8,"limit_km":7.0,"forbids":["all military forces","all weapons"]},"geometry":{"type":"Polygon","coordinates":[...]}},
{"type":"Feature","properties":{"zone":"strip-right","layer":"strip","title":"Fully demilitarized strip","side":"right","party":"Southland","from_m":0,"to_m":1000,"area_km2":6.5,"limit_km":8.4,"forbids":["all military forces","all weapons"]},"geometry":{"type":"Polygon","coordinates":[...]}},
{"type":"Feature","properties":{"zone":"band-left","layer":"band","title":"Heavy-weapons-exclusion band","side":"left","party":"Northland","from_m":1000,"to_m":3000,"area_km2":19.0,"limit_km":12.0,"forbids":["heavy weapons"]},"geometry":{"type":"Polygon","coordinates":[...]}},
{"type":"Feature","properties":{"zone":"band-right","layer":"band","title":"Heavy-weapons-exclusion band","side":"right","party":"Southland","from_m":1000,"to_m":3000,"area_km2":24.4,"limit_km":16.0,"forbids":["heavy weapons"]},"geometry":{"type":"Polygon","coordinates":[...]}}
]}')
}

@test "RFC 7946, the order of zones, and areas measured in another way" {
    for name in cyprus korea-mdl ukraine-2024-07; do
        "$program" -q "$lines/$name.geojson" -o "$name.geojson" 2>"$said/err"
    done
    "$program" -q --merge --tolerance 10m "$lines/korea-mdl.geojson" -o merged.geojson
    bend
    mv line.geojson bend
    "$program" -q --layer a=1km --layer b=2km --layer c=5km bend -o layers.geojson
    "$program" -q --tolerance 1cm --edges geodesic bend -o fine.geojson 2>"$said/err"
    "$program" -q --tolerance 100m --width 5km bend -o coarse.geojson
    line '[[179.8,-17],[180.1,-17.2],[180.3,-17.1]]' antimeridian
    "$program" -q antimeridian -o antimeridian.geojson 2>"$said/err"
    "$program" -q antimeridian --merge -o antimeridian-merged.geojson 2>"$said/err"
    check zones ./*.geojson
}

@test "an area that is known: a meridian" {
    meridian
    # 2 r L + pi r^2, less what the Earth's curvature takes: (r/R)^2 / 6 of the first, / 12 of the second term.
    dmz -q --stats figures.json line.geojson
    near "$(jq .line.length_km figures.json)" 111.200037 1e-8 # by GeodSolve of GeographicLib
    for layers in strip:2 strip+band:15; do
        near "$(jq --arg layers "${layers%:*}" '[.zones[] | select(.layer as $l | $layers | split("+") | index($l)) | .area_km2] | add' figures.json)" \
            "$(awk -v r="${layers#*:}" 'BEGIN { q = (r / 6385) ^ 2; print 2 * r * 111.200037 * (1 - q / 6) + 3.14159265 * r * r * (1 - q / 12) }')" 1e-5
    done
    near "$(jq '.zones | map(select(.side == "left").area_km2) | add' figures.json)" \
        "$(jq '.zones | map(select(.side == "right").area_km2) | add' figures.json)" 1e-6
}

@test "a limit's length that is known: a meridian" {
    meridian
    for tolerance in 100m 10m 1m 10cm 1cm; do # L + pi r
        share=3e-4
        [ $tolerance != 100m ] || share=6e-4 # chords 45 m inside an arc of 2 km
        near "$(figure '[.features[].properties.limit_km][0]' --tolerance "$tolerance")" 117.4832 $share
        near "$(figure '[.features[].properties.limit_km][3]' --tolerance "$tolerance")" 158.3239 $share
    done
}

@test "the sides of a reversed line are swapped" {
    bend '[[30,48],[30.02,48.01],[30.03,48.034]]'
    local forward
    forward=$(figure '.features[].properties | [.layer, .side, .area_km2] | @tsv')
    bend '[[30.03,48.034],[30.02,48.01],[30,48]]'
    figure '.features[].properties | [.layer, if .side == "left" then "right" else "left" end, .area_km2] | @tsv' >backward
    [ "$(cut -f 1,2 backward | sed -n '2p;1p;4p;3p' | sort)" = "$(cut -f 1,2 <<<"$forward" | sort)" ]
    while read -r -u 9 layer side area; do
        near "$(awk -v l="$layer" -v s="$side" '$1 == l && $2 == s { print $3 }' backward)" "$area" 1e-4
    done 9<<<"$forward"
}

@test "a line that is shifted in longitude keeps its areas, and is cut at the antimeridian" {
    line '[[29.8,-17],[30.1,-17.2],[30.3,-17.1]]'
    figure '.features[].properties.area_km2' 2>"$said/err" >here.txt
    for place in '[[179.8,-17],[180.1,-17.2],[180.3,-17.1]]' '[[-180.2,-17],[-179.9,-17.2],[-179.7,-17.1]]'; do
        line "$place"
        "$program" -q line.geojson >zones 2>"$said/err"
        paste here.txt <(jq '.features[].properties.area_km2' zones) | while read -r a b; do near "$b" "$a" 1e-4; done
        jq -e '[.features[].geometry.type] | unique == ["MultiPolygon"]' zones
        jq -e '[.features[].geometry.coordinates | .. | arrays | select(length == 2 and (first | type) == "number") | first] |
            (min == -180) and (max == 180)' zones
        jq -e '.bbox | (.[0] > 179) and (.[2] < -179)' zones
    done
    printf '{"type":"MultiLineString","coordinates":[[[179.8,-17],[180,-17.1333333]],[[-180,-17.1333333],[-179.9,-17.2],[-179.7,-17.1]]]}' >line.geojson
    figure '.features[].properties.area_km2' 2>"$said/err" | paste here.txt - | while read -r a b; do near "$b" "$a" 1e-4; done
}

@test "zones that contain a pole" {
    for sign in '' -; do
        line "[[30,${sign}85],[31,${sign}89]]"
        "$program" -q --width 400km line.geojson >zones 2>"$said/err"
        near "$(jq '[.features[].properties.area_km2] | add' zones)" 304346.4 1e-5 # 2 r L + pi r^2, on a sphere
        jq -e --arg sign "$sign" '.bbox | (.[0] == -180) and (.[2] == 180) and (.[1] == -90 or .[3] == 90)' zones
    done
}

@test "lines that go round the Earth and meet themselves: no nonsense with exit code 0" {
    for place in '[[0,17],[359.8,17]]' '[[-179.9,50],[179.9,50]]'; do
        line "$place"
        dmz -q --tolerance 100m line.geojson
        [ "$code" = 4 ] || {
            # The length times the width, to a percent: the ends are 21 km apart at most.
            near "$(jq '[.features[].properties.area_km2] | add' "$said/out")" "$(jq '.dmzcalc.line.length_km * 30' "$said/out")" 1e-2
        }
    done
}

@test "parties: the line's, else adm0, else left and right; options come first" {
    local parties='[.features[0:2][].properties.party, .dmzcalc.line.left, .dmzcalc.line.right] | join(" ")'
    bend
    [ "$(figure "$parties")" = 'Northland Southland Northland Southland' ]
    [ "$(figure "$parties" --left A)" = 'A Southland A Southland' ]
    [ "$(figure "$parties" --right 'B' --left=A)" = 'A B A B' ]
    meridian
    [ "$(figure "$parties")" = 'left right left right' ]
    printf '{"type":"Feature","properties":{"adm0_left":"AAA","adm0_right":"BBB","left":"","right":7},"geometry":%s}' "$(cat line.geojson)" >x
    mv x line.geojson
    [ "$(figure "$parties")" = 'AAA BBB AAA BBB' ]
    [ "$(figure '[.features[].properties.party] | unique | tojson' --merge)" = '[null]' ]
}

@test "party names that are not text" {
    meridian
    dmz -q --left $'\xff' line.geojson
    [ "$code" = 2 ] || iconv -f UTF-8 -t UTF-8 "$said/out" >valid
    dmz --left $'\xc2\x9b31m\xe2\x80\xae' -o zones.geojson line.geojson
    [ "$code" = 2 ] || run -1 grep -E $'\xc2\x9b|\xe2\x80\xae' "$said/err"
}

@test "both readings of a width, in the table and in the zones" {
    meridian
    dmz --width 50km --strip 1mi -o /dev/null line.geojson
    sed -n '2,3p' "$said/err" | diff - <(echo 'strip: 1.60934 km across: 804.67 m on each side (Fully demilitarized strip)
band: 50 km across: 25 km on each side (Heavy-weapons-exclusion band)')
    [ "$(figure '.dmzcalc.parameters.layers | tojson' --width 50km --strip 1mi)" = \
        '[{"layer":"strip","across_m":1609.344,"left_m":804.672,"right_m":804.672},{"layer":"band","across_m":50000,"left_m":25000,"right_m":25000}]' ]
}

@test "left and right apart: each side as if the other were alike, and none of reach 0" {
    bend
    figure '.features[].properties | [.zone, .from_m, .to_m] | @tsv' --width 6km+2km --strip 1km+0km >zones
    diff zones <(printf '%s\t%d\t%d\n' strip-left 0 1000 band-left 1000 6000 band-right 0 2000)
    near "$(figure '.features[1].properties.area_km2' --width 6km+2km --strip 1km+0km)" \
        "$(figure '.features[2].properties.area_km2' --width 12km --strip 2km)" 1e-5
    near "$(figure '.features[2].properties.area_km2' --width 6km+2km --strip 1km+0km)" \
        "$(figure '.features[1].properties.area_km2' --layer a=4km)" 1e-5
    dmz --width 6km+2km --strip 1km+0km -o /dev/null line.geojson
    sed -n '2,3p' "$said/err" | diff - <(echo 'strip: 1 km across: 1 km on the left, 0 m on the right (Fully demilitarized strip)
band: 8 km across: 6 km on the left, 2 km on the right (Heavy-weapons-exclusion band)')
    [ "$(figure '.features[1].properties | [.from_m, .to_m] | tojson' --merge --width 6km+2km --strip 1km+0km)" = '[null,null]' ]
    dmz --merge --width 6km+2km --strip 1km+0km -o /dev/null line.geojson
    grep -Eq '^band +both +1 km\+0 m +6 km\+2 km ' "$said/err"
}

@test "flat ends: the zones end where the line does" {
    meridian
    figure '.features[].properties.area_km2' --cap flat --layer a=4km >flat
    figure '.features[].properties.area_km2' --layer a=4km >round
    local end # a quarter of a circle of 2 km at either end, on each side
    end=$(jq -n '2 * 3.14159265 * 4 / 4')
    paste flat round | while read -r less more; do near "$more" "$(jq -n "$less + $end")" 1e-4; done
    [ "$(figure '.dmzcalc.parameters.cap' --cap flat)" = flat ]
    [ "$(figure '.dmzcalc.parameters.cap')" = round ]
}

@test "merged sides are the sum of the sides" {
    bend
    figure '.features[].properties | [.zone, .side, .party // "-", .area_km2] | @tsv' --merge >merged
    cut -f 1-3 merged | diff - <(printf '%s\tboth\t-\n' strip band)
    near "$(sed -n 1p merged | cut -f 4)" "$(figure '[.features[0:2][].properties.area_km2] | add')" 1e-6
    near "$(sed -n 2p merged | cut -f 4)" "$(figure '[.features[2:4][].properties.area_km2] | add')" 1e-6
}

@test "geodesic edges differ where edges are long" {
    line '[[30,48],[32,48.5]]'
    dmz -q line.geojson
    same err "dmzcalc: warning: straight and geodesic edges between the line's vertices lie up to 580.3 m apart, which is more than the tolerance of 1 m; --edges tells which are meant"
    jq -e '.dmzcalc | .parameters.edges == "straight" and .line.edge_reading_gap_m > 580' "$said/out"
    cp "$said/out" straight
    dmz -q --edges geodesic line.geojson
    [ "$code" = 0 ]
    jq -e '.dmzcalc.parameters.edges == "geodesic"' "$said/out"
    [ "$(jq .features[0].geometry straight | cksum)" != "$(jq .features[0].geometry "$said/out" | cksum)" ]
    # The geodesic bows to the north, by 0.005 degrees in the middle.
    middle='[.features[].geometry.coordinates | .. | arrays | select((.[0] | type) == "number" and .[0] > 30.99 and .[0] < 31.01)[1]] | max'
    jq -e -s "(.[1] | $middle) - (.[0] | $middle) | . > 0.004 and . < 0.006" straight "$said/out"
}

@test "the reading gap is warned of where it is more than the tolerance, after the table, also with -q" {
    bend
    dmz -q line.geojson
    succeeds
    dmz -q --tolerance 5cm line.geojson
    [ "$code" = 0 ]
    same err "dmzcalc: warning: straight and geodesic edges between the line's vertices lie up to 0.087 m apart, which is more than the tolerance of 0.05 m; --edges tells which are meant"
    dmz --tolerance 5cm -o /dev/null line.geojson
    [ "$(tail -n 1 "$said/err" | cut -c 1-17)" = 'dmzcalc: warning:' ]
}

@test "an edge of more than 1,000 km is named" {
    line '[[30,48],[30,56.9]]'
    dmz -q --width 4km line.geojson
    succeeds
    line '[[30,48],[30,58]]'
    dmz -q --width 4km line.geojson
    [ "$code" = 0 ]
    same err 'dmzcalc: warning: the edge from 30.00000,48.00000 to 30.00000,58.00000 is 1112.85508 km long'
}

@test "decimals: 7, and 8 below a tolerance of 10 cm" {
    bend
    local most='[match("[0-9]\\.([0-9]+)[],]"; "g").captures[0].string | length] | max'
    for case in 1m:7 10cm:7 9cm:8 1cm:8; do
        "$program" -q --tolerance "${case%:*}" --width 4km line.geojson 2>"$said/err" | sed -n '4,$p' | jq -R -s "$most" >found
        [ "$(cat found)" = "${case#*:}" ]
    done
}

@test "all figures agree, in all formats, and add up" {
    bend
    for merge in '' --merge; do
        for suffix in json csv md txt; do
            dmz -q $merge --overwrite --stats "figures.$suffix" line.geojson
            succeeds
        done
        check figures figures.json figures.csv figures.md figures.txt
        jq -e -n --slurpfile z "$said/out" --slurpfile s figures.json '
            [$z[0].features[].properties] == [$s[0].zones[] | del(.perimeter_km, .parts, .holes, .vertices)] and
            $z[0].dmzcalc == ($s[0] | del(.zones, .totals))'
    done
}

@test "the text file is the table" {
    bend
    dmz -o zones.geojson --stats figures.txt line.geojson
    [ "$code" = 0 ]
    cmp figures.txt "$said/err"
}

# A line whose texts are marks of every format.
marked() {
    printf '%s' '{"type":"Feature","properties":{"left":"=cmd()|x","right":"a\"b, <c>|*_","name":"q\nw `e`","date":"[d](x)"},
        "geometry":{"type":"LineString","coordinates":[[30,48],[30,48.1]]}}' >line.geojson
}

@test "CSV: quotes, and no formulas" {
    marked
    dmz -q --width 2km --strip 2km --stats figures.csv -o zones.geojson line.geojson
    answers 0 '' ''
    sed -E 's/(,[0-9]+\.[0-9])[0-9]*/\1/g' figures.csv | diff -u - <(echo 'zone,layer,title,side,party,from_m,to_m,area_km2,perimeter_km,limit_km,parts,holes
"strip-left","strip","Fully demilitarized strip","left","'"'"'=cmd()|x",0.0,1000.0,12.6,27.3,14.2,1,0
"strip-right","strip","Fully demilitarized strip","right","a""b, <c>|*_",0.0,1000.0,12.6,27.3,14.2,1,0')
}

@test "Markdown: marks are escaped" {
    marked
    dmz -q --width 2km --strip 2km --stats figures.md -o zones.geojson line.geojson
    answers 0 '' ''
    sed -E 's/[0-9]+\.[0-9]+ \|$/N |/; s/within .*/.../' figures.md | diff -u - <(echo '# q\\u000aw \`e\`, \[d\](x)

11.12 km in 1 part, 2 vertices, sinuosity 1.00

- strip: 2 km across: 1 km on each side (Fully demilitarized strip)

| zone | party | from | to | area km² | limit km |
| --- | --- | ---: | ---: | ---: | ---: |
| strip-left | =cmd()\|x | 0 m | 1 km | 12.69 | N |
| strip-right | a"b, \<c\>\|\*\_ | 0 m | 1 km | 12.69 | N |
| **strip** |  |  |  | **25.38** |  |
| **left** | **=cmd()\|x** |  |  | **12.69** |  |
| **right** | **a"b, \<c\>\|\*\_** |  |  | **12.69** |  |
| **all** |  |  |  | **25.38** |  |

Limits ...')
}

@test "JSON: texts come through" {
    marked
    dmz -q --width 2km --stats figures.json -o zones.geojson line.geojson
    answers 0 '' ''
    jq -e '.line | .name == "q\nw `e`" and .date == "[d](x)" and .left == "=cmd()|x" and .right == "a\"b, <c>|*_"' figures.json
    jq -e '.dmzcalc.line.left == "=cmd()|x" and .features[1].properties.party == "a\"b, <c>|*_"' zones.geojson
}
