/* What one layout file says about its views. References into tables are tested with a built app. */
#include <stdio.h>
#include <stdlib.h>

#include "facts/layout_style.h"
#include "support/fail_alloc.h"
#include "support/test.h"
#include "support/tree.h"

#define NS "xmlns:android='" AA_ANDROID_NS "' xmlns:app='http://schemas.android.com/apk/res-auto'"

typedef struct fixture {
    test_source t;
    aa_layout_reader reader;
} fixture;

static fixture *setup(void)
{
    fixture *f = calloc(1, sizeof(*f));
    assert_non_null(f);
    assert_true(test_source_init(&f->t));
    f->reader = (aa_layout_reader){.source = &f->t.source,
                                   .layouts = AA_VEC_INIT(aa_layout),
                                   .fields = AA_VEC_INIT(aa_input_field),
                                   .texts = AA_VEC_INIT(aa_text_view)};
    return f;
}

static fixture *read_layout(const char *xml)
{
    fixture *f = setup();
    aa_source_doc doc;
    assert_true(test_doc(&f->t, "res/layout/a.xml", xml, &doc));
    aa_layout_read(&f->reader, &doc, "layout/a", 0);
    assert_int_equal(aa_source_status(&f->t.source), AA_OK);
    aa_source_close(&doc);
    return f;
}

static void done(fixture *f)
{
    test_source_done(&f->t);
    free(f);
}

static const aa_layout *layout_of(const fixture *f)
{
    assert_int_equal(f->reader.layouts.count, 1);
    return f->reader.layouts.items;
}

static const aa_input_field *field_at(const fixture *f, size_t i)
{
    assert_true(i < f->reader.fields.count);
    return (const aa_input_field *)f->reader.fields.items + i;
}

