/* test_map.c: maps: where places are on a sheet, what is taken of it, what lies where, sizes. */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "map/layout.h"
#include "support/judge.h"
#include "support/material.h"

/* A line, zones of 2 and 15 km on each side, and the scene of them. */
struct stage {
    struct dmz_context *context;
    struct dmz_line line;
    struct judge_made made;
    struct dmz_stats stats;
    struct dmz_scene scene;
};

static void begin(struct stage *stage, const char *parts) {
    const struct judge_wish wish = {.reach_m = {2000, 15000}};
    stage->context = dmz_context_create();
    stage->line = material_line(parts);
    stage->made = judge_make(&stage->line, wish);
    stage->made.request.layers = stage->made.layers;
    assert_int_equal(
        dmz_stats_build(stage->context, &stage->line, &stage->made.request, &stage->made.zones, &stage->stats),
        DMZ_OK);
    assert_int_equal(dmz_scene_begin(stage->context, &stage->line, NULL, &stage->made.zones, &stage->scene), DMZ_OK);
    stage->stats.scene = &stage->scene;
}

static void end(struct stage *stage) {
    dmz_scene_free(&stage->scene);
    dmz_stats_free(&stage->stats);
    judge_free(&stage->made);
    dmz_line_free(&stage->line);
    dmz_context_free(stage->context);
}

static const struct dmz_rect FRAME = {30, 40, 500, 400};

static struct dmz_window window_of(const struct stage *stage) {
    return dmz_window_of(&stage->scene, FRAME, dmz_window_scale(&stage->scene, FRAME.width, FRAME.height));
}

/* --- where places are --- */

/* North and east of the middle, and slantwise, ways are as long on the sheet as the scale says, at any latitude, over
 * the antimeridian and at a pole. */
static void test_scale_is_true(void **state) {
    (void)state;
    static const char *const LINES[] = {"[[30,0],[30.2,1]]", "[[30,48],[31,49]]", "[[179.5,65],[180.5,66]]",
                                        "[[0,89.7],[90,89.9]]"};
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct stage stage = {0};
        begin(&stage, LINES[i]);
        struct dmz_window window = window_of(&stage);
        struct dmz_position centre = stage.scene.centre;
        struct dmz_dot from, to;
        assert_true(dmz_window_find(&window, centre, &from));
        for (int azimuth = 0; azimuth < 360; azimuth += 45) {
            assert_true(dmz_window_find(&window, dmz_geodesy_direct(centre, azimuth, 50e3), &to));
            assert_near(hypot(to.x - from.x, to.y - from.y) / (50e3 * window.scale), 1, 2e-4);
        }
        assert_true(dmz_window_find(&window, dmz_geodesy_direct(centre, 0, 50e3), &to));
        assert_near(to.x, from.x, 1e-6); /* north is up */
        assert_true(to.y < from.y);
        assert_at_most(dmz_window_distortion(&window), 1e-3);
        end(&stage);
    }
}

static void test_a_place_is_found_again(void **state) {
    (void)state;
    struct stage stage = {0};
    struct dmz_position at, given = {30.2, 48.3};
    struct dmz_dot dot;
    begin(&stage, "[[30,48],[31,49]]");
    struct dmz_window window = window_of(&stage);
    assert_true(dmz_window_find(&window, given, &dot));
    assert_true(dmz_window_place(&window, dot, &at));
    assert_near(at.lon_deg, given.lon_deg, 1e-6);
    assert_near(at.lat_deg, given.lat_deg, 1e-6);
    assert_false(dmz_window_place(&window, (struct dmz_dot){1e9, 1e9}, &at)); /* beyond the Earth */
    end(&stage);
}

/* All zones are in the frame, with room to spare. */
static void test_zones_are_in_the_frame(void **state) {
    (void)state;
    struct stage stage = {0};
    begin(&stage, "[[179,-20],[180.5,-21],[182,-20]]");
    struct dmz_window window = window_of(&stage);
    for (size_t i = 0; i < stage.made.zones.count; i++) {
        struct dmz_trails trails = {0};
        assert_int_equal(dmz_trails_add_area(&window, &stage.made.zones.zones[i].area, &trails), DMZ_OK);
        assert_true(trails.count > 0);
        for (size_t k = 0; k < trails.dot_count; k++)
            assert_true(dmz_window_holds(&window, trails.dots[k], 20));
        dmz_trails_free(&trails);
    }
    end(&stage);
}

/* --- trails --- */

