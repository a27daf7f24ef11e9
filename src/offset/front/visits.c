/* visits.c: which intervals of which elements rings have passed. */
#include "offset/front/visits.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

enum dmz_status dmz_visits_build(struct dmz_context *context, size_t elements, struct dmz_visits *visits) {
    visits->latest = calloc(elements, sizeof *visits->latest);
    return visits->latest ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_visits_append(struct dmz_context *context, struct dmz_visits *visits, struct dmz_visit visit) {
    struct dmz_visit *items = dmz_grow(visits->items, visits->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(context);
    visits->items = items;
    visit.before = visits->latest[visit.element];
    items[visits->count++] = visit;
    visits->latest[visit.element] = (uint32_t)visits->count;
    return DMZ_OK;
}

void dmz_visits_roll_back(struct dmz_visits *visits, size_t count) {
    while (visits->count > count) {
        const struct dmz_visit *visit = &visits->items[--visits->count];
        visits->latest[visit->element] = visit->before;
    }
}

const struct dmz_visit *dmz_visits_find(const struct dmz_visits *visits, size_t element, double parameter,
                                        double slack) {
    for (uint32_t at = visits->latest[element]; at; at = visits->items[at - 1].before) {
        const struct dmz_visit *visit = &visits->items[at - 1];
        if (parameter >= visit->from - slack && parameter < fmax(visit->to, visit->from + slack))
            return visit;
    }
    return NULL;
}

const struct dmz_visit *dmz_visits_next(const struct dmz_visits *visits, size_t element, double parameter) {
    const struct dmz_visit *next = NULL;
    for (uint32_t at = visits->latest[element]; at; at = visits->items[at - 1].before) {
        const struct dmz_visit *visit = &visits->items[at - 1];
        if (visit->from > parameter && (!next || visit->from < next->from))
            next = visit;
    }
    return next;
}

void dmz_visits_free(struct dmz_visits *visits) {
    free(visits->latest);
    free(visits->items);
    *visits = (struct dmz_visits){0};
}
