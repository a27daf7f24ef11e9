/* raster_crs.c: how a raster lies on Earth: between longitude and latitude on WGS 84 and its columns and rows. */
#include <math.h>
#include <stdio.h>

#include "io/raster_reader.h"

enum { CHUNK = 1024 };

/* Where Mercator's plane has no end, the place this near a pole stands for it: a centimetre. */
static const double BESIDE_POLE_DEG = 1e-7;

static void *find_way(struct dmz_raster *raster, void *from, void *to) {
    bool is_rough = false;
    void *way = dmz_gdal_way(&raster->gdal, from, to, &is_rough);
    if (way && is_rough)
        dmz_warn(raster->context, "%s: how %s lies to WGS 84 is not known; its datum is taken for the same",
                 raster->path, raster->system);
    return way;
}

/* A turn in the system's units: of degrees, which are given as rounded radians, just 360. */
static double find_turn(struct dmz_raster *raster, void *system) {
    double turn = 2 * acos(-1) / raster->gdal.OSRGetAngularUnits(system, NULL);
    return fabs(turn - 360) < 1e-9 ? 360 : turn;
}

static enum dmz_status find_ways(struct dmz_raster *raster, void *system, void *wgs84) {
    struct dmz_gdal *gdal = &raster->gdal;
    if (!dmz_gdal_wgs84(gdal, system, wgs84))
        return dmz_raster_fail(raster, "GDAL cannot set up WGS 84");
    if (gdal->OSRIsGeographic(system))
        raster->turn = find_turn(raster, system);
    else if (!gdal->OSRIsProjected(system))
        return dmz_raster_fail(raster, "expected a projected or geographic reference system, found %s",
                               raster->system);
    if (gdal->OSRIsSame(system, wgs84))
        return DMZ_OK;
    raster->to = find_way(raster, wgs84, system);
    raster->from = raster->to ? find_way(raster, system, wgs84) : NULL;
    if (raster->from)
        return DMZ_OK;
    return dmz_raster_fail(raster, "no way is known from WGS 84 to %s%s%s", raster->system,
                           gdal->failure[0] ? ": " : "", gdal->failure);
}

/* The geotransform, and back. */
static enum dmz_status find_plane(struct dmz_raster *raster) {
    double *t = raster->transform, *b = raster->inverse;
    if (raster->gdal.GDALGetGeoTransform(raster->dataset, t))
        return dmz_raster_fail(raster, "has no geotransform: where its cells lie is not said");
    double area = t[1] * t[5] - t[2] * t[4];
    for (int i = 0; i < 6; i++)
        if (!isfinite(t[i]))
            area = 0;
    if (!(fabs(area) > 0) || !isfinite(area))
        return dmz_raster_fail(raster, "its geotransform gives its cells no area");
    b[1] = t[5] / area;
    b[2] = -t[2] / area;
    b[4] = -t[4] / area;
    b[5] = t[1] / area;
    b[0] = -(t[0] * b[1] + t[3] * b[2]);
    b[3] = -(t[0] * b[4] + t[3] * b[5]);
    return DMZ_OK;
}

/* A place by its differences from the origin, whose digits the products then keep. */
static struct dmz_spot spot_of(const struct dmz_raster *raster, double x, double y) {
    const double *t = raster->transform, *b = raster->inverse;
    double dx = x - t[0], dy = y - t[3];
    return (struct dmz_spot){b[1] * dx + b[2] * dy, b[4] * dx + b[5] * dy};
}

