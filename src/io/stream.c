/* stream.c: what is read piece by piece. */
#include "io/stream.h"

#include <stdlib.h>
#include <string.h>

#include "dmz/file.h"
#include "io/vector_reader.h"

enum { PIECE_BYTES = 1 << 17 };

/* What GDAL gets at: the network, an archive. */
static enum dmz_status open_virtual(struct dmz_stream *stream, const char *path) {
    stream->gdal = calloc(1, sizeof *stream->gdal);
    if (!stream->gdal)
        return dmz_fail_memory(stream->context);
    enum dmz_status status = dmz_gdal_begin(stream->context, stream->text.name, DMZ_INPUT, stream->gdal);
    if (status)
        return status;
    char *plain = dmz_vector_plain_path(path);
    if (!plain)
        return dmz_fail_memory(stream->context);
    stream->file = stream->gdal->VSIFOpenL(plain, "rb");
    free(plain);
    const char *failure = stream->gdal->failure;
    if (stream->file)
        return DMZ_OK;
    return dmz_fail(stream->context, DMZ_INPUT, "%s: GDAL cannot open it%s%s", path, failure[0] ? ": " : "", failure);
}

enum dmz_status dmz_stream_open(struct dmz_context *context, const char *path, const char *name,
                                struct dmz_stream *stream) {
    *stream = (struct dmz_stream){.context = context, .text.name = name, .descriptor = -1};
    if (strcmp(path, "-") != 0 && dmz_vector_is_virtual(path))
        return open_virtual(stream, path);
    return dmz_file_open(context, path, &stream->descriptor);
}

void dmz_stream_open_text(struct dmz_context *context, const char *name, const char *bytes, size_t size,
                          struct dmz_stream *stream) {
    *stream = (struct dmz_stream){
        .context = context, .text.name = name, .descriptor = -1, .memory = bytes, .memory_left = size};
}

static enum dmz_status read_piece(struct dmz_stream *stream, char *bytes, size_t room, size_t *count) {
    if (stream->most && stream->most < room)
        room = stream->most;
    if (stream->file) {
        dmz_gdal_listen(stream->gdal);
        *count = stream->gdal->VSIFReadL(bytes, 1, room, stream->file);
        return dmz_gdal_check(stream->gdal, DMZ_INPUT);
    }
    if (stream->descriptor >= 0)
        return dmz_file_read_some(stream->context, stream->text.name, stream->descriptor, bytes, room, count);
    *count = stream->memory_left < room ? stream->memory_left : room;
    memcpy(bytes, stream->memory, *count);
    stream->memory += *count;
    stream->memory_left -= *count;
    return DMZ_OK;
}

/* Moves what is left to the front and makes room for another piece. */
static enum dmz_status make_room(struct dmz_stream *stream) {
    size_t held = stream->text.size;
    if (held)
        memmove(stream->bytes, stream->text.bytes, held);
    enum dmz_status status = dmz_file_check_size(stream->context, stream->text.name, held, true);
    if (status)
        return status;
    if (stream->room < held + PIECE_BYTES) {
        size_t room = 2 * held + 2 * PIECE_BYTES;
        char *bytes = realloc(stream->bytes, room + 1);
        if (!bytes)
            return dmz_fail_memory(stream->context);
        stream->bytes = bytes;
        stream->room = room;
    }
    stream->text.bytes = stream->bytes;
    return DMZ_OK;
}

enum dmz_status dmz_stream_fill(struct dmz_stream *stream, size_t passed) {
    dmz_text_pass(&stream->text, passed);
    enum dmz_status status = make_room(stream);
    size_t count = 0, held = stream->text.size;
    if (!status)
        status = read_piece(stream, stream->bytes + held, stream->room - held, &count);
    if (status)
        return status;
    stream->ended = !count;
    stream->passed += count;
    status = dmz_file_check_size(stream->context, stream->text.name, stream->passed, false);
    if (status)
        return status;
    stream->text.size += count;
    stream->bytes[stream->text.size] = '\0';
    return DMZ_OK;
}

void dmz_stream_close(struct dmz_stream *stream) {
    if (stream->file)
        stream->gdal->VSIFCloseL(stream->file);
    if (stream->gdal)
        dmz_gdal_end(stream->gdal);
    free(stream->gdal);
    dmz_file_close(stream->descriptor);
    free(stream->bytes);
    *stream = (struct dmz_stream){.descriptor = -1};
}
