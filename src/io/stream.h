/* stream.h: a file, a pipe, a virtual file of GDAL's or a text in memory, read piece by piece. */
#ifndef DMZ_IO_STREAM_H
#define DMZ_IO_STREAM_H

#include <stdbool.h>

#include "io/gdal_door.h"
#include "io/text.h"

/* What was read and not yet let go. Zero-initialise; close with dmz_stream_close. */
struct dmz_stream {
    struct dmz_context *context;
    struct dmz_text text; /* the bytes at hand, a NUL after them, and where in the whole they are */
    char *bytes;
    size_t room;
    bool ended;
    size_t passed;      /* bytes that were read in all */
    size_t most;        /* bytes that are read at once; 0: as many as there is room for */
    int descriptor;     /* of a file; -1: none */
    const char *memory; /* of a text in memory, what was not read yet */
    size_t memory_left;
    struct dmz_gdal *gdal; /* of a virtual file */
    void *file;
};

/* Opens a file ("-": standard input), or what GDAL gets at by a virtual name. `name` stands for it in messages.
 * Errors: DMZ_INPUT in the system's words, or GDAL's; DMZ_MEMORY. */
enum dmz_status dmz_stream_open(struct dmz_context *context, const char *path, const char *name,
                                struct dmz_stream *stream);

/* The same of a text in memory, which is borrowed. */
void dmz_stream_open_text(struct dmz_context *context, const char *name, const char *bytes, size_t size,
                          struct dmz_stream *stream);

/* Lets go of the first `passed` bytes of stream->text and reads more, as much as there is without waiting for all;
 * sets stream->ended where there is no more. The bytes may then be elsewhere. Errors: DMZ_INPUT, also where more is
 * held than DMZ_FILE_BYTES_MOST; DMZ_MEMORY. */
enum dmz_status dmz_stream_fill(struct dmz_stream *stream, size_t passed);

/* Releases what it holds. Safe to call twice. */
void dmz_stream_close(struct dmz_stream *stream);

#endif
