#!/usr/bin/env bats
# formats.bats: lines out of, and zones into, formats that GDAL knows; GDAL's own tools are the judge.

load helper

# needs_gdal: skips a case where there is no GDAL to compare with.
needs_gdal() {
    command -v ogr2ogr >/dev/null || skip "ogr2ogr is not installed"
}

# convert FORMAT FILE [OPTION...]: line.geojson as another format.
convert() {
    ogr2ogr -f "$1" "$2" line.geojson "${@:3}" 2>"$said/ogr2ogr" || {
        cat "$said/ogr2ogr"
        return 1
    }
}

# areas FILE: of the zones in GeoJSON, one to a line.
areas() {
    jq '.features[].properties.area_km2' "$1"
}

# reads_alike FILE PART: that FILE gives the zones of line.geojson, areas to this part of themselves.
reads_alike() {
    dmz -q --edges geodesic line.geojson
    [ "$code" = 0 ]
    mv "$said/out" "$said/expected"
    dmz -q --edges geodesic "$1"
    succeeds
    paste <(areas "$said/expected") <(areas "$said/out") | while read -r a b; do
        near "$b" "$a" "$2"
    done
    diff <(jq '.features[].properties | {zone, party}' "$said/expected") \
        <(jq '.features[].properties | {zone, party}' "$said/out")
}

@test "a run of GeoJSON loads no GDAL" {
    meridian
    LD_DEBUG=libs dmz -q -o zones.geojson line.geojson
    [ "$code" = 0 ]
    grep -q libproj "$said/err"
    ! grep -q libgdal "$said/err"
}

@test "lines in every format give the zones of the GeoJSON" {
    needs_gdal
    cp "$lines/korea-mdl.geojson" line.geojson
    convert GPKG a.gpkg
    convert 'ESRI Shapefile' a.shp
    convert LIBKML a.kml
    convert LIBKML a.kmz
    convert FlatGeobuf a.fgb
    convert CSV a.csv -lco GEOMETRY=AS_WKT
    convert GeoJSONSeq a.geojsonl
    convert GeoJSONSeq a.geojsons -lco RS=YES
    for name in a.gpkg a.shp a.kml a.kmz a.fgb a.csv a.geojsonl a.geojsons; do
        reads_alike "$name" 1e-9
    done
    mv a.gpkg A.GPKG
    reads_alike A.GPKG 1e-9
    jq -e '.dmzcalc.line.date == "1953-07-27" and (.dmzcalc.line.name | startswith("Military"))' "$said/out"
}

@test "lines in any reference system" {
    needs_gdal
    line '[[36.1,49.2],[36.4,49.6],[36.2,50.1]]'
    for crs in EPSG:32636 EPSG:3857 EPSG:4258 EPSG:4326 ESRI:54009; do
        convert GPKG "${crs/:/}.gpkg" -t_srs "$crs"
        reads_alike "${crs/:/}.gpkg" 1e-6
        convert 'ESRI Shapefile' "${crs/:/}.shp" -t_srs "$crs"
        reads_alike "${crs/:/}.shp" 1e-6
    done
}

@test "latitude does not come first, whatever the reference system says" {
    needs_gdal
    line '[[10,60],[10,61]]'
    convert GPKG a.gpkg -a_srs EPSG:4326
    dmz -q a.gpkg
    succeeds
    jq -e '.bbox | .[0] > 9 and .[1] > 59 and .[2] < 11 and .[3] < 62' "$said/out"
}

@test "a line across the antimeridian in a projection of the Pacific stays one" {
    needs_gdal
    line '[[179,10],[181,11]]'
    convert GPKG pacific.gpkg -t_srs EPSG:3832
    reads_alike pacific.gpkg 1e-6
}

