/* solve.c: the reach at which zones take what is asked for. */
#include "dmz/solve.h"

#include <math.h>
#include <string.h>

#include "dmz/units.h"

static const double PI = 3.14159265358979323846;

/* Steps end where the amount is so near to its target, as a share of it: one of Newton's more costs little and comes
 * far below what is promised. */
static const double AIM = 1e-4;

enum { STEPS_MOST = 100, HALVED_EACH = 4 };

/* A reach, and what it takes. */
struct step {
    double reach_m;
    struct dmz_taken taken;
};

struct search {
    struct dmz_context *context;
    const struct dmz_solve_request *request;
    struct step low,
        high; /* the last ones that take too little and too much; nothing at 0, without end at INFINITY */
    struct step last, best;
    size_t steps;
};

/* As people write reaches; a tenth of what the finest tolerance tells apart would be of no use. */
static double to_centimetre(double reach_m) {
    return round(100 * reach_m) / 100;
}

static double off(const struct search *search, const struct step *step) {
    return fabs(step->taken.amount - search->request->target);
}

static enum dmz_status measure(struct search *search, double reach_m) {
    const struct dmz_solve_request *request = search->request;
    struct step step = {.reach_m = reach_m, .taken = {.slope = NAN}};
    enum dmz_status status = request->measure(request->of, reach_m, &step.taken);
    if (status)
        return status;
    search->last = step;
    if (!search->steps++ || off(search, &step) < off(search, &search->best))
        search->best = step;
    *(step.taken.amount < request->target ? &search->low : &search->high) = step;
    return DMZ_OK;
}

/* Least of all that may be asked for. */
static double least_reach_m(const struct search *search) {
    return search->request->inner_m + DMZ_LAYER_LEAST_TOLERANCES * search->request->tolerance_m;
}

/* Where the straight line through both ends of the bracket, or the tangent at the last step, meets the target. */
static double next_by_slope(const struct search *search) {
    const struct step *low = &search->low, *high = &search->high, *last = &search->last;
    double target = search->request->target;
    if (last->taken.slope > 0)
        return last->reach_m + (target - last->taken.amount) / last->taken.slope;
    if (isinf(high->reach_m))
        return 2 * last->reach_m;
    double rise = high->taken.amount - low->taken.amount;
    return low->reach_m + (target - low->taken.amount) * (high->reach_m - low->reach_m) / rise;
}

/* Inside the bracket: where slopes lead astray, or make it smaller from one end only, its middle. */
static double next_reach_m(const struct search *search) {
    double low_m = search->low.reach_m, high_m = search->high.reach_m;
    double next_m = next_by_slope(search);
    bool halved = search->steps % HALVED_EACH == 0 && !isinf(high_m);
    if (isinf(high_m))
        next_m = fmin(next_m > low_m ? next_m : 2 * low_m, DMZ_SOLVE_MOST_M);
    else if (halved || !(next_m > low_m && next_m < high_m))
        next_m = (low_m + high_m) / 2;
    return to_centimetre(fmax(next_m, least_reach_m(search)));
}

static enum dmz_status refuse_large(struct search *search) {
    char asked[64], most[64];
    return dmz_fail(search->context, DMZ_GEOMETRY, "no reach takes %s: 2,000 km, the most, takes %s",
                    dmz_goal_write_amount(search->request->goal, search->request->target, asked, sizeof asked),
                    dmz_goal_write_amount(search->request->goal, search->last.taken.amount, most, sizeof most));
}

static enum dmz_status refuse_small(struct search *search) {
    char asked[64], least[64], reach[32];
    return dmz_fail(search->context, DMZ_GEOMETRY, "no reach takes as little as %s: %s, the least%s, takes %s",
                    dmz_goal_write_amount(search->request->goal, search->request->target, asked, sizeof asked),
                    dmz_units_write_distance(search->last.reach_m, reach, sizeof reach),
                    search->request->inner_m > 0 ? " outside the layers within" : "",
                    dmz_goal_write_amount(search->request->goal, search->last.taken.amount, least, sizeof least));
}

/* Whether the bracket is as narrow as reaches can be told apart. */
static bool is_narrow(const struct search *search) {
    return search->high.reach_m - search->low.reach_m <= search->request->tolerance_m;
}

/* Whether the best step is as near as is promised, or so many tolerances away at most. */
static bool is_near(const struct search *search, double tolerances) {
    const struct dmz_solve_request *request = search->request;
    double slope = search->best.taken.slope > 0 ? search->best.taken.slope : 0;
    return off(search, &search->best) <=
           fmax(DMZ_SOLVE_PROMISE * request->target, tolerances * request->tolerance_m * slope);
}

