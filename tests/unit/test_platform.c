#include "code/platform.h"

#include "support/test.h"

static aa_bytes text(const char *s)
{
    return aa_bytes_of(s, strlen(s));
}

static aa_platform_class find(const char *descriptor)
{
    return aa_platform_find(text(descriptor));
}

/* A class that has to be there. */
static aa_platform_class known(const char *descriptor)
{
    aa_platform_class c = find(descriptor);
    if (c == AA_PLATFORM_NONE)
        fail_msg("%s is not found", descriptor);
    return c;
}

static void assert_class(aa_platform_class c, const char *descriptor)
{
    assert_int_equal(c, known(descriptor));
}

static bool is_a(const char *c, const char *of)
{
    return aa_platform_is_subtype(known(c), known(of));
}

static aa_platform_class declarer(const char *c, const char *method)
{
    return aa_platform_declarer(known(c), text(method));
}

static void every_class_is_found_by_its_descriptor_and_stands_in_order(void **state)
{
    (void)state;
    assert_true(aa_platform_count() > 6000 && aa_platform_count() < AA_PLATFORM_NONE);
    for (size_t i = 0; i < aa_platform_count(); i++) {
        aa_bytes d = aa_platform_descriptor((aa_platform_class)i);
        assert_true(d.n > 2 && d.p[0] == 'L' && d.p[d.n - 1] == ';');
        assert_int_equal(aa_platform_find(d), i);
        if (i > 0)
            assert_true(aa_bytes_compare(aa_platform_descriptor((aa_platform_class)(i - 1)), d) < 0);
    }
}

static void what_is_no_class_of_the_platform_is_not_found(void **state)
{
    (void)state;
    static const char *const names[] = {"",
                                        ";",
                                        "L;",
                                        "I",
                                        "[Landroid/app/Activity;",
                                        "Landroid/app/Activity",
                                        "android.app.Activity",
                                        "Landroid/app/activity;",
                                        "Landroid/app/Activity;;",
                                        "Landroidx/fragment/app/Fragment;",
                                        "Lcom/google/android/material/tabs/TabLayout;",
                                        "La/a;",
                                        "Landroid/app/Activity$Other;"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(find(names[i]), AA_PLATFORM_NONE);
    assert_int_equal(aa_platform_find(aa_bytes_none()), AA_PLATFORM_NONE);
    assert_int_equal(aa_platform_find(aa_bytes_of("Landroid/app/Activity;\0", 23)), AA_PLATFORM_NONE);
}

/* Any length and any bytes, with nothing readable behind them. */
static void hostile_bytes_are_not_found(void **state)
{
    (void)state;
    for (size_t n = 0; n < 70000; n = n < 300 ? n + 1 : n * 2) {
        uint8_t *p = test_malloc(n > 0 ? n : 1);
        memset(p, 0xff, n);
        assert_int_equal(aa_platform_find(aa_bytes_of(p, n)), AA_PLATFORM_NONE);
        assert_false(aa_platform_declares(known("Landroid/app/Activity;"), aa_bytes_of(p, n)));
        memset(p, 0, n);
        assert_int_equal(aa_platform_find(aa_bytes_of(p, n)), AA_PLATFORM_NONE);
        test_free(p);
    }
}

static void superclasses_lead_to_object(void **state)
{
    (void)state;
    static const char *const way[] = {"Landroid/app/Activity;", "Landroid/view/ContextThemeWrapper;",
                                      "Landroid/content/ContextWrapper;", "Landroid/content/Context;",
                                      "Ljava/lang/Object;"};
    aa_platform_class c = known(way[0]);
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        assert_class(c, way[i]);
        assert_true(is_a(way[0], way[i]));
        c = aa_platform_super(c);
    }
    assert_int_equal(c, AA_PLATFORM_NONE);
    assert_false(is_a("Landroid/content/Context;", "Landroid/app/Activity;"));
    assert_false(is_a("Landroid/app/Activity;", "Landroid/app/Service;"));
}

static void every_hierarchy_ends_and_fits(void **state)
{
    (void)state;
    aa_platform_class object = known("Ljava/lang/Object;");
    for (size_t i = 0; i < aa_platform_count(); i++) {
        aa_platform_class c = (aa_platform_class)i, above[AA_PLATFORM_SUPERTYPES];
        size_t steps = 0;
        for (aa_platform_class up = c; up != AA_PLATFORM_NONE; up = aa_platform_super(up)) {
            assert_true(up < aa_platform_count());
            assert_true(steps++ < AA_PLATFORM_SUPERTYPES);
            assert_int_equal(aa_platform_is_interface(up), aa_platform_is_interface(c));
        }
        size_t n = aa_platform_supertypes(c, above);
        assert_true(n > 0 && n < AA_PLATFORM_SUPERTYPES && above[0] == c);
        assert_true(aa_platform_is_subtype(c, object));
        for (size_t k = 1; k < n; k++) {
            assert_true(above[k] < aa_platform_count() && above[k] != c);
            assert_true(aa_platform_is_subtype(c, above[k]));
            assert_false(aa_platform_is_subtype(above[k], c)); /* no way leads back */
        }
        const aa_platform_class *list = NULL;
        size_t count = aa_platform_interfaces(c, &list);
        for (size_t k = 0; k < count; k++)
            assert_true(aa_platform_is_interface(list[k]));
    }
}

