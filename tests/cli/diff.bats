#!/usr/bin/env bats
# diff.bats: what a moved line changes.

load helper

# moved: a meridian, and the same a twentieth of a degree farther east: the left party, in the west, gained the belt.
moved() {
    line '[[30,48],[30,49]]' old.geojson
    line '[[30.05,48],[30.05,49]]' new.geojson
}

# figure FILTER: a number of figures.json, with three decimals.
figure() {
    jq -r "$1 | . * 1000 | round / 1000" figures.json
}

@test "a table: who gained what, what entered and left each zone" {
    moved
    dmz diff --left West --right East old.geojson new.geojson
    succeeds
    grep -Eq '^West +410\.8[0-9] +1 +3\.7[0-9] ' "$said/out"
    grep -Eq '^East +0\.00 +0$' "$said/out"
    grep -q '^On balance: West gained 410\.8' "$said/out"
    grep -Eq '^Moved by more than 500 m: 111\.2[0-9] of the line.s 111\.2[0-9] km$' "$said/out"
    [ ! -s "$said/err" ]
}

@test "figures as Markdown: the tables of the terminal, names harmless" {
    moved
    dmz diff --left 'We|st' --right East --stats figures.md old.geojson new.geojson
    succeeds
    grep -Fqx 'strip: 4 km across: 2 km on each side (Fully demilitarized strip)  ' figures.md
    grep -Eqx '\| We\\\|st \| 410\.8[0-9] \| 1 \| 3\.7[0-9] \| 30\.0500,4[89]\.0000 \|' figures.md
    grep -Eqx 'On balance: We\\\|st gained 410\.8[0-9] km²  ' figures.md
    [ "$(grep -c '^| --- | ' figures.md)" = 3 ]
    # all figures of both forms, in their order
    diff <(tr -s ' |\\*' '\n' <figures.md | grep '[0-9]') <(tr -s ' |' '\n' <"$said/out" | grep '[0-9]')
}

@test "what does not change has no sign" {
    moved
    dmz diff old.geojson new.geojson
    succeeds
    run -1 grep -E -- '-0(\.0+)?( |$)' "$said/out"
}

@test "what lies beyond the other line's ends is compared with nothing, and said" {
    moved
    line '[[30.05,47],[30.05,49]]' longer.geojson
    dmz diff --stats figures.json old.geojson longer.geojson
    succeeds
    grep -Eq '^Beyond the ends of the other line, and compared with nothing: 111\.1[0-9] km of this, 0\.00 km of the line before$' "$said/out"
}

@test "the same line changes nothing" {
    meridian
    dmz diff --stats figures.json -o pieces.geojson line.geojson line.geojson
    succeeds
    [ "$(jq -c '[.changed_km2, .net_left_km2, .moved.length_km, [.gained[].advance]]' figures.json)" = '[0,0,0,[null,null]]' ]
    [ "$(jq '.features | length' pieces.geojson)" = 0 ]
    [ "$(jq '[.zones[] | .entered_km2 + .departed_km2] | add' figures.json)" = 0 ]
}