@test "several lines, parts, heights and measures, arcs" {
    needs_gdal
    printf '%s\n' 'WKT,left,right' '"MULTILINESTRING ZM((30 48 1 2,30 48.5 1 2),EMPTY)",A,B' \
        '"LINESTRING Z(30 48.5 1,30 49 2)",,' '"POINT(1 2)",C,D' >a.csv
    dmz -q a.csv
    answers 0 "$(cat "$said/out")" "dmzcalc: warning: a.csv: layer \"a\": has no reference system; taken as longitude and latitude on WGS 84
dmzcalc: warning: a.csv: layer \"a\": 1 point and 1 empty part were passed over"
    jq -e '.dmzcalc.line | .left == "A" and .right == "B" and .parts == 1 and .vertices == 3' "$said/out"
    printf '%s\n' 'id,WKT' '1,"COMPOUNDCURVE((30 48,30 48.5),CIRCULARSTRING(30 48.5,30.1 48.6,30.2 48.5))"' >b.csv
    dmz -q b.csv
    [ "$code" = 0 ]
    jq -e '.dmzcalc.line.vertices > 1000' "$said/out"
}

@test "--layer-name and --where pick" {
    needs_gdal
    printf '%s\n' '{"type":"Feature","properties":{"left":"A","status":"old"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,48.2]]}}' \
        '{"type":"Feature","properties":{"left":"B","status":"new"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >line.geojson
    ogr2ogr -f GPKG a.gpkg GeoJSONSeq:line.geojson -nln one
    ogr2ogr -update a.gpkg GeoJSONSeq:line.geojson -nln two -where "status = 'new'"
    dmz a.gpkg
    fails 3 'a.gpkg: has more than one layer of lines' '--layer-name says which: "one", "two"'
    dmz --layer-name three a.gpkg
    fails 2 "--layer-name: a.gpkg has no layer 'three'" 'it has "one", "two"'
    dmz -q --layer-name two a.gpkg
    succeeds
    jq -e '.dmzcalc.line.left == "B"' "$said/out"
    dmz -q --layer-name one --where "status = 'new'" a.gpkg
    succeeds
    jq -e '.dmzcalc.line | .left == "B" and .parts == 1 and .length_km > 111' "$said/out"
    dmz --layer-name one --where "status = 'none'" a.gpkg
    fails 3 'a.gpkg: layer "one": no feature fits --where'
    dmz --layer-name one --where 'a = = b' a.gpkg
    [ "$code" = 2 ]
    grep -q '^dmzcalc: --where: ' "$said/err"
    dmz --layer-name one line.geojson
    fails 2 '--layer-name: line.geojson is read as GeoJSON, of which all features are taken' \
        'ogr2ogr picks features of GeoJSON: ogr2ogr -where SQL -f GeoJSON /vsistdout/ FILE'
}

@test "what is wrong is named by layer, feature, part and position" {
    needs_gdal
    printf '%s\n' 'id,WKT' '1,"MULTILINESTRING((30 48,30 48.5),(30.1 48,30.1 95))"' >a.csv
    dmz a.csv
    [ "$code" = 3 ]
    grep -qx 'dmzcalc: a.csv: layer "a", feature 1, part 2, position 2: latitude 95 is outside \[-90, 90\]' "$said/err"
    printf '%s\n' 'id,WKT' '1,"LINESTRING(30 48,30"' >a.csv
    dmz a.csv
    [ "$code" = 3 ]
    grep -qx 'dmzcalc: a.csv: layer "a", feature 1: expected a geometry as WKT, found "LINESTRING(30 48,30"' "$said/err"
    printf '%s\n' 'id,WKT' '1,"LINESTRING(30 48,30 48)"' >a.csv
    dmz a.csv
    [ "$code" = 3 ]
    grep -q 'feature 1: a line of no length: all of its 2 positions are the same place$' "$said/err"
    line '[[30,48],[30,49]]'
    convert 'ESRI Shapefile' a.shp -t_srs EPSG:32636
    rm a.prj
    dmz a.shp
    [ "$code" = 3 ]
    grep -q 'position 1: longitude .* is outside' "$said/err"
    grep -q '^hint: .*\.prj' "$said/err"
    printf '%s\n' 'id,WKT' '1,"POLYGON((30 48,31 48,31 49,30 48))"' >a.csv
    dmz a.csv
    [ "$code" = 3 ]
    grep -q 'expected a line, found only 1 polygon$' "$said/err"
}

