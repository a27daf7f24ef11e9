#!/usr/bin/env bats
# solve.bats: --equal-area and --target-area: which reach is found, what is stated of it, and that the zones are those of that
# reach.

load helper

area_hint='an area is a number and a unit: 1500km2, 2.5km2, 600mi2, 80000ha'

# solved JQ: what the figures of the last run say.
solved() {
    jq -r "$1" figures.json
}

# solve ARGUMENT...: writes zones.csv and figures.json.
solve() {
    dmz -q --overwrite --edges straight -o zones.csv --stats figures.json "$@"
    succeeds
}

# same_as WIDTH...: that the run just made has, to the byte, the zones that --width and so on give.
same_as() {
    dmz -q --overwrite --edges straight -o given.csv --stats given.json "$@" line.geojson
    succeeds
    cmp zones.csv given.csv
    diff <(jq '[.zones, .totals, .accuracy, .parameters.layers]' figures.json) \
        <(jq '[.zones, .totals, .accuracy, .parameters.layers]' given.json)
}

# bent: writes line.geojson: a line with more room on its left.
bent() {
    line '[[30,48],[30.2,48.2],[30.1,48.5],[30.3,48.7]]'
}

@test "what is no area" {
    refuses "--target-area: '1500' has no unit" "$area_hint" --target-area 1500
    refuses "--target-area: '5km' has a unit that is not known: km2, m2, ha, mi2 and nmi2 are" "$area_hint" --target-area 5km
    refuses "--target-area: 'left=' is no area" "$area_hint" --target-area left=left=
    refuses "--target-area: an area of 0 makes no zone" '' --target-area 0km2
    refuses "--target-area: '510100000km2' is more than the Earth has" '' --target-area 510100000km2
    refuses "--equal-area: 'both' is none of left, right" '' --equal-area both
    dmz verify --equal-area left a b
    fails 2 'verify does not take --equal-area' 'dmzcalc verify --help lists the options'
}

@test "goals that contradict other options, or leave it open what is to be found" {
    refuses '--target-area does not go with --equal-area: one reach is found' '' --equal-area left --target-area 5km2
    refuses '--equal-area is given twice' '' --equal-area left --equal-area right
    refuses '--target-area finds the width, and stands instead of --width' '' --target-area 5km2 --width 3km
    refuses "--target-area finds the width of the last layer, which takes none: 'b=2km'" '' --target-area 5km2 --layer a=1km --layer b=2km
    refuses "--layer: 'a' is not NAME=W, as in inner=12km" '' --layer a
    refuses "--layer: 'a' is not NAME=W, as in inner=12km" '' --target-area 5km2 --layer a --layer b
    refuses "--layer: 'a' is not NAME=W, as in inner=12km" '' --equal-area left --layer a
    refuses "--equal-area finds the reach on the right, and '10km+5km' gives one: it must be 0km there" '' --equal-area left --width 10km+5km
    refuses '--width: a width of 0 makes no zone' '' --equal-area left --width 0km+0km
    refuses "--equal-area finds the reach on the right, and '0km+2km' gives one: it must be 0km there" '' --equal-area left --layer a=0km+2km
    refuses '--equal-area does not go with --preset, whose reaches are its own' '' --equal-area left --preset korea-1953
}

@test "--equal-area: both sides take as much, to a tenth of a percent at the least" {
    bent
    for kept in left right; do
        solve --equal-area "$kept" --width 20km line.geojson
        solved '.totals.sides | map(.area_km2) | (.[0] - .[1]) / .[0] | fabs < 1e-3' | grep -qx true
        solved '.parameters.layers[-1].'"$kept"'_m' | grep -qx 10000
        solved '.solved | .off < 1e-3 and .goal == "equal-area" and .steps >= 2' | grep -qx true
        solved '.solved.side' | grep -vqx "$kept"
        near "$(solved .solved.target_km2)" "$(solved ".totals.sides[] | select(.side == \"$kept\").area_km2")" 1e-6
        near "$(solved .solved.area_km2)" "$(solved ".totals.sides[] | select(.side != \"$kept\").area_km2")" 1e-6
    done
    same_as --width "$(solved .solved.reach_m)m+10km"
}

