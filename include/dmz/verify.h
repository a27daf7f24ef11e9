/* verify.h: zones measured against their line, by nothing that made them. */
#ifndef DMZ_VERIFY_H
#define DMZ_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/given.h"
#include "dmz/line.h"
#include "dmz/polygon.h"
#include "dmz/units.h"

DMZ_API_BEGIN

/* A part of the line that has reaches of its own. Borrowed. */
struct dmz_verify_stretch {
    const struct dmz_line *line;     /* joined; it lies on the whole line */
    const struct dmz_width *reaches; /* of each layer of the request; they do not shrink from one to the next */
};

/* How zones are to be read. */
struct dmz_verify_request {
    double reach_m; /* all polygons are one zone from the line to here, on both sides; 0: as their properties say */
    const struct dmz_line *right; /* zones on the right are held against this line, joined, those on the left against
                                     the other; NULL: one line is that of both sides */
    /* Where parts of the line have reaches of their own: these, and the names of the layers, inner first. A place is
     * in the first layer within whose reach of any stretch it is, on its side of the whole line. NULL: zones reach as
     * far as they say. */
    const struct dmz_verify_stretch *stretches;
    size_t stretch_count;
    const char *const *layers;
    size_t layer_count;
    enum dmz_edges edges;
    bool flat_caps; /* what lies beyond the ends of the line belongs to no zone */
    double tolerance_m;
    size_t cells; /* how many to search by, about; 0: DMZ_VERIFY_CELLS */
    /* What zones were kept to, and out of: sound, borrowed; NULL: nothing. */
    const struct dmz_multipolygon *clip, *exclude;
    bool masked; /* they were kept to more than that, which is not known: what they lack is no fault */
};

#define DMZ_VERIFY_CELLS 300000

/* How far some curves are from where they should be, positive where a limit is too far out. By length: 99 % of it is
 * within p99_m. All 0 where there are no points. */
struct dmz_spread {
    size_t points;
    double length_m;
    double max_m, p99_m, mean_m; /* of the absolute deviations */
    double bias_m;               /* the mean with its sign */
    double worst_m;              /* the largest, with its sign */
    struct dmz_position worst;
};

/* What may be wrong with a place. */
enum dmz_fault {
    DMZ_FAULT_MISSING,    /* belongs to the layer, and is in no zone of it */
    DMZ_FAULT_TOO_MUCH,   /* is in a zone, and belongs to none of its layer */
    DMZ_FAULT_WRONG_SIDE, /* is in the layer's zone of the other side */
    DMZ_FAULT_OVERLAP,    /* is in several zones that exclude each other, or twice in one */
    DMZ_FAULT_KINDS
};

/* Places with one fault that are off by more than the tolerance. */
struct dmz_fault_sum {
    double area_m2;
    double off_m;              /* how far the worst of them is from where there would be no fault; 0 where none is */
    struct dmz_position worst; /* which that is */
};

/* One layer: the zones of one name, or of the same reaches. */
struct dmz_verify_layer {
    char *name;               /* NULL where the file has none */
    double from_m, to_m;      /* of its first zone; NAN where they vary along the line */
    bool is_there;            /* some zone of the file bears it */
    struct dmz_spread outer;  /* its limit */
    struct dmz_spread inner;  /* the limit of what lies within it */
    struct dmz_spread border; /* where its sides meet: the line, and places equally far from both; flat ends; where
                                 polygons cut it that it was kept to */
    struct dmz_fault_sum faults[DMZ_FAULT_KINDS];
};

/* One zone: all features of one layer, side and reaches. */
struct dmz_verify_zone {
    size_t layer;
    enum dmz_side side;
    double from_m, to_m;              /* NAN where they vary along the line */
    size_t rank;                      /* there: of its layer among the request's */
    size_t features, parts, vertices; /* 0 features: missing */
    double area_m2;                   /* edges read as geodesics */
    struct dmz_spread outer;
    double wrong_side_m2;
};

/* Faulty cells that touch, as one place: where, how much. */
struct dmz_fault_place {
    enum dmz_fault fault;
    size_t layer;
    size_t zone;           /* whose side is wrong; 0 for other faults */
    double area_m2, off_m; /* off_m: of its worst cell */
    double variance_m4;    /* of the area */
    struct dmz_position worst;
};

/* A feature that is no valid polygon. */
struct dmz_verify_invalid {
    char *place, *reason; /* "/features/3", GEOS's words */
};

/* What was found. Zero-initialise; release with dmz_verify_free. */
struct dmz_verify {
    struct dmz_verify_request request;
    struct dmz_verify_layer *layers;
    size_t layer_count;
    struct dmz_verify_zone *zones;
    size_t zone_count;
    struct dmz_fault_place *places; /* those that the tolerance does not explain, the largest first */
    size_t place_count;
    struct dmz_verify_invalid *invalid;
    size_t invalid_count;
    double resolution_m;  /* across the smallest cells: what is smaller may be missed */
    double area_error_m2; /* of the faults' areas together, about */
    size_t cells;
    double worst_m; /* the largest deviation of all */
    struct dmz_position worst;
    bool within; /* the verdict: nothing is off by more than the tolerance, and all is valid */
};

/* Measures `given` against `line` (joined, as dmz_zones_build wants it). `found` must be zeroed; the caller frees it.
 * Errors: DMZ_INPUT where the zones have no reach and none is given, or reaches contradict each other; where zones of
 * two lines, or such as vary, have no side or no layer that is known; DMZ_MEMORY;
 * DMZ_GEOMETRY where GEOS fails. That zones are wrong is no error. Source: docs/METHOD.md, "Verifying". */
enum dmz_status dmz_verify_build(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_given *given, const struct dmz_verify_request *request,
                                 struct dmz_verify *found);

/* "missing", "too much", "wrong side", "overlap". */
const char *dmz_fault_name(enum dmz_fault fault);

/* "strip-left", "strip"; without a name by its reaches, "0 m to 2 km, left"; into `name` of `size` bytes, which is
 * returned. */
char *dmz_verify_zone_name(const struct dmz_verify *found, size_t zone, char *name, size_t size);
char *dmz_verify_layer_name(const struct dmz_verify *found, size_t layer, char *name, size_t size);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_verify_free(struct dmz_verify *found);

DMZ_API_END

#endif
