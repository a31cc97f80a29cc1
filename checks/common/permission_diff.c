/*
 * Permissions of this release against those of the release before: a change needs an approval on record.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/check.h"
#include "facts/previous.h"

enum { ADDED, REMOVED, UNCHANGED, NO_PREVIOUS };

static const aa_message messages[] = {
    [ADDED] = {"added",
               {"{0} ({1}) is asked for and was not in {2}: the approval of this change is to be shown",
                "新增權限 {0}（{1}），{2} 並未要求：須提出此項異動的核准紀錄"}},
    [REMOVED] = {"removed", {"{0} is no longer asked for; {1} did", "不再要求 {0}；{1} 曾要求"}},
    [UNCHANGED] = {"unchanged", {"the same {0} permissions as in {1}", "與 {1} 相同的 {0} 項權限"}},
    [NO_PREVIOUS] = {"no_previous",
                     {"no previous release was given (--previous)", "未提供前一版本（--previous）"}},
};

static int by_text(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool had(const aa_previous *p, const char *name)
{
    return p->permission_count > 0 &&
           bsearch(name, p->permissions, p->permission_count, sizeof(*p->permissions), by_text) != NULL;
}

static bool has(const aa_manifest *m, const char *name)
{
    for (size_t i = 0; i < m->permission_count; i++) {
        if (strcmp(m->permissions[i].name, name) == 0)
            return true;
    }
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_previous *previous = in->facts->previous;
    const aa_manifest *m = &in->facts->manifest;
    bool changed = false;
    if (previous == NULL) {
        aa_absent(sink, NO_PREVIOUS, AA_NO_ARGS);
        return;
    }
    for (size_t i = 0; i < m->permission_count; i++) {
        const aa_permission_use *use = &m->permissions[i];
        if (had(previous, use->name))
            continue;
        changed = true;
        aa_cannot_tell(sink, ADDED, &use->place,
                       AA_ARGS(use->name, use->level_text == NULL ? "?" : use->level_text, previous->source));
    }
    for (size_t i = 0; i < previous->permission_count; i++) {
        if (has(m, previous->permissions[i]))
            continue;
        changed = true;
        aa_clear(sink, REMOVED, NULL, AA_ARGS(previous->permissions[i], previous->source));
    }
    if (!changed)
        aa_clear(sink, UNCHANGED, NULL,
                 AA_ARGS(aa_arg_int(sink, (long long)previous->permission_count), previous->source));
}

const aa_check aa_check_common_permission_diff = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Permissions changed since the previous release",
                    .why = "Both rule books want the first release and every change of permissions approved "
                           "by the "
                           "responsible units before it reaches users.",
                    .fix = "Keep the approval (who, which unit, when, which permission) with the release, or "
                           "remove "
                           "the permission.",
                    .limits =
                        "The package cannot show an approval: a change stays open until a person shows the "
                        "record.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "權限與前一版本不同",
                    .why = "規範要求首次發布及每次權限異動，均須經權責單位同意後才提供使用者下載。",
                    .fix = "將核准紀錄（何人、何單位、何時、哪一項權限）與版本一併保存，或移除該權限。",
                    .limits = "套件無法呈現核准紀錄：在提出紀錄前，異動維持未判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