@test "damaged files and files of another format" {
    needs_gdal
    cp "$lines/korea-mdl.geojson" line.geojson
    convert GPKG a.gpkg
    convert FlatGeobuf a.fgb
    convert LIBKML a.kml
    convert 'ESRI Shapefile' a.shp
    mkdir cut
    for name in a.gpkg a.fgb a.kml a.shp; do
        for size in 0 1 50 200 500; do
            head -c "$size" "$name" >"cut/$name"
            dmz "cut/$name"
            [ "$code" = 3 ]
            grep -q "^dmzcalc: cut/$name: " "$said/err"
            same out ''
        done
        cp line.geojson "cut/$name"
        dmz "cut/$name"
        [ "$code" = 3 ]
    done
    dmz nothing.gpkg
    fails 3 'nothing.gpkg: No such file or directory'
    mkdir a.kmz
    dmz a.kmz
    fails 3 'a.kmz: Is a directory'
    mkfifo pipe.kml
    dmz pipe.kml
    fails 3 'pipe.kml: expected a regular file: of pipes and devices only GeoJSON is read'
}

@test "network and virtual paths are refused" {
    for name in /vsicurl/http://localhost/a.gpkg /vsistdin/ http://localhost/a.geojson PG:dbname=a MYSQL:a a.vrt a.VRT \
        '{"type":"LineString"}' '<OGRVRTDataSource/>' CSV:a.csv; do
        dmz "$name"
        fails 3 "$name: not a plain file; GDAL would open or fetch what it names" '--allow-remote lets GDAL open it'
        dmz verify line.geojson "$name"
        [ "$code" = 3 ]
    done
    here
}

@test "a file whose name looks virtual is a file" {
    needs_gdal
    meridian
    convert GPKG a.gpkg
    mv a.gpkg PG:x.gpkg
    dmz -q PG:x.gpkg
    succeeds
    mv line.geojson http:line.geojson
    dmz -q http:line.geojson
    succeeds
}

@test "--allow-remote opens virtual paths" {
    needs_gdal
    command -v gzip >/dev/null
    meridian
    convert GPKG a.gpkg
    gzip -k a.gpkg line.geojson
    dmz -q --allow-remote /vsigzip/./line.geojson.gz
    succeeds
    is_zones "$said/out"
    printf '<OGRVRTDataSource><OGRVRTLayer name="line"><SrcDataSource>a.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>' >a.vrt
    dmz -q --allow-remote a.vrt
    succeeds
    is_zones "$said/out"
    dmz -q --allow-remote nonsense:a
    [ "$code" = 3 ]
}

@test "without GDAL its formats are refused, and GeoJSON works" {
    meridian
    touch a.gpkg
    DMZCALC_GDAL=/nowhere dmz a.gpkg
    fails 3 'a.gpkg: this format needs GDAL, which is not installed' \
        'install GDAL 3.1 or newer (Debian: apt-get install gdal-bin), or use GeoJSON, which needs none'
    DMZCALC_GDAL=/nowhere dmz -q line.geojson
    succeeds
}

# as_geojson FILE LAYER OUT: what other programs read in a file, and what they make of its coordinates.
as_geojson() {
    ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=15 "$3" "$1" "$2" 2>"$said/ogr2ogr"
    [ ! -s "$said/ogr2ogr" ] || { cat "$said/ogr2ogr"; return 1; }
}

