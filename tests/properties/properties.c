/* properties.c: random lines, and what has to be so of the zones of each whatever they are. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz/cases.h"
#include "fuzz/mishap.h"
#include "properties/relations.h"
#include "properties/variants.h"
#include "support/ellipsoid.h"

/* The other engine takes as long as all the rest, and the fuzz compares engines all day: one case in four. */
enum { CASES = 1000, QUICK_CASES = 20, PLACES = 200, PROPERTIES_MOST = 16, LIMIT_S = 900, ENGINES_EVERY = 4 };

/* What came of one property. */
struct outcome {
    const char *property;
    size_t held, failed, refused;
    double worst; /* the most that anything was off by, as a share of what is allowed */
    char worst_case[512];
};

struct tally {
    size_t cases, with_sides, failures, refused;
    bool each;
    struct outcome outcomes[PROPERTIES_MOST];
};

/* One line and its zones. */
struct trial {
    const struct fuzz_case *tried;
    struct judge_wish wish;
    struct judge_made made;
    struct hearing hearing;
    struct tally *tally;
    struct chance chance;
    bool contradicts; /* the line, itself: variants_contradict */
};

static struct outcome *outcome_of(struct tally *tally, const char *property) {
    struct outcome *outcome = tally->outcomes;
    while (outcome->property && strcmp(outcome->property, property) != 0)
        outcome++;
    outcome->property = property;
    return outcome;
}

/* Enters what was found since the property's hearing began. */
static void enter(struct trial *trial, const char *property, size_t complaints_before) {
    struct outcome *outcome = outcome_of(trial->tally, property);
    bool failed = trial->hearing.complaint_count > complaints_before;
    outcome->failed += failed;
    outcome->held += !failed;
    if (trial->hearing.worst > outcome->worst) {
        outcome->worst = trial->hearing.worst;
        memcpy(outcome->worst_case, mishap_running, sizeof outcome->worst_case);
    }
}

/* One other way of making the zones: asks `judge` about them. An engine may decline; then nothing is asked. */
static void try_way(struct trial *trial, const char *property, const struct dmz_line *line, struct judge_wish wish,
                    void (*judge)(struct trial *trial, const struct judge_made *other, const void *aside),
                    const void *aside) {
    struct judge_made other = judge_try(line, wish);
    size_t before = trial->hearing.complaint_count;
    trial->hearing.property = property;
    trial->hearing.worst = 0;
    if (other.status == DMZ_GEOMETRY) {
        outcome_of(trial->tally, property)->refused++;
        printf("refused, %s, %s: %s\n", mishap_running, property, dmz_context_message(other.context));
    } else if (other.status) {
        dmz_buffer_format(&trial->hearing.complaints, "%s: status %d: %s; ", property, (int)other.status,
                          dmz_context_message(other.context));
        trial->hearing.complaint_count++;
        enter(trial, property, before);
    } else {
        judge(trial, &other, aside);
        enter(trial, property, before);
    }
    judge_free(&other);
}

/* Zones are the same, vertex by vertex, but where the line itself does not say which side is which: then their wholes
 * are. */
static void judge_variant(struct trial *trial, const struct judge_made *other, const void *aside) {
    const struct variant *variant = aside;
    if (trial->contradicts)
        relation_same_areas(&trial->hearing, &trial->made, other, 0);
    else
        relation_same_zones(&trial->hearing, &trial->made, other, variant->swaps);
}

/* What comes out as it was, a single part in another order, say, is not tried. */
static void try_variant(struct trial *trial, const struct variant *variant) {
    struct dmz_line line = {0};
    struct judge_wish wish = trial->wish;
    for (size_t i = 0; i <= JUDGE_LAYERS_MOST && variant->swaps; i++) {
        wish.reach_m[i] = trial->wish.right_m[i];
        wish.right_m[i] = trial->wish.reach_m[i];
    }
    if (!variant->draw(trial->made.context, &trial->tried->line, &trial->chance, &line) &&
        !dmz_line_is_same(&line, &trial->tried->line))
        try_way(trial, variant->name, &line, wish, judge_variant, variant);
    dmz_line_free(&line);
}

static void judge_sum(struct trial *trial, const struct judge_made *other, const void *aside) {
    (void)aside;
    relation_sum(&trial->hearing, &trial->made, other);
}

static void judge_larger(struct trial *trial, const struct judge_made *other, const void *aside) {
    (void)aside;
    relation_within(&trial->hearing, &trial->made, other, trial->tried->tolerance_m);
}

