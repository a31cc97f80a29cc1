/*
 * The report's first pages: who tested what for whom, when and how.
 */
#include <appassay/version.h>

#include "engine/policy.h"
#include "reports/answers/final.h"
#include "reports/pdf/lab.h"

static const json_t *part(const aa_lab *lab, const char *key)
{
    return json_object_get(lab->report, key);
}

static const char *said(aa_lab *lab, const char *of, const char *key)
{
    return aa_lab_or_blank(lab, aa_member_text(part(lab, of), key));
}

/* ---- cover
 * -------------------------------------------------------------------------------------------------------- */

/* Why this is no report to be issued, in one language; "" when it may be. */
static const char *draft_reason(aa_lab *lab)
{
    aa_final final = aa_final_look(lab->root);
    const char *why = "";
    if (lab->report == NULL)
        why = aa_lab_word(lab, "draft.no_sheet", " ");
    if (final.undecided > 0)
        why = aa_lab_join(
            lab, why, aa_lab_word(lab, "page.and", ""),
            aa_lab_fill(lab, "draft.undecided", AA_LAB_ARGS(aa_lab_number(lab, final.undecided)), " "));
    if (final.partial)
        why = aa_lab_join(lab, why, aa_lab_word(lab, "page.and", ""), aa_lab_word(lab, "draft.partial", " "));
    const char *missing = "";
    for (size_t i = 0; lab->report != NULL && i < final.missing_count; i++)
        missing = aa_lab_join(lab, missing, ", ", final.missing[i]);
    if (missing[0] != '\0')
        why = aa_lab_join(lab, why, aa_lab_word(lab, "page.and", ""),
                          aa_lab_fill(lab, "draft.missing", AA_LAB_ARGS(missing), " "));
    return why;
}

static const char *draft_text(aa_lab *lab)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_lab one = aa_lab_in(lab, i);
        const char *why = draft_reason(&one);
        if (why[0] != '\0')
            all = aa_lab_join(lab, all, "\n", aa_lab_fill(&one, "cover.draft", AA_LAB_ARGS(why), " "));
        aa_lab_back(lab, i, &one);
    }
    return all;
}

static const char *app_name(aa_lab *lab)
{
    const json_t *target = json_object_get(lab->root, "target");
    const char *named = aa_member_text(part(lab, "item"), "name");
    const char *label = aa_member_text(target, "label");
    const char *package = aa_member_text(target, "package");
    if (named == NULL)
        named = label != NULL ? label : package;
    return aa_lab_or_blank(lab, named);
}

static const char *app_version(aa_lab *lab)
{
    const json_t *target = json_object_get(lab->root, "target");
    const char *version = aa_lab_or_blank(lab, aa_member_text(target, "version_name"));
    const char *build = aa_member_text(target, "build");
    if (json_object_get(target, "version_code") != NULL)
        build = aa_arena_printf(lab->texts[0].words.arena, "%llu",
                                (unsigned long long)aa_member_uint(target, "version_code", 0));
    if (build == NULL)
        return version;
    return aa_lab_join(lab, version, " ",
                       aa_arena_printf(lab->texts[0].words.arena, "(%s)", aa_lab_plain(lab, build)));
}

/* Name of a table's tier: its title in the rule book, which names the class. */
static const char *tier_title(aa_lab *lab, const json_t *judgement)
{
    const char *tier = aa_member_text(judgement, "tier");
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        const aa_table *table = aa_texts_table(&lab->texts[i], aa_member_text(judgement, "standard"));
        const char *title = tier;
        for (size_t k = 0; table != NULL && k < table->tier_count; k++) {
            if (strcmp(table->tiers[k].id, tier) == 0)
                title = table->tiers[k].title[lab->texts[i].words.lang];
        }
        all = aa_lab_join(lab, all, "\n", title);
    }
    return all;
}

static const char *table_title(aa_lab *lab, const json_t *judgement, const char *separator)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        const aa_table *table = aa_texts_table(&lab->texts[i], aa_member_text(judgement, "standard"));
        const char *title =
            table == NULL ? aa_member_text(judgement, "standard") : table->title[lab->texts[i].words.lang];
        all = aa_lab_join(lab, all, separator, title);
    }
    return all;
}

