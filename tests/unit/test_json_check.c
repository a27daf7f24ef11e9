/* test_json_check.c: JSON to the letter: what passes, what is refused, where and with which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/json_check.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A text and what is said of it; `size` only where a NUL is in it. */
struct refusal {
    const char *text, *message;
    size_t size;
};

/* The text is copied to memory of its exact size, so that the sanitizer sees every byte read beyond it. */
static enum dmz_status check(struct dmz_context *context, const char *bytes, size_t size, size_t *at) {
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    struct dmz_text text = {.name = "f", .bytes = copy, .size = size};
    enum dmz_status status = dmz_json_check(context, &text, at);
    free(copy);
    return status;
}

static void assert_refused(struct refusal refusal) {
    struct dmz_context *context = dmz_context_create();
    assert_non_null(context);
    size_t at = 0;
    enum dmz_status status = check(context, refusal.text, refusal.size ? refusal.size : strlen(refusal.text), &at);
    assert_string_equal(dmz_context_message(context), refusal.message);
    assert_int_equal(status, DMZ_INPUT);
    dmz_context_free(context);
}

static void assert_all_refused(const struct refusal *refusals, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_refused(refusals[i]);
}

static void assert_ends(const char *text, size_t start, size_t end) {
    struct dmz_context *context = dmz_context_create();
    assert_non_null(context);
    size_t at = start;
    enum dmz_status status = check(context, text, strlen(text), &at);
    assert_string_equal(dmz_context_message(context), "");
    assert_int_equal(status, DMZ_OK);
    assert_int_equal(at, end);
    dmz_context_free(context);
}

static void test_values_pass(void **state) {
    (void)state;
    static const char *const texts[] = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "12.5",
        "-0.5e-3",
        "1E+2",
        "0e999",
        "1e-999",
        "1.7976931348623157e308",
        "179769313486231570000000000000e279",
        "0.00000000000000000001e328",
        "\"\"",
        "\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9 \\ud83d\\ude00 \x7f\"",
        "\"\xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf\"",
        "[]",
        "{}",
        "[ 1 , [ ] , { } ]",
        "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"a\":2}",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_ends(texts[i], 0, strlen(texts[i]));
}

static void test_value_ends_where_the_next_begins(void **state) {
    (void)state;
    assert_ends(" \t\r\n[1] x", 0, 7);
    assert_ends("{}{}", 0, 2);
    assert_ends("{}{}", 2, 4);
    assert_ends("{}\n{\"a\":1}\n", 3, 10);
    assert_ends("null null", 0, 4);
}

