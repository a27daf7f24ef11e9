/* ellipsoid.c: the WGS 84 ellipsoid once more, by other formulas than the library's, to judge it by. */
#include "support/ellipsoid.h"

#include <math.h>

static const double A = 6378137.0, F = 1 / 298.257223563;
static const double RAD = M_PI / 180;

enum { ROUNDS_MOST = 200 };

/* Vincenty's series in u2 = cos2(alpha) (a2 - b2) / b2. */
static double series_a(double u2) {
    return 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
}

static double series_b(double u2) {
    return u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
}

static double series_c(double cos2_alpha) {
    return F / 16 * cos2_alpha * (4 + F * (4 - 3 * cos2_alpha));
}

static double delta_sigma(double b, double sin_sigma, double cos_sigma, double cos_2m) {
    double c2 = cos_2m * cos_2m;
    return b * sin_sigma *
           (cos_2m +
            b / 4 * (cos_sigma * (-1 + 2 * c2) - b / 6 * cos_2m * (-3 + 4 * sin_sigma * sin_sigma) * (-3 + 4 * c2)));
}

double ellipsoid_inverse(struct dmz_position from, struct dmz_position to, double *azimuth_deg) {
    double b = A * (1 - F), e2 = (A * A - b * b) / (b * b);
    double u1 = atan((1 - F) * tan(from.lat_deg * RAD)), u2 = atan((1 - F) * tan(to.lat_deg * RAD));
    double l = remainder(to.lon_deg - from.lon_deg, 360) * RAD, lambda = l;
    double s1 = sin(u1), c1 = cos(u1), s2 = sin(u2), c2 = cos(u2);
    double sin_sigma = 0, cos_sigma = 1, sigma = 0, cos2_alpha = 1, cos_2m = 0;
    if (azimuth_deg)
        *azimuth_deg = 0;
    for (int i = 0; i < ROUNDS_MOST; i++) {
        double east = c2 * sin(lambda), north = c1 * s2 - s1 * c2 * cos(lambda);
        sin_sigma = hypot(east, north);
        if (sin_sigma == 0)
            return 0;
        cos_sigma = s1 * s2 + c1 * c2 * cos(lambda);
        sigma = atan2(sin_sigma, cos_sigma);
        double sin_alpha = c1 * c2 * sin(lambda) / sin_sigma;
        cos2_alpha = 1 - sin_alpha * sin_alpha;
        cos_2m = cos2_alpha > 1e-15 ? cos_sigma - 2 * s1 * s2 / cos2_alpha : 0; /* 0 along the equator */
        double c = series_c(cos2_alpha), before = lambda;
        lambda = l + (1 - c) * F * sin_alpha *
                         (sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (-1 + 2 * cos_2m * cos_2m)));
        if (azimuth_deg)
            *azimuth_deg = atan2(east, north) / RAD;
        if (fabs(lambda - before) < 1e-14)
            break;
    }
    double u = cos2_alpha * e2;
    return b * series_a(u) * (sigma - delta_sigma(series_b(u), sin_sigma, cos_sigma, cos_2m));
}

double ellipsoid_distance_m(struct dmz_position from, struct dmz_position to) {
    return ellipsoid_inverse(from, to, 0);
}

