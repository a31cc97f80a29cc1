/*
 * Libraries that devices with 16 KiB pages do not load.
 */
#include "libraries.h"

enum { SMALL, GOOD };

static const aa_message messages[] = {
    [SMALL] = {"align_small",
               {"{0} ({1}) is aligned to {2} bytes: devices with pages of 16384 do not load it",
                "{0}（{1}）對齊 {2} 位元組：頁面大小為 16384 之裝置無法載入"}},
    [GOOD] = {"align_16k",
              {"{0} ({1}) is aligned for pages of 16384 bytes", "{0}（{1}）之對齊適用 16384 位元組頁面"}},
};

enum { PAGE_16K = 16384 };

static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    if (!n->is64 || n->least_align == 0)
        return;
    bool good = n->least_align >= PAGE_16K;
    native_say(out, good ? NATIVE_CLEAR : NATIVE_HIT, good ? GOOD : SMALL, AA_SEVERITY_INFO,
               aa_arg_int(sink, (long long)n->least_align), NULL);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_16k = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0222",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Native libraries for pages of 16 KiB",
                 .why = "Google Play asks for it of apps for Android 15 and later; it is no question of "
                        "security.",
                 .fix = "Build with NDK r28 or -Wl,-z,max-page-size=16384.",
                 .limits = "The alignment of segments; that of the member in the archive is not looked at."},
            [AA_LANG_ZH_TW] = {.title = "原生函式庫之 16 KiB 頁面對齊",
                               .why = "Google Play 對 Android 15 以上之應用程式有此要求；與安全無關。",
                               .fix = "使用 NDK r28 或 -Wl,-z,max-page-size=16384 編譯。",
                               .limits = "僅檢視區段對齊，未檢視封裝檔內成員之對齊。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
