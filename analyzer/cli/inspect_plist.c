/*
 * A property list as an indented text with types: a file, or a member of an app; the app's Info.plist when
 * none is named. What the file holds is escaped and shown up to a length.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/inspect.h"
#include "cli/mapped.h"
#include "decode/plist.h"

#define ZIP_API    34
#define TEXT_SHOWN ((size_t)1024) /* bytes of a text */
#define DATA_SHOWN ((size_t)32)   /* bytes of data */
#define DATE_MOST  1e12           /* seconds: beyond, a date is shown as a number */

/* ---- values ---- */

static void put_text(aa_str *s, aa_bytes text)
{
    size_t shown = text.n < TEXT_SHOWN ? text.n : TEXT_SHOWN;
    while (shown < text.n && shown > 0 && (text.p[shown] & 0xC0) == 0x80)
        shown--;
    aa_str_putc(s, '"');
    for (size_t begin = 0; begin < shown;) {
        const uint8_t *nul = memchr(text.p + begin, 0, shown - begin);
        size_t end = nul == NULL ? shown : (size_t)(nul - text.p);
        aa_str run;
        aa_str_init(&run, end - begin);
        aa_str_putn(&run, (const char *)text.p + begin, end - begin);
        aa_utf8_put_safe(s, run.ptr);
        aa_str_done(&run);
        aa_str_put(s, nul == NULL ? "" : "\\x00");
        begin = end + (nul == NULL ? 0 : 1);
    }
    aa_str_putc(s, '"');
    if (shown < text.n)
        aa_str_printf(s, "… %zu bytes", text.n);
}

static void put_data(aa_str *s, aa_bytes data)
{
    aa_str_printf(s, "data, %zu bytes:", data.n);
    for (size_t i = 0; i < data.n && i < DATA_SHOWN; i++)
        aa_str_printf(s, "%s%02x", i % 4 == 0 ? " " : "", data.p[i]);
    aa_str_put(s, data.n > DATA_SHOWN ? "…" : "");
}

/* Year, month and day of |days| since 1970-01-01, in the Gregorian calendar (era of 400 years from March). */
static void put_day(aa_str *s, int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day = days - era * 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= 365 * year + year / 4 - year / 100;
    int64_t month = (5 * day + 2) / 153;
    day -= (153 * month + 2) / 5;
    bool next = month >= 10; /* January and February are those of the next year */
    aa_str_printf(s, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year + era * 400 + next,
                  month + (next ? -9 : 3), day + 1);
}

static void put_date(aa_str *s, double seconds)
{
    aa_str_put(s, "date ");
    if (!(seconds > -DATE_MOST && seconds < DATE_MOST)) {
        aa_str_printf(s, "%g seconds from 2001", seconds);
        return;
    }
    int64_t whole = (int64_t)seconds;
    whole += INT64_C(978307200) - ((double)whole > seconds);
    int64_t days = (whole >= 0 ? whole : whole - 86399) / 86400;
    int64_t rest = whole - days * 86400;
    put_day(s, days);
    aa_str_printf(s, "T%02" PRId64 ":%02" PRId64 ":%02" PRId64 "Z", rest / 3600, rest / 60 % 60, rest % 60);
}

static void put_value(aa_str *s, const aa_plist_node *n)
{
    switch (n->kind) {
    case AA_PLIST_NULL:
        aa_str_put(s, "null");
        break;
    case AA_PLIST_BOOL:
        aa_str_put(s, n->boolean ? "true" : "false");
        break;
    case AA_PLIST_INT:
        if (n->wide)
            aa_str_printf(s, "integer %" PRIu64, (uint64_t)n->integer);
        else
            aa_str_printf(s, "integer %" PRId64, n->integer);
        break;
    case AA_PLIST_REAL:
        aa_str_printf(s, "real %.17g", n->real);
        break;
    case AA_PLIST_DATE:
        put_date(s, n->real);
        break;
    case AA_PLIST_DATA:
        put_data(s, n->bytes);
        break;
    case AA_PLIST_STRING:
        put_text(s, n->bytes);
        break;
    case AA_PLIST_UID:
        aa_str_printf(s, "object %" PRId64, n->integer);
        break;
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
        aa_str_printf(s, "%s, %" PRIu32, n->kind == AA_PLIST_SET ? "set" : "array", n->count);
        break;
    case AA_PLIST_DICT:
        aa_str_printf(s, "dictionary, %" PRIu32, n->count);
    }
}

/* ---- the whole ---- */

/* A container whose children are being shown. */
typedef struct level {
    uint32_t node;
    uint32_t next;
} level;

typedef struct listing {
    aa_inspection *in;
    const aa_plist *plist;
    aa_vec levels;
    uint32_t left; /* lines that may still be shown: shared parts are shown each time */
} listing;

static void put_label(aa_str *s, const aa_plist_node *key, uint32_t i)
{
    if (key == NULL)
        aa_str_printf(s, "%" PRIu32, i);
    else if (key->kind == AA_PLIST_STRING)
        put_text(s, key->bytes);
    else
        put_value(s, key);
    aa_str_put(s, ": ");
}

