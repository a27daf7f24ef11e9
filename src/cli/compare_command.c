/* compare_command.c: lines at several widths, beside each other. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/compare_map.h"
#include "cli/compare_study.h"
#include "cli/help.h"
#include "cli/map_file.h"
#include "cli/products.h"
#include "cli/report_file.h"

/* Where the comparison goes, and in which form each file of it is. */
struct plan {
    enum dmz_table_format forms[DMZ_PRODUCTS_MOST];
    size_t tables, map, report; /* so many files are tables; which is the map, and which the report */
    struct dmz_products products;
};

/* The form of a file: what `asked` says, else by its suffix. */
static enum dmz_status choose_form(struct dmz_context *context, const struct dmz_settings *settings,
                                   const char *option, const char *path, enum dmz_table_format asked,
                                   enum dmz_table_format *form) {
    static const struct {
        const char *suffix;
        enum dmz_table_format form;
    } FORMS[] = {{".txt", DMZ_TABLE_TEXT},
                 {".csv", DMZ_TABLE_CSV},
                 {".json", DMZ_TABLE_JSON},
                 {".jsonl", DMZ_TABLE_JSONL},
                 {".md", DMZ_TABLE_MARKDOWN}};
    *form = asked;
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS && !*form; i++)
        if (dmz_path_ends(path, FORMS[i].suffix))
            *form = FORMS[i].form;
    if (!*form && !dmz_path_is_formless(path))
        return dmz_fail(context, DMZ_USAGE, "%s: '%s': a comparison is written as .txt, .csv, .json, .jsonl or .md",
                        option, path);
    if (!*form)
        *form = DMZ_TABLE_TEXT;
    if (settings->shards && *form != DMZ_TABLE_CSV && *form != DMZ_TABLE_JSONL)
        return dmz_fail(context, DMZ_USAGE, "--shard: parts go together as csv and jsonl: '%s' is neither", path);
    return DMZ_OK;
}

static enum dmz_status add_file(struct dmz_context *context, const struct dmz_settings *settings, const char *option,
                                const char *path, enum dmz_table_format asked, struct plan *plan) {
    size_t next = plan->products.count;
    if (!path)
        return DMZ_OK;
    enum dmz_status status = choose_form(context, settings, option, path, asked, &plan->forms[next]);
    return status ? status : dmz_products_add(context, &plan->products, option, path, 0, "");
}

static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    bool shown = settings->output || !settings->quiet;
    enum dmz_status status = add_file(context, settings, "--output", shown ? dmz_output_path(settings, true) : NULL,
                                      settings->table_format, plan);
    if (!status)
        status = add_file(context, settings, "--stats", settings->stats, DMZ_TABLE_AUTO, plan);
    plan->tables = plan->products.count;
    if (!status && settings->map && settings->shards)
        return dmz_fail(context, DMZ_USAGE, "--shard: parts go together as csv and jsonl, not as maps");
    if (!status)
        status = dmz_map_plan(context, settings, &plan->products, &plan->map);
    if (!status && settings->report && settings->shards)
        return dmz_fail(context, DMZ_USAGE, "--shard: parts go together as csv and jsonl, not as a report");
    if (!status)
        status = dmz_report_plan(context, settings, &plan->products, &plan->report);
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

/* Parts after the first have no head, so that parts one after another are the whole. */
static enum dmz_status write_csv(struct dmz_context *context, const struct dmz_settings *settings,
                                 const struct dmz_sheet *sheet, struct dmz_buffer *text) {
    struct dmz_buffer whole = {0};
    enum dmz_status status = dmz_sheet_csv(context, sheet, &whole);
    if (!status) {
        size_t head = settings->shards && settings->shard > 1 ? strcspn(whole.bytes, "\n") + 1 : 0;
        dmz_buffer_add(text, whole.bytes + head, whole.count - head);
    }
    dmz_buffer_free(&whole);
    return status;
}

static enum dmz_status write_sheet(struct dmz_context *context, struct dmz_study *study, enum dmz_table_format form,
                                   struct dmz_buffer *text) {
    struct dmz_sheet sheet = {0};
    enum dmz_status status = dmz_comparison_sheet(context, &study->comparison, &sheet);
    if (!status && form == DMZ_TABLE_CSV)
        status = write_csv(context, study->settings, &sheet, text);
    else if (!status)
        status = form == DMZ_TABLE_MARKDOWN ? dmz_sheet_markdown(context, &sheet, text)
                                            : dmz_sheet_table(context, &sheet, text);
    dmz_sheet_free(&sheet);
    return status;
}

