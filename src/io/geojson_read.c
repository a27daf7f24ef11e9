/* geojson_read.c: GeoJSON text, token by token, into features, one after another. */
#include <string.h>

#include "io/geojson_reader.h"
#include "io/sniff.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define RECORD_SEPARATOR '\x1e' /* RFC 8142, section 2 */

/* A token that was refused this near to the end of what was read may only be cut off there. */
enum { CUT_BYTES = 32 };

/* How many levels are open between the features of a collection. */
enum { FEATURES_DEPTH = 2 };

/* The next byte in the stream's text. */
static size_t offset(const struct dmz_geojson_reader *reader) {
    return (size_t)(reader->scan.at - reader->stream.text.bytes);
}

static void go_to(struct dmz_geojson_reader *reader, size_t at) {
    reader->scan.at = reader->stream.text.bytes + at;
    reader->scan.end = reader->stream.text.bytes + reader->stream.text.size;
}

/* Reads more, lets go of what is before the value at hand. */
static enum dmz_status fill(struct dmz_geojson_reader *reader) {
    size_t at = offset(reader), begin = reader->begin < at ? reader->begin : at;
    enum dmz_status status = dmz_stream_fill(&reader->stream, begin);
    reader->is_broken = status;
    reader->begin -= begin;
    go_to(reader, at - begin);
    return status;
}

