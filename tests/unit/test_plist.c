/* Property lists: the three forms, what is refused as CoreFoundation refuses it, limits. */
#include <stdlib.h>

#include "support/plist_case.h"

#define COUNT(a)  (sizeof(a) / sizeof *(a))
#define HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">"
#define XML(text) HEAD text "</plist>"

/* A list as one text, and what it is read as; NULL: refused with |code|. */
typedef struct text_case {
    const char *text;
    const char *shown;
    const char *code; /* of an anomaly or a gap; NULL: nothing is noted */
} text_case;

static void check_text(const text_case *t)
{
    plist_case c = plist_case_read_text(t->text);
    assert_int_equal(c.err == AA_OK, t->shown != NULL);
    if (t->shown != NULL)
        assert_string_equal(plist_case_show(&c, ""), t->shown);
    assert_int_equal(c.notes.items.count, t->code != NULL);
    if (t->code != NULL)
        assert_true(plist_case_noted(&c, t->code, t->shown == NULL ? AA_NOTE_GAP : AA_NOTE_ANOMALY));
    plist_case_release(&c);
}

static void xml_is_read_as_corefoundation_does(void **state)
{
    (void)state;
    static const text_case cases[] = {
        {XML("<dict><key>a</key><string>b</string></dict>"), "{\"a\": \"b\"}", NULL},
        {"<dict><key>a</key><true/></dict>", "{\"a\": true}", NULL},
        {XML("<dict/>"), "{}", NULL},
        {XML("<array />"), "[]", NULL},
        {XML("<array><true/><false></false><string/></array>"), "[true, false, \"\"]", NULL},
        {XML("<string>&lt;&gt;&amp;&apos;&quot;&#65;&#x4F60;</string>"), "\"<>&'\"A\u4f60\"", NULL},
        {XML("<string>a<![CDATA[<&amp;>]]>b</string>"), "\"a<&amp;>b\"", NULL},
        {XML("<array><!-- c --><?pi x?><true/></array>"), "[true]", NULL},
        {XML("<array><key>a</key></array>"), "[\"a\"]", NULL},
        {XML("<integer>-0x10</integer>"), "-16", NULL},
        {XML("<integer> + 12</integer>"), "12", NULL},
        {XML("<integer>18446744073709551615</integer>"), "18446744073709551615", NULL},
        {XML("<integer>-9223372036854775808</integer>"), "-9223372036854775808", NULL},
        {XML("<array><real>1.5</real><real>-INF</real><real>NaN</real></array>"), "[1.5, -inf, nan]", NULL},
        {XML("<date>2001-01-01T00:00:01Z</date>"), "date:1", NULL},
        {XML("<date>2024-02-29T00:00:00Z</date>"), "date:730857600", NULL},
        {XML("<date>1970-01-01T00:00:00Z</date>"), "date:-978307200", NULL},
        {XML("<data> aGVs\n bG8= </data>"), "data:68656c6c6f", NULL},
        {XML("<data>aA==</data>"), "data:68", NULL},
        {XML("<dict><key>CF$UID</key><integer>7</integer></dict>"), "uid:7", NULL},
        {XML("<dict><key>CF$UID</key><string>7</string></dict>"), "{\"CF$UID\": \"7\"}", NULL},
        {"<!DOCTYPE plist PUBLIC \"-//A//DTD\" \"http://127.0.0.1:9/x.dtd\">" XML("<true/>"), "true", NULL},
        {"<!DOCTYPE p [<!ENTITY % a SYSTEM \"file:///etc/hostname\"> %a;]><plist><true/></plist>", "true",
         "plist.inline_dtd"},
        {XML("<dict><key>a</key><false/><key>a</key><true/></dict>"), "{\"a\": false, \"a\": true}",
         "plist.duplicate_key"},
        {XML("<!----------><dict foo=\"bar\"/>"), "{}", "plist.not_wellformed"},
        {XML("<dict foo=bar></dict>"), "{}", "plist.not_wellformed"},
        {XML("<true/>") " <plist><false/></plist>", "true", "plist.trailing"},
        /* What is a comment in front of the list depends on a quirk. */
        {"<!---->" XML("<true/>") "<!-- -->" XML("<false/>"), "false", "plist.not_wellformed"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(&cases[i]);
}

static void xml_is_refused_as_corefoundation_does(void **state)
{
    (void)state;
    static const text_case cases[] = {
        {"", NULL, "plist.empty"},
        {XML(""), NULL, "plist.format"},
        {XML("<true/><true/>"), NULL, "plist.format"},
        {XML("<dict><string>a</string><true/></dict>"), NULL, "plist.format"},
        {XML("<dict><key>a</key></dict>"), NULL, "plist.format"},
        {XML("<dict><key>a</key><key>b</key><string>x</string></dict>"), NULL, "plist.format"},
        {XML("<array><true/></dict>"), NULL, "plist.format"},
        {XML("<array>x</array>"), NULL, "plist.format"},
        {XML("<array><true/>"), NULL, "plist.format"},
        {XML("<Array/>"), NULL, "plist.format"},
        {XML("<data/>"), NULL, "plist.format"},
        {XML("<data>\xC3\xA4</data>"), NULL, "plist.format"},
        {XML("<integer></integer>"), NULL, "plist.format"},
        {XML("<integer>12a</integer>"), NULL, "plist.format"},
        {XML("<integer>18446744073709551616</integer>"), NULL, "plist.format"},
        {XML("<integer>-9223372036854775809</integer>"), NULL, "plist.format"},
        {XML("<real>1.5x</real>"), NULL, "plist.format"},
        {XML("<real>0x10</real>"), NULL, "plist.format"},
        {XML("<date>2001-1-01T00:00:00Z</date>"), NULL, "plist.format"},
        {XML("<date>2001-13-01T00:00:00Z</date>"), NULL, "plist.format"},
        {XML("<string>&nbsp;</string>"), NULL, "plist.entity"},
        {XML("<string>&#xD800;</string>"), NULL, "plist.format"},
        {XML("<string>&#123456789;</string>"), NULL, "plist.format"},
        {XML("<string>\xC3</string>"), NULL, "plist.format"},
        {XML("<string>\xED\xA0\x80</string>"), NULL, "plist.format"},
        {XML("<string><b/></string>"), NULL, "plist.format"},
        {XML("<array><!ENTITY a \"b\"></array>"), NULL, "plist.format"},
        {XML("<array><!-- </array>"), NULL, "plist.format"},
        {"<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?><plist><true/></plist>", NULL, "plist.encoding"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(&cases[i]);
}

static void entities_of_the_document_are_never_expanded(void **state)
{
    (void)state;
    plist_case c = plist_case_read_text("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                                        "<plist><string>&x;</string></plist>");
    assert_int_equal(c.err, AA_E_FORMAT);
    assert_true(plist_case_noted(&c, "plist.entity", AA_NOTE_GAP));
    assert_true(plist_case_noted(&c, "plist.inline_dtd", AA_NOTE_ANOMALY));
    plist_case_release(&c);
}

static void the_old_style_is_read_as_corefoundation_does(void **state)
{
    (void)state;
    static const text_case cases[] = {
        {"{ a = \"com.x\"; b = (1, '2', {c = d;}, ); }",
         "{\"a\": \"com.x\", \"b\": [\"1\", \"2\", {\"c\": \"d\"}]}", NULL},
        {"/* c */ \"k\" = \"v\"; // end\nonly;", "{\"k\": \"v\", \"only\": \"only\"}", NULL},
        {"\"a\\n\\\"\\101\\U4f60\\Ud83d\\Ude00\\241\" = b;", "{\"a\n\"A\u4f60\U0001f600\u00a1\": \"b\"}",
         NULL},
        {" \n\t", "{}", NULL},
        {"{}", "{}", NULL},
        {"()", "[]", NULL},
        {"<0a 1B>", "data:0a1b", NULL},
        {"just.one-text", "\"just.one-text\"", NULL},
        {"a = b; \"c", "{\"a\": \"b\"}", "plist.trailing"},
        {"a = b; )", "{\"a\": \"b\"}", "plist.trailing"},
        {"a = 1; a = 2;", "{\"a\": \"1\", \"a\": \"2\"}", "plist.duplicate_key"},
        {"\"\\Ud800\"", "\"\uFFFD\"", "plist.text"},
        {"{\"a\":1}", NULL, "plist.format"},
        {"{ a = b }", NULL, "plist.format"},
        {"{ a b; }", NULL, "plist.format"},
        {"{ a = ; }", NULL, "plist.format"},
        {"{ a = b; ", NULL, "plist.format"},
        {"(a b)", NULL, "plist.format"},
        {"(a; b)", NULL, "plist.format"},
        {"(a", NULL, "plist.format"},
        {"{} x", NULL, "plist.format"},
        {"a = \"b;", NULL, "plist.format"},
        {"<0>", NULL, "plist.format"},
        {"<0a", NULL, "plist.format"},
        {"a = \"\xC3\";", NULL, "plist.format"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(&cases[i]);
}

static void texts_may_be_in_other_encodings(void **state)
{
    (void)state;

    static const struct {
        const char *bytes;
        size_t n;
        const char *shown;
    } cases[] = {
        {"\xFF\xFE"
         "a\0=\0\x60\x4f;\0",
         10, NULL},
        {"\xFF\xFE"
         "a\0=\0\"\0\x60\x4f\"\0;\0",
         14, "{\"a\": \"\u4f60\"}"},
        {"\xFE\xFF"
         "\0a\0=\0\"\x4f\x60\0\"\0;",
         14, "{\"a\": \"\u4f60\"}"},
        {"\xEF\xBB\xBF"
         "a = b;",
         9, "{\"a\": \"b\"}"},
        {"\xFF\xFE"
         "<\0t\0r\0u\0e\0/\0>\0",
         16, "true"},
        {"\xFF\xFE"
         "a\0=\0\"\0\x00\xD8\"\0;\0",
         14, NULL},
        {"<?xml encoding='iso-8859-1'?><string>\xE4</string>", 47, "\"\u00e4\""},
        {"\x00\x00\xFE\xFF"
         "\0\0\0<\0\0\0t\0\0\0r\0\0\0u\0\0\0e\0\0\0/\0\0\0>",
         32, "true"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        plist_case c = plist_case_read(aa_bytes_of(cases[i].bytes, cases[i].n));
        assert_int_equal(c.err == AA_OK, cases[i].shown != NULL);
        if (cases[i].shown != NULL)
            assert_string_equal(plist_case_show(&c, ""), cases[i].shown);
        plist_case_release(&c);
    }
}

/* ---- binary ---- */

/* A binary list of up to four objects, the first on top. */
typedef struct binary_case {
    const char *objects[4];
    size_t sizes[4];
    const char *shown; /* NULL: refused */
    const char *code;
} binary_case;

static void binary_objects_are_read_as_corefoundation_does(void **state)
{
    (void)state;
    static const binary_case cases[] = {
        {{"\x09"}, {1}, "true", NULL},
        {{"\x08"}, {1}, "false", NULL},
        {{"\x00"}, {1}, "null", NULL},
        {{"\x10\xFF"}, {2}, "255", NULL},
        {{"\x11\xFF\xFF"}, {3}, "65535", NULL},
        {{"\x13\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE"}, {9}, "-2", NULL},
        {{"\x14\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"},
         {17},
         "18446744073709551615",
         NULL},
        {{"\x22\x3F\xC0\x00\x00"}, {5}, "1.5", NULL},
        {{"\x33\x3F\xF0\x00\x00\x00\x00\x00\x00"}, {9}, "date:1", NULL},
        {{"\x42\x0A\x0B"}, {3}, "data:0a0b", NULL},
        {{"\x53"
          "abc"},
         {4},
         "\"abc\"",
         NULL},
        {{"\x5F\x10\x03"
          "abc"},
         {6},
         "\"abc\"",
         NULL},
        {{"\x51\xE4"}, {2}, "\"\u00e4\"", "plist.text"},
        {{"\x61\x4F\x60"}, {3}, "\"\u4f60\"", NULL},
        {{"\x61\xD8\x00"}, {3}, "\"\uFFFD\"", "plist.text"},
        {{"\x80\x07"}, {2}, "uid:7", NULL},
        {{"\xA2\x01\x01", "\x51"
                          "a"},
         {3, 2},
         "[\"a\", \"a\"]",
         NULL},
        {{"\xC1\x01", "\x09"}, {2, 1}, "[true]", NULL},
        {{"\xD1\x01\x02",
          "\x51"
          "k",
          "\x08"},
         {3, 2, 1},
         "{\"k\": false}",
         NULL},
        {{"\xD1\x01\x01", "\x10\x05"}, {3, 2}, "{5: 5}", "plist.key_type"},
        {{"\xD2\x01\x01\x02\x03",
          "\x51"
          "k",
          "\x08", "\x09"},
         {5, 2, 1, 1},
         "{\"k\": false, \"k\": true}",
         "plist.duplicate_key"},
        {{"\xAF\x10\x02\x01\x01", "\x09"}, {5, 1}, "[true, true]", NULL},
        {{"\x0F"}, {1}, NULL, "plist.format"},
        {{"\x15"}, {1}, NULL, "plist.format"},
        {{"\x11\x01"}, {2}, NULL, "plist.format"},
        {{"\x21\x01\x01"}, {3}, NULL, "plist.format"},
        {{"\x32\x01\x01\x01\x01"}, {5}, NULL, "plist.format"},
        {{"\x4F\x10\x05"
          "abcd"},
         {7},
         NULL,
         "plist.format"},
        {{"\x4F\x20"}, {2}, NULL, "plist.format"},
        {{"\x5F\x13\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"}, {10}, NULL, "plist.format"},
        {{"\x6F\x13\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"}, {10}, NULL, "plist.format"},
        {{"\x84\x01\x00\x00\x00\x00"}, {6}, NULL, "plist.format"},
        {{"\xB0"}, {1}, NULL, "plist.format"},
        {{"\xA1\x00"}, {2}, NULL, "plist.format"},
        {{"\xA1\x7F"}, {2}, NULL, "plist.format"},
        {{"\xAF\x13\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"}, {10}, NULL, "plist.format"},
        {{"\xD1\x01\x01", "\xA0"}, {3, 1}, NULL, "plist.format"},
        {{"\xD1\x00\x01", "\x09"}, {3, 1}, NULL, "plist.format"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        test_bplist p = bplist_new();
        for (size_t k = 0; k < 4 && cases[i].objects[k] != NULL; k++)
            bplist_object(&p, cases[i].objects[k], cases[i].sizes[k]);
        plist_case c = bplist_read(&p);
        assert_int_equal(c.err == AA_OK, cases[i].shown != NULL);
        if (cases[i].shown != NULL)
            assert_string_equal(plist_case_show(&c, ""), cases[i].shown);
        assert_int_equal(c.notes.items.count, cases[i].code != NULL);
        if (cases[i].code != NULL)
            assert_true(
                plist_case_noted(&c, cases[i].code, cases[i].shown == NULL ? AA_NOTE_GAP : AA_NOTE_ANOMALY));
        plist_case_release(&c);
    }
}

static void binary_trailers_must_fit(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++) {
        test_bplist p = bplist_new();
        BPLIST_OBJECT(&p, "\xA1\x01");
        BPLIST_OBJECT(&p, "\x09");
        p.count_written = i == 1 ? UINT64_C(1) << 63 : i == 2 ? 1 : 0;
        p.table_written = i == 3 ? UINT64_C(1) << 40 : i == 4 ? 8 : 0;
        p.top = i == 5 ? 2 : 0;
        p.offsets[1] = i == 6 ? 0xFF : i == 7 ? 4 : p.offsets[1];
        p.ref_width = i == 8 ? 2 : 0; /* a reference of which a half is the other object */
        plist_case c = bplist_read(&p);
        assert_int_equal(c.err, i == 0 ? AA_OK : AA_E_FORMAT);
        plist_case_release(&c);
    }
}

static void a_container_inside_itself_is_refused_by_its_offset(void **state)
{
    (void)state;
    test_bplist p = bplist_new();
    BPLIST_OBJECT(&p, "\xA1\x01");
    BPLIST_OBJECT(&p, "\x09");
    p.offsets[1] = p.offsets[0]; /* another number, the same array */
    plist_case c = bplist_read(&p);
    assert_int_equal(c.err, AA_E_FORMAT);
    plist_case_release(&c);
}

static bool count_visits(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    (void)plist;
    (void)node;
    (void)path;
    ++*(uint32_t *)context;
    return true;
}

/* 12 arrays, each with ten times the next: 10^12 ways to the text. */
static void shared_objects_are_read_once_and_walked_within_a_budget(void **state)
{
    (void)state;
    test_bplist p = bplist_new();
    for (size_t i = 0; i < 12; i++) {
        char array[11] = "\xAA";
        memset(array + 1, (int)i + 1, 10);
        bplist_object(&p, array, sizeof array);
    }
    BPLIST_OBJECT(&p, "\x51"
                      "a");
    plist_case c = bplist_read(&p);
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.plist.node_count, 13);
    assert_int_equal(c.notes.items.count, 0);
    uint32_t visits = 0;
    assert_false(aa_plist_walk(c.arena, &c.plist, c.plist.root, 5000, count_visits, &visits));
    assert_int_equal(visits, 5000);
    plist_case_release(&c);
}

/* ---- limits ---- */

static char *nested(size_t depth)
{
    char *text = malloc(depth * 15 + 1);
    assert_non_null(text);
    for (size_t i = 0; i < depth; i++)
        memcpy(text + 7 * i, "<array>", 7);
    for (size_t i = 0; i < depth; i++)
        memcpy(text + 7 * depth + 8 * i, "</array>", 8);
    text[depth * 15] = '\0';
    return text;
}

static void nesting_costs_no_stack(void **state)
{
    (void)state;
    for (size_t depth = 100; depth <= 100000; depth *= 10) {
        char *text = nested(depth);
        plist_case c = plist_case_read_text(text);
        assert_int_equal(c.err, depth == 100 ? AA_OK : AA_E_LIMIT);
        assert_int_equal(plist_case_noted(&c, "limit.plist_depth", AA_NOTE_GAP), depth > 100);
        plist_case_release(&c);
        free(text);
    }
    char *braces = malloc(100001);
    assert_non_null(braces);
    memset(braces, '(', 100000);
    braces[100000] = '\0';
    plist_case c = plist_case_read_text(braces);
    assert_int_equal(c.err, AA_E_LIMIT);
    plist_case_release(&c);
    free(braces);
}

static void each_limit_ends_the_reading_and_says_so(void **state)
{
    (void)state;
    static const char text[] = XML("<array><string>abcdef</string><true/><data>aGVsbG8=</data></array>");
    static const char *const codes[] = {"limit.plist_bytes", "limit.plist_nodes", "limit.plist_refs",
                                        "limit.plist_text"};
    for (size_t i = 0; i < COUNT(codes); i++) {
        for (uint32_t less = 0; less < 2; less++) {
            aa_limits limits = AA_LIMITS_INIT;
            if (i == 0)
                limits.plist_bytes = sizeof text - 1 - less;
            if (i == 1)
                limits.plist_nodes = 4 - less;
            if (i == 2)
                limits.plist_refs = 3 - less;
            if (i == 3)
                limits.plist_text = 11 - less;
            plist_case c = plist_case_read_with(aa_bytes_of(text, sizeof text - 1), &limits);
            assert_int_equal(c.err, less == 0 ? AA_OK : AA_E_LIMIT);
            assert_int_equal(plist_case_noted(&c, codes[i], AA_NOTE_GAP), less == 1);
            plist_case_release(&c);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xml_is_read_as_corefoundation_does),
        cmocka_unit_test(xml_is_refused_as_corefoundation_does),
        cmocka_unit_test(entities_of_the_document_are_never_expanded),
        cmocka_unit_test(the_old_style_is_read_as_corefoundation_does),
        cmocka_unit_test(texts_may_be_in_other_encodings),
        cmocka_unit_test(binary_objects_are_read_as_corefoundation_does),
        cmocka_unit_test(binary_trailers_must_fit),
        cmocka_unit_test(a_container_inside_itself_is_refused_by_its_offset),
        cmocka_unit_test(shared_objects_are_read_once_and_walked_within_a_budget),
        cmocka_unit_test(nesting_costs_no_stack),
        cmocka_unit_test(each_limit_ends_the_reading_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
