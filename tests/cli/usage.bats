#!/usr/bin/env bats
# usage.bats: help, versions, and calls that make no sense: exit code 2, one line and a hint, no page of help.
#
# Of the exit codes, 0 and 2 to 6 have cases in these files. 1 says that there is a defect in dmzcalc: it cannot be provoked.

load helper

# commands: those that the help lists.
commands() {
    "$program" --help | sed -n '/^Commands$/,/^$/s/^  \([a-z]*\).*/\1/p'
}

@test "help is the same from all its doors" {
    dmz --help
    succeeds
    head -n 1 "$said/out" | diff - <(echo 'usage: dmzcalc [zones] [options] LINE')
    cp "$said/out" help
    [ "$(commands | head -n 1)" = zones ]
    for arguments in -h help 'help zones' 'zones --help' '-hq' '--help line.geojson' '--width 5km --help'; do
        dmz $arguments
        succeeds
        cmp help "$said/out"
    done
}

@test "help is text of at most 100 columns" {
    dmz --help
    run -1 grep -nE '.{101}|[[:cntrl:]]|[[:space:]]$' "$said/out"
}

@test "every option of every command's help is known, takes a value where it says so, and has no abbreviation" {
    once
    local count=0
    for command in $(commands); do
        dmz "$command" --help
        cp "$said/out" help
        while read -r -u 9 option argument; do
            dmz "$command" "$option" </dev/null
            case $option in
            --help | --version) [ "$code" = 0 ] ;;
            --overwrite) [ "$code" != 0 ] || [ "$command" = presets ] ;; # which needs nothing else
            *) [ "$code" != 0 ] ;;
            esac
            run -1 grep -E 'unknown option|does not take' "$said/err"
            if [ -n "$argument" ]; then
                refuses "$option needs a value: $argument" '' "$command" "$option"
            else
                refuses "$option takes no value" '' "$command" "$option=1"
            fi
            # --width and --preset are options of others
            [ "${#option}" -lt 5 ] || [[ $option = --widths || $option = --presets ]] || refuses "unknown option '${option%?}'" "options are not abbreviated; did you mean $option?" "$command" "${option%?}"
            count=$((count + 1))
        done 9< <(grep -oE -e '--[a-z][a-z-]+( [A-Za-z=|/]+)?' <(grep -E '^  (-.,|   ) --' help))
    done
    [ "$count" -ge 18 ]
}

@test "a command takes no option that its help does not list" {
    refuses 'help does not take --width' 'dmzcalc help --help lists the options' help --width 3km
    refuses 'help does not take --quiet' 'dmzcalc help --help lists the options' -q help
    refuses 'help does not take --output' 'dmzcalc help --help lists the options' help -ohelp.txt zones
    refuses "unknown option '--bogus'" 'dmzcalc help --help lists the options' help --bogus
    here
}

@test "every command has a help of its own, the same from both doors, that names it first" {
    for command in $(commands); do
        dmz help "$command"
        succeeds
        head -n 1 "$said/out" | grep -E "^usage: dmzcalc (\\[$command\\]|$command) \\[options\\]"
        [ "$(grep -cE '.{101}|[[:space:]]$' "$said/out")" = 0 ]
        cp "$said/out" help
        dmz "$command" --help
        cmp help "$said/out"
    done
}

@test "the command may stand after its options" {
    dmz help
    cp "$said/out" help
    dmz --help zones
    cmp help "$said/out"
    meridian
    dmz -q --width 10km line.geojson
    cp "$said/out" zones.geojson
    dmz --width 10km zones line.geojson -q
    succeeds
    cmp zones.geojson "$said/out"
}

@test "the examples of the help work" {
    meridian
    dmz --help
    sed -n '/^Examples$/,/^$/s/^  dmzcalc/"$program"/p' "$said/out" >examples
    [ "$(wc -l <examples)" = 4 ]
    export program
    sh -e examples >out 2>err
    is_zones zones.geojson
    [ "$(wc -l <figures.csv)" = 5 ]
    [ "$(jq -c 'if type == "array" then length else .features | length end' out)" = $'4\n2\n4' ]
}

