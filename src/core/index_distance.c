/* index_distance.c: how far places are from the line, by geodesics: searched for in the whole tree, or, for places
 * that follow each other, below those of its nodes that were near the ones before. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/index_tree.h"
#include "dmz/metric.h"

/* Up to here lengths by chords are good to 0.05 mm. */
static const double CHORD_MOST_M = 1e6;

/* What chords are off by rounding, and more. */
static const double SPECK_M = 1e-6;

/* A vicinity is made for so many steps like the last ones, of nodes that are so thin, as a share of that, or
 * leaves. */
static const double STEPS_AHEAD = 12, THIN = 0.1;

/* Of the longest step so far, this is remembered at the next one. */
static const double STEP_KEPT = 0.9;

/* The shortest geodesic from a place, while it is looked for. */
struct survey {
    const struct dmz_index *index;
    struct dmz_vector place;
    double distance_m; /* the shortest yet */
    double within_m;   /* whose chord is longer has a longer geodesic */
    size_t segment;    /* where it leads to; NONE at first */
};

#define NONE (SIZE_MAX / 2) /* which is no segment's neighbour either */

static struct survey survey_from(const struct dmz_index *index, struct dmz_vector place) {
    return (struct survey){index, place, INFINITY, INFINITY, NONE};
}

/* The way from segment i's edge, where it is nearest, to the place. */
static inline struct dmz_vector way_from(const struct survey *survey, size_t i, double *share) {
    const struct dmz_stick *segment = &survey->index->segments[i];
    struct dmz_vector away = dmz_vector_minus(survey->place, segment->start);
    double t = dmz_vector_dot(away, segment->axis) * segment->inverse_length2;
    *share = t = t < 0 ? 0 : t > 1 ? 1 : t;
    return dmz_vector_plus(dmz_vector_plus(away, -t, segment->axis), -4 * t * (1 - t), survey->index->lifts[i]);
}

/* A chord is no longer than its geodesic, and not much shorter. */
static void note_length(struct survey *survey, size_t i, double chord_m, struct dmz_vector foot) {
    bool is_far = chord_m > CHORD_MOST_M;
    double length_m = is_far ? dmz_geodesy_distance_m(dmz_geodesy_position(survey->place), dmz_geodesy_position(foot))
                             : dmz_metric_length_m(foot, survey->place);
    if (!(length_m < survey->distance_m))
        return;
    survey->distance_m = length_m;
    survey->within_m = is_far ? length_m : dmz_metric_chord_beyond_m(chord_m);
    survey->segment = i;
}

/* Whether segment i is nearest where it meets the one that was measured. */
static inline bool has_same_foot(const struct survey *survey, size_t i, double share) {
    return (share == 0 && survey->segment + 1 == i && survey->index->follows[i]) ||
           (share == 1 && i + 1 == survey->segment && survey->index->follows[i + 1]);
}

/* Measures segment i where it may be nearer; the chord to it. */
static inline double measure_segment(struct survey *survey, size_t i) {
    double share;
    struct dmz_vector way = way_from(survey, i, &share);
    double chord_m = dmz_vector_length(way);
    if (chord_m <= survey->within_m && !has_same_foot(survey, i, share))
        note_length(survey, i, chord_m, dmz_vector_minus(survey->place, way));
    return chord_m;
}

/* Measures what may be nearer in the node: first in the child that the place is beside. */
static void measure_node(struct survey *survey, size_t id) {
    const struct dmz_capsule *node = &survey->index->nodes[id];
    double share = dmz_stick_share(&node->chord, survey->place);
    double most_m = survey->within_m + node->radius_m + survey->index->aside_m;
    struct dmz_vector off = dmz_vector_minus(survey->place, dmz_stick_at(&node->chord, share));
    if (dmz_vector_dot(off, off) > most_m * most_m)
        return;
    if (node->right) {
        measure_node(survey, share < 0.5 ? id + 1 : node->right);
        measure_node(survey, share < 0.5 ? node->right : id + 1);
        return;
    }
    for (size_t i = node->first; i < node->end; i++)
        if (i != survey->segment)
            measure_segment(survey, i);
}

/* At least how far everything in the node is from the place. */
static double least_m(const struct survey *survey, size_t id) {
    const struct dmz_capsule *node = &survey->index->nodes[id];
    return dmz_stick_distance_m(&node->chord, survey->place) - node->radius_m - survey->index->aside_m;
}

