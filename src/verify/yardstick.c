/* yardstick.c: how far a place is from the contact line: candidates by boxes in space, then geodesics to the foot. */
#include "verify/yardstick.h"

#include <float.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/grow.h"
#include "verify/boxes.h"

#define RADIANS (M_PI / 180)
#define NO_PIECE SIZE_MAX

static const double PIECE_LENGTH_M = 2000; /* longer ones make more candidates, shorter ones more pieces */
static const double PIECE_BOW_M = 0.05;    /* the same, for pieces that run along a parallel */
static const double FOOT_ERROR_M = 1e-5;   /* to which a foot is worked out, in the distance */
static const double TIE_M = 1e-6;
static const double TOUCH_M = 1e-3;          /* an end so near to another piece lies on it */
static const double LEAST_RADIUS_M = 6335e3; /* of curvature: b^2 / a */

/* A stretch of one edge, run along in one direction. */
struct piece {
    struct dmz_vector a, b;
    struct dmz_position from, to; /* longitudes run on */
    double length_m;              /* straight */
    double slack_m;               /* how far it may stray from the straight line through the Earth */
    size_t before, after;         /* NO_PIECE at an end of the line */
    bool passed[2];               /* whether the end of the line at its start (its end) lies on another piece */
};

struct dmz_yardstick {
    struct piece *pieces;
    size_t count;
    size_t *ends; /* the pieces at ends of the line, a piece that is all of a part twice */
    size_t end_count;
    enum dmz_edges edges;
    struct dmz_boxes boxes;
};

/* Into how many pieces an edge is cut. */
static size_t pieces_of(enum dmz_edges edges, struct dmz_position from, struct dmz_position to) {
    double azimuth, length_m = dmz_geodesy_inverse(from, to, &azimuth);
    double bow_m = edges == DMZ_EDGES_STRAIGHT ? dmz_geodesy_bow_m(from, to) : 0;
    /* An edge that is straight in longitude/latitude can be longer than its geodesic by twice its bow and more. */
    return (size_t)ceil(fmax(1, fmax((length_m + 4 * bow_m) / PIECE_LENGTH_M, sqrt(bow_m / PIECE_BOW_M))));
}

static struct dmz_position along(enum dmz_edges edges, struct dmz_position from, struct dmz_position to, double t) {
    if (t <= 0 || t >= 1)
        return t <= 0 ? from : to;
    if (edges == DMZ_EDGES_GEODESIC)
        return dmz_geodesy_between(from, to, t);
    return (struct dmz_position){from.lon_deg + t * (to.lon_deg - from.lon_deg),
                                 from.lat_deg + t * (to.lat_deg - from.lat_deg)};
}

static bool append(struct dmz_yardstick *yardstick, struct dmz_position from, struct dmz_position to) {
    struct piece *pieces = dmz_grow(yardstick->pieces, yardstick->count, sizeof *pieces);
    if (!pieces)
        return false;
    yardstick->pieces = pieces;
    struct piece *piece = &pieces[yardstick->count];
    *piece = (struct piece){.a = dmz_geodesy_vector(from), .b = dmz_geodesy_vector(to), .from = from, .to = to};
    piece->length_m = dmz_vector_distance(piece->a, piece->b);
    double bow_m = yardstick->edges == DMZ_EDGES_STRAIGHT ? dmz_geodesy_bow_m(from, to) : 0;
    piece->slack_m = piece->length_m * piece->length_m / (8 * LEAST_RADIUS_M) + 1.1 * bow_m + 1e-7;
    piece->before = yardstick->count - 1;
    piece->after = yardstick->count + 1;
    yardstick->count += piece->length_m > 0;
    return true;
}

static bool append_edge(struct dmz_yardstick *yardstick, struct dmz_position a, struct dmz_position b) {
    size_t pieces = pieces_of(yardstick->edges, a, b);
    struct dmz_position from = a;
    for (size_t i = 1; i <= pieces; i++) {
        struct dmz_position to = along(yardstick->edges, a, b, (double)i / (double)pieces);
        if (!append(yardstick, from, to))
            return false;
        from = to;
    }
    return true;
}

