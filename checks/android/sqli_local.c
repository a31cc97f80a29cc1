/*
 * SQL made of what the user types or the script of a page hands over.
 */
#include "sql.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("sql_local", "runs SQL made of", "組成 SQL", "No call in the app runs SQL",
                   "應用程式中無任何呼叫執行 SQL"),
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sql_sinks,
        .sink_count = sizeof sql_sinks / sizeof sql_sinks[0],
        .kinds = AA_SOURCE_PAGE | AA_SOURCE_TYPED,
        .severity = {[INPUT_PAGE] = AA_SEVERITY_MEDIUM, [INPUT_TYPED] = AA_SEVERITY_MEDIUM},
        .washed = aa_source_washed,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_sqli_local = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0339",
    .cwe = "CWE-89",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "SQL built from typed text or from what a page says",
                    .why = "Who holds the device types SQL into a field, or a script in a page says it: a "
                           "password check that compares in the database is passed, and rows of other "
                           "users are shown.",
                    .fix = "Keep values out of the text: db.rawQuery(\"SELECT … WHERE name = ?\", new "
                           "String[] {name}).",
                    .limits = "Texts that screens hand on through view models or data binding are followed "
                              "over five methods only.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以使用者輸入或網頁傳入之文字組成 SQL",
                    .why = "持有裝置者可於欄位輸入 SQL，網頁指令碼亦可傳入 "
                           "SQL，繞過以資料庫比對之密碼檢查，或顯示其他使用者之資料。",
                    .fix = "值不寫入敘述：db.rawQuery(\"SELECT … WHERE name = ?\", new String[] {name})。",
                    .limits = "畫面經由 ViewModel 或資料繫結傳遞之文字，最多追蹤五層方法。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
