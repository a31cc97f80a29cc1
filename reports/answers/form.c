#include "reports/answers/form.h"

#include <string.h>

#include <appassay/check.h>

#include "base/utf8.h"
#include "engine/judge.h"
#include "reports/answers/sheet.h"
#include "reports/common/wording.h"
#include "reports/document/texts.h"

typedef struct form {
    aa_str *s;
    aa_rejudge_case books; /* for the tables */
    aa_words words[AA_LANG_COUNT];
    json_t *material; /* findings that may help to answer, by fingerprint */
    const json_t *root;
    bool failed;
} form;

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* |value| in double quotes, so that it is that text whatever is in it. */
static void put_quoted(aa_str *s, const char *value)
{
    aa_bytes b = aa_bytes_of(value, strlen(value));
    aa_str_putc(s, '"');
    for (size_t pos = 0; pos < b.n;) {
        uint32_t c = aa_utf8_next(b, &pos);
        bool plain = (c >= 0x20 && c < 0x7f) || (c >= 0x3000 && c < 0xa000) || (c >= 0xff00 && c < 0xfff0);
        if (c == '"' || c == '\\')
            aa_str_printf(s, "\\%c", (char)c);
        else if (plain)
            aa_utf8_put(s, c);
        else
            aa_str_printf(s, "\\U%08X", (unsigned)c);
    }
    aa_str_putc(s, '"');
}

static void put_member(form *f, const char *indent, const char *key, const char *value)
{
    if (value == NULL)
        return;
    aa_str_printf(f->s, "%s%s: ", indent, key);
    put_quoted(f->s, value);
    aa_str_putc(f->s, '\n');
}

/* A line of comment; what comes from an app is made harmless, so that it stays one line. */
static void put_comment(form *f, const char *indent, const char *label, const char *value)
{
    aa_str_printf(f->s, "%s# %s", indent, label);
    aa_utf8_put_safe(f->s, value);
    aa_str_putc(f->s, '\n');
}

/* ---- the head
 * ------------------------------------------------------------------------------------------------- */

/* A name that no sheet can hold is left out: the hashes bind the sheet to the app. */
static void put_name(form *f, const char *key, const char *name)
{
    aa_str safe;
    aa_str_init(&safe, AA_TEXT_MAX);
    if (name != NULL)
        aa_utf8_put_safe(&safe, name);
    if (!aa_str_ok(&safe))
        f->failed = true;
    else if (same(name, safe.ptr))
        put_member(f, "  ", key, name);
    aa_str_done(&safe);
}

static void put_target(form *f, const json_t *result)
{
    const json_t *target = json_object_get(result, "target");
    const json_t *artifacts = json_object_get(target, "artifacts");
    aa_str_put(f->s, "target:\n  sha256:\n");
    for (size_t i = 0; i < json_array_size(artifacts); i++) {
        const char *hash = text(json_array_get(artifacts, i), "sha256");
        aa_str_printf(f->s, "    - %s\n", hash == NULL ? "" : hash);
    }
    put_name(f, "package", text(target, "package"));
    put_name(f, "version", text(target, "version_name"));
}

static void put_standards(form *f, const json_t *result)
{
    const json_t *judgements = json_object_get(result, "judgements");
    aa_str_put(f->s, "standards:\n");
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        aa_str_printf(f->s, "  - standard: %s\n", text(judgement, "standard"));
        put_member(f, "    ", "edition", text(judgement, "edition"));
        put_member(f, "    ", "tier", text(judgement, "tier"));
        aa_str_put(f->s,
                   "    absent: []  # 無此功能之項目判為符合或不適用，例：- {row: \"7\", verdict: 不適用} / "
                   "what a row becomes whose subject is not there\n");
    }
}

