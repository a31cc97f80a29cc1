/*
 * Objective-C without automatic reference counting.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { NO_ARC, ARC };

static const aa_message messages[] = {
    [NO_ARC] = {"no_arc",
                {"{0} ({1}) has Objective-C classes and counts references by hand",
                 "{0}（{1}）含 Objective-C 類別並以人工管理參考計數"}},
    [ARC] = {"arc", {"{0} ({1}) counts references automatically", "{0}（{1}）自動管理參考計數"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++) {
        const aa_ios_object *o = &ios->objects[i];
        if (!o->has_objc || !o->is_device)
            continue;
        if (o->arc || o->has_swift)
            aa_clear(sink, ARC, &o->place, AA_ARGS(o->member, o->arch));
        else
            aa_hit_as(sink, NO_ARC, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED,
                      o->bundle != NULL && o->bundle->kind == AA_IOS_BUNDLE_FRAMEWORK ? AA_OWNER_LIBRARY
                                                                                      : AA_OWNER_APP,
                      &o->place, AA_ARGS(o->member, o->arch));
    }
}

const aa_check aa_check_ios_arc = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0230",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Objective-C without automatic reference counting",
                 .why = "Counting references by hand leaves use-after-free errors that an attacker can use.",
                 .fix = "Build with -fobjc-arc.",
                 .limits = "Read from the runtime functions that are imported; one file with ARC among many "
                           "hides the others."},
            [AA_LANG_ZH_TW] =
                {.title = "Objective-C 未使用自動參考計數",
                 .why = "人工管理參考計數容易留下釋放後使用的錯誤，可能遭攻擊者利用。",
                 .fix = "以 -fobjc-arc 編譯。",
                 .limits = "依匯入的執行階段函式判讀；多個檔案中只要有一個使用 ARC，其餘便無法分辨。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
