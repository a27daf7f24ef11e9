/* options.h: the option table, of which parsing, help, manual page and completions are made, and what the
 * command line says by it. */
#ifndef DMZ_CLI_OPTIONS_H
#define DMZ_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/annex.h"
#include "dmz/context.h"
#include "dmz/formats.h"
#include "dmz/map.h"
#include "dmz/posts.h"
#include "dmz/solve.h"
#include "dmz/zones.h"

struct dmz_command;

/* How figures are to be written. AUTO: by the file's suffix, else as text. */
enum dmz_format {
    DMZ_FORMAT_AUTO,
    DMZ_FORMAT_TEXT,
    DMZ_FORMAT_JSON,
    DMZ_FORMAT_MARKDOWN,
    DMZ_FORMAT_CSV,
    DMZ_FORMAT_GEOJSON
};

/* How a comparison is to be written. AUTO: by the file's suffix, else as text. */
enum dmz_table_format {
    DMZ_TABLE_AUTO,
    DMZ_TABLE_TEXT,
    DMZ_TABLE_CSV,
    DMZ_TABLE_JSON,
    DMZ_TABLE_JSONL,
    DMZ_TABLE_MARKDOWN
};

/* What the command line says, before it is looked at together. Texts are borrowed from it. */
struct dmz_settings {
    const struct dmz_command *command;
    const char *width, *strip; /* NULL where not given */
    const char **layers;       /* NAME=W, in their order */
    size_t layer_count;
    enum dmz_goal goal;                  /* NONE: no reach is to be found */
    enum dmz_side goal_side;             /* whose reach is to be found; NONE: that of both, alike */
    double target;                       /* of DMZ_GOAL_TARGET_...: m2, or people */
    const char *width_from, *width_unit; /* a field of features, and what its numbers are; NULL where not given */
    const char *preset;                  /* its id; NULL where not given */
    bool preset_turned;
    const char *presets_dir;                    /* NULL where not given */
    const char *line_for_left, *line_for_right; /* files instead of LINE; NULL where not given */
    const char *left, *right;
    const char *layer_name, *where; /* which lines of the input; NULL where not given */
    bool allow_remote;
    bool each; /* lines of the input, not all of them together */
    double tolerance_m;
    double reach_m; /* 0 where not given */
    enum dmz_format format;
    enum dmz_edges edges;
    bool edges_given;
    enum dmz_cap cap;
    bool cap_given;
    double bridge_m; /* 0: no gap is bridged */
    bool orient;
    double uncertainty_m; /* 0: the line is where it is */
    enum dmz_engine engine;
    bool merge;
    enum dmz_notation notation;
    int precision;      /* of coordinates; -1 where not given */
    size_t points;      /* of a limit; 0 where not given */
    double departure_m; /* of a limit; 0 where not given */
    enum dmz_favour favour;
    double every_m, range_m; /* of posts */
    enum dmz_posts_along along;
    const char *annex;                        /* an annex to be read instead of a line; NULL where not given */
    const char *clip, *exclude, *territories; /* FILE or FILE#LAYER; NULL where not given */
    const char *territories_party;            /* the field; NULL: the usual ones */
    bool only_within_party;
    const char *regions, *regions_name; /* overlays; NULL where not given */
    const char *places, *places_name, *places_population;
    const char *sites, *sites_name;
    const char *routes, *routes_name, *routes_class;
    const char *map, *map_title;  /* NULL where not given */
    struct dmz_map_size map_size; /* of width 0 where not given */
    enum dmz_map_theme map_theme;
    const char *within; /* FILE or FILE#LAYER; NULL where not given */
    double border_gap_m, min_area_m2;
    const char *output, *stats;
    const struct dmz_zones_format *zones_format;                           /* NULL: by the suffix */
    unsigned emits;                                                        /* DMZ_EMIT_...; 0: as the format has it */
    const char *widths, *presets, *baseline, *zones_directory, *date_from; /* of a comparison; NULL where not given */
    enum dmz_table_format table_format;
    double moved_m;       /* how far a line has moved that counts as moved */
    const char *series;   /* a directory of lines; NULL where not given */
    size_t jobs;          /* 0 where not given */
    size_t shard, shards; /* part K of N; 0 of 0: all */
    bool progress, fail_fast;
    const char *class_field, *classes; /* of sightings: the field, a file of tables; NULL where not given */
    const char *accuracy;              /* a field, or a distance; NULL where not given */
    bool fail_on_violation;
    const char *population, *density; /* rasters of people, by cell or by km2; NULL where not given */
    int population_band;              /* 0 where not given */
    const char *report, *report_title, *tiles, *tiles_credit; /* a page; NULL where not given */
    size_t max_input, max_memory;                             /* bytes; 0 where not given */
    const char *max_time;                                     /* as it was given; NULL where not */
    double max_time_s;
    bool overwrite, quiet;
    bool help, version;
    const char **operands;
    size_t operand_count;
    char *const *arguments; /* all of them, as they were given; borrowed */
    size_t argument_count;
};

