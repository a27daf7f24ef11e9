/* posts_report.c: posts in figures: table, Markdown, CSV. */
#include "dmz/report.h"
#include "dmz/units.h"
#include "report/posts_sheets.h"
#include "report/rows.h"

typedef enum dmz_status sheet_writer(struct dmz_context *context, const struct dmz_sheet *sheet,
                                     struct dmz_buffer *text);

/* "Posts along limits, at most 10 km apart; each sees 5 km: 23 posts". */
static void add_summary(const struct dmz_stats *stats, struct dmz_buffer *line) {
    const struct dmz_posts *posts = stats->posts;
    char every[32], range[32];
    double covered = 100 * dmz_posts_share(posts->length_m, posts->uncovered_m);
    dmz_buffer_format(line, "Posts along %s, at most %s apart, each of which sees %s: %zu; ",
                      posts->request.along == DMZ_POSTS_ALONG_LINE ? "the line" : "the limits",
                      dmz_units_write_distance(posts->request.every_m, every, sizeof every),
                      dmz_units_write_distance(posts->request.range_m, range, sizeof range), posts->count);
    if (posts->gap_count)
        dmz_buffer_format(line, "%zu %s, %.1f %% covered", posts->gap_count, posts->gap_count == 1 ? "gap" : "gaps",
                          covered < 99.9 ? covered : 99.9);
    else
        dmz_buffer_text(line, "no gap");
}

static void add_line(struct dmz_buffer *text, struct dmz_buffer *line, const char *lead, bool markdown) {
    dmz_buffer_text(text, lead);
    if (markdown)
        dmz_rows_markdown(text, line->bytes ? line->bytes : "");
    else
        dmz_buffer_text(text, line->bytes ? line->bytes : "");
    dmz_buffer_text(text, "\n");
    text->failed = text->failed || line->failed;
    dmz_buffer_free(line);
}

static void add_preface(const struct dmz_stats *stats, bool markdown, struct dmz_buffer *text) {
    struct dmz_buffer line = {0};
    dmz_rows_title(stats, &line);
    if (markdown) {
        add_line(text, &line, "# ", true);
        dmz_buffer_text(text, "\n");
    } else
        dmz_buffer_text(&line, ": ");
    dmz_rows_line(stats, &line);
    add_line(text, &line, "", markdown);
    for (size_t i = 0; i < stats->request->layer_count; i++) {
        dmz_rows_layer(stats, i, &line);
        add_line(text, &line, markdown && i == 0 ? "\n- " : markdown ? "- " : "", markdown);
    }
    add_summary(stats, &line);
    add_line(text, &line, markdown ? "\n" : "", markdown);
    dmz_buffer_text(text, "\n");
}

static enum dmz_status add_sheet(struct dmz_context *context, const struct dmz_sheet *sheet, bool markdown,
                                 struct dmz_buffer *text) {
    if (sheet->title)
        dmz_buffer_format(text, "\n%s%s\n%s", markdown ? "## " : "", sheet->title, markdown ? "\n" : "");
    enum dmz_status status =
        markdown ? dmz_sheet_markdown(context, sheet, text) : dmz_sheet_table(context, sheet, text);
    if (sheet->note)
        dmz_buffer_format(text, "%s%s\n", markdown ? "\n" : "", sheet->note);
    return status;
}

static enum dmz_status write_all(struct dmz_context *context, const struct dmz_stats *stats,
                                 const struct dmz_estimate *estimate, bool markdown, struct dmz_buffer *text) {
    struct dmz_sheet courses = {0}, gaps = {0}, forces = {0};
    char range[32];
    add_preface(stats, markdown, text);
    dmz_rows_courses(stats, &courses);
    dmz_rows_gaps(stats, &gaps);
    dmz_rows_forces(estimate, &forces);
    dmz_sheet_say(&gaps, &gaps.title, "Gaps: farther than %s from every post",
                  dmz_units_write_distance(stats->posts->request.range_m, range, sizeof range));
    enum dmz_status status = add_sheet(context, &courses, markdown, text);
    if (!status && stats->posts->gap_count)
        status = add_sheet(context, &gaps, markdown, text);
    if (!status)
        status = add_sheet(context, &forces, markdown, text);
    dmz_sheet_free(&courses);
    dmz_sheet_free(&gaps);
    dmz_sheet_free(&forces);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}

enum dmz_status dmz_report_posts_table(struct dmz_context *context, const struct dmz_stats *stats,
                                       const struct dmz_estimate *estimate, struct dmz_buffer *text) {
    return write_all(context, stats, estimate, false, text);
}

enum dmz_status dmz_report_posts_markdown(struct dmz_context *context, const struct dmz_stats *stats,
                                          const struct dmz_estimate *estimate, struct dmz_buffer *text) {
    return write_all(context, stats, estimate, true, text);
}

enum dmz_status dmz_report_posts_csv(struct dmz_context *context, const struct dmz_stats *stats,
                                     const struct dmz_estimate *estimate, struct dmz_buffer texts[DMZ_POSTS_SHEETS]) {
    struct dmz_sheet sheets[DMZ_POSTS_SHEETS] = {{0}};
    enum dmz_status status = DMZ_OK;
    dmz_rows_courses(stats, &sheets[0]);
    dmz_rows_gaps(stats, &sheets[1]);
    dmz_rows_forces(estimate, &sheets[2]);
    for (size_t i = 0; i < DMZ_POSTS_SHEETS; i++) {
        if (!status)
            status = dmz_sheet_csv(context, &sheets[i], &texts[i]);
        dmz_sheet_free(&sheets[i]);
    }
    return status;
}
