/* test_classes.c: names of what was sighted, and what the words of rules forbid. */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "dmz/classes.h"
#include "dmz/preset.h"

static void assert_words(const char *name, const char *expected) {
    struct dmz_buffer words = {0};
    dmz_class_words(name, &words);
    assert_string_equal(words.bytes ? words.bytes : "", expected);
    dmz_buffer_free(&words);
}

static void test_words(void **state) {
    (void)state;
    assert_words("T-72_B3 ", "t 72 b3");
    assert_words("  Mortar (120 mm)", "mortar 120 mm");
    assert_words("7.62 mm gun.", "7.62 mm gun");
    assert_words("Танк", "Танк");
    assert_words(" -- ", "");
}

static void assert_calibre(const char *words, double expected_mm, const char *left) {
    char text[64];
    strcpy(text, words);
    double found_mm = dmz_class_take_calibre(text);
    if (isnan(expected_mm))
        assert_true(isnan(found_mm));
    else
        assert_near(found_mm, expected_mm, 0);
    assert_string_equal(text, left);
}

static void test_calibres(void **state) {
    (void)state;
    assert_calibre("howitzer 152 mm", 152, "howitzer");
    assert_calibre("152mm howitzer", 152, "howitzer");
    assert_calibre("towed 122 mm howitzer", 122, "towed howitzer");
    assert_calibre("12.7 mm", 12.7, "");
    assert_calibre("t 72", NAN, "t 72");
    assert_calibre("5 mmx gun", NAN, "5 mmx gun");
    assert_calibre("howitzer", NAN, "howitzer");
}

static struct dmz_classes built_in(struct dmz_context *context) {
    struct dmz_classes classes = {0};
    assert_int_equal(dmz_classes_read_built_in(context, &classes), DMZ_OK);
    return classes;
}

static enum dmz_ruling rule(const struct dmz_classes *classes, const char *forbids, const char *kind,
                            double calibre_mm) {
    const struct dmz_class of = {dmz_classes_kind(classes, kind), calibre_mm};
    assert_true(!kind[0] || of.kind != DMZ_KIND_NONE);
    return dmz_classes_rule(classes, forbids, of);
}

static void test_rules(void **state) {
    (void)state;
    static const struct {
        const char *forbids, *kind;
        double calibre_mm;
        enum dmz_ruling expected;
    } CASES[] = {
        {"tanks", "tank", NAN, DMZ_RULING_YES},
        {"tanks", "tank", 125, DMZ_RULING_YES},
        {"tanks", "ifv", NAN, DMZ_RULING_NO},
        {"tanks", "armoured-vehicle", NAN, DMZ_RULING_UNCLEAR}, /* it may be one */
        {"tanks", "civilian", NAN, DMZ_RULING_NO},
        {"all military forces", "tank", NAN, DMZ_RULING_YES},
        {"all military forces", "police", NAN, DMZ_RULING_NO},
        {"heavy weapons", "artillery", 100, DMZ_RULING_YES},
        {"heavy weapons", "artillery", 85, DMZ_RULING_UNCLEAR},
        {"heavy weapons", "artillery", NAN, DMZ_RULING_UNCLEAR},
        {"heavy weapons", "vehicle", NAN, DMZ_RULING_NO},
        {"artillery of 100 mm and more", "artillery", 100, DMZ_RULING_YES},
        {"artillery of 100 mm and more", "artillery", 99.9, DMZ_RULING_NO},
        {"artillery of 100 mm and more", "anti-tank-gun", 100, DMZ_RULING_YES}, /* as artillery */
        {"artillery of 100 mm and more", "mortar", 120, DMZ_RULING_UNCLEAR},
        {"artillery over 100 mm", "artillery", 100, DMZ_RULING_UNCLEAR},
        {"artillery over 100 mm", "artillery", 100.1, DMZ_RULING_YES},
        {"artillery under 100 mm", "artillery", 100, DMZ_RULING_NO},
        {"artillery under 100 mm", "artillery", 85, DMZ_RULING_YES},
        {"mortars up to 120 mm", "mortar", 120, DMZ_RULING_YES},
        {"mortars up to 120 mm", "mortar", 240, DMZ_RULING_NO},
        {"artillery and mortars over 80 mm", "mortar", 80, DMZ_RULING_NO},
        {"artillery and mortars over 80 mm", "mortar", 82, DMZ_RULING_YES},
        {"Tornado-S, Uragan and Smerch rocket launchers", "mlrs", 220, DMZ_RULING_YES},
        {"Tornado-S, Uragan and Smerch rocket launchers", "mlrs", 227, DMZ_RULING_UNCLEAR},
        {"Tornado-S, Uragan and Smerch rocket launchers", "mlrs", 122, DMZ_RULING_NO},
        {"live artillery fire", "mortar", 82, DMZ_RULING_UNCLEAR},
        {"no such words", "tank", NAN, DMZ_RULING_UNCLEAR},
        {"tanks", "", NAN, DMZ_RULING_UNCLEAR}, /* what is not known */
    };
    struct dmz_context *context = dmz_context_create();
    struct dmz_classes classes = built_in(context);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        enum dmz_ruling found = rule(&classes, CASES[i].forbids, CASES[i].kind, CASES[i].calibre_mm);
        if (found != CASES[i].expected)
            print_error("'%s' of %s %g: %d\n", CASES[i].forbids, CASES[i].kind, CASES[i].calibre_mm, (int)found);
        assert_int_equal(found, CASES[i].expected);
    }
    dmz_classes_free(&classes);
    dmz_classes_free(&classes);
    dmz_context_free(context);
}

