/* test_preset.c: presets: the built-in ones, one read member by member, and everything that is refused, in words. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/preset.h"
#include "io/preset_texts.h"

/* A preset with all members, into whose text tests put others in place of a part. */
static const char SOUND[] =
    "{\"id\":\"a-1\",\"title\":\"T\",\"instrument\":\"I\",\"date\":\"1999-02\",\"status\":\"proposal\","
    "\"parties\":[\"A\",\"B\"],\"sides\":{\"left\":\"A\",\"right\":\"B\"},"
    "\"line\":{\"rule\":\"one line\",\"of\":\"border\"},"
    "\"layers\":[{\"name\":\"in\",\"title\":\"In\",\"left_m\":0,\"right_m\":5000,\"forbids\":[\"x\",\"y\"],"
    "\"verified\":true},"
    "{\"name\":\"words\",\"title\":\"W\",\"depth\":\"as drawn\",\"forbids\":[\"q\"],\"verified\":false},"
    "{\"name\":\"out\",\"title\":\"Out\",\"left_m\":1000,\"right_m\":7000.5,\"forbids\":[\"y\",\"z\"],"
    "\"limits\":[\"9 men\"],\"except\":[\"E\"],\"verified\":true}],"
    "\"ends\":{\"cap\":\"flat\",\"rule\":\"at the coast\"},\"monitors\":\"M\",\"sources\":[\"https://a.b\"],"
    "\"verified\":false,\"unverified\":[\"u\"],\"uncomputed\":[\"c\"],\"notes\":[\"n\"]}";

static enum dmz_status read_text(struct dmz_context *context, const char *text, struct dmz_preset *preset) {
    size_t size = strlen(text);
    char *copy = malloc(size ? size : 1); /* of its exact size, for the sanitizer */
    assert_non_null(copy);
    memcpy(copy, text, size);
    enum dmz_status status = dmz_preset_read(context, "f", copy, size, preset);
    free(copy);
    return status;
}

static void test_all_members(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_preset preset = {0};
    assert_int_equal(read_text(context, SOUND, &preset), DMZ_OK);
    assert_string_equal(preset.id, "a-1");
    assert_string_equal(preset.date, "1999-02");
    assert_int_equal(preset.status, DMZ_PRESET_PROPOSAL);
    assert_int_equal(preset.rule, DMZ_RULE_ONE_LINE);
    assert_string_equal(preset.right, "B");
    assert_int_equal(preset.layer_count, 3);
    assert_true(preset.layers[2].right_m == 7000.5);
    assert_true(isnan(preset.layers[2].radius_m));
    assert_true(isnan(preset.layers[1].left_m));
    assert_string_equal(preset.layers[1].depth, "as drawn");
    assert_string_equal(preset.layers[2].limits.items[0], "9 men");
    assert_null(preset.layers[2].except.items[1]);
    assert_true(preset.has_cap);
    assert_int_equal(preset.cap, DMZ_CAP_FLAT);
    assert_string_equal(preset.ends, "at the coast");
    assert_false(preset.verified);
    assert_int_equal(preset.sources.count, 1);
    assert_null(dmz_preset_refusal(&preset, false));
    assert_non_null(dmz_preset_refusal(&preset, true));
    dmz_preset_free(&preset);
    dmz_preset_free(&preset);
    dmz_context_free(context);
}

