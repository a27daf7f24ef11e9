#!/usr/bin/env bats
# output.bats: files are written whole or not at all, and nothing else is left behind.

load helper

exists_hint='use --overwrite to replace it'

@test "zones and figures go to their files, the table to standard error, nothing to standard output" {
    meridian
    dmz -o zones.geojson --stats figures.json line.geojson
    [ "$code" = 0 ]
    same out ''
    [ "$(wc -l <"$said/err")" = 17 ]
    is_zones zones.geojson
    jq -e '.zones | length == 4' figures.json
    here line.geojson zones.geojson figures.json
}

@test "without -o standard output gets exactly the zones" {
    meridian
    dmz -q -o zones.geojson line.geojson
    answers 0 '' ''
    dmz line.geojson
    [ "$code" = 0 ]
    cmp zones.geojson "$said/out"
    dmz -q -o - line.geojson
    succeeds
    cmp zones.geojson "$said/out"
    dmz -q --stats figures.csv line.geojson
    succeeds
    cmp zones.geojson "$said/out"
    here line.geojson zones.geojson figures.csv
}

@test "formats by suffix" {
    meridian
    for name in a.geojson a.json ./b.tar.geojson; do
        dmz -q -o "$name" line.geojson
        answers 0 '' ''
        is_zones "$name"
    done
    for name in a.xls a.GEOJSON a geojson .geojson a.geojson/ ''; do
        refuses "--output: '$name': zones are written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, .fgb, .shp, .csv or .parquet" '' -o "$name" line.geojson
    done
    for name in a.xls a.JSON csv .csv - ''; do
        refuses "--stats: '$name': figures are written as .json, .csv, .md or .txt" '' --stats "$name" line.geojson
    done
    here line.geojson a.geojson a.json b.tar.geojson
}

@test "the file is as readable as any new file" {
    meridian
    umask 027
    dmz -q -o zones.geojson line.geojson
    answers 0 '' ''
    [ "$(stat -c %a zones.geojson)" = 640 ]
}

@test "an output that exists is left alone" {
    meridian
    echo old >zones.geojson
    dmz -o zones.geojson line.geojson
    fails 5 'zones.geojson: File exists' "$exists_hint"
    echo old | cmp - zones.geojson
    ln -s nowhere.json link.json
    dmz -q --stats link.json line.geojson
    fails 5 'link.json: File exists' "$exists_hint"
    here line.geojson zones.geojson link.json
}

@test "where one output cannot be written the other is not either" {
    meridian
    echo old >figures.csv
    dmz -o zones.geojson --stats figures.csv line.geojson
    fails 5 'figures.csv: File exists' "$exists_hint"
    here line.geojson figures.csv
    dmz --stats figures.csv line.geojson
    fails 5 'figures.csv: File exists' "$exists_hint"
    dmz -o none/zones.geojson --stats new.csv line.geojson
    fails 5 'none/zones.geojson: No such file or directory'
    dmz -o /dev/full --stats new.csv line.geojson
    fails 5 '/dev/full: No space left on device'
    here line.geojson figures.csv
}

@test "--overwrite replaces what exists, and makes what does not" {
    meridian
    dmz -q -o zones.geojson line.geojson
    cp zones.geojson good
    head -c 100000 /dev/zero >zones.geojson
    dmz -q --overwrite -o zones.geojson --stats figures.txt line.geojson
    answers 0 '' ''
    cmp good zones.geojson
    here line.geojson zones.geojson figures.txt good
}

@test "--overwrite replaces what a link leads to, not the link, and no other name of the file" {
    meridian
    echo old >target.geojson
    ln target.geojson other
    ln -s target.geojson zones.geojson
    dmz -q --overwrite -o zones.geojson line.geojson
    answers 0 '' ''
    [ "$(readlink zones.geojson)" = target.geojson ]
    is_zones target.geojson
    echo old | cmp - other
    here line.geojson zones.geojson target.geojson other
}

@test "--overwrite through a link that leads nowhere yet" {
    meridian
    ln -s target.geojson zones.geojson
    dmz -q --overwrite -o zones.geojson line.geojson
    answers 0 '' ''
    [ "$(readlink zones.geojson)" = target.geojson ]
    is_zones target.geojson
}

@test "--overwrite through a link to another file system" {
    [ -w /dev/shm ] && [ "$(stat -c %d /dev/shm)" != "$(stat -c %d .)" ] || skip "there is no other file system"
    meridian
    local target=/dev/shm/dmz-test-$$.geojson
    echo old >"$target"
    ln -s "$target" zones.geojson
    dmz -q --overwrite -o zones.geojson line.geojson
    is_zones "$target" || code="$code, $target is as before"
    rm -f "$target"
    answers 0 '' ''
}

@test "--overwrite keeps a file's permissions" {
    meridian
    echo old >zones.geojson
    chmod 600 zones.geojson
    dmz -q --overwrite -o zones.geojson line.geojson
    answers 0 '' ''
    [ "$(stat -c %a zones.geojson)" = 600 ]
}

@test "--overwrite keeps an owner, where that is allowed" {
    [ "$(id -u)" = 0 ] || skip "only the superuser gives files away"
    meridian
    echo old >zones.geojson
    chown 1234:4321 zones.geojson
    dmz -q --overwrite -o zones.geojson line.geojson
    answers 0 '' ''
    [ "$(stat -c %u:%g zones.geojson)" = 1234:4321 ]
}

@test "outputs through links that are one file, which is not there yet" {
    meridian
    ln -s both.json link.json
    dmz -q --overwrite -o both.json --stats link.json line.geojson
    fails 2 'both.json: cannot be both the zones and the figures'
    here line.geojson link.json
}

