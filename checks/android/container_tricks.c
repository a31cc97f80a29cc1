/*
 * Archives built so that tools see something else than Android does. Ordinary build tools make none of these:
 * over 911 collected packages each was seen once at most.
 */
#include <string.h>

#include "engine/check.h"

enum { OTHER_CODE, OTHER_CONTENT, REFUSED, ODD, NONE };

static const aa_message messages[] = {
    [OTHER_CODE] = {"other_code", {"{0:notes}; seen: {1}", "{0:notes}；所見：{1}"}},
    [OTHER_CONTENT] = {"other_content", {"{0:notes}; seen: {1}", "{0:notes}；所見：{1}"}},
    [REFUSED] = {"refused", {"{0:notes}; seen: {1}", "{0:notes}；所見：{1}"}},
    [ODD] = {"odd", {"{0:notes}; seen: {1}", "{0:notes}；所見：{1}"}},
    [NONE] = {"none",
              {"the archive is read alike by Android and by common tools",
               "Android 與一般工具讀取此封裝的結果一致"}},
};

typedef struct trick {
    const char *code;
    aa_severity severity;
    unsigned message;
} trick;

/* What each note of the archive reader bears. Notes that are not listed are ordinary. */
static const trick tricks[] = {
    {"zip.janus", AA_SEVERITY_CRITICAL, OTHER_CODE},
    {"zip.duplicate_entry", AA_SEVERITY_CRITICAL, OTHER_CODE},
    {"zip.unicode_path_mismatch", AA_SEVERITY_HIGH, OTHER_CODE},
    {"zip.hidden_entries", AA_SEVERITY_HIGH, OTHER_CODE},
    {"zip.eocd_ambiguous", AA_SEVERITY_HIGH, OTHER_CODE},
    {"zip.method_bogus", AA_SEVERITY_HIGH, OTHER_CONTENT},
    {"zip.fake_encryption", AA_SEVERITY_HIGH, OTHER_CONTENT},
    {"zip.method_mismatch", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.lfh_sizes", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.lfh_name", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.lfh_signature", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.lfh_extra_large", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.size_lie", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.stored_size", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.overlap", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.path_traversal", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.symlink", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"zip.bomb_suspect", AA_SEVERITY_LOW, ODD},
    {"zip.prefix", AA_SEVERITY_MEDIUM, REFUSED},
    {"zip.trailing", AA_SEVERITY_MEDIUM, REFUSED},
    {"zip.no_eocd", AA_SEVERITY_MEDIUM, REFUSED},
    {"zip.comment_length", AA_SEVERITY_MEDIUM, REFUSED},
    {"zip.bad_name", AA_SEVERITY_LOW, ODD},
    {"zip.empty_name", AA_SEVERITY_LOW, ODD},
    {"zip.long_name", AA_SEVERITY_LOW, ODD},
    {"zip.name_control", AA_SEVERITY_LOW, ODD},
    {"zip.path_collision", AA_SEVERITY_LOW, ODD},
    {"zip.disk_fields", AA_SEVERITY_LOW, ODD},
    {"zip.extra_malformed", AA_SEVERITY_LOW, ODD},
    {"zip.version_needed", AA_SEVERITY_LOW, ODD},
    {"zip.flags", AA_SEVERITY_LOW, ODD},
    {"zip.crc", AA_SEVERITY_LOW, ODD},
    {"zip.count", AA_SEVERITY_LOW, ODD},
    {"zip.second_view", AA_SEVERITY_LOW, ODD},
    {"axml.name_id_mismatch", AA_SEVERITY_HIGH, OTHER_CONTENT},
    {"axml.two_pools", AA_SEVERITY_HIGH, OTHER_CONTENT},
    {"axml.root_type", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"axml.names_missing", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
    {"axml.duplicate_application", AA_SEVERITY_MEDIUM, OTHER_CONTENT},
};

static const trick *find(const char *code)
{
    for (size_t i = 0; i < sizeof tricks / sizeof tricks[0]; i++) {
        if (strcmp(tricks[i].code, code) == 0)
            return &tricks[i];
    }
    return NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_facts *f = in->facts;
    bool any = false;
    for (size_t i = 0; i < f->anomaly_count; i++) {
        const aa_anomaly *a = &f->anomalies[i];
        const trick *t = find(a->code);
        if (t == NULL)
            continue;
        any = true;
        aa_hit_as(sink, t->message, t->severity, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &a->place,
                  AA_ARGS(a->code, a->detail == NULL ? "" : a->detail));
    }
    if (!any)
        aa_clear(sink, NONE, NULL, AA_NO_ARGS);
}

const aa_check aa_check_android_container_tricks = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:16 broker:17 mas:4.1.5.1.1 mas:4.1.5.1.2",
    .masvs = "MASVS-RESILIENCE-2 MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-345 CWE-436",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Archive that tools and Android read differently",
                    .why = "Store scanners, mobile device management and auditors look at one content while "
                           "the device "
                           "runs another. Malware families use these forms to pass by analysis.",
                    .fix = "Build the package again with the stock tools (aapt2, zipalign, apksigner) and "
                           "remove the "
                           "step that rewrites the archive afterwards.",
                    .limits = "Follows Android's readers up to version 14; what a vendor's installer does "
                              "differently "
                              "cannot be seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "封裝結構使工具與 Android 讀到不同內容",
                    .why = "商店掃描、行動裝置管理與檢測人員所見內容，與裝置實際執行者不同；惡意程式常以此規"
                           "避分析。",
                    .fix = "以標準工具（aapt2、zipalign、apksigner）重新建置套件，並移除事後改寫封裝的步驟。",
                    .limits = "依 Android 14 以前的讀取規則判斷；無法得知各廠商安裝程式的差異。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
