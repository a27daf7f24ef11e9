/* test_page.c: what a report's page is made of: texts that end nothing, thinned chains, addresses of tiles, pictures.
 */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/page.h"
#include "page/escape.h"
#include "page/frame.h"
#include "page/thin.h"

static void assert_text(struct dmz_buffer *text, const char *expected) {
    assert_false(text->failed);
    assert_string_equal(text->bytes, expected);
    dmz_buffer_free(text);
}

static void strings_end_neither_json_nor_html(void **state) {
    struct dmz_buffer text = {0};
    (void)state;
    dmz_page_string(&text, "a\"b\\c</script>\n\x7f \xF0\x9F\x98\x80");
    assert_text(&text, "\"a\\\"b\\\\c\\u003c/script>\\u000a\\u007f \xF0\x9F\x98\x80\"");
    dmz_page_string(&text, "\xFFx\xE2\x82");
    assert_text(&text, "\"\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD\"");
    dmz_page_string(&text, NULL);
    assert_text(&text, "null");
    dmz_page_json(&text, "{\"a\":\"<b<\"}", 12);
    assert_text(&text, "{\"a\":\"\\u003cb\\u003c\"}");
    dmz_page_html(&text, "<a href=\"x\">&");
    assert_text(&text, "&lt;a href=&quot;x&quot;&gt;&amp;");
}

static void numbers_are_json(void **state) {
    struct dmz_buffer text = {0};
    (void)state;
    dmz_page_number(&text, 1.25, 6);
    dmz_page_comma(&text);
    dmz_page_number(&text, 100, 0);
    dmz_page_comma(&text);
    dmz_page_number(&text, NAN, 2);
    assert_text(&text, "1.25,100,null");
}

static void positions_are_differences(void **state) {
    const struct dmz_position path[] = {{-179.5, 10}, {-179.4999995, 10.25}, {-180, 9}};
    struct dmz_buffer text = {0};
    (void)state;
    dmz_page_positions(&text, path, 3, 360);
    assert_text(&text, "[180500000,10000000,1,250000,-500001,-1250000]");
}

/* How far, in metres, the farthest of some positions is from a chain. */
static double stray_m(const struct dmz_position *all, size_t count, const struct dmz_position *chain, size_t left) {
    double worst = 0, degree_m = 111195.08;
    for (size_t i = 0; i < count; i++) {
        double nearest = INFINITY, shrink = cos(all[i].lat_deg * acos(-1) / 180);
        for (size_t k = 0; k + 1 < left; k++) {
            double bx = (chain[k + 1].lon_deg - chain[k].lon_deg) * shrink,
                   by = chain[k + 1].lat_deg - chain[k].lat_deg;
            double px = (all[i].lon_deg - chain[k].lon_deg) * shrink, py = all[i].lat_deg - chain[k].lat_deg;
            double t = fmin(1, fmax(0, (px * bx + py * by) / (bx * bx + by * by)));
            nearest = fmin(nearest, hypot(px - t * bx, py - t * by));
        }
        worst = fmax(worst, nearest * degree_m);
    }
    return worst;
}

static void thinned_chains_stay_within_the_tolerance(void **state) {
    enum { COUNT = 2000 };
    static struct dmz_position all[COUNT], chain[COUNT];
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        all[i] = (struct dmz_position){30 + 0.001 * (double)i,
                                       60 + 0.01 * sin((double)i / 30) + 0.001 * sin((double)(i * i))};
    for (double tolerance_m = 10; tolerance_m < 2000; tolerance_m *= 4) {
        size_t left = COUNT;
        memcpy(chain, all, sizeof all);
        assert_true(dmz_thin(chain, &left, tolerance_m));
        assert_in_range(left, 2, COUNT - 1);
        assert_memory_equal(&chain[0], &all[0], sizeof *all);
        assert_memory_equal(&chain[left - 1], &all[COUNT - 1], sizeof *all);
        assert_true(stray_m(all, COUNT, chain, left) <= 1.01 * tolerance_m);
    }
}

