/*
 * What was not read. Every gap takes away the right to pass from what depended on it.
 */
#include "engine/check.h"

enum { READ, PARTIAL, OUT_OF_SCOPE, UNREAD, FAILED, GAP };

static const aa_message messages[] = {
    [READ] = {"area_read", {"{0}: fully read", "{0}：已完整讀取"}},
    [PARTIAL] = {"area_partial", {"{0}: read in part, {1} gaps", "{0}：僅讀取部分，{1} 處未讀"}},
    [OUT_OF_SCOPE] = {"area_out_of_scope", {"{0}: this version does not read it", "{0}：此版本不讀取"}},
    [UNREAD] = {"area_unread", {"{0}: not read, {1} gaps", "{0}：未讀取，{1} 處未讀"}},
    [FAILED] = {"area_failed", {"{0}: the analysis itself failed here", "{0}：分析本身於此失敗"}},
    [GAP] = {"gap", {"{0}: not read, {1} {2}", "{0}：未讀取，{1} {2}"}},
};

/* Gaps of |area|, and in |*input_out| how many of them the input is to blame for. */
static long long count_gaps(const aa_coverage *coverage, aa_area area, long long *input_out)
{
    long long count = 0;
    *input_out = 0;
    for (size_t i = 0; i < coverage->gap_count; i++) {
        count += coverage->gaps[i].area == area;
        *input_out += coverage->gaps[i].area == area && coverage->gaps[i].cause == AA_GAP_INPUT;
    }
    return count;
}

static void report_area(const aa_coverage *coverage, aa_area area, aa_sink *sink)
{
    long long input = 0;
    long long gaps = count_gaps(coverage, area, &input);
    const char *const *args = AA_ARGS(aa_area_name(area), aa_arg_int(sink, gaps));
    switch (coverage->area[area]) {
    case AA_AREA_ABSENT:
        break;
    case AA_AREA_READ:
        aa_clear(sink, READ, NULL, AA_ARGS(aa_area_name(area)));
        break;
    case AA_AREA_PARTIAL:
        aa_hit(sink, PARTIAL, NULL, args);
        break;
    case AA_AREA_UNREAD:
        aa_hit(sink, input == 0 ? OUT_OF_SCOPE : UNREAD, NULL, args);
        break;
    case AA_AREA_FAILED:
        aa_hit(sink, FAILED, NULL, args);
        break;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_coverage *coverage = &in->facts->coverage;
    for (int area = 0; area < AA_AREA_COUNT; area++)
        report_area(coverage, (aa_area)area, sink);
    for (size_t i = 0; i < coverage->gap_count; i++) {
        const aa_gap *gap = &coverage->gaps[i];
        aa_place place = {.artifact = gap->artifact, .member = gap->member, .offset = gap->offset};
        if (gap->cause == AA_GAP_INPUT)
            aa_hit(sink, GAP, &place,
                   AA_ARGS(aa_area_name(gap->area), gap->code, gap->detail != NULL ? gap->detail : ""));
    }
}

const aa_check aa_check_common_coverage = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_COVERAGE,
    .severity = AA_SEVERITY_INFO,
    .areas = 0,
    .rows = "broker:4",
    .masvs = "MASVS-CODE-3",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Parts of the package were not read",
                    .why = "What was not read may hold any flaw: rows that depend on it are undecided, never "
                           "passed.",
                    .fix =
                        "Give the package as the build made it: complete, with all its splits, not packed "
                        "and "
                        "not encrypted. What this version does not read has to be examined by other means.",
                    .limits = "A gap says where reading stopped, not what lies behind it.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "套件有部分未讀取",
                    .why = "未讀取之處可能有任何缺陷：所依據的項目列為未判定，絕不判為符合。",
                    .fix = "請提供組建產出的原始套件：完整、包含所有分割套件、未加殼、未加密。此版本不讀取者"
                           "，須以其他方式"
                           "檢測。",
                    .limits = "缺口只說明讀取停在何處，不說明其後的內容。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
