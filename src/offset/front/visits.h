/* visits.h: which intervals of which elements rings have passed, and may be rolled back. */
#ifndef DMZ_OFFSET_FRONT_VISITS_H
#define DMZ_OFFSET_FRONT_VISITS_H

#include <stddef.h>
#include <stdint.h>

#include "dmz/context.h"

/* An interval of an element's parameter that a ring passed. */
struct dmz_visit {
    double from, to;
    uint32_t element, ring;
    uint32_t before; /* counted from 1: the visit of the same element before this one; 0 for none */
    uint32_t point;  /* the ring's point where it entered */
};

/* Zero-initialise; release with dmz_visits_free. */
struct dmz_visits {
    uint32_t *latest; /* by element, counted from 1 */
    struct dmz_visit *items;
    size_t count, capacity;
};

/* Makes room for `elements`. Errors: DMZ_MEMORY. */
enum dmz_status dmz_visits_build(struct dmz_context *context, size_t elements, struct dmz_visits *visits);

/* Appends a visit; `before` is filled in. Errors: DMZ_MEMORY. */
enum dmz_status dmz_visits_append(struct dmz_context *context, struct dmz_visits *visits, struct dmz_visit visit);

/* Takes back all but the first `count` visits. */
void dmz_visits_roll_back(struct dmz_visits *visits, size_t count);

/* The visit of the element that has `parameter` in it, `slack` before its start and up to its end; NULL where there
 * is none. Borrowed until the next append. */
const struct dmz_visit *dmz_visits_find(const struct dmz_visits *visits, size_t element, double parameter,
                                        double slack);

/* The visit of the element that begins first after `parameter`; NULL where none does. Borrowed as above. */
const struct dmz_visit *dmz_visits_next(const struct dmz_visits *visits, size_t element, double parameter);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_visits_free(struct dmz_visits *visits);

#endif
