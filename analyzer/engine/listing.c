#include <string.h>

#include "code/program.h"
#include "decode/dex_print.h"
#include "engine/listing_internal.h"
#include "facts/code.h"

#define LINE_MAX  160   /* bytes of a line */
#define UNITS_MAX 16384 /* of a method before the place: instructions can only be told from its beginning */

/* ---- texts --------------------------------------------------------------------------------------------- */

static bool has_beginning(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* "android.intent.action.VIEW": the platform's names are made of plain words. */
static bool is_platform_name(const char *text)
{
    static const char *const packages[] = {"android.", "androidx.", "java.", "javax."};
    bool known = false;
    for (size_t i = 0; i < sizeof packages / sizeof packages[0]; i++)
        known = known || has_beginning(text, packages[i]);
    return known && text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.$")] == '\0';
}

/* "AES/CBC/PKCS5Padding" */
static bool is_transformation(const char *text)
{
    static const char *const modes[] = {"/ECB/", "/CBC/", "/CTR/", "/GCM/", "/CFB/", "/OFB/"};
    size_t algorithm = strcspn(text, "/");
    bool known = false;
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        known = known || has_beginning(text + algorithm, modes[i]);
    return known && algorithm <= 8 && strstr(text + algorithm, "Padding") != NULL && strlen(text) < 48;
}

/* Names of algorithms, encodings and protocols that the platform's methods take. */
static bool is_usual_name(const char *text)
{
    static const char *const names[] = {"AES",        "DES",    "DESede",  "RC4",      "Blowfish",
                                        "RSA",        "EC",     "DSA",     "MD5",      "SHA",
                                        "SHA1",       "SHA-1",  "SHA-256", "SHA-512",  "HmacSHA1",
                                        "HmacSHA256", "UTF-8",  "utf-8",   "US-ASCII", "X.509",
                                        "X509",       "TLS",    "SSL",     "TLSv1.2",  "AndroidKeyStore",
                                        "BKS",        "PKCS12", "JKS",     "http",     "https"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], text) == 0)
            return true;
    }
    return false;
}

/* True for what the finding tells anyway, and for what says nothing of the app. */
static bool is_told(const char *text, const char *const *args)
{
    bool told = text[0] == '\0' || text[1] == '\0' || is_platform_name(text) || is_transformation(text) ||
                is_usual_name(text);
    for (size_t i = 0; args[i] != NULL && !told; i++)
        told = strstr(args[i], text) != NULL;
    return told;
}

/* Two characters of a long text, one of a shorter one, as in the messages about credentials. */
static size_t beginning_of(const char *text, size_t length)
{
    bool plain = (unsigned char)text[0] < 0x80 && (length < 2 || (unsigned char)text[1] < 0x80);
    if (!plain || length < 4)
        return 0;
    return length < 8 ? 1 : 2;
}

void aa_listing_put_text(aa_str *s, const char *text, size_t length, const char *const *args)
{
    if (is_told(text, args))
        aa_str_printf(s, "\"%s\"", text);
    else
        aa_str_printf(s, "\"%.*s…\" (%zu)", (int)beginning_of(text, length), text, length);
}

static void put_string(aa_str *s, const aa_dex *dex, uint32_t string, const void *context)
{
    const char *const *args = context;
    aa_str text;
    aa_str_init(&text, AA_LISTING_BYTES);
    aa_dex_put_text(&text, aa_dex_text(dex, string));
    if (text.too_long) {
        aa_str_put(s, "\"…\"");
    } else if (!aa_str_ok(&text)) {
        s->failed = true;
    } else {
        aa_listing_put_text(s, text.ptr, text.len, args);
    }
    aa_str_done(&text);
}

/* ---- lines --------------------------------------------------------------------------------------------- */

