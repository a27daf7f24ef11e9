#!/usr/bin/env bats
# verify.bats: zones measured against their line: what is right passes, and every fault that is put into them is found.

load helper

korea=$lines/korea-mdl.geojson

# made [ARGUMENT...]: zones.geojson around the bundled line of Korea, made with coarse limits to be quick.
made() {
    "$program" -q --overwrite -o zones.geojson "$@" "$korea" 2>/dev/null
}

# spoilt FAULT: spoilt.geojson, the zones with a fault, and what verify finds in found.json.
spoilt() {
    python3 "$root/tests/cli/spoil.py" "$1" zones.geojson spoilt.geojson
    measured spoilt.geojson
}

# measured FILE [ARGUMENT...]: what verify finds in found.json; its exit code in $code.
measured() {
    dmz verify --format json "${@:2}" "$korea" "$1"
    cp "$said/out" found.json
}

# finds FILTER: that found.json is so, and the exit code 4, with one line that says so.
finds() {
    [ "$code" = 4 ] || { echo "exit code $code"; return 1; }
    [ "$(wc -l <"$said/err")" = 1 ]
    jq -e '.within == false' found.json >/dev/null
    jq -e "$1" found.json >/dev/null || { jq -c "del(.places[5:])" found.json; return 1; }
}

@test "zones of dmzcalc's own are found within their tolerance" {
    made
    measured zones.geojson
    succeeds
    jq -e '.within and .worst_m < 1 and .invalid == [] and ([.zones[].features] == [1, 1, 1, 1])' found.json
    # The same as the run found itself, measured with other means.
    near "$(jq '[.layers[].limit.max_m] | max' found.json)" "$(jq .dmzcalc.accuracy.max_deviation_m zones.geojson)" 0.02
    jq -r '.zones[] | [.zone, .area_km2] | @tsv' found.json >areas
    jq -r '.features[].properties | [.zone, .area_km2] | @tsv' zones.geojson | diff areas -
    for arguments in --merge '--edges geodesic' '--tolerance 10cm --strip 1km --width 5km'; do
        made $arguments
        measured zones.geojson --tolerance "$(jq .dmzcalc.parameters.tolerance_m zones.geojson)m"
        succeeds
    done
}

@test "the same of unequal sides and flat ends, of parts across a gap, side by side, and a hook" {
    for parts in '[[30,48],[30.2,48.02]],[[30.25,48],[30.5,48.05]]' '[[30,48],[30.4,48.1]],[[30.1,48.1],[30.15,48.12],[30.1,48.14],[30.1,48.1]]' \
        '[[30,48],[30.3,48],[30.34,48.02],[30.34,48.05],[30.3,48.07],[30.25,48.05],[30.25,48.03],[30.28,48.03]]'; do
        printf '{"type":"MultiLineString","coordinates":[%s]}' "$parts" >line.geojson
        for options in '--cap flat' '--width 9km+4km --strip 2km+0km' '--cap flat --merge --width 20km'; do
            # shellcheck disable=SC2086
            "$program" -q --overwrite $options -o zones.geojson line.geojson 2>"$said/err"
            dmz verify -q line.geojson zones.geojson
            [ "$code" = 0 ] || { echo "$options: $parts"; return 1; }
        done
    done
}

@test "a vertex 5 m off" {
    made
    spoilt vertex
    finds '.worst_m > 2 and .worst_m < 5.6 and .layers[1].limit.max_m == .worst_m and .layers[0].limit.max_m < 1'
    grep -E '^dmzcalc: spoilt.geojson: off by up to [0-9.]+ m, at [0-9.,]+: more than the tolerance of 1 m$' "$said/err"
    measured spoilt.geojson --tolerance 6m
    succeeds
}

@test "a false hole" {
    made
    spoilt false_hole
    finds '.layers[1].missing | .area_km2 > 0.6 and .area_km2 < 0.68 and .off_m > 1000'
    finds '.places[0] | .fault == "missing" and .layer == "band" and .area_km2 > 0.6'
    finds '.layers[0].missing == null and (.places | length) == 1'
}

