#!/usr/bin/env bats
# options.bats: what options accept: distances, layers, words; and what is said of what they do not.

load helper

distances='a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft'
known='has a unit that is not known: km, m, cm, mi, nmi and ft are'

# reaches_m ARGUMENT...: the reaches on each side that a run asks for.
reaches_m() {
    "$program" -q "$@" line.geojson 2>&1 | jq -c '[.dmzcalc.parameters.layers[] | if .left_m == .right_m then .left_m else [.left_m, .right_m] end]'
}

@test "every unit, with spaces and fractions" {
    meridian
    [ "$(reaches_m --strip 2km --width 10km)" = '[1000,5000]' ]
    [ "$(reaches_m --strip 500m --width '2.5 km')" = '[250,1250]' ]
    [ "$(reaches_m --strip 100000cm --width 1mi)" = '[500,804.672]' ]
    [ "$(reaches_m --strip 8000ft --width 12nmi)" = '[1219.2,11112]' ]
    [ "$(reaches_m --strip ' 1  nmi ' --width 18.6mi)" = '[926,14966.899]' ]
}

@test "left and right apart" {
    meridian
    [ "$(reaches_m --width 10km+5km)" = '[2000,[10000,5000]]' ]
    [ "$(reaches_m --width 0km+25km)" = '[[0,2000],[0,25000]]' ]
    [ "$(reaches_m --width 10km+1km)" = '[[2000,1000],[10000,1000]]' ]
    [ "$(reaches_m --width '10 km + 5 mi' --strip 3km+2km)" = '[[3000,2000],[10000,8046.72]]' ]
    [ "$(reaches_m --layer a=1km+0km --layer b=1km+7km)" = '[[1000,0],[1000,7000]]' ]
    refuses '--strip: 3 km + 1 km across is wider than the whole, which is 2 km + 9 km across' '' --width 2km+9km --strip 3km+1km
    refuses "--layer: 'b=1km+9km' is on one side narrower than 'a', the layer inside it" '' --layer a=2km+2km --layer b=1km+9km
    refuses "--width: a width of 0 makes no zone" '' --width 0km+0km
    refuses "--width: '5' has no unit" 'did you mean 5km?' --width 10km+5
    dmz -q --width 10km+10001m line.geojson
    fails 2 'reaches of 10000 m and 10001 m: such as differ must do so by at least 4 m, 4 times the tolerance' 'a smaller --tolerance tells them apart'
}

@test "widths by default: 4 km in 30 km, and the strip no wider than the whole" {
    meridian
    [ "$(reaches_m)" = '[2000,15000]' ]
    [ "$(reaches_m --width 20km)" = '[2000,10000]' ]
    [ "$(reaches_m --strip 1km)" = '[500,15000]' ]
    [ "$(reaches_m --width 4km)" = '[2000]' ]
    [ "$(reaches_m --width 3km)" = '[1500]' ]
    [ "$(reaches_m --width 6km --strip 6km)" = '[3000]' ]
}

@test "what is no distance" {
    for text in '' ' ' abc nan inf -5km .5km 5.km km; do
        refuses "--width: '$text' is no distance" "$distances" --width "$text"
        refuses "--strip: '$text' is no distance" "$distances" "--strip=$text"
        refuses "--tolerance: '$text' is no distance" "$distances" --tolerance "$text"
        refuses "--layer: '$text' is no distance" "$distances" --layer "a=$text"
    done
    here
}

@test "units that are not known" {
    for text in 5kg 1,5km 0x10km 1e3m 30KM '30 k m' '30km x'; do
        refuses "--width: '$text' $known" "$distances" --width "$text"
        refuses "--layer: '$text' $known" "$distances" --layer "a=$text"
    done
}

@test "bare numbers" {
    refuses "--width: '30' has no unit" 'did you mean 30km?' --width 30
    refuses "--strip: '2.5' has no unit" 'did you mean 2.5km?' --strip 2.5
    refuses "--layer: '12' has no unit" 'did you mean 12km?' --layer inner=12
}

@test "a bare 0, and a width of 0" {
    dmz --width 0
    [ "$code" = 2 ]
    same out ''
    head -n 1 "$said/err" | diff - <(echo "dmzcalc: --width: '0' has no unit")
    refuses '--width: a width of 0 makes no zone' '' --width 0km
    refuses '--strip: a width of 0 makes no zone' '' --strip 0.00m
    refuses '--layer: a width of 0 makes no zone' '' --layer a=0km
}

@test "the left width without a unit" {
    refuses "--width: '10' has no unit" 'did you mean 10km?' --width 10+5km
}

