# report.bats: --report as a file: what it is refused for, what is in it, and that nothing in it leads elsewhere.

load helper

# part CLASS: the text of the page's only script element of this class or id, with `<` back in its place.
part() {
    python3 - "$1" page.html <<'END'
import re, sys
text = open(sys.argv[2], encoding='utf-8', newline='').read()
found = re.findall(r'<script type="application/json" (?:id|class)="%s"[^>]*>(.*?)</script>' % sys.argv[1], text, re.S)
assert len(found) == 1, len(found)
sys.stdout.write(re.sub(r'\\\\|\\u003c', lambda m: '<' if m.group() == '\\u003c' else m.group(), found[0]))
END
}

@test "a report is .html, and what belongs to it does not go without it" {
    meridian
    refuses "--report: 'page.pdf': a report is written as .html" '' --report page.pdf line.geojson
    refuses '--report-title is for --report' '' --report-title Title line.geojson
    refuses '--tiles is for --report' '' --tiles 'https://example.org/{z}/{x}/{y}.png' line.geojson
    refuses '--tiles-credit is for --tiles' '' --report page.html --tiles-credit Us line.geojson
    refuses '--report does not go with --each; dmzcalc compare makes one of many lines' '' --each --report page.html line.geojson
    refuses '--shard: parts go together as csv and jsonl, not as a report' '' compare -q --shard 1/2 --report page.html line.geojson
    here line.geojson
}

@test "the address of a base map has a scheme, a host and three numbers" {
    meridian
    for address in 'tiles' 'ftp://example.org/{z}/{x}/{y}' 'https:///{z}/{x}/{y}' 'https://example.org/{z}/{x}' \
        'https://example.org; script-src *//{z}/{x}/{y}' "https://example.org/{z}/{x}/{y}'" 'https://{z}/{x}/{y}'; do
        refuses "--tiles: '$address' is no address of tiles, as in https://tiles.example.org/{z}/{x}/{y}.png" '' \
            --report page.html --tiles "$address" line.geojson
    done
    here line.geojson
}

@test "the report does not take the place of an input, of another output, of a file that exists" {
    meridian
    cp line.geojson page.html
    dmz -q --overwrite -o z.geojson --report page.html page.html
    [ "$code" = 2 ]
    dmz -q -o z.geojson --report page.html line.geojson
    fails 5 'page.html: File exists' 'use --overwrite to replace it'
    here line.geojson page.html
}

@test "the page carries the zones to the byte, and the same input makes the same page" {
    meridian
    dmz -q -o z.geojson --report page.html line.geojson
    succeeds
    part file >found.geojson
    cmp found.geojson z.geojson
    mv page.html first.html
    dmz -q --overwrite -o z.geojson --report page.html line.geojson
    # but for the command line, which is on it
    cmp <(sed 's/ --overwrite//' page.html) first.html
}

@test "--emit says what the zones on the page have" {
    meridian
    dmz -q --emit zones,limits,line -o z.geojson --report page.html line.geojson
    succeeds
    part file | cmp - z.geojson
}

@test "the page goes to standard output, too, and then the zones do not" {
    meridian
    dmz -q -o z.geojson --report - line.geojson
    [ "$code" = 0 ]
    head -n 1 "$said/out" | grep -qx '<!DOCTYPE html>'
}

@test "its policy lets nothing in but its own style and scripts" {
    meridian
    dmz -q -o z.geojson --report page.html line.geojson
    grep -q "default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]*=' 'sha256-[A-Za-z0-9+/]*='; style-src 'sha256-[A-Za-z0-9+/]*='; img-src data:; base-uri 'none'; form-action 'none'" page.html
    python3 - <<'END'
import base64, hashlib, re
text = open('page.html', encoding='utf-8', newline='').read()
policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
own = re.findall(r'<(?:script|style)>(.*?)</(?:script|style)>', text, re.S)
assert len(own) == 3
for piece in own:
    assert base64.b64encode(hashlib.sha256(piece.encode()).digest()).decode() in policy
markup = re.sub(r'<(script|style)\b.*?</\1>', '', text, flags=re.S)
assert not re.findall(r'(?:src|href|action)="(?!#|data:)', markup)
assert 'url(' not in own[0]
END
}