@test "--equal-area takes the kept reach of A+0km, of layers, of 30km where nothing is said" {
    bent
    solve --equal-area left --width 20km line.geojson
    cp zones.csv half.csv
    solve --equal-area left --width 10km+0km line.geojson
    cmp half.csv zones.csv
    solve --equal-area left line.geojson
    solved '.parameters.layers[-1].left_m' | grep -qx 15000
    solve --equal-area right --layer a=4km --layer b=0km+12km line.geojson
    solved '.parameters.layers | map(.right_m) | @csv' | grep -qx 2000,12000
    same_as --layer a=4km --layer "b=$(solved .solved.reach_m)m+12km"
}

@test "--equal-area on a line whose sides are alike finds the same reach" {
    line '[[30,0],[31,0]]'
    solve --equal-area left line.geojson
    solved '.solved | .reach_m == 15000 and .steps == 1' | grep -qx true
}

@test "--target-area: the width that takes so much, on both sides or on one" {
    bent
    solve --target-area 1500km2 line.geojson
    near "$(solved .totals.area_km2)" 1500 1e-3
    same_as --width "$(solved .solved.reach_m)m+$(solved .solved.reach_m)m"
    solve --target-area 1500km2 --merge --cap flat line.geojson
    near "$(solved .totals.area_km2)" 1500 1e-3
    solve --target-area 500mi2 --layer a=1km --layer b line.geojson
    near "$(solved .totals.area_km2)" 1294.994 1e-3
    solve --target-area right=80000ha line.geojson
    solved '.zones | map(.zone) | @csv' | grep -qx '"strip-right","band-right"'
    near "$(solved .totals.area_km2)" 800 1e-3
    same_as --width "0km+$(solved .solved.reach_m)m" --strip 0km+2km
    solve --target-area right=80000ha --width 20km line.geojson
    near "$(solved '.totals.sides[1].area_km2')" 800 1e-3
    same_as --width "10km+$(solved .solved.reach_m)m"
}

@test "--target-area less than a strip that is not given takes: it shrinks" {
    bent
    solve --target-area 100km2 line.geojson
    near "$(solved .totals.area_km2)" 100 1e-3
    solved '.zones | map(.zone) | @csv' | grep -qx '"strip-left","strip-right"'
    same_as --width "$(solved .solved.reach_m)m+$(solved .solved.reach_m)m"
}

@test "--line-for: each side by its own line" {
    bent
    line '[[30,48],[30.2,48.2],[30.3,48.7]]' other.geojson
    solve --equal-area right --line-for left=line.geojson --line-for right=other.geojson
    solved '.totals.sides | map(.area_km2) | (.[0] - .[1]) / .[0] | fabs < 1e-3' | grep -qx true
    solve --target-area 2000km2 --line-for left=line.geojson --line-for right=other.geojson
    near "$(solved .totals.area_km2)" 2000 1e-3
}

# half: writes half.geojson: the west of the bent line, with most of its left.
half() {
    echo '{"type":"Polygon","coordinates":[[[28,46],[30.15,46],[30.15,50],[28,50],[28,46]]]}' >half.geojson
}

# people: writes people.tif: 50 in each cell of 0.02 degrees.
people() {
    command -v gdal_create >/dev/null || skip 'gdal_create is not installed'
    gdal_create -q -of GTiff -ot Float32 -outsize 200 200 -a_srs EPSG:4326 -a_ullr 28 50 32 46 -burn 50 people.tif >/dev/null
}

@test "masks: areas are those that are left" {
    bent
    half
    for option in --clip --exclude; do
        solve --equal-area left "$option" half.geojson line.geojson
        near "$(figure_of left)" "$(figure_of right)" 1e-3
        solve --target-area 700km2 "$option" half.geojson line.geojson
        near "$(solved .totals.area_km2)" 700 1e-3
        near "$(solved .solved.area_km2)" "$(solved .totals.area_km2)" 1e-6
    done
    dmz --target-area 2000000km2 --clip half.geojson line.geojson
    [ "$code" = 4 ]
    grep -E 'no reach takes 2,000,000.00 km²: 2,000 km, the most, takes [0-9]{2},[0-9]{3}\.[0-9]{2} km²$' "$said/err"
}

# figure_of SIDE: its area.
figure_of() {
    solved ".totals.sides[] | select(.side == \"$1\").area_km2"
}

