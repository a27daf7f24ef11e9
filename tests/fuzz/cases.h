/* cases.h: one case of the fuzz: a line somewhere on Earth, a reach, a tolerance. */
#ifndef FUZZ_CASES_H
#define FUZZ_CASES_H

#include <stdbool.h>
#include <stdint.h>

#include "dmz/context.h"
#include "dmz/line.h"

/* What there is to try. */
struct fuzz_case {
    uint64_t seed;
    size_t number;
    bool quick;       /* of a quick series, which the same numbers do not repeat otherwise */
    const char *kind; /* of line, as SHAPES_… name them */
    double reach_m, tolerance_m;
    enum dmz_edges edges;
    struct dmz_line line;
};

/* What to make cases of. */
struct fuzz_series {
    uint64_t seed;
    bool quick; /* smaller cases, all at a tolerance of 1 m; else at 0.1 m mostly */
};

/* Makes case `number` of the series; the same numbers give the same case. Release with case_free. False where memory
 * runs out. */
bool case_make(struct dmz_context *context, const struct fuzz_series *series, size_t number, struct fuzz_case *made);
void case_free(struct fuzz_case *made);

/* "SEED=1 CASE=17 QUICK=1: spiral, 120 vertices, reach 2,000 m, tolerance 0.1 m": into `text`. Returns it. */
const char *case_describe(const struct fuzz_case *made, char *text, size_t size);

/* Writes the line as GeoJSON into `directory`/fuzz-SEED-CASE.geojson. False where that fails. */
bool case_keep(const struct fuzz_case *made, const char *directory);

#endif