@test "sums agree with the difference of two runs, and with the pieces" {
    moved
    for day in old new; do
        "$program" -q --width 20km --stats "$day.json" -o "$day-zones.geojson" "$day.geojson"
    done
    dmz diff -q --width 20km --stats figures.json -o pieces.geojson old.geojson new.geojson
    succeeds
    [ ! -s "$said/out" ]
    python3 - <<'PYTHON'
import json
old, new, diff = (json.load(open(name + ".json")) for name in ("old", "new", "figures"))
pieces = [f["properties"] for f in json.load(open("pieces.geojson"))["features"]]
assert len(diff["zones"]) == 4
for before, after, zone in zip(old["zones"], new["zones"], diff["zones"]):
    grown = after["area_km2"] - before["area_km2"]
    assert zone["zone"] == after["zone"]
    assert abs(zone["entered_km2"] - zone["departed_km2"] - grown) <= 1e-6 * after["area_km2"], zone
    entered = sum(p["area_km2"] for p in pieces if p["to_zone"] == zone["zone"] != p["from_zone"])
    departed = sum(p["area_km2"] for p in pieces if p["from_zone"] == zone["zone"] != p["to_zone"])
    assert abs(entered - zone["entered_km2"]) < 1e-5 * after["area_km2"], (entered, zone)
    assert abs(departed - zone["departed_km2"]) < 1e-5 * after["area_km2"], (departed, zone)
    assert entered > 10
for gained in diff["gained"]:
    total = sum(p["area_km2"] for p in pieces if p["side"] == gained["side"])
    assert abs(total - gained["area_km2"]) < 1e-5 * (1 + gained["area_km2"])
assert all(p["gained_by"] in ("left", None) for p in pieces)
PYTHON
}

@test "turned round, left and right change places" {
    moved
    dmz diff -q --stats there.json old.geojson new.geojson
    succeeds
    dmz diff -q --stats back.json new.geojson old.geojson
    succeeds
    [ "$(jq '.gained[0].area_km2' there.json)" = "$(jq '.gained[1].area_km2' back.json)" ]
    [ "$(jq '.net_left_km2' there.json)" = "$(jq '-.net_left_km2' back.json)" ]
    [ "$(jq -c '[.zones[].entered_km2]' there.json)" = "$(jq -c '[.zones[].departed_km2]' back.json)" ]
}

@test "ground far beyond all zones is not lost" {
    line '[[30,48],[30,49]]' old.geojson
    line '[[31,48],[31,49]]' new.geojson
    dmz diff -q --width 2km --strip 1km --stats figures.json -o pieces.geojson old.geojson new.geojson
    succeeds
    [ "$(figure '.gained[0].area_km2 / 100 | floor')" = 82 ]
    jq -e '[.features[].properties | select(.from_zone == "outside" and .to_zone == "outside")] | length == 1' pieces.geojson
}

@test "pieces go into every format, and to standard output" {
    command -v ogr2ogr >/dev/null || skip "other formats are written by GDAL"
    moved
    for suffix in geojson geojsonl gpkg kml fgb shp csv; do
        dmz diff -q -o "pieces.$suffix" old.geojson new.geojson
        succeeds
        [ -s "pieces.$suffix" ]
    done
    [ "$(wc -l <pieces.geojsonl)" = "$(jq '.features | length' pieces.geojson)" ]
    [ "$(ogrinfo -so pieces.gpkg changes | grep -c '^gained_by: String')" = 1 ]
    head -n 1 pieces.csv | grep -q '^WKT,change,gained_by,side,from_zone,to_zone,area_km2$'
    dmz diff -o - old.geojson new.geojson
    [ "$code" = 0 ]
    cmp "$said/out" pieces.geojson
    grep -q '^gained by ' "$said/err"
}

@test "regions and places are those of the ground that changed hands" {
    moved
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"South"},"geometry":{"type":"Polygon","coordinates":[[[29,47],[31,47],[31,48.5],[29,48.5],[29,47]]]}}]}' >regions.geojson
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Ash","population":90},"geometry":{"type":"Point","coordinates":[30.02,48.2]}},{"type":"Feature","properties":{"name":"Beech","population":7},"geometry":{"type":"Point","coordinates":[30.06,48.2]}}]}' >places.geojson
    dmz diff -q --regions regions.geojson --places places.geojson --stats figures.json old.geojson new.geojson
    succeeds
    python3 - <<'PYTHON'
