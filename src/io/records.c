/* records.c: zones, limits and the line as features. */
#include "io/records.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/diff.h"
#include "dmz/overlays.h"
#include "dmz/pair.h"
#include "dmz/posts.h"
#include "dmz/routes.h"
#include "io/decimal.h"

enum { METRE_DECIMALS = 3, KM_DECIMALS = 6 };

static const struct dmz_colour GREY = {128, 128, 128}, BLACK = {0, 0, 0}, WHITE = {255, 255, 255};

const char *dmz_kind_name(unsigned kind) {
    return kind == DMZ_EMIT_ZONES    ? "zones"
           : kind == DMZ_EMIT_LIMITS ? "limits"
           : kind == DMZ_EMIT_LINE   ? "contact_line"
           : kind == DMZ_EMIT_POSTS  ? "posts"
           : kind == DMZ_EMIT_GAPS   ? "gaps"
                                     : "crossings";
}

const char *dmz_table_name(const struct dmz_stats *stats, unsigned kind) {
    return stats->diff && kind == DMZ_EMIT_ZONES ? "changes" : dmz_kind_name(kind);
}

const char *dmz_field_number(double number, int decimals, char text[DMZ_FIELD_NUMBER_SIZE]) {
    if (isnan(number))
        return "";
    snprintf(text, DMZ_FIELD_NUMBER_SIZE, "%.*f", decimals, number);
    for (size_t length = strlen(text); strchr(text, '.') && (text[length - 1] == '0' || text[length - 1] == '.');)
        text[--length] = '\0';
    return text;
}

bool dmz_record_stands_alone(const struct dmz_record *feature) {
    return feature->kind != DMZ_EMIT_ZONES && feature->kind != DMZ_EMIT_LIMITS;
}

const struct dmz_layer *dmz_record_layer(const struct dmz_stats *stats, const struct dmz_record *feature) {
    if (dmz_record_stands_alone(feature))
        return NULL;
    size_t layer =
        feature->fringe ? stats->doubt->fringes[feature->zone].layer : stats->zones->zones[feature->zone].layer;
    return layer == DMZ_FRINGE_OF_LINE ? NULL : &stats->request->layers[layer];
}

enum dmz_side dmz_record_side(const struct dmz_stats *stats, const struct dmz_record *feature) {
    return feature->fringe ? stats->doubt->fringes[feature->zone].side : stats->zones->zones[feature->zone].side;
}

void dmz_record_title(const struct dmz_stats *stats, const struct dmz_record *feature, struct dmz_buffer *text) {
    if (stats->diff) {
        dmz_buffer_text(text, feature->name);
        return;
    }
    const struct dmz_layer *layer = dmz_record_layer(stats, feature);
    const char *party = dmz_stats_party(stats, dmz_record_side(stats, feature));
    dmz_buffer_text(text, feature->fringe ? "In doubt: " : "");
    dmz_buffer_text(text, !layer ? "the line" : layer->title ? layer->title : layer->name);
    dmz_buffer_text(text, party ? ", " : "");
    dmz_buffer_text(text, party ? party : "");
}

static void add_text(struct dmz_record *feature, const char *name, const char *text) {
    feature->fields[feature->field_count++] = (struct dmz_record_field){.name = name, .text = text};
}

static void add_number(struct dmz_record *feature, const char *name, double number, int decimals) {
    feature->fields[feature->field_count++] =
        (struct dmz_record_field){.name = name, .is_number = true, .number = number, .decimals = decimals};
}

static void add_forbids(struct dmz_record *feature, const struct dmz_layer *layer) {
    for (size_t i = 0; layer->forbids && layer->forbids[i]; i++)
        dmz_buffer_format(&feature->forbids, "%s%s", i ? "; " : "", layer->forbids[i]);
    add_text(feature, "forbids", feature->forbids.bytes);
}

/* GeoJSON's area_range_km2, in two: a field has room for one number, and a shapefile's name for 10 characters. */
static void add_range(struct dmz_record *feature, struct dmz_area_range range) {
    add_number(feature, "low_km2", range.low_m2 / 1e6, KM_DECIMALS);
    add_number(feature, "high_km2", range.high_m2 / 1e6, KM_DECIMALS);
}

