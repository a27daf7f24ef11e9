/* geodesy.c: distances, directions and areas on the WGS 84 ellipsoid, by the geodesics that PROJ carries. */
#include "dmz/geodesy.h"

#include <geodesic.h>
#include <math.h>
#include <pthread.h>

#include "core/edge.h"
#include "core/spot.h"

#define RADIANS (M_PI / 180)

static const double ECCENTRICITY2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING);

/* The ellipsoid's series coefficients: a constant that C cannot spell, so it is worked out once. */
static const struct geod_geodesic *wgs84(void);
static struct geod_geodesic wgs84_constant;
static pthread_once_t wgs84_once = PTHREAD_ONCE_INIT;

static void wgs84_init(void) {
    geod_init(&wgs84_constant, DMZ_EARTH_EQUATOR_M, DMZ_EARTH_FLATTENING);
}

static const struct geod_geodesic *wgs84(void) {
    pthread_once(&wgs84_once, wgs84_init);
    return &wgs84_constant;
}

double dmz_geodesy_distance_m(struct dmz_position a, struct dmz_position b) {
    double distance = 0;
    struct dmz_edge edge = dmz_edge_between(a, b);
    if (dmz_edge_is_short(edge)) {
        struct dmz_edge_end from = dmz_edge_end(a), to = dmz_edge_end(b);
        return dmz_edge_length_m(&from, &to, edge);
    }
    geod_inverse(wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &distance, NULL, NULL);
    return distance;
}

double dmz_geodesy_inverse(struct dmz_position a, struct dmz_position b, double *azimuth_deg) {
    double distance = 0;
    geod_inverse(wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &distance, azimuth_deg, NULL);
    return distance;
}

struct dmz_position dmz_geodesy_direct(struct dmz_position a, double azimuth_deg, double distance_m) {
    struct dmz_position b = a;
    struct geod_geodesicline line;
    geod_lineinit(&line, wgs84(), a.lat_deg, a.lon_deg, azimuth_deg, 0);
    geod_genposition(&line, GEOD_LONG_UNROLL, distance_m, &b.lat_deg, &b.lon_deg, NULL, NULL, NULL, NULL, NULL, NULL);
    return b;
}

struct dmz_position dmz_geodesy_between(struct dmz_position a, struct dmz_position b, double t) {
    double azimuth = 0, distance = dmz_geodesy_inverse(a, b, &azimuth);
    return dmz_geodesy_direct(a, azimuth, t * distance);
}

/* A sum that keeps what rounding takes off its terms. Source: Neumaier 1974; Knuth's two-sum. */
struct sum {
    double value, rest;
};

static void add(struct sum *sum, double term) {
    double value = sum->value + term, taken = value - sum->value;
    sum->rest += (sum->value - (value - taken)) + (term - taken);
    sum->value = value;
}

/* What the edges of a ring have beneath them, down to the latitude of its first vertex. */
struct ring_sums {
    double floor_m2; /* belt of the first vertex, per radian */
    struct sum area_m2, perimeter_m, turned_deg;
};

static void add_geodesic(struct ring_sums *sums, struct dmz_position a, struct dmz_position b, double lon) {
    double length = 0, beneath = 0;
    geod_geninverse(wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &length, NULL, NULL, NULL, NULL, NULL,
                    &beneath);
    add(&sums->area_m2, beneath - sums->floor_m2 * lon);
    add(&sums->perimeter_m, length);
}

static double whole_ring(const struct dmz_position *ring, size_t count, double *perimeter_m) {
    double area = 0;
    struct geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i + 1 < count; i++)
        geod_polygon_addpoint(wgs84(), &polygon, ring[i].lat_deg, ring[i].lon_deg);
    geod_polygon_compute(wgs84(), &polygon, 0, 1, &area, perimeter_m);
    return area;
}

/* The sums are over the area beneath the edges: what goes east counts, so counter-clockwise is less than nothing. A
 * ring that goes round a pole an odd number of times has half the Earth to add. Source: Karney 2013, section 6. */
static double area_of(const struct ring_sums *sums) {
    double turns = round((sums->turned_deg.value + sums->turned_deg.rest) / 360);
    double half_earth = 2 * M_PI * dmz_edge_belt_m2(1);
    double beneath = sums->area_m2.value + sums->area_m2.rest + 2 * M_PI * turns * sums->floor_m2;
    if (fmod(turns, 2) != 0)
        beneath += beneath < 0 ? half_earth : -half_earth;
    if (beneath > half_earth)
        return 2 * half_earth - beneath;
    return beneath < -half_earth ? -2 * half_earth - beneath : -beneath;
}

double dmz_geodesy_ring_area_m2(const struct dmz_position *ring, size_t count, double *perimeter_m) {
    static const double QUARTER_TURN = M_PI / 2; /* which way it is meant to go round is left to Karney's code */
    struct dmz_edge_end from = dmz_edge_end(count ? ring[0] : (struct dmz_position){0, 0});
    double belt = dmz_edge_belt_m2(from.sin_lat), perimeter = 0;
    struct ring_sums sums = {.floor_m2 = belt};
    for (size_t i = 1; i < count; i++) {
        struct dmz_edge edge = dmz_edge_between(ring[i - 1], ring[i]);
        if (fabs(edge.lon) > QUARTER_TURN)
            return whole_ring(ring, count, perimeter_m ? perimeter_m : &perimeter);
        struct dmz_edge_end to = dmz_edge_end(ring[i]);
        double next_belt = dmz_edge_belt_m2(to.sin_lat);
        if (dmz_edge_is_short(edge)) {
            double mean = (belt - sums.floor_m2 + next_belt - sums.floor_m2) / 2;
            add(&sums.area_m2, edge.lon * mean + dmz_edge_bulge_m2(dmz_edge_middle(&from, &to, edge), edge));
            add(&sums.perimeter_m, dmz_edge_length_m(&from, &to, edge));
        } else {
            add_geodesic(&sums, ring[i - 1], ring[i], edge.lon);
        }
        add(&sums.turned_deg, edge.lon / RADIANS);
        from = to;
        belt = next_belt;
    }
    if (perimeter_m)
        *perimeter_m = sums.perimeter_m.value + sums.perimeter_m.rest;
    return area_of(&sums);
}

