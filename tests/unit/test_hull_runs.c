/* test_hull_runs.c: what is kept of a line looks the same from afar, and what is in the shade is nearest to nothing.
 */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "offset/front/hull_runs.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/material.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;

enum { MOST = 3000 };
static struct dmz_position places[MOST];
static bool flags[MOST];

/* A random walk of `count` positions round a place. */
static void walk(struct dmz_position from, size_t count, double step_m, double turn_deg) {
    double heading = chance_between(&chance, 0, 360);
    places[0] = from;
    for (size_t i = 1; i < count; i++) {
        heading += turn_deg * chance_between(&chance, -1, 1);
        places[i] = ellipsoid_direct(places[i - 1], heading, step_m * chance_between(&chance, 0.05, 1));
    }
}

static struct dmz_position anywhere(void) {
    return P(chance_between(&chance, -180, 180), chance_between(&chance, -80, 80));
}

/* A place as metres to the east and north of an origin: flat enough for some km. */
struct flat {
    double x, y;
};

static struct flat flat(struct dmz_position place, struct dmz_position origin) {
    double azimuth, far = ellipsoid_inverse(origin, place, &azimuth);
    return (struct flat){far * sin(azimuth * M_PI / 180), far * cos(azimuth * M_PI / 180)};
}

/* How far `p` sticks out of the hull of the kept ones among places [first, end): over all directions, the most by
 * which it is farther that way than every one of them. */
static double stands_out_m(struct flat p, const struct flat *others, size_t count) {
    enum { DIRECTIONS = 720 };
    double most = -INFINITY;
    for (int d = 0; d < DIRECTIONS; d++) {
        double c = cos(2 * M_PI * d / DIRECTIONS), s = sin(2 * M_PI * d / DIRECTIONS), farthest = -INFINITY;
        for (size_t i = 0; i < count; i++)
            farthest = fmax(farthest, others[i].x * c + others[i].y * s);
        most = fmax(most, p.x * c + p.y * s - farthest);
    }
    return most;
}

/* Checks the places dropped between two that stay, against those kept nearby: a run is no wider than `run_m`, so all
 * of it is within so much of any of its places; but what is farther along has no part in its hull. Runs themselves
 * are not told: one ends where two neighbours are kept, or the box round it would be wider. */
static void check_dropped(size_t count, double run_m, double height_m) {
    static struct flat kept[MOST];
    for (size_t i = 0; i < count; i++) {
        if (flags[i])
            continue;
        size_t near = 0;
        for (size_t k = 0; k < count; k++) {
            struct flat p = flat(places[k], places[i]);
            if (flags[k] && hypot(p.x, p.y) <= 1.01 * run_m)
                kept[near++] = p;
        }
        assert_at_most(stands_out_m((struct flat){0, 0}, kept, near), 1.02 * height_m);
    }
}

static void test_dropped_places_stand_out_by_no_more_than_the_height(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(15, 4); i++) {
        double run = pow(10, chance_between(&chance, 1, 3.5)),
               height = run * pow(10, chance_between(&chance, -3, -1));
        size_t count = 400, kept = 0;
        walk(anywhere(), count, run * chance_between(&chance, 0.02, 0.3), chance_between(&chance, 5, 150));
        dmz_hull_runs(places, count, run, height, flags);
        check_dropped(count, run, height);
        for (size_t k = 0; k < count; k++)
            kept += flags[k];
        assert_true(flags[0] && flags[count - 1]);
        assert_true(kept < count); /* else nothing was tried */
    }
}

/* Distance from the origin to the polyline of the places that are kept, or of all. */
static double distance_m(struct dmz_position from, size_t count, bool only_kept) {
    double least = INFINITY;
    struct flat a = flat(places[0], from);
    for (size_t i = 1; i < count; i++) {
        if (only_kept && !flags[i])
            continue;
        struct flat b = flat(places[i], from);
        double x = b.x - a.x, y = b.y - a.y, t = -(a.x * x + a.y * y) / (x * x + y * y);
        t = fmin(1, fmax(0, t));
        least = fmin(least, hypot(a.x + t * x, a.y + t * y));
        a = b;
    }
    return least;
}

