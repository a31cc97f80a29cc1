/*
 * Tests for an attached debugger, and what comes of them.
 */
#include "detect.h"

enum { ASKED, TRACER, FLAG, TECHNIQUES };

static const aa_message messages[] = {
    DETECT_MESSAGES("debugger", "No test for a debugger was found in bytecode", "位元組碼中未發現除錯器偵測"),
};

static const char *const asking[] = {
    "Landroid/os/Debug;->isDebuggerConnected",
    "Landroid/os/Debug;->waitingForDebugger",
    NULL,
};
static const char *const texts[] = {
    "Ljava/lang/String;->startsWith",       "Ljava/lang/String;->contains",
    "Ljava/lang/String;->equals",           "Ljava/lang/String;->indexOf",
    "Ljava/lang/String;->regionMatches",    "Ljava/lang/String;->split",
    "Ljava/lang/String;->equalsIgnoreCase", NULL,
};
static const char *const tracer[] = {"*TracerPid", NULL};

static const aa_technique techniques[] = {
    [ASKED] = {.form = AA_TECHNIQUE_CALL, .calls = asking},
    [TRACER] = {.form = AA_TECHNIQUE_SCAN, .calls = texts, .words = tracer},
    [FLAG] = {.form = AA_TECHNIQUE_BIT,
              .owner = "Landroid/content/pm/ApplicationInfo;",
              .field = "flags",
              .name = "ApplicationInfo.flags & FLAG_DEBUGGABLE",
              .number = 2},
};

/* Code that runs in debuggable builds only is everywhere; it is a test when the app stops or warns. */
static size_t without_build_switches(aa_code *code, const aa_detection *found, size_t count,
                                     aa_detection **out)
{
    aa_detection *kept = aa_arena_array(aa_code_arena(code), count + 1, sizeof *kept);
    size_t n = 0;
    for (size_t i = 0; kept != NULL && i < count; i++)
        if (found[i].technique != FLAG || found[i].outcome.best.kind >= AA_REACT_WARNS)
            kept[n++] = found[i];
    *out = kept;
    return n;
}

static const char *const native_words[] = {"TracerPid", NULL};

enum { PTRACE_TRACEME = 0, PTRACE_ATTACH = 16, PTRACE_SEIZE = 0x4206 };

static bool calls(const aa_native *native, const char *function)
{
    for (size_t i = 0; i < native->call_count; i++)
        if (strcmp(native->calls[i].function, function) == 0)
            return true;
    return false;
}

/* A process has one tracer: one that traces itself, or has a child that does, keeps debuggers away. What
 * writes reports of crashes attaches too, but not to its parent. */
static const char *traces_itself(const aa_native *native)
{
    bool child = calls(native, "fork") && calls(native, "getppid");
    for (size_t i = 0; i < native->call_count; i++) {
        const aa_native_call *c = &native->calls[i];
        if (strcmp(c->function, "ptrace") != 0 || !c->arguments[0].known)
            continue;
        if (c->arguments[0].number == PTRACE_TRACEME)
            return "ptrace(PTRACE_TRACEME)";
        if (child && c->arguments[0].number == PTRACE_ATTACH)
            return "ptrace(PTRACE_ATTACH, getppid())";
        if (child && c->arguments[0].number == PTRACE_SEIZE)
            return "ptrace(PTRACE_SEIZE, getppid())";
    }
    return NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_detection *found = NULL;
    aa_detection *kept = NULL;
    size_t count = aa_detections(in->code, techniques, TECHNIQUES, &found);
    count = without_build_switches(in->code, found, count, &kept);
    size_t seen = detect_record_best(in->code, sink, kept, count, false) +
                  detect_native(in, sink, native_words, traces_itself);
    if (seen == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_debugger = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:16 broker:17 mas:4.1.5.5.3",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0352",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Debuggers are detected",
                    .why = "With a debugger attached, keys and passwords are read from memory, and any "
                           "decision of the app is turned round.",
                    .fix = "if (Debug.isDebuggerConnected() || (getApplicationInfo().flags & "
                           "ApplicationInfo.FLAG_DEBUGGABLE) != 0) finishAffinity(); and read TracerPid of "
                           "/proc/self/status for native debuggers.",
                    .limits = "Of native libraries only texts and, in ARM64, calls of ptrace() are seen; "
                              "what follows is not.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "具備除錯器偵測",
                    .why = "附加除錯器後，可自記憶體讀取金鑰與密碼，並翻轉應用程式之任何判斷。",
                    .fix = "if (Debug.isDebuggerConnected() || (getApplicationInfo().flags & "
                           "ApplicationInfo.FLAG_DEBUGGABLE) != 0) finishAffinity();，並讀取 "
                           "/proc/self/status 之 TracerPid 以偵測原生除錯器。",
                    .limits = "原生函式庫僅檢視字串與 ARM64 之 ptrace() 呼叫，未追蹤後續處置。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