static void put_hashes(aa_lab *lab)
{
    const json_t *artifacts = json_object_get(json_object_get(lab->root, "target"), "artifacts");
    for (size_t i = 0; i < json_array_size(artifacts) && i < 4; i++)
        aa_lab_fact(
            lab, "label.file",
            aa_lab_fill(
                lab, "text.file",
                AA_LAB_ARGS(aa_lab_plain(lab, aa_member_text(json_array_get(artifacts, i), "name")),
                            aa_lab_number(lab, aa_member_uint(json_array_get(artifacts, i), "size", 0)),
                            aa_lab_plain(lab, aa_member_text(json_array_get(artifacts, i), "sha256"))),
                "\n"));
}

void aa_lab_cover(aa_lab *lab)
{
    const json_t *judgements = json_object_get(lab->root, "judgements");
    bool record = lab->report == NULL;
    lab->paper->y = 96;
    if (!record)
        aa_paper_text(lab->paper, AA_INK_SUBTITLE, said(lab, "laboratory", "name"));
    aa_paper_text(lab->paper, AA_INK_TITLE, aa_lab_word(lab, record ? "cover.record" : "cover.title", "\n"));
    aa_paper_text(lab->paper, AA_INK_SUBTITLE, app_name(lab));
    aa_paper_text(lab->paper, AA_INK_BAD, draft_text(lab));
    lab->paper->y += 18;
    aa_lab_facts_begin(lab);
    if (!record) {
        aa_lab_fact(lab, "label.number", aa_lab_or_blank(lab, aa_member_text(lab->report, "number")));
        aa_lab_fact(lab, "label.laboratory", said(lab, "laboratory", "name"));
        aa_lab_fact(lab, "label.address", said(lab, "laboratory", "address"));
        aa_lab_fact(lab, "label.accreditation", said(lab, "laboratory", "accreditation"));
        aa_lab_fact(lab, "label.client", said(lab, "client", "name"));
    }
    aa_lab_fact(lab, "label.item", app_name(lab));
    aa_lab_fact(lab, "label.package",
                aa_lab_or_blank(lab, aa_member_text(json_object_get(lab->root, "target"), "package")));
    aa_lab_fact(lab, "label.version", app_version(lab));
    put_hashes(lab);
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        aa_lab_fact(lab, "label.standard", table_title(lab, judgement, "\n"));
        aa_lab_fact(lab, "label.tier", tier_title(lab, judgement));
    }
    if (!record)
        aa_lab_fact(lab, "label.issued", said(lab, "dates", "issued"));
    aa_paper_table_end(lab->paper);
    aa_paper_text(lab->paper, AA_INK_BODY,
                  aa_lab_word(lab, record ? "cover.record_only" : "cover.only", "\n"));
    if (lab->langs > 1 || lab->texts[0].words.lang == AA_LANG_EN)
        aa_paper_text(lab->paper, AA_INK_SMALL, aa_lab_word(lab, "cover.translation", "\n"));
}

/* ---- item
 * ----------------------------------------------------------------------------------------------------------
 */

static const char *systems(aa_lab *lab)
{
    const json_t *target = json_object_get(lab->root, "target");
    const json_t *sdk = json_object_get(target, "sdk");
    const char *min_os = aa_member_text(target, "min_os");
    if (sdk != NULL)
        return aa_lab_fill(lab, "text.sdk",
                           AA_LAB_ARGS(aa_lab_number(lab, aa_member_uint(sdk, "min", 0)),
                                       aa_lab_number(lab, aa_member_uint(sdk, "target", 0))),
                           "\n");
    return min_os == NULL ? "" : aa_lab_fill(lab, "text.ios", AA_LAB_ARGS(min_os), "\n");
}

/* The certificate |sha256| among those of the schemes of |signed_part|. */
static const json_t *find_certificate(const json_t *signed_part, const char *sha256)
{
    const json_t *schemes = json_object_get(signed_part, "schemes");
    for (size_t i = 0; i < json_array_size(schemes); i++) {
        const json_t *signers = json_object_get(json_array_get(schemes, i), "signers");
        for (size_t k = 0; k < json_array_size(signers); k++) {
            const json_t *certs = json_object_get(json_array_get(signers, k), "certificates");
            for (size_t c = 0; c < json_array_size(certs); c++) {
                const char *hash = aa_member_text(json_array_get(certs, c), "sha256");
                if (hash != NULL && sha256 != NULL && strcmp(hash, sha256) == 0)
                    return json_array_get(certs, c);
            }
        }
    }
    return NULL;
}

