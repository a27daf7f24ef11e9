#!/usr/bin/env bats
# The README's examples, as they stand there.

setup() {
    DMZCALC=${DMZCALC:-$PWD/build/dmzcalc}
    root=$PWD
    bin=$BATS_TEST_TMPDIR/bin
    mkdir -p "$bin"
    ln -s "$DMZCALC" "$bin/dmzcalc"
    PATH=$bin:$PATH
    cd "$BATS_TEST_TMPDIR"
    ln -s "$root/data" data
}

# The n-th fenced block of a kind.
block() {
    awk -v kind="$1" -v wanted="$2" '
        /^```/ { if (inside) { inside = 0; next } inside = 1; hit = ($0 == "```" kind) && (++seen == wanted); next }
        inside && hit' "$root/README.md"
}

@test "the first result is what the program prints" {
    block console 1 >expected
    [ -s expected ]
    command=$(sed -n '1s/^\$ //p' expected)
    sed 1d expected >expected.table
    bash -c "$command" 2>table
    diff expected.table table
    [ "$(jq '.features | length' zones.geojson)" = 4 ]
}

@test "the picture is of the first result" {
    "$DMZCALC" -q --width 30km --emit zones,line data/lines/korea-mdl.geojson 2>error >zones.geojson
    jq -rf "$root/docs/figures/first-result.jq" zones.geojson | diff "$root/docs/figures/first-result.svg" -
    [ "$(grep -c '<path' "$root/docs/figures/first-result.svg")" = 6 ]
}

@test "a preset: what the table says of it" {
    block console 2 >expected
    [ "$(wc -l <expected)" = 8 ]
    bash -c "$(sed -n '1s/^\$ //p' expected)" >found
    sed 1d expected | diff - found
}

@test "widths beside each other: what compare prints, and its recipes" {
    block console 3 >expected
    bash -c "$(sed -n '1s/^\$ //p' expected)" >found
    sed 1d expected | diff - found
    mkdir days
    for day in 1 2 3; do
        cp "$root/data/lines/korea-mdl.geojson" "days/2024-01-0$day.geojson"
    done
    cp "$root/data/lines/cyprus.geojson" line.geojson
    block sh 6 >recipes
    [ "$(wc -l <recipes)" = 2 ]
    bash -e recipes 2>error
    [ "$(wc -l <days.csv)" = 4 ]
    [ "$(wc -l <widths.csv)" = 20 ]
    [ "$(ls widths | wc -l)" = 19 ]
}

@test "scaling: the commands run, and parts are the whole" {
    cp "$root/data/lines/korea-mdl.geojson" line.geojson
    mkdir days
    cp line.geojson days/2024-01-01.geojson
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[120,30],[130,30],[130,40],[120,40],[120,30]]]}}]}' >oblasts.geojson
    printf '{"type":"Point","coordinates":[127,38]}' >places.geojson
    awk '/^```sh$/ { name = sprintf("scaling%02d", ++n); next } /^```$/ { name = ""; next } name { print > name }' \
        "$root/docs/SCALING.md"
    [ "$(ls scaling* | wc -l)" = 2 ]
    bash -e scaling01 2>error
    [ "$(wc -l <widths.csv)" = 92 ]
    [ "$(wc -l <days.csv)" = 3 ]
    if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
        echo "SKIPPED: GNU parallel is not installed" >&3
        return 0
    fi
    bash -e scaling02 2>error
    [ "$(wc -l <widths.csv)" = 92 ]
    dmzcalc compare --widths 10km..100km/1km --format csv line.geojson 2>error | cmp - widths.csv
}

@test "zones of a GIS, measured: what verify prints" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    block console 4 >expected
    sed -n 's/^[$>] //p' expected >commands
    [ "$(wc -l <commands)" = 3 ]
    head -n 2 commands | bash -e || skip "this ogr2ogr has no ST_Buffer"
    code=0
    bash -c "$(tail -n 1 commands)" >found 2>error || code=$?
    [ "$code" = 4 ]
    cat error >>found
    grep -v '^[$>] ' expected | diff - found
}

@test "what lies in the zones: what the program prints" {
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    block console 5 >expected
    sed -n 's/^\$ //p' expected >commands
    [ "$(wc -l <commands)" = 3 ]
    bash -e commands >found
    grep -v '^\$ ' expected | diff - found
}