/* What zones and limits have in common. */
static void begin(const struct dmz_stats *stats, size_t i, unsigned kind, struct dmz_record *feature) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_layer *layer = &stats->request->layers[zone->layer];
    feature->kind = kind;
    feature->zone = i;
    feature->decimals = stats->zones->decimals;
    dmz_stats_zone_name(stats, i, feature->name, sizeof feature->name);
    add_text(feature, kind == DMZ_EMIT_ZONES ? "zone" : "limit", feature->name);
    add_text(feature, "layer", layer->name);
    add_text(feature, "title", layer->title);
    add_text(feature, "side", dmz_side_name(zone->side));
    add_text(feature, "party", dmz_stats_party(stats, zone->side));
}

static void add_zone(const struct dmz_stats *stats, size_t i, struct dmz_record *feature) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    begin(stats, i, DMZ_EMIT_ZONES, feature);
    add_number(feature, "from_m", zone->from_m, METRE_DECIMALS);
    add_number(feature, "to_m", zone->to_m, METRE_DECIMALS);
    add_number(feature, "area_km2", stats->zone[i].area_m2 / 1e6, KM_DECIMALS);
    if (stats->masks)
        add_number(feature, "masked_km2", stats->zone[i].masked_m2 / 1e6, KM_DECIMALS);
    if (stats->doubt)
        add_range(feature, dmz_doubt_range(stats->doubt, zone->layer, zone->layer, zone->side));
    add_number(feature, "limit_km", stats->zone[i].limit_m / 1e3, KM_DECIMALS);
    add_forbids(feature, &stats->request->layers[zone->layer]);
    if (stats->doubt)
        add_text(feature, "certain", NULL);
    feature->area = &zone->area;
}

/* Ground that is in another zone than before, or another party's. */
static void add_piece(const struct dmz_stats *stats, size_t i, struct dmz_record *feature) {
    const struct dmz_diff *diff = stats->diff;
    const struct dmz_piece *piece = &diff->pieces[i];
    const char *from = dmz_diff_zone_name(diff, piece->from), *to = dmz_diff_zone_name(diff, piece->to);
    const char *party = piece->gained_by ? dmz_diff_party(diff, piece->gained_by) : NULL;
    feature->kind = DMZ_EMIT_ZONES;
    feature->zone = i;
    feature->decimals = stats->zones->decimals;
    snprintf(feature->name, sizeof feature->name, "%s to %s%s%s", from, to, party ? ", gained by " : "",
             party ? party : "");
    add_text(feature, "change", feature->name);
    add_text(feature, "gained_by", party);
    add_text(feature, "side", piece->gained_by ? dmz_side_name(piece->gained_by) : NULL);
    add_text(feature, "from_zone", from);
    add_text(feature, "to_zone", to);
    add_number(feature, "area_km2", fmax(0, piece->figures.area_m2) / 1e6, KM_DECIMALS);
    feature->area = &piece->area;
}

/* Has the fields of zones, for tables have the same in all rows. */
static void add_fringe(const struct dmz_stats *stats, size_t i, struct dmz_record *feature) {
    const struct dmz_fringe *fringe = &stats->doubt->fringes[i];
    feature->kind = DMZ_EMIT_ZONES;
    feature->fringe = true;
    feature->zone = i;
    feature->decimals = stats->doubt->cells.decimals;
    dmz_stats_fringe_name(stats, i, feature->name, sizeof feature->name);
    const struct dmz_layer *layer = dmz_record_layer(stats, feature);
    add_text(feature, "zone", feature->name);
    add_text(feature, "layer", layer ? layer->name : NULL);
    add_text(feature, "title", NULL);
    add_text(feature, "side", dmz_side_name(fringe->side));
    add_text(feature, "party", dmz_stats_party(stats, fringe->side));
    add_number(feature, "from_m", fringe->from_m, METRE_DECIMALS);
    add_number(feature, "to_m", fringe->to_m, METRE_DECIMALS);
    add_number(feature, "area_km2", fringe->figures.area_m2 / 1e6, KM_DECIMALS);
    if (stats->masks)
        add_number(feature, "masked_km2", NAN, KM_DECIMALS);
    add_range(feature, (struct dmz_area_range){NAN, NAN});
    add_number(feature, "limit_km", NAN, KM_DECIMALS);
    add_text(feature, "forbids", NULL);
    add_text(feature, "certain", "false");
    feature->area = &fringe->area;
}

