/* test_geographiclib.c: distances, directions and areas against GeographicLib's own programs, by its exact formulas
 * (elliptic integrals): everywhere, at poles, antipodes and the antimeridian included. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/metric.h"
#include "dmz/polygon.h"
#include "support/chance.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

enum { PAIRS = 10000, RINGS = 10000, VERTICES_MOST = 24, ROOM = VERTICES_MOST + 1 };

/* What dmz/geodesy.h promises, 15 nm; GeographicLib says the same of itself. And areas, with what a double rounds. */
static const double DISTANCE_M = 15e-9 + 15e-9, AREA_M2_PER_EDGE = 0.1, ROUNDING = 1e-15;

static struct chance chance;

static double between(double low, double high) {
    return chance_between(&chance, low, high);
}

static double either(double size) {
    return chance_of(&chance, 2) ? size : -size;
}

/* From 10^low to 10^high, as often of each order. */
static double of_any_size(double low, double high) {
    return pow(10, between(low, high));
}

static struct dmz_position any_place(void) {
    switch (chance_of(&chance, 7)) {
    case 0:
        return P(between(-180, 180), either(90));
    case 1:
        return P(between(-180, 180), either(90 - of_any_size(-9, 0)));
    case 2:
        return P(between(-180, 180), either(of_any_size(-9, 0)));
    case 3:
        return P(either(180 - of_any_size(-9, 0)), between(-90, 90));
    case 4:
        return P((double)chance_of(&chance, 37) * 10 - 180, (double)chance_of(&chance, 19) * 10 - 90);
    }
    return P(between(-180, 180), asin(between(-1, 1)) * 180 / M_PI);
}

/* Near or far, on the other side of the Earth or almost, in the same place, on a meridian, on a parallel. */
static struct dmz_position other_place(struct dmz_position a) {
    double lon = a.lon_deg > 0 ? a.lon_deg - 180 : a.lon_deg + 180;
    switch (chance_of(&chance, 8)) {
    case 0:
        return P(lon, -a.lat_deg);
    case 1:
        return P(lon + either(of_any_size(-12, 0.3)),
                 fmax(fmin(-a.lat_deg + either(of_any_size(-12, 0.3)), 90), -90));
    case 2:
        return a;
    case 3:
        return P(a.lon_deg, between(-90, 90));
    case 4:
        return P(between(-180, 180), a.lat_deg);
    case 5:
        return any_place();
    }
    return dmz_geodesy_direct(a, between(-180, 180), of_any_size(-6, 7.3));
}

/* Whether there is the program; where there is not, says so and skips the test. */
static void require_program(const char *name) {
    char command[64];
    snprintf(command, sizeof command, "command -v %s >/dev/null", name);
    if (system(command) == 0)
        return;
    print_error("SKIPPED: %s is not installed (Debian's geographiclib-tools)\n", name);
    skip();
}

/* A file of questions; the program's answers to them, to be closed by ask_end. */
struct ask {
    char path[64];
    FILE *file;
};

static struct ask ask_begin(void) {
    struct ask ask = {.path = "/tmp/dmzcalc-test-XXXXXX"};
    int descriptor = mkstemp(ask.path);
    assert_true(descriptor >= 0);
    ask.file = fdopen(descriptor, "w");
    assert_non_null(ask.file);
    return ask;
}

/* GeographicLib reads the e of an exponent as east: numbers go there without one, and are taken as they went. */
static double put(const struct ask *ask, double number) {
    char text[64];
    snprintf(text, sizeof text, "%.16f", number);
    fprintf(ask->file, "%s ", text);
    return strtod(text, NULL);
}

static struct dmz_position put_place(const struct ask *ask, struct dmz_position place) {
    double lat_deg = put(ask, place.lat_deg);
    return P(put(ask, place.lon_deg), lat_deg);
}

static FILE *ask_send(struct ask *ask, const char *program) {
    char command[160];
    assert_int_equal(fclose(ask->file), 0);
    snprintf(command, sizeof command, "%s --input-file %s", program, ask->path);
    ask->file = popen(command, "r");
    assert_non_null(ask->file);
    return ask->file;
}

static void ask_end(struct ask *ask) {
    assert_int_equal(pclose(ask->file), 0);
    remove(ask->path);
}

/* A fault that is found, with what repeats it. */
static void assert_pair(double off_m, double allowed_m, const char *what, struct dmz_position a,
                        struct dmz_position b) {
    if (off_m > allowed_m)
        print_error("%s is off by %g m, from %.17g,%.17g to %.17g,%.17g\n", what, off_m, a.lon_deg, a.lat_deg,
                    b.lon_deg, b.lat_deg);
    assert_at_most(off_m, allowed_m);
}

/* How far apart two places are that are all but the same. */
static double apart_m(struct dmz_position a, struct dmz_position b) {
    return dmz_vector_distance(dmz_geodesy_vector(a), dmz_geodesy_vector(b));
}

static double largest(double *most, double value) {
    return *most = fmax(*most, value);
}

static void check_pair(struct dmz_position a, struct dmz_position b, double distance_m, double *worst_m) {
    double azimuth = NAN, by_azimuth_m = dmz_geodesy_inverse(a, b, &azimuth);
    double off_m = fabs(dmz_geodesy_distance_m(a, b) - distance_m);
    assert_pair(off_m, DISTANCE_M, "the distance", a, b);
    largest(worst_m, off_m);
    assert_pair(fabs(by_azimuth_m - distance_m), DISTANCE_M, "the inverse problem's distance", a, b);
    assert_pair(apart_m(dmz_geodesy_direct(a, azimuth, by_azimuth_m), b), 2 * DISTANCE_M, "the way there and", a, b);
    if (distance_m < 5e6)
        assert_pair(fabs(dmz_metric_length_m(dmz_geodesy_vector(a), dmz_geodesy_vector(b)) - distance_m),
                    dmz_metric_error_m(distance_m) + DISTANCE_M, "the length over the chord", a, b);
}