double dmz_geodesy_beneath_m2(struct dmz_position a, struct dmz_position b) {
    struct dmz_edge edge = dmz_edge_between(a, b);
    struct dmz_edge_end from = dmz_edge_end(a), to = dmz_edge_end(b);
    double beneath = 0;
    if (dmz_edge_is_short(edge))
        return edge.lon * (dmz_edge_belt_m2(from.sin_lat) + dmz_edge_belt_m2(to.sin_lat)) / 2 +
               dmz_edge_bulge_m2(dmz_edge_middle(&from, &to, edge), edge);
    geod_geninverse(wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, NULL, NULL, NULL, NULL, NULL, NULL,
                    &beneath);
    return beneath;
}

/* A point that moves evenly along the edge accelerates sideways by sin(lat) dlon (cos(lat) dlon, 2 dlat), which is
 * taken at its largest. Source: the geodesic equations of the sphere. */
double dmz_geodesy_bow_m(struct dmz_position a, struct dmz_position b) {
    double high = fmax(fabs(a.lat_deg), fabs(b.lat_deg)) * RADIANS;
    double low = fmin(fabs(a.lat_deg), fabs(b.lat_deg)) * RADIANS;
    double dlon = (b.lon_deg - a.lon_deg) * RADIANS, dlat = (b.lat_deg - a.lat_deg) * RADIANS;
    return DMZ_EARTH_RADIUS_M / 8 * sin(high) * fabs(dlon) * hypot(cos(low) * dlon, 2 * dlat);
}

/* Radii of curvature: N along the parallel (times cos), M along the meridian; only their ratio counts. */
double dmz_geodesy_straight_azimuth_deg(struct dmz_position at, struct dmz_position a, struct dmz_position b) {
    double sin_lat = sin(at.lat_deg * RADIANS), w2 = 1 - ECCENTRICITY2 * sin_lat * sin_lat;
    double east = (b.lon_deg - a.lon_deg) * cos(at.lat_deg * RADIANS);
    double north = (b.lat_deg - a.lat_deg) * (1 - ECCENTRICITY2) / w2;
    return atan2(east, north) / RADIANS;
}

struct dmz_vector dmz_geodesy_heading(struct dmz_position position, double azimuth_deg) {
    double lat = position.lat_deg * RADIANS, lon = position.lon_deg * RADIANS, azimuth = azimuth_deg * RADIANS;
    struct dmz_vector north = {-sin(lat) * cos(lon), -sin(lat) * sin(lon), cos(lat)};
    struct dmz_vector east = {-sin(lon), cos(lon), 0}, none = {0, 0, 0};
    return dmz_vector_plus(dmz_vector_plus(none, cos(azimuth), north), sin(azimuth), east);
}

struct dmz_position dmz_geodesy_same_turn(struct dmz_position position, struct dmz_position to) {
    double ahead = to.lon_deg - position.lon_deg;
    if (fabs(ahead) < 180) /* as nearly always */
        return position;
    double turns = round(ahead / 360);
    return (struct dmz_position){position.lon_deg + 360 * turns, position.lat_deg};
}

struct dmz_position dmz_geodesy_rounded(struct dmz_position position, int decimals) {
    const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    double scale = scales[decimals];
    return (struct dmz_position){round(position.lon_deg * scale) / scale + 0.0,
                                 round(position.lat_deg * scale) / scale + 0.0};
}

struct dmz_vector dmz_geodesy_vector(struct dmz_position position) {
    struct dmz_spot spot = dmz_spot_at(position);
    return dmz_spot_vector(&spot);
}

struct dmz_position dmz_geodesy_position(struct dmz_vector v) {
    double lat = atan(v.z / ((1 - ECCENTRICITY2) * sqrt(v.x * v.x + v.y * v.y))); /* at a pole, of infinity */
    return (struct dmz_position){atan2(v.y, v.x) / RADIANS, lat / RADIANS};
}

struct dmz_box dmz_box_with(struct dmz_box box, struct dmz_vector v) {
    struct dmz_vector low = {fmin(box.low.x, v.x), fmin(box.low.y, v.y), fmin(box.low.z, v.z)};
    struct dmz_vector high = {fmax(box.high.x, v.x), fmax(box.high.y, v.y), fmax(box.high.z, v.z)};
    return (struct dmz_box){low, high};
}

double dmz_box_diagonal_m(struct dmz_box box) {
    return dmz_vector_distance(box.low, box.high);
}

struct dmz_position dmz_box_middle(struct dmz_box box, struct dmz_position otherwise) {
    struct dmz_vector sum = dmz_vector_plus(box.low, 1, box.high);
    return dmz_vector_length(sum) < DMZ_EARTH_RADIUS_M ? otherwise : dmz_geodesy_position(sum);
}