@test "a hole that is lost" {
    line '[[126.9,37.9],[127.5,37.9],[127.5,38.3],[126.9,38.3],[126.9,37.95]]'
    "$program" -q --strip 4km --width 20km -o zones.geojson line.geojson 2>/dev/null
    korea=line.geojson
    measured zones.geojson
    [ "$code" = 0 ]
    spoilt filled_hole
    finds '.layers | map(.too_much.area_km2 // 0) | max > 100'
}

@test "sides that are swapped" {
    made
    spoilt swapped
    finds '(.layers[0].wrong_side.area_km2 - 815.56 | fabs) < 2 and (.layers[1].wrong_side.area_km2 - 5855.42 | fabs) < 2'
    finds '.layers[1].limit.max_m < 1 and .layers[1].missing == null'
    finds '(.zones | map(.wrong_side_km2) | add) > 6600'
}

@test "a zone that is missing, and a layer that is missing" {
    made
    spoilt missing_zone
    finds '.zones[-1] | .zone == "band-right" and .features == 0'
    finds '.layers[1].missing.area_km2 - 2827.77 | fabs < 2'
    spoilt missing_layer
    finds '.layers[-1] | .layer == "band" and .present == false'
    dmz verify "$korea" spoilt.geojson
    grep -Fx 'Not there: layer band, which the file says was asked for' "$said/out"
    same err 'dmzcalc: spoilt.geojson: a zone is not there'
}

@test "zones that overlap, and a feature that is there twice" {
    made
    spoilt overlap
    finds '[.layers[].overlap.area_km2 // 0] | max > 0.7'
    finds '.layers[0].too_much.area_km2 > 0.7'
    spoilt doubled
    finds '.layers[0].overlap.area_km2 - 409.49 | fabs < 1'
}

@test "zones that are short by 1 %" {
    made
    spoilt short
    finds '.layers[0].limit.bias_m < -19 and .layers[0].limit.bias_m > -21'
    finds '.layers[1].limit.bias_m < -149 and .layers[1].limit.bias_m > -152 and .layers[1].missing.area_km2 > 60'
}

@test "a ring that crosses itself" {
    made
    spoilt crossing_ring
    finds '.invalid | length == 1 and (.[0].place == "/features/2") and (.[0].reason | startswith("Self-intersection"))'
}

@test "a polygon that should not be there" {
    made
    spoilt extra
    finds '.layers[1].too_much | .area_km2 > 0.45 and .area_km2 < 0.57 and .off_m > 3000'
}

@test "what makes no difference: the order of positions, polygons apart, another turn of longitude" {
    made
    for change in reversed_rings single_features next_turn; do
        spoilt "$change"
        succeeds
    done
}

@test "a file that says nothing of its zones" {
    made
    python3 "$root/tests/cli/spoil.py" bare zones.geojson bare.geojson
    dmz verify "$korea" bare.geojson
    fails 3 'bare.geojson: no property to_m says how far the zone should reach' \
        '--reach D tells how far all polygons together should reach'
    # The strip's limit is then an edge inside the zone, which is no valid multipolygon.
    measured bare.geojson --reach 15km
    finds '.invalid[0].reason | test("Self-intersection")'
    made --merge --strip 30km --width 30km
    jq '.features[0].geometry' zones.geojson >bare.geojson
    measured bare.geojson --reach 15km
    succeeds
    measured bare.geojson --reach 16km
    finds '.layers[0].limit.bias_m < -999'
}

@test "edges that polygons of one zone share are no limits, and hide nothing" {
    made --strip 10km --width 30km
    measured zones.geojson --reach 15km
    succeeds
    jq -e '.zones[0].features == 4 and .layers[0].limit.max_m < 1' found.json
    measured zones.geojson --reach 16km
    finds '.layers[0].limit.bias_m < -999'
    # A polygon twice, also run the other way round; one that lacks: then its neighbour ends at a limit.
    jq '.features += [.features[0]]' zones.geojson >twice.geojson
    measured twice.geojson --reach 15km
    finds '.layers[0].overlap.area_km2 > 100'
    jq '.features += [.features[0] | .geometry.coordinates |= map(reverse)]' zones.geojson >twice.geojson
    measured twice.geojson --reach 15km
    finds '.layers[0].overlap.area_km2 > 100'
    jq 'del(.features[0])' zones.geojson >lacks.geojson
    measured lacks.geojson --reach 15km
    finds '.layers[0].limit.max_m > 9999 and .layers[0].missing.area_km2 > 100'
}

