/* arrangement.c: limits, line and borders cut the map into faces, each of which lies in one zone. */
#include "zones/arrangement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/chain.h"
#include "core/crossings.h"
#include "core/nesting.h"
#include "core/straight.h"
#include "zones/map.h"

/* The line is cut where it meets itself on a grid of a millimetre, or of a tenth where tolerances are small. */
enum { COARSE_DECIMALS = 8, FINE_DECIMALS = 9, PIECE_DECIMALS = 9 };
static const double COARSE_TOLERANCE_M = 1, SKETCH_UNIT_M = 1e5;

/* Of the Earth's radius: how far from the horizon the line must stay to be seen well from the Earth's centre. */
static const double HEIGHT_LEAST = 0.3;

/* Of the tolerance: how far the line is moved where it is an edge of zones, and how far the two readings of its edges
 * may differ then. */
static const double LINE_SHARE = 0.25, BOW_SHARE = 0.08;

/* What is within this share of the tolerance of a pole or the antimeridian is on it: more than that grid moves. */
static const double NEARNESS_SHARE = 0.02;

enum {
    LOOK_DECIMALS = 8,                 /* to which crossings are looked for: a millimetre, as on that grid */
    PLACE_DECIMALS = 7,                /* nearer to each other they are one place */
    LOOK_MOST = 8 * DMZ_CROSSINGS_MOST /* crossings looked at, of which several may be at one place */
};

/* Adds lines of the map to the strands; `shapes` is empty afterwards. */
static enum dmz_status take_shapes(struct dmz_context *context, struct dmz_shapes *shapes, size_t limit,
                                   struct dmz_strands *strands) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < shapes->count && !status; i++) {
        struct dmz_point *points = NULL;
        struct dmz_position *places = NULL;
        size_t count = 0;
        status = dmz_shape_line_points(context, shapes->items[i], &points, &count);
        if (!status && !(places = malloc((count + 1) * sizeof *places)))
            status = dmz_fail_memory(context);
        for (size_t k = 0; k < count && !status; k++)
            places[k] = (struct dmz_position){points[k].x_m, points[k].y_m};
        if (!status)
            status = dmz_strands_append(context, strands, places, count, limit);
        free(places);
        free(points);
    }
    dmz_shapes_free(context, shapes);
    return status;
}

/* Puts places on the map that are as near to each other as those of a dense line, or of a border, are. */
static enum dmz_status map_places(struct dmz_context *context, struct dmz_position *places, size_t count,
                                  double tolerance_m, struct dmz_strands *strands) {
    struct dmz_shapes shapes = {0};
    enum dmz_status status = dmz_map_add_places(context, places, count, NEARNESS_SHARE * tolerance_m, &shapes);
    if (!status)
        status = take_shapes(context, &shapes, DMZ_NO_LIMIT, strands);
    dmz_shapes_free(context, &shapes);
    return status;
}

/* A plane in which pieces of the line are straight as the index has them, straight through the Earth: it is seen from
 * the Earth's centre. That shows less than half of the Earth; where the line is longer it is seen from the antipode
 * of its middle, and pieces are nearly straight. */
struct sketch {
    struct dmz_view view;
    bool central;
};

static double central_height(const struct dmz_view *view, struct dmz_vector place) {
    return dmz_vector_dot(place, view->centre) / dmz_vector_length(place);
}

static struct sketch sketch_at(const struct dmz_line *dense, struct dmz_position centre) {
    struct sketch sketch = {dmz_view_at(dmz_geodesy_vector(centre)), true};
    for (size_t i = 0; i < dense->part_count; i++)
        for (size_t k = 0; k < dense->parts[i].count && sketch.central; k++)
            sketch.central =
                central_height(&sketch.view, dmz_geodesy_vector(dense->parts[i].positions[k])) > HEIGHT_LEAST;
    return sketch;
}

/* A place in the sketch, in units of it. */
static struct dmz_position sketched(const struct sketch *sketch, struct dmz_position position) {
    struct dmz_vector place = dmz_geodesy_vector(position);
    double xy[2], scale = DMZ_EARTH_EQUATOR_M / SKETCH_UNIT_M, up = dmz_vector_dot(place, sketch->view.centre);
    if (sketch->central) {
        xy[0] = dmz_vector_dot(place, sketch->view.east) / up;
        xy[1] = dmz_vector_dot(place, sketch->view.north) / up;
    } else
        dmz_view_point(&sketch->view, place, xy);
    return (struct dmz_position){xy[0] * scale, xy[1] * scale};
}

