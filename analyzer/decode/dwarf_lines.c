#include "decode/dwarf_lines.h"

#include "base/bisect.h"
#include "decode/leb.h"

enum {
    LNS_COPY = 1,
    LNS_ADVANCE_PC,
    LNS_ADVANCE_LINE,
    LNS_SET_FILE,
    LNS_SET_COLUMN,
    LNS_NEGATE_STMT,
    LNS_SET_BASIC_BLOCK,
    LNS_CONST_ADD_PC,
    LNS_FIXED_ADVANCE_PC,
    LNS_SET_PROLOGUE_END,
    LNS_SET_EPILOGUE_BEGIN,
    LNS_SET_ISA,
    LNE_END_SEQUENCE = 1,
    LNE_SET_ADDRESS = 2,
};

enum { LNCT_PATH = 1, LNCT_DIRECTORY = 2 };

enum {
    FORM_BLOCK2 = 0x03,
    FORM_BLOCK4 = 0x04,
    FORM_DATA2 = 0x05,
    FORM_DATA4 = 0x06,
    FORM_DATA8 = 0x07,
    FORM_STRING = 0x08,
    FORM_BLOCK = 0x09,
    FORM_BLOCK1 = 0x0a,
    FORM_DATA1 = 0x0b,
    FORM_STRP = 0x0e,
    FORM_UDATA = 0x0f,
    FORM_DATA16 = 0x1e,
    FORM_LINE_STRP = 0x1f,
};

#define FORMATS_MAX 256

typedef struct source_file {
    aa_bytes name;
    uint64_t folder; /* index among the folders */
} source_file;

typedef struct unit {
    bool wide; /* offsets of eight bytes */
    uint16_t version;
    uint8_t least_step, line_range, first_special;
    int8_t line_base;
    aa_bytes lengths; /* of standard opcodes, from 1 on: how many numbers follow */
    aa_bytes names;   /* from the folders to the end of the header */
    aa_bytes program;
} unit;

typedef struct finder {
    aa_arena *arena;
    const aa_dwarf_lines *sections;
    aa_dwarf_place *places;
    uint32_t *files; /* one a place: index of its file, while its unit is read */
    size_t *told;    /* places that the unit has told, by index */
    size_t *untold;  /* one a place, and one more: a place from which on the next untold one lies */
    size_t told_count, count;
    aa_vec folders; /* of aa_bytes; of one unit */
    aa_vec sources; /* of source_file; of one unit */
    bool failed;    /* memory is out */
} finder;

/* ---- header -------------------------------------------------------------------------------------------- */

static uint64_t read_offset(aa_cursor *c, bool wide)
{
    return wide ? aa_read_u64le(c) : aa_read_u32le(c);
}

/* The unit that |body| is, after its length. False: damaged or of another version. */
static bool read_header(aa_bytes body, bool wide, unit *u)
{
    aa_cursor c = aa_cursor_at(body, 0);
    *u = (unit){.wide = wide, .version = aa_read_u16le(&c)};
    if (u->version < 2 || u->version > 5)
        return false;
    if (u->version == 5)
        (void)aa_read_bytes(&c, 2); /* sizes of addresses and of segment selectors */
    aa_bytes rest = aa_read_bytes(&c, read_offset(&c, wide));
    if (c.bad)
        return false;
    u->program = aa_bytes_from(body, c.pos);
    c = aa_cursor_at(rest, 0);
    u->least_step = aa_read_u8(&c);
    uint8_t operations = u->version >= 4 ? aa_read_u8(&c) : 1;
    (void)aa_read_u8(&c); /* default_is_stmt */
    u->line_base = (int8_t)aa_read_u8(&c);
    u->line_range = aa_read_u8(&c);
    u->first_special = aa_read_u8(&c);
    if (c.bad || u->first_special == 0 || u->line_range == 0 || operations != 1)
        return false;
    u->lengths = aa_read_bytes(&c, u->first_special - 1U);
    u->names = aa_bytes_from(rest, c.pos);
    return !c.bad;
}

