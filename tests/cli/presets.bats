#!/usr/bin/env bats
# presets.bats: agreements and proposals: listed, shown, computed, refused; presets of users' own.

load helper

preset_schema=$root/docs/schema/preset.schema.json
stats_schema=$root/docs/schema/stats.schema.json
zones_schema=$root/docs/schema/zones.schema.json

# own ID [CHANGE]: writes own/ID.json: a preset of 1 km on the left and 3 km on the right, changed by jq.
own() {
    mkdir -p own
    jq -n --arg id "$1" '{id: $id, title: "Own", instrument: "I", status: "proposal", parties: ["A", "B"],
        sides: {left: "Eastland", right: "Westland"}, line: {rule: "one line", of: "border"},
        layers: [{name: "core", title: "Core", left_m: 1000, right_m: 3000, forbids: ["tanks"], verified: false}],
        sources: [], verified: false}' | jq "${2-.}" >"own/$1.json"
}

@test "every preset fits the schema, as it is shipped and as it is shown" {
    once
    dmz presets --format json
    succeeds
    cp "$said/out" all.json
    [ "$(jq length all.json)" = "$(ls "$root/data/presets" | wc -l)" ]
    check schema "$preset_schema" "$root"/data/presets/*.json
    for file in "$root"/data/presets/*.json; do
        id=$(basename "$file" .json)
        [ "$(jq -r .id "$file")" = "$id" ]
        diff <(jq -S . "$file") <("$program" presets "$id" --format json | jq -S .)
        diff <(jq -S . "$file") <(jq -S --arg id "$id" '.[] | select(.id == $id)' all.json)
    done
}

@test "the schema refuses what the program refuses" {
    own one
    cp own/one.json good.json
    check schema "$preset_schema" good.json
    i=0
    for change in 'del(.id)' '.id = "A"' '.more = 1' '.status = "old"' '.date = "53"' '.parties = []' \
        '.line.rule = "point"' '.line.vertices = [[0,0],[1,0],[1,1]]' '.layers = []' '.layers[0].left_m = -1' \
        'del(.layers[0].left_m)' '.layers[0].radius_m = 5' '.layers[0].depth = "x"' '.layers[0].name = "a b"' \
        '.layers[0].forbids = ["a","a"]' '.verified = true' '.sources = ["x"]' '.title = ""' '.title = "a\nb"' \
        '.ends.cap = "square"'; do
        jq "$change" good.json >own/one.json
        i=$((i + 1))
        cp own/one.json "spoiled-$i"
        dmz presets --presets-dir own
        [ "$code" = 3 ] || { echo "taken: $change"; false; }
        [ "$(wc -l <"$said/err")" = 1 ]
        grep -F 'dmzcalc: own/one.json: ' "$said/err"
    done
    check refused "$preset_schema" spoiled-*
}

@test "each preset that can be computed gives layers with its reaches, on its sides; the others say why not" {
    once
    meridian
    for file in "$root"/data/presets/*.json; do
        id=$(basename "$file" .json)
        dmz --preset "$id" --tolerance 100m --stats figures.json -o zones.geojson --overwrite -q line.geojson
        if [ "$(jq -r .line.rule "$file")" != 'one line' ]; then
            [ "$code" = 2 ]
            [ "$(wc -l <"$said/err")" = 2 ]
            dmz --preset "$id" --line-for left=line.geojson --line-for right=line.geojson --tolerance 100m \
                --stats figures.json -o zones.geojson --overwrite -q
            case $(jq -r '.line.rule + (.layers | any(has("left_m")) | tostring)' "$file") in
            'line per partytrue' | 'two linestrue') ;;
            *)
                [ "$code" = 2 ]
                grep -x "dmzcalc: --preset $id: .*: it can be shown, not computed" "$said/err"
                continue
                ;;
            esac
        fi
        succeeds
        diff <(jq -c '.layers[] | select(has("left_m")) | [.name, .left_m, .right_m]' "$file") \
            <(jq -c '.parameters.layers[] | [.layer, .left_m, .right_m]' figures.json)
        # A zone for each layer and side on which the layer reaches farther than the one before.
        diff <(jq -c '[{left_m: 0, right_m: 0}] + [.layers[] | select(has("left_m"))] | . as $l | range(1; length) as $i |
                ("left", "right") as $s | [$l[$i].name, $s, $l[$i - 1][$s + "_m"], $l[$i][$s + "_m"]] |
                select(.[2] < .[3])' "$file") \
            <(jq -c '.zones[] | [.layer, .side, .from_m, .to_m]' figures.json)
        cp figures.json "$id-figures.json"
        cp zones.geojson "$id-zones.geojson"
        jq -e --slurpfile p "$file" '.preset | .id == $p[0].id and .title == $p[0].title and .status == $p[0].status and
            .verified == $p[0].verified and .sources == $p[0].sources' figures.json
        diff <(jq -c .preset figures.json) <(jq -c .dmzcalc.preset zones.geojson)
    done
    check schema "$stats_schema" ./*-figures.json
    check schema "$zones_schema" ./*-zones.geojson
}

@test "a run with a preset cannot be tampered with" {
    meridian
    for id in unikom-1991 gcsp-2025p; do
        dmz --preset "$id" --tolerance 100m --stats figures.json -o zones.geojson --overwrite -q line.geojson
        succeeds
        check tampered "$stats_schema" figures.json
        check tampered "$zones_schema" zones.geojson
    done
}

@test "unequal reaches lie on their sides: 10 km of Iraq on the left, 5 km of Kuwait on the right" {
    meridian
    dmz --preset unikom-1991 --stats figures.json -o zones.geojson -q line.geojson
    succeeds
    # The line runs north on 30 E: left is west.
    jq -e '.features[] | select(.properties.side == "left") | .properties.to_m == 10000 and
        ([.geometry.coordinates[0][][0]] | max) <= 30 and ([.geometry.coordinates[0][][0]] | min) < 29.867' zones.geojson
    jq -e '.features[] | select(.properties.side == "right") | .properties.to_m == 5000 and
        ([.geometry.coordinates[0][][0]] | min) >= 30 and ([.geometry.coordinates[0][][0]] | max) < 30.07' zones.geojson
    dmz verify line.geojson zones.geojson
    [ "$code" = 0 ]
    dmz --preset unikom-1991 --preset-turned --stats figures.json --overwrite -q line.geojson
    [ "$(jq -c '[.zones[] | .to_m]' figures.json)" = '[5000,10000]' ]
    jq -e '.preset | .turned and .left == "Kuwait" and .right == "Iraq"' figures.json
}

@test "one-sided presets have zones on one side only" {
    meridian
    for id in kosovo-1999 tsz-2000 idlib-2018 budanov-2023p podolyak-2023p nesyria-2019 rhineland-1919; do
        dmz --preset "$id" --tolerance 100m --stats figures.json --overwrite -q line.geojson
        succeeds
        jq -e '[.zones[].side] | unique == ["right"]' figures.json
    done
}

@test "what is forbidden holds from a layer's limit inwards" {
    meridian
    dmz --preset abkhazia-1994 -o zones.geojson -q line.geojson
    succeeds
    jq -e '[.features[] | [.properties.zone, .properties.forbids]] == [
        ["security-left", ["armed forces", "heavy military equipment", "tanks", "armoured carriers", "artillery and mortars over 80 mm"]],
        ["security-right", ["armed forces", "heavy military equipment", "tanks", "armoured carriers", "artillery and mortars over 80 mm"]],
        ["restricted-left", ["tanks", "armoured carriers", "artillery and mortars over 80 mm"]],
        ["restricted-right", ["tanks", "armoured carriers", "artillery and mortars over 80 mm"]]]' zones.geojson
}

@test "ends are the preset's, unless --cap says otherwise" {
    meridian
    dmz --preset korea-cma-2018-east --stats figures.json -q line.geojson
    [ "$(jq -r .parameters.cap figures.json)" = flat ]
    dmz --preset korea-cma-2018-east --cap round --stats figures.json --overwrite -q line.geojson
    [ "$(jq -r .parameters.cap figures.json)" = round ]
    dmz --preset korea-1953 --stats figures.json --overwrite -q line.geojson
    [ "$(jq -r .parameters.cap figures.json)" = round ]
}

@test "the table says what the preset is, what is not computed, what is not verified" {
    meridian
    dmz --preset gcsp-2025p --stats figures.md line.geojson -o zones.geojson
    [ "$code" = 0 ]
    sed -n 2,3p "$said/err" | diff - <(cat <<'END'
Preset gcsp-2025p: proposal, 2025-03, Geneva Centre for Security Policy, toolkit of March 2025; source https://360ua.news/en/zheneva_proponuye_plan_prypynennya_vognyu_v_ukrayini and 1 more; not verified: layers artillery, rockets, missiles; whether 50, 75 and 150 km are depths on each side or in all
not computed: layer artillery (50 km, on each side or in all); layer rockets (75 km, on each side or in all); layer missiles (150 km, on each side or in all)
END
    )
    grep -F -- '- Preset gcsp-2025p: proposal' figures.md
    dmz --preset kosovo-1999 line.geojson -o zones.geojson --overwrite
    sed -n 3p "$said/err" | diff - <(echo 'its sides: left Kosovo, right rest of the Federal Republic of Yugoslavia')
    dmz --preset kellogg-2025p line.geojson -o zones.geojson --overwrite
    sed -n 2p "$said/err" | grep -x 'Preset kellogg-2025p: proposal, 2025-05, .*; source https://thegaze.media/.*; figures verified'
    dmz line.geojson -o zones.geojson --overwrite
    run -1 grep Preset "$said/err"
}

@test "one in full" {
    dmz presets unikom-1991
    answers 0 "$(cat <<'END'
unikom-1991: Demilitarized zone, Iraq and Kuwait

instrument    Security Council resolution 687, paragraph 5
date          1991-04-03
status        lapsed
parties       Iraq; Kuwait
sides         left Iraq, right Kuwait
line          Boundary of 1963 (one line)
monitors      UNIKOM, 300 observers

dmz           Demilitarized zone
  reaches     10 km on the left (Iraq), 5 km on the right (Kuwait)
  forbids     military forces

computed      by dmzcalc --preset unikom-1991 LINE
sources       https://issuhub.com/view/index?id=23563&pageIndex=487
              https://www.voanews.com/a/a-13-a-2003-07-04-38-un/299001.html
END
)" ''
    dmz presets sarajevo-1994
    grep -x 'computed      no: its zones lie around a point, not along a line' "$said/out"
    grep -x '  reaches     20 km round the point' "$said/out"
    dmz presets ph-2011
    grep -x 'vertices      104.683333, 14.3833333' "$said/out" || grep -x 'vertices      104.683333, 14.383333' "$said/out" ||
        grep -F 'vertices      104.68333' "$said/out"
}

@test "the list in all forms and to files" {
    dmz presets
    [ "$code" = 0 ]
    grep -x 'unikom-1991  *1991-04-03  lapsed    one line        10|5               yes       Demilitarized zone, Iraq and Kuwait' "$said/out"
    [ "$(wc -l <"$said/out")" = $(($(ls "$root/data/presets" | wc -l) + 1)) ]
    for suffix in txt json md; do
        dmz presets -o "list.$suffix"
        answers 0 '' ''
    done
    "$program" presets | cmp - list.txt
    "$program" presets --format json | cmp - list.json
    "$program" presets --format markdown | cmp - list.md
    dmz presets -o list.txt
    [ "$code" = 5 ]
    refuses "--output: 'list.xml': presets are written as .txt, .json or .md" '' presets -o list.xml
    refuses "--format: 'xml' is none of text, json, markdown" '' presets --format xml
    refuses "presets: a preset is shown as text or json; markdown is of the list" '' presets --format markdown korea-1953
    refuses "presets: there is no preset 'korea'" 'did you mean korea-1953? dmzcalc presets lists all' presets korea
    refuses "presets: there is no preset 'q'" 'dmzcalc presets lists all' presets q
}

@test "docs/PRESETS.md has the list as it is" {
    "$program" presets --format markdown >list.md
    sed -n '/^| id /,/^$/p' "$root/docs/PRESETS.md" | sed '/^$/d' | diff - list.md
}

@test "the example in docs/PRESETS.md is a preset" {
    mkdir own
    sed -n '/^```json$/,/^```$/p' "$root/docs/PRESETS.md" | sed '/^```/d' >own/example.json
    check schema "$preset_schema" own/example.json
    meridian
    dmz --preset river-5-2 --presets-dir own --stats figures.json -q line.geojson
    succeeds
    [ "$(jq -c '[.zones[].to_m]' figures.json)" = '[5000,2000]' ]
}

@test "what does not go with --preset" {
    meridian
    for option in --width --strip --layer; do
        value=3km
        [ "$option" != --layer ] || value=a=3km
        refuses '--preset stands instead of --width, --strip and --layer, not beside them' '' \
            --preset korea-1953 "$option" "$value" line.geojson
    done
    refuses "--preset: there is no preset 'kellogg'" 'did you mean kellogg-2025p? dmzcalc presets lists all' --preset kellogg line.geojson
    refuses "--preset: there is no preset ''" 'dmzcalc presets lists all' --preset '' line.geojson
    refuses '--preset-turned goes with --preset' '' --preset-turned line.geojson
    refuses '--presets-dir goes with --preset' '' --presets-dir . line.geojson
    refuses 'verify does not take --preset' 'dmzcalc verify --help lists the options' verify --preset korea-1953 a b
}

@test "a line whose parties stand the other way round is refused" {
    own one
    printf '{"type":"Feature","properties":{"left":"Westland","right":"x"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >line.geojson
    refuses '--preset one: its left is Eastland and its right Westland, the line has them the other way round' \
        '--preset-turned turns its sides' --preset one --presets-dir own -q line.geojson
    dmz --preset one --presets-dir own --preset-turned --stats figures.json -q line.geojson
    succeeds
    [ "$(jq -c '[.zones[] | [.side, .party, .to_m]]' figures.json)" = '[["left","Westland",3000],["right","x",1000]]' ]
    refuses '--preset one: its left is Westland and its right Eastland, the line has them the other way round' \
        'leave --preset-turned out' --preset one --presets-dir own --preset-turned --left eastland -q line.geojson
}

@test "presets of users' own, by option and by environment" {
    meridian
    own mine
    own yours '.layers[0].right_m = 9000'
    touch own/readme.txt own/.hidden.json
    dmz presets --presets-dir own
    [ "$code" = 0 ]
    grep -E '^mine  *-  *proposal  *one line  *1\|3  *no  *Own$' "$said/out"
    [ "$(wc -l <"$said/out")" = $(($(ls "$root/data/presets" | wc -l) + 3)) ]
    DMZCALC_PRESETS=own dmz --preset yours --stats figures.json -q line.geojson
    succeeds
    [ "$(jq -c '[.zones[].to_m]' figures.json)" = '[1000,9000]' ]
    mkdir none
    DMZCALC_PRESETS=own dmz presets --presets-dir none mine
    fails 2 "presets: there is no preset 'mine'" 'dmzcalc presets lists all' ||
        fails 2 "presets: there is no preset 'mine'" 'did you mean minsk-2014? dmzcalc presets lists all'
    DMZCALC_PRESETS= dmz presets
    [ "$code" = 0 ]
    dmz presets --presets-dir nowhere
    fails 3 'nowhere: No such file or directory'
    DMZCALC_PRESETS=nowhere dmz --preset korea-1953 line.geojson
    fails 3 'nowhere: No such file or directory'
    DMZCALC_PRESETS=nowhere dmz -q line.geojson # nobody asked for a preset
    succeeds
}

@test "an id that is there twice is an error" {
    own mine
    jq . own/mine.json >own/other.json
    dmz presets --presets-dir own
    fails 3 "own/other.json: /id: there is another preset 'mine'"
    rm own/other.json
    own korea-1953
    dmz presets --presets-dir own
    fails 3 "own/korea-1953.json: /id: there is another preset 'korea-1953', which is built in"
}

@test "bad preset files: one line that says where" {
    own mine
    cp own/mine.json sound
    spoiled() {
        dmz presets --presets-dir own
        fails 3 "own/mine.json$1"
    }
    : >own/mine.json
    spoiled ':1:1: unexpected end of the text; expected a value'
    echo '{"id": }' >own/mine.json
    spoiled ":1:8: unexpected '}'; expected a value"
    printf '\xff' >own/mine.json
    spoiled ':1:1: unexpected byte 0xff, which is no UTF-8; expected a value'
    { cat sound; echo '{}'; } >own/mine.json
    [ "$("$program" presets --presets-dir own 2>&1 | grep -c 'expected the end of the text')" = 1 ]
    echo '[]' >own/mine.json
    spoiled ': expected an object'
    rm own/mine.json
    mkdir own/mine.json
    dmz presets --presets-dir own
    [ "$code" = 3 ]
    rmdir own/mine.json
    { printf '\xef\xbb\xbf'; cat sound; } >own/mine.json
    dmz presets --presets-dir own mine
    [ "$code" = 0 ]
}

# two_lines: writes left.geojson, one degree up 30 E, and right.geojson, the same on 30.1 E, with a party each.
two_lines() {
    printf '{"type":"Feature","properties":{"name":"L","date":"2015","left":"North"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >left.geojson
    printf '{"type":"Feature","properties":{"name":"R","date":"2014","right":"South"},"geometry":{"type":"LineString","coordinates":[[30.1,48],[30.1,49]]}}' >right.geojson
}

both_lines=(--line-for left=left.geojson --line-for right=right.geojson)

@test "a line for each side: zones of either are as their own line alone would have them" {
    two_lines
    dmz --preset minsk-2015 "${both_lines[@]}" --stats figures.json -o zones.geojson
    [ "$code" = 0 ]
    sed -n 1,3p "$said/err" | diff - <(cat <<'END'
L, 2015: 111.20 km in 1 part, 2 vertices, sinuosity 1.00
zones on the left are measured from that line, those on the right from R, 2014: 111.20 km in 1 part, 2 vertices, sinuosity 1.00
0.00 km² are in zones of both sides, and twice in sums; what lies between the lines is in none
END
    )
    check schema "$stats_schema" figures.json
    check schema "$zones_schema" zones.geojson
    check tampered "$stats_schema" figures.json
    check tampered "$zones_schema" zones.geojson
    [ "$(jq -c '[.zones[] | [.zone, .party, .from_m, .to_m]]' figures.json)" = '[["artillery-left","North",0,25000],["artillery-right","South",0,25000],["rockets-left","North",25000,35000],["rockets-right","South",25000,35000],["missiles-left","North",35000,70000],["missiles-right","South",35000,70000]]' ]
    jq -e '.line.name == "L" and .right_line.name == "R" and .right_line.date == "2014" and .shared_km2 == 0' figures.json
    for side in left right; do # as verify, which knows one line, measures each
        jq --arg side "$side" 'del(.dmzcalc) | .features |= map(select(.properties.side == $side))' zones.geojson >"$side-zones.geojson"
        dmz verify "$side.geojson" "$side-zones.geojson"
        [ "$code" = 0 ]
    done
}

@test "a line for each side: what both sides share where the lines are crossed, and a warning where that is most" {
    two_lines
    dmz --width 20km --strip 20km --cap flat --line-for left=right.geojson --line-for right=left.geojson --stats figures.json -q
    [ "$code" = 0 ]
    near "$(jq .shared_km2 figures.json)" 821.7732 5e-5
    grep -x "dmzcalc: warning: zones of both sides share 7[0-9] % of the smaller side's ground: do both lines run the same way?" "$said/err"
    dmz --width 20km "${both_lines[@]}" -q -o zones.geojson
    succeeds
}

@test "a line for each side, in other formats: both lines are written" {
    two_lines
    dmz --width 20km "${both_lines[@]}" -q --emit line
    succeeds
    jq -c '.features[].properties | [.name, .left, .right]' "$said/out" | diff - <(printf '%s\n' '["L","North","South"]' '["R","North","South"]')
    dmz --width 20km "${both_lines[@]}" -q -o zones.kml
    succeeds
    [ "$(grep -c '<LineString>' zones.kml)" -ge 2 ]
    grep -F '2014' zones.kml
    command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
    dmz --width 20km "${both_lines[@]}" -q -o zones.gpkg
    succeeds
    ogrinfo -ro -so zones.gpkg contact_line | grep -x 'Feature Count: 2'
}

@test "what does not go with a line for each side" {
    two_lines
    meridian
    refuses '--line-for: a line for the right is missing' '' --line-for left=left.geojson
    refuses '--line-for: a line for the left is missing' '' --line-for right=left.geojson
    refuses "--line-for stands instead of 'line.geojson', not beside it" '' "${both_lines[@]}" line.geojson
    refuses "--line-for: 'left.geojson' is neither left=FILE nor right=FILE" '' --line-for left.geojson
    refuses "--line-for: 'left=' is neither left=FILE nor right=FILE" '' --line-for left=
    refuses '--line-for: there are two lines for the right' '' "${both_lines[@]}" --line-for right=line.geojson
    refuses '--line-for does not go with --merge' '' "${both_lines[@]}" --merge
    refuses '--line-for does not go with --uncertainty' '' "${both_lines[@]}" --uncertainty 1km
    refuses '--line-for: only one of both can be standard input' '' --line-for left=- --line-for right=-
    refuses 'right.geojson: is an input, and would be lost' '' "${both_lines[@]}" -o right.geojson --overwrite
    refuses '--preset korea-1953: its zones are measured from one line' 'leave --line-for out' --preset korea-1953 "${both_lines[@]}"
    refuses "--preset minsk-2015: each party's zones are measured from a line of its own" \
        '--line-for left=FILE --line-for right=FILE gives both' --preset minsk-2015 line.geojson
    refuses '--preset golan-1974: its zones are measured from two lines' \
        '--line-for left=FILE --line-for right=FILE gives both' --preset golan-1974 line.geojson
    dmz -q --line-for left=none.geojson --line-for right=right.geojson
    fails 3 'none.geojson: No such file or directory'
    dmz -q --line-for left=left.geojson --line-for right=none.geojson
    fails 3 'none.geojson: No such file or directory'
    dmz -q --line-for left=- --line-for right=right.geojson <left.geojson
    succeeds
}
