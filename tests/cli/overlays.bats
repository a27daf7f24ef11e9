#!/usr/bin/env bats
# overlays.bats: --places, --sites, --routes: what lies in the zones, in every form in which figures are written.

load helper

# feature NAME PROPERTIES GEOMETRY: one, with more properties (",\"a\":1") and with its geometry's type and coordinates.
feature() {
    printf '{"type":"Feature","properties":{"name":"%s"%s},"geometry":%s}\n' "$1" "$2" "$3"
}

point() {
    printf '{"type":"Point","coordinates":[%s]}' "$1"
}

# overlaid: writes the line, five places, three sites and two routes, all made up.
overlaid() {
    meridian
    {
        feature Alder ',"population":1200' "$(point 30.01,48.5)"
        feature Birch ',"population":25000' "$(point 30.1,48.4)"
        feature Cedar ',"population":null' "$(point 30.12,48.3)"
        feature Dogwood ',"population":300' "$(point 29.9,48.6)"
        feature Elm ',"population":900000' "$(point 31,48.6)"
    } >places.geojson
    {
        feature Weir '' "$(point 29.99,48.5)"
        feature Works '' '{"type":"Polygon","coordinates":[[[30.01,48.5],[30.06,48.5],[30.06,48.6],[30.01,48.6],[30.01,48.5]]]}'
        feature Tower '' "$(point 29,48.5)"
    } >sites.geojson
    {
        feature R1 ',"class":"road"' '{"type":"LineString","coordinates":[[29.5,48.5],[30.5,48.5]]}'
        feature R2 ',"class":"rail"' '{"type":"LineString","coordinates":[[30.1,48.2],[30.1,48.8]]}'
    } >routes.geojson
}

overlays=(--places places.geojson --sites sites.geojson --routes routes.geojson)

@test "the table has them below the zones" {
    overlaid
    dmz "${overlays[@]}" -o zones.geojson line.geojson
    [ "$code" = 0 ]
    sed -n '/^Limits within/,$p' "$said/err" | sed 1d >"$said/below"
    mv "$said/below" "$said/err"
    same err "
zone         places  their population  unknown  routes km  cross its limit
strip-left        0                 0        0       2.00                1
strip-right       1             1,200        0       2.00                1
band-left         1               300        0      13.00                1
band-right        2            25,000        1      79.72                1

strip             1             1,200        0       4.00                2
band              3            25,300        1      92.72                2
left              1               300        0      15.00                2
right             3            26,200        1      81.72                2
all               4            26,500        1      96.72                4

Places, largest first
name     zone         population  km to the line
Birch    band-right       25,000            7.40
Alder    strip-right       1,200            0.74
Dogwood  band-left           300            7.38
Cedar    band-right                         8.90
4 of 5 places lie in zones; names by field 'name', population by 'population'
The population of 1 of them is not known, and not in the sums

Sites, with the nearest limit and how far inside it they are
site   zone                                   side   km to the line  limit        km inside
Weir   strip-left                             left             0.74  strip-left        1.26
Works  band-right 65.8 %, strip-right 34.2 %  right            0.74  strip-right       0.00
Tower  none                                   left            73.90  band-left       -58.90
1 of 3 sites lie outside all zones; names by field 'name'

Routes, km by zone and class
class  strip-left  strip-right  band-left  band-right  in zones  cross the line  limits
rail         0.00         0.00       0.00       66.72     66.72               0       0
road         2.00         2.00      13.00       13.00     30.00               1       4

all          2.00         2.00      13.00       79.72     96.72               1       4
96.72 of 140.62 km of 2 routes lie in zones; classes by field 'class'"
}

