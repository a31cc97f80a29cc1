/*
 * Flutter apps: what their Dart part shows, and that it was not followed.
 */
#include "framework_texts.h"

enum { NOT_FOLLOWED, CALLBACK, CLEARTEXT, DEBUG, PACKAGES, NONE };

static const aa_message messages[] = {
    [NOT_FOLLOWED] =
        {"dart_not_followed",
         {"Flutter, Dart {0}, engine {1}: the Dart part was not followed; what the Java or Objective-C "
          "part shows says nothing about its connections (TLS), storage and keys",
          "Flutter，Dart {0}，引擎 {1}：未追蹤 Dart 部分；Java 或 Objective-C "
          "部分的結果，不足以說明其連線（TLS）、儲存與金鑰"}},
    [CALLBACK] = {"certificate_callback",
                  {"The Dart part names {0}, with which a program can accept every certificate",
                   "Dart 部分列有 {0}，程式可藉以接受任何憑證"}},
    [CLEARTEXT] = {"cleartext_address",
                   {"The Dart part names an address of {0} without TLS",
                    "Dart 部分列有 {0} 之網址，未使用 TLS"}},
    [DEBUG] = {"development_build", {"The Dart part is of a development build", "Dart 部分為開發用組建"}},
    [PACKAGES] = {"dart_packages", {"Dart packages: {0}", "Dart 套件：{0}"}},
    [NONE] = {"no_flutter", {"The app is not made with Flutter", "應用程式未使用 Flutter"}},
};

enum { PACKAGES_MOST = 60, NAME_MOST = 60, LIST_MOST = 1600 };

typedef struct package_list {
    aa_bytes names[PACKAGES_MOST];
    size_t count;
} package_list;

static void add_package(package_list *list, aa_bytes name)
{
    size_t at = 0;
    while (at < list->count && aa_bytes_compare(list->names[at], name) < 0)
        at++;
    if (list->count == PACKAGES_MOST || (at < list->count && aa_bytes_equal(list->names[at], name)))
        return;
    memmove(list->names + at + 1, list->names + at, (list->count - at) * sizeof list->names[0]);
    list->names[at] = name;
    list->count++;
}

/* "package:dio/src/dio.dart" → "dio" */
static bool package_of(aa_bytes text, aa_bytes *name)
{
    static const char mark[] = "package:";
    size_t n = sizeof mark - 1;
    if (text.n <= n || memcmp(text.p, mark, n) != 0)
        return false;
    size_t end = n;
    while (end < text.n && end - n < NAME_MOST &&
           ((text.p[end] >= 'a' && text.p[end] <= 'z') || text.p[end] == '_' ||
            (text.p[end] >= '0' && text.p[end] <= '9')))
        end++;
    *name = aa_bytes_of(text.p + n, end - n);
    return end > n && end < text.n && text.p[end] == '/';
}

static void tell_packages(const aa_frameworks *f, aa_sink *sink)
{
    package_list list = {.count = 0};
    for (size_t i = 0; i < f->text_count; i++) {
        aa_bytes name;
        if (f->files[f->texts[i].file].form == AA_FORM_DART && package_of(f->texts[i].text, &name))
            add_package(&list, name);
    }
    char shown[LIST_MOST] = "";
    size_t n = 0;
    for (size_t i = 0; i < list.count && n + NAME_MOST + 4 < sizeof shown; i++)
        n += (size_t)snprintf(shown + n, sizeof shown - n, "%s%.*s", i > 0 ? ", " : "", (int)list.names[i].n,
                              (const char *)list.names[i].p);
    if (list.count > 0)
        aa_clear(sink, PACKAGES, NULL, AA_ARGS(shown));
}

static void tell_callback(const aa_frameworks *f, aa_sink *sink)
{
    static const char *const names[] = {"badCertificateCallback", "onBadCertificate"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const aa_framework_text *text = framework_find(f, AA_FRAMEWORK_FLUTTER, names[i]);
        if (text == NULL)
            continue;
        aa_place place = aa_framework_place(f, text);
        aa_cannot_tell(sink, CALLBACK, &place, AA_ARGS(names[i]));
        return;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_frameworks *f = in->facts->frameworks;
    const aa_framework *flutter = aa_framework_of(f, AA_FRAMEWORK_FLUTTER);
    if (flutter == NULL) {
        aa_absent(sink, NONE, AA_NO_ARGS);
        return;
    }
    aa_hit(sink, NOT_FOLLOWED, &flutter->place,
           AA_ARGS(aa_arg_text(flutter->version), aa_arg_text(flutter->build)));
    tell_callback(f, sink);
    framework_cleartext(f, AA_FRAMEWORK_FLUTTER, CLEARTEXT, sink);
    for (size_t i = 0; i < f->file_count; i++) {
        aa_place place = {
            .artifact = f->files[i].artifact, .member = f->files[i].member, .offset = AA_NO_OFFSET};
        if (f->files[i].framework == AA_FRAMEWORK_FLUTTER && f->files[i].debug)
            aa_hit(sink, DEBUG, &place, AA_NO_ARGS);
    }
    tell_packages(f, sink);
}

const aa_check aa_check_common_flutter = {
    FRAMEWORK_CHECK,
    .rows = "broker:4 broker:9 broker:15 broker:18",
    .masvs = "MASVS-CODE-3 MASVS-NETWORK-1",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The Dart part of a Flutter app was not followed",
                    .why = "A Flutter app opens its connections, stores its data and draws its screens in "
                           "Dart. The "
                           "network security config, App Transport Security and pins of the platform do not "
                           "bind "
                           "it: a clean Java or Objective-C part says nothing about them.",
                    .fix = "Have the Dart source examined: HttpClient.badCertificateCallback, "
                           "SecurityContext, where "
                           "packages such as shared_preferences and sqflite keep data. Send nothing without "
                           "TLS.",
                    .limits =
                        "A snapshot is read as runs of characters: a name in it may be of code that never "
                        "runs, and texts outside ASCII are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "未追蹤 Flutter 應用程式之 Dart 部分",
                    .why = "Flutter 應用程式以 Dart 連線、儲存資料並繪製畫面，不受平台之網路安全設定、App "
                           "Transport "
                           "Security 與憑證綁定拘束；Java 或 Objective-C 部分無缺失，不足以說明上述事項。",
                    .fix = "請檢視 Dart 原始碼：HttpClient.badCertificateCallback、SecurityContext，以及 "
                           "shared_preferences、sqflite 等套件儲存資料之處。連線一律使用 TLS。",
                    .limits =
                        "快照僅以連續字元讀取：所列名稱可能屬於不會執行之程式碼，且不讀取 ASCII 以外之字串。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