static void interfaces_are_told_from_classes(void **state)
{
    (void)state;
    aa_platform_class click = known("Landroid/view/View$OnClickListener;");
    assert_true(aa_platform_is_interface(click));
    assert_true(aa_platform_is_abstract(click));
    assert_true(aa_platform_is_open(click));
    assert_int_equal(aa_platform_super(click), AA_PLATFORM_NONE);
    assert_true(is_a("Landroid/view/View$OnClickListener;", "Ljava/lang/Object;"));
    assert_false(aa_platform_is_interface(known("Landroid/content/Context;")));
    assert_true(aa_platform_is_abstract(known("Landroid/content/Context;")));
    assert_false(aa_platform_is_abstract(known("Landroid/app/Activity;")));

    const aa_platform_class *list = NULL;
    assert_int_equal(aa_platform_interfaces(known("Landroid/net/Uri;"), &list), 2);
    assert_class(list[0], "Landroid/os/Parcelable;");
    assert_class(list[1], "Ljava/lang/Comparable;");
    assert_true(is_a("Ljava/util/ArrayList;", "Ljava/lang/Iterable;"));
    assert_true(is_a("Ljavax/net/ssl/X509ExtendedTrustManager;", "Ljavax/net/ssl/TrustManager;"));
    assert_true(is_a("Ljava/util/List;", "Ljava/util/SequencedCollection;")); /* since API 35 */
    assert_false(is_a("Ljavax/net/ssl/TrustManager;", "Ljavax/net/ssl/X509TrustManager;"));
}

static void an_app_extends_only_what_is_open(void **state)
{
    (void)state;
    assert_true(aa_platform_is_open(known("Landroid/webkit/WebViewClient;")));
    assert_false(aa_platform_is_open(known("Ljava/lang/String;")));                   /* final */
    assert_false(aa_platform_is_open(known("Landroid/telephony/TelephonyManager;"))); /* hidden constructor */
    assert_false(aa_platform_declares(known("Ljava/lang/String;"), text("length")));
}

static void methods_belong_to_the_class_that_declares_them(void **state)
{
    (void)state;
    assert_class(declarer("Landroid/app/Activity;", "onCreate"), "Landroid/app/Activity;");
    assert_class(declarer("Landroid/app/ListActivity;", "onCreate"), "Landroid/app/Activity;");
    assert_class(declarer("Landroid/app/ListActivity;", "getContentResolver"),
                 "Landroid/content/ContextWrapper;");
    assert_class(declarer("Ljava/util/TimerTask;", "run"), "Ljava/util/TimerTask;");
    assert_class(declarer("Ljavax/net/ssl/X509TrustManager;", "checkServerTrusted"),
                 "Ljavax/net/ssl/X509TrustManager;");
    assert_class(declarer("Ljava/util/concurrent/ConcurrentMap;", "put"), "Ljava/util/Map;");
    assert_class(declarer("Landroid/app/Activity;", "onTrimMemory"), "Landroid/app/Activity;");
    assert_class(declarer("Ljava/lang/Runnable;", "toString"), "Ljava/lang/Object;");
    assert_int_equal(declarer("Ljava/lang/Runnable;", "start"), AA_PLATFORM_NONE);

    aa_platform_class list = known("Landroid/app/ListActivity;");
    assert_false(aa_platform_declares(list, text("onCreate")));
    assert_true(aa_platform_declares(list, text("onListItemClick")));
}

static void what_an_app_cannot_override_is_not_declared(void **state)
{
    (void)state;
    aa_platform_class activity = known("Landroid/app/Activity;"), object = known("Ljava/lang/Object;");
    assert_false(aa_platform_declares(activity, text("runOnUiThread"))); /* final */
    assert_false(aa_platform_declares(activity, text("<init>")));
    assert_false(aa_platform_declares(object, text("getClass")));
    assert_true(aa_platform_declares(object, text("finalize")));              /* protected */
    assert_false(aa_platform_declares(known("Ljava/util/Map;"), text("of"))); /* static */
}

static void the_number_of_parameters_tells_overloads_apart(void **state)
{
    (void)state;
    aa_platform_class web = known("Landroid/webkit/WebViewClient;"),
                      provider = known("Landroid/content/ContentProvider;");
    assert_true(aa_platform_declares_with(web, text("onReceivedSslError"), 3));
    assert_false(aa_platform_declares_with(web, text("onReceivedSslError"), 2));
    assert_false(aa_platform_declares_with(web, text("onReceivedSslError"), SIZE_MAX));
    assert_true(aa_platform_declares_with(provider, text("query"), 5));
    assert_true(aa_platform_declares_with(provider, text("query"), 4));
    assert_false(aa_platform_declares_with(provider, text("query"), 7));
    assert_class(aa_platform_declarer_with(known("Landroid/app/ListActivity;"), text("onCreate"), 2),
                 "Landroid/app/Activity;");
    assert_int_equal(aa_platform_declarer_with(known("Landroid/app/ListActivity;"), text("onCreate"), 3),
                     AA_PLATFORM_NONE);
}

