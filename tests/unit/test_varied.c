/* test_varied.c: zones of lines whose stretches have widths of their own, by brute force and against lines that are
 * alike. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/zones.h"
#include "support/chance.h"
#include "support/judge.h"
#include "support/truth.h"

enum { LAYERS = 2, STRETCHES_MOST = 4, POSITIONS_MOST = 9 };

/* A line in stretches. */
struct scene {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_width widths[STRETCHES_MOST][LAYERS];
    struct dmz_stretch stretches[STRETCHES_MOST];
    struct truth *truths[STRETCHES_MOST], *truth;
    size_t count;
    struct dmz_layer layers[LAYERS];
    struct dmz_zones_request request;
};

static struct scene scene_start(void) {
    struct scene scene = {.context = dmz_context_create()};
    assert_non_null(scene.context);
    scene.layers[0] = (struct dmz_layer){"in", "in", {0, 0}, NULL};
    scene.layers[1] = (struct dmz_layer){"out", "out", {0, 0}, NULL};
    scene.request = (struct dmz_zones_request){.layer_count = LAYERS, .tolerance_m = 1};
    return scene;
}

static void add_stretch(struct scene *scene, const struct dmz_position *positions, size_t count,
                        struct dmz_width inner, struct dmz_width outer) {
    const struct dmz_width widths[LAYERS] = {inner, outer};
    struct dmz_stretch *stretch = &scene->stretches[scene->count];
    memcpy(scene->widths[scene->count], widths, sizeof widths);
    assert_int_equal(dmz_line_append(scene->context, &stretch->line, positions, count), DMZ_OK);
    assert_int_equal(dmz_line_append(scene->context, &scene->line, positions, count), DMZ_OK);
    for (size_t i = 0; i < LAYERS; i++) {
        scene->layers[i].width.left_m = fmax(scene->layers[i].width.left_m, widths[i].left_m);
        scene->layers[i].width.right_m = fmax(scene->layers[i].width.right_m, widths[i].right_m);
    }
    scene->count++;
}

/* The scene stays where it is from here on. */
static void scene_finish(struct scene *scene) {
    assert_int_equal(dmz_line_join(scene->context, &scene->line), DMZ_OK);
    for (size_t i = 0; i < scene->count; i++) {
        scene->stretches[i].widths = scene->widths[i];
        scene->truths[i] = truth_create(&scene->stretches[i].line, scene->request.edges);
    }
    scene->truth = truth_create(&scene->line, scene->request.edges);
    scene->request.layers = scene->layers;
    scene->request.stretches = scene->stretches;
    scene->request.stretch_count = scene->count;
}

static void scene_free(struct scene *scene) {
    for (size_t i = 0; i < scene->count; i++) {
        truth_free(scene->truths[i]);
        dmz_line_free(&scene->stretches[i].line);
    }
    truth_free(scene->truth);
    dmz_line_free(&scene->line);
    dmz_context_free(scene->context);
}

/* What repeats a failure. */
static void print_scene(const struct scene *scene) {
    print_error("cap %d, merge %d, edges %d\n", scene->request.cap, scene->request.merge, scene->request.edges);
    for (size_t i = 0; i < scene->count; i++) {
        const struct dmz_width *in = &scene->widths[i][0], *out = &scene->widths[i][1];
        const struct dmz_part *part = &scene->stretches[i].line.parts[0];
        print_error("%g+%g, %g+%g:", in->left_m, in->right_m, out->left_m, out->right_m);
        for (size_t k = 0; k < part->count; k++)
            print_error(" [%.7f,%.7f]", part->positions[k].lon_deg, part->positions[k].lat_deg);
        print_error("\n");
    }
}

static struct dmz_zones make(const struct scene *scene) {
    struct dmz_zones zones = {0};
    enum dmz_status status = dmz_zones_build(scene->context, &scene->line, &scene->request, &zones);
    if (status)
        print_scene(scene);
    assert_string_equal(dmz_context_message(scene->context), "");
    assert_int_equal(status, DMZ_OK);
    assert_at_most(zones.accuracy.max_deviation_m, scene->request.tolerance_m);
    return zones;
}

/* How far a place is outside a layer's limit on a side. */
static double excess_m(const struct scene *scene, struct dmz_position place, size_t layer, enum dmz_side side) {
    double least_m = INFINITY;
    for (size_t i = 0; i < scene->count; i++) {
        double to_m = dmz_width_reach_m(&scene->widths[i][layer], side);
        if (to_m > 0)
            least_m = fmin(least_m, truth_distance_m(scene->truths[i], place) - to_m);
    }
    return least_m;
}

/* The layer of a place on a side; LAYERS beyond all, -1 where it is too near to a limit to tell. */
static int layer_of(const struct scene *scene, struct dmz_position place, enum dmz_side side) {
    for (int layer = 0; layer < LAYERS; layer++) {
        double off_m = excess_m(scene, place, (size_t)layer, side);
        if (fabs(off_m) <= 1.5 * scene->request.tolerance_m)
            return -1;
        if (off_m < 0)
            return layer;
    }
    return LAYERS;
}

