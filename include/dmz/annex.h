/* annex.h: limits as an agreement's annex has them: turning points, few, numbered, rounded, and a geodesic from each
 * to the next. */
#ifndef DMZ_ANNEX_H
#define DMZ_ANNEX_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/coordinates.h"
#include "dmz/line.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* To which side of the true limit a generalised one may be. ZONE: outside, so that what it encloses contains all that
 * the true one does; NEIGHBOUR: inside, so that it contains nothing else. */
enum dmz_favour { DMZ_FAVOUR_ZONE, DMZ_FAVOUR_NEIGHBOUR };

/* "zone", "neighbour". */
const char *dmz_favour_name(enum dmz_favour favour);

/* What is asked for. Everything is borrowed. */
struct dmz_annex_request {
    const struct dmz_zones_request *zones; /* of which layers, on which sides; no masks, no doubt */
    struct dmz_coordinates coordinates;
    enum dmz_favour favour;
    size_t points;      /* of each limit at most; 0: as many as it takes */
    double departure_m; /* how far a limit may depart from the true one; where points are given, it is found */
};

/* A turning point. */
struct dmz_turning_point {
    struct dmz_position position; /* as it is read of what is written; longitude in [-180, 180] */
    double departure_m;           /* how far beyond the true limit, or short of it, it lies */
    double next_m, azimuth_deg;   /* length of the geodesic to the next point, and its azimuth here, [0, 360); NAN at
                                     the end of an open piece */
};

/* A piece of a limit: a ring round a zone or round a hole in it, or open, from end to end. */
enum dmz_piece_kind { DMZ_PIECE_OPEN, DMZ_PIECE_RING, DMZ_PIECE_HOLE };

struct dmz_annex_piece {
    enum dmz_piece_kind kind;
    struct dmz_turning_point *points; /* a ring's first is not repeated at its end */
    size_t count;
};

/* "open", "ring", "hole". */
const char *dmz_piece_name(enum dmz_piece_kind kind);

enum { DMZ_LIMIT_CODE_SIZE = 48 };

/* The outer edge of a layer on a side, or round both. */
struct dmz_annex_limit {
    size_t layer; /* of the request */
    enum dmz_side side;
    double reach_m;
    char code[DMZ_LIMIT_CODE_SIZE]; /* "L-S": what its points' numbers begin with */
    struct dmz_annex_piece *pieces;
    size_t piece_count, point_count; /* 0 where nothing on its side is farther from the line */
    double departure_m;              /* the largest that was measured, [0, allowed_m] */
    double allowed_m;                /* the largest there could be */
    double straight_gap_m; /* how far its geodesics lie from edges straight in longitude/latitude, at most */
};

/* The limits, from inner to outer, left before right. Zero-initialise; release with dmz_annex_free. */
struct dmz_annex {
    struct dmz_annex_limit *limits;
    size_t count;
    double rounding_m; /* how far writing moves a position, at most: all that is said here is of positions moved */
};

/* Makes of each limit of `line`, which is joined, turning points: positions as they are written, such that the
 * geodesics between them stay between the true limit and one that is departure_m away from it, on the side that is
 * favoured. That is proven for every geodesic, not sampled, to DMZ_ANNEX_PROOF_M. Rings are numbered from where the
 * limit is northernmost, with the zone to the left; open pieces from the line's start to its end. `annex` must be
 * zeroed; the caller frees it. Errors: those of dmz_zones_build; DMZ_USAGE where the rounding leaves no room for the
 * departure, or a limit cannot do with so few points; DMZ_GEOMETRY where it cannot be generalised. Source:
 * docs/METHOD.md, "Annexes". */
enum dmz_status dmz_annex_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_annex_request *request, struct dmz_annex *annex);

#define DMZ_ANNEX_PROOF_M 0.01

/* The point's number, "L-S-001", into `name`, DMZ_LIMIT_CODE_SIZE + 8 bytes, which is returned. `number` counts from
 * 1 through all pieces of a limit. */
char *dmz_annex_point_name(const struct dmz_annex_limit *limit, size_t number, char *name);

/* What is written of an annex; all borrowed. */
struct dmz_annex_paper {
    const struct dmz_annex *annex;
    const struct dmz_annex_request *request;
    const struct dmz_line *line;
};

/* Append the annex to `text`: a document with a preamble, for people; a row for each point (RFC 4180); the limits as
 * lines, divided so that both readings of edges agree, and the points (RFC 7946). Errors: DMZ_MEMORY. */
enum dmz_status dmz_annex_markdown(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                   struct dmz_buffer *text);
enum dmz_status dmz_annex_csv(struct dmz_context *context, const struct dmz_annex_paper *paper,
                              struct dmz_buffer *text);
enum dmz_status dmz_annex_geojson(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                  struct dmz_buffer *text);

/* An annex as it was read. Zero-initialise; release with dmz_annex_read_free. */
struct dmz_annex_read_limit {
    char *code;                     /* "L-S" */
    struct dmz_annex_piece *pieces; /* with positions, and next_m as it was written, NAN where it was not */
    size_t piece_count, point_count;
    double rounding_m; /* how far writing has moved a point at most, by the digits that are there */
};

struct dmz_annex_read {
    struct dmz_annex_read_limit *limits;
    size_t count;
};

/* Reads what dmz_annex_markdown or dmz_annex_csv wrote, or people after them: tables with the columns of points,
 * pieces and coordinates, in any order and among others. Points of a limit are numbered from 1, one by one,
 * and where distances to the next point are given they are those of the coordinates, as far as rounding allows.
 * `name` stands for the file in messages. `read` must be zeroed; the caller frees it. Errors: DMZ_INPUT with the line
 * or the point; DMZ_MEMORY. */
enum dmz_status dmz_annex_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                               struct dmz_annex_read *read);

/* Appends it as GeoJSON: rings with their holes as polygons, open pieces as lines; geodesics divided as above.
 * Errors: DMZ_INPUT where a hole lies in no ring; DMZ_MEMORY. */
enum dmz_status dmz_annex_read_geojson(struct dmz_context *context, const struct dmz_annex_read *read,
                                       struct dmz_buffer *text);

/* Release what they own and zero it. Safe to call twice. */
void dmz_annex_read_free(struct dmz_annex_read *read);
void dmz_annex_free(struct dmz_annex *annex);

DMZ_API_END

#endif
