/*
 * Native code: how each library or program is hardened, and who made it. Builds of one ELF library for
 * several processors stand in one line when nothing differs.
 */
#include <inttypes.h>

#include "reports/html/page.h"

enum { NX, PIE, RELRO, CANARY, FORTIFY, RPATH, PAGES, STRIPPED, TOOL, MAKER, CELLS };

#define GOOD "✓"
#define BAD  "✕"
#define NONE "–" /* the question does not arise, or nobody knows */

#define PAGE_16K 16384

/* What a line says; texts that stand in both languages alike. */
typedef struct line {
    const char *name; /* "libx.so" */
    const char *cells[CELLS];
    bool readable, own;
} line;

static const char *text_of(const json_t *object, const char *key)
{
    return aa_html_or(aa_member_text(object, key), "");
}

static bool is_set(const json_t *native, const char *key)
{
    return json_is_true(json_object_get(native, key));
}

static const char *mark(bool good)
{
    return good ? GOOD : BAD;
}

/* Rules about buffers are for compilers of C. */
static bool is_c(const char *tool)
{
    return strcmp(tool, "clang") == 0 || strcmp(tool, "gcc") == 0;
}

/* "3/4": calls of functions that have a checking form, and how many use it. */
static const char *fortify_of(aa_html *h, const json_t *native)
{
    uint64_t with = aa_member_uint(native, "fortified", 0);
    uint64_t without = aa_member_uint(native, "unfortified", 0);
    if (with + without == 0)
        return NONE;
    return aa_html_format(h, "%s %" PRIu64 "/%" PRIu64, mark(without == 0), with, with + without);
}

static const char *pages_of(const json_t *native)
{
    const char *abi = text_of(native, "abi");
    bool wide = strcmp(abi, "arm64-v8a") == 0 || strcmp(abi, "x86_64") == 0;
    uint64_t align = aa_member_uint(native, "align", 0);
    return wide && align > 0 ? mark(align >= PAGE_16K) : NONE;
}

static line line_of(aa_html *h, const json_t *native)
{
    const char *member = text_of(native, "member");
    const char *slash = strrchr(member, '/');
    const char *tool = text_of(native, "toolchain");
    const char *relro = text_of(native, "relro");
    line l = {.name = slash == NULL ? member : slash + 1, .readable = tool[0] != '\0'};
    l.own = aa_member_text(native, "vendor") == NULL;
    if (!l.readable)
        return l;
    l.cells[NX] = mark(!is_set(native, "stack_executable") && !is_set(native, "writable_code"));
    l.cells[PIE] = mark(is_set(native, "position_independent"));
    l.cells[RELRO] = aa_html_format(h, "%s %s", mark(strcmp(relro, "full") == 0), relro);
    l.cells[CANARY] = is_c(tool) || is_set(native, "canary") ? mark(is_set(native, "canary")) : NONE;
    l.cells[FORTIFY] = is_c(tool) ? fortify_of(h, native) : NONE;
    l.cells[RPATH] = aa_html_or(aa_member_text(native, "rpath"), NONE);
    l.cells[PAGES] = pages_of(native);
    l.cells[STRIPPED] = mark(is_set(native, "stripped"));
    l.cells[TOOL] = strcmp(tool, "unknown") == 0 ? NONE : tool;
    l.cells[MAKER] = text_of(native, "vendor");
    return l;
}

static bool is_same(const line *a, const line *b)
{
    bool same = strcmp(a->name, b->name) == 0 && a->readable == b->readable;
    for (size_t i = 0; i < CELLS && same && a->readable; i++)
        same = strcmp(a->cells[i], b->cells[i]) == 0;
    return same;
}

/* The processors of all lines like that of |index|; NULL when one before it is like it. */
static const char *processors(aa_html *h, const json_t *natives, const line *lines, size_t count,
                              size_t index)
{
    const char *out = text_of(json_array_get(natives, index), "abi");
    for (size_t i = 0; i < index; i++) {
        if (is_same(&lines[i], &lines[index]))
            return NULL;
    }
    for (size_t i = index + 1; i < count; i++) {
        if (is_same(&lines[i], &lines[index]))
            out = aa_html_format(h, "%s %s", out, text_of(json_array_get(natives, i), "abi"));
    }
    return out;
}

static void put_cell(aa_html *h, const char *text)
{
    const char *look = strncmp(text, BAD, strlen(BAD)) == 0     ? "<td class=bad>$0"
                       : strncmp(text, GOOD, strlen(GOOD)) == 0 ? "<td class=ok>$0"
                                                                : "<td>$0";
    aa_html_put(h, look, AA_ARGS(text));
}