@test "a hint for a bare tolerance is one that would be accepted" {
    refuses "--tolerance: '1' has no unit" 'did you mean 1m?' --tolerance 1 line.geojson
    refuses "--tolerance: '0.5' has no unit" 'did you mean 0.5m?' --tolerance 0.5 line.geojson
    refuses "--tolerance: '500' has no unit" 'a distance is a number and a unit: 1m, 50cm, 3ft' --tolerance 500 line.geojson
}

@test "widths over 4,000 km" {
    refuses "--width: '4000.1km' is more than 4,000 km across" '' --width 4000.1km
    refuses "--width: '2500mi' is more than 4,000 km across" '' --width 2500mi
    refuses "--layer: '99999999km' is more than 4,000 km across" '' --layer a=99999999km
    refuses "--width: '2000km+2001km' is more than 4,000 km across" '' --width 2000km+2001km
}

@test "different reaches left and right" {
    refuses "--width: '' is no distance" "$distances" --width +5km
    refuses "--width: '' is no distance" "$distances" --width 5km+
    refuses "--width: a width of 0 makes no zone" '' --width 0m+0m
    meridian
    [ "$(reaches_m --width 10km+10km --strip 1km+1000m)" = '[1000,10000]' ]
}

@test "a strip wider than the width" {
    refuses '--strip: 31 km across is wider than the whole, which is 30 km across' '' --strip 31km
    refuses '--strip: 5 km across is wider than the whole, which is 4 km across' '' --width 4km --strip 5km
}

@test "layers of one's own" {
    meridian
    dmz -q --layer inner=12km --layer outer_2-b=24km line.geojson
    succeeds
    jq -r '.features[].properties | [.zone, .layer, .title, .from_m, .to_m, (.forbids | length)] | @tsv' "$said/out" |
        diff - <(printf '%s\t%s\t%s\t%s\t%s\t0\n' inner-left inner inner 0 6000 inner-right inner inner 0 6000 \
            outer_2-b-left outer_2-b outer_2-b 6000 12000 outer_2-b-right outer_2-b outer_2-b 6000 12000)
}

@test "layers that are not NAME=W" {
    refuses "--layer: 'a' is not NAME=W, as in inner=12km" '' --layer a
    refuses "--layer: '' is not NAME=W, as in inner=12km" '' --layer ''
    for name in '' 'a b' a/b 'a"' é abcdefghijklmnopqrstuvwxyz1234567; do
        refuses "--layer: '$name=3km': a name has 1 to 32 letters, digits, '-' and '_'" '' --layer "$name=3km"
    done
    here
}

@test "layers that do not grow, and the same layer twice" {
    refuses "--layer: 'b=3km' is not wider than 'a', the layer inside it" '' --layer a=5km --layer b=3km
    refuses "--layer: 'b=5km' is not wider than 'a', the layer inside it" '' --layer a=5km --layer b=5km
    refuses "--layer: there are two layers 'a'" '' --layer a=3km --layer a=5km
}

@test "layers beside widths" {
    refuses '--layer stands instead of --width and --strip, not beside them' '' --layer a=5km --width 3km
    refuses '--layer stands instead of --width and --strip, not beside them' '' --strip 3km --layer a=5km
}

@test "layers too thin for the tolerance" {
    meridian
    dmz --width 4m line.geojson
    fails 2 "layer 'strip' is 2 m deep: at least 4 m are needed, 4 times the tolerance" 'a smaller --tolerance allows thinner layers'
    dmz --strip 5km --width 5.002km line.geojson
    fails 2 "layer 'band' is 1 m deep: at least 4 m are needed, 4 times the tolerance" 'a smaller --tolerance allows thinner layers'
    dmz -q --width 4m --tolerance 50cm line.geojson
    succeeds
    here line.geojson
}

@test "tolerances" {
    for text in 0m 0.99cm 100.01m 1km; do
        refuses "--tolerance: '$text' is not from 1cm to 100m" '' --tolerance "$text"
    done
    meridian
    for text in 10cm 100m 3ft; do
        dmz -q --tolerance "$text" line.geojson
        succeeds
        jq -e '.dmzcalc | .accuracy.max_deviation_m <= .parameters.tolerance_m and
            .accuracy.tolerance_m == .parameters.tolerance_m' "$said/out"
    done
}

@test "words" {
    refuses "--edges: 'curved' is none of straight, geodesic" '' --edges curved
    refuses "--edges: '' is none of straight, geodesic" '' --edges=
    refuses "--edges: 'Straight' is none of straight, geodesic" '' --edges Straight
    refuses "--cap: 'square' is none of round, flat" '' --cap square
    dmz --engine abacus
    [ "$code" = 2 ]
    grep -E "^dmzcalc: --engine: 'abacus' is none of auto, front, geos$" "$said/err"
    meridian
    dmz -q line.geojson
    cp "$said/out" plain
    dmz -q --edges straight --cap round --engine auto --tolerance 1m line.geojson
    succeeds
    cmp plain "$said/out"
}
