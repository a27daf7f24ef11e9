/* plane.h: PROJ's own state, which the context owns. */
#ifndef DMZ_CORE_PLANE_H
#define DMZ_CORE_PLANE_H

struct pj_ctx;

/* A PROJ context that never opens the network and never prints; NULL where memory runs out. */
struct pj_ctx *dmz_plane_library_create(void);

/* Takes NULL. */
void dmz_plane_library_free(struct pj_ctx *library);

#endif
