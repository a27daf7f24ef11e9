/* variants.c: one contact line drawn in other ways that mean the same. */
#include "properties/variants.h"

#include <math.h>
#include <stdlib.h>

bool variants_prepare(struct dmz_line *line) {
    static const double STEPS = 0x1p40; /* in a degree; 540 degrees of them take 50 of a double's 53 bits */
    size_t long_parts = 0;
    for (size_t i = 0; i < line->part_count; i++) {
        struct dmz_position *p = line->parts[i].positions;
        bool has_length = false;
        for (size_t k = 0; k < line->parts[i].count; k++) {
            p[k].lon_deg = rint(p[k].lon_deg * STEPS) / STEPS;
            p[k].lat_deg = rint(p[k].lat_deg * STEPS) / STEPS;
            has_length = has_length || p[k].lon_deg != p[0].lon_deg || p[k].lat_deg != p[0].lat_deg;
        }
        long_parts += has_length;
    }
    return long_parts && long_parts == line->part_count;
}

/* Appends the positions [first, last] of a part, from `turn_deg` away, either way round. */
static enum dmz_status append(struct dmz_context *context, struct dmz_line *made, const struct dmz_part *part,
                              size_t first, size_t last, double turn_deg, bool backwards) {
    size_t count = last - first + 1;
    struct dmz_position *positions = malloc(count * sizeof *positions);
    if (!positions)
        return DMZ_MEMORY;
    for (size_t i = 0; i < count; i++) {
        positions[i] = part->positions[backwards ? last - i : first + i];
        positions[i].lon_deg += turn_deg;
    }
    return dmz_line_adopt(context, made, positions, count);
}

static enum dmz_status append_whole(struct dmz_context *context, struct dmz_line *made, const struct dmz_part *part) {
    return append(context, made, part, 0, part->count - 1, 0, false);
}

static enum dmz_status draw_reversed(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                                     struct dmz_line *made) {
    (void)chance;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = append(context, made, &line->parts[i], 0, line->parts[i].count - 1, 0, true);
    return status;
}

/* Each part for itself may be taken in another turn. */
static enum dmz_status draw_turned(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                                   struct dmz_line *made) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++) {
        double turn = line->part_count == 1 || chance_share(chance) < 0.7 ? 360 : -360;
        status = append(context, made, &line->parts[i], 0, line->parts[i].count - 1, turn, false);
    }
    return status;
}

static bool is_same_place(struct dmz_position a, struct dmz_position b) {
    return a.lat_deg == b.lat_deg && (fabs(a.lat_deg) == 90 || remainder(a.lon_deg - b.lon_deg, 360) == 0);
}

/* How many of the line's positions are there. */
static size_t times_there(const struct dmz_line *line, struct dmz_position place) {
    size_t count = 0;
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = 0; k < line->parts[i].count; k++)
            count += is_same_place(line->parts[i].positions[k], place);
    return count;
}

/* Whether a part can end and begin anew at a vertex: where several ends meet, they are not joined. A ring that is cut
 * has ends where it began, too, which it has been given twice. */
static bool may_split(const struct dmz_line *line, const struct dmz_part *part, size_t vertex) {
    return times_there(line, part->positions[vertex]) == 1 &&
           (!part->closed || times_there(line, part->positions[0]) == 2);
}

/* A part ends at some of its vertices, and begins there again. Merging undoes it: it is the same test. */
static enum dmz_status draw_split(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                                  struct dmz_line *made) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++) {
        const struct dmz_part *part = &line->parts[i];
        size_t first = 0;
        for (size_t k = 1; k + 1 < part->count && !status; k++)
            if (chance_share(chance) < 2.0 / (double)part->count && may_split(line, part, k)) {
                status = append(context, made, part, first, k, 0, false);
                first = k;
            }
        if (!status)
            status = append(context, made, part, first, part->count - 1, 0, false);
    }
    return status;
}

