/* cutter.c: areas and lines cut by a territory. */
#include <stdlib.h>

#include "dmz/territory.h"
#include "overlay/areas.h"

struct dmz_cutter {
    struct dmz_context *context;
    GEOSGeometry *territory;
    const GEOSPreparedGeometry *prepared;
};

enum dmz_status dmz_cutter_build(struct dmz_context *context, const struct dmz_multipolygon *territory,
                                 struct dmz_cutter **cutter) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    *cutter = calloc(1, sizeof **cutter);
    if (!*cutter)
        return dmz_fail_memory(context);
    (*cutter)->context = context;
    (*cutter)->territory = dmz_areas_shape(context, territory);
    if ((*cutter)->territory)
        (*cutter)->prepared = GEOSPrepare_r(geos, (*cutter)->territory);
    if ((*cutter)->prepared)
        return DMZ_OK;
    dmz_cutter_free(*cutter);
    *cutter = NULL;
    return dmz_shape_fail(context, "preparing a territory");
}

void dmz_cutter_free(struct dmz_cutter *cutter) {
    if (!cutter)
        return;
    GEOSContextHandle_t geos = dmz_context_geos(cutter->context);
    GEOSPreparedGeom_destroy_r(geos, cutter->prepared);
    GEOSGeom_destroy_r(geos, cutter->territory);
    free(cutter);
}

/* How a thing lies to the territory, where that can be told without cutting. */
enum place { INSIDE, OUTSIDE, ACROSS };

static enum dmz_status find_place(const struct dmz_cutter *cutter, const GEOSGeometry *shape, enum place *place) {
    GEOSContextHandle_t geos = dmz_context_geos(cutter->context);
    char apart = GEOSPreparedDisjoint_r(geos, cutter->prepared, shape);
    char covered = apart == 0 ? GEOSPreparedCovers_r(geos, cutter->prepared, shape) : 0;
    *place = apart == 1 ? OUTSIDE : covered == 1 ? INSIDE : ACROSS;
    return apart == 2 || covered == 2 ? dmz_shape_fail(cutter->context, "placing a zone") : DMZ_OK;
}

/* What stays of `shape`, on the grid of so many decimals, if any; NULL where GEOS fails. */
static GEOSGeometry *cut(const struct dmz_cutter *cutter, enum dmz_keep keep, const GEOSGeometry *shape,
                         int decimals) {
    GEOSContextHandle_t geos = dmz_context_geos(cutter->context);
    double grid = decimals == DMZ_AREAS_UNROUNDED ? 0 : pow(10, -decimals);
    return keep == DMZ_KEEP_INSIDE ? GEOSIntersectionPrec_r(geos, shape, cutter->territory, grid)
                                   : GEOSDifferencePrec_r(geos, shape, cutter->territory, grid);
}

/* Cuts and rounds. */
static enum dmz_status cut_polygons(const struct dmz_cutter *cutter, enum dmz_keep keep, const GEOSGeometry *shape,
                                    const int decimals[2], struct dmz_multipolygon *rest) {
    GEOSGeometry *part = cut(cutter, keep, shape, decimals[0]);
    enum dmz_status status = part ? dmz_areas_take(cutter->context, part, decimals[1], rest)
                                  : dmz_shape_fail(cutter->context, "cutting a zone");
    GEOSGeom_destroy_r(dmz_context_geos(cutter->context), part);
    return status;
}

static enum dmz_status check(struct dmz_context *context, const struct dmz_multipolygon *area, bool *valid) {
    GEOSGeometry *shape = dmz_areas_shape(context, area);
    enum dmz_status status =
        shape ? dmz_areas_check(context, shape, valid) : dmz_shape_fail(context, "checking a zone");
    GEOSGeom_destroy_r(dmz_context_geos(context), shape);
    return status;
}

/* Cuts first and rounds then, which moves nothing but what is new. Where slivers get into each other by that, all is
 * cut on the grid, where edges near its points bend to them. */
static enum dmz_status cut_soundly(const struct dmz_cutter *cutter, enum dmz_keep keep, const GEOSGeometry *shape,
                                   int decimals, struct dmz_multipolygon *rest) {
    const int exactly[2] = {DMZ_AREAS_UNROUNDED, decimals}, on_grid[2] = {decimals, decimals};
    bool valid = false;
    enum dmz_status status = cut_polygons(cutter, keep, shape, exactly, rest);
    if (!status)
        status = check(cutter->context, rest, &valid);
    if (status || valid)
        return status;
    dmz_multipolygon_free(rest);
    status = cut_polygons(cutter, keep, shape, on_grid, rest);
    if (!status)
        status = check(cutter->context, rest, &valid);
    if (!status && !valid)
        return dmz_fail(cutter->context, DMZ_GEOMETRY, "a zone is not valid any more once it is cut by polygons");
    return status;
}

enum dmz_status dmz_cutter_cut_area(struct dmz_cutter *cutter, enum dmz_keep keep, int decimals,
                                    struct dmz_multipolygon *area, bool *taken) {
    struct dmz_multipolygon rest = {0};
    enum place place = OUTSIDE;
    GEOSGeometry *shape = dmz_areas_shape(cutter->context, area);
    enum dmz_status status =
        shape ? find_place(cutter, shape, &place) : dmz_shape_fail(cutter->context, "reading a zone");
    bool whole = place == (keep == DMZ_KEEP_INSIDE ? INSIDE : OUTSIDE);
    if (!status && place == ACROSS)
        status = cut_soundly(cutter, keep, shape, decimals, &rest);
    if (!status && !whole) {
        dmz_multipolygon_free(area);
        *area = rest;
        rest = (struct dmz_multipolygon){0};
    }
    if (taken)
        *taken = !whole;
    dmz_multipolygon_free(&rest);
    GEOSGeom_destroy_r(dmz_context_geos(cutter->context), shape);
    return status;
}

enum dmz_status dmz_cutter_cut_paths(struct dmz_cutter *cutter, enum dmz_keep keep, int decimals,
                                     struct dmz_paths *paths) {
    struct dmz_paths rest = {0};
    enum place place = OUTSIDE;
    GEOSGeometry *part = NULL, *shape = dmz_areas_lines(cutter->context, paths);
    enum dmz_status status =
        shape ? find_place(cutter, shape, &place) : dmz_shape_fail(cutter->context, "reading a limit");
    bool whole = place == (keep == DMZ_KEEP_INSIDE ? INSIDE : OUTSIDE);
    if (!status && place == ACROSS) {
        part = cut(cutter, keep, shape, DMZ_AREAS_UNROUNDED);
        status = part ? dmz_areas_take_lines(cutter->context, part, decimals, &rest)
                      : dmz_shape_fail(cutter->context, "cutting a limit");
    }
    if (!status && !whole) {
        dmz_paths_free(paths);
        *paths = rest;
        rest = (struct dmz_paths){0};
    }
    dmz_paths_free(&rest);
    GEOSGeom_destroy_r(dmz_context_geos(cutter->context), part);
    GEOSGeom_destroy_r(dmz_context_geos(cutter->context), shape);
    return status;
}