@test "a layer of zones in GeoJSON, which has none" {
    made
    dmz verify "$korea" zones.geojson#x
    fails 2 'zones.geojson#x: zones.geojson is read as GeoJSON, which has no layers' 'without #x, all of the file is read'
    dmz -q --places zones.geojson#x "$korea"
    fails 2 'zones.geojson#x: zones.geojson is read as GeoJSON, which has no layers' 'without #x, all of the file is read'
    mv zones.geojson zones.geojson#x # a name of its own
    measured zones.geojson#x
    succeeds
}

@test "merged zones of unequal reaches are refused in plain words" {
    made --merge --width 10km+3km
    dmz verify "$korea" zones.geojson
    fails 3 'zones.geojson: /features/1: a zone on both sides whose reaches differ cannot be judged' \
        'zones made without --merge can be judged'
    # Of the band both reaches are the same, but it begins farther out on one side.
    made --merge --strip 4km+2km --width 5km+5km
    jq '.features |= map(select(.properties.layer == "band"))' zones.geojson >band.geojson
    dmz verify "$korea" band.geojson
    fails 3 'band.geojson: /features/0: a zone on both sides whose reaches differ cannot be judged' \
        'zones made without --merge can be judged'
    made --width 10km+3km
    measured zones.geojson
    succeeds
}

@test "discs of several reaches, one in the other" {
    "$program" -q --merge --layer a=4km -o a.geojson "$korea" 2>/dev/null
    "$program" -q --merge --layer b=30km -o b.geojson "$korea" 2>/dev/null
    jq -s '{type: "FeatureCollection", features: [.[].features[] | .properties |= {to_m}]}' a.geojson b.geojson >discs.geojson
    measured discs.geojson
    succeeds
    jq -e '.layers | map(.to_m) == [2000, 15000]' found.json
}

@test "the table, and where it goes" {
    made
    dmz verify "$korea" zones.geojson
    succeeds
    head -n 1 "$said/out" | grep -Ex '4 features, [0-9,]+ vertices; edges of the line straight, its ends round'
    tail -n 1 "$said/out" | grep -Ex 'Verdict: within the tolerance of 1 m: nothing is off by more than 0\.[0-9]+ m'
    [ "$(grep -cE '.{101}|[[:space:]]$' "$said/out")" = 0 ]
    cp "$said/out" table
    dmz verify -o found.txt "$korea" zones.geojson
    answers 0 '' ''
    cmp table found.txt
    dmz verify -o found.json - zones.geojson <"$korea"
    answers 0 '' ''
    jq -e .within found.json
    dmz verify -q "$korea" - <zones.geojson
    answers 0 '' ''
    dmz verify -o found.txt "$korea" zones.geojson
    fails 5 'found.txt: File exists' 'use --overwrite to replace it'
    dmz verify --overwrite -o zones.geojson --format text "$korea" zones.geojson
    fails 2 'zones.geojson: is an input, and would be lost'
    refuses "--output: 'a.csv': what was found is written as .txt or .json" '' verify -o a.csv a b
    refuses "verify: only one of LINE and ZONES can be standard input" '' verify - -
    refuses "verify: expected LINE ZONES, found less" 'usage: dmzcalc verify [options] LINE ZONES' verify a
    refuses "verify: 'c' is one too many" 'usage: dmzcalc verify [options] LINE ZONES' verify a b c
    refuses "verify does not take --merge" 'dmzcalc verify --help lists the options' verify --merge a b
    refuses "--reach: '0km' is not more than 0 and at most 2,000 km" '' verify --reach 0km a b
    refuses "--format: 'csv' is none of text, json" '' verify --format csv a b
}

# zones_of PROPERTIES GEOMETRY: zones.geojson, one feature.
zones_of() {
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":%s,"geometry":%s}]}\n' "$1" "$2" >zones.geojson
}

# is_refused MESSAGE [HINT]: that these zones are no input.
is_refused() {
    dmz verify line.geojson zones.geojson
    fails 3 "zones.geojson: $1" "${2-}"
}

