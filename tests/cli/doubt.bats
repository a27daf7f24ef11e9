#!/usr/bin/env bats
# doubt.bats: --uncertainty: area ranges in all figures, the doubtful fringe among the zones, what it leaves alone.

load helper

small_hint='a smaller --tolerance makes room for it, down to 4 cm'

@test "what is no uncertainty" {
    refuses "--uncertainty: '5' has no unit" 'did you mean 5km?' --uncertainty 5
    refuses "--uncertainty: '100.1km' is more than 100 km" '' --uncertainty 100.1km
    for text in '' -5m 1km+2km much; do
        dmz --uncertainty "$text" line.geojson
        [ "$code" = 2 ]
        head -n 1 "$said/err" | grep -F -e "dmzcalc: --uncertainty: '"
    done
    dmz verify --uncertainty 5m a b
    fails 2 'verify does not take --uncertainty' 'dmzcalc verify --help lists the options'
}

@test "an uncertainty that does not go with the rest" {
    meridian
    dmz --uncertainty 99cm line.geojson
    fails 2 'an uncertainty of 0.99 m does not show at a tolerance of 1 m: at least 1 m are needed' "$small_hint"
    dmz --uncertainty 60km --width 3900km line.geojson
    fails 2 'a reach of 1950 km and an uncertainty of 60 km: together 2,000 km are the most'
    dmz --uncertainty 500m --strip 4m --width 8m --tolerance 1m line.geojson
    fails 2 "layer 'strip' is 2 m deep: at least 4 m are needed, 4 times the tolerance" 'a smaller --tolerance allows thinner layers'
    here line.geojson
}

@test "an uncertainty of 0 is none" {
    meridian
    dmz -q line.geojson
    cp "$said/out" plain
    dmz -q --uncertainty 0m line.geojson
    succeeds
    cmp plain "$said/out"
}

@test "zones are where they were; ranges and fringes come on top" {
    meridian
    "$program" -q line.geojson >plain
    "$program" -q --uncertainty 500m line.geojson >doubted
    diff <(jq '.features' plain) \
        <(jq '[.features[] | select(.properties.certain != false) | del(.properties.area_range_km2)]' doubted)
    diff <(jq '.dmzcalc' plain) <(jq '.dmzcalc | del(.parameters.uncertainty_m)' doubted)
    [ "$(jq .dmzcalc.parameters.uncertainty_m doubted)" = 500 ]
    jq -r '.features[].properties | select(.certain == false) | [.zone, .layer // "-", .side, .party, .from_m, .to_m] | @tsv' doubted |
        diff - <(printf '%s\t%s\t%s\t%s\t%d\t%d\n' doubt-left - left left 0 500 doubt-right - right right 0 500 \
            doubt-strip-left strip left left 1500 2500 doubt-strip-right strip right right 1500 2500 \
            doubt-band-left band left left 14500 15500 doubt-band-right band right right 14500 15500)
    jq -e --slurpfile plain plain '.bbox[0] < $plain[0].bbox[0] and .bbox[3] > $plain[0].bbox[3]' doubted
}

@test "possible is certain and what is doubtful" {
    meridian
    "$program" -q --uncertainty 500m line.geojson >doubted
    # Of the band on the left: its range differs by the fringes of both its limits.
    near "$(jq '[.features[].properties | select(.zone == "band-left").area_range_km2 | .[1] - .[0]] | add' doubted)" \
        "$(jq '[.features[].properties | select(.zone == ("doubt-strip-left", "doubt-band-left")).area_km2] | add' doubted)" 1e-6
    # Of the strip: by that of its limit, and by the line's on both sides.
    near "$(jq '[.features[].properties | select(.zone == "strip-left").area_range_km2 | .[1] - .[0]] | add' doubted)" \
        "$(jq '[.features[].properties | select(.zone == ("doubt-left", "doubt-right", "doubt-strip-left")).area_km2] | add' doubted)" 1e-6
}

@test "the table, to the letter" {
    meridian
    dmz --uncertainty 500m --cap flat --layer a=4km -o zones.geojson line.geojson
    [ "$code" = 0 ]
    head -n -2 "$said/err" | diff - <(echo 'contact line: 111.20 km in 1 part, 2 vertices, sinuosity 1.00
a: 4 km across: 2 km on each side
line known to ± 500 m: the range is of what is certainly and what is possibly in it

zone     party  from    to  area km²  limit km      range km²
a-left   left    0 m  2 km    222.40    111.20  111.20–333.60
a-right  right   0 m  2 km    222.40    111.20  111.20–333.60

a                             444.80            333.60–556.00
left     left                 222.40            111.20–333.60
right    right                222.40            111.20–333.60
all                           444.80            333.60–556.00')
}

@test "rows fit into 80 columns" {
    "$program" --uncertainty 500m -o zones.geojson "$lines/korea-mdl.geojson" 2>table
    [ "$(sed -n '/^zone/,/^all/p' table | LC_ALL=C.UTF-8 wc -L)" -le 80 ]
}

@test "all figures say the same, and zones are well made" {
    for options in '' --merge '--width 30km+8km' '--merge --width 8km+30km --strip 4km+0km' '--cap flat' '--uncertainty 9km'; do
        # shellcheck disable=SC2086
        "$program" -q --overwrite --uncertainty 500m $options --tolerance 5m -o zones.geojson "$lines/cyprus.geojson" 2>"$said/err"
        check zones zones.geojson
        for format in json csv md txt; do
            # shellcheck disable=SC2086
            "$program" -q --overwrite --uncertainty 500m $options --tolerance 5m --stats "figures.$format" -o /dev/null \
                "$lines/cyprus.geojson" 2>"$said/err"
        done
        check figures figures.json figures.csv figures.md figures.txt
    done
}

@test "fringes over the antimeridian, round a pole, and of pieces that face each other" {
    line '[[179.8,-17],[180.1,-17.2],[180.3,-17.1]]' antimeridian.geojson
    line '[[30,85],[31,89]]' pole.geojson
    printf '{"type":"MultiLineString","coordinates":[[[30,48],[30.2,48.02]],[[30.5,48.05],[30.25,48]]]}' >pieces.geojson
    for name in antimeridian pole pieces; do
        "$program" -q --width 200km --uncertainty 5km "$name.geojson" -o zones.geojson --overwrite 2>"$said/err"
        check zones zones.geojson
    done
}

@test "verify passes fringes over" {
    meridian
    "$program" -q line.geojson -o plain.geojson
    "$program" -q --uncertainty 500m line.geojson -o doubted.geojson
    dmz verify line.geojson plain.geojson
    [ "$code" = 0 ]
    cp "$said/out" expected
    dmz verify line.geojson doubted.geojson
    [ "$code" = 0 ]
    diff expected "$said/out"
    grep -q '^4 features' expected
    # Were they taken for zones, they would be where they say.
    jq '.features[].properties |= del(.certain)' doubted.geojson >claimed.geojson
    dmz verify line.geojson claimed.geojson
    [ "$code" = 0 ]
    grep -q '^10 features' "$said/out"
}
