/* test_coverage.c: how much of every cell a polygon covers, against closed forms and sums. */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "overlay/coverage.h"
#include "support/chance.h"

enum { COLUMNS = 12, ROWS = 9 };

static void draw(struct dmz_coverage *coverage, const struct dmz_spot *ring, size_t count, bool backward) {
    for (size_t i = 0; i < count; i++) {
        const struct dmz_spot *a = &ring[i], *b = &ring[(i + 1) % count];
        dmz_coverage_edge(coverage, backward ? *b : *a, backward ? *a : *b);
    }
}

/* The weights of all cells of a raster of COLUMNS by ROWS. Runs that are not sorted, overlap or leave the raster
 * fail. */
static void weigh(const struct dmz_coverage *coverage, double weights[ROWS][COLUMNS]) {
    memset(weights, 0, sizeof(double[ROWS][COLUMNS]));
    for (uint32_t row = 0; row < ROWS; row++) {
        size_t count;
        const struct dmz_span *spans = dmz_coverage_row(coverage, row, &count);
        uint32_t done = 0;
        for (size_t i = 0; i < count; i++) {
            assert_true(spans[i].first >= done && spans[i].first < spans[i].end && spans[i].end <= COLUMNS);
            assert_true(spans[i].weight > 0 && spans[i].weight <= 1);
            done = spans[i].end;
            for (uint32_t c = spans[i].first; c < spans[i].end; c++)
                weights[row][c] = spans[i].weight;
        }
    }
}

static void cover(const struct dmz_spot *ring, size_t count, double width, double weights[ROWS][COLUMNS]) {
    struct dmz_coverage coverage = {0};
    double twice = 0;
    for (size_t i = 0; i < count; i++) {
        struct dmz_spot a = ring[i], b = ring[(i + 1) % count];
        twice += a.column * b.row - b.column * a.row;
    }
    dmz_coverage_begin(&coverage, COLUMNS, ROWS, width);
    draw(&coverage, ring, count, false);
    assert_true(dmz_coverage_end(&coverage, twice > 0));
    weigh(&coverage, weights);
    dmz_coverage_free(&coverage);
}

static double sum_of(double weights[ROWS][COLUMNS]) {
    double sum = 0;
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++)
            sum += weights[r][c];
    return sum;
}

static void a_rectangle_covers_parts_of_its_edge_cells(void **state) {
    static const struct dmz_spot ring[] = {{2.25, 3.5}, {2.25, 5.75}, {5.5, 5.75}, {5.5, 3.5}};
    double weights[ROWS][COLUMNS];
    (void)state;
    cover(ring, COUNT(ring), COLUMNS, weights);
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++) {
            double wide = fmax(0, fmin(c + 1, 5.5) - fmax(c, 2.25)), high = fmax(0, fmin(r + 1, 5.75) - fmax(r, 3.5));
            assert_true(weights[r][c] == wide * high); /* all of it is in quarters */
        }
}

static void a_diagonal_covers_half_of_the_cells_it_passes(void **state) {
    static const struct dmz_spot ring[] = {{1, 1}, {1, 8}, {8, 8}};
    double weights[ROWS][COLUMNS];
    (void)state;
    cover(ring, COUNT(ring), COLUMNS, weights);
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++) {
            bool in = r >= 1 && r < 8 && c >= 1;
            assert_true(weights[r][c] == (!in || c > r ? 0 : c == r ? 0.5 : 1));
        }
}

static void direction_makes_no_difference(void **state) {
    static const struct dmz_spot ring[] = {{1.1, 0.3}, {0.7, 6.9}, {9.4, 7.7}, {6.2, 2.4}};
    static const struct dmz_spot other[] = {{6.2, 2.4}, {9.4, 7.7}, {0.7, 6.9}, {1.1, 0.3}};
    double weights[ROWS][COLUMNS], turned[ROWS][COLUMNS];
    (void)state;
    cover(ring, COUNT(ring), COLUMNS, weights);
    cover(other, COUNT(other), COLUMNS, turned);
    assert_memory_equal(weights, turned, sizeof weights);
}

static void what_is_beyond_the_raster_leaves_whole_cells(void **state) {
    static const struct dmz_spot ring[] = {{-1e9, -3}, {-1e9, 1e9}, {1e7, 1e9}, {1e7, -3}};
    double weights[ROWS][COLUMNS];
    (void)state;
    cover(ring, COUNT(ring), COLUMNS, weights);
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++)
            assert_true(weights[r][c] == 1);
}

