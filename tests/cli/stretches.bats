#!/usr/bin/env bats
# stretches.bats: --width-from: which widths are taken, what is refused, what figures say of them.

load helper

# features WIDTH...: writes line.geojson: a feature of 0.1 degrees up the meridian for each JSON value of `width`; null: none.
features() {
    local i=0 list=
    for width in "$@"; do
        list+="${list:+,}{\"type\":\"Feature\",\"properties\":{\"width\":$width},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[30,$((480 + i))e-1],[30,$((481 + i))e-1]]}}"
        i=$((i + 1))
    done
    echo "{\"type\":\"FeatureCollection\",\"features\":[$list]}" >line.geojson
}

vary() {
    dmz -q --overwrite -o zones.csv --stats figures.json --width-from width "$@" line.geojson
    succeeds
}

figure() {
    jq -r "$1" figures.json
}

@test "what is no width" {
    features '"4km"' '"2"'
    dmz --width-from width line.geojson
    fails 3 "line.geojson: feature 2: width: '2' has no unit" '--width-unit km says what numbers are'
    features '"4km"' null
    dmz --width-from width line.geojson
    fails 3 "line.geojson: feature 2: has no 'width', which --width-from asks for"
    dmz --width-from depth line.geojson
    fails 3 "line.geojson: feature 1: has no 'depth', which --width-from asks for"
    features '"4km"' '"wide"'
    dmz --width-from width --width-unit km line.geojson
    fails 3 "line.geojson: feature 2: width: 'wide' is no distance" 'a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft'
    features '"4km"' -2
    dmz --width-from width --width-unit km line.geojson
    fails 3 "line.geojson: feature 2: width: '-2km' is no distance" '--width-unit km says what numbers are'
    features '"4km"' '"1km"'
    dmz --width-from width --strip 2km line.geojson
    fails 3 "line.geojson: feature 2: width is narrower than layer 'strip', which is inside"
    features '"4km"' '"4002m+4004m"'
    dmz --width-from width --strip 1km line.geojson
    fails 2 'reaches of 4002 m and 4004 m on one stretch: such as differ must do so by at least 4 m, 4 times the tolerance' 'a smaller --tolerance tells them apart'
    here line.geojson
}

@test "what does not go together" {
    for option in 'width 3km' 'equal-area left' 'target-area 5km2' 'preset korea-1953' 'line-for left=a --line-for right=b' each 'bridge 1km' orient 'uncertainty 1km'; do
        refuses "--width-from does not go with --${option%% *}" '' --width-from width --$option
    done
    refuses "--width-from has the width of the last layer, which takes none: 'b=2km'" '' --width-from width --layer a=1km --layer b=2km
    refuses "--layer: 'a' is not NAME=W, as in inner=12km" '' --width-from width --layer a --layer b
    refuses '--width-unit goes with --width-from' '' --width-unit km
    refuses "--width-unit: 'cm' is none of m, km, ft, mi, nmi" '' --width-from width --width-unit cm
}

@test "a line that is alike has the zones of --width" {
    features '"20km"' '"20km"'
    vary
    dmz -q -o given.csv --stats given.json --width 20km line.geojson
    succeeds
    diff <(jq '.zones | map(del(.vertices, .area_km2, .perimeter_km, .limit_km))' figures.json) \
        <(jq '.zones | map(del(.vertices, .area_km2, .perimeter_km, .limit_km))' given.json)
    for key in .totals.area_km2 .zones[2].area_km2 .zones[3].limit_km; do
        near "$(figure "$key")" "$(jq "$key" given.json)" 1e-5
    done
}

@test "widths as text, as numbers, left and right apart" {
    features '"2km+1km"' '"2km + 1km"' '"2000m+1000m"'
    vary
    figure '.zones | map([.zone, .to_m]) | flatten | @csv' | grep -qx '"strip-left",2000,"strip-right",1000'
    features 4 '"4.0"' 4.0
    vary --width-unit km
    figure '.zones | map(.to_m) | @csv' | grep -qx 2000,2000
    figure '.parameters.stretches | length' | grep -qx 1
    near "$(figure '.parameters.stretches[0].length_km')" 33.36 1e-3
}

@test "where it varies: figures, null for reaches, and the schemas" {
    features '"20km"' '"8km"' '"20km"' '"1km"'
    vary --emit zones
    figure '.zones | map([.zone, .from_m, .to_m] | @csv) | join(" ")' |
        grep -qx '"strip-left",0, "strip-right",0, "band-left",, "band-right",,'
    figure '.parameters.stretches | map(.layers | map(.left_m) | @csv) | join(" ")' | grep -qx '2000,10000 2000,4000 500,500'
    figure '.parameters.layers | map(.across_m) | @csv' | grep -qx 4000,20000
    check schema "$root/docs/schema/stats.schema.json" figures.json
    check tampered "$root/docs/schema/stats.schema.json" figures.json
    dmz -q -o zones.geojson --width-from width --tolerance 10m line.geojson
    succeeds
    check schema "$root/docs/schema/zones.schema.json" zones.geojson
    dmz -o /dev/null --width-from width line.geojson
    [ "$code" = 0 ]
    grep -Fx 'strip: up to 4 km across: 2 km on each side (Fully demilitarized strip)' "$said/err"
    grep -Fx 'band: up to 20 km across: 10 km on each side (Heavy-weapons-exclusion band)' "$said/err"
    grep -Ex 'along 11\.1[0-9] km of the line; strip: 2 km on each side; band: 4 km on each side' "$said/err"
    grep -E '^band-left +left +varies +varies ' "$said/err"
    dmz -q -o /dev/null --stats figures.md --width-from width line.geojson
    grep -E '^- along 22\.2[0-9] km of the line; strip: 2 km on each side; band: 10 km on each side$' figures.md
}

@test "inner layers are the same everywhere, and the last one takes its widths from the field" {
    features '"20km"' '"8km"'
    vary --layer core=2km --layer rim
    figure '.zones | map([.zone, .from_m, .to_m] | @csv) | join(" ")' |
        grep -qx '"core-left",0,1000 "core-right",0,1000 "rim-left",1000, "rim-right",1000,'
    features '"20km"' '"2km"'
    vary --layer core=2km --layer rim --merge --cap flat
    figure '.zones | map(.zone) | @csv' | grep -qx '"core","rim"'
}

@test "many widths: a dozen are shown" {
    features '"1km"' '"2km"' '"3km"' '"4km"' '"5km"' '"6km"' '"7km"' '"8km"' '"9km"' '"10km"' '"11km"' '"12km"' '"13km"' '"14km"'
    dmz -o /dev/null --tolerance 10m --width-from width line.geojson
    [ "$code" = 0 ]
    [ "$(grep -c '^along ' "$said/err")" = 12 ]
    grep -Fx 'and 2 more widths' "$said/err"
}
