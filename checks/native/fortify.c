/*
 * Functions that copy without a check of sizes.
 */
#include "libraries.h"

enum { MISSING, GOOD, NOTHING };

static const aa_message messages[] = {
    [MISSING] =
        {"fortify_missing",
         {"{0} ({1}) imports {2} functions that have a checked form, {3} among them, and none in that form",
          "{0}（{1}）匯入 {2} 個有檢查版本之函式（如 {3}），但均未使用檢查版本"}},
    [GOOD] = {"fortify",
              {"{0} ({1}) imports {2} functions in their checked form",
               "{0}（{1}）匯入 {2} 個檢查版本之函式"}},
    [NOTHING] = {"fortify_nothing",
                 {"{0} ({1}) imports no function that has a checked form",
                  "{0}（{1}）未匯入有檢查版本之函式"}},
};

static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    if (n->fortified > 0)
        native_say(out, NATIVE_CLEAR, GOOD, AA_SEVERITY_LOW, aa_arg_int(sink, (long long)n->fortified), NULL);
    else if (n->unfortified == 0 || !aa_toolchain_is_c(n->toolchain))
        native_say(out, NATIVE_CLEAR, NOTHING, AA_SEVERITY_LOW, NULL, NULL);
    else
        native_say(out, NATIVE_HIT, MISSING, AA_SEVERITY_LOW, aa_arg_int(sink, (long long)n->unfortified),
                   n->first_unfortified);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_fortify = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0222",
    .cwe = "CWE-120",
    .text =
        {
            [AA_LANG_EN] = {.title = "Native copies without a check of sizes",
                            .why = "The checked form stops a copy that is longer than its target.",
                            .fix = "Build with -D_FORTIFY_SOURCE=2 and optimisation, the default of release "
                                   "builds with the NDK.",
                            .limits = "A compiler leaves the plain form where it has proved that the copy "
                                      "fits, so a library may be sound without any checked one."},
            [AA_LANG_ZH_TW] = {.title = "原生複製函式未檢查大小",
                               .why = "檢查版本可阻止超過目標大小之複製。",
                               .fix = "以 -D_FORTIFY_SOURCE=2 與最佳化編譯（NDK 正式建置之預設）。",
                               .limits = "編譯器證明不會溢位時會保留一般版本，故未使用檢查版本者未必有誤。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
