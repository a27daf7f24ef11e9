/* posts_sheets.c: posts, gaps and precedents as sheets. */
#include "report/posts_sheets.h"

#include <math.h>
#include <stdio.h>

#include "dmz/units.h"

enum { COURSES_SHOWN = 16, GAPS_SHOWN = 12 };

enum { ALONG, PART, LENGTH, POSTS, SPACING, GAPS, UNCOVERED, COVERED };

static void fill_course(struct dmz_sheet *sheet, double length_m, size_t posts, size_t gaps, double uncovered_m) {
    dmz_sheet_number(sheet, LENGTH, length_m / 1e3);
    dmz_sheet_number(sheet, POSTS, (double)posts);
    dmz_sheet_number(sheet, GAPS, (double)gaps);
    dmz_sheet_number(sheet, UNCOVERED, uncovered_m / 1e3);
    dmz_sheet_number(sheet, COVERED, 100 * dmz_posts_share(length_m, uncovered_m));
}

void dmz_rows_courses(const struct dmz_stats *stats, struct dmz_sheet *sheet) {
    static const struct dmz_column COLUMNS[] = {
        [ALONG] = {"along", "along", DMZ_COLUMN_TEXT, 0, 0},
        [PART] = {"part", "part", DMZ_COLUMN_COUNT, 0, 0},
        [LENGTH] = {"length_km", "km", DMZ_COLUMN_NUMBER, 2, 4},
        [POSTS] = {"posts", "posts", DMZ_COLUMN_COUNT, 0, 0},
        [SPACING] = {"spacing_km", "km apart", DMZ_COLUMN_NUMBER, 2, 4},
        [GAPS] = {"gaps", "gaps", DMZ_COLUMN_COUNT, 0, 0},
        [UNCOVERED] = {"uncovered_km", "km in gaps", DMZ_COLUMN_NUMBER, 2, 4},
        [COVERED] = {"covered_percent", "covered %", DMZ_COLUMN_NUMBER, 1, 4}};
    const struct dmz_posts *posts = stats->posts;
    char name[DMZ_POST_NAME_SIZE];
    dmz_sheet_begin(sheet, "posts", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    sheet->most = COURSES_SHOWN;
    for (size_t i = 0; i < posts->course_count; i++) {
        const struct dmz_course *course = &posts->courses[i];
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, ALONG, dmz_course_of(stats, course, name));
        dmz_sheet_number(sheet, PART, (double)course->number);
        dmz_sheet_number(sheet, SPACING, course->spacing_m / 1e3);
        fill_course(sheet, course->length_m, course->post_count, course->gap_count, course->uncovered_m);
    }
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, ALONG, "all");
    fill_course(sheet, posts->length_m, posts->count, posts->gap_count, posts->uncovered_m);
}

static void add_position(struct dmz_sheet *sheet, size_t column, struct dmz_position p) {
    char text[48];
    snprintf(text, sizeof text, "%.5f,%.5f", remainder(p.lon_deg, 360), p.lat_deg);
    dmz_sheet_text(sheet, column, text);
}

void dmz_rows_gaps(const struct dmz_stats *stats, struct dmz_sheet *sheet) {
    static const struct dmz_column COLUMNS[] = {
        {"gap", "gap", DMZ_COLUMN_TEXT, 0, 0},           {"from_km", "from km", DMZ_COLUMN_NUMBER, 2, 4},
        {"to_km", "to km", DMZ_COLUMN_NUMBER, 2, 4},     {"length_km", "km", DMZ_COLUMN_NUMBER, 2, 4},
        {"from_lon_lat", "from", DMZ_COLUMN_TEXT, 0, 0}, {"to_lon_lat", "to", DMZ_COLUMN_TEXT, 0, 0}};
    const struct dmz_posts *posts = stats->posts;
    char name[DMZ_POST_NAME_SIZE];
    dmz_sheet_begin(sheet, "gaps", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    sheet->most = GAPS_SHOWN;
    for (size_t i = 0; i < posts->gap_count; i++) {
        const struct dmz_post_gap *gap = &posts->gaps[i];
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, 0, dmz_post_gap_name(stats, posts, i, name));
        dmz_sheet_number(sheet, 1, gap->from_m / 1e3);
        dmz_sheet_number(sheet, 2, gap->to_m / 1e3);
        dmz_sheet_number(sheet, 3, (gap->to_m - gap->from_m) / 1e3);
        add_position(sheet, 4, gap->path.positions[0]);
        add_position(sheet, 5, gap->path.positions[gap->path.count - 1]);
    }
}

