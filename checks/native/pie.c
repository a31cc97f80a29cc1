/*
 * Programs at a fixed address, and code that is changed when it is loaded.
 */
#include "engine/check.h"
#include "facts/native.h"

enum { FIXED, TEXTREL, GOOD };

static const aa_message messages[] = {
    [FIXED] = {"fixed_address",
               {"{0} ({1}) is a program at a fixed address", "{0}（{1}）為固定位址之執行檔"}},
    [TEXTREL] = {"text_relocations",
                 {"{0} ({1}) has code that is changed when it is loaded (DT_TEXTREL)",
                  "{0}（{1}）之程式碼於載入時被改寫（DT_TEXTREL）"}},
    [GOOD] = {"position_independent", {"{0} ({1}) is position-independent", "{0}（{1}）為位置獨立"}},
};

/* Of a library that somebody else makes the app's provider can only take a newer release. */
static aa_owner owner_of(const aa_native *n)
{
    return n->vendor != NULL ? AA_OWNER_LIBRARY : AA_OWNER_UNKNOWN;
}

static void judge(const aa_native *n, aa_sink *sink)
{
    const char *const *args = AA_ARGS(n->name, n->abi);
    if (n->fixed_address)
        aa_hit_as(sink, FIXED, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, owner_of(n), &n->place, args);
    else if (n->guards.text_relocations)
        aa_hit_as(sink, TEXTREL, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, owner_of(n), &n->place, args);
    else
        aa_clear(sink, GOOD, &n->place, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_natives *natives = in->facts->native_libraries;
    for (size_t i = 0; natives != NULL && i < natives->count; i++)
        if (natives->items[i].readable)
            judge(&natives->items[i], sink);
}

const aa_check aa_check_native_pie = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0222",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] = {.title = "Native code is not position-independent",
                            .why = "At a fixed address an attacker knows where code lies; code that is "
                                   "changed while loading must be writable for a moment.",
                            .fix = "Build with -fPIC (libraries) or -fPIE -pie (programs), the default of "
                                   "the NDK; find text relocations with -Wl,-z,text.",
                            .limits = "Read from the header and the dynamic section."},
            [AA_LANG_ZH_TW] = {.title = "原生程式碼並非位置獨立",
                               .why = "位址固定時攻擊者得知程式碼位置；載入時改寫之程式碼須暫時可寫入。",
                               .fix = "以 -fPIC（函式庫）或 -fPIE -pie（執行檔）編譯，此為 NDK 預設；以 "
                                      "-Wl,-z,text 找出文字重定位。",
                               .limits = "依檔頭與動態區段判讀。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
