/*
 * Memory that can be written and run.
 */
#include "engine/check.h"
#include "facts/native.h"

enum { STACK, SEGMENT, GOOD };

static const aa_message messages[] = {
    [STACK] = {"stack_executable",
               {"{0} ({1}) asks for a stack that can be run", "{0}（{1}）要求可執行之堆疊"}},
    [SEGMENT] = {"segment_writable_executable",
                 {"{0} ({1}) has a segment that can be written and run", "{0}（{1}）含可寫入且可執行之區段"}},
    [GOOD] = {"memory_separated",
              {"No memory of {0} ({1}) can be written and run", "{0}（{1}）沒有可寫入且可執行之記憶體"}},
};

/* Of a library that somebody else makes the app's provider can only take a newer release. */
static aa_owner owner_of(const aa_native *n)
{
    return n->vendor != NULL ? AA_OWNER_LIBRARY : AA_OWNER_UNKNOWN;
}

static void judge(const aa_native *n, aa_sink *sink)
{
    const char *const *args = AA_ARGS(n->name, n->abi);
    if (n->guards.stack_executable)
        aa_hit_as(sink, STACK, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, owner_of(n), &n->place, args);
    if (n->writable_code)
        aa_hit_as(sink, SEGMENT, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, owner_of(n), &n->place, args);
    if (!n->guards.stack_executable && !n->writable_code)
        aa_clear(sink, GOOD, &n->place, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_natives *natives = in->facts->native_libraries;
    for (size_t i = 0; natives != NULL && i < natives->count; i++)
        if (natives->items[i].readable)
            judge(&natives->items[i], sink);
}

const aa_check aa_check_native_nx_wx = {
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
            [AA_LANG_EN] = {.title = "Native memory that can be written and run",
                            .why = "Whoever overflows a buffer there runs what they wrote.",
                            .fix = "Build without -z execstack and without -N; assembler files need a "
                                   ".note.GNU-stack section.",
                            .limits =
                                "Read from program headers. What the code maps at run time is not seen."},
            [AA_LANG_ZH_TW] = {.title = "原生記憶體可寫入且可執行",
                               .why = "緩衝區溢位時，攻擊者寫入之內容可直接執行。",
                               .fix = "勿使用 -z execstack 與 -N 編譯；組合語言檔須含 .note.GNU-stack 節區。",
                               .limits = "依程式標頭判讀；執行時期映射之記憶體無法看見。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
