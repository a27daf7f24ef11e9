#!/usr/bin/env bats
# regions.bats: --regions: how much of every zone lies in which region.

load helper

@test "options that do not go together, and files that do not serve" {
    meridian
    refuses '--regions-name goes with --regions' '' --regions-name a line.geojson
    boxes A 20,40,40,60
    dmz -q --regions boxes.geojson --regions-name label line.geojson
    fails 3 "boxes.geojson: no feature has a field 'label'; there is name" '--regions-name FIELD says which field has them'
    sed 's/"name"/"label"/' boxes.geojson >labelled.geojson
    dmz -q --regions labelled.geojson line.geojson
    fails 3 'labelled.geojson: features have no name in any usual field; there is label' \
        '--regions-name FIELD says which field has them'
    dmz -q --regions line.geojson line.geojson
    [ "$code" = 3 ]
    printf '{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,91],[0,0]]]}}' >bad.geojson
    dmz -q --regions bad.geojson line.geojson
    [ "$code" = 3 ]
    grep -F 'bad.geojson: ' "$said/err"
}

@test "halves, a region within, what lies in none" {
    line '[[30,-1],[30,1]]'
    boxes North 29,0,31,1.5 South 29,-0.5,31,0 Far 100,0,110,10
    "$program" -q --regions boxes.geojson --stats figures.json -o zones.geojson line.geojson
    jq -e '.regions == {"name_field": "name", "read": 3, "in_zones": 2}' figures.json
    jq -e '.zones | all([.regions[].name] == ["North", "South"])' figures.json
    jq -e '.zones | all(([.regions[].area_km2] | add) + .in_no_region_km2 - .area_km2 | fabs < 2e-6)' figures.json
    jq -e '.zones | all((.regions[0].area_km2 / .area_km2 - 0.5) | fabs < 1e-5)' figures.json
    jq -e '.zones | all((.regions[0].share_of_zone - 0.5) | fabs < 1e-5)' figures.json
    jq -e '.totals | (.regions[0].area_km2 - (.layers | map(.regions[0].area_km2) | add) | fabs < 1e-5) and (.regions[0].area_km2 - (.sides | map(.regions[0].area_km2) | add) | fabs < 1e-5)' figures.json
    # two degrees of longitude by half of one of latitude, at the equator
    jq -e '.totals.regions[1] | .area_km2 / .share_of_region / (2 * 111.32 * 0.5 * 110.574) - 1 | fabs < 1e-3' figures.json
}

@test "features of one name are one region; one without a name is called by its number" {
    meridian
    boxes A 20,48.2,40,48.4 - 20,48.4,40,48.5 A 20,48.3,40,48.35
    "$program" -q --regions boxes.geojson --stats figures.json -o zones.geojson line.geojson
    jq -e '[.totals.regions[].name] == ["A", "feature 2"] and .regions.read == 2 and .totals.regions_overlap_km2 == 0' figures.json
    boxes A 20,48.2,40,48.4 B 20,48.4,40,48.5
    "$program" -q --regions boxes.geojson --stats once.json -o zones.geojson --overwrite line.geojson
    [ "$(jq '.totals.regions[0].area_km2' figures.json)" = "$(jq '.totals.regions[0].area_km2' once.json)" ]
}

@test "regions that overlap are counted in each, and that is said" {
    meridian
    boxes A 20,48.2,40,48.6 B 20,48.4,40,48.8
    dmz --regions boxes.geojson --stats figures.json -o zones.geojson line.geojson
    [ "$code" = 0 ]
    grep -Fx "Regions overlap: their areas are together more than the zones'" "$said/err"
    jq -e '.zones | all(.regions_overlap_km2 > 0 and (([.regions[].area_km2] | add) + .in_no_region_km2 - .regions_overlap_km2 - .area_km2 | fabs < 1e-5))' figures.json
    boxes A 20,48.4,40,48.6
    "$program" -q --regions boxes.geojson --stats both.json -o zones.geojson --overwrite line.geojson
    jq -e --slurpfile both both.json '.totals.regions_overlap_km2 / $both[0].totals.regions[0].area_km2 - 1 | fabs < 1e-6' figures.json
}

@test "in every form" {
    meridian
    boxes 'A, or =1' 20,48.4,40,48.6
    dmz --regions boxes.geojson --stats figures.csv -o zones.gpkg line.geojson
    [ "$code" = 0 ]
    grep -F "Regions: 1 of 1, by their field 'name'" "$said/err"
    grep -F '% of region' "$said/err"
    here boxes.geojson figures.csv figures.regions.csv line.geojson zones.gpkg
    head -n 1 figures.regions.csv | diff - <(echo layer,zone,party,region,area_km2,share_of_region,share_of_zone)
    [ "$(grep -c '"A, or =1"' figures.regions.csv)" = 4 ]
    [ "$(grep -c '"(none)"' figures.regions.csv)" = 4 ]
    ogrinfo -q zones.gpkg regions | grep -F 'share_of_zone (Real) = '
    dmz -q --regions boxes.geojson --stats figures.md -o - line.geojson
    grep -F '| zone | region | area km² | % of region | % of zone |' figures.md
}

@test "a usual field, another field, a layer" {
    meridian
    boxes A 20,48.4,40,48.6
    sed 's/"name"/"shapeName"/' boxes.geojson >usual.geojson
    "$program" -q --regions usual.geojson --stats usual.json -o zones.geojson line.geojson
    jq -e '.regions.name_field == "shapeName"' usual.json
    ogr2ogr -f GPKG -nln states regions.gpkg boxes.geojson
    ogr2ogr -f GPKG -update -nln others regions.gpkg usual.geojson
    "$program" -q --regions 'regions.gpkg#others' --regions-name shapename --stats layer.json -o zones.geojson --overwrite line.geojson
    diff <(jq .zones usual.json) <(jq .zones layer.json)
}

@test "names that would move a terminal's cursor are shown as they are" {
    meridian
    boxes A 20,48.4,40,48.6
    jq '(.features[].properties) = {"\u001b[31mfield": "\u001b[2Jname"}' boxes.geojson >evil.geojson
    dmz --regions evil.geojson --regions-name $'\e[31mfield' -o zones.geojson line.geojson
    [ "$code" = 0 ]
    grep -F 'Regions: 1 of 1' "$said/err"
    ! grep -F $'\e' "$said/err"
}
