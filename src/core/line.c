/* line.c: the contact line's parts: appended, freed of repeats, joined where they meet. */
#include "dmz/line.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/chain.h"
#include "core/grow.h"

static bool same_position(struct dmz_position a, struct dmz_position b) {
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

struct dmz_position dmz_normal_position(struct dmz_position p) {
    double lon = fabs(p.lon_deg) < 180 ? p.lon_deg : remainder(p.lon_deg, 360);
    if (lon == 180 || lon == 0)
        lon = -fabs(lon); /* 180 is -180, and 0 has one sign */
    return (struct dmz_position){fabs(p.lat_deg) == 90 ? 0 : lon, p.lat_deg};
}

void dmz_positions_reverse(struct dmz_position *positions, size_t count) {
    for (size_t i = 0; i < count / 2; i++) {
        struct dmz_position swapped = positions[i];
        positions[i] = positions[count - 1 - i];
        positions[count - 1 - i] = swapped;
    }
}

/* Whether the positions run back over themselves: a spike, which ends where it began but encloses nothing. */
static bool is_retraced(const struct dmz_position *positions, size_t count) {
    for (size_t i = 0; i < count / 2; i++)
        if (!same_position(positions[i], positions[count - 1 - i]))
            return false;
    return true;
}

static bool is_closed(const struct dmz_position *positions, size_t count) {
    return same_position(dmz_normal_position(positions[0]), dmz_normal_position(positions[count - 1])) &&
           !is_retraced(positions, count);
}

static size_t drop_repeated_neighbours(struct dmz_position *positions, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || !same_position(positions[kept - 1], positions[i]))
            positions[kept++] = positions[i];
    return kept;
}

static bool is_same_pole(struct dmz_position a, struct dmz_position b) {
    return fabs(a.lat_deg) == 90 && a.lat_deg == b.lat_deg;
}

/* At a pole all longitudes are one place. In the middle of a part that says along which meridians a line comes and
 * goes; at its ends such an edge has no length and no direction, which flat ends and sides would go by. */
static size_t drop_turns_at_poles(struct dmz_position *positions, size_t count) {
    size_t first = 0;
    while (count - first > 2 && is_same_pole(positions[first], positions[first + 1]))
        first++;
    while (count - first > 2 && is_same_pole(positions[count - 2], positions[count - 1]))
        count--;
    memmove(positions, positions + first, (count - first) * sizeof *positions);
    return count - first;
}

enum dmz_status dmz_line_adopt(struct dmz_context *context, struct dmz_line *line, struct dmz_position *positions,
                               size_t count) {
    enum dmz_status status = DMZ_OK;
    struct dmz_part *parts = dmz_grow(line->parts, line->part_count, sizeof *parts);
    if (parts)
        line->parts = parts;
    size_t kept = drop_repeated_neighbours(positions, count);
    if (!parts)
        status = dmz_fail_memory(context);
    else if (kept < 2)
        status = dmz_fail(context, DMZ_DEFECT, "a line part needs two distinct positions");
    if (status) {
        free(positions);
        return status;
    }
    bool closed = is_closed(positions, kept);
    if (!closed)
        kept = drop_turns_at_poles(positions, kept);
    size_t number = line->part_count + 1;
    line->parts[line->part_count++] =
        (struct dmz_part){.positions = positions, .count = kept, .closed = closed, .number = number};
    return DMZ_OK;
}

enum dmz_status dmz_line_append(struct dmz_context *context, struct dmz_line *line,
                                const struct dmz_position *positions, size_t count) {
    struct dmz_position *copy = malloc((count ? count : 1) * sizeof *copy);
    if (!copy)
        return dmz_fail_memory(context);
    if (count)
        memcpy(copy, positions, count * sizeof *copy);
    return dmz_line_adopt(context, line, copy, count);
}

enum dmz_status dmz_line_set_text(struct dmz_context *context, char **field, const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy)
        return dmz_fail_memory(context);
    free(*field);
    *field = copy;
    return DMZ_OK;
}