static void add_limit(const struct dmz_stats *stats, size_t i, struct dmz_record *feature) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    begin(stats, i, DMZ_EMIT_LIMITS, feature);
    add_number(feature, "reach_m", zone->to_m, METRE_DECIMALS);
    add_number(feature, "length_km", stats->zone[i].limit_m / 1e3, KM_DECIMALS);
    feature->lines = &zone->limit_lines;
}

const struct dmz_line *dmz_record_line(const struct dmz_stats *stats, const struct dmz_record *feature) {
    return feature->right ? stats->pair->right : stats->line;
}

const struct dmz_line_figures *dmz_record_line_figures(const struct dmz_stats *stats,
                                                       const struct dmz_record *feature) {
    return feature->right ? &stats->pair->figures : &stats->line_figures;
}

static void add_line(const struct dmz_records *features, bool right, struct dmz_record *feature) {
    const struct dmz_stats *stats = features->stats;
    feature->kind = DMZ_EMIT_LINE;
    feature->right = right;
    const struct dmz_line *line = dmz_record_line(stats, feature);
    feature->decimals = stats->zones->decimals;
    snprintf(feature->name, sizeof feature->name, "%s", line->name ? line->name : "Contact line");
    add_text(feature, "line", "contact");
    add_text(feature, "name", line->name);
    add_text(feature, "date", line->date);
    add_text(feature, "left", dmz_stats_party(stats, DMZ_SIDE_LEFT));
    add_text(feature, "right", dmz_stats_party(stats, DMZ_SIDE_RIGHT));
    add_number(feature, "length_km", dmz_record_line_figures(stats, feature)->length_m / 1e3, KM_DECIMALS);
    feature->lines = right ? &features->right_line : &features->line;
}

static const struct dmz_routes *routes_of(const struct dmz_stats *stats) {
    return stats->overlays ? stats->overlays->routes : NULL;
}

static void add_crossing(const struct dmz_stats *stats, size_t i, struct dmz_record *feature) {
    const struct dmz_routes *routes = routes_of(stats);
    const struct dmz_route_crossing *crossing = &routes->crossings[i];
    feature->kind = DMZ_EMIT_CROSSINGS;
    feature->decimals = stats->zones->decimals;
    snprintf(feature->name, sizeof feature->name, "%s", crossing->route ? crossing->route : "Crossing");
    add_text(feature, "crossing",
             crossing->limit == DMZ_LOCATOR_NONE ? "line" : routes->zone_keys[crossing->limit] + DMZ_ROUTES_LEAD);
    add_text(feature, "route", crossing->route);
    add_text(feature, "class", crossing->class_name);
    add_number(feature, "km_along", crossing->along_m / 1e3, KM_DECIMALS);
    add_number(feature, "route_no", (double)crossing->number, 0);
    feature->point = &crossing->at;
}

/* What posts and gaps say of what they are along. */
static void add_course(const struct dmz_stats *stats, const struct dmz_course *course, struct dmz_record *feature) {
    const struct dmz_zone *zone = course->zone == DMZ_POSTS_NO_ZONE ? NULL : &stats->zones->zones[course->zone];
    dmz_course_of(stats, course, feature->along);
    add_text(feature, "along", feature->along);
    add_number(feature, "part", (double)course->number, 0);
    add_text(feature, "layer", zone ? stats->request->layers[zone->layer].name : NULL);
    add_text(feature, "side", zone ? dmz_side_name(zone->side) : NULL);
    add_text(feature, "party", zone ? dmz_stats_party(stats, zone->side) : NULL);
}

static void add_post(const struct dmz_stats *stats, size_t i, struct dmz_record *feature) {
    const struct dmz_post *post = &stats->posts->items[i];
    feature->kind = DMZ_EMIT_POSTS;
    feature->decimals = stats->zones->decimals;
    dmz_post_name(stats, stats->posts, i, feature->name);
    add_text(feature, "post", feature->name);
    add_course(stats, &stats->posts->courses[post->course], feature);
    add_number(feature, "number", (double)post->number, 0);
    add_number(feature, "km_along", post->along_m / 1e3, KM_DECIMALS);
    feature->point = &post->position;
}

