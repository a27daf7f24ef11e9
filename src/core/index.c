/* index.c: the line's segments, searched through a tree of capsules for the nearest one. */
#include "dmz/index.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/edge.h"
#include "core/index_tree.h"
#include "core/spot.h"

static const double TIE_M = 1e-6;

/* What is shorter has no direction: it is rounding. */
static const double SPECK_M = 1e-8;

/* A place and the way up from it. */
struct query {
    struct dmz_vector place, up;
};

/* A piece of the line. Straight, it runs below the ellipsoid, by 30 cm in the middle of 4 km, where places beside
 * the line should be near to nothing from it: so its feet are raised to the ellipsoid again. */
static struct dmz_stick segment_between(struct dmz_vector a, struct dmz_vector b) {
    struct dmz_stick segment = dmz_stick_between(a, b);
    segment.bend = dmz_vector_dot(segment.axis, segment.axis) / (2 * DMZ_EARTH_RADIUS_M);
    return segment;
}

static struct query query_at(struct dmz_vector place) {
    struct dmz_vector origin = {0, 0, 0};
    return (struct query){place, dmz_vector_plus(origin, 1 / dmz_vector_length(place), place)};
}

/* Distance to the segment as if it lay on the ellipsoid. */
static double segment_distance(const struct dmz_stick *segment, const struct query *query, double *share) {
    struct dmz_vector away = dmz_vector_minus(query->place, segment->start);
    double t = dmz_vector_dot(away, segment->axis) * segment->inverse_length2;
    *share = t = t < 0 ? 0 : t > 1 ? 1 : t;
    struct dmz_vector off = dmz_vector_plus(away, -t, segment->axis);
    return dmz_vector_length(dmz_vector_plus(off, -t * (1 - t) * segment->bend, query->up));
}

static void add_end(struct dmz_index *index, size_t key, struct dmz_position at, double azimuth_deg) {
    index->ends[index->end_count++] = (struct end){key, dmz_geodesy_heading(at, azimuth_deg), at, azimuth_deg, false};
}

static void add_segment(struct dmz_index *index, struct dmz_stick segment, struct dmz_vector middle) {
    struct dmz_vector lift = dmz_vector_minus(middle, dmz_stick_at(&segment, 0.5));
    struct query query = query_at(middle);
    double aside_m = dmz_vector_length(dmz_vector_plus(lift, -segment.bend / 4, query.up));
    index->aside_m = aside_m > index->aside_m ? aside_m : index->aside_m;
    index->lifts[index->count] = lift;
    index->wraps[index->count] = index->count;
    index->segments[index->count++] = segment;
}

/* A pole given in two longitudes makes a segment without length, which has no direction: it is passed over. */
static void add_part(struct dmz_index *index, const struct dmz_part *part) {
    size_t first = index->count;
    struct dmz_spot spot = dmz_spot_at(part->positions[0]);
    struct dmz_vector from = dmz_spot_vector(&spot);
    for (size_t i = 0; i + 1 < part->count; i++) {
        struct dmz_spot next = dmz_spot_at(part->positions[i + 1]);
        struct dmz_spot midway = dmz_spot_midway(part->positions[i], &spot, part->positions[i + 1], &next);
        struct dmz_vector to = dmz_spot_vector(&next);
        struct dmz_stick segment = segment_between(from, to);
        if (dmz_vector_dot(segment.axis, segment.axis) > SPECK_M * SPECK_M)
            add_segment(index, segment, dmz_spot_vector(&midway));
        spot = next;
        from = to;
    }
    size_t last = index->count - 1;
    if (index->count == first)
        return;
    for (size_t i = first; i <= last; i++) {
        index->follows[i] = i > first;
        index->turned[i] = part->turned;
    }
    if (part->closed) {
        index->wraps[first] = last;
        index->wraps[last] = first;
        return;
    }
    add_end(index, 2 * first, part->positions[0], part->start_azimuth_deg);
    add_end(index, 2 * last + 1, part->positions[part->count - 1], part->end_azimuth_deg);
}

static void visit_node(const struct dmz_index *index, size_t id, const struct query *query, double within_m,
                       void (*visit)(const struct dmz_nearest *nearest, void *data), void *data) {
    const struct dmz_capsule *node = &index->nodes[id];
    if (dmz_stick_distance_m(&node->chord, query->place) - node->radius_m - index->aside_m > within_m)
        return;
    if (node->right) {
        visit_node(index, id + 1, query, within_m, visit, data);
        visit_node(index, node->right, query, within_m, visit, data);
        return;
    }
    for (size_t i = node->first; i < node->end; i++) {
        struct dmz_nearest nearest = {.segment = i};
        nearest.chord_m = segment_distance(&index->segments[i], query, &nearest.share);
        if (nearest.chord_m <= within_m)
            visit(&nearest, data);
    }
}

