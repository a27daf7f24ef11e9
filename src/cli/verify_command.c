/* verify_command.c: zones of any origin, measured against their line. */
#include <string.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/overlays.h"
#include "cli/products.h"
#include "cli/verify_lines.h"
#include "dmz/masks.h"
#include "dmz/report.h"

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_verify *found, struct dmz_buffer *text);

/* Where the report goes, and in which form: one file, or none. */
struct plan {
    writer *write;
    struct dmz_products products;
};

static enum dmz_status choose_form(struct dmz_context *context, const struct dmz_settings *settings, const char *path,
                                   writer **write) {
    bool json = dmz_path_ends(path, ".json"), text = dmz_path_ends(path, ".txt");
    if (settings->format != DMZ_FORMAT_AUTO)
        json = settings->format == DMZ_FORMAT_JSON;
    else if (!dmz_path_is_formless(path) && !json && !text)
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': what was found is written as .txt or .json", path);
    *write = json ? dmz_report_verify_json : dmz_report_verify_table;
    return DMZ_OK;
}

static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    const char *path = dmz_output_path(settings, true);
    enum dmz_status status = choose_form(context, settings, path, &plan->write);
    if (!status && (settings->output || !settings->quiet))
        status = dmz_products_add(context, &plan->products, "what was found", path, 0, "");
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

static enum dmz_status write_found(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_verify *found, struct plan *plan) {
    struct dmz_products *products = &plan->products;
    enum dmz_status status = products->count ? plan->write(context, found, &products->texts[0]) : DMZ_OK;
    return status ? status : dmz_products_write(context, settings, products);
}

/* The zones, which are the last operand. */
static const char *zones_of(const struct dmz_settings *settings) {
    return settings->operands[settings->operand_count - 1];
}

static enum dmz_status read_inputs(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_verify_lines *lines, struct dmz_given *given) {
    struct dmz_input_name name = {0};
    enum dmz_status status = dmz_input_split(context, zones_of(settings), &name);
    const struct dmz_input zones = {.path = name.path, .layer = name.layer, .allow_remote = settings->allow_remote};
    if (!status)
        status = dmz_input_read_zones(context, &zones, given);
    if (!status)
        status = dmz_verify_lines_read(context, settings, given, lines);
    dmz_input_name_free(&name);
    return status;
}

/* Whether lines or zones are standard input, and overlays cannot be. */
static bool is_standard_taken(const struct dmz_settings *settings) {
    const char *left = settings->line_for_left, *right = settings->line_for_right;
    return dmz_path_is_standard(settings->operands[0]) || dmz_path_is_standard(zones_of(settings)) ||
           (left && dmz_path_is_standard(left)) || (right && dmz_path_is_standard(right));
}

/* What zones are to be held against: all of it, wherever the zones are. */
static enum dmz_status read_masks(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_masks *masks) {
    const struct dmz_mask_request request = {.tolerance_m = settings->tolerance_m, .extent = {-180, -90, 180, 90}};
    struct dmz_laid laid = {0};
    enum dmz_status status = dmz_laid_open(context, settings, is_standard_taken(settings), &laid);
    if (!status && settings->clip)
        status = dmz_masks_read(context, laid.open[DMZ_OVERLAY_CLIP], DMZ_MASK_CLIP, &request, masks);
    if (!status && settings->exclude)
        status = dmz_masks_read(context, laid.open[DMZ_OVERLAY_EXCLUDE], DMZ_MASK_EXCLUDE, &request, masks);
    dmz_laid_free(&laid);
    return status;
}

/* What the options say, else what the file says of itself. */
static struct dmz_verify_request request_of(const struct dmz_settings *settings, const struct dmz_given *given,
                                            const struct dmz_masks *masks, const struct dmz_verify_lines *lines) {
    struct dmz_verify_request request = {.reach_m = settings->reach_m,
                                         .edges = settings->edges,
                                         .flat_caps = settings->cap == DMZ_CAP_FLAT,
                                         .tolerance_m = settings->tolerance_m};
    unsigned known = (settings->clip ? DMZ_GIVEN_CLIP : 0) | (settings->exclude ? DMZ_GIVEN_EXCLUDE : 0);
    request.masked = given->masks & ~known;
    for (size_t i = 0; i < masks->count; i++)
        *(masks->items[i].kind == DMZ_MASK_CLIP ? &request.clip : &request.exclude) = &masks->items[i].area;
    if (!settings->edges_given && given->edges_known)
        request.edges = given->edges;
    if (!settings->cap_given)
        request.flat_caps = given->flat_caps;
    dmz_verify_lines_request(lines, &request);
    return request;
}

static enum dmz_status conclude(struct dmz_context *context, const struct dmz_settings *settings,
                                const struct dmz_verify *found) {
    if (found->within)
        return DMZ_OK;
    struct dmz_buffer verdict = {0};
    const char *name = zones_of(settings);
    dmz_report_verdict(found, &verdict);
    dmz_fail(context, DMZ_GEOMETRY, "%s: %s", dmz_path_is_standard(name) ? "standard input" : name,
             verdict.bytes ? verdict.bytes : "out of tolerance");
    dmz_buffer_free(&verdict);
    return DMZ_GEOMETRY;
}

enum dmz_status dmz_command_verify(struct dmz_context *context, const struct dmz_settings *settings) {
    struct dmz_verify_lines lines = {0};
    struct dmz_given given = {0};
    struct dmz_verify found = {0};
    struct dmz_masks masks = {0};
    struct plan plan = {0};
    enum dmz_status status = dmz_verify_lines_check(context, settings);
    if (!status)
        status = make_plan(context, settings, &plan);
    if (!status)
        status = read_inputs(context, settings, &lines, &given);
    if (!status)
        status = read_masks(context, settings, &masks);
    struct dmz_verify_request request = request_of(settings, &given, &masks, &lines);
    if (!status)
        status = dmz_verify_build(context, &lines.line, &given, &request, &found);
    if (!status)
        status = write_found(context, settings, &found, &plan);
    if (!status)
        status = conclude(context, settings, &found);
    dmz_products_free(&plan.products);
    dmz_masks_free(&masks);
    dmz_verify_free(&found);
    dmz_given_free(&given);
    dmz_verify_lines_free(&lines);
    return status;
}