static void add_gap(const struct dmz_records *features, size_t i, struct dmz_record *feature) {
    const struct dmz_stats *stats = features->stats;
    const struct dmz_post_gap *gap = &stats->posts->gaps[i];
    feature->kind = DMZ_EMIT_GAPS;
    feature->decimals = stats->zones->decimals;
    dmz_post_gap_name(stats, stats->posts, i, feature->name);
    add_text(feature, "gap", feature->name);
    add_course(stats, &stats->posts->courses[gap->course], feature);
    add_number(feature, "number", (double)gap->number, 0);
    add_number(feature, "from_km", gap->from_m / 1e3, KM_DECIMALS);
    add_number(feature, "to_km", gap->to_m / 1e3, KM_DECIMALS);
    add_number(feature, "length_km", (gap->to_m - gap->from_m) / 1e3, KM_DECIMALS);
    feature->lines = &features->gaps[i];
}

/* How many whole turns a longitude is away from [-180, 180]. */
static double turns_of(double lon_deg) {
    return fabs(lon_deg) <= 180 ? 0 : floor((lon_deg + 180) / 360);
}

/* Where the edge from a to b crosses the meridian. */
static struct dmz_position crossing(struct dmz_position a, struct dmz_position b, double meridian_deg) {
    double t = (meridian_deg - a.lon_deg) / (b.lon_deg - a.lon_deg);
    return (struct dmz_position){meridian_deg, a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

static void put(struct dmz_path *path, struct dmz_position p, double turns, int decimals) {
    p.lon_deg -= 360 * turns;
    if (decimals != DMZ_DECIMALS_EXACT)
        p = dmz_geodesy_rounded(p, decimals);
    const struct dmz_position *last = path->count ? &path->positions[path->count - 1] : NULL;
    if (!last || p.lon_deg != last->lon_deg || p.lat_deg != last->lat_deg)
        path->positions[path->count++] = p;
}

/* A path of a single position is none. */
static void drop_stub(struct dmz_paths *paths) {
    if (paths->count && paths->items[paths->count - 1].count < 2)
        free(paths->items[--paths->count].positions);
}

/* Appends a part, in pieces where it crosses the antimeridian. Source: RFC 7946, section 3.1.9. */
static enum dmz_status cut_part(struct dmz_context *context, const struct dmz_path *part, int decimals,
                                struct dmz_paths *paths) {
    const struct dmz_position *p = part->positions;
    struct dmz_path *path = dmz_paths_append(paths, part->count + 2);
    if (!path)
        return dmz_fail_memory(context);
    path->count = 0;
    double turns = turns_of(p[0].lon_deg);
    put(path, p[0], turns, decimals);
    for (size_t i = 1; i < part->count; i++) {
        struct dmz_position from = p[i - 1];
        while (p[i].lon_deg - 360 * turns > 180 || p[i].lon_deg - 360 * turns < -180) {
            double east = p[i].lon_deg > from.lon_deg ? 1 : -1;
            from = crossing(from, p[i], 360 * turns + 180 * east);
            put(path, from, turns, decimals);
            drop_stub(paths);
            turns += east;
            path = dmz_paths_append(paths, part->count + 2);
            if (!path)
                return dmz_fail_memory(context);
            path->count = 0;
            put(path, from, turns, decimals);
        }
        put(path, p[i], turns, decimals);
    }
    drop_stub(paths);
    return DMZ_OK;
}

static enum dmz_status cut_line(struct dmz_context *context, const struct dmz_line *line, int decimals,
                                struct dmz_paths *paths) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++) {
        const struct dmz_path part = {line->parts[i].positions, line->parts[i].count};
        status = cut_part(context, &part, decimals, paths);
    }
    return status;
}

