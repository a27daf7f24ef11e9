/* fuzz_units.c: any text as a distance, a width, an area, a list of widths, a size of maps, a date, a coordinate, the
 * name of a class: the small grammars of values. */
#include "dmz/classes.h"
#include "dmz/compare.h"
#include "dmz/coordinates.h"
#include "dmz/map.h"
#include "dmz/units.h"
#include "fuzz/fuzz_target.h"

static const double WIDTH_MOST_M = 4000e3;

/* What was read is a number that what it is written as stands for, too. */
static void read_quantities(struct dmz_context *context, const char *text) {
    double metres = -1, area_m2 = -1, again = -1;
    char written[48];
    enum dmz_status status = dmz_units_read_distance(context, "--d", text, &metres);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    dmz_forget(context);
    fuzz_demand(status || (metres >= 0 && isfinite(metres)), "a distance is negative or without end");
    if (!status && metres < 1e9) {
        fuzz_answer(context,
                    dmz_units_read_distance(context, "--d", dmz_units_write_distance(metres, written, sizeof written),
                                            &again),
                    0);
        fuzz_demand(fabs(metres - again) <= 0.0051, "a distance is another one when it is written");
    }
    status = dmz_units_read_area(context, "--a", text, &area_m2);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    dmz_forget(context);
    fuzz_demand(status || (area_m2 >= 0 && isfinite(area_m2)), "an area is negative or without end");
}

static bool is_width(const struct dmz_width *width) {
    double across = width->left_m + width->right_m;
    return width->left_m >= 0 && width->right_m >= 0 && across > 0 && across <= WIDTH_MOST_M;
}

static void read_widths(struct dmz_context *context, const char *text) {
    struct dmz_width width = {0};
    enum dmz_status status = dmz_units_read_width(context, "--w", text, &width);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    dmz_forget(context);
    fuzz_demand(status || is_width(&width), "a width is none");
    struct dmz_scenarios scenarios = {0};
    status = dmz_scenarios_add_widths(context, "--widths", text, &scenarios);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    dmz_forget(context);
    for (size_t i = 0; i < scenarios.count && !status; i++)
        fuzz_demand(is_width(&scenarios.items[i].width), "a width of a list is none");
    dmz_scenarios_free(&scenarios);
    fuzz_answer(context, dmz_scenarios_add_presets(context, "--presets", text, &scenarios), FUZZ_MAY(DMZ_USAGE));
    dmz_forget(context);
    dmz_scenarios_free(&scenarios);
}

/* Texts of a place with semicolons between. */
static void read_places(const char *text) {
    char *copy = fuzz_string((const uint8_t *)text, strlen(text));
    const char *texts[DMZ_COORDINATES_MOST] = {copy, "", ""};
    for (size_t i = 1; i < DMZ_COORDINATES_MOST; i++) {
        char *end = strchr(texts[i - 1], ';');
        if (end) {
            *end = 0;
            texts[i] = end + 1;
        }
    }
    for (int notation = DMZ_NOTATION_DMS; notation <= DMZ_NOTATION_MGRS; notation++) {
        struct dmz_position at = {NAN, NAN};
        char back[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE];
        if (!dmz_coordinates_read((enum dmz_notation)notation, texts, &at))
            continue;
        fuzz_place(at);
        struct dmz_coordinates coordinates = {(enum dmz_notation)notation,
                                              dmz_coordinates_usual((enum dmz_notation)notation)};
        dmz_coordinates_write(&coordinates, at, back);
        const char *again[DMZ_COORDINATES_MOST] = {back[0], back[1], back[2]};
        fuzz_demand(dmz_coordinates_read(coordinates.notation, again, &at), "a place that was written is none");
    }
    free(copy);
}

static void read_class(const char *text) {
    struct dmz_buffer words = {0};
    dmz_class_words(text, &words);
    double calibre_mm = words.bytes ? dmz_class_take_calibre(words.bytes) : NAN;
    fuzz_demand(!(calibre_mm < 0) && !isinf(calibre_mm), "a calibre is none");
    dmz_buffer_free(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static struct dmz_context *context;
    if (!context)
        context = fuzz_context();
    char *text = fuzz_string(bytes, size), date[11];
    read_quantities(context, text);
    read_widths(context, text);
    struct dmz_map_size map = {0};
    enum dmz_status status = dmz_map_size_read(context, "--map-size", text, &map);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    fuzz_demand(status || (map.width_mm > 0 && map.height_mm > 0 && isfinite(map.width_mm * map.height_mm)),
                "a map has no size");
    dmz_forget(context);
    fuzz_demand(!dmz_date_find(text, date) || strlen(date) == sizeof date - 1, "a date is none");
    read_places(text);
    read_class(text);
    free(text);
    return 0;
}
