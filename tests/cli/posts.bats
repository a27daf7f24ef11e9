#!/usr/bin/env bats
# posts.bats: observation posts along lines and limits, their gaps, what precedents had.

load helper

korea=$lines/korea-mdl.geojson
posts_schema=$root/docs/schema/posts.schema.json
force_schema=$root/docs/schema/force.schema.json

@test "values that are no good" {
    meridian
    refuses "--every: '0m' is not from 1m to 2,000 km" '' posts --every 0m line.geojson
    refuses "--every: '2001km' is not from 1m to 2,000 km" '' posts --every 2001km line.geojson
    refuses "--range: '50cm' is not from 1m to 2,000 km" '' posts --range 50cm line.geojson
    dmz posts --range 5 line.geojson
    [ "$code" = 2 ]
    refuses "--along: 'zones' is none of line, limits" '' posts --along zones line.geojson
    refuses "--emit: 'posts,zones' is no list of posts, gaps" '' posts --emit posts,zones line.geojson
    refuses '--emit: csv has room for one of posts, gaps' '' posts --emit posts,gaps -o a.csv line.geojson
    refuses "--output: 'a.txt': posts are written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, .fgb, .shp, .csv or .parquet" '' \
        posts -o a.txt line.geojson
    refuses "--stats: 'a.xls': figures are written as .json, .csv, .md or .txt" '' posts --stats a.xls line.geojson
    refuses 'line.geojson: is an input, and would be lost' '' posts -o line.geojson --overwrite line.geojson
    here line.geojson
    dmz posts -q --every 4m --range 2m -o a.geojson "$lines/korea-mdl.geojson"
    [ "$code" = 0 ]
    line '[[0,0],[179,0],[358,0]]' long.geojson
    dmz posts -q --every 10m --width 2km --strip 1km -o b.geojson long.geojson
    [ "$code" = 2 ]
    grep -q '^dmzcalc: --every: that would be .* posts, more than 1000000$' "$said/err"
    here a.geojson line.geojson long.geojson
}

# Distances by jq's plane geometry on a meridian would be wrong: lengths here are the program's own km_along, and the
# meridian's 111.2 km.
@test "posts at equal distances, gaps between them" {
    meridian
    dmz posts -q --every 10km --range 3km line.geojson
    succeeds
    cp "$said/out" a.geojson
    jq -e '[.features[] | select(.geometry.type == "Point") | .properties | [.post, .along, .part, .number, .layer]] |
        length == 13 and .[0] == ["line-1-001", "line", 1, 1, null] and .[12][0] == "line-1-013"' a.geojson
    jq -e '[.features[] | select(.geometry.type == "Point")] | .[0].geometry.coordinates == [30, 48] and
        .[12].geometry.coordinates == [30, 49] and ([.[].properties.km_along] as $k |
        [range(1; 13) | $k[.] - $k[. - 1]] | max - min < 1e-5)' a.geojson
    jq -e '[.features[] | select(.geometry.type == "LineString") | .properties] | length == 12 and
        all(.length_km > 3.2 and .length_km < 3.3) and .[0].gap == "line-1-gap-01" and
        (.[0].from_km - 3 | fabs) < 1e-4' a.geojson
    jq -e '.dmzcalc.posts | .count == 13 and .gaps == 12 and .every_m == 10000 and .range_m == 3000 and
        (.covered_share - 12 * 6 / .length_km | fabs) < 1e-4' a.geojson
    # The same bytes again, and from standard input.
    dmz posts -q --every 10km --range 3km - <line.geojson
    cmp "$said/out" a.geojson
    dmz posts -q --every 10km --range 5km line.geojson
    jq -e '.dmzcalc.posts | .gaps == 0 and .covered_share == 1' "$said/out"
}

@test "along limits, by layer and side; closed ones have no post twice" {
    dmz posts -q --along limits --every 10km -o a.geojson --left North --right South "$korea"
    [ "$code" = 0 ]
    jq -e '[.features[] | select(.geometry.type == "Point") | .properties.along] | unique == ["band-left", "band-right", "strip-left", "strip-right"]' a.geojson
    jq -e 'first(.features[] | select(.properties.post == "band-right-1-004")).properties | .layer == "band" and .side == "right" and .party == "South" and .part == 1 and .number == 4' a.geojson
    meridian
    dmz posts -q --along limits --merge --every 7km -o b.geojson line.geojson
    jq -e '[.features[] | select(.geometry.type == "Point")] | ([.[].geometry.coordinates] | unique | length) == length' b.geojson
    jq -e '[.dmzcalc.posts.count] == [([.features[] | select(.geometry.type == "Point")] | length)]' b.geojson
}

