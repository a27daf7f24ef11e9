#!/usr/bin/env bats
# compare.bats: lines at several widths, beside each other.

load helper

# column NAME FILE: the values of a column of a CSV file.
column() {
    python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[2])): print(row[sys.argv[1]])' "$1" "$2"
}

# days: writes a line for each of three days, which moves east, in files that are not in the order of days.
days() {
    line '[[30.2,48],[30.2,49]]' front-20240303.geojson
    line '[[30,48],[30,49]]' front_2024-03-01.geojson
    line '[[30.1,48],[30.1,49]]' front_2024-03-02.geojson
}

@test "a row for each width, and how they differ" {
    meridian
    dmz compare --widths 12km,20km..40km/10km,10km+5km line.geojson
    succeeds
    [ "$(awk 'NR > 1 {print $2}' "$said/out" | tr '\n' ' ')" = '12km 20km 30km 40km 10km+5km ' ]
    dmz compare --widths 12km,20km --format csv line.geojson
    succeeds
    cp "$said/out" table.csv
    [ "$(column scenario table.csv | tr '\n' ' ')" = '12km 20km ' ]
    python3 - table.csv <<'EOF'
import csv, sys
a, b = csv.DictReader(open(sys.argv[1]))
area = lambda row: float(row["area_km2"])
zones = ["strip_left", "strip_right", "band_left", "band_right"]
for row in a, b:
    assert abs(sum(float(row[z + "_area_km2"]) for z in zones) - area(row)) < 1e-5
    assert abs(sum(float(row[z + "_share"]) for z in zones) - 1) < 1e-5
assert a["area_change_km2"] == "0.000000" and a["area_km2_per_km"] == ""
assert abs(float(b["area_change_km2"]) - (area(b) - area(a))) < 1e-5
assert abs(float(b["area_km2_per_km"]) - (area(b) - area(a)) / 8) < 1e-5
assert abs(float(b["area_change_share"]) - (area(b) / area(a) - 1)) < 1e-6
assert b["baseline"] == "line/12km"
EOF
}

@test "zones of a row are those of dmzcalc zones, to the byte" {
    cp "$lines/cyprus.geojson" line.geojson
    dmz compare -q --widths 10km,30km,6km+20km,8km..9km/1km --strip 3km --zones zones line.geojson
    [ "$code" = 0 ]
    [ "$(ls zones | wc -l)" = 5 ]
    for width in 8km 9km 10km 30km 6km+20km; do
        "$program" -q --strip 3km --width "$width" line.geojson 2>/dev/null | cmp - "zones/line-$width.geojson"
    done
    dmz compare -q --merge --widths 10km,30km --jobs 2 --zones merged line.geojson
    "$program" -q --merge --width 30km line.geojson 2>/dev/null | cmp - merged/line-30km.geojson
}

@test "the same bytes however many processes" {
    days
    for jobs in 1 2 5; do
        dmz compare -q --widths 10km..30km/2km --jobs $jobs --zones "zones$jobs" -o "table$jobs.csv" --stats "table$jobs.json" front*
        succeeds
    done
    cmp table1.csv table2.csv
    cmp table1.csv table5.csv
    cmp table1.json table2.json
    cmp table1.json table5.json
    diff -r zones1 zones2
    diff -r zones1 zones5
    [ "$(ls zones1 | wc -l)" = 33 ]
}

@test "files of zones are left alone" {
    meridian
    mkdir zones
    echo mine >zones/line-20km.geojson
    dmz compare --widths 10km,20km --zones zones line.geojson
    fails 5 'zones/line-20km.geojson: File exists' 'use --overwrite to replace it'
    [ "$(cat zones/line-20km.geojson)" = mine ]
    [ ! -e zones/line-10km.geojson ]
    dmz compare -q --widths 10km,20km --zones zones --overwrite line.geojson
    succeeds
    is_zones zones/line-20km.geojson
}

