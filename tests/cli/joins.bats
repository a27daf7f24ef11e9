#!/usr/bin/env bats
# joins.bats: lines in pieces: gaps bridged, contradictions reported, parts turned.

load helper

# parts COORDINATES [FILE]: writes a MultiLineString, line.geojson unless FILE is given.
parts() {
    printf '{"type":"MultiLineString","coordinates":%s}\n' "$1" >"${2-line.geojson}"
}

# zones ARGUMENT...: writes zones.geojson, quietly.
zones() {
    dmz -q --overwrite --tolerance 10m -o zones.geojson "$@"
}

# told FILTER EXPECTED: what zones.geojson says of its line.
told() {
    local found
    found=$(jq -c ".dmzcalc.line | $1" zones.geojson)
    [ "$found" = "$2" ] || {
        echo "$1 is $found, not $2"
        return 1
    }
}

# as_drawn COORDINATES: that zones.geojson has the zones of this one part, to the byte; parameters and line apart.
as_drawn() {
    line "$1" drawn.geojson
    dmz -q --tolerance 10m -o drawn_zones.geojson --overwrite drawn.geojson
    [ "$code" = 0 ]
    cmp <(grep -v '^"dmzcalc":' zones.geojson) <(grep -v '^"dmzcalc":' drawn_zones.geojson)
    diff <(jq '.dmzcalc | .line |= del(.bridged_km, .bridges, .turned) | del(.parameters)' zones.geojson) \
        <(jq '.dmzcalc | .line |= del(.bridged_km, .bridges, .turned) | del(.parameters)' drawn_zones.geojson)
}

opposed='dmzcalc: warning: parts 1 and 2 both end at the gap of 1.112 km near 30.00000,48.20500: left of one is right of the other; --orient turns parts'

