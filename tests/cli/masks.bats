#!/usr/bin/env bats
# masks.bats: --clip, --exclude, --only-within-party: what is left of zones, and what figures say of the rest.

load helper

# zone NAME FIELD: of the zones in the file "masked".
zone() {
    jq -r --arg zone "$1" --arg field "$2" '.features[].properties | select(.zone == $zone) | .[$field]' masked
}

# near A B SHARE: that two numbers are so near to each other.
near() {
    jq -ne --argjson a "$1" --argjson b "$2" --argjson share "$3" '($a - $b) as $off | ([$off, -$off] | max) <= $share * $b'
}

@test "options that do not go together" {
    meridian
    refuses '--only-within-party: --territories FILE says whose land is where' '' --only-within-party line.geojson
    refuses '--territories: goes with --only-within-party' '' --territories a.geojson line.geojson
    refuses '--territories-party goes with --territories' '' --territories-party a line.geojson
    refuses '--only-within-party: sides that are merged have no party of their own' '' \
        --only-within-party --territories a.geojson --merge line.geojson
    refuses '--clip needs a value: FILE' '' --clip
    dmz --clip - <line.geojson
    fails 2 '--clip: standard input is read for something else'
    dmz verify --only-within-party a b
    fails 2 'verify does not take --only-within-party' 'dmzcalc verify --help lists the options'
}

@test "the half of everything, kept or taken out" {
    line '[[30,-1],[30,1]]'
    boxes north 20,0,40,10
    "$program" -q line.geojson >whole
    for option in --clip --exclude; do
        "$program" -q "$option" boxes.geojson line.geojson >masked
        check zones masked
        for name in strip-left strip-right band-left band-right; do
            whole=$(jq --arg zone "$name" '.features[].properties | select(.zone == $zone) | .area_km2' whole)
            near "$(zone "$name" area_km2)" "$(jq -n "$whole / 2")" 1e-5
            near "$(zone "$name" area_before_km2)" "$whole" 1e-8
            near "$(zone "$name" masked_km2)" "$(jq -n "$whole / 2")" 1e-5
        done
    done
    jq -e '.dmzcalc.parameters.masks == [{"mask": "exclude", "side": "both", "features": 1}]' masked
    jq -e '.dmzcalc.accuracy' masked | diff - <(jq .dmzcalc.accuracy whole) # limits are what they were
}

@test "both masks together, from any format, on a layer" {
    line '[[30,-1],[30,1]]'
    boxes north 20,0,40,10
    ogr2ogr -f GPKG -nln north masks.gpkg boxes.geojson
    boxes east 30,-10,40,10
    ogr2ogr -f GPKG -update -nln east masks.gpkg boxes.geojson
    "$program" -q --clip masks.gpkg#north --exclude masks.gpkg#east line.geojson >masked
    jq -e '[.features[].properties.zone] == ["strip-left", "band-left"]' masked
    jq -e '[.features[].geometry.coordinates | .. | numbers] | max <= 30.0000001' masked
    jq -e '[.features[].geometry.coordinates[0][][1]] | min >= 0' masked
}

@test "limits are the edges of what is left" {
    meridian
    boxes north 20,48.123,40,60
    "$program" -q --emit zones,limits --clip boxes.geojson line.geojson >masked
    jq -e '[.features[] | select(.properties.zone == "band-left").geometry.coordinates[0] | . as $ring | range(length - 1) | [$ring[.], $ring[. + 1]]] as $edges |
        [.features[] | select(.properties.limit == "band-left").geometry.coordinates | . as $limit | range(length - 1) | [$limit[.], $limit[. + 1]]] | length > 5 and all(. as $edge | $edges | index([$edge]))' masked
}

@test "figures of what was taken, in every form" {
    meridian
    boxes north 20,48.5,40,60
    dmz -q --clip boxes.geojson --stats figures.csv --overwrite -o zones.geojson line.geojson
    succeeds
    head -n 1 figures.csv | grep -F ,holes,area_before_km2,masked_km2
    dmz -q --clip boxes.geojson --stats figures.json -o zones.geojson --overwrite line.geojson
    jq -e '.totals | (.area_before_km2 - .area_km2 - .masked_km2 | fabs) < 1e-5 and .masked_km2 > 1000 and (.layers | all(.masked_km2 > 0)) and (.sides | all(.masked_km2 > 0))' figures.json
    dmz --clip boxes.geojson --stats figures.md -o zones.gpkg line.geojson
    [ "$code" = 0 ]
    grep -F 'zones kept to 1 feature' "$said/err"
    grep -F 'masked km²' "$said/err"
    grep -F 'masked km²' figures.md
    ogrinfo -q zones.gpkg zones | grep -F 'masked_km2 (Real) = '
}

