/* line.h: the contact line: parts of positions, who stands on its sides, how long it is. */
#ifndef DMZ_LINE_H
#define DMZ_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

DMZ_API_BEGIN

/* What the line runs along between two of its vertices. */
enum dmz_edges {
    DMZ_EDGES_STRAIGHT, /* straight in longitude/latitude (RFC 7946, section 3.1.1) */
    DMZ_EDGES_GEODESIC  /* the shortest way on the ellipsoid */
};

/* Looking along the line. NONE: on the line itself, or both sides. */
enum dmz_side { DMZ_SIDE_NONE = 0, DMZ_SIDE_LEFT = 1, DMZ_SIDE_RIGHT = -1 };

/* One unbroken part. Longitudes may pass +-180: neighbours differ as the line is drawn, never by a wrap. */
struct dmz_part {
    struct dmz_position *positions;
    size_t count;
    bool closed;   /* the last position equals the first */
    bool turned;   /* it runs against the line, whose left is on its right; so parts may on the way to zones */
    size_t number; /* from 1, in the order in which parts were appended; of joined ones, of the one it begins with */
    /* Of a dense line: how the line itself runs at its ends, not the piece there. Clockwise from north. */
    double start_azimuth_deg, end_azimuth_deg;
};

/* A contact line. The texts are NULL where the input has none. Zero-initialise; release with dmz_line_free. */
struct dmz_line {
    struct dmz_part *parts;
    size_t part_count;
    char *name, *date, *left, *right; /* `left` and `right` name the parties */
    char *source;                     /* who or what the line is from, for pictures and pages */
};

/* Appends a copy of `count` positions as a part; repeated neighbours are dropped. Positions must be finite. Fewer
 * than two distinct ones are refused by the reader, which knows where they stand; here they are DMZ_DEFECT. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_line_append(struct dmz_context *context, struct dmz_line *line,
                                const struct dmz_position *positions, size_t count);

/* The same without copying: `positions` come from malloc and are the line's from here on, or freed where this fails.
 */
enum dmz_status dmz_line_adopt(struct dmz_context *context, struct dmz_line *line, struct dmz_position *positions,
                               size_t count);

/* Sets one of the line's texts (`&line->left`) to a copy of `text`; NULL clears it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_line_set_text(struct dmz_context *context, char **field, const char *text);

/* Copies all of the texts of a line that has none yet. Errors: DMZ_MEMORY. */
enum dmz_status dmz_line_copy_texts(struct dmz_context *context, const struct dmz_line *from, struct dmz_line *to);

/* Joins parts where one ends exactly at the position (longitudes modulo 360) where another begins and no third part
 * does either, and drops parts that repeat another one, forwards or backwards. So a line that was split gives the
 * zones of the whole. Order of first appearance is kept. Errors: DMZ_MEMORY. */
enum dmz_status dmz_line_join(struct dmz_context *context, struct dmz_line *line);

/* How finely dmz_line_densify divides. */
struct dmz_density {
    enum dmz_edges edges;
    double bow_m;    /* most that the two readings of a piece may differ, > 0 */
    double length_m; /* most that a piece may measure, > 0 */
};

/* Makes of `line` a line on which both readings of every edge agree to `density.bow_m`: positions are added along
 * its edges, none is moved. Texts are copied. `dense` must be zeroed; the caller frees it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_line_densify(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_density *density, struct dmz_line *dense);

/* The line in figures. */
struct dmz_line_figures {
    double length_m;        /* along the edges as `edges` reads them */
    size_t parts, vertices; /* as given, repeated neighbours not counted */
    double sinuosity;       /* length over the distance between the ends, open parts only; 0 where there are none */
    double edge_reading_gap_m; /* the most that an edge straight in lon/lat and its geodesic lie apart */
    double longest_edge_m;
    struct dmz_position longest_edge_start, longest_edge_end;
};

/* Measures `line` (not the dense one). Lengths by geodesics, to the millimetre per kilometre in either reading; the
 * gap to 1 % of itself. */
struct dmz_line_figures dmz_line_measure(const struct dmz_line *line, enum dmz_edges edges);

/* The middle of all parts, as dmz_box_middle has it, near enough to centre a plane there. */
struct dmz_position dmz_line_middle(const struct dmz_line *line);

/* Where to centre a map, in one piece, of all that is up to `reach_m` from the line: its middle as a rule; where that
 * comes near the antipode of the middle, which no such map shows, the antipode of the place that is as far from the
 * line as can be. */
struct dmz_position dmz_line_centre(const struct dmz_line *line, double reach_m);

/* Whether two lines have the same positions, bit by bit, part by part. */
bool dmz_line_is_same(const struct dmz_line *a, const struct dmz_line *b);

/* Positions in all parts. */
size_t dmz_line_vertices(const struct dmz_line *line);

/* Releases what the line owns and zeroes it. Safe to call twice. */
void dmz_line_free(struct dmz_line *line);

DMZ_API_END

#endif
