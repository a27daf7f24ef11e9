/* file.h: files read whole, and written whole or not at all. */
#ifndef DMZ_FILE_H
#define DMZ_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"

DMZ_API_BEGIN

/* What is held whole and larger than this is refused, unless the context has another limit: a line of 30 million
 * vertices is smaller. */
#define DMZ_FILE_BYTES_MOST ((size_t)1 << 30)

/* Tells whether so many bytes of an input that is called `name` are more than may be held (`held`) or, where the
 * context has a limit, than may be read. Errors: DMZ_INPUT. */
enum dmz_status dmz_file_check_size(struct dmz_context *context, const char *name, size_t bytes, bool held);

/* Reads all of `path` ("-": standard input) into `text`, which must be zeroed and is the caller's; pipes are read
 * to their end. Errors: DMZ_INPUT with the system's words, or where it is a directory or too large; DMZ_MEMORY. */
enum dmz_status dmz_file_read(struct dmz_context *context, const char *path, struct dmz_buffer *text);

/* For reading a file ("-": standard input) piece by piece: opens it, reads what there is, at most `room` bytes,
 * waiting only for the first of them (*count is 0 at the end), closes it (but never standard input; -1 is nothing).
 * Errors: DMZ_INPUT with the system's words; DMZ_MEMORY. */
enum dmz_status dmz_file_open(struct dmz_context *context, const char *path, int *descriptor);
enum dmz_status dmz_file_read_some(struct dmz_context *context, const char *name, int descriptor, char *bytes,
                                   size_t room, size_t *count);
void dmz_file_close(int descriptor);

/* Whether both paths ("-": standard input or output) lead to one regular file, by links too. False where either
 * does not exist. */
bool dmz_file_same(const char *output, const char *input);

/* Whether two outputs would end in one file: the same name in the same directory, or links to one file. */
bool dmz_file_same_place(const char *a, const char *b);

/* An output that is written but not yet in its place. Zero-initialise. */
struct dmz_output {
    const char *path; /* borrowed */
    char *target;     /* of a file: what `path` leads to, where it is a link; NULL for pipes and devices */
    char *temporary;  /* the name of the bytes until then; NULL where they have none */
    int descriptor;   /* of the bytes; -1 for pipes and devices */
    bool overwrite;
    int stream; /* of a pipe or device that is written piece by piece; 0: it is none */
};

/* Tells before anything is computed what dmz_output_stage would refuse: a directory, a file that exists where
 * `overwrite` is false, a directory that does not exist. Errors: DMZ_OUTPUT; DMZ_MEMORY. */
enum dmz_status dmz_output_check(struct dmz_context *context, const char *path, bool overwrite);

/* Writes `text` beside `path` ("-": nothing yet) so that only dmz_output_commit is left to do. Pipes and devices
 * are written to at commit. Errors: DMZ_OUTPUT with the system's words, or where the file exists and `overwrite` is
 * false; DMZ_MEMORY. Then no file is left behind. */
enum dmz_status dmz_output_stage(struct dmz_context *context, const char *path, const struct dmz_buffer *text,
                                 bool overwrite, struct dmz_output *output);

/* The same piece by piece, for what is too large to hold: begins, adds to it, ends. Pipes and devices are written to
 * at once; files are in no place until dmz_output_commit, to which an empty text is given. Errors: those of
 * dmz_output_stage. */
enum dmz_status dmz_output_begin(struct dmz_context *context, const char *path, bool overwrite,
                                 struct dmz_output *output);
enum dmz_status dmz_output_add(struct dmz_context *context, struct dmz_output *output, const struct dmz_buffer *text);
enum dmz_status dmz_output_end(struct dmz_context *context, struct dmz_output *output);

/* Puts what was staged in its place, `text` being what was given then. The old file is there until the new one is,
 * and the new one has its permissions; a link stays, what it leads to is replaced. Errors: DMZ_OUTPUT; DMZ_MEMORY. */
enum dmz_status dmz_output_commit(struct dmz_context *context, struct dmz_output *output,
                                  const struct dmz_buffer *text);

/* Puts several in their places, all or none: what goes to pipes first, since it cannot be taken back and can fail;
 * then files, in their order. Where one cannot be put there, those before it are taken away again and what they
 * replaced is put back. The signals by which users end programs wait meanwhile. Outputs that were not staged (no
 * path) are passed over. Errors: DMZ_OUTPUT; DMZ_MEMORY. Afterwards no output is staged any more. */
enum dmz_status dmz_outputs_commit(struct dmz_context *context, struct dmz_output *const *outputs,
                                   const struct dmz_buffer *const *texts, size_t count);

/* Drops what was staged and not committed. Safe at any time, and twice. */
void dmz_output_abandon(struct dmz_output *output);

DMZ_API_END

#endif
