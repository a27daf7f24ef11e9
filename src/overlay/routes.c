/* routes.c: routes measured by zone and class, and where they cross. */
#include "dmz/routes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/scene.h"
#include "overlay/edge_grid.h"
#include "overlay/fields.h"

/* Of OpenStreetMap and its extracts, and of people's tables. */
static const char *const USUAL_CLASSES[] = {"highway", "railway", "class", "fclass", "type", "category", NULL};

/* What the edges of `marks` are of: the line, or 1 + the zone whose limit it is. */
enum { MARK_OF_LINE = 0, MARK_OF_LIMITS };

/* A place is in one zone, or where each side has a line of its own in one of either. */
enum { ZONES_MOST = 2 };

/* Where a route is within the tolerance of the line, how it came there and what it has crossed since. */
struct at_line {
    bool came;                 /* from farther away; else it began there */
    size_t crossings;          /* of the line */
    struct dmz_position first; /* of these */
    double first_m;            /* along the route */
};

/* The state of reading routes. */
struct reading {
    struct dmz_context *context;
    const struct dmz_ground *ground;
    const struct dmz_routes_request *request;
    struct dmz_choice name, class_name;
    struct dmz_edge_grid marks; /* edges of the line and of the limits */
    struct dmz_grid_crossings found;
    struct dmz_routes *routes;

    const struct dmz_feature *feature;   /* the one at hand */
    struct dmz_route_class *route_class; /* its class; NULL where there are none */
    double along_m;                      /* how far it has come */
    struct at_line at_line;
    size_t zones[ZONES_MOST]; /* in which it is, NONE after the last */
};

static size_t zone_count(const struct reading *reading) {
    return reading->ground->stats->zones->count;
}

/* --- edges of line and limits --- */

static enum dmz_status add_path(struct reading *reading, const struct dmz_position *p, size_t count, size_t tag) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 1; i < count && !status; i++)
        status = dmz_edge_grid_add(reading->context, &reading->marks, p[i - 1], p[i], tag);
    return status;
}

static enum dmz_status build_marks(struct reading *reading) {
    const struct dmz_line *lines[] = {&reading->ground->dense, &reading->ground->right_dense};
    enum dmz_status status = DMZ_OK;
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lines[k]->part_count && !status; i++)
            status = add_path(reading, lines[k]->parts[i].positions, lines[k]->parts[i].count, MARK_OF_LINE);
    for (size_t zone = 0; zone < zone_count(reading); zone++) {
        const struct dmz_paths *limit = &reading->ground->stats->zones->zones[zone].limit_lines;
        for (size_t i = 0; i < limit->count && !status; i++)
            status = add_path(reading, limit->items[i].positions, limit->items[i].count, MARK_OF_LIMITS + zone);
    }
    return status ? status : dmz_edge_grid_build(reading->context, &reading->marks);
}

/* --- classes --- */

static bool make_class(struct dmz_route_class *made, const char *name, size_t zones) {
    *made = (struct dmz_route_class){.name = name ? strdup(name) : NULL,
                                     .zone_m = calloc(zones ? zones : 1, sizeof(double))};
    if (made->zone_m && (made->name || !name))
        return true;
    free(made->name);
    free(made->zone_m);
    *made = (struct dmz_route_class){0};
    return false;
}