# Lines and options: plain; closed and cut at the antimeridian; one-sided, crossing itself; merged, flat.
cases=(
    '[[36.1,49.2],[36.4,49.6],[36.2,50.1]]|--width 30km'
    '[[179.5,10],[180.5,10],[180.5,11],[179.5,11],[179.5,10]]|--width 60km --edges geodesic'
    '[[30,48],[30.5,48.5],[30.5,48],[30,48.5]]|--width 20km+0km --strip 2km+0km --edges geodesic'
    '[[30,48],[30,49]]|--merge --layer a=9km --layer b=40km --cap flat'
)

@test "zones and limits in every format: GDAL reads the same features, areas and lengths" {
    needs_gdal
    for case in "${cases[@]}"; do
        read -ra options <<<"${case#*|}"
        rm -f ./*.*
        line "${case%%|*}"
        for kind in zones limits; do
            "$program" -q "${options[@]}" --emit "$kind" -o "$kind.geojson" line.geojson 2>/dev/null
            for name in "$kind".{gpkg,fgb,shp,csv,geojsonl,geojsons}; do
                "$program" -q "${options[@]}" --emit "$kind" -o "$name" line.geojson 2>/dev/null
                as_geojson "$name" "$kind" "$name.json"
                check same "$kind.geojson" "$name.json"
            done
        done
    done
}

@test "a GeoPackage has zones, limits, line and their styles" {
    needs_gdal
    dmz -q --edges geodesic -o a.gpkg "$lines/korea-mdl.geojson"
    succeeds
    here a.gpkg
    ogrinfo -q a.gpkg >layers
    diff layers - <<'END'
1: zones (Multi Polygon)
2: limits (Multi Line String)
3: contact_line (Multi Line String)
4: layer_styles (None)
END
    dmz -q --edges geodesic --emit zones,limits,line -o all.geojson "$lines/korea-mdl.geojson"
    for layer in zones limits contact_line; do
        as_geojson a.gpkg "$layer" "$layer.json"
    done
    jq -s '{features: map(.features) | add}' zones.json limits.json contact_line.json >found.json
    check same all.geojson found.json
    ogr2ogr -f CSV styles.csv a.gpkg layer_styles
    python3 - <<'END'
import csv, xml.dom.minidom
rows = list(csv.DictReader(open("styles.csv", newline="")))
assert [r["f_table_name"] for r in rows] == ["zones", "limits", "contact_line"]
for row in rows:
    assert row["f_geometry_column"] == "geom" and row["f_table_schema"] == "" and row["useAsDefault"] == "1"
    qml = xml.dom.minidom.parseString(row["styleQML"])
    values = [c.getAttribute("value") for c in qml.getElementsByTagName("category")]
    if row["f_table_name"] != "contact_line":
        assert values == ["strip-left", "strip-right", "band-left", "band-right"], values
        colours = {p.getAttribute("v") for p in qml.getElementsByTagName("prop") if p.getAttribute("k") in ("color", "line_color")}
        assert len(colours) == (4 if row["f_table_name"] == "zones" else 2), colours
END
}

@test "KML has folders by layer, colours, balloons, and texts that cannot break it" {
    needs_gdal
    printf '%s' '{"type":"Feature","properties":{"name":"<b>]]>&\u0001","left":"A \"x\" <script>","right":"=cmd()"},"geometry":{"type":"LineString","coordinates":[[30,48],[30,49]]}}' >line.geojson
    dmz -q -o a.kml line.geojson
    succeeds
    python3 - <<'END'
import xml.dom.minidom
kml = xml.dom.minidom.parse("a.kml")
names = [f.getElementsByTagName("name")[0].firstChild.data for f in kml.getElementsByTagName("Folder")]
assert names == ["Fully demilitarized strip", "Heavy-weapons-exclusion band", "Contact line"], names
styles = {"#" + s.getAttribute("id") for s in kml.getElementsByTagName("Style")}
used = {u.firstChild.data for u in kml.getElementsByTagName("styleUrl")}
assert used == styles and len(used) == 9, used
text = kml.getElementsByTagName("description")[0].firstChild.data
assert "<script>" not in text and "&#60;script&#62;" in text, text
assert "A \"x\" <script>" in [v.firstChild.data for v in kml.getElementsByTagName("value")]
END
    dmz -q --emit zones -o zones.geojson line.geojson
    for i in 1 2; do
        layer=$(ogrinfo -q a.kml | sed -nE "s/^$i: ([^(]*[^ (]).*/\1/p")
        as_geojson a.kml "$layer" "$i.json"
    done
    jq -s '{features: [.[].features[] | select(.properties.zone)]}' 1.json 2.json >found.json
    check same zones.geojson found.json
}

