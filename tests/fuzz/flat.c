/* flat.c: zones as GEOS's polygons, in longitude/latitude as they stand or in a conformal plane. */
#include "fuzz/flat.h"

#include <math.h>
#include <stdlib.h>

static struct dmz_vector unit(struct dmz_vector v) {
    double length = dmz_vector_length(v);
    return (struct dmz_vector){v.x / length, v.y / length, v.z / length};
}

struct flat_plane flat_plane_at(struct dmz_position middle) {
    struct dmz_vector up = unit(dmz_geodesy_vector(middle));
    struct dmz_vector aside = fabs(up.z) < 0.9 ? (struct dmz_vector){0, 0, 1} : (struct dmz_vector){1, 0, 0};
    struct dmz_vector east = unit(dmz_vector_cross(aside, up));
    return (struct flat_plane){east, dmz_vector_cross(up, east), up};
}

void flat_project(const struct flat_plane *plane, struct dmz_position place, double *x_m, double *y_m) {
    struct dmz_vector v = unit(dmz_geodesy_vector(place));
    double scale = 2 * DMZ_EARTH_RADIUS_M / (1 + dmz_vector_dot(v, plane->up));
    *x_m = scale * dmz_vector_dot(v, plane->east);
    *y_m = scale * dmz_vector_dot(v, plane->north);
}

struct dmz_position flat_unproject(const struct flat_plane *plane, double x, double y) {
    double r = hypot(x, y) / (2 * DMZ_EARTH_RADIUS_M), s = 2 * r / (1 + r * r), c = (1 - r * r) / (1 + r * r);
    double along_x = r > 0 ? s * x / hypot(x, y) : 0, along_y = r > 0 ? s * y / hypot(x, y) : 0;
    struct dmz_vector v = {
        c * plane->up.x + along_x * plane->east.x + along_y * plane->north.x,
        c * plane->up.y + along_x * plane->east.y + along_y * plane->north.y,
        c * plane->up.z + along_x * plane->east.z + along_y * plane->north.z,
    };
    double flat = (1 - DMZ_EARTH_FLATTENING) * (1 - DMZ_EARTH_FLATTENING); /* geocentric to geodetic latitude */
    return (struct dmz_position){atan2(v.y, v.x) * 180 / M_PI, atan2(v.z, flat * hypot(v.x, v.y)) * 180 / M_PI};
}

/* Points in two columns, growing. */
struct points {
    double *x, *y;
    size_t count, room;
};

static bool add_point(struct points *points, double x, double y) {
    if (points->count == points->room) {
        points->room = points->room ? 2 * points->room : 1024;
        points->x = realloc(points->x, points->room * sizeof(double));
        points->y = realloc(points->y, points->room * sizeof(double));
    }
    if (!points->x || !points->y)
        return false;
    points->x[points->count] = x;
    points->y[points->count++] = y;
    return true;
}

/* Makes a ring of the points and frees them. */
static GEOSGeometry *make_ring(GEOSContextHandle_t geos, struct points *points) {
    GEOSCoordSequence *sequence = NULL;
    if (points->count > 3)
        sequence = GEOSCoordSeq_copyFromArrays_r(geos, points->x, points->y, NULL, NULL, (unsigned)points->count);
    free(points->x);
    free(points->y);
    return sequence ? GEOSGeom_createLinearRing_r(geos, sequence) : NULL;
}

/* Into how many pieces an edge is divided: they are short, and bow little where meridians converge. */
static size_t pieces_of(struct dmz_position a, struct dmz_position b, double tolerance_m) {
    static const double PIECE_M = 5e3, BOW_SHARE = 0.03;
    enum { PIECES_MOST = 1000 };
    double length = dmz_vector_distance(dmz_geodesy_vector(a), dmz_geodesy_vector(b));
    double bow = dmz_geodesy_bow_m(a, b), count = length / (PIECE_M * sqrt(fmin(1, tolerance_m)));
    count = fmax(count, sqrt(bow / (BOW_SHARE * tolerance_m)));
    return (size_t)ceil(fmin(fmax(count, 1), PIECES_MOST));
}

