/* filling.h: the page's template, and what is put into it. */
#ifndef DMZ_PAGE_FILLING_H
#define DMZ_PAGE_FILLING_H

#include "dmz/context.h"
#include "dmz/page.h"

/* What stands for the words of the template. Zero-initialise; release with dmz_filling_free. */
struct dmz_filling {
    const struct dmz_page_request *request;
    const char *title;
    struct dmz_buffer data;  /* JSON: what the page shows, as it stands in it */
    struct dmz_buffer files; /* elements: what it carries */
};

/* Begins the data with what pages of runs and of comparisons say alike; `kind` is which it is. */
void dmz_filling_begin(struct dmz_filling *filling, const char *kind);

/* Adds a file that the page carries, to be saved under this name. */
void dmz_filling_carry(struct dmz_filling *filling, const char *name, const char *bytes, size_t count);

/* Appends the page. Errors: DMZ_MEMORY, also where the filling ran out of it. */
enum dmz_status dmz_filling_assemble(struct dmz_context *context, const struct dmz_filling *filling,
                                     struct dmz_buffer *text);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_filling_free(struct dmz_filling *filling);

#endif