/* A place at a distance d sees a run of width w without its hollows: by w2 / 8d either way, and the height. */
static void test_the_kept_look_the_same_from_afar(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(40, 10); i++) {
        double reach = pow(10, chance_between(&chance, 2, 4)), allowed = pow(10, chance_between(&chance, -2, 0));
        double run = sqrt(8 * reach * allowed), height = allowed / 5;
        size_t count = 300;
        walk(anywhere(), count, run * chance_between(&chance, 0.02, 0.5), chance_between(&chance, 5, 150));
        dmz_hull_runs(places, count, run, height, flags);
        for (int k = 0; k < 20; k++) {
            double off = reach * chance_between(&chance, 1, 1.5);
            struct dmz_position from =
                ellipsoid_direct(places[chance_of(&chance, count)], chance_between(&chance, 0, 360), off);
            double before = distance_m(from, count, false), after = distance_m(from, count, true);
            double sees = run * run / (8 * before) + height + 1e-6 * before;
            if (before >= reach)
                assert_near(after, before, sees);
        }
    }
}

static void test_of_a_straight_run_its_ends_stay(void **state) {
    (void)state;
    size_t count = 2000, kept = 0;
    for (size_t i = 0; i < count; i++)
        places[i] = P(30 + 1e-4 * (double)i, 10); /* 11 m apart */
    dmz_hull_runs(places, count, 500, 0.5, flags);
    for (size_t i = 0; i < count; i++)
        kept += flags[i];
    assert_true(kept >= 2 * 44 && kept <= 2 * 49); /* 21.9 km in runs of some 450 to 500 m */
}

static void test_a_few_places_all_stay(void **state) {
    (void)state;
    places[0] = P(30, 48);
    places[1] = P(30.001, 48.0005);
    places[2] = P(30.002, 48);
    for (size_t count = 1; count <= 3; count++) {
        memset(flags, 0, sizeof flags);
        dmz_hull_runs(places, count, 1e4, 0.01, flags);
        for (size_t i = 0; i < count; i++)
            assert_true(flags[i]);
    }
}

/* Up and down a meridian: no place is west or east of any other, yet the farthest ones stand out. */
static void test_runs_on_a_meridian(void **state) {
    (void)state;
    size_t count = 90;
    for (size_t i = 0; i < count; i++)
        places[i] = P(30, 48 + 1e-3 * sin((double)i / 7));
    dmz_hull_runs(places, count, 1000, 1, flags);
    check_dropped(count, 1000, 1);
}

/* Of many points round a circle, more corners than a hull has room for: what is left out still does not stand out
 * but by the gap between the corners that are kept. */
static void test_a_hull_with_more_corners_than_there_is_room_for(void **state) {
    (void)state;
    size_t count = 1000, kept = 0;
    for (size_t i = 0; i < count; i++)
        places[i] = ellipsoid_direct(P(30, 48), 0.36 * (double)i, 100);
    dmz_hull_runs(places, count, 1000, 1e-4, flags);
    for (size_t i = 0; i < count; i++)
        kept += flags[i];
    assert_true(kept >= 32);
    check_dropped(count, 1000, 1);
}

/* Whether some place is nearer to `from` than `least_m`. */
static bool is_seen_nearer(struct dmz_position from, size_t count, double least_m) {
    for (size_t k = 0; k < count; k++)
        if (ellipsoid_distance_m(from, places[k]) < least_m)
            return true;
    return false;
}

static double azimuth_deg(struct dmz_position from, struct dmz_position to) {
    double azimuth;
    ellipsoid_inverse(from, to, &azimuth);
    return azimuth;
}

/* Along a side in the shade: whatever lies at the reach or farther, square to the piece, is nearer to a vertex. */
static void check_side(size_t i, size_t count, double reach_m, bool right) {
    double along = azimuth_deg(places[i], places[i + 1]), length = ellipsoid_distance_m(places[i], places[i + 1]);
    for (double share = 0; share <= 1; share += 0.25)
        for (double far = reach_m; far < 4 * reach_m; far *= 1.9) {
            struct dmz_position foot = ellipsoid_direct(places[i], along, share * length);
            assert_true(is_seen_nearer(ellipsoid_direct(foot, along + (right ? 90 : -90), far), count, far));
        }
}