static GEOSGeometry *flat_ring(GEOSContextHandle_t geos, const struct flat_plane *plane, const struct dmz_ring *ring,
                               double tolerance_m) {
    struct points points = {0};
    double x, y;
    for (size_t i = 0; i + 1 < ring->count; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        size_t pieces = pieces_of(a, b, tolerance_m);
        for (size_t k = 0; k < pieces; k++) {
            double t = (double)k / (double)pieces;
            struct dmz_position p = {a.lon_deg + t * (b.lon_deg - a.lon_deg),
                                     a.lat_deg + t * (b.lat_deg - a.lat_deg)};
            flat_project(plane, p, &x, &y);
            add_point(&points, x, y);
        }
    }
    if (points.count)
        add_point(&points, points.x[0], points.y[0]);
    return make_ring(geos, &points);
}

/* A polygon of rings, of which the first is the shell; it owns them from now on. Of a missing ring comes NULL. */
static GEOSGeometry *polygon_of(GEOSContextHandle_t geos, GEOSGeometry **rings, size_t count) {
    bool whole = count > 0;
    for (size_t i = 0; i < count; i++)
        whole = whole && rings[i];
    if (whole)
        return GEOSGeom_createPolygon_r(geos, rings[0], rings + 1, (unsigned)count - 1);
    for (size_t i = 0; i < count; i++)
        GEOSGeom_destroy_r(geos, rings[i]);
    return NULL;
}

static GEOSGeometry *flat_polygon(GEOSContextHandle_t geos, const struct flat_plane *plane,
                                  const struct dmz_polygon *polygon, double tolerance_m) {
    GEOSGeometry **rings = calloc(polygon->ring_count + 1, sizeof(GEOSGeometry *));
    for (size_t k = 0; rings && k < polygon->ring_count; k++)
        rings[k] = flat_ring(geos, plane, &polygon->rings[k], tolerance_m);
    GEOSGeometry *shape = rings ? polygon_of(geos, rings, polygon->ring_count) : NULL;
    free(rings);
    return shape;
}

GEOSGeometry *flat_zone(GEOSContextHandle_t geos, const struct flat_plane *plane, const struct dmz_multipolygon *zone,
                        double tolerance_m) {
    GEOSGeometry **polygons = calloc(zone->polygon_count + 1, sizeof(GEOSGeometry *)), *shape = NULL;
    size_t made = 0;
    for (size_t i = 0; polygons && i < zone->polygon_count; i++)
        if ((polygons[made] = flat_polygon(geos, plane, &zone->polygons[i], tolerance_m)))
            made++;
    if (polygons && made == zone->polygon_count)
        shape = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, polygons, (unsigned)made);
    for (size_t i = 0; !shape && i < made; i++)
        GEOSGeom_destroy_r(geos, polygons[i]);
    free(polygons);
    return shape;
}

bool flat_is_plain(const struct dmz_polygon *polygon) {
    for (size_t k = 0; k < polygon->ring_count; k++) {
        const struct dmz_ring *ring = &polygon->rings[k];
        double low = ring->positions[0].lon_deg, high = low;
        for (size_t i = 0; i < ring->count; i++) {
            low = fmin(low, ring->positions[i].lon_deg);
            high = fmax(high, ring->positions[i].lon_deg);
        }
        if (high - low > 180 || ring->positions[0].lon_deg != ring->positions[ring->count - 1].lon_deg)
            return false;
    }
    return true;
}

GEOSGeometry *flat_degrees(GEOSContextHandle_t geos, const struct dmz_polygon *polygon) {
    GEOSGeometry **rings = calloc(polygon->ring_count + 1, sizeof(GEOSGeometry *));
    for (size_t k = 0; rings && k < polygon->ring_count; k++) {
        const struct dmz_ring *ring = &polygon->rings[k];
        struct points points = {0};
        double turn = dmz_geodesy_same_turn(ring->positions[0], polygon->rings[0].positions[0]).lon_deg -
                      ring->positions[0].lon_deg;
        for (size_t i = 0; i < ring->count; i++)
            add_point(&points, ring->positions[i].lon_deg + turn, ring->positions[i].lat_deg);
        rings[k] = make_ring(geos, &points);
    }
    GEOSGeometry *shape = rings ? polygon_of(geos, rings, polygon->ring_count) : NULL;
    free(rings);
    return shape;
}