static void put_signer(aa_lab *lab, const json_t *signed_part, const char *sha256)
{
    const json_t *certificate = find_certificate(signed_part, sha256);
    const char *not_before = aa_member_text(certificate, "not_before");
    const char *not_after = aa_member_text(certificate, "not_after");
    aa_lab_fact(lab, "label.signer", aa_lab_plain(lab, aa_member_text(certificate, "subject")));
    aa_lab_fact(lab, "label.fingerprint", aa_lab_plain(lab, sha256));
    if (not_before != NULL && not_after != NULL)
        aa_lab_fact(lab, "label.validity",
                    aa_lab_fill(lab, "text.validity",
                                AA_LAB_ARGS(aa_lab_plain(lab, not_before), aa_lab_plain(lab, not_after)),
                                "\n"));
    const char *key = aa_lab_join(lab, aa_lab_plain(lab, aa_member_text(certificate, "key_algorithm")), " ",
                                  aa_lab_number(lab, aa_member_uint(certificate, "key_bits", 0)));
    if (certificate != NULL)
        aa_lab_fact(lab, "label.key",
                    aa_lab_join(lab, key, ", ",
                                aa_lab_plain(lab, aa_member_text(certificate, "signature_algorithm"))));
}

static void put_signing(aa_lab *lab)
{
    const json_t *signing = json_object_get(json_object_get(lab->root, "target"), "signing");
    const json_t *signed_part = json_array_get(json_object_get(signing, "parts"), 0);
    const json_t *signers = json_object_get(signed_part, "signers");
    const json_t *schemes = json_object_get(signed_part, "schemes");
    const char *names = "";
    for (size_t i = 0; i < json_array_size(signers); i++)
        put_signer(lab, signed_part, json_string_value(json_array_get(signers, i)));
    for (size_t i = 0; i < json_array_size(schemes); i++) {
        if (json_is_true(json_object_get(json_array_get(schemes, i), "verified")))
            names = aa_lab_join(lab, names, ", ",
                                aa_lab_plain(lab, aa_member_text(json_array_get(schemes, i), "scheme")));
    }
    aa_lab_fact(lab, "label.schemes", names);
}

static void put_item(aa_lab *lab)
{
    const json_t *target = json_object_get(lab->root, "target");
    const json_t *artifacts = json_object_get(target, "artifacts");
    aa_lab_chapter(lab, "head.item", false);
    aa_lab_facts_begin(lab);
    aa_lab_fact(lab, "label.app", app_name(lab));
    aa_lab_fact(lab, "label.package", aa_lab_or_blank(lab, aa_member_text(target, "package")));
    aa_lab_fact(lab, "label.version", app_version(lab));
    aa_lab_fact(lab, "label.platform",
                strcmp(aa_member_text(target, "platform"), "ios") == 0 ? "iOS" : "Android");
    aa_lab_fact(lab, "label.system", systems(lab));
    for (size_t i = 0; i < json_array_size(artifacts) && i < 100; i++) {
        const json_t *artifact = json_array_get(artifacts, i);
        aa_lab_fact(lab, "label.file",
                    aa_lab_fill(lab, "text.file",
                                AA_LAB_ARGS(aa_lab_plain(lab, aa_member_text(artifact, "name")),
                                            aa_lab_number(lab, aa_member_uint(artifact, "size", 0)),
                                            aa_lab_plain(lab, aa_member_text(artifact, "sha256"))),
                                "\n"));
    }
    put_signing(lab);
    if (lab->report != NULL) {
        aa_lab_fact(lab, "label.obtained", said(lab, "item", "obtained"));
        aa_lab_fact(lab, "label.store", aa_lab_plain(lab, aa_member_text(part(lab, "item"), "store")));
        aa_lab_fact(lab, "label.client", said(lab, "client", "name"));
        aa_lab_fact(lab, "label.address", aa_lab_plain(lab, aa_member_text(part(lab, "client"), "address")));
        aa_lab_fact(lab, "label.contact", aa_lab_plain(lab, aa_member_text(part(lab, "client"), "contact")));
    }
    aa_paper_table_end(lab->paper);
}

/* ---- scope, schedule
 * ------------------------------------------------------------------------------------------------ */

/* Rows that a person or the caller left out. */
static const char *untested(aa_lab *lab, const json_t *judgement)
{
    const json_t *rows = json_object_get(judgement, "rows");
    const char *list = "";
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        if (strcmp(aa_member_text(row, "verdict"), "not-tested") == 0)
            list = aa_lab_join(lab, list, ", ", aa_lab_plain(lab, aa_member_text(row, "id")));
    }
    return list[0] == '\0' ? aa_lab_word(lab, "page.none", " ") : list;
}

