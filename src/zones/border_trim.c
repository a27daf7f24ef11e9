/* border_trim.c: takes from borders between sides what runs beyond the line's ends. */
#include <math.h>
#include <stdlib.h>

#include "core/grow.h"
#include "zones/border.h"
#include "zones/lookout.h"

enum {
    TRIM_SAMPLES = 8, /* on each edge of a border that is trimmed */
    TRIM_BISECTIONS = 30
};

static const double TRIM_ASIDE = 0.5; /* tolerances from a border, whose own error is half of that, to look */
static const double TRIM_CROSS = 1.5; /* tolerances by which a trimmed border crosses what it ends at */

/* Where a stretch of a border runs. */
struct stretch {
    struct dmz_point from, to;
    double across; /* the angle to its left */
};

/* The place `off_m` to the left of the stretch at a share of it. */
static struct dmz_point beside(const struct stretch *stretch, double share, double off_m) {
    struct dmz_point on = {stretch->from.x_m + share * (stretch->to.x_m - stretch->from.x_m),
                           stretch->from.y_m + share * (stretch->to.y_m - stretch->from.y_m)};
    return dmz_point_polar(on, stretch->across, off_m);
}

/* On which sides of the stretch, there, a place is beyond an end: 1 on its left, -1 on its right, 0 on neither. */
static int beyond_beside(struct dmz_lookout *lookout, const struct stretch *stretch, double share) {
    double off = lookout->field->tolerance_m * TRIM_ASIDE;
    return !dmz_lookout_left(lookout, beside(stretch, share, off))    ? 1
           : !dmz_lookout_left(lookout, beside(stretch, share, -off)) ? -1
                                                                      : 0;
}

/* A place beyond an end, so far from where such places begin that the way there from `on`, which is on their border,
 * crosses that border as it was traced: the middle of the widest arc of them on a circle, the smallest that will do.
 */
static struct dmz_point into_beyond(struct dmz_lookout *lookout, struct dmz_point on) {
    enum { AROUND = 32, RADII = 6 };
    double radius = lookout->field->tolerance_m * TRIM_CROSS, middle = 0;
    for (int size = 0; size < RADII; size++, radius *= 2) {
        int best = 0, run = 0;
        for (int i = 0; i < 2 * AROUND; i++) {
            run = dmz_lookout_left(lookout, dmz_point_polar(on, 2 * M_PI * i / AROUND, radius)) ? 0 : run + 1;
            if (run > best && run <= AROUND) {
                best = run;
                middle = 2 * M_PI * (i - (run - 1) / 2.0) / AROUND;
            }
        }
        if (M_PI * best / AROUND * radius >= lookout->field->tolerance_m)
            break;
    }
    return dmz_point_polar(on, middle, radius);
}

/* Ends the piece that is kept, where it has more than one point. */
static void end_piece(struct dmz_lookout *lookout, struct dmz_borders *kept, struct dmz_border *piece) {
    struct dmz_border *items = piece->count > 1 ? dmz_grow(kept->items, kept->count, sizeof *items) : NULL;
    if (items) {
        kept->items = items;
        items[kept->count++] = *piece;
    } else {
        if (piece->count > 1)
            lookout->status = dmz_fail_memory(lookout->field->plane->context);
        free(piece->points);
    }
    *piece = (struct dmz_border){0};
}

/* Goes along the stretch from share `low` to `high`: what is kept goes to `piece`; where places beyond an end begin
 * or cease, the piece ends, or begins, across their border. */
static void trim_step(struct dmz_lookout *lookout, const struct stretch *stretch, double low, double high,
                      struct dmz_borders *kept, struct dmz_border *piece) {
    bool before = beyond_beside(lookout, stretch, low), after = beyond_beside(lookout, stretch, high);
    double inner = low, outer = high;
    if (!before && !after)
        dmz_lookout_append(lookout, piece, beside(stretch, high, 0));
    if (before == after)
        return;
    for (int i = 0; i < TRIM_BISECTIONS; i++) {
        double middle = (inner + outer) / 2;
        *(beyond_beside(lookout, stretch, middle) == before ? &inner : &outer) = middle;
    }
    if (before) {
        dmz_lookout_append(lookout, piece, into_beyond(lookout, beside(stretch, outer, 0)));
        dmz_lookout_append(lookout, piece, beside(stretch, outer, 0));
        dmz_lookout_append(lookout, piece, beside(stretch, high, 0));
        return;
    }
    dmz_lookout_append(lookout, piece, beside(stretch, inner, 0));
    dmz_lookout_append(lookout, piece, into_beyond(lookout, beside(stretch, inner, 0)));
    end_piece(lookout, kept, piece);
}

/* Where an edge of the border meets the next, one may be beside places beyond an end and the other not: then the
 * piece ends, or begins, there. `last` is the edge before; NULL at the beginning. */
static void trim_corner(struct dmz_lookout *lookout, const struct stretch *last, const struct stretch *stretch,
                        struct dmz_borders *kept, struct dmz_border *piece) {
    bool here = beyond_beside(lookout, stretch, 0), before = last && beyond_beside(lookout, last, 1);
    if (here && piece->count) {
        dmz_lookout_append(lookout, piece, into_beyond(lookout, stretch->from));
        end_piece(lookout, kept, piece);
    }
    if (here || piece->count)
        return;
    if (before)
        dmz_lookout_append(lookout, piece, into_beyond(lookout, stretch->from));
    dmz_lookout_append(lookout, piece, stretch->from);
}

static void trim(struct dmz_lookout *lookout, const struct dmz_border *border, struct dmz_borders *kept) {
    struct dmz_border piece = {0};
    struct stretch last = {{0, 0}, {0, 0}, 0};
    for (size_t i = 0; i + 1 < border->count && !lookout->status; i++) {
        struct stretch stretch = {border->points[i], border->points[i + 1],
                                  dmz_point_bearing(border->points[i], border->points[i + 1]) + M_PI / 2};
        trim_corner(lookout, i ? &last : NULL, &stretch, kept, &piece);
        for (int k = 0; k < TRIM_SAMPLES && !lookout->status; k++)
            trim_step(lookout, &stretch, (double)k / TRIM_SAMPLES, (k + 1.0) / TRIM_SAMPLES, kept, &piece);
        last = stretch;
    }
    end_piece(lookout, kept, &piece);
}

enum dmz_status dmz_borders_trim(const struct dmz_border_field *field, struct dmz_borders *borders) {
    struct dmz_lookout lookout = dmz_lookout_over(field);
    struct dmz_borders kept = {0};
    for (size_t i = 0; i < borders->count && !lookout.status; i++)
        trim(&lookout, &borders->items[i], &kept);
    dmz_borders_free(borders);
    *borders = kept;
    return lookout.status;
}
