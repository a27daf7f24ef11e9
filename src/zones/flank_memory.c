/* flank_memory.c: slices that were made of inner limits. */
#include "zones/flank_memory.h"

#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

/* Inner limits, all but the outermost of a request, and what was made of them. */
struct kept {
    double *reaches_m;
    struct dmz_multipolygon *limits;
    size_t limit_count;
    struct dmz_slices slices;
};

struct dmz_flank_memory {
    bool line_known, line_meets;
    struct kept *items;
    size_t count;
};

struct dmz_flank_memory *dmz_flank_memory_create(void) {
    return calloc(1, sizeof(struct dmz_flank_memory));
}

bool dmz_flank_memory_line(const struct dmz_flank_memory *memory, bool *meets) {
    if (!memory || !memory->line_known)
        return false;
    *meets = memory->line_meets;
    return true;
}

void dmz_flank_memory_keep_line(struct dmz_flank_memory *memory, bool meets) {
    if (!memory)
        return;
    memory->line_known = true;
    memory->line_meets = meets;
}

/* Whether a request begins with these limits. */
static bool begins_with(const struct dmz_flanks_request *request, const struct dmz_slices *slices,
                        const struct kept *kept) {
    if (kept->slices.divided != slices->divided || kept->limit_count > request->limit_count)
        return false;
    for (size_t i = 0; i < kept->limit_count; i++)
        if (kept->reaches_m[i] != request->reaches_m[i] ||
            !dmz_multipolygon_is_same_marked(&kept->limits[i], &request->limits[i]))
            return false;
    return true;
}

/* The one that has most of the request's limits. */
static const struct kept *find(const struct dmz_flank_memory *memory, const struct dmz_flanks_request *request,
                               const struct dmz_slices *slices) {
    const struct kept *best = NULL;
    for (size_t i = 0; memory && i < memory->count; i++)
        if ((!best || memory->items[i].limit_count > best->limit_count) &&
            begins_with(request, slices, &memory->items[i]))
            best = &memory->items[i];
    return best;
}

size_t dmz_flank_memory_known(const struct dmz_flank_memory *memory, const struct dmz_flanks_request *request,
                              const struct dmz_slices *slices) {
    const struct kept *kept = find(memory, request, slices);
    return kept ? kept->limit_count : 0;
}

static bool copy_slice(const struct dmz_slice *from, struct dmz_slice *to) {
    to->limit_m = from->limit_m;
    return dmz_multipolygon_copy(&from->area, &to->area) && dmz_paths_copy(&from->limit_lines, &to->limit_lines);
}

enum dmz_status dmz_flank_memory_recall(struct dmz_context *context, const struct dmz_flank_memory *memory,
                                        const struct dmz_flanks_request *request, struct dmz_slices *slices,
                                        size_t i) {
    const struct kept *kept = find(memory, request, slices);
    return copy_slice(&kept->slices.items[i], &slices->items[i]) ? DMZ_OK : dmz_fail_memory(context);
}

static void free_kept(struct kept *kept) {
    for (size_t i = 0; kept->limits && i < kept->limit_count; i++)
        dmz_multipolygon_free(&kept->limits[i]);
    free(kept->limits);
    free(kept->reaches_m);
    dmz_slices_free(&kept->slices);
    *kept = (struct kept){0};
}

static bool fill(struct kept *kept, const struct dmz_flanks_request *request, const struct dmz_slices *slices) {
    size_t count = request->limit_count - 1;
    kept->limit_count = count;
    kept->reaches_m = malloc(count * sizeof *kept->reaches_m);
    kept->limits = calloc(count, sizeof *kept->limits);
    kept->slices.items = calloc(slices->count, sizeof *kept->slices.items);
    kept->slices.divided = slices->divided;
    if (!kept->reaches_m || !kept->limits || !kept->slices.items)
        return false;
    for (size_t i = 0; i < count; i++) {
        kept->reaches_m[i] = request->reaches_m[i];
        if (!dmz_multipolygon_copy_marked(&request->limits[i], &kept->limits[i]))
            return false;
    }
    for (size_t i = 0; i < slices->count && slices->items[i].limit < count; i++) {
        kept->slices.count++;
        if (!copy_slice(&slices->items[i], &kept->slices.items[i]))
            return false;
    }
    return true;
}

void dmz_flank_memory_keep(struct dmz_flank_memory *memory, const struct dmz_flanks_request *request,
                           const struct dmz_slices *slices) {
    struct kept kept = {0};
    size_t inner = request->limit_count - 1;
    if (!memory || !inner || dmz_flank_memory_known(memory, request, slices) >= inner)
        return;
    struct kept *items = dmz_grow(memory->items, memory->count, sizeof *items);
    if (items)
        memory->items = items;
    if (items && fill(&kept, request, slices))
        items[memory->count++] = kept;
    else
        free_kept(&kept);
}

void dmz_flank_memory_free(struct dmz_flank_memory *memory) {
    for (size_t i = 0; memory && i < memory->count; i++)
        free_kept(&memory->items[i]);
    if (memory)
        free(memory->items);
    free(memory);
}