@test "a row that fails says why, the others go on, and the exit code is the worst" {
    meridian
    dmz compare --widths 10km,1m,20km --format csv line.geojson
    [ "$code" = 2 ]
    cp "$said/out" table.csv
    [ "$(column status table.csv | tr '\n' ' ')" = '0 2 0 ' ]
    [ "$(column error table.csv | sed -n 2p)" = "layer 'strip' is 0.5 m deep: at least 4 m are needed, 4 times the tolerance" ]
    [ "$(column area_km2 table.csv | sed -n 2p)" = '' ]
    [ "$(column area_km2_per_km table.csv | sed -n 1p)" = '' ]
    same err "dmzcalc: line/1m: layer 'strip' is 0.5 m deep: at least 4 m are needed, 4 times the tolerance
hint: a smaller --tolerance allows thinner layers
dmzcalc: compare: 1 of 3 rows have no figures"
    dmz compare -q --widths 10km,20km -o table.json nothing.geojson line.geojson
    answers 3 '' 'dmzcalc: nothing/10km: nothing.geojson: No such file or directory
dmzcalc: compare: 2 of 4 rows have no figures'
    check schema "$root/docs/schema/compare.schema.json" table.json
    jq -e '[.rows[].status] == [3, 3, 0, 0]' table.json
}

@test "--fail-fast: the first row that fails is the error, and there is no table" {
    meridian
    for jobs in 1 2; do
        dmz compare --widths 10km,1m,20km,2m --fail-fast --jobs $jobs -o table.csv line.geojson
        fails 2 "line/1m: layer 'strip' is 0.5 m deep: at least 4 m are needed, 4 times the tolerance" \
            'a smaller --tolerance allows thinner layers'
        [ ! -e table.csv ]
    done
}

@test "a time series: rows by date, from names and from properties" {
    days
    dmz compare --widths 10km --date-from name --format csv front*
    succeeds
    cp "$said/out" table.csv
    [ "$(column date table.csv | tr '\n' ' ')" = '2024-03-01 2024-03-02 2024-03-03 ' ]
    [ "$(column line table.csv | head -n 1)" = front_2024-03-01 ]
    printf '{"type":"Feature","properties":{"date":"%s","day":"%s"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' \
        2023-01-02T10:00:00Z 20230105 >a.geojson
    printf '{"type":"Feature","properties":{"date":"%s","day":"%s"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' \
        2023-01-01 2023_01_06 >b.geojson
    dmz compare --widths 10km --date-from property --format jsonl a.geojson b.geojson
    succeeds
    [ "$(jq -r '.date + .line' "$said/out" | tr '\n' ' ')" = '2023-01-01b 2023-01-02a ' ]
    dmz compare --widths 10km --date-from property:day --format jsonl b.geojson a.geojson
    [ "$(jq -r '.date + .line' "$said/out" | tr '\n' ' ')" = '2023-01-05a 2023-01-06b ' ]
    dmz compare -q --widths 10km --date-from name -o dated.csv a.geojson front_2024-03-01.geojson
    [ "$code" = 3 ]
    grep -q 'a.geojson: expected a date in its name' "$said/err"
    [ "$(column status dated.csv | tr '\n' ' ')" = '0 3 ' ]
}

@test "--baseline: a scenario, a line, or a row" {
    days
    expect() {
        dmz compare --widths 10km,20km --date-from name --format jsonl --baseline "$1" front*
        [ "$(jq -r .baseline "$said/out" | tr '\n' ' ')" = "$2" ]
    }
    first=front_2024-03-01 second=front_2024-03-02 third=front-20240303
    expect 20km "$first/20km $first/20km $second/20km $second/20km $third/20km $third/20km "
    expect $second "$second/10km $second/20km $second/10km $second/20km $second/10km $second/20km "
    expect $third/10km "$third/10km $third/10km $third/10km $third/10km $third/10km $third/10km "
    refuses "--baseline: there is no '30km' in this comparison" 'one of the scenarios, of the lines, or LINE/SCENARIO' \
        compare --widths 10km --baseline 30km front-20240303.geojson
}

@test "parts of a comparison go together to the byte" {
    days
    for form in csv jsonl; do
        dmz compare --widths 10km,12km,20km --format $form --date-from name --baseline 12km front*
        cp "$said/out" whole
        for part in 1 2 3 4; do
            "$program" compare --widths 10km,12km,20km --format $form --date-from name --baseline 12km --shard $part/4 front*
        done | cmp - whole
    done
    [ "$("$program" compare --widths 10km --format csv --shard 12/20 front* | wc -l)" -le 1 ]
    refuses "--shard: parts go together as csv and jsonl: 'x.json' is neither" '' compare --widths 10km --shard 1/2 -o x.json front-20240303.geojson
}

