/*
 * Certificate pinning by OkHttp: hosts and pins that are given to a CertificatePinner which a client gets.
 * Renamed or not: what a shrinker leaves of the classes tells them.
 */
#include "pins.h"

enum { PINNED, UNSURE, NO_EFFECT, LIBRARY, NONE };

static const aa_message messages[] = {
    [PINNED] = {"okhttp_pinned",
                {"{0} is pinned by OkHttp with {1} pins, and a client gets them",
                 "{0} 由 OkHttp 綁定 {1} 個憑證，且已套用於用戶端"}},
    [UNSURE] = {"okhttp_pins_unsure",
                {"{0} has pins for OkHttp; whether they take effect cannot be told: {1:pins}",
                 "{0} 具有 OkHttp 憑證綁定，但無法得知是否生效：{1:pins}"}},
    [NO_EFFECT] = {"okhttp_pins_no_effect",
                   {"The OkHttp pins for {0} take no effect and do not count: {1:pins}",
                    "{0} 之 OkHttp 憑證綁定未生效，不予計入：{1:pins}"}},
    [LIBRARY] = {"okhttp_library_only",
                 {"OkHttp is in the app, and nothing gives it pins",
                  "應用程式內含 OkHttp，但未設定憑證綁定"}},
    [NONE] = {"no_okhttp", {"OkHttp was not found in the app", "應用程式內未發現 OkHttp"}},
};

static void judge(const aa_check_input *in, aa_sink *sink, const aa_pinned *pinned)
{
    aa_pin_reason reason = AA_PIN_NO_REASON;
    aa_pin_state state = aa_pinned_state(pinned, aa_policy_today(in->policy), &reason);
    const char *host = pins_host(pinned);
    if (state == AA_PIN_ATTACHED && pinned->host != NULL && pinned->pin_count > 0)
        pins_hit(in, sink, PINNED, AA_SEVERITY_INFO, pinned,
                 AA_ARGS(host, aa_arg_int(sink, (long long)pinned->pin_count)));
    else if (state == AA_PIN_ATTACHED) /* host or pins are not constant */
        pins_cannot_tell(in, sink, UNSURE, pinned, AA_ARGS(host, aa_pin_reason_name(AA_PIN_NOT_TOLD)));
    else if (state == AA_PIN_UNKNOWN)
        pins_cannot_tell(in, sink, UNSURE, pinned, AA_ARGS(host, aa_pin_reason_name(reason)));
    else
        aa_absent(sink, NO_EFFECT, AA_ARGS(host, aa_pin_reason_name(reason)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_pinning *pinning = in->facts->pinning;
    if (pinning == NULL)
        return;
    size_t count = 0;
    for (size_t i = 0; i < pinning->count; i++) {
        if (pinning->items[i].mechanism != AA_PIN_OKHTTP)
            continue;
        judge(in, sink, &pinning->items[i]);
        count++;
    }
    if (count == 0)
        aa_absent(sink, pinning->libraries[AA_PIN_OKHTTP] ? LIBRARY : NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_pin_okhttp = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0244",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Hosts are pinned by OkHttp",
                    .why = "Only certificates whose key is known to the app are accepted, whatever "
                           "authorities the device trusts.",
                    .fix = "new OkHttpClient.Builder().certificatePinner(new "
                           "CertificatePinner.Builder().add(\"api.example.com\", \"sha256/…\", "
                           "\"sha256/…\").build()).build(), for every client, with a backup pin.",
                    .limits = "Whether every request uses the client that has the pins is not seen. Pins "
                              "that come from a server or a file are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以 OkHttp 綁定主機憑證",
                    .why = "僅接受應用程式已知公開金鑰之憑證，不受裝置所信任之憑證機構影響。",
                    .fix = "每個用戶端皆以 new OkHttpClient.Builder().certificatePinner(new "
                           "CertificatePinner.Builder().add(\"api.example.com\", \"sha256/…\", "
                           "\"sha256/…\").build()).build() 建立，並備有備援綁定值。",
                    .limits = "無法得知是否每一請求皆使用已綁定之用戶端；來自伺服器或檔案之綁定值無法讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