/* ---- names --------------------------------------------------------------------------------------------- */

static bool add_folder(finder *f, aa_bytes name)
{
    aa_bytes *slot = f->folders.count < AA_DWARF_NAMES ? aa_vec_push(f->arena, &f->folders) : NULL;
    f->failed = f->failed || (slot == NULL && f->folders.count < AA_DWARF_NAMES);
    if (slot != NULL)
        *slot = name;
    return slot != NULL;
}

static bool add_source(finder *f, aa_bytes name, uint64_t folder)
{
    source_file *slot = f->sources.count < AA_DWARF_NAMES ? aa_vec_push(f->arena, &f->sources) : NULL;
    f->failed = f->failed || (slot == NULL && f->sources.count < AA_DWARF_NAMES);
    if (slot != NULL)
        *slot = (source_file){name, folder};
    return slot != NULL;
}

/* Folders and files count from 1 here; folder 0 is where the compiler ran, and is not named. */
static bool read_old_names(finder *f, const unit *u)
{
    aa_cursor c = aa_cursor_at(u->names, 0);
    aa_bytes name = aa_bytes_none();
    if (!add_folder(f, name) || !add_source(f, name, 0))
        return false;
    while ((name = aa_read_cstring(&c)).n > 0) {
        if (!add_folder(f, name))
            return false;
    }
    while (!c.bad && (name = aa_read_cstring(&c)).n > 0) {
        uint64_t folder = aa_read_uleb(&c);
        (void)aa_read_uleb(&c); /* time */
        (void)aa_read_uleb(&c); /* length */
        if (c.bad || !add_source(f, name, folder))
            return false;
    }
    return !c.bad;
}

static aa_bytes text_at(aa_bytes section, uint64_t offset, aa_cursor *c)
{
    aa_cursor at = aa_cursor_at(section, offset);
    aa_bytes text = aa_read_cstring(&at);
    c->bad = c->bad || at.bad;
    return at.bad ? aa_bytes_none() : text;
}

/* One value of |form|: a text or a number, whichever it is. A form that is not known makes the cursor bad. */
static void read_value(const finder *f, const unit *u, uint64_t form, aa_cursor *c, aa_bytes *text,
                       uint64_t *number)
{
    switch (form) {
    case FORM_STRING:
        *text = aa_read_cstring(c);
        break;
    case FORM_LINE_STRP:
        *text = text_at(f->sections->line_str, read_offset(c, u->wide), c);
        break;
    case FORM_STRP:
        *text = text_at(f->sections->strings, read_offset(c, u->wide), c);
        break;
    case FORM_UDATA:
        *number = aa_read_uleb(c);
        break;
    case FORM_DATA1:
        *number = aa_read_u8(c);
        break;
    case FORM_DATA2:
        *number = aa_read_u16le(c);
        break;
    case FORM_DATA4:
        *number = aa_read_u32le(c);
        break;
    case FORM_DATA8:
        *number = aa_read_u64le(c);
        break;
    case FORM_DATA16:
        (void)aa_read_bytes(c, 16);
        break;
    case FORM_BLOCK:
        (void)aa_read_bytes(c, aa_read_uleb(c));
        break;
    case FORM_BLOCK1:
        (void)aa_read_bytes(c, aa_read_u8(c));
        break;
    case FORM_BLOCK2:
        (void)aa_read_bytes(c, aa_read_u16le(c));
        break;
    case FORM_BLOCK4:
        (void)aa_read_bytes(c, aa_read_u32le(c));
        break;
    default:
        c->bad = true;
    }
}

