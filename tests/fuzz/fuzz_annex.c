/* fuzz_annex.c: any bytes as an annex, Markdown or CSV; what is read becomes GeoJSON, which can be read. */
#include "dmz/annex.h"
#include "dmz/features.h"
#include "fuzz/fuzz_target.h"

static void look_at(struct dmz_context *context, const struct dmz_annex_read *read) {
    for (size_t i = 0; i < read->count; i++)
        for (size_t k = 0; k < read->limits[i].piece_count; k++)
            for (size_t n = 0; n < read->limits[i].pieces[k].count; n++)
                fuzz_place(read->limits[i].pieces[k].points[n].position);
    struct dmz_buffer json = {0};
    enum dmz_status status = dmz_annex_read_geojson(context, read, &json);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
    struct dmz_features *features = NULL;
    const struct dmz_feature *feature = NULL;
    if (!status)
        fuzz_answer(context,
                    dmz_features_open_text(context, "again", json.bytes, json.count,
                                           DMZ_FEATURE_LINES | DMZ_FEATURE_POLYGONS, &features),
                    0);
    do {
        if (features)
            fuzz_answer(context, dmz_features_next(features, &feature), 0);
    } while (feature);
    dmz_features_close(features);
    dmz_buffer_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct dmz_context *context = fuzz_context();
    struct dmz_annex_read read = {0};
    char *text = malloc(size ? size : 1);
    fuzz_demand(text, "out of memory");
    if (size)
        memcpy(text, bytes, size);
    enum dmz_status status = dmz_annex_read(context, "annex", text, size, &read);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
    if (!status)
        look_at(context, &read);
    dmz_annex_read_free(&read);
    free(text);
    dmz_context_free(context);
    return 0;
}
