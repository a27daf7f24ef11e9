/* geometry.c: random and adversarial lines: engine against engine, and both against the truth. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz/cases.h"
#include "fuzz/mishap.h"
#include "fuzz/verdict.h"

enum {
    CASES = 2000,
    QUICK_CASES = 150,
    PLACES = 40,
    MEASURED_MOST = 4000,
    QUICK_MEASURED_MOST = 300,
    LIMIT_S = 120, /* for one case; a sanitized build is slow */
    REASONS_MOST = 100
};

/* What the environment asks for. */
struct wish {
    struct fuzz_series series;
    size_t cases, first, measured_most;
    enum dmz_engine engine; /* the one on trial; `geos` is tried beside itself at twice the tolerance */
    const char *kind, *keep;
    bool each, single; /* print every case; there is one only */
};

/* A sentence by which an engine refused cases of a kind, and how often. */
struct refusal {
    const char *engine, *kind;
    char reason[256];
    size_t count;
};

struct tally {
    size_t cases, undecided;
    size_t failures[2], refused[2], touches[2]; /* of the engine on trial, of the other */
    struct refusal refusals[REASONS_MOST];
    size_t refusal_count;
    double worst_share[2], user_s[2]; /* deviation in tolerances */
    char worst_case[2][512];
};

static void note_refusal(struct tally *tally, const struct fuzz_case *tried, const struct answer *answer, int which) {
    tally->refused[which]++;
    size_t i = 0;
    for (; i < tally->refusal_count; i++) {
        struct refusal *known = &tally->refusals[i];
        if (known->engine == answer->engine && known->kind == tried->kind && !strcmp(known->reason, answer->reason))
            break;
    }
    if (i == REASONS_MOST)
        return;
    struct refusal *refusal = &tally->refusals[i];
    if (i == tally->refusal_count) {
        tally->refusal_count++;
        *refusal = (struct refusal){.engine = answer->engine, .kind = tried->kind};
        memcpy(refusal->reason, answer->reason, sizeof refusal->reason);
    }
    refusal->count++;
}

static void note_answer(struct tally *tally, const struct answer *answer, int which) {
    double share = answer->deviation_m / answer->tolerance_m;
    tally->user_s[which] += answer->user_s;
    tally->touches[which] += answer->touches;
    if (share <= tally->worst_share[which])
        return;
    tally->worst_share[which] = share;
    memcpy(tally->worst_case[which], mishap_running, sizeof mishap_running);
}

/* An engine may decline by DMZ_GEOMETRY; any other failure is one. */
static void judge_status(const struct court *court, struct answer *answer) {
    if (!answer->status || answer->status == DMZ_GEOMETRY)
        return;
    dmz_buffer_format(court->complaints, "%s: status %d: %s; ", answer->engine, (int)answer->status, answer->reason);
    answer->complaints++;
}

static void judge_both(const struct court *court, struct answer answers[2], struct tally *tally) {
    for (int i = 0; i < 2; i++) {
        judge_status(court, &answers[i]);
        if (answers[i].status) {
            note_refusal(tally, court->tried, &answers[i], i);
            continue;
        }
        verdict_alone(court, &answers[i]);
        verdict_places(court, &answers[i], PLACES);
        note_answer(tally, &answers[i], i);
    }
    if (!answers[0].status && !answers[1].status)
        tally->undecided += verdict_beside(court, &answers[0], &answers[1]);
}

/* The engine on trial, and the one that it is tried beside. */
static void make_answers(const struct wish *wish, const struct fuzz_case *tried, struct answer answers[2]) {
    double other_m = tried->tolerance_m * (wish->engine == DMZ_ENGINE_GEOS ? 2 : 1);
    answers[0] = answer_make(tried, wish->engine, dmz_engine_name(wish->engine), tried->tolerance_m);
    answers[1] = answer_make(tried, DMZ_ENGINE_GEOS, "the other", other_m);
}

static void report(const struct wish *wish, const struct fuzz_case *tried, const struct answer answers[2],
                   const struct dmz_buffer *complaints) {
    if (wish->each)
        printf("%s: %.3f and %.3f s, off %.4f and %.4f m\n", mishap_running, answers[0].user_s, answers[1].user_s,
               answers[0].deviation_m, answers[1].deviation_m);
    if (answers[0].status)
        printf("%s cannot, %s: %s\n", answers[0].engine, mishap_running, answers[0].reason);
    if (complaints->count)
        printf("%s %s: %s\n", answers[0].complaints ? "FAILS" : "the other fails", mishap_running, complaints->bytes);
    bool worth = complaints->count || answers[0].status || wish->single;
    if (wish->keep && worth && !case_keep(tried, wish->keep))
        fprintf(stderr, "geometry: cannot write into %s\n", wish->keep);
}