@test "fringes are in every format, told from zones by certain" {
    needs_gdal
    meridian
    options=(-q --tolerance 5m --uncertainty 300m --width 10km+2km)
    for more in '' --merge; do
        rm -f zones.* all.*
        "$program" "${options[@]}" $more -o zones.geojson line.geojson
        [ "$(jq '[.features[] | select(.properties.certain == false)] | length' zones.geojson)" -gt 1 ]
        for name in zones.{gpkg,fgb,shp,csv,geojsonl,geojsons}; do
            "$program" "${options[@]}" $more --emit zones -o "$name" line.geojson
            as_geojson "$name" zones "$name.json"
            check same zones.geojson "$name.json"
        done
    done
    "$program" "${options[@]}" -o a.kml line.geojson
    python3 - <<'END'
import json, xml.dom.minidom
kml = xml.dom.minidom.parse("a.kml")
names = [f.getElementsByTagName("name")[0].firstChild.data for f in kml.getElementsByTagName("Folder")]
assert names[-2:] == ["In doubt", "Contact line"], names
marks = kml.getElementsByTagName("Folder")[-2].getElementsByTagName("Placemark")
data = [{d.getAttribute("name"): d.getElementsByTagName("value")[0].firstChild.data for d in m.getElementsByTagName("Data")} for m in marks]
assert data and all(d["certain"] == "false" for d in data), data
assert marks[0].getElementsByTagName("name")[0].firstChild.data == "In doubt: the line, left"
END
    "$program" "${options[@]}" --emit limits -o a.geojson line.geojson
    jq -e 'all(.features[].properties; has("limit"))' a.geojson
}

@test "sequences, with and without record separators, and read again" {
    meridian
    dmz -q -o a.geojsonl line.geojson
    succeeds
    [ "$(wc -l <a.geojsonl)" = 4 ]
    jq -es 'map(.type) == ["Feature", "Feature", "Feature", "Feature"]' a.geojsonl
    dmz -q --format geojsonseq line.geojson
    succeeds
    [ "$(tr -cd '\036' <"$said/out" | wc -c)" = 4 ]
    tr -d '\036' <"$said/out" | cmp - a.geojsonl
    dmz -q --emit line --format geojsonseq -o b line.geojson
    dmz -q b
    succeeds
}

@test "--emit says what is written" {
    meridian
    dmz -q --emit limits,line line.geojson
    succeeds
    jq -e '[.features[].properties | .limit // .line] == ["strip-left", "strip-right", "band-left", "band-right", "contact"]' "$said/out"
    jq -e '.bbox as $b | [.features[].geometry.coordinates[][0]] | min == $b[0] and max == $b[2]' "$said/out"
    dmz -q --emit line,zones line.geojson
    jq -e '[.features[].properties | .zone // .line] == ["strip-left", "strip-right", "band-left", "band-right", "contact"]' "$said/out"
    for value in '' zones, ,zones zone zones,limits,lines 'zones, line'; do
        refuses "--emit: '$value' is no list of zones, limits, line, crossings" '' --emit "$value" line.geojson
    done
    refuses '--emit: shp has room for one of zones, limits, line, crossings' '' --emit zones,line -o a.shp line.geojson
    refuses '--emit: csv has room for one of zones, limits, line, crossings' '' --emit zones,line --format csv line.geojson
    refuses "--output: 'a.x': shp is several files, and takes a name with .shp" '' --format shp -o a.x line.geojson
    refuses "--output: '-': shp is several files, and takes a name with .shp" '' --format shp line.geojson
    refuses "--format: 'xls' is none of geojson, geojsonl, geojsonseq, gpkg, kml, fgb, shp, csv, parquet" '' \
        --format xls line.geojson
}

