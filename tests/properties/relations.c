/* relations.c: what has to be so between the zones of one line made in two ways, and of each for itself. */
#include "properties/relations.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* The truth's own error, metres; areas that are the same but for rounding errors, as a share and as m2: an area is
 * summed up from the equator, whatever its own size. */
static const double TRUTH_M = 2e-3, SAME_SHARE = 1e-9, SAME_M2 = 0.1;
/* Square tolerances, of a sliver between a border and a limit just beyond it, which is inside by the limit's error.
 */
static const double SLIVER = 20;
static const double DEGREE_M = 111.7e3; /* the longest degree of latitude */

static void complain(struct hearing *hearing, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void complain(struct hearing *hearing, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    dmz_buffer_format(&hearing->complaints, "%s: %s; ", hearing->property, text);
    hearing->complaint_count++;
}

/* Area and length of all edges. */
struct extent {
    double area_m2, perimeter_m;
};

/* That of a layer on a side, of all of it where `side` is NONE; NAN where there is no such zone. */
static struct extent extent_of(const struct judge_made *made, size_t layer, enum dmz_side side) {
    struct extent sum = {0, 0};
    size_t count = 0;
    for (size_t i = 0; i < made->zones.count; i++) {
        const struct dmz_zone *zone = &made->zones.zones[i];
        if (zone->layer != layer || (side != DMZ_SIDE_NONE && zone->side != side))
            continue;
        sum.area_m2 += zone->figures.area_m2;
        sum.perimeter_m += zone->figures.perimeter_m;
        count++;
    }
    return count ? sum : (struct extent){NAN, NAN};
}

static void judge_areas(struct hearing *hearing, const struct dmz_zone *zone, double area_m2, double other_m2,
                        double allowed_m2) {
    double apart = fabs(area_m2 - other_m2);
    allowed_m2 += SAME_SHARE * fmax(area_m2, other_m2) + SAME_M2;
    hearing->worst = fmax(hearing->worst, apart / allowed_m2);
    if (!(apart <= allowed_m2))
        complain(hearing, "layer %zu %s: %.4f m2, but %.4f m2, %.3g times what is allowed", zone->layer,
                 dmz_side_name(zone->side), area_m2, other_m2, apart / allowed_m2);
}

/* The zone of a layer on a side; NULL where there is none. */
static const struct dmz_zone *zone_of(const struct judge_made *made, size_t layer, enum dmz_side side) {
    for (size_t i = 0; i < made->zones.count; i++)
        if (made->zones.zones[i].layer == layer && made->zones.zones[i].side == side)
            return &made->zones.zones[i];
    return NULL;
}

void relation_same_zones(struct hearing *hearing, const struct judge_made *made, const struct judge_made *other,
                         bool swapped) {
    if (made->zones.count != other->zones.count)
        complain(hearing, "%zu zones, but %zu", made->zones.count, other->zones.count);
    for (size_t i = 0; i < made->zones.count; i++) {
        const struct dmz_zone *zone = &made->zones.zones[i];
        const struct dmz_zone *twin =
            zone_of(other, zone->layer, (enum dmz_side)(swapped ? -zone->side : zone->side));
        double area_m2 = zone->figures.area_m2, twin_m2 = twin ? twin->figures.area_m2 : NAN;
        double apart = area_m2 == twin_m2 ? 0 : fabs(area_m2 - twin_m2) / (SAME_SHARE * area_m2);
        hearing->worst = fmax(hearing->worst, apart);
        if (!(apart <= 1))
            complain(hearing, "layer %zu %s: %.4f m2, but %.4f m2", zone->layer, dmz_side_name(zone->side), area_m2,
                     twin_m2);
        else if (!dmz_multipolygon_is_same(&zone->area, &twin->area))
            complain(hearing, "layer %zu %s: other vertices", zone->layer, dmz_side_name(zone->side));
    }
}

void relation_same_areas(struct hearing *hearing, const struct judge_made *made, const struct judge_made *other,
                         double tolerance_m) {
    if (made->zones.count != other->zones.count)
        complain(hearing, "%zu zones, but %zu", made->zones.count, other->zones.count);
    for (size_t i = 0; i < made->zones.count; i++) {
        const struct dmz_zone *zone = &made->zones.zones[i];
        enum dmz_side side = hearing->sides ? zone->side : DMZ_SIDE_NONE;
        struct extent extent = extent_of(made, zone->layer, side), twin = extent_of(other, zone->layer, side);
        judge_areas(hearing, zone, extent.area_m2, twin.area_m2, tolerance_m * extent.perimeter_m);
    }
}

/* The area of the zone's holes that are narrower than two limits can tell: they may as well not be there. */
static double slivers_m2(const struct dmz_zone *zone, double tolerance_m) {
    double sum = 0;
    for (size_t i = 0; i < zone->area.polygon_count; i++)
        for (size_t k = 1; k < zone->area.polygons[i].ring_count; k++) {
            struct dmz_polygon hole = {.rings = &zone->area.polygons[i].rings[k], .ring_count = 1};
            struct dmz_multipolygon holes = {&hole, 1};
            struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&holes);
            double area_m2 = fabs(figures.area_m2);
            sum += area_m2 < tolerance_m * figures.perimeter_m ? area_m2 : 0;
        }
    return sum;
}

