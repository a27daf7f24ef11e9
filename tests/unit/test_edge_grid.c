/* test_edge_grid.c: where ways cross edges that go round the whole globe, against going through all of them. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "overlay/edge_grid.h"
#include "support/chance.h"

enum { CORNERS = 24, WAYS = 2000 };

static struct dmz_context *context;
static struct chance chance = {7};

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

/* A ring round the pole: one corner in each of CORNERS parts of the turn, the last a turn behind the first. */
static void make_ring(struct dmz_position *corners) {
    for (int i = 0; i < CORNERS; i++)
        corners[i] = (struct dmz_position){-172 + (i + chance_between(&chance, 0, 1)) * 360 / CORNERS,
                                           chance_between(&chance, 45, 65)};
    corners[CORNERS] = (struct dmz_position){corners[0].lon_deg + 360, corners[0].lat_deg};
}

/* How far a place is to the left of the way from a to b, in square degrees. */
static double left_of(struct dmz_position a, struct dmz_position b, struct dmz_position place) {
    return (b.lon_deg - a.lon_deg) * (place.lat_deg - a.lat_deg) -
           (b.lat_deg - a.lat_deg) * (place.lon_deg - a.lon_deg);
}

static int by_share(const void *a, const void *b) {
    const struct dmz_grid_crossing *p = a, *q = b;
    return (p->share > q->share) - (p->share < q->share);
}

/* All crossings of a way, by every edge in every turn; edges are numbers of corners. */
static size_t cross_all(const struct dmz_position *corners, struct dmz_position from, struct dmz_position to,
                        struct dmz_grid_crossing *found) {
    size_t count = 0;
    for (size_t i = 0; i < CORNERS; i++)
        for (int turn = -360; turn <= 360; turn += 360) {
            struct dmz_position a = {corners[i].lon_deg + turn, corners[i].lat_deg};
            struct dmz_position b = {corners[i + 1].lon_deg + turn, corners[i + 1].lat_deg};
            double before = left_of(a, b, from), after = left_of(a, b, to);
            if ((before > 0) != (after > 0) && (left_of(from, to, a) > 0) != (left_of(from, to, b) > 0))
                found[count++] = (struct dmz_grid_crossing){i, before / (before - after), before > 0};
        }
    qsort(found, count, sizeof *found, by_share);
    return count;
}

static void assert_crosses_alike(const struct dmz_edge_grid *grid, const struct dmz_position *corners,
                                 struct dmz_position from, struct dmz_position to) {
    struct dmz_grid_crossing expected[3 * CORNERS];
    struct dmz_grid_crossings found = {0};
    size_t count = cross_all(corners, from, to, expected);
    assert_int_equal(dmz_edge_grid_cross(context, grid, from, to, &found), DMZ_OK);
    assert_int_equal(found.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(grid->edges[found.items[i].edge].tag, expected[i].edge);
        assert_near(found.items[i].share, expected[i].share, 1e-9);
        assert_int_equal(found.items[i].from_left, expected[i].from_left);
    }
    dmz_grid_crossings_free(&found);
}

/* Of places that are one step of the grid aside, where products of floating-point numbers do not tell. */
static void test_sides_are_told_without_rounding(void **state) {
    (void)state;
    const double n = 0x1p47;
    const struct dmz_grid_point a = {0, 0}, b = {n, n + 1};
    assert_true(dmz_grid_is_left(a, b, (struct dmz_grid_point){n - 1, n}));      /* the cross product is 1 */
    assert_false(dmz_grid_is_left(a, b, (struct dmz_grid_point){n + 1, n + 2})); /* is -1 */
    assert_false(dmz_grid_is_left(b, a, (struct dmz_grid_point){n - 1, n}));
    assert_true(dmz_grid_is_left(b, a, (struct dmz_grid_point){n + 1, n + 2}));
}

/* There is no longitude without edges, where the turn could begin: an edge lies over its beginning. */
static void test_edges_round_the_globe(void **state) {
    (void)state;
    struct dmz_position corners[CORNERS + 1];
    struct dmz_edge_grid grid = {0};
    make_ring(corners);
    for (size_t i = 0; i < CORNERS; i++)
        assert_int_equal(dmz_edge_grid_add(context, &grid, corners[i], corners[i + 1], i), DMZ_OK);
    assert_int_equal(dmz_edge_grid_build(context, &grid), DMZ_OK);
    assert_int_equal(grid.edge_count, CORNERS + 1); /* one twice */
    for (int i = 0; i < WAYS; i++) {
        struct dmz_position from = {chance_between(&chance, -180, 180), chance_between(&chance, 40, 70)};
        double off_deg = chance_between(&chance, -179, 179);
        assert_crosses_alike(&grid, corners, from,
                             (struct dmz_position){from.lon_deg + off_deg, chance_between(&chance, 40, 70)});
    }
    dmz_edge_grid_free(&grid);
}

/* A way over the turn's beginning, east and west, to ends that are told in either turn. */
static void test_a_way_over_the_beginning_of_the_turn(void **state) {
    (void)state;
    struct dmz_edge_grid grid = {0};
    struct dmz_grid_crossings found = {0};
    for (int i = 0; i < 12; i++) {
        struct dmz_position a = {30 * i - 195, 60}, b = {30 * i - 165, 60};
        assert_int_equal(dmz_edge_grid_add(context, &grid, a, b, (size_t)i), DMZ_OK);
    }
    assert_int_equal(dmz_edge_grid_build(context, &grid), DMZ_OK);
    for (int turn = 0; turn <= 360; turn += 360) {
        struct dmz_position west = {179, 50}, east = {turn - 179, 70};
        assert_int_equal(dmz_edge_grid_cross(context, &grid, west, east, &found), DMZ_OK);
        assert_int_equal(found.count, 1);
        assert_int_equal(grid.edges[found.items[0].edge].tag, 0);
        assert_near(found.items[0].share, 0.5, 1e-12);
        assert_false(found.items[0].from_left);
        assert_int_equal(dmz_edge_grid_cross(context, &grid, east, west, &found), DMZ_OK);
        assert_int_equal(found.count, 1);
        assert_true(found.items[0].from_left);
    }
    dmz_grid_crossings_free(&found);
    dmz_edge_grid_free(&grid);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sides_are_told_without_rounding),
        cmocka_unit_test(test_edges_round_the_globe),
        cmocka_unit_test(test_a_way_over_the_beginning_of_the_turn),
    };
    return cmocka_run_group_tests_name("edge_grid", tests, set_up, tear_down);
}