static void a_ring_stays_a_ring(void **state) {
    struct dmz_position ring[] = {{0, 0}, {0.5, 0.00001}, {1, 0}, {1, 1}, {0.5, 1}, {0, 1}, {0, 0}};
    size_t count = 7;
    (void)state;
    assert_true(dmz_thin(ring, &count, 100));
    assert_int_equal(count, 5);
    assert_memory_equal(&ring[0], &ring[4], sizeof *ring);
}

static void tiles_have_a_host_and_three_numbers(void **state) {
    static const char *const GOOD[] = {"https://example.org/{z}/{x}/{y}.png", "http://127.0.0.1:8080/{z}/{x}/{y}",
                                       "https://{s}.example.org/a/{z}/{y}/{x}?key=1"};
    static const char *const BAD[] = {"",
                                      "example.org/{z}/{x}/{y}",
                                      "file:///{z}/{x}/{y}",
                                      "https:///{z}/{x}/{y}",
                                      "https://example.org/{z}/{x}",
                                      "https://a b/{z}/{x}/{y}",
                                      "https://*/{z}/{x}/{y}",
                                      "https://a; script-src x/{z}/{x}/{y}",
                                      "https://example.org/{z}/{x}/{y}\"",
                                      "https://example.org/{z}/{x}/{y};"};
    struct dmz_context *context = dmz_context_create();
    (void)state;
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        assert_int_equal(dmz_page_check_tiles(context, "--tiles", GOOD[i]), DMZ_OK);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        assert_int_equal(dmz_page_check_tiles(context, "--tiles", BAD[i]), DMZ_USAGE);
        dmz_forget(context);
    }
    dmz_context_free(context);
}

/* What is made of a line, for the pictures below. */
struct run {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_zones zones;
    struct dmz_zones_request request;
    struct dmz_stats stats;
};

static void build(struct run *run, const struct dmz_position *positions, size_t count) {
    static const struct dmz_layer LAYER = {"strip", "Strip", {5000, 5000}, NULL};
    run->context = dmz_context_create();
    run->request = (struct dmz_zones_request){.layers = &LAYER, .layer_count = 1, .tolerance_m = 1};
    assert_int_equal(dmz_line_append(run->context, &run->line, positions, count), DMZ_OK);
    assert_int_equal(dmz_zones_build(run->context, &run->line, &run->request, &run->zones), DMZ_OK);
    assert_int_equal(dmz_stats_build(run->context, &run->line, &run->request, &run->zones, &run->stats), DMZ_OK);
}

static void unbuild(struct run *run) {
    dmz_stats_free(&run->stats);
    dmz_zones_free(&run->zones);
    dmz_line_free(&run->line);
    dmz_context_free(run->context);
}

static size_t count_positions(const struct dmz_frame *frame) {
    size_t count = 0;
    for (size_t i = 0; i < frame->stats->zones->count; i++) {
        const struct dmz_multipolygon *area = &frame->areas[i];
        for (size_t k = 0; k < area->polygon_count; k++)
            for (size_t r = 0; r < area->polygons[k].ring_count; r++)
                count += area->polygons[k].rings[r].count;
        for (size_t k = 0; k < frame->limits[i].count; k++)
            count += frame->limits[i].items[k].count;
    }
    for (size_t k = 0; k < frame->lines[0].count; k++)
        count += frame->lines[0].items[k].count;
    return count;
}

