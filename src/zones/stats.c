/* stats.c: zones in figures. */
#include "dmz/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum dmz_status dmz_stats_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, const struct dmz_zones *zones,
                                struct dmz_stats *stats) {
    *stats = (struct dmz_stats){.line = line, .request = request, .zones = zones};
    stats->zone = calloc(zones->count ? zones->count : 1, sizeof *stats->zone);
    if (!stats->zone)
        return dmz_fail_memory(context);
    stats->line_figures = dmz_line_measure(line, request->edges);
    for (size_t i = 0; i < zones->count; i++) {
        const struct dmz_multipolygon_figures *area = &zones->zones[i].figures;
        stats->zone[i] = (struct dmz_zone_figures){
            .area_m2 = area->area_m2,
            .perimeter_m = area->perimeter_m,
            .limit_m = zones->zones[i].limit_m,
            .masked_m2 = zones->zones[i].masked_m2,
            .parts = area->parts,
            .holes = area->holes,
            .vertices = area->vertices,
        };
        stats->area_m2 += area->area_m2;
    }
    return DMZ_OK;
}

double dmz_stats_layer_area_m2(const struct dmz_stats *stats, size_t layer) {
    double area = 0;
    for (size_t i = 0; i < stats->zones->count; i++)
        if (stats->zones->zones[i].layer == layer)
            area += stats->zone[i].area_m2;
    return area;
}

double dmz_stats_side_area_m2(const struct dmz_stats *stats, enum dmz_side side) {
    double area = 0;
    for (size_t i = 0; i < stats->zones->count; i++)
        if (stats->zones->zones[i].side == side)
            area += stats->zone[i].area_m2;
    return area;
}

double dmz_stats_masked_m2(const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side) {
    double masked = 0;
    for (size_t i = 0; i < stats->zones->count; i++) {
        const struct dmz_zone *zone = &stats->zones->zones[i];
        if (zone->layer >= first && zone->layer <= last && (side == DMZ_SIDE_NONE || zone->side == side))
            masked += stats->zone[i].masked_m2;
    }
    return masked;
}

/* "-left", "" where sides are merged. */
static void append_side(enum dmz_side side, char *name, size_t size) {
    size_t used = strlen(name);
    if (side != DMZ_SIDE_NONE)
        snprintf(name + used, size - used, "-%s", dmz_side_name(side));
}

char *dmz_stats_zone_name(const struct dmz_stats *stats, size_t i, char *name, size_t size) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    snprintf(name, size, "%s", stats->request->layers[zone->layer].name);
    append_side(zone->side, name, size);
    return name;
}

char *dmz_stats_fringe_name(const struct dmz_stats *stats, size_t i, char *name, size_t size) {
    const struct dmz_fringe *fringe = &stats->doubt->fringes[i];
    if (fringe->layer == DMZ_FRINGE_OF_LINE)
        snprintf(name, size, "doubt");
    else
        snprintf(name, size, "doubt-%s", stats->request->layers[fringe->layer].name);
    append_side(fringe->side, name, size);
    return name;
}

const char *dmz_stats_party(const struct dmz_stats *stats, enum dmz_side side) {
    const char *name = side == DMZ_SIDE_LEFT ? stats->line->left : side == DMZ_SIDE_RIGHT ? stats->line->right : NULL;
    return name || side == DMZ_SIDE_NONE ? name : dmz_side_name(side);
}

void dmz_stats_free(struct dmz_stats *stats) {
    free(stats->zone);
    *stats = (struct dmz_stats){0};
}
