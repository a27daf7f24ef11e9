/* findings.c: options: sightings, posts and turning points: what some commands find. */
#include "cli/options/values.h"

#include "dmz/units.h"

static const double LEAST_POST_M = 1, MOST_POST_M = 2000e3;

#define ALONG_WORDS "line|limits"
#define NOTATION_WORDS "dms|ddm|decimal|utm|mgrs"
#define FAVOUR_WORDS "zone|neighbour"

TAKE_TEXT(annex, annex)
TAKE_TEXT(places, places)
TAKE_TEXT(places_name, places_name)
TAKE_TEXT(class, class_field)
TAKE_TEXT(classes, classes)
TAKE_TEXT(accuracy, accuracy)
TAKE_FLAG(fail_on_violation, fail_on_violation)
TAKE_WORD(notation, "coordinates", NOTATION_WORDS, notation, dmz_notation)
TAKE_WORD(favour, "favour", FAVOUR_WORDS, favour, dmz_favour)

TAKE(precision) {
    enum { MOST = 9 };
    size_t count;
    if (!dmz_value_whole(value, value + strlen(value), 0, MOST, &count))
        return dmz_fail(context, DMZ_USAGE, "--precision: '%s' is not a number from 0 to %d", value, MOST);
    settings->precision = (int)count;
    return DMZ_OK;
}

TAKE(points) {
    enum { LEAST = 2, MOST = 1000000 };
    if (!dmz_value_whole(value, value + strlen(value), LEAST, MOST, &settings->points))
        return dmz_fail(context, DMZ_USAGE, "--points: '%s' is not a number from %d to %d", value, LEAST, MOST);
    return DMZ_OK;
}

TAKE(departure) {
    enum dmz_status status = dmz_units_read_small(context, "--max-deviation", value, &settings->departure_m);
    if (!status && settings->departure_m <= 0)
        return dmz_fail(context, DMZ_USAGE, "--max-deviation: '%s' is not more than 0", value);
    return status;
}

/* Distances from post to post, and how far they see: from a metre on, so that numbers stay ones that posts can have.
 */
static enum dmz_status read_post_distance(struct dmz_context *context, const char *option, const char *value,
                                          double *metres) {
    enum dmz_status status = dmz_units_read_distance(context, option, value, metres);
    if (!status && (*metres < LEAST_POST_M || *metres > MOST_POST_M))
        return dmz_fail(context, DMZ_USAGE, "%s: '%s' is not from 1m to 2,000 km", option, value);
    return status;
}

TAKE(every) {
    return read_post_distance(context, "--every", value, &settings->every_m);
}

TAKE(range) {
    return read_post_distance(context, "--range", value, &settings->range_m);
}

TAKE_WORD(along, "along", ALONG_WORDS, along, dmz_posts_along)

static const struct dmz_option ROWS[] = {
    {"class", 0, "FIELD",
     "field of POINTS that says what was sighted: whether that is\nforbidden there is told by tables of classes",
     "Sightings", take_class, DMZ_FOR_CHECK},
    {"classes", 0, "FILE", "names of classes, and rules, of your own (.json), before the\nbuilt-in ones", NULL,
     take_classes, DMZ_FOR_CHECK},
    {"accuracy", 0, "D",
     "how far sightings may be from where they say, as in 100m; or\na field of POINTS that says it, in metres or "
     "with a unit",
     NULL, take_accuracy, DMZ_FOR_CHECK},
    {"places", 0, "FILE", "settlements, points: the nearest one goes into a phrase;\nFILE#LAYER picks a layer", NULL,
     take_places, DMZ_FOR_CHECK},
    {"places-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_places_name,
     DMZ_FOR_CHECK},
    {"fail-on-violation", 0, NULL, "exit code 4 where a sighting is forbidden where it is", NULL,
     take_fail_on_violation, DMZ_FOR_CHECK},
    {"every", 0, "D", "along the line, neighbouring posts are at most so far apart\n(default 10km)", "Posts",
     take_every, DMZ_FOR_POSTS},
    {"range", 0, "D", "how far a post sees (default 5km)", NULL, take_range, DMZ_FOR_POSTS},
    {"along", 0, ALONG_WORDS, "what posts stand along: line (default), or limits of the zones", NULL, take_along,
     DMZ_FOR_POSTS},
    {"points", 0, "N", "each limit has at most N turning points, with as small a\ndeparture as that takes",
     "Turning points", take_points, DMZ_FOR_ANNEX},
    {"max-deviation", 0, "D", "how far a limit may depart from the true one (default 100m)", NULL, take_departure,
     DMZ_FOR_ANNEX},
    {"favour", 0, FAVOUR_WORDS,
     "to which side it may: zone, it encloses all that the true one\ndoes (default), or neighbour, nothing else",
     NULL, take_favour, DMZ_FOR_ANNEX},
    {"coordinates", 0, NOTATION_WORDS, "how points are written (default dms)", NULL, take_notation, DMZ_FOR_ANNEX},
    {"precision", 0, "N", "decimals of seconds, minutes, degrees or metres; digits of MGRS\n(default: 2, 4, 6, 1; 5)",
     NULL, take_precision, DMZ_FOR_ANNEX},
    {"read", 0, "FILE", "reads an annex, .md or .csv, instead of LINE, and writes its limits\nas GeoJSON", NULL,
     take_annex, DMZ_FOR_ANNEX},
};

const struct dmz_option_table dmz_options_findings = {ROWS, sizeof ROWS / sizeof *ROWS};