/* What cannot be told apart is left out; what lies beyond the frame is as coarse as can be, and encloses the same. */
static void test_trails_have_no_more_dots_than_are_seen(void **state) {
    (void)state;
    enum { MANY = 20000 };
    static struct dmz_position ring[MANY + 1];
    struct stage stage = {0};
    struct dmz_trails small = {.closed = true}, large = {.closed = true};
    begin(&stage, "[[30,48],[31,49]]");
    struct dmz_window window = window_of(&stage);
    for (int i = 0; i <= MANY; i++) {
        double angle = 2 * M_PI * (i % MANY) / MANY;
        ring[i] = (struct dmz_position){30.5 + 0.01 * cos(angle), 48.5 + 0.01 * sin(angle)};
    }
    assert_int_equal(dmz_trails_add(&window, ring, MANY + 1, &small), DMZ_OK);
    assert_at_most((double)small.dot_count, 200);
    for (int i = 0; i <= MANY; i++) {
        double angle = 2 * M_PI * (i % MANY) / MANY;
        ring[i] = (struct dmz_position){30.5 + 20 * cos(angle), 48.5 + 20 * sin(angle)};
    }
    assert_int_equal(dmz_trails_add(&window, ring, MANY + 1, &large), DMZ_OK);
    assert_at_most((double)large.dot_count, 20);
    for (int i = 0; i <= 10; i++)
        assert_true(dmz_trails_enclose(
            &large, (struct dmz_dot){FRAME.x + FRAME.width * i / 10, FRAME.y + FRAME.height * (10 - i) / 10}));
    dmz_trails_free(&small);
    dmz_trails_free(&large);
    end(&stage);
}

/* A region that was cut at the antimeridian has no border there. */
static void test_seams_are_not_borders(void **state) {
    (void)state;
    struct dmz_position west[] = {{179, 64}, {180, 64}, {180, 67}, {179, 67}, {179, 64}};
    struct dmz_ring ring = {.positions = west, .count = COUNT(west)};
    struct dmz_polygon polygon = {&ring, 1};
    const struct dmz_multipolygon area = {&polygon, 1};
    struct stage stage = {0};
    struct dmz_trails edges = {0};
    begin(&stage, "[[179.5,65],[180.5,66]]");
    struct dmz_window window = window_of(&stage);
    assert_int_equal(dmz_trails_add_edges(&window, &area, &edges), DMZ_OK);
    assert_int_equal(edges.count, 2); /* up to the seam, and after it */
    for (size_t i = 0; i < edges.count; i++) {
        size_t count;
        const struct dmz_dot *dots = dmz_trails_item(&edges, i, &count);
        struct dmz_dot middle, a = dots[0], b = dots[count - 1];
        assert_true(dmz_window_find(&window, (struct dmz_position){180, 65.5}, &middle));
        assert_true(hypot(a.x - middle.x, a.y - middle.y) > 10 && hypot(b.x - middle.x, b.y - middle.y) > 10);
    }
    dmz_trails_free(&edges);
    end(&stage);
}

/* --- room --- */

static void test_texts_do_not_collide(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_room room = {0};
    assert_int_equal(dmz_room_build(context, FRAME, &room), DMZ_OK);
    const struct dmz_rect text = {100, 100, 60, 10}, beside = {162, 100, 60, 10}, over = {150, 105, 60, 10};
    const struct dmz_rect beyond = {500, 100, 60, 10}; /* half of it */
    assert_true(dmz_room_has(&room, text, DMZ_ROOM_TEXT));
    dmz_room_take(&room, text, DMZ_ROOM_TEXT);
    assert_false(dmz_room_has(&room, text, DMZ_ROOM_TEXT));
    assert_true(dmz_room_has(&room, text, DMZ_ROOM_LINE));
    assert_true(dmz_room_has(&room, beside, DMZ_ROOM_TEXT));
    assert_false(dmz_room_has(&room, over, DMZ_ROOM_TEXT));
    assert_false(dmz_room_has(&room, beyond, DMZ_ROOM_TEXT));
    dmz_room_free(&room);
    dmz_context_free(context);
}

/* A text beside a slanting line is free of it, one on it is not, at any slant. */
static void test_turned_texts_lie_beside_lines(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    const struct dmz_rect size = {0, 0, 40, 9};
    for (int degrees = -80; degrees <= 90; degrees += 10) {
        struct dmz_room room = {0};
        double angle = degrees * M_PI / 180, dx = cos(angle), dy = sin(angle);
        struct dmz_dot middle = {280, 240}, dots[] = {{middle.x - 100 * dx, middle.y - 100 * dy},
                                                      {middle.x + 100 * dx, middle.y + 100 * dy}};
        size_t ends[] = {2};
        const struct dmz_trails line = {.dots = dots, .dot_count = 2, .ends = ends, .count = 1};
        assert_int_equal(dmz_room_build(context, FRAME, &room), DMZ_OK);
        dmz_room_take_lines(&room, &line, DMZ_ROOM_LINE);
        struct dmz_dot beside = {middle.x - 6.5 * dy, middle.y + 6.5 * dx};
        assert_true(dmz_room_has_turned(&room, size, beside, angle, DMZ_ROOM_LINE));
        assert_false(dmz_room_has_turned(&room, size, middle, angle, DMZ_ROOM_LINE));
        dmz_room_take_turned(&room, size, beside, angle, DMZ_ROOM_TEXT);
        assert_true(dmz_room_at(&room, beside) & DMZ_ROOM_TEXT);
        dmz_room_free(&room);
    }
    dmz_context_free(context);
}

