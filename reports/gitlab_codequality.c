/*
 * GitLab's code quality report: the alerts as a list that merge requests show in every edition.
 */
#include "base/hash.h"
#include "base/json.h"
#include "engine/report.h"
#include "reports/machine/machine.h"

static const char *severity(aa_severity severity)
{
    static const char *const words[] = {[AA_SEVERITY_INFO] = "info",
                                        [AA_SEVERITY_LOW] = "minor",
                                        [AA_SEVERITY_MEDIUM] = "major",
                                        [AA_SEVERITY_HIGH] = "critical",
                                        [AA_SEVERITY_CRITICAL] = "blocker"};
    return words[severity];
}

/* Unique in the report, and the same in the next one. */
static void put_fingerprint(aa_machine *m, aa_json *j, const aa_identity *identity)
{
    char hex[AA_SHA256_HEX] = "";
    aa_str key;
    aa_str_init(&key, AA_SHA256_HEX + 24);
    aa_str_printf(&key, "%s:%zu", identity->exact, identity->ordinal);
    if (!aa_str_ok(&key) || aa_sha256_hex(aa_bytes_of(key.ptr, key.len), hex) != AA_OK)
        m->words->failed = true;
    aa_str_done(&key);
    aa_json_text(j, "fingerprint", hex);
}

static void put_issue(aa_machine *m, aa_json *j, size_t index, size_t line)
{
    const aa_finding *f = &m->result->findings[index];
    const char *title = f->check->check->text[m->words->lang].title;
    aa_json_open_object(j, NULL);
    aa_json_text(j, "type", "issue");
    aa_json_text(j, "check_name", f->check->id);
    aa_json_text(j, "description",
                 aa_words_fill(m->words, "{0}: {1}", AA_ARGS(title, aa_page_message(&m->page, f))));
    aa_json_open_array(j, "categories");
    aa_json_text(j, NULL, "Security");
    aa_json_close_array(j);
    aa_json_text(j, "severity", severity(f->severity));
    put_fingerprint(m, j, &m->identities[index]);
    aa_json_open_object(j, "location");
    aa_json_text(j, "path", aa_machine_finding_path(m, f, false));
    aa_json_open_object(j, "lines");
    aa_json_uint(j, "begin", line);
    aa_json_close_object(j);
    aa_json_close_object(j);
    aa_json_close_object(j);
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_machine m;
    if (aa_machine_open(&m, document, options, out)) {
        size_t count = 0;
        const size_t *alerts = aa_machine_alerts(&m, &count);
        const size_t *lines = aa_machine_lines(&m, alerts, alerts == NULL ? 0 : count);
        aa_json j;
        aa_json_init(&j, out);
        aa_json_open_array(&j, NULL);
        for (size_t i = 0; lines != NULL && i < count; i++)
            put_issue(&m, &j, alerts[i], lines[i]);
        aa_json_close_array(&j);
    }
    aa_machine_close(&m);
}

const aa_report_format aa_report_format_gitlab_codequality = {
    .media_type = "application/json",
    .render_document = render,
};
