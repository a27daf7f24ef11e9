/* zones.h: layers around a contact line, split by side into zones. */
#ifndef DMZ_ZONES_H
#define DMZ_ZONES_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/limits.h"
#include "dmz/line.h"
#include "dmz/paths.h"
#include "dmz/polygon.h"
#include "dmz/units.h"

DMZ_API_BEGIN

/* One layer: what lies between the reach of the layer before it (the first: the line itself) and its own. */
struct dmz_layer {
    const char *name;           /* "strip": unique, part of the zones' names */
    const char *title;          /* "Fully demilitarized strip" */
    struct dmz_width width;     /* its reach on either side, see below */
    const char *const *forbids; /* what is forbidden in it, ended by NULL; may be NULL */
};

/* Reaches do not shrink from layer to layer on either side, and grow on one at least. Where a layer reaches no
 * farther than the one before it, it has no zone on that side. All reaches that differ do so by at least this many
 * tolerances: limits nearer to each other could not be told apart from their own error. */
#define DMZ_LAYER_LEAST_TOLERANCES 4

/* How zones end at the ends of the line: FLAT leaves out places whose nearest place of the line is one of its ends.
 */
enum dmz_cap { DMZ_CAP_ROUND, DMZ_CAP_FLAT };

/* A part of the line that has widths of its own. Everything is borrowed. */
struct dmz_stretch {
    struct dmz_line line;           /* lies on the line that zones are made of; with it, edge by edge, at best */
    const struct dmz_width *widths; /* one for each layer, as those are: they do not shrink from one to the next */
};

/* What is asked for. Everything is borrowed. */
struct dmz_zones_request {
    const struct dmz_layer *layers;      /* inner first */
    size_t layer_count;                  /* 1 or more */
    const struct dmz_stretch *stretches; /* which have the widths instead of the layers, of which those are the
                                            largest; none share widths; NULL: all of the line is alike */
    size_t stretch_count;
    enum dmz_edges edges;
    double tolerance_m; /* [0.01, 100] */
    enum dmz_engine engine;
    bool merge; /* both sides of a layer as one zone */
    enum dmz_cap cap;
    double uncertainty_m; /* how far the line itself may be from the true one; zones do not depend on it: doubt.h */
};

/* One layer on one side. */
struct dmz_zone {
    size_t layer;                 /* index into the request's layers */
    enum dmz_side side;           /* DMZ_SIDE_NONE: both, merged */
    double from_m, to_m;          /* NAN where sides are merged, or stretches, whose reaches differ: see these */
    struct dmz_multipolygon area; /* as written: rounded, cut at the antimeridian */
    struct dmz_multipolygon_figures figures;
    double limit_m;               /* length of the layer's outer edge on this side */
    struct dmz_paths limit_lines; /* that edge: edges of `area`, in its rings' direction, cut at the antimeridian */
    double masked_m2;             /* how much smaller masks have made it, see masks.h; 0 where there is none */
};

/* Zones from inner to outer, left before right. Zero-initialise; release with dmz_zones_free. */
struct dmz_zones {
    struct dmz_zone *zones;
    size_t count;
    int decimals; /* that positions are rounded to */
    struct dmz_accuracy accuracy;
};

/* Makes the zones of `line`. Every point belongs to the side of the piece of the line nearest to it (at an end of the
 * line: of the straight continuation of its last piece) and to the layer, by its reach on that side, of its distance
 * to the line, so zones never overlap, share their borders vertex by vertex, and together are the whole. Limits keep
 * to the tolerance, which is measured at every vertex and at the middle of every edge before the zones are handed
 * out. `zones` must be zeroed; the caller frees it. Errors: DMZ_USAGE where the request contradicts itself; DMZ_INPUT
 * where the line has no length; DMZ_GEOMETRY where a limit is found out of tolerance, or GEOS or PROJ give up;
 * DMZ_MEMORY. Source: docs/METHOD.md. With stretches, a place is in the first layer in which it is, by its distance
 * to any one stretch and that stretch's reach on the side on which it is of the whole line. */
enum dmz_status dmz_zones_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, struct dmz_zones *zones);

/* What zones around one line have in common whatever their widths: the line in pieces, its index, the limits of inner
 * layers. Opaque; of one thread. */
struct dmz_zones_shared;

/* Makes one with nothing in it. The caller releases *shared with dmz_zones_shared_free. Errors: DMZ_MEMORY. */
enum dmz_status dmz_zones_share(struct dmz_context *context, struct dmz_zones_shared **shared);

/* dmz_zones_build, to the same bytes, with what is shared, which grows by what this request may have in common with
 * later ones; of another line than before it begins anew. `shared` may be NULL. */
enum dmz_status dmz_zones_build_shared(struct dmz_context *context, const struct dmz_line *line,
                                       const struct dmz_zones_request *request, struct dmz_zones_shared *shared,
                                       struct dmz_zones *zones);

/* Releases it. Takes NULL. */
void dmz_zones_shared_free(struct dmz_zones_shared *shared);

/* The reach of a width on a side; on DMZ_SIDE_NONE the larger of the two. */
double dmz_width_reach_m(const struct dmz_width *width, enum dmz_side side);

/* "left", "right", "both". */
const char *dmz_side_name(enum dmz_side side);

/* Releases what the zones own and zeroes them. Safe to call twice. */
void dmz_zones_free(struct dmz_zones *zones);

DMZ_API_END

#endif
