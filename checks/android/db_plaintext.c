/*
 * Sensitive values in SQLite databases that nothing encrypts.
 */
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { STORED, COLUMN, COVERED, OTHERS, NONE };

static const aa_message messages[] = {
    [STORED] = {"db_plaintext",
                {"{0} writes {1:sensitive} ({2}) to a plain SQLite database, column {3}",
                 "{0} 將{1:sensitive}（{2}）寫入未加密的 SQLite 資料庫，欄位 {3}"}},
    [COLUMN] =
        {"db_column",
         {"{0} makes or fills the column {2} ({1:sensitive}) of a plain SQLite database; what is stored "
          "there does not show",
          "{0} 建立或寫入未加密 SQLite 資料庫之欄位 {2}（{1:sensitive}），所存之值無法看出"}},
    [COVERED] = {"db_covered",
                 {"{0} writes {1:sensitive} to a database after encrypting or hashing it",
                  "{0} 將{1:sensitive}加密或雜湊後才寫入資料庫"}},
    [OTHERS] = {"db_others",
                {"None of {0} writes to databases is known to hold a sensitive value",
                 "{0} 處寫入資料庫均未發現敏感性資料"}},
    [NONE] = {"no_db",
              {"No call in the app writes to a plain SQLite database",
               "應用程式中無任何呼叫寫入未加密的 SQLite 資料庫"}},
};

/* Statements as text: the first argument after the receiver, and what is bound to it. */
static const char *const statements[] = {
    "Landroid/database/sqlite/SQLiteDatabase;->execSQL",
    "Landroid/database/sqlite/SQLiteDatabase;->rawQuery",
    "Landroid/database/sqlite/SQLiteDatabase;->compileStatement",
    NULL,
};

static const char *const inserts[] = {
    "Landroid/database/sqlite/SQLiteDatabase;->insert",
    "Landroid/database/sqlite/SQLiteDatabase;->insertOrThrow",
    "Landroid/database/sqlite/SQLiteDatabase;->insertWithOnConflict",
    "Landroid/database/sqlite/SQLiteDatabase;->replace",
    "Landroid/database/sqlite/SQLiteDatabase;->replaceOrThrow",
    "Landroid/database/sqlite/SQLiteDatabase;->update",
    "Landroid/database/sqlite/SQLiteDatabase;->updateWithOnConflict",
    NULL,
};

static const char *const binders[] = {
    "Landroid/database/sqlite/SQLiteProgram;->bindString",
    "Landroid/database/sqlite/SQLiteStatement;->bindString",
    NULL,
};

static aa_severity weight(aa_sensitive kind)
{
    return aa_data_is_secret(kind) ? AA_SEVERITY_HIGH : AA_SEVERITY_LOW;
}

static const char *text_of(aa_code *code, const aa_origin *o)
{
    const char *text = o == NULL ? NULL : aa_arena_utf8(aa_code_arena(code), o->text);
    return text != NULL && *text != '\0' ? text : "-";
}

/* ---- statements ------------------------------------------------------------------------------------------
 */

static bool is_word(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c >= 0x80;
}

static bool begins(aa_bytes text, const char *words)
{
    size_t at = 0;
    while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n' || text.p[at] == '\t'))
        at++;
    for (; *words != '\0'; words++, at++)
        if (at >= text.n || (text.p[at] != (uint8_t)*words && (text.p[at] | 0x20U) != (uint8_t)*words))
            return false;
    return true;
}

/* The strongest kind among the names that follow the first parenthesis: those of columns. */
static aa_sensitive column_of(aa_code *code, aa_bytes sql, const char **name)
{
    aa_sensitive found = AA_SENSITIVE_NONE;
    size_t at = 0;
    while (at < sql.n && sql.p[at] != '(')
        at++;
    while (at < sql.n) {
        size_t start = at;
        while (at < sql.n && is_word(sql.p[at]))
            at++;
        aa_bytes word = {sql.p + start, at - start};
        aa_sensitive kind = word.n > 2 ? aa_data_named(code, word) : AA_SENSITIVE_NONE;
        if (kind > found) {
            found = kind;
            *name = aa_arg_text(aa_arena_utf8(aa_code_arena(code), word));
        }
        at += at == start;
    }
    return found;
}

/* A table that is made with a column of such a name. */
static bool judge_table(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        const char *name = "-";
        if (o->kind != AA_ORIGIN_STRING || !begins(o->text, "create"))
            continue;
        aa_sensitive kind = column_of(code, o->text, &name);
        if (!aa_data_is_secret(kind))
            continue;
        aa_hit_origin(sink, COLUMN, AA_SEVERITY_LOW, code, site, o,
                      AA_ARGS(aa_code_method_name(code, site->in), aa_sensitive_name(kind), name));
        return true;
    }
    return false;
}

static bool is_write(const aa_origins *origins)
{
    static const char *const words[] = {"insert", "update", "replace"};
    for (size_t i = 0; i < origins->count; i++)
        for (size_t k = 0; origins->items[i].kind == AA_ORIGIN_STRING && k < 3; k++)
            if (begins(origins->items[i].text, words[k]))
                return true;
    return false;
}

static bool record_value(aa_code *code, aa_sink *sink, const aa_site *site, const aa_data *data,
                         aa_sensitive kind, const char *column)
{
    const char *where = aa_code_method_name(code, site->in);
    if (kind != AA_SENSITIVE_NONE)
        aa_hit_origin(
            sink, STORED, weight(kind), code, site, data->origin,
            AA_ARGS(where, aa_sensitive_name(kind), *data->label != '\0' ? data->label : "-", column));
    else if (data->hidden != AA_SENSITIVE_NONE)
        aa_clear_site(sink, COVERED, code, site, AA_ARGS(where, aa_sensitive_name(data->hidden)));
    return kind != AA_SENSITIVE_NONE || data->hidden != AA_SENSITIVE_NONE;
}

