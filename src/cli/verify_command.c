/* verify_command.c: zones of any origin, measured against their line. */
#include <string.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/overlays.h"
#include "cli/products.h"
#include "dmz/masks.h"
#include "dmz/report.h"

enum { LINE, ZONES };

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

static enum dmz_status read_inputs(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_line *line, struct dmz_given *given) {
    const struct dmz_input source = {settings->operands[LINE], settings->layer_name, settings->where,
                                     settings->allow_remote};
    struct dmz_input_name name = {0};
    enum dmz_status status = dmz_input_read_line(context, &source, line);
    if (!status)
        status = dmz_line_join(context, line);
    if (!status)
        status = dmz_input_split(context, settings->operands[ZONES], &name);
    const struct dmz_input zones = {.path = name.path, .layer = name.layer, .allow_remote = settings->allow_remote};
    if (!status)
        status = dmz_input_read_zones(context, &zones, given);
    dmz_input_name_free(&name);
    return status;
}

/* What zones are to be held against: all of it, wherever the zones are. */
static enum dmz_status read_masks(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_masks *masks) {
    const struct dmz_mask_request request = {.tolerance_m = settings->tolerance_m, .extent = {-180, -90, 180, 90}};
    bool taken = dmz_path_is_standard(settings->operands[LINE]) || dmz_path_is_standard(settings->operands[ZONES]);
    struct dmz_laid laid = {0};
    enum dmz_status status = dmz_laid_open(context, settings, taken, &laid);
    if (!status && settings->clip)
        status = dmz_masks_read(context, laid.open[DMZ_OVERLAY_CLIP], DMZ_MASK_CLIP, &request, masks);
    if (!status && settings->exclude)
        status = dmz_masks_read(context, laid.open[DMZ_OVERLAY_EXCLUDE], DMZ_MASK_EXCLUDE, &request, masks);
    dmz_laid_free(&laid);
    return status;
}

/* What the options say, else what the file says of itself. */
static struct dmz_verify_request request_of(const struct dmz_settings *settings, const struct dmz_given *given,
                                            const struct dmz_masks *masks) {
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
    return request;
}

static enum dmz_status conclude(struct dmz_context *context, const struct dmz_settings *settings,
                                const struct dmz_verify *found) {
    if (found->within)
        return DMZ_OK;
    struct dmz_buffer verdict = {0};
    const char *name = settings->operands[ZONES];
    dmz_report_verdict(found, &verdict);
    dmz_fail(context, DMZ_GEOMETRY, "%s: %s", dmz_path_is_standard(name) ? "standard input" : name,
             verdict.bytes ? verdict.bytes : "out of tolerance");
    dmz_buffer_free(&verdict);
    return DMZ_GEOMETRY;
}

enum dmz_status dmz_command_verify(struct dmz_context *context, const struct dmz_settings *settings) {
    struct dmz_line line = {0};
    struct dmz_given given = {0};
    struct dmz_verify found = {0};
    struct dmz_masks masks = {0};
    struct plan plan = {0};
    if (dmz_path_is_standard(settings->operands[LINE]) && dmz_path_is_standard(settings->operands[ZONES]))
        return dmz_fail(context, DMZ_USAGE, "verify: only one of LINE and ZONES can be standard input");
    enum dmz_status status = make_plan(context, settings, &plan);
    if (!status)
        status = read_inputs(context, settings, &line, &given);
    if (!status)
        status = read_masks(context, settings, &masks);
    struct dmz_verify_request request = request_of(settings, &given, &masks);
    if (!status)
        status = dmz_verify_build(context, &line, &given, &request, &found);
    if (!status)
        status = write_found(context, settings, &found, &plan);
    if (!status)
        status = conclude(context, settings, &found);
    dmz_products_free(&plan.products);
    dmz_masks_free(&masks);
    dmz_verify_free(&found);
    dmz_given_free(&given);
    dmz_line_free(&line);
    return status;
}
