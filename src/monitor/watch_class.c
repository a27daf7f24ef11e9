/* watch_class.c: the classes that were looked at, what the zones' rules say of each, and how many there were. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "io/decimal.h"
#include "monitor/watch.h"

static size_t zone_count(const struct dmz_watch *watch) {
    return watch->asked.stats->zones->count;
}

/* By name as it is, or without the "s" of several. */
static size_t find_words(const struct dmz_watch *watch, char *words) {
    size_t length = strlen(words), number = dmz_name_table_find(&watch->words, words);
    if (number == watch->words.count && length > 1 && words[length - 1] == 's') {
        words[length - 1] = '\0';
        number = dmz_name_table_find(&watch->words, words);
        words[length - 1] = 's';
    }
    return number;
}

/* What the tables know by this name: as it is, or with its calibre taken off. */
static enum dmz_status classify(struct dmz_watch *watch, const char *given, struct dmz_class *is) {
    struct dmz_buffer words = {0};
    *is = (struct dmz_class){DMZ_KIND_NONE, NAN};
    dmz_class_words(given, &words);
    enum dmz_status status = words.failed ? dmz_fail_memory(watch->context) : DMZ_OK;
    if (!status && words.count) {
        size_t number = find_words(watch, words.bytes);
        double calibre_mm = number == watch->words.count ? dmz_class_take_calibre(words.bytes) : NAN;
        if (!isnan(calibre_mm))
            number = find_words(watch, words.bytes);
        if (number < watch->words.count)
            *is = watch->asked.classes->names[number].is;
        if (number < watch->words.count && !isnan(calibre_mm))
            is->calibre_mm = calibre_mm;
    }
    dmz_buffer_free(&words);
    return status;
}

/* "artillery 152 mm"; what is not known is called as it was given. NULL where memory runs out. */
static char *name_class(const struct dmz_watch *watch, const char *given, const struct dmz_class *is) {
    char number[DMZ_DECIMAL_SIZE];
    struct dmz_buffer name = {0};
    if (is->kind == DMZ_KIND_NONE)
        return strdup(given);
    dmz_buffer_text(&name, watch->asked.classes->kinds[is->kind].id);
    if (!isnan(is->calibre_mm)) {
        dmz_buffer_text(&name, " ");
        dmz_buffer_add(&name, number, dmz_decimal_write(number, is->calibre_mm, 1));
        dmz_buffer_text(&name, " mm");
    }
    if (name.failed)
        dmz_buffer_free(&name);
    return name.bytes;
}

/* What the rules of a layer say of a class: the most that any of them says. Without rules nobody knows. */
static struct dmz_watch_row row_of(const struct dmz_classes *classes, const struct dmz_layer *layer,
                                   struct dmz_class is) {
    struct dmz_watch_row row = {DMZ_RULING_NO, NULL};
    if (!layer->forbids || !layer->forbids[0])
        return (struct dmz_watch_row){DMZ_RULING_UNCLEAR, NULL};
    for (size_t i = 0; layer->forbids[i]; i++) {
        enum dmz_ruling ruling = dmz_classes_rule(classes, layer->forbids[i], is);
        if (ruling > row.ruling)
            row = (struct dmz_watch_row){ruling, layer->forbids[i]};
    }
    return row;
}

/* Makes room for a class that was not looked at before, and asks the rules of all zones. */
static enum dmz_status add_class(struct dmz_watch *watch, char *name, struct dmz_class is, size_t *number) {
    const struct dmz_stats *stats = watch->asked.stats;
    struct dmz_watch_class *classes = dmz_grow(watch->classes, watch->class_count, sizeof *classes);
    watch->classes = classes ? classes : watch->classes;
    struct dmz_watch_class made = {.name = name, .is = is};
    made.rows = calloc(zone_count(watch) + 1, sizeof *made.rows);
    made.by_zone = calloc(zone_count(watch) + 1, sizeof *made.by_zone);
    if (!classes || !made.rows || !made.by_zone || (name && !dmz_name_table_add(&watch->known, name))) {
        free(made.rows);
        free(made.by_zone);
        free(name);
        return dmz_fail_memory(watch->context);
    }
    for (size_t i = 0; i < zone_count(watch) && watch->asked.classes; i++)
        made.rows[i] = row_of(watch->asked.classes, &stats->request->layers[stats->zones->zones[i].layer], is);
    *number = watch->class_count;
    classes[watch->class_count++] = made;
    return DMZ_OK;
}

/* The class without a name is no name's; so that numbers of `known` are those of classes, it has one that none has.
 */
