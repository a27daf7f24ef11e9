/* test_palette.c: colours of zones that can be told apart, in grey too. */
#include "support/suite.h"

#include <math.h>

#include "dmz/palette.h"

static const struct dmz_colour WHITE = {255, 255, 255}, NIGHT = {30, 36, 43};

/* What of a colour is left in grey, [0, 255]. Source: ITU-R BT.601. */
static double grey_of(struct dmz_colour colour) {
    return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue;
}

/* Zones that meet: sides of a layer, layers of a side. */
static void test_neighbours_differ_in_grey(void **state) {
    (void)state;
    static const double LEAST = 25;
    const struct dmz_colour grounds[] = {WHITE, NIGHT};
    for (size_t g = 0; g < COUNT(grounds); g++)
        for (size_t layer = 0; layer < 2; layer++) {
            double left = grey_of(dmz_palette_fill(layer, 2, DMZ_SIDE_LEFT, grounds[g]));
            double right = grey_of(dmz_palette_fill(layer, 2, DMZ_SIDE_RIGHT, grounds[g]));
            double inner = grey_of(dmz_palette_fill(0, 2, DMZ_SIDE_LEFT, grounds[g]));
            double outer = grey_of(dmz_palette_fill(1, 2, DMZ_SIDE_LEFT, grounds[g]));
            assert_at_most(LEAST, right - left);
            assert_at_most(LEAST, fabs(outer - inner));
        }
}

static void test_outer_layers_come_nearer_to_the_ground(void **state) {
    (void)state;
    double last = 0;
    for (size_t layer = 0; layer < 5; layer++) {
        double grey = grey_of(dmz_palette_fill(layer, 5, DMZ_SIDE_NONE, WHITE));
        assert_true(grey > last);
        last = grey;
    }
    assert_int_equal(dmz_palette_fill(0, 1, DMZ_SIDE_LEFT, WHITE).blue, 178);
    assert_int_equal(dmz_palette_stroke(DMZ_SIDE_RIGHT).red, 161);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neighbours_differ_in_grey),
        cmocka_unit_test(test_outer_layers_come_nearer_to_the_ground),
    };
    return cmocka_run_group_tests_name("palette", tests, NULL, NULL);
}
