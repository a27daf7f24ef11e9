/* rig.c: what the parts of engine front are tried on. */
#include "support/rig.h"

#include "dmz/offset.h"
#include "support/ellipsoid.h"
#include "support/suite.h"

static const double SLACK_M = 1e-5;

struct dmz_line rig_walk(struct dmz_context *context, struct rig_walk walk, struct chance *chance) {
    enum { MOST = 512 };
    static struct dmz_position positions[MOST + 1];
    struct dmz_line line = {0};
    assert_true(walk.count <= MOST);
    for (size_t part = 0; part < walk.parts; part++) {
        double heading = chance_between(chance, 0, 360), apart = walk.step_m * sqrt((double)walk.count);
        positions[0] = part ? ellipsoid_direct(walk.from, chance_between(chance, 0, 360), apart) : walk.from;
        for (size_t i = 1; i < walk.count; i++) {
            heading += walk.turn_deg * chance_between(chance, -1, 1);
            positions[i] = ellipsoid_direct(positions[i - 1], heading, walk.step_m * chance_between(chance, 0.1, 1));
        }
        positions[walk.count] = positions[0];
        assert_int_equal(dmz_line_append(context, &line, positions, walk.count + walk.closed), DMZ_OK);
    }
    return line;
}

struct dmz_spine_detail rig_detail(double reach_m, double tolerance_m) {
    return (struct dmz_spine_detail){.run_m = sqrt(8 * reach_m * 0.1 * tolerance_m),
                                     .height_m = 0.02 * tolerance_m,
                                     .jitter_m = 0.001 * tolerance_m,
                                     .reach_m = reach_m};
}

void rig_make(struct dmz_context *context, const struct dmz_line *line, double first_m, double reach_m,
              double tolerance_m, struct rig *rig) {
    struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, reach_m, tolerance_m);
    struct dmz_spine_detail detail = rig_detail(first_m, tolerance_m);
    *rig = (struct rig){0};
    assert_int_equal(dmz_line_densify(context, line, &density, &rig->dense), DMZ_OK);
    assert_int_equal(dmz_spine_build(context, &rig->dense, &detail, &rig->spine), DMZ_OK);
    rig->curve = dmz_curve_at(&rig->spine, reach_m, SLACK_M);
}

void rig_free(struct rig *rig) {
    dmz_spine_free(&rig->spine);
    dmz_line_free(&rig->dense);
}

struct dmz_vector rig_place(const struct dmz_spine *spine, size_t i, double share) {
    return dmz_vector_plus(dmz_stick_at(&spine->sticks[i], share), 4 * share * (1 - share), spine->bones[i].lift);
}

double rig_height_m(struct dmz_vector place) {
    double a = DMZ_EARTH_EQUATOR_M, b = a * (1 - DMZ_EARTH_FLATTENING);
    struct dmz_vector gradient = {2 * place.x / (a * a), 2 * place.y / (a * a), 2 * place.z / (b * b)};
    return (dmz_vector_dot(gradient, place) / 2 - 1) / dmz_vector_length(gradient);
}

double rig_length_m(struct dmz_vector a, struct dmz_vector b) {
    double azimuth;
    return dmz_geodesy_inverse(dmz_geodesy_position(a), dmz_geodesy_position(b), &azimuth);
}
