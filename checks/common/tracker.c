/*
 * Libraries that collect data about people, and the declarations that switch them off.
 */
#include "engine/check.h"
#include "facts/ios.h"
#include "facts/libraries.h"

enum { PRESENT, SWITCHED_OFF, NONE };

static const aa_message messages[] = {
    [PRESENT] = {"tracker", {"{0} is in the app, for {1:headings}", "應用程式含 {0}，用途為{1:headings}"}},
    [SWITCHED_OFF] = {"tracker_off",
                      {"{0} is in the app, for {1:headings}; what is declared switches it off at first: {2}",
                       "應用程式含 {0}，用途為{1:headings}；已宣告預設停用：{2}"}},
    [NONE] = {"no_tracker_library",
              {"None of the libraries known to collect data about people was recognised",
               "未辨識出已知會蒐集個人資料之函式庫"}},
};

/* |value| as declared is the |n| bytes at |wanted|; a boolean may be a number in a property list. */
static bool is_value(const char *value, const char *wanted, size_t n)
{
    if (value == NULL)
        return false;
    if (strlen(value) == n && memcmp(value, wanted, n) == 0)
        return true;
    return (n == 5 && memcmp(wanted, "false", n) == 0 && strcmp(value, "0") == 0) ||
           (n == 4 && memcmp(wanted, "true", n) == 0 && strcmp(value, "1") == 0);
}

static const char *declared(const aa_facts *facts, const char *name, aa_place *place)
{
    const aa_ios_bundle *app = facts->ios != NULL ? aa_ios_app(facts->ios) : NULL;
    if (app != NULL) {
        *place = app->info;
        return aa_ios_value(app, name);
    }
    for (size_t i = 0; i < facts->manifest.meta_data_count; i++) {
        const aa_meta_data *m = &facts->manifest.meta_data[i];
        if (m->name != NULL && strcmp(m->name, name) == 0) {
            *place = m->place;
            return m->value;
        }
    }
    return NULL;
}

/* The first "NAME=VALUE" among |switches| that the app declares, in |out|; false: none. */
static bool switched_off(const aa_facts *facts, const char *switches, char *out, size_t size, aa_place *place)
{
    while (switches != NULL && *switches != '\0') {
        size_t n = strcspn(switches, " ");
        size_t equals = strcspn(switches, "=");
        if (n < size && equals < n) {
            memcpy(out, switches, n);
            out[equals] = '\0';
            const char *value = declared(facts, out, place);
            out[equals] = '=';
            out[n] = '\0';
            if (is_value(value, switches + equals + 1, n - equals - 1))
                return true;
        }
        switches += n;
        switches += strspn(switches, " ");
    }
    return false;
}

/* A key of reports/text/headings.tsv. */
static const char *purpose(const char *collects)
{
    static const char *const kinds[] = {"analytics", "advertising", "attribution", "crash", "push", "social"};
    static const char *const keys[] = {"collects.analytics", "collects.advertising", "collects.attribution",
                                       "collects.crash",     "collects.push",        "collects.social"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(collects, kinds[i]) == 0)
            return keys[i];
    return keys[0];
}

/* The same library at two versions, or recognised twice, is told once. */
static bool was_told(const aa_libraries *libraries, size_t index)
{
    return index > 0 && strcmp(libraries->items[index].purl, libraries->items[index - 1].purl) == 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_libraries *libraries = in->facts->libraries;
    bool any = false;
    for (size_t i = 0; libraries != NULL && i < libraries->count; i++) {
        const aa_library *l = &libraries->items[i];
        char off[160];
        aa_place place = l->evidence[0].place;
        if (l->collects == NULL || was_told(libraries, i))
            continue;
        any = true;
        if (switched_off(in->facts, l->switches, off, sizeof off, &place))
            aa_clear(sink, SWITCHED_OFF, &place, AA_ARGS(l->name, purpose(l->collects), off));
        else
            aa_hit_as(sink, PRESENT, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, AA_OWNER_LIBRARY,
                      &l->evidence[0].place, AA_ARGS(l->name, purpose(l->collects)));
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_tracker = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_LIBRARIES) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:6 broker:10 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "MASTG-TEST-0318",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Libraries that collect data about people",
                    .why = "What these libraries send goes to their makers; people are to be told and asked.",
                    .fix = "Declare each with its purpose and receiver, ask before it starts, and leave out "
                           "what is not needed.",
                    .limits =
                        "A library that is there need not be started, and one that is switched off in a "
                        "declaration can be switched on by code. One that is not in the list, or renamed "
                        "as a whole, is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "蒐集使用者資料之函式庫",
                    .why = "此類函式庫將資料傳送至其營運者，須告知使用者並取得同意。",
                    .fix = "逐一聲明其用途與接收者，於啟動前徵得同意，並移除非必要者。",
                    .limits = "函式庫存在不代表已啟動；以宣告停用者仍可由程式碼啟用。"
                              "未列入清單或全部更名者無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
