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
    return dmz_ground_build_for(context, stats, DMZ_LOCATOR_MANY, NULL, ground);
}

/* Makes what is shared of the line, unless it is of that line already. */
static enum dmz_status keep_line(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                 struct dmz_ground_line *kept) {
    if (kept->index && kept->edges == edges && dmz_line_is_same(&kept->given, line))
        return DMZ_OK;
    dmz_ground_line_free(kept);
    kept->edges = edges;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = dmz_line_append(context, &kept->given, line->parts[i].positions, line->parts[i].count);
    if (!status)
        status = index_line(context, &kept->given, edges, &kept->dense, &kept->index);
    if (status)
        dmz_ground_line_free(kept);
    return status;
}

static enum dmz_status take_line(struct dmz_context *context, struct dmz_ground_line *kept,
                                 struct dmz_ground *ground) {
    const struct dmz_stats *stats = ground->stats;
    if (!kept)
        return index_line(context, stats->line, stats->request->edges, &ground->dense, &ground->index);
    enum dmz_status status = keep_line(context, stats->line, stats->request->edges, kept);
    ground->shared = true;
    ground->dense = kept->dense;
    ground->index = kept->index;
    return status;
}

enum dmz_status dmz_ground_build_for(struct dmz_context *context, const struct dmz_stats *stats, size_t questions,
                                     struct dmz_ground_line *line, struct dmz_ground *ground) {
    *ground = (struct dmz_ground){.stats = stats};
    enum dmz_status status = take_line(context, line, ground);
    if (!status && stats->pair)
        status = index_line(context, stats->pair->right, stats->request->edges, &ground->right_dense,
                            &ground->right_index);
    if (!status && questions)
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
    if (!ground->shared) {
        dmz_index_free(ground->index);
        dmz_line_free(&ground->dense);
    }
    *ground = (struct dmz_ground){0};
}

void dmz_ground_line_free(struct dmz_ground_line *line) {
    dmz_index_free(line->index);
    dmz_line_free(&line->dense);
    dmz_line_free(&line->given);
    *line = (struct dmz_ground_line){0};
}