enum dmz_status dmz_line_copy_texts(struct dmz_context *context, const struct dmz_line *from, struct dmz_line *to) {
    char *const texts[] = {from->name, from->date, from->left, from->right, from->source};
    char **const copies[] = {&to->name, &to->date, &to->left, &to->right, &to->source};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && !status; i++)
        status = dmz_line_set_text(context, copies[i], texts[i]);
    return status;
}

/* Parts that run over the same positions, one way or the other, have the same print. */
struct print {
    uint64_t hash;
    size_t part;
};

static uint64_t mix(uint64_t x) { /* Source: the finalizer of SplitMix64 */
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint64_t print_of(const struct dmz_part *part) {
    uint64_t hash = 0;
    for (size_t i = 0; i < part->count; i++) {
        struct dmz_position p = dmz_normal_position(part->positions[i]);
        uint64_t bits[2];
        memcpy(bits, &p, sizeof bits);
        hash += mix(bits[0] + 3 * mix(bits[1]));
    }
    return hash;
}

static int by_print(const void *a, const void *b) {
    const struct print *p = a, *q = b;
    if (p->hash != q->hash)
        return p->hash < q->hash ? -1 : 1;
    return p->part < q->part ? -1 : p->part > q->part;
}

static bool repeats(const struct dmz_part *a, const struct dmz_part *b) {
    if (a->count != b->count)
        return false;
    bool forward = true, backward = true;
    for (size_t i = 0; i < a->count && (forward || backward); i++) {
        struct dmz_position p = dmz_normal_position(a->positions[i]);
        forward = forward && same_position(p, dmz_normal_position(b->positions[i]));
        backward = backward && same_position(p, dmz_normal_position(b->positions[b->count - 1 - i]));
    }
    return forward || backward;
}

/* Frees every part that repeats an earlier one; a freed part has no positions. */
static void drop_repeats(struct dmz_line *line, struct print *prints) {
    for (size_t i = 0; i < line->part_count; i++)
        prints[i] = (struct print){print_of(&line->parts[i]), i};
    qsort(prints, line->part_count, sizeof *prints, by_print);
    for (size_t i = 0, first = 0; i < line->part_count; i++) {
        if (prints[i].hash != prints[first].hash)
            first = i;
        struct dmz_part *part = &line->parts[prints[i].part];
        for (size_t k = first; k < i && part->count; k++)
            if (repeats(&line->parts[prints[k].part], part)) {
                free(part->positions);
                *part = (struct dmz_part){0};
            }
    }
}

static void close_ranks(struct dmz_line *line) {
    size_t kept = 0;
    for (size_t i = 0; i < line->part_count; i++)
        if (line->parts[i].count)
            line->parts[kept++] = line->parts[i];
    line->part_count = kept;
}

/* One end of a part, where the part leaves from or arrives. */
struct joint {
    struct dmz_position place;
    size_t part;
    bool arrives;
};

static int by_place(const void *a, const void *b) {
    const struct joint *p = a, *q = b;
    if (p->place.lon_deg != q->place.lon_deg)
        return p->place.lon_deg < q->place.lon_deg ? -1 : 1;
    if (p->place.lat_deg != q->place.lat_deg)
        return p->place.lat_deg < q->place.lat_deg ? -1 : 1;
    return p->part < q->part ? -1 : p->part > q->part;
}

/* Fills next[i] with the part that goes on where part i ends, and previous[] likewise. */
static void link_parts(const struct dmz_line *line, struct joint *joints, size_t *next, size_t *previous) {
    size_t count = 0;
    for (size_t i = 0; i < line->part_count; i++) {
        const struct dmz_part *part = &line->parts[i];
        next[i] = previous[i] = DMZ_NO_PART;
        if (part->closed)
            continue;
        joints[count++] = (struct joint){dmz_normal_position(part->positions[0]), i, false};
        joints[count++] = (struct joint){dmz_normal_position(part->positions[part->count - 1]), i, true};
    }
    qsort(joints, count, sizeof *joints, by_place);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same_position(joints[i].place, joints[end].place);)
            end++;
        if (end - i != 2 || joints[i].arrives == joints[i + 1].arrives)
            continue;
        const struct joint *from = &joints[joints[i].arrives ? i : i + 1];
        const struct joint *to = &joints[joints[i].arrives ? i + 1 : i];
        next[from->part] = to->part;
        previous[to->part] = from->part;
    }
}

