/* front.c: engine `front`: limits traced on the ellipsoid, as the envelope of arcs. */
#include <math.h>

#include "offset/engine.h"
#include "offset/front/front.h"
#include "offset/front/rings.h"

/* Shares of the tolerance. */
static const double RUN = 0.10, HEIGHT = 0.02, JITTER = 0.001, CLOSE = 0.01, ARC = 0.55, OUTSIDE = 0.50, BOW = 0.08,
                    SLIVER = 0.04, FACED = 1;

/* Within this share of the tolerance, and no less than what lengths are good for, nothing blocks. */
static const double SLACK = 2e-4, SLACK_LEAST_M = 1e-6, SLACK_MOST_M = 1e-5;

static enum dmz_status trace_limit(struct dmz_trace *trace, const struct dmz_curve *curve, double tolerance_m,
                                   const struct dmz_visits *before) {
    trace->curve = curve;
    trace->detail = (struct dmz_trace_detail){ARC * tolerance_m, CLOSE * tolerance_m, FACED * tolerance_m};
    trace->steps_most = 1000000 + 1000 * dmz_curve_elements(curve);
    return dmz_trace_all(trace, before);
}

enum dmz_status dmz_front_spine(struct dmz_context *context, const struct dmz_line *dense, double least_m,
                                double tolerance_m, struct dmz_spine *spine) {
    struct dmz_spine_detail detail = {
        .run_m = sqrt(8 * least_m * RUN * tolerance_m),
        .height_m = HEIGHT * tolerance_m,
        .jitter_m = JITTER * tolerance_m,
        .reach_m = least_m,
    };
    return dmz_spine_build(context, dense, &detail, spine);
}

enum dmz_status dmz_front_trace(struct dmz_context *context, const struct dmz_spine *spine,
                                const struct dmz_front_step *step, struct dmz_visits *visits,
                                struct dmz_multipolygon *limit) {
    double tolerance = step->tolerance_m;
    double slack = fmin(SLACK_MOST_M, fmax(SLACK_LEAST_M, SLACK * tolerance));
    struct dmz_rings_detail detail = {ARC * tolerance, OUTSIDE * tolerance, BOW * tolerance, SLIVER * tolerance};
    struct dmz_curve curve = dmz_curve_at(spine, step->reach_m, slack);
    struct dmz_trace trace = {.context = context};
    enum dmz_status status = trace_limit(&trace, &curve, tolerance, step->before);
    if (!status)
        status = dmz_rings_build(&trace, &detail, step->centre, limit);
    *visits = trace.visits;
    trace.visits = (struct dmz_visits){0};
    dmz_trace_free(&trace);
    return status;
}

/* Inner first, so that each need only look where the one before it was free. */
enum dmz_status dmz_offset_by_front(struct dmz_context *context, const struct dmz_line *dense,
                                    const struct dmz_offset_request *request, struct dmz_multipolygon *limits) {
    struct dmz_front_step step = {.tolerance_m = request->tolerance_m};
    struct dmz_visits before = {0};
    struct dmz_spine spine = {0};
    step.centre = dmz_geodesy_vector(dmz_line_centre(dense, request->reaches_m[request->count - 1]));
    enum dmz_status status = dmz_front_spine(context, dense, request->reaches_m[0], request->tolerance_m, &spine);
    for (size_t i = 0; i < request->count && !status; i++) {
        struct dmz_visits visits = {0};
        step.reach_m = request->reaches_m[i];
        step.before = i ? &before : NULL;
        status = dmz_front_trace(context, &spine, &step, &visits, &limits[i]);
        dmz_visits_free(&before);
        before = visits;
    }
    dmz_visits_free(&before);
    dmz_spine_free(&spine);
    return status;
}
