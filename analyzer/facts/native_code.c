/*
 * Calls of imported functions, with what a straight look at the instructions before says of the arguments. A
 * value is forgotten where another path joins, so that none is guessed.
 */
#include "facts/native_code.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "machine/arm64.h"

const char *const aa_native_asked[] = {"ptrace",
                                       "fork",
                                       "getppid",
                                       "system",
                                       "popen",
                                       "execve",
                                       "execl",
                                       "dlopen",
                                       "android_dlopen_ext",
                                       "curl_easy_setopt",
                                       "SSL_CTX_set_verify",
                                       "SSL_set_verify",
                                       "SSL_CTX_set_custom_verify",
                                       "SSL_set_custom_verify",
                                       "SSL_CTX_set_cert_verify_callback",
                                       "SSL_get_verify_result",
                                       "SSL_get_peer_certificate",
                                       "SSL_get1_peer_certificate",
                                       "SSL_get0_peer_certificate",
                                       "wolfSSL_CTX_set_verify",
                                       "wolfSSL_set_verify",
                                       "mbedtls_ssl_conf_authmode",
                                       "mbedtls_ssl_conf_verify",
                                       "EVP_des_ecb",
                                       "EVP_des_cbc",
                                       "EVP_des_cfb",
                                       "EVP_des_cfb64",
                                       "EVP_des_ofb",
                                       "EVP_rc4",
                                       "EVP_rc2_cbc",
                                       "EVP_rc2_ecb",
                                       "EVP_EncryptInit",
                                       "EVP_EncryptInit_ex",
                                       "EVP_DecryptInit",
                                       "EVP_DecryptInit_ex",
                                       "EVP_CipherInit",
                                       "EVP_CipherInit_ex",
                                       "DES_ecb_encrypt",
                                       "DES_cbc_encrypt",
                                       "DES_ncbc_encrypt",
                                       "RC4",
                                       "mbedtls_des_crypt_ecb",
                                       "mbedtls_des_crypt_cbc",
                                       "mbedtls_arc4_crypt",
                                       "__system_property_get",
                                       "access",
                                       "fopen",
                                       "open",
                                       "stat",
                                       "syscall",
                                       "dlsym",
                                       "strstr",
                                       "prctl",
                                       "kill",
                                       "mprotect",
                                       NULL};

/* Functions that write to what the first or second argument points at. */
static const char *const fillers[] = {"memcpy",   "memmove", "strcpy",   "strncpy",  "strcat",
                                      "strncat",  "sprintf", "snprintf", "vsprintf", "vsnprintf",
                                      "read",     "recv",    "fgets",    "gets",     "sscanf",
                                      "readlink", "getcwd",  "fread",    "recvfrom", NULL};

enum { REGISTERS = 31, STUB_WORDS = 5, CALLER_SAVED = 19, TEXT_MOST = 512 };

typedef enum kind { UNKNOWN, NUMBER, STACK } kind;

typedef struct reg {
    kind kind;
    uint64_t value;
} reg;

typedef struct stub {
    uint64_t address;
    const char *name;
} stub;

typedef struct sweep {
    aa_arena *arena;
    const aa_elf *elf;
    aa_native_sweep *out;
    aa_vec stubs; /* of stub, in address order */
    reg r[REGISTERS];
    uint8_t *joins; /* a bit for each word of the segment that a branch leads to */
    const aa_elf_load *load;
} sweep;

static size_t words_of(const aa_elf_load *load)
{
    return load->data.n / 4;
}

static aa_a64 insn_at(const sweep *s, size_t i)
{
    return aa_a64_decode(aa_le32(s->load->data.p + 4 * i), s->load->address + 4 * i);
}

/* ---- stubs: adrp x16, page; ldr x17, [x16, #slot]; …; br x17 */

static const char *name_of_slot(const aa_elf *elf, uint64_t address)
{
    size_t low;
    AA_BISECT(low, elf->slot_count, mid, elf->slots[mid].address < address);
    return low < elf->slot_count && elf->slots[low].address == address
               ? elf->symbols[elf->slots[low].symbol].name
               : NULL;
}

static void find_stub(sweep *s, size_t i)
{
    aa_a64 page = insn_at(s, i), load = insn_at(s, i + 1);
    if (page.op != AA_A64_ADR || page.rd != 16 || load.op != AA_A64_LOAD || load.rd != 17 || load.rn != 16)
        return;
    bool jumps = false;
    for (size_t k = i + 2; k < i + STUB_WORDS && k < words_of(s->load); k++) {
        aa_a64 insn = insn_at(s, k);
        jumps = jumps || (insn.op == AA_A64_BR && insn.rn == 17);
    }
    const char *name = jumps ? name_of_slot(s->elf, (uint64_t)page.imm + (uint64_t)load.imm) : NULL;
    if (name == NULL)
        return;
    uint64_t at = s->load->address + 4 * i;
    /* the stub may begin with "bti c" */
    uint64_t begins = i > 0 && aa_le32(s->load->data.p + 4 * (i - 1)) == 0xd503245fU ? at - 4 : at;
    stub *slot = aa_vec_push(s->arena, &s->stubs);
    s->out->failed = s->out->failed || slot == NULL;
    if (slot != NULL)
        *slot = (stub){begins, name};
}

