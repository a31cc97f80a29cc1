#include "reports/pdf/paper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define FAMILY     "Noto Sans CJK TC"
#define CELL_PAD   4.0
#define LINE_SPACE 1.6
#define HEAD_SIZE  7.5
#define ATTRIBUTES 256

typedef struct look {
    double size;
    bool bold;
    unsigned rgb;
    double before, after;
} look;

static const look looks[AA_INK_COUNT] = {
    [AA_INK_TITLE] = {24, true, 0x16324f, 0, 4},   [AA_INK_SUBTITLE] = {12.5, false, 0x3c4650, 0, 4},
    [AA_INK_H1] = {15, true, 0x16324f, 12, 5},     [AA_INK_H2] = {11.5, true, 0x16324f, 9, 3},
    [AA_INK_BODY] = {9.5, false, 0x1a1a1a, 0, 5},  [AA_INK_STRONG] = {9.5, true, 0x1a1a1a, 0, 4},
    [AA_INK_SMALL] = {8, false, 0x4a4a4a, 0, 4},   [AA_INK_CELL] = {8.5, false, 0x1a1a1a, 0, 0},
    [AA_INK_HEAD] = {8.5, true, 0x16324f, 0, 0},   [AA_INK_GOOD] = {8.5, true, 0x1b6e3c, 0, 0},
    [AA_INK_BAD] = {8.5, true, 0xb3261e, 0, 0},    [AA_INK_OPEN] = {8.5, true, 0x7a4d00, 0, 0},
    [AA_INK_FAINT] = {8.5, false, 0x5a5a5a, 0, 0},
};

