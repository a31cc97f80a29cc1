/*
 * Tables with sensitive columns in a database that nothing encrypts.
 */
#include <string.h>

#include "keychain.h"

enum { PLAIN, ENCRYPTED, OTHERS, NONE };

static const aa_message messages[] = {
    [PLAIN] = {"db_plaintext",
               {"A database without a key has a column \"{0}\" ({1:sensitive})",
                "未加密之資料庫具有欄位「{0}」（{1:sensitive}）"}},
    [ENCRYPTED] = {"db_encrypted", {"{0} opens a database with a key", "{0} 以金鑰開啟資料庫"}},
    [OTHERS] = {"db_others",
                {"{0} tables are made, and no column is named like something sensitive",
                 "建立 {0} 個資料表，欄位名稱未顯示為敏感性資料"}},
    [NONE] = {"no_db",
              {"No code of the app makes a table of SQLite", "應用程式中無任何程式碼建立 SQLite 資料表"}},
};

static bool begins_word(aa_bytes text, size_t at, const char *word)
{
    size_t n = strlen(word);
    if (at > text.n || text.n - at < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((text.p[at + i] | 0x20) != (word[i] | 0x20))
            return false;
    return true;
}

static bool makes_table(void *context, aa_bytes text)
{
    (void)context;
    return begins_word(text, 0, "create table ");
}

static bool is_name(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c >= 0x80;
}

/* The next column of a definition, after |*at|: the first name behind "(" or "," that is not nested. */
static bool next_column(aa_bytes text, size_t *at, unsigned *depth, aa_bytes *out)
{
    for (size_t i = *at; i < text.n; i++) {
        uint8_t c = text.p[i];
        if (c == ')')
            *depth -= *depth > 0;
        if (c == '(')
            (*depth)++;
        if ((c != '(' && c != ',') || *depth != 1)
            continue;
        for (i++; i < text.n && !is_name(text.p[i]); i++)
            if (text.p[i] == '(' || text.p[i] == ')')
                break;
        size_t from = i;
        while (i < text.n && is_name(text.p[i]))
            i++;
        *at = i;
        *out = aa_bytes_of(text.p + from, i - from);
        return true;
    }
    return false;
}

/* True when a column was recorded. */
static bool judge(aa_machine *machine, aa_sink *sink, const aa_mplace_ref *place)
{
    size_t at = 0;
    unsigned depth = 0;
    bool any = false;
    aa_bytes column;
    while (next_column(place->text, &at, &depth, &column)) {
        const char *name = aa_machine_text(machine, column);
        aa_sensitive kind = aa_sensitive_text(name);
        if (kind < AA_SENSITIVE_ACCOUNT)
            continue;
        any = true;
        aa_hit_spot(sink, PLAIN, AA_SEVERITY_MEDIUM, machine, aa_mspot_at(place), NULL,
                    AA_ARGS(name, aa_sensitive_name(kind)));
    }
    return any;
}

/* Calls that give a database its key. */
static size_t record_keys(aa_machine *machine, aa_sink *sink)
{
    static const char *const keys[] = {"_sqlite3_key", "_sqlite3_key_v2"};
    size_t seen = 0;
    for (size_t k = 0; k < 2; k++) {
        aa_msites sites = aa_machine_calls(machine, keys[k]);
        for (size_t i = 0; i < sites.count; i++)
            aa_clear_spot(sink, ENCRYPTED, machine, aa_mspot_of(&sites.items[i]),
                          AA_ARGS(spot_name(machine, &sites.items[i])));
        seen += sites.count;
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    /* without the system's SQLite the app brings its own, which may encrypt */
    bool plain = record_keys(in->machine, sink) == 0 && aa_machine_imports(in->machine, "_sqlite3_open*");
    const aa_mplace_ref *tables = NULL;
    size_t count = plain ? aa_machine_texts(in->machine, makes_table, NULL, &tables) : 0, others = 0;
    for (size_t i = 0; i < count; i++)
        others += !judge(in->machine, sink, &tables[i]);
    if (others > 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)others)));
    if (plain && count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_db_plaintext = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.4 mas:4.1.2.3.5 mas:4.1.2.3.6",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0300",
    .cwe = "CWE-312",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive columns in a database without a key",
                    .why = "The database lies in every backup and is read by anybody who gets at the app's "
                           "folder.",
                    .fix = "SQLCipher with a key from the keychain, or encrypt the column before it is "
                           "written; NSFileProtectionComplete for the file.",
                    .limits = "Tables that constant SQL makes in the system's SQLite. Core Data, Realm and "
                              "what a library brings along are not read, nor whether values are encrypted "
                              "before they are written.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "未加密之資料庫含敏感性欄位",
                    .why = "資料庫存在於所有備份中，取得應用程式資料夾者均可讀取。",
                    .fix = "使用 SQLCipher 並以鑰匙圈中之金鑰加密，或於寫入前加密該欄位；"
                           "檔案使用 NSFileProtectionComplete。",
                    .limits =
                        "僅檢視以固定 SQL 於系統 SQLite 建立之資料表；Core Data、Realm 與函式庫自帶者未讀取，"
                        "亦未判斷寫入前是否已加密。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
