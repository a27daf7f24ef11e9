/* paths.c: lines of positions that need not be closed. */
#include "dmz/paths.h"

#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

struct dmz_path *dmz_paths_append(struct dmz_paths *paths, size_t count) {
    struct dmz_path *items = dmz_grow(paths->items, paths->count, sizeof *items);
    if (!items)
        return NULL;
    paths->items = items;
    struct dmz_path *path = &items[paths->count];
    *path = (struct dmz_path){calloc(count, sizeof *path->positions), count};
    if (!path->positions)
        return NULL;
    paths->count++;
    return path;
}

bool dmz_paths_copy(const struct dmz_paths *from, struct dmz_paths *to) {
    for (size_t i = 0; i < from->count; i++) {
        struct dmz_path *path = dmz_paths_append(to, from->items[i].count);
        if (!path)
            return false;
        memcpy(path->positions, from->items[i].positions, from->items[i].count * sizeof *path->positions);
    }
    return true;
}

/* The edges from `first` on, so many, round the ring. */
static enum dmz_status append_run(struct dmz_context *context, const struct dmz_ring *ring, size_t first,
                                  size_t edges, struct dmz_paths *paths) {
    struct dmz_path *path = dmz_paths_append(paths, edges + 1);
    if (!path)
        return dmz_fail_memory(context);
    for (size_t i = 0; i <= edges; i++)
        path->positions[i] = ring->positions[(first + i) % (ring->count - 1)];
    return DMZ_OK;
}

enum dmz_status dmz_paths_append_edges(struct dmz_context *context, const struct dmz_ring *ring,
                                       const unsigned char *on, struct dmz_paths *paths) {
    size_t edges = ring->count - 1, start = 0;
    while (start < edges && on[start])
        start++;
    if (start == edges)
        return append_run(context, ring, 0, edges, paths);
    /* From an edge that is off round to it again, no run is cut in two. */
    enum dmz_status status = DMZ_OK;
    for (size_t done = 0; done < edges && !status;) {
        size_t length = 0;
        while (done + length < edges && on[(start + done + length) % edges])
            length++;
        if (length)
            status = append_run(context, ring, (start + done) % edges, length, paths);
        done += length + 1;
    }
    return status;
}

enum dmz_status dmz_paths_move(struct dmz_context *context, struct dmz_paths *to, struct dmz_paths *from) {
    for (size_t i = 0; i < from->count; i++) {
        struct dmz_path *items = dmz_grow(to->items, to->count, sizeof *items);
        if (!items)
            return dmz_fail_memory(context);
        to->items = items;
        items[to->count++] = from->items[i];
        from->items[i] = (struct dmz_path){0};
    }
    dmz_paths_free(from);
    return DMZ_OK;
}

double dmz_paths_length_m(const struct dmz_paths *paths) {
    double length = 0;
    for (size_t i = 0; i < paths->count; i++)
        for (size_t k = 1; k < paths->items[i].count; k++)
            length += dmz_geodesy_distance_m(paths->items[i].positions[k - 1], paths->items[i].positions[k]);
    return length;
}

void dmz_paths_free(struct dmz_paths *paths) {
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i].positions);
    free(paths->items);
    *paths = (struct dmz_paths){0};
}
