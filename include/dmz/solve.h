/* solve.h: the reach at which zones take what is asked for. */
#ifndef DMZ_SOLVE_H
#define DMZ_SOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* What a reach is found for: that its side takes as much area as the other side does, or zones a given one; or as
 * many people. */
enum dmz_goal {
    DMZ_GOAL_NONE,
    DMZ_GOAL_EQUAL_AREA,
    DMZ_GOAL_TARGET_AREA,
    DMZ_GOAL_EQUAL_POPULATION,
    DMZ_GOAL_TARGET_POPULATION
};

/* The widest reach that is tried, metres. */
#define DMZ_SOLVE_MOST_M 2e6

/* What zones take that reach so far. */
struct dmz_taken {
    double amount; /* m2, or people */
    double slope;  /* by how much it grows with each metre of reach: of areas, the length of the limit; NAN where
                      that is not known */
};

/* What is asked for. Everything is borrowed. */
struct dmz_solve_request {
    enum dmz_goal goal; /* what amounts are of */
    /* Measures what is taken at a reach, metres to the centimetre; it must not shrink as reaches grow. Fails as
     * making zones does. */
    enum dmz_status (*measure)(void *of, double reach_m, struct dmz_taken *taken);
    bool (*allowed)(void *of, double reach_m); /* whether a reach can stand beside the others of the run */
    void *of;                                  /* what both are given */
    double target;                             /* the amount, > 0 */
    double inner_m;                            /* what layers inside reach already; 0 where there are none */
    double first_m;                            /* where to begin */
    const double
        *kept_m; /* other reaches of the run: next to these not every reach is allowed, but some at each is */
    size_t kept_count;
    double tolerance_m; /* of limits: reaches are not searched for more finely */
};

/* What was found. */
struct dmz_solution {
    enum dmz_goal goal;
    enum dmz_side side; /* whose outermost reach was found; DMZ_SIDE_NONE: of both, alike */
    double reach_m;     /* to the centimetre */
    double target, amount;
    size_t steps; /* reaches that were measured */
};

/* How far an amount may be from its target, as a share of it, where the tolerance of limits allows that. */
#define DMZ_SOLVE_PROMISE 1e-3

/* Finds the reach, to the centimetre and at most 2,000 km, at which the amount is the target: to DMZ_SOLVE_PROMISE of
 * it and mostly much nearer, or as near as reaches a tolerance apart, or such as are allowed, come to it. Newton's
 * steps where slopes are known, else secants, inside a bracket that is halved now and then; a hundred at most. Fills
 * reach_m, target, amount and steps of `solution`. Errors: DMZ_GEOMETRY where the target is more than 2,000 km take
 * or less than what is inside takes already, or is not found; those of the measure. Source: docs/METHOD.md, section
 * 8.8. */
enum dmz_status dmz_solve(struct dmz_context *context, const struct dmz_solve_request *request,
                          struct dmz_solution *solution);

/* The reach at which a line so long would have taken so much if it were straight, on one side or on both: a place to
 * begin at. */
double dmz_solve_guess_m(double length_m, double area_m2, enum dmz_side side);

/* How far the amount is from the target, as a share of it, >= 0. */
double dmz_solution_off(const struct dmz_solution *solution);

/* "equal-area", "target-population": the option's name. */
const char *dmz_goal_name(enum dmz_goal goal);

/* Whether the other side's amount is the target; whether amounts are people. */
bool dmz_goal_is_equal(enum dmz_goal goal);
bool dmz_goal_is_people(enum dmz_goal goal);

/* Writes an amount: "1,234.50 km²", "12,345 people"; 64 bytes are enough. Returns `text`. */
char *dmz_goal_write_amount(enum dmz_goal goal, double amount, char *text, size_t size);

DMZ_API_END

#endif
