/* regions.c: how much of every zone lies in which region. */
#include "dmz/regions.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/scene.h"
#include "overlay/collect.h"
#include "overlay/edge_sums.h"
#include "overlay/known_zones.h"
#include "overlay/name_table.h"

/* A region as it is read: all polygons of one name. */
struct draft {
    char *name;
    struct dmz_multipolygon area; /* of what is near the zones, else nothing */
    double far_m2;                /* the rest of it */
    size_t features;
    struct dmz_edge_sums *sums;
    struct dmz_extent extent;
    bool overlaps; /* another one */
    bool is_in;    /* it has a share in the zones */
};

/* Regions as they are read, once, and measured, perhaps for zones after zones. */
struct dmz_regions_ready {
    struct dmz_context *context;
    struct dmz_features *features;
    const struct dmz_zones *zones;
    struct dmz_extent extent; /* of the zones */
    bool for_any;             /* zones: all regions are near */
    struct dmz_scene *scene;
    struct dmz_naming naming;
    struct draft *drafts; /* by the number of their name */
    struct dmz_name_table names;
    size_t count;
    bool overlaps_known;
    struct dmz_edge_sums *overlap; /* of those that overlap others, all together; NULL: none do */
    struct dmz_known_zones known;  /* those of before; areas by draft, then of the overlap of all */
    struct zone_work *zone_work;   /* of each zone */
    struct dmz_regions *regions;
};

/* What a zone is measured by. */
struct zone_work {
    struct dmz_edge_sums *sums;
    struct dmz_known_zone *known; /* whose sums these are; NULL: they are its own */
};

static const char *const USUAL_NAMES[] = {"name",      "name_en",   "NAME_EN", "NAME_1",  "NAME_2",
                                          "ADM1_EN",   "ADM2_EN",   "ADM3_EN", "ADM0_EN", "ADM1_NAME",
                                          "ADM2_NAME", "shapeName", "NAME_0",  "admin",   NULL};

static struct draft *find_draft(struct dmz_regions_ready *work, const char *name) {
    size_t number = dmz_name_table_find(&work->names, name);
    if (number < work->count)
        return &work->drafts[number];
    struct draft *drafts = dmz_grow(work->drafts, work->count, sizeof *drafts);
    char *copy = strdup(name);
    if (drafts)
        work->drafts = drafts;
    if (!drafts || !copy || !dmz_name_table_add(&work->names, copy)) {
        free(copy);
        return NULL;
    }
    drafts[work->count] = (struct draft){.name = copy, .extent = DMZ_EXTENT_EMPTY};
    return &drafts[work->count++];
}

/* Of what is far from the zones only the area counts. */
static enum dmz_status add_far(struct dmz_regions_ready *work, const struct dmz_multipolygon *sound,
                               struct draft *draft) {
    struct dmz_edge_sums *sums = NULL;
    enum dmz_status status = dmz_edge_sums_build(work->context, sound, DMZ_SUMS_PIECES, &sums);
    if (!status)
        draft->far_m2 += dmz_edge_sums_area_m2(sums);
    dmz_edge_sums_free(sums);
    return status;
}

static enum dmz_status add_feature(struct dmz_regions_ready *work, const struct dmz_feature *feature) {
    struct dmz_multipolygon sound = {0};
    const char *name = NULL;
    char number[48];
    enum dmz_status status = dmz_naming_find(work->context, feature, &work->naming, &name);
    snprintf(number, sizeof number, "feature %zu", feature->number);
    struct draft *draft = status ? NULL : find_draft(work, name ? name : number);
    if (!status && !draft)
        status = dmz_fail_memory(work->context);
    if (!status)
        status = dmz_collect_sound(work->context, work->features, feature, INFINITY, &sound);
    if (!status)
        status = dmz_scene_add_region(work->scene, name, &sound);
    if (!status) {
        struct dmz_extent extent = dmz_extent_with(DMZ_EXTENT_EMPTY, &sound);
        draft->features++;
        if (work->for_any || dmz_extent_meets(extent, work->extent))
            status = dmz_multipolygon_move(work->context, &draft->area, &sound);
        else
            status = add_far(work, &sound, draft);
    }
    dmz_multipolygon_free(&sound);
    return status;
}

static enum dmz_status read_regions(struct dmz_regions_ready *work) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status;
    while (!(status = dmz_features_next(work->features, &feature)) && feature) {
        status = add_feature(work, feature);
        if (status)
            return status;
    }
    if (!status && !work->count)
        status = dmz_features_require(work->features);
    return status ? status : dmz_naming_require(work->features, work->context, &work->naming, "--regions-name");
}