static void test_areas_take_their_cells(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_room room = {0};
    struct dmz_dot dots[] = {{100, 100}, {200, 100}, {200, 200}, {100, 200},
                             {130, 130}, {170, 130}, {170, 170}, {130, 170}};
    size_t ends[] = {4, 8};
    const struct dmz_trails ring = {dots, 8, ends, 2, true};
    assert_int_equal(dmz_room_build(context, FRAME, &room), DMZ_OK);
    dmz_room_take_areas(&room, &ring, DMZ_ROOM_ZONE);
    assert_int_equal(dmz_room_at(&room, (struct dmz_dot){110, 150}), DMZ_ROOM_ZONE);
    assert_int_equal(dmz_room_at(&room, (struct dmz_dot){150, 150}), 0); /* the hole */
    assert_int_equal(dmz_room_at(&room, (struct dmz_dot){210, 150}), 0);
    assert_int_equal(dmz_room_at(&room, (struct dmz_dot){-5, 150}), 0);
    dmz_room_free(&room);
    dmz_context_free(context);
}

/* --- sizes and layouts --- */

static void test_sizes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double width_mm, height_mm, pixels;
        bool turns;
    } GOOD[] = {
        {"a4", 297, 210, 2339, true},          {"a3-portrait", 297, 420, 2339, false},
        {"slide", 338.67, 190.5, 1920, false}, {"800x600px", 211.67, 158.75, 800, false},
        {"300x200mm", 300, 200, 2362, false},
    };
    static const char *const BAD[] = {"",           "a2",         "A4",         "a4-",           "99x100mm",
                                      "2001x100mm", "1e3x200mm",  "300 x200mm", "300x200",       "x200mm",
                                      "300xmm",     "300x200pxx", "-300x200px", "300x200x100mm", "nanxnanmm"};
    struct dmz_context *context = dmz_context_create();
    struct dmz_map_size size;
    for (size_t i = 0; i < COUNT(GOOD); i++) {
        assert_int_equal(dmz_map_size_read(context, "--map-size", GOOD[i].text, &size), DMZ_OK);
        assert_near(size.width_mm, GOOD[i].width_mm, 0.01);
        assert_near(size.height_mm, GOOD[i].height_mm, 0.01);
        assert_near(round(size.width_mm * size.pixels_per_mm), GOOD[i].pixels, 0);
        assert_int_equal(size.turns, GOOD[i].turns);
    }
    for (size_t i = 0; i < COUNT(BAD); i++) {
        assert_int_equal(dmz_map_size_read(context, "--map-size", BAD[i], &size), DMZ_USAGE);
        dmz_forget(context);
    }
    dmz_context_free(context);
}

static void test_formats(void **state) {
    (void)state;
    enum dmz_map_format format;
    assert_true(dmz_map_format_of("a.svg", &format) && format == DMZ_MAP_SVG);
    assert_true(dmz_map_format_of("dir/a.b.png", &format) && format == DMZ_MAP_PNG);
    assert_true(dmz_map_format_of("a.pdf", &format) && format == DMZ_MAP_PDF);
    assert_false(dmz_map_format_of("a.svgz", &format));
    assert_false(dmz_map_format_of(".svg", &format));
    assert_false(dmz_map_format_of("", &format));
}

