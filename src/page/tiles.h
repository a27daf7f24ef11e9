/* tiles.h: what a page may load of a base map. */
#ifndef DMZ_PAGE_TILES_H
#define DMZ_PAGE_TILES_H

#include "dmz/buffer.h"

/* Append of an address that dmz_page_check_tiles has let pass: its source as a content security policy names it,
 * "https://tiles.example.org", "https://" and "*." before the host where that begins with "{s}."; its host. */
void dmz_page_tiles_source(struct dmz_buffer *text, const char *tiles);
void dmz_page_tiles_host(struct dmz_buffer *text, const char *tiles);

#endif