import json
left, right = json.load(open("figures.json"))["gained"]
south = left["regions"][0]
assert south["name"] == "South" and 0.5 < south["area_km2"] / left["area_km2"] < 0.51
assert abs(south["area_km2"] + left["in_no_region_km2"] - left["area_km2"]) < 1e-4
assert left["places"]["population"] == 90 and [p["name"] for p in left["places"]["list"]] == ["Ash"]
assert right["regions"] == [] and right["places"]["count"] == 0
PYTHON
    dmz diff -q --regions regions.geojson --places places.geojson --stats figures.csv old.geojson new.geojson
    succeeds
    [ "$(ls figures*.csv | tr '\n' ' ')" = 'figures.by_zone.csv figures.csv figures.flows.csv figures.gained.csv figures.places.csv figures.regions.csv ' ]
    for file in figures*.csv; do [ -s "$file" ]; done
    [ "$(sed -n 2p figures.gained.csv | cut -d, -f1-2)" = '"left","left"' ]
}

@test "masks cut zones and what changed hands" {
    moved
    printf '{"type":"Polygon","coordinates":[[[29,47],[31,47],[31,48.5],[29,48.5],[29,47]]]}' >land.geojson
    dmz diff -q --stats all.json old.geojson new.geojson
    succeeds
    dmz diff -q --clip land.geojson --stats figures.json old.geojson new.geojson
    succeeds
    python3 - <<'PYTHON'
import json
whole, cut = (json.load(open(name))["gained"][0]["area_km2"] for name in ("all.json", "figures.json"))
assert 0.5 < cut / whole < 0.51, (whole, cut)
PYTHON
}

@test "one of both may be standard input, or a layer of a file" {
    moved
    dmz diff -q --stats figures.json old.geojson new.geojson
    succeeds
    code=0
    "$program" diff -q --stats piped.json - new.geojson <old.geojson || code=$?
    [ "$code" = 0 ]
    cmp figures.json piped.json
    command -v ogr2ogr >/dev/null || skip "layers are read by GDAL"
    ogr2ogr -f GPKG days.gpkg old.geojson -nln monday
    ogr2ogr -f GPKG -update days.gpkg new.geojson -nln tuesday
    dmz diff -q --stats layers.json 'days.gpkg#monday' 'days.gpkg#tuesday'
    succeeds
    [ "$(jq .changed_km2 layers.json)" = "$(jq .changed_km2 figures.json)" ]
}

@test "a row for each day, sorted; one that fails says why, and the others go on" {
    mkdir days
    line '[[30,48],[30,49]]' days/front_2024-03-01.geojson
    line '[[30.02,48],[30.02,49]]' days/front-20240302.geojson
    line '[[30.03,48],[30.03,49]]' days/front_2024-03-05.geojson
    echo '{' >days/front_2024-03-04.geojson
    echo 'no line' >days/notes.txt
    dmz diff --series days --stats days.csv --moved 1km
    [ "$code" = 3 ]
    same err 'dmzcalc: days/front_2024-03-04.geojson:2:1: unexpected end of the text; expected a member name or '"'"'}'"'"'
dmzcalc: diff: 1 of 3 days have no figures'
    grep -Eq '^2024-03-02 +front-20240302 ' "$said/out"
    python3 - <<'PYTHON'
import csv
rows = list(csv.DictReader(open("days.csv")))
assert [r["date"] for r in rows] == ["2024-03-02", "2024-03-04", "2024-03-05"]
assert [r["since"] for r in rows] == ["2024-03-01", "2024-03-02", "2024-03-02"]
assert [r["status"] for r in rows] == ["0", "3", "0"]
assert "front_2024-03-04.geojson" in rows[1]["error"] and rows[1]["gained_left_km2"] == ""
first, last = rows[0], rows[2]
assert 1.9 < float(first["gained_left_km2"]) / float(last["gained_left_km2"]) < 2.1
assert float(first["moved_km"]) > 100 and float(last["moved_km"]) == 0
assert abs(float(first["strip-left_entered_km2"]) - float(first["strip-left_departed_km2"])) < 1
PYTHON
}