static void put_report(form *f)
{
    aa_str_put(f->s,
               "\n"
               "# 檢測報告（PDF）所載事項；未出具報告者可留空。日期為 YYYY-MM-DD。\n"
               "# For the laboratory's report (PDF); leave blank when there is none. Dates are YYYY-MM-DD.\n"
               "report:\n"
               "  number:            # 報告編號 / report number\n"
               "  laboratory:        # 檢測實驗室 / laboratory\n"
               "    name:\n"
               "    address:\n"
               "    accreditation:   # 認證編號（TAF）/ accreditation number\n"
               "    contact:\n"
               "  client:            # 委託單位 / client\n"
               "    name:\n"
               "    address:\n"
               "    contact:\n"
               "  item:              # 檢測標的 / item under test\n"
               "    name:\n"
               "    obtained:        # 取得方式 / how the item was obtained\n"
               "    store:           # 發布處所 / where it is published\n"
               "    declared_by:     # 安全分類之宣告者 / who declared the tier\n"
               "    declared_why:    # 宣告理由 / and why\n"
               "  dates:\n"
               "    sampled:         # 取樣 / sampled\n"
               "    received:        # 收件 / received\n"
               "    started:         # 檢測開始 / test began\n"
               "    finished:        # 檢測結束 / test ended\n"
               "    retested:        # 複測 / retested\n"
               "    issued:          # 報告日期 / report issued\n"
               "    keep_until:      # 保存期限 / to be kept until\n"
               "  environment: []    # 檢測環境，例：- {name: Pixel 8, version: Android 16, use: 動態測試}\n"
               "  tools: []          # 其他工具 / other tools: - {name: , version: , use: }\n"
               "  testers: []        # 檢測人員與負責項目：- {name: , title: , rows: [\"1\", \"2\"]}\n"
               "  signatories: []    # 報告簽署人 / who signs: - {name: , title: }\n"
               "  scope:             # 檢測範圍之補充 / what is to be said of the scope\n"
               "  deviations:        # 偏離、增加或排除 / deviations from the method\n"
               "  decision_rule:     # 判定規則；留空採內建說明 / blank: the built-in wording\n"
               "  conclusion:        # 結論之補充 / what is to be said besides the conclusion\n"
               "  history: []        # 報告修訂紀錄：- {version: , date: , what: }\n");
}

/* ---- rows
 * ------------------------------------------------------------------------------------------------------ */

static bool is_open(const json_t *row)
{
    aa_verdict verdict = aa_verdict_named(text(row, "verdict"));
    return verdict == AA_UNDECIDED || verdict == AA_ERROR;
}

static void put_blanks(form *f, bool second_person)
{
    aa_str_put(f->s, "    verdict:\n    method:\n    by:\n    date:\n    valid_until:\n");
    if (second_person)
        aa_str_put(f->s, "    approved_by:\n");
    aa_str_put(f->s, "    remark:\n    evidence: []\n");
}

#define SEEN_MAX 12 /* of what was seen for a question; a count says how many more there are */

/* |finding| in words, as reports have it; NULL when this version has no such check. */
static const char *sentence(form *f, const json_t *finding, aa_lang lang)
{
    size_t index = aa_check_find(text(finding, "check"));
    return index >= aa_check_registry_count
               ? NULL
               : aa_finding_sentence(&f->words[lang], aa_check_registry[index].check, finding);
}

/* Who the app is, the head of the sheet says. */
static bool is_material(const json_t *finding)
{
    return same(text(finding, "record"), "hit") && text(finding, "check") != NULL &&
           !same(text(finding, "check"), "common-identity");
}

/* Material by fingerprint. */
static void index_material(form *f)
{
    const json_t *findings = json_object_get(f->root, "findings");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        json_t *finding = json_array_get(findings, i);
        const char *name = text(finding, "fingerprint");
        if (name != NULL && is_material(finding) && json_object_set(f->material, name, finding) != 0)
            f->failed = true;
    }
}

static bool helps(const aa_slot *slot, const json_t *finding)
{
    bool named = false;
    for (size_t i = 0; finding != NULL && i < slot->prefill_count; i++)
        named = named || same(slot->prefill[i], text(finding, "check"));
    return named;
}

/* What the machine saw that helps to answer |slot|: hosts, permissions, texts of screens. */
static void put_material(form *f, const json_t *row, const aa_slot *slot)
{
    const json_t *evidence = json_object_get(row, "evidence");
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(evidence); i++) {
        const char *name = json_string_value(json_array_get(evidence, i));
        const json_t *finding = name == NULL ? NULL : json_object_get(f->material, name);
        const char *chinese = helps(slot, finding) ? sentence(f, finding, AA_LANG_ZH_TW) : NULL;
        if (chinese == NULL)
            continue;
        if (count++ == 0)
            put_comment(f, "    ", "", "程式所見： / Seen by the program:");
        if (count > SEEN_MAX)
            continue;
        const char *english = sentence(f, finding, AA_LANG_EN);
        put_comment(f, "    ", "- ", chinese);
        if (english != NULL && !same(english, chinese))
            put_comment(f, "    ", "  ", english);
    }
    if (count > SEEN_MAX)
        aa_str_printf(f->s, "    # … +%zu\n", count - SEEN_MAX);
}