static void test_distances(void **state) {
    (void)state;
    static struct dmz_position pairs[PAIRS][2];
    require_program("GeodSolve");
    struct ask ask = ask_begin();
    for (size_t i = 0; i < PAIRS; i++) {
        struct dmz_position from = any_place();
        pairs[i][0] = put_place(&ask, from);
        pairs[i][1] = put_place(&ask, other_place(from));
        fputs("\n", ask.file);
    }
    FILE *answers = ask_send(&ask, "GeodSolve -E -i -p 10");
    double distance_m = 0, worst_m = 0;
    for (size_t i = 0; i < PAIRS; i++) {
        assert_int_equal(fscanf(answers, "%*f %*f %lf", &distance_m), 1);
        check_pair(pairs[i][0], pairs[i][1], distance_m, &worst_m);
    }
    ask_end(&ask);
    print_message("distances: %.1f nm at most, of %d pairs\n", 1e9 * worst_m, PAIRS);
}

static void test_destinations(void **state) {
    (void)state;
    static struct {
        struct dmz_position from;
        double azimuth_deg, way_m;
    } ways[PAIRS];
    require_program("GeodSolve");
    struct ask ask = ask_begin();
    for (size_t i = 0; i < PAIRS; i++) {
        ways[i].from = put_place(&ask, any_place());
        ways[i].azimuth_deg =
            put(&ask, chance_of(&chance, 4) ? between(-180, 180) : 90 * (double)chance_of(&chance, 4));
        ways[i].way_m = put(&ask, of_any_size(-3, 7.3));
        fputs("\n", ask.file);
    }
    FILE *answers = ask_send(&ask, "GeodSolve -E -p 10");
    for (size_t i = 0; i < PAIRS; i++) {
        struct dmz_position there;
        assert_int_equal(fscanf(answers, "%lf %lf %*f", &there.lat_deg, &there.lon_deg), 2);
        double off_m = apart_m(dmz_geodesy_direct(ways[i].from, ways[i].azimuth_deg, ways[i].way_m), there);
        assert_pair(off_m, DISTANCE_M, "the destination", ways[i].from, there);
    }
    ask_end(&ask);
}

/* A closed ring. */
struct loop {
    struct dmz_position positions[ROOM];
    size_t count;
};

/* Round a place, either way, a metre or 5,000 km across: where that is a pole, or on the antimeridian, these are
 * inside. Of some a vertex is a pole. */
static struct loop any_loop(void) {
    struct loop loop = {.count = 3 + chance_of(&chance, VERTICES_MOST - 2)};
    struct dmz_position middle = any_place();
    double radius_m = of_any_size(0, 6.7), way = either(1), begin = between(0, 360);
    for (size_t i = 0; i < loop.count; i++)
        loop.positions[i] =
            dmz_geodesy_direct(middle, begin + way * 360 * ((double)i + between(0, 0.9)) / (double)loop.count,
                               radius_m * between(0.3, 1));
    if (chance_of(&chance, 20) == 0)
        loop.positions[0].lat_deg = middle.lat_deg < 0 ? -90 : 90;
    loop.positions[loop.count] = loop.positions[0];
    loop.count++;
    return loop;
}

static void print_loop(const struct loop *loop) {
    for (size_t i = 0; i < loop->count; i++)
        print_error("%s[%.17g,%.17g]%s", i ? "," : "[", loop->positions[i].lon_deg, loop->positions[i].lat_deg,
                    i + 1 < loop->count ? "" : "]\n");
}

static void check_loop(const struct loop *loop, double perimeter_m, double area_m2, double *worst_m2) {
    double length_m = 0, edges = (double)(loop->count - 1);
    double off_m2 = fabs(dmz_geodesy_ring_area_m2(loop->positions, loop->count, &length_m) - area_m2);
    double allowed_m2 = AREA_M2_PER_EDGE * edges + ROUNDING * fabs(area_m2);
    double allowed_m = DISTANCE_M * edges + 2 * ROUNDING * perimeter_m;
    if (off_m2 > allowed_m2 || fabs(length_m - perimeter_m) > allowed_m)
        print_loop(loop);
    assert_at_most(off_m2, allowed_m2);
    assert_at_most(fabs(length_m - perimeter_m), allowed_m);
    largest(worst_m2, off_m2 / edges);
}

static void test_areas(void **state) {
    (void)state;
    static struct loop loops[RINGS];
    require_program("Planimeter");
    struct ask ask = ask_begin();
    for (size_t i = 0; i < RINGS; i++) {
        loops[i] = any_loop();
        for (size_t k = 0; k + 1 < loops[i].count; k++) {
            loops[i].positions[k] = put_place(&ask, loops[i].positions[k]);
            fputs("\n", ask.file);
        }
        loops[i].positions[loops[i].count - 1] = loops[i].positions[0];
        fputs("\n", ask.file);
    }
    FILE *answers = ask_send(&ask, "Planimeter -E -p 10");
    double perimeter_m = 0, area_m2 = 0, worst_m2 = 0;
    for (size_t i = 0; i < RINGS; i++) {
        assert_int_equal(fscanf(answers, "%*d %lf %lf", &perimeter_m, &area_m2), 2);
        check_loop(&loops[i], perimeter_m, area_m2, &worst_m2);
    }
    ask_end(&ask);
    print_message("areas: %.4f m2 for each edge at most, of %d rings\n", worst_m2, RINGS);
}

int main(void) {
    chance = chance_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_destinations),
        cmocka_unit_test(test_areas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