void dmz_index_visit(const struct dmz_index *index, struct dmz_vector place, double within_m,
                     void (*visit)(const struct dmz_nearest *nearest, void *data), void *data) {
    struct query query = query_at(place);
    visit_node(index, 0, &query, within_m, visit, data);
}

/* The segment that shares the vertex at the start (or end) of `segment`; itself at an end of the line. */
static size_t neighbour(const struct dmz_index *index, size_t segment, bool at_end) {
    size_t wrapped = index->wraps[segment];
    if (at_end)
        return segment + 1 < index->count && index->follows[segment + 1] ? segment + 1
               : wrapped < segment                                       ? wrapped
                                                                         : segment;
    return index->follows[segment] ? segment - 1 : wrapped > segment ? wrapped : segment;
}

/* An end, and whether something was found that runs past it. */
struct past {
    const struct dmz_index *index;
    const struct end *end;
    struct dmz_vector place;
    bool found;
};

/* What ends there as well does not run past it. */
static void look_past(const struct dmz_nearest *nearest, void *data) {
    struct past *past = data;
    size_t segment = nearest->segment;
    if (segment == past->end->key / 2)
        return;
    bool at_end = nearest->share > 0.5;
    const struct dmz_stick *stick = &past->index->segments[segment];
    double away_m = dmz_vector_distance(dmz_vector_plus(stick->start, at_end ? 1 : 0, stick->axis), past->place);
    past->found = past->found || neighbour(past->index, segment, at_end) != segment || away_m > 2 * DMZ_INDEX_TOUCH_M;
}

static bool is_on_line(const struct dmz_index *index, const struct end *end) {
    struct past past = {index, end, dmz_geodesy_vector(end->at), false};
    dmz_index_visit(index, past.place, DMZ_INDEX_TOUCH_M, look_past, &past);
    return past.found;
}

enum dmz_status dmz_index_build(struct dmz_context *context, const struct dmz_line *dense, struct dmz_index **index) {
    size_t segments = dmz_line_vertices(dense) - dense->part_count;
    struct dmz_index *made = calloc(1, sizeof *made);
    if (!made)
        return dmz_fail_memory(context);
    made->segments = malloc(segments * sizeof *made->segments);
    made->lifts = malloc(segments * sizeof *made->lifts);
    made->follows = malloc(segments);
    made->turned = malloc(segments);
    made->wraps = malloc(segments * sizeof *made->wraps);
    made->ends = malloc(2 * dense->part_count * sizeof *made->ends);
    if (!made->segments || !made->lifts || !made->follows || !made->turned || !made->wraps || !made->ends) {
        dmz_index_free(made);
        return dmz_fail_memory(context);
    }
    for (size_t i = 0; i < dense->part_count; i++)
        add_part(made, &dense->parts[i]);
    if (made->count == 0) {
        dmz_index_free(made);
        return dmz_fail(context, DMZ_INPUT, "the line has no length");
    }
    enum dmz_status status = dmz_capsules_build(context, made->segments, made->count, &made->nodes);
    if (status) {
        dmz_index_free(made);
        return status;
    }
    for (size_t i = 0; i < made->end_count; i++)
        made->ends[i].on_line = is_on_line(made, &made->ends[i]);
    *index = made;
    return DMZ_OK;
}

static void search(const struct dmz_index *index, size_t id, const struct query *query, struct dmz_nearest *best) {
    const struct dmz_capsule *node = &index->nodes[id];
    if (!node->right) {
        for (size_t i = node->first; i < node->end; i++) {
            double share, distance = segment_distance(&index->segments[i], query, &share);
            bool tie = fabs(distance - best->chord_m) <= TIE_M;
            if (tie ? i < best->segment : distance < best->chord_m)
                *best = (struct dmz_nearest){distance, DMZ_SIDE_NONE, i, share};
        }
        return;
    }
    size_t child[2] = {id + 1, node->right};
    double bound[2];
    for (int k = 0; k < 2; k++) {
        const struct dmz_capsule *inner = &index->nodes[child[k]];
        bound[k] = dmz_stick_distance_m(&inner->chord, query->place) - inner->radius_m;
    }
    int nearer = bound[1] < bound[0];
    if (bound[nearer] <= best->chord_m + TIE_M)
        search(index, child[nearer], query, best);
    if (bound[!nearer] <= best->chord_m + TIE_M)
        search(index, child[!nearer], query, best);
}

