/* loads.c: does nothing but load GEOS and PROJ and make a context of each: what no program that uses them can save.
 */
#include <geos_c.h>
#include <proj.h>

int main(void) {
    GEOSContextHandle_t geos = GEOS_init_r();
    PJ_CONTEXT *proj = proj_context_create();
    proj_context_destroy(proj);
    GEOS_finish_r(geos);
    return 0;
}