static enum dmz_status find_nameless(struct dmz_watch *watch, size_t *number) {
    const struct dmz_class none = {DMZ_KIND_NONE, NAN};
    *number = watch->nameless;
    if (*number != SIZE_MAX)
        return DMZ_OK;
    enum dmz_status status = add_class(watch, NULL, none, number);
    if (!status && !dmz_name_table_add(&watch->known, ""))
        status = dmz_fail_memory(watch->context);
    watch->nameless = status ? SIZE_MAX : *number;
    return status;
}

/* Remembers what a name was found to be. */
static enum dmz_status remember(struct dmz_watch *watch, const char *given, size_t number) {
    char *copy = strdup(given);
    size_t *class_of = dmz_grow(watch->class_of, watch->given.count, sizeof *class_of);
    watch->class_of = class_of ? class_of : watch->class_of;
    if (!copy || !class_of || !dmz_name_table_add(&watch->given, copy)) {
        free(copy);
        return dmz_fail_memory(watch->context);
    }
    class_of[watch->given.count - 1] = number;
    return DMZ_OK;
}

enum dmz_status dmz_watch_find_class(struct dmz_watch *watch, const char *given, size_t *number) {
    if (!given || !*given || !watch->asked.classes)
        return find_nameless(watch, number);
    size_t seen = dmz_name_table_find(&watch->given, given);
    if (seen < watch->given.count) {
        *number = watch->class_of[seen];
        return DMZ_OK;
    }
    struct dmz_class is;
    enum dmz_status status = classify(watch, given, &is);
    if (status)
        return status;
    char *name = name_class(watch, given, &is);
    if (!name)
        return dmz_fail_memory(watch->context);
    *number = dmz_name_table_find(&watch->known, name);
    if (*number == watch->known.count)
        status = add_class(watch, name, is, number);
    else
        free(name);
    return status ? status : remember(watch, given, *number);
}

void dmz_watch_count(struct dmz_watch *watch, size_t number, const struct dmz_sighting *sighting) {
    size_t outside = zone_count(watch), zone = sighting->zone < outside ? sighting->zone : outside;
    struct dmz_sightings_count *count = &watch->classes[number].by_zone[zone];
    count->all++;
    count->by_verdict[sighting->verdict]++;
    count->undecided += sighting->undecided;
}

size_t dmz_watch_class_count(const struct dmz_watch *watch) {
    return watch->class_count;
}

struct dmz_sighted_class dmz_watch_class(const struct dmz_watch *watch, size_t i) {
    const struct dmz_watch_class *class = &watch->classes[i];
    return (struct dmz_sighted_class){class->name, class->is.kind != DMZ_KIND_NONE, class->by_zone};
}

struct dmz_sightings_count dmz_watch_total(const struct dmz_watch *watch) {
    struct dmz_sightings_count total = {0};
    for (size_t i = 0; i < watch->class_count; i++)
        for (size_t k = 0; k <= zone_count(watch); k++) {
            const struct dmz_sightings_count *count = &watch->classes[i].by_zone[k];
            total.all += count->all;
            total.undecided += count->undecided;
            for (int n = 0; n < DMZ_VERDICTS; n++)
                total.by_verdict[n] += count->by_verdict[n];
        }
    return total;
}

/* Known ones first, then others, then what was not given; by name. */
static int compare(const void *a, const void *b) {
    const struct dmz_watch_class *p = a, *q = b;
    int p_last = !p->name ? 2 : p->is.kind == DMZ_KIND_NONE, q_last = !q->name ? 2 : q->is.kind == DMZ_KIND_NONE;
    if (p_last != q_last)
        return p_last - q_last;
    if (!p_last && p->is.kind != q->is.kind) /* as the tables have them */
        return p->is.kind < q->is.kind ? -1 : 1;
    if (!p_last && p->is.calibre_mm != q->is.calibre_mm && !isnan(p->is.calibre_mm) && !isnan(q->is.calibre_mm))
        return p->is.calibre_mm < q->is.calibre_mm ? -1 : 1;
    return p->name && q->name ? strcmp(p->name, q->name) : 0;
}

/* Numbers change: nothing is looked at afterwards. */
void dmz_watch_sort(struct dmz_watch *watch) {
    if (watch->class_count)
        qsort(watch->classes, watch->class_count, sizeof *watch->classes, compare);
}

void dmz_watch_free_classes(struct dmz_watch *watch) {
    for (size_t i = 0; i < watch->class_count; i++) {
        free(watch->classes[i].name);
        free(watch->classes[i].rows);
        free(watch->classes[i].by_zone);
    }
    free(watch->classes);
    for (size_t i = 0; i < watch->given.count; i++)
        free((char *)watch->given.names[i]);
    dmz_name_table_free(&watch->given);
    dmz_name_table_free(&watch->known);
    dmz_name_table_free(&watch->words);
    free(watch->class_of);
}
