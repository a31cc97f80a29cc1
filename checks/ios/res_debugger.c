/*
 * Noticing or refusing a debugger.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"
#include <string.h>

enum { DENY, DENY_SYSTEM, DENY_NAME, SYSCTL, PARENT, CSOPS, NONE };

static const aa_message messages[] = {
    [DENY] = {"ptrace_deny",
              {"Refuses debuggers: ptrace(PT_DENY_ATTACH)", "拒絕偵錯器：ptrace(PT_DENY_ATTACH)"}},
    [DENY_SYSTEM] = {"ptrace_by_svc",
                     {"Refuses debuggers: system call 26 (ptrace) without the library",
                      "拒絕偵錯器：不經函式庫直接執行系統呼叫 26（ptrace）"}},
    [DENY_NAME] = {"ptrace_by_name", {"Finds ptrace by name at run time", "執行時以名稱取得 ptrace"}},
    [SYSCTL] = {"sysctl_traced",
                {"Asks the kernel about its own process (sysctl KERN_PROC)",
                 "向核心查詢自身處理程序（sysctl KERN_PROC）"}},
    [PARENT] = {"parent_process",
                {"Looks at the process that started it (getppid)", "檢查父處理程序（getppid）"}},
    [CSOPS] = {"code_sign_status",
               {"Asks for its code-signing status (csops)", "查詢程式碼簽章狀態（csops）"}},
    [NONE] = {"no_debugger_check",
              {"Nothing that notices or refuses a debugger was seen", "未見偵測或拒絕偵錯器的程式碼"}},
};

#define PT_DENY_ATTACH 31
#define SYS_PTRACE     26

static size_t judge_ptrace(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_calls(m, "_ptrace");
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        int64_t request;
        if (aa_msite_int(m, &sites.items[i], 0, &request) && request != PT_DENY_ATTACH)
            continue;
        aa_hit_spot(sink, DENY, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    sites = aa_machine_calls(m, "_dlsym");
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes name;
        if (!aa_msite_text(m, &sites.items[i], 1, &name) || !aa_bytes_is(name, "ptrace"))
            continue;
        aa_hit_spot(sink, DENY_NAME, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    sites = aa_machine_calls(m, "_syscall");
    for (size_t i = 0; i < sites.count; i++) {
        int64_t number;
        if (!aa_msite_int(m, &sites.items[i], 0, &number) || number != SYS_PTRACE)
            continue;
        aa_hit_spot(sink, DENY_SYSTEM, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

/* svc with the number in register 16; 26 may be given indirectly (0), with the number as first argument. */
static size_t judge_system_calls(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_system_calls(m);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        int64_t number = -1, first = -1;
        aa_morigins o =
            aa_machine_trace(m, sites.items[i].flow, sites.items[i].call, sites.items[i].call->target);
        if (o.count == 1 && o.items[0].kind == AA_MORIGIN_INT)
            number = o.items[0].number;
        (void)aa_msite_int(m, &sites.items[i], 0, &first);
        if (number != SYS_PTRACE && !(number == 0 && first == SYS_PTRACE))
            continue;
        aa_hit_spot(sink, DENY_SYSTEM, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

/* {CTL_KERN, KERN_PROC, …}: two words of 32 bits, or one of 64. */
static bool asks_about_processes(aa_machine *m, const aa_msite *site)
{
    aa_morigins names = aa_msite_origins(m, site, 0);
    for (size_t i = 0; i < names.count; i++) {
        const aa_morigin *o = &names.items[i];
        if (o->kind == AA_MORIGIN_DATA && o->text.n >= 8)
            return aa_le32(o->text.p) == 1 && aa_le32(o->text.p + 4) == 14;
    }
    int64_t count;
    return aa_msite_int(m, site, 1, &count) && count == 4; /* CTL_KERN, KERN_PROC, KERN_PROC_PID, pid */
}

static size_t judge_sysctl(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_calls(m, "_sysctl");
    static const char *const pid[] = {"_getpid", NULL};
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        if (!asks_about_processes(m, &sites.items[i]) ||
            aa_muse_call_in(m, sites.items[i].image, sites.items[i].function, pid, 1) == NULL)
            continue;
        aa_hit_spot(sink, SYSCTL, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

static size_t judge_tested(aa_machine *m, aa_sink *sink, const char *symbol, unsigned message)
{
    aa_msites sites = aa_machine_calls(m, symbol);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        if (!aa_msite_result_tested(m, &sites.items[i]))
            continue;
        aa_hit_spot(sink, message, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge_ptrace(m, sink) + judge_system_calls(m, sink) + judge_sysctl(m, sink) +
                   judge_tested(m, sink, "_getppid", PARENT) + judge_tested(m, sink, "_csops", CSOPS);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_res_debugger = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 broker:17 mas:4.1.5.5.3",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0401",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Detection of debuggers",
                 .why = "A debugger reads and changes everything the app holds in memory.",
                 .fix = "Refuse to be attached to, ask the kernel for P_TRACED at several places, and react.",
                 .limits = "Whether a check can be tricked is seen only by trying."},
            [AA_LANG_ZH_TW] = {.title = "偵測偵錯器",
                               .why = "偵錯器可讀取並更改 App 記憶體中的一切。",
                               .fix = "拒絕附加，並於多處向核心查詢 P_TRACED 後據以處置。",
                               .limits = "能否被繞過須實測。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