/* Words of built-in presets that no table knew would make every sighting unknown. */
static void test_all_words_of_presets_are_known(void **state) {
    (void)state;
    static const char *const OF_LAYERS[] = {"all military forces", "all weapons", "heavy weapons"};
    struct dmz_context *context = dmz_context_create();
    struct dmz_classes classes = built_in(context);
    struct dmz_presets presets = {0};
    size_t words = 0;
    assert_int_equal(dmz_presets_read(context, NULL, &presets), DMZ_OK);
    for (size_t i = 0; i < presets.count; i++)
        for (size_t k = 0; k < presets.items[i].layer_count; k++) {
            const struct dmz_texts *forbids = &presets.items[i].layers[k].forbids;
            for (size_t n = 0; n < forbids->count; n++, words++) {
                if (!dmz_classes_has_rule(&classes, forbids->items[n]))
                    print_error("%s: '%s' is in no table\n", presets.items[i].id, forbids->items[n]);
                assert_true(dmz_classes_has_rule(&classes, forbids->items[n]));
            }
        }
    for (size_t i = 0; i < COUNT(OF_LAYERS); i++)
        assert_true(dmz_classes_has_rule(&classes, OF_LAYERS[i]));
    assert_true(words > 50);
    dmz_presets_free(&presets);
    dmz_classes_free(&classes);
    dmz_context_free(context);
}

static void test_own_tables_go_before(void **state) {
    (void)state;
    static const char TEXT[] =
        "{\"kinds\":[{\"id\":\"boat\",\"title\":\"Boat\",\"of\":\"weapon\",\"names\":[\"Ship\"]}],"
        "\"names\":{\"T-72\":\"boat\",\"Gun-Boat\":\"boat 76 mm\"},"
        "\"rules\":[{\"forbids\":[\"tanks\",\"boats\"],\"kinds\":[\"boat >=76 mm\"]}]}";
    struct dmz_context *context = dmz_context_create();
    struct dmz_classes classes = built_in(context);
    size_t names = classes.name_count, rules = classes.rule_count;
    assert_int_equal(dmz_classes_read(context, "own", TEXT, strlen(TEXT), &classes), DMZ_OK);
    assert_int_equal(classes.name_count, names + 3); /* boat, ship, gun boat; not "t 72" once more */
    assert_int_equal(classes.rule_count, rules + 1);
    assert_int_equal(rule(&classes, "tanks", "tank", NAN), DMZ_RULING_NO);
    assert_int_equal(rule(&classes, "boats", "boat", 76), DMZ_RULING_YES);
    assert_int_equal(rule(&classes, "all weapons", "boat", NAN), DMZ_RULING_YES);
    for (size_t i = 0; i < classes.name_count; i++)
        if (!strcmp(classes.names[i].words, "t 72"))
            assert_int_equal(classes.names[i].is.kind, dmz_classes_kind(&classes, "boat"));
    dmz_classes_free(&classes);
    dmz_context_free(context);
}

static void test_bad_tables(void **state) {
    (void)state;
    static const char *const CASES[][2] = {
        {"{", "f:1:2: unexpected end of the text; expected a member name or '}'"},
        {"[]", "f: expected an object"},
        {"{\"kind\":[]}", "f: the member \"kind\" is not one of tables of classes"},
        {"{\"kinds\":{}}", "f: /kinds: expected an array"},
        {"{\"kinds\":[{\"id\":\"a\"}]}", "f: /kinds/0: expected the member \"title\", found none"},
        {"{\"kinds\":[{\"id\":\"A\",\"title\":\"a\"}]}", "f: /kinds/0/id: expected small letters, digits and '-'"},
        {"{\"kinds\":[{\"id\":\"tank\",\"title\":\"a\"}]}", "f: /kinds/0/id: there is another kind 'tank'"},
        {"{\"kinds\":[{\"id\":\"a\",\"title\":\"a\",\"of\":\"b\"}]}", "f: /kinds/0/of: no kind 'b' comes before it"},
        {"{\"names\":{\"x\":\"y\"}}",
         "f: /names/x: expected a kind, and perhaps a calibre as in \"artillery 122 mm\", found \"y\""},
        {"{\"names\":{\"-\":\"tank\"}}", "f: /names/-: expected a name with letters or digits, found \"-\""},
        {"{\"names\":{\"x\":\"tank >1 mm\"}}",
         "f: /names/x: expected a kind, and perhaps a calibre as in \"artillery 122 mm\", found \"tank >1 mm\""},
        {"{\"rules\":[{\"forbids\":[\"a\"],\"kinds\":[\"tank 5 mm\"]}]}",
         "f: /rules/0: expected a kind, and perhaps a range as in \"artillery >=100 mm\", found \"tank 5 mm\""},
        {"{\"rules\":[{\"forbids\":[\"a\"],\"kinds\":[\"tank >= 5mm\"]}]}",
         "f: /rules/0: expected a kind, and perhaps a range as in \"artillery >=100 mm\", found \"tank >= 5mm\""},
        {"{\"rules\":[{\"kinds\":[]}]}", "f: /rules/0: expected the member \"forbids\", found none"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct dmz_context *context = dmz_context_create();
        struct dmz_classes classes = built_in(context);
        assert_int_equal(dmz_classes_read(context, "f", CASES[i][0], strlen(CASES[i][0]), &classes), DMZ_INPUT);
        assert_string_equal(dmz_context_message(context), CASES[i][1]);
        dmz_classes_free(&classes);
        dmz_context_free(context);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_calibres),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_all_words_of_presets_are_known),
        cmocka_unit_test(test_own_tables_go_before),
        cmocka_unit_test(test_bad_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
