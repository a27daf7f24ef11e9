#!/usr/bin/env bats
# check.bats: sightings held against zones: what is said of each, forms, sums, exit codes.

load helper

# sighted: writes line.geojson, a meridian, sightings as sightings.geojson, and towns.geojson; all made up.
sighted() {
    meridian
    {
        sighting 1 '"T-72"' 40 30.01,48.5
        sighting 2 '"Howitzer 152 mm"' 40 30.1,48.5
        sighting 3 '"truck"' '"50 m"' 29.9,48.5
        sighting 4 '"thing"' null 29.99,48.5
        sighting 5 null 0 31,48.5
        sighting 6 '"mortar 82mm"' 0 30.1,48.4
        sighting 7 '"tank"' 100 30.0271,48.5
    } >sightings.geojson
    printf '{"type":"Feature","properties":{"name":"%s"},"geometry":{"type":"Point","coordinates":[%s]}}\n' \
        Alder 30.2,48.5 Birch 29.9,48.55 >towns.geojson
}

# sighting ID TYPE ACCURACY POSITION: one, as a line of a sequence.
sighting() {
    printf '{"type":"Feature","properties":{"id":%s,"type":%s,"acc":%s},"geometry":{"type":"Point","coordinates":[%s]}}\n' "$@"
}

judged=(--class type --accuracy acc)

@test "what is said of each" {
    sighted
    dmz check -q "${judged[@]}" -o checked.geojson line.geojson sightings.geojson
    answers 0 '' 'dmzcalc: warning: sightings.geojson: 1 feature does not say how accurate: taken as exact'
    jq -r '.features[].properties | [.id, .zone, .side, .limit, .distance_m, .depth_m, .known_class, .forbidden, .undecided] | @tsv' \
        checked.geojson >found
    diff - found <<'EOF'
1	strip-right	right	strip-right	739	1261	tank	yes	false
2	band-right	right	strip-right	7390.1	-5390.1	artillery 152 mm	yes	false
3	band-left	left	strip-left	7390.1	-5390.1	vehicle	no	false
4	strip-left	left	strip-left	739	1261		unknown	false
5		right	band-right	73899.3	-58899.3		no	false
6	band-right	right	strip-right	7404.7	-5404.7	mortar 82 mm	unknown	false
7	band-right	right	strip-right	2002.7	-2.7	tank	undecided	true
EOF
    jq -e '[.features[].properties.rule] == ["all military forces", "heavy weapons", null, "all military forces", null, "heavy weapons", "heavy weapons"]' checked.geojson
    jq -e '.features[0].geometry.coordinates == [30.01, 48.5] and .dmzcalc.parameters.layers[1].across_m == 30000' checked.geojson
}

@test "distances are those of a geodesic" {
    sighted
    command -v GeodSolve >/dev/null || skip "GeodSolve is not installed"
    dmz check -q -o - line.geojson sightings.geojson
    # East of a meridian and close to it, the nearest place has nearly the latitude of the sighting.
    near "$(jq -s '.[0].properties.distance_m' "$said/out")" "$(echo 48.5 30 48.5 30.01 | GeodSolve -i | cut -d' ' -f3)" 1e-4
}

@test "the table counts by zone and class" {
    sighted
    dmz check "${judged[@]}" -o checked.geojson line.geojson sightings.geojson
    answers 0 '' "Sightings by zone: strip to 2 km; band to 15 km from the line

zone         party  class             sightings  forbidden  undecided  unknown  not forbidden
strip-left   left   thing, not known          1          0          0        1              0
strip-right  right  tank                      1          1          0        0              0
band-left    left   vehicle                   1          0          0        0              1
band-right   right  tank                      1          0          1        0              0
band-right   right  artillery 152 mm          1          1          0        0              0
band-right   right  mortar 82 mm              1          0          0        1              0
outside             not given                 1          0          0        0              1

all                                           7          2          1        2              2
dmzcalc: warning: sightings.geojson: 1 feature does not say how accurate: taken as exact"
}