/* A list of version 5: how its entries are written, then the entries, from 0 on. */
static bool read_list(finder *f, const unit *u, aa_cursor *c, bool folders)
{
    uint64_t types[FORMATS_MAX];
    uint64_t forms[FORMATS_MAX];
    size_t formats = aa_read_u8(c);
    for (size_t i = 0; i < formats; i++) {
        types[i] = aa_read_uleb(c);
        forms[i] = aa_read_uleb(c);
    }
    uint64_t entries = aa_read_uleb(c);
    if (c->bad || (formats == 0 && entries > 0))
        return false;
    for (uint64_t e = 0; e < entries; e++) {
        aa_bytes name = aa_bytes_none();
        uint64_t folder = 0;
        for (size_t i = 0; i < formats; i++) {
            aa_bytes text = aa_bytes_none();
            uint64_t number = 0;
            read_value(f, u, forms[i], c, &text, &number);
            if (types[i] == LNCT_PATH)
                name = text;
            else if (types[i] == LNCT_DIRECTORY)
                folder = number;
        }
        if (c->bad || !(folders ? add_folder(f, name) : add_source(f, name, folder)))
            return false;
    }
    return true;
}

static bool read_names(finder *f, const unit *u)
{
    f->folders.count = 0;
    f->sources.count = 0;
    if (u->version < 5)
        return read_old_names(f, u);
    aa_cursor c = aa_cursor_at(u->names, 0);
    return read_list(f, u, &c, true) && read_list(f, u, &c, false);
}

/* Files become names; a place whose file is not named stays untold. False: the names are damaged. */
static bool name_files(finder *f, const unit *u)
{
    bool named = f->told_count == 0 || read_names(f, u);
    const source_file *sources = f->sources.items;
    const aa_bytes *folders = f->folders.items;
    for (size_t i = 0; i < f->told_count; i++) {
        aa_dwarf_place *place = &f->places[f->told[i]];
        uint32_t index = f->files[f->told[i]];
        if (!named || index >= f->sources.count || sources[index].folder >= f->folders.count ||
            sources[index].name.n == 0) {
            place->line = 0;
            continue;
        }
        place->file = sources[index].name;
        place->root = folders[0];
        place->folder = sources[index].folder == 0 ? aa_bytes_none() : folders[sources[index].folder];
    }
    return named;
}

/* ---- program ------------------------------------------------------------------------------------------- */

typedef struct row {
    uint64_t address;
    uint64_t file;
    uint64_t line; /* wraps as a compiler's would; what is no line number is told by nobody */
    bool there;
} row;

typedef struct machine {
    finder *f;
    const unit *u;
    aa_cursor c;
    row now, before; /* |before|: the row that was told last in this sequence */
} machine;

static size_t first_at(const finder *f, uint64_t address)
{
    size_t low;
    AA_BISECT(low, f->count, middle, f->places[middle].address < address);
    return low;
}

/* The first place from |i| on that nobody has told; |count|: none. The way there is shorter afterwards. */
static size_t next_untold(const finder *f, size_t i)
{
    while (f->untold[i] != i) {
        f->untold[i] = f->untold[f->untold[i]];
        i = f->untold[i];
    }
    return i;
}

/* The row that the program has made ends what the row before it stands for. */
static void put_row(machine *m)
{
    finder *f = m->f;
    const row *before = &m->before;
    if (before->there && before->line > 0 && before->line <= INT32_MAX && before->file <= UINT32_MAX) {
        size_t i = next_untold(f, first_at(f, before->address));
        for (; i < f->count && f->places[i].address < m->now.address; i = next_untold(f, i)) {
            f->places[i].line = (uint32_t)before->line;
            f->files[i] = (uint32_t)before->file;
            f->told[f->told_count++] = i;
            f->untold[i] = i + 1;
        }
    }
    m->before = m->now;
    m->before.there = true;
}

static void start_sequence(machine *m)
{
    m->now = (row){.file = 1, .line = 1};
    m->before = (row){.there = false};
}