static bool append_end(struct dmz_yardstick *yardstick, size_t piece) {
    size_t *ends = dmz_grow(yardstick->ends, yardstick->end_count, sizeof *ends);
    if (!ends)
        return false;
    yardstick->ends = ends;
    ends[yardstick->end_count++] = piece;
    return true;
}

static bool append_part(struct dmz_yardstick *yardstick, const struct dmz_part *part) {
    size_t first = yardstick->count;
    for (size_t i = 1; i < part->count; i++)
        if (!append_edge(yardstick, part->positions[i - 1], part->positions[i]))
            return false;
    if (yardstick->count == first)
        return true;
    size_t last = yardstick->count - 1;
    yardstick->pieces[first].before = part->closed ? last : NO_PIECE;
    yardstick->pieces[last].after = part->closed ? first : NO_PIECE;
    return part->closed || (append_end(yardstick, first) && append_end(yardstick, last));
}

static struct dmz_box box_of(const void *things, size_t i) {
    const struct piece *piece = (const struct piece *)things + i;
    struct dmz_box box = dmz_box_with(dmz_box_with(DMZ_BOX_EMPTY, piece->a), piece->b);
    struct dmz_vector slack = {piece->slack_m, piece->slack_m, piece->slack_m};
    return (struct dmz_box){dmz_vector_minus(box.low, slack), dmz_vector_plus(box.high, 1, slack)};
}

/* The share of a piece, taken as straight, that is nearest to a place, and how far it is. */
static double foot_share(const struct piece *piece, struct dmz_vector place) {
    struct dmz_vector way = dmz_vector_minus(piece->b, piece->a);
    double t = dmz_vector_dot(dmz_vector_minus(place, piece->a), way) / dmz_vector_dot(way, way);
    return fmin(1, fmax(0, t));
}

static double chord_m(const struct piece *piece, struct dmz_vector place) {
    struct dmz_vector way = dmz_vector_minus(piece->b, piece->a);
    return dmz_vector_distance(place, dmz_vector_plus(piece->a, foot_share(piece, place), way));
}

double dmz_yardstick_arc_least_m(double chord) {
    double most_radius_m = 6400e3; /* of curvature: a^2 / b, and a little */
    return chord < most_radius_m ? 2 * most_radius_m * asin(chord / 2 / most_radius_m) : chord;
}

double dmz_yardstick_arc_most_m(double chord) {
    double sine = chord / 2 / LEAST_RADIUS_M;
    return sine < 0.8 ? 2 * LEAST_RADIUS_M * asin(sine) : M_PI * DMZ_EARTH_EQUATOR_M;
}

/* The chord within which all lie that may have a geodesic as short as the longest of this chord. */
static double window_m(double chord) {
    double arc_m = dmz_yardstick_arc_most_m(chord);
    return arc_m < 3 * LEAST_RADIUS_M ? 2 * 6400e3 * sin(arc_m / 2 / 6400e3) : 2 * DMZ_EARTH_EQUATOR_M;
}

/* What a search carries. */
struct seeking {
    const struct dmz_yardstick *yardstick;
    struct dmz_position position;
    size_t nearest; /* of chords */
    struct dmz_foot best;
    enum dmz_side wanted; /* a foot with this side */
    bool wanted_end;      /* or an end, or none, if no side is wanted */
    unsigned faces;
    double beside_m;
};

static void visit_chord(struct dmz_boxes_search *search, size_t i) {
    struct seeking *seeking = search->data;
    const struct piece *piece = &seeking->yardstick->pieces[i];
    double most_m = chord_m(piece, search->place) + piece->slack_m;
    if (most_m < search->within_m) {
        search->within_m = most_m;
        seeking->nearest = i;
    }
}

/* The least upper bound of the chord to the line. */
static double nearest_chord_m(const struct dmz_yardstick *yardstick, struct dmz_vector place, size_t *hint) {
    const struct piece *piece = &yardstick->pieces[*hint < yardstick->count ? *hint : 0];
    struct seeking seeking = {.yardstick = yardstick, .nearest = (size_t)(piece - yardstick->pieces)};
    struct dmz_boxes_search search = {place, chord_m(piece, place) + piece->slack_m, visit_chord, &seeking};
    dmz_boxes_walk(&yardstick->boxes, &search);
    *hint = seeking.nearest;
    return search.within_m;
}

