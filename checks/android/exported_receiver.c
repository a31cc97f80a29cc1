/*
 * Receivers that any app can send to. One that waits for broadcasts of the system is open in the manifest all
 * the same: before Android 13 an intent that names it arrives whatever its action (from target 33 on such
 * intents must match a filter), so its code has to compare the action.
 */
#include "exported.h"

enum { SYSTEM_ENFORCED = EXPORTED_OWN, SYSTEM_BY_NAME, SYSTEM_COMPARED };

/* The first release that holds explicit intents to the filters, for apps that target it. */
enum { FILTERS_ENFORCED_SDK = 33 };

static const aa_message messages[] = {
    [EXPORTED_OPEN] = {"receiver_open",
                       {"Every app can send to receiver {0}; what it does is not read",
                        "任何應用程式都能傳送廣播給 Receiver {0}；其行為未讀取"}},
    [EXPORTED_WEAK] =
        {"receiver_weak_guard",
         {"Receiver {0} is guarded by {1} alone, which other apps can hold; what it does is not "
          "read",
          "Receiver {0} 僅以其他應用程式可取得的權限 {1} 保護；其行為未讀取"}},
    [EXPORTED_UNDEFINED] = {"receiver_undefined_guard",
                            {"Receiver {0} is guarded by {1}, which nobody defines; what it does is not read",
                             "Receiver {0} 以無人定義的權限 {1} 保護；其行為未讀取"}},
    [EXPORTED_UNKNOWN] = {"receiver_unresolved",
                          {"Whether other apps can send to receiver {0} cannot be resolved",
                           "其他應用程式能否傳送廣播給 Receiver {0} 無法解析"}},
    [EXPORTED_DISABLED] = {"receiver_disabled",
                           {"Receiver {0} is open to every app but disabled; code can enable it",
                            "Receiver {0} 對任何應用程式開放但已停用；程式碼可將其啟用"}},
    [EXPORTED_GUARDED] = {"receiver_guarded",
                          {"Receiver {0} is guarded by {1}, which only the system or apps of the same signer "
                           "hold",
                           "Receiver {0} 以 {1} 保護，僅系統或相同簽章者的應用程式持有"}},
    [EXPORTED_VENDOR] = {"receiver_guarded_by_vendor",
                         {"Receiver {0} is guarded by {1}, which a vendor's preinstalled app defines",
                          "Receiver {0} 以 {1} 保護，該權限由廠商預載的應用程式定義"}},
    [EXPORTED_CLOSED] = {"receivers_closed",
                         {"{0} of {1} receivers are not exported", "{1} 個 Receiver 中有 {0} 個未對外開放"}},
    [EXPORTED_NONE] = {"no_receivers", {"The manifest has no receivers", "資訊清單沒有 Receiver"}},
    [EXPORTED_DOES] =
        {"receiver_open_does",
         {"Receiver {0} is open to other apps (permission: {1}) and leads to {3} of {2}, in {4}",
          "Receiver {0} 對其他應用程式開放（權限：{1}），並會於 {4} 執行 {2} 之 {3}"}},
    [EXPORTED_NOTHING] = {"receiver_open_harmless",
                          {"Receiver {0} is open to other apps (permission: {1}) and leads to nothing that "
                           "stores, sends or opens",
                           "Receiver {0} 對其他應用程式開放（權限：{1}），未見儲存、傳送或開啟之行為"}},
    [EXPORTED_ASKS] = {"receiver_open_asks",
                       {"Receiver {0} is open to other apps (permission: {1}) and asks who calls",
                        "Receiver {0} 對其他應用程式開放（權限：{1}），並檢查呼叫者"}},
    [SYSTEM_ENFORCED] = {"receiver_system_only",
                         {"Receiver {0} takes only broadcasts that the system alone may send, and every "
                          "supported release enforces that",
                          "Receiver {0} 只接收僅系統可傳送的廣播，且所支援的各版本均強制執行"}},
    [SYSTEM_BY_NAME] = {"receiver_system_by_name",
                        {"Receiver {0} waits for broadcasts of the system; before Android 13 another app can "
                         "still send to it by name, and whether its code compares the action is not read",
                         "Receiver {0} 等候系統廣播；在 Android 13 以前，其他應用程式仍可指名傳送，"
                         "其程式碼是否比對 action 未讀取"}},
    [SYSTEM_COMPARED] = {"receiver_system_compared",
                         {"Receiver {0} waits for broadcasts of the system, and its code looks at the action "
                          "or does nothing that stores, sends or opens",
                          "Receiver {0} 等候系統廣播，其程式碼檢視 action，或無儲存、傳送或開啟之行為"}},
};

/* What it does needs no action of the system, or it looks at the action. */
static aa_tri is_settled(const aa_check_input *in, const aa_component *c)
{
    if (in->code == NULL)
        return AA_UNKNOWN;
    aa_effect effect = aa_effect_of(in->code, c->name);
    if (effect.kind == AA_EFFECT_UNREAD || !aa_code_base_of(in->code)->complete)
        return AA_UNKNOWN;
    return effect.kind != AA_EFFECT_DOES || effect.light || effect.tells ? AA_YES : AA_NO;
}

static bool special(const aa_check_input *in, aa_sink *sink, const aa_component *c)
{
    const aa_manifest *m = &in->facts->manifest;
    if (aa_component_guard(c) != AA_GUARD_NONE || !aa_receives_only_system(c))
        return false;
    if (m->target_sdk >= FILTERS_ENFORCED_SDK && m->min_sdk >= FILTERS_ENFORCED_SDK)
        aa_clear(sink, SYSTEM_ENFORCED, &c->place, AA_ARGS(c->name));
    else if (is_settled(in, c) == AA_YES)
        aa_clear(sink, SYSTEM_COMPARED, &c->place, AA_ARGS(c->name));
    else if (is_settled(in, c) == AA_NO)
        return false;
    else
        aa_cannot_tell(sink, SYSTEM_BY_NAME, &c->place, AA_ARGS(c->name));
    return true;
}

static aa_severity severity_of(const aa_check_input *in, const aa_component *c, const aa_effect *effect)
{
    (void)in;
    (void)c;
    if (effect->kind == AA_EFFECT_NOTHING)
        return AA_SEVERITY_INFO;
    return effect->strong || (effect->looks && !effect->light) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    exported_judge(in, sink, AA_RECEIVER, AA_RECEIVER, special, severity_of);
}

const aa_check aa_check_android_exported_receiver = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:14 mas:4.1.2.5.3 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0366",
    .cwe = "CWE-926",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Broadcast receiver open to other apps",
                    .why =
                        "Another app sends a forged message and sets off what the receiver does: a download, "
                        "a logout, a write with values of the sender's choice.",
                    .fix =
                        "<receiver android:exported=\"false\"> (broadcasts of the system still arrive), or "
                        "android:permission with a permission of protectionLevel=\"signature\"; compare "
                        "intent.getAction() in onReceive().",
                    .limits = "What onReceive() leads to over virtual calls is taken to be possible. "
                              "Receivers that code registers are for another check.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "廣播接收器對其他應用程式開放",
                    .why = "其他應用程式可傳送偽造的訊息，觸發接收器的動作，例如下載、登出或寫入傳送者指定的"
                           "值。",
                    .fix = "<receiver android:exported=\"false\">（仍可收到系統廣播），或以 "
                           "android:permission 指定 "
                           "protectionLevel=\"signature\" 的權限；並在 onReceive() 比對 intent.getAction()。",
                    .limits =
                        "onReceive() 經虛擬呼叫可能到達者均予採計。由程式碼註冊之接收器由另一檢查判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