/* Two limits, each to the tolerance, and the border between the sides. */
static void judge_engine(struct trial *trial, const struct judge_made *other, const void *aside) {
    (void)aside;
    relation_same_areas(&trial->hearing, &trial->made, other, 2 * trial->tried->tolerance_m);
}

static const double MOST_REACH_M = 2000e3;

static struct judge_wish larger_wish(const struct trial *trial) {
    static const double FARTHER = 1.5;
    struct judge_wish wish = trial->wish;
    size_t last = wish.reach_m[1] > 0 ? 1 : 0;
    wish.reach_m[0] = FARTHER * trial->wish.reach_m[last];
    wish.right_m[0] = FARTHER * trial->wish.right_m[last];
    wish.reach_m[1] = wish.right_m[1] = 0;
    return wish;
}

static void try_distances(struct trial *trial, const struct truth *truth) {
    size_t before = trial->hearing.complaint_count;
    trial->hearing.property = "distances";
    trial->hearing.worst = 0;
    relation_distances(&trial->hearing, &trial->made, truth, PLACES);
    enter(trial, trial->hearing.property, before);
}

/* How an edge runs at a share of it. */
struct bearing {
    struct dmz_position at;
    double azimuth_deg;
};

static struct bearing bearing_at(const struct fuzz_case *tried, struct dmz_position a, struct dmz_position b,
                                 double t) {
    struct bearing bearing = {
        .at = {a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)}};
    if (tried->edges == DMZ_EDGES_STRAIGHT) {
        bearing.azimuth_deg = dmz_geodesy_straight_azimuth_deg(bearing.at, a, b);
        return bearing;
    }
    bearing.at = dmz_geodesy_between(a, b, t);
    dmz_geodesy_inverse(bearing.at, b, &bearing.azimuth_deg);
    return bearing;
}

/* Whether the side is told beyond doubt a little away from a place, in the direction that is `turn_deg` to the right.
 */
static bool is_told(const struct truth *truth, const struct fuzz_case *tried, struct bearing from, double turn_deg) {
    double away_m = 4 * tried->tolerance_m, doubt_m = 2 * tried->tolerance_m;
    struct dmz_position place = ellipsoid_direct(from.at, from.azimuth_deg + turn_deg, away_m);
    return truth_look(truth, place, doubt_m).side == (turn_deg < 0 ? TRUTH_LEFT : TRUTH_RIGHT);
}

static bool has_sides(const struct truth *truth, const struct fuzz_case *tried, const struct dmz_part *part) {
    static const double SHARES[] = {0.07, 0.26, 0.51, 0.73, 0.93};
    for (size_t k = 0; k + 1 < part->count; k++)
        for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++) {
            struct bearing bearing = bearing_at(tried, part->positions[k], part->positions[k + 1], SHARES[i]);
            if (!is_told(truth, tried, bearing, -90) || !is_told(truth, tried, bearing, 90))
                return false;
        }
    const struct dmz_position *end = &part->positions[part->count - 2];
    struct bearing first = bearing_at(tried, part->positions[0], part->positions[1], 0);
    struct bearing last = bearing_at(tried, end[0], end[1], 1 - 1e-9);
    return part->closed || (is_told(truth, tried, first, -135) && is_told(truth, tried, first, 135) &&
                            is_told(truth, tried, last, -45) && is_told(truth, tried, last, 45));
}

/* Whether left and right are told on both sides of all edges and round all ends. They are not where the line retraces
 * itself, say, or jumps about within its tolerance, or where the ends of more than two parts meet: there the sides
 * depend on less than a hair. */
static bool has_sides_throughout(const struct truth *truth, const struct fuzz_case *tried) {
    for (size_t i = 0; i < tried->line.part_count; i++)
        if (!has_sides(truth, tried, &tried->line.parts[i]))
            return false;
    return true;
}

static void try_all(struct trial *trial, const struct truth *truth) {
    const struct dmz_line *line = &trial->tried->line;
    trial->contradicts = variants_contradict(trial->made.context, line);
    for (const struct variant *variant = VARIANTS; variant->name; variant++)
        try_variant(trial, variant);
    struct judge_wish merged = trial->wish, geos = trial->wish, larger = larger_wish(trial);
    merged.merge = true;
    geos.engine = DMZ_ENGINE_GEOS;
    try_way(trial, "left and right are the whole", line, merged, judge_sum, NULL);
    if (larger.reach_m[0] <= MOST_REACH_M)
        try_way(trial, "a larger width contains it", line, larger, judge_larger, NULL);
    if (trial->tried->number % ENGINES_EVERY == 0)
        try_way(trial, "engines", line, geos, judge_engine, NULL);
    try_distances(trial, truth);
}