static void put_line(aa_html *h, const line *l, const char *abis)
{
    aa_html_put(h, "<tr><th scope=row class=wrap><code>$0</code> <small>$1</small>", AA_ARGS(l->name, abis));
    if (!l->readable) {
        aa_html_put(h, "<td colspan=$0>@{native.unread}</tr>\n", AA_ARGS(aa_html_number(h, CELLS)));
        return;
    }
    for (size_t i = 0; i < MAKER; i++)
        put_cell(h, l->cells[i]);
    if (l->own)
        aa_html_put(h, "<td>@{native.own}</tr>\n", AA_NO_ARGS);
    else
        aa_html_put(h, "<td>$0</tr>\n", AA_ARGS(l->cells[MAKER]));
}

static void put_natives(aa_html *h, const json_t *natives)
{
    static const char *const columns[] = {"field.library",  "field.nx",      "field.pie",    "field.relro",
                                          "field.canary",   "field.fortify", "field.rpath",  "native.pages",
                                          "field.stripped", "native.tool",   "field.vendor", NULL};
    size_t total = json_array_size(natives);
    size_t count = total < AA_HTML_ROWS ? total : AA_HTML_ROWS;
    line *lines = aa_arena_array(h->arena, count, sizeof *lines);
    if (total == 0)
        return;
    h->failed = h->failed || lines == NULL;
    aa_html_put(h, "<p class=note>@{native.note}</p>\n", AA_NO_ARGS);
    aa_html_open_table(h, "inv.native", columns);
    for (size_t i = 0; i < count && lines != NULL; i++)
        lines[i] = line_of(h, json_array_get(natives, i));
    for (size_t i = 0; i < count && lines != NULL; i++) {
        const char *abis = processors(h, natives, lines, count, i);
        if (abis != NULL)
            put_line(h, &lines[i], abis);
    }
    aa_html_close_table(h, total);
}

/* ---- Mach-O -------------------------------------------------------------------------------------------- */

/* What is said of |object| when the question arises. */
static const char *mark_of(const json_t *object, const char *key)
{
    return json_object_get(object, key) == NULL ? NONE : mark(is_set(object, key));
}

static void put_object(aa_html *h, const json_t *object)
{
    const json_t *rpaths = json_object_get(object, "rpaths");
    const char *paths = json_array_size(rpaths) == 0 ? NONE : "";
    for (size_t i = 0; i < json_array_size(rpaths); i++)
        paths = aa_html_format(h, "%s%s%s", paths, i == 0 ? "" : " ",
                               json_string_value(json_array_get(rpaths, i)));
    aa_html_put(h, "<tr><th scope=row class=wrap><code>$0</code> <small>$1</small>",
                AA_ARGS(text_of(object, "member"), text_of(object, "arch")));
    put_cell(h, mark_of(object, "position_independent"));
    put_cell(h, mark_of(object, "canary"));
    put_cell(h, mark_of(object, "arc"));
    put_cell(h, mark_of(object, "stripped"));
    aa_html_put(h, "<td>$0<td>$1<td>$2<td class=wrap><code>$3</code></tr>\n",
                AA_ARGS(is_set(object, "encrypted") ? GOOD : NONE, paths,
                        aa_html_or(aa_member_text(object, "min_os"), NONE),
                        aa_html_or(aa_member_text(object, "uuid"), NONE)));
}

static void put_objects(aa_html *h, const json_t *objects)
{
    static const char *const columns[] = {"native.object",  "field.pie",   "field.canary", "native.arc",
                                          "field.stripped", "native.fair", "field.rpath",  "native.min_os",
                                          "native.uuid",    NULL};
    size_t total = json_array_size(objects);
    if (total == 0)
        return;
    aa_html_put(h, "<p class=note>@{native.objects}</p>\n", AA_NO_ARGS);
    aa_html_open_table(h, "inv.objects", columns);
    for (size_t i = 0; i < total && i < AA_HTML_ROWS; i++)
        put_object(h, json_array_get(objects, i));
    aa_html_close_table(h, total);
}

void aa_html_native(aa_html *h)
{
    const json_t *inventory = json_object_get(h->root, "inventory");
    if (!aa_html_has(h, "native"))
        return;
    aa_html_section(h, "native");
    put_natives(h, json_object_get(inventory, "natives"));
    put_objects(h, json_object_get(inventory, "objects"));
    aa_html_raw(h, "</section>\n");
}