@test "limits are as long as the figures say, and where they should be" {
    cp "$lines/cyprus.geojson" line.geojson
    dmz -q --edges geodesic --emit zones,limits -o all.geojson line.geojson
    succeeds
    check same all.geojson all.geojson
    jq -e '[.features[].properties | select(.zone) | .limit_km] == [.features[].properties | select(.limit) | .length_km]' all.geojson
    # Each position of a limit is one of its zone.
    jq -e '[.features[] | select(.properties.zone) | {key: .properties.zone, value: [.geometry.coordinates | .. | arrays | select(.[0] | numbers) | tojson]}]
        | from_entries' all.geojson >vertices.json
    jq -e --slurpfile v vertices.json '[.features[] | select(.properties.limit) | .properties.limit as $l
        | [.geometry.coordinates | .. | arrays | select(.[0] | numbers) | tojson] - $v[0][$l] | length] | add == 0' all.geojson
}

@test "the same input gives the same bytes, whatever the day and the environment" {
    needs_gdal
    meridian
    for name in a.gpkg a.shp a.fgb a.kml a.csv; do
        dmz -q -o "$name" line.geojson
        succeeds
    done
    mkdir again
    sleep 1.1
    for name in a.gpkg a.shp a.fgb a.kml a.csv; do
        TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 CPL_DEBUG=ON OGR_CURRENT_DATE=x SHAPE_ENCODING=CP1251 dmz -q -o "again/$name" line.geojson
        succeeds
    done
    rm line.geojson
    for name in *.*; do
        cmp "$name" "again/$name"
    done
}

@test "a shapefile is all there or not at all" {
    needs_gdal
    meridian
    dmz -q -o a.shp line.geojson
    succeeds
    here line.geojson a.shp a.shx a.dbf a.prj a.cpg
    cp a.dbf old.dbf
    dmz -q -o a.shp line.geojson
    fails 5 'a.shx: File exists' 'use --overwrite to replace it'
    rm a.shp a.shx a.prj a.cpg
    dmz -q -o a.shp line.geojson
    fails 5 'a.dbf: File exists' 'use --overwrite to replace it'
    here line.geojson a.dbf old.dbf
    cmp a.dbf old.dbf
    touch a.qix a.sbn a.keep
    dmz -q --overwrite --width 50km -o a.shp line.geojson
    succeeds
    here line.geojson a.shp a.shx a.dbf a.prj a.cpg old.dbf a.keep
    ! cmp -s a.dbf old.dbf
    mkdir b.prj
    dmz -q --overwrite -o b.shp line.geojson
    fails 5 'b.prj: Is a directory'
    ! ls b.shp b.shx 2>/dev/null
}

@test "a full disk leaves none of a format's files" {
    needs_gdal
    meridian
    mounted "$program" "${large[@]}" -o a.shp line.geojson
    [ "$code" = 5 ]
    grep -q 'No space left' "$said/err"
    mounted sh -c '"$1" -q --tolerance 1cm -o a.gpkg line.geojson; ls; ls -A | wc -l' sh "$program"
    [ "$(tail -n 1 "$said/out")" = 1 ]
}

@test "without GDAL its formats are not written, and the others are" {
    meridian
    for name in a.gpkg a.fgb a.shp; do
        DMZCALC_GDAL=/nowhere dmz -q -o "$name" line.geojson
        [ "$code" = 5 ]
        grep -q 'needs GDAL, which is not installed$' "$said/err"
    done
    here line.geojson
    for name in a.kml a.csv a.geojsonl a.geojsons; do
        DMZCALC_GDAL=/nowhere dmz -q -o "$name" line.geojson
        succeeds
    done
}