/* While reading, classes are sorted by name, those without one first. Where this name is, or would be. */
static size_t class_place(const struct dmz_routes *routes, const char *name, bool *is_there) {
    size_t low = 0, high = routes->class_count;
    *is_there = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = routes->classes[middle].name;
        int order = name && other ? strcmp(other, name) : (other != NULL) - (name != NULL);
        *is_there = *is_there || order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static enum dmz_status insert_class(struct reading *reading, const char *name, size_t place) {
    struct dmz_routes *routes = reading->routes;
    if (routes->class_count == DMZ_ROUTE_CLASSES_MOST)
        return dmz_fail(reading->context, DMZ_INPUT,
                        "%s: the field '%s' has more than 10,000 values: these are no classes",
                        dmz_features_name(reading->request->features), reading->class_name.name);
    struct dmz_route_class made, *classes = dmz_grow(routes->classes, routes->class_count, sizeof *classes);
    if (classes)
        routes->classes = classes;
    if (!classes || !make_class(&made, name, zone_count(reading)))
        return dmz_fail_memory(reading->context);
    memmove(&classes[place + 1], &classes[place], (routes->class_count - place) * sizeof *classes);
    classes[place] = made;
    routes->class_count++;
    return DMZ_OK;
}

/* The field is that of the first feature that has it; what came before has no class. */
static enum dmz_status find_class(struct reading *reading) {
    const struct dmz_field *field = dmz_choice_field(&reading->class_name, reading->feature);
    const char *name = field && field->text && *field->text ? field->text : NULL;
    bool is_there;
    size_t place = class_place(reading->routes, name, &is_there);
    enum dmz_status status = is_there ? DMZ_OK : insert_class(reading, name, place);
    reading->route_class = status ? NULL : &reading->routes->classes[place];
    return status;
}

/* --- crossings --- */

/* As it is written. */
static struct dmz_position written(const struct reading *reading, struct dmz_position at) {
    at.lon_deg -= 360 * floor((at.lon_deg + 180) / 360);
    return dmz_geodesy_rounded(at, reading->ground->stats->zones->decimals);
}

static enum dmz_status keep_crossing(struct reading *reading, struct dmz_route_crossing crossing) {
    struct dmz_routes *routes = reading->routes;
    struct dmz_route_crossing *items = dmz_grow(routes->crossings, routes->crossing_count, sizeof *items);
    if (!items)
        return dmz_fail_memory(reading->context);
    routes->crossings = items;
    enum dmz_status status = dmz_choice_text(reading->context, &reading->name, reading->feature, &crossing.route);
    if (!status)
        status = dmz_choice_text(reading->context, &reading->class_name, reading->feature, &crossing.class_name);
    items[routes->crossing_count++] = crossing;
    return status;
}

static void count_crossing(struct dmz_route_class *of, bool is_line) {
    if (is_line)
        of->line_crossings++;
    else
        of->limit_crossings++;
}

static struct dmz_position between(struct dmz_position a, struct dmz_position b, double share) {
    return (struct dmz_position){a.lon_deg + share * (b.lon_deg - a.lon_deg),
                                 a.lat_deg + share * (b.lat_deg - a.lat_deg)};
}

/* Counts a crossing of the line, or of a limit. */
static enum dmz_status count_at(struct reading *reading, struct dmz_position at, double along_m, size_t tag) {
    bool is_line = tag == MARK_OF_LINE;
    count_crossing(&reading->routes->all, is_line);
    count_crossing(reading->route_class, is_line);
    if (!is_line)
        reading->routes->limit_crossings[tag - MARK_OF_LIMITS]++;
    if (!reading->request->keep_crossings)
        return DMZ_OK;
    return keep_crossing(reading, (struct dmz_route_crossing){
                                      .at = written(reading, at),
                                      .limit = is_line ? DMZ_LOCATOR_NONE : tag - MARK_OF_LIMITS,
                                      .along_m = along_m,
                                      .number = reading->feature->number,
                                  });
}

/* A route that runs along the line crosses it by rounding, to and fro. It has crossed it once it is farther away than
 * the tolerance on the other side than before; what came from no side, or leaves to none, has not. */
static enum dmz_status leave_line(struct reading *reading, struct dmz_position at) {
    struct at_line *since = &reading->at_line;
    enum dmz_side side;
    if ((since->came && !since->crossings) || dmz_ground_distance_m(reading->ground, at, DMZ_LOCATOR_NONE, &side) <=
                                                  reading->ground->stats->request->tolerance_m)
        return DMZ_OK;
    bool has_crossed = since->came && since->crossings % 2;
    struct at_line left = *since;
    *since = (struct at_line){.came = true};
    return has_crossed ? count_at(reading, left.first, left.first_m, MARK_OF_LINE) : DMZ_OK;
}

static void meet_line(struct reading *reading, struct dmz_position at, double along_m) {
    struct at_line *since = &reading->at_line;
    if (!since->crossings++) {
        since->first = at;
        since->first_m = along_m;
    }
}

static enum dmz_status cross_marks(struct reading *reading, struct dmz_position a, struct dmz_position b) {
    double before = 0;
    enum dmz_status status = dmz_edge_grid_cross(reading->context, &reading->marks, a, b, &reading->found);
    for (size_t i = 0; i < reading->found.count && !status; i++) {
        const struct dmz_grid_crossing *found = &reading->found.items[i];
        size_t tag = reading->marks.edges[found->edge].tag;
        struct dmz_position at = between(a, b, found->share);
        double along_m = reading->along_m + dmz_geodesy_distance_m(a, at);
        status = leave_line(reading, between(a, b, (before + found->share) / 2));
        if (!status && tag != MARK_OF_LINE)
            status = leave_line(reading, at);
        if (!status && tag != MARK_OF_LINE)
            status = count_at(reading, at, along_m, tag);
        else if (!status)
            meet_line(reading, at, along_m);
        before = found->share;
    }
    return status ? status : leave_line(reading, b);
}

/* --- lengths --- */

static void find_zones(const struct reading *reading, struct dmz_position at, size_t zones[ZONES_MOST]) {
    zones[0] = dmz_locator_zone(reading->ground->locator, at);
    zones[1] =
        reading->ground->right_index ? dmz_locator_next(reading->ground->locator, at, zones[0]) : DMZ_LOCATOR_NONE;
}

static void add_length(struct reading *reading, const size_t zones[ZONES_MOST], double length_m) {
    struct dmz_route_class *of[2] = {&reading->routes->all, reading->route_class};
    for (int k = 0; k < 2 && zones[0] != DMZ_LOCATOR_NONE; k++) {
        of[k]->inside_m += length_m;
        for (size_t i = 0; i < ZONES_MOST && zones[i] != DMZ_LOCATOR_NONE; i++)
            of[k]->zone_m[zones[i]] += length_m;
    }
}

/* A piece that crosses borders, cut there: each stretch is where its middle is. */
static void measure_stretches(struct reading *reading, struct dmz_position a, struct dmz_position b) {
    double from = 0;
    for (size_t i = 0; i <= reading->found.count; i++) {
        double to = i < reading->found.count ? reading->found.items[i].share : 1;
        size_t zones[ZONES_MOST];
        if (to <= from)
            continue;
        find_zones(reading, between(a, b, (from + to) / 2), zones);
        if (zones[0] != DMZ_LOCATOR_NONE)
            add_length(reading, zones, dmz_geodesy_distance_m(between(a, b, from), between(a, b, to)));
        from = to;
    }
    find_zones(reading, b, reading->zones);
}

static enum dmz_status measure_piece(struct reading *reading, struct dmz_position a, struct dmz_position b) {
    double length_m = dmz_geodesy_distance_m(a, b);
    enum dmz_status status =
        dmz_edge_grid_cross(reading->context, dmz_locator_edges(reading->ground->locator), a, b, &reading->found);
    if (status)
        return status;
    if (reading->found.count)
        measure_stretches(reading, a, b);
    else
        add_length(reading, reading->zones, length_m);
    status = cross_marks(reading, a, b);
    reading->along_m += length_m;
    return status;
}

/* An edge in pieces of which both readings agree. */
static enum dmz_status measure_edge(struct reading *reading, struct dmz_position a, struct dmz_position b) {
    double share = dmz_geodesy_bow_m(a, b) / reading->ground->stats->request->tolerance_m;
    size_t pieces = share > 1 ? (size_t)ceil(sqrt(share)) : 1;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < pieces && !status; i++) {
        struct dmz_position from = between(a, b, (double)i / (double)pieces);
        struct dmz_position to = i + 1 < pieces ? between(a, b, (double)(i + 1) / (double)pieces) : b;
        status = measure_piece(reading, from, to);
    }
    return status;
}