static bool overlap(struct dmz_rect a, struct dmz_rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static bool is_on_sheet(const struct dmz_layout *layout, struct dmz_rect rect) {
    return rect.x > 0 && rect.y > 0 && rect.x + rect.width < layout->width && rect.y + rect.height < layout->height;
}

/* On every sheet, of whichever zones, the legend is beside the maps or below, all of it is on the sheet, and notes
 * are below both. */
static void check_layout(struct dmz_context *context, const struct dmz_stats *stats, const char *size_text,
                         size_t count) {
    static const struct dmz_shown ALL = {true, true, true, true, {true, true, true, true}, true, 1};
    static const char *const CAPTIONS[] = {"a", "b", "c", "d", "e"};
    const struct dmz_stats *several[] = {stats, stats, stats, stats, stats};
    struct dmz_map_sheet sheet = {.format = DMZ_MAP_PNG};
    struct dmz_buffer out = {0};
    struct dmz_canvas canvas;
    char title[] = "A title", subtitle[] = "Beneath it",
         notes[] = "Notes that are much longer than a line, and so on. "
                   "Notes that are much longer than a line, and so on. "
                   "Notes that are much longer than a line, and so on.";
    assert_int_equal(dmz_map_size_read(context, "", size_text, &sheet.size), DMZ_OK);
    assert_int_equal(dmz_canvas_begin(context, &sheet, "", &out, &canvas), DMZ_OK);
    const struct dmz_style style =
        dmz_style_of(DMZ_MAP_LIGHT, sheet.size.width_mm * 72 / 25.4, sheet.size.height_mm * 72 / 25.4);
    struct dmz_sheet_matter matter = {several, count > 1 ? CAPTIONS : NULL,         count, title, subtitle,
                                      notes,   {.canvas = &canvas, .style = &style}};
    assert_true(dmz_legend_build(stats, &ALL, count == 1, &matter.legend));
    struct dmz_layout layout = dmz_layout_find(&canvas, &style, &sheet.size, &matter);
    assert_true(layout.scale > 0);
    assert_true(is_on_sheet(&layout, layout.legend));
    assert_true(layout.notes.y >= layout.legend.y + layout.legend.height - 1);
    for (size_t i = 0; i < count; i++) {
        struct dmz_rect frame = dmz_layout_frame(&layout, i);
        assert_true(is_on_sheet(&layout, frame));
        assert_false(overlap(frame, layout.legend));
        assert_true(layout.notes.y > frame.y + frame.height);
        for (size_t k = 0; k < i; k++)
            assert_false(overlap(frame, dmz_layout_frame(&layout, k)));
    }
    dmz_legend_free(&matter.legend);
    dmz_canvas_free(&canvas);
    dmz_buffer_free(&out);
}

static void test_legends_never_cover_maps(void **state) {
    (void)state;
    static const char *const LINES[] = {"[[30,48],[30,52]]", "[[30,48],[36,48]]", "[[30,48],[31,48.7]]"};
    static const char *const SIZES[] = {"a3",    "a4",        "a4-portrait", "a4-landscape",
                                        "slide", "slide-4x3", "800x600px",   "1000x400px"};
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct stage stage = {0};
        begin(&stage, LINES[i]);
        if (dmz_map_check(stage.context)) {
            end(&stage);
            skip();
        }
        for (size_t k = 0; k < COUNT(SIZES); k++) {
            check_layout(stage.context, &stage.stats, SIZES[k], 1);
            if (k < 6)
                check_layout(stage.context, &stage.stats, SIZES[k], 5);
        }
        end(&stage);
    }
}

/* Every theme and format, twice the same bytes. */
static void test_maps_are_the_same_every_time(void **state) {
    (void)state;
    struct stage stage = {0};
    begin(&stage, "[[30,48],[31,48.7]]");
    if (dmz_map_check(stage.context)) {
        end(&stage);
        skip();
    }
    for (int i = 0; i < 9; i++) {
        struct dmz_buffer first = {0}, second = {0};
        struct dmz_map_sheet sheet = {.format = (enum dmz_map_format)(i % 3), .theme = (enum dmz_map_theme)(i / 3)};
        assert_int_equal(dmz_map_size_read(stage.context, "", "640x480px", &sheet.size), DMZ_OK);
        assert_int_equal(dmz_map_write(stage.context, &stage.stats, &sheet, &first), DMZ_OK);
        assert_int_equal(dmz_map_write(stage.context, &stage.stats, &sheet, &second), DMZ_OK);
        assert_int_equal(first.count, second.count);
        assert_memory_equal(first.bytes, second.bytes, first.count);
        assert_true(first.count > 5000);
        dmz_buffer_free(&first);
        dmz_buffer_free(&second);
    }
    end(&stage);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale_is_true),
        cmocka_unit_test(test_a_place_is_found_again),
        cmocka_unit_test(test_zones_are_in_the_frame),
        cmocka_unit_test(test_trails_have_no_more_dots_than_are_seen),
        cmocka_unit_test(test_seams_are_not_borders),
        cmocka_unit_test(test_texts_do_not_collide),
        cmocka_unit_test(test_turned_texts_lie_beside_lines),
        cmocka_unit_test(test_areas_take_their_cells),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_legends_never_cover_maps),
        cmocka_unit_test(test_maps_are_the_same_every_time),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
