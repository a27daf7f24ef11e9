#!/usr/bin/env bats
# Maps: their files, what they look like, what is refused.

load helper

korea=$BATS_TEST_DIRNAME/../../data/lines/korea-mdl.geojson
cyprus=$BATS_TEST_DIRNAME/../../data/lines/cyprus.geojson
geodesic=(-q --edges geodesic --overwrite -o zones.geojson)

# Pictures are compared where letters are the same.
needs_font() {
    fc-match 'DejaVu Sans' | grep -q '^DejaVuSans.ttf' || skip "the font DejaVu Sans (fonts-dejavu-core) is not installed"
}

# draws FILE ARGUMENT...: that a map is drawn, and nothing is said.
draws() {
    local file=$1
    shift
    dmz "${geodesic[@]}" --map "$file" "$@"
    answers 0 '' ''
    [ -s "$file" ]
}

# size FILE: of a PNG, in pixels.
size() {
    od -An -tu1 -j16 -N8 "$1" | awk '{ print ($1 * 256 + $2) * 65536 + $3 * 256 + $4, ($5 * 256 + $6) * 65536 + $7 * 256 + $8 }'
}

@test "the map of the README is what the program draws" {
    needs_font
    dmz -q --width 30km --map-size 900x620px --map map.svg -o zones.geojson "$korea"
    [ "$code" = 0 ]
    python3 "$root/tests/cli/picture.py" map.svg "$root/docs/figures/map.svg"
}

@test "a picture in pixels is what it was" {
    needs_font
    draws map.png --width 30km --map-theme dark --map-size 600x450px "$cyprus"
    python3 "$root/tests/cli/picture.py" map.png "$root/tests/cli/golden/cyprus.png"
}

@test "another picture is found to differ" {
    needs_font
    draws map.png --width 28km --map-theme dark --map-size 600x450px "$cyprus"
    run ! python3 "$root/tests/cli/picture.py" map.png "$root/tests/cli/golden/cyprus.png"
    draws map.svg --width 28km --map-size 900x620px "$korea"
    run ! python3 "$root/tests/cli/picture.py" map.svg "$root/docs/figures/map.svg"
}

@test "each format, the same bytes every time" {
    for suffix in svg png pdf; do
        draws "a.$suffix" "$korea"
        sleep 1
        draws "b.$suffix" "$korea"
        cmp "a.$suffix" "b.$suffix"
    done
    python3 -c 'import sys, xml.dom.minidom as x; x.parse("a.svg")'
    grep -q '<title>Zones around: Military Demarcation Line, Korea (generalised)</title>' a.svg
    [ "$(head -c 5 a.pdf)" = %PDF- ]
    ! grep -aq "$(date +%Y%m%d)" a.pdf
}

@test "sizes" {
    draws a.png "$korea"
    [ "$(size a.png)" = '2339 1654' ]
    draws b.png --map-size a4-portrait "$korea"
    [ "$(size b.png)" = '1654 2339' ]
    draws c.png --map-size slide --map-theme print "$korea"
    [ "$(size c.png)" = '1920 1080' ]
    draws d.png --map-size 640x480px --map-theme light "$korea"
    [ "$(size d.png)" = '640 480' ]
    draws e.svg --map-size 300x200mm "$korea"
    grep -q 'width="850.39' e.svg
}

@test "a sheet stands where the zones are larger so" {
    printf '{"type":"LineString","coordinates":[[30,45],[30,50]]}' >line.geojson
    draws map.png line.geojson
    [ "$(size map.png)" = '1654 2339' ]
}

@test "names are harmless" {
    draws map.svg --map-title '</title><script>alert("x")</script>' "$korea"
    grep -q '<title>&#60;/title&#62;&#60;script&#62;' map.svg
    ! grep -q '<script' map.svg
    printf '{"type":"Feature","properties":{"name":"]]>&<b>\\"\x27"},"geometry":{"type":"Point","coordinates":[127,38.3]}}' >places.geojson
    draws map.svg --places places.geojson "$korea"
    python3 -c 'import xml.dom.minidom as x; x.parse("map.svg")'
}

