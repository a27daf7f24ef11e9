#!/usr/bin/env bats
# pipelines.bats: standard streams, terminals, signals.

load helper

# A run of many seconds, out of a small line.
long=(--layer a=100km --layer b=1000km --layer c=2000km --layer d=3000km --layer e=4000km --tolerance 1cm)

# signalled SIGNAL SECONDS ARGUMENT...: runs the program, which gets the signal after that time.
signalled() {
    local signal=$1 seconds=$2
    shift 2
    code=0
    env --default-signal=INT,TERM,PIPE timeout --preserve-status --foreground -k 60 -s "$signal" "$seconds" "$program" "$@" \
        >"$said/out" 2>"$said/err" || code=$?
}

@test "zones in a pipeline" {
    meridian
    [ "$("$program" --width 10km -q <line.geojson | jq -r '.features[].properties.zone' | tr '\n' ' ')" = \
        'strip-left strip-right band-left band-right ' ]
    "$program" -q line.geojson 2>"$said/err" | jq -c '.features[0]' | jq -e '.geometry.type == "Polygon"'
    same err ''
}

@test "a feature is a line, so that line tools can pick it" {
    meridian
    dmz -q line.geojson
    [ "$(wc -l <"$said/out")" = 8 ]
    sed -n '4,7{s/,$//;p}' "$said/out" | jq -s -e 'length == 4 and all(.type == "Feature")'
}

@test "a reader that has enough: ends without a word" {
    meridian
    env --default-signal=PIPE "$program" --tolerance 1cm line.geojson 2>"$said/err" | head -n 1 >/dev/null
    [ "${PIPESTATUS[*]}" = '141 0' ]
    same err ''
    env --default-signal=PIPE "$program" --tolerance 1cm --stats figures.json line.geojson 2>"$said/err" | head -n 1 >/dev/null
    same err ''
    here line.geojson
}

@test "a reader that has enough, and SIGPIPE is ignored" {
    meridian
    env --ignore-signal=PIPE "$program" "${large[@]}" line.geojson 2>"$said/err" | head -n 1 >/dev/null
    [ "${PIPESTATUS[*]}" = '5 0' ]
    same err 'dmzcalc: standard output: Broken pipe'
}

@test "standard output closed, or full" {
    meridian
    code=0
    "$program" line.geojson >&- 2>"$said/err" || code=$?
    : >"$said/out"
    fails 5 'standard output: Bad file descriptor'
    code=0
    "$program" line.geojson >/dev/full 2>"$said/err" || code=$?
    fails 5 'standard output: No space left on device'
    for arguments in --help --version; do
        code=0
        "$program" "$arguments" >/dev/full 2>"$said/err" || code=$?
        fails 5 'standard output: No space left on device'
        code=0
        "$program" "$arguments" >&- 2>"$said/err" || code=$?
        fails 5 'standard output: Bad file descriptor'
    done
    code=0
    "$program" --stats figures.csv line.geojson >/dev/full 2>"$said/err" || code=$?
    fails 5 'standard output: No space left on device'
    here line.geojson
}

@test "closed standard streams do not get into files" {
    meridian
    dmz -q -o zones.geojson line.geojson
    "$program" -o a.geojson line.geojson >&- 2>&- <&-
    cmp zones.geojson a.geojson
    "$program" -o b.geojson line.geojson 2>&-
    cmp zones.geojson b.geojson
    "$program" line.geojson >c.geojson 2>&- <&-
    cmp zones.geojson c.geojson
    code=0
    "$program" missing.geojson 2>&- || code=$?
    [ "$code" = 3 ]
}

@test "standard output is a terminal: the table, and how to get the polygons" {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "there is no terminal to be had"
    meridian
    dmz -o /dev/null line.geojson
    cp "$said/err" table
    export NO_COLOR=1 TERM=dumb
    script -qefc "'$program' line.geojson 2>'$said/err'; echo \$? >'$said/code'" /dev/null </dev/null >"$said/out"
    code=$(cat "$said/code")
    answers 0 '' "$(cat table)
The polygons go to a file with -o zones.geojson, or to a pipe."
    script -qefc "'$program' -o - -q line.geojson 2>'$said/err'" /dev/null </dev/null >"$said/out"
    is_zones "$said/out"
    script -qefc "'$program' -q line.geojson 2>'$said/err'" /dev/null </dev/null >"$said/out"
    answers 0 '' ''
}

@test "standard output is a terminal: how to get what other commands make, too" {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "there is no terminal to be had"
    meridian
    printf '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[30.01,48.5]}}' >points.geojson
    boxes held 30,48,31,49
    mv boxes.geojson held.geojson
    boxes country 29,48,31,49
    printf '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}\n' >each.geojsonl
    while read -r sentence command; do
        script -qefc "'$program' $command" /dev/null </dev/null | tr -d '\r' >"$said/out"
        grep -Eqx "The ${sentence//_/ }, or to a pipe\.?" "$said/out" || {
            echo "$command" && cat "$said/out" && return 1
        }
        ! grep -q FeatureCollection "$said/out"
    done <<'END'
sightings_go_to_a_file_with_-o_checked.geojson check line.geojson points.geojson
posts_go_to_a_file_with_-o_posts.geojson posts line.geojson
line_goes_to_a_file_with_-o_line.geojson trace --within boxes.geojson held.geojson
polygons_go_to_a_file_with_-o_zones.geojsonl --each each.geojsonl
END
}

@test "standard input is a terminal: the usage, nothing is waited for" {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "there is no terminal to be had"
    for command in zones annex posts 'compare --widths 10km'; do
        script -qec "'$program' $command >'$said/out' 2>'$said/err'; echo \$? >'$said/code'" /dev/null </dev/null >/dev/null
        code=$(cat "$said/code")
        [ "$code" = 2 ]
        [ ! -s "$said/out" ]
        grep -q "^usage: dmzcalc .*LINE" "$said/err"
        [ "$(tail -n 1 "$said/err")" = 'dmzcalc: no line given' ]
    done
}

@test "everything on a terminal: no escapes" {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "there is no terminal to be had"
    meridian
    TERM=xterm-256color script -qefc "'$program' line.geojson" /dev/null </dev/null >"$said/out"
    grep 'strip-left' "$said/out"
    run -1 grep "[$(printf '\001-\010\013\014\016-\037')]" "$said/out"
}

@test "interrupted while computing: 130, 143, nothing left" {
    meridian
    signalled INT 0.5 "${long[@]}" -o zones.geojson --stats figures.json line.geojson
    answers 130 '' ''
    signalled TERM 0.5 "${long[@]}" -o zones.geojson --stats figures.json line.geojson
    answers 143 '' ''
    here line.geojson
}

@test "interrupted while reading: 130, 143, nothing left" {
    mkfifo line.geojson
    sleep 60 >line.geojson &
    local writer=$!
    signalled INT 0.3 -o zones.geojson line.geojson
    answers 130 '' ''
    signalled TERM 0.3 -o zones.geojson line.geojson
    answers 143 '' ''
    kill "$writer"
    here line.geojson
}

@test "interrupted while writing: 130, 143, nothing left, the old file intact" {
    meridian
    mkfifo zones.geojson
    echo old >figures.json
    for signal in INT:130 TERM:143; do
        sleep 60 <zones.geojson &
        local reader=$!
        signalled "${signal%:*}" 1 "${large[@]}" --overwrite -o zones.geojson --stats figures.json line.geojson
        kill "$reader"
        answers "${signal#*:}" '' ''
        echo old | cmp - figures.json
        here line.geojson zones.geojson figures.json
    done
}