static void put_head(form *f, const json_t *judgement, const aa_row *row)
{
    aa_str_printf(f->s, "\n  # 項次 %s %s / row %s: %s\n", row->id, row->title[AA_LANG_ZH_TW], row->id,
                  row->title[AA_LANG_EN]);
    aa_str_printf(f->s, "  - standard: %s\n", text(judgement, "standard"));
    put_member(f, "    ", "row", row->id);
}

static const aa_slot *find_slot(const aa_row *row, const char *id)
{
    for (size_t i = 0; i < row->slot_count; i++) {
        if (same(row->slots[i].id, id))
            return &row->slots[i];
    }
    return NULL;
}

static void put_question(form *f, const json_t *judgement, const aa_row *row, const json_t *result,
                         const json_t *reason)
{
    const aa_slot *slot = find_slot(row, text(reason, "slot"));
    if (slot == NULL)
        return;
    put_head(f, judgement, row);
    put_comment(f, "    ", "", slot->question[AA_LANG_ZH_TW]);
    put_comment(f, "    ", "", slot->question[AA_LANG_EN]);
    put_material(f, result, slot);
    put_member(f, "    ", "slot", slot->id);
    put_blanks(f, false);
}

/* What the machine could not tell, in the language of |words|: the check, the protection, the area. */
static const char *subject(form *f, const aa_row *row, const json_t *root, const json_t *reason, aa_lang lang)
{
    const json_t *control = json_object_get(reason, "control");
    const char *wanted = json_string_value(json_array_get(control, 0));
    for (size_t i = 0; i < row->control_count && wanted != NULL; i++) {
        if (row->controls[i].check_count > 0 && same(row->controls[i].checks[0], wanted))
            return row->controls[i].title[lang];
    }
    const char *area = text(reason, "area");
    if (area != NULL) {
        const char *key = aa_arena_printf(f->words[lang].arena, "area.%s", area);
        return key == NULL ? area : aa_words_get(&f->words[lang], "headings.tsv", key);
    }
    const json_t *findings = json_object_get(root, "findings");
    aa_check_info info;
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *finding = json_array_get(findings, i);
        const char *check = text(finding, "check");
        if (same(text(finding, "fingerprint"), text(reason, "finding")) && check != NULL &&
            aa_check_get(aa_check_find(check), lang, &info))
            return info.title;
    }
    return "";
}

static void put_doubt(form *f, const aa_row *row, const json_t *root, const json_t *reason)
{
    aa_str line;
    aa_str_init(&line, 65536);
    const char *zh = subject(f, row, root, reason, AA_LANG_ZH_TW);
    aa_str_put(&line, text(reason, "code"));
    if (zh[0] != '\0')
        aa_str_printf(&line, ": %s / %s", zh, subject(f, row, root, reason, AA_LANG_EN));
    const json_t *args = json_object_get(reason, "args");
    for (size_t i = 0; i < json_array_size(args); i++)
        aa_str_printf(&line, "%s%s", i == 0 ? " (" : ", ", json_string_value(json_array_get(args, i)));
    if (json_array_size(args) > 0)
        aa_str_putc(&line, ')');
    if (!aa_str_ok(&line))
        f->failed = true;
    put_comment(f, "    ", "", line.ptr);
    aa_str_done(&line);
}

/* Something that the machine left open. What a row that sums up says follows from the answers to the others.
 */
static bool is_doubt(const json_t *reason)
{
    aa_verdict verdict = aa_verdict_named(text(reason, "verdict"));
    return (verdict == AA_UNDECIDED || verdict == AA_ERROR) && !aa_reason_is_persons(reason) &&
           !same(text(reason, "code"), "rollup");
}

