# helper.bash: what every file of cases loads: runs the program and compares what it says to the byte.
#
# Cases run from the project's root (`bats tests/cli`) on build/dmzcalc, or on the program that DMZCALC names. Each has an
# empty directory to itself and is in it; what the program says is kept beside it. DMZ_PENDING=1 runs also the cases
# that are known to fail.

bats_require_minimum_version 1.5.0

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
program=${DMZCALC:-build/dmzcalc}
[[ $program == /* ]] || program=$root/$program
lines=$root/data/lines

setup() {
    said=$BATS_TEST_TMPDIR/said
    mkdir "$said" "$BATS_TEST_TMPDIR/place"
    cd "$BATS_TEST_TMPDIR/place"
}

# dmz ARGUMENT...: runs the program; $code is its exit code, $said/out and $said/err what it said.
dmz() {
    code=0
    "$program" "$@" >"$said/out" 2>"$said/err" || code=$?
}

# same FILE TEXT: that $said/FILE is the text and a line feed, or empty where the text is.
same() {
    printf '%s' "$2${2:+$'\n'}" | diff -u --label "$1, expected" --label "$1, found" - "$said/$1"
}

# answers CODE OUT ERR: what the last run did, all of it.
answers() {
    local failed=0
    if [ "$code" != "$1" ]; then
        echo "exit code $code, not $1"
        failed=1
    fi
    same out "$2" || failed=1
    same err "$3" || failed=1
    return "$failed"
}

# fails CODE MESSAGE [HINT]: that the last run said this one line, and the hint, and nothing else.
fails() {
    answers "$1" '' "dmzcalc: $2${3:+$'\n'hint: $3}"
}

# refuses MESSAGE HINT ARGUMENT...: that the arguments are a usage error; '' for no hint.
refuses() {
    local message=$1 hint=$2
    shift 2
    dmz "$@"
    fails 2 "$message" "$hint" || {
        printf 'with the arguments:'
        printf ' %q' "$@"
        printf '\n'
        return 1
    }
}

# succeeds: that the last run did what it should without a word on standard error.
succeeds() {
    [ "$code" = 0 ] && same err ''
}

# line COORDINATES [FILE]: writes a LineString, line.geojson unless FILE is given.
line() {
    printf '{"type":"LineString","coordinates":%s}\n' "$1" >"${2-line.geojson}"
}

# meridian: writes line.geojson: one degree up a meridian, on which straight edges are geodesics, so that nothing is warned of.
meridian() {
    line '[[30,48],[30,49]]'
}

# boxes NAME WEST,SOUTH,EAST,NORTH...: writes boxes.geojson: polygons by their `name`; "-" for none.
boxes() {
    local comma='' name west south east north
    printf '{"type":"FeatureCollection","features":[' >boxes.geojson
    while [ $# -gt 0 ]; do
        [ "$1" = - ] && name=null || name="\"$1\""
        IFS=, read -r west south east north <<<"$2"
        printf '%s{"type":"Feature","properties":{"name":%s},"geometry":{"type":"Polygon","coordinates":' "$comma" "$name"
        printf '[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}' "$west" "$south" "$east" "$south" "$east" "$north" \
            "$west" "$north" "$west" "$south"
        comma=,
        shift 2
    done >>boxes.geojson
    printf ']}\n' >>boxes.geojson
}

# here NAME...: that these files are in the current directory and no others.
here() {
    diff -u --label 'files expected' --label 'files found' \
        <([ $# = 0 ] || printf '%s\n' "$@" | LC_ALL=C sort) <(find . -mindepth 1 -printf '%P\n' | LC_ALL=C sort)
}

# Options that make of the meridian a zones file of 300 kB.
large=(-q --tolerance 1cm)

# is_zones FILE: that a file is a whole zones file.
is_zones() {
    jq -e '.type == "FeatureCollection" and (.features | length > 0)' "$1" >/dev/null
}

# check ARGUMENT...: runs tests/cli/check.py.
check() {
    python3 "$root/tests/cli/check.py" "$@"
}

is_sanitized() {
    [ "${DMZ_SANITIZED-}" = 1 ] || grep -aq __asan_init "$program"
}

# once: skips a test that takes long and finds the same however the program is built, but in a whole run of the plain build.
once() {
    [ "${DMZ_QUICK-}" != 1 ] && ! is_sanitized || skip "the other build runs it"
}

# mounted COMMAND ARGUMENT...: runs the command in a file system of 64 KiB, with line.geojson in it, as the current directory.
# Its exit code is 99 where mounting is not allowed.
mounted() {
    cp line.geojson "$said"
    code=0
    unshare --user --map-root-user --mount sh -c '
        mount -t tmpfs -o size=64k none . 2>/dev/null && cd "$PWD" && cp "$1/line.geojson" . || exit 99
        shift
        "$@"' mounted "$said" "$@" >"$said/out" 2>"$said/err" || code=$?
    [ "$code" != 99 ] && ! grep -q '^unshare: ' "$said/err" || skip "mounting is not allowed"
}

# near FOUND EXPECTED PART: that two numbers differ by at most this part of the second.
near() {
    awk -v a="$1" -v b="$2" -v p="$3" 'BEGIN { d = a > b ? a - b : b - a; exit !(d <= p * (b < 0 ? -b : b)) }' || {
        echo "$1 is not $2"
        return 1
    }
}
