/* nearby.c: the place that is nearest to a position, by a tree of places halved along one axis after another. */
#include "monitor/nearby.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/metric.h"
#include "io/decimal.h"
#include "overlay/fields.h"

/* Up to here lengths by chords are good to 0.05 mm, and directions by them to less than a hundredth of a degree. */
static const double CHORD_MOST_M = 1e6, DIRECTION_MOST_M = 1e5;

struct place {
    double at[3]; /* its vector */
    struct dmz_vector east, north;
    struct dmz_position position;
    char *name;
    size_t number; /* in the order of reading */
};

/* Halves of halves: the middle place of a range parts it along an axis, x, y, z, x, ... */
struct dmz_nearby {
    struct place *places;
    size_t count;
};

static enum dmz_status keep(struct dmz_context *context, struct dmz_nearby *nearby, struct dmz_position position,
                            char *name) {
    struct place *places = dmz_grow(nearby->places, nearby->count, sizeof *places);
    if (!places) {
        free(name);
        return dmz_fail_memory(context);
    }
    struct dmz_vector v = dmz_geodesy_vector(position);
    nearby->places = places;
    places[nearby->count] = (struct place){
        {v.x, v.y, v.z}, dmz_geodesy_heading(position, 90), dmz_geodesy_heading(position, 0), position, name,
        nearby->count};
    nearby->count++;
    return DMZ_OK;
}

static enum dmz_status read_all(struct dmz_context *context, struct dmz_features *features, struct dmz_choice *choice,
                                struct dmz_nearby *nearby) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(features, &feature);
    while (!status && feature) {
        char *name = NULL;
        dmz_choice_see(choice, feature);
        status = dmz_choice_text(context, choice, feature, &name);
        if (!status && name)
            status = keep(context, nearby, feature->points[0], name);
        if (!status)
            status = dmz_features_next(features, &feature);
    }
    if (!status)
        status = dmz_features_require(features);
    if (!status)
        status = dmz_choice_check(context, features, choice);
    if (!status && !nearby->count)
        status = dmz_fail(context, DMZ_INPUT, "%s: no place has a name", dmz_features_name(features));
    return status;
}

static void swap(struct place *a, struct place *b) {
    struct place kept = *a;
    *a = *b;
    *b = kept;
}

/* Puts the place that belongs in the middle there, what is less along the axis before it. Source: Hoare 1961, Find.
 */
static void part(struct place *places, size_t count, int axis) {
    size_t first = 0, last = count - 1, middle = count / 2;
    while (first < last) {
        double pivot = places[first + (last - first) / 2].at[axis];
        size_t i = first, k = last;
        for (;;) {
            while (places[i].at[axis] < pivot)
                i++;
            while (places[k].at[axis] > pivot)
                k--;
            if (i >= k)
                break;
            swap(&places[i++], &places[k--]);
        }
        if (middle <= k)
            last = k;
        else
            first = k + 1;
    }
}

static void arrange(struct place *places, size_t count, int axis) {
    if (count < 2)
        return;
    part(places, count, axis);
    size_t middle = count / 2;
    arrange(places, middle, (axis + 1) % 3);
    arrange(places + middle + 1, count - middle - 1, (axis + 1) % 3);
}

enum dmz_status dmz_nearby_build(struct dmz_context *context, struct dmz_features *features, const char *name_field,
                                 struct dmz_nearby **nearby) {
    struct dmz_choice choice = {.wanted = name_field, .usual = dmz_usual_names, .what = "--places-name"};
    struct dmz_nearby *made = calloc(1, sizeof *made);
    enum dmz_status status = made ? read_all(context, features, &choice, made) : dmz_fail_memory(context);
    dmz_choice_free(&choice);
    if (!status)
        arrange(made->places, made->count, 0);
    if (status)
        dmz_nearby_free(made);
    *nearby = status ? NULL : made;
    return status;
}

/* The search for the nearest place. */
struct quest {
    struct dmz_position position;
    struct dmz_vector vector;
    double at[3];
    const struct place *best;
    double best_m;   /* along the geodesic */
    double within_m; /* whose chord is longer is farther */
};

