/* input.h: what commands read, by the names that are given to them. */
#ifndef DMZ_CLI_INPUT_H
#define DMZ_CLI_INPUT_H

#include <stdbool.h>

#include "dmz/given.h"
#include "dmz/line.h"

/* What is to be read. Texts are borrowed. */
struct dmz_input {
    const char *path;          /* "-": standard input */
    const char *layer, *where; /* of formats that GDAL reads; NULL where not given */
    bool allow_remote;         /* GDAL may open what is no file of this machine */
};

/* Reads a contact line, GeoJSON or by its suffix another format; or zones, as GeoJSON. What is filled must be zeroed
 * and is the caller's. Errors: those of dmz_file_read, of the GeoJSON reader and of dmz_vector_read_line; DMZ_INPUT
 * for names that are none of files, unless they are allowed. */
enum dmz_status dmz_input_read_line(struct dmz_context *context, const struct dmz_input *input,
                                    struct dmz_line *line);
enum dmz_status dmz_input_read_zones(struct dmz_context *context, const struct dmz_input *input,
                                     struct dmz_given *given);

/* Whether a path is "-", whether it ends in a suffix (and is more than that). */
bool dmz_path_is_standard(const char *path);
bool dmz_path_ends(const char *path, const char *suffix);

#endif