@test "without classes nothing is forbidden, and nobody asked" {
    sighted
    dmz check --accuracy 50m -o checked.geojson --stats figures.json line.geojson sightings.geojson
    answers 0 '' 'Sightings by zone: strip to 2 km; band to 15 km from the line

zone         party  sightings  undecided
strip-left   left           1          0
strip-right  right          1          0
band-left    left           1          0
band-right   right          3          1
outside                     1          0

all                         7          1'
    jq -e '.features[0].properties | has("forbidden") or has("phrase") | not' checked.geojson
    jq -e 'has("forbidden") | not' figures.json
    check schema "$root/docs/schema/check.schema.json" figures.json
}

@test "figures in every form say the same, and the schema accepts them" {
    sighted
    for form in json csv md txt; do
        dmz check -q "${judged[@]}" -o /dev/null --stats "figures.$form" line.geojson sightings.geojson
        [ "$code" = 0 ]
    done
    check schema "$root/docs/schema/check.schema.json" figures.json
    check tampered "$root/docs/schema/check.schema.json" figures.json
    jq -r '.by_zone[] | [.zone // "outside", .party // "", .class // "", .sightings, .forbidden, .undecided, .unknown, .not_forbidden] | @csv' figures.json |
        tr -d '"' >by_json
    tail -n +2 figures.csv | tr -d '"' | sed -e 's/,true,/,/; s/, not known,false,/,/; s/not given,false,/,/' | diff by_json -
    [ "$(grep -cE '^\| (strip|band|outside|zone|\*\*all)' figures.md)" = "$(grep -cE '^(strip|band|outside|zone|all)' figures.txt)" ]
}

@test "a phrase names the nearest place, its distance and direction" {
    sighted
    dmz check -q --places towns.geojson -o checked.geojson line.geojson sightings.geojson
    succeeds
    jq -e '[.features[].properties.phrase] == ["9.8 km south-east of Birch", "7.4 km west of Alder", "5.6 km south of Birch", "8.7 km south-east of Birch", "59 km east of Alder", "13 km south-west of Alder", "11 km south-east of Birch"]' checked.geojson || { jq -c '[.features[].properties.phrase]' checked.geojson; false; }
    jq -e '.features[1].properties | .place == "Alder" and .direction == "west" and .place_km == 7.39' checked.geojson
}

@test "a sequence comes out as one, a collection as one, and -o decides" {
    sighted
    dmz check -q - sightings.geojson -o - <line.geojson
    [ "$(wc -l <"$said/out")" = 7 ]
    jq -s '{type: "FeatureCollection", features: .}' sightings.geojson >collection.geojson
    dmz check -q line.geojson - <collection.geojson
    jq -e '.type == "FeatureCollection" and (.features | length) == 7' "$said/out"
    dmz check -q line.geojson collection.geojson -o checked.geojsonl
    [ "$(wc -l <checked.geojsonl)" = 7 ]
    dmz check -q line.geojson collection.geojson -o checked.geojsons
    [ "$(head -c 1 checked.geojsons | od -An -tx1 | tr -d ' ')" = 1e ]
}

@test "CSV has all columns, and is read again" {
    sighted
    dmz check -q "${judged[@]}" -o checked.csv line.geojson sightings.geojson
    [ "$(head -n 1 checked.csv)" = 'lon,lat,"id","type","acc",zone,layer,side,party,distance_m,limit,depth_m,undecided,known_class,forbidden,rule' ]
    [ "$(sed -n 3p checked.csv)" = '30.1,48.5,2,"Howitzer 152 mm",40,"band-right","band","right","right",7390.1,"strip-right",-5390.1,false,"artillery 152 mm","yes","heavy weapons"' ]
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    dmz check -q "${judged[@]}" -o again.csv line.geojson checked.csv
    [ "$code" = 0 ]
    [ "$(head -n 1 again.csv)" = 'lon,lat,"id","type","acc","of_zone","of_layer","of_side","of_party","of_distance_m","of_limit","of_depth_m","of_undecided","of_known_class","of_forbidden","of_rule",zone,layer,side,party,distance_m,limit,depth_m,undecided,known_class,forbidden,rule' ]
}