@test "figures in CSV are a file for the zones and one for each overlay" {
    overlaid
    dmz -q "${overlays[@]}" --stats f.csv -o zones.geojson line.geojson
    succeeds
    here f.csv f.places.csv f.routes.csv f.sites.csv line.geojson places.geojson routes.geojson sites.geojson zones.geojson
    head -n 2 f.csv | sed 's/^.*holes/zone/; s/"strip-left".*,1,0,/strip-left,/' >"$said/out"
    same out 'zone,places,places_population,places_unknown,routes_km,limit_crossings
strip-left,0,0,0,2.000035,1'
    cp f.places.csv "$said/out"
    same out 'name,zone,side,party,population,distance_km,lon,lat,feature
"Birch","band-right","right","right",25000,7.404663,30.1000000,48.4000000,2
"Alder","strip-right","right","right",1200,0.739014,30.0100000,48.5000000,1
"Dogwood","band-left","left","left",300,7.375592,29.9000000,48.6000000,4
"Cedar","band-right","right","right",,8.902997,30.1200000,48.3000000,3'
    [ "$(wc -l <f.sites.csv)" = 4 ]
    cp f.routes.csv "$said/out"
    same out 'class,km_strip-left,km_strip-right,km_band-left,km_band-right,in_zones_km,read_km,line_crossings,limit_crossings
"rail",0.000000,0.000000,0.000000,66.720023,66.720023,66.720023,0,0
"road",2.000035,2.000020,12.999998,13.000016,30.000069,73.901406,1,4'
}

@test "files of figures are written all or none" {
    overlaid
    printf 'mine\n' >f.sites.csv
    dmz -q "${overlays[@]}" --stats f.csv -o zones.geojson line.geojson
    fails 5 'f.sites.csv: File exists' 'use --overwrite to replace it'
    here f.sites.csv line.geojson places.geojson routes.geojson sites.geojson
    [ "$(cat f.sites.csv)" = mine ]
    dmz -q "${overlays[@]}" --overwrite --stats f.csv -o zones.geojson line.geojson
    succeeds
    grep -q Weir f.sites.csv
}

@test "figures in JSON: zones have their own, totals the sums" {
    overlaid
    dmz -q "${overlays[@]}" --stats f.json -o zones.geojson line.geojson
    succeeds
    check schema "$root/docs/schema/stats.schema.json" f.json
    jq -e '[.zones[].places.count] == [0, 1, 1, 2]' f.json
    jq -e '[.zones[3].places.list[].name] == ["Birch", "Cedar"]' f.json
    jq -e '.zones[3].places.list[1].population == null and .zones[3].places.unknown == 1' f.json
    jq -e '.totals.places == 4 and .totals.places_population == 26500 and .totals.sides[1].places == 3' f.json
    jq -e '.totals.routes_km - ([.zones[].routes_km] | add) | fabs < 1e-5' f.json
    jq -e '.routes | .line_crossings == 1 and .limit_crossings == 4 and (.classes | map(.class) == ["rail", "road"])' f.json
    jq -e '.sites.list[1].zones | map(.zone) == ["band-right", "strip-right"] and ((map(.share) | add) - 1 | fabs < 1e-5)' f.json
    jq -e '.sites.list[2] | .zones == [] and .side == "left" and .depth_km < 0' f.json
}

@test "Markdown has a heading for each" {
    overlaid
    dmz -q "${overlays[@]}" --stats f.md -o zones.geojson line.geojson
    succeeds
    grep -Fx '## Places, largest first' f.md
    grep -Fx '| Birch | band-right | 25,000 | 7.40 |' f.md
    grep -Fx '| **all** | **4** | **26,500** | **1** | **96.72** | **4** |' f.md
}

@test "populations that no place has are refused by feature and field" {
    meridian
    for population in 1.7e308 1000000000001; do
        printf '{"type":"FeatureCollection","features":[%s,%s]}' \
            '{"type":"Feature","properties":{"pop":3},"geometry":{"type":"Point","coordinates":[30.01,48.5]}}' \
            '{"type":"Feature","properties":{"pop":'$population'},"geometry":{"type":"Point","coordinates":[30.02,48.5]}}' >p.geojson
        for output in figures.json map.svg; do
            option=--stats
            [ "$output" = figures.json ] || option=--map
            dmz -q --places p.geojson -o zones.geojson "$option" "$output" line.geojson
            fails 3 "p.geojson: feature 2: pop: '$population' is no number of people; expected at most 1e12"
            here line.geojson p.geojson
        done
    done
    sed -i 's/1000000000001/1e12/' p.geojson
    dmz -q --places p.geojson -o zones.geojson --stats figures.json line.geojson
    succeeds
    jq -e '.totals.places_population == 1000000000003' figures.json
}

@test "ten places are shown, and how many more there are; files have all" {
    meridian
    for i in $(seq 1 15); do
        feature "P$i" ",\"population\":$i" "$(point 30.01,48.$((100 + i)))"
    done >places.geojson
    dmz --places places.geojson --stats f.csv -o zones.geojson line.geojson
    [ "$code" = 0 ]
    grep -Fx 'and 5 more' "$said/err"
    [ "$(grep -c '^P[0-9]' "$said/err")" = 10 ]
    [ "$(wc -l <f.places.csv)" = 16 ]
}