@test "a base map's host is let in, and no other" {
    meridian
    dmz -q -o z.geojson --report page.html --tiles 'https://{s}.tiles.example.org:8080/{z}/{x}/{y}.png' --tiles-credit 'Ours <&>' line.geojson
    succeeds
    grep -q "img-src data: https://\*.tiles.example.org:8080; base-uri" page.html
    part data | jq -e '.tiles_credit == "Ours <&>" and .tiles == "https://{s}.tiles.example.org:8080/{z}/{x}/{y}.png"'
    dmz -q --overwrite -o z.geojson --report page.html --tiles 'http://127.0.0.1/{z}/{x}/{y}' line.geojson
    part data | jq -e '.tiles_credit == "127.0.0.1"'
}

@test "the title is the line's name and day, or what is asked for, and cannot leave its place" {
    printf '%s' '{"type":"Feature","properties":{"name":"A \"line\" </script><script>alert(1)</script> & \ud83d\ude00","date":"2024-07-08"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >line.geojson
    dmz -q --left '</title>' -o z.geojson --report page.html line.geojson
    succeeds
    [ "$(grep -c '<script' page.html)" = "$(grep -c '</script>' page.html)" ]
    ! grep -q '<script>alert' page.html
    grep -qF '<title>A &quot;line&quot; &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; 😀, 2024-07-08</title>' page.html
    part file | cmp - z.geojson
    part data | jq -e '.frames[0].picture.zones[0].party == "</title>"'
    dmz -q --overwrite -o z.geojson --report page.html --report-title '<b>' line.geojson
    grep -qF '<h1>&lt;b&gt;</h1>' page.html
}

@test "the command line is on the page as a shell reads it" {
    meridian
    dmz -q -o z.geojson --report page.html --left "it's" --right '' --report-title 'Two words' line.geojson
    part data | jq -er .command >command
    same_command="dmzcalc -q -o z.geojson --report page.html --left 'it'\\''s' --right '' --report-title 'Two words' line.geojson"
    [ "$(cat command)" = "$same_command" ]
}

@test "figures on the page are those of the files" {
    boxes West 29,47,30,50 East 30,47,31,50
    meridian
    dmz -q -o z.geojson --regions boxes.geojson --stats s.json --report page.html line.geojson
    part data | jq '[.frames[0].picture.zones[] | {zone, area_km2, limit_km}]' >page.json
    jq '[.zones[] | {zone, area_km2, limit_km}]' s.json | diff - page.json
    part data | jq -e '.origin.accuracy' | diff - <(jq .accuracy s.json)
    part data | jq -e '[.frames[0].picture.backdrop.regions[].name] == ["West","East"]'
    part data | jq -e '[.sheets[].name] == ["zones","regions"]'
}

