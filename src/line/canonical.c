/* canonical.c: a line in the one form that does not depend on how it was written. */
#include "line/canonical.h"

#include <math.h>
#include <stdlib.h>

#include "core/chain.h"

/* Latitudes tell first: so the same line at another longitude mostly has the same form, over the antimeridian, too.
 */
static int by_position(struct dmz_position a, struct dmz_position b) {
    if (a.lat_deg != b.lat_deg)
        return a.lat_deg < b.lat_deg ? -1 : 1;
    struct dmz_position p = dmz_normal_position(a), q = dmz_normal_position(b);
    return p.lon_deg < q.lon_deg ? -1 : p.lon_deg > q.lon_deg;
}

/* A way to read the positions of a part: from one of them on, forwards or backwards, round and round. */
struct reading {
    const struct dmz_position *positions;
    size_t count; /* of a ring: without the one that closes it */
    size_t start;
    bool back;
};

static size_t place_in(const struct reading *reading, size_t i) {
    size_t at = reading->start + i;
    if (at >= reading->count)
        at -= reading->count;
    return reading->back ? reading->count - 1 - at : at;
}

/* Compares `count` positions of two readings, one after the other; *same becomes how many are alike before that. */
static int by_reading(const struct reading *a, const struct reading *b, size_t *same) {
    for (*same = 0; *same < a->count; (*same)++) {
        int order = by_position(a->positions[place_in(a, *same)], b->positions[place_in(b, *same)]);
        if (order)
            return order;
    }
    return 0;
}

/* Begins the reading of a ring where it is least. Of two places that might be that, the one that turns out greater
 * after k alike takes with it the k places after it. Source: the minimal representation of a circular string, by
 * Shiloach 1981, Fast canonization of circular strings. */
static void begin_at_least(struct reading *reading) {
    struct reading other = *reading;
    reading->start = 0;
    other.start = 1;
    while (reading->start < reading->count && other.start < reading->count) {
        size_t same;
        int order = by_reading(reading, &other, &same);
        if (!order)
            break;
        struct reading *greater = order > 0 ? reading : &other;
        greater->start += same + 1;
        if (reading->start == other.start)
            other.start++;
    }
    if (reading->start >= reading->count)
        reading->start = other.start;
}

/* A part that goes back the way it came is all there on the way out. */
static void direct_open(struct dmz_part *part) {
    struct reading forwards = {part->positions, part->count, 0, false},
                   backwards = {part->positions, part->count, 0, true};
    size_t same;
    while (part->count > 2 && by_reading(&forwards, &backwards, &same) == 0) {
        part->count = part->count / 2 + 1;
        forwards.count = backwards.count = part->count;
    }
    if (by_reading(&forwards, &backwards, &same) > 0) {
        dmz_positions_reverse(part->positions, part->count);
        part->turned = !part->turned;
    }
}

/* How far the longitude has gone when the ring is closed: whole turns, but at a pole, where it closes by any. */
static double round_deg(const struct dmz_part *part) {
    return part->positions[part->count - 1].lon_deg - part->positions[0].lon_deg;
}

/* Writes the ring as it is read. Where the reading passes the place at which it was closed, longitudes go on from
 * there. */
static enum dmz_status rewrite(struct dmz_context *context, struct dmz_part *part, const struct reading *reading) {
    size_t count = reading->count + 1;
    double round = count == part->count ? round_deg(part) : 0;
    struct dmz_position *positions = malloc(count * sizeof *positions);
    if (!positions)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < count; i++) {
        bool passed = reading->start + i >= reading->count;
        positions[i] = reading->positions[place_in(reading, i < reading->count ? i : 0)];
        positions[i].lon_deg += !passed ? 0 : reading->back ? -round : round;
    }
    free(part->positions);
    part->positions = positions;
    part->count = count;
    part->turned = part->turned != reading->back;
    return DMZ_OK;
}

static enum dmz_status direct_ring(struct dmz_context *context, struct dmz_part *part) {
    bool at_pole = remainder(round_deg(part), 360) != 0; /* given in two longitudes, both of which stay */
    size_t count = at_pole ? part->count : part->count - 1, same;
    struct reading forwards = {part->positions, count, 0, false}, backwards = {part->positions, count, 0, true};
    begin_at_least(&forwards);
    begin_at_least(&backwards);
    const struct reading *lesser = by_reading(&forwards, &backwards, &same) > 0 ? &backwards : &forwards;
    return at_pole || lesser->back || lesser->start ? rewrite(context, part, lesser) : DMZ_OK;
}

/* A part drawn in another turn of longitude is the same. */
static void turn_back(struct dmz_part *part) {
    double turns = floor((part->positions[0].lon_deg + 180) / 360);
    for (size_t i = 0; i < part->count && turns != 0; i++)
        part->positions[i].lon_deg -= 360 * turns;
}

static int by_positions(const struct dmz_part *p, const struct dmz_part *q) {
    struct reading first = {p->positions, p->count < q->count ? p->count : q->count, 0, false};
    struct reading second = {q->positions, first.count, 0, false};
    size_t same;
    int order = by_reading(&first, &second, &same);
    return order ? order : p->count < q->count ? -1 : p->count > q->count;
}

/* Of parts that are the same the one that came first stands first. */
static int by_part(const void *a, const void *b) {
    const struct dmz_part *p = a, *q = b;
    int order = by_positions(p, q);
    return order ? order : p->number < q->number ? -1 : p->number > q->number;
}

/* Drops parts that are the same as the one before them. */
static void drop_repeated(struct dmz_line *line) {
    size_t kept = 1;
    for (size_t i = 1; i < line->part_count; i++)
        if (by_positions(&line->parts[kept - 1], &line->parts[i]))
            line->parts[kept++] = line->parts[i];
        else
            free(line->parts[i].positions);
    line->part_count = kept;
}

enum dmz_status dmz_line_make_canonical(struct dmz_context *context, struct dmz_line *line) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++) {
        struct dmz_part *part = &line->parts[i];
        if (part->closed)
            status = direct_ring(context, part);
        else
            direct_open(part);
        turn_back(part);
    }
    if (line->part_count > 1 && !status) {
        qsort(line->parts, line->part_count, sizeof *line->parts, by_part);
        drop_repeated(line);
    }
    return status;
}