/* The position on the ellipsoid below which a place of the sketch lies, to a tenth of a millimetre. */
static struct dmz_position unsketched(const struct sketch *sketch, struct dmz_position place) {
    double scale = SKETCH_UNIT_M / DMZ_EARTH_EQUATOR_M, x = place.lon_deg * scale, y = place.lat_deg * scale;
    double up = sketch->central ? 1 : 1 - (x * x + y * y) / 4;
    struct dmz_vector centre = sketch->view.centre, east = sketch->view.east, north = sketch->view.north;
    struct dmz_vector way = {up * centre.x + x * east.x + y * north.x, up * centre.y + x * east.y + y * north.y,
                             up * centre.z + x * east.z + y * north.z};
    double ratio = 1 - DMZ_EARTH_FLATTENING;
    struct dmz_position position = {atan2(way.y, way.x) * (180 / M_PI),
                                    atan2(way.z, ratio * ratio * hypot(way.x, way.y)) * (180 / M_PI)};
    return dmz_geodesy_rounded(position, PIECE_DECIMALS);
}

/* The grid on which the line is cut. */
static int piece_decimals(double tolerance_m) {
    return tolerance_m < COARSE_TOLERANCE_M ? FINE_DECIMALS : COARSE_DECIMALS;
}

double dmz_arrangement_grain_m(double tolerance_m) {
    return SKETCH_UNIT_M * pow(10, -piece_decimals(tolerance_m));
}

static enum dmz_status sketch_part(struct dmz_context *context, const struct sketch *sketch,
                                   const struct dmz_part *part, struct dmz_strands *strands) {
    struct dmz_position *places = malloc(part->count * sizeof *places);
    if (!places)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < part->count; i++)
        places[i] = sketched(sketch, part->positions[i]);
    enum dmz_status status = dmz_strands_append(context, strands, places, part->count, DMZ_NO_LIMIT);
    free(places);
    return status;
}

enum dmz_status dmz_arrangement_line(struct dmz_context *context, const struct dmz_arrangement_field *field,
                                     const struct dmz_line *dense, struct dmz_strands *strands) {
    struct sketch sketch = sketch_at(dense, field->centre);
    enum dmz_status status = DMZ_OK;
    strands->decimals = piece_decimals(field->tolerance_m);
    strands->on_ellipsoid = false;
    for (size_t i = 0; i < dense->part_count && !status; i++)
        status = sketch_part(context, &sketch, &dense->parts[i], strands);
    if (!status)
        status = dmz_strands_node(context, strands);
    for (size_t i = 0; i < strands->count && !status; i++)
        for (size_t k = 0; k < strands->items[i].count; k++)
            strands->items[i].positions[k] = unsketched(&sketch, strands->items[i].positions[k]);
    strands->decimals = PIECE_DECIMALS;
    strands->on_ellipsoid = true;
    return status;
}

/* The farthest position to which an edge may lead: along a parallel that could be all round the Earth, but where
 * edges are put on the map, the shorter way round is meant. */
static size_t next_kept(const struct dmz_strand *piece, size_t start, double tolerance_m) {
    static const double SPAN_MOST_DEG = 90;
    const struct dmz_position *p = piece->positions;
    size_t next = dmz_straight_edge(p, start, piece->count, LINE_SHARE * tolerance_m, BOW_SHARE * tolerance_m);
    while (next > start + 1 && fabs(p[next].lon_deg - p[start].lon_deg) > SPAN_MOST_DEG)
        next--;
    return next;
}

/* A piece of the line, with no more places than the tolerance needs. */
static enum dmz_status map_piece(struct dmz_context *context, const struct dmz_strand *piece, double tolerance_m,
                                 struct dmz_strands *strands) {
    struct dmz_position *places = malloc(piece->count * sizeof *places);
    size_t count = 0;
    if (!places)
        return dmz_fail_memory(context);
    for (size_t i = 1; i < piece->count; i++)
        piece->positions[i] = dmz_geodesy_same_turn(piece->positions[i], piece->positions[i - 1]);
    places[count++] = piece->positions[0];
    for (size_t i = 0; i + 1 < piece->count;) {
        i = next_kept(piece, i, tolerance_m);
        places[count++] = piece->positions[i];
    }
    enum dmz_status status = map_places(context, places, count, tolerance_m, strands);
    free(places);
    return status;
}

static enum dmz_status map_limit(struct dmz_context *context, const struct dmz_multipolygon *limit, size_t number,
                                 struct dmz_strands *strands) {
    struct dmz_shapes shapes = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            status = dmz_map_add(context, ring->positions, ring->count, &shapes);
        }
    if (!status)
        status = take_shapes(context, &shapes, number, strands);
    dmz_shapes_free(context, &shapes);
    return status;
}

static enum dmz_status map_borders(const struct dmz_arrangement_lines *lines, const struct dmz_borders *borders,
                                   struct dmz_shapes *shapes) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < borders->count && !status; i++)
        status = dmz_map_add_points(lines->plane, borders->items[i].points, borders->items[i].count,
                                    NEARNESS_SHARE * lines->tolerance_m, shapes);
    return status;
}

