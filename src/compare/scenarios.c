/* scenarios.c: lists of widths and presets, and dates in names. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/compare.h"

/* A part of a text. */
struct span {
    const char *at;
    size_t count;
};

enum { ITEM_MOST = 64 };

/* Without the spaces in it, which distances may have and names of files should not. */
static enum dmz_status copy_item(struct dmz_context *context, const char *option, struct span item,
                                 char text[ITEM_MOST + 1]) {
    size_t count = 0;
    for (size_t i = 0; i < item.count; i++) {
        if (item.at[i] == ' ')
            continue;
        if (count == ITEM_MOST)
            return dmz_fail(context, DMZ_USAGE, "%s: '%.*s...' is too long", option, ITEM_MOST, item.at);
        text[count++] = item.at[i];
    }
    text[count] = 0;
    return DMZ_OK;
}

static enum dmz_status add(struct dmz_context *context, struct dmz_scenario scenario,
                           struct dmz_scenarios *scenarios) {
    struct dmz_scenario *items = dmz_grow(scenarios->items, scenarios->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(context);
    scenarios->items = items;
    scenario.name = strdup(scenario.name);
    if (!scenario.name)
        return dmz_fail_memory(context);
    items[scenarios->count++] = scenario;
    return DMZ_OK;
}

static enum dmz_status add_width(struct dmz_context *context, const char *option, char *text,
                                 struct dmz_scenarios *scenarios) {
    struct dmz_scenario scenario = {.name = text};
    enum dmz_status status = dmz_units_read_width(context, option, text, &scenario.width);
    return status ? status : add(context, scenario, scenarios);
}

/* FROM..TO/STEP, in metres, and what is written behind numbers. */
struct range {
    double from_m, to_m, step_m;
    const char *unit; /* that of FROM, in which its widths are written */
    double unit_m;
};

static enum dmz_status read_range(struct dmz_context *context, const char *option, char *text, char *dots,
                                  struct range *range) {
    char *slash = strchr(dots, '/');
    if (!slash)
        return dmz_fail(context, DMZ_USAGE, "%s: '%s' is not FROM..TO/STEP, as in 10km..100km/10km", option, text);
    *dots = *slash = 0;
    enum dmz_status status = dmz_units_read_distance(context, option, text, &range->from_m);
    if (!status)
        status = dmz_units_read_distance(context, option, dots + 2, &range->to_m);
    if (!status)
        status = dmz_units_read_distance(context, option, slash + 1, &range->step_m);
    range->unit = text + strspn(text, "0123456789.");
    char one[ITEM_MOST + 2];
    snprintf(one, sizeof one, "1%s", range->unit);
    if (!status)
        status = dmz_units_read_distance(context, option, one, &range->unit_m);
    if (!status && !(range->step_m > 0 && range->to_m >= range->from_m))
        return dmz_fail(context, DMZ_USAGE, "%s: %s..%s/%s goes up by no step above 0", option, text, dots + 2,
                        slash + 1);
    if (!status && (range->to_m - range->from_m) / range->step_m >= DMZ_SCENARIOS_MOST)
        return dmz_fail(context, DMZ_USAGE, "%s: %s..%s/%s is more than %d widths", option, text, dots + 2, slash + 1,
                        DMZ_SCENARIOS_MOST);
    return status;
}

static enum dmz_status add_range(struct dmz_context *context, const char *option, char *text, char *dots,
                                 struct dmz_scenarios *scenarios) {
    static const double HAIR = 1e-9; /* of a step, for what numbers are not exact */
    struct range range = {0};
    enum dmz_status status = read_range(context, option, text, dots, &range);
    if (status)
        return status;
    size_t count = (size_t)((range.to_m - range.from_m) / range.step_m + HAIR) + 1;
    for (size_t i = 0; i < count && !status; i++) {
        char width[ITEM_MOST + 32];
        snprintf(width, sizeof width, "%.10g%s", (range.from_m + (double)i * range.step_m) / range.unit_m,
                 range.unit);
        status = add_width(context, option, width, scenarios);
    }
    return status;
}

typedef enum dmz_status add_item(struct dmz_context *context, const char *option, char *text,
                                 struct dmz_scenarios *scenarios);

static enum dmz_status add_width_or_range(struct dmz_context *context, const char *option, char *text,
                                          struct dmz_scenarios *scenarios) {
    char *dots = strstr(text, "..");
    return dots ? add_range(context, option, text, dots, scenarios) : add_width(context, option, text, scenarios);
}

static enum dmz_status add_preset(struct dmz_context *context, const char *option, char *text,
                                  struct dmz_scenarios *scenarios) {
    (void)option;
    return add(context, (struct dmz_scenario){.name = text, .is_preset = true}, scenarios);
}

static enum dmz_status add_list(struct dmz_context *context, const char *option, const char *list, add_item *item,
                                struct dmz_scenarios *scenarios) {
    enum dmz_status status = DMZ_OK;
    for (const char *at = list; !status; at++) {
        char text[ITEM_MOST + 1];
        struct span span = {at, strcspn(at, ",")};
        status = copy_item(context, option, span, text);
        if (!status && !text[0])
            return dmz_fail(context, DMZ_USAGE, "%s: '%s' has an empty item", option, list);
        if (!status)
            status = item(context, option, text, scenarios);
        at += span.count;
        if (!*at)
            break;
    }
    return status;
}

/* By name, those of one name in their order. */
static int by_name(const void *a, const void *b) {
    const struct dmz_scenario *x = *(const struct dmz_scenario *const *)a,
                              *y = *(const struct dmz_scenario *const *)b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x > y) - (x < y);
}

