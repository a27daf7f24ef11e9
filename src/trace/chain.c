/* chain.c: a ring of the boundary by places along it. */
#include "trace/chain.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

struct dmz_position dmz_chain_position(const struct dmz_part *part, double place) {
    double edges = (double)(part->count - 1), turned = place;
    while (turned < 0)
        turned += edges;
    while (turned > edges)
        turned -= edges;
    double first = floor(turned), share = turned - first;
    const struct dmz_position *at = &part->positions[(size_t)first];
    if (share == 0)
        return *at;
    return (struct dmz_position){at[0].lon_deg + share * (at[1].lon_deg - at[0].lon_deg),
                                 at[0].lat_deg + share * (at[1].lat_deg - at[0].lat_deg)};
}

bool dmz_chain_runs_add(struct dmz_chain_runs *stretches, double from, double to) {
    if (!(to > from))
        return true;
    if (stretches->count && stretches->items[stretches->count - 1].to >= from) {
        struct dmz_chain_run *last = &stretches->items[stretches->count - 1];
        last->to = fmax(last->to, to);
        return true;
    }
    struct dmz_chain_run *items = dmz_grow(stretches->items, stretches->count, sizeof *items);
    if (!items)
        return false;
    stretches->items = items;
    items[stretches->count++] = (struct dmz_chain_run){from, to};
    return true;
}

bool dmz_chain_runs_complement(const struct dmz_chain_runs *of, double edges, struct dmz_chain_runs *rest) {
    double from = 0;
    bool room = true;
    for (size_t i = 0; i < of->count && room; i++) {
        room = dmz_chain_runs_add(rest, from, of->items[i].from);
        from = of->items[i].to;
    }
    return room && dmz_chain_runs_add(rest, from, edges);
}

bool dmz_chain_runs_meet(const struct dmz_chain_runs *a, const struct dmz_chain_runs *b,
                         struct dmz_chain_runs *both) {
    bool room = true;
    for (size_t i = 0, k = 0; i < a->count && k < b->count && room;) {
        struct dmz_chain_run p = a->items[i], q = b->items[k];
        room = dmz_chain_runs_add(both, fmax(p.from, q.from), fmin(p.to, q.to));
        if (p.to < q.to)
            i++;
        else
            k++;
    }
    return room;
}

void dmz_chain_runs_free(struct dmz_chain_runs *stretches) {
    free(stretches->items);
    *stretches = (struct dmz_chain_runs){0};
}
