/*
 * SQL made of what other apps send: to a content provider, or in an intent or a link.
 */
#include "sql.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("sql", "runs SQL made of", "組成 SQL", "No call in the app runs SQL",
                   "應用程式中無任何呼叫執行 SQL"),
};

/* A condition that is handed over as it came is what the interface of a provider is made of: it reads other
 * tables all the same, but changes nothing. */
static aa_severity adjust(aa_code *code, const aa_site *site, const aa_source_seen *seen,
                          aa_severity severity)
{
    (void)code;
    (void)site;
    return seen->kind == AA_SOURCE_PROVIDER && seen->origin->exact && severity > AA_SEVERITY_MEDIUM
               ? AA_SEVERITY_MEDIUM
               : severity;
}

/* A builder that was told to be strict, or which columns there are, refuses what breaks out. */
static bool checked(aa_code *code, const aa_site *site, const aa_origin *origin)
{
    for (size_t i = 0; i < site->flow->call_count; i++) {
        const aa_flow_call *c = &site->flow->calls[i];
        if (c->to != AA_NO_ID && c->argument_count > 1 && c->arguments[0] == site->call->arguments[0] &&
            (aa_method_is(code, c->to, "Landroid/database/sqlite/SQLiteQueryBuilder;->setStrict") ||
             aa_method_is(code, c->to, "Landroid/database/sqlite/SQLiteQueryBuilder;->setStrictGrammar")))
            return true;
    }
    return aa_site_checks_source(code, site, origin);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sql_sinks,
        .sink_count = sizeof sql_sinks / sizeof sql_sinks[0],
        .kinds = AA_SOURCE_PROVIDER | AA_SOURCE_APP,
        .severity = {[INPUT_PROVIDER] = AA_SEVERITY_HIGH, [INPUT_APP] = AA_SEVERITY_HIGH},
        .washed = aa_source_washed,
        .checked = checked,
        .adjust = adjust,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_sqli_provider = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0339",
    .cwe = "CWE-89",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "SQL built from other apps' input",
                    .why = "Another app ends the statement and writes its own: it reads other tables of the "
                           "database, or changes and deletes rows.",
                    .fix = "Keep values out of the text: db.rawQuery(\"SELECT … WHERE id = ?\", new String[] "
                           "{id}). In a provider use SQLiteQueryBuilder with setStrict(true), "
                           "setStrictGrammar(true) and setProjectionMap().",
                    .limits = "Statements that libraries such as Room build are seen only where the text "
                              "reaches a database call. Inputs are followed over five methods; a comparison "
                              "before the call counts whatever it compares.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以其他應用程式之輸入組成 SQL",
                    .why = "其他應用程式可結束原敘述並改寫，讀取資料庫其他資料表，或變更、刪除資料。",
                    .fix = "值不寫入敘述：db.rawQuery(\"SELECT … WHERE id = ?\", new String[] "
                           "{id})。Provider 使用 SQLiteQueryBuilder 並呼叫 "
                           "setStrict(true)、setStrictGrammar(true) 與 setProjectionMap()。",
                    .limits = "Room "
                              "等函式庫組成之敘述，僅於文字到達資料庫呼叫時可見。外部輸入最多追蹤五層方法；呼"
                              "叫前之比對即予採計，未判斷其內容。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
