/* limit_memory.c: limits that were made and proven, for requests that begin with the same reaches. */
#include "offset/limit_memory.h"

#include <stdlib.h>

#include "core/grow.h"
#include "offset/front/front.h"
#include "offset/limit_proof.h"

#define NONE ((size_t)-1)

/* A limit that others may lie outside of. How it was traced depends on all those inside it: limits make a tree. */
struct kept {
    size_t inside; /* NONE: it is a first one */
    double reach_m;
    struct dmz_visits visits;
    struct dmz_multipolygon limit; /* rounded, proven */
    struct dmz_accuracy accuracy;  /* of it and those inside it */
};

/* Limits that have their first reach and the centre of their map in common, and so the spine. */
struct trunk {
    double least_m;
    struct dmz_vector centre;
    struct dmz_spine spine;
    struct kept *items;
    size_t count;
};

struct dmz_limit_memory {
    struct trunk *trunks;
    size_t count;
};

/* What is being made. */
struct work {
    struct dmz_context *context;
    const struct dmz_limits_wanted *wanted;
    struct trunk *trunk;
    struct dmz_multipolygon *limits;
    struct dmz_accuracy *accuracy;
};

struct dmz_limit_memory *dmz_limit_memory_create(void) {
    return calloc(1, sizeof(struct dmz_limit_memory));
}

static bool is_same(struct dmz_vector a, struct dmz_vector b) {
    return a.x == b.x && a.y == b.y && a.z == b.z;
}

static enum dmz_status find_trunk(struct work *work, struct dmz_limit_memory *memory) {
    const struct dmz_offset_request *request = work->wanted->request;
    const struct dmz_line *dense = work->wanted->dense;
    double least_m = request->reaches_m[0], widest_m = request->reaches_m[request->count - 1];
    struct dmz_vector centre = dmz_geodesy_vector(dmz_line_centre(dense, widest_m));
    for (size_t i = 0; i < memory->count; i++) {
        work->trunk = &memory->trunks[i];
        if (work->trunk->least_m == least_m && is_same(work->trunk->centre, centre))
            return DMZ_OK;
    }
    struct trunk *trunks = dmz_grow(memory->trunks, memory->count, sizeof *trunks);
    if (!trunks)
        return dmz_fail_memory(work->context);
    memory->trunks = trunks;
    work->trunk = &trunks[memory->count];
    *work->trunk = (struct trunk){.least_m = least_m, .centre = centre};
    enum dmz_status status =
        dmz_front_spine(work->context, dense, least_m, request->tolerance_m, &work->trunk->spine);
    if (!status)
        memory->count++;
    return status;
}

static size_t find_kept(const struct trunk *trunk, size_t inside, double reach_m) {
    for (size_t i = 0; i < trunk->count; i++)
        if (trunk->items[i].inside == inside && trunk->items[i].reach_m == reach_m)
            return i;
    return NONE;
}

static enum dmz_status copy_limit(struct dmz_context *context, const struct dmz_multipolygon *from,
                                  struct dmz_multipolygon *to) {
    return dmz_multipolygon_copy_marked(from, to) ? DMZ_OK : dmz_fail_memory(context);
}

/* Keeps limit i, which was just made, and takes its visits over. */
static enum dmz_status keep(struct work *work, size_t i, size_t *inside, struct dmz_visits *visits) {
    struct trunk *trunk = work->trunk;
    struct kept *items = dmz_grow(trunk->items, trunk->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(work->context);
    trunk->items = items;
    struct kept *kept = &items[trunk->count];
    *kept = (struct kept){*inside, work->wanted->request->reaches_m[i], *visits, {0}, *work->accuracy};
    *visits = (struct dmz_visits){0};
    *inside = trunk->count++;
    return copy_limit(work->context, &work->limits[i], &kept->limit);
}

/* Traces limit i outside of `inside`, and proves it: *problem is whether that failed. */
static enum dmz_status make_limit(struct work *work, size_t i, size_t inside, struct dmz_visits *visits,
                                  bool *problem) {
    const struct dmz_offset_request *request = work->wanted->request;
    const struct dmz_front_step step = {request->reaches_m[i], request->tolerance_m, work->trunk->centre,
                                        inside == NONE ? NULL : &work->trunk->items[inside].visits};
    const struct dmz_offset_request one = {&request->reaches_m[i], 1, request->tolerance_m, request->engine};
    const struct dmz_limit_proof proof = {work->wanted->dense, work->wanted->index, &one};
    char words[DMZ_PROBLEM_SIZE] = "";
    enum dmz_status status = dmz_front_trace(work->context, &work->trunk->spine, &step, visits, &work->limits[i]);
    *problem = status == DMZ_GEOMETRY;
    if (*problem)
        dmz_forget(work->context);
    if (status)
        return *problem ? DMZ_OK : status;
    dmz_multipolygon_round(&work->limits[i], work->wanted->decimals);
    status = dmz_limits_prove(work->context, &proof, &work->limits[i], work->accuracy, words);
    *problem = words[0];
    return status;
}

/* Makes limit i outside of *inside, or recalls it; *inside becomes the one that is kept of it. */
static enum dmz_status reach_limit(struct work *work, size_t i, size_t *inside, bool *problem) {
    const struct dmz_offset_request *request = work->wanted->request;
    size_t found = find_kept(work->trunk, *inside, request->reaches_m[i]);
    if (found != NONE) {
        *inside = found;
        *work->accuracy = work->trunk->items[found].accuracy;
        return copy_limit(work->context, &work->trunk->items[found].limit, &work->limits[i]);
    }
    struct dmz_visits visits = {0};
    enum dmz_status status = make_limit(work, i, *inside, &visits, problem);
    if (!status && !*problem && i + 1 < request->count)
        status = keep(work, i, inside, &visits);
    dmz_visits_free(&visits);
    return status;
}

enum dmz_status dmz_limit_memory_make(struct dmz_context *context, struct dmz_limit_memory *memory,
                                      const struct dmz_limits_wanted *wanted, struct dmz_multipolygon *limits,
                                      struct dmz_accuracy *accuracy, bool *done) {
    struct work work = {context, wanted, NULL, limits, accuracy};
    *accuracy = (struct dmz_accuracy){.tolerance_m = wanted->request->tolerance_m, .engine = DMZ_ENGINE_FRONT};
    size_t inside = NONE;
    bool problem = false;
    enum dmz_status status = find_trunk(&work, memory);
    for (size_t i = 0; i < wanted->request->count && !status && !problem; i++)
        status = reach_limit(&work, i, &inside, &problem);
    *done = !status && !problem;
    return status;
}

void dmz_limit_memory_free(struct dmz_limit_memory *memory) {
    for (size_t i = 0; memory && i < memory->count; i++) {
        struct trunk *trunk = &memory->trunks[i];
        for (size_t k = 0; k < trunk->count; k++) {
            dmz_visits_free(&trunk->items[k].visits);
            dmz_multipolygon_free(&trunk->items[k].limit);
        }
        free(trunk->items);
        dmz_spine_free(&trunk->spine);
    }
    if (memory)
        free(memory->trunks);
    free(memory);
}
