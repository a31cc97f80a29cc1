/*
 * Who signed an iOS app: every slice of every Mach-O file, every seal, every profile.
 */
#include "base/utf8.h"
#include "cli/inspect_signing.h"

static void put_text(aa_str *s, const char *label, const char *text)
{
    if (text == NULL)
        return;
    aa_str_printf(s, "    %-13s", label);
    aa_utf8_put_safe(s, text);
    aa_str_put(s, "\n");
}

/* ---- one slice ------------------------------------------------------------------------------- */

static void put_flags(aa_str *s, uint32_t flags)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } names[] = {{0x2, "adhoc"},          {0x4, "get-task-allow"},
                 {0x100, "hard"},         {0x200, "kill"},
                 {0x400, "expires"},      {0x800, "restrict"},
                 {0x1000, "enforcement"}, {0x2000, "library-validation"},
                 {0x10000, "runtime"},    {0x20000, "linker-signed"}};

    aa_str_printf(s, ", flags 0x%x", (unsigned)flags);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if ((flags & names[i].bit) != 0)
            aa_str_printf(s, " %s", names[i].name);
}

static void put_slots(aa_str *s, const aa_code_directory *d)
{
    for (size_t i = 0; i < d->slot_count; i++)
        if (d->slots[i].state != AA_CS_SLOT_EMPTY)
            aa_str_printf(s, "      slot %-7u%s %s\n", d->slots[i].number, d->slots[i].name,
                          aa_cs_slot_state_name(d->slots[i].state));
}

static void put_pages(aa_str *s, const aa_code_directory *d)
{
    aa_str_printf(s, "      pages       %u of %llu bytes, up to 0x%llx: ", (unsigned)d->page_count,
                  (unsigned long long)d->page_size, (unsigned long long)d->code_limit);
    if (d->scatter)
        aa_str_put(s, "scattered, not checked");
    else if (d->bad_pages == 0)
        aa_str_put(s, "all match");
    else
        aa_str_printf(s, "%u changed:", (unsigned)d->bad_pages);
    for (uint32_t i = 0; i < d->bad_pages && i < AA_CS_BAD_KEPT; i++)
        aa_str_printf(s, " %u", (unsigned)d->bad_page[i]);
    aa_str_printf(s, "%s%s\n", d->bad_pages > AA_CS_BAD_KEPT ? " …" : "",
                  d->encrypted ? "; a second row from before encryption" : "");
}

static void put_directory(aa_str *s, const aa_codesign *c, size_t i)
{
    const aa_code_directory *d = &c->directories[i];
    aa_str_printf(s, "    directory 0x%x", (unsigned)d->blob);
    if (d->error != NULL) {
        aa_str_printf(s, ": %s\n", d->error);
        return;
    }
    aa_str_printf(s, ": %s, version 0x%x", d->hash_name, (unsigned)d->version);
    put_flags(s, d->flags);
    aa_str_printf(s, "%s\n", i == c->best ? " (the one that counts)" : "");
    aa_str_printf(s, "      cdhash      %s\n", d->cdhash);
    put_pages(s, d);
    put_slots(s, d);
}

static void put_cms(aa_str *s, const aa_cms *cms)
{
    aa_str_printf(s, "    signer       %s: chain %s, %s, %s\n", cms->error == NULL ? "verified" : cms->error,
                  aa_cms_chain_name(cms->chain_end), cms->digest, cms->signature);
    put_text(s, "signed", cms->signing_time);
    for (size_t i = 0; i < cms->chain_count; i++) {
        const aa_certificate *c = cms->chain[i];
        aa_str_put(s, "      certificate ");
        aa_utf8_put_safe(s, c->parsed ? c->subject : "cannot be read");
        aa_str_printf(s, "\n                  %s %u bits, valid %s to %s, SHA-256 %s\n", c->key_algorithm,
                      c->key_bits, c->not_before, c->not_after, c->sha256);
    }
}

static void put_issues(aa_str *s, const aa_cs_issue *issues, size_t count)
{
    static const char *const words[] = {
        [AA_CS_BROKEN] = "refused", [AA_CS_UNVERIFIED] = "not verified", [AA_CS_REMARK] = "remark"};
    for (size_t i = 0; i < count; i++) {
        aa_str_printf(s, "    %-13s%s ", words[issues[i].weight], issues[i].code);
        aa_utf8_put_safe(s, issues[i].detail);
        aa_str_put(s, "\n");
    }
}