@test "texts from outside do no harm" {
    meridian
    printf '{"type":"Feature","properties":{"type":"=cmd()","a\\"b":"line\\nfeed \\u0001","n":"-4.5","o":{"k":[1]}},"geometry":{"type":"Point","coordinates":[30.01,48.5]}}\n' >s.geojson
    dmz check -q --class type -o - line.geojson s.geojson
    jq -e '.properties | .type == "=cmd()" and .["a\"b"] == "line\nfeed \u0001" and .n == "-4.5" and .o.k == [1]' "$said/out"
    dmz check -q --class type -o - --format csv line.geojson s.geojson
    sed -n 1p "$said/out" | grep -qF '"type","a""b","n","o"'
    grep -qF "\"'=cmd()\"" "$said/out"
    grep -qF ',-4.5,"{""k"":[1]}",' "$said/out"
}

@test "GeoPackage and FlatGeobuf have all of them" {
    command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
    sighted
    for format in gpkg fgb; do
        dmz check -q "${judged[@]}" -o "checked.$format" line.geojson sightings.geojson
        [ "$code" = 0 ]
        ogr2ogr -f GeoJSONSeq /vsistdout/ "checked.$format" | jq -r '.properties | [.id, .zone, .depth_m, .forbidden, .undecided] | map(numbers += 0) | @tsv' >found
        dmz check -q "${judged[@]}" -o - line.geojson sightings.geojson
        jq -r '.properties | [.id, .zone, .depth_m, .forbidden, .undecided] | map(numbers += 0) | @tsv' "$said/out" | diff - found
        here "checked.$format" found line.geojson sightings.geojson towns.geojson
        rm "checked.$format"
    done
}

@test "a run GeoJSON to GeoJSON maps no libgdal" {
    sighted
    DMZCALC_GDAL=/nowhere dmz check -q "${judged[@]}" --places towns.geojson -o checked.geojson line.geojson sightings.geojson
    [ "$code" = 0 ]
}

@test "violations are exit code 4, after everything was written" {
    sighted
    dmz check -q "${judged[@]}" --fail-on-violation -o checked.geojson line.geojson sightings.geojson
    [ "$code" = 4 ]
    [ "$(tail -n 1 "$said/err")" = 'dmzcalc: sightings.geojson: 2 of 7 sightings are forbidden where they are' ]
    [ "$(jq '.features | length' checked.geojson)" = 7 ]
    sighting 1 '"civilian"' 0 30.01,48.5 >harmless.geojson
    dmz check -q "${judged[@]}" --fail-on-violation -o - line.geojson harmless.geojson
    succeeds
    sighting 1 '"tank"' 0 30.01,48.5 >one.geojson
    dmz check -q "${judged[@]}" --fail-on-violation -o /dev/null line.geojson one.geojson
    fails 4 'one.geojson: 1 of 1 sightings is forbidden where it is'
}

