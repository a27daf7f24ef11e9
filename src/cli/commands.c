/* commands.c: the table of commands. Help is made of it, and what `dmzcalc WORD` means. */
#include "cli/commands.h"

#include <string.h>

/* The first one is the default. */
static const struct dmz_command COMMANDS[] = {
    {.name = "zones",
     .bit = DMZ_FOR_ZONES,
     .operands = "LINE",
     .most = 1,
     .summary = "the zones around a contact line",
     .about = "Demilitarized zones around a contact line between parties to a conflict: polygons by layer\n"
              "and side, and their figures. LINE is GeoJSON (LineString, MultiLineString, Feature,\n"
              "FeatureCollection) in longitude and latitude; by its suffix, GeoPackage, shapefile, KML, KMZ,\n"
              "FlatGeobuf or CSV with WKT in any reference system; - or nothing is standard input. Zones go to\n"
              "standard output unless that is a terminal, the table of figures to standard error.\n",
     .notes =
         "W is measured across the line, half of it on each side: 30km is 15 km on each side.\n" DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc --width 30km line.geojson\n"
                 "  dmzcalc --preset korea-1953 line.geojson\n"
                 "  dmzcalc --strip 4km --width 100km -o zones.geojson --stats figures.csv line.geojson\n"
                 "  dmzcalc --layer inner=12km --layer outer=24km -q line.geojson | jq .bbox\n",
     .run = dmz_command_zones},
    {.name = "annex",
     .bit = DMZ_FOR_ANNEX,
     .operands = "LINE",
     .most = 1,
     .summary = "limits as numbered turning points, for an annex",
     .about = "Limits as an agreement's annex wants them: few turning points, numbered by side and layer\n"
              "(L-S-001), rounded, with a geodesic from each to the next. A limit departs from the true one to\n"
              "one side only, by no more than is stated, and that holds of the points as they are written.\n"
              "LINE is read as dmzcalc zones reads it; with --read, an annex is read back.\n",
     .notes = "W is measured across the line, half of it on each side.\n" DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc annex --strip 4km --width 30km line.geojson >annex.md\n"
                 "  dmzcalc annex --points 40 --favour neighbour -o annex.csv line.geojson\n"
                 "  dmzcalc annex --max-deviation 250m --coordinates mgrs --precision 4 line.geojson\n"
                 "  dmzcalc annex --read annex.md -o limits.geojson\n",
     .failure = "a limit cannot be generalised, or not computed to the tolerance",
     .run = dmz_command_annex},
    {.name = "posts",
     .bit = DMZ_FOR_POSTS,
     .operands = "LINE",
     .most = 1,
     .summary = "observation posts, their gaps, and what forces precedents had",
     .about = "Puts observation posts at equal distances along each part of the line, or along the limits of its\n"
              "zones, and finds what lies farther than they see from all of them: the gaps. What other missions\n"
              "had on their lines and areas, by km and km², comes with every precedent's name and the spread;\n"
              "it is no recommendation. LINE is read, and zones are made, as dmzcalc zones does.\n",
     .notes = "W is measured across the line, half of it on each side.\n" DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc posts --every 10km --range 5km -o posts.geojson line.geojson\n"
                 "  dmzcalc posts --along limits --width 30km --stats posts.json -o posts.gpkg line.geojson\n"
                 "  dmzcalc posts -q --every 4km --range 1500m --emit gaps line.geojson | jq .bbox\n",
     .run = dmz_command_posts},
    {.name = "compare",
     .bit = DMZ_FOR_COMPARE,
     .operands = "LINE...",
     .most = (size_t)-1,
     .summary = "lines at several widths, beside each other",
     .about = "Zones around one line, or several, at several widths: a row for each line and scenario with its\n"
              "area by layer and side, and how rows differ. Lines of many days make a time series. The table goes\n"
              "to standard output; rows that fail say why, and the others go on.\n",
     .notes =
         "W is measured across the line, half of it on each side: 30km is 15 km on each side.\n" DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc compare --widths 12km,30km,80km..100km/10km line.geojson\n"
                 "  dmzcalc compare --widths 30km --date-from name -o days.csv front-2024-*.geojson\n"
                 "  dmzcalc compare --widths 10km..100km/1km --zones zones --jobs 4 -o all.csv line.geojson\n",
     .failure = "geometry cannot be computed to the tolerance",
     .run = dmz_command_compare},
    {.name = "check",
     .bit = DMZ_FOR_CHECK,
     .operands = "LINE POINTS",
     .least = 1,
     .most = 2,
     .summary = "sightings: in which zone, how deep, whether forbidden there",
     .about = "Looks at every point of POINTS, one after another: which zone around LINE it is in, how far from\n"
              "the line, how deep inside the nearest limit (less than 0: so far outside); with --class, whether\n"
              "what was sighted is forbidden there; with --places, where that is in words. POINTS is GeoJSON,\n"
              "CSV with columns lon and lat, or any other format that is read; FILE#LAYER is one layer of it; one\n"
              "of both files may be -. Sightings go to standard output unless that is a terminal, a table by\n"
              "zone and class to standard error.\n",
     .notes = "W is measured across the line, half of it on each side.\n" DMZ_NOTE_DISTANCES
              "Of --fail-on-violation, exit code 4 comes after everything was written.\n",
     .examples =
         "  dmzcalc check --preset minsk-2015-add --class type line.geojson sightings.csv >checked.geojson\n"
         "  dmzcalc check --width 30km --class type --accuracy 100m -o checked.csv line.geojson sightings.csv\n"
         "  dmzcalc check -q --class type --fail-on-violation -o checked.gpkg line.geojson sightings.csv\n",
     .failure = "a sighting is forbidden, or geometry out of tolerance",
     .run = dmz_command_check},
    {.name = "diff",
     .bit = DMZ_FOR_DIFF,
     .operands = "[OLD NEW]",
     .most = 2,
     .summary = "what a moved line changes",
     .about = "What changes where the line moved from OLD to NEW: the ground that changed hands, what entered\n"
              "and left each zone, how far the line moved. Ground has changed hands where it lies between both\n"
              "lines: left of the one, right of the other. What lies beyond the end of either is not compared.\n"
              "The table goes to standard output; -o takes polygons of what changed. Overlays count what lies in\n"
              "the ground that changed hands. FILE#LAYER is one layer of a file; one of both may be -.\n",
     .notes = "W is measured across the line, half of it on each side.\n" DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc diff monday.geojson tuesday.geojson\n"
                 "  dmzcalc diff --regions provinces.gpkg --stats week.json -o week.gpkg old.geojson new.geojson\n"
                 "  dmzcalc diff --series days --stats days.csv\n",
     .run = dmz_command_diff},
    {.name = "verify",
     .bit = DMZ_FOR_VERIFY,
     .operands = "LINE ZONES",
     .least = 1,
     .most = 2,
     .summary = "zones of any origin, measured against their line",
     .about = "Measures zones, whoever made them, against their line, on the ellipsoid, with none of the code\n"
              "that makes zones: how far limits are from where they should be, what is missing or too much,\n"
              "wrong sides, overlaps, validity. ZONES is GeoJSON or any other format that is read, in any\n"
              "reference system (polygons with the properties to_m, and perhaps from_m, side, layer), FILE#LAYER\n"
              "one layer of it; one of both files may be -. With --line-for twice, which stands instead of LINE,\n"
              "zones of each side are held against a line of their own; with --width-from, or where ZONES say\n"
              "that they were made so, each part of LINE has the width that its feature has.\n",
     .notes = DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc verify line.geojson zones.geojson\n"
                 "  dmzcalc verify --line-for left=front.geojson --line-for right=september.geojson zones.geojson\n"
                 "  dmzcalc verify --reach 15km --format json line.geojson buffer.geojson | jq .worst_m\n"
                 "  dmzcalc verify -q --tolerance 10m line.geojson zones.geojson || echo 'not good enough'\n",
     .failure = "zones are off by more than the tolerance, or invalid",
     .run = dmz_command_verify},
    {.name = "trace",
     .bit = DMZ_FOR_TRACE,
     .operands = "CONTROL [CONTROL2]",
     .least = 1,
     .most = 2,
     .summary = "a contact line out of polygons of control",
     .about = "Traces the contact line along the boundary of CONTROL, an area that somebody holds, as daily sources\n"
              "publish it: where that is neither the border nor the coast of the country that --within gives;\n"
              "with CONTROL2, where both areas share it. CONTROL is on the line's left; enclaves and pockets\n"
              "are closed parts. All polygons of a file are one area, whatever their properties say; FILE#LAYER\n"
              "is one layer of it, - standard input. Vertices are the source's, to the bit.\n",
     .notes = DMZ_NOTE_DISTANCES,
     .examples = "  dmzcalc trace --within country.geojson -o line.geojson control-2024-07-08.geojson\n"
                 "  dmzcalc trace --within country.geojson control.geojson | dmzcalc --width 30km -\n"
                 "  dmzcalc trace --border-gap 2km north.geojson south.geojson | jq .dmzcalc.line\n",
     .failure = "areas cannot be united",
     .run = dmz_command_trace},
    {.name = "presets",
     .bit = DMZ_FOR_PRESETS,
     .operands = "[ID]",
     .most = 1,
     .summary = "agreements and proposals, with their numbers and sources",
     .about = "Lists agreements and proposals with the depths of their zones, or shows the one called ID in full:\n"
              "layers, what they forbid, sources, what is not verified. dmzcalc --preset ID LINE computes those\n"
              "whose zones are measured from one line; it says of the others why not.\n",
     .notes = "Reaches are on each side of the line, or left|right where they differ.\n",
     .examples = "  dmzcalc presets\n"
                 "  dmzcalc presets unikom-1991\n"
                 "  dmzcalc presets --format json | jq '.[] | select(.status == \"proposal\") | .id'\n",
     .run = dmz_command_presets},
    {.name = "help",
     .bit = DMZ_FOR_HELP,
     .operands = "[COMMAND]",
     .most = 1,
     .summary = "how a command is called, and its options",
     .about = "How a command is called, what it does, and its options; the default command's without COMMAND.\n",
     .examples = "  dmzcalc help zones\n",
     .run = dmz_command_help},
};

const struct dmz_command *dmz_commands(size_t *count) {
    if (count)
        *count = sizeof COMMANDS / sizeof *COMMANDS;
    return COMMANDS;
}

const struct dmz_command *dmz_command_find(const char *name) {
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        if (!strcmp(COMMANDS[i].name, name))
            return &COMMANDS[i];
    return NULL;
}