@test "what is no number of people, and people without a raster" {
    for text in 0 5km 1.5 -3 '' 999999999999 left= left=right=5; do
        dmz --target-population "$text"
        [ "$code" = 2 ]
        grep -E "^dmzcalc: --target-population: '.*' is no number of people, as in 250000$" "$said/err"
    done
    refuses '--target-population: --population or --density says where people live' '' --target-population 5
    refuses '--equal-population: --population or --density says where people live' '' --equal-population left
    refuses '--equal-population does not go with --equal-area: one reach is found' '' --equal-area left --equal-population left
}

@test "--equal-population and --target-population count people" {
    bent
    people
    solve --equal-population right --population people.tif line.geojson
    solved '.totals.sides | map(.population) | (.[0] - .[1]) / .[0] | fabs < 1e-3' | grep -qx true
    solved '.solved | has("target_km2")' | grep -qx false
    check schema "$root/docs/schema/stats.schema.json" figures.json
    check tampered "$root/docs/schema/stats.schema.json" figures.json
    same_as --width "$(solved .solved.reach_m)m+15km" --population people.tif
    solve --target-population 30000 --population people.tif --merge line.geojson
    near "$(solved .totals.population)" 30000 1e-3
    solve --target-population left=9000 --density people.tif line.geojson
    near "$(solved .totals.population)" 9000 1e-3
    dmz -o /dev/null --target-population 30000 --population people.tif line.geojson
    grep -Ex 'Solved: width [0-9.]+ km takes (29,9[0-9]{2}|30,0[0-9]{2}) people, 30,000 people being asked for: within 0\.[0-9]{3} %, in [0-9]+ steps' "$said/err"
}

@test "no solution" {
    bent
    dmz --target-area 100000000km2 line.geojson
    [ "$code" = 4 ]
    grep -Ex 'dmzcalc: --target-area: no reach takes 100,000,000.00 km²: 2,000 km, the most, takes 1[0-9],[0-9]{3},[0-9]{3}\.[0-9]{2} km²' "$said/err"
    dmz --target-area 100km2 --strip 4km line.geojson
    [ "$code" = 4 ]
    grep -Ex 'dmzcalc: --target-area: no reach takes as little as 100.00 km²: 2.004 km, the least outside the layers within, takes [0-9]{3}\.[0-9]{2} km²' "$said/err"
    dmz --target-area 1m2 line.geojson
    [ "$code" = 4 ]
    grep -E 'no reach takes as little as 0.0000 km²: 4 m, the least, takes 0\.[0-9]{4} km²$' "$said/err"
    here line.geojson
}

@test "a reach that is next to another one gives way to it" {
    line '[[30,0.0001],[31,0]]'
    solve --equal-area left --tolerance 10m line.geojson
    solved '.solved | .reach_m == 15000 and .off < 1e-3' | grep -qx true
}

@test "the table and Markdown say what was found" {
    meridian
    dmz --tolerance 10m -o /dev/null --target-area left=500km2 line.geojson
    grep -Ex 'Solved: left reach 4\.[0-9]+ km takes [45][0-9]{2}\.[0-9]{2} km², 500.00 km² being asked for: within 0\.[0-9]{3} %, in [1-9] steps?' "$said/err"
    dmz -q --tolerance 10m -o /dev/null --stats figures.md --equal-area right line.geojson
    grep -E '^- Solved: left reach 15(\.[0-9]+)? km takes .*, as the right does with .*: within 0\.0[0-9]{2} %, in 1 step$' figures.md
}

@test "parts are turned as in a run at the reach that is found" {
    printf '{"type":"MultiLineString","coordinates":[[[30,48],[30,48.5]],[[30.3,48.5],[30.35,48]]]}\n' >line.geojson
    dmz -q --orient --tolerance 10m --overwrite --edges straight -o zones.csv --stats figures.json --equal-area left --width 40km line.geojson
    [ "$code" = 0 ]
    solved '.totals.sides | map(.area_km2) | (.[0] - .[1]) / .[0] | fabs < 1e-3' | grep -qx true
}

@test "--equal-area of a side that has no ground" {
    meridian
    boxes East 30.001,47,31,50
    dmz --equal-area left --width 10km+0km --clip boxes.geojson -o zones.geojson line.geojson
    fails 4 '--equal-area: the left takes nothing'
    here line.geojson boxes.geojson
}