@test "zones that cannot be read" {
    meridian
    local square='{"type":"Polygon","coordinates":[[[29,48],[31,48],[31,49],[29,48]]]}' at=/features/0/geometry/coordinates
    zones_of '{"to_m":"far"}' "$square"
    is_refused '/features/0/properties/to_m: expected a number of metres, found a string'
    zones_of '{"to_m":2000,"from_m":3000}' "$square"
    is_refused '/features/0/properties: from_m 3000, to_m 2000; expected 0 <= from_m < to_m <= 2000000'
    zones_of '{"to_m":2000,"side":"Left"}' "$square"
    is_refused '/features/0/properties/side: expected "left", "right" or "both", found "Left"'
    zones_of '{"to_m":2000}' '{"type":"Polygon","coordinates":[[[29,48],[31,48],[31,49],[29,49]]]}'
    is_refused "$at/0: a ring that is not closed; expected its last position to be its first"
    zones_of '{"to_m":2000}' '{"type":"Polygon","coordinates":[[[29,48],[31,48],[29,48]]]}'
    is_refused "$at/0: a ring of 3 positions; expected at least 4"
    zones_of '{"to_m":2000}' '{"type":"MultiPolygon","coordinates":[[[[29,48],[31,48],[31,99],[29,48]]]]}'
    is_refused "$at/0/0/2: latitude 99 is outside [-90, 90]" 'longitude comes first in GeoJSON: it looks as if the two were swapped'
    zones_of '{"to_m":2000}' '{"type":"Polygon","coordinates":[[29,48],[31,48],[31,49],[29,48]]}'
    is_refused "$at/0/0: expected a position, found a number"
    zones_of '{"to_m":2000}' '{"type":"LineString","coordinates":[[29,48],[31,48]]}'
    is_refused 'expected a Polygon or MultiPolygon, found only 1 line' 'the line comes before the zones'
    zones_of '{"to_m":2000}' null
    is_refused 'expected a Polygon or MultiPolygon, found only 1 empty geometry'
    dmz verify zones.geojson line.geojson
    [ "$code" = 3 ]
    printf '{"type":"Polygon"' >zones.geojson
    dmz verify line.geojson zones.geojson
    fails 3 "zones.geojson:1:18: unexpected end of the text; expected ',' or '}'"
    here line.geojson zones.geojson
}

@test "other geometries among zones are passed over with a warning" {
    made
    jq '.features += [{type: "Feature", properties: {}, geometry: {type: "Point", coordinates: [127, 38]}}]' zones.geojson >more.geojson
    dmz verify -q "$korea" more.geojson
    answers 0 '' 'dmzcalc: warning: more.geojson: 1 point was passed over'
}

@test "a vertex in the very middle of a cell (2025-11-22)" {
    line '[[[30,48],[30.2,48.02]],[[30.25,48.0],[30.5,48.05]]]'
    sed -i 's/LineString/MultiLineString/' line.geojson
    "$program" -q --strip 2km --width 4km -o zones.geojson line.geojson 2>/dev/null
    dmz verify -q line.geojson zones.geojson
    answers 0 '' ''
}

@test "zones whose edges run through the middles of cells" {
    local positions
    for positions in '[[0,0],[1,1]]' '[[36.75,48],[36.76,48.01]]' '[[10,-10],[11,-11]]'; do
        line "$positions"
        "$program" -q --overwrite --edges geodesic -o zones.geojson line.geojson
        dmz verify -q --edges geodesic line.geojson zones.geojson
        [ "$code" = 0 ] || { echo "$positions"; return 1; }
    done
}

@test "sides of four walks across each other, 222 km to each side" {
    is_sanitized && skip 'it takes minutes there'
    "$program" -q --layer a=444km -o zones.geojson "$BATS_TEST_DIRNAME/walks.geojson" 2>"$said/err"
    dmz verify -q "$BATS_TEST_DIRNAME/walks.geojson" zones.geojson
    [ "$code" = 0 ]
}

