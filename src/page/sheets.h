/* sheets.h: sheets within a page. */
#ifndef DMZ_PAGE_SHEETS_H
#define DMZ_PAGE_SHEETS_H

#include "dmz/sheet.h"

/* Appends a sheet as a JSON object with as many decimals as files have, so that the page can write the same CSV. */
void dmz_page_sheet(struct dmz_buffer *text, const struct dmz_sheet *sheet, const char *title);

#endif
