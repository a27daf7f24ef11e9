# page.bats: --report in a browser whose network is off. Where there is none, or node or its modules are missing
# (scripts/setup page installs them), nothing here is tested.

load helper

setup_file() {
    export CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || echo /usr/bin/chromium)}
}

# needs_browser: skips where the page cannot be opened; a build that checks memory makes the same page.
needs_browser() {
    command -v node >/dev/null 2>&1 || skip 'node is not installed: reports were not opened'
    [ -x "$CHROMIUM" ] || skip 'chromium is not installed: reports were not opened'
    [ -d "$root/tests/page/node_modules/playwright-core" ] || skip 'tests/page/node_modules is missing: reports were not opened'
    ! is_sanitized || skip 'reports are opened once, of the other build'
}

# opened CASE FILE ARGUMENT...: that a case of tests/page/cases.js holds of the report.
opened() {
    node "$root/tests/page/check.js" "$@"
}

# towns: writes towns.csv: 40 places around line.geojson of meridian.
towns() {
    {
        echo name,population,lon,lat
        for i in $(seq 1 40); do
            echo "Town $i,$((100 * i)),$(awk -v i="$i" 'BEGIN { printf "%.5f,%.5f", 29.82 + 0.009 * i, 48 + 0.025 * i }')"
        done
    } >towns.csv
}

# report ARGUMENT...: makes page.html of the meridian, with regions and places.
report() {
    needs_browser
    meridian
    boxes 'West Land' 28,47,30,50 'East Land' 30,47,32,50
    towns
    dmz -q --width 30km --regions boxes.geojson --places towns.csv -o z.geojson --stats z.csv --report page.html "$@" line.geojson
    succeeds
}

@test "a report asks for nothing and complains of nothing, whatever is used of it" {
    report
    opened alone page.html
}

@test "layers are switched off and on" {
    report
    opened switches page.html
}

@test "tables sort and filter" {
    report
    opened tables page.html
}

@test "what is saved from the page is what dmzcalc writes" {
    report
    opened downloads page.html .geojson=z.geojson .regions.csv=z.regions.csv .places.csv=z.places.csv contact-line.csv=z.csv
}

@test "axe finds nothing, in light and dark, on a phone and a desk" {
    report
    opened accessible page.html
}

@test "nothing is wider than the screen from 320 to 1600 pixels" {
    report
    opened widths page.html
}

@test "keys are enough" {
    report
    opened keyboard page.html
}

@test "distances at the pointer are those of dmzcalc" {
    report
    opened distances page.html
}

@test "distances along geodesic edges are, too" {
    needs_browser
    line '[[10,60],[40,62],[70,58]]'
    {
        echo name,lon,lat
        for i in $(seq 1 30); do
            awk -v i="$i" 'BEGIN { printf "P%d,%.4f,%.4f\n", i, 10 + 1.9 * i, 61.5 + 3.2 * sin(i / 3.3) }'
        done
    } >towns.csv
    dmz -q --edges geodesic --width 1200km --places towns.csv -o z.geojson --report page.html line.geojson
    [ "$code" = 0 ]
    opened distances page.html
}

@test "hovering tells a zone's figures and the distance" {
    report
    opened hover page.html band
}

@test "the map goes to a region, a place, and says where it cannot" {
    report
    opened goTo page.html 'Town 25' 'from the line'
}

@test "names with quotes, ends of scripts and emoji are text" {
    needs_browser
    local name='"Line" </script><script>window.harm=1</script><!-- 😀 & <img src=x onerror=window.harm=2>'
    boxes 'Region' 28,47,32,50
    jq --arg name "$name" '.features[0].properties.name = $name' boxes.geojson >regions.geojson
    meridian
    jq -c --arg name "$name" '{type: "Feature", properties: {name: $name, left: $name}, geometry: .}' line.geojson >named.geojson
    dmz -q --regions regions.geojson -o z.geojson --report page.html named.geojson
    succeeds
    opened harmless page.html "$name"
    opened downloads page.html .geojson=z.geojson
}

@test "a comparison shows one width and day after another" {
    needs_browser
    line '[[30,48],[30,49]]' line-2024-01-01.geojson
    line '[[30.1,48],[30.1,49]]' line-2024-01-02.geojson
    boxes 'West Land' 28,47,30,50 'East Land' 30,47,32,50
    dmz compare -q --widths 10km,30km --date-from name --regions boxes.geojson --report page.html -o table.csv line-2024-01-0?.geojson
    succeeds
    opened series page.html 10km 2024-01-02
    opened accessible page.html
    opened downloads page.html .csv=table.csv
}

@test "zones on both sides of the antimeridian are together" {
    needs_browser
    line '[[179.5,10],[180.5,11]]'
    dmz -q -o z.geojson --report page.html line.geojson
    [ "$code" = 0 ]
    opened together page.html 3
    opened alone page.html
}

@test "a large line is thinned on the map, and the map says so" {
    needs_browser
    python3 - <<'END'
import math
points = [[30 + i * 1e-4, 48 + 0.02 * math.sin(i / 40) + 0.001 * math.sin(i * 1.7)] for i in range(60000)]
open('line.geojson', 'w').write('{"type":"LineString","coordinates":%s}' % [[round(a, 7) for a in p] for p in points])
END
    dmz -q -o z.geojson --width 1km --tolerance 10cm --edges straight --report page.html line.geojson
    opened thinned page.html 150000
    opened downloads page.html .geojson=z.geojson
}

@test "a base map is loaded from where it was said, and from nowhere else" {
    local port=$((20000 + RANDOM % 20000))
    report --tiles "http://127.0.0.1:$port/{z}/{x}/{y}.png"
    opened tiles page.html "$port"
}

@test "on paper there are figures, and nothing to be clicked" {
    report
    opened print page.html
}
