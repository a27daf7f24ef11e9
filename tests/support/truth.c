/* truth.c: the nearest point of a line by brute force: how far it is, on which side of it one stands. */
#include "support/truth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/ellipsoid.h"
#include "support/suite.h"

enum {
    RUN = 16,        /* pieces in a sphere, spheres in a larger one */
    CUTS_MOST = 1000 /* of a piece that grazes a pole */
};

static const double PIECE_M = 200, BOW_M = 2e-3;
static const double EARTH_M = 6371008.8;
/* How far, as a share of the distance, the line's continuation may turn from the truth's: the bow of the library's
 * pieces. */
static const double CONTINUATION = 1e-3;

struct piece {
    struct dmz_position from, to;
    struct space start, axis;
    double length2;
    size_t before, after; /* the piece that shares the vertex; itself at an end of a part */
};

struct sphere {
    struct space centre;
    double radius;
};

struct truth {
    struct piece *pieces;
    size_t count, room;
    struct sphere *small, *large; /* round RUN pieces, round RUN x RUN pieces */
    size_t small_count, large_count;
};

static void add_piece(struct truth *truth, struct dmz_position from, struct dmz_position to) {
    if (truth->count == truth->room) {
        truth->room = truth->room ? 2 * truth->room : 1024;
        truth->pieces = realloc(truth->pieces, truth->room * sizeof *truth->pieces);
        assert_non_null(truth->pieces);
    }
    struct piece *piece = &truth->pieces[truth->count];
    *piece = (struct piece){.from = from, .to = to, .start = ellipsoid_space(from)};
    piece->axis = space_minus(ellipsoid_space(to), piece->start);
    piece->length2 = space_dot(piece->axis, piece->axis);
    piece->before = truth->count ? truth->count - 1 : 0;
    piece->after = truth->count + 1;
    truth->count++;
}

/* The place at the share `t` of an edge whose geodesic starts at `azimuth_deg` and is `distance_m` long. */
struct course {
    struct dmz_position a, b;
    enum dmz_edges edges;
    double azimuth_deg, distance_m;
};

