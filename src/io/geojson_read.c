/* geojson_read.c: the contact line, or zones, out of GeoJSON text: texts one by one, then what is to be said of the
 * whole. */
#include "dmz/geojson.h"

#include <stdlib.h>
#include <string.h>

#include "io/geojson_reader.h"
#include "io/json_check.h"
#include "io/sniff.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define RECORD_SEPARATOR '\x1e' /* RFC 8142, section 2 */

/* The mark is no character of the text; neither is the part of it that a cut-off file may have. */
static void skip_byte_order_mark(struct dmz_text *text) {
    size_t length = strlen(BYTE_ORDER_MARK);
    length = text->size < length ? text->size : length;
    if (length && !memcmp(text->bytes, BYTE_ORDER_MARK, length)) {
        text->bytes += length;
        text->size -= length;
    }
}

/* Moves *at over what may stand between texts; true where some of it separates them. */
static bool skip_separators(const struct dmz_text *text, size_t *at) {
    bool separates = false;
    for (; *at < text->size; (*at)++) {
        char c = text->bytes[*at];
        if (c == '\n' || c == RECORD_SEPARATOR)
            separates = true;
        else if (c != ' ' && c != '\t' && c != '\r')
            break;
    }
    return separates;
}

static enum dmz_status read_folded(struct dmz_geojson_reader *reader) {
    /* It was checked, so that only memory can be short. */
    const struct dmz_buffer *text = &reader->fold->text;
    cJSON *root = cJSON_ParseWithLengthOpts(text->bytes, text->count, NULL, 0);
    if (!root)
        return dmz_fail_memory(reader->context);
    enum dmz_status status = dmz_geojson_check_root(reader, root);
    if (!status)
        status = dmz_geojson_read_object(reader, root);
    cJSON_Delete(root);
    return status;
}

static enum dmz_status read_value(struct dmz_geojson_reader *reader, const char *bytes, size_t size) {
    struct dmz_geojson_fold fold = {0};
    enum dmz_status status = dmz_geojson_fold_build(reader->context, bytes, size, &fold);
    reader->fold = &fold;
    reader->zone_is_open = false;
    reader->feature_mark = 0;
    if (!status)
        status = read_folded(reader);
    reader->fold = NULL;
    dmz_geojson_fold_free(&fold);
    return status;
}

/* Reads the text at *at and moves on to the next one, if any. */
static enum dmz_status read_text(struct dmz_geojson_reader *reader, const struct dmz_text *text, size_t *at) {
    size_t start = *at;
    enum dmz_status status = dmz_json_check(reader->context, text, at);
    if (status)
        return status;
    size_t end = *at;
    bool separated = skip_separators(text, at);
    if (*at < text->size && !separated)
        return dmz_json_unexpected(reader->context, text, *at, "the end, or a line feed before another text");
    if (*at < text->size || reader->text)
        reader->text++;
    return read_value(reader, text->bytes + start, end - start);
}

static enum dmz_status read_texts(struct dmz_geojson_reader *reader, const struct dmz_text *text) {
    size_t at = 0;
    skip_separators(text, &at);
    if (at == text->size)
        return dmz_text_fail(reader->context, text, 0, "unexpected end of the text; expected a GeoJSON object");
    enum dmz_status status = DMZ_OK;
    while (!status && at < text->size)
        status = read_text(reader, text, &at);
    reader->text = 0; /* what is said from here on is of the whole */
    return status;
}

static enum dmz_status fail_without(struct dmz_geojson_reader *reader, const char *wanted) {
    char list[DMZ_PASSED_LIST_SIZE];
    if (!dmz_passed_list(reader->passed, list))
        return dmz_geojson_fail(reader, "expected a %s, found an empty FeatureCollection", wanted);
    dmz_geojson_fail(reader, "expected a %s, found only %s", wanted, list);
    if (reader->passed[DMZ_GEOJSON_POLYGON] || reader->passed[DMZ_GEOJSON_MULTI_POLYGON])
        dmz_hint(reader->context, DMZ_HINT_POLYGONS);
    if (reader->passed[DMZ_GEOJSON_LINE_STRING] || reader->passed[DMZ_GEOJSON_MULTI_LINE_STRING])
        dmz_hint(reader->context, "the line comes before the zones");
    return DMZ_INPUT;
}

static enum dmz_status conclude(struct dmz_geojson_reader *reader) {
    if (reader->line && !reader->line->part_count)
        return fail_without(reader, "LineString or MultiLineString");
    if (reader->given && !reader->given->count)
        return fail_without(reader, "Polygon or MultiPolygon");
    char list[DMZ_PASSED_LIST_SIZE];
    size_t passed = dmz_passed_list(reader->passed, list), longer = reader->long_positions;
    if (passed)
        dmz_geojson_warn(reader, "%s %s passed over", list, passed == 1 ? "was" : "were");
    if (longer)
        dmz_geojson_warn(reader, "%zu position%s more than 3 elements; all but longitude and latitude were ignored",
                         longer, longer == 1 ? " has" : "s have");
    return DMZ_OK;
}

static enum dmz_status read_all(struct dmz_geojson_reader *reader, const char *text, size_t size) {
    struct dmz_text input = {reader->name, text, size};
    skip_byte_order_mark(&input);
    enum dmz_status status = dmz_sniff_refuse(reader->context, &input);
    if (!status)
        status = read_texts(reader, &input);
    return status ? status : conclude(reader);
}

enum dmz_status dmz_geojson_read_line(struct dmz_context *context, const char *name, const char *text, size_t size,
                                      struct dmz_line *line) {
    struct dmz_geojson_reader reader = {.context = context, .name = name, .line = line};
    enum dmz_status status = read_all(&reader, text, size);
    if (status)
        dmz_line_free(line);
    return status;
}

enum dmz_status dmz_geojson_read_zones(struct dmz_context *context, const char *name, const char *text, size_t size,
                                       struct dmz_given *given) {
    struct dmz_geojson_reader reader = {.context = context, .name = name, .given = given};
    enum dmz_status status = read_all(&reader, text, size);
    if (status)
        dmz_given_free(given);
    return status;
}