@test "formulas of spreadsheets are disarmed in CSV" {
    meridian
    dmz -q --left '=cmd()' --right 'a"b,c' --format csv line.geojson
    succeeds
    python3 - "$said/out" <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert [r["party"] for r in rows[:2]] == ["'=cmd()", 'a"b,c'], rows
assert rows[0]["WKT"].startswith("MULTIPOLYGON (((")
END
}

@test "what a KML file points to is not fetched" {
    needs_gdal
    cat >fetch.py <<'END'
import socket, subprocess, sys

server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(5)
server.settimeout(0.5)
here = "http://127.0.0.1:%d" % server.getsockname()[1]
with open("a.kml", "w") as file:
    file.write(f"""<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<NetworkLink><Link><href>{here}/b.kml</href></Link></NetworkLink>
<Placemark><styleUrl>{here}/style.kml#a</styleUrl>
<LineString><coordinates>30,48 30,49</coordinates></LineString></Placemark></Document></kml>""")
run = subprocess.run([sys.argv[1], "-q", "-o", "a.geojson", "a.kml"], capture_output=True)
assert run.returncode == 0 and not run.stderr, run
try:
    server.accept()
    sys.exit("something was fetched")
except socket.timeout:
    pass
END
    LIBKML_RESOLVE_STYLE=YES LIBKML_EXTERNAL_STYLE=YES python3 fetch.py "$program"
    is_zones a.geojson
}

# land FILE: polygons of two parts, one with a hole.
land() {
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"West"},"geometry":{"type":"MultiPolygon","coordinates":%s}}]}' \
        '[[[[29.9,48],[30.05,48],[30.05,48.9],[29.9,48.9],[29.9,48]],[[29.95,48.3],[30.02,48.3],[30.02,48.5],[29.95,48.5],[29.95,48.3]]],[[[30.1,48],[30.2,48],[30.2,48.5],[30.1,48.5],[30.1,48]]]]' >"$1"
}

@test "polygons out of every format clip as those of GeoJSON do" {
    needs_gdal
    meridian
    land land.geojson
    dmz -q --clip land.geojson line.geojson
    succeeds
    mv "$said/out" expected
    for format in GPKG.gpkg 'ESRI Shapefile.shp' FlatGeobuf.fgb; do
        ogr2ogr -f "${format%.*}" "land.${format#*.}" land.geojson
        dmz -q --clip "land.${format#*.}" line.geojson
        succeeds
        cmp "$said/out" expected
    done
    printf '%s\n' 'id,WKT' '1,"GEOMETRYCOLLECTION(POINT(1 2),POLYGON((29.9 48,30.05 48,30.05 48.9,29.9 48.9,29.9 48),(29.95 48.3,30.02 48.3,30.02 48.5,29.95 48.5,29.95 48.3)),MULTIPOLYGON(((30.1 48,30.2 48,30.2 48.5,30.1 48.5,30.1 48))))"' >land.csv
    dmz -q --clip land.csv line.geojson
    [ "$code" = 0 ]
    cmp "$said/out" expected
}

# refuses_wkt OPTION GEOMETRY MESSAGE
refuses_wkt() {
    printf '%s\n' 'id,WKT' "1,\"$2\"" >a.csv
    if [ "$1" = line ]; then
        dmz -q a.csv
    else
        dmz -q "$1" a.csv line.geojson
    fi
    [ "$code" = 3 ]
    grep -Fqx "dmzcalc: a.csv: layer \"a\"$3" "$said/err" || { cat "$said/err" && return 1; }
}