@test "a border that bends just beside the end of one of its chords" {
    for width in 1540m 1600m; do
        "$program" -q --overwrite --layer "a=$width" -o zones.geojson "$BATS_TEST_DIRNAME/corner.geojson"
        dmz verify -q "$BATS_TEST_DIRNAME/corner.geojson" zones.geojson
        answers 0 '' ''
    done
}

@test "zones of every format, in any reference system, by their fields" {
    is_sanitized && skip 'it takes minutes there'
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    line '[[36.1,49.2],[36.4,49.3]]'
    for name in z.geojson z.gpkg z.shp z.fgb z.kml z.csv z.geojsonl; do
        "$program" -q --width 10km -o "$name" line.geojson 2>/dev/null
        dmz verify --format json line.geojson "$name"
        [ "$code" = 0 ]
        jq -e '.within and (.zones | length) == 4' "$said/out"
    done
    ogr2ogr -t_srs EPSG:32637 utm.shp z.shp
    dmz verify -q line.geojson utm.shp
    [ "$code" = 0 ]
    ogr2ogr short.gpkg z.gpkg zones -dialect SQLite -sql "SELECT ST_Translate(geom, 0.001, 0, 0) AS geom, layer, side, from_m, to_m FROM zones" ||
        skip "this ogr2ogr has no ST_Translate"
    dmz verify -q line.geojson short.gpkg
    [ "$code" = 4 ]
    grep -q '^dmzcalc: short.gpkg: off by up to ' "$said/err"
}

@test "a layer of zones, and fields that are wrong" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    line '[[36.1,49.2],[36.4,49.3]]'
    "$program" -q --width 10km -o z.kml line.geojson 2>/dev/null
    dmz verify -q line.geojson 'z.kml#Heavy-weapons-exclusion band'
    [ "$code" = 0 ]
    dmz verify -q line.geojson 'z.kml#none'
    [ "$code" = 2 ]
    grep -qx "dmzcalc: z.kml has no layer 'none'" "$said/err"
    cp z.kml 'z#1.kml'
    dmz verify -q line.geojson 'z#1.kml'
    [ "$code" = 0 ]
    printf '%s\n' 'to_m,side,WKT' '5 km,left,"POLYGON((36 49,37 49,37 50,36 49))"' >a.csv
    dmz verify -q line.geojson a.csv
    [ "$code" = 3 ]
    grep -qx 'dmzcalc: a.csv: layer "a", feature 1: to_m: expected a number of metres, found "5 km"' "$said/err"
    printf '%s\n' 'to_m,side,WKT' '5000,west,"POLYGON((36 49,37 49,37 50,36 49))"' >b.csv
    dmz verify -q line.geojson b.csv
    [ "$code" = 3 ]
    grep -qx 'dmzcalc: b.csv: layer "b", feature 1: side: expected "left", "right" or "both", found "west"' "$said/err"
    ogr2ogr lines.gpkg line.geojson
    dmz verify -q line.geojson lines.gpkg
    [ "$code" = 3 ]
}

# varied: line.geojson, whose features have widths of 10, 20 and 3+6 km, and zones.geojson of it.
varied() {
    local feature='{"type":"Feature","properties":{"width":"%s"},"geometry":{"type":"LineString","coordinates":[%s]}}'
    # shellcheck disable=SC2059
    printf "{\"type\":\"FeatureCollection\",\"features\":[$feature,$feature,$feature]}\n" 10km '[30,48],[30.2,48.05]' \
        20km '[30.2,48.05],[30.35,48.02],[30.5,48.1]' 3km+6km '[30.5,48.1],[30.6,48.05],[30.9,48.1]' >line.geojson
    "$program" -q --overwrite -o zones.geojson --width-from width --edges geodesic "$@" line.geojson
    korea=line.geojson
}