@test "the same input gives the same bytes, without GDAL" {
    overlaid
    LD_DEBUG=libs dmz "${overlays[@]}" --emit zones,crossings --stats f.csv -o a.geojson line.geojson
    [ "$code" = 0 ]
    ! grep -q libgdal "$said/err"
    dmz -q "${overlays[@]}" --emit zones,crossings --stats g.csv -o b.geojson line.geojson
    cmp a.geojson b.geojson
    cmp f.routes.csv g.routes.csv
}

@test "crossings are points, in every format" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    overlaid
    dmz -q --routes routes.geojson --emit crossings -o crossings.geojson line.geojson
    succeeds
    check schema "$root/docs/schema/zones.schema.json" crossings.geojson
    jq -e '[.features[].properties.crossing] == ["band-left", "strip-left", "line", "strip-right", "band-right"]' crossings.geojson
    jq -e '.features[2] | .geometry.coordinates[0] == 30 and .properties.route == "R1" and .properties.class == "road"' crossings.geojson
    for name in a.csv a.kml a.fgb a.shp a.gpkg; do
        dmz -q --routes routes.geojson --emit crossings -o "$name" line.geojson
        succeeds
        layer=()
        [ "$name" != a.gpkg ] || layer=(crossings)
        ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=7 "$name.json" "$name" "${layer[@]}"
        diff <(jq -c '.features[] | [.properties.crossing, (.geometry.coordinates[:2] | map(. + 0))]' crossings.geojson) \
            <(jq -c '.features[] | [.properties.crossing, (.geometry.coordinates[:2] | map(. + 0))]' "$name.json")
    done
}

@test "a GeoPackage has figures as tables" {
    command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
    overlaid
    dmz -q "${overlays[@]}" -o zones.gpkg line.geojson
    succeeds
    for table in zones limits contact_line crossings by_zone places sites routes; do
        ogrinfo -q zones.gpkg | grep -F ": $table"
    done
    ogrinfo -q zones.gpkg places | grep -F 'population (Integer64) = 25000'
    ogrinfo -q zones.gpkg by_zone | grep -F 'routes_km (Real) = 79.720039'
    dmz -q -o none.gpkg line.geojson
    ! ogrinfo -q none.gpkg | grep -E 'crossings|by_zone|places'
}

@test "places of other formats, and one layer of several" {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
    overlaid
    dmz -q --places places.geojson --stats expected.csv line.geojson
    ogr2ogr -f GPKG both.gpkg places.geojson -nln towns
    ogr2ogr -f GPKG -update both.gpkg sites.geojson -nln works
    printf 'name,population,lon,lat\nAlder,1200,30.01,48.5\nBirch,25000,30.1,48.4\nCedar,,30.12,48.3\nDogwood,300,29.9,48.6\nElm,900000,31,48.6\n' >places.csv
    for name in both.gpkg#towns places.csv; do
        dmz -q --overwrite --places "$name" --stats found.csv line.geojson
        succeeds
        diff <(cut -d, -f1-6 expected.places.csv) <(cut -d, -f1-6 found.places.csv)
    done
}

@test "merged zones and masks: places are where the zones are as written" {
    overlaid
    dmz -q --merge --places places.geojson --stats m.csv line.geojson
    succeeds
    cut -d, -f1-3 m.places.csv >"$said/out"
    same out 'name,zone,side
"Birch","band","right"
"Alder","strip","right"
"Dogwood","band","left"
"Cedar","band","right"'
    printf '{"type":"Polygon","coordinates":[[[30.05,48.35],[31,48.35],[31,48.45],[30.05,48.45],[30.05,48.35]]]}' >out.geojson
    dmz -q --exclude out.geojson --places places.geojson --stats e.csv line.geojson
    succeeds
    ! grep Birch e.places.csv
    [ "$(wc -l <e.places.csv)" = 4 ]
}

