/*
 * The entitlement that lets debuggers in.
 */
#include "engine/check.h"
#include "facts/ios_signing.h"

#define KEY "get-task-allow"

enum { ALLOWED, NOT_ALLOWED, UNREAD, UNSIGNED, NO_PROGRAM, SIMULATOR };

static const aa_message messages[] = {
    [ALLOWED] = {"debuggers_allowed",
                 {"{0} ({1}) is signed with get-task-allow", "{0}（{1}）之簽章含 get-task-allow"}},
    [NOT_ALLOWED] = {"debuggers_refused",
                     {"{0} ({1}) is signed without get-task-allow", "{0}（{1}）之簽章未含 get-task-allow"}},
    [UNREAD] = {"entitlements_unreadable",
                {"{0} ({1}): the entitlements cannot be read", "{0}（{1}）：無法讀取授權項目"}},
    [UNSIGNED] =
        {"not_signed",
         {"{0} ({1}) is not signed by anybody: the signer sets this entitlement, so nothing can be told",
          "{0}（{1}）未經簽署：此授權項目由簽署者設定，因此無法判定"}},
    [SIMULATOR] = {"simulator_build",
                   {"{0} ({1}) is a simulator build, which no device installs: signing cannot be judged",
                    "{0}（{1}）為模擬器版本，不會安裝於裝置，簽章無法判定"}},
    [NO_PROGRAM] = {"no_program", {"The program of the app is not in the package", "App 之程式不在套件內"}},
};

/* What lies outside its signature, or in one that cannot be taken apart, may be entitlements too. */
static bool is_unread(const aa_codesign *s)
{
    return ((s->has_xml || s->has_der) && !s->has_entitlements) ||
           aa_codesign_has_issue(s, "codesign.malformed") ||
           aa_codesign_has_issue(s, "codesign.blob_outside");
}

static void look_at(const aa_ios_code *code, aa_sink *sink)
{
    const aa_place place = aa_ios_code_place(code);
    if (code->simulator) {
        aa_cannot_tell(sink, SIMULATOR, &place, AA_ARGS(code->member, code->slice));
        return;
    }
    if (!code->readable || is_unread(code->signature)) {
        aa_cannot_tell(sink, UNREAD, &place, AA_ARGS(code->member, code->slice));
        return;
    }
    const aa_ios_entitlement *e = aa_ios_entitlement_of(code, KEY);
    if (e != NULL && e->truth == AA_YES)
        aa_hit(sink, ALLOWED, &place, AA_ARGS(code->member, code->slice));
    else if (!code->signature->present || code->signature->linker_signed || code->signature->best == SIZE_MAX)
        aa_cannot_tell(sink, UNSIGNED, &place, AA_ARGS(code->member, code->slice));
    else
        aa_clear(sink, NOT_ALLOWED, &place, AA_ARGS(code->member, code->slice));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_signing *signing = in->facts->ios_signing;
    for (size_t i = 0; signing != NULL && i < signing->code_count; i++) {
        const aa_ios_code *code = &signing->codes[i];
        bool program = code->executable || (!code->readable && code->kind <= AA_IOS_EXTENSION);
        if (program)
            look_at(code, sink);
    }
    if (aa_ios_main_code(signing) == NULL)
        aa_cannot_tell(sink, NO_PROGRAM, NULL, AA_NO_ARGS);
}

const aa_check aa_check_ios_get_task_allow = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:4 broker:16 broker:17 mas:4.1.5.5.9",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0261",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Debuggers may attach to the app",
                    .why = "With get-task-allow any computer that the device trusts can attach a debugger, "
                           "read the app's "
                           "memory with everything in it, and change what it does.",
                    .fix = "Sign the release with a distribution certificate and profile: Xcode then leaves "
                           "get-task-allow out. Set CODE_SIGN_INJECT_BASE_ENTITLEMENTS = NO if it still "
                           "comes in.",
                    .limits = "Read from the signature that is in the package. A build handed in for a test "
                              "can differ "
                              "from the released one.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "允許除錯器附加至 App",
                    .why = "含 get-task-allow 時，裝置信任之電腦即可附加除錯器，讀取 App "
                           "記憶體內所有資料並改變其行為。",
                    .fix = "以發布用憑證與描述檔簽署正式版，Xcode 即不加入 get-task-allow；若仍出現，將 "
                           "CODE_SIGN_INJECT_BASE_ENTITLEMENTS 設為 NO。",
                    .limits = "依套件內之簽章判讀；送測版本可能與正式發布版本不同。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
