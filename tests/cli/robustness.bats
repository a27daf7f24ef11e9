#!/usr/bin/env bats
# robustness.bats: the same bytes whatever surrounds the program; memory that runs out; no network.

load helper

@test "the same input gives the same bytes" {
    for run in 1 2; do
        dmz -o "zones$run.geojson" --stats "figures$run.json" "$lines/korea-mdl.geojson"
        [ "$code" = 0 ]
        cp "$said/err" "table$run"
    done
    cmp zones1.geojson zones2.geojson
    cmp figures1.json figures2.json
    cmp table1 table2
}

@test "the environment changes nothing" {
    meridian
    dmz line.geojson
    [ "$code" = 0 ]
    cp "$said/out" zones
    cp "$said/err" table
    for change in LC_ALL=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 LC_ALL=C LANG= TZ=Asia/Kathmandu 'TZ=' '-u HOME' HOME=/nowhere \
        PROJ_NETWORK=ON 'PROJ_NETWORK=ON PROJ_NETWORK_ENDPOINT=http://192.0.2.1' CPL_DEBUG=ON NO_COLOR=1 TERM=dumb COLUMNS=20 \
        POSIXLY_CORRECT=1 MALLOC_PERTURB_=85 OMP_NUM_THREADS=7 -i; do
        code=0
        env $change "$program" line.geojson >"$said/out" 2>"$said/err" || code=$?
        [ "$code" = 0 ]
        cmp zones "$said/out"
        cmp table "$said/err"
    done
    here line.geojson zones table
}

@test "PROJ's data missing: the same zones" {
    meridian
    dmz -q line.geojson
    cp "$said/out" zones
    for change in PROJ_DATA=/nowhere PROJ_LIB=/nowhere; do
        env "$change" "$program" -q line.geojson >"$said/out" 2>"$said/err"
        cmp zones "$said/out"
    done
}

@test "PROJ's data missing, or PROJ asked to talk: not a word on standard error" {
    meridian
    for change in PROJ_DATA=/nowhere PROJ_LIB=/nowhere PROJ_DEBUG=3; do
        env "$change" "$program" -q line.geojson 2>"$said/err" >"$said/out"
        same err ''
    done
}

@test "from another directory, by another name, with a read-only one to stand in" {
    meridian
    dmz -q line.geojson
    cp "$said/out" zones
    ln -s "$program" other-name
    (cd / && "$BATS_TEST_TMPDIR/place/other-name" -q "$BATS_TEST_TMPDIR/place/line.geojson") >"$said/out" 2>"$said/err"
    same err ''
    cmp zones "$said/out"
}

@test "no path, host, user or time in the output" {
    mkdir secret-place
    meridian
    mv line.geojson secret-place/secret-name.geojson
    dmz --stats figures.json secret-place/secret-name.geojson
    [ "$code" = 0 ]
    run -1 grep -il -e secret -e "$PWD" -e "$(date +%Y-)" "$said/out" "$said/err" figures.json
}

@test "nothing opens a socket" {
    command -v strace >/dev/null || skip "strace is not installed"
    strace -f -o "$said/trace" true 2>/dev/null || skip "tracing is not allowed"
    ! is_sanitized || export ASAN_OPTIONS=detect_leaks=0 # it cannot be traced
    meridian
    PROJ_NETWORK=ON strace -f -e trace=%network -o "$said/trace" "$program" -q line.geojson >"$said/out" 2>"$said/err"
    same err ''
    run -1 grep -v '+++ exited with 0 +++' "$said/trace"
}

@test "memory runs out while reading" {
    ! is_sanitized || skip "the sanitizer needs more memory than a limit would leave"
    { # a text that does not end is held until it does
        printf '{"type":"Feature","geometry":null,"properties":{"a":"'
        head -c 300M /dev/zero | tr '\0' a
        printf '"}}'
    } >line.geojson
    code=0
    (ulimit -v 200000 && exec "$program" -o zones.geojson line.geojson) >"$said/out" 2>"$said/err" || code=$?
    fails 6 'out of memory'
    code=0
    (ulimit -v 200000 && exec "$program" -o zones.geojson <line.geojson) >"$said/out" 2>"$said/err" || code=$?
    fails 6 'out of memory'
    here line.geojson
}