/* What the call at a word may lead to: stubs are in address order, as they were found. */
static const char *stub_at(const sweep *s, uint64_t address)
{
    const stub *items = s->stubs.items;
    size_t low;
    AA_BISECT(low, s->stubs.count, mid, items[mid].address < address);
    return low < s->stubs.count && items[low].address == address ? items[low].name : NULL;
}

/* ---- values */

static void forget(sweep *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        s->r[i].kind = UNKNOWN;
}

static reg value_of(const sweep *s, uint8_t number)
{
    if (number == AA_A64_ZR)
        return (reg){NUMBER, 0};
    if (number == AA_A64_SP || number == 29) /* the frame pointer leads to the same frame */
        return (reg){STACK, 0};
    return number < REGISTERS ? s->r[number] : (reg){UNKNOWN, 0};
}

static void set(sweep *s, const aa_a64 *insn, reg value)
{
    if (insn->rd < REGISTERS && !insn->vector)
        s->r[insn->rd] = value;
}

static reg added(const sweep *s, const aa_a64 *insn)
{
    reg base = value_of(s, insn->rn);
    reg other = insn->has_imm ? (reg){NUMBER, (uint64_t)insn->imm} : value_of(s, insn->rm);
    if (base.kind == STACK && other.kind == NUMBER)
        return base;
    if (base.kind != NUMBER || other.kind != NUMBER || insn->odd_shift || insn->shift != 0)
        return (reg){UNKNOWN, 0};
    return (reg){NUMBER, insn->op == AA_A64_ADD ? base.value + other.value : base.value - other.value};
}

static void apply(sweep *s, const aa_a64 *insn)
{
    switch (insn->op) {
    case AA_A64_MOVI:
    case AA_A64_ADR:
        set(s, insn, (reg){NUMBER, (uint64_t)insn->imm});
        return;
    case AA_A64_MOVK:
        if (insn->rd < REGISTERS && s->r[insn->rd].kind == NUMBER)
            s->r[insn->rd].value = (s->r[insn->rd].value & ~(UINT64_C(0xFFFF) << insn->shift)) |
                                   (uint64_t)insn->imm << insn->shift;
        return;
    case AA_A64_MOV:
        set(s, insn, insn->vector ? (reg){UNKNOWN, 0} : value_of(s, insn->rn));
        return;
    case AA_A64_ADD:
    case AA_A64_SUB:
        set(s, insn, added(s, insn));
        return;
    case AA_A64_STORE:
    case AA_A64_SVC:
        break;
    default:
        set(s, insn, (reg){UNKNOWN, 0});
        if (insn->op == AA_A64_LOAD && insn->rd2 < REGISTERS && !insn->vector)
            s->r[insn->rd2].kind = UNKNOWN;
        break;
    }
    if (insn->op == AA_A64_OTHER || insn->mode == AA_A64_PRE_INDEX || insn->mode == AA_A64_POST_INDEX)
        if (insn->rn < REGISTERS)
            s->r[insn->rn].kind = UNKNOWN;
}

/* ---- constant data */

static size_t first_wanted_from(const aa_native_sweep *out, uint64_t address)
{
    size_t low;
    AA_BISECT(low, out->wanted_count, mid, out->wanted[mid].value < address);
    return low;
}

/* The instruction at |at| makes or reads |address|. */
static void mention(sweep *s, uint64_t at, uint64_t address)
{
    for (size_t i = first_wanted_from(s->out, address); i < s->out->wanted_count; i++) {
        aa_native_wanted *w = &s->out->wanted[i];
        /* what was told of this value was told of those behind it in the same text */
        if (w->begins > address || (w->at != 0 && w->made >= address))
            return;
        w->made = address;
        w->at = at;
    }
}

/* What |insn| reads is told by the registers before it. */
static void mention_read(sweep *s, uint64_t at, const aa_a64 *insn)
{
    reg base = value_of(s, insn->rn);
    if (insn->op == AA_A64_LITERAL)
        mention(s, at, (uint64_t)insn->imm);
    else if (insn->op == AA_A64_LOAD && insn->mode == AA_A64_AT_OFFSET && base.kind == NUMBER)
        mention(s, at, base.value + (uint64_t)insn->imm);
}