/* Of gaps that are shorter than a step of the grid nothing is left. */
static enum dmz_status cut_gaps(struct dmz_context *context, struct dmz_records *features) {
    const struct dmz_posts *posts = features->stats->posts;
    enum dmz_status status = DMZ_OK;
    features->gaps = calloc(posts->gap_count + 1, sizeof *features->gaps);
    if (!features->gaps)
        return dmz_fail_memory(context);
    features->gap_count = posts->gap_count;
    for (size_t i = 0; i < posts->gap_count && !status; i++)
        status = cut_part(context, &posts->gaps[i].path, features->stats->zones->decimals, &features->gaps[i]);
    return status;
}

static bool memory_ran_out(const struct dmz_records *features) {
    for (size_t i = 0; i < features->count; i++)
        if (features->items[i].forbids.failed)
            return true;
    return false;
}

enum dmz_status dmz_records_build(struct dmz_context *context, const struct dmz_stats *stats, unsigned emits,
                                  struct dmz_records *features) {
    size_t zones = stats->zones->count, fringes = stats->doubt ? stats->doubt->count : 0;
    size_t crossings = emits & DMZ_EMIT_CROSSINGS && routes_of(stats) ? routes_of(stats)->crossing_count : 0;
    size_t posts = emits & DMZ_EMIT_POSTS && stats->posts ? stats->posts->count : 0;
    size_t gaps = emits & DMZ_EMIT_GAPS && stats->posts ? stats->posts->gap_count : 0;
    *features = (struct dmz_records){.stats = stats};
    features->items = calloc(2 * zones + fringes + 2 + crossings + posts + gaps, sizeof *features->items);
    if (!features->items)
        return dmz_fail_memory(context);
    bool wants_line = emits & DMZ_EMIT_LINE;
    int decimals = stats->zones->decimals;
    enum dmz_status status = wants_line ? cut_line(context, stats->line, decimals, &features->line) : DMZ_OK;
    if (!status && wants_line && stats->pair)
        status = cut_line(context, stats->pair->right, decimals, &features->right_line);
    if (!status && gaps)
        status = cut_gaps(context, features);
    for (size_t i = 0; i < zones && emits & DMZ_EMIT_ZONES; i++)
        if (stats->zones->zones[i].area.polygon_count) /* an empty polygon is none: RFC 7946, section 3.1.6 */
            (stats->diff ? add_piece : add_zone)(stats, i, &features->items[features->count++]);
    for (size_t i = 0; i < fringes && emits & DMZ_EMIT_ZONES; i++)
        add_fringe(stats, i, &features->items[features->count++]);
    for (size_t i = 0; i < zones && emits & DMZ_EMIT_LIMITS; i++)
        if (stats->zones->zones[i].limit_lines.count)
            add_limit(stats, i, &features->items[features->count++]);
    if (wants_line)
        add_line(features, false, &features->items[features->count++]);
    if (wants_line && stats->pair)
        add_line(features, true, &features->items[features->count++]);
    for (size_t i = 0; i < crossings; i++)
        add_crossing(stats, i, &features->items[features->count++]);
    for (size_t i = 0; i < posts; i++)
        add_post(stats, i, &features->items[features->count++]);
    for (size_t i = 0; i < gaps && !status; i++)
        if (features->gaps[i].count)
            add_gap(features, i, &features->items[features->count++]);
    if (!status && memory_ran_out(features))
        status = dmz_fail_memory(context);
    return status;
}

void dmz_records_free(struct dmz_records *features) {
    for (size_t i = 0; i < features->count; i++)
        dmz_buffer_free(&features->items[i].forbids);
    free(features->items);
    dmz_paths_free(&features->line);
    dmz_paths_free(&features->right_line);
    for (size_t i = 0; i < features->gap_count; i++)
        dmz_paths_free(&features->gaps[i]);
    free(features->gaps);
    *features = (struct dmz_records){0};
}

struct dmz_colour dmz_colour_fill(const struct dmz_stats *stats, const struct dmz_record *feature) {
    if (feature->fringe)
        return GREY;
    return dmz_palette_fill(stats->zones->zones[feature->zone].layer, stats->request->layer_count,
                            dmz_record_side(stats, feature), WHITE);
}

struct dmz_colour dmz_colour_stroke(const struct dmz_stats *stats, const struct dmz_record *feature) {
    if (dmz_record_stands_alone(feature))
        return BLACK;
    return feature->fringe ? GREY : dmz_palette_stroke(dmz_record_side(stats, feature));
}
