/* input.h: what commands read, by the names that are given to them. */
#ifndef DMZ_CLI_INPUT_H
#define DMZ_CLI_INPUT_H

#include <stdbool.h>

#include "dmz/given.h"
#include "dmz/line.h"

/* Reads a contact line, or zones, from a file; "-" is standard input. What is filled must be zeroed and is the
 * caller's. Errors: those of dmz_file_read and of the GeoJSON reader. */
enum dmz_status dmz_input_read_line(struct dmz_context *context, const char *path, struct dmz_line *line);
enum dmz_status dmz_input_read_zones(struct dmz_context *context, const char *path, struct dmz_given *given);

/* Whether a path is "-", whether it ends in a suffix (and is more than that). */
bool dmz_path_is_standard(const char *path);
bool dmz_path_ends(const char *path, const char *suffix);

#endif
