/* backdrop.c: what overlays show on a page's map. */
#include "page/backdrop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page/escape.h"
#include "page/thin.h"

/* So many positions outlines may have, and routes; and so many places are shown. */
enum { OUTLINES_MOST = 40000, ROUTES_MOST = 60000, PLACES_MOST = 3000 };
static const double LEAST_TOLERANCE_M = 5, MOST_TOLERANCE_M = 2560;

/* Copies that are thinned, of one kind. */
struct outlines {
    struct dmz_multipolygon *areas;
    struct dmz_paths *paths;
    size_t count; /* of either that is there */
    double tolerance_m;
};

static bool thin_ring(struct dmz_position *positions, size_t *count, double tolerance_m, size_t *left) {
    bool room = tolerance_m == 0 || dmz_thin(positions, count, tolerance_m);
    *left += *count;
    return room;
}

static bool thin_one(struct outlines *outlines, size_t i, double tolerance_m, size_t *left) {
    bool room = true;
    struct dmz_multipolygon *area = outlines->areas ? &outlines->areas[i] : &(struct dmz_multipolygon){0};
    struct dmz_paths *paths = outlines->paths ? &outlines->paths[i] : &(struct dmz_paths){0};
    for (size_t k = 0; k < area->polygon_count; k++)
        for (size_t r = 0; r < area->polygons[k].ring_count && room; r++)
            room =
                thin_ring(area->polygons[k].rings[r].positions, &area->polygons[k].rings[r].count, tolerance_m, left);
    for (size_t k = 0; k < paths->count && room; k++)
        room = thin_ring(paths->items[k].positions, &paths->items[k].count, tolerance_m, left);
    return room;
}

static bool thin_all(struct outlines *outlines, double tolerance_m, size_t *left) {
    bool room = true;
    *left = 0;
    for (size_t i = 0; i < outlines->count && room; i++)
        room = thin_one(outlines, i, tolerance_m, left);
    outlines->tolerance_m += tolerance_m;
    return room;
}

/* Each turn thins what the one before it left, so that what they allow adds up. */
static bool thin_to(struct outlines *outlines, size_t most) {
    size_t left = 0;
    bool room = thin_all(outlines, 0, &left);
    for (double step_m = LEAST_TOLERANCE_M; room && left > most && step_m <= MOST_TOLERANCE_M; step_m *= 2)
        room = thin_all(outlines, step_m, &left);
    return room;
}

static void free_outlines(struct outlines *outlines) {
    for (size_t i = 0; i < outlines->count; i++) {
        if (outlines->areas)
            dmz_multipolygon_free(&outlines->areas[i]);
        if (outlines->paths)
            dmz_paths_free(&outlines->paths[i]);
    }
    free(outlines->areas);
    free(outlines->paths);
}

static void add_name(struct dmz_buffer *text, const char *name) {
    dmz_page_comma(text);
    dmz_buffer_text(text, "{");
    dmz_page_name(text, "name");
    dmz_page_string(text, name);
}

static void add_tolerance(struct dmz_buffer *text, const char *name, double tolerance_m) {
    dmz_page_name(text, name);
    dmz_page_number(text, tolerance_m, 0);
}

static bool add_regions(struct dmz_buffer *text, const struct dmz_scene *scene, const struct dmz_frame *frame) {
    struct outlines outlines = {.areas = calloc(scene->region_count + 1, sizeof *outlines.areas)};
    bool room = outlines.areas;
    for (; outlines.count < scene->region_count && room; outlines.count++)
        room = dmz_multipolygon_copy(&scene->regions[outlines.count].area, &outlines.areas[outlines.count]);
    room = room && thin_to(&outlines, OUTLINES_MOST);
    add_tolerance(text, "regions_tolerance_m", outlines.tolerance_m);
    dmz_page_name(text, "regions");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < scene->region_count && room; i++) {
        add_name(text, scene->regions[i].name);
        dmz_page_name(text, "area");
        dmz_frame_write_area(frame, &outlines.areas[i], text);
        dmz_buffer_text(text, "}");
    }
    dmz_buffer_text(text, "]");
    free_outlines(&outlines);
    return room;
}