static const char *source_of(aa_lab *lab, const json_t *judgement)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        const aa_table *table = aa_texts_table(&lab->texts[i], aa_member_text(judgement, "standard"));
        all = aa_lab_join(lab, all, "\n", table == NULL ? "" : table->source[lab->texts[i].words.lang]);
    }
    return all;
}

static void put_scope(aa_lab *lab)
{
    const json_t *judgements = json_object_get(lab->root, "judgements");
    aa_lab_chapter(lab, "head.scope", false);
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        aa_lab_facts_begin(lab);
        aa_lab_fact(lab, "label.standard", table_title(lab, judgement, "\n"));
        aa_lab_fact(lab, "label.edition", aa_lab_plain(lab, aa_member_text(judgement, "edition")));
        aa_lab_fact(lab, "label.source", source_of(lab, judgement));
        aa_lab_fact(lab, "label.tier", tier_title(lab, judgement));
        if (lab->report != NULL && i == 0) {
            aa_lab_fact(lab, "label.declared_by", said(lab, "item", "declared_by"));
            aa_lab_fact(lab, "label.declared_why", said(lab, "item", "declared_why"));
        }
        aa_lab_fact(lab, "label.untested", untested(lab, judgement));
        aa_paper_table_end(lab->paper);
    }
    aa_paper_text(lab->paper, AA_INK_BODY, aa_lab_plain(lab, aa_member_text(lab->report, "scope")));
    const char *deviations = aa_member_text(lab->report, "deviations");
    aa_lab_facts_begin(lab);
    aa_lab_fact(lab, "label.deviations",
                deviations == NULL ? aa_lab_word(lab, "page.none", " ") : aa_lab_plain(lab, deviations));
    aa_paper_table_end(lab->paper);
}

static void put_schedule(aa_lab *lab)
{
    static const char *const dates[][2] = {
        {"label.sampled", "sampled"},       {"label.received", "received"}, {"label.started", "started"},
        {"label.finished", "finished"},     {"label.retested", "retested"}, {"label.issued", "issued"},
        {"label.keep_until", "keep_until"},
    };
    if (lab->report == NULL)
        return;
    aa_lab_chapter(lab, "head.schedule", false);
    aa_lab_facts_begin(lab);
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        const char *date = aa_member_text(part(lab, "dates"), dates[i][1]);
        bool optional = strcmp(dates[i][1], "sampled") == 0 || strcmp(dates[i][1], "retested") == 0;
        if (date != NULL || !optional)
            aa_lab_fact(lab, dates[i][0], aa_lab_or_blank(lab, date));
    }
    aa_paper_table_end(lab->paper);
}

/* ---- method, people
 * -------------------------------------------------------------------------------------------------- */

