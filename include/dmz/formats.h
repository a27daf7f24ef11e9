/* formats.h: the forms in which zones, their limits and the line are written. */
#ifndef DMZ_FORMATS_H
#define DMZ_FORMATS_H

#include <stdbool.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

/* What is written: sets of bits. */
enum {
    DMZ_EMIT_ZONES = 1 << 0,
    DMZ_EMIT_LIMITS = 1 << 1,
    DMZ_EMIT_LINE = 1 << 2,
    DMZ_EMIT_CROSSINGS = 1 << 3, /* of routes; none without routes */
    DMZ_EMIT_ALL = (1 << 4) - 1, /* of zones */
    DMZ_EMIT_POSTS = 1 << 4,     /* along the line or limits */
    DMZ_EMIT_GAPS = 1 << 5,      /* that they leave */
    DMZ_EMIT_LAST = DMZ_EMIT_GAPS
};

/* The most files that one format consists of: a shapefile's. */
enum { DMZ_FORMAT_FILES_MOST = 5 };

/* A format. */
struct dmz_zones_format {
    const char *name;        /* "gpkg": what --format takes */
    const char *suffixes[2]; /* ".gpkg"; NULL where there is no second one */
    unsigned emits;          /* DMZ_EMIT_...: what it has in it unless something else is asked for */
    bool one_kind;           /* it has room for zones, or limits, or the line */
    const char *pieces[DMZ_FORMAT_FILES_MOST + 1]; /* the suffixes of its files, ended by NULL, the one that others
                                                      belong to last; empty where it is one file of any name */
    const char *stale[4]; /* suffixes of what belongs to a file of this format that is replaced, ended by NULL */
    enum dmz_status (*write)(struct dmz_context *context, const struct dmz_zones_format *format,
                             const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);
    const char *driver, *registers; /* GDAL's name of it, and what registers it; NULL where it takes no GDAL */
};

/* The format of this name, or of a path by its suffix; NULL where there is none. */
const struct dmz_zones_format *dmz_format_named(const char *name);
const struct dmz_zones_format *dmz_format_of(const char *path);

/* Writes what is asked for into `files`, which are zeroed, one for each of the format's pieces or one. What GDAL made
 * is opened again first, and must have the same features, areas, lengths and be valid. Properties are those of
 * docs/FORMATS.md. Same input, same bytes, but for another version of GDAL. The caller frees the files. Errors:
 * DMZ_USAGE where the format has no room for `emits`; DMZ_OUTPUT where GDAL is missing or fails; DMZ_MEMORY. */
enum dmz_status dmz_format_write(struct dmz_context *context, const struct dmz_zones_format *format,
                                 const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);

DMZ_API_END

#endif