@test "what was bridged is said, and the zones are those of the line drawn in one" {
    parts '[[[30,48],[30,48.2]],[[30,48.21],[30,48.4]]]'
    dmz --bridge 2km --tolerance 10m -o zones.geojson line.geojson
    [ "$code" = 0 ]
    sed -n 1,4p "$said/err" | diff - <(echo 'contact line: 44.48 km in 1 part, 4 vertices, sinuosity 1.00
bridged: 1 gap up to 2 km wide, 1.112 km of the length
bridge: 1.112 km from the end of part 1 at 30.00000,48.20000 to the start of part 2 at 30.00000,48.21000
strip: 4 km across: 2 km on each side (Fully demilitarized strip)')
    told '[.parts, .bridged_km, .bridges]' '[1,1.111943,[{"parts":[1,2],"from":[30,48.2],"to":[30,48.21],"length_m":1111.943}]]'
    [ "$(jq -c '.dmzcalc.parameters | [.bridge_m, .orient]' zones.geojson)" = '[2000,false]' ]
    as_drawn '[[30,48],[30,48.2],[30,48.21],[30,48.4]]'
}

@test "without --bridge a gap stays, and nothing is said" {
    parts '[[[30,48],[30,48.2]],[[30,48.21],[30,48.4]]]'
    zones line.geojson
    succeeds
    told '[.parts, .bridged_km, .bridges, .turned, .contradictions]' '[2,0,[],[],[]]'
    zones --bridge 0km line.geojson
    succeeds
    told .parts 2
    zones --bridge 1.1km line.geojson
    succeeds
    told .parts 2
}

@test "a gap in a ring, and one across the antimeridian" {
    line '[[30,48],[30.2,48],[30.2,48.2],[30,48.2],[30,48.01]]'
    zones --bridge 2km line.geojson
    succeeds
    as_drawn '[[30,48],[30.2,48],[30.2,48.2],[30,48.2],[30,48.01],[30,48]]'
    parts '[[[179.9,-17],[179.99,-17]],[[-179.99,-17],[-179.9,-17.02]]]'
    zones --bridge 5km line.geojson
    succeeds
    as_drawn '[[179.9,-17],[179.99,-17],[180.01,-17],[180.1,-17.02]]'
}

@test "a bridge runs along the edges that were asked for" {
    parts '[[[30,58],[30,60]],[[36,60],[36,62]]]'
    zones --bridge 400km --edges geodesic line.geojson
    succeeds
    line '[[30,58],[30,60],[36,60],[36,62]]' drawn.geojson
    dmz -q --tolerance 10m --edges geodesic -o drawn_zones.geojson drawn.geojson
    cmp <(grep -v '^"dmzcalc":' zones.geojson) <(grep -v '^"dmzcalc":' drawn_zones.geojson)
}

@test "parts that both end at a gap are reported, and turned by --orient" {
    parts '[[[30,48],[30,48.2]],[[30,48.4],[30,48.21]]]'
    zones --bridge 2km line.geojson
    answers 0 '' "$opposed"
    told '[.parts, .contradictions]' '[2,[{"parts":[1,2],"contact":"ends","at":[30,48.205],"gap_m":1111.943}]]'
    zones line.geojson
    answers 0 '' "$opposed"
    zones --orient line.geojson
    succeeds
    told '[.parts, .turned, .contradictions]' '[2,[2],[]]'
    zones --orient --bridge 2km line.geojson
    succeeds
    told '[.parts, .turned, .contradictions]' '[1,[2],[]]'
    [ "$(jq -c '.dmzcalc.parameters | [.bridge_m, .orient]' zones.geojson)" = '[2000,true]' ]
    as_drawn '[[30,48],[30,48.2],[30,48.21],[30,48.4]]'
}

@test "parts that meet end to end the wrong way are reported, and joined by --orient" {
    parts '[[[30,48],[30,48.2]],[[30,48.4],[30,48.2]]]'
    zones line.geojson
    answers 0 '' 'dmzcalc: warning: parts 1 and 2 both end at 30.00000,48.20000: left of one is right of the other; --orient turns parts'
    dmz --orient --tolerance 10m --overwrite -o zones.geojson line.geojson
    sed -n 1,2p "$said/err" | diff - <(echo 'contact line: 44.48 km in 1 part, 3 vertices, sinuosity 1.00
turned: part 1')
    told '[.parts, .turned, .bridges]' '[1,[1],[]]'
    as_drawn '[[30,48.4],[30,48.2],[30,48]]'
}

@test "a pocket that is drawn the wrong way round" {
    parts '[[[30,48],[30,49]],[[30.1,48.2],[30.1,48.3],[30.2,48.3],[30.2,48.2],[30.1,48.2]]]'
    zones line.geojson
    [ "$code" = 0 ]
    grep -Ex 'dmzcalc: warning: parts 1 and 2 face each other across 7\.4[0-9]* km near 30\.05000,48\.[0-9]{5}: left of one is right of the other; --orient turns parts' "$said/err"
    told '[.contradictions[0] | .parts, .contact]' '[[1,2],"sides"]'
    zones --orient line.geojson
    succeeds
    told '[.turned, .contradictions]' '[[2],[]]'
    zones --width 6km line.geojson
    succeeds # so far apart they have nothing to do with each other
}

@test "where three ends meet, nothing is bridged" {
    parts '[[[30,48],[30,48.2]],[[30,48.2],[30,48.4]],[[30,48.2],[30.2,48.2]]]'
    zones --bridge 1km line.geojson
    answers 0 '' 'dmzcalc: warning: 3 ends meet at 30.00000,48.20000; they are not joined'
    zones line.geojson
    succeeds
}

@test "nothing to bridge, nothing to turn: said as well" {
    parts '[[[30,48],[30,48.2]],[[30,48.3],[30,48.4]]]'
    dmz --bridge 50m --orient --tolerance 10m -o zones.geojson --stats figures.md line.geojson
    sed -n 2,3p "$said/err" | diff - <(echo 'bridged: 0 gaps up to 50 m wide
turned: no part')
    grep -qx -- '- turned: no part' figures.md
}

@test "many bridges are counted in the table, and all of them in the figures" {
    parts "$(seq 0 30 | jq -sc 'map([[30, 48 + . / 100], [30, 48.008 + . / 100]])')"
    dmz --bridge 1km --tolerance 10m -o zones.geojson --stats figures.json line.geojson
    [ "$(grep -c '^bridge: ' "$said/err")" = 8 ]
    grep -qx 'and 22 more bridges' "$said/err"
    jq -e '.line | .parts == 1 and (.bridges | length == 30) and (([.bridges[].length_m] | add) / 1000 - .bridged_km | fabs < 1e-4)' figures.json
}

@test "what --bridge and --orient accept" {
    refuses "--bridge: '1000.1km' is more than 1,000 km" '' --bridge 1000.1km
    refuses "--bridge: '2' has no unit" 'did you mean 2km?' --bridge 2
    refuses "--bridge: '-1km' is no distance" 'a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft' --bridge -1km
    refuses '--bridge needs a value: D' '' --bridge
    refuses '--orient takes no value' '' --orient=yes
    meridian
    zones --bridge 1000km --orient line.geojson
    succeeds
}

@test "ten thousand parts, opposed and out of order, within seconds" {
    is_sanitized && skip 'time is not measured here'
    jq -nc '{type: "MultiLineString", coordinates: [range(10000) | (. * 7919 % 10000) as $i |
        [[-60 + $i / 100, 40], [-59.995 + $i / 100, 40.001]] | if $i % 3 == 0 then reverse else . end]}' >line.geojson
    timeout 20 "$program" -q --width 4km --tolerance 100m --bridge 1km --orient line.geojson >zones.geojson
    told '[.parts, (.bridges | length), (.turned | length), .contradictions]' '[1,9999,3334,[]]'
}

@test "a line so short that flat ends leave nothing of its zones is refused, unless the tolerance has room for them" {
    line '[[37,48],[37.000002,48]]'
    local option
    for option in --merge '--engine geos' '--tolerance 2m'; do
        # shellcheck disable=SC2086
        dmz -q --cap flat --width 10km $option -o zones.geojson line.geojson
        fails 4 'the line is so short that its zones between flat ends are nothing' 'a smaller tolerance has room for them, or round caps'
    done
    dmz -q --cap flat --width 10km --tolerance 1cm -o zones.geojson line.geojson
    succeeds
}
