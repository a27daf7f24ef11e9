/* line.c: options: which line, what is made of it, and how zones are computed. */
#include "cli/options/values.h"

#include "dmz/doubt.h"
#include "dmz/joins.h"
#include "dmz/trace.h"
#include "dmz/units.h"

static const double LEAST_TOLERANCE_M = 0.01, MOST_TOLERANCE_M = 100, MOST_REACH_M = 2000e3;

#define EDGES_WORDS "straight|geodesic"
#define CAP_WORDS "round|flat"
#define ENGINE_WORDS "auto|front|geos"

TAKE_TEXT(left, left)
TAKE_TEXT(right, right)
TAKE_TEXT(layer_name, layer_name)
TAKE_TEXT(where, where)
TAKE_TEXT(date_from, date_from)
TAKE_FLAG(fail_fast, fail_fast)
TAKE_FLAG(each, each)
TAKE_FLAG(orient, orient)
TAKE_FLAG(allow_remote, allow_remote)
TAKE_FLAG(merge, merge)

TAKE(line_for) {
    bool left = !strncmp(value, "left=", 5), right = !strncmp(value, "right=", 6);
    const char **file = left ? &settings->line_for_left : &settings->line_for_right;
    const char *name = value + strcspn(value, "=");
    if ((!left && !right) || !name[1])
        return dmz_fail(context, DMZ_USAGE, "--line-for: '%s' is neither left=FILE nor right=FILE", value);
    if (*file)
        return dmz_fail(context, DMZ_USAGE, "--line-for: there are two lines for the %s", left ? "left" : "right");
    *file = name + 1;
    return DMZ_OK;
}

TAKE(tolerance) {
    enum dmz_status status = dmz_units_read_small(context, "--tolerance", value, &settings->tolerance_m);
    if (!status && (settings->tolerance_m < LEAST_TOLERANCE_M || settings->tolerance_m > MOST_TOLERANCE_M))
        return dmz_fail(context, DMZ_USAGE, "--tolerance: '%s' is not from 1cm to 100m", value);
    return status;
}

TAKE(edges) {
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "edges", EDGES_WORDS, value, &which);
    settings->edges_given = true;
    settings->edges = (enum dmz_edges)which;
    return status;
}

TAKE(bridge) {
    enum dmz_status status = dmz_units_read_distance(context, "--bridge", value, &settings->bridge_m);
    if (!status && settings->bridge_m > DMZ_BRIDGE_MOST_M)
        return dmz_fail(context, DMZ_USAGE, "--bridge: '%s' is more than 1,000 km", value);
    return status;
}

TAKE_TEXT(within, within)

TAKE(border_gap) {
    enum dmz_status status = dmz_units_read_distance(context, "--border-gap", value, &settings->border_gap_m);
    double gap_m = settings->border_gap_m;
    if (!status && (gap_m < DMZ_BORDER_GAP_LEAST_M || gap_m > DMZ_BORDER_GAP_MOST_M))
        return dmz_fail(context, DMZ_USAGE, "--border-gap: '%s' is not from 1m to 200km", value);
    return status;
}

TAKE(min_area) {
    return dmz_units_read_area(context, "--min-area", value, &settings->min_area_m2);
}

TAKE(uncertainty) {
    enum dmz_status status = dmz_units_read_distance(context, "--uncertainty", value, &settings->uncertainty_m);
    if (!status && settings->uncertainty_m > DMZ_UNCERTAINTY_MOST_M)
        return dmz_fail(context, DMZ_USAGE, "--uncertainty: '%s' is more than 100 km", value);
    return status;
}

TAKE(cap) {
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "cap", CAP_WORDS, value, &which);
    settings->cap_given = true;
    settings->cap = (enum dmz_cap)which;
    return status;
}

TAKE(jobs) {
    enum { MOST = 1024 };
    if (!dmz_value_whole(value, value + strlen(value), 1, MOST, &settings->jobs))
        return dmz_fail(context, DMZ_USAGE, "--jobs: '%s' is not a number from 1 to %d", value, MOST);
    return DMZ_OK;
}

TAKE(reach) {
    enum dmz_status status = dmz_units_read_distance(context, "--reach", value, &settings->reach_m);
    if (!status && (settings->reach_m <= 0 || settings->reach_m > MOST_REACH_M))
        return dmz_fail(context, DMZ_USAGE, "--reach: '%s' is not more than 0 and at most 2,000 km", value);
    return status;
}

TAKE_WORD(engine, "engine", ENGINE_WORDS, engine, dmz_engine)

