/* verify_lines.h: the lines that zones are to be held against, and how far zones should reach along them. */
#ifndef DMZ_CLI_VERIFY_LINES_H
#define DMZ_CLI_VERIFY_LINES_H

#include "cli/options.h"
#include "cli/stretches.h"
#include "dmz/verify.h"

/* Zero-initialise; release with dmz_verify_lines_free. It stays where it was made. */
struct dmz_verify_lines {
    struct dmz_line line, right; /* joined; `right` is empty where one line is that of both sides */
    struct dmz_stretches read;   /* of a line whose features have widths: lines by width; else none */
    struct dmz_verify_stretch *stretches;
    struct dmz_width *reaches;      /* of all layers, stretch by stretch */
    struct dmz_given_layer *layers; /* inner first; names are borrowed from the zones */
    const char **names;             /* of the layers */
    size_t layer_count;
};

/* Tells whether the operands and options go together. Errors: DMZ_USAGE. */
enum dmz_status dmz_verify_lines_check(struct dmz_context *context, const struct dmz_settings *settings);

/* Reads the line, or both lines, or the line and the widths that its features have, where the settings ask for them
 * or the zones say that they were made of them. Which layers there are, and how far those within the outermost one
 * reach, is what the zones say: their member `dmzcalc`, else the properties `layer` and `to_m`. Errors: those of
 * reading; DMZ_INPUT where zones do not say it. */
enum dmz_status dmz_verify_lines_read(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_given *given, struct dmz_verify_lines *lines);

/* Adds what was read to a request, which borrows it. */
void dmz_verify_lines_request(const struct dmz_verify_lines *lines, struct dmz_verify_request *request);

/* Releases what they own. */
void dmz_verify_lines_free(struct dmz_verify_lines *lines);

#endif
