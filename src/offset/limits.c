/* limits.c: limits from an engine, rounded, measured and bracketed; from the other one where they fail. */
#include "dmz/limits.h"

#include <stdio.h>
#include <string.h>

#include "offset/limit_memory.h"
#include "offset/limit_proof.h"

/* What limits are made of and checked against. */
struct work {
    struct dmz_context *context;
    const struct dmz_line *dense;
    const struct dmz_index *index;
    struct dmz_offset_request request;
    int decimals;
    struct dmz_multipolygon *limits;
    struct dmz_accuracy *accuracy;
    char problem[DMZ_PROBLEM_SIZE]; /* what is wrong with the limits; "" for nothing */
};

static void clear_limits(struct work *work) {
    for (size_t i = 0; i < work->request.count; i++)
        dmz_multipolygon_free(&work->limits[i]);
}

/* Makes and checks the limits by one engine: what is wrong with them is in work->problem. */
static enum dmz_status try_engine(struct work *work, enum dmz_engine engine) {
    struct dmz_accuracy *accuracy = work->accuracy;
    work->request.engine = engine;
    work->problem[0] = 0;
    *accuracy = (struct dmz_accuracy){.tolerance_m = work->request.tolerance_m, .engine = engine};
    enum dmz_status status = dmz_offset_build(work->context, work->dense, &work->request, work->limits);
    if (status == DMZ_GEOMETRY) {
        snprintf(work->problem, sizeof work->problem, "%s", dmz_context_message(work->context));
        dmz_forget(work->context);
        return DMZ_OK;
    }
    if (status)
        return status;
    for (size_t i = 0; i < work->request.count; i++)
        dmz_multipolygon_round(&work->limits[i], work->decimals);
    struct dmz_limit_proof proof = {work->dense, work->index, &work->request};
    return dmz_limits_prove(work->context, &proof, work->limits, accuracy, work->problem);
}

static enum dmz_status build_alone(struct work *work, enum dmz_engine asked, enum dmz_engine engine) {
    enum dmz_status status = try_engine(work, engine);
    if (!status && work->problem[0] && asked == DMZ_ENGINE_AUTO && engine == DMZ_ENGINE_FRONT) {
        char why[sizeof work->problem];
        memcpy(why, work->problem, sizeof why);
        clear_limits(work);
        status = try_engine(work, DMZ_ENGINE_GEOS);
        memcpy(work->accuracy->fallback, why, sizeof why);
    }
    if (status || !work->problem[0])
        return status;
    dmz_hint(work->context, "try a larger --tolerance");
    return dmz_fail(work->context, DMZ_GEOMETRY, "%s", work->problem);
}

enum dmz_status dmz_limits_build(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_index *index, const struct dmz_offset_request *request,
                                 int decimals, struct dmz_multipolygon *limits, struct dmz_accuracy *accuracy) {
    struct work work = {context, dense, index, *request, decimals, limits, accuracy, ""};
    double widest = request->reaches_m[request->count - 1];
    return build_alone(&work, request->engine, dmz_engine_chosen(request->engine, widest, request->tolerance_m));
}

enum dmz_status dmz_limits_recall(struct dmz_context *context, struct dmz_limit_memory *memory,
                                  const struct dmz_limits_wanted *wanted, struct dmz_multipolygon *limits,
                                  struct dmz_accuracy *accuracy) {
    const struct dmz_offset_request *request = wanted->request;
    struct work work = {context, wanted->dense, wanted->index, *request, wanted->decimals, limits, accuracy, ""};
    double widest = request->reaches_m[request->count - 1];
    enum dmz_engine engine = dmz_engine_chosen(request->engine, widest, request->tolerance_m);
    bool done = false;
    enum dmz_status status =
        engine == DMZ_ENGINE_FRONT ? dmz_limit_memory_make(context, memory, wanted, limits, accuracy, &done) : DMZ_OK;
    if (status || done)
        return status;
    clear_limits(&work);
    return build_alone(&work, request->engine, engine);
}