enum dmz_status dmz_raster_crs_build(struct dmz_raster *raster) {
    struct dmz_gdal *gdal = &raster->gdal;
    void *own = gdal->GDALGetSpatialRef(raster->dataset);
    if (!own) {
        dmz_hint(raster->context, "gdal_translate -a_srs, or a .prj beside an ASCII grid, says which");
        return dmz_raster_fail(raster, "has no reference system");
    }
    const char *name = gdal->OSRGetName(own);
    snprintf(raster->system, sizeof raster->system, "%s", name ? name : "a reference system without a name");
    void *system = gdal->OSRClone(own), *wgs84 = gdal->OSRNewSpatialReference(NULL);
    enum dmz_status status = find_ways(raster, system, wgs84);
    double metres = system && raster->turn == 0 ? gdal->OSRGetLinearUnits(system, NULL) : 1;
    if (system)
        gdal->OSRRelease(system);
    if (wgs84)
        gdal->OSRRelease(wgs84);
    if (!status)
        status = find_plane(raster);
    if (status)
        return status;
    const double *t = raster->transform, *b = raster->inverse;
    raster->form.is_angular = !raster->to;
    raster->form.turn = (struct dmz_spot){b[1] * raster->turn, b[4] * raster->turn};
    raster->form.plane_cell_m2 = raster->turn > 0 ? NAN : fabs(t[1] * t[5] - t[2] * t[4]) * metres * metres;
    return DMZ_OK;
}

void dmz_raster_crs_free(struct dmz_raster *raster) {
    if (raster->to)
        raster->gdal.OCTDestroyCoordinateTransformation(raster->to);
    if (raster->from)
        raster->gdal.OCTDestroyCoordinateTransformation(raster->from);
    raster->to = raster->from = NULL;
}

/* Carries coordinates over; NANs where that fails, of which the caller knows what it means. */
static void carry(struct dmz_raster *raster, void *way, int count, double *x, double *y) {
    int done[CHUNK] = {0};
    if (!way)
        return;
    raster->gdal.OCTTransformEx(way, count, x, y, NULL, done);
    raster->gdal.failure[0] = '\0';
    for (int i = 0; i < count; i++)
        if (!done[i] || !isfinite(x[i]) || !isfinite(y[i]))
            x[i] = y[i] = NAN;
}

/* The longitude of another datum, in the turn of that on WGS 84. */
static double same_turn(const struct dmz_raster *raster, double x, double lon_deg) {
    return raster->turn > 0 ? x - raster->turn * round(x / raster->turn - lon_deg / 360) : x;
}

static void project_chunk(struct dmz_raster *raster, const struct dmz_position *positions, int count,
                          struct dmz_spot *spots) {
    double x[CHUNK], y[CHUNK];
    for (int i = 0; i < count; i++) {
        x[i] = positions[i].lon_deg;
        y[i] = positions[i].lat_deg;
    }
    carry(raster, raster->to, count, x, y);
    for (int i = 0; i < count; i++) {
        struct dmz_position at = positions[i];
        if (isnan(x[i]) && 90 - fabs(at.lat_deg) < BESIDE_POLE_DEG) {
            x[i] = at.lon_deg;
            y[i] = copysign(90 - BESIDE_POLE_DEG, at.lat_deg);
            carry(raster, raster->to, 1, x + i, y + i);
        }
        spots[i] = spot_of(raster, same_turn(raster, x[i], at.lon_deg), y[i]);
    }
}

static void unproject_chunk(struct dmz_raster *raster, const struct dmz_spot *spots, int count,
                            struct dmz_position *positions) {
    const double *t = raster->transform;
    double x[CHUNK], y[CHUNK];
    for (int i = 0; i < count; i++) {
        x[i] = t[0] + spots[i].column * t[1] + spots[i].row * t[2];
        y[i] = t[3] + spots[i].column * t[4] + spots[i].row * t[5];
    }
    carry(raster, raster->from, count, x, y);
    for (int i = 0; i < count; i++)
        positions[i] = (struct dmz_position){x[i], fabs(y[i]) > 90 && fabs(y[i]) < 90.01 ? copysign(90, y[i]) : y[i]};
}

void dmz_raster_project(struct dmz_raster *raster, const struct dmz_position *positions, size_t count,
                        struct dmz_spot *spots) {
    for (size_t i = 0; i < count; i += CHUNK)
        project_chunk(raster, positions + i, count - i < CHUNK ? (int)(count - i) : CHUNK, spots + i);
}

void dmz_raster_unproject(struct dmz_raster *raster, const struct dmz_spot *spots, size_t count,
                          struct dmz_position *positions) {
    for (size_t i = 0; i < count; i += CHUNK)
        unproject_chunk(raster, spots + i, count - i < CHUNK ? (int)(count - i) : CHUNK, positions + i);
}