static enum dmz_status run(struct search *search) {
    double target = search->request->target, next_m = fmin(search->request->first_m, DMZ_SOLVE_MOST_M);
    next_m = to_centimetre(fmax(next_m, least_reach_m(search)));
    while (search->steps < STEPS_MOST) {
        enum dmz_status status = measure(search, next_m);
        if (status)
            return status;
        double apart = search->request->inner_m > 0 ? DMZ_LAYER_LEAST_TOLERANCES : 0;
        bool ended =
            search->last.taken.amount < target ? next_m >= DMZ_SOLVE_MOST_M : next_m <= least_reach_m(search);
        if (off(search, &search->best) <= AIM * target || is_narrow(search) || (ended && is_near(search, apart)))
            return DMZ_OK;
        if (ended)
            return search->last.taken.amount < target ? refuse_large(search) : refuse_small(search);
        next_m = next_reach_m(search);
        if (next_m == search->last.reach_m)
            return DMZ_OK;
    }
    return is_near(search, 1) ? DMZ_OK
                              : dmz_fail(search->context, DMZ_GEOMETRY, "no reach was found in %d steps", STEPS_MOST);
}

/* The reach nearest to `reach_m` that is allowed: itself, or at or beside one that is kept; NAN where none is. */
static double nearest_allowed_m(const struct dmz_solve_request *request, double reach_m) {
    double apart_m = DMZ_LAYER_LEAST_TOLERANCES * request->tolerance_m + 0.01, nearest_m = NAN;
    if (request->allowed(request->of, reach_m))
        return reach_m;
    for (size_t i = 0; i < 3 * request->kept_count; i++) {
        double tried_m = to_centimetre(request->kept_m[i / 3] + ((double)(i % 3) - 1) * apart_m);
        bool nearer = !(fabs(tried_m - reach_m) >= fabs(nearest_m - reach_m));
        if (tried_m > 0 && tried_m <= DMZ_SOLVE_MOST_M && nearer && request->allowed(request->of, tried_m))
            nearest_m = tried_m;
    }
    return nearest_m;
}

/* Moves the best step to where a reach may be, which is a few tolerances away at most. */
static enum dmz_status settle(struct search *search) {
    double allowed_m = nearest_allowed_m(search->request, search->best.reach_m);
    if (isnan(allowed_m))
        return dmz_fail(search->context, DMZ_GEOMETRY, "a reach of %.10g m is too near to others of the run",
                        search->best.reach_m);
    if (allowed_m == search->best.reach_m)
        return DMZ_OK;
    enum dmz_status status = measure(search, allowed_m);
    search->best = search->last;
    return status;
}

enum dmz_status dmz_solve(struct dmz_context *context, const struct dmz_solve_request *request,
                          struct dmz_solution *solution) {
    struct search search = {.context = context, .request = request, .high.reach_m = INFINITY};
    enum dmz_status status = run(&search);
    if (!status)
        status = settle(&search);
    solution->reach_m = search.best.reach_m;
    solution->target = request->target;
    solution->amount = search.best.taken.amount;
    solution->steps = search.steps;
    return status;
}

double dmz_solve_guess_m(double length_m, double area_m2, enum dmz_side side) {
    double both_m2 = side == DMZ_SIDE_NONE ? area_m2 : 2 * area_m2;
    return both_m2 / (length_m + sqrt(length_m * length_m + PI * both_m2));
}

double dmz_solution_off(const struct dmz_solution *solution) {
    return fabs(solution->amount - solution->target) / solution->target;
}

const char *dmz_goal_name(enum dmz_goal goal) {
    static const char *const NAMES[] = {"none", "equal-area", "target-area", "equal-population", "target-population"};
    return NAMES[goal];
}

bool dmz_goal_is_equal(enum dmz_goal goal) {
    return goal == DMZ_GOAL_EQUAL_AREA || goal == DMZ_GOAL_EQUAL_POPULATION;
}

bool dmz_goal_is_people(enum dmz_goal goal) {
    return goal == DMZ_GOAL_EQUAL_POPULATION || goal == DMZ_GOAL_TARGET_POPULATION;
}

char *dmz_goal_write_amount(enum dmz_goal goal, double amount, char *text, size_t size) {
    static const char PEOPLE[] = " people";
    if (!dmz_goal_is_people(goal))
        return dmz_units_write_area(amount, text, size);
    dmz_units_write_number(amount, 0, text, size - sizeof PEOPLE);
    return strcat(text, PEOPLE);
}
