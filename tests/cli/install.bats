#!/usr/bin/env bats
# install.bats: what `make install` puts where, what becomes of it, and that manual page and completions are complete.

load helper

setup_file() {
    local program=${DMZCALC:-$PWD/build/dmzcalc}
    export tree=$BATS_FILE_TMPDIR/tree
    make_here install BUILD="$(dirname "$program")" DESTDIR="$tree" PREFIX=/opt/dmz libdir=/opt/dmz/lib/here
    export shared=$BATS_FILE_TMPDIR/shared static=$BATS_FILE_TMPDIR/static
    make_here install BUILD="$(dirname "$program")" PREFIX="$shared"
    make_here install BUILD="$(dirname "$program")" PREFIX="$static"
    rm "$static"/lib/libdmz.so*
}

# make_here ARGUMENT...: runs make in the source tree, without what a make that runs these tests has in mind.
make_here() {
    env -u MAKEFLAGS -u MFLAGS -u MAKEOVERRIDES make --silent -C "$BATS_TEST_DIRNAME/../.." "$@" >/dev/null
}

# commands: those that the help lists.
commands() {
    "$program" --help | sed -n '/^Commands$/,/^$/s/^  \([a-z]*\).*/\1/p'
}

# options COMMAND: the long and short options of its help, with all their words: "--cap round|flat".
options() {
    "$program" "$1" --help | grep -E '^  (-.,|   ) --' | grep -oE -e '-(-[a-z][a-z-]+( [A-Za-z=|/]+)?|[a-z],)' | tr -d ,
}

# needs TOOL...: skips the test where one of them is missing.
needs() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || skip "$tool is not installed"
    done
}

@test "everything is where it belongs, and nothing elsewhere" {
    (cd "$tree" && find . ! -type d | LC_ALL=C sort) >found
    grep -vE '/(include/dmz|share/dmzcalc/(classes|forces|lines|presets|schema)|share/doc/dmzcalc)/' found >others
    diff others - <<END
./opt/dmz/bin/dmzcalc
./opt/dmz/lib/here/libdmz.a
./opt/dmz/lib/here/libdmz.so
./opt/dmz/lib/here/libdmz.so.0
./opt/dmz/lib/here/libdmz.so.$(cat "$root/VERSION")
./opt/dmz/lib/here/pkgconfig/dmz.pc
./opt/dmz/share/bash-completion/completions/dmzcalc
./opt/dmz/share/fish/vendor_completions.d/dmzcalc.fish
./opt/dmz/share/man/man1/dmzcalc.1
./opt/dmz/share/zsh/site-functions/_dmzcalc
END
    [ "$(ls "$tree/opt/dmz/include/dmz")" = "$(ls "$root/include/dmz")" ]
    [ "$(ls "$tree/opt/dmz/share/dmzcalc/schema")" = "$(ls "$root/docs/schema")" ]
    for directory in presets classes forces; do
        [ "$(ls "$tree/opt/dmz/share/dmzcalc/$directory")" = "$(ls "$root/data/$directory")" ]
    done
    cmp "$tree/opt/dmz/share/dmzcalc/lines/cyprus.geojson" "$root/data/lines/cyprus.geojson"
    cmp "$tree/opt/dmz/share/doc/dmzcalc/examples/zones.c" "$root/docs/examples/zones.c"
    [ -z "$(find "$tree" -type f ! -perm 644 ! -path '*/bin/dmzcalc')" ]
}

@test "the installed program needs nothing of the source tree" {
    run -1 grep -rlF --exclude-dir=bin --exclude-dir=here "$root" "$tree"
    run -1 grep -F "$tree" "$tree/opt/dmz/lib/here/pkgconfig/dmz.pc"
    env -i "$tree/opt/dmz/bin/dmzcalc" presets korea-1953 >/dev/null
    env -i "$tree/opt/dmz/bin/dmzcalc" -q "$tree/opt/dmz/share/dmzcalc/lines/cyprus.geojson" >zones.geojson
    is_zones zones.geojson
}

@test "uninstall leaves nothing" {
    local build
    build=$(dirname "$program")
    make_here install BUILD="$build" DESTDIR="$PWD/tree" PREFIX=/usr libdir=/usr/lib/here
    make_here uninstall BUILD="$build" DESTDIR="$PWD/tree" PREFIX=/usr libdir=/usr/lib/here
    here tree
    make_here install BUILD="$build" PREFIX="$PWD/tree"
    touch tree/bin/other
    make_here uninstall BUILD="$build" PREFIX="$PWD/tree"
    here tree tree/bin tree/bin/other
}

