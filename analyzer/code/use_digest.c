#include "code/use_digest.h"

static const char *const ends[] = {
    "Ljava/security/MessageDigest;->digest",
    "Ljavax/crypto/Mac;->doFinal",
    "Ljava/util/zip/Checksum;->getValue",
    "Ljava/util/zip/CRC32;->getValue",
    "Ljava/util/zip/Adler32;->getValue",
    "Ljava/util/zip/ZipEntry;->getCrc",
    NULL,
};

/* Where something of the app's own is named. */
typedef struct own_thing {
    const char *pattern;
    aa_digest_of of;
} own_thing;

static const own_thing calls[] = {
    {"Landroid/content/Context;->getPackageCodePath", AA_DIGEST_CODE},
    {"Landroid/content/Context;->getPackageResourcePath", AA_DIGEST_CODE},
    {"Landroid/content/Context;->openFileInput", AA_DIGEST_FILE},
    {"Landroid/content/Context;->getFilesDir", AA_DIGEST_FILE},
    {"Landroid/content/Context;->getNoBackupFilesDir", AA_DIGEST_FILE},
    {"Landroid/content/Context;->getDataDir", AA_DIGEST_FILE},
    {"Landroid/content/Context;->getDir", AA_DIGEST_FILE},
    {"Landroid/content/Context;->getDatabasePath", AA_DIGEST_FILE},
    {"Landroid/content/Context;->getFileStreamPath", AA_DIGEST_FILE},
};

static const char *const own_fields[] = {"sourceDir", "publicSourceDir", "splitSourceDirs"};
static const char *const own_texts[] = {"/proc/self/maps", "/proc/self/mem"};

static bool is_own_field(const aa_program *p, aa_field_id id)
{
    const aa_field *f = aa_program_field(p, id);
    const aa_type *owner = f == NULL ? NULL : aa_program_type(p, f->owner);
    if (owner == NULL || !aa_bytes_is(owner->descriptor, "Landroid/content/pm/ApplicationInfo;"))
        return false;
    for (size_t i = 0; i < sizeof own_fields / sizeof own_fields[0]; i++)
        if (aa_bytes_is(f->name, own_fields[i]))
            return true;
    return false;
}

/* What |origin| is, and in |*name| what it is called. */
static aa_digest_of thing_of(aa_code *code, const aa_origin *o, aa_bytes *name)
{
    const aa_program *p = aa_code_base_of(code)->program;
    if (o->kind == AA_ORIGIN_FIELD && is_own_field(p, o->field)) {
        *name = aa_program_field(p, o->field)->name;
        return AA_DIGEST_CODE;
    }
    for (size_t i = 0; o->kind == AA_ORIGIN_STRING && i < sizeof own_texts / sizeof own_texts[0]; i++)
        if (aa_bytes_is(o->text, own_texts[i])) {
            *name = o->text;
            return AA_DIGEST_CODE;
        }
    for (size_t i = 0; o->kind == AA_ORIGIN_CALL && i < sizeof calls / sizeof calls[0]; i++)
        if (aa_method_is(code, o->method, calls[i].pattern)) {
            *name = aa_program_method(p, o->method)->name;
            return calls[i].of;
        }
    return AA_DIGEST_OTHER;
}

typedef struct finding {
    aa_digest_of of;
    aa_bytes name;
} finding;

static void look_at_origins(aa_code *code, const aa_origins *origins, finding *best)
{
    for (size_t i = 0; i < origins->count; i++) {
        aa_bytes name = aa_bytes_none();
        aa_digest_of of = thing_of(code, &origins->items[i], &name);
        if (of > best->of)
            *best = (finding){of, name};
    }
}

/* What fills an array does not pass on what it reads from: that is its receiver. */
static void look_behind(aa_code *code, const aa_origin *o, finding *best)
{
    const aa_flow *flow = o->kind != AA_ORIGIN_CALL || o->passes ? NULL : aa_code_flow(code, o->in);
    const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, o->pc);
    if (call == NULL || call->argument_count < 2)
        return;
    const aa_site site = {.in = o->in, .to = call->to, .pc = o->pc, .call = call, .flow = flow};
    aa_origins origins = aa_code_whence(code, &site, 0);
    look_at_origins(code, &origins, best);
}

static void look_at_argument(aa_code *code, const aa_site *site, size_t argument, finding *best)
{
    aa_origins origins = aa_code_whence(code, site, argument);
    look_at_origins(code, &origins, best);
    for (size_t i = 0; i < origins.count && best->of == AA_DIGEST_OTHER; i++)
        look_behind(code, &origins.items[i], best);
}

static bool has_argument(const aa_flow_call *call, aa_value v)
{
    for (size_t i = 0; i < call->argument_count; i++)
        if (call->arguments[i] == v)
            return true;
    return false;
}

/* What goes into the digest: what it is made of and given, and what is given to calls together with it. */
static finding input_of(aa_code *code, const aa_site *site)
{
    finding best = {AA_DIGEST_OTHER, aa_bytes_none()};
    for (size_t i = 0; i < site->call->argument_count; i++)
        look_at_argument(code, site, i, &best);
    aa_value digest = site->call->argument_count > 0 ? site->call->arguments[0] : AA_VALUE_UNKNOWN;
    for (size_t i = 0; digest != AA_VALUE_UNKNOWN && i < site->flow->call_count; i++) {
        const aa_flow_call *call = &site->flow->calls[i];
        const aa_site beside = {
            .in = site->in, .to = call->to, .pc = call->pc, .call = call, .flow = site->flow};
        if (call->pc == site->pc || !has_argument(call, digest))
            continue;
        for (size_t k = 0; k < call->argument_count && best.of != AA_DIGEST_CODE; k++)
            if (call->arguments[k] != digest)
                look_at_argument(code, &beside, k, &best);
    }
    return best;
}

size_t aa_digests(aa_code *code, aa_digest_of of, const aa_digest **out)
{
    aa_vec found = AA_VEC_INIT(aa_digest);
    /* Checksums of file formats that libraries know are no protection. */
    aa_sites sites = of == AA_DIGEST_FILE ? aa_code_own_calls_of(code, ends) : aa_code_calls_of(code, ends);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        finding input = input_of(code, site);
        if (input.of != of)
            continue;
        const aa_test test = {.in = site->in, .pc = site->pc, .result = site->call->result};
        aa_digest *slot = aa_code_push(code, &found);
        const char *text = aa_code_utf8(code, input.name);
        if (slot == NULL || text == NULL)
            break;
        *slot = (aa_digest){.of = of,
                            .site = *site,
                            .label = aa_code_printf(code, "%s %s", aa_call_name(code, site->to), text),
                            .library = aa_code_is_library(code, site->in),
                            .outcome = aa_outcome_of(code, &test)};
    }
    *out = found.items;
    return found.count;
}
