#include "code/code.h"

#include "code/owner.h"
#include "support/fail_alloc.h"
#include "support/program_case.h"
#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const aa_entry main_entry = {.kind = AA_ENTRY_COMPONENT, .name = "org.example.app.Main"};

typedef struct code_case {
    program_case program;
    aa_reach_map *reach;
    aa_code *code;
} code_case;

static void begin(code_case *t)
{
    program_case_begin(&t->program, "asked");
    assert_int_equal(aa_reach_build(t->program.program, &main_entry, 1, &t->reach), AA_OK);
    const aa_code_base base = {.program = t->program.program,
                               .reach = t->reach,
                               .limits = &t->program.limits,
                               .package = "org.example.app",
                               .complete = true};
    t->code = aa_code_new(&base);
    assert_non_null(t->code);
}

static void end(code_case *t)
{
    assert_false(aa_code_failed(t->code));
    aa_code_free(t->code);
    aa_reach_free(t->reach);
    program_case_end(&t->program);
}

static void expect_text(aa_bytes text, const char *expected)
{
    if (!aa_bytes_is(text, expected))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)text.n, (const char *)text.p, expected);
}

/* ---- calls ----------------------------------------------------------------------------------------------
 */

static void calls_of_the_platform_go_through_classes_of_the_app(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    aa_sites sites = aa_code_calls(t.code, "Landroid/app/Activity;->setTitle");
    assert_int_equal(sites.count, 1); /* the other one would need a constant to be otherwise */
    const aa_site *site = sites.items;
    assert_int_equal(site->in, program_case_method(&t.program, "Lorg/example/app/Main;->run"));
    assert_true(aa_site_is(t.code, site, "Landroid/app/Activity;->setTitle"));
    assert_true(aa_site_is(t.code, site, "Landroid/app/Activity;->setTitle(Ljava/lang/CharSequence;)V"));
    assert_false(aa_site_is(t.code, site, "Landroid/app/Activity;->setTitle(I)V"));
    assert_false(aa_site_is(t.code, site, "Landroid/app/Dialog;->setTitle"));
    aa_bytes text;
    assert_true(aa_site_text(t.code, site, 1, &text));
    expect_text(text, "shown");
    end(&t);
}

static void answers_are_remembered_and_merged_in_order(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "Ljavax/crypto/spec/SecretKeySpec;-><init>", "Landroid/view/Window;->addFlags",
        "Ljavax/crypto/Cipher;->getInstance", "Ljavax/crypto/Cipher;->*", NULL};
    code_case t;
    begin(&t);
    aa_sites once = aa_code_calls(t.code, patterns[0]);
    aa_sites again = aa_code_calls(t.code, patterns[0]);
    assert_ptr_equal(once.items, again.items);
    aa_sites all = aa_code_calls_of(t.code, patterns);
    assert_int_equal(all.count, 3);
    for (size_t i = 1; i < all.count; i++)
        assert_true(all.items[i - 1].in < all.items[i].in || all.items[i - 1].pc < all.items[i].pc);
    assert_int_equal(aa_code_calls(t.code, "Lapp/Nothing;->here").count, 0);
    end(&t);
}

static void arguments_are_followed_to_the_caller(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    aa_bytes text;
    int64_t number = 0;
    aa_sites cipher = aa_code_calls(t.code, "Ljavax/crypto/Cipher;->getInstance");
    assert_int_equal(cipher.count, 1);
    assert_true(aa_site_text(t.code, &cipher.items[0], 0, &text));
    expect_text(text, "AES/ECB/PKCS5Padding");
    assert_false(aa_site_int(t.code, &cipher.items[0], 0, &number));
    aa_sites flags = aa_code_calls(t.code, "Landroid/view/Window;->addFlags");
    assert_int_equal(flags.count, 1);
    assert_true(aa_site_int(t.code, &flags.items[0], 1, &number));
    assert_int_equal(number, 0x80);
    assert_false(aa_site_text(t.code, &flags.items[0], 1, &text));
    assert_false(aa_site_text(t.code, &flags.items[0], 9, &text));
    end(&t);
}

