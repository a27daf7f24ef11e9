/* vector_crs.c: from a layer's reference system to longitude and latitude on WGS 84. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "io/vector_reader.h"

enum { CHUNK = 1024 };

/* As the GeoJSON reader takes them: one and a half turns. */
static const double LON_MOST_DEG = 540, LAT_MOST_DEG = 90;

static enum dmz_status build_from(struct dmz_vector_reader *reader, void *from, void *to) {
    struct dmz_gdal *gdal = &reader->gdal;
    bool is_rough = false;
    if (!dmz_gdal_wgs84(gdal, from, to))
        return dmz_vector_fail(reader, "GDAL cannot set up WGS 84");
    if (gdal->OSRIsSame(from, to))
        return DMZ_OK;
    reader->crs.transformation = dmz_gdal_way(gdal, from, to, &is_rough);
    if (reader->crs.transformation && is_rough)
        dmz_vector_warn(reader, "how %s lies to WGS 84 is not known; its datum is taken for the same",
                        reader->crs.name);
    if (reader->crs.transformation)
        return DMZ_OK;
    return dmz_vector_fail(reader, "no way is known from %s to WGS 84%s%s", reader->crs.name,
                           gdal->failure[0] ? ": " : "", gdal->failure);
}

/* Whether points are in columns of a CSV file whose names say what they are. */
static bool is_by_columns(const struct dmz_vector_reader *reader) {
    static const char *const names[] = {"lon", "lng", "longitude"};
    const struct dmz_gdal *gdal = &reader->gdal;
    void *layer = gdal->OGR_L_GetLayerDefn(reader->layer);
    bool found = false;
    if (strcmp(reader->driver->name, "CSV") != 0 || !(reader->kinds & DMZ_FEATURE_POINTS) ||
        gdal->OGR_L_GetGeomType(reader->layer) != DMZ_WKB_POINT)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        found = found || gdal->OGR_FD_GetFieldIndex(layer, names[i]) >= 0;
    return found;
}

enum dmz_status dmz_vector_crs_build(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    void *own = gdal->OGR_L_GetSpatialRef(reader->layer);
    const char *name = own ? gdal->OSRGetName(own) : NULL;
    snprintf(reader->crs.name, sizeof reader->crs.name, "%s", name ? name : "a reference system without a name");
    reader->crs.is_known = own;
    if (!own && is_by_columns(reader))
        return DMZ_OK;
    if (!own) {
        dmz_vector_warn(reader, "has no reference system; taken as longitude and latitude on WGS 84");
        return DMZ_OK;
    }
    void *from = gdal->OSRClone(own), *to = gdal->OSRNewSpatialReference(NULL);
    enum dmz_status status = build_from(reader, from, to);
    if (from)
        gdal->OSRRelease(from);
    if (to)
        gdal->OSRRelease(to);
    return status;
}

static enum dmz_status fail_transform(struct dmz_vector_reader *reader, struct dmz_position p) {
    return dmz_vector_fail(reader, "%.15g, %.15g is nowhere on Earth in %s", p.lon_deg, p.lat_deg, reader->crs.name);
}

static enum dmz_status transform_chunk(struct dmz_vector_reader *reader, struct dmz_position *positions, int count) {
    double x[CHUNK], y[CHUNK];
    int done[CHUNK] = {0};
    for (int i = 0; i < count; i++) {
        x[i] = positions[i].lon_deg;
        y[i] = positions[i].lat_deg;
    }
    reader->gdal.OCTTransformEx(reader->crs.transformation, count, x, y, NULL, done);
    reader->gdal.failure[0] = '\0'; /* said here, with the place */
    for (int i = 0; i < count; i++) {
        reader->position++;
        if (!done[i] || !isfinite(x[i]) || !isfinite(y[i]))
            return fail_transform(reader, positions[i]);
        positions[i] = (struct dmz_position){x[i], y[i]};
    }
    return DMZ_OK;
}

static enum dmz_status fail_range(struct dmz_vector_reader *reader, struct dmz_position p) {
    bool lon_is_bad = fabs(p.lon_deg) > LON_MOST_DEG;
    dmz_vector_fail(reader, "%s %.15g is outside [-%g, %g]", lon_is_bad ? "longitude" : "latitude",
                    lon_is_bad ? p.lon_deg : p.lat_deg, lon_is_bad ? LON_MOST_DEG : LAT_MOST_DEG,
                    lon_is_bad ? LON_MOST_DEG : LAT_MOST_DEG);
    if (!reader->crs.is_known)
        dmz_hint(reader->context, "coordinates look like projected metres without their reference system: say which "
                                  "(ogr2ogr -a_srs), or give the shapefile its .prj");
    return DMZ_INPUT;
}

static enum dmz_status check_ranges(struct dmz_vector_reader *reader, const struct dmz_position *positions,
                                    size_t count) {
    reader->position = 0;
    for (size_t i = 0; i < count; i++) {
        struct dmz_position p = positions[i];
        reader->position++;
        if (!(fabs(p.lon_deg) <= LON_MOST_DEG && fabs(p.lat_deg) <= LAT_MOST_DEG))
            return fail_range(reader, p);
    }
    reader->position = 0;
    return DMZ_OK;
}

static enum dmz_status check_finite(struct dmz_vector_reader *reader, const struct dmz_position *positions,
                                    size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!isfinite(positions[i].lon_deg) || !isfinite(positions[i].lat_deg)) {
            reader->position = i + 1;
            return dmz_vector_fail(reader, "expected finite coordinates, found %g, %g", positions[i].lon_deg,
                                   positions[i].lat_deg);
        }
    return DMZ_OK;
}

enum dmz_status dmz_vector_crs_apply(struct dmz_vector_reader *reader, struct dmz_position *positions, size_t count) {
    enum dmz_status status = check_finite(reader, positions, count);
    reader->position = 0;
    if (reader->crs.transformation) {
        for (size_t i = 0; i < count && !status; i += CHUNK)
            status = transform_chunk(reader, positions + i, count - i < CHUNK ? (int)(count - i) : CHUNK);
        /* What crosses the antimeridian was one line where it came from. */
        for (size_t i = 1; i < count && !status; i++)
            positions[i] = dmz_geodesy_same_turn(positions[i], positions[i - 1]);
    }
    return status ? status : check_ranges(reader, positions, count);
}

void dmz_vector_crs_free(struct dmz_vector_reader *reader) {
    if (reader->crs.transformation)
        reader->gdal.OCTDestroyCoordinateTransformation(reader->crs.transformation);
    reader->crs = (struct dmz_vector_crs){0};
}