static void slanted_edges_are_cut_at_the_raster(void **state) {
    /* A diamond round the raster's middle, twice as large; in the raster, what its four corners do not take. */
    static const struct dmz_spot ring[] = {{-6, 4.5}, {6, 13.5}, {18, 4.5}, {6, -4.5}};
    double weights[ROWS][COLUMNS], most = 1;
    (void)state;
    cover(ring, COUNT(ring), COLUMNS, weights);
    assert_near(sum_of(weights), COLUMNS * ROWS, 1e-6);
    static const struct dmz_spot small[] = {{-3, 4.5}, {6, 11.25}, {15, 4.5}, {6, -2.25}};
    cover(small, COUNT(small), COLUMNS, weights);
    /* At the upper left, x / 9 + y / 6.75 < 1 - 1/3 - 1/3 is outside: sides 3 and 2.25. */
    assert_near(sum_of(weights), COLUMNS * ROWS - 4 * (3 * 2.25 / 2), 1e-6);
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++)
            most = fmax(most, weights[r][c]);
    assert_true(most == 1);
}

static void a_width_that_is_not_whole_cuts_its_last_cell(void **state) {
    static const struct dmz_spot ring[] = {{2, 1}, {2, 3}, {40, 3}, {40, 1}};
    double weights[ROWS][COLUMNS];
    (void)state;
    cover(ring, COUNT(ring), 10.25, weights);
    assert_near(sum_of(weights), 2 * 8.25, 1e-12);
    assert_true(weights[1][10] == 0.25 && weights[1][11] == 0);
}

/* A star of so many corners round the middle, some of it beyond the raster where it is wide. */
static void make_star(struct chance *chance, double reach, struct dmz_spot *ring, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double angle = 2 * acos(-1) * (double)i / (double)count, r = reach * (0.2 + 0.8 * chance_share(chance));
        ring[i] = (struct dmz_spot){COLUMNS / 2.0 + r * cos(angle), ROWS / 2.0 - r * sin(angle)};
    }
}

static void weights_sum_to_the_area(void **state) {
    struct chance chance = chance_start();
    (void)state;
    for (int trial = 0; trial < 300; trial++) {
        struct dmz_spot ring[17];
        double weights[ROWS][COLUMNS], twice = 0;
        make_star(&chance, 4.5, ring, COUNT(ring));
        cover(ring, COUNT(ring), COLUMNS, weights);
        for (size_t i = 0; i < COUNT(ring); i++) {
            struct dmz_spot a = ring[i], b = ring[(i + 1) % COUNT(ring)];
            twice += a.column * b.row - b.column * a.row;
        }
        assert_near(sum_of(weights), fabs(twice) / 2, 1e-6);
    }
}

/* The star and what it leaves of the raster share every cell between them without loss, to the last bit. */
static void neighbours_share_cells_exactly(void **state) {
    static const struct dmz_spot frame[] = {{0, 0}, {0, ROWS}, {COLUMNS, ROWS}, {COLUMNS, 0}};
    struct chance chance = chance_start();
    (void)state;
    for (int trial = 0; trial < 300; trial++) {
        struct dmz_spot ring[13];
        double inner[ROWS][COLUMNS], outer[ROWS][COLUMNS];
        struct dmz_coverage coverage = {0};
        make_star(&chance, 8, ring, COUNT(ring));
        cover(ring, COUNT(ring), COLUMNS, inner);
        dmz_coverage_begin(&coverage, COLUMNS, ROWS, COLUMNS);
        draw(&coverage, frame, COUNT(frame), false);
        draw(&coverage, ring, COUNT(ring), true);
        assert_true(dmz_coverage_end(&coverage, false));
        weigh(&coverage, outer);
        dmz_coverage_free(&coverage);
        for (int r = 0; r < ROWS; r++)
            for (int c = 0; c < COLUMNS; c++)
                assert_true(inner[r][c] + outer[r][c] == 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rectangle_covers_parts_of_its_edge_cells),
        cmocka_unit_test(a_diagonal_covers_half_of_the_cells_it_passes),
        cmocka_unit_test(direction_makes_no_difference),
        cmocka_unit_test(what_is_beyond_the_raster_leaves_whole_cells),
        cmocka_unit_test(slanted_edges_are_cut_at_the_raster),
        cmocka_unit_test(a_width_that_is_not_whole_cuts_its_last_cell),
        cmocka_unit_test(weights_sum_to_the_area),
        cmocka_unit_test(neighbours_share_cells_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