/* The parts in another order. Source: Fisher-Yates. */
static enum dmz_status draw_shuffled(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                                     struct dmz_line *made) {
    size_t *order = malloc((line->part_count + 1) * sizeof *order);
    enum dmz_status status = order ? DMZ_OK : DMZ_MEMORY;
    for (size_t i = 0; i < line->part_count && !status; i++)
        order[i] = i;
    for (size_t i = line->part_count; i > 1 && !status; i--) {
        size_t k = chance_of(chance, i), taken = order[k];
        order[k] = order[i - 1];
        order[i - 1] = taken;
    }
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = append_whole(context, made, &line->parts[order[i]]);
    free(order);
    return status;
}

/* A ring that begins at another of its vertices: what came before is put behind, in the turn in which the ring ends.
 */
static enum dmz_status append_rotated(struct dmz_context *context, struct dmz_line *made, const struct dmz_part *part,
                                      size_t start) {
    size_t edges = part->count - 1;
    double round_deg = part->positions[edges].lon_deg - part->positions[0].lon_deg;
    struct dmz_position *positions = malloc(part->count * sizeof *positions);
    if (!positions)
        return DMZ_MEMORY;
    for (size_t i = 0; i <= edges; i++) {
        positions[i] = part->positions[(start + i) % edges];
        positions[i].lon_deg += start + i >= edges ? round_deg : 0;
    }
    return dmz_line_adopt(context, made, positions, part->count);
}

static enum dmz_status draw_rotated(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                                    struct dmz_line *made) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++) {
        const struct dmz_part *part = &line->parts[i];
        status = part->closed ? append_rotated(context, made, part, 1 + chance_of(chance, part->count - 2))
                              : append_whole(context, made, part);
    }
    return status;
}

/* All of that, one after the other. */
static enum dmz_status draw_all(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                                struct dmz_line *made) {
    enum dmz_status (*const draws[])(struct dmz_context *, const struct dmz_line *, struct chance *,
                                     struct dmz_line *) = {draw_rotated, draw_split, draw_turned, draw_reversed,
                                                           draw_shuffled};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof draws / sizeof *draws && !status; i++) {
        struct dmz_line next = {0};
        status = draws[i](context, i ? made : line, chance, &next);
        dmz_line_free(made);
        *made = next;
    }
    return status;
}

/* Whether the part has the positions of the other one backwards; both have as many. */
static bool is_backwards(const struct dmz_part *part, const struct dmz_part *other) {
    for (size_t k = 0; k < part->count; k++)
        if (!is_same_place(part->positions[k], other->positions[part->count - 1 - k]))
            return false;
    return true;
}

/* The same of a ring, begun anywhere. */
static bool is_backwards_round(const struct dmz_part *part, const struct dmz_part *other) {
    size_t edges = part->count - 1;
    for (size_t start = 0; start < edges; start++) {
        size_t k = 0;
        while (k < edges && is_same_place(part->positions[k], other->positions[(start + edges - k) % edges]))
            k++;
        if (k == edges)
            return true;
    }
    return false;
}

static bool has_both_ways(const struct dmz_line *line) {
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = i; k < line->part_count; k++) {
            const struct dmz_part *part = &line->parts[i], *other = &line->parts[k];
            if (part->count == other->count && part->closed == other->closed &&
                (part->closed ? is_backwards_round(part, other) : is_backwards(part, other)))
                return true;
        }
    return false;
}

bool variants_contradict(struct dmz_context *context, const struct dmz_line *line) {
    struct dmz_line joined = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = append_whole(context, &joined, &line->parts[i]);
    bool contradicts = has_both_ways(line) || status || dmz_line_join(context, &joined) || has_both_ways(&joined);
    dmz_line_free(&joined);
    return contradicts;
}

const struct variant VARIANTS[] = {
    {"reversed", draw_reversed, true},
    {"by 360 degrees", draw_turned, false},
    {"split", draw_split, false},
    {"parts in another order", draw_shuffled, false},
    {"rings rotated", draw_rotated, false},
    {"all of that at once", draw_all, true},
    {0},
};