static void judge_case(const struct wish *wish, const struct fuzz_case *tried, struct tally *tally) {
    struct dmz_buffer complaints = {0};
    struct court court = {
        .tried = tried,
        .truth = truth_create(&tried->line, tried->edges),
        .plane = flat_plane_at(dmz_line_middle(&tried->line)),
        .geos = GEOS_init_r(),
        .measured_most = wish->measured_most,
        .complaints = &complaints,
    };
    struct answer answers[2];
    make_answers(wish, tried, answers);
    judge_both(&court, answers, tally);
    report(wish, tried, answers, &complaints);
    for (int i = 0; i < 2; i++) {
        tally->failures[i] += answers[i].complaints > 0;
        answer_free(&court, &answers[i]);
    }
    GEOS_finish_r(court.geos);
    truth_free(court.truth);
    dmz_buffer_free(&complaints);
}

static void try_case(const struct wish *wish, size_t number, struct tally *tally) {
    struct fuzz_case tried = {0};
    struct dmz_context *context = dmz_context_create();
    alarm(LIMIT_S);
    if (!context || !case_make(context, &wish->series, number, &tried)) {
        fprintf(stderr, "geometry: case %zu cannot be made\n", number);
        tally->failures[0]++;
    } else if (tried.line.part_count && (!wish->kind || !strcmp(wish->kind, tried.kind))) {
        case_describe(&tried, mishap_running, sizeof mishap_running);
        tally->cases++;
        judge_case(wish, &tried, tally);
        fflush(stdout);
    }
    case_free(&tried);
    dmz_context_free(context);
}

static void print_summary(const struct wish *wish, const struct tally *tally) {
    const char *names[2] = {dmz_engine_name(wish->engine), "the other"};
    for (size_t i = 0; i < tally->refusal_count; i++)
        printf("%s cannot, %zu times, %s: %s\n", tally->refusals[i].engine, tally->refusals[i].count,
               tally->refusals[i].kind, tally->refusals[i].reason);
    for (int i = 0; i < 2; i++)
        printf("%s: %.1f s, %zu cases where a ring crosses itself within the tolerance, worst deviation %.3f of the "
               "tolerance (%s)\n",
               names[i], tally->user_s[i], tally->touches[i], tally->worst_share[i], tally->worst_case[i]);
    printf("the other (geos%s): %zu failures, %zu refusals; %zu cases where the tolerance cannot decide about parts "
           "or holes\n",
           wish->engine == DMZ_ENGINE_GEOS ? " at twice the tolerance" : "", tally->failures[1], tally->refused[1],
           tally->undecided);
    printf("fuzz: %s, %zu cases, %zu failures, %zu refusals, worst deviation %.3f of the tolerance\n", names[0],
           tally->cases, tally->failures[0], tally->refused[0], tally->worst_share[0]);
}

static size_t number_of(const char *name, size_t otherwise) {
    const char *given = getenv(name);
    return given && *given ? strtoull(given, NULL, 10) : otherwise;
}

static const char *text_of(const char *name) {
    const char *given = getenv(name);
    return given && *given ? given : NULL;
}

static struct wish read_wish(bool quick) {
    const char *engine = text_of("ENGINE");
    struct wish wish = {
        .series = {number_of("SEED", 1), quick},
        .cases = number_of("N", quick ? QUICK_CASES : CASES),
        .measured_most = quick ? QUICK_MEASURED_MOST : MEASURED_MOST,
        .engine = engine && !strcmp(engine, "geos") ? DMZ_ENGINE_GEOS : DMZ_ENGINE_FRONT,
        .kind = text_of("KIND"),
        .keep = text_of("KEEP"),
        .each = text_of("EACH") != NULL,
    };
    if (text_of("CASE")) {
        wish.first = number_of("CASE", 0);
        wish.cases = 1;
        wish.each = wish.single = true;
    }
    return wish;
}

int main(int count, char **arguments) {
    (void)arguments;
    if (count > 1) {
        fputs("usage: [SEED=1] [N=2000 | CASE=NUMBER] [QUICK=1] [KIND=NAME] [ENGINE=geos] [KEEP=DIRECTORY] [EACH=1] "
              "geometry\n"
              "QUICK: fewer and smaller cases at a tolerance of 1 m. ENGINE=geos: at two tolerances, not beside\n"
              "another engine. KEEP: where lines are written that fail or are refused, or are alone. EACH: print "
              "every case.\n",
              stderr);
        return 2;
    }
    static struct tally tally;
    struct wish wish = read_wish(text_of("QUICK"));
    mishap_mind();
    for (size_t i = 0; i < wish.cases; i++)
        try_case(&wish, wish.first + i, &tally);
    print_summary(&wish, &tally);
    return tally.failures[0] || !tally.cases;
}
