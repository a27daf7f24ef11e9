/* compare_command.c: lines at several widths, beside each other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/compare_study.h"
#include "cli/help.h"
#include "cli/input.h"
#include "dmz/file.h"

enum { OUTPUT, STATS, PRODUCTS };

/* Where the comparison goes, and in which form. */
struct product {
    const char *option, *path;   /* NULL: nowhere */
    enum dmz_table_format asked; /* whatever the suffix */
    enum dmz_table_format form;
    struct dmz_buffer text;
    struct dmz_output output;
};

static enum dmz_status choose_form(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct product *product) {
    static const struct {
        const char *suffix;
        enum dmz_table_format form;
    } FORMS[] = {{".txt", DMZ_TABLE_TEXT},
                 {".csv", DMZ_TABLE_CSV},
                 {".json", DMZ_TABLE_JSON},
                 {".jsonl", DMZ_TABLE_JSONL},
                 {".md", DMZ_TABLE_MARKDOWN}};
    bool free_name = dmz_path_is_standard(product->path) || !strncmp(product->path, "/dev/", 5);
    product->form = DMZ_TABLE_AUTO;
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (dmz_path_ends(product->path, FORMS[i].suffix))
            product->form = FORMS[i].form;
    if (product->asked)
        product->form = product->asked;
    if (!product->form && !free_name)
        return dmz_fail(context, DMZ_USAGE, "%s: '%s': a comparison is written as .txt, .csv, .json, .jsonl or .md",
                        product->option, product->path);
    if (!product->form)
        product->form = DMZ_TABLE_TEXT;
    if (settings->shards && product->form != DMZ_TABLE_CSV && product->form != DMZ_TABLE_JSONL)
        return dmz_fail(context, DMZ_USAGE, "--shard: parts go together as csv and jsonl: '%s' is neither",
                        product->path);
    return DMZ_OK;
}

static enum dmz_status check_inputs(struct dmz_context *context, const struct dmz_settings *settings,
                                    const char *path) {
    bool is_input = dmz_laid_is_input(settings, path);
    for (size_t i = 0; i < settings->operand_count && !is_input; i++)
        is_input = dmz_file_same(path, settings->operands[i]);
    return is_input ? dmz_fail(context, DMZ_USAGE, "%s: is an input, and would be lost", path) : DMZ_OK;
}

static enum dmz_status choose_products(struct dmz_context *context, const struct dmz_settings *settings,
                                       struct product *products) {
    products[OUTPUT].option = "--output";
    products[OUTPUT].asked = settings->table_format;
    products[OUTPUT].path = settings->output ? settings->output : settings->quiet ? NULL : "-";
    products[STATS].option = "--stats";
    products[STATS].path = settings->stats;
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < PRODUCTS && !status; i++) {
        if (!products[i].path)
            continue;
        status = choose_form(context, settings, &products[i]);
        if (!status)
            status = check_inputs(context, settings, products[i].path);
        if (!status)
            status = dmz_output_check(context, products[i].path, settings->overwrite);
    }
    if (!status && products[OUTPUT].path && products[STATS].path &&
        dmz_file_same_place(products[OUTPUT].path, products[STATS].path))
        return dmz_fail(context, DMZ_USAGE, "%s: cannot be both --output and --stats", products[STATS].path);
    return status;
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

static enum dmz_status write_sheet(struct dmz_context *context, struct dmz_study *study, struct product *product) {
    struct dmz_sheet sheet = {0};
    enum dmz_status status = dmz_comparison_sheet(context, &study->comparison, &sheet);
    if (!status && product->form == DMZ_TABLE_CSV)
        status = write_csv(context, study->settings, &sheet, &product->text);
    else if (!status)
        status = product->form == DMZ_TABLE_MARKDOWN ? dmz_sheet_markdown(context, &sheet, &product->text)
                                                     : dmz_sheet_table(context, &sheet, &product->text);
    dmz_sheet_free(&sheet);
    return status;
}

static enum dmz_status write_product(struct dmz_context *context, struct dmz_study *study, struct product *product) {
    if (product->form == DMZ_TABLE_JSON)
        return dmz_comparison_json(context, &study->comparison, &product->text);
    if (product->form == DMZ_TABLE_JSONL)
        return dmz_comparison_json_lines(context, &study->comparison, &product->text);
    return write_sheet(context, study, product);
}

static enum dmz_status write_products(struct dmz_context *context, struct dmz_study *study,
                                      struct product *products) {
    struct dmz_output *outputs[PRODUCTS];
    const struct dmz_buffer *texts[PRODUCTS];
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < PRODUCTS && !status; i++) {
        outputs[i] = &products[i].output;
        texts[i] = &products[i].text;
        if (!products[i].path)
            continue;
        status = write_product(context, study, &products[i]);
        if (!status)
            status = dmz_output_stage(context, products[i].path, &products[i].text, study->settings->overwrite,
                                      &products[i].output);
    }
    return status ? status : dmz_outputs_commit(context, outputs, texts, PRODUCTS);
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
    struct product products[PRODUCTS] = {0};
    if (!settings.operand_count && isatty(STDIN_FILENO))
        return dmz_help_refuse(context, settings.command, "no line given");
    enum dmz_status status = choose_products(context, &settings, products);
    if (!status)
        status = dmz_study_build(context, &settings, &study);
    if (!status)
        status = dmz_study_run(&study);
    if (!status)
        status = write_products(context, &study, products);
    if (!status) {
        say_warnings(context, &study);
        say_failures(&study);
        status = conclude(context, &study);
    }
    for (int i = 0; i < PRODUCTS; i++) {
        dmz_output_abandon(&products[i].output);
        dmz_buffer_free(&products[i].text);
    }
    dmz_study_free(&study);
    return status;
}