static void put_entitlements(aa_str *s, const aa_ios_code *code)
{
    const aa_codesign *c = code->signature;
    if (!c->has_xml && !c->has_der)
        return;
    aa_str_printf(s, "    entitlements %s%s%s\n", c->has_xml ? "XML" : "",
                  c->has_xml && c->has_der ? " and " : "", c->has_der ? "DER" : "");
    for (size_t i = 0; i < code->entitlement_count; i++) {
        aa_str_put(s, "      ");
        aa_utf8_put_safe(s, code->entitlements[i].key);
        aa_str_put(s, " = ");
        aa_utf8_put_safe(s, code->entitlements[i].value);
        aa_str_put(s, "\n");
    }
}

static void put_code(aa_str *s, const aa_ios_code *code)
{
    aa_str_put(s, "  ");
    aa_utf8_put_safe(s, code->member);
    aa_str_printf(s, " (%s)", code->slice);
    if (!code->readable) {
        aa_str_put(s, ": cannot be read\n");
        return;
    }
    const aa_codesign *c = code->signature;
    bool good = aa_ios_code_free_of(code, AA_CS_BROKEN) && aa_ios_code_free_of(code, AA_CS_UNVERIFIED);
    aa_str_printf(s, ": %s%s\n",
                  !c->present ? "not signed"
                  : good      ? "verified"
                              : "not in order",
                  code->encrypted ? ", encrypted by the store" : "");
    const aa_code_directory *d = c->best == SIZE_MAX ? NULL : &c->directories[c->best];
    put_text(s, "identifier", d == NULL ? NULL : d->identifier);
    put_text(s, "team", d == NULL ? NULL : d->team);
    for (size_t i = 0; i < c->directory_count; i++)
        put_directory(s, c, i);
    put_text(s, "requirement", c->designated);
    put_entitlements(s, code);
    if (c->cms != NULL)
        put_cms(s, c->cms);
    put_issues(s, code->issues, code->issue_count);
}

/* ---- one bundle ------------------------------------------------------------------------------ */

static void put_seal(aa_str *s, const aa_seal *seal)
{
    if (!seal->present) {
        aa_str_put(s, "    seal         there is none\n");
        return;
    }
    aa_str_printf(
        s, "    seal         version %d: %zu of %zu files match, %zu optional ones absent, %zu left out%s\n",
        seal->version, seal->matched, seal->sealed, seal->absent, seal->omitted,
        seal->sha1_only ? ", SHA-1 alone" : "");
    if (seal->error != NULL)
        aa_str_printf(s, "    not verified %s %s\n", seal->error, seal->detail);
    for (size_t i = 0; i < seal->problem_count; i++) {
        aa_str_printf(s, "    %-13s", aa_seal_kind_name(seal->problems[i].kind));
        aa_utf8_put_safe(s, seal->problems[i].path);
        aa_str_put(s, "\n");
    }
    for (int k = 0; k < AA_SEAL_KINDS; k++)
        if (seal->counts[k] > AA_SEAL_KEPT)
            aa_str_printf(s, "    %-13sand %zu more\n", aa_seal_kind_name((aa_seal_kind)k),
                          seal->counts[k] - AA_SEAL_KEPT);
}

static void put_profile(aa_str *s, const aa_provision *p)
{
    if (p->error != NULL) {
        aa_str_printf(s, "    profile      %s\n", p->error);
        return;
    }
    aa_str_printf(s, "    profile      %s, %zu devices%s, %s to %s, %zu certificates\n",
                  aa_provision_kind_name(p->kind), p->device_count, p->all_devices ? " (all)" : "",
                  p->created == NULL ? "?" : p->created, p->expires == NULL ? "?" : p->expires,
                  p->certificate_count);
    put_text(s, "name", p->name);
    put_text(s, "uuid", p->uuid);
    put_text(s, "team", p->team);
    put_text(s, "application", p->app_id);
    put_cms(s, &p->cms);
}

static void put_bundle(aa_str *s, const aa_ios_signed_bundle *b)
{
    aa_str_put(s, "  ");
    aa_utf8_put_safe(s, b->path);
    aa_str_printf(s, "%s\n", b->main ? ": the app" : "");
    put_text(s, "identifier", b->identifier);
    if (!b->executable_there)
        aa_str_put(s, "    executable   is missing\n");
    put_seal(s, b->seal);
    if (b->profile != NULL)
        put_profile(s, b->profile);
}

void aa_inspect_ios_signing(aa_inspection *in, const aa_ios_signing *signing)
{
    aa_str *s = &in->out;
    for (size_t i = 0; i < signing->bundle_count; i++) {
        put_bundle(s, &signing->bundles[i]);
        aa_inspection_flush(in);
    }
    for (size_t i = 0; i < signing->code_count; i++) {
        put_code(s, &signing->codes[i]);
        aa_inspection_flush(in);
    }
    if (signing->code_count == 0)
        aa_str_put(s, "no program was found in this app\n");
}