/* Where |text| is cut so that at most LINE_MAX bytes are left and no character is broken. */
static size_t cut_of(const char *text, size_t length)
{
    size_t cut = LINE_MAX;
    if (length <= LINE_MAX)
        return length;
    while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

void aa_listing_add(aa_listing *l, const char *text, size_t length, bool here)
{
    size_t cut = cut_of(text, length);
    const char *copy = aa_arena_printf(l->arena, "%.*s%s", (int)cut, text, cut < length ? "…" : "");
    l->failed = l->failed || copy == NULL;
    l->lines[l->count++] = (aa_listing_line){.text = copy, .here = here};
}

static void add_insn(aa_listing *l, const aa_dex *dex, const aa_dex_insn *insn, bool here)
{
    const aa_dex_words words = {put_string, l->finding->args};
    aa_str text;
    aa_str_init(&text, AA_LISTING_BYTES);
    aa_dex_put_insn(&text, dex, insn, &words);
    if (text.too_long) {
        const char *name = aa_dex_op_name(insn->op);
        aa_listing_add(l, name == NULL ? "…" : name, name == NULL ? 3 : strlen(name), here);
    } else if (aa_str_ok(&text)) {
        aa_listing_add(l, text.ptr, text.len, here);
    } else {
        l->failed = true;
    }
    aa_str_done(&text);
}

/* ---- bytecode ------------------------------------------------------------------------------------------ */

/* The instructions up to |pc|, the last of them at [*count - 1]; false when none begins there. */
static bool find_place(aa_dex_insns *insns, uint64_t pc, aa_dex_insn last[AA_LISTING_BEFORE + 1],
                       size_t *count)
{
    aa_dex_insn insn;
    *count = 0;
    while (aa_dex_next_insn(insns, &insn) && insn.pc <= pc) {
        if (*count == AA_LISTING_BEFORE + 1)
            memmove(last, last + 1, AA_LISTING_BEFORE * sizeof *last);
        else
            ++*count;
        last[*count - 1] = insn;
        if (insn.pc == pc)
            return true;
    }
    return false;
}

static void list_method(aa_listing *l, const aa_program *program)
{
    const aa_listing_spot *spot = &l->finding->spot;
    const aa_method *method = aa_program_method(program, spot->function);
    const aa_unit *unit = method == NULL ? NULL : aa_program_unit(program, method->unit);
    aa_dex_code code;
    aa_dex_insn insns[AA_LISTING_BEFORE + 1];
    size_t count = 0;
    if (unit == NULL || spot->at > UNITS_MAX || !aa_dex_code_at(&unit->dex, method->code, &code))
        return;
    aa_dex_insns reader = aa_dex_insns_of(&code);
    if (!find_place(&reader, spot->at, insns, &count))
        return;
    for (size_t i = 0; i < count; i++)
        add_insn(l, &unit->dex, &insns[i], i + 1 == count);
    for (size_t i = 0; i < AA_LISTING_BEHIND && aa_dex_next_insn(&reader, &insns[0]); i++)
        add_insn(l, &unit->dex, &insns[0], false);
}

/* ---- findings ------------------------------------------------------------------------------------------ */

static aa_err list_finding(aa_arena *arena, const aa_facts *facts, aa_finding *finding)
{
    const aa_code_base *bytecode = aa_facts_code(facts);
    const aa_machine_base *machine = aa_facts_machine(facts);
    aa_listing l = {.arena = arena, .finding = finding};
    if (finding->spot.kind == AA_LISTING_DALVIK && bytecode != NULL)
        list_method(&l, bytecode->program);
    if (finding->spot.kind == AA_LISTING_ARM64 && machine != NULL)
        aa_listing_arm64(&l, machine);
    if (l.count == 0 || l.failed)
        return l.failed ? AA_E_NOMEM : AA_OK;
    aa_listing_line *lines = aa_arena_array(arena, l.count, sizeof *lines);
    if (lines == NULL)
        return AA_E_NOMEM;
    memcpy(lines, l.lines, l.count * sizeof *lines);
    finding->code = lines;
    finding->code_count = l.count;
    return AA_OK;
}

aa_err aa_findings_list_code(aa_arena *arena, const aa_facts *facts, aa_finding *findings, size_t count)
{
    aa_err err = AA_OK;
    for (size_t i = 0; i < count && err == AA_OK; i++) {
        if (findings[i].record == AA_RECORD_HIT || findings[i].record == AA_RECORD_UNDECIDED)
            err = list_finding(arena, facts, &findings[i]);
    }
    return err;
}
