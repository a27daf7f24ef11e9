/* options.h: the option table: parsing and help are made of it. */
#ifndef DMZ_CLI_OPTIONS_H
#define DMZ_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/zones.h"

/* What the command line says, before it is looked at together. Texts are borrowed from it. */
struct dmz_settings {
    const char *width, *strip; /* NULL where not given */
    const char **layers;       /* NAME=W, in their order */
    size_t layer_count;
    const char *left, *right;
    double tolerance_m;
    enum dmz_edges edges;
    bool edges_given;
    double bridge_m; /* 0: no gap is bridged */
    bool orient;
    enum dmz_engine engine;
    bool merge;
    const char *output, *stats;
    bool overwrite, quiet;
    bool help, version;
    const char **operands;
    size_t operand_count;
};

/* One option. */
struct dmz_option {
    const char *name;     /* without the dashes */
    char letter;          /* its short form, 0 where it has none */
    const char *argument; /* what stands for its value in help; NULL for a flag */
    const char *help;     /* one sentence, without its full stop; may contain line feeds */
    const char *heading;  /* the group that begins with it; NULL within a group */
    enum dmz_status (*take)(struct dmz_context *context, struct dmz_settings *settings, const char *value);
};

/* The table, in the order of the help. */
const struct dmz_option *dmz_options(size_t *count);

/* Reads the arguments (without the program's name) into `settings`, which must be zeroed and is released with
 * dmz_settings_free. GNU style: --name=value, --name value, -o value; options and operands in any order; no
 * abbreviations; `--` ends the options; `-` is an operand. Errors: DMZ_USAGE, DMZ_MEMORY. */
enum dmz_status dmz_options_read(struct dmz_context *context, int count, char **arguments,
                                 struct dmz_settings *settings);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_settings_free(struct dmz_settings *settings);

#endif
