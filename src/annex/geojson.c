/* geojson.c: annexes as GeoJSON, those that were made and those that were read. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annex/curves.h"
#include "core/nesting.h"
#include "dmz/annex.h"
#include "dmz/territory.h"
#include "io/decimal.h"
#include "io/json_parts.h"

/* How far the two readings of an edge that is written may lie apart; and the decimals of a position. */
static const double BOW_M = 0.05;
enum { DECIMALS = 8, POINT_DECIMALS = 10, METRE_DECIMALS = 3, DEGREE_DECIMALS = 5 };

static void add_position(struct dmz_buffer *text, struct dmz_position position, int decimals) {
    char number[DMZ_DECIMAL_SIZE];
    dmz_buffer_text(text, "[");
    dmz_buffer_add(text, number, dmz_decimal_write(number, position.lon_deg, decimals));
    dmz_buffer_text(text, ",");
    dmz_buffer_add(text, number, dmz_decimal_write(number, position.lat_deg, decimals));
    dmz_buffer_text(text, "]");
}

static void add_positions(struct dmz_buffer *text, const struct dmz_position *positions, size_t count) {
    for (size_t i = 0; i < count; i++) {
        dmz_buffer_text(text, i ? "," : "[");
        add_position(text, positions[i], DECIMALS);
    }
    dmz_buffer_text(text, "]");
}

static void add_lines(struct dmz_buffer *text, const struct dmz_paths *paths) {
    dmz_buffer_text(text, "{\"type\":\"MultiLineString\",\"coordinates\":[");
    for (size_t i = 0; i < paths->count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        add_positions(text, paths->items[i].positions, paths->items[i].count);
    }
    dmz_buffer_text(text, "]}");
}

static void add_area(struct dmz_buffer *text, const struct dmz_multipolygon *area) {
    dmz_buffer_text(text, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (size_t i = 0; i < area->polygon_count; i++) {
        dmz_buffer_text(text, i ? ",[" : "[");
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            dmz_buffer_text(text, k ? "," : "");
            add_positions(text, ring->positions, ring->count);
        }
        dmz_buffer_text(text, "]");
    }
    dmz_buffer_text(text, "]}");
}

/* The beginning of a feature, up to its geometry; frees the properties. */
static bool begin_feature(struct dmz_buffer *text, cJSON *properties, bool room, bool *first) {
    dmz_buffer_text(text,
                    *first ? "{\"type\":\"Feature\",\"properties\":" : ",\n{\"type\":\"Feature\",\"properties\":");
    *first = false;
    room = room && dmz_json_print(properties, false, text);
    dmz_buffer_text(text, ",\"geometry\":");
    cJSON_Delete(properties);
    return room;
}

static const char *party_of(const struct dmz_line *line, enum dmz_side side) {
    const char *name = side == DMZ_SIDE_LEFT ? line->left : side == DMZ_SIDE_RIGHT ? line->right : NULL;
    return name || side == DMZ_SIDE_NONE ? name : dmz_side_name(side);
}

static bool add_limit_words(cJSON *object, const struct dmz_annex_paper *paper, const struct dmz_annex_limit *limit) {
    return dmz_json_text(object, "limit", limit->code) &&
           dmz_json_text(object, "layer", paper->request->zones->layers[limit->layer].name) &&
           dmz_json_text(object, "side", dmz_side_name(limit->side)) &&
           dmz_json_text(object, "party", party_of(paper->line, limit->side)) &&
           dmz_json_number(object, "reach_m", limit->reach_m, METRE_DECIMALS);
}

static enum dmz_status cut_pieces(struct dmz_context *context, const struct dmz_annex_piece *pieces, size_t count,
                                  struct dmz_paths *cut) {
    struct dmz_paths paths = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = dmz_piece_trace(context, &pieces[i], BOW_M, &paths);
    for (size_t i = 0; i < paths.count && !status; i++)
        status = dmz_path_cut(context, &paths.items[i], cut);
    dmz_paths_free(&paths);
    return status;
}