@test "where each side has a line of its own, what lies in zones of both is in both, by its own line" {
    meridian
    line '[[29.98,48],[30.02,49]]' right.geojson
    { # between the lines where they are apart, in both zones, on the left alone
        feature None ',"population":1' "$(point 30.005,48.8)"
        feature Both ',"population":2' "$(point 29.99,48.2)"
        feature Left ',"population":3' "$(point 29.99,48.9)"
    } >places.geojson
    printf '{"type":"LineString","coordinates":[[29.5,48.2],[30.5,48.2]]}' >routes.geojson
    dmz -q --line-for left=line.geojson --line-for right=right.geojson --places places.geojson --routes routes.geojson \
        --sites places.geojson --stats f.json
    [ "$code" = 0 ]
    check schema "$root/docs/schema/stats.schema.json" f.json
    jq -e '.places | .read == 3 and .in_zones == 2' f.json
    jq -e '[.zones[].places.list | map(.name)] == [["Left", "Both"], ["Both"], [], []]' f.json
    jq -e '.zones[0].places.list[1].distance_km > 0.7 and .zones[1].places.list[0].distance_km < 0.2' f.json
    jq -e '.sites.list[1] | .side == "both" and (.zones | length == 2)' f.json
    jq -e '.routes | .line_crossings == 2 and .limit_crossings == 4' f.json
    # the strips lie on each other by 0.88 km: what is in both is counted once in all
    jq -e '.routes | ([.zones[].km] | add) - .in_zones_km > 0.8' f.json
}

@test "places from standard input" {
    overlaid
    dmz -q --places - --stats f.csv line.geojson <places.geojson
    succeeds
    [ "$(wc -l <f.places.csv)" = 5 ]
    dmz -q --places - - <line.geojson
    fails 2 '--places: standard input is read for something else'
}

@test "options that do not go together, and files that do not serve" {
    overlaid
    refuses '--places-name goes with --places' '' --places-name a line.geojson
    refuses '--places-population goes with --places' '' --places-population a line.geojson
    refuses '--sites-name goes with --sites' '' --sites-name a line.geojson
    refuses '--routes-class goes with --routes' '' --routes-class a line.geojson
    refuses '--routes-name goes with --routes' '' --routes-name a line.geojson
    refuses '--emit: crossings are those of --routes' '' --emit crossings line.geojson
    refuses 'places.geojson: is an input, and would be lost' '' --overwrite --places places.geojson -o places.geojson line.geojson
    dmz -q --places places.geojson --places-population people line.geojson
    fails 3 "places.geojson: no feature has a field 'people' (--places-population)"
    dmz -q --routes routes.geojson --routes-class kind line.geojson
    fails 3 "routes.geojson: no feature has a field 'kind' (--routes-class)"
    dmz -q --sites sites.geojson --sites-name label line.geojson
    fails 3 "sites.geojson: no feature has a field 'label' (--sites-name)"
    dmz -q --places none.geojson line.geojson
    [ "$code" = 3 ]
    grep -F 'none.geojson: ' "$said/err"
    dmz -q --places line.geojson line.geojson
    [ "$code" = 3 ]
    grep -F 'line.geojson: ' "$said/err"
    printf '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0,91]}}' >bad.geojson
    dmz -q --places bad.geojson -o zones.geojson --stats f.csv line.geojson
    [ "$code" = 3 ]
    grep -F 'bad.geojson: ' "$said/err"
    [ ! -e zones.geojson ] && [ ! -e f.csv ]
}

@test "names that could move a terminal's cursor are shown as escapes" {
    meridian
    feature '\u001b[2J=HYPERLINK' ',"population":1' "$(point 30.01,48.5)" >places.geojson
    dmz --places places.geojson --stats f.csv -o zones.geojson line.geojson
    [ "$code" = 0 ]
    ! grep -q $'\x1b' "$said/err"
    dmz -q --overwrite --places places.geojson --stats f.json line.geojson
    jq -e '.zones[1].places.list[0].name == "\u001b[2J=HYPERLINK"' f.json
}