static enum dmz_status measure_path(struct reading *reading, const struct dmz_path *path) {
    struct dmz_position from = path->positions[0];
    enum dmz_status status = DMZ_OK;
    find_zones(reading, from, reading->zones);
    reading->at_line = (struct at_line){0};
    status = leave_line(reading, from);
    for (size_t i = 1; i < path->count && !status; i++) {
        struct dmz_position to = path->positions[i];
        if (fabs(to.lon_deg - from.lon_deg) > 180)
            to = dmz_geodesy_same_turn(to, from);
        status = measure_edge(reading, from, to);
        from = path->positions[i];
    }
    return status;
}

static enum dmz_status show(struct reading *reading, const struct dmz_feature *feature) {
    const struct dmz_field *name = dmz_choice_field(&reading->name, feature);
    return dmz_scene_add_route(reading->request->scene, name ? name->text : NULL, reading->route_class->name,
                               &feature->lines);
}

static enum dmz_status take(struct reading *reading, const struct dmz_feature *feature) {
    dmz_choice_see(&reading->name, feature);
    dmz_choice_see(&reading->class_name, feature);
    reading->feature = feature;
    reading->along_m = 0;
    reading->routes->read++;
    enum dmz_status status = find_class(reading);
    if (!status)
        status = show(reading, feature);
    for (size_t i = 0; i < feature->lines.count && !status; i++)
        status = measure_path(reading, &feature->lines.items[i]);
    if (status)
        return status;
    reading->routes->all.length_m += reading->along_m;
    reading->route_class->length_m += reading->along_m;
    return DMZ_OK;
}