/* That a place is in its own zone and in no other; false where that cannot be told. */
static bool judge_place(const struct scene *scene, const struct dmz_zones *zones, struct dmz_position place) {
    struct truth_answer truth = truth_look(scene->truth, place, 2 * scene->request.tolerance_m);
    bool flat = scene->request.cap == DMZ_CAP_FLAT;
    if (truth.side == TRUTH_UNDECIDED || (flat && truth.end == TRUTH_ABOUT))
        return false;
    enum dmz_side side = (enum dmz_side)(int)truth.side;
    int layer = flat && truth.end == TRUTH_BEYOND ? LAYERS : layer_of(scene, place, side);
    if (layer < 0)
        return false;
    for (size_t i = 0; i < zones->count; i++) {
        const struct dmz_zone *zone = &zones->zones[i];
        bool own = (int)zone->layer == layer && (zone->side == side || !zone->side);
        if (judge_contains(&zone->area, place) != own) {
            print_error("%.6f,%.6f is %sin zone %zu (layer %zu, side %d), its own being layer %d on side %d\n",
                        place.lon_deg, place.lat_deg, own ? "not " : "", i, zone->layer, zone->side, layer, side);
            return fail(), false;
        }
    }
    return true;
}

/* Random places about the line, every other one near it; and that zones do not overlap and are valid. */
static void judge(const struct scene *scene, const struct dmz_zones *zones, struct chance *chance) {
    enum { PLACES = 400 };
    double widest_m = fmax(scene->layers[LAYERS - 1].width.left_m, scene->layers[LAYERS - 1].width.right_m);
    size_t told = 0;
    for (size_t i = 0; i < PLACES; i++) {
        struct dmz_position on =
            truth_place(scene->truth, chance_of(chance, truth_pieces(scene->truth)), chance_share(chance));
        double away_m = widest_m * 1.3 * chance_share(chance) * (i % 2 ? 1 : chance_share(chance));
        told += judge_place(scene, zones, dmz_geodesy_direct(on, chance_between(chance, 0, 360), away_m));
    }
    assert_true(told > PLACES / 4);
    assert_true(judge_disjoint(zones));
    for (size_t i = 0; i < zones->count; i++)
        assert_true(judge_valid(&zones->zones[i].area));
}

/* A straight line whose middle is narrower: what its ends' stretches reach over it stays theirs, and no step is made.
 */
static void test_narrow_middle(void **state) {
    (void)state;
    const struct dmz_position positions[] = {{18, 44}, {18.2, 44}, {18.4, 44}, {18.6, 44}};
    struct chance chance = chance_start();
    for (int way = 0; way < 4; way++) {
        struct scene scene = scene_start();
        scene.request.cap = way & 1 ? DMZ_CAP_FLAT : DMZ_CAP_ROUND;
        scene.request.merge = way & 2;
        for (size_t i = 0; i < 3; i++) {
            double outer_m = i == 1 ? 1000 : 2000;
            add_stretch(&scene, positions + i, 2, (struct dmz_width){500, 500}, (struct dmz_width){outer_m, outer_m});
        }
        scene_finish(&scene);
        struct dmz_zones zones = make(&scene);
        judge(&scene, &zones, &chance);
        assert_int_equal(zones.count, way & 2 ? 2 : 4);
        const struct dmz_zone *out = &zones.zones[zones.count - 1];
        assert_true(isnan(out->to_m));
        assert_near(out->from_m, 500, 0);
        assert_int_equal(out->area.polygon_count, way == 3 ? 2 : 1); /* flat and merged: one on either side */
        dmz_zones_free(&zones);
        scene_free(&scene);
    }
}

/* Stretches of the same width are the line in one piece, to the tolerance. */
static void test_alike(void **state) {
    (void)state;
    const struct dmz_position positions[] = {{18, 44}, {18.2, 44.1}, {18.3, 44}, {18.6, 44.2}};
    struct scene scene = scene_start();
    for (size_t i = 0; i < 3; i++)
        add_stretch(&scene, positions + i, 2, (struct dmz_width){2000, 1000}, (struct dmz_width){5000, 7000});
    scene_finish(&scene);
    struct dmz_zones varied = make(&scene), plain = {0};
    scene.request.stretches = NULL;
    scene.request.stretch_count = 0;
    assert_int_equal(dmz_zones_build(scene.context, &scene.line, &scene.request, &plain), DMZ_OK);
    assert_int_equal(varied.count, plain.count);
    for (size_t i = 0; i < plain.count; i++) {
        const struct dmz_zone *a = &varied.zones[i], *b = &plain.zones[i];
        assert_near(a->from_m, b->from_m, 0);
        assert_near(a->to_m, b->to_m, 0);
        assert_near(a->figures.area_m2, b->figures.area_m2, 0.5 * b->figures.perimeter_m);
        assert_near(a->limit_m, b->limit_m, 0.001 * b->limit_m);
    }
    dmz_zones_free(&varied);
    dmz_zones_free(&plain);
    scene_free(&scene);
}

