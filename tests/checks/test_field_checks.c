/*
 * Checks of input fields and overlays, on facts written by hand.
 */
#include "records.h"
#include "support/test.h"

static const aa_place login = {.artifact = "app.apk", .member = "res/layout/login.xml"};

static aa_facts with(const aa_input_field *fields, size_t count)
{
    aa_facts f = test_app();
    f.layouts.fields = fields;
    f.layouts.field_count = count;
    return f;
}

static void keyboards_learn_plain_text_only(void **state)
{
    (void)state;
    const aa_input_field fields[] = {
        {.id = "card_number", .input_type_declared = true, .input_type = 0x1},
        {.id = "card_number2", .input_type_declared = true, .input_type = 0x2},
        {.id = "id_no", .input_type_declared = true, .input_type = 0x80001},
        {.id = "password", .input_type_declared = true, .input_type = 0x81},
        {.id = "iban", .input_type_declared = true, .input_type = 0x1, .ime_options = 0x1000000},
        {.id = "email", .input_type_declared = true, .input_type = 0x21},
        {.id = "note", .input_type_declared = true, .input_type = 0x1},
    };
    aa_facts f = with(fields, 7);
    expect_records("android-keyboard-cache", &f,
                   "hit medium keyboard_learns card_number card text\n"
                   "clear keyboard_does_not_learn card_number2 card number\n"
                   "clear keyboard_does_not_learn id_no id-number text\n"
                   "clear keyboard_does_not_learn password password textPassword\n"
                   "clear keyboard_does_not_learn iban account text\n"
                   "hit low keyboard_learns email contact textEmailAddress\n");
}

static void a_type_that_is_not_in_the_layout_is_undecided_for_secrets(void **state)
{
    (void)state;
    const aa_input_field fields[] = {
        {.id = "password"},
        {.id = "username"},
        {.id = "cvv", .input_type_declared = true, .input_type_unknown = true},
        {.id = "pin", .password_attr = true},
    };
    aa_facts f = with(fields, 4);
    expect_records("android-keyboard-cache", &f,
                   "cannot-tell input_type_not_declared password password -\n"
                   "hit low keyboard_learns_by_default username login -\n"
                   "cannot-tell input_type_unresolved cvv card none\n"
                   "clear keyboard_does_not_learn pin password android:password\n");
    expect_records("android-password-visible", &f,
                   "cannot-tell input_type_not_declared password password -\n"
                   "clear password_masked pin password android:password\n");
}

static void fields_of_another_kind_are_no_evidence_of_a_flaw(void **state)
{
    (void)state;
    const aa_input_field note = {.id = "note", .input_type_declared = true, .input_type = 0x1};
    aa_facts f = with(&note, 1);
    expect_records("android-keyboard-cache", &f, "clear no_sensitive_fields 1\n");
    expect_records("android-password-visible", &f, "absent no_password_fields\n");
    f.layouts.field_count = 0;
    expect_records("android-keyboard-cache", &f, "absent no_fields\n");
}

static void a_password_is_masked_by_its_variation(void **state)
{
    (void)state;
    const aa_input_field fields[] = {
        {.id = "password", .input_type_declared = true, .input_type = 0x1},
        {.id = "pwd", .input_type_declared = true, .input_type = 0x91},
        {.id = "pin", .input_type_declared = true, .input_type = 0x2},
        {.id = "pin2", .input_type_declared = true, .input_type = 0x12},
        {.id = "web_password", .input_type_declared = true, .input_type = 0xe1},
        {.hint = "驗證碼", .input_type_declared = true, .input_type = 0x2},
        {.hint = "簡訊驗證碼", .input_type_declared = true, .input_type = 0x2},
        {.id = "field1", .input_type_declared = true, .input_type = 0x81},
    };
    aa_facts f = with(fields, 8);
    expect_records("android-password-visible", &f,
                   "hit medium password_shown password password text\n"
                   "hit medium visible_password pwd password textVisiblePassword\n"
                   "hit medium password_shown pin password number\n"
                   "clear password_masked pin2 password numberPassword\n"
                   "clear password_masked web_password password textWebPassword\n"
                   "cannot-tell code_shown 驗證碼 code number\n"
                   "hit medium password_shown 簡訊驗證碼 otp number\n"
                   "clear password_masked field1 none textPassword\n");
}

static void overlays_matter_on_sensitive_screens(void **state)
{
    (void)state;
    const aa_input_field password = {.id = "password",
                                     .place = {.artifact = "app.apk", .member = "res/layout/login.xml"}};
    aa_layout layouts[] = {{.name = "layout/login", .place = login},
                           {.name = "layout/about", .place = {.member = "res/layout/about.xml"}}};
    aa_facts f = with(&password, 1);
    expect_records("android-res-overlay", &f, "cannot-tell no_filter_in_layouts\n");
    f.layouts.items = layouts;
    f.layouts.count = 2;
    expect_records("android-res-overlay", &f, "cannot-tell layout_code_unread layout/login\n");
    layouts[0].filters_obscured_touches = true;
    expect_records("android-res-overlay", &f, "hit info layout_filters_touches layout/login\n");
    layouts[1].filters_obscured_touches = true;
    f.layouts.field_count = 0;
    expect_records("android-res-overlay", &f,
                   "hit info other_layout_filters_touches layout/login\n"
                   "hit info other_layout_filters_touches layout/about\n");
    f.layouts.theme_filters_obscured = true;
    expect_records("android-res-overlay", &f, "hit info theme_filters_touches\n");
}

static void hiding_overlays_is_done_in_code(void **state)
{
    (void)state;
    const aa_permission_use hide = {.name = "android.permission.HIDE_OVERLAY_WINDOWS"};
    aa_facts f = test_app();
    f.manifest.permissions = &hide;
    f.manifest.permission_count = 1;
    expect_records("android-res-overlay", &f, "cannot-tell hide_overlays_permission\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keyboards_learn_plain_text_only),
        cmocka_unit_test(a_type_that_is_not_in_the_layout_is_undecided_for_secrets),
        cmocka_unit_test(fields_of_another_kind_are_no_evidence_of_a_flaw),
        cmocka_unit_test(a_password_is_masked_by_its_variation),
        cmocka_unit_test(overlays_matter_on_sensitive_screens),
        cmocka_unit_test(hiding_overlays_is_done_in_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