@test "overlays are drawn" {
    printf '{"type":"FeatureCollection","features":[' >regions.geojson
    printf '{"type":"Feature","properties":{"name":"West"},"geometry":{"type":"Polygon","coordinates":[[[126,37],[127.5,37],[127.5,39],[126,39],[126,37]]]}},' >>regions.geojson
    printf '{"type":"Feature","properties":{"name":"East"},"geometry":{"type":"Polygon","coordinates":[[[127.5,37],[129,37],[129,39],[127.5,39],[127.5,37]]]}}]}' >>regions.geojson
    printf '{"type":"Feature","properties":{"name":"Large","population":2000000},"geometry":{"type":"Point","coordinates":[127,37.7]}}' >places.geojson
    printf '{"type":"Feature","properties":{"name":"Road"},"geometry":{"type":"LineString","coordinates":[[126,38],[129,38.5]]}}' >routes.geojson
    printf '{"type":"Feature","properties":{"name":"Dam"},"geometry":{"type":"Point","coordinates":[127.7,38]}}' >sites.geojson
    draws none.svg "$korea"
    for overlay in regions places routes sites; do
        draws "$overlay.svg" --"$overlay" "$overlay.geojson" "$korea"
        [ "$(grep -c '<use' "$overlay.svg")" -gt "$(grep -c '<use' none.svg)" ]
    done
    [ "$(grep -c 'stroke-dasharray' regions.svg)" -gt "$(grep -c 'stroke-dasharray' none.svg)" ]
}

# Lines of two places each, as halo and as ink: one path of one line, or of two.
@test "a line for each side: both are drawn" {
    line '[[30,48],[30,49]]'
    line '[[30.05,48],[30.05,49]]' east.geojson
    draws one.svg line.geojson
    draws two.svg --line-for left=line.geojson --line-for right=east.geojson
    python3 - <<'EOF'
import re

def paths(name, lines):
    found = re.findall(r'<path style="fill:none[^"]*" d="([^"]*)"', open(name).read())
    return sum(1 for path in found if (path.count("M"), path.count("L")) == (lines, 2 * lines))

assert paths("one.svg", 1) == paths("two.svg", 2) == 2, (paths("one.svg", 1), paths("two.svg", 2))
EOF
}

@test "a site that is an area is drawn as one" {
    printf '{"type":"Feature","properties":{"name":"Plant"},"geometry":{"type":"Polygon","coordinates":[[[127.4,38],[127.8,38],[127.8,38.4],[127.4,38.4],[127.4,38]]]}}' >plant.geojson
    printf '{"type":"Feature","properties":{"name":"Plant"},"geometry":{"type":"Point","coordinates":[127.6,38.2]}}' >point.geojson
    draws plant.svg --sites plant.geojson "$korea"
    draws point.svg --sites point.geojson "$korea"
    [ "$(grep -c 'fill-opacity:0.35;stroke-width' plant.svg)" = 1 ]
    ! grep -q 'fill-opacity:0.35;stroke-width' point.svg
}

# Rows of dots over the whole map, clipped to what is in doubt, and short ones in the legend.
@test "what is in doubt is dotted, and the legend says so" {
    draws sure.svg "$korea"
    ! grep -q 'stroke-dasharray:0\.[78][0-9]*,2\.[34]' sure.svg
    draws doubt.svg --uncertainty 1km "$korea"
    python3 - <<'EOF'
import re

rows = re.findall(r'stroke-dasharray:0\.[78]\d*,2\.[34][^"]*" d="M ([\d.]+) ([\d.]+) L ([\d.]+) ([\d.]+)', open("doubt.svg").read())
lengths = [float(x1) - float(x0) for x0, _, x1, _ in rows]
assert len([length for length in lengths if length > 300]) > 100, lengths
assert len([length for length in lengths if 10 < length < 50]) >= 3, lengths
EOF
}

@test "only a run with a map loads cairo, and one without does not need it" {
    LD_DEBUG=libs dmz "${geodesic[@]}" "$korea"
    [ "$code" = 0 ]
    grep -q libproj "$said/err"
    ! grep -qE 'libcairo|libpango' "$said/err"
    DMZCALC_PANGO=/nowhere dmz "${geodesic[@]}" "$korea"
    answers 0 '' ''
}

@test "without Pango nothing is computed or written" {
    DMZCALC_PANGO=/nowhere dmz -q -o zones.geojson --map map.svg "$korea"
    fails 5 '--map: drawing needs cairo and Pango, which are not installed' \
        'install Pango 1.44 and cairo 1.16, or newer (Debian: apt-get install libpangocairo-1.0-0)'
    [ ! -e zones.geojson ]
    DMZCALC_PANGO=libm.so.6 dmz -q -o zones.geojson --map map.svg "$korea"
    [ "$code" = 5 ]
    grep -q 'those installed have no' "$said/err"
}