static void what_is_made_of_constants_is_constant(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    aa_sites keys = aa_code_calls(t.code, "Ljavax/crypto/spec/SecretKeySpec;-><init>");
    assert_int_equal(keys.count, 1);
    aa_origins key = aa_code_whence(t.code, &keys.items[0], 1);
    assert_true(aa_origins_constant(t.code, &key));
    aa_sites vectors = aa_code_calls(t.code, "Ljavax/crypto/spec/IvParameterSpec;-><init>");
    assert_int_equal(vectors.count, 1);
    aa_origins vector = aa_code_whence(t.code, &vectors.items[0], 1);
    assert_false(aa_origins_constant(t.code, &vector));
    assert_non_null(aa_origins_call(t.code, &vector, "Ljava/util/Random;->nextBytes"));
    assert_null(aa_origins_call(t.code, &vector, "Ljava/util/UUID;->randomUUID"));
    const aa_origins none = {.complete = true};
    assert_false(aa_origins_constant(t.code, &none));
    end(&t);
}

/* ---- classes and texts -----------------------------------------------------------------------------------
 */

static void overrides_are_found_below_the_interface(void **state)
{
    (void)state;
    static const char trusted[] = "Ljavax/net/ssl/X509TrustManager;->checkServerTrusted";
    static const char exactly[] = "Ljavax/net/ssl/X509TrustManager;->checkServerTrusted("
                                  "[Ljava/security/cert/X509Certificate;Ljava/lang/String;)V";
    code_case t;
    begin(&t);
    const aa_method_id *ids = NULL;
    const aa_method_id *again = NULL;
    assert_int_equal(aa_code_overrides(t.code, trusted, &ids), 2);
    assert_int_equal(aa_code_overrides(t.code, exactly, &ids), 1);
    const aa_flow *flow = aa_code_flow(t.code, ids[0]);
    assert_non_null(flow);
    assert_int_equal(flow->exit_count, 1);
    assert_int_equal(aa_code_overrides(t.code, "Ljava/lang/Runnable;->run", &ids), 1);
    aa_code_overrides(t.code, "Ljava/lang/Runnable;->run", &again);
    assert_ptr_equal(ids, again);
    assert_int_equal(aa_code_overrides(t.code, "Ljava/util/concurrent/Callable;->call", &ids), 0);
    end(&t);
}

static void types_are_found_below_a_class(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    const aa_type_id *ids = NULL;
    assert_int_equal(aa_code_subtypes(t.code, "Ljavax/net/ssl/TrustManager;", &ids), 2);
    assert_int_equal(aa_code_subtypes(t.code, "Lorg/example/app/Trust;", &ids), 1);
    assert_int_equal(ids[0], program_case_type(&t.program, "Lokhttp3/Below;"));
    assert_int_equal(aa_code_subtypes(t.code, "Landroid/content/Context;", &ids), 1);
    assert_int_equal(aa_code_subtypes(t.code, "Landroid/app/Service;", &ids), 0);
    end(&t);
}

static bool is_shown(void *context, aa_bytes text)
{
    size_t *asked = context;
    (*asked)++;
    return aa_bytes_is(text, "shown");
}

static void literals_come_once_for_each_place(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    size_t asked = 0;
    const aa_literal *literals = NULL;
    assert_int_equal(aa_code_literals(t.code, is_shown, &asked, &literals), 2);
    assert_int_equal(asked, 5); /* each text once */
    assert_true(literals[0].in < literals[1].in);
    expect_text(literals[0].text, "shown");
    end(&t);
}

