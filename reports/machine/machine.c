#include "reports/machine/machine.h"

#include <stdlib.h>

#include "base/hash.h"
#include "reports/machine/identity.h"

/* The file that holds the app itself. */
static const char *app_name(const aa_facts *facts)
{
    const char *name = facts->artifact_count > 0 ? facts->artifacts[0].name : "app";
    bool modules = strcmp(facts->package_kind, "aab") == 0; /* those follow the file itself */
    for (size_t i = 0; i < facts->artifact_count && !modules; i++) {
        if (facts->artifacts[i].split != NULL && facts->artifacts[i].split[0] == '\0')
            return facts->artifacts[i].name;
    }
    return name;
}

static void mark_rows(aa_machine *m)
{
    size_t at = 0;
    for (size_t j = 0; j < m->result->judgement_count; j++) {
        for (size_t r = 0; r < m->result->judgements[j].row_count; r++, at++) {
            const aa_row_result *row = &m->result->judgements[j].rows[r];
            for (size_t i = 0; i < row->reason_count; i++) {
                if (row->reasons[i].finding != AA_NO_INDEX)
                    m->rows[row->reasons[i].finding][at] = true;
            }
            for (size_t i = 0; i < row->evidence_count; i++) {
                if (row->evidence[i] != AA_NO_INDEX)
                    m->rows[row->evidence[i]][at] = true;
            }
        }
    }
}

static bool find_rows(aa_machine *m)
{
    for (size_t j = 0; j < m->result->judgement_count; j++)
        m->row_total += m->result->judgements[j].row_count;
    m->rows = aa_arena_array(m->words->arena, m->result->finding_count, sizeof *m->rows);
    for (size_t i = 0; m->rows != NULL && i < m->result->finding_count; i++) {
        m->rows[i] = aa_arena_array(m->words->arena, m->row_total, sizeof **m->rows);
        if (m->rows[i] == NULL)
            return false;
    }
    if (m->rows != NULL)
        mark_rows(m);
    return m->rows != NULL;
}

bool aa_machine_open(aa_machine *m, const aa_document *document, const aa_report_options *options,
                     aa_str *out)
{
    *m = (aa_machine){.words = NULL};
    if (!aa_page_open(&m->page, document, options, out))
        return false;
    m->words = &m->page.words;
    m->result = m->page.result;
    m->from = json_object_get(aa_document_root(document), "findings");
    m->app = app_name(m->result->facts);
    m->identities = aa_identities(m->words->arena, m->result);
    m->words->failed = m->identities == NULL || !find_rows(m);
    return !m->words->failed;
}

void aa_machine_close(aa_machine *m)
{
    aa_page_close(&m->page);
}

bool aa_machine_is_alert(const aa_finding *finding)
{
    return finding->check->check->kind == AA_KIND_DEFECT && aa_finding_is_flaw(finding);
}

const size_t *aa_machine_alerts(aa_machine *m, size_t *count_out)
{
    size_t *alerts = aa_arena_array(m->words->arena, m->result->finding_count, sizeof *alerts);
    *count_out = 0;
    m->words->failed = m->words->failed || alerts == NULL;
    for (int severity = AA_SEVERITY_CRITICAL; alerts != NULL && severity >= AA_SEVERITY_INFO; severity--) {
        for (size_t i = 0; i < m->result->finding_count; i++) {
            const aa_finding *f = &m->result->findings[i];
            if ((int)f->severity == severity && aa_machine_is_alert(f))
                alerts[(*count_out)++] = i;
        }
    }
    return alerts;
}

const char *aa_machine_rows(aa_machine *m, size_t index)
{
    aa_row_set set = {m->rows[index], 0};
    return aa_page_rows(&m->page, &set);
}

void aa_uri_put(aa_str *s, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (; *text != '\0'; text++) {
        if (strchr(plain, *text) != NULL)
            aa_str_putc(s, *text);
        else
            aa_str_printf(s, "%%%02X", (unsigned)(uint8_t)*text);
    }
}

/* One part of a path as it was named by the app: no empty, "." and ".." segments, which tools would resolve.
 */
static void put_segments(aa_str *s, const char *text)
{
    while (*text != '\0') {
        size_t len = strcspn(text, "/");
        bool dots = (len == 1 || len == 2) && strspn(text, ".") >= len;
        if (len > 0) {
            aa_str_put(s, s->len > 0 ? "/" : "");
            aa_str_put(s, dots ? "_" : "");
            aa_str_putn(s, text, len);
        }
        text += len + (text[len] == '/' ? 1 : 0);
    }
}