@test "GNU parallel computes the parts" {
    parallel --version 2>/dev/null | grep -q '^GNU parallel' || skip 'GNU parallel is not installed'
    days
    dmz compare --widths 10km,12km,20km --format csv --date-from name front*
    parallel --will-cite --keep-order "$program compare --widths 10km,12km,20km --format csv --date-from name --jobs 1 --shard {}/3 front*" \
        ::: 1 2 3 2>"$said/err" | cmp - "$said/out"
}

@test "overlays have columns in total and by zone" {
    meridian
    boxes north 20,48.5,40,60 south 20,40,40,48.5 far 60,48,70,60
    printf '{"type":"FeatureCollection","features":[%s,%s]}' \
        '{"type":"Feature","properties":{"name":"A","population":100},"geometry":{"type":"Point","coordinates":[30.01,48.2]}}' \
        '{"type":"Feature","properties":{"name":"B","population":10},"geometry":{"type":"Point","coordinates":[29.9,48.2]}}' >places.geojson
    dmz compare --widths 10km,20km --regions boxes.geojson --places places.geojson --format csv line.geojson
    succeeds
    cp "$said/out" table.csv
    [ "$(column regions table.csv | tr '\n' ' ')" = '2 2 ' ]
    [ "$(column places table.csv | tr '\n' ' ')" = '1 2 ' ]
    [ "$(column strip_right_places table.csv | tr '\n' ' ')" = '1 1 ' ]
    [ "$(column places_population table.csv | tr '\n' ' ')" = '100 110 ' ]
    [ "$(column places_population_change table.csv | tr '\n' ' ')" = '0 10 ' ]
    [ "$(column places_population_per_km table.csv | tr '\n' ' ')" = ' 1.000 ' ]
    dmz compare -q --widths 10km,20km --regions boxes.geojson --places places.geojson -o table.json line.geojson
    check schema "$root/docs/schema/compare.schema.json" table.json
    check tampered "$root/docs/schema/compare.schema.json" table.json
}

@test "sites: how many lie in each zone, an area in each of which it has a part" {
    meridian
    printf '{"type":"FeatureCollection","features":[%s,%s,%s]}' \
        '{"type":"Feature","properties":{"label":"Weir"},"geometry":{"type":"Point","coordinates":[30.01,48.2]}}' \
        '{"type":"Feature","properties":{"label":"Far dam"},"geometry":{"type":"Point","coordinates":[29.9,48.2]}}' \
        '{"type":"Feature","properties":{"label":"Plant"},"geometry":{"type":"Polygon","coordinates":[[[29.99,48.5],[30.04,48.5],[30.04,48.51],[29.99,48.51],[29.99,48.5]]]}}' >sites.geojson
    dmz compare --widths 10km,20km --sites sites.geojson --sites-name label --format csv line.geojson
    succeeds
    cp "$said/out" table.csv
    [ "$(column sites table.csv | tr '\n' ' ')" = '2 3 ' ]
    [ "$(column strip_left_sites table.csv | tr '\n' ' ')" = '1 1 ' ]
    [ "$(column strip_right_sites table.csv | tr '\n' ' ')" = '2 2 ' ]
    [ "$(column band_left_sites table.csv | tr '\n' ' ')" = '0 1 ' ]
    [ "$(column band_right_sites table.csv | tr '\n' ' ')" = '1 1 ' ]
    dmz compare --widths 10km,20km --sites sites.geojson line.geojson
    [ "$(awk 'NR > 1 {print $4}' "$said/out" | tr '\n' ' ')" = '2 3 ' ]
    dmz compare -q --widths 10km,20km --sites sites.geojson -o table.json line.geojson
    jq -e '[.rows[].totals.sites] == [2, 3] and (.rows[1].zones | map(.sites) == [1, 2, 1, 1])' table.json
    check schema "$root/docs/schema/compare.schema.json" table.json
    check tampered "$root/docs/schema/compare.schema.json" table.json
    refuses '--sites-name goes with --sites' '' compare --widths 10km --sites-name label line.geojson
    dmz compare --widths 10km --sites sites.geojson --sites-name name line.geojson
    [ "$code" = 3 ]
    grep -q "no feature has a field 'name' (--sites-name)" "$said/out"
}