/* Makes the byte at hand be there, unless the stream has ended. */
static enum dmz_status fill_when_empty(struct dmz_geojson_reader *reader) {
    enum dmz_status status = DMZ_OK;
    while (!status && reader->scan.at == reader->scan.end && !reader->stream.ended)
        status = fill(reader);
    return status;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static enum dmz_status skip_blanks(struct dmz_geojson_reader *reader) {
    enum dmz_status status = fill_when_empty(reader);
    while (!status && reader->scan.at < reader->scan.end && is_blank(*reader->scan.at)) {
        reader->scan.at++;
        status = fill_when_empty(reader);
    }
    return status;
}

/* Whether what a token said, or where it ended, may change with the bytes to come. */
static bool may_go_on(const struct dmz_geojson_reader *reader, enum dmz_status status) {
    const struct dmz_json_scan *scan = &reader->scan;
    if (reader->stream.ended)
        return false;
    if (status)
        return scan->end - scan->at < CUT_BYTES;
    return scan->at == scan->end && !strchr("{}[],:\"", scan->at[-1]);
}

/* Takes positions at once where the items of an array are awaited. */
static bool take_positions(struct dmz_geojson_reader *reader) {
    struct dmz_json_scan *scan = &reader->scan;
    const size_t least_depth = reader->state == DMZ_GEOJSON_IN_FEATURES ? FEATURES_DEPTH + 1 : FEATURES_DEPTH;
    bool in_array = scan->depth >= least_depth && scan->closers[scan->depth - 1] == ']' &&
                    (scan->awaited == DMZ_JSON_FIRST_ITEM || scan->awaited == DMZ_JSON_VALUE);
    if (!in_array || scan->depth >= DMZ_JSON_LEVELS_MOST || scan->at == scan->end || *scan->at != '[')
        return true;
    bool failed = false;
    const char *at = dmz_json_tree_add_positions(&reader->tree, scan->at, scan->end, &failed);
    if (at != scan->at)
        scan->awaited = DMZ_JSON_AFTER_VALUE;
    scan->at = at;
    return !failed;
}

/* Checks the next token, whole, and adds it to the tree. */
static enum dmz_status take_token(struct dmz_geojson_reader *reader) {
    struct dmz_json_scan *scan = &reader->scan;
    enum dmz_status status = skip_blanks(reader);
    if (!status && !take_positions(reader))
        return dmz_fail_memory(reader->context);
    if (!status)
        status = skip_blanks(reader);
    const enum dmz_json_awaited awaited = scan->awaited;
    const size_t depth = scan->depth;
    size_t start = offset(reader);
    if (status)
        return status;
    while ((status = dmz_json_token(scan)), may_go_on(reader, status)) {
        if (status)
            dmz_forget(reader->context);
        scan->awaited = awaited;
        scan->depth = depth;
        go_to(reader, start);
        if ((status = fill(reader)))
            return status;
        start = offset(reader);
    }
    const char *token = reader->stream.text.bytes + start;
    reader->is_lost = status == DMZ_INPUT;
    if (!status && !dmz_json_tree_add(&reader->tree, awaited, token, offset(reader) - start, start - reader->begin))
        return dmz_fail_memory(reader->context);
    return status;
}

/* The mark is no character of the text; neither is the part of it that a cut-off file may have. */
static void skip_byte_order_mark(struct dmz_geojson_reader *reader) {
    struct dmz_text *text = &reader->stream.text;
    size_t length = strlen(BYTE_ORDER_MARK);
    length = text->size < length ? text->size : length;
    if (length && !memcmp(text->bytes, BYTE_ORDER_MARK, length)) {
        text->bytes += length;
        text->size -= length;
    }
}

static enum dmz_status start(struct dmz_geojson_reader *reader) {
    enum { TOLD_BY = 64 }; /* bytes, what a file is */
    enum dmz_status status = DMZ_OK;
    reader->scan = (struct dmz_json_scan){.context = reader->context, .text = &reader->stream.text};
    while (!status && !reader->stream.ended && reader->stream.text.size < TOLD_BY)
        status = dmz_stream_fill(&reader->stream, 0);
    if (status)
        return status;
    skip_byte_order_mark(reader);
    go_to(reader, 0);
    if ((status = dmz_sniff_refuse(reader->context, &reader->stream.text)))
        return status;
    reader->state = DMZ_GEOJSON_BETWEEN;
    return DMZ_OK;
}

/* Moves on over what may stand between texts, as far as it was read; notes whether some of it separates them. */
static void pass_separators(struct dmz_geojson_reader *reader) {
    for (; reader->scan.at < reader->scan.end; reader->scan.at++) {
        char c = *reader->scan.at;
        if (c == '\n' || c == RECORD_SEPARATOR)
            reader->is_separated = true;
        else if (c != ' ' && c != '\t' && c != '\r')
            break;
        reader->has_records = reader->has_records || (c == RECORD_SEPARATOR && !reader->texts);
    }
}

/* Goes to the next text; *found is false where there is none. */
static enum dmz_status begin_text(struct dmz_geojson_reader *reader, bool *found) {
    enum dmz_status status = DMZ_OK;
    pass_separators(reader);
    while (!status && reader->scan.at == reader->scan.end && !reader->stream.ended) {
        reader->begin = offset(reader);
        status = fill(reader);
        pass_separators(reader);
    }
    *found = !status && reader->scan.at < reader->scan.end;
    if (!status && !*found && !reader->texts)
        return dmz_text_fail(reader->context, &(struct dmz_text){.name = reader->name, .bytes = ""}, 0,
                             "unexpected end of the text; expected a GeoJSON object");
    if (!*found)
        return status;
    reader->is_lost = reader->texts && !reader->is_separated;
    if (reader->is_lost)
        return dmz_json_unexpected(reader->context, &reader->stream.text, offset(reader),
                                   "the end, or a line feed before another text");
    dmz_json_tree_cut(&reader->tree, (struct dmz_json_mark){0});
    reader->texts++;
    reader->text = reader->texts > 1 ? reader->texts : 0;
    reader->had_features = reader->is_separated = false;
    reader->begin = offset(reader);
    reader->scan.awaited = DMZ_JSON_VALUE;
    reader->state = DMZ_GEOJSON_IN_TEXT;
    return DMZ_OK;
}

/* Whether the token taken last begins the features of a collection, as far as brackets tell. */
static bool begins_features(const struct dmz_geojson_reader *reader) {
    const struct dmz_json_tree *tree = &reader->tree;
    return tree->depth == 2 && reader->scan.awaited == DMZ_JSON_FIRST_ITEM && !reader->had_features &&
           reader->scan.closers[0] == '}' &&
           !strcmp(dmz_json_words(tree, tree->nodes[tree->open[1]].name), "features");
}

/* Looks at what is known of a collection before its features are read. */
static enum dmz_status begin_features(struct dmz_geojson_reader *reader) {
    struct dmz_json *root = &reader->tree.nodes[0];
    bool is_collection = false;
    root->span = reader->tree.count;
    enum dmz_status status = dmz_geojson_check_head(reader, root, &is_collection);
    if (status || !is_collection)
        return status;
    reader->had_features = true;
    reader->is_collection = reader->is_collection || reader->texts == 1;
    reader->index = 0;
    reader->head = dmz_json_tree_mark(&reader->tree);
    reader->begin = offset(reader);
    reader->state = DMZ_GEOJSON_IN_FEATURES;
    return DMZ_OK;
}

/* Reads the object that has ended. Whether another text follows, messages say if it has been read. */
static enum dmz_status end_text(struct dmz_geojson_reader *reader) {
    const struct dmz_json *root = &reader->tree.nodes[0];
    reader->state = DMZ_GEOJSON_BETWEEN;
    pass_separators(reader);
    bool is_alone = reader->scan.at == reader->scan.end;
    reader->text = reader->texts > 1 || !is_alone ? reader->texts : 0;
    reader->room->feature.number += !reader->had_features;
    enum dmz_status status = dmz_geojson_check_root(reader, root);
    return status ? status : dmz_geojson_read_object(reader, root);
}

static enum dmz_status take_text(struct dmz_geojson_reader *reader) {
    enum dmz_status status = take_token(reader);
    if (!status && begins_features(reader))
        return begin_features(reader);
    if (!status && dmz_json_is_whole(&reader->scan))
        return end_text(reader);
    if (!status && reader->had_features) /* what is kept of it is in the tree */
        reader->begin = offset(reader);
    return status;
}

static enum dmz_status end_feature(struct dmz_geojson_reader *reader) {
    size_t mark = dmz_geojson_enter(reader, "features");
    dmz_geojson_enter_item(reader, reader->index++);
    reader->room->feature.number++;
    enum dmz_status status = dmz_geojson_read_item(reader, &reader->tree.nodes[reader->head.count]);
    if (!status && !dmz_feature_room_has_any(reader->room))
        dmz_geojson_leave(reader, mark);
    return status;
}

/* Takes the features' next token: of a feature, of what stands between two, or their end. */
static enum dmz_status take_of_features(struct dmz_geojson_reader *reader) {
    enum dmz_status status = take_token(reader);
    if (status || reader->scan.depth > FEATURES_DEPTH)
        return status;
    if (reader->scan.depth < FEATURES_DEPTH)
        reader->state = DMZ_GEOJSON_IN_TEXT;
    else if (reader->tree.count > reader->head.count)
        status = end_feature(reader);
    if (!dmz_feature_room_has_any(reader->room)) { /* else its texts are still wanted */
        dmz_json_tree_cut(&reader->tree, reader->head);
        reader->begin = offset(reader);
    }
    return status;
}

static enum dmz_status move_on(struct dmz_geojson_reader *reader, bool *ended) {
    bool found = true;
    enum dmz_status status = DMZ_OK;
    switch (reader->state) {
    case DMZ_GEOJSON_AT_START:
        return start(reader);
    case DMZ_GEOJSON_BETWEEN:
        status = begin_text(reader, &found);
        *ended = !found;
        return status;
    case DMZ_GEOJSON_IN_TEXT:
        return take_text(reader);
    default:
        return take_of_features(reader);
    }
}

/* Finds what begins another text of a sequence. */
static bool find_text(struct dmz_geojson_reader *reader) {
    bool after_line = offset(reader) && reader->scan.at[-1] == '\n';
    while (!fill_when_empty(reader) && reader->scan.at < reader->scan.end) {
        char c = *reader->scan.at;
        if (c == RECORD_SEPARATOR || (after_line && c == '{' && !reader->has_records))
            return true;
        after_line = c == '\n' || (after_line && c == '\r');
        reader->begin = offset(reader) + 1;
        reader->scan.at++;
    }
    return false;
}

/* The end of the line in which a byte is: its line feed, or the end of what was read. */
static size_t end_of_line(const struct dmz_text *text, size_t at) {
    const char *feed = memchr(text->bytes + at, '\n', text->size - at);
    return feed ? (size_t)(feed - text->bytes) : text->size;
}

static bool has_word(const char *bytes, size_t size, const char *word) {
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= size; i++)
        if (!memcmp(bytes + i, word, length))
            return true;
    return false;
}