double dmz_yardstick_chord_m(const struct dmz_yardstick *yardstick, struct dmz_vector place, size_t *hint) {
    double most_m = nearest_chord_m(yardstick, place, hint);
    return most_m - yardstick->pieces[*hint].slack_m;
}

struct dmz_span dmz_yardstick_span(const struct dmz_yardstick *yardstick, struct dmz_vector place, double radius_m,
                                   size_t *hint) {
    static const double DOUBT_M = 0.3; /* how far off chords are from pieces that are not straight */
    double chord = dmz_yardstick_chord_m(yardstick, place, hint);
    return (struct dmz_span){dmz_yardstick_arc_least_m(fmax(0, chord - DOUBT_M)) - radius_m,
                             dmz_yardstick_arc_most_m(chord + DOUBT_M) + radius_m};
}

static double tangent_deg(const struct dmz_yardstick *yardstick, const struct piece *piece, struct dmz_position at,
                          double t) {
    double azimuth = 0;
    if (yardstick->edges == DMZ_EDGES_STRAIGHT)
        return dmz_geodesy_straight_azimuth_deg(at, piece->from, piece->to);
    if (t < 0.5) {
        dmz_geodesy_inverse(at, piece->to, &azimuth);
        return azimuth;
    }
    dmz_geodesy_inverse(at, piece->from, &azimuth);
    return azimuth + 180;
}

/* A place as seen from the point of a piece that is nearest to it. */
struct view {
    struct dmz_position at;
    double t, distance_m, azimuth_deg, tangent_deg;
};

static size_t neighbour_of(const struct piece *piece, double t) {
    return t <= 0 ? piece->before : piece->after;
}

/* The place lies off the foot by its distance times the cosine; that step, taken again and again, makes the angle
 * right. What is left of it counts by its square. */
static struct view view_from(const struct dmz_yardstick *yardstick, const struct piece *piece,
                             struct dmz_position place, struct dmz_vector vector) {
    enum { STEPS_MOST = 30 };
    struct view view = {.t = foot_share(piece, vector)};
    for (int i = 0; i < STEPS_MOST; i++) {
        view.at = along(yardstick->edges, piece->from, piece->to, view.t);
        view.distance_m = dmz_geodesy_inverse(view.at, place, &view.azimuth_deg);
        view.tangent_deg = tangent_deg(yardstick, piece, view.at, view.t);
        double ahead_m = view.distance_m * cos((view.azimuth_deg - view.tangent_deg) * RADIANS);
        double t = fmin(1, fmax(0, view.t + ahead_m / piece->length_m));
        double moved_m = fabs(t - view.t) * piece->length_m;
        if (moved_m * moved_m <= 2 * view.distance_m * FOOT_ERROR_M || moved_m < FOOT_ERROR_M)
            break;
        view.t = t;
    }
    return view;
}

/* What passes an end of the line, if anything does. */
struct passing {
    const struct dmz_yardstick *yardstick;
    size_t own; /* the piece that ends there */
    struct dmz_position end;
    bool found;
};

/* What ends there as well does not pass it. */
static void visit_passing(struct dmz_boxes_search *search, size_t i) {
    struct passing *passing = search->data;
    const struct piece *piece = &passing->yardstick->pieces[i];
    if (i == passing->own || chord_m(piece, search->place) - piece->slack_m > TOUCH_M)
        return;
    struct view view = view_from(passing->yardstick, piece, passing->end, search->place);
    double vertex = view.t > 0.5 ? 1 : 0, away_m = fabs(view.t - vertex) * piece->length_m;
    if (view.distance_m <= TOUCH_M && (neighbour_of(piece, vertex) != NO_PIECE || away_m > 2 * TOUCH_M))
        passing->found = true;
}