/* Two layers, or one where the reach is small. Where sides are told, one case in two has other reaches on the right,
 * one in four flat caps. */
static struct judge_wish choose_wish(const struct fuzz_case *tried, bool sides, struct chance *chance) {
    struct judge_wish wish = {.tolerance_m = tried->tolerance_m, .edges = tried->edges};
    double right = !sides || chance_share(chance) < 0.5 ? 1 : chance_between(chance, 0.3, 0.9), inner = 0.4;
    size_t outermost = tried->reach_m * inner * 0.3 > 20 * tried->tolerance_m ? 1 : 0;
    double apart = fmin(1 - right, outermost ? fabs(right - inner) : 1);
    if (fmin(apart, right) * tried->reach_m * (outermost ? inner : 1) < 5 * tried->tolerance_m)
        right = 1; /* reaches may be neither nearly the same nor next to nothing */
    wish.reach_m[0] = inner * tried->reach_m;
    wish.right_m[0] = right * wish.reach_m[0];
    wish.reach_m[outermost] = tried->reach_m;
    wish.right_m[outermost] = right * tried->reach_m;
    wish.cap = sides && chance_share(chance) < 0.25 ? DMZ_CAP_FLAT : DMZ_CAP_ROUND;
    return wish;
}

static void report(struct trial *trial) {
    if (trial->hearing.complaint_count)
        printf("FAILS %s: %s\n", mishap_running, trial->hearing.complaints.bytes);
    else if (trial->tally->each)
        printf("%s\n", mishap_running);
    fflush(stdout);
}

/* Whether all of the line is in one place, to a micrometre: what is made of it is then that it has no length. */
static bool is_a_place(const struct dmz_line *line) {
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = 0; k < line->parts[i].count; k++)
            if (dmz_geodesy_distance_m(line->parts[0].positions[0], line->parts[i].positions[k]) > 1e-6)
                return false;
    return true;
}

static void judge_case(const struct fuzz_case *tried, struct tally *tally) {
    struct trial trial = {.tried = tried, .tally = tally, .chance = {tried->seed ^ tried->number}};
    struct truth *truth = truth_create(&tried->line, tried->edges);
    trial.hearing.sides = has_sides_throughout(truth, tried);
    tally->with_sides += trial.hearing.sides;
    trial.wish = choose_wish(tried, trial.hearing.sides, &trial.chance);
    trial.made = judge_try(&tried->line, trial.wish);
    trial.hearing.plane = flat_plane_at(dmz_line_middle(&tried->line));
    trial.hearing.geos = GEOS_init_r();
    bool is_no_line = trial.made.status == DMZ_INPUT && is_a_place(&tried->line);
    if (!trial.made.status)
        try_all(&trial, truth);
    else if (trial.made.status == DMZ_GEOMETRY || is_no_line)
        printf("refused, %s: %s\n", mishap_running, dmz_context_message(trial.made.context));
    else
        printf("FAILS %s: status %d: %s\n", mishap_running, (int)trial.made.status,
               dmz_context_message(trial.made.context));
    tally->refused += trial.made.status == DMZ_GEOMETRY;
    tally->failures +=
        trial.hearing.complaint_count > 0 || (trial.made.status && trial.made.status != DMZ_GEOMETRY && !is_no_line);
    report(&trial);
    GEOS_finish_r(trial.hearing.geos);
    judge_free(&trial.made);
    truth_free(truth);
    dmz_buffer_free(&trial.hearing.complaints);
}

static void try_case(const struct fuzz_series *series, size_t number, struct tally *tally) {
    struct fuzz_case tried = {0};
    struct dmz_context *context = dmz_context_create();
    alarm(LIMIT_S);
    if (!context || !case_make(context, series, number, &tried)) {
        fprintf(stderr, "properties: case %zu cannot be made\n", number);
        tally->failures++;
    } else if (tried.line.part_count && variants_prepare(&tried.line)) {
        case_describe(&tried, mishap_running, sizeof mishap_running);
        tally->cases++;
        judge_case(&tried, tally);
    }
    case_free(&tried);
    dmz_context_free(context);
}