/* Names the first one that was there before. */
static enum dmz_status refuse_repeats(struct dmz_context *context, const char *option,
                                      const struct dmz_scenarios *scenarios) {
    const struct dmz_scenario **sorted = malloc((scenarios->count + 1) * sizeof(*sorted)), *again = NULL;
    if (!sorted)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < scenarios->count; i++)
        sorted[i] = &scenarios->items[i];
    qsort(sorted, scenarios->count, sizeof(*sorted), by_name);
    for (size_t i = 1; i < scenarios->count; i++)
        if (!strcmp(sorted[i - 1]->name, sorted[i]->name) && (!again || sorted[i] < again))
            again = sorted[i];
    free(sorted);
    return again ? dmz_fail(context, DMZ_USAGE, "%s: '%s' is given twice", option, again->name) : DMZ_OK;
}

static enum dmz_status add_all(struct dmz_context *context, const char *option, const char *list, add_item *item,
                               struct dmz_scenarios *scenarios) {
    enum dmz_status status = add_list(context, option, list, item, scenarios);
    return status ? status : refuse_repeats(context, option, scenarios);
}

enum dmz_status dmz_scenarios_add_widths(struct dmz_context *context, const char *option, const char *list,
                                         struct dmz_scenarios *scenarios) {
    return add_all(context, option, list, add_width_or_range, scenarios);
}

enum dmz_status dmz_scenarios_add_presets(struct dmz_context *context, const char *option, const char *list,
                                          struct dmz_scenarios *scenarios) {
    return add_all(context, option, list, add_preset, scenarios);
}

void dmz_scenarios_free(struct dmz_scenarios *scenarios) {
    for (size_t i = 0; i < scenarios->count; i++)
        free(scenarios->items[i].name);
    free(scenarios->items);
    *scenarios = (struct dmz_scenarios){0};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads `count` digits; -1 where there are not so many. */
static int read_digits(const char *at, size_t count) {
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(at[i]))
            return -1;
        number = 10 * number + (at[i] - '0');
    }
    return number;
}

static int days_of(int year, int month) {
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap);
}

/* The date at `at`, which has no digit before it. */
static bool read_date(const char *at, char date[11]) {
    int year = read_digits(at, 4);
    if (year < 1)
        return false;
    size_t gap = at[4] == '-' || at[4] == '_' ? 1 : 0;
    int month = read_digits(at + 4 + gap, 2);
    if (month < 1 || month > 12 || (gap && at[7] != at[4]))
        return false;
    const char *last = at + 6 + 2 * gap;
    int day = read_digits(last, 2);
    if (day < 1 || day > days_of(year, month) || is_digit(last[2]))
        return false;
    snprintf(date, 11, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    return true;
}

bool dmz_date_find(const char *text, char date[11]) {
    for (const char *at = text; *at; at++)
        if (is_digit(*at) && (at == text || !is_digit(at[-1])) && read_date(at, date))
            return true;
    return false;
}
