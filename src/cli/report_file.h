/* report_file.h: the report that --report asks for. */
#ifndef DMZ_CLI_REPORT_FILE_H
#define DMZ_CLI_REPORT_FILE_H

#include "cli/products.h"
#include "dmz/page.h"

/* Adds the report to the files of a run, where one is asked for; *number is which it is, else it is not touched.
 * Errors: DMZ_USAGE where its suffix is another one, or what belongs to it is given without it; DMZ_MEMORY. */
enum dmz_status dmz_report_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                struct dmz_products *products, size_t *number);

/* What the report says besides its result; the command line goes into `command`, which the caller frees after the
 * request's last use. */
struct dmz_page_request dmz_report_request(const struct dmz_settings *settings, struct dmz_buffer *command);

#endif