static void run_extended(machine *m)
{
    aa_bytes body = aa_read_bytes(&m->c, aa_read_uleb(&m->c));
    uint8_t code = body.n > 0 ? body.p[0] : 0;
    if (code == LNE_END_SEQUENCE) {
        put_row(m);
        start_sequence(m);
    } else if (code == LNE_SET_ADDRESS && body.n == 9) {
        m->now.address = aa_le64(body.p + 1);
    } else if (code == LNE_SET_ADDRESS && body.n == 5) {
        m->now.address = aa_le32(body.p + 1);
    }
}

static void run_standard(machine *m, uint8_t code)
{
    switch (code) {
    case LNS_COPY:
        put_row(m);
        break;
    case LNS_ADVANCE_PC:
        m->now.address += aa_read_uleb(&m->c) * m->u->least_step;
        break;
    case LNS_ADVANCE_LINE:
        m->now.line += (uint64_t)aa_read_sleb(&m->c);
        break;
    case LNS_SET_FILE:
        m->now.file = aa_read_uleb(&m->c);
        break;
    case LNS_CONST_ADD_PC:
        m->now.address += (uint64_t)((255 - m->u->first_special) / m->u->line_range) * m->u->least_step;
        break;
    case LNS_FIXED_ADVANCE_PC:
        m->now.address += aa_read_u16le(&m->c);
        break;
    default: /* columns and marks, and what later versions add */
        for (unsigned i = 0; i < m->u->lengths.p[code - 1]; i++)
            (void)aa_read_uleb(&m->c);
    }
}

static void run_special(machine *m, uint8_t code)
{
    unsigned adjusted = (unsigned)code - m->u->first_special;
    m->now.address += (uint64_t)(adjusted / m->u->line_range) * m->u->least_step;
    m->now.line += (uint64_t)(int64_t)(m->u->line_base + (int)(adjusted % m->u->line_range));
    put_row(m);
}

/* False: the program is damaged; what it told until then stands. */
static bool run_program(finder *f, const unit *u)
{
    machine m = {.f = f, .u = u, .c = aa_cursor_at(u->program, 0)};
    f->told_count = 0;
    start_sequence(&m);
    while (aa_cursor_left(&m.c) > 0 && !m.c.bad) {
        uint8_t code = aa_read_u8(&m.c);
        if (code >= u->first_special)
            run_special(&m, code);
        else if (code == 0)
            run_extended(&m);
        else
            run_standard(&m, code);
    }
    return !m.c.bad;
}

/* ---- units --------------------------------------------------------------------------------------------- */

#define WIDE_UNIT UINT32_C(0xffffffff)

aa_err aa_dwarf_find_lines(aa_arena *arena, const aa_dwarf_lines *sections, aa_dwarf_place *places,
                           size_t count, size_t *unread)
{
    finder f = {.arena = arena,
                .sections = sections,
                .places = places,
                .count = count,
                .files = aa_arena_array(arena, count, sizeof *f.files),
                .told = aa_arena_array(arena, count, sizeof *f.told),
                .untold = aa_arena_array(arena, count + 1, sizeof *f.untold),
                .folders = AA_VEC_INIT(aa_bytes),
                .sources = AA_VEC_INIT(source_file)};
    *unread = 0;
    if (f.files == NULL || f.told == NULL || f.untold == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i <= count; i++)
        f.untold[i] = i;
    aa_cursor c = aa_cursor_at(sections->line, 0);
    while (aa_cursor_left(&c) > 0 && !f.failed) {
        unit u;
        uint32_t length = aa_read_u32le(&c);
        bool wide = length == WIDE_UNIT;
        aa_bytes body = aa_read_bytes(&c, wide ? aa_read_u64le(&c) : length);
        bool sound = !c.bad && read_header(body, wide, &u);
        if (sound) {
            sound = run_program(&f, &u);
            sound = name_files(&f, &u) && sound;
        }
        *unread += sound ? 0 : 1;
        if (c.bad)
            break;
    }
    return f.failed ? AA_E_NOMEM : AA_OK;
}
