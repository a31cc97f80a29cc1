/*
 * Libraries told to accept certificates that are not valid (AFNetworking).
 */
#include "engine/check.h"
#include "engine/machine_record.h"

enum { INVALID, NAME, STRICT, NONE };

static const aa_message messages[] = {
    [INVALID] = {"allows_invalid",
                 {"setAllowInvalidCertificates: is given true", "setAllowInvalidCertificates: 設為是"}},
    [NAME] = {"ignores_name",
              {"The name in the certificate is not compared: setValidatesDomainName: is given false",
               "不比對憑證中的名稱：setValidatesDomainName: 設為否"}},
    [STRICT] = {"keeps_validation", {"Validation is kept on", "維持驗證"}},
    [NONE] = {"no_afn", {"Neither setter is called", "未呼叫此類設定"}},
};

static size_t judge(aa_machine *m, aa_sink *sink, const char *selector, bool bad, unsigned message)
{
    aa_msites sites = aa_machine_sends(m, selector, NULL);
    for (size_t i = 0; i < sites.count; i++) {
        int64_t value;
        if (!aa_msite_int(m, &sites.items[i], 2, &value))
            continue; /* the library's own code hands its argument on */
        if (((value & 1) != 0) == bad)
            aa_hit_spot(sink, message, AA_SEVERITY_CRITICAL, m, aa_mspot_of(&sites.items[i]), NULL,
                        AA_NO_ARGS);
        else
            aa_clear_spot(sink, STRICT, m, aa_mspot_of(&sites.items[i]), AA_NO_ARGS);
    }
    return sites.count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t n = judge(m, sink, "setAllowInvalidCertificates:", true, INVALID);
    n += judge(m, sink, "setValidatesDomainName:", false, NAME);
    if (n == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_tls_afn_invalid = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0396",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "A library accepts invalid certificates",
                 .why = "Whoever sits between the device and the server shows any certificate, or one of "
                        "another host, and reads and changes what is sent.",
                 .fix = "Remove the call; for test servers install their authority on the test devices.",
                 .limits = "Libraries other than AFNetworking have other switches."},
            [AA_LANG_ZH_TW] =
                {.title = "函式庫接受無效憑證",
                 .why = "介於裝置與伺服器之間的人可出示任何憑證或其他主機的憑證，讀取並竄改傳輸內容。",
                 .fix = "移除該呼叫；測試伺服器的憑證機構請安裝於測試裝置。",
                 .limits = "AFNetworking 以外的函式庫有不同的設定方式。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
