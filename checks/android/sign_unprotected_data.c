/*
 * Bytes of the file that no signature covers: a place to carry code past the verifier.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/signing.h"

enum { PAIR, DUPLICATE, MALFORMED, CODE_ENTRY, ENTRIES, COVERED };

static const aa_message messages[] = {
    [PAIR] =
        {"unknown_pair",
         {"{0}: the signing block holds {1} (id and bytes) that no known scheme uses and no digest covers",
          "{0}：簽章區塊含有 {1}（識別碼與位元組數），非任何已知機制所用，亦不受摘要保護"}},
    [DUPLICATE] = {"duplicate_pair",
                   {"{0}: the signing block holds {1} twice; Android takes the first",
                    "{0}：簽章區塊含有兩個 {1}，Android 採用第一個"}},
    [MALFORMED] = {"malformed_block", {"{0}: signing block: {1:sign}", "{0}：簽章區塊：{1:sign}"}},
    [CODE_ENTRY] =
        {"unprotected_code",
         {"{0}: {1} can be changed without breaking the v1 signature that Android API {2} and older decides "
          "by",
          "{0}：{1} 遭變更時，Android API {2} 及以前所依據的 v1 簽章仍有效"}},
    [ENTRIES] = {"unprotected_entries",
                 {"{0}: {1} members below META-INF carry no digest where v1 decides (first: {2})",
                  "{0}：v1 判定時，META-INF 下有 {1} 個成員未受摘要保護（第一個：{2}）"}},
    [COVERED] = {"covered",
                 {"{0}: the whole file is covered by {1} on the newest platform version",
                  "{0}：於最新平台版本，整個檔案受 {1} 保護"}},
};

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static bool looks_like_code(const char *name)
{
    return ends_with(name, ".dex") || ends_with(name, ".so") || ends_with(name, ".apk") ||
           ends_with(name, ".jar") || ends_with(name, ".js") || ends_with(name, ".html");
}

static const aa_sig_range *last_v1(const aa_signature *s)
{
    const aa_sig_range *found = NULL;
    for (size_t i = 0; i < s->range_count; i++) {
        if (s->ranges[i].scheme == AA_SIG_V1 && s->ranges[i].accepted)
            found = &s->ranges[i];
    }
    return found;
}

static void look_at_entries(const aa_signed_part *part, const aa_place *place, aa_sink *sink)
{
    const aa_signature *s = part->signature;
    const aa_sig_range *range = last_v1(s);
    const char *first = NULL;
    long long count = 0;
    for (size_t i = 0; range != NULL && i < s->issue_count; i++) {
        const aa_sig_issue *issue = &s->issues[i];
        if (strcmp(issue->code, "v1.unprotected_entry") != 0)
            continue;
        if (looks_like_code(issue->detail)) {
            aa_hit(sink, CODE_ENTRY, place,
                   AA_ARGS(part->artifact, issue->detail, aa_arg_int(sink, range->last)));
        } else {
            first = first == NULL ? issue->detail : first;
            count++;
        }
    }
    if (first != NULL) /* version files and service lists: ordinary, and no code */
        aa_hit_as(sink, ENTRIES, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, AA_OWNER_LIBRARY, place,
                  AA_ARGS(part->artifact, aa_arg_int(sink, count), first));
}

static void look_at_block(const aa_signed_part *part, const aa_place *place, aa_sink *sink)
{
    static const char *const broken[] = {"block.malformed_pair", "block.size_mismatch", "block.directory_gap",
                                         "block.zip64"};
    const aa_signature *s = part->signature;
    for (size_t i = 0; i < s->issue_count; i++) {
        const aa_sig_issue *issue = &s->issues[i];
        if (strcmp(issue->code, "block.unknown_pair") == 0)
            aa_hit(sink, PAIR, place, AA_ARGS(part->artifact, issue->detail));
        if (strcmp(issue->code, "block.duplicate_pair") == 0)
            aa_hit(sink, DUPLICATE, place, AA_ARGS(part->artifact, issue->detail));
        for (size_t k = 0; k < sizeof broken / sizeof broken[0]; k++) {
            if (strcmp(issue->code, broken[k]) == 0)
                aa_hit(sink, MALFORMED, place, AA_ARGS(part->artifact, issue->code));
        }
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    for (size_t i = 0; signing != NULL && i < signing->count; i++) {
        const aa_signed_part *part = &signing->parts[i];
        const aa_signature *s = part->signature;
        const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
        if (part->upload_key)
            continue;
        look_at_block(part, &place, sink);
        look_at_entries(part, &place, sink);
        const aa_sig_range *newest = &s->ranges[s->range_count - 1];
        if (newest->accepted && newest->scheme != AA_SIG_V1)
            aa_clear(sink, COVERED, &place, AA_ARGS(part->artifact, aa_sig_scheme_name(newest->scheme)));
    }
}

const aa_check aa_check_android_sign_unprotected_data = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE) | AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:16 broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0224",
    .cwe = "CWE-353",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Data that no signature covers",
                    .why = "Whoever passes the file on can put something there, and the signature stays "
                           "valid: channel "
                           "marks at best, hidden code at worst.",
                    .fix = "Sign the finished file last; carry channel marks inside a signed member; do not "
                           "ship code "
                           "below META-INF; raise minSdkVersion to 24 so that v2 decides everywhere.",
                    .limits = "Blocks of 4 KiB and less of unknown kind are listed by inspect signature and "
                              "not reported "
                              "here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "有資料未受簽章保護",
                    .why = "轉送檔案者可在該處加入內容而簽章仍有效：輕則通路標記，重則隱藏程式碼。",
                    .fix = "最後才簽署完成的檔案；通路標記放入受簽章保護的成員；META-INF 下不放程式碼；將 "
                           "minSdkVersion 提高到 24，使各版本皆依 v2 判定。",
                    .limits = "4 KiB 以下的未知區塊僅列於 inspect signature，不在此通報。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