/* Round a vertex in the shade, from the side of one of its pieces to that of the other. */
static void check_vertex(size_t i, size_t count, double reach_m, bool right) {
    double before = azimuth_deg(places[i], places[i - 1]) + 180, after = azimuth_deg(places[i], places[i + 1]);
    double turn = remainder(after - before, 360);
    for (double share = 0; share <= 1; share += 0.125)
        for (double far = reach_m; far < 4 * reach_m; far *= 1.9) {
            double out = before + share * turn + (right ? 90 : -90);
            assert_true(is_seen_nearer(ellipsoid_direct(places[i], out, far), count, far));
        }
}

/* Checks one in four of all that is in the shade; returns how much is. */
static size_t check_shade(const unsigned char *shade, size_t count, double reach_m) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        for (int right = 0; right < 2; right++) {
            if (shade[i] & DMZ_SHADE_LEFT << right && found++ % 4 == 0)
                check_side(i, count, reach_m, right);
            if (shade[i] & DMZ_SHADE_VERTEX_LEFT << right && found++ % 4 == 0)
                check_vertex(i, count, reach_m, right);
        }
    return found;
}

static void test_what_is_in_the_shade_is_nearest_to_nothing(void **state) {
    (void)state;
    static unsigned char shade[MOST];
    size_t found = 0;
    for (size_t i = 0; i < material_many(12, 3); i++)
        for (int k = 0; k < 2; k++) {
            double reach = pow(10, chance_between(&chance, 2.5, 5)), width = (k ? 0.1 : 0.5) * reach;
            size_t count = 150;
            walk(anywhere(), count, width * chance_between(&chance, 0.05, 0.4), 150);
            memset(shade, 0, sizeof shade);
            dmz_hull_runs_shade(places, count, fmin(width, 25e3), reach, shade);
            found += check_shade(shade, count, reach);
        }
    assert_true(found > 100);
}

/* What an earlier look found stays, and beside a straight line nothing is in the shade. */
static void test_shade_is_only_added(void **state) {
    (void)state;
    unsigned char shade[10] = {[4] = DMZ_SHADE_RIGHT};
    for (size_t i = 0; i < 10; i++)
        places[i] = P(30 + 1e-3 * (double)i, 48);
    dmz_hull_runs_shade(places, 10, 2000, 1e4, shade);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(shade[i], i == 4 ? DMZ_SHADE_RIGHT : 0);
}

/* The tip of a spike between two that stand higher: one hides the one half of its joint, the other the other. */
static void test_two_corners_hide_a_joint_together(void **state) {
    (void)state;
    unsigned char shade[5] = {0}, lower[5] = {0};
    const double east_m[] = {-300, -150, 0, 150, 300}, north_m[] = {400, -300, 0, -300, 400};
    for (size_t i = 0; i < 5; i++)
        places[i] = P(30 + east_m[i] / 74.6e3, 48 + north_m[i] / 111.2e3);
    dmz_hull_runs_shade(places, 5, 2000, 1e4, shade);
    assert_true(shade[2] & DMZ_SHADE_VERTEX_LEFT);
    check_vertex(2, 5, 1e4, false);
    places[4].lat_deg = 48 - 400 / 111.2e3; /* and the one alone does not */
    dmz_hull_runs_shade(places, 5, 2000, 1e4, lower);
    assert_false(lower[2] & DMZ_SHADE_VERTEX_LEFT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dropped_places_stand_out_by_no_more_than_the_height),
        cmocka_unit_test(test_the_kept_look_the_same_from_afar),
        cmocka_unit_test(test_of_a_straight_run_its_ends_stay),
        cmocka_unit_test(test_a_few_places_all_stay),
        cmocka_unit_test(test_runs_on_a_meridian),
        cmocka_unit_test(test_a_hull_with_more_corners_than_there_is_room_for),
        cmocka_unit_test(test_what_is_in_the_shade_is_nearest_to_nothing),
        cmocka_unit_test(test_shade_is_only_added),
        cmocka_unit_test(test_two_corners_hide_a_joint_together),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("hull runs", tests, NULL, NULL);
}