static void set_color(aa_paper *p, unsigned rgb)
{
    cairo_set_source_rgb(p->cr, ((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0);
}

static void open_tag(aa_paper *p, const char *tag, const char *attributes)
{
    cairo_tag_begin(p->cr, tag, attributes);
}

static void close_tag(aa_paper *p, const char *tag)
{
    cairo_tag_end(p->cr, tag);
}

/* ---- text
 * --------------------------------------------------------------------------------------------------- */

static bool is_noncharacter(uint32_t c)
{
    return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* |text| as cairo takes it: it refuses a document for one noncharacter. */
static const char *fit(aa_paper *p, const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    bool fits = true;
    for (size_t pos = 0; pos < b.n && fits;)
        fits = !is_noncharacter(aa_utf8_next(b, &pos));
    if (fits)
        return text;
    aa_str s;
    aa_str_init(&s, 3 * b.n + 1);
    for (size_t pos = 0; pos < b.n;) {
        uint32_t c = aa_utf8_next(b, &pos);
        aa_utf8_put(&s, is_noncharacter(c) ? 0xfffd : c);
    }
    const char *copy = aa_str_ok(&s) ? aa_arena_strdup(p->arena, s.ptr) : NULL;
    p->failed = p->failed || copy == NULL;
    aa_str_done(&s);
    return copy == NULL ? "" : copy;
}

static PangoLayout *layout_of(aa_paper *p, aa_ink ink, const char *text, double width)
{
    PangoLayout *layout = pango_layout_new(p->context);
    PangoFontDescription *font = pango_font_description_from_string(FAMILY);
    pango_font_description_set_absolute_size(font, looks[ink].size * PANGO_SCALE);
    pango_font_description_set_weight(font, looks[ink].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_spacing(layout, (int)(LINE_SPACE * PANGO_SCALE));
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, fit(p, text), -1);
    return layout;
}

static double line_height(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.height / PANGO_SCALE + LINE_SPACE;
}

/* Draws |line| with its top at |y| and gives its height. */
static double draw_line(aa_paper *p, PangoLayoutLine *line, double x, double y)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    cairo_move_to(p->cr, x, y - (double)logical.y / PANGO_SCALE);
    pango_cairo_show_layout_line(p->cr, line);
    return line_height(line);
}

static void draw_text(aa_paper *p, aa_ink ink, const char *text, double x, double y, double width,
                      PangoAlignment align)
{
    PangoLayout *layout = layout_of(p, ink, text, width);
    pango_layout_set_alignment(layout, align);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    set_color(p, looks[ink].rgb);
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, layout);
    g_object_unref(layout);
}

/* ---- pages
 * -------------------------------------------------------------------------------------------------- */

static double bottom(void)
{
    return AA_PAPER_HEIGHT - AA_PAPER_BOTTOM;
}

static void rule(aa_paper *p, double x, double y, double width, double thick, unsigned rgb)
{
    set_color(p, rgb);
    cairo_rectangle(p->cr, x, y, width, thick);
    cairo_fill(p->cr);
}

static const char *page_number(aa_paper *p)
{
    char page[16];
    char pages[16];
    snprintf(page, sizeof page, "%u", p->page);
    snprintf(pages, sizeof pages, "%u", p->pages);
    aa_str s;
    aa_str_init(&s, 1024);
    for (const char *c = p->page_form; *c != '\0'; c++) {
        bool hole = c[0] == '{' && (c[1] == '0' || c[1] == '1') && c[2] == '}';
        if (hole) {
            aa_str_put(&s, c[1] == '0' ? page : pages);
            c += 2;
        } else {
            aa_str_putc(&s, *c);
        }
    }
    const char *text = aa_arena_strdup(p->arena, s.ptr);
    if (text == NULL || !aa_str_ok(&s))
        p->failed = true;
    aa_str_done(&s);
    return text == NULL ? "" : text;
}

/* Head and foot are no part of what is read: they carry no tag. The cover has a foot only. */
static void finish_page(aa_paper *p)
{
    double half = AA_PAPER_BODY / 2;
    double foot = AA_PAPER_HEIGHT - AA_PAPER_BOTTOM + 18;
    if (p->page > 1) {
        draw_text(p, AA_INK_SMALL, p->head_left, AA_PAPER_SIDE, 36, half, PANGO_ALIGN_LEFT);
        draw_text(p, AA_INK_SMALL, p->head_right, AA_PAPER_SIDE + half, 36, half, PANGO_ALIGN_RIGHT);
        rule(p, AA_PAPER_SIDE, 52, AA_PAPER_BODY, 0.6, 0x9aa7b4);
    }
    rule(p, AA_PAPER_SIDE, foot - 5, AA_PAPER_BODY, 0.6, 0x9aa7b4);
    draw_text(p, AA_INK_SMALL, p->foot_left, AA_PAPER_SIDE, foot, half * 1.4, PANGO_ALIGN_LEFT);
    draw_text(p, AA_INK_SMALL, page_number(p), AA_PAPER_SIDE + half * 1.4, foot, half * 0.6,
              PANGO_ALIGN_RIGHT);
    cairo_show_page(p->cr);
}

void aa_paper_new_page(aa_paper *p)
{
    if (p->columns != NULL)
        close_tag(p, "Table");
    finish_page(p);
    p->page++;
    p->y = AA_PAPER_TOP;
    if (p->columns != NULL)
        open_tag(p, "Table", NULL);
}

void aa_paper_gap(aa_paper *p, double points)
{
    if (p->y > AA_PAPER_TOP)
        p->y += points;
}

void aa_paper_need(aa_paper *p, double least)
{
    if (p->y + least > bottom())
        aa_paper_new_page(p);
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    aa_str *out = closure;
    if (out != NULL)
        aa_str_putn(out, (const char *)data, length);
    return out == NULL || aa_str_ok(out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

bool aa_paper_open(aa_paper *p, aa_arena *arena, aa_str *out, bool chinese)
{
    *p = (aa_paper){.arena = arena,
                    .page = 1,
                    .y = AA_PAPER_TOP,
                    .marks = AA_VEC_INIT(aa_paper_mark),
                    .head_left = "",
                    .head_right = "",
                    .foot_left = "",
                    .page_form = "{0} / {1}",
                    .counting = out == NULL};
    p->surface = cairo_pdf_surface_create_for_stream(write_bytes, out, AA_PAPER_WIDTH, AA_PAPER_HEIGHT);
    cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_5);
    p->cr = cairo_create(p->surface);
    p->fonts = pango_cairo_font_map_new();
    p->context = pango_font_map_create_context(p->fonts);
    pango_cairo_update_context(p->cr, p->context);
    pango_cairo_context_set_resolution(p->context, 72);
    pango_context_set_base_dir(p->context, PANGO_DIRECTION_LTR);
    pango_context_set_language(p->context, pango_language_from_string(chinese ? "zh-TW" : "en"));
    /* Grid fitting is for screens, and differs with the settings of the machine. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(p->context, options);
    cairo_font_options_destroy(options);
    return cairo_status(p->cr) == CAIRO_STATUS_SUCCESS;
}

bool aa_paper_close(aa_paper *p)
{
    finish_page(p);
    bool ok = cairo_status(p->cr) == CAIRO_STATUS_SUCCESS && !p->failed;
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    ok = ok && cairo_surface_status(p->surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(p->surface);
    g_object_unref(p->context);
    g_object_unref(p->fonts);
    return ok;
}

void aa_paper_describe(aa_paper *p, const char *title, const char *author, const char *creator,
                       const char *day)
{
    char date[32];
    snprintf(date, sizeof date, "%.10sT00:00:00Z", day);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, fit(p, title));
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, fit(p, author));
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, creator);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* ---- blocks
 * ------------------------------------------------------------------------------------------------- */

void aa_paper_dest(aa_paper *p, const char *name)
{
    char attributes[ATTRIBUTES];
    snprintf(attributes, sizeof attributes, "name='%s'", name);
    open_tag(p, CAIRO_TAG_DEST, attributes);
    close_tag(p, CAIRO_TAG_DEST);
}

/* Lines of |layout| from the current place on, over as many pages as they take; each page is a |tag|. */
static void put_lines(aa_paper *p, PangoLayout *layout, aa_ink ink, const char *tag)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    bool opened = false;
    bool more = true;
    while (more) {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);
        if (p->y + line_height(line) > bottom()) {
            if (opened)
                close_tag(p, tag);
            opened = false;
            aa_paper_new_page(p);
        }
        if (!opened)
            open_tag(p, tag, NULL);
        opened = true;
        set_color(p, looks[ink].rgb);
        p->y += draw_line(p, line, AA_PAPER_SIDE, p->y);
        more = pango_layout_iter_next_line(iter);
    }
    close_tag(p, tag);
    pango_layout_iter_free(iter);
}

void aa_paper_text(aa_paper *p, aa_ink ink, const char *text)
{
    if (text[0] == '\0')
        return;
    aa_paper_gap(p, looks[ink].before);
    PangoLayout *layout = layout_of(p, ink, text, AA_PAPER_BODY);
    aa_paper_need(p, line_height(pango_layout_get_line_readonly(layout, 0)));
    put_lines(p, layout, ink, "P");
    g_object_unref(layout);
    p->y += looks[ink].after;
}

void aa_paper_heading(aa_paper *p, int level, const char *text, bool on_new_page)
{
    char name[32];
    char attributes[64];
    aa_ink ink = level == 1 ? AA_INK_H1 : AA_INK_H2;
    if (on_new_page && p->y > AA_PAPER_TOP)
        aa_paper_new_page(p);
    aa_paper_gap(p, looks[ink].before);
    aa_paper_need(p, 130); /* a heading has some lines of its text on its page */
    snprintf(name, sizeof name, "h%u", ++p->dests);
    aa_paper_dest(p, name);
    snprintf(attributes, sizeof attributes, "dest='%s'", name);
    int parent = level == 1 ? CAIRO_PDF_OUTLINE_ROOT : p->outline[1];
    p->outline[level] = cairo_pdf_surface_add_outline(p->surface, parent, fit(p, text), attributes,
                                                      level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    aa_paper_mark *mark = aa_vec_push(p->arena, &p->marks);
    if (mark == NULL)
        p->failed = true;
    else
        *mark = (aa_paper_mark){text, level, p->page};
    PangoLayout *layout = layout_of(p, ink, text, AA_PAPER_BODY);
    put_lines(p, layout, ink, level == 1 ? "H1" : "H2");
    g_object_unref(layout);
    if (level == 1)
        rule(p, AA_PAPER_SIDE, p->y + 1, AA_PAPER_BODY, 1.2, 0x16324f);
    p->y += looks[ink].after + (level == 1 ? 3 : 0);
}

void aa_paper_contents(aa_paper *p, const aa_paper_mark *marks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char number[16];
        char attributes[64];
        double indent = marks[i].level == 1 ? 0 : 14;
        aa_ink ink = marks[i].level == 1 ? AA_INK_STRONG : AA_INK_BODY;
        if (marks[i].level > 1 && count > 60)
            continue; /* a list of contents is for one page or two */
        aa_paper_need(p, 16);
        snprintf(number, sizeof number, "%u", marks[i].page);
        snprintf(attributes, sizeof attributes, "dest='h%zu'", i + 1);
        open_tag(p, "P", NULL);
        open_tag(p, CAIRO_TAG_LINK, attributes);
        draw_text(p, ink, marks[i].text, AA_PAPER_SIDE + indent, p->y, AA_PAPER_BODY - 40 - indent,
                  PANGO_ALIGN_LEFT);
        draw_text(p, ink, number, AA_PAPER_SIDE + AA_PAPER_BODY - 36, p->y, 36, PANGO_ALIGN_RIGHT);
        close_tag(p, CAIRO_TAG_LINK);
        close_tag(p, "P");
        p->y += marks[i].level == 1 ? 17 : 15;
    }
}

/* ---- tables
 * ------------------------------------------------------------------------------------------------- */

/* One row while it is drawn, possibly over several pages. */
typedef struct row_layout {
    PangoLayout *layouts[AA_PAPER_COLUMNS];
    PangoLayoutIter *iters[AA_PAPER_COLUMNS];
    bool more[AA_PAPER_COLUMNS];
    double height; /* of the whole row */
} row_layout;

static double column_x(const aa_paper *p, size_t column)
{
    double x = AA_PAPER_SIDE;
    for (size_t i = 0; i < column; i++)
        x += p->columns[i] * AA_PAPER_BODY;
    return x;
}

static double layout_height(PangoLayout *layout)
{
    double height = 0;
    for (int i = 0; i < pango_layout_get_line_count(layout); i++)
        height += line_height(pango_layout_get_line_readonly(layout, i));
    return height;
}

static void open_row(aa_paper *p, const aa_paper_cell *cells, row_layout *row)
{
    row->height = 0;
    for (size_t i = 0; i < p->column_count; i++) {
        double width = p->columns[i] * AA_PAPER_BODY - 2 * CELL_PAD;
        row->layouts[i] = layout_of(p, cells[i].ink, cells[i].text, width);
        row->iters[i] = pango_layout_get_iter(row->layouts[i]);
        row->more[i] = true;
        double height = layout_height(row->layouts[i]) + 2 * CELL_PAD;
        row->height = height > row->height ? height : row->height;
    }
}

static void close_row(const aa_paper *p, row_layout *row)
{
    for (size_t i = 0; i < p->column_count; i++) {
        pango_layout_iter_free(row->iters[i]);
        g_object_unref(row->layouts[i]);
    }
}

/* The lines of cell |i| that fit above |limit|; gives where they end. */
static double draw_cell(aa_paper *p, const aa_paper_cell *cell, row_layout *row, size_t i, double limit,
                        bool head)
{
    double y = p->y + CELL_PAD;
    const char *tag = head || (i == 0 && p->heads == NULL) ? "TH" : "TD";
    char attributes[ATTRIBUTES];
    open_tag(p, tag, NULL);
    if (cell->link != NULL) {
        snprintf(attributes, sizeof attributes, "dest='%s'", cell->link);
        open_tag(p, CAIRO_TAG_LINK, attributes);
    }
    set_color(p, looks[cell->ink].rgb);
    while (row->more[i]) {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(row->iters[i]);
        if (y + line_height(line) > limit)
            break;
        y += draw_line(p, line, column_x(p, i) + CELL_PAD, y);
        row->more[i] = pango_layout_iter_next_line(row->iters[i]);
    }
    if (cell->link != NULL)
        close_tag(p, CAIRO_TAG_LINK);
    close_tag(p, tag);
    return y;
}

static void draw_frame(aa_paper *p, double top, double end)
{
    for (size_t i = 0; i <= p->column_count; i++)
        rule(p, column_x(p, i) - 0.25, top, 0.5, end - top, 0xb4bcc6);
    rule(p, AA_PAPER_SIDE, top - 0.25, AA_PAPER_BODY, 0.5, 0xb4bcc6);
    rule(p, AA_PAPER_SIDE, end - 0.25, AA_PAPER_BODY, 0.5, 0xb4bcc6);
}

/* What of the row fits on this page. */
static bool draw_part(aa_paper *p, const aa_paper_cell *cells, row_layout *row, bool head)
{
    double end = p->y;
    double limit = bottom() - CELL_PAD;
    bool more = false;
    open_tag(p, "TR", NULL);
    for (size_t i = 0; i < p->column_count; i++) {
        double y = draw_cell(p, &cells[i], row, i, limit, head);
        end = y > end ? y : end;
        more = more || row->more[i];
    }
    close_tag(p, "TR");
    draw_frame(p, p->y, end + CELL_PAD);
    p->y = end + CELL_PAD;
    return more;
}

static void put_head_row(aa_paper *p)
{
    aa_paper_cell cells[AA_PAPER_COLUMNS];
    if (p->heads == NULL)
        return;
    for (size_t i = 0; i < p->column_count; i++)
        cells[i] = (aa_paper_cell){p->heads[i], AA_INK_HEAD, NULL};
    row_layout row;
    open_row(p, cells, &row);
    set_color(p, 0xe6ecf2);
    cairo_rectangle(p->cr, AA_PAPER_SIDE, p->y, AA_PAPER_BODY, row.height);
    cairo_fill(p->cr);
    (void)draw_part(p, cells, &row, true);
    close_row(p, &row);
}

void aa_paper_table(aa_paper *p, const double *columns, size_t count, const char *const *heads)
{
    aa_paper_need(p, 64); /* the head and a row */
    p->columns = columns;
    p->column_count = count;
    p->heads = heads;
    open_tag(p, "Table", NULL);
    put_head_row(p);
}

void aa_paper_row(aa_paper *p, const aa_paper_cell *cells)
{
    row_layout row;
    open_row(p, cells, &row);
    double whole = bottom() - AA_PAPER_TOP - 40;
    double least = row.height < whole ? row.height : 60;
    if (p->y + least > bottom()) {
        aa_paper_new_page(p);
        put_head_row(p);
    }
    if (p->heads == NULL && p->y + least <= bottom()) {
        double height = p->y + row.height > bottom() ? bottom() - p->y : row.height;
        set_color(p, 0xf1f4f7);
        cairo_rectangle(p->cr, AA_PAPER_SIDE, p->y, p->columns[0] * AA_PAPER_BODY, height);
        cairo_fill(p->cr);
    }
    while (draw_part(p, cells, &row, false)) {
        aa_paper_new_page(p);
        put_head_row(p);
    }
    close_row(p, &row);
}

void aa_paper_table_end(aa_paper *p)
{
    close_tag(p, "Table");
    p->columns = NULL;
    p->y += 8;
}

void aa_paper_signature(aa_paper *p, const char *label, const char *name, const char *lines, double height)
{
    aa_paper_need(p, height + 6);
    double top = p->y;
    rule(p, AA_PAPER_SIDE, top, AA_PAPER_BODY, 0.5, 0xb4bcc6);
    rule(p, AA_PAPER_SIDE, top + height, AA_PAPER_BODY, 0.5, 0xb4bcc6);
    rule(p, AA_PAPER_SIDE, top, 0.5, height, 0xb4bcc6);
    rule(p, AA_PAPER_SIDE + AA_PAPER_BODY, top, 0.5, height, 0xb4bcc6);
    open_tag(p, "P", NULL);
    draw_text(p, AA_INK_STRONG, label, AA_PAPER_SIDE + 8, top + 7, AA_PAPER_BODY - 16, PANGO_ALIGN_LEFT);
    draw_text(p, AA_INK_BODY, name, AA_PAPER_SIDE + 8, top + 23, AA_PAPER_BODY / 2, PANGO_ALIGN_LEFT);
    draw_text(p, AA_INK_BODY, lines, AA_PAPER_SIDE + 8, top + height - 22, AA_PAPER_BODY - 16,
              PANGO_ALIGN_LEFT);
    close_tag(p, "P");
    p->y = top + height + 6;
}

/* ---- fonts
 * -------------------------------------------------------------------------------------------------- */

bool aa_paper_has_fonts(void)
{
    aa_arena *arena = aa_arena_new();
    aa_paper p;
    bool found = false;
    if (arena == NULL)
        return true; /* the report itself will tell that memory is out */
    if (aa_paper_open(&p, arena, NULL, true)) {
        PangoLayout *layout = layout_of(&p, AA_INK_BODY, "檢測報告符合要求資訊安全", AA_PAPER_BODY);
        found = pango_layout_get_unknown_glyphs_count(layout) == 0;
        g_object_unref(layout);
    }
    (void)aa_paper_close(&p);
    aa_arena_free(arena);
    return found;
}
