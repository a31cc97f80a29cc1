/*
 * Memory that can be written and run.
 */
#include "libraries.h"

enum { STACK, SEGMENT, GOOD };

static const aa_message messages[] = {
    [STACK] = {"stack_executable",
               {"{0} ({1}) asks for a stack that can be run", "{0}（{1}）要求可執行之堆疊"}},
    [SEGMENT] = {"segment_writable_executable",
                 {"{0} ({1}) has a segment that can be written and run", "{0}（{1}）含可寫入且可執行之區段"}},
    [GOOD] = {"memory_separated",
              {"No memory of {0} ({1}) can be written and run", "{0}（{1}）沒有可寫入且可執行之記憶體"}},
};

static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    (void)sink;
    if (n->guards.stack_executable)
        native_say(out, NATIVE_HIT, STACK, AA_SEVERITY_HIGH, NULL, NULL);
    if (n->writable_code)
        native_say(out, NATIVE_HIT, SEGMENT, AA_SEVERITY_HIGH, NULL, NULL);
    if (!n->guards.stack_executable && !n->writable_code)
        native_say(out, NATIVE_CLEAR, GOOD, AA_SEVERITY_HIGH, NULL, NULL);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
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
