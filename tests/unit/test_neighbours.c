/* test_neighbours.c: ends paired and parts connected, against searches that look at everything. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "line/ends.h"
#include "line/nearest.h"
#include "line/orient.h"
#include "support/chance.h"

enum { PARTS_MOST = 40 };

static struct chance chance;
static struct dmz_context *context;

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

/* Random walks of 2 to 12 vertices in a square of `width_deg`; some begin at the same few places. */
static struct dmz_line random_line(size_t parts, struct dmz_position corner, double width_deg) {
    struct dmz_line line = {0};
    for (size_t i = 0; i < parts; i++) {
        struct dmz_position positions[12];
        size_t count = 2 + chance_of(&chance, 11);
        double lon = chance_share(&chance), lat = chance_share(&chance);
        if (chance_of(&chance, 4) == 0)
            lon = lat = (double)chance_of(&chance, 4) / 4;
        for (size_t k = 0; k < count; k++) {
            positions[k].lon_deg = corner.lon_deg + round(1000 * lon * width_deg) / 1000 + 0.001 * (double)k;
            positions[k].lat_deg = corner.lat_deg + round(1000 * lat * width_deg) / 1000;
            lon += chance_between(&chance, -0.05, 0.05);
            lat += chance_between(&chance, -0.05, 0.05);
        }
        positions[1].lat_deg += 0.0005; /* two places are distinct at least */
        assert_int_equal(dmz_line_append(context, &line, positions, count), DMZ_OK);
    }
    return line;
}

static struct dmz_line any_line(void) {
    static const struct dmz_position CORNERS[] = {{30, 48}, {179.7, -17}, {-10, 85}, {0, -0.3}};
    struct dmz_position corner = CORNERS[chance_of(&chance, COUNT(CORNERS))];
    return random_line(2 + chance_of(&chance, PARTS_MOST - 1), corner, chance_between(&chance, 0.01, 1));
}

/* The plain way to pair ends: of all pairs that are left the shortest, over and over. */
struct plain {
    const struct dmz_line *line;
    bool taken[2 * PARTS_MOST];
    size_t far_end[2 * PARTS_MOST];
    double length_m[2 * PARTS_MOST];
    struct dmz_end_pair pairs[PARTS_MOST];
    size_t count, junctions;
};

static struct dmz_vector end_vector(const struct dmz_line *line, size_t end) {
    struct dmz_position place = dmz_end_place(line, end);
    place.lon_deg = remainder(place.lon_deg, 360);
    return dmz_geodesy_vector(place);
}

static double chord_m(const struct plain *plain, size_t a, size_t b) {
    return dmz_vector_distance(end_vector(plain->line, a), end_vector(plain->line, b));
}

static void start_plain(struct plain *plain, const struct dmz_line *line, const double *lengths_m) {
    *plain = (struct plain){.line = line};
    for (size_t i = 0; i < 2 * line->part_count; i++) {
        plain->far_end[i] = i ^ 1;
        plain->length_m[i] = lengths_m[i / 2];
        plain->taken[i] = line->parts[i / 2].closed;
    }
    for (size_t i = 0; i < 2 * line->part_count; i++) {
        size_t here[2 * PARTS_MOST], count = 0;
        for (size_t k = 0; k < 2 * line->part_count; k++)
            if (!plain->taken[i] && !plain->taken[k] && chord_m(plain, i, k) == 0)
                here[count++] = k;
        plain->junctions += count > 2;
        for (size_t k = 0; k < count && count > 2; k++)
            plain->taken[here[k]] = true;
    }
}

static bool pair_plainly(struct plain *plain, double most_m) {
    size_t ends = 2 * plain->line->part_count, best_a = 0, best_b = 0;
    double best = INFINITY;
    for (size_t a = 0; a < ends; a++)
        for (size_t b = a + 1; b < ends; b++) {
            double chord = chord_m(plain, a, b);
            bool closes = plain->far_end[a] == b;
            if (plain->taken[a] || plain->taken[b] || (closes && 3 * chord > plain->length_m[a]) || chord >= best)
                continue;
            best = chord;
            best_a = a;
            best_b = b;
        }
    double gap = dmz_geodesy_distance_m(dmz_end_place(plain->line, best_a), dmz_end_place(plain->line, best_b));
    if (best > most_m || gap > most_m)
        return false;
    plain->taken[best_a] = plain->taken[best_b] = true;
    size_t far_a = plain->far_end[best_a], far_b = plain->far_end[best_b];
    plain->far_end[far_a] = far_b;
    plain->far_end[far_b] = far_a;
    plain->length_m[far_a] = plain->length_m[far_b] = plain->length_m[best_a] + gap + plain->length_m[best_b];
    plain->pairs[plain->count++] = (struct dmz_end_pair){best_a, best_b, gap};
    return true;
}

