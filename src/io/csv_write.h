/* csv_write.h: text as a field of a CSV file. */
#ifndef DMZ_IO_CSV_WRITE_H
#define DMZ_IO_CSV_WRITE_H

#include "dmz/buffer.h"

/* Appends a field in quotes; what a spreadsheet would run as a formula is led in by an apostrophe. NULL is empty. */
void dmz_csv_field(struct dmz_buffer *text, const char *field);

#endif