static enum dmz_status add_limit(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                 const struct dmz_annex_limit *limit, bool *first, struct dmz_buffer *text) {
    struct dmz_paths paths = {0};
    cJSON *properties = cJSON_CreateObject();
    bool room = properties && add_limit_words(properties, paper, limit) &&
                dmz_json_number(properties, "points", (double)limit->point_count, 0) &&
                dmz_json_number(properties, "departure_m", limit->departure_m, METRE_DECIMALS);
    room = begin_feature(text, properties, room, first);
    enum dmz_status status = cut_pieces(context, limit->pieces, limit->piece_count, &paths);
    if (paths.count)
        add_lines(text, &paths);
    else
        dmz_buffer_text(text, "null"); /* no line is none: RFC 7946, section 3.1 */
    dmz_buffer_text(text, "}");
    dmz_paths_free(&paths);
    return status ? status : room ? DMZ_OK : dmz_fail_memory(context);
}

static bool add_coordinates(cJSON *object, const struct dmz_coordinates *coordinates, struct dmz_position position) {
    char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE];
    bool room = true;
    dmz_coordinates_write(coordinates, position, texts);
    for (size_t i = 0; i < dmz_coordinates_count(coordinates->notation) && room; i++)
        room = dmz_json_text(object, dmz_coordinates_key(coordinates->notation, i), texts[i]);
    return room;
}

static enum dmz_status add_points(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                  const struct dmz_annex_limit *limit, bool *first, struct dmz_buffer *text) {
    size_t number = 0;
    bool room = true;
    for (size_t i = 0; i < limit->piece_count; i++)
        for (size_t k = 0; k < limit->pieces[i].count && room; k++) {
            const struct dmz_turning_point *point = &limit->pieces[i].points[k];
            char name[DMZ_LIMIT_CODE_SIZE + 8], piece[32];
            snprintf(piece, sizeof piece, "%zu %s", i + 1, dmz_piece_name(limit->pieces[i].kind));
            cJSON *properties = cJSON_CreateObject();
            room = properties && dmz_json_text(properties, "point", dmz_annex_point_name(limit, ++number, name)) &&
                   add_limit_words(properties, paper, limit) && dmz_json_text(properties, "piece", piece) &&
                   add_coordinates(properties, &paper->request->coordinates, point->position) &&
                   dmz_json_number(properties, "next_m", point->next_m, METRE_DECIMALS) &&
                   dmz_json_number(properties, "azimuth_deg", point->azimuth_deg, DEGREE_DECIMALS) &&
                   dmz_json_number(properties, "departure_m", point->departure_m, METRE_DECIMALS);
            room = begin_feature(text, properties, room, first);
            dmz_buffer_text(text, "{\"type\":\"Point\",\"coordinates\":");
            add_position(text, point->position, POINT_DECIMALS);
            dmz_buffer_text(text, "}}");
        }
    return room ? DMZ_OK : dmz_fail_memory(context);
}

static bool add_origin(const struct dmz_annex_paper *paper, struct dmz_buffer *text) {
    const struct dmz_annex_request *request = paper->request;
    cJSON *origin = cJSON_CreateObject();
    bool room = origin && dmz_json_text(origin, "version", DMZ_VERSION) &&
                dmz_json_text(origin, "edges_between_points", "geodesic") &&
                dmz_json_text(origin, "favour", dmz_favour_name(request->favour)) &&
                dmz_json_text(origin, "coordinates", dmz_notation_name(request->coordinates.notation)) &&
                dmz_json_number(origin, "precision", request->coordinates.precision, 0) &&
                dmz_json_number(origin, "rounding_m", paper->annex->rounding_m, METRE_DECIMALS + 3) &&
                dmz_json_print(origin, false, text);
    cJSON_Delete(origin);
    return room;
}

enum dmz_status dmz_annex_geojson(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                  struct dmz_buffer *text) {
    const struct dmz_annex *annex = paper->annex;
    bool first = true;
    dmz_buffer_text(text, "{\"type\":\"FeatureCollection\",\n\"dmzcalc\":");
    enum dmz_status status = add_origin(paper, text) ? DMZ_OK : dmz_fail_memory(context);
    dmz_buffer_text(text, ",\n\"features\":[\n");
    for (size_t i = 0; i < annex->count && !status; i++)
        status = add_limit(context, paper, &annex->limits[i], &first, text);
    for (size_t i = 0; i < annex->count && !status; i++)
        status = add_points(context, paper, &annex->limits[i], &first, text);
    dmz_buffer_text(text, "\n]}\n");
    return status ? status : text->failed ? dmz_fail_memory(context) : DMZ_OK;
}