static void the_role_is_that_of_the_nearest_root(void **state)
{
    (void)state;

    static const struct {
        const char *descriptor;
        aa_platform_role role;
    } cases[] = {
        {"Landroid/app/Activity;", AA_ROLE_ACTIVITY},
        {"Landroid/app/ListActivity;", AA_ROLE_ACTIVITY},
        {"Landroid/app/IntentService;", AA_ROLE_SERVICE},
        {"Landroid/app/job/JobService;", AA_ROLE_JOB},
        {"Landroid/appwidget/AppWidgetProvider;", AA_ROLE_RECEIVER},
        {"Landroid/provider/DocumentsProvider;", AA_ROLE_PROVIDER},
        {"Landroid/app/Application;", AA_ROLE_APPLICATION},
        {"Landroid/app/DialogFragment;", AA_ROLE_FRAGMENT},
        {"Landroid/widget/TextView;", AA_ROLE_VIEW},
        {"Landroid/webkit/WebView;", AA_ROLE_WEB_VIEW},
        {"Landroid/webkit/WebViewClient;", AA_ROLE_WEB_VIEW_CLIENT},
        {"Ldalvik/system/DexClassLoader;", AA_ROLE_CLASS_LOADER},
        {"Ljavax/net/ssl/SSLException;", AA_ROLE_THROWABLE},
        {"Landroid/view/View$OnClickListener;", AA_ROLE_NONE},
        {"Ljava/lang/String;", AA_ROLE_NONE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(aa_platform_role_of(known(cases[i].descriptor)), cases[i].role);
}

static void a_class_says_since_when_it_exists(void **state)
{
    (void)state;
    assert_int_equal(aa_platform_since(known("Landroid/app/Activity;")), 21);
    assert_int_equal(aa_platform_since(known("Landroid/hardware/fingerprint/FingerprintManager;")), 23);
    assert_int_equal(aa_platform_since(known("Landroid/hardware/biometrics/BiometricPrompt;")), 28);
    assert_int_equal(aa_platform_since(known("Ljava/util/SequencedCollection;")), 35);
    for (size_t i = 0; i < aa_platform_count(); i++) {
        unsigned since = aa_platform_since((aa_platform_class)i);
        assert_true(since >= 21 && since <= 37);
    }
}

static void what_is_no_class_has_no_facts(void **state)
{
    (void)state;
    aa_platform_class object = known("Ljava/lang/Object;"), above[AA_PLATFORM_SUPERTYPES];
    const aa_platform_class none[] = {AA_PLATFORM_NONE, (aa_platform_class)aa_platform_count()};
    for (size_t i = 0; i < 2; i++) {
        const aa_platform_class *list = NULL;
        assert_int_equal(aa_platform_descriptor(none[i]).n, 0);
        assert_int_equal(aa_platform_super(none[i]), AA_PLATFORM_NONE);
        assert_int_equal(aa_platform_interfaces(none[i], &list), 0);
        assert_non_null(list);
        assert_int_equal(aa_platform_supertypes(none[i], above), 0);
        assert_false(aa_platform_is_interface(none[i]));
        assert_false(aa_platform_is_open(none[i]));
        assert_false(aa_platform_is_subtype(none[i], object));
        assert_false(aa_platform_is_subtype(object, none[i]));
        assert_false(aa_platform_is_subtype(none[i], none[i]));
        assert_false(aa_platform_declares(none[i], text("run")));
        assert_int_equal(aa_platform_declarer(none[i], text("run")), AA_PLATFORM_NONE);
        assert_int_equal(aa_platform_since(none[i]), 0);
        assert_int_equal(aa_platform_role_of(none[i]), AA_ROLE_NONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_class_is_found_by_its_descriptor_and_stands_in_order),
        cmocka_unit_test(what_is_no_class_of_the_platform_is_not_found),
        cmocka_unit_test(hostile_bytes_are_not_found),
        cmocka_unit_test(superclasses_lead_to_object),
        cmocka_unit_test(every_hierarchy_ends_and_fits),
        cmocka_unit_test(interfaces_are_told_from_classes),
        cmocka_unit_test(an_app_extends_only_what_is_open),
        cmocka_unit_test(methods_belong_to_the_class_that_declares_them),
        cmocka_unit_test(what_an_app_cannot_override_is_not_declared),
        cmocka_unit_test(the_number_of_parameters_tells_overloads_apart),
        cmocka_unit_test(the_role_is_that_of_the_nearest_root),
        cmocka_unit_test(a_class_says_since_when_it_exists),
        cmocka_unit_test(what_is_no_class_has_no_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
