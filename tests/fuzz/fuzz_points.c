/* fuzz_points.c: any bytes as a table of places, CSV by GDAL, or as GeoJSON where they begin like it: each is a
 * sighting that is looked at in zones. */
#include <unistd.h>

#include "dmz/sightings.h"
#include "fuzz/fuzz_target.h"

/* Zones round a short line, made once. */
struct ground {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_zones_request request;
    struct dmz_zones zones;
    struct dmz_stats stats;
    struct dmz_classes classes;
};

static const struct ground *ground_make(void) {
    static const struct dmz_layer LAYERS[] = {{"strip", "Strip", {2000, 2000}, NULL},
                                              {"band", "Band", {15000, 9000}, NULL}};
    static const struct dmz_position COURSE[] = {{30, 48}, {30.1, 48.1}, {30.3, 48.1}};
    static struct ground ground;
    if (ground.context)
        return &ground;
    ground.context = fuzz_context();
    ground.request = (struct dmz_zones_request){.layers = LAYERS, .layer_count = 2, .tolerance_m = 1};
    fuzz_answer(ground.context, dmz_line_append(ground.context, &ground.line, COURSE, 3), 0);
    fuzz_answer(ground.context, dmz_zones_build(ground.context, &ground.line, &ground.request, &ground.zones), 0);
    fuzz_answer(ground.context,
                dmz_stats_build(ground.context, &ground.line, &ground.request, &ground.zones, &ground.stats), 0);
    fuzz_answer(ground.context, dmz_classes_read_built_in(ground.context, &ground.classes), 0);
    return &ground;
}

/* A file of the bytes under a name that is this process's own. */
static const char *put(const uint8_t *bytes, size_t size, const char *suffix) {
    static char path[256];
    const char *directory = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/dmz-fuzz-%ld.%s", directory ? directory : "/tmp", (long)getpid(), suffix);
    FILE *file = fopen(path, "wb");
    fuzz_demand(file && fwrite(bytes, 1, size, file) == size, "the table cannot be written");
    fuzz_demand(!fclose(file), "the table cannot be written");
    return path;
}

static void look(struct dmz_context *context, const struct dmz_vector_source *source, const char *class_field,
                 const char *accuracy_field) {
    const struct ground *ground = ground_make();
    const struct dmz_watch_request asked = {.stats = &ground->stats, .classes = &ground->classes};
    struct dmz_features *features = NULL;
    struct dmz_watch *watch = NULL;
    struct dmz_buffer json = {0};
    enum dmz_status status = dmz_features_open(context, source, DMZ_FEATURE_POINTS, &features);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT) | FUZZ_MAY(DMZ_USAGE));
    fuzz_demand(!status == (features != NULL), "a source that failed is open");
    fuzz_answer(context, status ? status : dmz_watch_build(context, &asked, &watch), FUZZ_MAY(status));
    if (!status) {
        const struct dmz_sightings_request request = {.stats = &ground->stats,
                                                      .features = features,
                                                      .class_field = class_field,
                                                      .accuracy_field = accuracy_field};
        fuzz_answer(context, dmz_sightings_run(context, &request, watch), FUZZ_MAY(DMZ_INPUT));
        dmz_forget(context);
        dmz_watch_sort(watch);
        fuzz_answer(context, dmz_report_sightings_json(context, watch, &json), 0);
    }
    dmz_buffer_free(&json);
    dmz_watch_free(watch);
    dmz_features_close(features);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct dmz_context *context = fuzz_context();
    bool is_json = size && (bytes[0] == '{' || bytes[0] == 0x1e);
    const struct dmz_vector_source source = {.path = put(bytes, size, is_json ? "geojson" : "csv")};
    look(context, &source, NULL, NULL);
    dmz_context_free(context);
    context = fuzz_context();
    look(context, &source, "class", "accuracy");
    dmz_context_free(context);
    remove(source.path);
    return 0;
}