@test "an annex: what the program prints" {
    block console 6 >expected
    [ "$(wc -l <expected)" = 11 ]
    bash -c "$(sed -n '1s/^\$ //p' expected)" >found 2>error
    sed 1d expected | diff - found
}

@test "sightings: what the program prints" {
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    block console 7 >expected
    sed -n 's/^\$ //p' expected >commands
    [ "$(wc -l <commands)" = 4 ]
    bash -e commands >found
    grep -v '^\$ ' expected | diff - found
}

@test "sightings: the tables of CHECK.md are those of the program" {
    jq -rf "$root/docs/check.jq" "$root/data/classes/weapons.json" >tables
    sed -n '/^### Kinds/,$p' "$root/docs/CHECK.md" | diff - tables
    awk '/^```json$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$root/docs/CHECK.md" >classes.json
    printf 'type,lon,lat\npatrol boat,127.3,38.3\n' >sightings.csv
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    dmzcalc check -q --class type --classes classes.json -o checked.geojson data/lines/korea-mdl.geojson sightings.csv 2>error
    jq -e '.features[0].properties.known_class == "boat"' checked.geojson
    cp data/lines/korea-mdl.geojson line.geojson
    printf 'name,lon,lat\nAsh,127.1,38.3\n' >towns.csv
    ogr2ogr -f GeoJSON towns.geojson towns.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat
    rm checked.geojson
    awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$root/docs/CHECK.md" >recipe
    [ "$(wc -l <recipe)" = 1 ]
    bash -e recipe 2>error
    jq -e '.features[0].properties.phrase | endswith("of Ash")' checked.geojson
}

@test "what a moved line changes: what the program prints, and its recipe" {
    block console 9 >expected
    sed -n 's/^\$ //p' expected >commands
    [ "$(wc -l <commands)" = 2 ]
    bash -e commands >found
    grep -v '^\$ ' expected | diff - found
    mkdir days
    cp "$root/data/lines/korea-mdl.geojson" days/2024-01-01.geojson
    cp moved.geojson days/2024-01-02.geojson
    cp days/2024-01-01.geojson monday.geojson
    cp moved.geojson sunday.geojson
    printf '{"type":"Feature","properties":{"name":"South"},"geometry":{"type":"Polygon","coordinates":%s}}' \
        '[[[120,30],[130,30],[130,40],[120,40],[120,30]]]' >provinces.geojson
    block sh 8 >recipe
    [ "$(wc -l <recipe)" = 2 ]
    if ! command -v ogr2ogr >/dev/null; then
        sed -i 's/week[.]gpkg/week.geojson/' recipe
    fi
    bash -e recipe >found 2>error
    [ "$(wc -l <days.csv)" = 2 ]
    jq -e '.gained[1].regions[0].name == "South"' week.json
}

@test "a line for each side: the recipe runs" {
    cp "$root/data/lines/ukraine-2024-07.geojson" front.geojson
    cp front.geojson september.geojson
    block sh 3 >recipe
    [ "$(wc -l <recipe)" = 1 ]
    bash -c "$(cat recipe)"
    [ "$(jq '.features | length' zones.geojson)" = 6 ]
}

@test "a line out of areas of control: the recipe runs" {
    command -v ogr2ogr >/dev/null || skip "GeoPackage is written by GDAL"
    box() {
        printf '{"type":"Polygon","coordinates":[[[%s,48],[32,48],[32,50],[%s,50],[%s,48]]]}\n' "$1" "$1" "$1"
    }
    box 30 >country.geojson
    box 31 >control-2024-07-08.geojson
    box 31.1 >control-2024-07-09.geojson
    block sh 4 >recipe
    [ "$(wc -l <recipe)" = 4 ]
    bash -e recipe 2>error
    jq -e '.features[0].properties.date == "2024-07-08"' line.geojson
    [ "$(wc -l <control-2024-07-09.csv)" = 5 ]
    [ -s control-2024-07-08.gpkg ]
}

