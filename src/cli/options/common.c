/* common.c: options: limits of what a run may take; help. */
#include "cli/options/values.h"

#include "dmz/units.h"

TAKE_FLAG(help, help)
TAKE_FLAG(version, version)

TAKE(max_input) {
    return dmz_units_read_size(context, "--max-input", value, &settings->max_input);
}

TAKE(max_memory) {
    return dmz_units_read_size(context, "--max-memory", value, &settings->max_memory);
}

TAKE(max_time) {
    settings->max_time = value;
    return dmz_units_read_time(context, "--max-time", value, &settings->max_time_s);
}

static const struct dmz_option ROWS[] = {
    {"max-input", 0, "SIZE",
     "refuse any input of more bytes, as in 50MB (default: 1GiB of\nwhat is held whole, such as a line)", "Limits",
     take_max_input, DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"max-memory", 0, "SIZE", "memory that each process may take, as in 2GB (default: as\nmuch as the machine has)",
     NULL, take_max_memory, DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"max-time", 0, "TIME", "give up after this time, as in 90s, 5min, 2h\n(default: never)", NULL, take_max_time,
     DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"help", 'h', NULL, "this help", "Other", take_help, DMZ_FOR_ALL},
    {"version", 0, NULL, "versions of dmzcalc and its libraries", NULL, take_version, DMZ_FOR_ALL},
};

const struct dmz_option_table dmz_options_common = {ROWS, sizeof ROWS / sizeof *ROWS};