@test "the table, with every precedent and the spread" {
    meridian
    dmz posts -o a.geojson --range 3km line.geojson
    [ "$code" = 0 ]
    grep -q '^Posts along the line, at most 10 km apart, each of which sees 3 km: 13; 12 gaps, 64.7 % covered$' "$said/err"
    grep -q '^Gaps: farther than 3 km from every post$' "$said/err"
    for force in "$root"/data/forces/*.json; do
        grep -q "^$(basename "$force" .json) " "$said/err"
    done
    grep -qE '^By km of line, [0-9]+ precedents: least [0-9,]+, median [0-9,]+, most [0-9,]+$' "$said/err"
    grep -qE '^By km² of zones, [0-9]+ precedents: least' "$said/err"
    grep -q 'This is no recommendation' "$said/err"
    dmz posts -q -o a.geojson --overwrite line.geojson
    succeeds
}

@test "figures in four forms" {
    meridian
    dmz posts -q --range 3km --stats a.json -o a.gpkg line.geojson
    succeeds
    check schema "$posts_schema" a.json
    check tampered "$posts_schema" a.json
    jq '.forces.reading = "what it takes"' a.json >tampered-1
    jq 'del(.forces.precedents[0].sources)' a.json >tampered-2
    jq '.posts.covered_share = 1.1' a.json >tampered-3
    check refused "$posts_schema" tampered-*
    rm tampered-*
    jq -e '.posts.count == ([.courses[].posts] | add) and .posts.gaps == (.gaps | length)' a.json
    jq -e '.forces | .line_km as $km | .precedents | all(.its_km == null or ((.here_by_km - .personnel / .its_km * $km) | fabs) < 0.06)' a.json
    jq -e '.forces | ([.precedents[].here_by_km | values] | sort) as $all | .spread.by_km |
        .precedents == ($all | length) and .least == $all[0] and .most == $all[-1]' a.json
    dmz posts -q --along limits --preset unikom-1991 --left Iraq --right Kuwait --stats b.json -o b.geojson line.geojson
    succeeds
    check schema "$posts_schema" b.json
    boxes a 29,48,31,48.5
    dmz posts -q --clip boxes.geojson --along limits --stats c.json -o b.geojson --overwrite line.geojson
    succeeds
    check schema "$posts_schema" c.json
    jq -e '.forces.area_km2 < 8000 and .posts.length_km < 300' c.json
    dmz posts -q --range 3km --stats a.csv -o a.csv.geojson line.geojson
    succeeds
    head -n 1 a.csv | diff - <(echo along,part,length_km,posts,spacing_km,gaps,uncovered_km,covered_percent)
    [ "$(wc -l <a.gaps.csv)" = 13 ]
    [ "$(wc -l <a.forces.csv)" = $(($(ls "$root/data/forces" | wc -l) + 1)) ]
    dmz posts -q --stats a.md -o c.geojson line.geojson
    grep -q '^| precedent | its people |' a.md
    dmz posts -q --stats a.txt -o d.geojson line.geojson
    grep -q '^line ' a.txt
}

@test "every format has posts and gaps, or one of them" {
    line '[[179.9,-17],[180.4,-17.2]]'
    for format in geojsonl kml csv; do
        "$program" posts -q --range 2km -o "a.$format" line.geojson 2>/dev/null
    done
    [ "$(grep -c '"post"' a.geojsonl)" = 7 ]
    [ "$(grep -c '"gap"' a.geojsonl)" = 6 ]
    grep -q '<Folder><name>Posts</name>' a.kml
    grep -q '<Folder><name>Gaps</name>' a.kml
    [ "$(grep -c '^"POINT (' a.csv)" = 7 ]
    "$program" posts -q --range 2km --emit gaps -o gaps.csv line.geojson 2>/dev/null
    [ "$(grep -c '^"MULTILINESTRING (' gaps.csv)" = 6 ]
    for format in gpkg shp fgb; do
        "$program" posts -q --range 2km -o "b.$format" line.geojson 2>/dev/null
    done
    command -v ogrinfo >/dev/null || skip 'no ogrinfo'
    ogrinfo -ro -so b.gpkg posts | grep -q '^Feature Count: 7$'
    ogrinfo -ro -so b.gpkg gaps | grep -q '^Feature Count: 6$'
    ogrinfo -ro -so b.shp b | grep -q '^Feature Count: 7$'
    ogrinfo -ro -so b.fgb | grep -q 'Point'
}

@test "precedents are as their schema has them" {
    for force in "$root"/data/forces/*.json; do
        check schema "$force_schema" "$force"
        [ "$(jq -r .id "$force")" = "$(basename "$force" .json)" ]
        jq -e '.verified == (has("unverified") | not)' "$force"
        jq -e '(.status == "proposal") == (.id | endswith("p"))' "$force"
    done
    jq '.personnel = 0' "$root/data/forces/undof-1974.json" >tampered-1
    jq 'del(.line_km, .area_km2)' "$root/data/forces/undof-1974.json" >tampered-2
    jq 'del(.verified)' "$root/data/forces/undof-1974.json" >tampered-3
    jq '.sources = []' "$root/data/forces/undof-1974.json" >tampered-4
    check refused "$force_schema" tampered-*
}