struct dmz_position ellipsoid_direct(struct dmz_position from, double azimuth_deg, double distance_m) {
    double b = A * (1 - F), e2 = (A * A - b * b) / (b * b);
    double tan_u = (1 - F) * tan(from.lat_deg * RAD), cos_u = 1 / sqrt(1 + tan_u * tan_u), sin_u = tan_u * cos_u;
    double sin_a = sin(azimuth_deg * RAD), cos_a = cos(azimuth_deg * RAD);
    double sigma1 = atan2(tan_u, cos_a), sin_alpha = cos_u * sin_a, cos2_alpha = 1 - sin_alpha * sin_alpha;
    double u2 = cos2_alpha * e2, first = distance_m / (b * series_a(u2)), sigma = first;
    for (int i = 0; i < ROUNDS_MOST; i++) {
        double before = sigma;
        sigma = first + delta_sigma(series_b(u2), sin(sigma), cos(sigma), cos(2 * sigma1 + sigma));
        if (fabs(sigma - before) < 1e-15)
            break;
    }
    double ss = sin(sigma), cs = cos(sigma), cos_2m = cos(2 * sigma1 + sigma), c = series_c(cos2_alpha);
    double up = sin_u * cs + cos_u * ss * cos_a, side = sin_u * ss - cos_u * cs * cos_a;
    double lat = atan2(up, (1 - F) * hypot(sin_alpha, side));
    double lambda = atan2(ss * sin_a, cos_u * cs - sin_u * ss * cos_a);
    double l = lambda - (1 - c) * F * sin_alpha * (sigma + c * ss * (cos_2m + c * cs * (-1 + 2 * cos_2m * cos_2m)));
    return (struct dmz_position){from.lon_deg + l / RAD, lat / RAD};
}

double ellipsoid_bow_m(struct dmz_position a, struct dmz_position b) {
    static const double radius = 6371008.8;
    double azimuth = 0, most = 0;
    ellipsoid_inverse(a, b, &azimuth);
    for (int i = 1; i < 64; i++) {
        double t = i / 64.0, towards = 0;
        struct dmz_position place = {a.lon_deg + t * (b.lon_deg - a.lon_deg),
                                     a.lat_deg + t * (b.lat_deg - a.lat_deg)};
        double along = ellipsoid_inverse(a, place, &towards) / radius;
        most = fmax(most, radius * fabs(asin(sin(along) * sin((towards - azimuth) * RAD))));
    }
    return most;
}

struct space ellipsoid_up(struct dmz_position place) {
    double lat = place.lat_deg * RAD, lon = place.lon_deg * RAD;
    return (struct space){cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)};
}

/* On an ellipsoid the place whose normal is n is (a2 nx, a2 ny, b2 nz) / |(a nx, a ny, b nz)|. */
struct space ellipsoid_space(struct dmz_position place) {
    struct space n = ellipsoid_up(place);
    double b = A * (1 - F), scale = 1 / sqrt(A * A * (n.x * n.x + n.y * n.y) + b * b * n.z * n.z);
    return (struct space){scale * A * A * n.x, scale * A * A * n.y, scale * b * b * n.z};
}

struct space space_minus(struct space a, struct space b) {
    return (struct space){a.x - b.x, a.y - b.y, a.z - b.z};
}

struct space space_cross(struct space a, struct space b) {
    return (struct space){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

double space_dot(struct space a, struct space b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

double space_length(struct space a) {
    return sqrt(space_dot(a, a));
}

/* Area per radian of longitude. */
static double belt(double lat_deg) {
    double e = sqrt(F * (2 - F)), s = sin(lat_deg * RAD), b = A * (1 - F);
    return b * b / 2 * (s / (1 - e * e * s * s) + atanh(e * s) / e);
}

double ellipsoid_belt_area_m2(double lat_deg) {
    return 2 * M_PI * belt(lat_deg);
}

double ellipsoid_box_area_m2(double west, double south, double east, double north) {
    return (east - west) * RAD * (belt(north) - belt(south));
}

double ellipsoid_ring_area_m2(const struct dmz_position *ring, size_t count) {
    double area = 0, turned = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        struct dmz_position a = ring[i], b = ring[i + 1];
        double step = remainder(b.lon_deg - a.lon_deg, 360) * RAD;
        area -= step * (belt(a.lat_deg) + 4 * belt((a.lat_deg + b.lat_deg) / 2) + belt(b.lat_deg)) / 6;
        turned += step;
    }
    return fabs(turned) > M_PI ? area + copysign(ellipsoid_belt_area_m2(90), turned * ring[0].lat_deg) : area;
}