@test "layers without rules, and rules without words, are not taken for permission" {
    sighted
    dmz check -q --layer a=10km --class type -o - line.geojson sightings.geojson
    same err 'dmzcalc: warning: layer a has no rule: what is forbidden in it is unknown'
    [ "$(jq -s '[.[].properties | select(.zone) | .forbidden] | unique | .[]' "$said/out")" = '"unknown"' ]
    mkdir own
    jq '.id = "own" | .layers[0].forbids = ["boats"] | .verified = false' "$root/data/presets/armenia-2022p.json" >own/own.json
    dmz check -q --presets-dir own --preset own --class type -o - line.geojson sightings.geojson
    grep -qF "dmzcalc: warning: the tables of classes do not say what 'boats' is, which layer " "$said/err"
    printf '{"kinds":[{"id":"boat","title":"Boat"}],"names":{"thing":"boat"},"rules":[{"forbids":["boats"],"kinds":["boat"]}]}' >classes.json
    check schema "$root/docs/schema/classes.schema.json" classes.json
    dmz check -q --presets-dir own --preset own --class type --classes classes.json -o - line.geojson sightings.geojson
    ! grep -q "'boats'" "$said/err"
    [ "$(jq -r 'select(.properties.id == 4).properties | .known_class + " " + .forbidden' "$said/out")" = 'boat yes' ]
}

@test "a preset's rules: what is forbidden farther out is forbidden nearer, too" {
    sighted
    dmz check -q --preset minsk-2015 --line-for left=line.geojson --line-for right=line.geojson --class type -o - sightings.geojson
    jq -r '.properties | [.id, .zone, .forbidden, .rule] | @tsv' "$said/out" >found
    diff - found <<'EOF'
1	artillery-right	no	
2	artillery-right	yes	artillery of 100 mm and more
3	artillery-left	no	
4	artillery-left	unknown	artillery of 100 mm and more
5		no	
6	artillery-right	no	
7	artillery-right	no	
EOF
}

@test "masks: what was taken out is outside, and its edge a border" {
    sighted
    boxes south 29,47,32,48.499
    dmz check -q --exclude boxes.geojson --accuracy 200m -o - line.geojson sightings.geojson
    jq -r '.properties | [.id, .zone, .undecided] | @tsv' "$said/out" >found
    diff - found <<'EOF'
1	strip-right	true
2	band-right	true
3	band-left	true
4	strip-left	true
5		false
6		false
7	band-right	true
EOF
}

@test "the line's own uncertainty counts with a sighting's accuracy" {
    sighted
    dmz check -q --uncertainty 1km -o - line.geojson sightings.geojson
    [ "$(jq -s -c '[.[].properties | select(.undecided) | .id]' "$said/out")" = '[1,4,7]' ]
}

@test "the same bytes, however often" {
    sighted
    dmz check -q "${judged[@]}" --places towns.geojson -o a.geojson line.geojson sightings.geojson
    dmz check -q "${judged[@]}" --places towns.geojson -o b.geojson line.geojson sightings.geojson
    cmp a.geojson b.geojson
}

@test "bad rows are input errors that name the row, and leave no file" {
    sighted
    sighting 8 '"tank"' 0 30,91 >>sightings.geojson
    dmz check -q -o checked.geojson line.geojson sightings.geojson
    fails 3 'sightings.geojson: text 8: /geometry/coordinates: latitude 91 is outside [-90, 90]' \
        'longitude comes first in GeoJSON: it looks as if the two were swapped'
    sighting 8 '"tank"' -1 30,48.5 >bad.geojson
    dmz check -q --accuracy acc -o checked.geojson line.geojson bad.geojson
    fails 3 "bad.geojson: feature 1: acc: '-1' is no accuracy, in metres or with a unit as in 50m"
    sighting 8 '"tank"' '"near"' 30,48.5 >bad.geojson
    dmz check -q --accuracy acc -o checked.geojson line.geojson bad.geojson
    fails 3 "bad.geojson: feature 1: acc: 'near' is no accuracy, in metres or with a unit as in 50m"
    dmz check -q --class kind -o checked.geojson line.geojson bad.geojson
    fails 3 "bad.geojson: no feature has a field 'kind' (--class)"
    printf '{"type":"FeatureCollection","features":[]}' >empty.geojson
    dmz check -q -o checked.geojson line.geojson empty.geojson
    fails 3 'empty.geojson: expected a Point or MultiPoint, found an empty FeatureCollection'
    printf '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[30,48]}}' >nameless.geojson
    dmz check -q --places nameless.geojson -o checked.geojson line.geojson sightings.geojson
    fails 3 'nameless.geojson: no place has a name'
    [ ! -e checked.geojson ]
}

