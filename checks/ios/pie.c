/*
 * Programs that load at a fixed address.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { FIXED, PIE };

static const aa_message messages[] = {
    [FIXED] = {"no_pie", {"{0} ({1}) is not position-independent", "{0}（{1}）並非位置獨立執行檔"}},
    [PIE] = {"pie", {"{0} ({1}) is position-independent", "{0}（{1}）為位置獨立執行檔"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++) {
        const aa_ios_object *o = &ios->objects[i];
        if (!o->is_program)
            continue; /* libraries are position-independent by nature */
        if (o->pie)
            aa_clear(sink, PIE, &o->place, AA_ARGS(o->member, o->arch));
        else
            aa_hit(sink, FIXED, &o->place, AA_ARGS(o->member, o->arch));
    }
}

const aa_check aa_check_ios_pie = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0228",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] = {.title = "Program is not position-independent",
                            .why = "At a fixed address an attacker knows where code lies, which makes a "
                                   "memory error far easier to use.",
                            .fix = "Build without -no_pie (the default of Xcode since iOS 4.3).",
                            .limits = "Read from the flags of the header."},
            [AA_LANG_ZH_TW] = {.title = "執行檔並非位置獨立",
                               .why = "位址固定時，攻擊者得知程式碼所在位置，記憶體錯誤更容易遭利用。",
                               .fix = "編譯時不使用 -no_pie（Xcode 自 iOS 4.3 起的預設值）。",
                               .limits = "依檔頭旗標判讀。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
