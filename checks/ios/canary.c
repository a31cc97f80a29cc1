/*
 * Programs in C, C++ or Objective-C without the stack protector.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { NONE, SWIFT, CANARY };

static const aa_message messages[] = {
    [NONE] = {"no_canary",
              {"{0} ({1}) has code of the C family and no stack protector",
               "{0}（{1}）含 C 系列程式碼但沒有堆疊保護"}},
    [SWIFT] = {"canary_not_needed",
               {"{0} ({1}) is Swift: its memory safety takes the place of the stack protector",
                "{0}（{1}）為 Swift，以記憶體安全取代堆疊保護"}},
    [CANARY] = {"canary", {"{0} ({1}) is built with the stack protector", "{0}（{1}）編譯時啟用堆疊保護"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++) {
        const aa_ios_object *o = &ios->objects[i];
        if (!o->is_device)
            continue;
        if (o->stack_protector)
            aa_clear(sink, CANARY, &o->place, AA_ARGS(o->member, o->arch));
        else if (!o->has_c)
            aa_clear(sink, SWIFT, &o->place, AA_ARGS(o->member, o->arch));
        else if (o->has_stack_buffers)
            aa_hit_as(sink, NONE, AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED,
                      o->bundle != NULL && o->bundle->kind == AA_IOS_BUNDLE_FRAMEWORK ? AA_OWNER_LIBRARY
                                                                                      : AA_OWNER_APP,
                      &o->place, AA_ARGS(o->member, o->arch));
    }
}

const aa_check aa_check_ios_canary = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0229",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] = {.title = "No stack protector",
                            .why = "Without it a buffer that overflows on the stack overwrites the return "
                                   "address unnoticed.",
                            .fix = "Build with -fstack-protector-strong (Xcode: do not switch off \"Enable "
                                   "Stack Protector\").",
                            .limits = "Whether a function has a buffer on the stack is taken from the C "
                                      "functions that the program imports for work on buffers."},
            [AA_LANG_ZH_TW] = {.title = "沒有堆疊保護",
                               .why = "缺少堆疊保護時，堆疊上的緩衝區溢位可在無人察覺下覆寫返回位址。",
                               .fix = "以 -fstack-protector-strong 編譯（Xcode 請勿關閉堆疊保護）。",
                               .limits = "函式是否使用堆疊緩衝區，係由程式匯入的緩衝區處理函式推定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