static void put_things(aa_lab *lab, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *thing = json_array_get(list, i);
        aa_paper_cell cells[] = {{aa_lab_plain(lab, aa_member_text(thing, "name")), AA_INK_CELL, NULL},
                                 {aa_lab_plain(lab, aa_member_text(thing, "version")), AA_INK_CELL, NULL},
                                 {aa_lab_plain(lab, aa_member_text(thing, "use")), AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
}

static void put_tools(aa_lab *lab)
{
    static const double columns[] = {0.34, 0.26, 0.40};
    const char *const heads[] = {aa_lab_word(lab, "label.name", " "), aa_lab_word(lab, "label.version", " "),
                                 aa_lab_word(lab, "label.use", " ")};
    const char *version = aa_member_text(json_object_get(lab->root, "tool"), "version");
    aa_paper_text(lab->paper, AA_INK_STRONG, aa_lab_word(lab, "label.tools", " "));
    aa_paper_table(lab->paper, columns, 3, heads);
    aa_paper_cell own[] = {{"appassay", AA_INK_CELL, NULL},
                           {aa_lab_plain(lab, version), AA_INK_CELL, NULL},
                           {aa_lab_word(lab, "text.tool", "\n"), AA_INK_CELL, NULL}};
    aa_paper_row(lab->paper, own);
    put_things(lab, part(lab, "tools"));
    aa_paper_table_end(lab->paper);
    if (json_array_size(part(lab, "environment")) == 0)
        return;
    aa_paper_text(lab->paper, AA_INK_STRONG, aa_lab_word(lab, "label.environment", " "));
    aa_paper_table(lab->paper, columns, 3, heads);
    put_things(lab, part(lab, "environment"));
    aa_paper_table_end(lab->paper);
}

/* The built-in wording: the severity that fails is that of the first table, as the policy has it. */
static const char *built_in_rule(aa_lab *lab)
{
    const json_t *policy = json_object_get(lab->root, "policy");
    const json_t *judgement = json_array_get(json_object_get(lab->root, "judgements"), 0);
    const aa_table *table = aa_texts_table(&lab->texts[0], aa_member_text(judgement, "standard"));
    aa_policy *built_in = NULL;
    const char *severity = "medium";
    if (aa_policy_builtin(lab->texts[0].words.arena, &built_in) != AA_OK)
        lab->failed = true;
    else if (table != NULL && table->fail_at_key != NULL && aa_policy_has(built_in, table->fail_at_key))
        severity = aa_policy_word(built_in, table->fail_at_key);
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_words *words = &lab->texts[i].words;
        const char *key = aa_arena_printf(words->arena, "severity.%s", severity);
        const char *word = key == NULL ? severity : aa_words_get(words, "headings.tsv", key);
        const char *text =
            aa_words_fill(words, aa_words_get(words, "pdf.tsv", "text.rule"),
                          AA_LAB_ARGS(word, aa_member_text(policy, "date"), aa_member_text(policy, "today")));
        all = aa_lab_join(lab, all, "\n", text);
    }
    return all;
}

static void put_method(aa_lab *lab)
{
    const char *rule = aa_member_text(lab->report, "decision_rule");
    const json_t *answers = json_object_get(lab->root, "answers");
    const json_t *judgements = json_object_get(lab->root, "judgements");
    const json_t *policy = json_object_get(lab->root, "policy");
    aa_lab_chapter(lab, "head.method", false);
    aa_paper_text(lab->paper, AA_INK_BODY, aa_lab_word(lab, "text.method", "\n"));
    put_tools(lab);
    aa_lab_facts_begin(lab);
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        aa_lab_fact(lab, "label.rulebook",
                    aa_lab_fill(lab, "text.policy",
                                AA_LAB_ARGS(aa_lab_plain(lab, aa_member_text(judgement, "standard")),
                                            aa_lab_plain(lab, aa_member_text(judgement, "edition")),
                                            aa_member_text(policy, "date")),
                                "\n"));
    }
    if (answers != NULL)
        aa_lab_fact(lab, "label.sheet",
                    aa_lab_fill(lab, "text.answers",
                                AA_LAB_ARGS(aa_lab_plain(lab, aa_member_text(answers, "sha256")),
                                            aa_lab_number(lab, aa_member_uint(answers, "applied", 0)),
                                            aa_lab_number(lab, aa_member_uint(answers, "expired", 0))),
                                "\n"));
    aa_lab_fact(lab, "label.rule", rule == NULL ? built_in_rule(lab) : aa_lab_plain(lab, rule));
    aa_paper_table_end(lab->paper);
}

static void put_people(aa_lab *lab)
{
    static const double columns[] = {0.26, 0.34, 0.40};
    const json_t *testers = part(lab, "testers");
    if (lab->report == NULL)
        return;
    const char *const heads[] = {aa_lab_word(lab, "label.person", " "), aa_lab_word(lab, "label.title", " "),
                                 aa_lab_word(lab, "label.rows", " ")};
    aa_lab_chapter(lab, "head.people", false);
    aa_paper_table(lab->paper, columns, 3, heads);
    for (size_t i = 0; i < json_array_size(testers); i++) {
        const json_t *person = json_array_get(testers, i);
        const json_t *rows = json_object_get(person, "rows");
        const char *list = "";
        for (size_t k = 0; k < json_array_size(rows); k++)
            list =
                aa_lab_join(lab, list, ", ", aa_lab_plain(lab, json_string_value(json_array_get(rows, k))));
        aa_paper_cell cells[] = {{aa_lab_plain(lab, aa_member_text(person, "name")), AA_INK_CELL, NULL},
                                 {aa_lab_plain(lab, aa_member_text(person, "title")), AA_INK_CELL, NULL},
                                 {list, AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    if (json_array_size(testers) == 0) {
        aa_paper_cell cells[] = {{aa_lab_word(lab, "page.blank", " "), AA_INK_OPEN, NULL},
                                 {"", AA_INK_CELL, NULL},
                                 {"", AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

void aa_lab_front(aa_lab *lab)
{
    put_item(lab);
    put_scope(lab);
    put_schedule(lab);
    put_method(lab);
    put_people(lab);
}
