/* grid.c: UTM and UPS on WGS 84, by series of their own: they are needed a million times, and without a context. */
#include <math.h>

#include "dmz/coordinates.h"

#define RADIANS (M_PI / 180)

enum { ORDER = 6 };

static const double UTM_SCALE = 0.9996, UTM_EAST_M = 500e3, UTM_SOUTH_M = 10000e3;
static const double UPS_SCALE = 0.994, UPS_EAST_M = 2000e3;

/* The third flattening, and the powers that the series go up to. */
#define N (DMZ_EARTH_FLATTENING / (2 - DMZ_EARTH_FLATTENING))
#define N2 (N * N)
#define N3 (N2 * N)
#define N4 (N2 * N2)
#define N5 (N4 * N)
#define N6 (N3 * N3)

/* From the conformal sphere to the plane, and back. Source: Karney 2011, equations 35 and 36. */
static const double TO_PLANE[ORDER] = {
    N / 2 - 2 * N2 / 3 + 5 * N3 / 16 + 41 * N4 / 180 - 127 * N5 / 288 + 7891 * N6 / 37800,
    13 * N2 / 48 - 3 * N3 / 5 + 557 * N4 / 1440 + 281 * N5 / 630 - 1983433 * N6 / 1935360,
    61 * N3 / 240 - 103 * N4 / 140 + 15061 * N5 / 26880 + 167603 * N6 / 181440,
    49561 * N4 / 161280 - 179 * N5 / 168 + 6601661 * N6 / 7257600,
    34729 * N5 / 80640 - 3418889 * N6 / 1995840,
    212378941 * N6 / 319334400,
};
static const double FROM_PLANE[ORDER] = {
    N / 2 - 2 * N2 / 3 + 37 * N3 / 96 - N4 / 360 - 81 * N5 / 512 + 96199 * N6 / 604800,
    N2 / 48 + N3 / 15 - 437 * N4 / 1440 + 46 * N5 / 105 - 1118711 * N6 / 3870720,
    17 * N3 / 480 - 37 * N4 / 840 - 209 * N5 / 4480 + 5569 * N6 / 90720,
    4397 * N4 / 161280 - 11 * N5 / 504 - 830251 * N6 / 7257600,
    4583 * N5 / 161280 - 108847 * N6 / 3991680,
    20648693 * N6 / 638668800,
};

/* Length of a quarter meridian over a quarter turn: the radius of the sphere between. */
static const double RADIUS_M = DMZ_EARTH_EQUATOR_M / (1 + N) * (1 + N2 / 4 + N4 / 64 + N6 / 256);

static double eccentricity(void) {
    return sqrt(DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING));
}

/* The tangent of the conformal latitude, out of that of the latitude, and back, by Newton's method. Source: Karney
 * 2011, equations 7 to 9 and 19 to 21. */
static double conformal(double tangent) {
    double e = eccentricity(), sigma = sinh(e * atanh(e * tangent / hypot(1, tangent)));
    return tangent * hypot(1, sigma) - sigma * hypot(1, tangent);
}

static double geographic(double conformal_tangent) {
    enum { STEPS = 6 }; /* three settle it */
    double e = eccentricity(), e2 = e * e, tangent = conformal_tangent / (1 - e2);
    if (fabs(conformal_tangent) > 1e15)
        return conformal_tangent;
    for (int i = 0; i < STEPS; i++) {
        double found = conformal(tangent), slope = (1 - e2) * hypot(1, found) * hypot(1, tangent);
        tangent += (conformal_tangent - found) * (1 + (1 - e2) * tangent * tangent) / slope;
    }
    return tangent;
}

/* The longitude in [-180, 180). */
static double wrapped(double lon_deg) {
    double lon = remainder(lon_deg, 360);
    return lon >= 180 ? lon - 360 : lon;
}

/* Source: NGA.STND.0037, figure 4: southern Norway and Svalbard. */
static int zone_of(double lon_deg, double lat_deg) {
    int zone = (int)floor((lon_deg + 180) / 6) + 1;
    if (lat_deg >= 56 && lat_deg < 64 && lon_deg >= 3 && lon_deg < 12)
        return 32;
    if (lat_deg >= 72 && lon_deg >= 0 && lon_deg < 42)
        return lon_deg < 9 ? 31 : lon_deg < 21 ? 33 : lon_deg < 33 ? 35 : 37;
    return zone;
}

