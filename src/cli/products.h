/* products.h: the files that a run writes: named and checked before anything is computed, put in place together. */
#ifndef DMZ_CLI_PRODUCTS_H
#define DMZ_CLI_PRODUCTS_H

#include "cli/options.h"
#include "dmz/file.h"

enum { DMZ_PRODUCTS_MOST = 32, DMZ_STALE_MOST = 4 };

/* Files in the order in which they were added; what is several files lies side by side. A command fills `texts`
 * between checking and writing. Zero-initialise; release with dmz_products_free. */
struct dmz_products {
    size_t count;
    const char *names[DMZ_PRODUCTS_MOST]; /* what each is, "the zones", as messages call it; borrowed */
    char *paths[DMZ_PRODUCTS_MOST];       /* "-": standard output; NULL: dropped */
    struct dmz_buffer texts[DMZ_PRODUCTS_MOST];
    struct dmz_output outputs[DMZ_PRODUCTS_MOST];
    char *stale[DMZ_STALE_MOST]; /* files that would lead readers astray once others are replaced */
    size_t stale_count;
    struct dmz_buffer
        table; /* for who called: to standard error once all is in place, or to standard output before */
    bool table_is_output;
};

/* Where a command's output goes: --output, else standard output; NULL where that is a terminal and `shown` is false.
 */
const char *dmz_output_path(const struct dmz_settings *settings, bool shown);

/* Whether a path says nothing of a form: standard output, a device. */
bool dmz_path_is_formless(const char *path);

/* The format of geometries for a path: --format, else by its suffix, GeoJSON where it has none to have. `what` is
 * what is written, "zones are", for the message. Errors: DMZ_USAGE. */
enum dmz_status dmz_output_format(struct dmz_context *context, const struct dmz_settings *settings, const char *path,
                                  const char *what, const struct dmz_zones_format **format);

/* The form of the figures that --stats asks for, by its suffix: TEXT, JSON, MARKDOWN or CSV; AUTO where it is not
 * given. Errors: DMZ_USAGE. */
enum dmz_status dmz_stats_form(struct dmz_context *context, const struct dmz_settings *settings,
                               enum dmz_format *form);

/* Adds a file: `path` without its last `cut` bytes, then `suffix`. Errors: DMZ_MEMORY. */
enum dmz_status dmz_products_add(struct dmz_context *context, struct dmz_products *products, const char *name,
                                 const char *path, size_t cut, const char *suffix);

/* Adds the files that a format consists of, for --output. Errors: DMZ_USAGE where these are several and `path` has
 * not the format's suffix; DMZ_MEMORY. */
enum dmz_status dmz_products_add_format(struct dmz_context *context, struct dmz_products *products, const char *name,
                                        const char *path, const struct dmz_zones_format *format);

/* Tells what could not be written, or would be lost: a file that the run reads, one that exists where there is no
 * --overwrite, one that would be two things. Errors: DMZ_USAGE, DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_products_check(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_products *products);

/* Leaves a file out that was planned, since there is nothing to write. */
void dmz_products_drop(struct dmz_products *products, size_t number);

/* Writes all texts beside their places, then puts all in place, or none. An output that the command has begun itself,
 * and written piece by piece, has no text. Errors: those of dmz_output_stage and
 * dmz_outputs_commit; DMZ_OUTPUT where the table cannot be shown, unless standard error is closed. */
enum dmz_status dmz_products_write(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_products *products);

/* Drops what was not put in place, releases and zeroes. Safe to call twice. */
void dmz_products_free(struct dmz_products *products);

#endif