/* What a layer forbids holds from its limit inwards; a layer without reaches is left out with what it forbids. */
static void test_layers(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_preset preset = {0};
    struct dmz_preset_layers layers = {0};
    assert_int_equal(read_text(context, SOUND, &preset), DMZ_OK);
    assert_int_equal(dmz_preset_layers_build(context, &preset, false, &layers), DMZ_OK);
    assert_int_equal(layers.count, 2);
    assert_string_equal(layers.items[1].name, "out");
    assert_true(layers.items[0].width.left_m == 0 && layers.items[0].width.right_m == 5000);
    const char *const inner[] = {"x", "y", "z"}, *const outer[] = {"y", "z"};
    for (size_t i = 0; i < COUNT(inner); i++)
        assert_string_equal(layers.items[0].forbids[i], inner[i]);
    assert_null(layers.items[0].forbids[COUNT(inner)]);
    for (size_t i = 0; i < COUNT(outer); i++)
        assert_string_equal(layers.items[1].forbids[i], outer[i]);
    assert_null(layers.items[1].forbids[COUNT(outer)]);
    dmz_preset_layers_free(&layers);
    assert_int_equal(dmz_preset_layers_build(context, &preset, true, &layers), DMZ_OK);
    assert_true(layers.items[1].width.left_m == 7000.5 && layers.items[1].width.right_m == 1000);
    dmz_preset_layers_free(&layers);
    dmz_preset_free(&preset);
    dmz_context_free(context);
}

/* A part of SOUND, what stands in its place, and what is said of it. */
static const struct {
    const char *part, *instead, *message;
} SPOILED[] = {
    {"{\"id\"", "[\"id\"", "f:1:6: unexpected ':'; expected ',' or ']'"},
    {"[\"n\"]}", "[\"n\"]", "f:1:637: unexpected end of the text; expected ',' or '}'"},
    {"[\"n\"]}", "[\"n\"]} 7", "f:1:639: unexpected '7'; expected the end of the text"},
    {"\"a-1\"", "NaN", "f:1:7: unexpected \"NaN\"; expected a finite number"},
    {"\"id\":\"a-1\",", "", "f: expected the member \"id\", found none"},
    {"\"a-1\"", "\"A 1\"", "f: /id: expected 1 to 40 small letters, digits and '-'"},
    {"\"a-1\"", "7", "f: /id: expected a text of one line, of 1 to 400 bytes"},
    {"\"T\"", "\"\"", "f: /title: expected a text of one line, of 1 to 400 bytes"},
    {"\"T\"", "\"T\\n\"", "f: /title: expected a text of one line, of 1 to 400 bytes"},
    {"\"T\"", "\"\\u202e\"", "f: /title: expected a text of one line, of 1 to 400 bytes"},
    {"\"title\":\"T\"", "\"Title\":\"T\"", "f: the member \"Title\" is not one of a preset"},
    {"\"title\":\"T\"", "\"title\":\"U\",\"title\":\"T\"", "f: /title: is there twice"},
    {"1999-02", "1999-13", "f: /date: expected a date as in 1953, 1953-07 or 1953-07-27"},
    {"1999-02", "99", "f: /date: expected a date as in 1953, 1953-07 or 1953-07-27"},
    {"\"proposal\"", "\"Proposal\"", "f: /status: expected one of \"in force\", \"lapsed\", \"proposal\""},
    {"[\"A\",\"B\"]", "[]", "f: /parties: expected one at least"},
    {"[\"A\",\"B\"]", "\"A\"", "f: /parties: expected an array of texts"},
    {"[\"A\",\"B\"]", "[\"A\",null]", "f: /parties/1: expected a text of one line, of 1 to 400 bytes"},
    {"[\"A\",\"B\"]", "[\"A\",\"A\"]", "f: /parties/1: says the same as another one"},
    {"\"sides\":{\"left\":\"A\",\"right\":\"B\"},", "",
     "f: the reaches of 'in' differ; expected \"sides\" to say which is whose"},
    {"\"right\":\"B\"", "\"east\":\"B\"", "f: /sides: the member \"east\" is not one of a preset"},
    {"\"one line\"", "\"a line\"",
     "f: /line/rule: expected one of \"one line\", \"sections\", \"two lines\", \"line per party\", \"point\", "
     "\"polygon\""},
    {"\"one line\"", "\"point\"", "f: /layers: 'in' has reaches from a line, but the rule is \"point\""},
    {"\"border\"", "\"border\",\"vertices\":[[0,0],[1,0],[1,1]]",
     "f: /line/vertices: are there, but the rule is \"one line\""},
    {"\"border\"", "\"border\",\"vertices\":[[0,0],[1,0]]",
     "f: /line/vertices: expected an array of three positions at least"},
    {"\"border\"", "\"border\",\"vertices\":[[0,0],[1,0],[181,1]]",
     "f: /line/vertices: expected positions of longitude and latitude"},
    {"{\"rule\":\"one line\",\"of\":\"border\"}", "\"border\"", "f: /line: expected an object"},
    {"\"name\":\"in\"", "\"name\":\"i n\"", "f: /layers/0/name: expected 1 to 32 letters, digits, '-' and '_'"},
    {"\"name\":\"out\"", "\"name\":\"in\"", "f: /layers/2/name: there are two layers 'in'"},
    {"5000", "-1", "f: /layers/0/right_m: expected a number of metres from 0 to 2000000"},
    {"5000", "2000001", "f: /layers/0/right_m: expected a number of metres from 0 to 2000000"},
    {"5000", "\"5km\"", "f: /layers/0/right_m: expected a number of metres from 0 to 2000000"},
    {"5000", "0", "f: /layers/0: reaches nowhere; expected more than 0 m"},
    {"\"left_m\":0,", "", "f: /layers/0: expected left_m and right_m, or radius_m, or depth"},
    {"\"left_m\":0,", "\"left_m\":0,\"radius_m\":1,",
     "f: /layers/0: expected left_m and right_m, or radius_m, or depth"},
    {"\"left_m\":0,\"right_m\":5000", "\"radius_m\":1",
     "f: /layers: 'in' has a radius, but the rule is \"one line\""},
    {"5000", "8000", "f: /layers: 'out' reaches less far than 'in', the layer inside it"},
    {"\"left_m\":1000,\"right_m\":7000.5", "\"left_m\":0,\"right_m\":5000",
     "f: /layers: 'out' reaches no farther than 'in', the layer inside it"},
    {"\"forbids\":[\"x\",\"y\"],", "", "f: /layers/0: expected the member \"forbids\", found none"},
    {"\"flat\"", "\"square\"", "f: /ends/cap: expected one of \"round\", \"flat\""},
    {"https:", "ftp:", "f: /sources: expected addresses that begin with http:// or https://"},
    {"\"verified\":false,\"u", "\"verified\":true,\"u",
     "f: /verified: is true, but layers and \"unverified\" say otherwise"},
    {"\"verified\":false,\"u", "\"verified\":1,\"u", "f: /verified: expected true or false"},
};