@test "a zone of which nothing is left keeps its row and has no feature" {
    meridian
    boxes east 30.05,40,40,60
    dmz --clip boxes.geojson --stats figures.json -o zones.geojson line.geojson
    [ "$code" = 0 ]
    grep -Fx 'dmzcalc: warning: the masks leave nothing of 3 zones, which have no feature' "$said/err"
    jq -e '[.features[].properties.zone] == ["band-right"]' zones.geojson
    jq -e '[.zones[].zone] == ["strip-left", "strip-right", "band-left", "band-right"] and .zones[0].area_km2 == 0 and .zones[0].limit_km == 0' figures.json
    boxes far 60,40,70,60
    for name in zones.gpkg zones.kml zones.csv zones.geojsonl far.geojson; do
        dmz -q --clip boxes.geojson -o "$name" line.geojson
        answers 0 '' 'dmzcalc: warning: the masks leave nothing of the zones'
    done
    jq -e '.features == [] and (has("bbox") | not)' far.geojson
}

@test "doubtful fringes and ranges are masked, too" {
    line '[[30,-1],[30,1]]'
    boxes north 20,0,40,10
    "$program" -q --uncertainty 500m line.geojson >whole
    "$program" -q --uncertainty 500m --clip boxes.geojson line.geojson >masked
    [ "$(jq '.features | length' masked)" = "$(jq '.features | length' whole)" ]
    near "$(jq '[.features[].properties | select(.certain == false).area_km2] | add' masked)" \
        "$(jq '[.features[].properties | select(.certain == false).area_km2] | add / 2' whole)" 1e-4
    near "$(jq '.features[0].properties.area_range_km2[1]' masked)" \
        "$(jq '.features[0].properties.area_range_km2[1] / 2' whole)" 1e-4
}

@test "each side within its own party's territory" {
    line '[[30,-1],[30,1]]'
    boxes North 20,0,40,10 South 20,-10,40,0 Third 0,0,10,10
    "$program" -q --left North --right South --only-within-party --territories boxes.geojson line.geojson >masked
    jq -e '[.features[] | select(.properties.side == "left").geometry.coordinates[0][][1]] | min == 0' masked
    jq -e '[.features[] | select(.properties.side == "right").geometry.coordinates[0][][1]] | max == 0' masked
    jq -e '.dmzcalc.parameters.masks | map(.mask + " " + .side) == ["territory left", "territory right"]' masked
    dmz -q --left North --right Nobody --only-within-party --territories boxes.geojson line.geojson
    fails 3 "boxes.geojson: no polygon is of 'Nobody' by its field 'name'; there are 'North', 'South', 'Third'" \
        "--left and --right name the line's parties, --territories-party the field of the polygons'"
    dmz -q --only-within-party --territories boxes.geojson --territories-party owner line.geojson
    fails 3 "boxes.geojson: no feature has a field 'owner'; there is name" \
        '--territories-party FIELD says which field has them'
    sed 's/"name"/"owner"/g' boxes.geojson >owned.geojson
    "$program" -q --left North --right South --only-within-party --territories owned.geojson --territories-party owner line.geojson >owned
    diff owned masked
}