/* The outer limit's length of a straight line's two halves, in closed form: two sides, half circles at the ends, and
 * where the wide half's circle comes down to the narrow half's limit, a quarter of it less asin(narrow / wide). */
static void test_limit_length(void **state) {
    (void)state;
    static const double WIDE_M = 4000, NARROW_M = 1000, PI = 3.14159265358979323846;
    const struct dmz_position positions[] = {{30, 0}, {30.2, 0}, {30.4, 0}};
    struct scene scene = scene_start();
    scene.request.merge = true;
    add_stretch(&scene, positions, 2, (struct dmz_width){500, 500}, (struct dmz_width){WIDE_M, WIDE_M});
    add_stretch(&scene, positions + 1, 2, (struct dmz_width){500, 500}, (struct dmz_width){NARROW_M, NARROW_M});
    scene_finish(&scene);
    struct dmz_zones zones = make(&scene);
    double half_m = dmz_geodesy_distance_m(positions[0], positions[1]);
    double bend = PI / 2 - asin(NARROW_M / WIDE_M), into_m = sqrt(WIDE_M * WIDE_M - NARROW_M * NARROW_M);
    double expected_m = PI * (WIDE_M + NARROW_M) + 2 * (half_m + bend * WIDE_M + half_m - into_m);
    assert_int_equal(zones.count, 2);
    assert_near(zones.zones[1].limit_m, expected_m, 1e-4 * expected_m);
    dmz_zones_free(&zones);
    scene_free(&scene);
}

/* In the turn of longitude of the place that it starts from. */
static struct dmz_position step(struct dmz_position from, double azimuth_deg, double length_m) {
    return dmz_geodesy_same_turn(dmz_geodesy_direct(from, azimuth_deg, length_m), from);
}

/* A random walk from a place; its end. */
static struct dmz_position walk(struct chance *chance, struct dmz_position from, struct dmz_position *positions,
                                size_t count) {
    double heading_deg = chance_between(chance, 0, 360);
    positions[0] = from;
    for (size_t i = 1; i < count; i++) {
        heading_deg += chance_between(chance, -120, 120);
        positions[i] = step(positions[i - 1], heading_deg, chance_between(chance, 500, 6000));
    }
    return positions[count - 1];
}

/* Widths that differ by more than limits may be off, or not at all. */
static double random_reach_m(struct chance *chance, double least_m) {
    return least_m + 250 * (double)chance_of(chance, 20);
}

static void add_random(struct scene *scene, struct chance *chance, struct dmz_position *at, bool apart) {
    struct dmz_position positions[POSITIONS_MOST];
    size_t count = 2 + chance_of(chance, POSITIONS_MOST - 2);
    if (scene->count && chance_of(chance, 4) == 0)
        *at = step(*at, chance_between(chance, 0, 360), chance_between(chance, 0, 9000));
    *at = walk(chance, *at, positions, count);
    struct dmz_width inner = {random_reach_m(chance, 250), random_reach_m(chance, 250)};
    struct dmz_width outer = {random_reach_m(chance, inner.left_m), random_reach_m(chance, inner.right_m)};
    if (!apart) {
        inner.right_m = inner.left_m;
        outer.right_m = outer.left_m;
    }
    if (!scene->count)
        outer.left_m += 250; /* there is some depth of both layers */
    if (!scene->count && !apart)
        outer.right_m += 250;
    add_stretch(scene, positions, count, inner, outer);
}

static void test_random_lines(void **state) {
    (void)state;
    enum { LINES = 60 };
    struct chance chance = chance_start();
    static const struct dmz_position ORIGINS[] = {{18, 44}, {179.97, -17}, {30, 0}, {10, 71}};
    for (size_t i = 0; i < LINES; i++) {
        struct scene scene = scene_start();
        struct dmz_position at = ORIGINS[chance_of(&chance, COUNT(ORIGINS))];
        size_t count = 2 + chance_of(&chance, STRETCHES_MOST - 1);
        bool apart = chance_of(&chance, 2);
        scene.request.cap = chance_of(&chance, 3) ? DMZ_CAP_ROUND : DMZ_CAP_FLAT;
        scene.request.merge = chance_of(&chance, 4) == 0;
        scene.request.edges = chance_of(&chance, 2) ? DMZ_EDGES_STRAIGHT : DMZ_EDGES_GEODESIC;
        for (size_t k = 0; k < count; k++)
            add_random(&scene, &chance, &at, apart);
        scene_finish(&scene);
        struct dmz_zones zones = make(&scene);
        judge(&scene, &zones, &chance);
        dmz_zones_free(&zones);
        scene_free(&scene);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_narrow_middle),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_limit_length),
        cmocka_unit_test(test_random_lines),
    };
    return cmocka_run_group_tests_name("varied", tests, NULL, NULL);
}
