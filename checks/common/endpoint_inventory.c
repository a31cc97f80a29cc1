/*
 * Hosts that the code names.
 */
#include "engine/code_record.h"

enum { OWN, LIBRARY, OTHER, NONE };

static const aa_message messages[] = {
    [OWN] = {"endpoint", {"{0}, named by the app's own code", "{0}，由應用程式自身程式碼使用"}},
    [LIBRARY] = {"endpoint_of_library", {"{0}, named by a library", "{0}，由函式庫使用"}},
    [OTHER] = {"endpoint_of_unknown",
               {"{0}, named by code of unknown origin", "{0}，由來源不明之程式碼使用"}},
    [NONE] = {"no_endpoint", {"The code names no web address", "程式碼中未列有網址"}},
};

/* "https://host.example:8443/…" → the host; false when |text| is no web address with one. */
static bool host_of(aa_bytes text, aa_bytes *host)
{
    static const char *const schemes[] = {"https://", "http://", "wss://", "ws://"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t n = strlen(schemes[i]);
        if (text.n <= n || memcmp(text.p, schemes[i], n) != 0)
            continue;
        size_t end = n;
        while (end < text.n && strchr("/?#:\\ \"'", text.p[end]) == NULL && text.p[end] > 0x20 &&
               text.p[end] < 0x7F)
            end++;
        *host = aa_bytes_of(text.p + n, end - n);
        return end > n + 3 && memchr(host->p, '.', host->n) != NULL && memchr(host->p, '%', host->n) == NULL;
    }
    return false;
}

static bool is_address(void *context, aa_bytes text)
{
    aa_bytes host;
    (void)context;
    return host_of(text, &host);
}

/* Identifiers that look like addresses and are never opened. */
static bool is_name_only(aa_bytes host)
{
    static const char *const names[] = {"schemas.android.com", "www.w3.org",  "xmlpull.org",
                                        "ns.adobe.com",        "xml.org",     "apache.org",
                                        "xmlns.jcp.org",       "java.sun.com"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(host, names[i]))
            return true;
    return false;
}

/* The same host was recorded for an earlier place of the same owner. */
static bool was_before(aa_code *code, const aa_literal *literals, size_t index, aa_bytes host)
{
    aa_owner owner = aa_code_record_owner(code, literals[index].in);
    for (size_t i = 0; i < index; i++) {
        aa_bytes other;
        if (host_of(literals[i].text, &other) && aa_bytes_equal(host, other) &&
            aa_code_record_owner(code, literals[i].in) == owner)
            return true;
    }
    return false;
}

#define MAX_LITERALS 2000U

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_literal *literals = NULL;
    size_t count = in->code == NULL ? 0 : aa_code_literals(in->code, is_address, NULL, &literals);
    bool any = false;
    for (size_t i = 0; i < count && i < MAX_LITERALS; i++) {
        aa_bytes host;
        if (!host_of(literals[i].text, &host) || is_name_only(host) ||
            was_before(in->code, literals, i, host))
            continue;
        aa_owner owner = aa_code_record_owner(in->code, literals[i].in);
        any = true;
        aa_hit_method(sink,
                      owner == AA_OWNER_APP       ? OWN
                      : owner == AA_OWNER_LIBRARY ? LIBRARY
                                                  : OTHER,
                      AA_SEVERITY_INFO, in->code, literals[i].in, literals[i].pc,
                      AA_ARGS(aa_arg_text(aa_arena_utf8(aa_code_arena(in->code), host))));
    }
    if (!any && in->code != NULL)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_endpoint_inventory = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:1 broker:15 mas:4.1.4.2.4",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Hosts named in code",
                    .why = "The declared list of servers is compared with what the app can reach.",
                    .fix = "Name each host in the application form, with its purpose and who runs it.",
                    .limits =
                        "Addresses that are put together at run time, and those in resources, native code "
                        "and bundled scripts, are not in this list.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "程式碼所列主機",
                    .why = "供比對申報之伺服器清單與應用程式實際可連線之主機。",
                    .fix = "於申請表逐一列明主機、用途與營運者。",
                    .limits = "執行時組成之網址，以及資源、"
                              "原生程式碼與內建指令碼中的網址，不在此清單。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
