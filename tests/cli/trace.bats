#!/usr/bin/env bats
# trace.bats: contact lines out of polygons of control.

load helper

# halves: writes boxes of a country, of the half of it that is held, with an enclave, and of the other half.
halves() {
    boxes country 30,48,32,50
    mv boxes.geojson country.geojson
    boxes held 31,48,32,50
    jq -c '.features[0].geometry.coordinates += [[[31.4,49],[31.4,49.2],[31.6,49.2],[31.6,49],[31.4,49]]]' boxes.geojson >held.geojson
    boxes 'the others' 30,48,31,50
    mv boxes.geojson others.geojson
}

@test "where the boundary is no border: the line, its enclave, with what is held on their left" {
    halves
    dmz trace -q --within country.geojson held.geojson
    succeeds
    jq -e '.features | length == 1' "$said/out"
    jq -e '.features[0].geometry.coordinates == [[[31,50],[31,48]],
        [[31.4,49],[31.4,49.2],[31.6,49.2],[31.6,49],[31.4,49]]]' "$said/out"
    jq -e '.features[0].properties | .left == "held" and .right == "opposite" and .date == null' "$said/out"
}

@test "the table says what was left out" {
    halves
    dmz trace --within country.geojson held.geojson
    [ "$code" = 0 ]
    grep -q '^Contact line: 296.1 km, 1 open part, 1 pocket$' "$said/err"
    grep -q '^Left: held. Right: opposite.$' "$said/err"
    grep -q '^   1  line    222.4         2  31.0000,50.0000  31.0000,48.0000$' "$said/err"
    grep -q '^Not line: .* km of the boundary, border or coast, or outside.$' "$said/err"
    dmz trace --min-area 400km2 --within country.geojson held.geojson
    grep -q '^Dropped as too small: 0 polygons, 1 hole, 324.* km² in all.$' "$said/err"
    jq -e '.dmzcalc.dropped.holes == 1 and .dmzcalc.line.pockets == 0' "$said/out"
}

# Long edges are taken as lines have them: the short way.
@test "features of several names and days, and an edge over more than half the globe" {
    boxes A 29,47,29.5,50 B 29.5,47,30,50
    jq -c '.features[0].properties.date = "2024-01-01" | .features[1].properties.date = "2024-02-01"' boxes.geojson >held.geojson
    boxes country 29,47,31,50
    dmz trace -q --within boxes.geojson held.geojson
    answers 0 "$(cat "$said/out")" 'dmzcalc: warning: held.geojson: features have different dates; the latest is 2024-02-01'
    jq -e '.features[0].properties | .left == "controlled" and .date == "2024-02-01"' "$said/out"
    jq -e '.features[0].geometry.coordinates | flatten | map(1000 * . | round) == [30000,47000,30000,50000]' "$said/out"
    boxes held 170,47,-170,50
    mv boxes.geojson held.geojson
    boxes country 170,47,-160,50
    dmz trace -q --within boxes.geojson held.geojson
    [ "$code" = 0 ]
    grep -qx 'dmzcalc: warning: held.geojson: feature 1: an edge of more than 180 degrees is taken as the short one' "$said/err"
    jq -e '.features[0].geometry.coordinates | flatten | map(fabs) | unique == [47,50,170]' "$said/out"
}

@test "straight into zones" {
    halves
    "$program" trace -q --within country.geojson held.geojson | "$program" -q --width 10km --tolerance 10m - 2>"$said/err" >zones.geojson
    jq -e '[.features[].properties | select(.side == "left") | .party] | unique == ["held"]' zones.geojson
    "$program" trace -q --within country.geojson --format gpkg -o held-line.gpkg held.geojson
    "$program" -q --width 10km --tolerance 10m held-line.gpkg 2>"$said/err" >same.geojson
    cmp <(jq -c .features zones.geojson) <(jq -c .features same.geojson)
}

