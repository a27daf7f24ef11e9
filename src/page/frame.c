/* frame.c: what a map shows of one run. */
#include "page/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/overlays.h"
#include "dmz/pair.h"
#include "dmz/regions.h"
#include "io/records.h"
#include "page/escape.h"
#include "page/thin.h"
#include "report/rows.h"

/* The first tolerance that is tried, each next one being twice as large, and the last. */
static const double LEAST_TOLERANCE_M = 5, MOST_TOLERANCE_M = 2560;

static bool copy_path(const struct dmz_position *positions, size_t count, struct dmz_paths *to) {
    struct dmz_path *path = dmz_paths_append(to, count);
    if (path)
        memcpy(path->positions, positions, count * sizeof *positions);
    if (path)
        path->count = count;
    return path;
}

static bool copy_paths(const struct dmz_paths *from, struct dmz_paths *to) {
    bool room = true;
    for (size_t i = 0; i < from->count && room; i++)
        room = copy_path(from->items[i].positions, from->items[i].count, to);
    return room;
}

static bool copy_line(const struct dmz_line *line, struct dmz_paths *to) {
    bool room = true;
    for (size_t i = 0; i < line->part_count && room; i++)
        room = copy_path(line->parts[i].positions, line->parts[i].count, to);
    return room;
}

static bool copy_all(const struct dmz_stats *stats, struct dmz_frame *frame) {
    size_t zones = stats->zones->count;
    frame->fringe_count = stats->doubt ? stats->doubt->count : 0;
    frame->areas = calloc(zones + frame->fringe_count + 1, sizeof *frame->areas);
    frame->limits = calloc(zones + 1, sizeof *frame->limits);
    bool room = frame->areas && frame->limits && copy_line(stats->line, &frame->lines[0]) &&
                (!stats->pair || copy_line(stats->pair->right, &frame->lines[1]));
    for (size_t i = 0; i < zones && room; i++)
        room = dmz_multipolygon_copy(&stats->zones->zones[i].area, &frame->areas[i]) &&
               copy_paths(&stats->zones->zones[i].limit_lines, &frame->limits[i]);
    for (size_t i = 0; i < frame->fringe_count && room; i++)
        room = dmz_multipolygon_copy(&stats->doubt->fringes[i].area, &frame->areas[zones + i]);
    return room;
}

/* Thins paths, and counts what is left. */
static bool thin_paths(struct dmz_paths *paths, double tolerance_m, size_t *left) {
    bool room = true;
    for (size_t i = 0; i < paths->count && room; i++) {
        room = tolerance_m == 0 || dmz_thin(paths->items[i].positions, &paths->items[i].count, tolerance_m);
        *left += paths->items[i].count;
    }
    return room;
}

static bool thin_area(struct dmz_multipolygon *area, double tolerance_m, size_t *left) {
    bool room = true;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && room; k++) {
            struct dmz_ring *ring = &area->polygons[i].rings[k];
            room = tolerance_m == 0 || dmz_thin(ring->positions, &ring->count, tolerance_m);
            *left += ring->count;
        }
    return room;
}

/* Thins everything; a tolerance of 0 only counts. */
static bool thin(struct dmz_frame *frame, double tolerance_m, size_t *left) {
    size_t zones = frame->stats->zones->count;
    *left = 0;
    bool room = thin_paths(&frame->lines[0], tolerance_m, left) && thin_paths(&frame->lines[1], tolerance_m, left);
    for (size_t i = 0; i < zones + frame->fringe_count && room; i++)
        room = thin_area(&frame->areas[i], tolerance_m, left);
    for (size_t i = 0; i < zones && room; i++)
        room = thin_paths(&frame->limits[i], tolerance_m, left);
    return room;
}

/* Each turn thins what the one before it left, so that what they allow adds up. */
static bool thin_to(struct dmz_frame *frame, size_t most) {
    size_t left = 0;
    bool room = thin(frame, 0, &left);
    for (double step_m = LEAST_TOLERANCE_M; room && left > most && step_m <= MOST_TOLERANCE_M; step_m *= 2) {
        room = thin(frame, step_m, &left);
        frame->tolerance_m += step_m;
    }
    return room;
}