static void random_lengths(const struct dmz_line *line, double *lengths_m) {
    for (size_t i = 0; i < line->part_count; i++)
        lengths_m[i] = chance_between(&chance, 100, 50e3);
}

static void test_pairs_are_those_of_the_plain_way(void **state) {
    (void)state;
    size_t found = 0, junctions = 0;
    for (int run = 0; run < 400; run++) {
        double most_m = exp(chance_between(&chance, log(10), log(1e6))), lengths_m[PARTS_MOST];
        struct dmz_line line = any_line();
        struct dmz_end_pairs pairs = {0};
        struct plain plain;
        random_lengths(&line, lengths_m);
        assert_int_equal(dmz_ends_pair(context, &line, lengths_m, most_m, &pairs), DMZ_OK);
        start_plain(&plain, &line, lengths_m);
        while (pair_plainly(&plain, most_m))
            ;
        assert_int_equal(pairs.count, plain.count);
        assert_int_equal(pairs.junction_count, plain.junctions);
        for (size_t i = 0; i < pairs.count; i++) {
            assert_int_equal(pairs.pairs[i].a, plain.pairs[i].a);
            assert_int_equal(pairs.pairs[i].b, plain.pairs[i].b);
            assert_near(pairs.pairs[i].gap_m, plain.pairs[i].gap_m, 1e-9);
        }
        found += pairs.count;
        junctions += pairs.junction_count;
        dmz_end_pairs_free(&pairs);
        dmz_line_free(&line);
    }
    assert_true(found > 1000);
    assert_true(junctions > 10);
}

/* The distance between two parts, stick by stick. */
static double plain_gap_m(const struct dmz_pieces *pieces, size_t a, size_t b) {
    double least = INFINITY;
    for (size_t i = pieces->first[a]; i < pieces->first[a + 1]; i++)
        for (size_t k = pieces->first[b]; k < pieces->first[b + 1]; k++)
            least = fmin(least, dmz_stick_gap_m(&pieces->sticks[i], &pieces->sticks[k]));
    return least;
}

/* Prim's algorithm, group by group: how many ways less than `most_m` long a forest over the parts has, and how long
 * all of them are. */
static size_t plain_forest(const struct dmz_pieces *pieces, double most_m, double *total_m) {
    bool in[PARTS_MOST] = {false};
    double near_m[PARTS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < pieces->part_count; i++)
        near_m[i] = INFINITY;
    *total_m = 0;
    for (size_t step = 0; step < pieces->part_count; step++) {
        size_t next = SIZE_MAX;
        for (size_t i = 0; i < pieces->part_count; i++)
            if (!in[i] && (next == SIZE_MAX || near_m[i] < near_m[next]))
                next = i;
        if (near_m[next] < most_m) {
            count++;
            *total_m += near_m[next];
        }
        in[next] = true;
        for (size_t i = 0; i < pieces->part_count; i++)
            near_m[i] = fmin(near_m[i], plain_gap_m(pieces, next, i));
    }
    return count;
}