static void pictures_are_thinned_only_where_they_are_large(void **state) {
    enum { COUNT = 400, MOST = 300 };
    struct dmz_position positions[COUNT];
    struct run run = {0};
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        positions[i] = (struct dmz_position){30 + 0.005 * (double)i, 48 + 0.05 * sin((double)i / 7)};
    build(&run, positions, COUNT);
    struct dmz_frame whole = {0}, thinned = {0};
    assert_int_equal(dmz_frame_build(run.context, &run.stats, DMZ_PAGE_POSITIONS_MOST, &whole), DMZ_OK);
    assert_true(whole.tolerance_m == 0);
    assert_true(count_positions(&whole) > COUNT + run.stats.zone[0].vertices);
    assert_int_equal(dmz_frame_build(run.context, &run.stats, MOST, &thinned), DMZ_OK);
    assert_true(thinned.tolerance_m > 0);
    assert_in_range(count_positions(&thinned), 10, MOST);
    for (size_t i = 0; i < run.zones.count; i++) {
        double whole_m2 = run.zones.zones[i].figures.area_m2;
        assert_true(fabs(dmz_multipolygon_measure(&thinned.areas[i]).area_m2 / whole_m2 - 1) < 0.1);
        assert_true(dmz_multipolygon_measure(&whole.areas[i]).area_m2 == whole_m2);
    }
    dmz_frame_free(&whole);
    dmz_frame_free(&thinned);
    dmz_frame_free(&thinned);
    unbuild(&run);
}

static void pieces_beyond_the_antimeridian_are_in_the_line_s_turn(void **state) {
    const struct dmz_position positions[] = {{179.6, 10}, {180.4, 10.5}};
    struct run run = {0};
    struct dmz_frame frame = {0};
    (void)state;
    build(&run, positions, 2);
    assert_int_equal(dmz_frame_build(run.context, &run.stats, DMZ_PAGE_POSITIONS_MOST, &frame), DMZ_OK);
    double west = INFINITY, east = -INFINITY;
    for (size_t i = 0; i < run.zones.count; i++)
        for (size_t k = 0; k < frame.areas[i].polygon_count; k++) {
            const struct dmz_ring *ring = &frame.areas[i].polygons[k].rings[0];
            double turn_deg = dmz_frame_turn_deg(&frame, ring->positions, ring->count);
            for (size_t p = 0; p < ring->count; p++) {
                west = fmin(west, ring->positions[p].lon_deg + turn_deg);
                east = fmax(east, ring->positions[p].lon_deg + turn_deg);
            }
        }
    assert_true(east - west > 0.8 && east - west < 1.1);
    dmz_frame_free(&frame);
    unbuild(&run);
}

static void a_page_is_whole_and_the_same_each_time(void **state) {
    const struct dmz_position positions[] = {{30, 48}, {30, 48.5}};
    const struct dmz_page_request request = {.title = "A </title> B", .emits = 1};
    struct run run = {0};
    struct dmz_buffer once = {0}, twice = {0};
    (void)state;
    build(&run, positions, 2);
    assert_int_equal(dmz_page_write(run.context, &run.stats, &request, &once), DMZ_OK);
    assert_int_equal(dmz_page_write(run.context, &run.stats, &request, &twice), DMZ_OK);
    assert_string_equal(once.bytes, twice.bytes);
    assert_non_null(strstr(once.bytes, "<title>A &lt;/title&gt; B</title>"));
    assert_null(strstr(once.bytes, "@data@"));
    assert_string_equal(once.bytes + once.count - strlen("</html>\n"), "</html>\n");
    dmz_buffer_free(&once);
    dmz_buffer_free(&twice);
    unbuild(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_end_neither_json_nor_html),
        cmocka_unit_test(numbers_are_json),
        cmocka_unit_test(positions_are_differences),
        cmocka_unit_test(thinned_chains_stay_within_the_tolerance),
        cmocka_unit_test(a_ring_stays_a_ring),
        cmocka_unit_test(tiles_have_a_host_and_three_numbers),
        cmocka_unit_test(pictures_are_thinned_only_where_they_are_large),
        cmocka_unit_test(pieces_beyond_the_antimeridian_are_in_the_line_s_turn),
        cmocka_unit_test(a_page_is_whole_and_the_same_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