@test "the shared library exports what the headers declare, and nothing else" {
    needs nm
    is_sanitized && skip "the sanitizer has symbols of its own"
    local library=$tree/opt/dmz/lib/here/libdmz.so
    nm -D --defined-only "$library" | awk '{ print $NF }' | sort >exported
    grep -ohE '\bdmz_[a-z0-9_]+\(' "$root"/include/dmz/*.h | tr -d '(' | sort -u >declared
    [ "$(wc -l <exported)" -gt 80 ]
    diff <(comm -23 exported declared) /dev/null
    grep -hE '^[a-z].*\bdmz_[a-z0-9_]+\(' "$root"/include/dmz/*.h | grep -v '^static' | grep -oE '\bdmz_[a-z0-9_]+\(' |
        tr -d '(' | sort -u | comm -13 exported - | diff - /dev/null
    readelf -d "$library" | grep -F 'soname: [libdmz.so.0]'
}

@test "every header compiles alone, in C and in C++" {
    local header compiler
    for header in "$tree"/opt/dmz/include/dmz/*.h; do
        echo "#include <dmz/${header##*/}>" >alone.c
        cp alone.c alone.cpp
        cc -std=c99 -Wall -Wextra -Werror -fsyntax-only -I"$tree/opt/dmz/include" alone.c
        ! command -v c++ >/dev/null || c++ -std=c++11 -Wall -Wextra -Werror -fsyntax-only -I"$tree/opt/dmz/include" alone.cpp
    done
    command -v c++ >/dev/null || skip "c++ is not installed: C only"
}

# example PREFIX FLAG...: builds docs/examples/zones.c by the dmz.pc that is installed there, and runs it.
example() {
    local prefix=$1 flags
    flags=$(PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config "${@:2}" --cflags --libs dmz)
    ! is_sanitized || flags="-fsanitize=address,undefined $flags"
    # shellcheck disable=SC2086 # a list
    cc -std=c11 -Wall -Wextra -Werror -o example "$prefix/share/doc/dmzcalc/examples/zones.c" $flags
    LD_LIBRARY_PATH=$prefix/lib ./example "$root/data/lines/korea-mdl.geojson" >areas
    readelf -d example | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >needed
}

@test "the example of the library builds by dmz.pc, shared and static, and finds what the program finds" {
    needs pkg-config readelf
    "$program" -q --stats figures.csv "$lines/korea-mdl.geojson" >/dev/null 2>&1
    python3 -c 'import csv
for zone in csv.DictReader(open("figures.csv")): print(zone["zone"], "%.2f km2" % float(zone["area_km2"]))' >expected
    [ "$(wc -l <expected)" = 4 ]
    example "$shared"
    diff expected areas
    grep -x 'libdmz.so.0' needed
    run -1 grep -E 'geos|proj|cjson' needed
    example "$static" --static
    diff expected areas
    run -1 grep -F libdmz needed
    PKG_CONFIG_PATH=$shared/lib/pkgconfig pkg-config --modversion dmz | diff - "$root/VERSION"
}

@test "the manual page has every command, option, word and exit code" {
    local page=$tree/opt/dmz/share/man/man1/dmzcalc.1 command option words code
    sed 's/\\-/-/g; s/\\f[BIR]//g' "$page" >page
    for command in $(commands); do
        grep -E "^\.SS dmzcalc \[?$command\]? " page
        sed -n "/^\.SS dmzcalc \[\{0,1\}$command/,/^\.S[SH] [^d]/p" page | sed '2,${/^\.S[SH] /,$d}' >part
        while read -r option words; do
            grep -xE "(-[a-z], )?$option${words:+ ${words//|/\\|}}|$option, --.*" part
        done < <(options "$command")
    done >/dev/null
    for code in 0 1 2 3 4 5 6; do
        grep -x "\.B $code" page
    done
    grep -x '\.SH ENVIRONMENT' page
    "$program" --help | sed -n '/^Examples$/,/^$/s/^  dmzcalc/dmzcalc/p' | grep -Ff - page
}

@test "the manual page is set without a warning" {
    needs groff
    groff -man -Tutf8 -ww -rLL=80n "$tree/opt/dmz/share/man/man1/dmzcalc.1" >out 2>err
    diff err /dev/null
    grep -F 'demilitarized zones around a contact line' out
    ! command -v mandoc >/dev/null || mandoc -Tlint -Wwarning "$tree/opt/dmz/share/man/man1/dmzcalc.1"
}

# completes EXPECTED WORD...: what bash completes the last of these words to, sorted. Words are parted at '=', as readline does.
completes() {
    diff <(tr ' ' '\n' <<<"$1" | grep . | LC_ALL=C sort) <(
        shift
        bash -c '
            . "$0"
            COMP_WORDS=(dmzcalc "$@") COMP_CWORD=$#
            _dmzcalc
            printf "%s\n" "${COMPREPLY[@]}"' "$tree/opt/dmz/share/bash-completion/completions/dmzcalc" "$@" |
            grep . | LC_ALL=C sort)
}