@test "what two areas share" {
    halves
    dmz trace -q held.geojson others.geojson
    succeeds
    jq -e '.features[0].geometry.coordinates == [[31,50],[31,48]]' "$said/out"
    jq -e '.features[0].properties | .left == "held" and .right == "the others"' "$said/out"
    dmz trace -q --left A --right B others.geojson held.geojson
    jq -e '.features[0].geometry.coordinates == [[31,48],[31,50]]' "$said/out"
    jq -e '.features[0].properties | .left == "A" and .right == "B"' "$said/out"
}

@test "areas that overlap by more than the gap: said, since the front there has no line" {
    local ring
    for ring in '[[30,45],[35,45],[35,50],[30,50],[30,45]] a' '[[34.9,45],[40,45],[40,50],[34.9,50],[34.9,45]] wide' \
        '[[34.99,45],[40,45],[40,50],[34.99,50],[34.99,45]] narrow'; do
        printf '{"type":"Polygon","coordinates":[%s]}' "${ring% *}" >"${ring##* }.geojson"
    done
    dmz trace -o line.geojson a.geojson wide.geojson
    grep -Eqx 'dmzcalc: warning: the areas have 4[0-9]{3}.[0-9]{2} km2 in common; where they overlap by more than 5 km \(--border-gap\) there is no line' "$said/err"
    dmz trace -q --overwrite -o line.geojson a.geojson narrow.geojson
    succeeds
}

@test "the day: of a property, else of the file's name" {
    halves
    cp held.geojson held_2024-07-08.geojson
    dmz trace -q --within country.geojson held_2024-07-08.geojson
    jq -e '.features[0].properties.date == "2024-07-08"' "$said/out"
    jq -c '.features[0].properties.date = "2024-07-09"' held.geojson >held_2024-07-08.geojson
    dmz trace -q --within country.geojson held_2024-07-08.geojson
    jq -e '.features[0].properties.date == "2024-07-09"' "$said/out"
}

@test "backwards, cut up, in another order: the same bytes" {
    halves
    dmz trace -q --within country.geojson held.geojson
    cp "$said/out" whole
    jq -c '.features[0].geometry.coordinates |= map(reverse)' held.geojson >turned.geojson
    dmz trace -q --within country.geojson turned.geojson
    cmp whole "$said/out"
    boxes held 31,48,32,49 held 31.6,49,32,50 held 31,49.1,31.4,50 held 31.4,49.2,31.6,50 held 31,49,31.4,49.1
    dmz trace -q --within country.geojson boxes.geojson
    cmp whole "$said/out"
    jq -c '.features |= reverse' boxes.geojson | "$program" trace -q --within country.geojson - | cmp whole -
}

@test "vertices stay to the bit" {
    halves
    jq -c '.features[0].geometry.coordinates = [[[31,48],[32,48],[32,50],[31,50],[31.00000000000001,49.123456789012345],[31,48]]]' held.geojson >fine.geojson
    dmz trace -q --within country.geojson fine.geojson
    grep -q '31.00000000000001,49.123456789012344' "$said/out" || grep -q '31.00000000000001,49.123456789012345' "$said/out"
}

@test "figures: what the schema says" {
    halves
    for format in json csv md txt; do
        dmz trace -q --within country.geojson -o line.geojson --overwrite --stats figures.$format held.geojson
        succeeds
    done
    check schema "$root/docs/schema/trace.schema.json" figures.json
    check tampered "$root/docs/schema/trace.schema.json" figures.json
    [ "$(head -n 1 figures.csv)" = 'part,kind,length_km,vertices,from_lon_lat,to_lon_lat' ]
    [ "$(wc -l <figures.csv)" = 3 ]
    jq -e '.parts | map(.kind) == ["line","pocket"]' figures.json
}