static void test_ends_early(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"", "f:1:1: unexpected end of the text; expected a value", 0},
        {" \n ", "f:2:2: unexpected end of the text; expected a value", 0},
        {"[", "f:1:2: unexpected end of the text; expected a value or ']'", 0},
        {"[1", "f:1:3: unexpected end of the text; expected ',' or ']'", 0},
        {"[1,", "f:1:4: unexpected end of the text; expected a value", 0},
        {"{", "f:1:2: unexpected end of the text; expected a member name or '}'", 0},
        {"{\"a", "f:1:4: unexpected end of the text; expected '\"' to end the string", 0},
        {"{\"a\"", "f:1:5: unexpected end of the text; expected ':'", 0},
        {"{\"a\":", "f:1:6: unexpected end of the text; expected a value", 0},
        {"{\"a\":1", "f:1:7: unexpected end of the text; expected ',' or '}'", 0},
        {"{\"a\":1,", "f:1:8: unexpected end of the text; expected a member name", 0},
        {"[tru", "f:1:5: unexpected end of the text; expected true", 0},
        {"[-", "f:1:3: unexpected end of the text; expected a digit", 0},
        {"1.", "f:1:3: unexpected end of the text; expected a digit after the decimal point", 0},
        {"1e+", "f:1:4: unexpected end of the text; expected a digit in the exponent", 0},
        {"\"\\", "f:1:3: unexpected end of the text; expected one of \" \\ / b f n r t u after \\", 0},
        {"\"\\u12", "f:1:6: unexpected end of the text; expected four hexadecimal digits after \\u", 0},
        {"\"\\ud83d", "f:1:8: unexpected end of the text; expected the second half of a surrogate pair", 0},
        {"\"\\ud83d\\", "f:1:9: unexpected end of the text; expected the second half of a surrogate pair", 0},
        {"\"\\ud83d\\u", "f:1:10: unexpected end of the text; expected four hexadecimal digits after \\u", 0},
        {"\"\xd0\x9a\xd0", "f:1:3: unexpected end of the text; expected '\"' to end the string", 0},
        {"\"\xf0\x9f\x98", "f:1:2: unexpected end of the text; expected '\"' to end the string", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_numbers(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"[NaN]", "f:1:2: unexpected \"NaN\"; expected a finite number", 0},
        {"[nan]", "f:1:2: unexpected \"nan\"; expected a finite number", 0},
        {"[Infinity]", "f:1:2: unexpected \"Infinity\"; expected a finite number", 0},
        {"[-Infinity]", "f:1:3: unexpected \"Infinity\"; expected a digit", 0},
        {"[1e999]", "f:1:2: the number 1e999 is too large; expected at most 1.7976931348623157e308", 0},
        {"[-1E+309]", "f:1:2: the number -1E+309 is too large; expected at most 1.7976931348623157e308", 0},
        {"1.8e308", "f:1:1: the number 1.8e308 is too large; expected at most 1.7976931348623157e308", 0},
        {"1e99999999999999999999", /* more than a long */
         "f:1:1: the number 1e99999999999999999999 is too large; expected at most 1.7976931348623157e308", 0},
        {"[01]", "f:1:3: unexpected '1'; expected no digit after a leading 0", 0},
        {"[-00]", "f:1:4: unexpected '0'; expected no digit after a leading 0", 0},
        {"[1.]", "f:1:4: unexpected ']'; expected a digit after the decimal point", 0},
        {"[1.e5]", "f:1:4: unexpected 'e'; expected a digit after the decimal point", 0},
        {"[1e]", "f:1:4: unexpected ']'; expected a digit in the exponent", 0},
        {"[+1]", "f:1:2: unexpected '+'; expected a number without it", 0},
        {"[.5]", "f:1:2: unexpected '.'; expected a digit before it", 0},
        {"[-]", "f:1:3: unexpected ']'; expected a digit", 0},
        {"[0x1]", "f:1:3: unexpected 'x'; expected the number to end", 0},
        {"[1.2.3]", "f:1:5: unexpected '.'; expected the number to end", 0},
        {"[12-3]", "f:1:4: unexpected '-'; expected the number to end", 0},
        {"[1 2]", "f:1:4: unexpected '2'; expected ',' or ']'", 0},
        {"0.1234567890123456789012345678901234567890123456789012345678901234",
         "f:1:1: a number of 66 characters; expected at most 63", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_strings(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"\"a\nb\"", "f:1:3: unexpected control character U+000A in a string; expected \\u000a", 0},
        {"\"a\tb\"", "f:1:3: unexpected control character U+0009 in a string; expected \\u0009", 0},
        {"\"a\0b\"", "f:1:3: unexpected NUL in a string; expected none", 5},
        {"\"\\u0000\"", "f:1:2: unexpected \\u0000; expected a string without NUL", 0},
        {"\"\\q\"", "f:1:3: unexpected 'q'; expected one of \" \\ / b f n r t u after \\", 0},
        {"\"\\\0\"", "f:1:3: unexpected control character U+0000; expected one of \" \\ / b f n r t u after \\", 4},
        {"\"\\u12g4\"", "f:1:6: unexpected 'g'; expected four hexadecimal digits after \\u", 0},
        {"\"\\ud800\"", "f:1:2: unexpected lone surrogate \\ud800; expected a surrogate pair", 0},
        {"\"\\uD800x\"", "f:1:2: unexpected lone surrogate \\ud800; expected a surrogate pair", 0},
        {"\"\\ud800\\n\"", "f:1:2: unexpected lone surrogate \\ud800; expected a surrogate pair", 0},
        {"\"\\ud800\\ud800\"", "f:1:2: unexpected lone surrogate \\ud800; expected a surrogate pair", 0},
        {"\"\\ud800\\u0000\"", "f:1:2: unexpected lone surrogate \\ud800; expected a surrogate pair", 0},
        {"\"\\udc00\"", "f:1:2: unexpected lone surrogate \\udc00; expected a surrogate pair", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_utf8(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"\"\x80\"", "f:1:2: unexpected byte 0x80, which is no UTF-8; expected a character in UTF-8", 0},
        {"\"\xff\"", "f:1:2: unexpected byte 0xff, which is no UTF-8; expected a character in UTF-8", 0},
        {"\"\xe9t\xe9\"", "f:1:2: unexpected byte 0xe9, which is no UTF-8; expected a character in UTF-8",
         0}, /* Latin-1 */
        {"\"\xc0\xaf\"", "f:1:2: unexpected byte 0xc0, which is no UTF-8; expected a character in UTF-8",
         0}, /* overlong */
        {"\"\xe0\x80\xaf\"", "f:1:2: unexpected byte 0xe0, which is no UTF-8; expected a character in UTF-8", 0},
        {"\"\xf0\x80\x80\xaf\"", "f:1:2: unexpected byte 0xf0, which is no UTF-8; expected a character in UTF-8", 0},
        {"\"\xed\xa0\x80\"", "f:1:2: unexpected byte 0xed, which is no UTF-8; expected a character in UTF-8",
         0}, /* D800 */
        {"\"\xf4\x90\x80\x80\"", "f:1:2: unexpected byte 0xf4, which is no UTF-8; expected a character in UTF-8", 0},
        {"\"\xf5\x80\x80\x80\"", "f:1:2: unexpected byte 0xf5, which is no UTF-8; expected a character in UTF-8", 0},
        {"\"\xd0\x9a\xd0\"", "f:1:3: unexpected byte 0xd0, which is no UTF-8; expected a character in UTF-8", 0},
        {"[\xa0]", "f:1:2: unexpected byte 0xa0, which is no UTF-8; expected a value or ']'", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_structure(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"[1,]", "f:1:4: unexpected ']'; expected a value", 0},
        {"[,1]", "f:1:2: unexpected ','; expected a value or ']'", 0},
        {"[1}", "f:1:3: unexpected '}'; expected ',' or ']'", 0},
        {"{\"a\":1]", "f:1:7: unexpected ']'; expected ',' or '}'", 0},
        {"{\"a\":1,}", "f:1:8: unexpected '}'; expected a member name", 0},
        {"{a:1}", "f:1:2: unexpected 'a'; expected a member name or '}'", 0},
        {"{'a':1}", "f:1:2: unexpected '''; expected a member name or '}'", 0},
        {"{type:1}", "f:1:2: unexpected \"type\"; expected a member name or '}'", 0},
        {"{1:1}", "f:1:2: unexpected '1'; expected a member name or '}'", 0},
        {"{\"a\" 1}", "f:1:6: unexpected '1'; expected ':'", 0},
        {"{\"a\":,}", "f:1:6: unexpected ','; expected a value", 0},
        {"[True]", "f:1:2: unexpected \"True\"; expected a value or ']'", 0},
        {"[nullx]", "f:1:2: unexpected \"nullx\"; expected a value or ']'", 0},
        {"[\"a\" \"b\"]", "f:1:6: unexpected '\"'; expected ',' or ']'", 0},
        {"// a comment\n{}", "f:1:1: unexpected '/'; expected a value", 0},
        {"[\xe2\x80\x9cname\xe2\x80\x9d]", "f:1:2: unexpected \"\xe2\x80\x9c\"; expected a value or ']'", 0},
        {"[\xe2\x80\x8b]", "f:1:2: unexpected \"\\u200b\"; expected a value or ']'", 0},
        {"[1\0]", "f:1:3: unexpected control character U+0000; expected ',' or ']'", 4},
        {"[\f1]", "f:1:2: unexpected control character U+000C; expected a value or ']'", 0},
        {"]", "f:1:1: unexpected ']'; expected a value", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

/* Lines end at a line feed, columns count characters. */
static void test_places(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"[1,\n 2,\r\n  x]", "f:3:3: unexpected 'x'; expected a value", 0},
        {"[\"\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2\", x]", "f:1:10: unexpected 'x'; expected a value", 0},
        {"[\"\xf0\x9f\x98\x80\", x]", "f:1:7: unexpected 'x'; expected a value", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static char *repeat(const char *opening, const char *closing, size_t times) {
    size_t one = strlen(opening), other = strlen(closing);
    char *text = malloc(times * (one + other) + 1);
    assert_non_null(text);
    text[0] = '\0';
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * one, opening, one);
    for (size_t i = 0; i < times; i++)
        memcpy(text + times * one + i * other, closing, other);
    text[times * (one + other)] = '\0';
    return text;
}

static void test_nesting(void **state) {
    (void)state;
    static const char message[] = "nested too deeply; expected at most 500 levels";
    char expected[128];
    char *text = repeat("[", "]", 500);
    assert_ends(text, 0, 1000);
    free(text);
    text = repeat("[", "]", 501);
    strcat(strcpy(expected, "f:1:501: "), message);
    assert_refused((struct refusal){text, expected, 0});
    free(text);
    text = repeat("[", "", 100000);
    assert_refused((struct refusal){text, expected, 0});
    free(text);
    text = repeat("{\"a\":", "}", 10000);
    strcat(strcpy(expected, "f:1:2501: "), message);
    assert_refused((struct refusal){text, expected, 0});
    free(text);
}

static void test_every_truncation_ends_early(void **state) {
    (void)state;
    static const char text[] =
        "{\"a\": [1.5e+3, -0, true, false, null], \"\xd0\x9a\\n\\ud83d\\ude00\": {\"b\": []}, \"\": \"\"}";
    static const char ending[] = ": unexpected end of the text; expected ";
    assert_ends(text, 0, sizeof text - 1);
    for (size_t size = 0; size < sizeof text - 1; size++) {
        struct dmz_context *context = dmz_context_create();
        assert_non_null(context);
        size_t at = 0;
        assert_int_equal(check(context, text, size, &at), DMZ_INPUT);
        assert_non_null(strstr(dmz_context_message(context), ending));
        dmz_context_free(context);
    }
}

static void test_long_text_is_cut_in_messages(void **state) {
    (void)state;
    assert_refused((struct refusal){"[abcdefghijklmnopqrstuvwxyz]",
                                    "f:1:2: unexpected \"abcdefghijklmnopqrst\"; expected a value or ']'", 0});
}

static void test_quotes(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"", "\"\""},
        {"Line \"A\" \\", "\"Line \\\"A\\\" \\\\\""},
        {"\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2", "\"\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2\""},
        {"a\nb\x1b[31m\x7f", "\"a\\u000ab\\u001b[31m\\u007f\""},
        {"\xc2\x9b"
         "31m\xe2\x80\xae",
         "\"\\u009b31m\\u202e\""},
        {"\xe9t\xe9", "\"\\xe9t\\xe9\""},
        {"\xf0\x9f\x98\x80\xf0\x9f", "\"\xf0\x9f\x98\x80\\xf0\\x9f\""},
        {"0123456789012345678901234567890123456789", "\"0123456789012345678901234567890123456789\""},
        {"01234567890123456789012345678901234567890", "\"0123456789012345678901234567890123456789\"..."},
        {"012345678901234567890123456789012345678\xd0\x9a", "\"012345678901234567890123456789012345678\"..."},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        char quoted[DMZ_TEXT_QUOTE_SIZE];
        assert_string_equal(dmz_text_quote(pairs[i][0], quoted), pairs[i][1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_pass),
        cmocka_unit_test(test_value_ends_where_the_next_begins),
        cmocka_unit_test(test_ends_early),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_structure),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_every_truncation_ends_early),
        cmocka_unit_test(test_long_text_is_cut_in_messages),
        cmocka_unit_test(test_quotes),
    };
    return cmocka_run_group_tests_name("json_check", tests, NULL, NULL);
}
