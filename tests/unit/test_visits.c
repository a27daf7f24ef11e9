/* test_visits.c: which intervals of which elements have been passed, and taken back. */
#include "support/suite.h"

#include "offset/front/visits.h"
#include "support/chance.h"

static struct chance chance;
static struct dmz_context *context;
static struct dmz_visits visits;

enum { ELEMENTS = 8 };

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context && dmz_visits_build(context, ELEMENTS, &visits) == DMZ_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_visits_free(&visits);
    dmz_visits_free(&visits); /* twice is safe */
    dmz_context_free(context);
    return 0;
}

static void visit(uint32_t element, double from, double to, uint32_t point) {
    struct dmz_visit made = {.element = element, .from = from, .to = to, .ring = 1, .point = point, .before = 77};
    assert_int_equal(dmz_visits_append(context, &visits, made), DMZ_OK);
}

static void assert_found(size_t element, double parameter, uint32_t point) {
    const struct dmz_visit *found = dmz_visits_find(&visits, element, parameter, 0.01);
    assert_non_null(found);
    assert_int_equal(found->point, point);
}

static void assert_missed(size_t element, double parameter) {
    assert_null(dmz_visits_find(&visits, element, parameter, 0.01));
}

static void test_nothing_is_visited_at_first(void **state) {
    (void)state;
    for (size_t i = 0; i < ELEMENTS; i++)
        assert_missed(i, 0.5);
}

static void test_an_interval_from_a_slack_before_its_start_up_to_its_end(void **state) {
    (void)state;
    visit(3, 0.2, 0.4, 5);
    assert_found(3, 0.3, 5);
    assert_found(3, 0.2, 5);
    assert_found(3, 0.191, 5);
    assert_missed(3, 0.189);
    assert_found(3, 0.399, 5);
    assert_missed(3, 0.4); /* there the next one begins */
    assert_missed(2, 0.3);
    assert_missed(4, 0.3);
}

/* An element passed in no time at all still counts, or a ring that is nothing but corners would never close. */
static void test_an_empty_interval_is_a_slack_wide(void **state) {
    (void)state;
    visit(1, 0.5, 0.5, 9);
    assert_found(1, 0.5, 9);
    assert_found(1, 0.509, 9);
    assert_missed(1, 0.511);
}

static void test_intervals_of_one_element_are_told_apart(void **state) {
    (void)state;
    visit(2, 0.6, 0.8, 1);
    visit(2, 0.1, 0.3, 2);
    visit(5, 0.1, 0.9, 3);
    visit(2, 0.4, 0.5, 4);
    assert_found(2, 0.7, 1);
    assert_found(2, 0.2, 2);
    assert_found(2, 0.45, 4);
    assert_missed(2, 0.35);
    assert_missed(2, 0.9);
}

static void test_rolled_back_visits_are_gone_and_others_stay(void **state) {
    (void)state;
    visit(2, 0.1, 0.3, 1);
    visit(5, 0.1, 0.3, 2);
    visit(2, 0.5, 0.7, 3);
    visit(6, 0.5, 0.7, 4);
    visit(2, 0.8, 0.9, 5);
    dmz_visits_roll_back(&visits, 2);
    assert_int_equal(visits.count, 2);
    assert_found(2, 0.2, 1);
    assert_found(5, 0.2, 2);
    assert_missed(2, 0.6);
    assert_missed(2, 0.85);
    assert_missed(6, 0.6);
    visit(6, 0.2, 0.4, 6); /* and the list grows on */
    visit(2, 0.4, 0.6, 7);
    assert_found(6, 0.3, 6);
    assert_found(2, 0.2, 1);
    assert_found(2, 0.5, 7);
    dmz_visits_roll_back(&visits, 0);
    assert_missed(2, 0.2);
}

/* Whether any of the first visits has the parameter in it: by looking at them all. */
static bool is_in_any(const struct dmz_visit *all, size_t count, size_t element, double parameter) {
    bool in = false;
    for (size_t i = 0; i < count; i++)
        in = in || (all[i].element == element && parameter >= all[i].from && parameter < all[i].to);
    return in;
}

static void test_random_visits_against_a_plain_list(void **state) {
    (void)state;
    enum { VISITS = 300 };
    static struct dmz_visit all[VISITS];
    size_t count = 0;
    while (count < VISITS) {
        double from = chance_share(&chance);
        uint32_t element = (uint32_t)chance_of(&chance, ELEMENTS);
        all[count++] =
            (struct dmz_visit){.element = element, .from = from, .to = from + 0.02 * chance_share(&chance)};
        assert_int_equal(dmz_visits_append(context, &visits, all[count - 1]), DMZ_OK);
        if (chance_of(&chance, 20) == 0) {
            count = chance_of(&chance, count + 1);
            dmz_visits_roll_back(&visits, count);
        }
        size_t asked = chance_of(&chance, ELEMENTS);
        double parameter = chance_share(&chance);
        assert_int_equal(dmz_visits_find(&visits, asked, parameter, 0) != NULL,
                         is_in_any(all, count, asked, parameter));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_is_visited_at_first),
        TEST(test_an_interval_from_a_slack_before_its_start_up_to_its_end),
        TEST(test_an_empty_interval_is_a_slack_wide),
        TEST(test_intervals_of_one_element_are_told_apart),
        TEST(test_rolled_back_visits_are_gone_and_others_stay),
        TEST(test_random_visits_against_a_plain_list),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("visits", tests, NULL, NULL);
}