@test "rows of CSV without a place are counted in a warning, others are errors" {
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    meridian
    printf 'id,lon,lat\n1,30.01,48.5\n2,,\n' >s.csv
    dmz check -q -o checked.geojson line.geojson s.csv
    answers 0 '' 'dmzcalc: warning: s.csv: layer "s": 1 empty geometry was passed over'
    [ "$(jq '.features | length' checked.geojson)" = 1 ]
    printf 'id,lon,lat\n1,30.01,48.5\n2,30,abc\n' >s.csv
    dmz check -q --overwrite -o checked.geojson line.geojson s.csv
    [ "$code" = 3 ]
    grep -qF 'dmzcalc: s.csv: layer "s", feature 2: expected numbers as longitude and latitude' "$said/err"
    printf 'id,lon,lat\n1,30.01,48.5\n2,30,95\n' >s.csv
    dmz check -q --overwrite -o checked.geojson line.geojson s.csv
    [ "$code" = 3 ]
    grep -qF 'feature 2, position 1: latitude 95 is outside [-90, 90]' "$said/err"
}

@test "cells of CSV that are no numbers are errors, whichever they are, and blank ones no place" {
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    meridian
    for case in 'abc,def|"abc" as lon' '36E,|"36E" as lon' '35.1°,48.05°|"35.1°" as lon' '30,|"" as lat' '"-",48.5|"-" as lon' \
        '1e400,|"1e400" as lon' '30,nan|"nan" as lat'; do
        for feature in 2 3; do
            (printf 'id,lon,lat\n1,30.01,48.5\n'; [ "$feature" = 2 ] || echo '2,,'; echo "$feature,${case%%|*}"; echo '4,30.01,48.5') >s.csv
            dmz check -q -o checked.geojson line.geojson s.csv
            [ "$code" = 3 ]
            [ "$(tail -n 1 "$said/err")" = "dmzcalc: s.csv: layer \"s\", feature $feature: expected numbers as longitude and latitude, found ${case#*|}" ]
        done
        dmz --places s.csv -o zones.geojson line.geojson
        [ "$code" = 3 ]
        grep -qF "feature 3: expected numbers as longitude and latitude, found ${case#*|}" "$said/err"
    done
    printf 'id,lon,lat\n1,30.01,48.5\n2, ,\n3, 0 ,0.0\n' >s.csv
    dmz check -q -o checked.geojson line.geojson s.csv
    [ "$code" = 0 ]
    grep -qF '1 empty geometry was passed over' "$said/err"
    [ "$(jq '.features | length' checked.geojson)" = 2 ]
    printf 'id;lon;lat\n1;0,0;48,5\n' >s.csv
    dmz check -q -o - line.geojson s.csv
    [ "$code" = 0 ]
}

