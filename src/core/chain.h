/* chain.h: parts of the line put one after the other. */
#ifndef DMZ_CORE_CHAIN_H
#define DMZ_CORE_CHAIN_H

#include <stdint.h>

#include "dmz/line.h"

#define DMZ_NO_PART SIZE_MAX

/* Makes one part of all that follow each other: next[i] goes on where part i ends, and previous[] is that backwards;
 * DMZ_NO_PART where nobody does. Where ends are not at one place, an edge joins them, by the short way round; parts
 * that go round are closed, by an edge where need be. Each chain stands where its first part did, and bears its
 * number. Errors: DMZ_MEMORY. */
enum dmz_status dmz_line_chain(struct dmz_context *context, struct dmz_line *line, const size_t *next,
                               const size_t *previous);

/* The same place in the turn of longitude that all spellings of it share: [-180, 180), 0 at the poles. */
struct dmz_position dmz_normal_position(struct dmz_position position);

/* Puts the last position first, and so on. Pure. */
void dmz_positions_reverse(struct dmz_position *positions, size_t count);

#endif
