#include "facts/sensitive.h"
#include "support/test.h"

typedef struct sample {
    const char *text;
    aa_sensitive kind;
} sample;

static void check_all(const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (aa_sensitive_text(samples[i].text) != samples[i].kind)
            fail_msg("%s: %s, expected %s", samples[i].text,
                     aa_sensitive_name(aa_sensitive_text(samples[i].text)),
                     aa_sensitive_name(samples[i].kind));
}

static void identifiers_are_read_part_by_part(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"et_password", AA_SENSITIVE_PASSWORD},
        {"loginPassword", AA_SENSITIVE_PASSWORD},
        {"etpassword", AA_SENSITIVE_PASSWORD},
        {"passwordEditText", AA_SENSITIVE_PASSWORD},
        {"editTextNewPwd2", AA_SENSITIVE_PASSWORD},
        {"pin", AA_SENSITIVE_PASSWORD},
        {"txtPIN", AA_SENSITIVE_PASSWORD},
        {"smsOTPCode", AA_SENSITIVE_OTP},
        {"otp_input", AA_SENSITIVE_OTP},
        {"cardNumber", AA_SENSITIVE_CARD},
        {"card_number2", AA_SENSITIVE_CARD},
        {"credit_card_no", AA_SENSITIVE_CARD},
        {"etCardnumber", AA_SENSITIVE_CARD},
        {"CVV2", AA_SENSITIVE_CARD},
        {"id_number", AA_SENSITIVE_ID_NUMBER},
        {"bankAccount", AA_SENSITIVE_ACCOUNT},
        {"username", AA_SENSITIVE_LOGIN},
        {"et_phone", AA_SENSITIVE_CONTACT},
        {"user_email", AA_SENSITIVE_CONTACT},
        {"verify_code", AA_SENSITIVE_CODE},
        {"One-time password from the SMS", AA_SENSITIVE_OTP},
        {"card_password", AA_SENSITIVE_PASSWORD},
        {"etForgotPassword_AccountNo", AA_SENSITIVE_ACCOUNT},
        {"etForgotPassword_username", AA_SENSITIVE_LOGIN},
        {"passwordScreen_editText", AA_SENSITIVE_PASSWORD},
        {"etAccount_fillAddressCity", AA_SENSITIVE_NONE},
    };
    check_all(samples, sizeof samples / sizeof samples[0]);
}

static void a_word_inside_a_word_says_nothing(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"author", AA_SENSITIVE_NONE},    {"passport_photo", AA_SENSITIVE_NONE},
        {"compass", AA_SENSITIVE_NONE},   {"bypass", AA_SENSITIVE_NONE},
        {"shipping", AA_SENSITIVE_NONE},  {"spinner", AA_SENSITIVE_NONE},
        {"mapping", AA_SENSITIVE_NONE},   {"discard", AA_SENSITIVE_NONE},
        {"cardView", AA_SENSITIVE_NONE},  {"passenger_name", AA_SENSITIVE_NONE},
        {"tokenizer", AA_SENSITIVE_NONE}, {"accountancy", AA_SENSITIVE_NONE},
        {"", AA_SENSITIVE_NONE},          {"___", AA_SENSITIVE_NONE},
        {"123", AA_SENSITIVE_NONE},       {NULL, AA_SENSITIVE_NONE},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        assert_int_equal(aa_sensitive_text(samples[i].text), samples[i].kind);
}

static void a_later_noun_takes_the_sense_away(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"forgot_password_email", AA_SENSITIVE_CONTACT}, {"password_hint", AA_SENSITIVE_NONE},
        {"cardHolderName", AA_SENSITIVE_NONE},           {"bank_account_name", AA_SENSITIVE_NONE},
        {"email_password", AA_SENSITIVE_PASSWORD},       {"password_strength_label", AA_SENSITIVE_NONE},
    };
    check_all(samples, sizeof samples / sizeof samples[0]);
}

static void chinese_labels_take_the_longest_word(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"請輸入密碼", AA_SENSITIVE_PASSWORD}, {"网银密码", AA_SENSITIVE_PASSWORD},
        {"簡訊驗證碼", AA_SENSITIVE_OTP},      {"圖形驗證碼", AA_SENSITIVE_NONE},
        {"驗證碼", AA_SENSITIVE_CODE},         {"動態密碼", AA_SENSITIVE_OTP},
        {"信用卡卡號", AA_SENSITIVE_CARD},     {"身分證字號", AA_SENSITIVE_ID_NUMBER},
        {"銀行帳號", AA_SENSITIVE_ACCOUNT},    {"帳號", AA_SENSITIVE_LOGIN},
        {"密碼提示", AA_SENSITIVE_NONE},       {"手機號碼", AA_SENSITIVE_CONTACT},
        {"姓名", AA_SENSITIVE_NONE},           {"PIN 碼", AA_SENSITIVE_PASSWORD},
    };
    check_all(samples, sizeof samples / sizeof samples[0]);
}

static void long_prose_is_read_up_to_a_limit(void **state)
{
    (void)state;
    char text[4096];
    memset(text, 'a', sizeof text);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = ' ';
    memcpy(text + sizeof text - 9, "password", 9);
    assert_int_equal(aa_sensitive_text(text), AA_SENSITIVE_NONE);
}

static void a_field_is_the_strongest_of_its_texts(void **state)
{
    (void)state;
    const char *label = NULL;
    aa_input_field f = {.view = "EditText", .id = "edit1", .hint = "密碼", .autofill_hints = "username"};
    assert_int_equal(aa_sensitive_field(&f, &label), AA_SENSITIVE_PASSWORD);
    assert_string_equal(label, "密碼");
    f = (aa_input_field){.view = "EditText"};
    assert_int_equal(aa_sensitive_field(&f, &label), AA_SENSITIVE_NONE);
    assert_string_equal(label, "EditText");
    f = (aa_input_field){.view = "EditText", .id = "note"};
    assert_int_equal(aa_sensitive_field(&f, &label), AA_SENSITIVE_NONE);
    assert_string_equal(label, "note");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_are_read_part_by_part),
        cmocka_unit_test(a_word_inside_a_word_says_nothing),
        cmocka_unit_test(a_later_noun_takes_the_sense_away),
        cmocka_unit_test(chinese_labels_take_the_longest_word),
        cmocka_unit_test(long_prose_is_read_up_to_a_limit),
        cmocka_unit_test(a_field_is_the_strongest_of_its_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