/* Borders and the frame of the map. */
static enum dmz_status map_others(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                  struct dmz_strands *strands) {
    struct dmz_shapes shapes = {0};
    enum dmz_status status = DMZ_OK;
    for (int kind = 0; kind < 2 && !status; kind++)
        status = map_borders(lines, lines->borders[kind], &shapes);
    if (!status)
        status = dmz_map_add_frame(context, &shapes);
    if (!status)
        status = take_shapes(context, &shapes, DMZ_NO_LIMIT, strands);
    dmz_shapes_free(context, &shapes);
    return status;
}

enum dmz_status dmz_arrangement_node(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                     struct dmz_strands *strands) {
    enum dmz_status status = DMZ_OK;
    strands->decimals = lines->decimals;
    strands->on_ellipsoid = true;
    for (size_t i = 0; i < lines->line->count && !status; i++)
        status = map_piece(context, &lines->line->items[i], lines->tolerance_m, strands);
    for (size_t i = 0; i < lines->limit_count && !status; i++)
        status = map_limit(context, &lines->limits[i], i, strands);
    if (!status)
        status = map_others(context, lines, strands);
    return status ? status : dmz_strands_node(context, strands);
}

static int by_place(const void *a, const void *b) {
    const struct dmz_junction *p = a, *q = b;
    if (p->place.x_m != q->place.x_m)
        return p->place.x_m < q->place.x_m ? -1 : 1;
    if (p->place.y_m != q->place.y_m)
        return p->place.y_m < q->place.y_m ? -1 : 1;
    return p->headings[0] < q->headings[0] ? -1 : p->headings[0] > q->headings[0];
}

/* The piece of the line that leaves from one of its ends. */
static enum dmz_status take_junction(const struct dmz_arrangement_field *field, const struct dmz_strand *piece,
                                     bool backwards, struct dmz_junction *junction) {
    const struct dmz_position *first = piece->positions + (backwards ? piece->count - 1 : 0);
    struct dmz_position place = dmz_normal_position(*first);
    enum dmz_status status = dmz_plane_project(field->plane, &place, 1, &junction->place);
    struct dmz_point from = junction->place, to = from;
    int circle = 0;
    for (size_t i = 1; i < piece->count && circle < DMZ_JUNCTION_CIRCLES && !status; i++, from = to) {
        status = dmz_plane_project(field->plane, backwards ? first - i : first + i, 1, &to);
        circle = dmz_junction_leave(junction, from, to, field->tolerance_m, circle);
    }
    dmz_junction_end(junction, to, circle);
    return status;
}

/* Places at which more than two pieces meet. */
static size_t count_crossings(const struct dmz_junction *junctions, size_t count) {
    size_t crossings = 0;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && junctions[end].place.x_m == junctions[i].place.x_m &&
                          junctions[end].place.y_m == junctions[i].place.y_m;)
            end++;
        crossings += end - i > 2;
    }
    return crossings;
}

static double cross(struct dmz_position a, struct dmz_position b) {
    return a.lon_deg * b.lat_deg - a.lat_deg * b.lon_deg;
}

static struct dmz_position minus(struct dmz_position a, struct dmz_position b) {
    return (struct dmz_position){a.lon_deg - b.lon_deg, a.lat_deg - b.lat_deg};
}

/* Where pieces a[0] to a[1] and b[0] to b[1] cross, rounded. They need not do so but on the grid. */
static struct dmz_position crossing_place(const struct dmz_position *a, const struct dmz_position *b) {
    struct dmz_position way = minus(a[1], a[0]), other = minus(b[1], b[0]);
    double whole = cross(way, other), share = whole == 0 ? 0.5 : cross(minus(b[0], a[0]), other) / whole;
    share = fmin(1, fmax(0, share));
    double scale = pow(10, PLACE_DECIMALS);
    return (struct dmz_position){round((a[0].lon_deg + share * way.lon_deg) * scale),
                                 round((a[0].lat_deg + share * way.lat_deg) * scale)};
}

static int by_position(const void *a, const void *b) {
    const struct dmz_position *p = a, *q = b;
    if (p->lon_deg != q->lon_deg)
        return p->lon_deg < q->lon_deg ? -1 : 1;
    return p->lat_deg < q->lat_deg ? -1 : p->lat_deg > q->lat_deg;
}

/* The number of places at which the line has the crossings; `places` is room for them. */
static size_t count_places(const struct dmz_line *dense, const struct dmz_meetings *crossings,
                           struct dmz_position *places) {
    size_t count = 0;
    for (size_t i = 0; i < crossings->found; i++) {
        const struct dmz_meeting *meeting = &crossings->items[i];
        places[i] = crossing_place(&dense->parts[meeting->chain_a].positions[meeting->segment_a],
                                   &dense->parts[meeting->chain_b].positions[meeting->segment_b]);
    }
    qsort(places, crossings->found, sizeof *places, by_position);
    for (size_t i = 0; i < crossings->found; i++)
        count += i == 0 || by_position(&places[i - 1], &places[i]) != 0;
    return count;
}

