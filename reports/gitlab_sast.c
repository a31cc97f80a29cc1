/*
 * GitLab's security report for static analysis, format 15: the alerts, each with a stable id.
 */
#include <stdio.h>

#include <openssl/evp.h>

#include "base/json.h"
#include "engine/report.h"
#include "engine/words.h"
#include "reports/machine/machine.h"

#define SCHEMA_VERSION  "15.0.6"
#define IDENTIFIERS_MAX 20 /* that GitLab takes */
#define UUID_BYTES      16
#define UUID_TEXT       37

/* A name-based UUID (RFC 9562, 5.5) in the name space of URLs. False: no digest. */
static bool put_uuid(const aa_identity *identity, char out[UUID_TEXT])
{
    static const uint8_t name_space[UUID_BYTES] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                                   0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    uint8_t name[UUID_BYTES + 128];
    uint8_t digest[EVP_MAX_MD_SIZE];
    memcpy(name, name_space, UUID_BYTES);
    int n = snprintf((char *)name + UUID_BYTES, sizeof name - UUID_BYTES, "appassay:%s:%zu", identity->exact,
                     identity->ordinal);
    if (n < 0 || EVP_Digest(name, UUID_BYTES + (size_t)n, digest, NULL, EVP_sha1(), NULL) != 1)
        return false;
    digest[6] = (uint8_t)((digest[6] & 0x0FU) | 0x50U);
    digest[8] = (uint8_t)((digest[8] & 0x3FU) | 0x80U);
    char *to = out;
    for (size_t i = 0; i < UUID_BYTES; i++)
        to += snprintf(to, 4, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
    return true;
}

static const char *severity(aa_severity severity)
{
    static const char *const words[] = {[AA_SEVERITY_INFO] = "Info",
                                        [AA_SEVERITY_LOW] = "Low",
                                        [AA_SEVERITY_MEDIUM] = "Medium",
                                        [AA_SEVERITY_HIGH] = "High",
                                        [AA_SEVERITY_CRITICAL] = "Critical"};
    return words[severity];
}

static void put_tool(aa_json *j, const char *key, const char *version)
{
    aa_json_open_object(j, key);
    aa_json_text(j, "id", "appassay");
    aa_json_text(j, "name", "appassay");
    aa_json_text(j, "version", version);
    aa_json_open_object(j, "vendor");
    aa_json_text(j, "name", "appassay");
    aa_json_close_object(j);
    aa_json_close_object(j);
}

/* No clock: the day by which was judged stands for the time. */
static void put_scan(aa_machine *m, aa_json *j)
{
    const char *time = aa_words_fill(m->words, "{0}T00:00:00", AA_ARGS(m->result->today));
    aa_json_open_object(j, "scan");
    put_tool(j, "analyzer", m->page.from->tool);
    put_tool(j, "scanner", m->page.from->tool);
    aa_json_text(j, "type", "sast");
    aa_json_text(j, "start_time", time);
    aa_json_text(j, "end_time", time);
    aa_json_text(j, "status", m->result->state == AA_ANALYSIS_NONE ? "failure" : "success");
    aa_json_close_object(j);
}

static void put_identifier(aa_json *j, const char *type, const char *name, const char *value, const char *url)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "type", type);
    aa_json_text(j, "name", name);
    aa_json_text(j, "value", value);
    aa_json_text(j, "url", url);
    aa_json_close_object(j);
}

/* The first is what GitLab tracks the finding by. */
static void put_identifiers(aa_machine *m, aa_json *j, const aa_finding *f)
{
    const char *cwe = f->check->check->cwe;
    aa_bytes word = aa_bytes_none();
    size_t count = 1;
    aa_json_open_array(j, "identifiers");
    put_identifier(j, "appassay_check", f->check->id, f->check->id, NULL);
    while (count < IDENTIFIERS_MAX && aa_word_next(&cwe, &word)) {
        const char *name = aa_arena_strndup(m->words->arena, (const char *)word.p, word.n);
        if (name == NULL || strncmp(name, "CWE-", 4) != 0)
            continue;
        put_identifier(
            j, "cwe", name, name + 4,
            aa_words_fill(m->words, "https://cwe.mitre.org/data/definitions/{0}.html", AA_ARGS(name + 4)));
        count++;
    }
    aa_json_close_array(j);
}

static void put_location(aa_machine *m, aa_json *j, const aa_finding *f, size_t line)
{
    aa_json_open_object(j, "location");
    aa_json_text(j, "file", aa_machine_finding_path(m, f, false));
    aa_json_uint(j, "start_line", line);
    aa_json_uint(j, "end_line", line);
    if (f->place.class_name != NULL)
        aa_json_text(j, "class", aa_words_excerpt(m->words, f->place.class_name));
    if (f->place.method != NULL)
        aa_json_text(j, "method", aa_words_excerpt(m->words, f->place.method));
    aa_json_close_object(j);
}

static void put_vulnerability(aa_machine *m, aa_json *j, size_t index, size_t line)
{
    const aa_finding *f = &m->result->findings[index];
    const aa_check_text *text = &f->check->check->text[m->words->lang];
    const char *rows = aa_machine_rows(m, index);
    char uuid[UUID_TEXT] = "";
    if (!put_uuid(&m->identities[index], uuid))
        m->words->failed = true;
    const char *told = aa_words_fill(m->words, "{0} {1}", AA_ARGS(aa_page_message(&m->page, f), text->why));
    if (rows[0] != '\0')
        told = aa_words_fill(m->words, "{0} ({1}: {2})",
                             AA_ARGS(told, aa_page_word(&m->page, "label.rows"), rows));
    aa_json_open_object(j, NULL);
    aa_json_text(j, "id", uuid);
    aa_json_text(j, "name", aa_words_excerpt(m->words, text->title));
    aa_json_text(j, "description", told);
    aa_json_text(j, "severity", severity(f->severity));
    if (text->fix[0] != '\0')
        aa_json_text(j, "solution", text->fix);
    put_identifiers(m, j, f);
    put_location(m, j, f, line);
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
        aa_json_open_object(&j, NULL);
        aa_json_text(&j, "version", SCHEMA_VERSION);
        put_scan(&m, &j);
        aa_json_open_array(&j, "vulnerabilities");
        for (size_t i = 0; lines != NULL && i < count; i++)
            put_vulnerability(&m, &j, alerts[i], lines[i]);
        aa_json_close_array(&j);
        aa_json_close_object(&j);
    }
    aa_machine_close(&m);
}

const aa_report_format aa_report_format_gitlab_sast = {
    .media_type = "application/json",
    .render_document = render,
};