# Places are millionths of a degree, each but the first by how far it is from the one before.
@test "places, routes, sites and what is in doubt are on the page, places by how many live there" {
    meridian
    cat >places.geojson <<'END'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hamlet"},"geometry":{"type":"Point","coordinates":[30.01,48.2]}},
{"type":"Feature","properties":{"name":"Town","population":500},"geometry":{"type":"Point","coordinates":[30.01,48.3]}},
{"type":"Feature","properties":{"name":"City","population":90000},"geometry":{"type":"Point","coordinates":[30.01,48.4]}}]}
END
    cat >sites.geojson <<'END'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Plant"},"geometry":{"type":"Polygon","coordinates":[[[30.02,48.4],[30.03,48.4],[30.03,48.41],[30.02,48.41],[30.02,48.4]]]}},
{"type":"Feature","properties":{"name":"Dam"},"geometry":{"type":"Point","coordinates":[30.05,48.5]}}]}
END
    printf '{"type":"Feature","properties":{"name":"M1","class":"road"},"geometry":{"type":"LineString","coordinates":[[29.9,48.05],[30.2,48.06]]}}' >routes.geojson
    dmz -q --uncertainty 500m --places places.geojson --sites sites.geojson --routes routes.geojson --routes-class class \
        -o z.geojson --report page.html line.geojson
    succeeds
    part data | jq '.frames[0].picture' >picture.json
    jq -c '.backdrop.places[] | [.name, .population]' picture.json |
        diff - <(printf '%s\n' '["City",90000]' '["Town",500]' '["Hamlet",null]')
    jq -e '.backdrop.routes == [{"name":"M1","class":"road","paths":[[29900000,48050000,300000,10000]]}]' picture.json
    jq -e '[.backdrop.sites[] | [.name, (.area | flatten | length)]] == [["Plant",10],["Dam",0]]' picture.json
    jq -e '.backdrop.sites[1].at == [30050000,48500000]' picture.json
    jq '[.features[] | select(.properties.certain == false) | .properties | {zone, area_km2}]' z.geojson >file.json
    [ "$(jq length file.json)" -gt 0 ]
    jq '[.fringes[] | {zone, area_km2}]' picture.json | diff file.json -
    jq -e 'all(.fringes[]; .area | flatten | length > 6)' picture.json
}

@test "what is shown of a large line is thinned and says so; what can be saved is not" {
    once
    python3 - <<'END'
import math
points = [[30 + i * 1e-4, 48 + 0.02 * math.sin(i / 40) + 0.001 * math.sin(i * 1.7)] for i in range(60000)]
open('line.geojson', 'w').write('{"type":"LineString","coordinates":%s}' % [[round(a, 7) for a in p] for p in points])
END
    dmz -q -o z.geojson --width 1km --tolerance 10cm --edges straight --report page.html line.geojson
    succeeds
    part file | cmp - z.geojson
    part data | jq -e '.frames[0].picture.tolerance_m > 0'
    part data | jq -e '([.frames[0].picture | .line, .zones[].area, .zones[].limit] | flatten | length / 2) <= 150000'
}

@test "a comparison's report has every row, and of a few rows the zones" {
    line '[[30,48],[30,49]]' line-2024-01-01.geojson
    line '[[30.1,48],[30.1,49]]' line-2024-01-02.geojson
    boxes West 29,47,30,50 East 30,47,31,50
    dmz compare -q --widths 10km,30km --date-from name --regions boxes.geojson --zones zones --report page.html line-2024-01-0?.geojson
    succeeds
    python3 - <<'END'
import json, re
text = open('page.html', encoding='utf-8', newline='').read()
files = re.findall(r'class="file" data-name="([^"]*)">(.*?)</script>', text, re.S)
assert len(files) == 4, files
for name, zones in files:
    assert zones == open('zones/%s.geojson' % name).read(), name
data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.S).group(1))
assert [(f['line'], f['date'], f['scenario']) for f in data['frames']] == [
    ('line-2024-01-01', '2024-01-01', '10km'), ('line-2024-01-01', '2024-01-01', '30km'),
    ('line-2024-01-02', '2024-01-02', '10km'), ('line-2024-01-02', '2024-01-02', '30km')]
for f in data['frames']:
    zones = f['picture']['zones']
    assert abs(sum(sum(r['zone_km2']) for r in f['picture']['regions']) - sum(z['area_km2'] for z in zones)) < 1e-3
assert [bool(f['picture']['backdrop']) for f in data['frames']] == [False, True, False, False]
END
}

@test "a comparison of many rows carries no zones and says how they are had; a row that fails says why" {
    meridian
    printf '{}' >broken.geojson
    dmz compare -q --widths 10km..100km/5km --report page.html line.geojson broken.geojson
    [ "$code" = 3 ]
    part data | jq -e '.files_note | test("--zones")'
    part data | jq -e '[.frames[] | select(.line == "broken") | .message] | length == 19 and all(. != null)'
    ! grep -q 'class="file"' page.html
}
