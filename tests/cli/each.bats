#!/usr/bin/env bats
# each.bats: --each, every feature a line of its own: what comes out for each, in which form, and what failing ones do.

load helper

# feature PROPERTIES LATITUDE [LONGITUDE]: a meridian's feature, from 48 degrees up to this latitude.
feature() {
    printf '{"type":"Feature","properties":%s,"geometry":{"type":"LineString","coordinates":[[%s,48],[%s,%s]]}}\n' \
        "$1" "${3-30}" "${3-30}" "$2"
}

# days: writes days.geojsonl: three lines, with properties.
days() {
    feature '{"id":1,"date":"2024-01-01","left":"A","layer":"mine"}' 48.1 >days.geojsonl
    feature '{"id":2,"date":"2024-01-02","tags":["a",{"b":null}]}' 48.2 >>days.geojsonl
    feature '{"id":3,"date":"2024-01-03","name":"x, \"y\""}' 48.3 >>days.geojsonl
}

# collect: days.geojsonl as a collection, days.geojson.
collect() {
    jq -s '{type: "FeatureCollection", features: .}' days.geojsonl >days.geojson
}

each() {
    dmz --each --width 4km "$@"
}

@test "zones of each line are those of the line alone" {
    days
    each -q days.geojsonl
    succeeds
    [ "$(wc -l <"$said/out")" = 6 ]
    mv "$said/out" all
    for i in 1 2 3; do
        sed -n "${i}p" days.geojsonl >line.geojson
        dmz -q --width 4km --format geojsonl line.geojson
        succeeds
        diff <(jq -c "select(.properties.feature == $i) | .geometry, .properties.area_km2, .properties.party" all) \
            <(jq -c '.geometry, .properties.area_km2, .properties.party' "$said/out")
    done
}

@test "properties go with the zones, whatever their names" {
    days
    each -q days.geojsonl
    succeeds
    jq -es 'map(.properties | [.feature, .of_id, .of_date]) ==
        [[1,1,"2024-01-01"],[1,1,"2024-01-01"],[2,2,"2024-01-02"],[2,2,"2024-01-02"],[3,3,"2024-01-03"],[3,3,"2024-01-03"]]' "$said/out"
    jq -es '.[0].properties | .layer == "strip" and .of_layer == "mine" and .party == "A" and .of_left == "A"' "$said/out"
    jq -es '.[2].properties.of_tags == ["a", {"b": null}] and .[4].properties.of_name == "x, \"y\""' "$said/out"
    each -q --emit zones,limits,line days.geojsonl
    succeeds
    jq -es 'length == 15 and all(.properties.of_id == .properties.feature)' "$said/out"
}

@test "collections give collections, sequences sequences" {
    days
    collect
    each -q days.geojsonl
    mv "$said/out" lines
    each -q days.geojson
    succeeds
    jq -c '.features[]' "$said/out" | diff <(jq -c . lines) -
    jq -e '.type == "FeatureCollection"' "$said/out"
    sed 's/^/\x1e/' days.geojsonl >days.geojsons
    each -q days.geojsons
    succeeds
    sed 's/^/\x1e/' lines | cmp - "$said/out"
    each -q <days.geojsonl
    succeeds
    cmp lines "$said/out"
    each -q --format geojson days.geojsonl
    succeeds
    [ "$(jq '.features | length' "$said/out")" = 6 ]
    each -q -o a.geojsonl days.geojson
    succeeds
    cmp lines a.geojsonl
    each -q -o a.geojson days.geojsonl
    succeeds
    jq -c '.features[]' a.geojson | diff <(jq -c . lines) -
}

@test "lines by GDAL" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    days
    ogr2ogr -f GPKG days.gpkg GeoJSONSeq:days.geojsonl
    each -q days.gpkg
    succeeds
    jq -e '(.features | length == 6) and (.features[5].properties | .of_date == "2024-01-03" and .feature == 3)' "$said/out"
    each -q --where "date = '2024-01-02'" --format geojsonl days.gpkg
    succeeds
    jq -es 'length == 2 and all(.properties.of_date == "2024-01-02")' "$said/out"
}

@test "the table says how many" {
    days
    each days.geojsonl
    [ "$code" = 0 ]
    same err 'days.geojsonl: zones around 3 lines'
}

