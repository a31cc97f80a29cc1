/*
 * Tables of addresses that stay writable.
 */
#include "libraries.h"

enum { NONE, PARTIAL, GOOD };

static const aa_message messages[] = {
    [NONE] = {"relro_none",
              {"Addresses of functions in {0} ({1}) stay writable (no RELRO)",
               "{0}（{1}）之函式位址表可寫入（無 RELRO）"}},
    [PARTIAL] = {"relro_partial",
                 {"Addresses of imported functions in {0} ({1}) stay writable (no BIND_NOW)",
                  "{0}（{1}）之匯入函式位址表可寫入（無 BIND_NOW）"}},
    [GOOD] = {"relro_full",
              {"Addresses of functions in {0} ({1}) are read-only once it is loaded",
               "{0}（{1}）之函式位址表載入後唯讀"}},
};

/* bionic binds at once whatever the flag says, but protects nothing without the segment. */
static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    (void)sink;
    if (!n->guards.relro)
        native_say(out, NATIVE_HIT, NONE, AA_SEVERITY_MEDIUM, NULL, NULL);
    else if (!n->guards.bind_now)
        native_say(out, NATIVE_HIT, PARTIAL, AA_SEVERITY_LOW, NULL, NULL);
    else
        native_say(out, NATIVE_CLEAR, GOOD, AA_SEVERITY_MEDIUM, NULL, NULL);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_relro = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0222",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] = {.title = "Addresses of functions stay writable",
                            .why = "Whoever can write one word redirects every later call of a function.",
                            .fix = "Link with -Wl,-z,relro -Wl,-z,now, the default of the NDK.",
                            .limits = "Read from program headers and the dynamic section."},
            [AA_LANG_ZH_TW] = {.title = "函式位址表維持可寫入",
                               .why = "可寫入一個字組者即可改變後續函式呼叫之去向。",
                               .fix = "連結時使用 -Wl,-z,relro -Wl,-z,now（NDK 預設）。",
                               .limits = "依程式標頭與動態區段判讀。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
