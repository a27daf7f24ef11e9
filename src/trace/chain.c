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

bool dmz_spans_add(struct dmz_spans *stretches, double from, double to) {
    if (!(to > from))
        return true;
    if (stretches->count && stretches->items[stretches->count - 1].to >= from) {
        struct dmz_span *last = &stretches->items[stretches->count - 1];
        last->to = fmax(last->to, to);
        return true;
    }
    struct dmz_span *items = dmz_grow(stretches->items, stretches->count, sizeof *items);
    if (!items)
        return false;
    stretches->items = items;
    items[stretches->count++] = (struct dmz_span){from, to};
    return true;
}

bool dmz_spans_complement(const struct dmz_spans *of, double edges, struct dmz_spans *rest) {
    double from = 0;
    bool room = true;
    for (size_t i = 0; i < of->count && room; i++) {
        room = dmz_spans_add(rest, from, of->items[i].from);
        from = of->items[i].to;
    }
    return room && dmz_spans_add(rest, from, edges);
}

bool dmz_spans_meet(const struct dmz_spans *a, const struct dmz_spans *b, struct dmz_spans *both) {
    bool room = true;
    for (size_t i = 0, k = 0; i < a->count && k < b->count && room;) {
        struct dmz_span p = a->items[i], q = b->items[k];
        room = dmz_spans_add(both, fmax(p.from, q.from), fmin(p.to, q.to));
        if (p.to < q.to)
            i++;
        else
            k++;
    }
    return room;
}

void dmz_spans_free(struct dmz_spans *stretches) {
    free(stretches->items);
    *stretches = (struct dmz_spans){0};
}