static const struct dmz_option ROWS[] = {
    {"left", 0, "NAME",
     "party on the left, looking along the line\n(default: the line's property 'left' or 'adm0_left')", "Line",
     take_left, DMZ_FOR_LINES},
    {"right", 0, "NAME", "party on the right\n(default: the line's property 'right' or 'adm0_right')", NULL,
     take_right, DMZ_FOR_LINES},
    {"within", 0, "FILE",
     "polygons of the country, in one or many: the line is what of\nCONTROL's boundary is neither their border nor "
     "coast\n(FILE#LAYER one layer of it)",
     "Boundary", take_within, DMZ_FOR_TRACE},
    {"border-gap", 0, "D",
     "boundaries of different sources mean the same where they are\nup to D apart, 1m to 200km (default 5km)", NULL,
     take_border_gap, DMZ_FOR_TRACE},
    {"min-area", 0, "A", "drop polygons and holes smaller than this, as in 50ha\n(default 1km2)", NULL, take_min_area,
     DMZ_FOR_TRACE},
    {"left", 0, "NAME", "party in control\n(default: the property 'name' of CONTROL, or controlled)", "Line",
     take_left, DMZ_FOR_TRACE},
    {"right", 0, "NAME", "the other party\n(default: the property 'name' of CONTROL2, or opposite)", NULL, take_right,
     DMZ_FOR_TRACE},
    {"layer-name", 0, "NAME",
     "the layer of CONTROL, where its format has layers\n(default: the only one with polygons)", NULL,
     take_layer_name, DMZ_FOR_TRACE},
    {"where", 0, "SQL", "only features of CONTROL that fit, as in \"status = 'held'\";\nnot of GeoJSON", NULL,
     take_where, DMZ_FOR_TRACE},
    {"line-for", 0, "SIDE=FILE",
     "left=FILE or right=FILE, both of them instead of LINE: zones\non this side are measured from a line of their "
     "own",
     NULL, take_line_for, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_VERIFY},
    {"layer-name", 0, "NAME", "the layer of LINE, where its format has layers\n(default: the only one with lines)",
     NULL, take_layer_name, DMZ_FOR_LINES | DMZ_FOR_VERIFY},
    {"where", 0, "SQL", "only features of LINE that fit, as in \"status = 'current'\";\nnot of GeoJSON", NULL,
     take_where, DMZ_FOR_LINES | DMZ_FOR_VERIFY},
    {"date-from", 0, "SOURCE",
     "the days that lines are of, by which rows are sorted: name\n(of the file), property or property:FIELD", NULL,
     take_date_from, DMZ_FOR_COMPARE},
    {"date-from", 0, "SOURCE",
     "with --series, the days that lines are of: name (of the file, the\ndefault), property or property:FIELD", NULL,
     take_date_from, DMZ_FOR_DIFF},
    {"each", 0, NULL,
     "every feature with lines is a line of its own, one after another;\nits properties go with its zones, as "
     "of_NAME",
     NULL, take_each, DMZ_FOR_ZONES},
    {"allow-remote", 0, NULL, "let GDAL open network and virtual paths, as in /vsicurl/...", NULL, take_allow_remote,
     DMZ_FOR_LINES | DMZ_FOR_VERIFY | DMZ_FOR_TRACE},
    {"edges", 0, EDGES_WORDS,
     "what the line runs along between vertices: straight (in\nlongitude/latitude, the default) or geodesic", NULL,
     take_edges, DMZ_FOR_LINES | DMZ_FOR_VERIFY},
    {"bridge", 0, "D", "join ends of parts that are at most D apart, by an edge,\nnearest first (default: 0km)", NULL,
     take_bridge, DMZ_FOR_LINES | DMZ_FOR_TRACE},
    {"orient", 0, NULL, "turn parts that contradict each other, where left of one\nis right of the other", NULL,
     take_orient, DMZ_FOR_LINES},
    {"uncertainty", 0, "D",
     "the line itself is known to +-D: figures get area ranges,\nzones the doubtful fringe (default: 0m)", NULL,
     take_uncertainty, DMZ_FOR_ZONES},
    {"uncertainty", 0, "D", "the line itself is known to +-D: sightings are less accurate\nby as much (default: 0m)",
     NULL, take_uncertainty, DMZ_FOR_CHECK},
    {"cap", 0, CAP_WORDS, "how zones end at the ends of the line: round (default) or\nflat (nothing beyond them)",
     NULL, take_cap, DMZ_FOR_LINES},
    {"reach", 0, "D",
     "all polygons together are one zone, from the line to this\ndistance, on both sides; their properties do not "
     "count",
     "Zones", take_reach, DMZ_FOR_VERIFY},
    {"cap", 0, CAP_WORDS, "ends of the line: round or flat\n(default: what the file says, else round)", NULL,
     take_cap, DMZ_FOR_VERIFY},
    {"tolerance", 0, "D", "how far anything may be from its true place, 1cm to 100m\n(default 1m)", NULL,
     take_tolerance, DMZ_FOR_VERIFY},
    {"tolerance", 0, "D", "how far any point of a limit may be from its true place,\n1cm to 100m (default 1m)",
     "Computation", take_tolerance, DMZ_FOR_LINES},
    {"engine", 0, ENGINE_WORDS, "how limits are computed: auto (default), front or geos", NULL, take_engine,
     DMZ_FOR_LINES},
    {"jobs", 0, "N", "so many processes at a time (default: as many as there are\nprocessors)", NULL, take_jobs,
     DMZ_FOR_COMPARE},
    {"fail-fast", 0, NULL, "stop at the first row that fails, and write no table", NULL, take_fail_fast,
     DMZ_FOR_COMPARE},
    {"merge", 0, NULL, "both sides of a layer as one zone", NULL, take_merge, DMZ_FOR_LINES},
};

const struct dmz_option_table dmz_options_line = {ROWS, sizeof ROWS / sizeof *ROWS};
