/* ground.c: what overlays are laid on. */
#include "dmz/ground.h"

/* Pieces on which it makes no difference how they are read. */
static const double BOW_M = 1e-3, LENGTH_M = 4000;

enum dmz_status dmz_ground_build(struct dmz_context *context, const struct dmz_stats *stats,
                                 struct dmz_ground *ground) {
    const struct dmz_density density = {stats->request->edges, BOW_M, LENGTH_M};
    *ground = (struct dmz_ground){.stats = stats};
    enum dmz_status status = dmz_line_densify(context, stats->line, &density, &ground->dense);
    if (!status)
        status = dmz_index_build(context, &ground->dense, &ground->index);
    if (!status)
        status = dmz_locator_build(context, stats->zones, &ground->locator);
    if (status)
        dmz_ground_free(ground);
    return status;
}

double dmz_ground_distance_m(const struct dmz_ground *ground, struct dmz_position place, size_t zone,
                             enum dmz_side *side) {
    *side = zone == DMZ_LOCATOR_NONE ? DMZ_SIDE_NONE : ground->stats->zones->zones[zone].side;
    if (*side == DMZ_SIDE_NONE)
        *side = dmz_index_nearest(ground->index, dmz_geodesy_vector(place)).side;
    return dmz_index_distance_m(ground->index, place);
}

void dmz_ground_free(struct dmz_ground *ground) {
    dmz_locator_free(ground->locator);
    dmz_index_free(ground->index);
    dmz_line_free(&ground->dense);
    *ground = (struct dmz_ground){0};
}