@test "the recipes run" {
    cp "$root/data/lines/cyprus.geojson" line.geojson
    cp line.geojson baseline.geojson
    cp line.geojson pieces.geojson
    printf '{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[32,34],[35,34],[35,36],[32,36],[32,34]]]}}\n' >provinces.geojson
    ! command -v ogr2ogr >/dev/null || ogr2ogr -f GPKG -nln islands land.gpkg provinces.geojson
    block sh 2 >recipes
    [ "$(wc -l <recipes)" = 11 ]
    while read -r recipe; do
        case $recipe in
        *ogr2ogr* | *.gpkg* | *.shp*) command -v ogr2ogr >/dev/null || { echo "SKIPPED: ogr2ogr is not installed" >&3; continue; } ;;
        esac
        bash -o pipefail -c "$recipe" </dev/null >/dev/null
    done <recipes
    [ "$(head -1 figures.csv | cut -d, -f1)" = zone ]
    [ "$(head -1 ranges.csv | cut -d, -f13-)" = area_low_km2,area_high_km2 ]
}

# as_line FILE: a bundled line as one feature.
as_line() {
    jq -c '(.features // [.])[0]' "$root/data/lines/$1.geojson"
}

# runs BLOCK: runs it, or says loudly which of its tools is missing.
runs() {
    local tool
    for tool in ogr2ogr tippecanoe; do
        if grep -qw "$tool" "$1" && ! command -v "$tool" >/dev/null; then
            echo "SKIPPED: $tool is not installed ($(grep -w -m 1 "$tool" "$1"))" >&3
            return 0
        fi
    done
    if grep -q PG: "$1" && ! ogrinfo PG:dbname=gis >/dev/null 2>&1; then
        echo "SKIPPED: there is no database gis ($(grep -m 1 PG: "$1"))" >&3
        return 0
    fi
    bash -e -o pipefail "$1" </dev/null >"$1.out" 2>"$1.err" || {
        cat "$1" "$1.err"
        return 1
    }
}

@test "the pipelines run" {
    cp "$root/data/lines/korea-mdl.geojson" line.geojson
    mkdir days
    for day in 1 2 3; do
        as_line korea-mdl | jq -c --arg date "2024-01-0$day" '.properties.date = $date' >"days/2024-01-0$day.geojson"
        cat "days/2024-01-0$day.geojson" >>days.geojsonl
    done
    if command -v ogr2ogr >/dev/null; then
        ogr2ogr -f GPKG lines.gpkg GeoJSONSeq:days.geojsonl
    fi
    block sh 5 >readme
    [ "$(wc -l <readme)" = 2 ]
    runs readme
    [ "$(wc -l <readme.out)" = 12 ]
    [ "$(wc -l <zones.geojsonl)" = 12 ]
    rm days.csv
    awk '/^```sh$/ { name = sprintf("block%02d", ++n); next } /^```$/ { name = ""; next } name { print > name }' \
        "$root/docs/PIPELINES.md"
    [ "$(ls block* | wc -l)" = "$(grep -c '^```sh$' "$root/docs/PIPELINES.md")" ]
    for block in block*; do
        case $block in *.out | *.err) continue ;; esac
        runs "$block"
    done
    [ "$(wc -l <widths.csv)" = 12 ]
    [ "$(wc -l <days.csv)" = 13 ]
    [ "$(wc -l <days-zones.geojsonl)" = 12 ]
    [ "$(ls zones | wc -l)" = 3 ]
    if command -v ogr2ogr >/dev/null; then
        grep -q 'CREATE TABLE "public"."zones"' zones.sql
        [ "$(ogr2ogr -f GeoJSON /vsistdout/ zones-by-day.gpkg | jq '.features | length')" = 8 ]
    fi
}

@test "a report: the recipes run" {
    cp "$root/data/lines/cyprus.geojson" line.geojson
    mkdir days
    cp line.geojson days/2024-01-01.geojson
    cp line.geojson days/2024-01-02.geojson
    printf '%s' '{"type":"Feature","properties":{"name":"All"},"geometry":{"type":"Polygon","coordinates":[[[32,34],[35,34],[35,36],[32,36],[32,34]]]}}' >provinces.geojson
    printf '%s\n' name,population,lon,lat Ash,12000,33.3,35.15 >towns.csv
    awk '/^## A report/ { on = 1 } on && /^```/ { if (inside) exit; inside = 1; next } inside' "$root/README.md" >recipes
    [ "$(wc -l <recipes)" = 2 ]
    bash -e recipes 2>error
    for page in report.html days.html; do
        [ "$(tail -n 1 "$page")" = '</html>' ]
    done
    [ "$(wc -l <days.csv)" = 5 ]
}