/* Begins with a segment that may be the nearest: the nearer it is the less is searched. */
static struct dmz_nearest find_nearest(const struct dmz_index *index, const struct query *query, size_t segment) {
    struct dmz_nearest best = {.chord_m = INFINITY, .segment = index->count};
    if (segment < index->count) {
        best.segment = segment;
        best.chord_m = segment_distance(&index->segments[segment], query, &best.share);
    }
    search(index, 0, query, &best);
    return best;
}

static struct dmz_vector unit_axis(const struct dmz_index *index, size_t segment) {
    struct dmz_vector axis = index->segments[segment].axis;
    double length = sqrt(dmz_vector_dot(axis, axis));
    return (struct dmz_vector){axis.x / length, axis.y / length, axis.z / length};
}

static int by_key(const void *a, const void *b) {
    const struct end *p = a, *q = b;
    return p->key < q->key ? -1 : p->key > q->key;
}

/* The end of the line at the start (or end) of `segment`; NULL where the line goes on. */
static const struct end *end_of(const struct dmz_index *index, size_t segment, bool at_end) {
    struct end key = {.key = 2 * segment + at_end};
    return bsearch(&key, index->ends, index->end_count, sizeof key, by_key);
}

/* Whether the line turns back on itself between two segments, so that both are equally near from everywhere beside
 * the shorter one; `sum` is that of their directions. */
static bool turns_back(const struct dmz_index *index, size_t segment, size_t other, struct dmz_vector sum) {
    struct dmz_vector a = index->segments[segment].axis, b = index->segments[other].axis;
    double shorter2 = fmin(dmz_vector_dot(a, a), dmz_vector_dot(b, b));
    return dmz_vector_dot(sum, sum) * shorter2 < TIE_M * TIE_M;
}

/* Which way the line runs at its nearest point: at a vertex the mean of its two segments, which has the whole cone
 * of places nearest to that vertex on one side however sharp the turn (Baerentzen and Aanaes 2005 on angle-weighted
 * normals). Where it turns back on itself there is no mean: there it ends, and the segment that counts of the two
 * goes on. */
static struct dmz_vector direction_at(const struct dmz_index *index, const struct dmz_nearest *nearest) {
    struct dmz_vector along = unit_axis(index, nearest->segment);
    if (nearest->share > 0 && nearest->share < 1)
        return along;
    size_t other = neighbour(index, nearest->segment, nearest->share >= 1);
    if (other != nearest->segment) {
        struct dmz_vector sum = dmz_vector_plus(along, 1, unit_axis(index, other));
        bool is_first = nearest->segment < other;
        return !turns_back(index, nearest->segment, other, sum) ? sum : is_first ? along : unit_axis(index, other);
    }
    const struct end *end = end_of(index, nearest->segment, nearest->share >= 1);
    return end ? end->heading : along;
}

/* The unit normal of the ellipsoid at a place on it, or a little below. */
static struct dmz_vector up_at(struct dmz_vector place) {
    double ratio = 1 - DMZ_EARTH_FLATTENING;
    struct dmz_vector up = {place.x, place.y, place.z / (ratio * ratio)};
    double length = dmz_vector_length(up);
    return (struct dmz_vector){up.x / length, up.y / length, up.z / length};
}

/* Whether a place so far away is so near to a plane that stands on the ellipsoid that it may be on the other side of
 * the geodesic which begins in it: by twelve times the first term of how far that leaves the plane. Source: the
 * difference between the azimuths of a normal section and of a geodesic, e'^2 s^2 cos^2(latitude) sin(2 azimuth) / 12
 * N^2; Clarke 1880, Geodesy. */
static bool is_doubtful(double offset_m, double distance_m) {
    double ratio = distance_m / DMZ_EARTH_RADIUS_M;
    return fabs(offset_m) < 2 * DMZ_EARTH_FLATTENING * ratio * ratio * distance_m;
}

/* How far round from the line's own direction at an end the geodesic to a place leaves it, radians clockwise. */
static double turn_to(const struct end *end, struct dmz_vector place) {
    double azimuth_deg;
    dmz_geodesy_inverse(end->at, dmz_geodesy_position(place), &azimuth_deg);
    return (azimuth_deg - end->azimuth_deg) * DMZ_EDGE_RADIANS;
}