static void test_the_forest_is_the_shortest(void **state) {
    (void)state;
    for (int run = 0; run < 200; run++) {
        double most_m = exp(chance_between(&chance, log(100), log(1e6))), total = 0, expected = 0;
        struct dmz_line line = any_line();
        struct dmz_pieces pieces = {0};
        struct dmz_way ways[PARTS_MOST];
        size_t groups[PARTS_MOST], count = 0;
        assert_int_equal(dmz_pieces_build(context, &line, &pieces), DMZ_OK);
        for (size_t i = 0; i < line.part_count; i++)
            groups[i] = i;
        assert_int_equal(dmz_nearest_connect(context, &pieces, most_m, groups, ways, &count), DMZ_OK);
        for (size_t i = 0; i < count; i++) {
            total += ways[i].gap_m;
            assert_near(ways[i].gap_m, dmz_stick_gap_m(&pieces.sticks[ways[i].stick], &pieces.sticks[ways[i].other]),
                        1e-9);
        }
        assert_int_equal(count, plain_forest(&pieces, most_m, &expected));
        assert_near(total, expected, 1e-6 * (1 + expected));
        dmz_pieces_free(&pieces);
        dmz_line_free(&line);
    }
}

/* Groups that there are stay as they are, and are connected as wholes. */
static void test_the_forest_goes_on_from_groups(void **state) {
    (void)state;
    struct dmz_line line = random_line(PARTS_MOST, (struct dmz_position){30, 48}, 0.5);
    struct dmz_pieces pieces = {0};
    struct dmz_way ways[PARTS_MOST];
    size_t groups[PARTS_MOST], count = 0;
    assert_int_equal(dmz_pieces_build(context, &line, &pieces), DMZ_OK);
    for (size_t i = 0; i < line.part_count; i++)
        groups[i] = i / 10 * 10;
    assert_int_equal(dmz_nearest_connect(context, &pieces, 1e6, groups, ways, &count), DMZ_OK);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_int_not_equal(pieces.part_of[ways[i].stick] / 10, pieces.part_of[ways[i].other] / 10);
    for (size_t i = 0; i < line.part_count; i++)
        assert_int_equal(dmz_group_of(groups, i), 0);
    dmz_pieces_free(&pieces);
    dmz_line_free(&line);
}

/* A tree of links can always be satisfied, and the longest part is not turned. */
static void test_links_in_a_tree_are_satisfied(void **state) {
    (void)state;
    for (int run = 0; run < 200; run++) {
        size_t parts = 1 + chance_of(&chance, PARTS_MOST);
        struct dmz_links links = {0};
        double lengths_m[PARTS_MOST];
        bool turn[PARTS_MOST], opposed[PARTS_MOST];
        size_t longest = 0;
        for (size_t i = 0; i < parts; i++) {
            lengths_m[i] = chance_share(&chance);
            longest = lengths_m[i] > lengths_m[longest] ? i : longest;
            opposed[i] = chance_of(&chance, 2);
            struct dmz_link link = {
                .a = i, .b = i ? chance_of(&chance, i) : 0, .decided = true, .opposed = opposed[i]};
            if (i)
                assert_int_equal(dmz_links_append(context, &links, &link), DMZ_OK);
        }
        assert_int_equal(dmz_orient_parts(context, &links, lengths_m, parts, turn), DMZ_OK);
        assert_false(turn[longest]);
        for (size_t i = 0; i < links.count; i++)
            assert_int_equal(links.items[i].opposed, turn[links.items[i].a] != turn[links.items[i].b]);
        dmz_links_free(&links);
    }
}

/* Three that are all opposed: one of the links must stay so, and it is the last. What is not decided turns nobody. */
static void test_links_that_contradict_each_other(void **state) {
    (void)state;
    struct dmz_link items[] = {{.a = 0, .b = 1, .decided = true, .opposed = true},
                               {.a = 1, .b = 2, .decided = true, .opposed = true},
                               {.a = 2, .b = 0, .decided = true, .opposed = true},
                               {.a = 2, .b = 3, .decided = false, .opposed = true}};
    struct dmz_links links = {items, 4};
    const double lengths_m[] = {1, 2, 3, 1};
    bool turn[4];
    assert_int_equal(dmz_orient_parts(context, &links, lengths_m, 4, turn), DMZ_OK);
    assert_false(turn[0]);
    assert_true(turn[1]);
    assert_false(turn[2]);
    assert_false(turn[3]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_pairs_are_those_of_the_plain_way), TEST(test_the_forest_is_the_shortest),
        TEST(test_the_forest_goes_on_from_groups),   TEST(test_links_in_a_tree_are_satisfied),
        TEST(test_links_that_contradict_each_other),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("neighbours", tests, NULL, NULL);
}
