/* fuzz_trace.c: any bytes as polygons of control, out of which a line is traced within a country. */
#include "dmz/trace.h"
#include "fuzz/fuzz_target.h"

enum { VERTICES_MOST = 400 };

static enum dmz_status read_area(struct dmz_context *context, const char *text, size_t size,
                                 struct dmz_control *control) {
    struct dmz_features *features = NULL;
    fuzz_answer(context, dmz_features_open_text(context, "control", text, size, DMZ_FEATURE_POLYGONS, &features), 0);
    enum dmz_status status = dmz_control_read(context, features, control);
    dmz_features_close(features);
    return status;
}

static void trace(struct dmz_context *context, const struct dmz_control *control) {
    static const char COUNTRY[] = "{\"type\":\"Polygon\",\"coordinates\":[[[0,-5],[10,-5],[10,5],[0,5],[0,-5]]]}";
    static const struct dmz_trace_request REQUEST = {.border_gap_m = 5e3, .min_area_m2 = 1e6};
    struct dmz_control country = {0};
    fuzz_answer(context, read_area(context, COUNTRY, sizeof COUNTRY - 1, &country), 0);
    struct dmz_traced traced = {0};
    enum dmz_status status = dmz_traced_build(context, &REQUEST, control, NULL, &country, &traced);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_GEOMETRY));
    fuzz_demand(status || (traced.length_m >= 0 && isfinite(traced.length_m)), "a traced line has no length");
    fuzz_demand(status || traced.length_m <= 1.001 * traced.boundary_m + 1, "a line is longer than the boundary");
    for (size_t i = 0; i < traced.line.part_count; i++)
        for (size_t k = 0; k < traced.line.parts[i].count; k++)
            fuzz_place(traced.line.parts[i].positions[k]);
    dmz_traced_free(&traced);
    dmz_control_free(&country);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct dmz_context *context = fuzz_context();
    struct dmz_control control = {0};
    char *text = malloc(size ? size : 1);
    fuzz_demand(text, "out of memory");
    if (size)
        memcpy(text, bytes, size);
    enum dmz_status status = read_area(context, text, size, &control);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT) | FUZZ_MAY(DMZ_GEOMETRY));
    if (!status && dmz_multipolygon_measure(&control.area).vertices <= VERTICES_MOST)
        trace(context, &control);
    dmz_control_free(&control);
    free(text);
    dmz_context_free(context);
    return 0;
}