static void measure(struct quest *quest, const struct place *place) {
    struct dmz_vector there = {place->at[0], place->at[1], place->at[2]};
    double chord_m = dmz_vector_distance(quest->vector, there);
    if (chord_m > quest->within_m)
        return;
    bool is_far = chord_m > CHORD_MOST_M;
    double length_m =
        is_far ? dmz_geodesy_distance_m(quest->position, place->position) : dmz_metric_length_m(there, quest->vector);
    bool is_nearer =
        length_m < quest->best_m || (length_m == quest->best_m && quest->best && place->number < quest->best->number);
    if (!is_nearer)
        return;
    quest->best = place;
    quest->best_m = length_m;
    quest->within_m = is_far ? length_m : dmz_metric_chord_beyond_m(chord_m);
}

static void search(struct quest *quest, const struct place *places, size_t count, int axis) {
    if (!count)
        return;
    size_t middle = count / 2;
    double off_m = quest->at[axis] - places[middle].at[axis];
    const struct place *after = &places[middle + 1];
    size_t after_count = count - middle - 1;
    int next = (axis + 1) % 3;
    search(quest, off_m < 0 ? places : after, off_m < 0 ? middle : after_count, next);
    measure(quest, &places[middle]);
    if (fabs(off_m) <= quest->within_m)
        search(quest, off_m < 0 ? after : places, off_m < 0 ? after_count : middle, next);
}

/* Near by, the direction of the chord is that of the geodesic. */
static double azimuth_deg(const struct place *place, struct dmz_position to, struct dmz_vector vector,
                          double distance_m) {
    const double DEGREES = 180 / acos(-1);
    double azimuth = 0;
    if (distance_m > DIRECTION_MOST_M) {
        dmz_geodesy_inverse(place->position, to, &azimuth);
        return azimuth;
    }
    const struct dmz_vector there = {place->at[0], place->at[1], place->at[2]};
    struct dmz_vector way = dmz_vector_minus(vector, there);
    return atan2(dmz_vector_dot(way, place->east), dmz_vector_dot(way, place->north)) * DEGREES;
}

struct dmz_neighbour dmz_nearby_find(const struct dmz_nearby *nearby, struct dmz_position position,
                                     struct dmz_vector vector) {
    struct quest quest = {.position = position,
                          .vector = vector,
                          .at = {vector.x, vector.y, vector.z},
                          .best_m = INFINITY,
                          .within_m = INFINITY};
    search(&quest, nearby->places, nearby->count, 0);
    return (struct dmz_neighbour){quest.best->name, quest.best_m,
                                  azimuth_deg(quest.best, position, vector, quest.best_m)};
}

const char *dmz_wind_name(double azimuth_deg) {
    static const char *const WINDS[] = {"north", "north-east", "east", "south-east",
                                        "south", "south-west", "west", "north-west"};
    enum { COUNT = sizeof WINDS / sizeof *WINDS };
    double turn = azimuth_deg / 360 - floor(azimuth_deg / 360);
    return WINDS[(size_t)floor(turn * COUNT + 0.5) % COUNT];
}

/* As many bytes as fit, of whole characters. */
static size_t whole_bytes(const char *text, size_t most) {
    size_t length = strlen(text);
    if (length <= most)
        return length;
    while (most && ((unsigned char)text[most] & 0xc0) == 0x80)
        most--;
    return most;
}

static size_t add(char *text, size_t used, size_t size, const char *more) {
    size_t length = whole_bytes(more, size - used - 1);
    memcpy(text + used, more, length);
    text[used + length] = '\0';
    return used + length;
}

/* "450 m ", "3.4 km ", "12 km ". */
static size_t add_distance(char *text, double distance_m) {
    enum { STEP_M = 50 };
    double fifties_m = STEP_M * round(distance_m / STEP_M);
    bool in_metres = fifties_m < 1000;
    double number = in_metres ? fifties_m : distance_m / 1e3;
    size_t used = dmz_decimal_write(text, number, in_metres || number >= 9.95 ? 0 : 1);
    return add(text, used, used + 8, in_metres ? " m " : " km ");
}

char *dmz_nearby_phrase(const struct dmz_neighbour *neighbour, char *text, size_t size) {
    static const double AT_M = 50;
    size_t used = 0;
    if (neighbour->distance_m < AT_M) {
        used = add(text, used, size, "at ");
    } else {
        used = add_distance(text, neighbour->distance_m);
        used = add(text, used, size, dmz_wind_name(neighbour->azimuth_deg));
        used = add(text, used, size, " of ");
    }
    add(text, used, size, neighbour->name);
    return text;
}

void dmz_nearby_free(struct dmz_nearby *nearby) {
    if (!nearby)
        return;
    for (size_t i = 0; i < nearby->count; i++)
        free(nearby->places[i].name);
    free(nearby->places);
    free(nearby);
}
