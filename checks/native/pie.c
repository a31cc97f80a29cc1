/*
 * Programs at a fixed address, and code that is changed when it is loaded.
 */
#include "libraries.h"

enum { FIXED, TEXTREL, GOOD };

static const aa_message messages[] = {
    [FIXED] = {"fixed_address",
               {"{0} ({1}) is a program at a fixed address", "{0}（{1}）為固定位址之執行檔"}},
    [TEXTREL] = {"text_relocations",
                 {"{0} ({1}) has code that is changed when it is loaded (DT_TEXTREL)",
                  "{0}（{1}）之程式碼於載入時被改寫（DT_TEXTREL）"}},
    [GOOD] = {"position_independent", {"{0} ({1}) is position-independent", "{0}（{1}）為位置獨立"}},
};

static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    (void)sink;
    if (n->fixed_address)
        native_say(out, NATIVE_HIT, FIXED, AA_SEVERITY_HIGH, NULL, NULL);
    else if (n->guards.text_relocations)
        native_say(out, NATIVE_HIT, TEXTREL, AA_SEVERITY_HIGH, NULL, NULL);
    else
        native_say(out, NATIVE_CLEAR, GOOD, AA_SEVERITY_HIGH, NULL, NULL);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
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
