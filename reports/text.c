/*
 * The report for people at a terminal: verdicts first, then what to fix, then what could not be told.
 */
#include "engine/report.h"
#include "reports/text/sections.h"

#define COLUMNS_DEFAULT 100
#define COLUMNS_LEAST   40 /* narrower terminals get lines of this width */

static void put_sections(aa_page *page, bool brief)
{
    aa_text_header(page);
    aa_text_rows(page);
    if (!brief) {
        aa_text_failures(page);
        aa_text_undecided(page);
        aa_text_others(page);
        aa_text_passing(page);
        aa_text_coverage(page);
    }
    aa_text_footer(page);
}

static size_t count_apks(const aa_facts *facts)
{
    size_t count = 0;
    for (size_t i = 0; i < facts->artifact_count; i++)
        count += facts->artifacts[i].split != NULL ? 1 : 0;
    return count;
}

static void put_page(aa_page *page, const aa_report_options *options)
{
    unsigned columns = options->columns == 0 ? COLUMNS_DEFAULT : options->columns;
    page->result = &page->from->result;
    page->apk_count = count_apks(page->result->facts);
    page->columns = columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns;
    page->color = options->color;
    page->verbose = options->verbose;
    if (aa_causes_gather(page->words.arena, page->result, &page->causes))
        put_sections(page, options->brief);
    else
        page->words.failed = true;
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_arena *arena = aa_arena_new();
    aa_restored from;
    aa_page page = {.out = out, .from = &from, .words = {.arena = arena, .lang = options->lang}};
    if (arena != NULL && aa_document_restore(document, arena, &from))
        put_page(&page, options);
    else
        page.words.failed = true;
    if (page.words.failed)
        out->failed = true;
    aa_arena_free(arena);
}

const aa_report_format aa_report_format_text = {
    .media_type = "text/plain; charset=utf-8",
    .render_document = render,
};