/* Features of one name are one region, though they may overlap. */
static enum dmz_status prepare(struct dmz_regions_ready *work) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->count && !status; i++) {
        struct draft *draft = &work->drafts[i];
        if (draft->features > 1)
            status = dmz_territory_unite(work->context, &draft->area);
        draft->extent = dmz_extent_with(DMZ_EXTENT_EMPTY, &draft->area);
        if (!status && draft->area.polygon_count)
            status = dmz_edge_sums_build(work->context, &draft->area, DMZ_SUMS_PIECES, &draft->sums);
    }
    return status;
}

/* Of zones after zones, those of the outermost layer hardly ever come again. */
static enum dmz_status prepare_zone(struct dmz_regions_ready *work, const struct dmz_zone *zone, size_t outermost,
                                    struct zone_work *made) {
    enum dmz_status status = DMZ_OK;
    if (!work->for_any || zone->layer >= outermost)
        return dmz_edge_sums_build(work->context, &zone->area, DMZ_SUMS_WHOLE, &made->sums);
    made->known = dmz_known_zones_find(&work->known, &zone->area);
    if (!made->known)
        status = dmz_known_zones_add(work->context, &zone->area, work->count + 1, &work->known, &made->known);
    made->sums = status ? NULL : made->known->sums;
    return status;
}

static enum dmz_status prepare_zones(struct dmz_regions_ready *work) {
    const struct dmz_zones *zones = work->zones;
    size_t outermost = 0;
    work->zone_work = calloc(zones->count + 1, sizeof *work->zone_work);
    enum dmz_status status = work->zone_work ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < zones->count; i++)
        outermost = zones->zones[i].layer > outermost ? zones->zones[i].layer : outermost;
    for (size_t i = 0; i < zones->count && !status; i++)
        status = prepare_zone(work, &zones->zones[i], outermost, &work->zone_work[i]);
    return status;
}

static void free_zone_work(struct dmz_regions_ready *work) {
    for (size_t i = 0; work->zone_work && i < work->zones->count; i++)
        if (!work->zone_work[i].known)
            dmz_edge_sums_free(work->zone_work[i].sums);
    free(work->zone_work);
    work->zone_work = NULL;
}

/* Appends a region that has a share in the zones. */
static enum dmz_status add_region(struct dmz_regions_ready *work, struct draft *draft, double *zone_m2) {
    struct dmz_regions *regions = work->regions;
    struct dmz_region *items = dmz_grow(regions->items, regions->count, sizeof *items);
    char *name = strdup(draft->name);
    if (items)
        regions->items = items;
    if (!items || !name) {
        free(name);
        free(zone_m2);
        return dmz_fail_memory(work->context);
    }
    double area_m2 = dmz_edge_sums_area_m2(draft->sums) + draft->far_m2;
    items[regions->count++] = (struct dmz_region){name, area_m2, zone_m2};
    draft->is_in = true;
    /* cppcheck-suppress memleak ; the region has the name */
    return DMZ_OK;
}

/* The sums of draft i; of the overlap, where `i` is beyond all. */
static const struct dmz_edge_sums *sums_of(const struct dmz_regions_ready *work, size_t i) {
    return i < work->count ? work->drafts[i].sums : work->overlap;
}

static enum dmz_status measure_zone(struct dmz_regions_ready *work, size_t region, const struct zone_work *zone,
                                    double *area_m2) {
    double *known_m2 = zone->known ? &zone->known->shared_m2[region] : NULL;
    if (known_m2 && !isnan(*known_m2)) {
        *area_m2 = *known_m2;
        return DMZ_OK;
    }
    enum dmz_status status = dmz_edge_sums_shared(work->context, zone->sums, sums_of(work, region), area_m2);
    *area_m2 = fmax(0, *area_m2); /* what edges along each other leave over */
    if (known_m2 && !status)
        *known_m2 = *area_m2;
    return status;
}

/* Measures what of every zone lies in a region; *sum is what of all does. */
static enum dmz_status measure(struct dmz_regions_ready *work, size_t region, double *zone_m2, double *sum) {
    enum dmz_status status = DMZ_OK;
    *sum = 0;
    for (size_t i = 0; i < work->zones->count && !status; i++) {
        status = measure_zone(work, region, &work->zone_work[i], &zone_m2[i]);
        *sum += zone_m2[i];
    }
    return status;
}