static double meridian_of(int zone) {
    return 6 * zone - 183;
}

/* Adds the series, a sum over 2j (u + iv), to u + iv. */
static void bend(const double *series, double sign, double *u, double *v) {
    double along = *u, across = *v;
    for (int j = 0; j < ORDER; j++) {
        double m = 2 * (j + 1);
        *u += sign * series[j] * sin(m * along) * cosh(m * across);
        *v += sign * series[j] * cos(m * along) * sinh(m * across);
    }
}

static struct dmz_grid_place utm_place(double lon_deg, double lat_deg) {
    int zone = zone_of(lon_deg, lat_deg);
    double lon = wrapped(lon_deg - meridian_of(zone)) * RADIANS, tangent = conformal(tan(lat_deg * RADIANS));
    double north = atan2(tangent, cos(lon)), east = asinh(sin(lon) / hypot(tangent, cos(lon)));
    bend(TO_PLANE, 1, &north, &east);
    return (struct dmz_grid_place){zone, lat_deg >= 0, UTM_EAST_M + UTM_SCALE * RADIUS_M * east,
                                   UTM_SCALE * RADIUS_M * north + (lat_deg >= 0 ? 0 : UTM_SOUTH_M)};
}

/* Twice the semi-major axis, over what a pole does to the scale. */
static double ups_radius_m(void) {
    double e = eccentricity();
    return 2 * UPS_SCALE * DMZ_EARTH_EQUATOR_M / sqrt(pow(1 + e, 1 + e) * pow(1 - e, 1 - e));
}

/* The tangent of half the conformal distance from the pole is written so that none of it is lost near the pole. */
static struct dmz_grid_place ups_place(double lon_deg, double lat_deg) {
    bool north = lat_deg > 0;
    double tangent = conformal(fabs(lat_deg) < 90 ? tan(fabs(lat_deg) * RADIANS) : 1e300), lon = lon_deg * RADIANS;
    double from_pole_m = ups_radius_m() / (hypot(1, tangent) + tangent);
    double y_m = from_pole_m * cos(lon);
    return (struct dmz_grid_place){0, north, UPS_EAST_M + from_pole_m * sin(lon), UPS_EAST_M + (north ? -y_m : y_m)};
}

struct dmz_grid_place dmz_grid_place(struct dmz_position position) {
    double lon_deg = wrapped(position.lon_deg), lat_deg = position.lat_deg;
    return lat_deg >= -80 && lat_deg < 84 ? utm_place(lon_deg, lat_deg) : ups_place(lon_deg, lat_deg);
}

static struct dmz_position utm_position(struct dmz_grid_place place) {
    double y_m = place.northing_m - (place.north ? 0 : UTM_SOUTH_M);
    double north = y_m / (UTM_SCALE * RADIUS_M), east = (place.easting_m - UTM_EAST_M) / (UTM_SCALE * RADIUS_M);
    bend(FROM_PLANE, -1, &north, &east);
    double tangent = sin(north) / hypot(sinh(east), cos(north)), lon = atan2(sinh(east), cos(north));
    return (struct dmz_position){remainder(meridian_of(place.zone) + lon / RADIANS, 360),
                                 atan(geographic(tangent)) / RADIANS};
}

static struct dmz_position ups_position(struct dmz_grid_place place) {
    double x_m = place.easting_m - UPS_EAST_M, y_m = place.northing_m - UPS_EAST_M;
    double half = hypot(x_m, y_m) / ups_radius_m(); /* tangent of half the conformal distance from the pole */
    if (half == 0)
        return (struct dmz_position){0, place.north ? 90 : -90};
    double lat_deg = atan(geographic((1 / half - half) / 2)) / RADIANS;
    return (struct dmz_position){atan2(x_m, place.north ? -y_m : y_m) / RADIANS, place.north ? lat_deg : -lat_deg};
}

struct dmz_position dmz_grid_position(struct dmz_grid_place place) {
    return place.zone ? utm_position(place) : ups_position(place);
}