/* SOUND with `instead` in place of `part`, which is in it once. The caller frees it. */
static char *spoil(const char *part, const char *instead) {
    const char *at = strstr(SOUND, part);
    assert_non_null(at);
    assert_null(strstr(at + 1, part));
    size_t before = (size_t)(at - SOUND);
    char *text = malloc(sizeof SOUND + strlen(instead));
    assert_non_null(text);
    sprintf(text, "%.*s%s%s", (int)before, SOUND, instead, at + strlen(part));
    return text;
}

static void test_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(SPOILED); i++) {
        struct dmz_context *context = dmz_context_create();
        struct dmz_preset preset = {0};
        char *text = spoil(SPOILED[i].part, SPOILED[i].instead);
        assert_int_equal(read_text(context, text, &preset), DMZ_INPUT);
        assert_string_equal(dmz_context_message(context), SPOILED[i].message);
        free(text);
        dmz_preset_free(&preset);
        dmz_context_free(context);
    }
}

/* Whatever a file is cut to, it is refused, and nothing beyond it is read. */
static void test_truncated(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    for (size_t size = 0; size < sizeof SOUND - 1; size++) {
        struct dmz_preset preset = {0};
        char *text = strndup(SOUND, size);
        assert_int_equal(read_text(context, text, &preset), DMZ_INPUT);
        dmz_preset_free(&preset);
        dmz_forget(context);
        free(text);
    }
    dmz_context_free(context);
}