/* Whether a line is a record by itself: an object and nothing else, and no mere geometry of the broken Feature before
 * it. What is wrong with it is not said: the failure before it was said first. */
static bool is_record(const struct dmz_geojson_reader *reader, size_t start, size_t end) {
    static const char FEATURE[] = "\"Feature\"";
    const char *bytes = reader->stream.text.bytes;
    struct dmz_text line = {.name = reader->name, .bytes = bytes + start, .size = end - start};
    size_t at = 0;
    if (start == end || bytes[start] != '{' || dmz_json_check(reader->context, &line, &at))
        return false;
    while (at < line.size && is_blank(line.bytes[at]))
        at++;
    bool in_feature = has_word(bytes + reader->begin, start - reader->begin, FEATURE);
    return at == line.size && (!in_feature || has_word(line.bytes, line.size, FEATURE));
}

/* A text that breaks off where a value may follow takes the next line for that value, and is refused only after it,
 * where another line begins or all ends. Goes back to that line, and says where the text broke off. */
static bool find_taken_text(struct dmz_geojson_reader *reader) {
    const struct dmz_text *text = &reader->stream.text;
    size_t refused = offset(reader);
    bool at_end = refused == text->size && reader->stream.ended;
    bool at_line = refused && refused < text->size && text->bytes[refused] == '{' && text->bytes[refused - 1] == '\n';
    if (reader->state != DMZ_GEOJSON_IN_TEXT || reader->has_records || !(at_end || at_line))
        return false;
    for (size_t feed = end_of_line(text, reader->begin); feed + 1 < refused; feed = end_of_line(text, feed + 1)) {
        if (!is_record(reader, feed + 1, end_of_line(text, feed + 1)))
            continue;
        dmz_forget(reader->context);
        dmz_text_fail(reader->context, text, feed, "the text breaks off: the next line begins another one");
        reader->begin = feed + 1;
        go_to(reader, reader->begin);
        return true;
    }
    return false;
}