@test "days without figures: each with its file, its reason and what may help" {
    mkdir days
    line '[[30,48],[30,49]]' days/2024-03-01.geojson
    line '[[30,48],[30,98]]' days/2024-03-02.geojson
    line '[[30.02,49],[30.02,48]]' days/2024-03-03.geojson # a reason that names no file
    dmz diff -q --series days --stats days.json
    [ "$code" = 3 ]
    same err 'dmzcalc: days/2024-03-02.geojson: /coordinates/1: latitude 98 is outside [-90, 90]
hint: longitude comes first in GeoJSON: it looks as if the two were swapped
dmzcalc: days/2024-03-03.geojson: the lines run against each other: left of the one is right of the other
dmzcalc: diff: 2 of 2 days have no figures'
}

@test "a series of two is the difference of two" {
    mkdir days
    moved
    cp old.geojson days/2024-03-01.geojson
    cp new.geojson days/2024-03-02.geojson
    dmz diff -q --stats figures.json old.geojson new.geojson
    succeeds
    dmz diff -q --stats days.json --series days
    succeeds
    [ "$(jq -c '[.gained[].area_km2]' figures.json)" = "$(jq -c '[.days[0].gained[].area_km2]' days.json)" ]
    [ "$(jq -c '[.zones[].entered_km2]' figures.json)" = "$(jq -c '[.days[0].zones[].entered_km2]' days.json)" ]
}

@test "the same input gives the same bytes" {
    for run in 1 2; do
        dmz diff -q --overwrite --stats "figures$run.json" -o "pieces$run.geojson" "$lines/ukraine-2024-07.geojson" \
            "$lines/ukraine-2024-07.geojson"
        [ "$code" = 0 ]
    done
    cmp figures1.json figures2.json
    cmp pieces1.geojson pieces2.geojson
}

@test "lines that run against each other are refused" {
    moved
    line '[[30.05,49],[30.05,48]]' turned.geojson
    dmz diff old.geojson turned.geojson
    fails 3 'the lines run against each other: left of the one is right of the other'
}

@test "wrong calls are refused" {
    moved
    dmz diff old.geojson
    fails 2 'diff: expected two lines, OLD and NEW, or --series DIR'
    dmz diff - -
    fails 2 'diff: only one of both lines can be standard input'
    dmz diff --moved 0m old.geojson new.geojson
    fails 2 "--moved: '0m' is not more than 0 and at most 1,000 km"
    dmz diff --date-from name old.geojson new.geojson
    fails 2 '--date-from goes with --series'
    dmz diff --series . old.geojson new.geojson
    fails 2 "--series stands instead of 'old.geojson', not beside it"
    dmz diff --series . -o pieces.geojson
    fails 2 '--output: polygons are of two lines, not of --series; --stats takes the days'
    mkdir empty
    dmz diff --series empty
    fails 3 'empty: has 0 lines: expected two days at least, as .geojson, .gpkg...'
    dmz diff --series nowhere
    fails 3 'nowhere: No such file or directory'
    dmz diff -o old.geojson --overwrite old.geojson new.geojson
    fails 2 'old.geojson: is an input, and would be lost'
    dmz diff --stats figures.xls old.geojson new.geojson
    [ "$code" = 2 ]
    dmz diff old.geojson nowhere.geojson
    [ "$code" = 3 ]
}

@test "lines that cannot be compared: round a pole, against each other" {
    line '[[0,85],[120,85],[240,85],[360,85]]' pole.geojson
    dmz diff --edges geodesic -q pole.geojson pole.geojson
    [ "$code" = 3 ]
    [ "$(tail -n 1 "$said/err")" = 'dmzcalc: the line: a line that goes round a pole cannot be compared' ]
    printf '{"type":"Feature","properties":{"left":"A","right":"B"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >old.geojson
    printf '{"type":"Feature","properties":{"left":"B","right":"A"},"geometry":{"type":"LineString","coordinates":[[30.01,48],[30.01,49]]}}' >new.geojson
    dmz diff old.geojson new.geojson
    fails 3 'the lines run against each other: A is left of the one, right of the other'
}
