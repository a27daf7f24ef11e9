/* verdict.h: what an engine made of a case, judged alone and beside another. */
#ifndef FUZZ_VERDICT_H
#define FUZZ_VERDICT_H

#include <geos_c.h>

#include "dmz/buffer.h"
#include "dmz/offset.h"
#include "fuzz/cases.h"
#include "fuzz/flat.h"
#include "support/truth.h"

/* One engine's answer. */
struct answer {
    const char *engine;
    double tolerance_m;
    enum dmz_status status; /* where it is not DMZ_OK, the engine has said why in `reason` */
    char reason[256];
    struct dmz_multipolygon zone;
    struct dmz_multipolygon_figures figures;
    double deviation_m, user_s;
    size_t complaints;
    GEOSGeometry *flat; /* the zone in the court's plane */
    bool touches;       /* a ring crosses itself where the limit passes itself within the tolerance */
};

/* What a case is judged by. */
struct court {
    const struct fuzz_case *tried;
    struct truth *truth;
    struct flat_plane plane;
    GEOSContextHandle_t geos;
    size_t measured_most;          /* vertices of an answer that are measured */
    struct dmz_buffer *complaints; /* what was found, each ended by "; " */
};

/* Has an engine answer the case to the tolerance. Release with answer_free. */
struct answer answer_make(const struct fuzz_case *tried, enum dmz_engine engine, const char *name,
                          double tolerance_m);
void answer_free(const struct court *court, struct answer *answer);

/* Judges an answer alone, filling `figures`, `deviation_m` and `flat`. Rings: closed, without repeats, valid
 * (or `touches`), shells counter-clockwise. Limits: every vertex, and the middle of every edge, lies at the reach to
 * the tolerance by brute force. */
void verdict_alone(const struct court *court, struct answer *answer);

/* Asks an answer that has been judged alone whether `count` random places are inside. */
void verdict_places(const struct court *court, struct answer *answer, size_t count);

/* Judges two answers that have been judged alone beside each other. Where one has what the other has not, there must
 * be a place whose distance from the line is the reach to the tolerance, else the truth says which of them is wrong.
 * So parts and holes may differ in number where the tolerance cannot decide: true is returned then. Areas must agree
 * to a millionth and the tolerance all along the limit; where they do not, `a` is blamed. */
bool verdict_beside(const struct court *court, struct answer *a, struct answer *b);

#endif