static enum dmz_side side_of(const struct dmz_index *index, const struct dmz_nearest *nearest,
                             struct dmz_vector place) {
    const struct dmz_stick *segment = &index->segments[nearest->segment];
    struct dmz_vector foot = dmz_vector_plus(segment->start, nearest->share, segment->axis);
    struct dmz_vector off = dmz_vector_minus(place, foot);
    double left_m = dmz_vector_dot(dmz_vector_cross(direction_at(index, nearest), off), up_at(foot));
    bool at_vertex = nearest->share <= 0 || nearest->share >= 1;
    const struct end *end = at_vertex && is_doubtful(left_m, dmz_vector_length(off))
                                ? end_of(index, nearest->segment, nearest->share >= 1)
                                : NULL;
    if (end)
        left_m = -sin(turn_to(end, place));
    if (index->turned[nearest->segment])
        left_m = -left_m;
    return left_m > 0 ? DMZ_SIDE_LEFT : left_m < 0 ? DMZ_SIDE_RIGHT : DMZ_SIDE_NONE;
}

struct dmz_nearest dmz_index_nearest_near(const struct dmz_index *index, struct dmz_vector place, size_t *segment) {
    struct query query = query_at(place);
    struct dmz_nearest best = find_nearest(index, &query, *segment);
    best.side = side_of(index, &best, place);
    *segment = best.segment;
    return best;
}

struct dmz_nearest dmz_index_nearest(const struct dmz_index *index, struct dmz_vector place) {
    size_t segment = index->count;
    return dmz_index_nearest_near(index, place, &segment);
}

enum dmz_side dmz_index_either_side(const struct dmz_index *index, const struct dmz_nearest *nearest) {
    if (nearest->side != DMZ_SIDE_NONE)
        return nearest->side;
    return index->turned[nearest->segment] ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
}

/* Looks for a piece that has the place on a side, among those within a distance of it. */
struct inquiry {
    const struct dmz_index *index;
    struct query query;
    enum dmz_side side;
    double within_m;
};

static bool has_side(const struct inquiry *inquiry, size_t id) {
    const struct dmz_capsule *node = &inquiry->index->nodes[id];
    if (dmz_stick_distance_m(&node->chord, inquiry->query.place) - node->radius_m > inquiry->within_m)
        return false;
    if (node->right)
        return has_side(inquiry, id + 1) || has_side(inquiry, node->right);
    for (size_t i = node->first; i < node->end; i++) {
        struct dmz_nearest nearest = {.segment = i};
        nearest.chord_m = segment_distance(&inquiry->index->segments[i], &inquiry->query, &nearest.share);
        if (nearest.chord_m <= inquiry->within_m &&
            side_of(inquiry->index, &nearest, inquiry->query.place) == inquiry->side)
            return true;
    }
    return false;
}

bool dmz_index_has_side(const struct dmz_index *index, struct dmz_vector place, enum dmz_side side, double within_m) {
    struct query query = query_at(place);
    struct inquiry inquiry = {index, query, side, find_nearest(index, &query, index->count).chord_m + within_m};
    return has_side(&inquiry, 0);
}

/* Where the foot lies a little inside the last segment counts for nothing: that segment runs in a slightly different
 * direction from the line's own at its end, which far away makes metres. */
bool dmz_index_is_beyond(const struct dmz_index *index, const struct dmz_nearest *nearest, struct dmz_vector place) {
    const struct dmz_stick *segment = &index->segments[nearest->segment];
    bool at_end = nearest->share > 0.5;
    const struct end *end = neighbour(index, nearest->segment, at_end) == nearest->segment
                                ? end_of(index, nearest->segment, at_end)
                                : NULL;
    if (!end || end->on_line)
        return false;
    struct dmz_vector from = dmz_vector_plus(segment->start, at_end ? 1 : 0, segment->axis);
    struct dmz_vector off = dmz_vector_minus(place, from);
    double ahead_m = dmz_vector_dot(end->heading, off);
    if (is_doubtful(ahead_m, dmz_vector_length(off)))
        ahead_m = cos(turn_to(end, place));
    return at_end ? ahead_m > 0 : ahead_m < 0;
}

void dmz_index_free(struct dmz_index *index) {
    if (!index)
        return;
    free(index->segments);
    free(index->lifts);
    free(index->follows);
    free(index->turned);
    free(index->wraps);
    free(index->nodes);
    free(index->ends);
    free(index);
}
