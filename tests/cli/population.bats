#!/usr/bin/env bats
# population.bats: people by zone, from rasters that GDAL's own programs make.

load helper

# raster NAME COLUMNS ROWS LEFT TOP RIGHT BOTTOM OPTION...: writes a raster of degrees; options are gdal_create's.
raster() {
    gdal_create -q -outsize "$2" "$3" -a_srs EPSG:4326 -a_ullr "$4" "$5" "$6" "$7" "${@:8}" "$1"
}

# grid NAME: an ASCII grid round the meridian's line, 4 by 4 cells of half a degree, west of the line 100 people in each,
# east of it 200, but nothing known of the southern half there.
grid() {
    printf '%s\n' 'ncols 4' 'nrows 4' 'xllcorner 29' 'yllcorner 47.5' 'cellsize 0.5' 'NODATA_value -1' \
        '100 100 200 200' '100 100 200 200' '100 100 -1 -1' '100 100 -1 -1' >"$1.asc"
    gdalsrsinfo -o wkt_esri EPSG:4326 | tr -d '\n' >"$1.prj"
}

@test "the table has people below the zones, and what is not known of them" {
    meridian
    grid people
    dmz --tolerance 50m --width 10km --merge --population people.asc -o zones.geojson line.geojson
    [ "$code" = 0 ]
    diff -u <(sed -n '/^zone  *people/,$p' "$said/err") - <<'END'
zone   people  no data km²
strip      22       114.36
band       36       183.38

strip      22       114.36
band       36       183.38
all        58       297.74
END
}

@test "figures in JSON, CSV, Markdown and text agree" {
    meridian
    grid people
    run_to() {
        dmz -q --tolerance 50m --width 10km --population people.asc -o zones.geojson --overwrite --stats "$1" line.geojson
        succeeds
    }
    run_to figures.json
    jq -e '[.zones[].population] as $p | ($p | add) - .totals.population | . < 0.01 and . > -0.01' figures.json
    jq -e '.zones[0] | .population_nodata_share == 0 and .population_outside_share == 0' figures.json
    jq -e '.zones[1] | .population_nodata_share > 0.49 and .population_nodata_share < 0.51' figures.json
    jq -e '.totals.sides[0].population_nodata_share == 0 and .totals.layers[0].population > 0' figures.json
    run_to figures.csv
    head -1 figures.csv | grep -q ',population,population_nodata_km2,population_outside_km2$'
    diff <(jq -r '.zones[].population * 1000 | round / 1000' figures.json) \
        <(awk -F, 'NR > 1 { print $(NF - 2) + 0 }' figures.csv)
    here line.geojson people.asc people.prj zones.geojson figures.json figures.csv
    run_to figures.md
    grep -q '^| zone | people | no data km² |$' figures.md
    run_to figures.txt
    grep -q '^zone  *people  no data km²$' figures.txt
}

@test "the schema takes figures with people, and nothing that was tampered with" {
    meridian
    grid people
    for options in '' --merge; do
        dmz -q --tolerance 50m --width 10km $options --population people.asc -o /dev/null --overwrite --stats figures.json line.geojson
        succeeds
        check tampered "$root/docs/schema/stats.schema.json" figures.json
    done
    line '[[20,48],[20,49]]' far.geojson
    dmz -q --tolerance 50m --width 10km --population people.asc -o /dev/null --overwrite --stats figures.json far.geojson
    answers 0 '' 'dmzcalc: warning: people.asc: no zone lies in the raster'
    jq -e '.totals.population == null and .totals.population_outside_share == 1' figures.json
    check schema "$root/docs/schema/stats.schema.json" figures.json
}

# Edges are straight in longitude/latitude for cells, geodesics for areas: within a centimetre the same.
@test "one person on each km2 is as many as km2" {
    meridian
    raster one.tif 4000 3000 28 50 32 47 -ot Float32 -burn 1 -co COMPRESS=DEFLATE
    dmz -q --tolerance 1cm --density one.tif -o /dev/null --stats figures.json line.geojson
    succeeds
    jq -e '.zones[] | (.population / .area_km2 - 1) | . < 1e-6 and . > -1e-6' figures.json
    gdalwarp -q -t_srs EPSG:32636 -tr 150 150 -dstnodata -9 one.tif utm.tif
    dmz -q --tolerance 1cm --density utm.tif -o /dev/null --stats figures.json --overwrite line.geojson
    succeeds
    jq -e '.zones[] | (.population / .area_km2 - 1) | . < 2e-6 and . > -2e-6' figures.json
}