/* Puts a piece where it belongs; where there is no room for the farthest, that is beyond the vicinity. */
static void add_piece(struct dmz_vicinity *vicinity, double least_m, size_t id, bool is_node) {
    if (least_m > vicinity->beyond_m)
        return;
    if (vicinity->count == DMZ_VICINITY_MOST)
        vicinity->beyond_m = fmin(vicinity->beyond_m, vicinity->pieces[--vicinity->count].least_m);
    size_t at = vicinity->count++;
    for (; at > 0 && vicinity->pieces[at - 1].least_m > least_m; at--)
        vicinity->pieces[at] = vicinity->pieces[at - 1];
    vicinity->pieces[at].least_m = least_m;
    vicinity->pieces[at].id = id;
    vicinity->pieces[at].is_node = is_node;
}

static void gather(const struct survey *survey, size_t id, double thin_m, struct dmz_vicinity *vicinity) {
    const struct dmz_capsule *node = &survey->index->nodes[id];
    double least = least_m(survey, id), share;
    if (least > vicinity->beyond_m)
        return;
    if (node->radius_m <= thin_m) {
        add_piece(vicinity, least, id, true);
    } else if (node->right) {
        gather(survey, id + 1, thin_m, vicinity);
        gather(survey, node->right, thin_m, vicinity);
    } else {
        for (size_t i = node->first; i < node->end; i++)
            add_piece(vicinity, dmz_vector_length(way_from(survey, i, &share)), i, false);
    }
}

/* Makes the vicinity of the survey's place, from which something has been measured. */
static void gather_vicinity(const struct survey *survey, struct dmz_vicinity *vicinity) {
    double margin_m = STEPS_AHEAD * vicinity->step_m;
    vicinity->travelled_m = 0;
    vicinity->count = 0;
    vicinity->beyond_m = survey->within_m + margin_m + SPECK_M;
    gather(survey, 0, THIN * margin_m, vicinity);
}

/* Measures those pieces that may have come nearer by now than what has been measured, and notes how far they are.
 * False where what is beyond the vicinity may be nearer. */
static bool measure_vicinity(struct survey *survey, struct dmz_vicinity *vicinity) {
    for (size_t k = 0; k < vicinity->count; k++) {
        size_t id = vicinity->pieces[k].id;
        bool is_node = vicinity->pieces[k].is_node;
        if (vicinity->pieces[k].least_m > survey->within_m + vicinity->travelled_m ||
            (id == survey->segment && !is_node))
            continue;
        double least = is_node ? least_m(survey, id) : measure_segment(survey, id);
        if (is_node && least <= survey->within_m)
            measure_node(survey, id);
        vicinity->pieces[k].least_m = least + vicinity->travelled_m;
    }
    return vicinity->beyond_m > survey->within_m + vicinity->travelled_m;
}

double dmz_index_distance_along_m(const struct dmz_index *index, struct dmz_vector place,
                                  struct dmz_vicinity *vicinity) {
    struct survey survey = survey_from(index, place);
    double step_m = dmz_vector_distance(place, vicinity->last);
    if (vicinity->count) {
        vicinity->step_m = fmax(step_m, STEP_KEPT * vicinity->step_m);
        vicinity->travelled_m += step_m;
        measure_segment(&survey, vicinity->segment);
    }
    if (!measure_vicinity(&survey, vicinity)) {
        if (vicinity->count == 0)
            measure_node(&survey, 0);
        gather_vicinity(&survey, vicinity);
        if (!measure_vicinity(&survey, vicinity))
            measure_node(&survey, 0);
    }
    vicinity->last = place;
    vicinity->segment = survey.segment;
    return survey.distance_m;
}

double dmz_index_distance_m(const struct dmz_index *index, struct dmz_position place) {
    struct survey survey = survey_from(index, dmz_geodesy_vector(place));
    measure_node(&survey, 0);
    return survey.distance_m;
}

double dmz_index_distance_within_m(const struct dmz_index *index, struct dmz_vector place, double within_m) {
    struct survey survey = survey_from(index, place);
    survey.distance_m = survey.within_m = within_m + SPECK_M;
    measure_node(&survey, 0);
    return survey.segment == NONE ? INFINITY : survey.distance_m;
}