void relation_sum(struct hearing *hearing, const struct judge_made *sides, const struct judge_made *merged) {
    double tolerance_m = sides->zones.accuracy.tolerance_m, sliver_m2 = SLIVER * tolerance_m * tolerance_m;
    double apart_m = DEGREE_M * M_SQRT1_2 * pow(10, -sides->zones.decimals); /* by rounding */
    if (sides->zones.accuracy.engine != merged->zones.accuracy.engine)
        apart_m = 2 * tolerance_m; /* the sides' limits were made again, by the other one */
    for (size_t i = 0; i < merged->zones.count; i++) {
        const struct dmz_zone *whole = &merged->zones.zones[i];
        struct extent sum = extent_of(sides, whole->layer, DMZ_SIDE_NONE);
        double allowed_m2 = apart_m * sum.perimeter_m + slivers_m2(whole, tolerance_m) + sliver_m2;
        judge_areas(hearing, whole, whole->figures.area_m2, sum.area_m2, allowed_m2);
    }
}

/* A valid shape of a zone in the plane, which the caller owns; NULL where GEOS cannot tell. */
static GEOSGeometry *sound_shape(const struct hearing *hearing, const struct dmz_zone *zone, double tolerance_m) {
    GEOSGeometry *shape = flat_zone(hearing->geos, &hearing->plane, &zone->area, tolerance_m);
    if (!shape || GEOSisValid_r(hearing->geos, shape) == 1)
        return shape;
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(hearing->geos);
    GEOSMakeValidParams_setMethod_r(hearing->geos, params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(hearing->geos, params, 0); /* lines cannot be taken from areas */
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(hearing->geos, shape, params);
    GEOSMakeValidParams_destroy_r(hearing->geos, params);
    GEOSGeom_destroy_r(hearing->geos, shape);
    return valid;
}

/* Takes a zone's shape from `shape`, which is released; NULL where GEOS cannot tell. Of zones with slits along a line
 * that retraces itself it may make holes without a polygon round them, whose area is negative, and say nothing. */
static GEOSGeometry *without(const struct hearing *hearing, GEOSGeometry *shape, const struct dmz_zone *zone,
                             double tolerance_m) {
    GEOSGeometry *taken = sound_shape(hearing, zone, tolerance_m);
    GEOSGeometry *rest = shape && taken ? GEOSDifference_r(hearing->geos, shape, taken) : NULL;
    if (rest && GEOSisValid_r(hearing->geos, rest) != 1) {
        GEOSGeom_destroy_r(hearing->geos, rest);
        rest = NULL;
    }
    if (shape && taken && !rest) /* slower, but it always succeeds */
        rest = GEOSDifferencePrec_r(hearing->geos, shape, taken, 1e-3 * tolerance_m);
    GEOSGeom_destroy_r(hearing->geos, shape);
    GEOSGeom_destroy_r(hearing->geos, taken);
    return rest;
}

/* How much of the zone is not in those of `larger`, m2 of the plane; NAN where GEOS cannot tell. */
static double outside_m2(const struct hearing *hearing, const struct dmz_zone *zone, const struct judge_made *larger,
                         double tolerance_m) {
    GEOSGeometry *rest = sound_shape(hearing, zone, tolerance_m);
    double area = NAN;
    for (size_t i = 0; i < larger->zones.count; i++)
        if (!hearing->sides || larger->zones.zones[i].side == zone->side)
            rest = without(hearing, rest, &larger->zones.zones[i], tolerance_m);
    if (rest && !GEOSArea_r(hearing->geos, rest, &area))
        area = NAN;
    GEOSGeom_destroy_r(hearing->geos, rest);
    return area;
}

void relation_within(struct hearing *hearing, const struct judge_made *made, const struct judge_made *larger,
                     double tolerance_m) {
    for (size_t i = 0; i < made->zones.count; i++) {
        const struct dmz_zone *zone = &made->zones.zones[i];
        double outside = outside_m2(hearing, zone, larger, tolerance_m);
        judge_areas(hearing, zone, outside, 0, tolerance_m * zone->figures.perimeter_m);
    }
}

static void judge_place(struct hearing *hearing, const struct truth *truth, const struct dmz_zone *zone,
                        struct dmz_position place, double allowed_m) {
    double off = fabs(truth_distance_m(truth, place) - zone->to_m);
    hearing->worst = fmax(hearing->worst, off / allowed_m);
    if (off > allowed_m)
        complain(hearing, "layer %zu %s, limit %.4f m off at %.9f,%.9f", zone->layer, dmz_side_name(zone->side), off,
                 place.lon_deg, place.lat_deg);
}

void relation_distances(struct hearing *hearing, const struct judge_made *made, const struct truth *truth,
                        size_t most) {
    double allowed = made->zones.accuracy.tolerance_m + TRUTH_M;
    for (size_t i = 0; i < made->zones.count; i++) {
        const struct dmz_zone *zone = &made->zones.zones[i];
        size_t stride = zone->figures.vertices / most + 1;
        for (size_t k = 0; k < zone->limit_lines.count; k++) {
            const struct dmz_path *path = &zone->limit_lines.items[k];
            for (size_t v = 0; v + 1 < path->count; v += stride) {
                struct dmz_position a = path->positions[v], b = path->positions[v + 1];
                struct dmz_position middle = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
                judge_place(hearing, truth, zone, a, allowed);
                judge_place(hearing, truth, zone, middle, allowed);
            }
        }
    }
}