@test "an output through links that lead nowhere" {
    meridian
    ln -s b.geojson a.geojson
    ln -s a.geojson b.geojson
    dmz -q --overwrite -o a.geojson line.geojson
    fails 5 'a.geojson: Too many levels of symbolic links'
    here line.geojson a.geojson b.geojson
}

@test "an output that is the input" {
    meridian
    cp line.geojson copy
    ln line.geojson hard.json
    ln -s line.geojson soft.json
    for name in line.geojson ./line.geojson "$PWD/line.geojson" hard.json soft.json; do
        refuses "$name: is an input, and would be lost" '' --overwrite -o "$name" line.geojson
        refuses "$name: is an input, and would be lost" '' -o "$name" line.geojson
    done
    refuses 'soft.json: is an input, and would be lost' '' --overwrite --stats soft.json line.geojson
    refuses 'line.geojson: is an input, and would be lost' '' --overwrite -o line.geojson soft.json
    cmp copy line.geojson
}

@test "an output that is the input on standard input" {
    meridian
    cp line.geojson copy
    dmz --overwrite -o line.geojson <line.geojson
    [ "$code" = 2 ]
    cmp copy line.geojson
}

@test "zones and figures in one file" {
    meridian
    refuses 'both.json: cannot be both the zones and the figures' '' -o both.json --stats both.json line.geojson
    here line.geojson
}

@test "zones and figures in one file that is named in two ways" {
    meridian
    dmz -q -o both.json --stats ./both.json line.geojson
    [ "$code" = 2 ]
    here line.geojson
    echo old >both.json
    ln -s both.json link.json
    dmz -q --overwrite -o both.json --stats link.json line.geojson
    [ "$code" = 2 ]
    echo old | cmp - both.json
}

@test "directories: missing, none, in the way" {
    meridian
    mkdir way.json
    dmz -o none/zones.geojson line.geojson
    fails 5 'none/zones.geojson: No such file or directory'
    dmz -o line.geojson/zones.geojson line.geojson
    fails 5 'line.geojson/zones.geojson: Not a directory'
    dmz --overwrite -o way.json line.geojson
    fails 5 'way.json: Is a directory'
    dmz --overwrite --stats none/figures.md line.geojson
    fails 5 'none/figures.md: No such file or directory'
    here line.geojson way.json
}

@test "a read-only directory" {
    [ "$(id -u)" != 0 ] || skip "the superuser can write everywhere"
    meridian
    mkdir closed
    chmod 555 closed
    dmz -o closed/zones.geojson line.geojson
    fails 5 'closed/zones.geojson: Permission denied'
}

@test "a read-only file system" {
    meridian
    mounted sh -c 'mount -o remount,ro . || exit 99; exec "$@"' sh "$program" -o zones.geojson line.geojson
    fails 5 'zones.geojson: Read-only file system'
}

@test "a disk that fills half-way: the old file is intact, nothing is left" {
    meridian
    mounted sh -c '
        said=$1
        shift
        echo old >zones.geojson
        "$@" --overwrite -o zones.geojson line.geojson || code=$?
        "$@" -o new.geojson line.geojson
        ls >"$said/ls"
        cp zones.geojson "$said"
        exit $code' sh "$said" "$program" "${large[@]}"
    answers 5 '' 'dmzcalc: zones.geojson: No space left on device
dmzcalc: new.geojson: No space left on device'
    same ls $'line.geojson\nzones.geojson'
    same zones.geojson old
}

@test "a file size that is limited" {
    meridian
    echo old >zones.geojson
    code=0
    (ulimit -f 16 && trap '' XFSZ && exec "$program" "${large[@]}" --overwrite -o zones.geojson line.geojson) \
        >"$said/out" 2>"$said/err" || code=$?
    fails 5 'zones.geojson: File too large'
    echo old | cmp - zones.geojson
    here line.geojson zones.geojson
}

@test "full and other devices" {
    meridian
    dmz -o /dev/full line.geojson
    fails 5 '/dev/full: No space left on device'
    dmz -q -o /dev/null line.geojson
    answers 0 '' ''
    here line.geojson
}

@test "a FIFO gets the zones" {
    meridian
    mkfifo zones.geojson
    timeout 60 cat zones.geojson >found &
    reader=$!
    dmz -q -o zones.geojson line.geojson
    answers 0 '' ''
    wait "$reader"
    dmz -q line.geojson
    cmp found "$said/out"
    here line.geojson zones.geojson found
}

@test "/dev/stdout is standard output, also where that is a file" {
    meridian
    dmz -q -o /dev/stdout line.geojson
    succeeds
    is_zones "$said/out"
}

@test "a name as long as names may be can be overwritten" {
    meridian
    local name
    name=$(printf 'x%.0s' {1..247}).geojson
    dmz -q -o "$name" line.geojson
    answers 0 '' ''
    dmz -q --overwrite -o "$name" line.geojson
    answers 0 '' ''
}

@test "a path longer than a message still says what went wrong" {
    meridian
    dmz -o "$(printf 'none/%.0s' {1..400})zones.geojson" line.geojson
    [ "$code" = 5 ]
    grep 'No such file or directory$' "$said/err"
}

@test "outputs are looked at before anything is computed" {
    line '[[30,48],[30,49]]'
    echo old >zones.geojson
    code=0
    timeout 5 "$program" --width 4000km --tolerance 1cm -o zones.geojson line.geojson >"$said/out" 2>"$said/err" || code=$?
    fails 5 'zones.geojson: File exists' "$exists_hint"
}