static void fields_are_known_by_suffix_or_input_type(void **state)
{
    (void)state;

    static const struct {
        const char *element;
        bool field;
    } rows[] = {
        {"<EditText/>", true},
        {"<com.google.android.material.textfield.TextInputEditText/>", true},
        {"<AutoCompleteTextView/>", true},
        {"<MultiAutoCompleteTextView/>", true},
        {"<a.b.MyEditText/>", true},
        {"<view class='a.b.PinEditText'/>", true},
        {"<a.b.PinView android:inputType='0x12'/>", true},
        {"<SearchView android:inputType='1'/>", true},
        {"<a.b.PinView/>", false},
        {"<TextView android:inputType='1'/>", false},
        {"<androidx.appcompat.widget.AppCompatTextView android:inputType='1'/>", false},
        {"<Button android:inputType='1'/>", false},
        {"<a.b.PinView inputType='0x12'/>", false},
        {"<EditTextHolder/>", false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char xml[512];
        snprintf(xml, sizeof(xml), "<LinearLayout " NS ">%s</LinearLayout>", rows[i].element);
        fixture *f = read_layout(xml);
        if (f->reader.fields.count != (rows[i].field ? 1U : 0U))
            fail_msg("%s", rows[i].element);
        done(f);
    }
}

static void a_field_tells_what_is_typed_into_it(void **state)
{
    (void)state;
    fixture *f = read_layout("<merge " NS ">\n<EditText android:hint='Password' android:inputType='0x81' "
                             "android:text='1234' android:imeOptions='0x1000006' "
                             "android:autofillHints='password' android:importantForAutofill='2' "
                             "android:contentDescription='secret'/>\n"
                             "<EditText android:password='true' android:inputType='?01010220'/>"
                             "<EditText android:password='false' android:hint='@7f010001'/></merge>");
    const aa_input_field *field = field_at(f, 0);
    assert_string_equal(field->view, "EditText");
    assert_string_equal(field->hint, "Password");
    assert_string_equal(field->text, "1234");
    assert_string_equal(field->content_description, "secret");
    assert_string_equal(field->autofill_hints, "password");
    assert_true(field->input_type_declared);
    assert_false(field->input_type_unknown);
    assert_int_equal(field->input_type, 0x81);
    assert_int_equal(field->ime_options, 0x1000006);
    assert_int_equal(field->important_for_autofill, 2);
    assert_false(field->password_attr);
    assert_int_equal(field->place.line, 2);
    assert_string_equal(field->place.member, "res/layout/a.xml");
    assert_string_equal(field->place.path, "merge/EditText");
    field = field_at(f, 1);
    assert_true(field->password_attr);
    assert_true(field->input_type_declared);
    assert_true(field->input_type_unknown);
    assert_int_equal(field->input_type, 0);
    field = field_at(f, 2);
    assert_false(field->password_attr);
    assert_false(field->input_type_declared);
    assert_null(field->hint);
    assert_null(field->id);
    done(f);
}

static void the_hint_may_be_on_the_layout_around(void **state)
{
    (void)state;
    fixture *f = read_layout(
        "<FrameLayout " NS "><a.b.TextInputLayout android:hint='Outer'><TextInputEditText/>"
        "</a.b.TextInputLayout><a.b.TextInputLayout app:hint='Library'><FrameLayout><EditText/></FrameLayout>"
        "</a.b.TextInputLayout><a.b.TextInputLayout android:hint='Outer'><EditText android:hint='Own'/>"
        "</a.b.TextInputLayout><FrameLayout android:hint='No'><EditText/></FrameLayout></FrameLayout>");
    assert_string_equal(field_at(f, 0)->hint, "Outer");
    assert_string_equal(field_at(f, 1)->hint, "Library");
    assert_string_equal(field_at(f, 2)->hint, "Own");
    assert_null(field_at(f, 3)->hint);
    done(f);
}

static void obscured_touches_are_filtered_by_the_root_or_somewhere(void **state)
{
    (void)state;
    fixture *f =
        read_layout("<LinearLayout " NS " android:filterTouchesWhenObscured='true'><Button/></LinearLayout>");
    assert_true(layout_of(f)->filters_obscured_touches);
    assert_true(layout_of(f)->filters_somewhere);
    done(f);
    f = read_layout("<LinearLayout " NS "><Button android:filterTouchesWhenObscured='true'/></LinearLayout>");
    assert_false(layout_of(f)->filters_obscured_touches);
    assert_true(layout_of(f)->filters_somewhere);
    done(f);
    f = read_layout("<LinearLayout " NS " android:filterTouchesWhenObscured='false' "
                    "filterTouchesWhenObscured='true'/>");
    assert_false(layout_of(f)->filters_somewhere);
    done(f);
}

static void handlers_and_web_views_are_listed(void **state)
{
    (void)state;
    fixture *f = read_layout("<LinearLayout " NS " android:onClick='first'><Button android:onClick='second'/>"
                             "<a.b.SafeWebView/></LinearLayout>");
    const aa_layout *layout = layout_of(f);
    assert_string_equal(layout->name, "layout/a");
    assert_int_equal(layout->click_handler_count, 2);
    assert_string_equal(layout->click_handlers[0], "first");
    assert_string_equal(layout->click_handlers[1], "second");
    assert_true(layout->has_web_view);
    done(f);
    f = read_layout("<LinearLayout " NS "><WebViewHolder/></LinearLayout>");
    assert_false(layout_of(f)->has_web_view);
    done(f);
}

static void layouts_are_told_from_other_documents_by_their_root(void **state)
{
    (void)state;
    static const char *const layouts[] = {
        "LinearLayout", "merge",       "view",
        "fragment",     "WebView",     "TableRow",
        "EditText",     "ProgressBar", "androidx.constraintlayout.widget.ConstraintLayout",
        "a.b"};
    static const char *const others[] = {"manifest",
                                         "vector",
                                         "selector",
                                         "menu",
                                         "PreferenceScreen",
                                         "shape",
                                         "androidx.preference.PreferenceScreen",
                                         "a.b.MyPreference",
                                         "set",
                                         "Keyboard",
                                         "MotionScene",
                                         "AdConfig",
                                         "textView",
                                         "network-security-config",
                                         "paths",
                                         ""};
    for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
        assert_true(aa_layout_is_root(layouts[i]));
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_false(aa_layout_is_root(others[i]));
}

/* A layout of |count| times |view|. */
static fixture *read_views(const char *view, size_t count)
{
    const char *head = "<LinearLayout " NS ">";
    char *xml = malloc(strlen(head) + count * strlen(view) + 64);
    assert_non_null(xml);
    char *at = xml + snprintf(xml, 64 + strlen(head), "%s", head);
    for (size_t i = 0; i < count; i++) {
        memcpy(at, view, strlen(view));
        at += strlen(view);
    }
    memcpy(at, "</LinearLayout>", sizeof("</LinearLayout>"));
    fixture *f = read_layout(xml);
    free(xml);
    return f;
}

static void endless_views_with_names_reach_a_limit(void **state)
{
    (void)state;
    static const char view[] = "<TextView android:id='@7f010001'/>";
    fixture *f = read_views(view, AA_MAX_TEXT_VIEWS);
    assert_int_equal(f->reader.texts.count, AA_MAX_TEXT_VIEWS);
    assert_null(f->reader.limit_code);
    done(f);
    f = read_views(view, AA_MAX_TEXT_VIEWS + 1);
    assert_int_equal(f->reader.texts.count, AA_MAX_TEXT_VIEWS);
    assert_string_equal(f->reader.limit_code, "limit.text_views");
    done(f);
}

static void endless_fields_and_handlers_reach_a_limit(void **state)
{
    (void)state;
    fixture *f = read_views("<EditText android:onClick='x'/>", AA_MAX_INPUT_FIELDS + 1);
    assert_int_equal(f->reader.fields.count, AA_MAX_INPUT_FIELDS);
    assert_int_equal(layout_of(f)->click_handler_count, AA_MAX_CLICK_HANDLERS);
    assert_non_null(f->reader.limit_code);
    done(f);
}

static void following_references_without_end_reaches_a_limit(void **state)
{
    (void)state;
    fixture *f = setup();
    aa_source_doc doc;
    assert_true(test_doc(&f->t, "a.xml", "<EditText " NS " android:hint='@7f010001'/>", &doc));
    f->reader.steps = AA_MAX_STYLE_STEPS - 1;
    aa_layout_read(&f->reader, &doc, NULL, 0);
    assert_null(f->reader.limit_code);
    aa_layout_read(&f->reader, &doc, NULL, 0);
    assert_string_equal(f->reader.limit_code, "limit.style_steps");
    aa_source_close(&doc);
    done(f);
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    char xml[4096];
    char hint[3001];
    for (size_t i = 0; i < 3000; i += 3)
        memcpy(hint + i, "\xe5\xaf\x86", 3);
    hint[3000] = '\0';
    snprintf(xml, sizeof(xml), "<EditText " NS " android:hint='%s'/>", hint);
    fixture *f = read_layout(xml);
    assert_int_equal(strlen(field_at(f, 0)->hint), 1023);
    done(f);
}

/* The tree is made once: only our own allocations are to fail. */
static bool read_once(void *context)
{
    const aa_source_doc *doc = context;
    fixture f = {0};
    bool ok = test_source_init(&f.t);
    f.reader = (aa_layout_reader){.source = &f.t.source,
                                  .layouts = AA_VEC_INIT(aa_layout),
                                  .fields = AA_VEC_INIT(aa_input_field),
                                  .texts = AA_VEC_INIT(aa_text_view)};
    if (ok) {
        aa_layout_read(&f.reader, doc, NULL, 0);
        ok = aa_source_status(&f.t.source) == AA_OK;
    }
    test_source_done(&f.t);
    return ok;
}

static void memory_running_out_is_told(void **state)
{
    (void)state;
    fixture *f = setup();
    aa_source_doc doc;
    assert_true(
        test_doc(&f->t, "res/layout/a.xml",
                 "<LinearLayout " NS "><EditText android:hint='x' android:onClick='y'/><a.b.C/>"
                 "<TextInputLayout android:hint='@7f010001'><EditText/></TextInputLayout></LinearLayout>",
                 &doc));
    assert_true(test_each_allocation_fails(read_once, &doc, 0) > 3);
    aa_source_close(&doc);
    done(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_known_by_suffix_or_input_type),
        cmocka_unit_test(a_field_tells_what_is_typed_into_it),
        cmocka_unit_test(the_hint_may_be_on_the_layout_around),
        cmocka_unit_test(obscured_touches_are_filtered_by_the_root_or_somewhere),
        cmocka_unit_test(handlers_and_web_views_are_listed),
        cmocka_unit_test(layouts_are_told_from_other_documents_by_their_root),
        cmocka_unit_test(endless_fields_and_handlers_reach_a_limit),
        cmocka_unit_test(endless_views_with_names_reach_a_limit),
        cmocka_unit_test(following_references_without_end_reaches_a_limit),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(memory_running_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
