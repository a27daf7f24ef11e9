/* input.h: what commands read, by the names that are given to them. */
#ifndef DMZ_CLI_INPUT_H
#define DMZ_CLI_INPUT_H

#include <stdbool.h>

#include "dmz/features.h"
#include "dmz/given.h"
#include "dmz/line.h"

/* What is to be read. Texts are borrowed. */
struct dmz_input {
    const char *path;          /* "-": standard input */
    const char *layer, *where; /* of formats that GDAL reads; NULL where not given */
    bool allow_remote;         /* GDAL may open what is no file of this machine */
};

/* Refuses, with DMZ_INPUT, a name that is no plain file's, unless that is allowed. */
enum dmz_status dmz_input_check_name(struct dmz_context *context, const char *path, bool allow_remote);

/* Reads a contact line, or zones, GeoJSON or by its suffix another format. What is filled must be zeroed and is the
 * caller's. Errors: those of dmz_vector_read_line; DMZ_INPUT for names that are none of files, unless they are
 * allowed.
 */
enum dmz_status dmz_input_read_line(struct dmz_context *context, const struct dmz_input *input,
                                    struct dmz_line *line);
enum dmz_status dmz_input_read_zones(struct dmz_context *context, const struct dmz_input *input,
                                     struct dmz_given *given);

/* Opens features in the same way, as dmz_features_open. The caller closes them. */
enum dmz_status dmz_input_open_features(struct dmz_context *context, const struct dmz_input *input, unsigned kinds,
                                        struct dmz_features **features);

/* A file and perhaps a layer of it. Zero-initialise; release with dmz_input_name_free. */
struct dmz_input_name {
    const char *path, *layer; /* in the text; no layer: NULL */
    char *text;
};

/* Cuts "FILE#LAYER" in two. A file whose name is all of that wins. Errors: DMZ_MEMORY. */
enum dmz_status dmz_input_cut(struct dmz_context *context, const char *operand, struct dmz_input_name *name);

/* The same of what is to be read. Errors: DMZ_USAGE where the file's format has no layers; DMZ_MEMORY. */
enum dmz_status dmz_input_split(struct dmz_context *context, const char *operand, struct dmz_input_name *name);
void dmz_input_name_free(struct dmz_input_name *name);

/* Whether a path is "-", whether it ends in a suffix (and is more than that). */
bool dmz_path_is_standard(const char *path);
bool dmz_path_ends(const char *path, const char *suffix);

#endif
