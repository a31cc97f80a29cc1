#include "reports/json/parts.h"

#include "facts/ios.h"
#include "facts/ios_signing.h"
#include "facts/signing.h"

static void put_artifact(aa_json *j, const aa_artifact *artifact)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "name", artifact->name);
    aa_json_uint(j, "size", artifact->size);
    aa_json_text(j, "sha256", artifact->sha256);
    aa_json_text(j, "split", artifact->split);
    aa_json_uint(j, "members", artifact->member_count);
    aa_json_uint(j, "dex", artifact->dex_count);
    aa_json_uint(j, "native", artifact->native_count);
    aa_json_text(j, "zip", artifact->zip_status);
    aa_json_close_object(j);
}

static void put_sdks(aa_json *j, const aa_manifest *manifest)
{
    aa_json_open_object(j, "sdk");
    aa_json_int(j, "min", manifest->min_sdk);
    aa_json_int(j, "target", manifest->target_sdk);
    if (manifest->max_sdk != 0)
        aa_json_int(j, "max", manifest->max_sdk);
    if (manifest->compile_sdk != 0)
        aa_json_int(j, "compile", manifest->compile_sdk);
    aa_json_close_object(j);
}

static void put_ios(aa_json *j, const aa_ios_bundle *app)
{
    aa_json_text(j, "build", app->build);
    aa_json_text(j, "min_os", app->min_os);
    aa_json_text(j, "built_with", app->sdk);
}

/* Who signed the base, as the newest platform version sees it: empty when nobody did, missing when it was not
 * looked at. */
static void put_signer(aa_json *j, const aa_facts *facts)
{
    const aa_signing *signing = facts->signing;
    const aa_ios_code *code = facts->ios_signing != NULL ? aa_ios_main_code(facts->ios_signing) : NULL;
    const aa_certificate *signer = code != NULL ? aa_ios_signer(code) : NULL;
    bool looked = code != NULL;
    if (signer != NULL && !signer->parsed)
        signer = NULL;
    if (code == NULL && signing != NULL && signing->count > 0) {
        const aa_signature *s = signing->parts[0].signature;
        looked = true;
        if (s->current_count > 0 && s->range_count > 0 && s->ranges[s->range_count - 1].accepted)
            signer = s->current[0];
    }
    if (!looked)
        return;
    aa_json_open_object(j, "signer");
    aa_json_text(j, "subject", signer == NULL ? NULL : signer->subject);
    aa_json_text(j, "sha256", signer == NULL ? NULL : signer->sha256);
    aa_json_close_object(j);
}

/* False where defaults stand for what nobody has read. */
static bool is_read(const aa_facts *facts)
{
    aa_area_state state = facts->coverage.area[AA_AREA_MANIFEST];
    return state == AA_AREA_READ || state == AA_AREA_PARTIAL;
}

void aa_json_target(aa_json *j, const aa_facts *facts)
{
    const aa_manifest *manifest = &facts->manifest;
    bool is_android = facts->platform == AA_PLATFORM_ANDROID;
    aa_json_open_object(j, "target");
    aa_json_text(j, "platform", is_android ? "android" : "ios");
    aa_json_text(j, "kind", facts->package_kind);
    aa_json_text(j, "package", manifest->package.value);
    aa_json_text(j, "label", manifest->label);
    aa_json_text(j, "version_name", manifest->version_name.value);
    if (is_android && (manifest->package.value != NULL || is_read(facts))) {
        aa_json_int(j, "version_code", (int64_t)manifest->version_code); /* a long of Java */
        put_sdks(j, manifest);
    }
    if (facts->ios != NULL && aa_ios_app(facts->ios) != NULL)
        put_ios(j, aa_ios_app(facts->ios));
    put_signer(j, facts);
    aa_json_tri(j, "installable", facts->installable);
    aa_json_text(j, "install_refusal", facts->install_refusal);
    aa_json_open_array(j, "artifacts");
    for (size_t i = 0; i < facts->artifact_count; i++)
        put_artifact(j, &facts->artifacts[i]);
    aa_json_close_array(j);
    if (facts->signing != NULL)
        aa_json_signing(j, facts->signing);
    aa_json_close_object(j);
}