enum dmz_status dmz_frame_build(struct dmz_context *context, const struct dmz_stats *stats, size_t most,
                                struct dmz_frame *frame) {
    const struct dmz_layer *outer = &stats->request->layers[stats->request->layer_count - 1];
    frame->stats = stats;
    frame->middle_deg = dmz_line_centre(stats->line, dmz_width_reach_m(&outer->width, DMZ_SIDE_NONE)).lon_deg;
    return copy_all(stats, frame) && thin_to(frame, most) ? DMZ_OK : dmz_fail_memory(context);
}

double dmz_frame_turn_deg(const struct dmz_frame *frame, const struct dmz_position *positions, size_t count) {
    double west = INFINITY, east = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        west = fmin(west, positions[i].lon_deg);
        east = fmax(east, positions[i].lon_deg);
    }
    return count ? 360 * round((frame->middle_deg - (west + east) / 2) / 360) : 0;
}

void dmz_frame_write_paths(const struct dmz_frame *frame, const struct dmz_paths *paths, struct dmz_buffer *text) {
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < paths->count; i++) {
        const struct dmz_path *path = &paths->items[i];
        dmz_page_comma(text);
        dmz_page_positions(text, path->positions, path->count,
                           dmz_frame_turn_deg(frame, path->positions, path->count));
    }
    dmz_buffer_text(text, "]");
}

/* Rings that thinning has made lines of have no area to be shown. */
void dmz_frame_write_area(const struct dmz_frame *frame, const struct dmz_multipolygon *area,
                          struct dmz_buffer *text) {
    enum { RING_LEAST = 4 };
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < area->polygon_count; i++) {
        const struct dmz_ring *rings = area->polygons[i].rings;
        if (rings[0].count < RING_LEAST)
            continue;
        double turn_deg = dmz_frame_turn_deg(frame, rings[0].positions, rings[0].count);
        dmz_page_comma(text);
        dmz_buffer_text(text, "[");
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            if (rings[k].count >= RING_LEAST) {
                dmz_page_comma(text);
                dmz_page_positions(text, rings[k].positions, rings[k].count, turn_deg);
            }
        dmz_buffer_text(text, "]");
    }
    dmz_buffer_text(text, "]");
}

static void write_colour(struct dmz_buffer *text, const char *name, struct dmz_colour colour) {
    dmz_page_name(text, name);
    dmz_buffer_format(text, "\"#%02x%02x%02x\"", colour.red, colour.green, colour.blue);
}

static void write_text(struct dmz_buffer *text, const char *name, const char *string) {
    dmz_page_name(text, name);
    dmz_page_string(text, string);
}

static void write_number(struct dmz_buffer *text, const char *name, double number, int decimals) {
    dmz_page_name(text, name);
    dmz_page_number(text, number, decimals);
}

/* What a zone and a fringe have in common. */
static void write_nature(const struct dmz_stats *stats, const struct dmz_record *record, struct dmz_buffer *text) {
    struct dmz_buffer title = {0};
    const struct dmz_layer *layer = dmz_record_layer(stats, record);
    enum dmz_side side = dmz_record_side(stats, record);
    dmz_record_title(stats, record, &title);
    text->failed = text->failed || title.failed;
    write_text(text, "title", title.bytes);
    write_text(text, "layer", layer ? layer->name : NULL);
    write_text(text, "side", dmz_side_name(side));
    write_text(text, "party", dmz_stats_party(stats, side));
    write_colour(text, "fill", dmz_colour_fill(stats, record));
    write_colour(text, "stroke", dmz_colour_stroke(stats, record));
    dmz_buffer_free(&title);
}

static void write_forbids(const struct dmz_layer *layer, struct dmz_buffer *text) {
    dmz_page_name(text, "forbids");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; layer->forbids && layer->forbids[i]; i++) {
        dmz_page_comma(text);
        dmz_page_string(text, layer->forbids[i]);
    }
    dmz_buffer_text(text, "]");
}