static void mark_passed_ends(struct dmz_yardstick *yardstick) {
    for (size_t k = 0; k < 2 * yardstick->end_count; k++) {
        size_t i = yardstick->ends[k / 2], at_end = k % 2;
        struct piece *piece = &yardstick->pieces[i];
        if (neighbour_of(piece, (double)at_end) != NO_PIECE)
            continue;
        struct passing passing = {yardstick, i, at_end ? piece->to : piece->from, false};
        struct dmz_boxes_search search = {at_end ? piece->b : piece->a, TOUCH_M, visit_passing, &passing};
        dmz_boxes_walk(&yardstick->boxes, &search);
        piece->passed[at_end] = passing.found;
    }
}

enum dmz_status dmz_yardstick_build(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                    struct dmz_yardstick **yardstick) {
    struct dmz_yardstick *made = calloc(1, sizeof *made);
    enum dmz_status status = made ? DMZ_OK : dmz_fail_memory(context);
    if (made)
        made->edges = edges;
    for (size_t i = 0; i < line->part_count && !status; i++)
        if (!append_part(made, &line->parts[i]))
            status = dmz_fail_memory(context);
    if (!status && !made->count)
        status = dmz_fail(context, DMZ_INPUT, "the line has no length");
    if (!status)
        status = dmz_boxes_build(context, made->pieces, made->count, box_of, &made->boxes);
    if (!status)
        mark_passed_ends(made);
    if (status) {
        dmz_yardstick_free(made);
        made = NULL;
    }
    *yardstick = made;
    return status;
}

/* Whether a place is beyond an end of the line tells the angle there, to a nanoradian; the foot tells it only as well
 * as it is known, which is metres where the place is far. */
static void settle_at_end(const struct dmz_yardstick *yardstick, const struct piece *piece, struct dmz_position place,
                          struct view *view) {
    static const double NEAR_M = 10;
    bool last = view->t > 0.5;
    double off_m = (last ? 1 - view->t : view->t) * piece->length_m;
    if (off_m > NEAR_M || neighbour_of(piece, last ? 1 : 0) != NO_PIECE)
        return;
    struct view end = {.at = last ? piece->to : piece->from, .t = last ? 1 : 0};
    end.distance_m = dmz_geodesy_inverse(end.at, place, &end.azimuth_deg);
    end.tangent_deg = tangent_deg(yardstick, piece, end.at, end.t);
    double ahead = cos((end.azimuth_deg - end.tangent_deg) * RADIANS);
    if (last ? ahead > 0 : ahead < 0)
        *view = end;
    else
        view->t = last ? fmin(view->t, 1 - DBL_EPSILON) : fmax(view->t, DBL_EPSILON);
}

static double left_of(const struct view *view, double tangent) {
    return -sin((view->azimuth_deg - tangent) * RADIANS);
}

/* Of a vertex the place sees the outer angle, in which it is on the same side of both pieces, or just about: the sum
 * tells. */
static void judge_side(const struct dmz_yardstick *yardstick, const struct piece *piece, const struct view *view,
                       struct dmz_foot *foot) {
    static const double LEAST = 1e-9; /* 1 mm at 1,000 km */
    double left = left_of(view, view->tangent_deg);
    foot->beside_m = INFINITY;
    if (view->t <= 0 || view->t >= 1) {
        size_t neighbour = neighbour_of(piece, view->t);
        foot->at_end = neighbour == NO_PIECE && !piece->passed[view->t >= 1];
        if (neighbour == NO_PIECE)
            foot->beside_m = view->distance_m * fabs(left);
        else
            left += left_of(view, tangent_deg(yardstick, &yardstick->pieces[neighbour], view->at, 1 - view->t));
    }
    bool on_line = view->distance_m <= 0 || fabs(left) < LEAST;
    foot->side = on_line ? DMZ_SIDE_NONE : left > 0 ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT;
}

static struct dmz_foot foot_of(const struct dmz_yardstick *yardstick, const struct piece *piece,
                               const struct view *view) {
    struct dmz_foot foot = {.distance_m = view->distance_m, .place = view->at};
    judge_side(yardstick, piece, view, &foot);
    return foot;
}

