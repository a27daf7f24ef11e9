/* fuzz_reader.c: any bytes as GeoJSON: a contact line, and features of every kind, one after another. */
#include "dmz/features.h"
#include "dmz/geojson.h"
#include "fuzz/fuzz_target.h"

/* What is read has parts of some length on the Earth; what is refused leaves nothing behind. */
static void read_line(const char *text, size_t size) {
    struct dmz_context *context = fuzz_context();
    struct dmz_line line = {0};
    enum dmz_status status = dmz_geojson_read_line(context, "f", text, size, &line);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
    fuzz_demand(!status == (line.part_count > 0), "a line without parts, or of a failure");
    for (size_t i = 0; i < line.part_count; i++) {
        fuzz_demand(line.parts[i].count >= 2, "a part of one position");
        for (size_t k = 0; k < line.parts[i].count; k++)
            fuzz_place(line.parts[i].positions[k]);
    }
    dmz_line_free(&line);
    dmz_context_free(context);
}

static void look_at(const struct dmz_feature *feature) {
    for (size_t i = 0; i < feature->point_count; i++)
        fuzz_place(feature->points[i]);
    for (size_t i = 0; i < feature->polygons.polygon_count; i++)
        for (size_t k = 0; k < feature->polygons.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &feature->polygons.polygons[i].rings[k];
            fuzz_demand(ring->count >= 4 && !memcmp(&ring->positions[0], &ring->positions[ring->count - 1],
                                                    sizeof ring->positions[0]),
                        "a ring is not closed");
        }
    for (size_t i = 0; i < feature->field_count; i++) {
        fuzz_demand(feature->fields[i].name && feature->fields[i].text, "a field without name or text");
        fuzz_demand(dmz_feature_field(feature, feature->fields[i].name), "a field is not found");
    }
}

/* Features to the end; after one that failed, those that can be gone on to. */
static void read_features(const char *text, size_t size, unsigned kinds) {
    struct dmz_context *context = fuzz_context();
    struct dmz_features *features = NULL;
    fuzz_answer(context, dmz_features_open_text(context, "f", text, size, kinds, &features), 0);
    const struct dmz_feature *feature = NULL;
    size_t before = 0;
    for (bool more = true; more;) {
        enum dmz_status status = dmz_features_next(features, &feature);
        fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
        more = status ? dmz_features_go_on(features) : feature != NULL;
        if (status)
            dmz_forget(context);
        else if (feature) {
            fuzz_demand(feature->number > before, "features are not in their order");
            before = feature->number;
            look_at(feature);
        }
    }
    dmz_features_close(features);
    dmz_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    char *text = malloc(size ? size : 1); /* of its exact size, so that the sanitizer sees what is read beyond it */
    fuzz_demand(text, "out of memory");
    if (size)
        memcpy(text, bytes, size);
    read_line(text, size);
    read_features(text, size, DMZ_FEATURE_POINTS | DMZ_FEATURE_LINES | DMZ_FEATURE_POLYGONS);
    free(text);
    return 0;
}