@test "widths that vary along the line: read from its features, as the zones say" {
    local options
    for options in '--strip 2km' '' '--cap flat' '--layer a=1km --layer b=2km+3km --layer c'; do
        # shellcheck disable=SC2086
        varied $options
        measured zones.geojson
        succeeds || { echo "$options"; return 1; }
        jq -e '.within and .worst_m < 1 and .parameters.widths == 3 and (.parameters.pair | not)' found.json
        check schema "$root/docs/schema/verify.schema.json" found.json
    done
    sed -i 's/3km+6km/4km/' line.geojson
    "$program" -q --overwrite -o zones.geojson --width-from width --edges geodesic --strip 2km --merge line.geojson
    measured zones.geojson
    succeeds
    varied --strip 2km
    measured zones.geojson
    jq -e '[.zones[] | [.from_m, .to_m]] == [[0, 1000], [0, 1000], [1000, null], [1000, null]]' found.json
    check tampered "$root/docs/schema/verify.schema.json" found.json
    dmz verify line.geojson zones.geojson
    [ "$(sed -n 2p "$said/out")" = 'The line has 3 widths, each along a part of it' ]
    grep -Eq '^band +varies ' "$said/out"
}

@test "widths that vary: what is wrong is found" {
    once
    varied --strip 2km
    spoilt vertex
    finds '.worst_m > 2 and .worst_m < 5.6 and .layers[0].limit.max_m < 1'
    spoilt false_hole
    finds '.layers[1].missing | .area_km2 > 0.6 and .area_km2 < 0.68'
    spoilt swapped
    finds '.layers[0].wrong_side.area_km2 > 100'
    spoilt missing_zone
    finds '.zones[-1] | .zone == "band-right" and .features == 0'
    spoilt missing_layer
    finds '.layers[-1] | .layer == "band" and .present == false'
    spoilt overlap
    finds '[.layers[].overlap.area_km2 // 0] | max > 0.7'
    spoilt extra
    finds '.layers[1].too_much | .area_km2 > 0.45 and .area_km2 < 0.57 and .off_m > 3000'
    # A part of the line that is wider, or narrower, than its zones, by 100 m on each side.
    sed -i 's/"20km"/"20200m"/' line.geojson
    measured zones.geojson
    finds '.worst_m < 102 and (.layers[1].missing | .area_km2 > 2 and .off_m > 98)'
    sed -i 's/"20200m"/"19800m"/' line.geojson
    measured zones.geojson
    finds '.worst_m < 102 and (.layers[1].too_much | .area_km2 > 2 and .off_m > 98)'
    varied --strip 2km
    sed -i 's/3km+6km/6km+3km/' line.geojson
    measured zones.geojson
    finds '.layers[1] | .missing.off_m > 1400 and .too_much.off_m > 1400'
}

@test "widths that vary: of zones that do not say so, by --width-from" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    varied --strip 2km
    ogr2ogr zones.gpkg zones.geojson
    dmz verify -q --edges geodesic --width-from width line.geojson zones.gpkg
    answers 0 '' ''
    dmz verify -q --edges geodesic line.geojson zones.gpkg
    [ "$code" = 3 ]
    grep -q 'no property to_m says how far the zone should reach' "$said/err"
    sed 's/"10km"/10/' line.geojson >numbers.geojson
    dmz verify -q --edges geodesic --width-from width --width-unit km numbers.geojson zones.gpkg
    answers 0 '' ''
    dmz verify -q --edges geodesic --width-from width --width-unit mi numbers.geojson zones.gpkg
    [ "$code" = 4 ]
    dmz verify -q numbers.geojson zones.geojson
    fails 3 "numbers.geojson: feature 1: width: '10' has no unit" '--width-unit km says what numbers are'
    dmz verify -q --edges geodesic --width-from depth line.geojson zones.gpkg
    fails 3 "line.geojson: feature 1: has no 'depth', which --width-from asks for"
    jq 'del(.dmzcalc) | .features[].properties |= del(.to_m)' zones.geojson >unsaid.geojson
    dmz verify -q --width-from width line.geojson unsaid.geojson
    fails 3 'unsaid.geojson: 2 layers have no property to_m, and nothing says which of them is the outermost'
    jq 'del(.dmzcalc) | .features[].properties |= del(.layer)' zones.geojson >unsaid.geojson
    dmz verify -q --width-from width line.geojson unsaid.geojson
    fails 3 'unsaid.geojson: /features/0: no property layer says which of the layers it is'
    jq '.features |= map(select(.properties.side == "left") | .properties.side = "both")' zones.geojson >unsaid.geojson
    dmz verify -q line.geojson unsaid.geojson
    fails 3 'unsaid.geojson: /features/1: a zone on both sides whose reaches differ cannot be judged' \
        'zones made without --merge can be judged'
    refuses '--width-from does not go with --reach' '' verify --width-from width --reach 2km a b
}

