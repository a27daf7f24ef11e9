/* changed.c: the ground between two lines: both are laid on one map and closed at their ends, and of every face
 * between them both are asked on which side it lies. */
#include "diff/changed.h"

#include <math.h>
#include <stdlib.h>

#include "core/straight.h"
#include "diff/ends.h"
#include "dmz/diff.h"
#include "dmz/territory.h"
#include "zones/faces.h"
#include "zones/strands.h"

/* Lines are as they are in zones: moved by a quarter of the tolerance at the most, with edges whose two readings
 * agree to 8 % of it. Source: src/zones/arrangement.c. */
static const double LINE_SHARE = 0.25, BOW_SHARE = 0.08;

enum { BEFORE, AFTER, LINES, CLOSING = LINES };

/* How much of its border has a face on the left of a line, and on the right. */
struct border {
    double left, right;
};

struct work {
    struct dmz_context *context;
    const struct dmz_course *courses[LINES];
    struct dmz_line closing;
    struct dmz_strands strands;
    struct dmz_faces *faces;
    struct border *borders[LINES]; /* of each face */
    size_t *owners;                /* of each face: who gained it */
};

static size_t next_kept(const struct dmz_part *part, size_t start, double tolerance_m) {
    return dmz_straight_edge(part->positions, start, part->count, LINE_SHARE * tolerance_m, BOW_SHARE * tolerance_m);
}

/* Puts a line on the map, each part with no more places than the tolerance needs. */
static enum dmz_status draw(struct work *work, const struct dmz_line *dense, double tolerance_m, size_t mark) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dense->part_count && !status; i++) {
        const struct dmz_part *part = &dense->parts[i];
        struct dmz_position *places = malloc(part->count * sizeof *places);
        size_t count = 0;
        if (!places)
            return dmz_fail_memory(work->context);
        places[count++] = part->positions[0];
        for (size_t k = 0; k + 1 < part->count;) {
            k = next_kept(part, k, tolerance_m);
            places[count++] = part->positions[k];
        }
        status = dmz_strands_append(work->context, &work->strands, places, count, mark);
        free(places);
    }
    return status;
}

static enum dmz_status draw_closing(struct work *work) {
    const struct dmz_density density = {DMZ_EDGES_GEODESIC, BOW_SHARE * work->courses[BEFORE]->tolerance_m, INFINITY};
    struct dmz_line dense = {0};
    enum dmz_status status =
        dmz_ends_close(work->context, work->courses[BEFORE], work->courses[AFTER], &work->closing);
    if (!status)
        status = dmz_line_densify(work->context, &work->closing, &density, &dense);
    if (!status)
        status = draw(work, &dense, work->courses[BEFORE]->tolerance_m, CLOSING);
    dmz_line_free(&dense);
    return status;
}

static enum dmz_status make_faces(struct work *work) {
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < LINES && !status; i++)
        status = draw(work, &work->courses[i]->dense, work->courses[i]->tolerance_m, (size_t)i);
    if (!status)
        status = draw_closing(work);
    if (!status)
        status = dmz_strands_node(work->context, &work->strands);
    return status ? status : dmz_faces_build(work->context, &work->strands, &work->faces);
}

static double length_of(const struct dmz_strand *strand) {
    double sum = 0;
    for (size_t i = 1; i < strand->count; i++)
        sum += dmz_geodesy_distance_m(strand->positions[i - 1], strand->positions[i]);
    return sum;
}

/* Adds to what is known of both faces beside a strand that runs along a line, or against it. */
static void add_border(struct work *work, int line, size_t strand, bool against, double length_m) {
    size_t left = dmz_faces_beside(work->faces, strand, against),
           right = dmz_faces_beside(work->faces, strand, !against);
    if (left != DMZ_NO_FACE)
        work->borders[line][left].left += length_m;
    if (right != DMZ_NO_FACE)
        work->borders[line][right].right += length_m;
}

/* Where both lines run along each other there is but one strand, of the line before. */
static void add_other_border(struct work *work, size_t strand, double length_m) {
    const struct dmz_course *after = work->courses[AFTER];
    const struct dmz_position *p =
        work->strands.items[strand].positions + (work->strands.items[strand].count - 1) / 2;
    struct dmz_vector from = dmz_geodesy_vector(p[0]), to = dmz_geodesy_vector(p[1]);
    struct dmz_vector way = dmz_vector_minus(to, from), middle = dmz_vector_plus(from, 0.5, way);
    struct dmz_nearest nearest = dmz_index_nearest(after->index, middle);
    struct dmz_vector along = dmz_vector_minus(after->ends[nearest.segment], after->starts[nearest.segment]);
    if (nearest.chord_m <= after->tolerance_m)
        add_border(work, AFTER, strand, dmz_vector_dot(way, along) < 0, length_m);
}

