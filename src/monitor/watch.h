/* watch.h: what sightings are held against, made ready. */
#ifndef DMZ_MONITOR_WATCH_H
#define DMZ_MONITOR_WATCH_H

#include "dmz/ground.h"
#include "dmz/sightings.h"
#include "monitor/nearby.h"
#include "overlay/name_table.h"
#include "overlay/site_distance.h"

/* What the rules of a zone say of a class, and what was counted there. */
struct dmz_watch_row {
    enum dmz_ruling ruling;
    const char *forbids; /* the rule that says so; NULL: none */
};

/* A class that was looked at. `by_zone` and `rows` have one for each zone and one for outside. */
struct dmz_watch_class {
    char *name;
    struct dmz_class is;
    struct dmz_watch_row *rows;
    struct dmz_sightings_count *by_zone;
};

struct dmz_watch {
    struct dmz_context *context;
    struct dmz_watch_request asked;
    struct dmz_ground ground;
    struct dmz_limit_indexes limits;
    struct dmz_index *borders; /* where zones end; NULL where there are none */
    struct dmz_nearby *nearby; /* NULL: nobody asked */
    char **zone_names;         /* one for each zone */
    double most_m;             /* no zone reaches farther */
    size_t outer[2]; /* on the left, on the right: the zone that whoever comes from outside enters first, where that
                        is at most_m from the line; DMZ_LOCATOR_NONE where it need not be */
    struct dmz_name_table words; /* names of classes as the tables have them: words[i] is asked.classes->names[i] */
    struct dmz_name_table given; /* as they were given, and what class each is */
    size_t *class_of;            /* by number in `given` */
    struct dmz_name_table known; /* names of classes, by number in `classes` */
    struct dmz_watch_class *classes;
    size_t class_count;
    size_t nameless; /* the class that was not given; SIZE_MAX until there is one */
};

/* The zone's name; NULL of DMZ_LOCATOR_NONE. Borrowed. */
const char *dmz_watch_zone_name(const struct dmz_watch *watch, size_t zone);

/* The class that is called so, a new one where there was none, *number. Errors: DMZ_MEMORY. */
enum dmz_status dmz_watch_find_class(struct dmz_watch *watch, const char *given, size_t *number);

/* Counts a sighting whose class has this number. */
void dmz_watch_count(struct dmz_watch *watch, size_t number, const struct dmz_sighting *sighting);

/* Releases classes. */
void dmz_watch_free_classes(struct dmz_watch *watch);

/* Indexes all edges at which zones end, but for those that only close them at the antimeridian or a pole. *borders is
 * NULL where there are none. Errors: DMZ_MEMORY. */
enum dmz_status dmz_borders_index(struct dmz_context *context, const struct dmz_zones *zones,
                                  const struct dmz_locator *locator, struct dmz_index **borders);

#endif