@test "figures by feature" {
    days
    each -q --stats figures.csv days.geojsonl
    [ "$(head -1 figures.csv | cut -d, -f1-4)" = feature,name,date,zone ]
    [ "$(wc -l <figures.csv)" = 7 ]
    grep -c '^3,"x, ""y""","2024-01-03","strip-' figures.csv | grep -qx 2
    each -q --stats figures.json days.geojsonl
    jq -e 'map(.feature) == [1,2,3] and (map(.line.date) == ["2024-01-01","2024-01-02","2024-01-03"])' figures.json
    jq '.[1]' figures.json >second.json
    check schema "$root/docs/schema/stats.schema.json" second.json
    each -q --stats figures.jsonl days.geojsonl
    [ "$(wc -l <figures.jsonl)" = 3 ]
    diff <(jq -c '.[]' figures.json) <(jq -c . figures.jsonl)
}

@test "a line that fails is one line of error, and the others go on" {
    days
    feature '{"id":4}' 98 >>days.geojsonl
    printf '%s\n' '{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],,' >>days.geojsonl
    printf '%s\n' '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[1,2]]}}' >>days.geojsonl
    feature '{"id":7}' 48.1 >>days.geojsonl
    each days.geojsonl
    [ "$code" = 3 ]
    same err 'dmzcalc: days.geojsonl: text 4: /geometry/coordinates/1: latitude 98 is outside [-90, 90]
hint: longitude comes first in GeoJSON: it looks as if the two were swapped
dmzcalc: days.geojsonl:5:72: unexpected '"','; expected a value
dmzcalc: days.geojsonl: text 6: /geometry/coordinates: a line of 1 position; expected at least 2
days.geojsonl: zones around 4 of 7 lines
dmzcalc: days.geojsonl: 3 of 7 lines have no zones"
    [ "$(jq -s 'map(.properties.feature) | unique | join(" ")' "$said/out")" = '"1 2 3 7"' ]
    grep -v '\],,$' days.geojsonl | jq -s '{type: "FeatureCollection", features: .}' >days.geojson
    each -q -o zones.geojson --stats figures.csv days.geojson
    [ "$code" = 3 ]
    [ "$(grep -c ^dmzcalc: "$said/err")" = 3 ]
    [ "$(jq '.features | map(.properties.of_id) | unique | join(" ")' zones.geojson)" = '"1 2 3 7"' ]
    [ "$(wc -l <figures.csv)" = 9 ]
}

@test "a line whose zones cannot be computed, by its number" {
    feature '{}' 48.1 >a.geojsonl
    awk 'BEGIN { # a lattice that crosses itself too often
        printf "{\"type\":\"MultiLineString\",\"coordinates\":["
        for (i = 1; i < 102; i++) printf "[[30,%.3f],[31,%.3f]],[[%.3f,48],[%.3f,49]]%s", 48 + i / 110, 48 + i / 110, 30 + i / 110, 30 + i / 110, i < 101 ? "," : ""
        print "]}" }' >>a.geojsonl
    dmz --each -q --width 4km a.geojsonl
    [ "$code" = 4 ]
    grep '^dmzcalc: a.geojsonl: feature 2: the line crosses itself at more than ' "$said/err"
    [ "$(jq -s length "$said/out")" = 2 ] # the other line's
}

@test "records that are cut off do not take the next with them" {
    { printf '\x1e'; feature '{"id":1}' 48.1; printf '\x1e{"type":"Feat'; printf '\x1e'; feature '{"id":3}' 48.1; } >a.geojsons
    each -q a.geojsons
    [ "$code" = 3 ]
    grep -qx 'dmzcalc: a.geojsons:2:15: unexpected control character U+001E in a string; expected \\u001e' "$said/err"
    [ "$(tr -d '\036' <"$said/out" | jq -s 'map(.properties.of_id) | unique | join(" ")')" = '"1 3"' ]
}

@test "a record that is cut off before a value does not take the next line for it" {
    for cut in '{"type":"Feature","properties":{},"geometry":' '{"type":"Feature","geometry":{"type":"LineString","coordinates":[[30,48],' \
        '{"type":"Feature","properties":'; do
        { echo "$cut"; feature '{"id":1}' 48.1; feature '{"id":2}' 48.2; } >cut.geojsonl
        each cut.geojsonl
        [ "$code" = 3 ]
        same err "dmzcalc: cut.geojsonl:1:$((${#cut} + 1)): the text breaks off: the next line begins another one
cut.geojsonl: zones around 2 of 3 lines
dmzcalc: cut.geojsonl: 1 of 3 lines have no zones"
        [ "$(jq -s 'map(.properties.feature) | unique | join(" ")' "$said/out")" = '"2 3"' ]
        { feature '{"id":1}' 48.1; echo "$cut"; feature '{"id":3}' 48.2; } >cut.geojsonl # and the end after it
        each -q cut.geojsonl
        grep -q "^dmzcalc: cut.geojsonl:2:$((${#cut} + 1)): the text breaks off" "$said/err"
        [ "$(jq -s 'map(.properties.of_id) | unique | join(" ")' "$said/out")" = '"1 3"' ]
    done
    # A geometry in a line of its own is none of the records of Features.
    printf '%s\n' '{"type":"Feature","properties":{},"geometry":' '{"type":"LineString","coordinates":[[30,48],[30,49]]}' >a.geojsonl
    feature '{"id":2}' 48.2 >>a.geojsonl
    each -q a.geojsonl
    grep -q "^dmzcalc: a.geojsonl:3:1: unexpected '{'" "$said/err"
    [ "$(jq -s 'map(.properties.of_id) | unique | join(" ")' "$said/out")" = '"2"' ]
}

