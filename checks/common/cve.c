/*
 * Components at a version to which a published advisory applies, by the list that is compiled in.
 */
#include "base/tsv.h"
#include "engine/check.h"
#include "facts/libraries.h"
#include "facts/version.h"

enum { AFFECTED, AFFECTED_UNFIXED, TO_CONFIRM, UNKNOWN, CLEAN, NO_COMPONENT };

static const aa_message messages[] = {
    [AFFECTED] = {"component_vulnerable",
                  {"{0} {1} is affected by {2}, fixed in {3} ({4}; advisories of {5})",
                   "{0} {1} 受 {2} 影響，已於 {3} 修正（{4}；弱點公告截至 {5}）"}},
    [AFFECTED_UNFIXED] = {"component_vulnerable_unfixed",
                          {"{0} {1} is affected by {2}, no fixed version is known ({4}; advisories of {5})",
                           "{0} {1} 受 {2} 影響，尚無已知之修正版本（{4}；弱點公告截至 {5}）"}},
    [TO_CONFIRM] =
        {"component_to_confirm",
         {"{0} {1} is in the range of {2}, fixed in {3} ({4}; list of {5}, entered by hand): to be "
          "confirmed at the source",
          "{0} {1} 落在 {2} 之範圍，已於 {3} 修正（{4}；清單日期 {5}，人工輸入）：須與來源核對"}},
    [UNKNOWN] =
        {"component_version_unknown",
         {"{0} is in the app and its version is unknown; {1} advisories up to {2} name this component",
          "應用程式含 {0}，其版本不明；截至 {2} 有 {1} 則弱點公告提及此元件"}},
    [CLEAN] = {"no_advisory",
               {"None of the {1} advisories of {2} applies to the {0} components with a known version, which "
                "does not prove that they have no flaw",
                "版本已知之 {0} 項元件均不在 {2} 之 {1} 則弱點公告範圍內，但不足以證明其無弱點"}},
    [NO_COMPONENT] = {"no_component", {"No third-party component was recognised", "未辨識出第三方元件"}},
};

enum { PURL, FROM, TO, ID, SEVERITY, SOURCE, COLUMNS };

typedef struct work {
    aa_sink *sink;
    char day[16];   /* of the list */
    bool confirmed; /* made from the advisories by program; else a line is a lead, and no verdict */
    size_t versions, affected, unknown, advisories;
} work;

/* As a text; fields of the table are short. */
static const char *put(char *out, size_t size, aa_bytes text)
{
    size_t n = text.n < size ? text.n : size - 1;
    memcpy(out, text.p, n);
    out[n] = '\0';
    return out;
}

static aa_severity severity_of(aa_bytes word)
{
    return aa_bytes_is(word, "critical") ? AA_SEVERITY_CRITICAL
           : aa_bytes_is(word, "high")   ? AA_SEVERITY_HIGH
           : aa_bytes_is(word, "medium") ? AA_SEVERITY_MEDIUM
                                         : AA_SEVERITY_LOW;
}

static void tell(const work *w, const aa_library *l, const aa_bytes *row)
{
    char id[32];
    char to[48];
    char source[128];
    bool fixed = row[TO].n > 0 && row[TO].p[0] != '<';
    const char *const *args =
        AA_ARGS(l->name, l->version, put(id, sizeof id, row[ID]), fixed ? put(to, sizeof to, row[TO]) : "-",
                put(source, sizeof source, row[SOURCE]), w->day);
    if (w->confirmed)
        aa_hit_as(w->sink, fixed ? AFFECTED : AFFECTED_UNFIXED, severity_of(row[SEVERITY]),
                  AA_REACH_NONE_NEEDED, AA_OWNER_LIBRARY, &l->evidence[0].place, args);
    else
        aa_cannot_tell(w->sink, TO_CONFIRM, &l->evidence[0].place, args);
}

static void look_at(work *w, const aa_library *l)
{
    aa_tsv table = aa_tsv_open("advisories.tsv");
    aa_bytes row[COLUMNS];
    size_t named = 0;
    while (aa_tsv_next(&table, row, COLUMNS)) {
        if (!aa_bytes_is(row[PURL], l->purl))
            continue;
        named++;
        if (l->version == NULL ||
            !aa_version_is_in(aa_version_scheme_of(l->purl), aa_bytes_of(l->version, strlen(l->version)),
                              row[FROM], row[TO]))
            continue;
        w->affected++;
        tell(w, l, row);
    }
    w->versions += l->version != NULL;
    if (l->version != NULL || named == 0)
        return;
    w->unknown++;
    aa_cannot_tell(w->sink, UNKNOWN, &l->evidence[0].place,
                   AA_ARGS(l->name, aa_arg_int(w->sink, (long long)named), w->day));
}

static void open_table(work *w)
{
    aa_tsv table = aa_tsv_open("advisories.tsv");
    aa_bytes row[COLUMNS];
    while (aa_tsv_next(&table, row, COLUMNS)) {
        if (!aa_bytes_is(row[PURL], "snapshot")) {
            w->advisories++;
            continue;
        }
        put(w->day, sizeof w->day, row[FROM]);
        w->confirmed = aa_bytes_is(row[TO], "confirmed");
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_libraries *libraries = in->facts->libraries;
    work w = {.sink = sink};
    open_table(&w);
    for (size_t i = 0; libraries != NULL && i < libraries->count; i++)
        look_at(&w, &libraries->items[i]);
    if (w.versions > 0 && w.affected == 0)
        aa_clear(sink, CLEAN, NULL,
                 AA_ARGS(aa_arg_int(sink, (long long)w.versions), aa_arg_int(sink, (long long)w.advisories),
                         w.day));
    else if (w.affected == 0 && w.unknown == 0)
        aa_absent(sink, NO_COMPONENT, AA_NO_ARGS);
}

const aa_check aa_check_common_cve = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_LIBRARIES),
    .rows = "broker:16 broker:18 mas:4.1.5.1.2 mas:4.1.5.3.1",
    .masvs = "MASVS-CODE-3",
    .mastg = "MASTG-TEST-0272 MASTG-TEST-0273",
    .cwe = "CWE-1395",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A component with a published flaw",
                    .why =
                        "A flaw in a component is a flaw of the app: how to use it is public from the day of "
                        "the advisory.",
                    .fix = "Update the component to the fixed version named, or to a newer one.",
                    .limits =
                        "The list of advisories is a dated selection; a component or version that is not "
                        "in it is not shown to be sound. Whether the app uses the part that is flawed is "
                        "not decided. A maker may have repaired a flaw without a new version number. The "
                        "list that "
                        "comes with this version was entered by hand, so that it gives leads and no "
                        "verdicts.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用具已公告弱點之元件",
                    .why = "元件之弱點即為應用程式之弱點，自公告之日起其利用方式即為公開資訊。",
                    .fix = "將元件更新至所列之修正版本或更新版本。",
                    .limits = "弱點公告清單為特定日期之選錄，未列入之元件或版本不代表無弱點。"
                              "未判定應用程式是否使用有弱點之功能。廠商可能已修補而未變更版本號。"
                              "本版本所附清單為人工輸入，僅供查核線索，不作為判定依據。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
