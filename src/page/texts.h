/* texts.h: the page's own texts as they are in src/page/web, put into C by tools/page/embed. */
#ifndef DMZ_PAGE_TEXTS_H
#define DMZ_PAGE_TEXTS_H

/* The HTML, with `@word@` where something is put in; its style, its script, and Leaflet with its licence. */
extern const char dmz_page_template[], dmz_page_style[], dmz_page_script[], dmz_page_leaflet[];

/* Their SHA-256 in base64, as a content security policy names them. */
extern const char dmz_page_style_hash[], dmz_page_script_hash[], dmz_page_leaflet_hash[];

#endif