static size_t count_kind(const struct dmz_annex_read_limit *limit, enum dmz_piece_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < limit->piece_count; i++)
        count += limit->pieces[i].kind == kind;
    return count;
}

/* Puts the limit's rings, with their holes, into `nested`. */
static enum dmz_status nest_rings(struct dmz_context *context, const struct dmz_annex_read_limit *limit,
                                  struct dmz_multipolygon *nested) {
    struct dmz_position first = limit->pieces[0].points[0].position;
    struct dmz_nest nest = {.view = dmz_view_at(dmz_geodesy_vector(first))};
    struct dmz_paths paths = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->piece_count && !status; i++)
        status = dmz_piece_trace(context, &limit->pieces[i], BOW_M, &paths);
    for (size_t i = 0; i < paths.count && !status; i++) {
        double area_m2 = fabs(dmz_geodesy_ring_area_m2(paths.items[i].positions, paths.items[i].count, NULL));
        area_m2 = limit->pieces[i].kind == DMZ_PIECE_HOLE ? -area_m2 : area_m2;
        struct dmz_ring ring = {.positions = paths.items[i].positions, .count = paths.items[i].count};
        paths.items[i] = (struct dmz_path){0};
        status = dmz_nest_add(context, &nest, &ring, area_m2);
        free(ring.positions);
    }
    if (!status)
        status = dmz_nest_polygons(context, &nest, nested);
    dmz_nest_free(&nest);
    dmz_paths_free(&paths);
    return status;
}

static enum dmz_status add_polygons(struct dmz_context *context, const struct dmz_annex_read_limit *limit,
                                    struct dmz_buffer *text) {
    struct dmz_multipolygon nested = {0}, sound = {0};
    const char *reason = NULL;
    enum dmz_status status = nest_rings(context, limit, &nested);
    if (!status)
        status = dmz_territory_sound(context, &nested, BOW_M, &sound, NULL, &reason);
    if (status == DMZ_INPUT)
        dmz_fail(context, status, "limit %s: %s", limit->code, reason ? reason : "its rings are no polygon");
    add_area(text, &sound);
    dmz_multipolygon_free(&nested);
    dmz_multipolygon_free(&sound);
    return status;
}

/* Limits that go round something are polygons; those that end somewhere, or go round the zone's inside alone, lines.
 */
static enum dmz_status add_read_limit(struct dmz_context *context, const struct dmz_annex_read_limit *limit,
                                      bool *first, struct dmz_buffer *text) {
    bool area = count_kind(limit, DMZ_PIECE_RING) && !count_kind(limit, DMZ_PIECE_OPEN);
    struct dmz_paths paths = {0};
    cJSON *properties = cJSON_CreateObject();
    size_t points = 0;
    for (size_t i = 0; i < limit->piece_count; i++)
        points += limit->pieces[i].count;
    bool room = properties && dmz_json_text(properties, "limit", limit->code) &&
                dmz_json_number(properties, "points", (double)points, 0);
    room = begin_feature(text, properties, room, first);
    enum dmz_status status =
        area ? add_polygons(context, limit, text) : cut_pieces(context, limit->pieces, limit->piece_count, &paths);
    if (!area)
        add_lines(text, &paths);
    dmz_buffer_text(text, "}");
    dmz_paths_free(&paths);
    return status ? status : room ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_annex_read_geojson(struct dmz_context *context, const struct dmz_annex_read *read,
                                       struct dmz_buffer *text) {
    bool first = true;
    enum dmz_status status = DMZ_OK;
    dmz_buffer_text(text, "{\"type\":\"FeatureCollection\",\n\"features\":[\n");
    for (size_t i = 0; i < read->count && !status; i++)
        status = add_read_limit(context, &read->limits[i], &first, text);
    dmz_buffer_text(text, "\n]}\n");
    return status ? status : text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