/* One entry for all that the machine left open: a person tests it and decides. */
static void put_doubts(form *f, const json_t *root, const json_t *judgement, const aa_row *row,
                       const json_t *reasons)
{
    aa_verdict machine = AA_NOT_APPLICABLE;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        if (is_doubt(json_array_get(reasons, i)))
            machine = aa_verdict_max(machine, aa_verdict_named(text(json_array_get(reasons, i), "verdict")));
    }
    if (machine == AA_NOT_APPLICABLE)
        return;
    put_head(f, judgement, row);
    aa_str_put(f->s, "    # 程式未能判定，請以檢測確認；填寫時 remark 為必填。\n"
                     "    # The machine could not tell; a person decides. \"remark\" is required then.\n");
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        if (is_doubt(reason))
            put_doubt(f, row, root, reason);
    }
    put_member(f, "    ", "overrides", aa_verdict_name(machine));
    put_blanks(f, machine == AA_ERROR);
}

static void put_row(form *f, const json_t *root, const json_t *judgement, const aa_row *row,
                    const json_t *result)
{
    const json_t *reasons = json_object_get(result, "reasons");
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        if (same(text(reason, "code"), "slot-open"))
            put_question(f, judgement, row, result, reason);
    }
    put_doubts(f, root, judgement, row, reasons);
}

static void put_judgement(form *f, const json_t *root, const json_t *judgement)
{
    const json_t *rows = json_object_get(judgement, "rows");
    const aa_table *table = aa_rejudge_table(&f->books, text(judgement, "standard"));
    for (size_t i = 0; i < json_array_size(rows) && table != NULL; i++) {
        const json_t *result = json_array_get(rows, i);
        const char *id = text(result, "id");
        const aa_row *row = id == NULL ? NULL : aa_table_row(table, aa_bytes_of(id, strlen(id)));
        if (row != NULL && is_open(result))
            put_row(f, root, judgement, row, result);
    }
}

static void put_form(form *f, const json_t *result)
{
    const json_t *judgements = json_object_get(result, "judgements");
    aa_str_put(f->s,
               "# 人工佐證：請填寫程式無法判定之項目。 / Answers to what a package alone cannot decide.\n"
               "schema: " AA_SHEET_SCHEMA "\n\n"
               "# 本表僅適用於下列檔案、版次與分類。 / Good for these files, editions and tiers only.\n");
    put_target(f, result);
    put_standards(f, result);
    put_report(f);
    aa_str_put(
        f->s,
        "\n"
        "# verdict: 符合 (pass)、不符合 (fail)、不適用 (not-applicable)、未檢測 (not-tested)；"
        "留空即為未回答 / blank: not answered\n"
        "# method:  靜態 (static)、動態 (dynamic)、文件審查 (document)、訪談 (interview)\n"
        "# by, unit, approved_by: 人員、單位、覆核者 / person, unit, second person\n"
        "# date, valid_until: 日期與有效期限 / day of the answer, and its last day\n"
        "# evidence: - {file: ev/1.png, sha256: …, what: …}，路徑相對於本檔 / beside this file\n"
        "# 推翻程式之判定：以 overrides 取代 slot 並填原判定，須有 approved_by 與 remark。\n"
        "# To override a verdict of the machine: \"overrides\" with that verdict in place of \"slot\".\n"
        "answers:\n");
    for (size_t i = 0; i < json_array_size(judgements); i++)
        put_judgement(f, result, json_array_get(judgements, i));
}

aa_err aa_form_put(aa_str *out, const json_t *result, aa_arena *arena)
{
    aa_faults faults;
    aa_faults_init(&faults, arena);
    form f = {.s = out, .root = result, .material = json_object()};
    f.failed = f.material == NULL;
    aa_err err = aa_rejudge_open(&f.books, &faults);
    for (int lang = 0; lang < AA_LANG_COUNT; lang++)
        f.words[lang] = (aa_words){.arena = arena, .lang = (aa_lang)lang};
    if (err == AA_OK && !f.failed) {
        index_material(&f);
        put_form(&f, result);
    }
    json_decref(f.material);
    aa_rejudge_close(&f.books);
    for (int lang = 0; lang < AA_LANG_COUNT; lang++)
        f.failed = f.failed || f.words[lang].failed;
    if (err == AA_OK && (f.failed || !aa_str_ok(out)))
        err = AA_E_NOMEM;
    return err;
}