@test "a site that is an area: how far it is from the nearer of two lines, none without area" {
    meridian
    line '[[30.05,48],[30.05,49]]' east.geojson
    printf '{"type":"Feature","properties":{"name":"Plant"},"geometry":{"type":"Polygon","coordinates":[[[30.051,48.4],[30.06,48.4],[30.06,48.41],[30.051,48.41],[30.051,48.4]]]}}' >site.geojson
    dmz -q --line-for left=line.geojson --line-for right=east.geojson --sites site.geojson --stats figures.json -o z.geojson
    [ "$code" = 0 ]
    jq -e '.sites.list[0] | .side == "right" and .kind == "area" and .zones[0].zone == "strip-right"' figures.json
    near "$(jq '.sites.list[0].distance_km' figures.json)" 0.074032 1e-4 # a thousandth of a degree at 48.41 N
    printf '{"type":"Feature","properties":{"name":"Plant"},"geometry":{"type":"Polygon","coordinates":[[[30.051,48.4],[30.06,48.4],[30.051,48.4],[30.051,48.4]]]}}' >site.geojson
    dmz -q --sites site.geojson -o other.geojson line.geojson
    fails 3 "site.geojson: feature 1: a site's polygon has no area"
}

@test "classes of routes: those of one length by name; of more than 10,000 none" {
    meridian
    routes() {
        local i
        printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"class":null},"geometry":{"type":"LineString","coordinates":[[29,48],[31,48.5]]}}'
        for i; do
            printf ',{"type":"Feature","properties":{"class":"%s"},"geometry":{"type":"LineString","coordinates":[[29,48],[31,48.5]]}}' "$i"
        done
        printf ']}'
    }
    routes b a >routes.geojson
    dmz -q --routes routes.geojson --routes-class class --stats figures.json -o z.geojson line.geojson
    succeeds
    [ "$(jq -c '[.routes.classes[].class]' figures.json)" = '[null,"a","b"]' ]
    routes $(seq 10000) >routes.geojson
    dmz -q --routes routes.geojson --routes-class class -o other.geojson line.geojson
    fails 3 "routes.geojson: the field 'class' has more than 10,000 values: these are no classes"
}

@test "edges over more than half the globe are said to be taken as short ones" {
    meridian
    boxes All -170,47,170,50
    dmz -q --regions boxes.geojson -o z.geojson line.geojson
    answers 0 '' 'dmzcalc: warning: boxes.geojson: edges over more than 180 degrees of longitude are taken as short ones over the antimeridian'
}

@test "a route along the line crosses it where it leaves on the other side, once" {
    line '[[30,48],[30.1,48.03],[30.2,48],[30.3,48.04],[30.4,48]]'
    local along='[30,48],[30.1,48.03],[30.2,48],[30.3,48.04],[30.4,48]' route expected
    # all along it; come from the left and gone to the right; and to the left again; crossed in one go; ended on it
    for route in "0 $along" "1 [30.1,48.1],[30.1,48.03],[30.2,48],[30.3,48.04],[30.3,47.9]" \
        "0 [30.1,48.1],[30.1,48.03],[30.2,48],[30.3,48.04],[30.3,48.1]" '1 [30.15,48.1],[30.15,47.9]' '0 [30.15,48.1],[30.1,48.03]'; do
        expected=${route%% *}
        line "[${route#* }]" route.geojson
        dmz -q --edges straight --routes route.geojson --stats figures.json --overwrite -o zones.geojson line.geojson
        succeeds
        jq -e --argjson n "$expected" '.routes.line_crossings == $n' figures.json || { echo "$route"; return 1; }
    done
}

@test "sites whose edges are as far from the line all along take no time" {
    line '[[0,50],[10,52],[20,50],[30,51]]'
    dmz -q --edges straight -o sites.geojson line.geojson
    succeeds
    timeout 30 "$program" -q --edges straight --width 12km --sites sites.geojson --stats f.json -o zones.geojson line.geojson
    # The limits of a zone within its reach are its site's, to the tolerance.
    jq -e '[.sites.list[] | select(.zones[0].zone | startswith("band")) | .distance_km | (. - 2) * 1000 | fabs] |
        length == 2 and max < 1.1' f.json
    line '[[0,89.9],[180,89.9]]'
    boxes cap -180,85,180,89.95
    timeout 90 "$program" -q --width 10km --sites boxes.geojson --stats f.json -o zones.geojson --overwrite line.geojson
    jq -e '.sites.list[0].distance_km == 0' f.json
}

@test "notes of several sentences are as many lines, in Markdown too" {
    meridian
    feature A ',"population":null' "$(point 30.005,48.8)" >places.geojson
    dmz -q --places places.geojson --stats f.md -o zones.geojson line.geojson
    succeeds
    run -1 grep -F u000a f.md
    grep -x "The population of 1 of them is not known, and not in the sums" f.md
}