@test "polygons that are none, and files that have none" {
    meridian
    dmz -q --clip none.geojson line.geojson
    [ "$code" = 3 ]
    grep -F 'none.geojson: ' "$said/err"
    dmz -q --clip line.geojson line.geojson
    [ "$code" = 3 ]
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[20,40],[40,40],[40,60],[20,40]]]}},{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[' >twice.geojson
    for turn in 1 2; do
        for lon in -180 -90 0 90; do printf '[%s,%s],' "$lon" "7$turn"; done
    done >>twice.geojson
    printf '[-180,71]]]}}]}\n' >>twice.geojson
    dmz -q --clip twice.geojson line.geojson
    fails 3 'twice.geojson: feature 2: a ring that goes round the Earth more than once'
}

@test "a mask is not overwritten by what is made with it" {
    meridian
    boxes north 20,48.5,40,60
    cp boxes.geojson kept
    dmz -q --overwrite --clip boxes.geojson -o boxes.geojson line.geojson
    fails 2 'boxes.geojson: is an input, and would be lost'
    cmp boxes.geojson kept
}

@test "the same bytes every time, and without GDAL" {
    meridian
    boxes north 20,48.5,40,60 south 25,40,35,48.6
    "$program" -q --clip boxes.geojson --regions boxes.geojson line.geojson >first
    "$program" -q --clip boxes.geojson --regions boxes.geojson line.geojson | cmp first -
}

@test "verify is not fooled by what a mask took, with the mask and without" {
    meridian
    boxes north 20,48.31,40,60
    "$program" -q --clip boxes.geojson -o masked.geojson line.geojson
    dmz verify line.geojson masked.geojson
    [ "$code" = 0 ]
    grep -Fx 'The file says that zones were kept to masks: what they lack is not judged' "$said/out"
    grep -F 'Nothing too much, no wrong sides, no overlaps,' "$said/out"
    dmz verify --clip boxes.geojson line.geojson masked.geojson
    [ "$code" = 0 ]
    grep -Fx 'Zones are held against what masks leave of them' "$said/out"
    grep -F 'Nothing missing, nothing too much, no wrong sides, no overlaps,' "$said/out"
    "$program" verify --clip boxes.geojson --format json -o found.json line.geojson masked.geojson
    jq -e '.within and .parameters.clip and (.parameters.exclude or .parameters.masked | not)' found.json
}

@test "verify finds what is missing inside a mask, and too much outside" {
    meridian
    boxes north 20,48.31,40,60
    "$program" -q --clip boxes.geojson -o masked.geojson line.geojson
    boxes north 20,48.3,40,60
    dmz verify --clip boxes.geojson line.geojson masked.geojson
    [ "$code" = 4 ]
    grep -E '^band +missing ' "$said/out"
    boxes north 20,48.32,40,60
    dmz verify --clip boxes.geojson line.geojson masked.geojson
    [ "$code" = 4 ]
    grep -E '^band +too much ' "$said/out"
    dmz verify --exclude boxes.geojson line.geojson masked.geojson
    [ "$code" = 4 ]
    jq '.features[3].properties.to_m = 14000' masked.geojson >far.geojson # in the file, no more than 14 km
    dmz verify line.geojson far.geojson
    [ "$code" = 4 ]
    jq 'del(.dmzcalc)' masked.geojson >silent.geojson # which does not say that it was masked
    dmz verify line.geojson silent.geojson
    [ "$code" = 4 ]
    grep -E '^band +missing ' "$said/out"
}

@test "verify of territories, and of a zone that is gone" {
    line '[[30,-1],[30,1]]'
    boxes North 20,0,40,10 South 20,-10,40,0
    "$program" -q --left North --right South --only-within-party --territories boxes.geojson -o masked.geojson line.geojson
    dmz verify line.geojson masked.geojson
    [ "$code" = 0 ]
    boxes east 30.05,-10,40,10
    "$program" -q --clip boxes.geojson -o gone.geojson line.geojson
    dmz verify line.geojson gone.geojson
    [ "$code" = 0 ]
    dmz verify --clip boxes.geojson line.geojson gone.geojson
    [ "$code" = 0 ]
}

@test "of many parties that polygons name, some are shown" {
    meridian
    local parties=()
    for i in $(seq 22); do
        parties+=("P$i" "$i,0,$((i + 1)),1")
    done
    boxes "${parties[@]}"
    dmz -q --territories boxes.geojson --only-within-party --left A --right B -o z.geojson line.geojson
    [ "$code" = 3 ]
    grep -q "^dmzcalc: boxes.geojson: no polygon is of 'A' by its field 'name'; there are 'P1', .*, 'P20' and others$" "$said/err"
}

@test "the table says whose territory zones are kept to" {
    meridian
    boxes left 29,47,30,50 right 30,47,31,50
    dmz --territories boxes.geojson --only-within-party -o z.geojson line.geojson
    [ "$code" = 0 ]
    grep -qx "zones kept to 1 feature of left's territory on the left, kept to 1 feature of right's territory on the right" "$said/err"
}

@test "polygons from edge to edge of the map that touch a pole are whole" {
    line '[[37,48],[37.5,48.2],[38,48.1]]'
    local ring
    for ring in '[[-180,-80],[180,-80],[180,90],[-180,90],[-180,-80]]' '[[180,90],[180,-80],[-180,-80],[-180,90],[180,90]]' \
        '[[-180,-80],[180,-80],[180,90],[0,90],[-180,90],[-180,-80]]'; do
        printf '{"type":"Feature","properties":{"name":"north"},"geometry":{"type":"Polygon","coordinates":[%s]}}' "$ring" \
            >north.geojson
        dmz -q --edges straight --tolerance 50m --regions north.geojson --sites north.geojson --stats f.json --overwrite \
            -o zones.geojson line.geojson
        succeeds
        jq -e '.totals.in_no_region_km2 == 0 and .totals.regions[0].share_of_zone == 1' f.json
        # 0.992404 of the Earth's 510,065,622 km2, by the authalic latitude of 80 degrees
        jq -e '.sites.list[0].area_km2 | . > 506e6 and . < 506.3e6' f.json
        dmz -q --edges straight --tolerance 50m --exclude north.geojson --stats f.json --overwrite -o zones.geojson line.geojson
        jq -e '.totals.area_km2 == 0' f.json
    done
}
