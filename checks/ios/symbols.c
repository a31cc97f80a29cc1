/*
 * Names of functions and debug information left in the program.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { DEBUG, LOCAL, STRIPPED };

static const aa_message messages[] = {
    [DEBUG] = {"debug_symbols", {"{0} ({1}) holds debug symbols", "{0}（{1}）含除錯符號"}},
    [LOCAL] = {"local_symbols",
               {"{0} ({1}) holds {2} names of its own functions", "{0}（{1}）留有 {2} 個自有函式名稱"}},
    [STRIPPED] = {"stripped", {"{0} ({1}) is stripped", "{0}（{1}）已移除符號"}},
};

#define MANY 50 /* a stripped program keeps a few */

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++) {
        const aa_ios_object *o = &ios->objects[i];
        if (!o->is_device || !o->is_program)
            continue;
        if (o->debug_symbols)
            aa_hit(sink, DEBUG, &o->place, AA_ARGS(o->member, o->arch));
        else if (o->local_symbols > MANY)
            aa_hit(sink, LOCAL, &o->place,
                   AA_ARGS(o->member, o->arch, aa_arg_int(sink, (long long)o->local_symbols)));
        else
            aa_clear(sink, STRIPPED, &o->place, AA_ARGS(o->member, o->arch));
    }
}

const aa_check aa_check_ios_symbols = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:17 mas:4.1.5.5.6",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "MASTG-TEST-0219",
    .cwe = "CWE-215",
    .text =
        {
            [AA_LANG_EN] = {.title = "Symbols are left in the program",
                            .why = "Names of functions and source files tell an attacker where to look.",
                            .fix = "Set STRIP_INSTALLED_PRODUCT, STRIP_STYLE=all for the program and "
                                   "DEPLOYMENT_POSTPROCESSING for releases.",
                            .limits = "Names of Objective-C classes and methods stay in any case: they are "
                                      "needed at run time."},
            [AA_LANG_ZH_TW] =
                {.title = "執行檔留有符號",
                 .why = "函式與原始檔名稱會告訴攻擊者該從何處著手。",
                 .fix = "發行版設定 STRIP_INSTALLED_PRODUCT、STRIP_STYLE=all 與 DEPLOYMENT_POSTPROCESSING。",
                 .limits = "Objective-C 類別與方法名稱為執行所需，必然保留。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
