/*
 * CSV (RFC 4180): every row of the tables, then every finding, for spreadsheets. A cell that a spreadsheet
 * would take for a formula gets an apostrophe in front.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "engine/report.h"
#include "reports/machine/machine.h"

/* True for texts that a spreadsheet calculates, the wide forms of East Asian keyboards included. */
static bool is_formula(const char *text)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    }
    return false;
}

typedef struct sheet {
    aa_machine *m;
    aa_str *out;
    bool begun; /* a cell of the line is written */
} sheet;

static void put_cell(sheet *s, const char *text)
{
    aa_str_put(s->out, s->begun ? ",\"" : "\"");
    s->begun = true;
    if (text != NULL && is_formula(text))
        aa_str_putc(s->out, '\'');
    aa_str safe;
    aa_str_init(&safe, AA_TEXT_MAX);
    aa_utf8_put_safe(&safe, text == NULL ? "" : text);
    for (const char *c = safe.ptr; *c != '\0'; c++)
        aa_str_printf(s->out, *c == '"' ? "\"\"" : "%c", *c);
    if (!aa_str_ok(&safe))
        s->out->failed = true;
    aa_str_done(&safe);
    aa_str_putc(s->out, '"');
}

static void put_number(sheet *s, uint64_t value, bool known)
{
    char text[24] = "";
    if (known)
        snprintf(text, sizeof text, "%" PRIu64, value);
    put_cell(s, text);
}

static void end_line(sheet *s)
{
    aa_str_put(s->out, "\r\n");
    s->begun = false;
}

static void put_head(sheet *s)
{
    static const char *const keys[] = {
        "csv.type",   "csv.standard", "csv.tier",     "csv.row",     "csv.verdict",    "csv.check",
        "csv.title",  "csv.text",     "csv.severity", "csv.record",  "csv.owner",      "csv.reach",
        "csv.rows",   "csv.artifact", "csv.member",   "csv.path",    "csv.class",      "csv.method",
        "csv.source", "csv.line",     "csv.offset",   "csv.address", "csv.fingerprint"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        put_cell(s, aa_page_word(&s->m->page, keys[i]));
    end_line(s);
}

#define FINDING_CELLS 15 /* of a line, that rows leave empty */

static void put_row(sheet *s, const aa_judgement *judgement, const aa_row_result *row)
{
    put_cell(s, aa_page_word(&s->m->page, "csv.a_row"));
    put_cell(s, judgement->table->id);
    put_cell(s, judgement->tier);
    put_cell(s, row->row->id);
    put_cell(s, aa_page_family(&s->m->page, "verdict", aa_verdict_name(row->verdict)));
    put_cell(s, "");
    put_cell(s, aa_page_row_title(&s->m->page, row->row));
    put_cell(s, aa_page_row_summary(&s->m->page, judgement, row));
    for (size_t i = 0; i < FINDING_CELLS; i++)
        put_cell(s, "");
    end_line(s);
}

static void put_finding(sheet *s, size_t index)
{
    const aa_finding *f = &s->m->result->findings[index];
    aa_page *page = &s->m->page;
    put_cell(s, aa_page_word(page, "csv.a_finding"));
    for (size_t i = 0; i < 4; i++)
        put_cell(s, "");
    put_cell(s, f->check->id);
    put_cell(s, f->check->check->text[s->m->words->lang].title);
    put_cell(s, aa_page_message(page, f));
    put_cell(s, aa_page_family(page, "severity", aa_severity_name(f->severity)));
    put_cell(s, aa_record_name(f->record));
    put_cell(s, aa_owner_name(f->owner));
    put_cell(s, aa_reach_name(f->reach));
    put_cell(s, aa_machine_rows(s->m, index));
    put_cell(s, f->place.artifact);
    put_cell(s, f->place.member);
    put_cell(s, f->place.path);
    put_cell(s, f->place.class_name);
    put_cell(s, f->place.method);
    put_cell(s, f->place.source);
    put_number(s, f->place.line, f->place.line > 0);
    put_number(s, f->place.offset, f->place.offset != AA_NO_OFFSET);
    put_number(s, f->place.address, f->place.address != 0);
    put_cell(s, f->fingerprint);
    end_line(s);
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_machine m;
    if (aa_machine_open(&m, document, options, out)) {
        sheet s = {.m = &m, .out = out};
        if (options->lang != AA_LANG_EN)
            aa_str_put(out, "\xEF\xBB\xBF"); /* spreadsheets take UTF-8 for a local encoding without it */
        put_head(&s);
        for (size_t k = 0; k < m.result->judgement_count; k++) {
            for (size_t r = 0; r < m.result->judgements[k].row_count; r++)
                put_row(&s, &m.result->judgements[k], &m.result->judgements[k].rows[r]);
        }
        for (size_t i = 0; i < m.result->finding_count; i++)
            put_finding(&s, i);
    }
    aa_machine_close(&m);
}

const aa_report_format aa_report_format_csv = {
    .media_type = "text/csv; charset=utf-8; header=present",
    .render_document = render,
};