static void words_are_found_in_texts(void **state)
{
    static const char *const whole[] = {"=shown", NULL};
    static const char *const part[] = {"*how", "=absent", NULL};
    static const char *const ends[] = {"^sho", "$own", NULL};
    static const char *const none[] = {"=show", "^hown", "$show", "*showns", NULL};
    (void)state;
    code_case t;
    begin(&t);
    const aa_literal *literals = NULL;
    assert_int_equal(aa_code_literals_with(t.code, whole, &literals), 2);
    assert_int_equal(aa_code_literals_with(t.code, part, &literals), 2);
    assert_int_equal(aa_code_literals_with(t.code, ends, &literals), 2);
    assert_int_equal(aa_code_literals_with(t.code, none, &literals), 0);
    assert_true(aa_code_has_literal(t.code, ends));
    assert_false(aa_code_has_literal(t.code, none));
    assert_true(aa_words_fit(part, aa_bytes_of("hohow", 5)));
    assert_false(aa_words_fit(part, aa_bytes_of("ho", 2)));
    end(&t);
}

/* A part of a text has no mark of its own, whatever is around it. */
static void marks_of_parts_are_among_those_of_the_text(void **state)
{
    (void)state;
    const uint8_t text[] = "a/b\xff\x00\x80 zz";
    uint64_t mark = aa_text_mark(aa_bytes_of(text, sizeof text - 1));
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t n = 0; from + n < sizeof text; n++)
            assert_int_equal(aa_text_mark(aa_bytes_of(text + from, n)) & ~mark, 0);
    assert_int_equal(aa_text_mark(aa_bytes_of("a", 1)), 0);
    assert_true((aa_text_mark(aa_bytes_of("Q9", 2)) & ~mark) != 0);
}

/* ---- turns ------------------------------------------------------------------------------------------------
 */

/* How far each method was read, in the order they were asked for. */
static void describe(aa_code *code, size_t methods, bool backward, aa_str *s)
{
    for (size_t i = 0; i < methods; i++) {
        size_t at = backward ? methods - 1 - i : i;
        const aa_flow *flow = aa_code_flow(code, (aa_method_id)at);
        if (flow != NULL)
            aa_str_printf(s, "%zu:%d,%zu ", at, flow->complete, flow->call_count);
    }
}

/* Budgets that end, or are about to, end where they would if nobody had asked before. */
static void answers_do_not_depend_on_turns_before(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    size_t methods = 0;
    size_t cut = 0;
    aa_program_method_count(t.program.program, &methods);
    t.program.limits.code_flow_steps = 40;
    for (uint64_t total = 0; total < 600; total += 7) {
        t.program.limits.code_flow_total = total;
        aa_code *once = aa_code_new(aa_code_base_of(t.code));
        aa_code *twice = aa_code_new(aa_code_base_of(t.code));
        aa_str first;
        aa_str ignored;
        aa_str second;
        aa_str_init(&first, 100000);
        aa_str_init(&ignored, 100000);
        aa_str_init(&second, 100000);
        describe(once, methods, false, &first);
        describe(twice, methods, true, &ignored);
        assert_true(aa_code_next_turn(twice));
        describe(twice, methods, false, &second);
        assert_string_equal(first.ptr, second.ptr);
        cut += strstr(first.ptr, ":0,") != NULL;
        aa_str_done(&first);
        aa_str_done(&ignored);
        aa_str_done(&second);
        aa_code_free(once);
        aa_code_free(twice);
    }
    assert_true(cut > 10);
    end(&t);
}

/* ---- places ----------------------------------------------------------------------------------------------
 */