@test "how a file keeps its cells makes no difference" {
    line '[[30,48],[30.3,48.2],[30.1,48.6]]'
    python3 - >a.asc <<'END'
import random
random.seed(4)
print("ncols 700\nnrows 500\nxllcorner 29\nyllcorner 47.5\ncellsize 0.003\nNODATA_value -9")
for _ in range(500):
    print(*(random.choice((-9, 0, random.expovariate(0.01))) for _ in range(700)))
END
    gdalsrsinfo -o wkt_esri EPSG:4326 | tr -d '\n' >a.prj
    gdal_translate -q -ot Float64 a.asc strips.tif
    gdal_translate -q -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=48 strips.tif tiles.tif
    gdal_translate -q -co TILED=YES -co BLOCKXSIZE=512 -co BLOCKYSIZE=256 -co COMPRESS=LZW strips.tif large.tif
    gdal_translate -q -of COG strips.tif cog.tif
    gdal_translate -q -of HFA strips.tif image.img
    gdal_translate -q -co BLOCKYSIZE=500 -co COMPRESS=LZW strips.tif whole.tif
    for file in strips.tif tiles.tif large.tif whole.tif cog.tif image.img; do
        for option in population density; do
            dmz -q --edges geodesic --$option "$file" --stats "$file.$option.json" -o /dev/null line.geojson
            succeeds
            jq -e '.totals.population > 1000 and .totals.population_nodata_share > 0.2' "$file.$option.json"
            cmp "strips.tif.$option.json" "$file.$option.json"
        done
    done
}

@test "zones that were clipped have the people that are left, those of which nothing is left have none" {
    meridian
    grid people
    printf '{"type":"Polygon","coordinates":[[[29,47],[30,47],[30,50],[29,50],[29,47]]]}' >west.geojson
    dmz -q --tolerance 50m --population people.asc --stats all.json -o /dev/null line.geojson
    succeeds
    dmz -q --tolerance 50m --clip west.geojson --population people.asc --stats west.json -o /dev/null line.geojson
    answers 0 '' 'dmzcalc: warning: the masks leave nothing of 2 zones, which have no feature'
    for zone in 0 2; do
        near "$(jq ".zones[$zone].population" west.json)" "$(jq ".zones[$zone].population" all.json)" 1e-4
    done
    jq -e '.zones[1].population == 0 and .zones[1].population_nodata_share == 0' west.json
}

@test "every line of a file has its own people" {
    grid people
    printf '{"type":"FeatureCollection","features":[%s,%s]}' >two.geojson \
        '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[29.5,48],[29.5,49]]}}' \
        '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[30.5,48],[30.5,49]]}}'
    dmz -q --each --tolerance 50m --population people.asc --stats each.json -o each.geojson two.geojson
    succeeds
    jq -se '[.. | .totals? // empty] | length == 2 and .[0].population_nodata_share == 0 and .[1].population_nodata_share > 0.4' each.json
}

@test "netCDF" {
    meridian
    grid people
    gdal_translate -q -of netCDF -a_srs EPSG:4326 people.asc people.nc
    for file in people.asc people.nc; do
        dmz -q --tolerance 50m --population "$file" --stats "$file.json" -o /dev/null line.geojson
        succeeds
    done
    for figure in .totals.population .zones[1].population .zones[1].population_nodata_km2; do
        near "$(jq "$figure" people.nc.json)" "$(jq "$figure" people.asc.json)" 1e-6
    done
}

# Points in the middle of cells of some 40 m; those cells that a limit cuts are divided, the points are not.
@test "a raster of points has as many people as the points" {
    line '[[30,48],[30.3,48.2],[30.1,48.6]]'
    python3 - <<'END'
import json, random
random.seed(5)
points = [{"type": "Feature", "properties": {"population": random.randint(1, 100)}, "geometry": {"type": "Point",
    "coordinates": [29 + (random.randrange(4000) + 0.5) / 2000, 47.5 + (random.randrange(3000) + 0.5) / 2000]}}
    for _ in range(20000)]
json.dump({"type": "FeatureCollection", "features": points}, open("points.geojson", "w"))
END
    gdal_rasterize -q -add -a population -ot Float32 -te 29 47.5 31 49 -tr 0.0005 0.0005 points.geojson points.tif
    dmz -q --edges geodesic --places points.geojson --population points.tif --stats figures.json -o /dev/null line.geojson
    succeeds
    for zone in 0 1 2 3; do
        near "$(jq ".zones[$zone].population" figures.json)" "$(jq ".zones[$zone].places.population" figures.json)" 0.01
    done
    jq -e '.totals.population > 100000' figures.json
}

@test "a mask says where there is no data" {
    meridian
    raster plain.tif 40 40 29 50 31 47 -ot Byte -burn 7
    gdal_translate -q -b 1 -mask 1 --config GDAL_TIFF_INTERNAL_MASK YES plain.tif masked.tif
    dmz -q --tolerance 50m --population masked.tif --stats figures.json -o /dev/null line.geojson
    succeeds
    jq -e '.totals.population > 0 and .totals.population_nodata_share == 0' figures.json
    raster zero.tif 40 40 29 50 31 47 -ot Byte -burn 0
    gdal_translate -q -b 1 -mask 1 --config GDAL_TIFF_INTERNAL_MASK YES zero.tif masked.tif
    dmz -q --tolerance 50m --population masked.tif --stats figures.json --overwrite -o /dev/null line.geojson
    succeeds
    jq -e '.totals.population == null and .totals.population_nodata_share == 1' figures.json
}