/* "com/example/Foo.java" of "com.example.Foo$Bar"; nothing for names that are not of Java. */
static void put_source(aa_str *s, const char *class_name)
{
    if (class_name == NULL || class_name[0] == '\0')
        return;
    aa_str path;
    aa_str_init(&path, AA_TEXT_MAX);
    for (const char *c = class_name; *c != '\0' && (*c != '$' || c == class_name); c++)
        aa_str_putc(&path, *c == '.' ? '/' : *c);
    put_segments(s, path.ptr);
    aa_str_put(s, ".java");
    if (!aa_str_ok(&path))
        s->failed = true;
    aa_str_done(&path);
}

static const char *finish_path(aa_machine *m, aa_str *path, bool as_uri)
{
    aa_str shown;
    aa_str_init(&shown, AA_TEXT_MAX);
    if (path->len == 0)
        aa_str_put(&shown, "app"); /* an empty path makes importers refuse the whole report */
    else if (as_uri)
        aa_uri_put(&shown, path->ptr);
    else
        aa_excerpt_put(&shown, path->ptr);
    if (!aa_str_ok(path))
        shown.failed = true;
    aa_str_done(path);
    return aa_words_take(m->words, &shown);
}

static bool is_dex(const char *member)
{
    size_t len = member == NULL ? 0 : strlen(member);
    return len > 4 && strcmp(member + len - 4, ".dex") == 0;
}

const char *aa_machine_path(aa_machine *m, const aa_place *place, bool as_uri)
{
    aa_str path;
    aa_str_init(&path, AA_TEXT_MAX);
    put_segments(&path, place->artifact == NULL ? m->app : place->artifact);
    if (place->member != NULL)
        put_segments(&path, place->member);
    if (is_dex(place->member))
        put_source(&path, place->class_name);
    return finish_path(m, &path, as_uri);
}

/* What the document says of |finding|, which is one of the result's. */
static const json_t *document_of(const aa_machine *m, const aa_finding *finding)
{
    return json_array_get(m->from, (size_t)(finding - m->result->findings));
}

static const char *source_path(aa_machine *m, const char *source, bool as_uri)
{
    aa_str path;
    aa_str_init(&path, AA_TEXT_MAX);
    put_segments(&path, source);
    return finish_path(m, &path, as_uri);
}

const char *aa_machine_finding_path(aa_machine *m, const aa_finding *finding, bool as_uri)
{
    const char *source = aa_member_text(json_object_get(document_of(m, finding), "place"), "source");
    return source != NULL ? source_path(m, source, as_uri) : aa_machine_path(m, &finding->place, as_uri);
}

const char *aa_machine_step_path(aa_machine *m, const aa_finding *finding, size_t index, bool as_uri)
{
    const json_t *trace = json_object_get(document_of(m, finding), "trace");
    const char *source = aa_member_text(json_array_get(trace, index), "source");
    if (source != NULL)
        return source_path(m, source, as_uri);
    const aa_place *place = &finding->place;
    aa_str path;
    aa_str_init(&path, AA_TEXT_MAX);
    put_segments(&path, place->artifact == NULL ? m->app : place->artifact);
    if (is_dex(place->member))
        put_source(&path, finding->trace[index].class_name);
    else if (place->member != NULL)
        put_segments(&path, place->member);
    return finish_path(m, &path, as_uri);
}

typedef struct on_path {
    const char *path;
    size_t position;
    bool has_line;
} on_path;

static int by_path(const void *a, const void *b)
{
    const on_path *left = a;
    const on_path *right = b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : (left->position > right->position) - (left->position < right->position);
}

const size_t *aa_machine_lines(aa_machine *m, const size_t *indices, size_t count)
{
    size_t *lines = aa_arena_array(m->words->arena, count, sizeof *lines);
    on_path *order = aa_arena_array(m->words->arena, count, sizeof *order);
    if (lines == NULL || order == NULL) {
        m->words->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const aa_place *place = &m->result->findings[indices[i]].place;
        order[i] =
            (on_path){aa_machine_finding_path(m, &m->result->findings[indices[i]], true), i, place->line > 0};
        lines[i] = place->line;
    }
    if (count > 1)
        qsort(order, count, sizeof *order, by_path);
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(order[i].path, order[i - 1].path) != 0)
            last = 0;
        if (!order[i].has_line)
            lines[order[i].position] = ++last;
    }
    return lines;
}

const char *aa_machine_one_line(aa_machine *m, const char *text)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    while (*text != '\0') {
        size_t blank = strspn(text, " \t\r\n");
        size_t word = strcspn(text + blank, " \t\r\n");
        if (blank > 0 && s.len > 0 && word > 0)
            aa_str_putc(&s, ' ');
        aa_str_putn(&s, text + blank, word);
        text += blank + word;
    }
    return aa_words_take(m->words, &s);
}