static bool judge_statement(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_code *code = in->code;
    aa_origins text = aa_code_whence(code, site, 1);
    bool any = judge_table(code, sink, site, &text);
    if (any || !is_write(&text))
        return any;
    for (size_t i = 1; i < site->call->argument_count && !any; i++) {
        aa_origins values = i == 1 ? text : aa_code_whence(code, site, i);
        aa_data data = aa_data_of(code, in->facts, &values);
        any = record_value(code, sink, site, &data, data.kind, "-");
    }
    return any;
}

/* ---- values of rows --------------------------------------------------------------------------------------
 */

static size_t values_argument(aa_code *code, const aa_site *site)
{
    bool update = aa_site_is(code, site, inserts[5]) || aa_site_is(code, site, inserts[6]);
    return update ? 2 : 3;
}

static const aa_origin *made(const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind == AA_ORIGIN_NEW && origins->items[i].exact)
            return &origins->items[i];
    return NULL;
}

/* The set of values that |put| fills is inserted into a plain database. */
static bool goes_to_database(aa_code *code, const aa_site *put, const aa_sites *rows)
{
    aa_origins filled = aa_code_constants(code, put, 0);
    const aa_origin *what = made(&filled);
    for (size_t i = 0; i < rows->count; i++) {
        size_t argument = values_argument(code, &rows->items[i]);
        if (argument >= rows->items[i].call->argument_count)
            continue;
        aa_origins given = aa_code_constants(code, &rows->items[i], argument);
        for (size_t k = 0; k < given.count; k++) {
            const aa_origin *o = &given.items[k];
            if (what != NULL && o->kind == AA_ORIGIN_NEW && o->in == what->in && o->pc == what->pc)
                return true;
        }
    }
    return false;
}

static bool judge_put(const aa_check_input *in, aa_sink *sink, const aa_site *site, const aa_sites *rows)
{
    aa_code *code = in->code;
    const aa_origin *key = NULL;
    aa_origins keys = aa_code_constants(code, site, 1);
    aa_origins values = aa_code_whence_apart(code, site, 2);
    aa_sensitive name = aa_data_name_of(code, &keys, &key);
    aa_data data = aa_data_of(code, in->facts, &values);
    aa_origins beside = aa_data_beside(code, site, &values, key);
    aa_data named = aa_data_of(code, in->facts, &beside);
    aa_sensitive kind = data.kind;
    if (name > kind && named.outside) {
        kind = name;
        data = named;
    }
    bool only_named = kind == AA_SENSITIVE_NONE && data.hidden == AA_SENSITIVE_NONE;
    if ((only_named && (!aa_data_is_secret(name) || named.constant)) || !goes_to_database(code, site, rows))
        return false;
    if (!only_named)
        return record_value(code, sink, site, &data, kind, text_of(code, key));
    aa_hit_origin(sink, COLUMN, AA_SEVERITY_LOW, code, site, key,
                  AA_ARGS(aa_code_method_name(code, site->in), aa_sensitive_name(name), text_of(code, key)));
    return true;
}

static bool judge_binding(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    if (site->call->argument_count < 3)
        return false;
    aa_origins values = aa_code_whence(in->code, site, 2);
    aa_data data = aa_data_of(in->code, in->facts, &values);
    return record_value(in->code, sink, site, &data, data.kind, "-");
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites texts = aa_code_calls_of(in->code, statements);
    aa_sites rows = aa_code_calls_of(in->code, inserts);
    aa_sites bound = aa_code_calls_of(in->code, binders);
    size_t any = 0;
    for (size_t i = 0; i < texts.count; i++)
        any += judge_statement(in, sink, &texts.items[i]);
    for (size_t i = 0; i < bound.count; i++)
        any += judge_binding(in, sink, &bound.items[i]);
    aa_sites puts = {.count = 0};
    if (rows.count > 0)
        puts = aa_code_calls(in->code, "Landroid/content/ContentValues;->put");
    for (size_t i = 0; i < puts.count; i++)
        if (puts.items[i].call->argument_count == 3)
            any += judge_put(in, sink, &puts.items[i], &rows);
    size_t all = texts.count + rows.count + bound.count;
    if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (any == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)all)));
}

const aa_check aa_check_android_db_plaintext = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.4 mas:4.1.2.3.5 mas:4.1.2.3.6",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0304 MASTG-TEST-0306",
    .cwe = "CWE-312",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in an unencrypted database",
                    .why =
                        "A SQLite file is readable in clear text to whoever has a rooted device, a backup or "
                        "another hole in the app.",
                    .fix = "Do not keep it, or open the database with SQLCipher and a key of the Android "
                           "Keystore: openHelperFactory(new SupportOpenHelperFactory(key)).",
                    .limits =
                        "Only the platform's SQLiteDatabase is a plain database. Values are told by the "
                        "layout "
                        "field, platform call or named extra they come from; a column's name alone is low.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感性資料存入未加密的資料庫",
                    .why = "SQLite 檔案為明文，取得 root 權限、備份檔或其他漏洞者皆可讀取。",
                    .fix = "不必要者勿儲存；須留存者，以 SQLCipher 及 Android Keystore 金鑰開啟資料庫："
                           "openHelperFactory(new SupportOpenHelperFactory(key))。",
                    .limits = "僅平台之 SQLiteDatabase 視為未加密。以畫面欄位、平台呼叫或具名參數判斷資料；"
                              "僅欄位名相符者列為低風險。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