static enum dmz_status write_form(struct dmz_context *context, struct dmz_study *study, enum dmz_table_format form,
                                  struct dmz_buffer *text) {
    if (form == DMZ_TABLE_JSON)
        return dmz_comparison_json(context, &study->comparison, text);
    if (form == DMZ_TABLE_JSONL)
        return dmz_comparison_json_lines(context, &study->comparison, text);
    return write_sheet(context, study, form, text);
}

static enum dmz_status write_report(struct dmz_context *context, struct dmz_study *study, struct dmz_buffer *text) {
    struct dmz_buffer command = {0};
    const struct dmz_page_request request = dmz_report_request(study->settings, &command);
    enum dmz_status status = command.failed ? dmz_fail_memory(context) : DMZ_OK;
    if (!status)
        status = dmz_page_write_comparison(context, &study->comparison, &request, text);
    dmz_buffer_free(&command);
    return status;
}

static enum dmz_status write_products(struct dmz_context *context, struct dmz_study *study, struct plan *plan) {
    struct dmz_products *products = &plan->products;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < plan->tables && !status; i++)
        status = write_form(context, study, plan->forms[i], &products->texts[i]);
    if (!status && study->settings->report)
        status = write_report(context, study, &products->texts[plan->report]);
    if (!status && study->settings->map)
        status = dmz_compare_map_write(study, &products->texts[plan->map]);
    if (!status && study->settings->map && !products->texts[plan->map].count)
        dmz_products_drop(products, plan->map); /* no row has figures */
    return status ? status : dmz_products_write(context, study->settings, products);
}

/* Says what was warned of, each thing once, of several lines with their names. */
static void say_warnings(struct dmz_context *context, const struct dmz_study *study) {
    for (size_t i = 0; i < study->comparison.row_count; i++) {
        const struct dmz_row *row = &study->comparison.rows[i];
        if (!row->shown)
            continue;
        for (const char *at = row->warnings; at && *at;) {
            size_t length = strcspn(at, "\n");
            if (study->lines.count > 1)
                dmz_warn(context, "%s: %.*s", row->line, (int)length, at);
            else
                dmz_warn(context, "%.*s", (int)length, at);
            at += length + (at[length] == '\n');
        }
    }
}

/* Says why rows have no figures; of a line that could not be read, once. */
static void say_failures(const struct dmz_study *study) {
    const char *before = "";
    for (size_t i = 0; i < study->comparison.row_count; i++) {
        const struct dmz_row *row = &study->comparison.rows[i];
        if (!row->shown || !row->status || !row->message || !strcmp(row->message, before))
            continue;
        struct dmz_buffer text = {0};
        dmz_buffer_format(&text, "%s/%s: %s", row->line, row->scenario->name, row->message);
        dmz_command_complain("dmzcalc: ", text.bytes ? text.bytes : "");
        if (row->hint)
            dmz_command_complain("hint: ", row->hint);
        dmz_buffer_free(&text);
        before = row->message;
    }
}

/* The exit code is that of the worst row. */
static enum dmz_status conclude(struct dmz_context *context, const struct dmz_study *study) {
    size_t failed = 0, count = 0;
    enum dmz_status worst = DMZ_OK;
    for (size_t i = 0; i < study->comparison.row_count; i++) {
        const struct dmz_row *row = &study->comparison.rows[i];
        count += row->shown;
        failed += row->shown && row->status;
        worst = row->shown && row->status > worst ? row->status : worst;
    }
    if (!failed)
        return DMZ_OK;
    return dmz_fail(context, worst, "compare: %zu of %zu rows have no figures", failed, count);
}

static struct dmz_settings completed(const struct dmz_settings *given) {
    struct dmz_settings settings = *given;
    if (!settings.jobs) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        settings.jobs = cores > 0 ? (size_t)cores : 1;
    }
    return settings;
}

enum dmz_status dmz_command_compare(struct dmz_context *context, const struct dmz_settings *given) {
    struct dmz_settings settings = completed(given);
    struct dmz_study study = {0};
    struct plan plan = {0};
    if (!settings.operand_count && isatty(STDIN_FILENO))
        return dmz_help_refuse(context, settings.command, "no line given");
    enum dmz_status status = make_plan(context, &settings, &plan);
    if (!status)
        status = dmz_study_build(context, &settings, &study);
    if (!status && settings.map)
        status = dmz_compare_map_check(&study);
    if (!status)
        status = dmz_study_run(&study);
    if (!status)
        status = write_products(context, &study, &plan);
    if (!status) {
        say_warnings(context, &study);
        say_failures(&study);
        status = conclude(context, &study);
    }
    dmz_products_free(&plan.products);
    dmz_study_free(&study);
    return status;
}