@test "rings and lines that are none, out of GDAL" {
    needs_gdal
    meridian
    refuses_wkt --clip 'POLYGON((30 48,31 48,31 49,30 49))' ', feature 1: a ring that is not closed; expected its last position to be its first'
    refuses_wkt --clip 'POLYGON((30 48,31 48,30 48))' ', feature 1: a ring of 3 positions; expected at least 4'
    refuses_wkt --regions 'POLYGON EMPTY' ': expected a polygon, found only 1 empty geometry'
    refuses_wkt --clip 'POINT(1 2)' ': expected a polygon, found only 1 point'
    refuses_wkt line 'LINESTRING(30 48)' ', feature 1: a line of 1 position; expected at least 2'
    land land.geojson
    ogr2ogr -f GPKG empty.gpkg land.geojson -where "name = 'nobody'"
    dmz -q --clip empty.gpkg line.geojson
    fails 3 'empty.gpkg: layer "land": expected a polygon, found no features'
    dmz -q empty.gpkg
    fails 3 'empty.gpkg: layer "land": expected a line, found no features'
}

# Layers say that they hold geometries of any kind: which of them are of the kind that is needed, features tell.
@test "of several layers that of the geometries that are needed" {
    needs_gdal
    meridian
    land land.geojson
    ogr2ogr -f GPKG two.gpkg line.geojson -nln front -nlt GEOMETRY
    ogr2ogr -f GPKG -update two.gpkg land.geojson -nln land -nlt GEOMETRY
    dmz -q --clip land.geojson line.geojson
    mv "$said/out" expected
    dmz -q --clip two.gpkg two.gpkg
    succeeds
    jq -e '[.features[].properties.area_km2] | length > 0' "$said/out"
    diff <(areas expected) <(areas "$said/out")
    dmz check line.geojson two.gpkg
    fails 3 'two.gpkg: expected a layer of points, found none in 2 layers'
}

@test "texts that are not UTF-8, coordinates that are not finite or nowhere" {
    needs_gdal
    meridian
    land land.geojson
    ogr2ogr -f 'ESRI Shapefile' land.shp land.geojson
    ogr2ogr -f 'ESRI Shapefile' line.shp line.geojson
    echo UTF-8 >land.cpg
    python3 - <<'END'
import struct
text = open('land.dbf', 'rb').read()
open('land.dbf', 'wb').write(text.replace(b'West', b'W\xffst'))
shape, north = open('line.shp', 'rb').read(), struct.pack('<d', 49)
last = shape.rindex(north)
open('line.shp', 'wb').write(shape[:last] + struct.pack('<d', float('nan')) + shape[last + 8:])
END
    dmz -q --regions land.shp line.geojson
    fails 3 'land.shp: layer "land", feature 0: name is "W\xffst", which is not UTF-8' \
        'a shapefile says in its .cpg file which encoding its texts are in'
    dmz -q line.shp
    fails 3 'line.shp: layer "line", feature 0, position 2: expected finite coordinates, found 30, nan'
    line '[[500000,5300000],[500000,1000000000]]' metres.geojson
    ogr2ogr -f GPKG metres.gpkg metres.geojson -a_srs ESRI:54009
    dmz -q metres.gpkg
    fails 3 'metres.gpkg: layer "metres", feature 1, position 2: 500000, 1000000000 is nowhere on Earth in World_Mollweide'
}

@test "reference systems from which there is no way, or none that is known" {
    needs_gdal
    meridian
    ogr2ogr -f 'ESRI Shapefile' a.shp line.geojson
    echo 'LOCAL_CS["Site",UNIT["metre",1]]' >a.prj
    dmz -q a.shp
    [ "$code" = 3 ]
    grep -q '^dmzcalc: a.shp: layer "a": no way is known from Site to WGS 84' "$said/err"
    echo 'GEOGCS["Old",DATUM["D_Of_Nobody",SPHEROID["Krassowsky_1940",6378245,298.3]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]' >a.prj
    dmz -q a.shp
    [ "$code" = 0 ]
    grep -qx 'dmzcalc: warning: a.shp: layer "a": how Old lies to WGS 84 is not known; its datum is taken for the same' "$said/err"
}