@test "refused" {
    halves
    refuses 'trace: --within FILE says where border and coast are' \
        'two areas of control need none: the line is the boundary that they share' trace held.geojson
    refuses "--border-gap: '0m' is not from 1m to 200km" '' trace --border-gap 0m --within country.geojson held.geojson
    refuses "--border-gap: '201km' is not from 1m to 200km" '' trace --border-gap 201km --within country.geojson held.geojson
    refuses "--min-area: '5km' has a unit that is not known: km2, m2, ha, mi2 and nmi2 are" 'an area is a number and a unit: 1500km2, 2.5km2, 600mi2, 80000ha' \
        trace --min-area 5km --within country.geojson held.geojson
    refuses 'trace: only one of its inputs can be standard input' '' trace --within - -
    refuses "--output: 'x.png': the line is written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, .fgb, .shp, .csv or .parquet" \
        '' trace --within country.geojson -o x.png held.geojson
    refuses "--stats: 'x.png': figures are written as .json, .csv, .md or .txt" '' \
        trace --within country.geojson --stats x.png held.geojson
    refuses 'country.geojson: is an input, and would be lost' '' \
        trace --overwrite --within country.geojson -o country.geojson held.geojson
    refuses 'x.json: cannot be both the line and the figures' '' \
        trace --within country.geojson -o x.json --stats x.json held.geojson
    here country.geojson held.geojson others.geojson
}

@test "no line: said, with what to do" {
    halves
    boxes strip 30,48,30.02,50
    dmz trace -q --within country.geojson -o line.geojson boxes.geojson
    fails 3 'boxes.geojson: no part of its boundary is more than 5 km inside the country' \
        '--border-gap says how far apart boundaries of the same may be'
    boxes island 30.5,48,30.6,48.1
    dmz trace -q held.geojson boxes.geojson
    fails 3 "held.geojson: no part of its boundary is within 5 km of the other area's" \
        '--border-gap says how far apart boundaries of the same may be'
    printf '{"type":"Polygon","coordinates":[[[30,48],[31,49],[30,48],[30,48]]]}' >flat.geojson
    dmz trace -q --within country.geojson flat.geojson
    fails 3 'flat.geojson: no polygon has an area' 'polygons without area, as lines there and back, bound nothing'
    [ ! -e line.geojson ]
}

@test "files in other formats, and their layers" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    halves
    ogr2ogr -q -t_srs EPSG:3857 both.gpkg country.geojson -nln country
    ogr2ogr -q -update -t_srs EPSG:3857 both.gpkg held.geojson -nln held
    dmz trace -q --within 'both.gpkg#country' 'both.gpkg#held'
    succeeds
    jq -e '.dmzcalc.line.length_km > 296 and .dmzcalc.line.length_km < 296.2' "$said/out"
    dmz trace -q --within 'both.gpkg#country' --where "name = 'nobody'" 'both.gpkg#held'
    [ "$code" = 3 ]
}
# Half the country is held, but for a corridor of 22 km through which the border runs in.
@test "ways past the border are bridged, and the table says where" {
    boxes held 29,47,30,50
    mv boxes.geojson held.geojson
    boxes south 29,47,31,48.4 north 29,48.6,31,50
    dmz trace -q --within boxes.geojson -o apart.geojson held.geojson
    succeeds
    [ "$(jq '.features[0].geometry.coordinates | length' apart.geojson)" = 2 ]
    dmz trace --bridge 50km --within boxes.geojson -o whole.geojson held.geojson
    [ "$code" = 0 ]
    grep -Eqx 'Bridged: 22\.24[0-9]* km at 30\.0000,48\.[46]000\.' "$said/err"
    [ "$(jq -r '.features[0].geometry.type' whole.geojson)" = LineString ]
}

@test "where --min-area leaves no polygon, it is named" {
    echo '{"type":"Polygon","coordinates":[[[37,48],[38,48],[38,49],[37,49],[37,48]]]}' >held.geojson
    echo '{"type":"Polygon","coordinates":[[[36,47],[38,47],[38,50],[36,50],[36,47]]]}' >country.geojson
    dmz trace -q --min-area 9000km2 --within country.geojson held.geojson
    fails 3 'held.geojson: none of its polygons is as large as --min-area asks'
}
