#include "base/tsv.h"
#include "code/platform.h"

#include <stdio.h>

#include "support/test.h"

enum { PERMISSION, KIND, VALUE, FIRST, LAST, NEED, SOURCE, FIELDS };

#define TABLE "permission_apis.tsv"

static aa_bytes text(const char *s)
{
    return aa_bytes_of(s, strlen(s));
}

static bool is_one_of(aa_bytes word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (aa_bytes_is(word, *words))
            return true;
    return false;
}

/* Of |b| in a message. */
static int width(aa_bytes b)
{
    return b.n < 200 ? (int)b.n : 200;
}

/* "-" is 0; a level between 1 and 37 else. */
static unsigned level(aa_bytes field)
{
    if (aa_bytes_is(field, "-"))
        return 0;
    unsigned n = 0;
    assert_true(field.n == 1 || field.n == 2);
    for (size_t i = 0; i < field.n; i++) {
        assert_true(field.p[i] >= '0' && field.p[i] <= '9');
        n = n * 10 + field.p[i] - '0';
    }
    assert_true(n >= 1 && n <= 37);
    return n;
}

static void every_row_is_of_known_words_and_names_a_permission_of_the_platform(void **state)
{
    (void)state;
    static const char *const kinds[] = {"call", "callback", "uri", "field", "action", "text", NULL};
    static const char *const needs[] = {"all",   "any",     "may",      "read", "write",
                                        "start", "receive", "declared", NULL};
    static const char *const sources[] = {"api-14",      "wifi-14",       "bluetooth-14", "connectivity-14",
                                          "tiramisu-14", "androguard-25", "javadoc",      "guide",
                                          "manifest",    "inet",          "client",       NULL};
    aa_tsv table = aa_tsv_open(TABLE);
    aa_bytes f[FIELDS], before[FIELDS] = {{0}}, known[1];
    size_t rows = 0;
    for (; aa_tsv_next(&table, f, FIELDS); rows++) {
        char name[128] = "";
        assert_true(f[PERMISSION].n < sizeof name);
        memcpy(name, f[PERMISSION].p, f[PERMISSION].n);
        if (!aa_tsv_find("android-permissions.tsv", name, known, 1))
            fail_msg("%s is no permission of the platform", name);
        if (!is_one_of(f[KIND], kinds) || !is_one_of(f[NEED], needs) || !is_one_of(f[SOURCE], sources))
            fail_msg("%s, %.*s: a word that the head does not name", name, width(f[VALUE]), f[VALUE].p);
        assert_true(f[VALUE].n > 0);
        unsigned first = level(f[FIRST]), last = level(f[LAST]);
        assert_true(first == 0 || last == 0 || first <= last);
        if (rows > 0 && aa_bytes_equal(f[PERMISSION], before[PERMISSION]) &&
            aa_bytes_equal(f[KIND], before[KIND]))
            assert_true(aa_bytes_compare(before[VALUE], f[VALUE]) <= 0);
        else if (rows > 0)
            assert_true(aa_bytes_compare(before[PERMISSION], f[PERMISSION]) <= 0);
        memcpy(before, f, sizeof f);
    }
    assert_true(rows > 900);
}

/* The class before "->"; no bytes when there is none. */
static aa_bytes owner_of(aa_bytes value)
{
    for (size_t i = 0; i + 1 < value.n; i++)
        if (value.p[i] == '-' && value.p[i + 1] == '>')
            return aa_bytes_of(value.p, i);
    return aa_bytes_none();
}

static void methods_and_fields_are_of_classes_that_the_platform_has(void **state)
{
    (void)state;
    static const char *const members[] = {"call", "callback", "field", NULL};
    aa_tsv table = aa_tsv_open(TABLE);
    aa_bytes f[FIELDS];
    while (aa_tsv_next(&table, f, FIELDS)) {
        bool member = is_one_of(f[KIND], members);
        if (member != (aa_platform_find(owner_of(f[VALUE])) != AA_PLATFORM_NONE))
            fail_msg("%.*s is not what a row of that kind names", width(f[VALUE]), f[VALUE].p);
        if (aa_bytes_is(f[KIND], "uri"))
            assert_memory_equal(f[VALUE].p, "content://", strlen("content://"));
    }
}