static void test_built_in(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_presets presets = {0};
    assert_int_equal(dmz_presets_read(context, NULL, &presets), DMZ_OK);
    assert_int_equal(presets.count, dmz_preset_text_count);
    assert_true(presets.count >= 41);
    for (size_t i = 0; i < presets.count; i++) {
        const struct dmz_preset *preset = &presets.items[i];
        assert_true(preset->built_in);
        assert_true(i == 0 || strcmp(presets.items[i - 1].id, preset->id) < 0);
        bool proposal = preset->id[strlen(preset->id) - 1] == 'p' || !strcmp(preset->id, "seed-12-12");
        assert_int_equal(proposal, preset->status == DMZ_PRESET_PROPOSAL);
        struct dmz_preset_layers layers = {0};
        assert_int_equal(dmz_preset_layers_build(context, preset, false, &layers), DMZ_OK);
        assert_true(layers.count || dmz_preset_refusal(preset, true));
        dmz_preset_layers_free(&layers);
    }
    for (size_t i = 0; i < dmz_preset_text_count; i++) { /* a file is called by its id: completions rely on it */
        const char *name = dmz_preset_texts[i].name;
        char id[64];
        snprintf(id, sizeof id, "%.*s", (int)strcspn(name, "."), name);
        assert_non_null(dmz_presets_find(&presets, id));
    }
    assert_null(dmz_presets_find(&presets, "none"));
    dmz_presets_free(&presets);
    dmz_context_free(context);
}

/* Numbers out of the sources, apart from the files: reaches in km, left and right, layer by layer. */
static const struct {
    const char *id;
    double km[10];
} REACHES[] = {
    {"korea-1953", {2, 2}},
    {"abkhazia-1994", {12, 12, 24, 24}},
    {"unikom-1991", {10, 5}},
    {"wsahara-1998", {0, 5, 30, 30}},
    {"kosovo-1999", {0, 5, 0, 25}},
    {"tsz-2000", {0, 25}},
    {"minsk-2015", {25, 25, 35, 35, 70, 70}}, /* totals 50, 70, 140 */
    {"kellogg-2025p", {15, 15}},              /* total 30 */
    {"europe-2025p", {20, 20}},               /* total 40 */
    {"gcsp-2025p", {5, 5, 7.5, 7.5}},         /* totals 10 to 15 */
    {"budanov-2023p", {0, 80, 0, 100}},       /* one-sided */
    {"podolyak-2023p", {0, 100, 0, 120}},
    {"korea-cma-2018-east", {5, 5, 10, 10, 15, 15, 25, 25, 40, 40}},
    {"korea-cma-2018-west", {5, 5, 10, 10, 20, 20, 25, 25}},
    {"seed-12-12", {12, 12, 24, 24}},
};

static void test_numbers(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_presets presets = {0};
    assert_int_equal(dmz_presets_read(context, NULL, &presets), DMZ_OK);
    for (size_t i = 0; i < COUNT(REACHES); i++) {
        const struct dmz_preset *preset = dmz_presets_find(&presets, REACHES[i].id);
        struct dmz_preset_layers layers = {0};
        assert_non_null(preset);
        assert_int_equal(dmz_preset_layers_build(context, preset, false, &layers), DMZ_OK);
        for (size_t k = 0; k < COUNT(REACHES[i].km); k++) {
            double km = 0;
            if (k / 2 < layers.count)
                km = (k % 2 ? layers.items[k / 2].width.right_m : layers.items[k / 2].width.left_m) / 1e3;
            assert_near(km, REACHES[i].km[k], 0);
        }
        dmz_preset_layers_free(&layers);
    }
    dmz_presets_free(&presets);
    dmz_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_members), cmocka_unit_test(test_layers),   cmocka_unit_test(test_refused),
        cmocka_unit_test(test_truncated),   cmocka_unit_test(test_built_in), cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
