/*
 * Libraries that devices with 16 KiB pages do not load.
 */
#include "engine/check.h"
#include "facts/native.h"

enum { SMALL, GOOD };

static const aa_message messages[] = {
    [SMALL] = {"align_small",
               {"{0} ({1}) is aligned to {2} bytes: devices with pages of 16384 do not load it",
                "{0}（{1}）對齊 {2} 位元組：頁面大小為 16384 之裝置無法載入"}},
    [GOOD] = {"align_16k",
              {"{0} ({1}) is aligned for pages of 16384 bytes", "{0}（{1}）之對齊適用 16384 位元組頁面"}},
};

/* Of a library that somebody else makes the app's provider can only take a newer release. */
static aa_owner owner_of(const aa_native *n)
{
    return n->vendor != NULL ? AA_OWNER_LIBRARY : AA_OWNER_UNKNOWN;
}

enum { PAGE_16K = 16384 };

static void judge(const aa_native *n, aa_sink *sink)
{
    const char *const *args = AA_ARGS(n->name, n->abi, aa_arg_int(sink, (long long)n->least_align));
    if (!n->is64 || n->least_align == 0)
        return;
    if (n->least_align >= PAGE_16K)
        aa_clear(sink, GOOD, &n->place, args);
    else
        aa_hit_as(sink, SMALL, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, owner_of(n), &n->place, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_natives *natives = in->facts->native_libraries;
    for (size_t i = 0; natives != NULL && i < natives->count; i++)
        if (natives->items[i].readable)
            judge(&natives->items[i], sink);
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
