/*
 * Play Integrity: is a token asked for, and for what nonce.
 */
#include "../common/store_calls.h"

enum { ASKED, CONSTANT, UNKNOWN, OFFERED, RETIRED, RENAMED, NONE };

static const aa_message messages[] = {
    [ASKED] = {"token_requested",
               {"{0} asks for an integrity token whose nonce is not a constant",
                "{0} 要求完整性權杖，且其 nonce 非固定值"}},
    [CONSTANT] =
        {"nonce_constant",
         {"{0} gives the integrity token the nonce \"{1}\", the same every time: an old token passes "
          "again",
          "{0} 以固定之 nonce「{1}」要求完整性權杖，舊權杖可重複使用"}},
    [UNKNOWN] = {"nonce_unknown",
                 {"{0} asks for an integrity token; where its nonce comes from cannot be told",
                  "{0} 要求完整性權杖，但無法得知 nonce 之來源"}},
    [OFFERED] = {"library_only",
                 {"The Play Integrity library is in the app, and nothing asks it for a token",
                  "應用程式內含 Play Integrity 函式庫，但未要求權杖"}},
    [RETIRED] = {"safetynet_only",
                 {"Only SafetyNet attestation is in the app, which answers no more",
                  "應用程式僅使用已停止服務之 SafetyNet 驗證"}},
    [RENAMED] =
        {"service_bound",
         {"{0} binds the integrity service; the library was renamed, and whether a token is asked for "
          "cannot be told",
          "{0} 連結完整性服務；函式庫已更名，是否要求權杖無法判定"}},
    [NONE] = {"no_attestation",
              {"No request for an attestation was found in bytecode", "位元組碼中未發現完整性證明之要求"}},
};

/* Where a nonce is set, outside the library. */
static bool judge_nonce(aa_code *code, aa_sink *sink, const aa_site *site)
{
    size_t last = site->call->argument_count - 1U;
    aa_origins origins = aa_code_whence(code, site, last);
    const aa_origin *constant = NULL;
    for (size_t i = 0; i < origins.count; i++)
        if (origins.items[i].kind == AA_ORIGIN_STRING || origins.items[i].kind == AA_ORIGIN_BYTES)
            constant = &origins.items[i];
    const char *method = aa_code_method_name(code, site->in);
    if (constant != NULL && aa_origins_constant(code, &origins)) {
        const char *text =
            aa_arena_strndup(aa_code_arena(code), (const char *)constant->text.p, constant->text.n);
        aa_cannot_tell_origin(sink, CONSTANT, code, site, constant, AA_ARGS(method, aa_arg_text(text)));
    } else if (!origins.complete) {
        aa_cannot_tell_site(sink, UNKNOWN, code, site, AA_ARGS(method));
    } else {
        aa_hit_site(sink, ASKED, AA_SEVERITY_INFO, code, site, AA_ARGS(method));
    }
    return true;
}

static size_t judge_part(aa_code *code, aa_sink *sink, const aa_shape *shape, bool nonce)
{
    const aa_program *p = aa_code_base_of(code)->program;
    aa_sites sites = aa_code_calls_to(code, shape->method);
    size_t seen = 0;
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        if (aa_program_method(p, site->in)->owner == shape->type || site->call->argument_count < 2)
            continue;
        seen++;
        if (nonce)
            judge_nonce(code, sink, site);
        else
            aa_cannot_tell_site(sink, UNKNOWN, code, site, AA_ARGS(aa_code_method_name(code, site->in)));
    }
    return seen;
}

static size_t judge_parts(aa_code *code, aa_sink *sink, aa_shape_part part)
{
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(aa_code_base_of(code)->shapes, AA_SHAPE_PLAY_INTEGRITY, &shapes);
    size_t seen = 0;
    for (size_t i = 0; i < count; i++)
        if (shapes[i].part == part && shapes[i].method != AA_NO_ID)
            seen += judge_part(code, sink, &shapes[i], part == AA_PART_SET_NONCE);
    return seen;
}

/*
 * Renamed, the library still puts the nonce into a Bundle by that key, where its service is bound: what is
 * put there came by setNonce().
 */
static size_t judge_bundles(aa_code *code, aa_sink *sink)
{
    aa_sites sites = aa_code_calls(code, "Landroid/os/Bundle;->putByteArray");
    size_t seen = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes key;
        if (sites.items[i].call->argument_count < 3 || !aa_site_text(code, &sites.items[i], 1, &key) ||
            !aa_bytes_is(key, "nonce"))
            continue;
        seen++;
        judge_nonce(code, sink, &sites.items[i]);
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_shape *shapes = NULL;
    aa_method_id renamed = store_renamed(in->code, AA_SHAPE_PLAY_INTEGRITY);
    const aa_shapes *all = aa_code_base_of(in->code)->shapes;
    size_t seen = judge_parts(in->code, sink, AA_PART_SET_NONCE);
    if (seen == 0)
        seen = judge_parts(in->code, sink, AA_PART_REQUEST);
    if (seen == 0 && renamed != AA_NO_ID)
        seen = judge_bundles(in->code, sink);
    if (seen > 0)
        return;
    if (renamed != AA_NO_ID) {
        aa_cannot_tell_method(sink, RENAMED, in->code, renamed, AA_NO_ID,
                              AA_ARGS(aa_code_method_name(in->code, renamed)));
        return;
    }
    if (aa_shapes_of(all, AA_SHAPE_PLAY_INTEGRITY, &shapes) > 0)
        aa_absent(sink, OFFERED, AA_NO_ARGS);
    else if (aa_shapes_of(all, AA_SHAPE_SAFETYNET, &shapes) > 0)
        aa_absent(sink, RETIRED, AA_NO_ARGS);
    else
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_integrity_api = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The device and the app are attested by Play Integrity",
                    .why = "What the app finds out about itself can be changed with the app. An attestation "
                           "is made outside of it and judged by the server.",
                    .fix = "IntegrityTokenRequest.builder().setNonce(nonceFromServer), send the token to "
                           "your server, and have it decoded and judged there, once for each nonce.",
                    .limits = "Whether the token reaches the server and what the server makes of it are "
                              "not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以 Play Integrity 證明裝置與應用程式完整性",
                    .why = "應用程式對自身之偵測可隨程式一併遭竄改；完整性證明由外部產生，並由伺服器判定。",
                    .fix = "IntegrityTokenRequest.builder().setNonce(伺服器核發之 nonce)，"
                           "將權杖傳送至伺服器解碼並判定，每一 nonce 僅接受一次。",
                    .limits = "無法得知權杖是否送達伺服器，及伺服器如何處理。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