@test "people by a raster" {
    command -v gdal_translate >/dev/null || skip 'GDAL is not installed'
    meridian
    printf 'ncols 2\nnrows 1\nxllcorner 29\nyllcorner 47.5\ncellsize 1\nNODATA_value -9999\n3 5\n' >people.asc
    printf 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]' >people.prj
    line '[[30,47.9],[30,48.1]]'
    dmz compare --widths 4km,20km --jobs 2 --population people.asc --format jsonl line.geojson
    succeeds
    cp "$said/out" rows.jsonl
    for width in 4km 20km; do
        "$program" -q --width $width --population people.asc --stats $width.json line.geojson >/dev/null
        [ "$(jq .totals.population $width.json)" = "$(jq "select(.scenario == \"$width\").totals.population" rows.jsonl)" ]
    done
    jq -s -e '(.[1].change.population - (.[1].totals.population - .[0].totals.population)) | fabs < 0.002' rows.jsonl
}

@test "where the table goes" {
    meridian
    dmz compare --widths 10km -q line.geojson
    answers 0 '' ''
    dmz compare --widths 10km -o table.md line.geojson
    answers 0 '' ''
    head -n 1 table.md | grep -q '^| line '
    dmz compare --widths 10km --stats table.csv line.geojson
    [ "$(wc -l <"$said/out")" = 2 ]
    [ "$(wc -l <table.csv)" = 2 ]
    dmz compare --widths 10km -o - <line.geojson
    grep -q '^stdin' "$said/out"
    here line.geojson table.md table.csv
    dmz compare --widths 10km -o table.csv line.geojson
    [ "$code" = 5 ]
    refuses "--output: 'table.xls': a comparison is written as .txt, .csv, .json, .jsonl or .md" '' compare --widths 10km -o table.xls line.geojson
    refuses 'line.geojson: is an input, and would be lost' '' compare --widths 10km --overwrite --format csv -o line.geojson line.geojson
}

@test "progress, where it is asked for" {
    meridian
    dmz compare --widths 10km,20km --progress -o table.csv line.geojson
    [ "$code" = 0 ]
    grep -Eq '^2 of 2 rows, [0-9.]+ a second, in [0-9]+ s$' "$said/err"
    dmz compare --widths 10km,20km --progress -q --overwrite -o table.csv line.geojson
    answers 0 '' ''
    command -v script >/dev/null || skip 'script is not installed: no terminal'
    script -qec "'$program' compare --widths 10km,20km -o other.csv line.geojson" typescript >/dev/null
    [ -e other.csv ]
    script -qec "'$program' compare --jobs 1 --widths 10km..100km/100m -o many.csv line.geojson" typescript >/dev/null
    grep -Eq $'\r\\[#*[.]+] [0-9]+ of 901 rows, [0-9.]+ a second, [0-9]+ s left\e\\[K' typescript
}

@test "routes are columns, of each row and each zone" {
    meridian
    printf '{"type":"Feature","properties":{"class":"road"},"geometry":{"type":"LineString","coordinates":[[29,48.5],[31,48.5]]}}' >routes.geojson
    dmz compare -q --widths 10km,20km --routes routes.geojson --routes-class class -o table.json line.geojson
    succeeds
    for width in 10 20; do
        dmz -q --width ${width}km --routes routes.geojson --routes-class class --stats run.json -o "z$width.geojson" line.geojson
        jq '[.routes.in_zones_km, .routes.limit_crossings]' run.json >"run$width.json"
        rm run.json
    done
    jq '.rows[0].totals | [.routes_km, .limit_crossings]' table.json | diff - run10.json
    jq '.rows[1].totals | [.routes_km, .limit_crossings]' table.json | diff - run20.json
    [ "$(jq '.rows[0].totals.limit_crossings' table.json)" = 4 ]
}

@test "what compare does not take together" {
    meridian
    refuses '--strip goes with --widths: presets have their own' '' compare --presets unikom-1991 --strip 2km line.geojson
    refuses '--presets-dir goes with --presets' '' compare --widths 10km --presets-dir . line.geojson
    refuses '--date-from: standard input cannot be dated: expected files' '' compare --widths 10km --date-from name -
}

@test "lines of one name are told apart" {
    mkdir a b
    line '[[30,48],[30,49]]' a/front.geojson
    line '[[31,48],[31,49]]' b/front.geojson
    dmz compare --widths 10km --format csv a/front.geojson b/front.geojson
    succeeds
    cp "$said/out" table.csv
    [ "$(column line table.csv | tr '\n' ' ')" = 'front front-2 ' ]
}

