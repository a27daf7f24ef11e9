/* job.h: what the parts of a verification share. */
#ifndef DMZ_VERIFY_JOB_H
#define DMZ_VERIFY_JOB_H

#include <stdint.h>

#include "dmz/verify.h"
#include "verify/gauge.h"

/* One verification at work. All but `zone_of` is borrowed. */
struct dmz_job {
    struct dmz_context *context;
    const struct dmz_given *given;
    const struct dmz_gauge *gauge;
    size_t *zone_of; /* for each given zone: the zone of `found` that it is a part of */
    struct dmz_verify *found;
};

/* Sorts the given zones into layers and zones, adds those that are missing, and fills job->zone_of, which the caller
 * frees. Errors: DMZ_INPUT, DMZ_MEMORY. */
enum dmz_status dmz_plan_build(struct dmz_job *job);

/* Lists the features that are no valid polygons. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_validity_check(struct dmz_job *job);

/* Measures the zones' edges: limits, borders. Errors: DMZ_MEMORY. */
enum dmz_status dmz_rims_measure(struct dmz_job *job);

/* How far a place is from the nearest edge of the polygons that zones were kept to or out of, metres, to 1 % where it
 * is near; `most_m` where it is farther. Edges are straight in longitude/latitude. */
double dmz_mask_distance_m(const struct dmz_verify_request *request, struct dmz_position place, double most_m);

/* The same from one edge. */
double dmz_mask_edge_m(struct dmz_position place, struct dmz_position a, struct dmz_position b);

/* Searches the whole Earth for faults by cells that become smaller where they need to. Errors: DMZ_MEMORY. */
enum dmz_status dmz_cells_search(struct dmz_job *job);

/* A cell with a fault: west, south, east, north, degrees. */
struct dmz_faulty_cell {
    double west, south, east, north;
    struct dmz_fault_place place; /* of the cell alone */
};

/* Joins cells that touch and share a fault into found->places, and sums up those that the tolerance does not explain:
 * the others are dropped. Sorts `cells`. Errors: DMZ_MEMORY. */
enum dmz_status dmz_verify_places_build(struct dmz_job *job, struct dmz_faulty_cell *cells, size_t count);

/* Whether no place may be in both zones. Where each side has a line of its own, sides may share ground. */
static inline bool dmz_zones_exclude(const struct dmz_verify_request *request, const struct dmz_verify_zone *a,
                                     const struct dmz_verify_zone *b) {
    if (request->right && a->side != b->side)
        return false;
    return request->stretch_count || a->layer == b->layer || a->to_m <= b->from_m || b->to_m <= a->from_m;
}

/* Edges that are no limits: cuts along the antimeridian and the poles. */
static inline bool dmz_edge_is_cut(struct dmz_position a, struct dmz_position b) {
    return (fabs(a.lon_deg) == 180 && a.lon_deg == b.lon_deg) || (fabs(a.lat_deg) == 90 && a.lat_deg == b.lat_deg);
}

#endif
