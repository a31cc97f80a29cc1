/*
 * What was not read. Every gap takes away the right to pass from what depended on it.
 */
#include "engine/check.h"

enum { READ, PARTIAL, PARTLY_IN_SCOPE, OUT_OF_SCOPE, UNREAD, FAILED, GAP };

static const aa_message messages[] = {
    [READ] = {"area_read", {"{0:headings}: fully read", "{0:headings}：已完整讀取"}},
    [PARTIAL] = {"area_partial",
                 {"{0:headings}: read in part, {1} gaps", "{0:headings}：僅讀取部分，{1} 處未讀"}},
    [PARTLY_IN_SCOPE] = {"area_partly_in_scope",
                         {"{0:headings}: read as far as this version goes",
                          "{0:headings}：於此版本之分析範圍內已讀取"}},
    [OUT_OF_SCOPE] = {"area_out_of_scope",
                      {"{0:headings}: this version does not read it", "{0:headings}：此版本不讀取"}},
    [UNREAD] = {"area_unread", {"{0:headings}: not read, {1} gaps", "{0:headings}：未讀取，{1} 處未讀"}},
    [FAILED] = {"area_failed",
                {"{0:headings}: the analysis itself failed here", "{0:headings}：分析本身於此失敗"}},
    [GAP] = {"gap", {"{0:headings}: {1:notes} {2}", "{0:headings}：未讀取，{1:notes} {2}"}},
};

/* Keys of reports/text/headings.tsv. */
static const char *const headings[AA_AREA_COUNT] = {
    [AA_AREA_CONTAINER] = "area.container", [AA_AREA_MANIFEST] = "area.manifest",
    [AA_AREA_RESOURCES] = "area.resources", [AA_AREA_NETWORK_CONFIG] = "area.network-config",
    [AA_AREA_LAYOUTS] = "area.layouts",     [AA_AREA_SIGNATURE] = "area.signature",
    [AA_AREA_CODE] = "area.code",           [AA_AREA_NATIVE] = "area.native",
    [AA_AREA_ASSETS] = "area.assets",       [AA_AREA_LIBRARIES] = "area.libraries",
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
    const char *const *args = AA_ARGS(headings[area], aa_arg_int(sink, gaps));
    switch (coverage->area[area]) {
    case AA_AREA_ABSENT:
        break;
    case AA_AREA_READ:
        aa_clear(sink, READ, NULL, AA_ARGS(headings[area]));
        break;
    case AA_AREA_PARTIAL:
        aa_hit(sink, input == 0 ? PARTLY_IN_SCOPE : PARTIAL, NULL, args);
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
                   AA_ARGS(headings[gap->area], gap->code, gap->detail != NULL ? gap->detail : ""));
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
