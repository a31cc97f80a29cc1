/*
 * Noticing code that was put into the running app.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"
#include <string.h>

enum { IMAGES, NAMES, PORT, NONE };

static const aa_message messages[] = {
    [IMAGES] = {"loaded_images",
                {"Goes through the names of the loaded libraries and compares them",
                 "逐一比對已載入函式庫的名稱"}},
    [NAMES] = {"tool_names",
               {"Compares with {0}, a name of instrumentation tools", "與動態插樁工具名稱 {0} 比對"}},
    [PORT] = {"tool_port",
              {"Tries to connect to port {0}, where an instrumentation server listens",
               "嘗試連線至動態插樁伺服器使用的通訊埠 {0}"}},
    [NONE] = {"no_hook_check", {"Nothing that notices instrumentation was seen", "未見偵測動態插樁的程式碼"}},
};

static const char *const tools[] = {"frida",           "Frida",          "FridaGadget", "gum-js-loop",
                                    "cynject",         "libcycript",     "cycript",     "MobileSubstrate",
                                    "SubstrateLoader", "CydiaSubstrate", "libhooker",   "SSLKillSwitch",
                                    "TweakInject",     "substitute",     "ElleKit",     NULL};
static const char *const comparers[] = {"_strstr",
                                        "_strcmp",
                                        "_strcasecmp",
                                        "_strncmp",
                                        "containsString:",
                                        "isEqualToString:",
                                        "hasPrefix:",
                                        "hasSuffix:",
                                        "rangeOfString:*",
                                        "_strcasestr",
                                        "_strnstr",
                                        "_$sSS8containsySbSSF*",
                                        "_$sSy10FoundationE8contains*",
                                        "fileExistsAtPath:*",
                                        "_access",
                                        "_stat",
                                        NULL};

static bool fits(void *context, aa_bytes text)
{
    (void)context;
    return aa_muse_is_one_of(text, tools);
}

static size_t judge_images(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_calls(m, "__dyld_get_image_name");
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        if (aa_muse_call_near(m, sites.items[i].image, sites.items[i].function, comparers) == NULL)
            continue;
        aa_hit_spot(sink, IMAGES, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

static size_t judge_names(aa_machine *m, aa_sink *sink)
{
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, fits, NULL, &places), found = 0;
    for (size_t i = 0; i < n; i++) {
        if (places[i].function == AA_NO_FUNCTION ||
            aa_muse_call_near(m, places[i].image, places[i].function, comparers) == NULL)
            continue;
        aa_hit_spot(sink, NAMES, AA_SEVERITY_INFO, m, aa_mspot_at(&places[i]), NULL,
                    AA_ARGS(aa_machine_text(m, places[i].text)));
        found++;
    }
    return found;
}

/* sockaddr_in on the stack: the port in network order at offset 2; 27042 is 0x69a2. */
static size_t judge_port(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_calls(m, "_connect");
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        const aa_msite *s = &sites.items[i];
        const aa_mmemory *memory = s->call->memory;
        for (size_t k = 0; k < memory->count; k++) {
            int64_t v;
            if (!aa_value_is_int(aa_machine_values(m), memory->slots[k].value, &v))
                continue;
            bool port = (memory->slots[k].size == 2 && (v & 0xffff) == 0xa269) ||
                        (memory->slots[k].size >= 4 && (v >> 16 & 0xffff) == 0xa269);
            if (!port)
                continue;
            aa_hit_spot(sink, PORT, AA_SEVERITY_INFO, m, aa_mspot_of(s), NULL, AA_ARGS("27042"));
            found++;
            break;
        }
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge_images(m, sink) + judge_names(m, sink) + judge_port(m, sink);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_res_hook = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 broker:17 mas:4.1.5.5.3",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0354",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] = {.title = "Detection of instrumentation",
                            .why = "Instrumentation replaces functions of the running app: checks answer as "
                                   "the attacker likes, and secrets are read in passing.",
                            .fix = "Compare the loaded libraries with those the app ships, look for known "
                                   "tools at several places, and react.",
                            .limits = "Whether a check can be tricked is seen only by trying."},
            [AA_LANG_ZH_TW] =
                {.title = "偵測動態插樁",
                 .why = "動態插樁可替換執行中 App 的函式：檢查結果任由攻擊者決定，機密也會在過程中遭讀取。",
                 .fix = "比對已載入與隨附的函式庫，於多處尋找已知工具，並據以處置。",
                 .limits = "能否被繞過須實測。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
