/* lookout.c: what a point of the plane sees of the line. */
#include "zones/lookout.h"

#include <stdlib.h>

#include "core/grow.h"

enum { BISECTIONS = 48 };

/* Of a border's precision: what a frame may be off by; and how far it may be from the plane's centre. */
static const double FRAME_SHARE = 0.02, FRAME_OFF_MOST_M = 3e6;
static const double PRECISION_SHARE = 0.02; /* of the tolerance */
static const double WIDTH_MOST = 1e-3;      /* radians, to which a change of side is found at the least */

double dmz_point_to_edge(struct dmz_point point, struct dmz_point a, struct dmz_point b) {
    double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((point.x_m - a.x_m) * dx + (point.y_m - a.y_m) * dy) / length2 : 0;
    t = fmin(1, fmax(0, t));
    return dmz_point_distance(point, (struct dmz_point){a.x_m + t * dx, a.y_m + t * dy});
}

struct dmz_lookout dmz_lookout_over(const struct dmz_border_field *field) {
    return (struct dmz_lookout){
        .field = field,
        .start_m = DMZ_JUNCTION_START * field->tolerance_m,
        .precision_m = PRECISION_SHARE * field->tolerance_m,
    };
}

/* The place in space of a point. A failed projection ends the trace. */
static struct dmz_vector project_back(struct dmz_lookout *lookout, struct dmz_point point) {
    struct dmz_position position = {0, 0};
    enum dmz_status status = dmz_plane_unproject(lookout->field->plane, &point, 1, &position);
    if (status)
        lookout->status = status;
    return dmz_geodesy_vector(position);
}

void dmz_lookout_frame(struct dmz_lookout *lookout, struct dmz_point origin, double wanted_m) {
    struct dmz_frame *frame = &lookout->frame;
    double off_m = hypot(origin.x_m, origin.y_m) + wanted_m;
    double good_m = sqrt(FRAME_SHARE * lookout->precision_m / off_m) * DMZ_EARTH_RADIUS_M;
    frame->within_m = 0;
    if (off_m > FRAME_OFF_MOST_M || good_m < wanted_m)
        return;
    struct dmz_vector none = {0, 0, 0}, place = project_back(lookout, origin);
    struct dmz_vector east = project_back(lookout, (struct dmz_point){origin.x_m + wanted_m, origin.y_m});
    struct dmz_vector west = project_back(lookout, (struct dmz_point){origin.x_m - wanted_m, origin.y_m});
    struct dmz_vector north = project_back(lookout, (struct dmz_point){origin.x_m, origin.y_m + wanted_m});
    struct dmz_vector south = project_back(lookout, (struct dmz_point){origin.x_m, origin.y_m - wanted_m});
    frame->origin = origin;
    frame->within_m = wanted_m;
    frame->place = place;
    frame->x = dmz_vector_plus(none, 1 / (2 * wanted_m), dmz_vector_minus(east, west));
    frame->y = dmz_vector_plus(none, 1 / (2 * wanted_m), dmz_vector_minus(north, south));
    frame->up = dmz_vector_plus(none, 1 / dmz_vector_length(place), place);
}

static struct dmz_vector place_of(struct dmz_lookout *lookout, struct dmz_point point) {
    const struct dmz_frame *frame = &lookout->frame;
    double x = point.x_m - frame->origin.x_m, y = point.y_m - frame->origin.y_m, off2 = x * x + y * y;
    if (off2 >= frame->within_m * frame->within_m)
        return project_back(lookout, point);
    struct dmz_vector place = dmz_vector_plus(dmz_vector_plus(frame->place, x, frame->x), y, frame->y);
    return dmz_vector_plus(place, -off2 / (2 * DMZ_EARTH_RADIUS_M), frame->up);
}

struct dmz_look dmz_lookout_look(struct dmz_lookout *lookout, struct dmz_point point) {
    const struct dmz_border_field *field = lookout->field;
    struct dmz_vector place = place_of(lookout, point);
    if (lookout->status)
        return (struct dmz_look){INFINITY, true};
    struct dmz_nearest nearest = dmz_index_nearest_near(field->index, place, &lookout->segment);
    bool left = field->kind == DMZ_BORDER_SIDES ? dmz_index_either_side(field->index, &nearest) == DMZ_SIDE_LEFT
                                                : !dmz_index_is_beyond(field->index, &nearest, place);
    return (struct dmz_look){nearest.chord_m, left};
}

bool dmz_lookout_left(struct dmz_lookout *lookout, struct dmz_point point) {
    return dmz_lookout_look(lookout, point).left;
}

double dmz_lookout_change(struct dmz_lookout *lookout, struct dmz_point centre, double radius, double low,
                          double high) {
    bool left = dmz_lookout_left(lookout, dmz_point_polar(centre, low, radius));
    double width = fmin(lookout->precision_m / radius, WIDTH_MOST);
    for (int i = 0; i < BISECTIONS && fabs(high - low) > width; i++) {
        double middle = (low + high) / 2;
        if (dmz_lookout_left(lookout, dmz_point_polar(centre, middle, radius)) == left)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

int dmz_lookout_changes(struct dmz_lookout *lookout, const struct dmz_arc *arc, double *changes, int most) {
    int found = 0;
    double step = arc->sweep / (arc->samples - 1);
    bool before = dmz_lookout_left(lookout, dmz_point_polar(arc->centre, arc->from, arc->radius_m));
    for (int i = 1; i < arc->samples; i++) {
        double angle = arc->from + step * i;
        bool now = dmz_lookout_left(lookout, dmz_point_polar(arc->centre, angle, arc->radius_m));
        if (now != before && found++ < most)
            changes[found - 1] = dmz_lookout_change(lookout, arc->centre, arc->radius_m, angle - step, angle);
        before = now;
    }
    return found < most ? found : most;
}

bool dmz_lookout_append(struct dmz_lookout *lookout, struct dmz_border *border, struct dmz_point point) {
    struct dmz_point *points = dmz_grow(border->points, border->count, sizeof *points);
    if (!points) {
        lookout->status = dmz_fail_memory(lookout->field->plane->context);
        return false;
    }
    border->points = points;
    points[border->count++] = point;
    return true;
}
