/* bracket.h: a coarse, independent check that a limit lies where it must: no ring missing, none too many. */
#ifndef DMZ_OFFSET_BRACKET_H
#define DMZ_OFFSET_BRACKET_H

#include "dmz/geodesy.h"
#include "dmz/offset.h"

/* What the check found. */
enum dmz_bracket_finding {
    DMZ_BRACKET_HOLDS = 0, /* the limit lies between both brackets */
    DMZ_BRACKET_TOO_NEAR,  /* a ring passes nearer to the line than it may */
    DMZ_BRACKET_TOO_FAR,   /* a ring passes farther from the line than it may */
    DMZ_BRACKET_LEFT_OUT,  /* a part of the line is not inside the limit */
    DMZ_BRACKET_FILLED,    /* what all of the line is too far from is inside the limit */
    DMZ_BRACKET_UNCHECKED  /* the line goes too far round the Earth for one plane */
};

/* A limit bracketed. */
struct dmz_bracket {
    enum dmz_bracket_finding finding;
    struct dmz_position place; /* where it was found; 0 where the bracket holds or nothing was checked */
    /* How far the limit might run inside and outside its true place without being found, in reaches, where all that
     * is allowed for adds up; most of the bracket is half as wide. 0.06 and 0.08 for a small line, 0.7 both for one
     * of many bends to a reach; more outside where the line goes beyond some 2,000 km from its middle (0.05 at 3,500
     * km), and by the tolerance both ways; at most 1 inside. 0 where nothing was checked. */
    double inner_share, outer_share;
};

/* Checks that `limit` has all points up to a little less than the reach from the line inside and none from a little
 * more on, holes included. The line, the reach and the tolerance are those of dmz_offset_build; the limit is uncut
 * (no edges along the antimeridian), its rings as dmz_offset_build describes them; one round a pole may also be
 * closed by way of the pole. Whichever ring is called a shell or a hole: inside is what an odd number of rings go
 * round. A limit that is right is never found wrong. *bracket is filled where the status is DMZ_OK, whatever was
 * found; no message is recorded then. Lines that go up to some 9,200 km, reach included, from their middle are
 * checked. Errors: DMZ_GEOMETRY where GEOS or PROJ give up; DMZ_MEMORY. Source: derived at the top of bracket.c. */
enum dmz_status dmz_bracket_check(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                  double tolerance_m, const struct dmz_multipolygon *limit,
                                  struct dmz_bracket *bracket);

/* "comes too near the line": what is wrong with the limit, as the end of a sentence that begins with "the limit" and
 * goes on with the place. */
const char *dmz_bracket_words(enum dmz_bracket_finding finding);

#endif