enum dmz_status dmz_arrangement_check(struct dmz_context *context, const struct dmz_line *dense) {
    struct dmz_chain *chains = malloc(dense->part_count * sizeof *chains);
    struct dmz_meetings crossings = {malloc(LOOK_MOST * sizeof *crossings.items), LOOK_MOST, 0};
    struct dmz_position *places = malloc(LOOK_MOST * sizeof *places);
    struct dmz_crossings_request request = {
        .chains = chains,
        .chain_count = dense->part_count,
        .decimals = LOOK_DECIMALS,
        .only_proper = true,
        .most = LOOK_MOST,
    };
    enum dmz_status status = chains && crossings.items && places ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < dense->part_count && !status; i++)
        chains[i] = (struct dmz_chain){dense->parts[i].positions, dense->parts[i].count};
    if (!status)
        status = dmz_crossings_find(context, &request, &crossings);
    if (!status && count_places(dense, &crossings, places) > DMZ_CROSSINGS_MOST)
        status = dmz_fail(context, DMZ_GEOMETRY, "the line crosses itself at more than %d places, which are the most",
                          DMZ_CROSSINGS_MOST);
    free(places);
    free(crossings.items);
    free(chains);
    return status;
}

enum dmz_status dmz_arrangement_junctions(struct dmz_context *context, const struct dmz_arrangement_field *field,
                                          const struct dmz_strands *line, struct dmz_junction **junctions,
                                          size_t *count) {
    struct dmz_junction *ends = malloc((2 * line->count + 1) * sizeof *ends);
    enum dmz_status status = ends ? DMZ_OK : dmz_fail_memory(context);
    *junctions = ends;
    *count = 0;
    for (size_t i = 0; i < line->count && !status; i++) {
        status = take_junction(field, &line->items[i], false, &ends[(*count)++]);
        if (!status)
            status = take_junction(field, &line->items[i], true, &ends[(*count)++]);
    }
    if (status)
        return status;
    qsort(ends, *count, sizeof *ends, by_place);
    size_t crossings = count_crossings(ends, *count);
    if (crossings > DMZ_CROSSINGS_MOST)
        status = dmz_fail(context, DMZ_GEOMETRY, "the line crosses itself at %zu places; %d are the most", crossings,
                          DMZ_CROSSINGS_MOST);
    return status;
}

/* What ends of the line are settled by, as its pieces are: rounded otherwise, what runs out from an end could miss it
 * by a step of the map's grid. */
struct seat {
    const struct dmz_plane *plane;
    struct sketch sketch;
    struct dmz_strands grid; /* empty */
};

/* Both headings at the end `places[0]` of a part whose next place is places[1]. */
static enum dmz_status take_end(const struct seat *seat, const struct dmz_position *places,
                                struct dmz_junction *junctions) {
    struct dmz_position end = dmz_strands_settled(&seat->grid, sketched(&seat->sketch, places[0]));
    struct dmz_position way[2] = {unsketched(&seat->sketch, end), places[1]};
    struct dmz_point points[2];
    enum dmz_status status = dmz_plane_project(seat->plane, way, 2, points);
    if (status)
        return status;
    junctions[0].place = points[0];
    dmz_junction_end(&junctions[0], points[1], 0);
    junctions[1] = junctions[0];
    for (int i = 0; i < DMZ_JUNCTION_CIRCLES; i++)
        junctions[1].headings[i] += junctions[0].headings[0] > 0 ? -M_PI : M_PI;
    return DMZ_OK;
}

enum dmz_status dmz_arrangement_ends(struct dmz_context *context, const struct dmz_arrangement_field *field,
                                     const struct dmz_line *dense, struct dmz_junction **junctions, size_t *count) {
    struct dmz_junction *ends = malloc(4 * dense->part_count * sizeof *ends);
    enum dmz_status status = ends ? DMZ_OK : dmz_fail_memory(context);
    struct seat seat = {
        field->plane, sketch_at(dense, field->centre), {.decimals = piece_decimals(field->tolerance_m)}};
    *junctions = ends;
    *count = 0;
    for (size_t i = 0; i < dense->part_count && !status; i++) {
        const struct dmz_part *part = &dense->parts[i];
        const struct dmz_position *p = part->positions;
        size_t last = part->count - 1;
        if (part->closed)
            continue;
        status = take_end(&seat, p, ends + *count);
        if (!status)
            status = take_end(&seat, (struct dmz_position[]){p[last], p[last - 1]}, ends + *count + 2);
        *count += 4;
    }
    if (!status)
        qsort(ends, *count, sizeof *ends, by_place);
    return status;
}
