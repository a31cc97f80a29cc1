#include "decode/dex_code.h"

#include "decode/dex_leb.h"

#define CODE_HEADER 16

/* ---- members ---- */

aa_dex_members aa_dex_members_of(const aa_dex *dex, const aa_dex_class *of)
{
    aa_dex_members m = {.at = {aa_bytes_none(), 0, false}};
    if (of->data_offset == 0)
        return m;
    m.at = aa_cursor_at(dex->data, of->data_offset);
    for (int i = 0; i < 4; i++)
        m.left[i] = aa_read_uleb128(&m.at);
    m.first = true;
    m.lost = m.at.bad;
    return m;
}

bool aa_dex_next_member(aa_dex_members *m, aa_dex_member *out)
{
    while (m->kind < 4 && m->left[m->kind] == 0) {
        m->kind++;
        m->index = 0;
        m->first = true;
    }
    if (m->kind == 4 || m->lost)
        return false;
    m->left[m->kind]--;
    uint32_t step = aa_read_uleb128(&m->at);
    m->index += step;
    *out = (aa_dex_member){.kind = (aa_dex_member_kind)m->kind, .index = m->index};
    out->repeated = step == 0 && !m->first;
    out->flags = aa_read_uleb128(&m->at);
    if (m->kind >= AA_DEX_DIRECT_METHOD)
        out->code_offset = aa_read_uleb128(&m->at);
    m->first = false;
    m->lost = m->at.bad;
    return !m->lost;
}

/* ---- code ---- */

bool aa_dex_code_at(const aa_dex *dex, uint32_t offset, aa_dex_code *out)
{
    aa_bytes none = aa_bytes_none();
    *out = (aa_dex_code){.offset = offset, .insns = none, .tries = none, .handlers = none};
    aa_bytes head = none;
    if (offset == 0 || !aa_bytes_sub(dex->data, offset, CODE_HEADER, &head))
        return false;
    uint32_t tries = aa_le16(head.p + 6);
    uint32_t units = aa_le32(head.p + 12);
    uint64_t at = (uint64_t)offset + CODE_HEADER;
    if (units > dex->limits->dex_method_units || !aa_bytes_table(dex->data, at, units, 2, &out->insns))
        return false;
    out->registers = aa_le16(head.p);
    out->ins = aa_le16(head.p + 2);
    out->outs = aa_le16(head.p + 4);
    out->debug_offset = aa_le32(head.p + 8);
    if (tries == 0)
        return true;
    at += ((uint64_t)units + (units & 1)) * 2; /* try_items are aligned to 4 bytes */
    if (!aa_bytes_table(dex->data, at, tries, 8, &out->tries))
        return false;
    out->handlers = aa_bytes_from(dex->data, at + out->tries.n);
    return true;
}

aa_dex_try aa_dex_try_at(const aa_dex_code *code, uint32_t index)
{
    const uint8_t *p = code->tries.p + (size_t)index * 8;
    uint32_t start = aa_le32(p);
    uint32_t count = aa_le16(p + 4);
    uint32_t end = count > UINT32_MAX - start ? UINT32_MAX : start + count;
    return (aa_dex_try){start, end, aa_le16(p + 6)};
}

aa_dex_handlers aa_dex_handlers_of(const aa_dex_code *code, const aa_dex_try *of)
{
    aa_dex_handlers h = {.at = aa_cursor_at(code->handlers, of->handlers)};
    int32_t count = aa_read_sleb128(&h.at);
    if (h.at.bad)
        return h;
    h.catch_all = count <= 0;
    h.typed = count < 0 ? 0U - (uint32_t)count : (uint32_t)count;
    return h;
}

bool aa_dex_next_handler(aa_dex_handlers *h, uint32_t *type, uint32_t *address)
{
    *type = AA_DEX_NO_INDEX;
    if (h->at.bad || (h->typed == 0 && !h->catch_all))
        return false;
    if (h->typed > 0) {
        h->typed--;
        *type = aa_read_uleb128(&h->at);
    } else {
        h->catch_all = false;
    }
    *address = aa_read_uleb128(&h->at);
    return !h->at.bad;
}

/* ---- lines ---- */

enum {
    END_SEQUENCE,
    ADVANCE_PC,
    ADVANCE_LINE,
    START_LOCAL,
    START_LOCAL_EXTENDED,
    END_LOCAL,
    RESTART_LOCAL,
    SET_PROLOGUE_END,
    SET_EPILOGUE_BEGIN,
    SET_FILE,
    FIRST_SPECIAL,
};

#define LINE_BASE  (-4)
#define LINE_RANGE 15

bool aa_dex_lines_of(const aa_dex *dex, const aa_dex_code *code, aa_dex_lines *out)
{
    *out = (aa_dex_lines){.at = {aa_bytes_none(), 0, false}, .over = true};
    if (code->debug_offset == 0)
        return false;
    out->at = aa_cursor_at(dex->data, code->debug_offset);
    out->line = aa_read_uleb128(&out->at);
    out->parameters = aa_read_uleb128(&out->at);
    for (uint32_t i = 0; i < out->parameters && !out->at.bad; i++)
        aa_read_uleb128(&out->at);
    out->lost = out->at.bad;
    out->over = out->lost;
    return !out->lost;
}

/* Locals are of no use here: their numbers are passed over. */
static void skip_numbers(aa_cursor *c, int count)
{
    for (int i = 0; i < count; i++)
        aa_read_uleb128(c);
}

static void step_plain(aa_dex_lines *l, uint8_t op)
{
    switch (op) {
    case ADVANCE_PC:
        l->pc += aa_read_uleb128(&l->at);
        break;
    case ADVANCE_LINE:
        l->line += (uint32_t)aa_read_sleb128(&l->at);
        break;
    case START_LOCAL:
        skip_numbers(&l->at, 3);
        break;
    case START_LOCAL_EXTENDED:
        skip_numbers(&l->at, 4);
        break;
    case END_LOCAL:
    case RESTART_LOCAL:
    case SET_FILE:
        skip_numbers(&l->at, 1);
        break;
    default: /* prologue and epilogue */
        break;
    }
}

bool aa_dex_next_line(aa_dex_lines *l, uint32_t *pc, uint32_t *line)
{
    while (!l->over) {
        uint8_t op = aa_read_u8(&l->at);
        if (l->at.bad || op == END_SEQUENCE) {
            l->lost = l->at.bad;
            l->over = true;
            break;
        }
        if (op >= FIRST_SPECIAL) {
            uint32_t step = (uint32_t)op - FIRST_SPECIAL;
            l->pc += step / LINE_RANGE;
            l->line += (uint32_t)((int32_t)(step % LINE_RANGE) + LINE_BASE);
            *pc = l->pc;
            *line = l->line;
            return true;
        }
        step_plain(l, op);
    }
    return false;
}

uint32_t aa_dex_line_of(const aa_dex *dex, const aa_dex_code *code, uint32_t pc)
{
    aa_dex_lines lines;
    uint32_t found = 0;
    if (!aa_dex_lines_of(dex, code, &lines))
        return 0;
    uint32_t at = 0;
    uint32_t line = 0;
    while (aa_dex_next_line(&lines, &at, &line) && at <= pc)
        found = line;
    return found;
}