static void places_have_names_and_lines(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    aa_sites cipher = aa_code_calls(t.code, "Ljavax/crypto/Cipher;->getInstance");
    assert_string_equal(aa_code_class_name(t.code, cipher.items[0].in), "org.example.app.Tool");
    assert_string_equal(aa_code_method_name(t.code, cipher.items[0].in), "cipher(Ljava/lang/String;)V");
    assert_int_equal(aa_code_line(t.code, cipher.items[0].in, cipher.items[0].pc), 7);
    aa_method_id without_lines = program_case_method(&t.program, "Lorg/example/app/Main;->run");
    assert_int_equal(aa_code_line(t.code, without_lines, 0), 0);
    assert_string_equal(aa_code_class_name(t.code, AA_NO_ID), "?");
    assert_string_equal(aa_code_method_name(t.code, AA_NO_ID), "?");
    end(&t);
}

static void owners_are_told_by_package(void **state)
{
    (void)state;

    static const struct {
        const char *package, *component, *descriptor;
        aa_code_owner owner;
    } rows[] = {
        {"org.example.app", NULL, "Lorg/example/app/Main;", AA_CODE_OWN},
        {"org.example.app", NULL, "Lorg/example/other/Main;", AA_CODE_OWN},
        {"org.example.app", NULL, "Lorg/examples/Main;", AA_CODE_OWNER_UNKNOWN},
        {"org.example.app", NULL, "Lokhttp3/OkHttpClient;", AA_CODE_LIBRARY},
        {"org.example.app", NULL, "Lokhttp3x/OkHttpClient;", AA_CODE_OWNER_UNKNOWN},
        {"org.example.app", NULL, "Landroidx/core/app/a;", AA_CODE_LIBRARY},
        {"org.example.app", NULL, "La/b;", AA_CODE_OWNER_UNKNOWN},
        {"org.example.app", NULL, "[I", AA_CODE_OWNER_UNKNOWN},
        {"org.example.app", "net.maker.ui.Main", "Lnet/maker/core/A;", AA_CODE_OWN},
        {"org.example.app", "androidx.room.Service", "Landroidx/room/A;", AA_CODE_LIBRARY},
        {"com.github.one.app", NULL, "Lcom/github/two/A;", AA_CODE_OWNER_UNKNOWN},
        {"com.github.one.app", NULL, "Lcom/github/one/A;", AA_CODE_OWN},
        {"com.google.firebase.app", NULL, "Lcom/google/firebase/app/A;", AA_CODE_OWN},
        {"com.google.firebase.app", NULL, "Lcom/google/firebase/B;", AA_CODE_LIBRARY},
        {NULL, NULL, "Lorg/example/app/Main;", AA_CODE_OWNER_UNKNOWN},
        {"single", NULL, "Lsingle/A;", AA_CODE_OWNER_UNKNOWN},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        aa_owners *owners = aa_owners_new(rows[i].package);
        assert_non_null(owners);
        if (rows[i].component != NULL)
            assert_true(aa_owners_add(owners, rows[i].component));
        aa_bytes descriptor = aa_bytes_of(rows[i].descriptor, strlen(rows[i].descriptor));
        if (aa_owner_of(owners, descriptor) != rows[i].owner)
            fail_msg("%s of %s", rows[i].descriptor, rows[i].package);
        aa_owners_free(owners);
    }
}

static void owners_of_types_follow_the_manifest(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    aa_type_id own = program_case_type(&t.program, "Lorg/example/app/Main;");
    aa_type_id library = program_case_type(&t.program, "Lokhttp3/Below;");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(aa_code_owner_of(t.code, own), AA_CODE_OWN);
        assert_int_equal(aa_code_owner_of(t.code, library), AA_CODE_LIBRARY);
    }
    assert_int_equal(aa_code_owner_of(t.code, AA_NO_ID), AA_CODE_OWNER_UNKNOWN);
    end(&t);
}