@test "bash completes every option of every command, and its words" {
    local command option words list
    for command in $(commands); do
        list=$(options "$command" | cut -d ' ' -f 1 | tr '\n' ' ')
        completes "$list" "$command" -
        while read -r option words; do
            completes "$(tr ' ' '\n' <<<"$list" | grep -e "^$option")" "$command" "$option"
            case $words in *'|'*)
                completes "${words//|/ }" "$command" "$option" ''
                completes "${words//|/ }" "$command" "$option" =
                completes "$(tr '|' '\n' <<<"$words" | grep "^${words:0:2}")" "$command" "$option" = "${words:0:2}"
                ;;
            esac
        done < <(options "$command" | grep -- --)
    done
}

@test "bash completes commands, files, and what stands after other options" {
    touch line.geojson zones.geojson
    completes "$(commands | tr '\n' ' ') line.geojson zones.geojson" ''
    completes 'verify' ve
    completes 'zones zones.geojson' z
    completes 'zones.geojson' verify z
    completes 'zones.geojson' --width 3km -q zones z
    completes 'verify' help v
    completes 'line.geojson' --stats l
    completes 'line.geojson' --stats = l
    completes 'line.geojson' -o l
    completes 'line.geojson' verify -qo l
    completes '' --width ''
    completes '--cap=flat' --cap=f
    completes 'line.geojson' -- l
    completes '' -- --c
    completes '--reach' --left verify verify --r
    completes '--regions --regions-name --report --report-title --right --routes --routes-class --routes-name' --left verify --r
    completes "$("$program" presets --format json | jq -r '.[].id' | tr '\n' ' ')" presets ''
    completes 'kellogg-2025p korea-1953 korea-cma-2018 korea-cma-2018-east korea-cma-2018-west kosovo-1999' --preset k
    completes 'unikom-1991' presets u
}

@test "zsh has every option of every command, and its words" {
    needs zsh
    local command option words
    for command in $(commands); do
        # What _arguments would be told.
        zsh -fc '
            compdef() { : }
            _arguments() { print -rl -- "$@" }
            source $1
            words=(dmzcalc $2 "") CURRENT=3
            _dmzcalc' zsh "$tree/opt/dmz/share/zsh/site-functions/_dmzcalc" "$command" >told
        while read -r option words; do
            grep -E -- "^\*?$option[=+]?\[" told >row
            case $words in *'|'*) grep -F ":(${words//|/ })" row ;; FILE) grep ':_files$' row ;; esac
        done < <(options "$command")
        grep -cE '^\*?--?[a-z][a-z-]*[=+]?\[' told | diff - <(options "$command" | wc -l)
    done
}

@test "zsh completes, in a terminal" {
    needs zsh
    cat >drive.zsh <<'END'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= PROMPT= RPROMPT=; unsetopt zle_bracketed_paste; fpath=($1 \$fpath); autoload -U compinit; compinit -u -d $2/dump; echo rea''dy"
zpty -r -m shell line '*ready*'
zpty -w -n shell $'dmzcalc verify --cap fl\t'
sleep 1
zpty -w -n shell $'\x01echo "got \x05"\n'
zpty -r -m shell line '*got dmzcalc*'
print -r -- $line
END
    timeout 20 zsh -f drive.zsh "$tree/opt/dmz/share/zsh/site-functions" "$PWD" >out 2>&1 || skip "no terminal for zsh"
    grep -F 'verify --cap flat' out
}

@test "fish completes every option of every command, and its words" {
    needs fish
    local command option words
    touch line.geojson
    export HOME=$PWD
    fish_completes() {
        fish --no-config -c 'source $argv[1]; complete -C "dmzcalc $argv[2]"' \
            "$tree/opt/dmz/share/fish/vendor_completions.d/dmzcalc.fish" "$1" | cut -f 1
    }
    for command in $(commands); do
        { fish_completes "$command --"; fish_completes "$command -"; } >offered
        while read -r option words; do
            grep -xF -e "$option" -e "$option=" offered
            case $words in *'|'*) diff <(fish_completes "$command $option ") <(tr '|' '\n' <<<"$words" | sort) ;; esac
        done < <(options "$command")
    done
    fish_completes 'ver' | grep -xF verify
    fish_completes 'verify --stats' | diff - /dev/null
    fish_completes '--stats l' | grep -xF line.geojson
    fish_completes 'help v' | grep -xF verify
    fish_completes '--width l' | diff - /dev/null
    fish_completes 'presets unik' | diff - <(echo unikom-1991)
    fish_completes '--preset unik' | diff - <(echo unikom-1991)
}