static void mention_made(sweep *s, uint64_t at, const aa_a64 *insn)
{
    bool makes = insn->op == AA_A64_ADR || insn->op == AA_A64_ADD;
    if (makes && insn->rd < REGISTERS && s->r[insn->rd].kind == NUMBER)
        mention(s, at, s->r[insn->rd].value);
}

/* ---- calls */

/* A constant text of printable ASCII at |address|, in read-only memory. */
static const char *text_at(const sweep *s, reg value)
{
    aa_bytes b = value.kind == NUMBER ? aa_elf_at(s->elf, value.value) : aa_bytes_none();
    size_t n = 0;
    while (n < b.n && n < TEXT_MOST && b.p[n] >= 0x20 && b.p[n] < 0x7F)
        n++;
    if (n < 2 || n >= b.n || b.p[n] != 0)
        return NULL;
    return aa_arena_strndup(s->arena, (const char *)b.p, n);
}

static void call(sweep *s, uint64_t at, const char *name)
{
    bool stack = s->r[0].kind == STACK || s->r[1].kind == STACK;
    if (stack && s->out->filler == NULL && aa_text_is_any(name, fillers))
        s->out->filler = name;
    if (!aa_text_is_any(name, aa_native_asked))
        return;
    aa_native_call *c = aa_vec_push(s->arena, &s->out->calls);
    s->out->failed = s->out->failed || c == NULL;
    if (c == NULL)
        return;
    *c = (aa_native_call){.function = name, .at = at, .stack = stack};
    for (size_t i = 0; i < AA_NATIVE_ARGUMENTS; i++)
        c->arguments[i] = (aa_native_argument){
            .known = s->r[i].kind == NUMBER, .number = (int64_t)s->r[i].value, .text = text_at(s, s->r[i])};
}

static void step(sweep *s, size_t i)
{
    aa_a64 insn = insn_at(s, i);
    uint64_t at = s->load->address + 4 * i;
    if ((s->joins[i / 8] >> (i % 8) & 1) != 0)
        forget(s, 0, REGISTERS);
    if (insn.op == AA_A64_BL || insn.op == AA_A64_B) {
        const char *name = stub_at(s, (uint64_t)insn.imm);
        if (name != NULL)
            call(s, at, name);
        forget(s, 0, insn.op == AA_A64_BL ? CALLER_SAVED : REGISTERS);
    } else if (insn.op == AA_A64_BLR) {
        forget(s, 0, CALLER_SAVED);
    } else if (insn.op == AA_A64_BR || insn.op == AA_A64_RET || insn.op == AA_A64_TRAP) {
        forget(s, 0, REGISTERS);
    } else {
        s->out->syscalls = s->out->syscalls || insn.op == AA_A64_SVC;
        mention_read(s, at, &insn);
        apply(s, &insn);
        mention_made(s, at, &insn);
    }
}

static void mark_join(sweep *s, const aa_a64 *insn)
{
    bool branches =
        insn->op == AA_A64_B || insn->op == AA_A64_B_COND || insn->op == AA_A64_CBZ || insn->op == AA_A64_TBZ;
    uint64_t to = (uint64_t)insn->imm - s->load->address;
    if (branches && to % 4 == 0 && to / 4 < words_of(s->load))
        s->joins[to / 4 / 8] |= (uint8_t)(1U << (to / 4 % 8));
}

static void sweep_segment(sweep *s)
{
    size_t words = words_of(s->load);
    s->joins = aa_arena_alloc(s->arena, words / 8 + 1);
    s->out->failed = s->out->failed || s->joins == NULL;
    for (size_t i = 0; i < words && !s->out->failed; i++) {
        aa_a64 insn = insn_at(s, i);
        mark_join(s, &insn);
    }
    forget(s, 0, REGISTERS);
    for (size_t i = 0; i < words && !s->out->failed; i++)
        step(s, i);
}

static int by_address(const void *a, const void *b)
{
    const stub *x = a, *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

void aa_native_sweep_code(aa_arena *arena, const aa_elf *elf, aa_native_sweep *out)
{
    sweep s = {.arena = arena, .elf = elf, .out = out, .stubs = AA_VEC_INIT(stub)};
    *out = (aa_native_sweep){
        .wanted = out->wanted, .wanted_count = out->wanted_count, .calls = AA_VEC_INIT(aa_native_call)};
    for (size_t i = 0; i < elf->load_count; i++) {
        s.load = &elf->loads[i];
        for (size_t k = 0; (s.load->flags & AA_ELF_X) != 0 && k + 1 < words_of(s.load) && !out->failed; k++)
            find_stub(&s, k);
    }
    if (s.stubs.count > 1)
        qsort(s.stubs.items, s.stubs.count, s.stubs.item_size, by_address);
    for (size_t i = 0; i < elf->load_count && !out->failed; i++) {
        s.load = &elf->loads[i];
        if ((s.load->flags & AA_ELF_X) != 0)
            sweep_segment(&s);
    }
}