@test "what maps are refused" {
    refuses "--map: 'map.gif': maps are written as .svg, .png or .pdf" '' --map map.gif "$korea"
    refuses "--map-theme: 'night' is none of light, dark, print" '' --map map.svg --map-theme night "$korea"
    for size in a0 10x10mm 3000x200mm 0x100px 300x200 300x200cm 90000x90000px x 1e3x200mm; do
        dmz --map map.svg --map-size "$size" "$korea"
        [ "$code" = 2 ]
        grep -q "^dmzcalc: --map-size: '$size' is none of a3, a4" "$said/err"
    done
    refuses '--map-size, --map-theme and --map-title go with --map' '' --map-title A "$korea"
    dmz --map map.svg --map-title $'\xff' "$korea"
    [ "$code" = 2 ]
    refuses 'map.svg: cannot be both the zones and the map' '' -o map.svg --format geojson --map map.svg "$korea"
    cp "$korea" line.svg
    refuses 'line.svg: is an input, and would be lost' '' --overwrite --map line.svg line.svg
    refuses '--map: a map is of one line, not of each of --each' '' --each --map map.svg "$korea"
    touch map.svg
    dmz -q -o zones.geojson --map map.svg "$korea"
    [ "$code" = 5 ]
    [ ! -s map.svg ]
    [ ! -e zones.geojson ]
}

@test "small zones, none, and a line whose edges are geodesics" {
    printf '{"type":"LineString","coordinates":[[30,45],[30.0001,45]]}' >line.geojson
    draws map.svg --width 20m --strip 4m --tolerance 10cm line.geojson
    printf '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}' >far.geojson
    dmz "${geodesic[@]}" --map map.svg --clip far.geojson "$korea"
    answers 0 '' 'dmzcalc: warning: the masks leave nothing of the zones'
    [ -s map.svg ]
    printf '{"type":"LineString","coordinates":[[0,80],[40,80]]}' >long.geojson
    draws map.svg --width 100km long.geojson
    # The line, which is straight there: its path has a few dots only.
    [ "$(grep 'stroke-linecap:round' map.svg | tail -n 1 | grep -o ' L ' | wc -l)" -gt 5 ]
    [ "$(grep -c 'stroke-linecap:round' map.svg)" -ge 1 ]
}

@test "over the antimeridian and at a pole a map is of the zones, not of the world" {
    printf '{"type":"LineString","coordinates":[[179.5,65],[180.5,66]]}' >line.geojson
    draws map.svg line.geojson
    printf '{"type":"LineString","coordinates":[[-0.5,65],[0.5,66]]}' >greenwich.geojson
    draws other.svg greenwich.geojson
    # All but the degrees in the margin is the same.
    a=$(wc -c <map.svg) b=$(wc -c <other.svg)
    [ $((a - b)) -lt $((b / 10)) ] && [ $((b - a)) -lt $((b / 10)) ]
    printf '{"type":"LineString","coordinates":[[0,89.7],[90,89.9],[180,89.7]]}' >pole.geojson
    draws pole.svg pole.geojson
    [ "$(wc -c <pole.svg)" -lt 1000000 ]
}

@test "rows of a comparison are maps beside each other" {
    dmz compare -q --edges geodesic --widths 12km,30km,60km --map maps.svg --map-size slide -o table.csv "$korea"
    answers 0 '' ''
    [ "$(wc -l <table.csv)" = 4 ]
    # Each has its frame, of the same size.
    frames=$(grep -o '<path style="fill:none;stroke-width:[0-9.]*;stroke-linecap:butt;stroke-linejoin:round;stroke:rgb(10.[^>]* d="M [0-9.]* [0-9.]* L [0-9.]* [0-9.]* L [0-9.]* [0-9.]* L [0-9.]* [0-9.]* Z' maps.svg |
        sed 's/.*d="M //' | awk '$8 - $2 > 100 { printf "%.0f %.0f\n", $4 - $1, $8 - $2 }' | sort | uniq -c)
    echo "$frames"
    [[ "$frames" =~ ^\ *3\ [0-9]+\ [0-9]+$ ]]
    dmz compare -q --edges geodesic --widths 12km,30km,60km --map again.svg --map-size slide -o again.csv --jobs 1 "$korea"
    cmp maps.svg again.svg
}

@test "maps of comparisons that are refused, and of rows that failed" {
    refuses '--map: 13 rows are more than the 12 maps that a sheet has room for' '' \
        compare --widths 10km..130km/10km --map maps.svg "$korea"
    refuses '--shard: parts go together as csv and jsonl, not as maps' '' \
        compare --widths 10km --shard 1/2 --format csv --map maps.svg "$korea"
    echo '{' >broken.geojson
    dmz compare -q --widths 10km --map maps.svg -o table.csv broken.geojson
    [ "$code" = 3 ]
    [ -e table.csv ]
    [ ! -e maps.svg ]
    dmz compare -q --widths 10km --map maps.svg -o some.csv "$korea" broken.geojson
    [ "$code" = 3 ]
    [ -s maps.svg ]
}
