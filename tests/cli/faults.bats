#!/usr/bin/env bats
# faults.bats: calls that fail, signals that come, descriptors that are closed, disks that are full: an error of one line, and
# no file, or the whole one. `make faults` tries every call; here are some of each kind.

load helper

# tried SCENARIO...: that runs of these kinds end well whatever fails; tests/faults/run says how.
tried() {
    ! is_sanitized || skip "the sanitizer wants to be the first library; make faults-sanitized"
    local build
    build=$(dirname "$program")
    [ -f "$build/tests/faults/faults.so" ] || skip "tests/faults/faults.so is not built"
    BUILD=$build STEP=${STEP:-100} SEED=$RANDOM "$root/tests/faults/run" --quick "$@" >"$said/out" 2>&1 || {
        cat "$said/out"
        return 1
    }
    grep -q ', 0 failures$' "$said/out"
}

@test "what fails in zones: own calls, those of libraries, signals" {
    tried zones
}

@test "what fails in zones: standard output, old files, GDAL's formats, line after line" {
    WORDS='call=allocate most=30' tried stream overwrite gpkg each
    WORDS='call=rename' tried overwrite
    WORDS='call=write error=ENOSPC' tried stream gpkg each
}

@test "what fails with overlays, masks, rasters, maps" {
    WORDS='call=allocate most=30' tried overlays masks population map
}

@test "what fails in reports and maps of all formats" {
    WORDS='call=allocate most=12' tried report report-overlays map-svg map-pdf map-png map-overlays
    WORDS='call=write error=ENOSPC' tried report map-png
}

@test "what fails in tables, pages and zones of comparisons" {
    WORDS='call=allocate most=12' tried compare-shown compare-report compare-zones
    WORDS='call=write error=EIO' tried compare-report compare-zones
    WORDS='call=allocate all most=12' tried compare
}

@test "what fails with presets of users' own, territories, doubt and goals" {
    WORDS='call=allocate most=12' tried preset-own presets-own territories exclude doubt equal-area
}

@test "signals while files have names: none is left, nor a process" {
    for signal in INT TERM HUP PIPE; do
        WORDS="signal=$signal named count=5" tried zones each
    done
    WORDS='signal=TERM count=5' tried compare
    WORDS='signal=KILL count=5' tried compare
}

@test "what fails in comparisons: a worker too" {
    WORDS='call=allocate most=30' tried compare
    WORDS='call=fork then' tried compare
    WORDS='call=pipe' tried compare
}

@test "what fails in diff, check, posts, annex, trace, verify" {
    WORDS='call=allocate most=30' tried diff series check posts annex annex-read trace verify
}

# Whatever is opened first gets the number of a descriptor that is closed.
@test "closed descriptors: nothing else ends in a file" {
    meridian
    dmz -q -o good.geojson --stats good.json line.geojson
    dmz line.geojson
    cp "$said/out" zones
    for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
        code=0
        eval '"$program" -o zones.geojson --stats figures.json line.geojson' "$closed" || code=$?
        [ "$code" = 0 ] || { echo "exit code $code with $closed" && return 1; }
        cmp good.geojson zones.geojson
        cmp good.json figures.json
        rm zones.geojson figures.json
    done
    for closed in '<&-' '2>&-' '<&- 2>&-'; do
        eval '"$program" line.geojson' "$closed" >"$said/out"
        cmp zones "$said/out"
    done
    for closed in '>&-' '<&- >&-' '>&- 2>&-' '<&- >&- 2>&-'; do
        code=0
        eval '"$program" --stats figures.json line.geojson' "$closed" || code=$?
        [ "$code" = 5 ]
    done
    code=0
    "$program" <&- >"$said/out" 2>"$said/err" || code=$?
    fails 3 'standard input: Bad file descriptor'
    here line.geojson good.geojson good.json zones
}

@test "a table that standard error has no room for" {
    meridian
    code=0
    "$program" -o zones.geojson line.geojson 2>/dev/full || code=$?
    [ "$code" = 5 ]
    is_zones zones.geojson
    dmz -q line.geojson 2>/dev/full
    [ "$code" = 0 ]
}

@test "a table that standard output has no room for: no files either" {
    meridian
    line '[[30,48],[30.1,49]]' new.geojson
    code=0
    "$program" diff -o changed.geojson line.geojson new.geojson >/dev/full 2>"$said/err" || code=$?
    [ "$code" = 5 ]
    grep -qx 'dmzcalc: standard output: No space left on device' "$said/err"
    here line.geojson new.geojson
}

@test "a file size that is limited, and nobody who ignores the signal of it" {
    meridian
    code=0
    (ulimit -f 16 && exec "$program" "${large[@]}" -o zones.geojson line.geojson) >"$said/out" 2>"$said/err" || code=$?
    fails 5 'zones.geojson: File too large'
    here line.geojson
}

# Of 16 pages, from none on, ever more are free.
@test "a disk of 64 KiB that is ever less full: all files whole, or none" {
    meridian
    mounted sh -c '
        said=$1
        shift
        for format in geojson gpkg shp kml; do
            for pages in 0 1 2 3 4 6 8 10 12 15; do
                rm -f filling
                head -c $((64 * 1024)) /dev/zero >filling 2>/dev/null
                truncate -s $(($(stat -c %s filling) - pages * 4096)) filling
                code=0
                "$@" -q -o zones.$format --stats figures.json line.geojson 2>"$said/err" || code=$?
                rm filling
                case $code in
                0) [ -s zones.$format ] && [ -s figures.json ] || exit 1 ;;
                5) [ "$(ls)" = line.geojson ] && grep -qx "dmzcalc: .*: No space left on device" "$said/err" || exit 1 ;;
                *) exit 1 ;;
                esac
                echo "$code" >>"$said/codes"
                rm -f zones.* figures.json
            done
        done' sh "$said" "$program"
    [ "$code" = 0 ]
    grep -q 0 "$said/codes"
    grep -q 5 "$said/codes"
}

@test "a worker that is killed: its row says so, and nothing hangs" {
    code=0
    timeout 50 "$program" compare --jobs 1 --tolerance 5cm --widths 10km,20km,30km,40km -o table.csv "$lines/ukraine-2024-07.geojson" \
        >"$said/out" 2>"$said/err" &
    local parent=$! compare= worker=
    for _ in $(seq 300); do
        compare=$(ps -o pid= --ppid "$parent" | tr -d ' ')
        worker=$([ -z "$compare" ] || ps -o pid= --ppid "$compare" | head -n 1 | tr -d ' ')
        [ -z "$worker" ] || break
    done
    [ -n "$worker" ]
    kill -KILL "$worker"
    wait "$parent" || code=$?
    [ "$code" = 6 ]
    grep -q 'its process was ended by signal 9, for want of memory perhaps' table.csv
    grep -qx 'dmzcalc: compare: 1 of 4 rows have no figures' "$said/err"
}
