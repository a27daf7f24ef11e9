/* ground.c: what overlays are laid on. */
#include "dmz/ground.h"

#include <math.h>

#include "dmz/metric.h"
#include "dmz/pair.h"

/* Pieces on which it makes no difference how they are read. */
static const double BOW_M = 1e-3, LENGTH_M = 4000;

static enum dmz_status index_line(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                  struct dmz_line *dense, struct dmz_index **index) {
    const struct dmz_density density = {edges, BOW_M, LENGTH_M};
    enum dmz_status status = dmz_line_densify(context, line, &density, dense);
    return status ? status : dmz_index_build(context, dense, index);
}

enum dmz_status dmz_ground_build(struct dmz_context *context, const struct dmz_stats *stats,
                                 struct dmz_ground *ground) {
    return dmz_ground_build_for(context, stats, DMZ_LOCATOR_MANY, ground);
}

enum dmz_status dmz_ground_build_for(struct dmz_context *context, const struct dmz_stats *stats, size_t questions,
                                     struct dmz_ground *ground) {
    enum dmz_edges edges = stats->request->edges;
    *ground = (struct dmz_ground){.stats = stats};
    enum dmz_status status = index_line(context, stats->line, edges, &ground->dense, &ground->index);
    if (!status && stats->pair)
        status = index_line(context, stats->pair->right, edges, &ground->right_dense, &ground->right_index);
    if (!status)
        status = dmz_locator_build_for(context, stats->zones, questions, &ground->locator);
    if (status)
        dmz_ground_free(ground);
    return status;
}

/* The nearest piece tells the side, and how far at most the line is. */
static double distance_and_side(const struct dmz_index *index, struct dmz_position place, enum dmz_side *side) {
    struct dmz_vector vector = dmz_geodesy_vector(place);
    struct dmz_nearest nearest = dmz_index_nearest(index, vector);
    *side = nearest.side;
    return dmz_index_distance_within_m(index, vector, dmz_metric_geodesic_most_m(nearest.chord_m));
}

double dmz_ground_distance_m(const struct dmz_ground *ground, struct dmz_position place, size_t zone,
                             enum dmz_side *side) {
    const struct dmz_index *index = ground->index;
    *side = zone == DMZ_LOCATOR_NONE ? DMZ_SIDE_NONE : ground->stats->zones->zones[zone].side;
    if (ground->right_index && *side == DMZ_SIDE_RIGHT)
        index = ground->right_index;
    enum dmz_side other = DMZ_SIDE_NONE;
    if (*side != DMZ_SIDE_NONE)
        return dmz_index_distance_m(index, place);
    double distance_m = distance_and_side(index, place, side);
    double other_m = ground->right_index ? distance_and_side(ground->right_index, place, &other) : INFINITY;
    *side = other_m < distance_m ? other : *side;
    return fmin(distance_m, other_m);
}

void dmz_ground_free(struct dmz_ground *ground) {
    dmz_locator_free(ground->locator);
    dmz_index_free(ground->right_index);
    dmz_line_free(&ground->right_dense);
    dmz_index_free(ground->index);
    dmz_line_free(&ground->dense);
    *ground = (struct dmz_ground){0};
}
