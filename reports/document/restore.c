#include "reports/document/restore.h"

#include <stdio.h>

#include "reports/document/codes.h"
#include "reports/document/restore_parts.h"

static bool restore_artifacts(aa_arena *arena, const json_t *target, aa_facts *facts)
{
    const json_t *list = json_object_get(target, "artifacts");
    size_t count = json_array_size(list);
    aa_artifact *artifacts = aa_arena_array(arena, count, sizeof *artifacts);
    for (size_t i = 0; artifacts != NULL && i < count; i++) {
        const json_t *from = json_array_get(list, i);
        artifacts[i] = (aa_artifact){.name = aa_member_text(from, "name"),
                                     .size = aa_member_uint(from, "size", 0),
                                     .split = aa_member_text(from, "split"),
                                     .zip_status = aa_member_text(from, "zip")};
        snprintf(artifacts[i].sha256, sizeof artifacts[i].sha256, "%s", aa_member_text(from, "sha256"));
    }
    facts->artifacts = artifacts;
    facts->artifact_count = count;
    return artifacts != NULL;
}

static void restore_identity(const json_t *target, aa_facts *facts)
{
    const json_t *sdk = json_object_get(target, "sdk");
    aa_manifest *m = &facts->manifest;
    bool android = strcmp(aa_member_text(target, "platform"), "android") == 0;
    facts->platform = android ? AA_PLATFORM_ANDROID : AA_PLATFORM_IOS;
    const char *kind = aa_member_text(target, "kind");
    facts->package_kind = kind == NULL ? "" : kind;
    m->label = aa_member_text(target, "label");
    m->package.value = aa_member_text(target, "package");
    m->version_name.value = aa_member_text(target, "version_name");
    m->version_code = (uint64_t)json_integer_value(json_object_get(target, "version_code"));
    m->min_sdk = (int)json_integer_value(json_object_get(sdk, "min"));
    m->target_sdk = (int)json_integer_value(json_object_get(sdk, "target"));
}

static size_t count_gaps(const json_t *areas)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(areas); i++)
        count += json_array_size(json_object_get(json_array_get(areas, i), "gaps"));
    return count;
}

static aa_gap gap_of(aa_area area, const json_t *from)
{
    const char *detail = aa_member_text(from, "detail");
    return (aa_gap){
        .area = area,
        .cause = strcmp(aa_member_text(from, "cause"), "input") == 0 ? AA_GAP_INPUT : AA_GAP_SCOPE,
        .code = aa_member_text(from, "code"),
        .artifact = aa_member_text(from, "artifact"),
        .member = aa_member_text(from, "member"),
        .detail = detail == NULL ? "" : detail,
        .offset = aa_member_uint(from, "offset", AA_NO_OFFSET),
    };
}

static bool restore_coverage(aa_arena *arena, const json_t *root, aa_coverage *coverage)
{
    const json_t *areas = json_object_get(root, "coverage");
    aa_gap *gaps = aa_arena_array(arena, count_gaps(areas), sizeof *gaps);
    if (gaps == NULL)
        return false;
    for (size_t i = 0; i < json_array_size(areas); i++) {
        const json_t *from = json_array_get(areas, i);
        const json_t *list = json_object_get(from, "gaps");
        aa_area area = AA_AREA_CONTAINER;
        aa_area_state state = AA_AREA_FAILED;
        if (!aa_known_area(aa_member_text(from, "area"), &area) ||
            !aa_known_area_state(aa_member_text(from, "state"), &state))
            continue; /* the document was looked through: this does not happen */
        coverage->area[area] = state;
        for (size_t g = 0; g < json_array_size(list); g++)
            gaps[coverage->gap_count++] = gap_of(area, json_array_get(list, g));
    }
    coverage->gaps = gaps;
    return true;
}

static bool restore_anomalies(aa_arena *arena, const json_t *root, aa_facts *facts)
{
    const json_t *list = json_object_get(json_object_get(root, "inventory"), "anomalies");
    size_t count = json_array_size(list);
    aa_anomaly *anomalies = aa_arena_array(arena, count, sizeof *anomalies);
    for (size_t i = 0; anomalies != NULL && i < count; i++) {
        const json_t *from = json_array_get(list, i);
        const char *code = aa_member_text(from, "code");
        const char *detail = aa_member_text(from, "detail");
        anomalies[i] = (aa_anomaly){.code = code == NULL ? "" : code,
                                    .detail = detail == NULL ? "" : detail,
                                    .place = aa_restore_place(json_object_get(from, "place"))};
    }
    facts->anomalies = anomalies;
    facts->anomaly_count = count;
    return anomalies != NULL;
}

static void restore_head(const json_t *root, aa_restored *out)
{
    const json_t *target = json_object_get(root, "target");
    const json_t *policy = json_object_get(root, "policy");
    const json_t *signer = json_object_get(target, "signer");
    out->tool = aa_member_text(json_object_get(root, "tool"), "version");
    out->policy_date = aa_member_text(policy, "date");
    out->result.today = aa_member_text(policy, "today");
    (void)aa_known_state(aa_member_text(root, "state"), &out->result.state);
    out->ios = strcmp(aa_member_text(target, "platform"), "ios") == 0;
    out->build = aa_member_text(target, "build");
    out->min_os = aa_member_text(target, "min_os");
    out->built_with = aa_member_text(target, "built_with");
    out->signer_subject = aa_member_text(signer, "subject");
    out->signer_sha256 = aa_member_text(signer, "sha256");
    if (signer != NULL)
        out->signer = out->signer_sha256 == NULL ? AA_SIGNER_NONE : AA_SIGNER_FOUND;
}

bool aa_document_restore(const aa_document *document, aa_arena *arena, aa_restored *out)
{
    const json_t *root = aa_document_root(document);
    aa_facts *facts = aa_arena_alloc(arena, sizeof *facts);
    *out = (aa_restored){.result.facts = facts};
    if (facts == NULL)
        return false;
    restore_head(root, out);
    restore_identity(json_object_get(root, "target"), facts);
    return restore_artifacts(arena, json_object_get(root, "target"), facts) &&
           restore_coverage(arena, root, &facts->coverage) && restore_anomalies(arena, root, facts) &&
           aa_restore_findings(document, arena, &out->result) &&
           aa_restore_judgements(document, arena, &out->result);
}
