#!/usr/bin/env bats
# schema.bats: the schemas of docs/schema accept what the program writes, and nothing that was tampered with.

load helper

stats_schema=$root/docs/schema/stats.schema.json
zones_schema=$root/docs/schema/zones.schema.json
verify_schema=$root/docs/schema/verify.schema.json
preset_schema=$root/docs/schema/preset.schema.json

# run_both ARGUMENT...: writes zones.geojson and figures.json.
run_both() {
    "$program" -q --overwrite -o zones.geojson --stats figures.json "$@" 2>"$said/err"
}

accepted() {
    check schema "$stats_schema" figures.json
    check schema "$zones_schema" zones.geojson
}

# kept: keeps what was written beside what was kept before; all_accepted looks at all of it.
kept() {
    mkdir -p kept
    local number
    number=$(ls kept | wc -l)
    cp figures.json "kept/$number-figures.json"
    cp zones.geojson "kept/$number-zones.geojson"
}

all_accepted() {
    check schema "$stats_schema" kept/*-figures.json
    check schema "$zones_schema" kept/*-zones.geojson
}

@test "both accept real runs" {
    run_both --tolerance 100m "$lines/korea-mdl.geojson"
    kept
    run_both --tolerance 100m --merge --edges geodesic "$lines/ukraine-2024-07.geojson"
    kept
    line '[[179.9,-17],[180.1,-17.2]]'
    run_both --tolerance 5m --width 10km+0km --strip 1km+0km --cap flat line.geojson
    kept
    run_both --tolerance 5m --width 10km+2km --merge line.geojson
    kept
    run_both --tolerance 5m --layer a=1km --layer b_2-c=99nmi --left A line.geojson
    kept
    run_both --tolerance 5m --emit zones,limits,line line.geojson
    kept
    run_both --tolerance 5m --emit limits --merge line.geojson
    kept
    run_both --tolerance 5m --uncertainty 300m --width 10km+2km line.geojson
    kept
    run_both --tolerance 5m --uncertainty 300m --width 10km+2km --merge line.geojson
    kept
    run_both --tolerance 5m --uncertainty 300m --emit zones,limits,line line.geojson
    kept
    run_both --tolerance 5m --equal-area left line.geojson
    kept
    run_both --tolerance 5m --target-area 500km2 --merge line.geojson
    kept
    in_pieces
    run_both --tolerance 50m --bridge 2km --orient line.geojson
    kept
    meridian
    boxes north 20,48.05,40,60 south 20,40,40,48.15 far 60,48,70,60
    run_both --tolerance 5m --uncertainty 300m --clip boxes.geojson --exclude boxes.geojson --emit zones,limits,line line.geojson
    kept
    run_both --tolerance 5m --regions boxes.geojson line.geojson
    kept
    run_both --tolerance 5m --left north --right south --only-within-party --territories boxes.geojson --regions boxes.geojson line.geojson
    kept
    all_accepted
}

# in_pieces: writes line.geojson: a gap to bridge, a part to turn, and two that contradict each other without --orient.
in_pieces() {
    printf '{"type":"MultiLineString","coordinates":%s}\n' \
        '[[[30,48],[30,48.2]],[[30,48.21],[30,48.4]],[[30,48.6],[30,48.41]]]' >line.geojson
}

@test "neither accepts a run that was tampered with in one place" {
    meridian
    run_both --tolerance 50m line.geojson
    check tampered "$stats_schema" figures.json
    check tampered "$zones_schema" zones.geojson
    run_both --tolerance 50m --layer a=2km --emit zones,limits,line line.geojson
    check tampered "$zones_schema" zones.geojson
    boxes north 20,48.05,40,60 south 20,40,40,48
    run_both --tolerance 50m --layer a=2km --clip boxes.geojson --regions boxes.geojson line.geojson
    check tampered "$stats_schema" figures.json
    check tampered "$zones_schema" zones.geojson
    run_both --tolerance 50m --merge line.geojson
    check tampered "$stats_schema" figures.json
    check tampered "$zones_schema" zones.geojson
    for option in '' --merge; do
        run_both --tolerance 50m --uncertainty 1km $option line.geojson
        check tampered "$stats_schema" figures.json
        check tampered "$zones_schema" zones.geojson
    done
    run_both --tolerance 50m --target-area left=500km2 line.geojson
    check tampered "$stats_schema" figures.json
    check tampered "$zones_schema" zones.geojson
    in_pieces
    for option in --merge --orient; do
        run_both --tolerance 50m --bridge 2km "$option" line.geojson
        check tampered "$stats_schema" figures.json
        check tampered "$zones_schema" zones.geojson
    done
}

# tamper FILE CHANGE...: writes one file for each of jq's changes.
tamper() {
    local file=$1 i=0
    shift
    for change in "$@"; do
        i=$((i + 1))
        jq "$change" "$file" >"tampered-$i"
    done
}

@test "what is wrong in itself, or does not go together, is refused" {
    meridian
    run_both --tolerance 50m line.geojson
    tamper figures.json '.parameters.merge = true' '.zones[0].side = "both"' '.zones[0].party = null' \
        '.totals.sides |= .[0:1]' '.totals.sides |= reverse' '.parameters.layers = []' '.accuracy.tolerance_m = 101' \
        '.zones[0].area_km2 = 6e8' '.zones[0].to_m = 0' '.zones[0].layer = "a b"' '.line.parts = 1.5' '.version = "1"'
    check refused "$stats_schema" tampered-*
    rm tampered-*
    tamper zones.geojson '.dmzcalc.parameters.merge = true' '.features[0].properties.side = "both"' '.bbox |= .[0:3]' \
        '.bbox[0] = -181' '.features[0].geometry.coordinates[0] |= .[0:3]' \
        '.features[0].geometry.coordinates[0][0] += [1]' '.features[0].geometry.type = "LineString"' \
        '.features[0].id = 1' '.features = []' '.type = "Feature"'
    check refused "$zones_schema" tampered-*
}

@test "what both describe they describe alike" {
    shared='."$defs" | with_entries(select(.key as $k | $s[0]."$defs" | has($k)))'
    diff <(jq --slurpfile s "$zones_schema" "$shared" "$stats_schema") \
        <(jq --slurpfile s "$stats_schema" "$shared" "$zones_schema")
    jq -e --slurpfile s "$stats_schema" "$shared | length > 10" "$zones_schema"
}

# made_up: writes a place, a site, an area and a route in the zones of line.geojson, a meridian.
made_up() {
    meridian
    printf '{"type":"Feature","properties":{"name":%s,"population":%s},"geometry":{"type":"Point","coordinates":[%s]}}\n' \
        '"A"' 10 30.01,48.5 null null 29.9,48.5 >places.geojson
    printf '{"type":"Feature","properties":{"name":"S"},"geometry":{"type":"%s","coordinates":%s}}\n' \
        Point '[30.01,48.5]' Polygon '[[[30.01,48.5],[30.06,48.5],[30.06,48.6],[30.01,48.6],[30.01,48.5]]]' >sites.geojson
    printf '{"type":"Feature","properties":{"name":"R","class":"road"},"geometry":{"type":"LineString","coordinates":%s}}\n' \
        '[[29.5,48.5],[30.5,48.51]]' >routes.geojson
}

@test "places, routes and crossings: real ones, and none that was tampered with" {
    made_up
    run_both --tolerance 50m --places places.geojson --routes routes.geojson --emit zones,crossings line.geojson
    accepted
    check tampered "$stats_schema" figures.json
    check tampered "$zones_schema" zones.geojson
    sed -i 's/"class":"road"/"of":1/' routes.geojson
    sed -i 's/"population":/"persons":/' places.geojson
    run_both --tolerance 50m --merge --places places.geojson --routes routes.geojson line.geojson
    accepted
    check tampered "$stats_schema" figures.json
}

@test "sites: real ones, and none that was tampered with" {
    made_up
    run_both --tolerance 50m --sites sites.geojson line.geojson
    accepted
    jq '.sites.list[0].area_km2 = 1' figures.json >a.json
    jq '.sites.list[1] |= del(.area_km2)' figures.json >b.json
    jq '.sites.list[1].zones[0].share = 1.5' figures.json >c.json
    jq '.sites.list[0] |= del(.depth_km)' figures.json >d.json
    jq '.sites.list[0].zones += .sites.list[1].zones' figures.json >e.json
    check refused "$stats_schema" a.json b.json c.json d.json e.json
}

@test "every property says what it is" {
    for schema in "$stats_schema" "$zones_schema" "$verify_schema" "$preset_schema"; do
        jq -e '[paths(objects) as $p | select($p[-2] == "properties" and $p[-1] != "properties" and ($p | any(. == "then" or . == "else" or . == "if") | not)) |
            getpath($p) | select((has("description") or has("$ref") or has("const")) | not)] == []' "$schema"
    done
}

@test "metres, kilometres and degrees are named" {
    for schema in "$stats_schema" "$zones_schema" "$verify_schema" "$preset_schema"; do
        jq -e '[paths(objects) as $p | select($p[-2] == "properties" and ($p[-1] | tostring | test("_(m|km|km2)$"))) |
            getpath($p) | select(has("description") and (.description | test("metres|km") | not))] == []' "$schema"
    done
}

@test "what verify found: sound zones, faulty ones, zones that say nothing" {
    meridian
    run_both --tolerance 50m line.geojson
    "$program" verify --tolerance 50m -o found.json line.geojson zones.geojson
    check schema "$verify_schema" found.json
    check tampered "$verify_schema" found.json
    jq '.features |= .[0:3] | .features[0].properties.to_m = 2500' zones.geojson >faulty.geojson
    "$program" verify -o faulty.json line.geojson faulty.geojson 2>/dev/null || [ $? = 4 ]
    check schema "$verify_schema" faulty.json
    jq -e '.places != [] and (.within | not)' faulty.json
    jq .features[3].geometry zones.geojson >bare.geojson
    "$program" verify --reach 15km -o bare.json line.geojson bare.geojson 2>/dev/null || [ $? = 4 ]
    check schema "$verify_schema" bare.json
    jq -e '.layers[0].layer == null' bare.json
    jq '.within = true' faulty.json >tampered-1
    jq '.zones[0].side = "north"' found.json >tampered-2
    jq 'del(.layers[0].missing)' found.json >tampered-3
    check refused "$verify_schema" tampered-*
}

@test "the schema of differences accepts real ones, of two lines and of days, and nothing that was tampered with" {
    schema=$root/docs/schema/diff.schema.json
    mkdir days
    line '[[30,48],[30.2,48.5],[30,49]]' days/2024-03-01.geojson
    line '[[30,48],[30.3,48.4],[30,49.1]]' days/2024-03-02.geojson
    echo '{' >days/2024-03-03.geojson
    boxes South 29,47,31,48.5
    "$program" diff -q --tolerance 5m --regions boxes.geojson --stats figures.json days/2024-03-0[12].geojson
    check schema "$schema" figures.json
    "$program" diff -q --tolerance 5m --merge --moved 10m --stats merged.json days/2024-03-0[12].geojson
    check schema "$schema" merged.json
    "$program" diff -q --tolerance 5m --series days --stats series.json 2>"$said/err" || [ $? = 3 ]
    check schema "$schema" series.json
    jq '.days[0].gained[0].area_km2 = -1' series.json >a.json
    jq '.days[0].date = "monday"' series.json >b.json
    jq 'del(.days[0].before)' series.json >c.json
    jq '.extra = 1' series.json >d.json
    jq '.gained[0].side = "both"' figures.json >e.json
    jq 'del(.moved.beyond_km)' figures.json >f.json
    jq '.flows[0].area_km2 = null' figures.json >g.json
    jq '.gained |= .[:1]' figures.json >h.json
    check refused "$schema" [a-h].json
}