static void visit_foot(struct dmz_boxes_search *search, size_t i) {
    struct seeking *seeking = search->data;
    const struct piece *piece = &seeking->yardstick->pieces[i];
    if (chord_m(piece, search->place) - piece->slack_m > search->within_m)
        return;
    struct view view = view_from(seeking->yardstick, piece, seeking->position, search->place);
    settle_at_end(seeking->yardstick, piece, seeking->position, &view);
    struct dmz_foot *best = &seeking->best;
    if (view.distance_m > best->distance_m + TIE_M)
        return;
    struct dmz_foot foot = foot_of(seeking->yardstick, piece, &view);
    bool tied = fabs(view.distance_m - best->distance_m) <= TIE_M && foot.side != best->side;
    if (view.distance_m < best->distance_m)
        *best = foot;
    if (tied)
        best->side = DMZ_SIDE_NONE;
}

struct dmz_foot dmz_yardstick_foot(const struct dmz_yardstick *yardstick, struct dmz_position place, size_t *hint) {
    struct dmz_vector vector = dmz_geodesy_vector(place);
    struct seeking seeking = {.yardstick = yardstick, .position = place, .best.distance_m = INFINITY};
    double within_m = window_m(nearest_chord_m(yardstick, vector, hint)) + TIE_M;
    struct dmz_boxes_search search = {vector, within_m, visit_foot, &seeking};
    dmz_boxes_walk(&yardstick->boxes, &search);
    return seeking.best;
}

/* Whether the foot at the end of a piece is nearer than what is next to it there. */
static bool holds_foot(const struct dmz_yardstick *yardstick, const struct piece *piece, struct dmz_vector place,
                       double t) {
    if (t > 0 && t < 1)
        return true;
    size_t neighbour = neighbour_of(piece, t);
    if (neighbour == NO_PIECE)
        return true;
    static const double NEARLY = 1e-6;
    double beyond = foot_share(&yardstick->pieces[neighbour], place);
    return t <= 0 ? beyond >= 1 - NEARLY : beyond <= NEARLY;
}

static void visit_facing(struct dmz_boxes_search *search, size_t i) {
    struct seeking *seeking = search->data;
    const struct piece *piece = &seeking->yardstick->pieces[i];
    if (chord_m(piece, search->place) - piece->slack_m > search->within_m)
        return;
    if (!holds_foot(seeking->yardstick, piece, search->place, foot_share(piece, search->place)))
        return;
    struct view view = view_from(seeking->yardstick, piece, seeking->position, search->place);
    settle_at_end(seeking->yardstick, piece, seeking->position, &view);
    struct dmz_foot foot = foot_of(seeking->yardstick, piece, &view);
    bool other_side = seeking->wanted && foot.side != DMZ_SIDE_NONE && foot.side != seeking->wanted;
    if (other_side && isfinite(foot.beside_m)) /* the wanted side begins beyond the continuation, that far away */
        foot.distance_m += 2 * foot.beside_m;
    else if (other_side || (!seeking->wanted && foot.at_end != seeking->wanted_end))
        return;
    if (foot.distance_m >= seeking->best.distance_m)
        return;
    seeking->best = foot;
    search->within_m = fmin(search->within_m, window_m(foot.distance_m));
}

double dmz_yardstick_facing_m(const struct dmz_yardstick *yardstick, struct dmz_position place, enum dmz_side side,
                              double within_m) {
    struct seeking seeking = {.yardstick = yardstick, .position = place, .best.distance_m = INFINITY, .wanted = side};
    struct dmz_boxes_search search = {dmz_geodesy_vector(place), within_m, visit_facing, &seeking};
    dmz_boxes_walk(&yardstick->boxes, &search);
    return seeking.best.distance_m;
}

/* Likewise: of the nearest point that is, or is not, an end of the line beyond which the place lies. */
static double end_m(const struct dmz_yardstick *yardstick, struct dmz_position place, bool at_end, double within_m) {
    struct seeking seeking = {
        .yardstick = yardstick, .position = place, .best.distance_m = INFINITY, .wanted_end = at_end};
    struct dmz_boxes_search search = {dmz_geodesy_vector(place), within_m, visit_facing, &seeking};
    dmz_boxes_walk(&yardstick->boxes, &search);
    return seeking.best.distance_m;
}