static enum dmz_status measure_regions(struct dmz_regions_ready *work) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->count && !status; i++) {
        double sum = 0, *zone_m2 = calloc(work->zones->count + 1, sizeof *zone_m2);
        if (!zone_m2)
            return dmz_fail_memory(work->context);
        if (work->drafts[i].sums)
            status = measure(work, i, zone_m2, &sum);
        if (!status && sum > 0) {
            status = add_region(work, &work->drafts[i], zone_m2);
            continue;
        }
        free(zone_m2);
    }
    return status;
}

/* Marks the regions that overlap others. */
static enum dmz_status find_overlaps(struct dmz_regions_ready *work, size_t *found) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->count; i++)
        for (size_t k = 0; k < i && !status && work->drafts[i].sums; k++) {
            struct draft *a = &work->drafts[i], *b = &work->drafts[k];
            double shared_m2 = 0;
            if (b->sums && dmz_extent_meets(a->extent, b->extent))
                status = dmz_edge_sums_shared(work->context, a->sums, b->sums, &shared_m2);
            if (shared_m2 <= DMZ_REGIONS_SLIVER_M2)
                continue;
            a->overlaps = b->overlaps = true;
            ++*found;
        }
    return status;
}

/* Puts those that overlap together. */
static enum dmz_status unite_overlapping(struct dmz_regions_ready *work) {
    struct dmz_multipolygon whole = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->count && !status; i++)
        if (work->drafts[i].overlaps)
            status = dmz_multipolygon_move(work->context, &whole, &work->drafts[i].area);
    if (!status)
        status = dmz_territory_unite(work->context, &whole);
    if (!status)
        status = dmz_edge_sums_build(work->context, &whole, DMZ_SUMS_PIECES, &work->overlap);
    dmz_multipolygon_free(&whole);
    return status;
}

/* Looks for overlaps, once. */
static enum dmz_status know_overlaps(struct dmz_regions_ready *work) {
    size_t found = 0;
    if (work->overlaps_known)
        return DMZ_OK;
    enum dmz_status status = find_overlaps(work, &found);
    if (!status && found)
        status = unite_overlapping(work);
    work->overlaps_known = !status;
    return status;
}

/* What of the zones lies in any of those that overlap, beside what does in each, is the overlap. */
static enum dmz_status measure_overlaps(struct dmz_regions_ready *work) {
    struct dmz_regions *regions = work->regions;
    double sum, *zone_m2 = calloc(work->zones->count + 1, sizeof *zone_m2);
    enum dmz_status status = zone_m2 ? measure(work, work->count, zone_m2, &sum) : dmz_fail_memory(work->context);
    for (size_t i = 0; i < work->zones->count && !status; i++)
        regions->overlap_m2[i] = fmax(0, regions->overlap_m2[i] - zone_m2[i]);
    free(zone_m2);
    return status;
}

/* What lies in regions that overlap others, each for itself. */
static enum dmz_status sum_overlapping(struct dmz_regions_ready *work) {
    enum dmz_status status = know_overlaps(work);
    if (status || !work->overlap)
        return status;
    for (size_t k = 0, region = 0; k < work->count; k++) {
        if (!work->drafts[k].is_in)
            continue;
        for (size_t i = 0; i < work->zones->count && work->drafts[k].overlaps; i++)
            work->regions->overlap_m2[i] += work->regions->items[region].zone_m2[i];
        region++;
    }
    return measure_overlaps(work);
}

static enum dmz_status sum_up(struct dmz_regions_ready *work) {
    struct dmz_regions *regions = work->regions;
    regions->zone_count = work->zones->count;
    regions->none_m2 = calloc(work->zones->count + 1, sizeof *regions->none_m2);
    regions->overlap_m2 = calloc(work->zones->count + 1, sizeof *regions->overlap_m2);
    if (!regions->none_m2 || !regions->overlap_m2)
        return dmz_fail_memory(work->context);
    enum dmz_status status = sum_overlapping(work);
    for (size_t i = 0; i < work->zones->count && !status; i++) {
        double rest_m2 = work->zones->zones[i].figures.area_m2 + regions->overlap_m2[i];
        for (size_t k = 0; k < regions->count; k++)
            rest_m2 -= regions->items[k].zone_m2[i];
        regions->none_m2[i] = fmax(0, rest_m2);
    }
    regions->read = work->count;
    if (!status && work->naming.field) {
        regions->name_field = strdup(work->naming.field);
        status = regions->name_field ? DMZ_OK : dmz_fail_memory(work->context);
    }
    return status;
}