@test "a source that breaks off: no file, and no whole collection" {
    days
    collect
    head -c -5 days.geojson >cut.geojson
    each -q -o zones.geojson --stats figures.csv cut.geojson
    [ "$code" = 3 ]
    here days.geojson days.geojsonl cut.geojson
    each -q cut.geojson
    [ "$code" = 3 ]
    run ! jq -e . "$said/out"
}

@test "what does not go together" {
    days
    hint='ogr2ogr makes other formats of .geojsonl: dmzcalc --each LINE | ogr2ogr OUT.gpkg /vsistdin/'
    for name in a.gpkg a.kml a.shp a.csv a.txt; do
        refuses '--each: zones of line after line are written as geojson, geojsonl or geojsonseq' "$hint" --each -o $name days.geojsonl
    done
    refuses '--each: zones of line after line are written as geojson, geojsonl or geojsonseq' "$hint" --each --format kml days.geojsonl
    refuses "--stats: 'a.md': figures of line after line are written as .csv, .json or .jsonl" '' --each --stats a.md days.geojsonl
    refuses 'a.json: cannot be both the zones and the figures' '' --each -o a.json --stats ./a.json days.geojsonl
    refuses 'days.geojsonl: is an input, and would be lost' '' --each --overwrite -o days.geojsonl days.geojsonl
    refuses 'verify does not take --each' 'dmzcalc verify --help lists the options' verify --each days.geojsonl days.geojsonl
    refuses '--line-for does not go with --each' '' --each --line-for left=days.geojsonl --line-for right=days.geojsonl
    touch a.geojson
    each -o a.geojson days.geojsonl
    fails 5 'a.geojson: File exists' 'use --overwrite to replace it'
}

@test "nothing to make zones of" {
    echo '{"type":"FeatureCollection","features":[]}' >a.geojson
    each a.geojson
    fails 3 'a.geojson: expected a LineString or MultiLineString, found an empty FeatureCollection'
}

@test "each result is written as it is done" {
    days
    mkfifo in
    "$program" --each -q --width 4km in >out 2>"$said/err" &
    local run=$!
    exec 7>in
    head -1 days.geojsonl >&7
    for _ in $(seq 100); do
        [ "$(wc -l <out)" = 2 ] && break
        sleep 0.1
    done
    [ "$(wc -l <out)" = 2 ]
    exec 7>&-
    wait "$run"
    same err ''
}

# lines COUNT: so many short lines.
lines() {
    awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
        printf "{\"type\":\"Feature\",\"properties\":{\"id\":%d},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[30,48],[30,48.%d]]}}\n", i, 1 + i % 9 }'
}

@test "thousands of lines take the memory of one" {
    is_sanitized && skip "the sanitizer takes memory of its own"
    lines 5000 >lines.geojsonl
    lines 5 >few.geojsonl
    # The least, in steps of 4 MiB, with which a few pass; thousands must pass with no more than two steps beyond it.
    local least=16000
    until (ulimit -v "$least" && "$program" --each -q --tolerance 10m --width 4km few.geojsonl >/dev/null 2>&1); do
        least=$((least + 4096))
        [ "$least" -lt 4000000 ]
    done
    (ulimit -v $((least + 8192)) &&
        "$program" --each -q --tolerance 10m --width 4km --stats figures.csv -o zones.geojson lines.geojsonl)
    [ "$(grep -c '"type":"Feature"' zones.geojson)" = 10000 ]
    [ "$(wc -l <figures.csv)" = 10001 ]
}

@test "a reader that has enough" {
    lines 2000 >lines.geojsonl
    env --default-signal=PIPE "$program" --each --width 4km lines.geojsonl 2>"$said/err" | head -n 1 >/dev/null
    [ "${PIPESTATUS[*]}" = '141 0' ]
    same err ''
}