@test "no field comes twice, whatever fields are called" {
    command -v ogr2ogr >/dev/null || skip "CSV is read by GDAL"
    meridian
    printf 'zone,of_zone,of_of_zone,of_side,side,lon,lat\na,b,c,d,e,30.01,48.5\n' >s.csv
    dmz check -q -o checked.csv line.geojson s.csv
    [ "$code" = 0 ]
    [ "$(head -n 1 checked.csv)" = 'lon,lat,"of_of_of_zone","of_zone","of_of_zone","of_side","of_of_side",zone,layer,side,party,distance_m,limit,depth_m,undecided' ]
    [ "$(sed -n 2p checked.csv | cut -d, -f 3-8)" = '"a","b","c","d","e","strip-right"' ]
    for format in geojson gpkg fgb; do
        dmz check -q -o "checked.$format" line.geojson s.csv
        [ "$code" = 0 ]
    done
    # Of duplicate keys jq would have the last one.
    python3 -c 'import json, sys
def pairs(items):
    assert len(items) == len(dict(items)), items
    return dict(items)
json.load(sys.stdin, object_pairs_hook=pairs)' <checked.geojson
    for format in geojson gpkg fgb; do
        ogr2ogr -f GeoJSONSeq /vsistdout/ "checked.$format" | jq -c '.properties | [.of_of_of_zone, .of_zone, .of_of_zone, .of_side, .of_of_side, .zone, .side]' >found
        [ "$(cat found)" = '["a","b","c","d","e","strip-right","right"]' ]
    done
    # Names that come later, and those that differ in case alone.
    printf '{"type":"Feature","properties":{%s},"geometry":{"type":"Point","coordinates":[30.01,48.5]}}\n' '"zone":1' '"of_zone":2,"zone":1' >s.geojsonl
    dmz check -q -o - line.geojson s.geojsonl
    [ "$(jq -s -c 'map(.properties | [.of_zone, .of_of_zone])' "$said/out")" = '[[1,null],[1,2]]' ]
    printf '{"type":"Feature","properties":{"a":1,"A":2,"Zone":3,"zone":4},"geometry":{"type":"Point","coordinates":[30.01,48.5]}}' >s.geojson
    dmz check -q --overwrite -o checked.gpkg line.geojson s.geojson
    [ "$code" = 0 ]
    [ "$(ogr2ogr -f GeoJSONSeq /vsistdout/ checked.gpkg | jq -c '.properties | [.a, .of_A, .of_Zone, .of_of_zone]')" = '[1,2,3,4]' ]
}

@test "what does not go together is a usage error" {
    sighted
    refuses '--fail-on-violation goes with --class' '' check --fail-on-violation line.geojson sightings.geojson
    refuses '--classes goes with --class' '' check --classes c.json line.geojson sightings.geojson
    refuses '--places-name goes with --places' '' check --places-name n line.geojson sightings.geojson
    refuses "check: expected LINE POINTS, found only 'line.geojson'" '' check line.geojson
    refuses 'check: only one input can be standard input' '' check - -
    refuses 'check: only one input can be standard input' '' check --clip - line.geojson -
    refuses "--line-for stands instead of 'line.geojson', not beside it" '' check --line-for left=a --line-for right=b line.geojson sightings.geojson
    refuses '--line-for: a line for the right is missing' '' check --line-for left=a sightings.geojson
    refuses "--accuracy: '5' has no unit" 'did you mean 5m?' check --accuracy 5 line.geojson sightings.geojson
    refuses "--output: 'a.kml': sightings are written as .geojson, .json, .geojsonl, .geojsons, .csv, .gpkg, .fgb or .parquet" '' check -o a.kml line.geojson sightings.geojson
    refuses "--format: 'shp' is none of geojson, geojsonl, geojsonseq, gpkg, fgb, csv, parquet" '' check --format shp line.geojson sightings.geojson
    refuses 'sightings.geojson: is an input, and would be lost' '' check --overwrite -o sightings.geojson line.geojson sightings.geojson
    refuses 'line.geojson: is an input, and would be lost' '' check --overwrite -o line.geojson line.geojson sightings.geojson
    refuses 'check does not take --regions' 'dmzcalc check --help lists the options' check --regions a line.geojson sightings.geojson
}

@test "a file that exists stays, and outputs come together or not at all" {
    sighted
    echo old >checked.geojson
    dmz check -q -o checked.geojson line.geojson sightings.geojson
    [ "$code" = 5 ]
    [ "$(cat checked.geojson)" = old ]
    dmz check -q -o new.geojson --stats none/figures.json line.geojson sightings.geojson
    [ "$code" = 5 ]
    [ ! -e new.geojson ]
    dmz check -q -o /dev/full line.geojson sightings.geojson
    [ "$code" = 5 ]
}

