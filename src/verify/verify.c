/* verify.c: zones measured against their line: what is measured, and the verdict. */
#include "dmz/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/units.h"
#include "verify/job.h"

static void note_worst(struct dmz_verify *found, double off_m, struct dmz_position place) {
    if (fabs(off_m) <= found->worst_m)
        return;
    found->worst_m = fabs(off_m);
    found->worst = place;
}

/* Of zones that were kept to something, all may be gone; where that is known, what is missing has been searched for.
 */
static bool is_masked(const struct dmz_verify *found) {
    return found->request.masked || found->request.clip || found->request.exclude;
}

static void judge_layer(struct dmz_verify *found, const struct dmz_verify_layer *layer) {
    note_worst(found, layer->outer.worst_m, layer->outer.worst);
    note_worst(found, layer->inner.worst_m, layer->inner.worst);
    note_worst(found, layer->border.worst_m, layer->border.worst);
    for (int i = 0; i < DMZ_FAULT_KINDS; i++)
        note_worst(found, layer->faults[i].off_m, layer->faults[i].worst);
    found->within = found->within && (layer->is_there || is_masked(found));
}

static void judge(struct dmz_verify *found) {
    found->within = !found->invalid_count;
    for (size_t i = 0; i < found->layer_count; i++)
        judge_layer(found, &found->layers[i]);
    for (size_t i = 0; i < found->zone_count; i++)
        found->within = found->within && (found->zones[i].features || is_masked(found));
    found->within = found->within && found->worst_m <= found->request.tolerance_m;
}

enum dmz_status dmz_verify_build(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_given *given, const struct dmz_verify_request *request,
                                 struct dmz_verify *found) {
    struct dmz_gauge gauge = {0};
    struct dmz_job job = {.context = context, .given = given, .gauge = &gauge, .found = found};
    found->request = *request;
    enum dmz_status status = dmz_plan_build(&job);
    if (!status)
        status = dmz_validity_check(&job);
    if (!status)
        status = dmz_gauge_build(context, line, request, &gauge);
    if (!status)
        status = dmz_rims_measure(&job);
    if (!status)
        status = dmz_cells_search(&job);
    if (!status)
        judge(found);
    dmz_gauge_free(&gauge);
    free(job.zone_of);
    return status;
}

const char *dmz_fault_name(enum dmz_fault fault) {
    static const char *const names[DMZ_FAULT_KINDS] = {"missing", "too much", "wrong side", "overlap"};
    return names[fault];
}

static void name_reaches(double from_m, double to_m, char *name, size_t size) {
    char from[32], to[32];
    snprintf(name, size, "%s to %s", dmz_units_write_distance(from_m, from, sizeof from),
             dmz_units_write_distance(to_m, to, sizeof to));
}

char *dmz_verify_layer_name(const struct dmz_verify *found, size_t layer, char *name, size_t size) {
    const struct dmz_verify_layer *named = &found->layers[layer];
    if (named->name)
        snprintf(name, size, "%s", named->name);
    else
        name_reaches(named->from_m, named->to_m, name, size);
    return name;
}

char *dmz_verify_zone_name(const struct dmz_verify *found, size_t zone, char *name, size_t size) {
    const struct dmz_verify_zone *named = &found->zones[zone];
    const char *const sides[] = {"right", "", "left"};
    const char *side = sides[named->side + 1], *joint = found->layers[named->layer].name ? "-" : ", ";
    dmz_verify_layer_name(found, named->layer, name, size);
    size_t used = strlen(name);
    if (side[0])
        snprintf(name + used, size - used, "%s%s", joint, side);
    return name;
}

void dmz_verify_free(struct dmz_verify *found) {
    for (size_t i = 0; i < found->layer_count; i++)
        free(found->layers[i].name);
    for (size_t i = 0; i < found->invalid_count; i++) {
        free(found->invalid[i].place);
        free(found->invalid[i].reason);
    }
    free(found->layers);
    free(found->zones);
    free(found->places);
    free(found->invalid);
    *found = (struct dmz_verify){0};
}
