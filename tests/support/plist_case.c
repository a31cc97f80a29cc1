#include "support/plist_case.h"

#include <stdlib.h>

#include "base/str.h"

plist_case plist_case_read_with(aa_bytes data, const aa_limits *limits)
{
    plist_case c = {.arena = aa_arena_new(), .bytes = malloc(data.n == 0 ? 1 : data.n)};
    assert_non_null(c.arena);
    assert_non_null(c.bytes);
    memcpy(c.bytes, data.p, data.n);
    aa_notes_init(&c.notes, c.arena, 0);
    c.err = aa_plist_read(c.arena, (aa_bytes){c.bytes, data.n}, limits, &c.notes, &c.plist);
    assert_int_equal(c.err == AA_OK, c.plist.root != AA_PLIST_NONE);
    return c;
}

plist_case plist_case_read(aa_bytes data)
{
    aa_limits limits = AA_LIMITS_INIT;
    return plist_case_read_with(data, &limits);
}

plist_case plist_case_read_text(const char *text)
{
    return plist_case_read(aa_bytes_of(text, strlen(text)));
}

void plist_case_release(plist_case *c)
{
    aa_arena_free(c->arena);
    free(c->bytes);
}

static void show_leaf(aa_str *s, const aa_plist_node *n)
{
    switch (n->kind) {
    case AA_PLIST_BOOL:
        aa_str_put(s, n->boolean ? "true" : "false");
        break;
    case AA_PLIST_INT:
        if (n->wide)
            aa_str_printf(s, "%llu", (unsigned long long)n->integer);
        else
            aa_str_printf(s, "%lld", (long long)n->integer);
        break;
    case AA_PLIST_REAL:
        aa_str_printf(s, "%g", n->real);
        break;
    case AA_PLIST_DATE:
        aa_str_printf(s, "date:%.0f", n->real);
        break;
    case AA_PLIST_DATA:
        aa_str_put(s, "data:");
        for (size_t i = 0; i < n->bytes.n; i++)
            aa_str_printf(s, "%02x", n->bytes.p[i]);
        break;
    case AA_PLIST_STRING:
        aa_str_putc(s, '"');
        aa_str_putn(s, (const char *)n->bytes.p, n->bytes.n);
        aa_str_putc(s, '"');
        break;
    case AA_PLIST_UID:
        aa_str_printf(s, "uid:%lld", (long long)n->integer);
        break;
    case AA_PLIST_NULL:
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
    case AA_PLIST_DICT:
        aa_str_put(s, "null");
    }
}

/* For the small lists of tests: it calls itself. */
static void show(aa_str *s, const aa_plist *plist, uint32_t node)
{
    const aa_plist_node *n = aa_plist_at(plist, node);
    if (n == NULL) {
        aa_str_put(s, "none");
        return;
    }
    if (n->kind < AA_PLIST_ARRAY) {
        show_leaf(s, n);
        return;
    }
    aa_str_putc(s, n->kind == AA_PLIST_DICT ? '{' : '[');
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t key = AA_PLIST_NONE;
        uint32_t value = aa_plist_child(plist, node, i);
        aa_str_put(s, i == 0 ? "" : ", ");
        if (aa_plist_pair(plist, node, i, &key, &value)) {
            show(s, plist, key);
            aa_str_put(s, ": ");
        }
        show(s, plist, value);
    }
    aa_str_putc(s, n->kind == AA_PLIST_DICT ? '}' : ']');
}

const char *plist_case_show(const plist_case *c, const char *path)
{
    aa_str s;
    aa_str_init(&s, 1 << 20);
    show(&s, &c->plist, aa_plist_path(&c->plist, c->plist.root, path));
    const char *text = aa_arena_strdup(c->arena, s.ptr);
    aa_str_done(&s);
    assert_non_null(text);
    return text;
}

bool plist_case_noted(const plist_case *c, const char *code, aa_note_kind kind)
{
    return aa_notes_count(&c->notes, code, kind) > 0;
}

test_bplist bplist_new(void)
{
    test_bplist p = {.count = 0};
    put_bytes(&p.b, "bplist00", 8);
    return p;
}

void bplist_object(test_bplist *p, const char *text, size_t n)
{
    assert_true(p->count < sizeof p->offsets / sizeof p->offsets[0]);
    p->offsets[p->count++] = p->b.n;
    put_bytes(&p->b, text, n);
}

static void put_big(byte_builder *b, uint64_t value, unsigned width)
{
    for (unsigned i = width; i-- > 0;)
        put_u8(b, i < 8 ? (uint32_t)(value >> (8 * i) & 0xFF) : 0);
}

plist_case bplist_read(test_bplist *p)
{
    unsigned offset_width = p->offset_width == 0 ? 1 : p->offset_width;
    uint64_t table = p->b.n;
    for (size_t i = 0; i < p->count; i++)
        put_big(&p->b, p->offsets[i], offset_width);
    put_zeros(&p->b, 6);
    put_u8(&p->b, offset_width);
    put_u8(&p->b, p->ref_width == 0 ? 1 : p->ref_width);
    put_big(&p->b, p->count_written == 0 ? p->count : p->count_written, 8);
    put_big(&p->b, p->top, 8);
    put_big(&p->b, p->table_written == 0 ? table : p->table_written, 8);
    plist_case c = plist_case_read((aa_bytes){p->b.p, p->b.n});
    bytes_done(&p->b);
    return c;
}
