/* backdrop.h: what overlays show on a page's map. */
#ifndef DMZ_PAGE_BACKDROP_H
#define DMZ_PAGE_BACKDROP_H

#include "dmz/scene.h"
#include "page/frame.h"

/* Appends regions, places, routes and sites as a JSON object, in the turn of `frame`; outlines and routes thinned
 * where they are many, and of places the largest. How far, and how many there are, is in it. False where memory runs
 * out. */
bool dmz_page_backdrop(struct dmz_buffer *text, const struct dmz_scene *scene, const struct dmz_frame *frame);

#endif