/* A callback is only one when an app can override it. */
static void callbacks_can_be_overridden(void **state)
{
    (void)state;
    aa_tsv table = aa_tsv_open(TABLE);
    aa_bytes f[FIELDS];
    size_t seen = 0;
    while (aa_tsv_next(&table, f, FIELDS)) {
        if (!aa_bytes_is(f[KIND], "callback"))
            continue;
        aa_bytes owner = owner_of(f[VALUE]), name = aa_bytes_from(f[VALUE], owner.n + 2);
        for (size_t i = 0; i < name.n; i++)
            if (name.p[i] == '(')
                name.n = i;
        assert_true(aa_platform_declares(aa_platform_find(owner), name));
        seen++;
    }
    assert_true(seen > 0);
}

/* The need of the row with these first three fields, or "". */
static aa_bytes need_of(const char *permission, const char *kind, const char *value)
{
    aa_tsv table = aa_tsv_open(TABLE);
    aa_bytes f[FIELDS];
    while (aa_tsv_next(&table, f, FIELDS))
        if (aa_bytes_is(f[PERMISSION], permission) && aa_bytes_is(f[KIND], kind) &&
            aa_bytes_is(f[VALUE], value))
            return f[NEED];
    return aa_bytes_none();
}

static void what_apps_use_most_is_there(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        {"CAMERA", "call", "Landroid/hardware/camera2/CameraManager;->openCamera", "all"},
        {"CAMERA", "action", "android.media.action.IMAGE_CAPTURE", "declared"},
        {"RECORD_AUDIO", "call", "Landroid/media/AudioRecord;-><init>", "all"},
        {"ACCESS_FINE_LOCATION", "call", "Landroid/location/LocationManager;->requestLocationUpdates", "any"},
        {"ACCESS_COARSE_LOCATION", "call", "Landroid/location/LocationManager;->requestLocationUpdates",
         "any"},
        {"READ_CONTACTS", "field", "Landroid/provider/ContactsContract$Contacts;->CONTENT_URI", "read"},
        {"WRITE_CONTACTS", "uri", "content://com.android.contacts", "write"},
        {"READ_CALL_LOG", "uri", "content://call_log", "read"},
        {"READ_SMS", "uri", "content://sms", "read"},
        {"READ_CALENDAR", "uri", "content://com.android.calendar", "read"},
        {"CALL_PHONE", "action", "android.intent.action.CALL", "start"},
        {"RECEIVE_SMS", "action", "android.provider.Telephony.SMS_RECEIVED", "receive"},
        {"SEND_SMS", "call", "Landroid/telephony/SmsManager;->sendTextMessage", "all"},
        {"READ_PHONE_STATE", "call", "Landroid/telephony/TelephonyManager;->getImei", "all"},
        {"BLUETOOTH_SCAN", "call", "Landroid/bluetooth/le/BluetoothLeScanner;->startScan", "all"},
        {"INTERNET", "call", "Ljava/net/Socket;-><init>", "all"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[80];
        (void)snprintf(name, sizeof name, "android.permission.%s", rows[i][0]);
        aa_bytes need = need_of(name, rows[i][1], rows[i][2]);
        if (!aa_bytes_equal(need, text(rows[i][3])))
            fail_msg("%s, %s: \"%.*s\"", name, rows[i][2], width(need), need.p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_of_known_words_and_names_a_permission_of_the_platform),
        cmocka_unit_test(methods_and_fields_are_of_classes_that_the_platform_has),
        cmocka_unit_test(callbacks_can_be_overridden),
        cmocka_unit_test(what_apps_use_most_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