static void free_work(struct dmz_regions_ready *work) {
    for (size_t i = 0; i < work->count; i++) {
        free(work->drafts[i].name);
        dmz_multipolygon_free(&work->drafts[i].area);
        dmz_edge_sums_free(work->drafts[i].sums);
    }
    dmz_known_zones_free(&work->known);
    free(work->drafts);
    dmz_name_table_free(&work->names);
    dmz_edge_sums_free(work->overlap);
    dmz_naming_free(&work->naming);
}

/* Measures regions that are ready. */
static enum dmz_status measure_zones(struct dmz_regions_ready *work, const struct dmz_zones *zones,
                                     struct dmz_regions *regions) {
    work->zones = zones;
    work->regions = regions;
    for (size_t i = 0; i < work->count; i++)
        work->drafts[i].is_in = false;
    enum dmz_status status = prepare_zones(work);
    if (!status)
        status = measure_regions(work);
    if (!status)
        status = sum_up(work);
    free_zone_work(work);
    if (status)
        dmz_regions_free(regions);
    return status;
}

enum dmz_status dmz_regions_build(struct dmz_context *context, struct dmz_features *features,
                                  const struct dmz_regions_request *request, const struct dmz_zones *zones,
                                  struct dmz_regions *regions) {
    struct dmz_regions_ready work = {
        .context = context,
        .features = features,
        .extent = DMZ_EXTENT_EMPTY,
        .scene = request->scene,
        .naming = {.asked = request->name_field, .usual = USUAL_NAMES},
    };
    for (size_t i = 0; i < zones->count; i++)
        work.extent = dmz_extent_with(work.extent, &zones->zones[i].area);
    enum dmz_status status = read_regions(&work);
    if (!status)
        status = prepare(&work);
    if (!status)
        status = measure_zones(&work, zones, regions);
    free_work(&work);
    return status;
}

enum dmz_status dmz_regions_prepare(struct dmz_context *context, struct dmz_features *features,
                                    const struct dmz_regions_request *request, struct dmz_regions_ready **ready) {
    *ready = calloc(1, sizeof **ready);
    if (!*ready)
        return dmz_fail_memory(context);
    **ready = (struct dmz_regions_ready){
        .context = context,
        .features = features,
        .for_any = true,
        .naming = {.asked = request->name_field, .usual = USUAL_NAMES},
    };
    enum dmz_status status = read_regions(*ready);
    if (!status)
        status = prepare(*ready);
    if (!status)
        status = know_overlaps(*ready);
    (*ready)->features = NULL;
    if (status) {
        dmz_regions_ready_free(*ready);
        *ready = NULL;
    }
    return status;
}

enum dmz_status dmz_regions_measure(struct dmz_context *context, struct dmz_regions_ready *ready,
                                    const struct dmz_zones *zones, struct dmz_regions *regions) {
    ready->context = context;
    return measure_zones(ready, zones, regions);
}

enum dmz_status dmz_regions_show(const struct dmz_regions_ready *ready, struct dmz_scene *scene) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < ready->count && !status; i++)
        status = dmz_scene_add_region(scene, ready->drafts[i].name, &ready->drafts[i].area);
    return status;
}

void dmz_regions_ready_free(struct dmz_regions_ready *ready) {
    if (ready)
        free_work(ready);
    free(ready);
}

double dmz_regions_area_m2(const struct dmz_regions *regions, const struct dmz_zones *zones, size_t i, size_t first,
                           size_t last, enum dmz_side side) {
    const double *zone_m2 = i == DMZ_REGIONS_NONE ? regions->none_m2 : regions->items[i].zone_m2;
    double sum = 0;
    for (size_t k = 0; k < regions->zone_count; k++) {
        const struct dmz_zone *zone = &zones->zones[k];
        if (zone->layer >= first && zone->layer <= last && (side == DMZ_SIDE_NONE || zone->side == side))
            sum += zone_m2[k];
    }
    return sum;
}

double dmz_regions_share(double area_m2, double all_m2) {
    return all_m2 > 0 ? fmin(1, area_m2 / all_m2) : NAN;
}

bool dmz_regions_overlap(const struct dmz_regions *regions) {
    for (size_t i = 0; i < regions->zone_count; i++)
        if (regions->overlap_m2[i] > 0)
            return true;
    return false;
}

void dmz_regions_free(struct dmz_regions *regions) {
    for (size_t i = 0; i < regions->count; i++) {
        free(regions->items[i].name);
        free(regions->items[i].zone_m2);
    }
    free(regions->items);
    free(regions->none_m2);
    free(regions->overlap_m2);
    free(regions->name_field);
    *regions = (struct dmz_regions){0};
}
