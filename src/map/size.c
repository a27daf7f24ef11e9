/* size.c: sizes and formats of maps as people write them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/file.h"
#include "dmz/map.h"

/* Paper is drawn with 200 pixels per inch, a slide as wide as most screens: 1,920 on 13.33 inches. */
static const double PAPER_PIXELS_PER_MM = 200 / 25.4, SLIDE_PIXELS_PER_MM = 1920 / (13.0 + 1.0 / 3) / 25.4;

/* A pixel of a size in pixels is 1/96 inch, as browsers have it. */
static const double PIXELS_PER_MM = 96 / 25.4;

/* What a map can be of, in mm: smaller ones have no room for a legend, larger ones none to be printed. */
static const double LEAST_MM = 100, MOST_MM = 2000, MOST_PIXELS = 20000;

static const struct {
    const char *word, *paper;
    double width_mm, height_mm;
    bool turns;
} SIZES[] = {
    {"a3", "A3", 420, 297, true},
    {"a3-landscape", "A3", 420, 297, false},
    {"a3-portrait", "A3", 297, 420, false},
    {"a4", "A4", 297, 210, true},
    {"a4-landscape", "A4", 297, 210, false},
    {"a4-portrait", "A4", 210, 297, false},
    {"a5", "A5", 210, 148, true},
    {"a5-landscape", "A5", 210, 148, false},
    {"a5-portrait", "A5", 148, 210, false},
    {"slide", NULL, 338.6667, 190.5, false},
    {"slide-4x3", NULL, 254, 190.5, false},
};

static enum dmz_status refuse(struct dmz_context *context, const char *option, const char *text) {
    return dmz_fail(
        context, DMZ_USAGE,
        "%s: '%s' is none of a3, a4, a5 (with -portrait or -landscape, if that matters), slide, slide-4x3, "
        "nor WIDTHxHEIGHT in mm or px, from 100mm to 2000mm, as in 300x200mm",
        option, text);
}

/* "1600x900px" without its unit, as two whole numbers. */
static bool read_pair(const char *text, const char *unit, double *width, double *height) {
    char *end;
    if (strspn(text, "0123456789x") + strlen(unit) != strlen(text) || !(*text >= '1' && *text <= '9'))
        return false;
    *width = strtod(text, &end);
    if (*end != 'x' || !(end[1] >= '1' && end[1] <= '9'))
        return false;
    *height = strtod(end + 1, &end);
    return !strcmp(end, unit);
}

enum dmz_status dmz_map_size_read(struct dmz_context *context, const char *option, const char *text,
                                  struct dmz_map_size *size) {
    double width, height;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
        if (!strcmp(SIZES[i].word, text)) {
            *size = (struct dmz_map_size){SIZES[i].width_mm, SIZES[i].height_mm,
                                          SIZES[i].paper ? PAPER_PIXELS_PER_MM : SLIDE_PIXELS_PER_MM, SIZES[i].turns,
                                          SIZES[i].paper};
            return DMZ_OK;
        }
    if (read_pair(text, "mm", &width, &height))
        *size = (struct dmz_map_size){width, height, PAPER_PIXELS_PER_MM, false, "this sheet"};
    else if (read_pair(text, "px", &width, &height))
        *size = (struct dmz_map_size){width / PIXELS_PER_MM, height / PIXELS_PER_MM, PIXELS_PER_MM, false, NULL};
    else
        return refuse(context, option, text);
    bool fits = fmin(size->width_mm, size->height_mm) >= LEAST_MM && fmax(size->width_mm, size->height_mm) <= MOST_MM;
    bool drawable = fmax(size->width_mm, size->height_mm) * size->pixels_per_mm <= MOST_PIXELS;
    return fits && drawable ? DMZ_OK : refuse(context, option, text);
}

bool dmz_map_format_of(const char *path, enum dmz_map_format *format) {
    static const char *const SUFFIXES[] = {[DMZ_MAP_SVG] = ".svg", [DMZ_MAP_PNG] = ".png", [DMZ_MAP_PDF] = ".pdf"};
    size_t length = strlen(path);
    for (int i = 0; i <= DMZ_MAP_PDF; i++)
        if (length > 4 && !strcmp(path + length - 4, SUFFIXES[i])) {
            *format = (enum dmz_map_format)i;
            return true;
        }
    return false;
}
