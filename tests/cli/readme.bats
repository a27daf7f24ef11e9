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

@test "a preset: what the table says of it" {
    block console 2 >expected
    [ "$(wc -l <expected)" = 8 ]
    bash -c "$(sed -n '1s/^\$ //p' expected)" >found
    sed 1d expected | diff - found
}

@test "zones of a GIS, measured: what verify prints" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    block console 3 >expected
    sed -n 's/^[$>] //p' expected >commands
    [ "$(wc -l <commands)" = 3 ]
    head -n 2 commands | bash -e || skip "this ogr2ogr has no ST_Buffer"
    code=0
    bash -c "$(tail -n 1 commands)" >found 2>error || code=$?
    [ "$code" = 4 ]
    cat error >>found
    grep -v '^[$>] ' expected | diff - found
}

@test "a line for each side: the recipe runs" {
    cp "$root/data/lines/ukraine-2024-07.geojson" front.geojson
    cp front.geojson september.geojson
    block sh 3 >recipe
    [ "$(wc -l <recipe)" = 1 ]
    bash -c "$(cat recipe)"
    [ "$(jq '.features | length' zones.geojson)" = 6 ]
}

@test "the recipes run" {
    cp "$root/data/lines/cyprus.geojson" line.geojson
    cp line.geojson baseline.geojson
    cp line.geojson pieces.geojson
    block sh 2 >recipes
    [ "$(wc -l <recipes)" = 10 ]
    while read -r recipe; do
        case $recipe in
        *ogr2ogr* | *.gpkg* | *.shp*) command -v ogr2ogr >/dev/null || { echo "SKIPPED: ogr2ogr is not installed" >&3; continue; } ;;
        esac
        bash -o pipefail -c "$recipe" </dev/null >/dev/null
    done <recipes
    [ "$(head -1 figures.csv | cut -d, -f1)" = zone ]
    [ "$(head -1 ranges.csv | cut -d, -f13-)" = area_low_km2,area_high_km2 ]
}