@test "the built-in tables fit the schema of tables, which refuses others" {
    schema=$root/docs/schema/classes.schema.json
    check schema "$schema" "$root/data/classes/weapons.json"
    i=0
    for change in '.kinds[0].id = "A b"' 'del(.kinds[0].title)' '.names.x = "tank >1 mm"' '.rules[0].kinds = ["tank 5 mm"]' \
        '.rules[0].forbids = "tanks"' '.more = 1' '.kinds[0].names = ["a", "a"]'; do
        i=$((i + 1))
        jq "$change" "$root/data/classes/weapons.json" >"spoiled-$i"
    done
    check refused "$schema" spoiled-*
    meridian
    sighting 1 '"tank"' 0 30.01,48.5 >s.geojson
    for file in spoiled-*; do # of names that are there already only the new ones are refused
        jq '{names, rules, kinds: (.kinds | map(.id |= . + "-x" | if .of then .of |= . + "-x" else . end))} + (if .more then {more} else {} end)' "$file" >own.json
        dmz check -q --class type --classes own.json -o /dev/null line.geojson s.geojson
        [ "$code" = 3 ] || { echo "$file: $code"; cat "$said/err"; return 1; }
    done
}

@test "classes are sorted: as the tables have them, calibres rising, unknown ones by name, what is not given last" {
    meridian
    {
        echo lon,lat,class
        printf '30.05%s,48.5,%s\n' 1 'howitzer 152 mm' 2 'D-30 122mm howitzer' 3 zebra 4 apple 5 tank 6 ''
    } >sightings.csv
    dmz check --class class --width 10km+20km -o checked.geojson line.geojson sightings.csv
    [ "$code" = 0 ]
    diff <(sed -nE 's/^band-right +right +(.*[a-z]) +1 .*/\1/p' "$said/err") - <<'END'
tank
artillery 122 mm
artillery 152 mm
apple, not known
zebra, not known
not given
END
    grep -q '^Sightings by zone: strip to 2 km; band to 10 km on the left, 20 km on the right from the line$' "$said/err"
}

@test "a table has the columns of the first sighting; values of others are counted" {
    meridian
    printf '{"type":"FeatureCollection","features":[%s,%s,%s]}' \
        '{"type":"Feature","properties":{"id":1},"geometry":{"type":"Point","coordinates":[30.05,48.5]}}' \
        '{"type":"Feature","properties":{"id":2,"extra":"x"},"geometry":{"type":"Point","coordinates":[30.06,48.5]}}' \
        '{"type":"Feature","properties":{"note":"y","id":3},"geometry":{"type":"Point","coordinates":[30.07,48.5]}}' >sightings.geojson
    dmz check -q -o checked.csv line.geojson sightings.geojson
    [ "$code" = 0 ]
    grep -qx 'dmzcalc: warning: 2 values of fields that the first sighting does not have are not in the table' "$said/err"
    [ "$(head -n 1 checked.csv | cut -d, -f 1-4)" = 'lon,lat,"id",zone' ]
    [ "$(cut -d, -f 3 checked.csv | tail -n 3 | tr '\n' ' ')" = '1 2 3 ' ]
}

@test "values that a table's column of numbers cannot take are counted in a warning" {
    command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
    meridian
    printf '{"type":"FeatureCollection","features":[%s,%s]}' \
        '{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[30.01,48.1]}}' \
        '{"type":"Feature","properties":{"n":"2-3"},"geometry":{"type":"Point","coordinates":[30.01,48.2]}}' >seen.geojson
    dmz check -q -o checked.gpkg line.geojson seen.geojson
    answers 0 '' 'dmzcalc: warning: values that are no numbers, as those of the first sighting are, are not in the table: 1'
    dmz check -q -o checked.csv line.geojson seen.geojson
    answers 0 '' ''
    grep -q '2-3' checked.csv
}
