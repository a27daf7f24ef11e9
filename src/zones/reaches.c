/* reaches.c: which limits a request asks for. */
#include "zones/reaches.h"

#include <math.h>
#include <stdlib.h>

static const double LEAST_TOLERANCE_M = 0.01, MOST_TOLERANCE_M = 100, MOST_REACH_M = 2e6;

double dmz_reaches_to_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    return dmz_width_reach_m(&request->layers[layer].width, side);
}

double dmz_reaches_from_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    return layer ? dmz_reaches_to_m(request, layer - 1, side) : 0;
}

static double depth_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    return dmz_reaches_to_m(request, layer, side) - dmz_reaches_from_m(request, layer, side);
}

bool dmz_reaches_symmetric(const struct dmz_zones_request *request) {
    for (size_t i = 0; i < request->layer_count; i++)
        if (request->layers[i].width.left_m != request->layers[i].width.right_m)
            return false;
    return true;
}

static enum dmz_status check_layer(struct dmz_context *context, const struct dmz_zones_request *request,
                                   size_t layer) {
    double least = DMZ_LAYER_LEAST_TOLERANCES * request->tolerance_m;
    double left = depth_m(request, layer, DMZ_SIDE_LEFT), right = depth_m(request, layer, DMZ_SIDE_RIGHT);
    double thinner = left == 0 ? right : right == 0 ? left : fmin(left, right);
    if (!request->stretch_count && !(thinner >= least)) { /* else stretches are looked at one by one */
        dmz_hint(context, "a smaller --tolerance allows thinner layers");
        return dmz_fail(context, DMZ_USAGE,
                        "layer '%s' is %g m deep: at least %g m are needed, %d times the tolerance",
                        request->layers[layer].name, thinner, least, DMZ_LAYER_LEAST_TOLERANCES);
    }
    if (!(dmz_reaches_to_m(request, layer, DMZ_SIDE_NONE) <= MOST_REACH_M))
        return dmz_fail(context, DMZ_USAGE, "layer '%s' reaches %g km: 2,000 km is the most",
                        request->layers[layer].name, dmz_reaches_to_m(request, layer, DMZ_SIDE_NONE) / 1000);
    return DMZ_OK;
}

static enum dmz_status check_request(struct dmz_context *context, const struct dmz_zones_request *request) {
    if (!(request->tolerance_m >= LEAST_TOLERANCE_M && request->tolerance_m <= MOST_TOLERANCE_M))
        return dmz_fail(context, DMZ_USAGE, "a tolerance of %g m: it must be from 1 cm to 100 m",
                        request->tolerance_m);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < request->layer_count && !status; i++)
        status = check_layer(context, request, i);
    return status;
}

static int by_size(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* Limits of the left and the right cross the other side too, where they must not be taken for each other. */
static enum dmz_status check_apart(struct dmz_context *context, const struct dmz_zones_request *request,
                                   const struct dmz_reaches *reaches) {
    double least = DMZ_LAYER_LEAST_TOLERANCES * request->tolerance_m;
    for (size_t i = 1; i < reaches->count; i++)
        if (!(reaches->metres[i] - reaches->metres[i - 1] >= least)) {
            dmz_hint(context, "a smaller --tolerance tells them apart");
            return dmz_fail(
                context, DMZ_USAGE,
                "reaches of %.10g m and %.10g m: such as differ must do so by at least %g m, %d times the "
                "tolerance",
                reaches->metres[i - 1], reaches->metres[i], least, DMZ_LAYER_LEAST_TOLERANCES);
        }
    return DMZ_OK;
}

enum dmz_status dmz_reaches_build(struct dmz_context *context, const struct dmz_zones_request *request,
                                  struct dmz_reaches *reaches) {
    enum dmz_status status = check_request(context, request);
    if (status)
        return status;
    double *metres = malloc((2 * request->layer_count + 1) * sizeof *metres);
    if (!metres)
        return dmz_fail_memory(context);
    size_t count = 0;
    for (size_t i = 0; i < request->layer_count; i++) {
        metres[count++] = request->layers[i].width.left_m;
        metres[count++] = request->layers[i].width.right_m;
    }
    qsort(metres, count, sizeof *metres, by_size);
    *reaches = (struct dmz_reaches){metres, 0};
    for (size_t i = 0; i < count; i++)
        if (metres[i] > 0 && (!reaches->count || metres[i] > metres[reaches->count - 1]))
            metres[reaches->count++] = metres[i];
    return request->stretch_count ? DMZ_OK : check_apart(context, request, reaches);
}

void dmz_reaches_free(struct dmz_reaches *reaches) {
    free(reaches->metres);
    *reaches = (struct dmz_reaches){0};
}
