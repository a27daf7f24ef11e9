/* paths.h: lines of positions that need not be closed: limits, and the contact line, as they are written. */
#ifndef DMZ_PATHS_H
#define DMZ_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/polygon.h"

DMZ_API_BEGIN

/* Two positions or more. */
struct dmz_path {
    struct dmz_position *positions;
    size_t count;
};

/* Zero-initialise; release with dmz_paths_free. */
struct dmz_paths {
    struct dmz_path *items;
    size_t count;
};

/* Appends a path with room for `count` positions; NULL where memory runs out. Borrowed, valid until the next one. */
struct dmz_path *dmz_paths_append(struct dmz_paths *paths, size_t count);

/* Appends those edges of a ring whose flags are set, as paths as long as can be: `on` has one flag for each edge,
 * count - 1 of them. Errors: DMZ_MEMORY. */
enum dmz_status dmz_paths_append_edges(struct dmz_context *context, const struct dmz_ring *ring,
                                       const unsigned char *on, struct dmz_paths *paths);

/* Appends copies of all paths of `from`. False where memory runs out; what was copied by then stays in `to`. */
bool dmz_paths_copy(const struct dmz_paths *from, struct dmz_paths *to);

/* Moves all paths of `from` to the end of `to`; `from` is empty afterwards. Errors: DMZ_MEMORY. */
enum dmz_status dmz_paths_move(struct dmz_context *context, struct dmz_paths *to, struct dmz_paths *from);

/* Their length along geodesics, metres. */
double dmz_paths_length_m(const struct dmz_paths *paths);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_paths_free(struct dmz_paths *paths);

DMZ_API_END

#endif