/* Moves the positions of the parts that follow part `first` to its end; they stay behind empty. */
static enum dmz_status gather_chain(struct dmz_context *context, struct dmz_line *line, size_t first,
                                    const size_t *next) {
    struct dmz_part *head = &line->parts[first];
    size_t total = head->count + 1, i; /* one more to close it */
    for (i = next[first]; i != DMZ_NO_PART && i != first; i = next[i])
        total += line->parts[i].count;
    struct dmz_position *all = realloc(head->positions, total * sizeof *all);
    if (!all)
        return dmz_fail_memory(context);
    head->positions = all;
    for (i = next[first]; i != DMZ_NO_PART && i != first; i = next[i]) {
        struct dmz_part *part = &line->parts[i];
        struct dmz_position joint = dmz_geodesy_same_turn(part->positions[0], all[head->count - 1]);
        double turn = joint.lon_deg - part->positions[0].lon_deg;
        /* A pole has many longitudes, and the edge that leaves it runs along the one given there. */
        for (size_t k = same_position(joint, all[head->count - 1]) ? 1 : 0; k < part->count; k++)
            all[head->count++] = (struct dmz_position){part->positions[k].lon_deg + turn, part->positions[k].lat_deg};
        free(part->positions);
        *part = (struct dmz_part){0};
    }
    bool round = i == first;
    if (round && !same_position(dmz_normal_position(all[0]), dmz_normal_position(all[head->count - 1]))) {
        all[head->count] = dmz_geodesy_same_turn(all[0], all[head->count - 1]);
        head->count++;
    }
    head->closed = is_closed(all, head->count);
    return DMZ_OK;
}

enum dmz_status dmz_line_chain(struct dmz_context *context, struct dmz_line *line, const size_t *next,
                               const size_t *previous) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        if (previous[i] == DMZ_NO_PART)
            status = gather_chain(context, line, i, next);
    for (size_t i = 0; i < line->part_count && !status; i++) /* what is left goes round */
        if (line->parts[i].count && previous[i] != DMZ_NO_PART)
            status = gather_chain(context, line, i, next);
    close_ranks(line);
    return status;
}

enum dmz_status dmz_line_join(struct dmz_context *context, struct dmz_line *line) {
    size_t n = line->part_count ? line->part_count : 1;
    struct print *prints = malloc(n * sizeof *prints);
    struct joint *joints = malloc(2 * n * sizeof *joints);
    size_t *links = malloc(2 * n * sizeof *links);
    enum dmz_status status = DMZ_OK;
    if (!prints || !joints || !links) {
        status = dmz_fail_memory(context);
        goto done;
    }
    drop_repeats(line, prints);
    close_ranks(line);
    size_t *next = links, *previous = links + n;
    link_parts(line, joints, next, previous);
    status = dmz_line_chain(context, line, next, previous);
done:
    free(prints);
    free(joints);
    free(links);
    return status;
}

bool dmz_line_is_same(const struct dmz_line *a, const struct dmz_line *b) {
    if (a->part_count != b->part_count)
        return false;
    for (size_t i = 0; i < a->part_count; i++) {
        const struct dmz_part *p = &a->parts[i], *q = &b->parts[i];
        if (p->count != q->count || memcmp(p->positions, q->positions, p->count * sizeof *p->positions) != 0)
            return false;
    }
    return true;
}

size_t dmz_line_vertices(const struct dmz_line *line) {
    size_t count = 0;
    for (size_t i = 0; i < line->part_count; i++)
        count += line->parts[i].count;
    return count;
}

void dmz_line_free(struct dmz_line *line) {
    for (size_t i = 0; i < line->part_count; i++)
        free(line->parts[i].positions);
    free(line->parts);
    free(line->name);
    free(line->date);
    free(line->left);
    free(line->right);
    free(line->source);
    *line = (struct dmz_line){0};
}
