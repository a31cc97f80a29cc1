/*
 * React Native apps: what their bundle shows, and that it was not followed.
 */
#include "facts/sensitive.h"
#include "framework_texts.h"

enum { NOT_FOLLOWED, UNREAD, CLEARTEXT, STORAGE, STORAGE_KEY, DEBUG, CHANGED, NONE };

static const aa_message messages[] = {
    [NOT_FOLLOWED] =
        {"script_not_followed",
         {"React Native, {0} ({1} texts): the JavaScript part was not followed; what the Java or "
          "Objective-C part shows says nothing about its storage, keys and checks",
          "React Native，{0}（{1} 個字串）：未追蹤 JavaScript 部分；Java 或 Objective-C "
          "部分的結果，不足以說明其儲存、金鑰與檢查"}},
    [UNREAD] = {"bundle_unread", {"The bundle cannot be read", "無法讀取 bundle"}},
    [CLEARTEXT] = {"cleartext_address",
                   {"The bundle names an address of {0} without TLS", "bundle 列有 {0} 之網址，未使用 TLS"}},
    [STORAGE] = {"async_storage",
                 {"The bundle uses AsyncStorage, which keeps everything as plain text",
                  "bundle 使用 AsyncStorage，其內容以明文儲存"}},
    [STORAGE_KEY] =
        {"async_storage_key",
         {"The bundle uses AsyncStorage, which keeps everything as plain text, and has the text \"{0}\"",
          "bundle 使用 AsyncStorage，其內容以明文儲存，並列有字串「{0}」"}},
    [DEBUG] = {"development_build", {"The bundle is of a development build", "bundle 為開發用組建"}},
    [CHANGED] = {"bundle_changed",
                 {"The hash at the end of the bytecode does not fit it: it was changed after it was compiled",
                  "位元組碼結尾之雜湊值與內容不符：編譯後曾遭修改"}},
    [NONE] = {"no_react_native", {"The app is not made with React Native", "應用程式未使用 React Native"}},
};

/* A constant that would be a key for something secret: one short word of the kind that code uses. */
static bool is_secret_key(aa_bytes text)
{
    char name[33];
    if (text.n < 4 || text.n >= sizeof name)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                    c == '-';
        if (!word)
            return false;
    }
    memcpy(name, text.p, text.n);
    name[text.n] = '\0';
    aa_sensitive what = aa_sensitive_text(name);
    return what == AA_SENSITIVE_TOKEN || what == AA_SENSITIVE_PASSWORD || what == AA_SENSITIVE_CARD ||
           what == AA_SENSITIVE_ID_NUMBER;
}

static const aa_framework_text *secret_key(const aa_frameworks *f)
{
    for (size_t i = 0; i < f->text_count; i++) {
        const aa_framework_text *t = &f->texts[i];
        if (!t->name && f->files[t->file].framework == AA_FRAMEWORK_REACT_NATIVE && is_secret_key(t->text))
            return t;
    }
    return NULL;
}

static const aa_framework_text *storage(const aa_frameworks *f)
{
    static const char *const names[] = {"AsyncStorage", "AsyncLocalStorage", "async-storage"};
    const aa_framework_text *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && found == NULL; i++)
        found = framework_find(f, AA_FRAMEWORK_REACT_NATIVE, names[i]);
    return found;
}

static void tell_storage(const aa_frameworks *f, aa_sink *sink)
{
    const aa_framework_text *used = storage(f);
    const aa_framework_text *key = used == NULL ? NULL : secret_key(f);
    char shown[64];
    if (used == NULL)
        return;
    aa_place place = aa_framework_place(f, key != NULL ? key : used);
    if (key == NULL)
        aa_cannot_tell(sink, STORAGE, &place, AA_NO_ARGS);
    else
        aa_cannot_tell(sink, STORAGE_KEY, &place, AA_ARGS(framework_put(shown, sizeof shown, key->text)));
}

static void tell_file(const aa_framework *app, const aa_framework_file *file, aa_sink *sink)
{
    aa_place place = {.artifact = file->artifact, .member = file->member, .offset = AA_NO_OFFSET};
    const char *what = file->form == AA_FORM_HERMES ? aa_arg_text(app->version) : "JavaScript";
    if (!file->read) {
        aa_cannot_tell(sink, UNREAD, &place, AA_NO_ARGS);
        return;
    }
    aa_hit(sink, NOT_FOLLOWED, &place, AA_ARGS(what, aa_arg_int(sink, (long long)file->text_count)));
    if (file->debug)
        aa_hit(sink, DEBUG, &place, AA_NO_ARGS);
    if (file->form == AA_FORM_HERMES && !file->sealed)
        aa_hit(sink, CHANGED, &place, AA_NO_ARGS);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_frameworks *f = in->facts->frameworks;
    const aa_framework *app = aa_framework_of(f, AA_FRAMEWORK_REACT_NATIVE);
    bool any = false;
    if (app == NULL) {
        aa_absent(sink, NONE, AA_NO_ARGS);
        return;
    }
    for (size_t i = 0; i < f->file_count; i++) {
        if (f->files[i].framework != AA_FRAMEWORK_REACT_NATIVE)
            continue;
        any = true;
        tell_file(app, &f->files[i], sink);
    }
    if (!any)
        aa_cannot_tell(sink, UNREAD, &app->place, AA_NO_ARGS);
    framework_cleartext(f, AA_FRAMEWORK_REACT_NATIVE, CLEARTEXT, sink);
    tell_storage(f, sink);
}

const aa_check aa_check_common_rn_bundle = {
    FRAMEWORK_CHECK,
    .rows = "broker:4 broker:8 broker:9 broker:18",
    .masvs = "MASVS-CODE-3 MASVS-STORAGE-1",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The JavaScript part of a React Native app was not followed",
                    .why = "A React Native app decides in JavaScript what it stores, sends and checks. A "
                           "clean Java or "
                           "Objective-C part says nothing about that.",
                    .fix =
                        "Have the JavaScript source examined: what AsyncStorage keeps, which addresses are "
                        "used, "
                        "what is checked on the device alone. Keep secrets in the key store of the platform. "
                        "Release a bundle that is built for release.",
                    .limits = "Texts and names of the bundle are read, not what is done with them. A key "
                              "that looks "
                              "secret may belong to another store.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "未追蹤 React Native 應用程式之 JavaScript 部分",
                    .why =
                        "React Native 應用程式以 JavaScript 決定儲存、傳送與檢查之內容；Java 或 Objective-C "
                        "部分無缺失，不足以說明上述事項。",
                    .fix = "請檢視 JavaScript 原始碼：AsyncStorage "
                           "儲存之內容、使用之網址，以及僅於裝置端進行之檢查。"
                           "機密資料應存放於平台金鑰儲存區，並以正式組建發布 bundle。",
                    .limits = "僅讀取 bundle 之字串與名稱，不判斷其用途；看似機密之鍵可能屬於其他儲存方式。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