/* Adds what was found elsewhere. */
static void add_tally(struct tally *sum, const struct tally *part) {
    sum->cases += part->cases;
    sum->with_sides += part->with_sides;
    sum->failures += part->failures;
    sum->refused += part->refused;
    for (const struct outcome *one = part->outcomes; one->property; one++) {
        struct outcome *all = outcome_of(sum, one->property);
        all->held += one->held;
        all->failed += one->failed;
        all->refused += one->refused;
        if (one->worst > all->worst) {
            all->worst = one->worst;
            memcpy(all->worst_case, one->worst_case, sizeof all->worst_case);
        }
    }
}

static void print_summary(const struct fuzz_series *series, const struct tally *tally) {
    for (const struct outcome *outcome = tally->outcomes; outcome->property; outcome++)
        printf("%-30s %zu held, %zu failed, %zu refused; at most %.3g of what is allowed (%s)\n", outcome->property,
               outcome->held, outcome->failed, outcome->refused, outcome->worst, outcome->worst_case);
    printf("sides are told all along %zu of the lines; of the others wholes are compared\n", tally->with_sides);
    printf("fuzz: properties, SEED=%llu, %zu cases, %zu failures, %zu refusals\n", (unsigned long long)series->seed,
           tally->cases, tally->failures, tally->refused);
}

static size_t number_of(const char *name, size_t otherwise) {
    const char *given = getenv(name);
    return given && *given ? strtoull(given, NULL, 10) : otherwise;
}

/* Which cases are tried: every `stride`-th of those in [first, end). */
struct share {
    struct fuzz_series series;
    size_t first, end, stride;
};

static void try_share(const struct share *share, struct tally *tally) {
    for (size_t i = share->first; i < share->end; i += share->stride)
        try_case(&share->series, i, tally);
}

/* A process that tries a share of the cases and sends what it found; where none can be made, this one does. Returns
 * what to read from, or -1. */
static int start_share(const struct share *share, struct tally *tally) {
    int ends[2];
    fflush(stdout);
    pid_t child = pipe(ends) ? -1 : fork();
    if (child < 0) {
        try_share(share, tally);
        return -1;
    }
    if (child > 0) {
        close(ends[1]);
        return ends[0];
    }
    try_share(share, tally);
    fflush(stdout);
    /* Names of properties are at the same addresses in both processes. */
    _exit(write(ends[1], tally, sizeof *tally) == (ssize_t)sizeof *tally ? 0 : 1);
}

/* What came from a process that may have died on its way is a failure, then. */
static void collect_share(int from, struct tally *tally) {
    static struct tally part;
    char *bytes = (char *)&part;
    size_t count = 0;
    for (ssize_t got; count < sizeof part && (got = read(from, bytes + count, sizeof part - count)) > 0;)
        count += (size_t)got;
    close(from);
    if (count == sizeof part)
        add_tally(tally, &part);
    tally->failures += count != sizeof part;
}

enum { JOBS_MOST = 64 };

/* The cases in turn among `jobs` processes. */
static void try_shares(const struct share *all, size_t jobs, struct tally *tally) {
    int from[JOBS_MOST];
    for (size_t i = 0; i < jobs; i++) {
        struct share share = *all;
        share.first += i;
        share.stride = jobs;
        from[i] = start_share(&share, tally);
    }
    for (size_t i = 0; i < jobs; i++)
        if (from[i] >= 0)
            collect_share(from[i], tally);
    while (wait(NULL) > 0)
        ;
}

int main(void) {
    static struct tally tally;
    /* Quick series all the way: nine runs are made of each line. */
    struct share share = {.series = {number_of("SEED", 1), true}, .first = number_of("CASE", 0), .stride = 1};
    size_t cases = number_of("N", number_of("QUICK", 0) ? QUICK_CASES : CASES), jobs = number_of("JOBS", 1);
    if (getenv("CASE") && *getenv("CASE"))
        cases = 1;
    share.end = share.first + cases;
    tally.each = getenv("EACH") && *getenv("EACH");
    mishap_mind();
    if (jobs > 1 && cases > 1)
        try_shares(&share, jobs < JOBS_MOST ? jobs : JOBS_MOST, &tally);
    else
        try_share(&share, &tally);
    print_summary(&share.series, &tally);
    return tally.failures || !tally.cases;
}