static enum dmz_status read_all(struct reading *reading) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(reading->request->features, &feature);
    while (!status && feature) {
        status = take(reading, feature);
        if (!status)
            status = dmz_features_next(reading->request->features, &feature);
    }
    if (!status)
        status = dmz_features_require(reading->request->features);
    if (!status)
        status = dmz_choice_check(reading->context, reading->request->features, &reading->name);
    return status ? status : dmz_choice_check(reading->context, reading->request->features, &reading->class_name);
}

static int compare_classes(const void *a, const void *b) {
    const struct dmz_route_class *first = a, *second = b;
    if (first->inside_m != second->inside_m)
        return first->inside_m > second->inside_m ? -1 : 1;
    return strcmp(first->name ? first->name : "", second->name ? second->name : "");
}

/* What is had of the zones: their names, and room for their sums. */
static enum dmz_status begin(struct reading *reading) {
    const struct dmz_stats *stats = reading->ground->stats;
    struct dmz_routes *routes = reading->routes;
    size_t count = zone_count(reading);
    char name[256];
    routes->zone_keys = calloc(count + 1, sizeof *routes->zone_keys);
    routes->zone_km = calloc(count + 1, sizeof *routes->zone_km);
    routes->limit_crossings = calloc(count + 1, sizeof *routes->limit_crossings);
    bool room =
        routes->zone_keys && routes->zone_km && routes->limit_crossings && make_class(&routes->all, NULL, count);
    for (; room && routes->zone_count < count; routes->zone_count += room) {
        size_t i = routes->zone_count;
        memcpy(name, "km_", DMZ_ROUTES_LEAD);
        dmz_stats_zone_name(stats, i, name + DMZ_ROUTES_LEAD, sizeof name - DMZ_ROUTES_LEAD);
        routes->zone_keys[i] = strdup(name);
        room = routes->zone_keys[i];
    }
    return room ? build_marks(reading) : dmz_fail_memory(reading->context);
}

static void finish(struct dmz_routes *routes) {
    for (size_t i = 0; i < routes->zone_count; i++)
        routes->zone_km[i] = routes->all.zone_m[i] / 1e3;
    if (routes->class_count)
        qsort(routes->classes, routes->class_count, sizeof *routes->classes, compare_classes);
}

enum dmz_status dmz_routes_build(struct dmz_context *context, const struct dmz_routes_request *request,
                                 const struct dmz_ground *ground, struct dmz_routes *routes) {
    struct reading reading = {
        .context = context,
        .ground = ground,
        .request = request,
        .name = {.wanted = request->name_field, .usual = dmz_usual_names, .what = "--routes-name"},
        .class_name = {.wanted = request->class_field, .usual = USUAL_CLASSES, .what = "--routes-class"},
        .routes = routes,
    };
    *routes = (struct dmz_routes){0};
    enum dmz_status status = begin(&reading);
    if (!status)
        status = read_all(&reading);
    routes->name_field = reading.name.name;
    routes->class_field = reading.class_name.name;
    if (!status)
        finish(routes);
    dmz_grid_crossings_free(&reading.found);
    dmz_edge_grid_free(&reading.marks);
    if (status)
        dmz_routes_free(routes);
    return status;
}

static void free_class(struct dmz_route_class *of) {
    free(of->name);
    free(of->zone_m);
}

void dmz_routes_free(struct dmz_routes *routes) {
    for (size_t i = 0; i < routes->class_count; i++)
        free_class(&routes->classes[i]);
    for (size_t i = 0; i < routes->zone_count; i++)
        free(routes->zone_keys[i]);
    for (size_t i = 0; i < routes->crossing_count; i++) {
        free(routes->crossings[i].route);
        free(routes->crossings[i].class_name);
    }
    free_class(&routes->all);
    free(routes->classes);
    free(routes->zone_keys);
    free(routes->zone_km);
    free(routes->limit_crossings);
    free(routes->crossings);
    free(routes->name_field);
    free(routes->class_field);
    *routes = (struct dmz_routes){0};
}