/* A copy whose longitudes run on over the antimeridian. */
static bool copy_route(const struct dmz_paths *from, struct dmz_paths *to) {
    for (size_t i = 0; i < from->count; i++) {
        const struct dmz_path *path = &from->items[i];
        struct dmz_path *copy = dmz_paths_append(to, path->count);
        if (!copy)
            return false;
        for (size_t k = 0; k < path->count; k++)
            copy->positions[k] =
                k ? dmz_geodesy_same_turn(path->positions[k], copy->positions[k - 1]) : path->positions[k];
    }
    return true;
}

static bool add_routes(struct dmz_buffer *text, const struct dmz_scene *scene, const struct dmz_frame *frame) {
    struct outlines outlines = {.paths = calloc(scene->route_count + 1, sizeof *outlines.paths)};
    bool room = outlines.paths;
    for (; outlines.count < scene->route_count && room; outlines.count++)
        room = copy_route(&scene->routes[outlines.count].paths, &outlines.paths[outlines.count]);
    room = room && thin_to(&outlines, ROUTES_MOST);
    add_tolerance(text, "routes_tolerance_m", outlines.tolerance_m);
    dmz_page_name(text, "routes");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < scene->route_count && room; i++) {
        add_name(text, scene->routes[i].name);
        dmz_page_name(text, "class");
        dmz_page_string(text, scene->routes[i].class_name);
        dmz_page_name(text, "paths");
        dmz_frame_write_paths(frame, &outlines.paths[i], text);
        dmz_buffer_text(text, "}");
    }
    dmz_buffer_text(text, "]");
    free_outlines(&outlines);
    return room;
}

static void add_at(struct dmz_buffer *text, const struct dmz_frame *frame, struct dmz_position at) {
    dmz_page_name(text, "at");
    dmz_page_positions(text, &at, 1, dmz_frame_turn_deg(frame, &at, 1));
}

/* Largest first, those of unknown population last; else as they were read. */
static int by_population(const void *left, const void *right) {
    const struct dmz_scene_place *a = *(const struct dmz_scene_place *const *)left;
    const struct dmz_scene_place *b = *(const struct dmz_scene_place *const *)right;
    double first = isnan(a->population) ? -1 : a->population, second = isnan(b->population) ? -1 : b->population;
    return first != second ? (first < second ? 1 : -1) : (a > b) - (a < b);
}

static bool add_places(struct dmz_buffer *text, const struct dmz_scene *scene, const struct dmz_frame *frame) {
    const struct dmz_scene_place **sorted = malloc((scene->place_count + 1) * sizeof *sorted);
    bool room = sorted;
    for (size_t i = 0; i < scene->place_count && room; i++)
        sorted[i] = &scene->places[i];
    if (room)
        qsort(sorted, scene->place_count, sizeof *sorted, by_population);
    dmz_page_name(text, "place_count");
    dmz_buffer_format(text, "%zu", scene->place_count);
    dmz_page_name(text, "places");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < scene->place_count && i < PLACES_MOST && room; i++) {
        add_name(text, sorted[i]->name);
        dmz_page_name(text, "population");
        dmz_page_number(text, sorted[i]->population, 0);
        add_at(text, frame, sorted[i]->at);
        dmz_buffer_text(text, "}");
    }
    dmz_buffer_text(text, "]");
    free(sorted);
    return room;
}

static void add_sites(struct dmz_buffer *text, const struct dmz_scene *scene, const struct dmz_frame *frame) {
    dmz_page_name(text, "sites");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < scene->site_count; i++) {
        const struct dmz_scene_site *site = &scene->sites[i];
        add_name(text, site->name);
        add_at(text, frame, site->at);
        dmz_page_name(text, "area");
        dmz_frame_write_area(frame, &site->area, text);
        dmz_buffer_text(text, "}");
    }
    dmz_buffer_text(text, "]");
}

bool dmz_page_backdrop(struct dmz_buffer *text, const struct dmz_scene *scene, const struct dmz_frame *frame) {
    dmz_buffer_text(text, "{");
    bool room = add_regions(text, scene, frame) && add_routes(text, scene, frame) && add_places(text, scene, frame);
    add_sites(text, scene, frame);
    dmz_buffer_text(text, "}");
    return room;
}