static struct dmz_position on_course(const struct course *course, double t) {
    struct dmz_position a = course->a, b = course->b;
    if (t <= 0 || t >= 1)
        return t <= 0 ? a : b;
    if (course->edges == DMZ_EDGES_GEODESIC)
        return ellipsoid_direct(a, course->azimuth_deg, t * course->distance_m);
    return (struct dmz_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

/* Into how many pieces one of PIECE_M must be cut near a pole, so that all its readings agree to BOW_M. */
static size_t cuts_at(struct dmz_position place) {
    double bow = PIECE_M * PIECE_M * fabs(tan(place.lat_deg * M_PI / 180)) / (8 * EARTH_M);
    return (size_t)fmin(CUTS_MOST, ceil(fmax(1, sqrt(bow / BOW_M))));
}

static void add_edge(struct truth *truth, struct dmz_position a, struct dmz_position b, enum dmz_edges edges) {
    struct course course = {.a = a, .b = b, .edges = edges};
    course.distance_m = ellipsoid_inverse(a, b, &course.azimuth_deg);
    double low = a.lat_deg * b.lat_deg < 0 ? 0 : fmin(fabs(a.lat_deg), fabs(b.lat_deg)) * M_PI / 180;
    double drawn = 111700 * hypot(b.lat_deg - a.lat_deg, cos(low) * (b.lon_deg - a.lon_deg));
    double length = edges == DMZ_EDGES_GEODESIC ? course.distance_m : drawn;
    double count = fmax(1, ceil(length / PIECE_M));
    struct dmz_position from = a;
    for (double i = 0; i < count; i++) {
        size_t cuts = cuts_at(on_course(&course, (i + 0.5) / count));
        for (size_t k = 1; k <= cuts; k++) {
            struct dmz_position to = on_course(&course, (i + (double)k / (double)cuts) / count);
            if (edges == DMZ_EDGES_GEODESIC)
                to.lon_deg = from.lon_deg + remainder(to.lon_deg - from.lon_deg, 360);
            add_piece(truth, from, to);
            from = to;
        }
    }
}

static void add_part(struct truth *truth, const struct dmz_part *part, enum dmz_edges edges) {
    size_t first = truth->count;
    for (size_t i = 0; i + 1 < part->count; i++)
        add_edge(truth, part->positions[i], part->positions[i + 1], edges);
    size_t last = truth->count - 1;
    truth->pieces[first].before = part->closed ? last : first;
    truth->pieces[last].after = part->closed ? first : last;
}

/* The sphere round some others: its centre is the middle of their box. */
static struct sphere sphere_round(const struct sphere *inner, size_t count) {
    struct space low = inner[0].centre, high = low;
    for (size_t i = 1; i < count; i++) {
        struct space c = inner[i].centre;
        low = (struct space){fmin(low.x, c.x), fmin(low.y, c.y), fmin(low.z, c.z)};
        high = (struct space){fmax(high.x, c.x), fmax(high.y, c.y), fmax(high.z, c.z)};
    }
    struct sphere sphere = {{(low.x + high.x) / 2, (low.y + high.y) / 2, (low.z + high.z) / 2}, 0};
    for (size_t i = 0; i < count; i++)
        sphere.radius =
            fmax(sphere.radius, space_length(space_minus(inner[i].centre, sphere.centre)) + inner[i].radius);
    return sphere;
}

static struct sphere *spheres_round(const struct sphere *inner, size_t count, size_t *made) {
    *made = (count + RUN - 1) / RUN;
    struct sphere *spheres = malloc(*made * sizeof *spheres);
    assert_non_null(spheres);
    for (size_t i = 0; i < *made; i++)
        spheres[i] = sphere_round(inner + i * RUN, i + 1 < *made ? RUN : count - i * RUN);
    return spheres;
}

struct truth *truth_create(const struct dmz_line *line, enum dmz_edges edges) {
    struct truth *truth = calloc(1, sizeof *truth);
    assert_non_null(truth);
    for (size_t i = 0; i < line->part_count; i++)
        add_part(truth, &line->parts[i], edges);
    struct sphere *each = malloc(truth->count * sizeof *each);
    assert_non_null(each);
    for (size_t i = 0; i < truth->count; i++) {
        const struct piece *p = &truth->pieces[i];
        struct space middle = {p->start.x + p->axis.x / 2, p->start.y + p->axis.y / 2, p->start.z + p->axis.z / 2};
        each[i] = (struct sphere){middle, sqrt(p->length2) / 2};
    }
    truth->small = spheres_round(each, truth->count, &truth->small_count);
    truth->large = spheres_round(truth->small, truth->small_count, &truth->large_count);
    free(each);
    return truth;
}

void truth_free(struct truth *truth) {
    if (!truth)
        return;
    free(truth->pieces);
    free(truth->small);
    free(truth->large);
    free(truth);
}

static double least_distance(const struct sphere *sphere, struct space place) {
    return space_length(space_minus(place, sphere->centre)) - sphere->radius;
}

/* Distance to the chord and where along it its foot is. */
static double chord_distance(const struct piece *piece, struct space place, double *t) {
    struct space away = space_minus(place, piece->start);
    double share = piece->length2 > 0 ? space_dot(away, piece->axis) / piece->length2 : 0;
    *t = share = share < 0 ? 0 : share > 1 ? 1 : share;
    struct space off = {away.x - share * piece->axis.x, away.y - share * piece->axis.y,
                        away.z - share * piece->axis.z};
    return space_length(off);
}

/* Calls `visit` for every piece whose sphere is no farther than *within, which the visitor may lower. */
typedef void visitor(const struct truth *truth, size_t i, struct space place, void *data);

static void visit_large(const struct truth *truth, size_t l, struct space place, const double *within, visitor *visit,
                        void *data) {
    for (size_t s = l * RUN; s < (l + 1) * RUN && s < truth->small_count; s++)
        if (least_distance(&truth->small[s], place) <= *within)
            for (size_t i = s * RUN; i < (s + 1) * RUN && i < truth->count; i++)
                visit(truth, i, place, data);
}

static void lower(const struct truth *truth, size_t i, struct space place, void *data) {
    double t, *least = data;
    *least = fmin(*least, chord_distance(&truth->pieces[i], place, &t));
}

static double least_chord(const struct truth *truth, struct space place) {
    size_t first = 0;
    double nearest = INFINITY, least = INFINITY;
    for (size_t l = 0; l < truth->large_count; l++) {
        double distance = least_distance(&truth->large[l], place);
        if (distance < nearest) {
            nearest = distance;
            first = l;
        }
    }
    visit_large(truth, first, place, &least, lower, &least);
    for (size_t l = 0; l < truth->large_count; l++)
        if (l != first && least_distance(&truth->large[l], place) <= least)
            visit_large(truth, l, place, &least, lower, &least);
    return least;
}

/* A point of the line to which no point of the line beside it is nearer than itself. */
struct candidate {
    double distance_m;
    enum truth_side side;
    struct dmz_position foot;
    bool at_end;
    enum truth_end end;
};

struct survey {
    struct dmz_position place;
    double within; /* by chord */
    double doubt_m;
    struct candidate *candidates;
    size_t count, room;
};

static struct dmz_position place_on(const struct piece *piece, double t) {
    struct dmz_position a = piece->from, b = piece->to;
    return (struct dmz_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

/* How far to the left of the piece's direction `away` points. */
static double leftward(const struct piece *piece, struct space up, struct space away) {
    return space_dot(space_cross(up, piece->axis), away) / sqrt(piece->length2);
}

static enum truth_side side_of(double leftward_m, double doubt_m) {
    return fabs(leftward_m) <= doubt_m ? TRUTH_UNDECIDED : leftward_m > 0 ? TRUTH_LEFT : TRUTH_RIGHT;
}

/* Whether the place is beyond the end of the line at the piece's start (or end), `away` from that end. */
static enum truth_end end_of(const struct piece *piece, bool at_end, struct space away, double doubt_m) {
    double ahead_m = space_dot(piece->axis, away) / sqrt(piece->length2) * (at_end ? 1 : -1);
    if (fabs(ahead_m) <= doubt_m + CONTINUATION * space_length(away))
        return TRUTH_ABOUT;
    return ahead_m > 0 ? TRUTH_BEYOND : TRUTH_BESIDE;
}

/* From a place that is nearest to a vertex one looks at the outside of the turn there. */
static enum truth_side side_at_vertex(const struct piece *in, const struct piece *out, struct space up,
                                      struct space away, double doubt_m) {
    enum truth_side before = side_of(leftward(in, up, away), doubt_m),
                    after = side_of(leftward(out, up, away), doubt_m);
    if (before == after)
        return before;
    double turn = leftward(in, up, out->axis) / sqrt(out->length2);
    return fabs(turn) < 1e-3 ? TRUTH_UNDECIDED : turn > 0 ? TRUTH_RIGHT : TRUTH_LEFT;
}

static void keep(struct survey *survey, struct candidate candidate) {
    if (survey->count == survey->room) {
        survey->room = survey->room ? 2 * survey->room : 16;
        survey->candidates = realloc(survey->candidates, survey->room * sizeof *survey->candidates);
        assert_non_null(survey->candidates);
    }
    survey->candidates[survey->count++] = candidate;
}

static void examine(const struct truth *truth, size_t i, struct space place, void *data) {
    struct survey *survey = data;
    const struct piece *piece = &truth->pieces[i];
    double t, other_t;
    if (chord_distance(piece, place, &t) > survey->within)
        return;
    struct dmz_position foot = place_on(piece, t);
    struct space up = ellipsoid_up(foot), away = space_minus(place, ellipsoid_space(foot));
    struct candidate candidate = {.foot = foot, .side = side_of(leftward(piece, up, away), survey->doubt_m)};
    if (t <= 0 && piece->before != i)
        return; /* seen from the piece before, unless that has a nearer point */
    if (t >= 1 && piece->after != i) {
        const struct piece *next = &truth->pieces[piece->after];
        chord_distance(next, place, &other_t);
        if (other_t > 0)
            return;
        candidate.side = side_at_vertex(piece, next, up, away, survey->doubt_m);
    } else if (t <= 0 || t >= 1) {
        double turned = CONTINUATION + 4 * BOW_M / sqrt(piece->length2); /* a chord against the arc at its end */
        candidate.at_end = true;
        candidate.side = side_of(leftward(piece, up, away), survey->doubt_m + turned * space_length(away));
    }
    if (piece->before == i && t < 0.5)
        candidate.end = end_of(piece, false, space_minus(place, ellipsoid_space(piece->from)), survey->doubt_m);
    if (piece->after == i && t >= 0.5)
        candidate.end = end_of(piece, true, space_minus(place, ellipsoid_space(piece->to)), survey->doubt_m);
    candidate.distance_m = ellipsoid_distance_m(survey->place, foot);
    keep(survey, candidate);
}

static void survey_line(const struct truth *truth, struct space place, struct survey *survey) {
    for (size_t l = 0; l < truth->large_count; l++)
        if (least_distance(&truth->large[l], place) <= survey->within)
            visit_large(truth, l, place, &survey->within, examine, survey);
}

struct truth_answer truth_look(const struct truth *truth, struct dmz_position place, double doubt_m) {
    struct space at = ellipsoid_space(place);
    double chord = least_chord(truth, at);
    /* Geodesics over equal chords differ by up to 0.7 % of d^3 / 24 R^2 either way; pieces bend by some mm. */
    double spread = 0.02 * chord * chord * chord / (24 * EARTH_M * EARTH_M) + 0.05;
    struct survey survey = {.place = place, .within = chord + spread + doubt_m, .doubt_m = doubt_m};
    survey_line(truth, at, &survey);
    assert_true(survey.count > 0);
    const struct candidate *best = survey.candidates;
    for (size_t i = 1; i < survey.count; i++)
        if (survey.candidates[i].distance_m < best->distance_m)
            best = &survey.candidates[i];
    struct truth_answer answer = {best->distance_m, best->side, best->foot, best->at_end, best->end};
    for (size_t i = 0; i < survey.count; i++)
        if (survey.candidates[i].distance_m <= best->distance_m + doubt_m) {
            answer.side = survey.candidates[i].side == best->side ? answer.side : TRUTH_UNDECIDED;
            answer.end = survey.candidates[i].end == best->end ? answer.end : TRUTH_ABOUT;
        }
    free(survey.candidates);
    return answer;
}

double truth_distance_m(const struct truth *truth, struct dmz_position place) {
    return truth_look(truth, place, 0).distance_m;
}

size_t truth_pieces(const struct truth *truth) {
    return truth->count;
}

struct dmz_position truth_place(const struct truth *truth, size_t i, double t) {
    return place_on(&truth->pieces[i], t);
}