bool dmz_geojson_go_on(struct dmz_geojson_reader *reader) {
    bool in_sequence = reader->texts && !reader->had_features;
    if (reader->is_broken)
        return false;
    if (!reader->is_lost)
        return reader->state == DMZ_GEOJSON_IN_FEATURES || (in_sequence && reader->state == DMZ_GEOJSON_BETWEEN);
    if (!in_sequence || !(find_taken_text(reader) || find_text(reader)))
        return false;
    reader->room->feature.number += reader->state == DMZ_GEOJSON_IN_TEXT;
    reader->is_lost = false;
    reader->is_separated = true;
    reader->state = DMZ_GEOJSON_BETWEEN;
    reader->scan.depth = reader->tree.depth = 0;
    return true;
}

/* Forgets the feature that was read last. */
static void let_go(struct dmz_geojson_reader *reader) {
    reader->path[0] = '\0';
    dmz_feature_room_clear(reader->room);
    if (reader->state == DMZ_GEOJSON_IN_FEATURES) {
        dmz_json_tree_cut(&reader->tree, reader->head);
        reader->begin = offset(reader);
    }
}

enum dmz_status dmz_geojson_next(struct dmz_geojson_reader *reader, bool *found) {
    bool ended = false;
    enum dmz_status status = DMZ_OK;
    let_go(reader);
    while (!status && !ended && !dmz_feature_room_has_any(reader->room))
        status = move_on(reader, &ended);
    *found = !status && !ended;
    if (ended)
        reader->text = 0; /* what is said from here on is of the whole */
    return status;
}

void dmz_geojson_reader_free(struct dmz_geojson_reader *reader) {
    dmz_stream_close(&reader->stream);
    dmz_json_tree_free(&reader->tree);
}
