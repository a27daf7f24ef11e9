/* help.c: what the program says of itself. */
#include "cli/help.h"

#include <string.h>

#include "cli/options.h"
#include "dmz/geojson.h"
#include "dmz/plane.h"

enum { HELP_COLUMN = 24 };

#define USAGE "usage: dmzcalc [zones] [options] LINE\n"

/* "  -o, --output FILE" and its help from HELP_COLUMN on. */
static void add_option(struct dmz_buffer *text, const struct dmz_option *option) {
    size_t start = text->count;
    if (option->letter)
        dmz_buffer_format(text, "  -%c, --%s", option->letter, option->name);
    else
        dmz_buffer_format(text, "      --%s", option->name);
    if (option->argument)
        dmz_buffer_format(text, " %s", option->argument);
    size_t used = text->count - start;
    if (used + 1 >= HELP_COLUMN) {
        dmz_buffer_text(text, "\n");
        used = 0;
    }
    dmz_buffer_format(text, "%*s", (int)(HELP_COLUMN - used), "");
    for (const char *line = option->help; *line;) {
        size_t length = strcspn(line, "\n");
        dmz_buffer_add(text, line, length);
        line += length + (line[length] == '\n');
        if (*line)
            dmz_buffer_format(text, "\n%*s", HELP_COLUMN, "");
    }
    dmz_buffer_text(text, "\n");
}

void dmz_help_full(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_option *options = dmz_options(&count);
    dmz_buffer_text(text, USAGE
                    "Demilitarized zones around a contact line between parties to a conflict: polygons by layer\n"
                    "and side, and their figures. LINE is GeoJSON (LineString, MultiLineString, Feature,\n"
                    "FeatureCollection) in longitude and latitude; - or nothing is standard input. Zones go to\n"
                    "standard output unless that is a terminal, the table of figures to standard error.\n");
    for (size_t i = 0; i < count; i++) {
        if (options[i].heading)
            dmz_buffer_format(text, "\n%s\n", options[i].heading);
        add_option(text, &options[i]);
    }
    dmz_buffer_text(text, "\n"
                          "W is measured across the line, half of it on each side: 30km is 15 km on each side.\n"
                          "Distances are a number and a unit: 30km, 2.5km, 500m, 10cm, 18.6mi, 12nmi, 8000ft.\n"
                          "\n"
                          "Examples\n"
                          "  dmzcalc --width 30km line.geojson\n"
                          "  dmzcalc --strip 4km --width 100km -o zones.geojson --stats figures.csv line.geojson\n"
                          "  dmzcalc --layer inner=12km --layer outer=24km -q line.geojson | jq .bbox\n"
                          "\n"
                          "Exit codes\n"
                          "  0 done   1 a defect in dmzcalc   2 usage   3 input unreadable or invalid\n"
                          "  4 geometry cannot be computed to the tolerance   5 output could not be written\n"
                          "  6 out of memory\n");
}

void dmz_help_short(struct dmz_buffer *text) {
    dmz_buffer_text(text, USAGE "       dmzcalc --help\n");
}

void dmz_help_versions(struct dmz_buffer *text) {
    dmz_buffer_format(text, "dmzcalc %s\nGEOS %s\nPROJ %s\ncJSON %s\n", DMZ_VERSION, dmz_context_geos_version(),
                      dmz_plane_library_version(), dmz_geojson_library_version());
}
