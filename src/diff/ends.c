/* ends.c: how two lines that end are closed against each other. */
#include "diff/ends.h"

#include <math.h>
#include <stdlib.h>

/* An end goes with the other line's where that is no farther than so many times the line itself: where lines end at a
 * border that they meet at 30 degrees or more. */
static const double ASIDE_MOST = 2;

/* Ways to the other line go on so far beyond it, and as far as that line may be moved: so they surely cross it. */
static const double OVERSHOOT_M = 1;

/* Nearer than this, ends are one. */
static const double SAME_M = 0.001;

/* An end of an open part. */
struct end {
    struct dmz_position place;
    bool paired, beyond;      /* beyond: the nearest place of the other line is one of its ends */
    double distance_m;        /* from the other line */
    struct dmz_position foot; /* there */
    double across_deg;        /* azimuth square to it there */
};

/* All ends of a line: of each open part its start, then its end. */
struct ends {
    struct end *items;
    size_t count;
};

/* Two ends that may go together. */
struct couple {
    struct end *first, *second;
    double gap_m;
};

/* Those of a run, shortest gap first. */
struct couples {
    struct couple *items;
    size_t count;
};

static struct end end_at(const struct dmz_course *other, struct dmz_position place) {
    struct dmz_vector vector = dmz_geodesy_vector(place);
    struct dmz_nearest nearest = dmz_index_nearest(other->index, vector);
    const struct dmz_position *segment = other->places[nearest.segment];
    double along_deg = 0;
    dmz_geodesy_inverse(segment[0], segment[1], &along_deg);
    return (struct end){
        .place = place,
        .beyond = dmz_index_is_beyond(other->index, &nearest, vector),
        .distance_m = nearest.chord_m,
        .foot = dmz_geodesy_same_turn(dmz_course_place(other, &nearest), place),
        .across_deg = along_deg + 90,
    };
}

static enum dmz_status find_ends(struct dmz_context *context, const struct dmz_course *course,
                                 const struct dmz_course *other, struct ends *ends) {
    ends->items = malloc((2 * course->dense.part_count + 1) * sizeof *ends->items);
    if (!ends->items)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < course->dense.part_count; i++) {
        const struct dmz_part *part = &course->dense.parts[i];
        if (part->closed)
            continue;
        ends->items[ends->count++] = end_at(other, part->positions[0]);
        ends->items[ends->count++] = end_at(other, part->positions[part->count - 1]);
    }
    return DMZ_OK;
}

static int by_gap(const void *a, const void *b) {
    const struct couple *p = a, *q = b;
    if (p->gap_m != q->gap_m)
        return p->gap_m < q->gap_m ? -1 : 1;
    if (p->first != q->first)
        return p->first < q->first ? -1 : 1;
    return p->second < q->second ? -1 : p->second > q->second;
}

/* The way from one place to another, as a part. */
static enum dmz_status join(struct dmz_context *context, struct dmz_position from, struct dmz_position to,
                            struct dmz_line *closing) {
    const struct dmz_position way[2] = {from, to};
    return dmz_line_append(context, closing, way, 2);
}

/* Takes down which ends may go together, start with start, end with end. */
static void find_couples(const struct ends ends[2], struct couples *couples) {
    for (size_t i = 0; i < ends[0].count; i++)
        for (size_t k = i % 2; k < ends[1].count; k += 2) {
            struct end *first = &ends[0].items[i], *second = &ends[1].items[k];
            double gap_m = dmz_geodesy_distance_m(first->place, second->place);
            if (gap_m <= ASIDE_MOST * fmin(first->distance_m, second->distance_m) + SAME_M)
                couples->items[couples->count++] = (struct couple){first, second, gap_m};
        }
    qsort(couples->items, couples->count, sizeof *couples->items, by_gap);
}

static enum dmz_status pair_ends(struct dmz_context *context, struct ends ends[2], struct dmz_line *closing) {
    size_t room = ends[0].count * ends[1].count;
    struct couples couples = {malloc((room + 1) * sizeof *couples.items), 0};
    enum dmz_status status = couples.items ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        find_couples(ends, &couples);
    for (size_t i = 0; i < couples.count && !status; i++) {
        struct couple *couple = &couples.items[i];
        if (couple->first->paired || couple->second->paired)
            continue;
        couple->first->paired = couple->second->paired = true;
        if (couple->gap_m > 0)
            status = join(context, couple->first->place, couple->second->place, closing);
    }
    free(couples.items);
    return status;
}

/* Goes from an end in a direction. */
static enum dmz_status reach_out(struct dmz_context *context, const struct end *end, double azimuth_deg,
                                 double distance_m, struct dmz_line *closing) {
    return join(context, end->place, dmz_geodesy_direct(end->place, azimuth_deg, distance_m), closing);
}

/* Joins an end to the nearest place of the other line. One that is as good as there may be on either side of it. */
static enum dmz_status close_end(struct dmz_context *context, const struct end *end, double overshoot_m,
                                 struct dmz_line *closing) {
    double azimuth_deg = end->across_deg;
    if (end->distance_m > overshoot_m) {
        double distance_m = dmz_geodesy_inverse(end->place, end->foot, &azimuth_deg);
        return reach_out(context, end, azimuth_deg, distance_m + overshoot_m, closing);
    }
    enum dmz_status status = reach_out(context, end, azimuth_deg, 2 * overshoot_m, closing);
    return status ? status : reach_out(context, end, azimuth_deg + 180, 2 * overshoot_m, closing);
}

static enum dmz_status close_others(struct dmz_context *context, const struct ends *ends, double overshoot_m,
                                    struct dmz_line *closing) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < ends->count && !status; i++)
        if (!ends->items[i].paired && !ends->items[i].beyond)
            status = close_end(context, &ends->items[i], overshoot_m, closing);
    return status;
}

enum dmz_status dmz_ends_close(struct dmz_context *context, const struct dmz_course *before,
                               const struct dmz_course *after, struct dmz_line *closing) {
    struct ends ends[2] = {0};
    double overshoot_m = OVERSHOOT_M + before->tolerance_m;
    enum dmz_status status = find_ends(context, before, after, &ends[0]);
    if (!status)
        status = find_ends(context, after, before, &ends[1]);
    if (!status)
        status = pair_ends(context, ends, closing);
    for (int i = 0; i < 2 && !status; i++)
        status = close_others(context, &ends[i], overshoot_m, closing);
    free(ends[0].items);
    free(ends[1].items);
    return status;
}
