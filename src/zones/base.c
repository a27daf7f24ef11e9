/* base.c: what zones of a line are made on, whatever their widths. */
#include "zones/base.h"

#include <stdlib.h>

#include "core/grow.h"
#include "line/canonical.h"
#include "line/overlaps.h"
#include "line/touches.h"
#include "zones/arrangement.h"

/* Bases of one line. */
struct dmz_zones_shared {
    struct dmz_line line; /* as given */
    struct dmz_base *bases;
    size_t count;
};

static enum dmz_status copy_parts(struct dmz_context *context, const struct dmz_line *from, struct dmz_line *to) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < from->part_count && !status; i++)
        status = dmz_line_append(context, to, from->parts[i].positions, from->parts[i].count);
    return status;
}

enum dmz_status dmz_base_join(struct dmz_context *context, const struct dmz_line *line, struct dmz_line *joined) {
    enum dmz_status status = copy_parts(context, line, joined);
    if (!status)
        status = dmz_line_join(context, joined);
    return status ? status : dmz_line_make_canonical(context, joined);
}

enum dmz_status dmz_base_index(struct dmz_context *context, struct dmz_line *dense, struct dmz_index **index) {
    size_t added = 0;
    enum dmz_status status = dmz_index_build(context, dense, index);
    if (!status)
        status = dmz_line_mark_touches(context, dense, *index, &added);
    if (status || !added)
        return status;
    dmz_index_free(*index);
    *index = NULL;
    return dmz_index_build(context, dense, index);
}

/* Whether two neighbours are one, beside the pole or elsewhere. */
static bool is_speck(struct dmz_position a, struct dmz_position b, double within_deg) {
    return fabs(b.lon_deg - a.lon_deg) < within_deg && fabs(b.lat_deg - a.lat_deg) < within_deg;
}

/* Drops positions as near as that to the one before, but for the ends. What is so short has no direction on the grid
 * on which the line is cut; if it told sides, what lies between them would begin at nothing. A part that is nothing
 * else is left alone. */
static void drop_specks(struct dmz_part *part, double within_deg) {
    struct dmz_position *p = part->positions, last = p[part->count - 1];
    size_t kept = 1;
    for (size_t i = 1; i + 1 < part->count; i++)
        if (!is_speck(p[kept - 1], p[i], within_deg))
            p[kept++] = p[i];
    while (kept > 1 && is_speck(p[kept - 1], last, within_deg))
        kept--;
    if (kept == 1 && part->closed)
        return;
    p[kept++] = last;
    part->count = kept;
}

enum dmz_status dmz_base_build(struct dmz_context *context, const struct dmz_line *line,
                               const struct dmz_zones_request *request, double outermost_m, struct dmz_base *base) {
    struct dmz_line joined = {0};
    base->density = dmz_offset_density(request->edges, outermost_m, request->tolerance_m);
    base->tolerance_m = request->tolerance_m;
    enum dmz_status status = dmz_base_join(context, line, &joined);
    for (size_t i = 0; i < joined.part_count && !status; i++)
        drop_specks(&joined.parts[i], dmz_arrangement_grain_m(request->tolerance_m) / DMZ_DEGREE_ABOUT_M);
    if (!status)
        status = dmz_line_mark_overlaps(context, &joined, request->edges);
    if (!status)
        status = dmz_line_densify(context, &joined, &base->density, &base->dense);
    if (!status)
        status = dmz_arrangement_check(context, &base->dense);
    if (!status)
        status = dmz_base_index(context, &base->dense, &base->index);
    dmz_line_free(&joined);
    return status;
}

static bool is_base_of(const struct dmz_base *base, const struct dmz_zones_request *request, double outermost_m) {
    struct dmz_density density = dmz_offset_density(request->edges, outermost_m, request->tolerance_m);
    return base->tolerance_m == request->tolerance_m && base->density.edges == density.edges &&
           base->density.bow_m == density.bow_m && base->density.length_m == density.length_m;
}

static void forget(struct dmz_zones_shared *shared) {
    for (size_t i = 0; i < shared->count; i++)
        dmz_base_free(&shared->bases[i]);
    free(shared->bases);
    dmz_line_free(&shared->line);
    *shared = (struct dmz_zones_shared){0};
}

enum dmz_status dmz_shared_base(struct dmz_context *context, struct dmz_zones_shared *shared,
                                const struct dmz_line *line, const struct dmz_zones_request *request,
                                double outermost_m, struct dmz_base **base) {
    enum dmz_status status = DMZ_OK;
    if (!shared->count || !dmz_line_is_same(&shared->line, line)) {
        forget(shared);
        status = copy_parts(context, line, &shared->line);
    }
    for (size_t i = 0; i < shared->count; i++)
        if (is_base_of(&shared->bases[i], request, outermost_m)) {
            *base = &shared->bases[i];
            return DMZ_OK;
        }
    struct dmz_base *bases = status ? NULL : dmz_grow(shared->bases, shared->count, sizeof *bases);
    if (!bases)
        return status ? status : dmz_fail_memory(context);
    shared->bases = bases;
    *base = &bases[shared->count];
    **base = (struct dmz_base){
        .limits = dmz_limit_memory_create(), .flanks = dmz_flank_memory_create(), .proven = dmz_proven_create()};
    bool room = (*base)->limits && (*base)->flanks && (*base)->proven;
    status = room ? dmz_base_build(context, line, request, outermost_m, *base) : dmz_fail_memory(context);
    if (status)
        dmz_base_free(*base);
    else
        shared->count++;
    return status;
}

enum dmz_status dmz_zones_share(struct dmz_context *context, struct dmz_zones_shared **shared) {
    *shared = calloc(1, sizeof **shared);
    return *shared ? DMZ_OK : dmz_fail_memory(context);
}

void dmz_zones_shared_free(struct dmz_zones_shared *shared) {
    if (shared)
        forget(shared);
    free(shared);
}

void dmz_base_free(struct dmz_base *base) {
    dmz_limit_memory_free(base->limits);
    dmz_flank_memory_free(base->flanks);
    dmz_proven_free(base->proven);
    dmz_index_free(base->index);
    dmz_line_free(&base->dense);
    *base = (struct dmz_base){0};
}