@test "--population-band says which band" {
    meridian
    raster bands.tif 40 40 29 50 31 47 -ot Int16 -bands 2 -burn 1 -burn 3
    for band in 1 2; do
        dmz -q --tolerance 50m --population bands.tif --population-band $band --stats $band.json -o /dev/null line.geojson
        succeeds
    done
    near "$(jq .totals.population 2.json)" "$(jq '3 * .totals.population' 1.json)" 1e-6
    dmz -q --population bands.tif --population-band 3 line.geojson
    fails 2 '--population-band: bands.tif has no band 3: it has 2'
    for value in 0 -1 1.5 x '' 70000; do
        refuses "--population-band: '$value' is no number from 1 to 65535" '' --population bands.tif --population-band "$value" line.geojson
    done
    refuses '--population-band goes with --population or --density' '' --population-band 1 line.geojson
    refuses '--density: not together with --population' '' --population bands.tif --density bands.tif line.geojson
}

@test "what is no raster of people is refused in a line" {
    meridian
    dmz -q --population nothing.tif line.geojson
    fails 3 'nothing.tif: No such file or directory'
    mkdir directory.tif
    dmz -q --population directory.tif line.geojson
    fails 3 'directory.tif: Is a directory'
    cp line.geojson text.tif
    dmz -q --population text.tif line.geojson
    [ "$code" = 3 ] && grep -q '^dmzcalc: text.tif: ' "$said/err" && [ "$(wc -l <"$said/err")" = 1 ]
    dmz -q --population line.geojson line.geojson
    fails 3 'line.geojson: no raster is known by this name: expected .tif, .tiff, .asc, .img or .nc'
    grid none
    rm none.prj
    dmz -q --population none.asc line.geojson
    fails 3 'none.asc: band 1: has no reference system' \
        'gdal_translate -a_srs, or a .prj beside an ASCII grid, says which'
    gdal_create -q -outsize 4 4 -a_srs EPSG:4326 -bands 1 nowhere.tif
    dmz -q --population nowhere.tif line.geojson
    fails 3 'nowhere.tif: band 1: has no geotransform: where its cells lie is not said'
    grid negative
    sed -i 's/NODATA_value -1/NODATA_value -2/' negative.asc
    dmz -q --population negative.asc line.geojson
    fails 3 'negative.asc: band 1: row 3, column 3: expected people, found -1' \
        'if it stands for no data, gdal_translate -a_nodata says so'
    here line.geojson directory.tif text.tif none.asc nowhere.tif negative.asc negative.prj
}

@test "what names other files takes --allow-remote" {
    meridian
    raster people.tif 40 40 29 50 31 47 -ot Byte -burn 7
    gdal_translate -q -of VRT people.tif people.vrt
    for name in people.vrt /vsizip/people.zip/people.tif NETCDF:people.nc:people; do
        dmz -q --population "$name" line.geojson
        fails 3 "$name: not a plain file; GDAL would open or fetch what it names" '--allow-remote lets GDAL open it'
    done
    dmz -q --tolerance 50m --allow-remote --population people.vrt --stats a.json -o /dev/null line.geojson
    succeeds
    dmz -q --tolerance 50m --population people.tif --stats b.json -o /dev/null line.geojson
    succeeds
    cmp a.json b.json
}

@test "without GDAL it is said that there is none" {
    meridian
    touch people.tif
    DMZCALC_GDAL=/nowhere dmz -q --population people.tif line.geojson
    fails 3 'people.tif: this format needs GDAL, which is not installed' \
        'install GDAL 3.1 or newer (Debian: apt-get install gdal-bin), or use GeoJSON, which needs none'
}

# 40,000 by 40,000 cells would take 12.8 GB as they are summed.
@test "a raster of any size is read in little memory, and only where zones are" {
    ! is_sanitized || skip 'address space is not limited under ASan'
    line '[[29.3,48.2],[31.2,48.3]]'
    raster large.tif 40000 40000 20 60 60 20 -ot Float32 -bands 1 -co TILED=YES -co COMPRESS=DEFLATE -co SPARSE_OK=TRUE
    raster small.tif 3000 2000 29 49 32 47 -ot Float32 -burn 2
    gdalwarp -q small.tif large.tif
    (
        ulimit -v 600000
        dmz -q --tolerance 50m --edges geodesic --population large.tif --stats large.json -o /dev/null line.geojson
        succeeds
        dmz -q --tolerance 50m --edges geodesic --width 1500km --population large.tif --stats wide.json -o /dev/null line.geojson
        succeeds
    )
    dmz -q --tolerance 50m --edges geodesic --population small.tif --stats small.json -o /dev/null line.geojson
    succeeds
    near "$(jq .totals.population large.json)" "$(jq .totals.population small.json)" 1e-9
    near "$(jq .totals.population wide.json)" 12000000 1e-9
}

@test "a number of people where the raster knows of none" {
    line '[[30,48],[30.5,48.05]]'
    raster nothing.tif 20 20 29 49 31 47 -ot Int16 -burn 1 -a_nodata 1
    dmz -q --tolerance 50m --target-population 1000 --population nothing.tif line.geojson
    fails 3 'nothing.tif: has no data within 2,000 km of the line'
}