static void say_spread(struct dmz_sheet *sheet, const char *of, const struct dmz_force_spread *spread) {
    char least[48], median[48], most[48];
    if (spread->count)
        dmz_sheet_say(sheet, &sheet->note, "By %s, %zu precedents: least %s, median %s, most %s", of, spread->count,
                      dmz_units_write_number(spread->least, 0, least, sizeof least),
                      dmz_units_write_number(spread->median, 0, median, sizeof median),
                      dmz_units_write_number(spread->most, 0, most, sizeof most));
}

enum { ID, TITLE, YEAR, STATUS, PERSONNEL, OF, ITS_KM, ITS_KM2, BY_KM, BY_KM2, VERIFIED, SOURCE };

static void add_force(struct dmz_sheet *sheet, const struct dmz_estimate *estimate, size_t i) {
    const struct dmz_force *force = &estimate->forces->items[i];
    dmz_sheet_add_row(sheet);
    dmz_sheet_text(sheet, ID, force->id);
    dmz_sheet_text(sheet, TITLE, force->title);
    dmz_sheet_text(sheet, YEAR, force->year);
    dmz_sheet_text(sheet, STATUS, dmz_preset_status_name(force->status));
    dmz_sheet_number(sheet, PERSONNEL, force->personnel);
    dmz_sheet_text(sheet, OF, force->of);
    dmz_sheet_number(sheet, ITS_KM, force->line_km);
    dmz_sheet_number(sheet, ITS_KM2, force->area_km2);
    dmz_sheet_number(sheet, BY_KM, estimate->by_line[i]);
    dmz_sheet_number(sheet, BY_KM2, estimate->by_area[i]);
    dmz_sheet_text(sheet, VERIFIED, force->verified ? "yes" : "no");
    dmz_sheet_text(sheet, SOURCE, force->sources.count ? force->sources.items[0] : NULL);
}

void dmz_rows_forces(const struct dmz_estimate *estimate, struct dmz_sheet *sheet) {
    static const struct dmz_column COLUMNS[] = {[ID] = {"precedent", "precedent", DMZ_COLUMN_TEXT, 0, 0},
                                                [TITLE] = {"title", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                                [YEAR] = {"year", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                                [STATUS] = {"status", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                                [PERSONNEL] = {"personnel", "its people", DMZ_COLUMN_COUNT, 0, 0},
                                                [OF] = {"of", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                                [ITS_KM] = {"its_km", "its km", DMZ_COLUMN_COUNT, 0, 0},
                                                [ITS_KM2] = {"its_km2", "its km²", DMZ_COLUMN_COUNT, 0, 0},
                                                [BY_KM] = {"here_by_km", "here by km", DMZ_COLUMN_NUMBER, 0, 1},
                                                [BY_KM2] = {"here_by_km2", "here by km²", DMZ_COLUMN_NUMBER, 0, 1},
                                                [VERIFIED] = {"verified", "verified", DMZ_COLUMN_TEXT, 0, 0},
                                                [SOURCE] = {"source", NULL, DMZ_COLUMN_TEXT, 0, 0}};
    char line[48], area[48];
    dmz_sheet_begin(sheet, "forces", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    dmz_sheet_say(sheet, &sheet->title, "People, had %s km of line and %s km² of zones as many as precedents had",
                  dmz_units_write_number(estimate->line_km, 1, line, sizeof line),
                  dmz_units_write_number(estimate->area_km2, 1, area, sizeof area));
    for (size_t i = 0; i < estimate->forces->count; i++)
        add_force(sheet, estimate, i);
    say_spread(sheet, "km of line", &estimate->line_spread);
    say_spread(sheet, "km² of zones", &estimate->area_spread);
    dmz_sheet_say(
        sheet, &sheet->note,
        "Mandates, means and ground of precedents differ; figures not verified are general knowledge. This is "
        "no recommendation.");
}