static void write_zone(const struct dmz_frame *frame, size_t i, struct dmz_buffer *text) {
    const struct dmz_stats *stats = frame->stats;
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_record record = {.kind = DMZ_EMIT_ZONES, .zone = i};
    char name[DMZ_RECORD_NAME_SIZE];
    dmz_page_comma(text);
    dmz_buffer_text(text, "{");
    write_text(text, "zone", dmz_stats_zone_name(stats, i, name, sizeof name));
    write_nature(stats, &record, text);
    write_number(text, "from_m", zone->from_m, 3);
    write_number(text, "to_m", zone->to_m, 3);
    write_number(text, "area_km2", stats->zone[i].area_m2 / 1e6, 6);
    write_number(text, "limit_km", stats->zone[i].limit_m / 1e3, 6);
    write_forbids(&stats->request->layers[zone->layer], text);
    dmz_page_name(text, "area");
    dmz_frame_write_area(frame, &frame->areas[i], text);
    dmz_page_name(text, "limit");
    dmz_frame_write_paths(frame, &frame->limits[i], text);
    dmz_buffer_text(text, "}");
}

static void write_fringe(const struct dmz_frame *frame, size_t i, struct dmz_buffer *text) {
    const struct dmz_stats *stats = frame->stats;
    const struct dmz_record record = {.kind = DMZ_EMIT_ZONES, .fringe = true, .zone = i};
    char name[DMZ_RECORD_NAME_SIZE];
    dmz_page_comma(text);
    dmz_buffer_text(text, "{");
    write_text(text, "zone", dmz_stats_fringe_name(stats, i, name, sizeof name));
    write_nature(stats, &record, text);
    write_number(text, "area_km2", stats->doubt->fringes[i].figures.area_m2 / 1e6, 6);
    dmz_page_name(text, "area");
    dmz_frame_write_area(frame, &frame->areas[stats->zones->count + i], text);
    dmz_buffer_text(text, "}");
}

static void write_accuracy(const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct dmz_buffer sentence = {0};
    dmz_rows_accuracy(stats, &sentence);
    write_text(text, "accuracy", sentence.bytes);
    text->failed = text->failed || sentence.failed;
    dmz_buffer_free(&sentence);
}

static void write_region(const struct dmz_region *region, size_t zones, struct dmz_buffer *text) {
    dmz_page_comma(text);
    dmz_buffer_text(text, "{");
    write_text(text, "name", region->name);
    dmz_page_name(text, "zone_km2");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < zones; i++) {
        dmz_page_comma(text);
        dmz_page_number(text, region->zone_m2[i] / 1e6, 6);
    }
    dmz_buffer_text(text, "]}");
}

static void write_regions(const struct dmz_stats *stats, struct dmz_buffer *text) {
    const struct dmz_regions *regions = stats->overlays ? stats->overlays->regions : NULL;
    dmz_page_name(text, "regions");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; regions && i < regions->count; i++)
        write_region(&regions->items[i], stats->zones->count, text);
    dmz_buffer_text(text, "]");
}

void dmz_frame_write(const struct dmz_frame *frame, struct dmz_buffer *text) {
    write_number(text, "tolerance_m", frame->tolerance_m, 3);
    write_text(text, "edges", frame->stats->request->edges == DMZ_EDGES_GEODESIC ? "geodesic" : "straight");
    dmz_page_name(text, "line");
    dmz_frame_write_paths(frame, &frame->lines[0], text);
    dmz_page_name(text, "right_line");
    if (frame->stats->pair)
        dmz_frame_write_paths(frame, &frame->lines[1], text);
    else
        dmz_buffer_text(text, "null");
    dmz_page_name(text, "zones");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < frame->stats->zones->count; i++)
        write_zone(frame, i, text);
    dmz_buffer_text(text, "]");
    dmz_page_name(text, "fringes");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < frame->fringe_count; i++)
        write_fringe(frame, i, text);
    dmz_buffer_text(text, "]");
    write_regions(frame->stats, text);
    write_accuracy(frame->stats, text);
}

void dmz_frame_free(struct dmz_frame *frame) {
    size_t zones = frame->stats ? frame->stats->zones->count : 0;
    for (size_t i = 0; frame->areas && i < zones + frame->fringe_count; i++)
        dmz_multipolygon_free(&frame->areas[i]);
    for (size_t i = 0; frame->limits && i < zones; i++)
        dmz_paths_free(&frame->limits[i]);
    dmz_paths_free(&frame->lines[0]);
    dmz_paths_free(&frame->lines[1]);
    free(frame->areas);
    free(frame->limits);
    *frame = (struct dmz_frame){0};
}