@test "versions" {
    dmz --version
    succeeds
    sed -E 's/[0-9]+(\.[0-9]+)+[-+.A-Za-z0-9]*/N/' "$said/out" | diff - <(printf '%s N\n' dmzcalc GEOS PROJ cJSON)
    grep -Fx "dmzcalc $(cat "$root/VERSION")" "$said/out"
    cp "$said/out" versions
    dmz --version line.geojson
    succeeds
    cmp versions "$said/out"
}

@test "unknown options" {
    refuses "unknown option '--bogus'" 'dmzcalc --help lists the options' --bogus line.geojson
    refuses "unknown option '--bogus'" 'dmzcalc --help lists the options' --bogus=3
    refuses "unknown option '--Width'" 'dmzcalc --help lists the options' --Width 30km
    refuses "unknown option '--widthss'" 'dmzcalc --help lists the options' --widthss=30km
    refuses "unknown option '-x'" 'dmzcalc --help lists the options' -x
    refuses "unknown option '-qx'" 'dmzcalc --help lists the options' -qx
    refuses "unknown option '---'" 'dmzcalc --help lists the options' ---
    here
}

@test "abbreviations" {
    refuses "unknown option '--wid'" 'options are not abbreviated; did you mean --width?' --wid 3km
    refuses "unknown option '--over'" 'options are not abbreviated; did you mean --overwrite?' --over
    refuses "unknown option '--versio'" 'options are not abbreviated; did you mean --version?' --versio
    refuses "unknown option '--tol'" 'options are not abbreviated; did you mean --tolerance?' --tol=1m
}

@test "missing values, and values for flags" {
    refuses '--width needs a value: W' '' --width
    refuses '--layer needs a value: NAME=W' '' line.geojson --layer
    refuses '--output needs a value: FILE' '' -o
    refuses '--output needs a value: FILE' '' -qo
    refuses '--merge takes no value' '' --merge=yes line.geojson
    refuses '--overwrite takes no value' '' --overwrite=
    refuses '--help takes no value' '' --help=zones
    here
}

@test "an option's value may look like an option" {
    refuses "--width: '--strip' is no distance" \
        'a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft' --width --strip 4km
}

@test "extra operands" {
    local zones='usage: dmzcalc [zones] [options] LINE' help='usage: dmzcalc help [options] [COMMAND]'
    refuses "zones: 'b' is one too many" "$zones" a b
    refuses "zones: 'b' is one too many" "$zones" a b c
    refuses "zones: '-' is one too many" "$zones" zones a -
    refuses "zones: '--merge' is one too many" "$zones" a -- --merge
    refuses "help: 'x' is one too many" "$help" help zones x
    refuses "help: there is no command 'bogus'" "the commands are: $(commands | paste -sd, | sed 's/,/, /g')" help bogus
}

@test "options and operands come in any order, values joined or apart, letters in clusters" {
    meridian
    dmz -q --strip=2km --width 10km -o a.geojson line.geojson
    answers 0 '' ''
    dmz line.geojson -oa2.geojson --width=10km -q --strip 2km
    answers 0 '' ''
    dmz zones --width 10km line.geojson --strip 2km -qo a3.geojson
    answers 0 '' ''
    dmz --strip 2km --quiet --output=a4.geojson --width 10km -- line.geojson
    answers 0 '' ''
    cmp a.geojson a2.geojson
    cmp a.geojson a3.geojson
    cmp a.geojson a4.geojson
}

@test "of an option that is given twice the last one counts" {
    meridian
    dmz -q --width 10km line.geojson
    cp "$said/out" once
    dmz -q --width 99km line.geojson --width 10km
    succeeds
    cmp once "$said/out"
}

@test "usage errors come before the input is read" {
    refuses "--width: 'abc' is no distance" \
        'a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft' --width abc missing.geojson
    refuses "--output: 'a.xls': zones are written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, .fgb, .shp, .csv or .parquet" '' -o a.xls missing.geojson
}

@test "nothing but a terminal on standard input: how to call it" {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "there is no terminal to be had"
    script -qefc "'$program' >'$said/out' 2>'$said/err'; echo \$? >'$said/code'" /dev/null </dev/null >/dev/null
    code=$(cat "$said/code")
    answers 2 '' "usage: dmzcalc [zones] [options] LINE
       dmzcalc --help
dmzcalc: no line given"
    script -qefc "'$program' zones -q >'$said/out' 2>'$said/err'; echo \$? >'$said/code'" /dev/null </dev/null >/dev/null
    [ "$(cat "$said/code")" = 2 ]
}