/* Sets of commands, by the bit of each. */
enum {
    DMZ_FOR_ZONES = 1 << 0,
    DMZ_FOR_VERIFY = 1 << 1,
    DMZ_FOR_PRESETS = 1 << 2,
    DMZ_FOR_HELP = 1 << 3,
    DMZ_FOR_COMPARE = 1 << 4,
    DMZ_FOR_TRACE = 1 << 5,
    DMZ_FOR_ANNEX = 1 << 6,
    DMZ_FOR_DIFF = 1 << 7,
    DMZ_FOR_CHECK = 1 << 8,
    DMZ_FOR_POSTS = 1 << 9,
    DMZ_FOR_ALL = (1 << 10) - 1,
    /* those that make zones of layers; those that make zones */
    DMZ_FOR_WIDTHS = DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_DIFF | DMZ_FOR_ANNEX,
    DMZ_FOR_LINES = DMZ_FOR_WIDTHS | DMZ_FOR_COMPARE
};

/* One option. A name may have several rows, each for other commands; all take a value, or none does. */
struct dmz_option {
    const char *name;     /* without the dashes */
    char letter;          /* its short form, 0 where it has none */
    const char *argument; /* its value, as help has it: "round|flat" where it is one of these words, "FILE" where it
                             is a file's name; NULL for a flag */
    const char *help;     /* one sentence, without its full stop; may contain line feeds */
    const char *heading;  /* the group that begins with it; NULL within a group */
    enum dmz_status (*take)(struct dmz_context *context, struct dmz_settings *settings, const char *value);
    unsigned commands; /* DMZ_FOR_...: those that take it */
};

/* Steps through the table in the order of the help: the row after `option` (NULL: the first one) that some of
 * `commands`, a DMZ_FOR_..., take; NULL after the last. */
const struct dmz_option *dmz_option_next(const struct dmz_option *option, unsigned commands);

/* The heading of the group that begins with an option among those of `commands`, of which it is one; NULL within a
 * group. A group whose rows stand apart in the table begins but once. */
const char *dmz_option_heading(const struct dmz_option *option, unsigned commands);

/* Whether its value is one of a closed set of words. */
bool dmz_option_has_words(const struct dmz_option *option);

/* The first word of "round|flat" or of what is left of it, "|flat", and its length; NULL where there is none. */
const char *dmz_option_word(const char *at, size_t *length);

/* Reads the arguments (without the program's name) into `settings`, which must be zeroed and is released with
 * dmz_settings_free. GNU style: --name=value, --name value, -o value; options and operands in any order; no
 * abbreviations; `--` ends the options; `-` is an operand. The first operand names the command, unless it names none:
 * then it is the first of the default command's. Errors: DMZ_USAGE, also for options that the command does not take;
 * DMZ_MEMORY. */
enum dmz_status dmz_settings_read(struct dmz_context *context, int count, char **arguments,
                                  struct dmz_settings *settings);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_settings_free(struct dmz_settings *settings);

#endif
