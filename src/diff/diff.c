/* diff.c: what a moved line changes. */
#include "dmz/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff/changed.h"
#include "diff/pieces.h"
#include "diff/shift.h"
#include "overlay/edge_sums.h"

/* The edges of all zones of a day, made ready; the caller frees what is there, also where this fails. */
static enum dmz_status make_sums(struct dmz_context *context, const struct dmz_zones *zones,
                                 struct dmz_edge_sums **sums) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < zones->count && !status; i++)
        status = dmz_edge_sums_build(context, &zones->zones[i].area, DMZ_SUMS_WHOLE, &sums[i]);
    return status;
}

/* Fills diff->shared_m2. */
static enum dmz_status measure_shared(struct dmz_context *context, struct dmz_diff *diff) {
    size_t count = diff->zone_count;
    struct dmz_edge_sums **sums = calloc(2 * count + 1, sizeof(struct dmz_edge_sums *));
    diff->shared_m2 = calloc(count * count + 1, sizeof *diff->shared_m2);
    enum dmz_status status = sums && diff->shared_m2 ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = make_sums(context, diff->request.before->zones, sums);
    if (!status)
        status = make_sums(context, diff->request.after->zones, sums + count);
    for (size_t i = 0; i < count * count && !status; i++) {
        status = dmz_edge_sums_shared(context, sums[i / count], sums[count + i % count], &diff->shared_m2[i]);
        diff->shared_m2[i] = fmax(0, diff->shared_m2[i]); /* what edges along each other leave over */
    }
    for (size_t i = 0; sums && i < 2 * count; i++)
        dmz_edge_sums_free(sums[i]);
    free(sums);
    return status;
}

static enum dmz_status name_zones(struct dmz_context *context, struct dmz_diff *diff) {
    enum { NAME_SIZE = 256 };
    char name[NAME_SIZE];
    diff->zone_names = calloc(diff->zone_count + 1, sizeof *diff->zone_names);
    bool room = diff->zone_names;
    for (size_t i = 0; i < diff->zone_count && room; i++)
        room = (diff->zone_names[i] = strdup(dmz_stats_zone_name(diff->request.after, i, name, sizeof name)));
    return room ? DMZ_OK : dmz_fail_memory(context);
}

static bool are_swapped(const struct dmz_line *before, const struct dmz_line *after) {
    return before->left && before->right && after->left && after->right && strcmp(before->left, before->right) != 0 &&
           !strcmp(before->left, after->right) && !strcmp(before->right, after->left);
}

static enum dmz_status compare_lines(struct dmz_context *context, struct dmz_diff *diff) {
    const struct dmz_stats *before = diff->request.before, *after = diff->request.after;
    struct dmz_course old = {0}, new = {0};
    const struct dmz_course_request request = {after->request->edges, after->request->tolerance_m,
                                               dmz_line_middle(before->line).lon_deg};
    if (are_swapped(before->line, after->line))
        return dmz_fail(context, DMZ_INPUT,
                        "the lines run against each other: %s is left of the one, right of the other",
                        before->line->left);
    enum dmz_status status = dmz_course_build(context, before->line, &request, &old);
    if (!status)
        status = dmz_course_build(context, after->line, &request, &new);
    if (!status)
        status = dmz_shift_build(context, &old, &new, diff->request.moved_m, &diff->shift);
    if (!status)
        status = dmz_changed_build(context, &old, &new, after->zones->decimals, &diff->gained);
    dmz_course_free(&old);
    dmz_course_free(&new);
    return status;
}

enum dmz_status dmz_diff_build(struct dmz_context *context, const struct dmz_diff_request *request,
                               struct dmz_diff *diff) {
    diff->request = *request;
    diff->zone_count = request->after->zones->count;
    if (request->before->zones->count != diff->zone_count)
        return dmz_fail(context, DMZ_DEFECT, "two days of different zones");
    enum dmz_status status = name_zones(context, diff);
    if (!status)
        status = compare_lines(context, diff);
    if (!status && request->masks)
        status = dmz_masks_apply(context, request->masks, &diff->gained);
    if (!status)
        status = measure_shared(context, diff);
    if (!status && request->pieces)
        status = dmz_pieces_of_diff(context, diff);
    return status;
}

static double area_m2(const struct dmz_stats *day, size_t zone) {
    return day->zones->zones[zone].figures.area_m2;
}

double dmz_diff_departed_m2(const struct dmz_diff *diff, size_t zone) {
    return area_m2(diff->request.before, zone) - diff->shared_m2[zone * diff->zone_count + zone];
}

double dmz_diff_entered_m2(const struct dmz_diff *diff, size_t zone) {
    return area_m2(diff->request.after, zone) - diff->shared_m2[zone * diff->zone_count + zone];
}

double dmz_diff_flow_m2(const struct dmz_diff *diff, size_t from, size_t to) {
    size_t count = diff->zone_count;
    if (from == DMZ_DIFF_OUTSIDE && to == DMZ_DIFF_OUTSIDE)
        return NAN;
    if (from != DMZ_DIFF_OUTSIDE && to != DMZ_DIFF_OUTSIDE)
        return diff->shared_m2[from * count + to];
    double rest_m2 =
        from == DMZ_DIFF_OUTSIDE ? area_m2(diff->request.after, to) : area_m2(diff->request.before, from);
    for (size_t i = 0; i < count; i++)
        rest_m2 -= from == DMZ_DIFF_OUTSIDE ? diff->shared_m2[i * count + to] : diff->shared_m2[from * count + i];
    return fmax(0, rest_m2);
}

enum dmz_side dmz_diff_side(size_t party) {
    return party == DMZ_DIFF_LEFT ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT;
}

const char *dmz_diff_party(const struct dmz_diff *diff, enum dmz_side side) {
    const struct dmz_line *after = diff->request.after->line;
    bool named = side == DMZ_SIDE_LEFT ? after->left : after->right;
    return dmz_stats_party(named ? diff->request.after : diff->request.before, side);
}

const char *dmz_diff_zone_name(const struct dmz_diff *diff, size_t zone) {
    return zone == DMZ_DIFF_OUTSIDE ? "outside" : diff->zone_names[zone];
}

void dmz_diff_free(struct dmz_diff *diff) {
    dmz_zones_free(&diff->gained);
    free(diff->shared_m2);
    for (size_t i = 0; diff->zone_names && i < diff->zone_count; i++)
        free(diff->zone_names[i]);
    free(diff->zone_names);
    for (size_t i = 0; i < diff->piece_count; i++)
        dmz_multipolygon_free(&diff->pieces[i].area);
    free(diff->pieces);
    *diff = (struct dmz_diff){0};
}
