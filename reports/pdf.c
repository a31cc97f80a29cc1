/*
 * The laboratory's report as a PDF: every row with verdict, method and evidence, the people and dates that an
 * answer sheet names, and a place to sign. Without an answer sheet it is a record of the analysis alone.
 */
#include <appassay/version.h>

#include "engine/report.h"
#include "reports/pdf/catalog.h"
#include "reports/pdf/lab.h"

extern const aa_report_format aa_report_format_pdf;

/* The pages of one pass. |marks| are those of the pass before: on the first there are none yet. */
static void put_pages(aa_lab *lab, const aa_paper_mark *marks, size_t count)
{
    lab->chapters = 0;
    aa_lab_cover(lab);
    aa_paper_new_page(lab->paper);
    aa_paper_text(lab->paper, AA_INK_H1, aa_lab_word(lab, "head.contents", " "));
    aa_paper_contents(lab->paper, marks, count);
    aa_paper_new_page(lab->paper);
    aa_lab_summary(lab);
    aa_lab_front(lab);
    aa_lab_results(lab);
    aa_lab_findings(lab);
    aa_lab_conclusion(lab);
    aa_lab_annexes(lab);
}

static void dress(aa_lab *lab, aa_paper *paper)
{
    const json_t *target = json_object_get(lab->root, "target");
    const json_t *laboratory = json_object_get(lab->report, "laboratory");
    const char *issued = aa_member_text(json_object_get(lab->report, "dates"), "issued");
    const char *day = issued == NULL ? aa_member_text(json_object_get(lab->root, "policy"), "today") : issued;
    const char *title = aa_lab_word(lab, lab->report == NULL ? "cover.record" : "cover.title", " ");
    const char *author = aa_lab_plain(lab, aa_member_text(laboratory, "name"));
    const char *number = aa_lab_plain(lab, aa_member_text(lab->report, "number"));
    const char *app = aa_lab_plain(lab, aa_member_text(target, "label"));
    paper->head_left = aa_lab_join(lab, number, "　", title);
    paper->head_right = aa_lab_join(lab, app, " ", aa_lab_plain(lab, aa_member_text(target, "version_name")));
    paper->foot_left = author[0] == '\0' ? "appassay " AA_VERSION_STRING : author;
    paper->page_form = aa_lab_word(lab, "page.form", " / ");
    aa_paper_describe(paper, aa_lab_join(lab, title, " ", number), author, "appassay " AA_VERSION_STRING,
                      day);
}

/*
 * Once to learn how many pages there are and where headings fall. The list of contents has the same length
 * both times, since it is written from a pass before that, too.
 */
static bool write_pages(aa_lab *lab, aa_str *out)
{
    aa_arena *arena = lab->texts[0].words.arena;
    bool chinese = lab->texts[0].words.lang == AA_LANG_ZH_TW;
    aa_vec marks = AA_VEC_INIT(aa_paper_mark);
    unsigned pages = 0;
    size_t start = out->len;
    bool ok = true;
    for (int pass = 0; pass < 3 && ok; pass++) {
        aa_paper paper;
        lab->paper = &paper;
        ok = aa_paper_open(&paper, arena, pass == 2 ? out : NULL, chinese);
        paper.pages = pages;
        dress(lab, &paper);
        if (ok)
            put_pages(lab, marks.items, marks.count);
        marks = paper.marks;
        pages = paper.page;
        ok = aa_paper_close(&paper) && ok;
    }
    return ok && aa_catalog_complete(out, start, chinese ? "zh-TW" : "en");
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_lab lab;
    bool ok = aa_lab_open(&lab, document, options) && write_pages(&lab, out);
    for (size_t i = 0; i < lab.langs; i++)
        ok = ok && !lab.texts[i].words.failed;
    if (!ok || lab.failed)
        out->failed = true;
    aa_lab_close(&lab);
}

static const char *missing(void)
{
    return aa_paper_has_fonts() ? NULL
                                : "no font with Chinese characters is installed (Debian: fonts-noto-cjk)";
}

const aa_report_format aa_report_format_pdf = {
    .media_type = "application/pdf",
    .render_document = render,
    .missing = missing,
    .needs_files = true,
};
