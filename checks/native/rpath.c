/*
 * Folders that libraries are looked for in.
 */
#include "libraries.h"

enum { SET, GOOD };

static const aa_message messages[] = {
    [SET] = {"rpath_set", {"{0} ({1}) looks for libraries in {2}", "{0}（{1}）於 {2} 尋找函式庫"}},
    [GOOD] = {"rpath_none", {"{0} ({1}) names no folder outside its own", "{0}（{1}）未指定其他資料夾"}},
};

/* Since Android 7 the linker follows DT_RUNPATH, never DT_RPATH; what others can write to is the danger. */
static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    (void)sink;
    bool own = n->rpath == NULL || n->rpath[0] == '\0' || strncmp(n->rpath, "$ORIGIN", 7) == 0 ||
               strncmp(n->rpath, "${ORIGIN}", 9) == 0;
    native_say(out, own ? NATIVE_CLEAR : NATIVE_HIT, own ? GOOD : SET, AA_SEVERITY_LOW, aa_arg_text(n->rpath),
               NULL);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_rpath = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0222",
    .cwe = "CWE-426",
    .text =
        {
            [AA_LANG_EN] = {.title = "Native library names folders to load from",
                            .why =
                                "A library that somebody puts there is loaded in the place of the right one.",
                            .fix = "Link without -rpath, or with $ORIGIN only.",
                            .limits = "Read from the dynamic section; the linker of Android follows it only "
                                      "for apps that may read the folder."},
            [AA_LANG_ZH_TW] = {.title = "原生函式庫指定載入資料夾",
                               .why = "他人放入該資料夾之函式庫可能被載入。",
                               .fix = "連結時勿使用 -rpath，或僅使用 $ORIGIN。",
                               .limits = "依動態區段判讀；Android 連結器僅於應用程式可讀取該資料夾時採用。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