/* Sums up how faces lie to the lines along their borders. */
static enum dmz_status measure_borders(struct work *work) {
    size_t count = dmz_faces_count(work->faces);
    for (int i = 0; i < LINES; i++)
        if (!(work->borders[i] = calloc(count + 1, sizeof *work->borders[i])))
            return dmz_fail_memory(work->context);
    for (size_t i = 0; i < work->strands.count; i++) {
        const struct dmz_strand *strand = &work->strands.items[i];
        double length_m = length_of(strand);
        if (strand->limit < LINES)
            add_border(work, (int)strand->limit, i, false, length_m);
        if (strand->limit == BEFORE)
            add_other_border(work, i, length_m);
    }
    return DMZ_OK;
}

/* The side of a line on which a face lies, of which one place is given. What is nearest to an end tells less there
 * than the line along the face's border; NONE where there is neither. */
static enum dmz_side side_of(const struct work *work, int line, size_t face, struct dmz_vector place) {
    const struct dmz_index *index = work->courses[line]->index;
    const struct border *border = &work->borders[line][face];
    struct dmz_nearest nearest = dmz_index_nearest(index, place);
    if (!dmz_index_is_beyond(index, &nearest, place))
        return nearest.side;
    return border->left > border->right   ? DMZ_SIDE_LEFT
           : border->left < border->right ? DMZ_SIDE_RIGHT
                                          : DMZ_SIDE_NONE;
}

/* Who gained a face. Where only one of the lines tells, the other did not come there: the ground was, or is, of one
 * hand with what lies across that line. */
static size_t gainer_of(const struct work *work, size_t face, struct dmz_vector place) {
    enum dmz_side before = side_of(work, BEFORE, face, place), after = side_of(work, AFTER, face, place);
    if (before == after)
        return DMZ_NO_OWNER;
    return after == DMZ_SIDE_LEFT || before == DMZ_SIDE_RIGHT ? DMZ_DIFF_LEFT : DMZ_DIFF_RIGHT;
}

/* Finds out who gained which faces. */
static enum dmz_status judge_faces(struct work *work) {
    size_t count = dmz_faces_count(work->faces);
    work->owners = malloc((count + 1) * sizeof *work->owners);
    enum dmz_status status = work->owners ? measure_borders(work) : dmz_fail_memory(work->context);
    for (size_t i = 0; i < count && !status; i++) {
        struct dmz_position inside;
        status = dmz_faces_inside(work->context, work->faces, i, &inside);
        if (!status)
            work->owners[i] = gainer_of(work, i, dmz_geodesy_vector(inside));
    }
    return status;
}

static bool is_in_frame(const struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].rings[0].count; k++)
            if (fabs(area->polygons[i].rings[0].positions[k].lon_deg) > 180)
                return false;
    return true;
}

/* Cuts what crosses the antimeridian. */
static enum dmz_status frame(struct dmz_context *context, int decimals, struct dmz_multipolygon *area) {
    struct dmz_multipolygon sound = {0};
    const char *reason = NULL;
    if (is_in_frame(area))
        return DMZ_OK;
    enum dmz_status status = dmz_territory_sound(context, area, INFINITY, &sound, NULL, &reason);
    if (status == DMZ_INPUT)
        return dmz_fail(context, DMZ_GEOMETRY, "what changed hands: %s", reason);
    dmz_multipolygon_free(area);
    *area = sound;
    dmz_multipolygon_round(area, decimals);
    return status;
}

static enum dmz_status gather(struct work *work, size_t party, struct dmz_zone *zone) {
    const struct dmz_face_set set = {.owners = work->owners, .owner = party, .limit = DMZ_NO_LIMIT};
    *zone = (struct dmz_zone){.side = dmz_diff_side(party), .from_m = NAN, .to_m = NAN};
    enum dmz_status status = dmz_faces_gather(work->context, work->faces, &set, &zone->area, NULL);
    if (!status)
        status = frame(work->context, work->strands.decimals, &zone->area);
    zone->figures = dmz_multipolygon_measure(&zone->area);
    return status;
}

static void free_work(struct work *work) {
    for (int i = 0; i < LINES; i++)
        free(work->borders[i]);
    free(work->owners);
    dmz_faces_free(work->faces);
    dmz_strands_free(&work->strands);
    dmz_line_free(&work->closing);
}

enum dmz_status dmz_changed_build(struct dmz_context *context, const struct dmz_course *before,
                                  const struct dmz_course *after, int decimals, struct dmz_zones *gained) {
    struct work work = {.context = context, .courses = {before, after}};
    work.strands = (struct dmz_strands){.decimals = decimals, .on_ellipsoid = true};
    gained->decimals = decimals;
    gained->zones = calloc(DMZ_DIFF_PARTIES, sizeof *gained->zones);
    enum dmz_status status = gained->zones ? make_faces(&work) : dmz_fail_memory(context);
    if (!status)
        status = judge_faces(&work);
    for (size_t i = 0; i < DMZ_DIFF_PARTIES && !status; i++) {
        gained->count = i + 1;
        status = gather(&work, i, &gained->zones[i]);
    }
    free_work(&work);
    return status;
}