@test "memory runs out while parsing" {
    ! is_sanitized || skip "the sanitizer needs more memory than a limit would leave"
    awk 'BEGIN {
        printf "{\"type\":\"LineString\",\"coordinates\":["
        for (i = 0; i < 3000000; i++) printf "[30,%.6f,null],", 48 + i * 1e-6 # no plain list of positions
        print "[30,49]]}" }' >line.geojson
    code=0
    (ulimit -v 120000 && exec "$program" -o zones.geojson line.geojson) >"$said/out" 2>"$said/err" || code=$?
    fails 6 'out of memory'
    here line.geojson
}

# With ever more memory, it runs out at ever later places: where libraries are loaded and begin, in GEOS, in PROJ, at
# the end.
@test "memory runs out anywhere: 6, in a library too, and nothing is left" {
    ! is_sanitized || skip "the sanitizer needs more memory than a limit would leave"
    meridian
    ulimit -c 0
    local done=no short=no
    for ((limit = 32000; limit < 110000; limit += limit < 36000 ? 200 : limit < 48000 ? 1000 : 8000)); do
        code=0
        (ulimit -v "$limit" && exec "$program" --tolerance 1cm -o zones.geojson line.geojson) >"$said/out" 2>"$said/err" || code=$?
        case $code in
        0)
            is_zones zones.geojson
            rm zones.geojson
            done=yes
            ;;
        6)
            same out ''
            grep -qx 'dmzcalc: out of memory' "$said/err"
            short=yes
            ;;
        127) ;; # the loader's
        *)
            echo "exit code $code with $limit KiB"
            cat "$said/err"
            return 1
            ;;
        esac
        here line.geojson
    done
    [ "$done $short" = 'yes yes' ]
}

@test "many layers, long names, a name for every party" {
    meridian
    local options=() layer
    for layer in {1..40}; do
        options+=(--layer "layer-$layer=$((layer * 100))m")
    done
    dmz -q "${options[@]}" --left "$(printf 'ä%.0s' {1..3000})" line.geojson
    succeeds
    jq -e '(.features | length) == 80 and (.dmzcalc.line.left | length) == 3000' "$said/out"
}

@test "a tangle: self-crossings, spikes, repeated vertices, the same line twice" {
    line '[[30,48],[30.2,48.2],[30.2,48.2],[30.2,48],[30,48.2],[30.3,48.1],[30,48.2]]'
    dmz --width 5km -o zones.geojson line.geojson
    [ "$code" = 0 ]
    check zones zones.geojson
    printf '{"type":"MultiLineString","coordinates":[[[30,48],[30,49]],[[30,49],[30,48]],[[30,48],[30,49]]]}' >twice.geojson
    meridian
    dmz -q line.geojson
    jq -c .features "$said/out" >once
    dmz -q twice.geojson
    [ "$code" = 0 ]
    jq -c .features "$said/out" | cmp once -
}

# Anything but counting the crossings, a million, would take minutes.
@test "a line that crosses itself all over is refused at once" {
    awk 'BEGIN {
        x = 1
        printf "{\"type\":\"LineString\",\"coordinates\":["
        for (i = 0; i < 10000; i++) {
            x = x * 16807 % 2147483647 # the minimal standard of Park and Miller
            printf i % 2 ? "%.6f]" : i ? ",[%.6f," : "[%.6f,", (i % 2 ? 48 : 30) + x / 2147483647
        }
        print "]}" }' >line.geojson
    code=0
    timeout 10 "$program" -o zones.geojson line.geojson >"$said/out" 2>"$said/err" || code=$?
    fails 4 'the line crosses itself at more than 10000 places, which are the most'
    here line.geojson
}