@test "what makes no sense" {
    meridian
    refuses 'compare: --widths or --presets say what is to be compared' 'as in dmzcalc compare --widths 12km,30km,50km..100km/10km LINE' compare line.geojson
    refuses "--widths: '10km,,20km' has an empty item" '' compare --widths 10km,,20km line.geojson
    refuses "--widths: '10km' is given twice" '' compare --widths 10km,5km..20km/5km line.geojson
    refuses "--widths: '10km..20km' is not FROM..TO/STEP, as in 10km..100km/10km" '' compare --widths 10km..20km line.geojson
    refuses '--widths: 20km..10km/1km goes up by no step above 0' '' compare --widths 20km..10km/1km line.geojson
    refuses '--widths: 1km..2000km/1m is more than 100000 widths' '' compare --widths 1km..2000km/1m line.geojson
    refuses "--widths: '10' has no unit" 'did you mean 10km?' compare --widths 10 line.geojson
    refuses "--jobs: '0' is not a number from 1 to 1024" '' compare --widths 10km --jobs 0 line.geojson
    refuses "--shard: '3/2' is not K/N, the K-th of N parts, as in 2/8" '' compare --widths 10km --shard 3/2 line.geojson
    refuses "--date-from: 'file' is none of name, property, property:FIELD" '' compare --widths 10km --date-from file line.geojson
    refuses '--strip: 4 km across is wider than the whole, which is 2 km across' '' compare --widths 2km,10km --strip 4km line.geojson
    refuses 'compare: standard input is named 2 times' '' compare --widths 10km - -
    refuses 'zones does not take --widths' 'dmzcalc --help lists the options' --widths 10km line.geojson
}

@test "a row whose process is killed says so, and the others go on" {
    meridian
    "$program" compare --widths 20km,4000km,30km --jobs 1 --tolerance 1cm --zones zones -o table.csv line.geojson 2>"$said/err" &
    local parent=$! tries=0
    while [ ! -e zones/line-20km.geojson ] && [ $((tries += 1)) -lt 300 ]; do # from here on it is at the next one
        sleep 0.05
    done
    kill -KILL "$(pgrep -P "$parent")"
    code=0
    wait "$parent" || code=$?
    [ "$code" = 6 ]
    [ "$(column status table.csv | tr '\n' ' ')" = '0 6 0 ' ]
    [ "$(column error table.csv | sed -n 2p)" = 'its process was ended by signal 9, for want of memory perhaps' ]
    is_zones zones/line-30km.geojson
    [ ! -e zones/line-4000km.geojson ]
}

@test "fewer files and processes than were asked for do the same work" {
    meridian
    dmz compare --widths 3km..9km/1km line.geojson
    cp "$said/out" expected
    for files in 6 20; do # besides those of bats
        code=0
        (ulimit -n $files && exec "$program" compare --jobs 1000 --widths 3km..9km/1km line.geojson) \
            >"$said/out" 2>"$said/err" 3>&- 4>&- || code=$?
        succeeds
        cmp expected "$said/out"
    done
}

@test "presets beside each other: zones of each as its own run has them" {
    meridian
    dmz compare -q --presets minsk-2014,unikom-1991 -o table.json line.geojson
    succeeds
    [ "$(jq -c '[.rows[].scenario]' table.json)" = '["minsk-2014","unikom-1991"]' ]
    for preset in minsk-2014 unikom-1991; do
        dmz -q --preset "$preset" -o "$preset.geojson" --stats "$preset.json" line.geojson
        near "$(jq ".rows[] | select(.scenario == \"$preset\") | .totals.area_km2" table.json)" \
            "$(jq '.totals.all.area_km2 // ([.zones[].area_km2] | add)' "$preset.json")" 1e-9
    done
    dmz compare --presets nobody-1900 line.geojson
    fails 2 "--presets: there is no preset 'nobody-1900'" 'dmzcalc presets lists all'
    dmz compare --presets korea-1953,cyprus-1974 line.geojson
    [ "$code" = 2 ]
    grep -q '^dmzcalc: --presets cyprus-1974: .*: it can be shown, not computed$' "$said/err"
    dmz compare --presets minsk-2015 line.geojson
    fails 2 "--presets minsk-2015: each party's zones are measured from a line of its own" \
        '--line-for left=FILE --line-for right=FILE gives both'
    refuses "--widths: '$(printf '1%.0s' $(seq 64))...' is too long" '' compare --widths "$(printf '1%.0s' $(seq 300))km" line.geojson
}