/* Shows |node| behind its label, and opens it when it has children. False: no line is left, or no memory. */
static bool show_node(listing *l, uint32_t node)
{
    if (l->left == 0)
        return false;
    l->left--;
    const aa_plist_node *n = aa_plist_at(l->plist, node);
    put_value(&l->in->out, n);
    aa_str_putc(&l->in->out, '\n');
    aa_inspection_flush(l->in);
    if (n->kind < AA_PLIST_ARRAY || n->count == 0)
        return true;
    level *open = aa_vec_push(l->in->arena, &l->levels);
    if (open == NULL) {
        l->in->notes.failed = true;
        return false;
    }
    *open = (level){node, 0};
    return true;
}

static bool show_child(listing *l)
{
    level *open = (level *)l->levels.items + l->levels.count - 1;
    uint32_t i = open->next++;
    uint32_t key = AA_PLIST_NONE;
    uint32_t value = AA_PLIST_NONE;
    if (!aa_plist_pair(l->plist, open->node, i, &key, &value))
        value = aa_plist_child(l->plist, open->node, i);
    if (value == AA_PLIST_NONE) {
        l->levels.count--;
        return true;
    }
    for (size_t k = 0; k < l->levels.count; k++)
        aa_str_put(&l->in->out, "  ");
    put_label(&l->in->out, aa_plist_at(l->plist, key), i);
    return show_node(l, value);
}

static void show_list(aa_inspection *in, const char *name, const aa_plist *plist)
{
    static const char *const forms[] = {
        [AA_PLIST_BINARY] = "binary", [AA_PLIST_XML] = "XML", [AA_PLIST_STRINGS] = "old style"};
    listing l = {in, plist, AA_VEC_INIT(level), in->limits.plist_nodes};
    aa_utf8_put_safe(&in->out, name);
    aa_str_printf(&in->out, ": %s property list, %" PRIu32 " objects\n", forms[plist->form],
                  plist->node_count);
    bool whole = show_node(&l, plist->root);
    while (whole && l.levels.count > 0 && in->code != AA_EXIT_OUTPUT)
        whole = show_child(&l);
    if (whole || in->notes.failed)
        return;
    aa_str_putc(&in->out, '\n');
    aa_console_error(name, "more than %" PRIu32 " lines; the rest is not shown", in->limits.plist_nodes);
    in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
}

static void show_bytes(aa_inspection *in, const char *name, aa_bytes bytes)
{
    aa_plist plist;
    aa_err err = aa_plist_read(in->arena, bytes, &in->limits, &in->notes, &plist);
    if (err == AA_OK)
        show_list(in, name, &plist);
}

/* ---- where the list is ---- */

/* "Payload/X.app/Info.plist", or without the first folder: of the app itself, not of what it contains. */
static bool is_main_list(const char *name)
{
    static const char folder[] = "Payload/";
    const char *app = strncmp(name, folder, sizeof folder - 1) == 0 ? name + sizeof folder - 1 : name;
    const char *slash = strchr(app, '/');
    return slash != NULL && slash - app > 4 && strncmp(slash - 4, ".app", 4) == 0 &&
           strcmp(slash, "/Info.plist") == 0;
}

static const aa_zip_entry *find_member(const aa_inspection *in, const aa_zip *zip)
{
    if (in->member != NULL)
        return aa_zip_find(zip, in->member);
    for (size_t i = 0; i < aa_zip_count(zip); i++)
        if (is_main_list(aa_zip_at(zip, i)->name))
            return aa_zip_at(zip, i);
    return NULL;
}

static void show_member(aa_inspection *in, const char *path, const aa_zip *zip)
{
    const aa_zip_entry *entry = find_member(in, zip);
    if (entry == NULL) {
        aa_console_error(path, in->member == NULL ? "no Info.plist of an app in it: name another --member"
                                                  : "no such member");
        in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
        return;
    }
    aa_zip_content content = {.bytes = aa_bytes_none()};
    in->notes.member = entry->name;
    aa_err err = aa_zip_read(zip, entry, AA_ZIP_ART, in->limits.plist_bytes, &in->notes, &content);
    if (err == AA_OK)
        show_bytes(in, entry->name, content.bytes);
    else
        in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
    aa_zip_content_done(&content);
    in->notes.member = NULL;
}

static void show_path(aa_inspection *in, size_t index)
{
    const char *path = in->paths[index];
    aa_bytes file = aa_bytes_none();
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    in->notes.artifact = name;
    aa_err err = aa_inspection_map(in, index, &file);
    bool zipped = file.n >= 4 && memcmp(file.p, "PK\x03\x04", 4) == 0;
    aa_zip *zip = NULL;
    if (err == AA_OK && (zipped || in->member != NULL))
        err = aa_zip_open(in->arena, file, ZIP_API, &in->limits, &in->notes, &zip);
    if (err != AA_OK) {
        aa_console_error(path, "cannot be read: %s", aa_err_name(err));
        in->code = aa_exit_worse(in->code, aa_exit_of_error(err));
    } else if (zip != NULL) {
        show_member(in, path, zip);
    } else {
        show_bytes(in, name, file);
    }
    aa_unmap_file(file);
}

void aa_inspect_plist(aa_inspection *in)
{
    for (size_t i = 0; i < in->path_count && in->code != AA_EXIT_OUTPUT; i++)
        show_path(in, i);
}