# pair: left.geojson and right.geojson, which cross, and zones.geojson, each side's of its own.
pair() {
    line '[[30,48],[30.3,48.02],[30.5,48.1]]' left.geojson
    line '[[30,47.98],[30.2,48.04],[30.5,48.0]]' right.geojson
    lines_for=(--line-for left=left.geojson --line-for right=right.geojson)
    "$program" -q --overwrite -o zones.geojson --width 10km --edges geodesic "${lines_for[@]}" "$@"
}

# pair_measured FILE [ARGUMENT...]: what verify finds in found.json.
pair_measured() {
    dmz verify --format json "${lines_for[@]}" "${@:2}" "$1"
    cp "$said/out" found.json
}

@test "zones of two lines, each side by its own" {
    once
    local options
    for options in '' '--cap flat' '--strip 2km+3km'; do
        # shellcheck disable=SC2086
        pair $options
        pair_measured zones.geojson
        succeeds || { echo "$options"; return 1; }
        jq -e '.within and .worst_m < 1 and .parameters.pair and .parameters.widths == 0' found.json
    done
    check schema "$root/docs/schema/verify.schema.json" found.json
    dmz verify "${lines_for[@]}" zones.geojson
    [ "$(sed -n 2p "$said/out")" = 'Zones of each side are held against a line of their own' ]
    dmz verify -q "${lines_for[@]}" - <zones.geojson
    answers 0 '' ''
    dmz verify -q --line-for left=- --line-for right=right.geojson zones.geojson <left.geojson
    answers 0 '' ''
}

@test "zones of two lines: what is wrong is found" {
    once
    pair
    local fault
    for fault in vertex false_hole swapped missing_zone missing_layer overlap doubled short extra; do
        python3 "$root/tests/cli/spoil.py" "$fault" zones.geojson spoilt.geojson
        pair_measured spoilt.geojson
        finds '.within == false' || { echo "$fault"; return 1; }
    done
    # By one line alone, or by lines that are swapped.
    dmz verify -q left.geojson zones.geojson
    [ "$code" = 4 ]
    dmz verify -q --line-for left=right.geojson --line-for right=left.geojson zones.geojson
    [ "$code" = 4 ]
    # What is between the lines belongs to nobody.
    python3 "$root/tests/cli/spoil.py" overlap zones.geojson spoilt.geojson
    pair_measured spoilt.geojson
    finds '.layers[0].too_much.area_km2 > 0.7'
}

@test "zones of two lines: what does not go together" {
    pair
    refuses '--line-for: a line for the right is missing' '' verify --line-for left=left.geojson zones.geojson
    refuses "--line-for stands instead of 'left.geojson', not beside it" '' verify "${lines_for[@]}" left.geojson zones.geojson
    refuses '--line-for does not go with --reach' '' verify "${lines_for[@]}" --reach 2km zones.geojson
    refuses '--line-for does not go with --width-from' '' verify "${lines_for[@]}" --width-from width zones.geojson
    refuses 'verify: only one of LINE and ZONES can be standard input' '' verify --line-for left=- --line-for right=right.geojson -
    jq '.features[].properties |= del(.side)' zones.geojson >unsaid.geojson
    dmz verify -q "${lines_for[@]}" unsaid.geojson
    fails 3 'unsaid.geojson: /features/0: no property side says by which of the two lines it is judged'
    dmz verify -q --overwrite -o left.geojson --format text "${lines_for[@]}" zones.geojson
    fails 2 'left.geojson: is an input, and would be lost'
}

@test "a line that runs over itself both ways is verified in seconds, by larger cells" {
    echo '{"type":"LineString","coordinates":[[30,48],[30.3,49],[30,49.5],[30.3,49],[30,48]]}' >line.geojson
    dmz -q --overwrite -o zones.geojson line.geojson
    [ "$code" = 0 ]
    timeout 100 "$program" verify --format json line.geojson zones.geojson >found.json 2>/dev/null
    jq -e '.within and .search.cells < 2000000 and .search.resolution_m > 20' found.json
}