/* An advertiser's activity does not make its package the app's own; what the user starts does. */
static void only_what_the_user_starts_names_its_maker(void **state)
{
    static const aa_entry entries[][2] = {
        {{.kind = AA_ENTRY_COMPONENT, .name = "org.example.app.Main"},
         {.kind = AA_ENTRY_COMPONENT, .name = "net.maker.Start", .front = true}},
        {{.kind = AA_ENTRY_COMPONENT, .name = "org.example.app.Main", .front = true},
         {.kind = AA_ENTRY_COMPONENT, .name = "net.adverts.Banner"}},
        {{.kind = AA_ENTRY_APPLICATION, .name = "org.example.app.Main", .front = true},
         {.kind = AA_ENTRY_COMPONENT, .name = "net.adverts.Banner"}},
        {{.kind = AA_ENTRY_COMPONENT, .name = "org.example.app.Main"},
         {.kind = AA_ENTRY_COMPONENT, .name = "net.adverts.Banner"}},
    };
    static const aa_code_owner owners[] = {AA_CODE_OWNER_UNKNOWN, AA_CODE_OWN, AA_CODE_OWN, AA_CODE_OWN};

    (void)state;
    for (size_t i = 0; i < COUNT(entries); i++) {
        code_case t;
        program_case_begin(&t.program, "asked");
        assert_int_equal(aa_reach_build(t.program.program, entries[i], 2, &t.reach), AA_OK);
        const aa_code_base base = {.program = t.program.program,
                                   .reach = t.reach,
                                   .limits = &t.program.limits,
                                   .package = "com.other",
                                   .complete = true};
        t.code = aa_code_new(&base);
        assert_non_null(t.code);
        aa_type_id type = program_case_type(&t.program, "Lorg/example/app/Tool;");
        assert_int_equal(aa_code_owner_of(t.code, type), owners[i]);
        end(&t);
    }
}

/* ---- memory ----------------------------------------------------------------------------------------------
 */

static bool ask_once(void *context)
{
    code_case *t = context;
    const aa_code_base base = {.program = t->program.program,
                               .reach = t->reach,
                               .limits = &t->program.limits,
                               .package = "org.example.app"};
    aa_code *code = aa_code_new(&base);
    if (code == NULL)
        return false;
    const uint32_t *ids = NULL;
    const aa_literal *literals = NULL;
    size_t asked = 0;
    aa_sites sites = aa_code_calls(code, "Ljavax/crypto/Cipher;->getInstance");
    for (size_t i = 0; i < sites.count; i++)
        aa_code_whence(code, &sites.items[i], 0);
    size_t found = aa_code_overrides(code, "Ljava/lang/Runnable;->run", &ids);
    found += aa_code_subtypes(code, "Landroid/app/Activity;", &ids);
    found += aa_code_literals(code, is_shown, &asked, &literals);
    assert_non_null(aa_code_method_name(code, 0));
    bool failed = aa_code_failed(code) || !aa_code_next_turn(code);
    if (!failed)
        assert_true(sites.count == 1 && found == 4);
    aa_code_free(code);
    return !failed;
}

static void memory_running_out_is_told(void **state)
{
    (void)state;
    code_case t;
    begin(&t);
    assert_true(test_each_allocation_fails(ask_once, &t, 0) > 10);
    end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_of_the_platform_go_through_classes_of_the_app),
        cmocka_unit_test(answers_are_remembered_and_merged_in_order),
        cmocka_unit_test(arguments_are_followed_to_the_caller),
        cmocka_unit_test(what_is_made_of_constants_is_constant),
        cmocka_unit_test(overrides_are_found_below_the_interface),
        cmocka_unit_test(types_are_found_below_a_class),
        cmocka_unit_test(literals_come_once_for_each_place),
        cmocka_unit_test(words_are_found_in_texts),
        cmocka_unit_test(marks_of_parts_are_among_those_of_the_text),
        cmocka_unit_test(answers_do_not_depend_on_turns_before),
        cmocka_unit_test(places_have_names_and_lines),
        cmocka_unit_test(owners_are_told_by_package),
        cmocka_unit_test(owners_of_types_follow_the_manifest),
        cmocka_unit_test(only_what_the_user_starts_names_its_maker),
        cmocka_unit_test(memory_running_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
