/*
 * Buffers on the stack that nothing guards.
 */
#include "libraries.h"

enum { MISSING, UNSEEN, GOOD, NOT_C };

static const aa_message messages[] = {
    [MISSING] = {"canary_missing",
                 {"{0} ({1}, {2}) hands a buffer on the stack to {3}, and has no stack protector",
                  "{0}（{1}，{2}）將堆疊上之緩衝區交給 {3}，且無堆疊保護"}},
    [UNSEEN] = {"canary_unknown",
                {"{0} ({1}, {2}) has no stack protector; whether it has buffers on the stack cannot be told",
                 "{0}（{1}，{2}）無堆疊保護；無法判定堆疊上是否有緩衝區"}},
    [GOOD] = {"canary", {"{0} ({1}) has a stack protector", "{0}（{1}）有堆疊保護"}},
    [NOT_C] = {"canary_not_needed",
               {"{0} ({1}, {2}) has no buffer on the stack that a function fills",
                "{0}（{1}，{2}）無由函式填寫之堆疊緩衝區"}},
};

/* Compilers of other languages check bounds or have no such buffers; a C library needs one only where a
 * buffer is. */
static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    (void)sink;
    const char *toolchain = aa_toolchain_name(n->toolchain), *filler = aa_arg_text(n->filler);
    if (n->canary)
        native_say(out, NATIVE_CLEAR, GOOD, AA_SEVERITY_MEDIUM, toolchain, filler);
    else if (n->fills_stack && aa_toolchain_is_c(n->toolchain))
        native_say(out, NATIVE_HIT, MISSING, AA_SEVERITY_MEDIUM, toolchain, filler);
    else if ((n->calls_read && !n->fills_stack) ||
             (n->toolchain != AA_TOOLCHAIN_UNKNOWN && !aa_toolchain_is_c(n->toolchain)))
        native_say(out, NATIVE_CLEAR, NOT_C, AA_SEVERITY_MEDIUM, toolchain, filler);
    else
        native_say(out, NATIVE_DOUBT, UNSEEN, AA_SEVERITY_MEDIUM, toolchain, filler);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_canary = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0222",
    .cwe = "CWE-121",
    .text =
        {
            [AA_LANG_EN] = {.title = "Native code without stack protector",
                            .why =
                                "An overflow of a buffer on the stack reaches the return address unnoticed.",
                            .fix = "Build with -fstack-protector-strong, the default of the NDK; ask the "
                                   "maker of a bundled library for a build with it.",
                            .limits =
                                "Decided where AArch64 code hands an address in its frame to a function that "
                                "fills buffers; other processors and loops that fill buffers themselves are "
                                "not followed. Rust, Go, Dart and Swift need none."},
            [AA_LANG_ZH_TW] =
                {.title = "原生程式碼無堆疊保護",
                 .why = "堆疊緩衝區溢位可直接覆寫返回位址而不被察覺。",
                 .fix =
                     "以 -fstack-protector-strong 編譯（NDK 預設）；第三方函式庫請向提供者取得啟用之版本。",
                 .limits = "僅於 AArch64 "
                           "程式碼將堆疊位址交給填寫緩衝區之函式時判定；其他處理器與自行以迴圈填寫者未追蹤。R"
                           "ust、Go、Dart 與 Swift 不需要。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