/* Twice the place's height over the plane that stands on the piece, to the left of it; metres. */
static double left_m(const struct piece *piece, struct dmz_vector place) {
    struct dmz_vector across = dmz_vector_cross(piece->a, dmz_vector_minus(piece->b, piece->a));
    return dmz_vector_dot(dmz_vector_minus(place, piece->a), across) / dmz_vector_length(across);
}

static void visit_faces(struct dmz_boxes_search *search, size_t i) {
    struct seeking *seeking = search->data;
    const struct piece *piece = &seeking->yardstick->pieces[i];
    if (chord_m(piece, search->place) > search->within_m)
        return;
    double t = foot_share(piece, search->place), left = left_m(piece, search->place);
    if (!holds_foot(seeking->yardstick, piece, search->place, t))
        return;
    size_t neighbour = t <= 0 || t >= 1 ? neighbour_of(piece, t) : i;
    bool at_end = neighbour == NO_PIECE;
    bool is_last = at_end && !piece->passed[t >= 1];
    if (!at_end && neighbour != i)
        left += left_m(&seeking->yardstick->pieces[neighbour], search->place);
    bool doubtful = at_end && fabs(left) <= seeking->beside_m;
    seeking->faces |= is_last ? DMZ_FACES_END : DMZ_FACES_ALONG;
    seeking->faces |= left >= 0 || doubtful ? DMZ_FACES_LEFT : 0;
    seeking->faces |= left <= 0 || doubtful ? DMZ_FACES_RIGHT : 0;
    unsigned enough = DMZ_FACES_LEFT | DMZ_FACES_RIGHT | DMZ_FACES_ALONG;
    if ((seeking->faces & enough) == enough)
        search->within_m = -1;
}

unsigned dmz_yardstick_faces(const struct dmz_yardstick *yardstick, struct dmz_vector place, double within_m,
                             double beside_m) {
    struct seeking seeking = {.yardstick = yardstick, .beside_m = beside_m};
    struct dmz_boxes_search search = {place, within_m, visit_faces, &seeking};
    dmz_boxes_walk(&yardstick->boxes, &search);
    return seeking.faces;
}

/* How far the place is from the perpendicular at the start (t = 0) or end (t = 1) of a piece; INFINITY too far off.
 */
static double cap_m(const struct dmz_yardstick *yardstick, const struct piece *piece, double t,
                    struct dmz_position place, double within_m) {
    struct dmz_position end = t > 0 ? piece->to : piece->from;
    if (neighbour_of(piece, t) != NO_PIECE || piece->passed[t > 0])
        return INFINITY;
    double azimuth = 0, distance_m = dmz_geodesy_inverse(end, place, &azimuth);
    double ahead = cos((azimuth - tangent_deg(yardstick, piece, end, t)) * RADIANS);
    return distance_m <= within_m ? distance_m * fabs(ahead) : INFINITY;
}

double dmz_yardstick_cap_m(const struct dmz_yardstick *yardstick, struct dmz_position place, double within_m) {
    double least_m = INFINITY;
    for (size_t i = 0; i < yardstick->end_count; i++) {
        const struct piece *piece = &yardstick->pieces[yardstick->ends[i]];
        least_m = fmin(least_m, cap_m(yardstick, piece, 0, place, within_m));
        least_m = fmin(least_m, cap_m(yardstick, piece, 1, place, within_m));
    }
    return least_m;
}

double dmz_yardstick_flat_m(const struct dmz_yardstick *yardstick, struct dmz_position place,
                            const struct dmz_foot *foot, double most_m) {
    double distance_m = foot->distance_m, cap_m = dmz_yardstick_cap_m(yardstick, place, distance_m + 2 * most_m);
    double other_m = end_m(yardstick, place, !foot->at_end, distance_m + 2 * fmin(cap_m, most_m));
    return fmin(cap_m, (other_m - distance_m) / 2);
}

void dmz_yardstick_free(struct dmz_yardstick *yardstick) {
    if (!yardstick)
        return;
    dmz_boxes_free(&yardstick->boxes);
    free(yardstick->pieces);
    free(yardstick->ends);
    free(yardstick);
}
