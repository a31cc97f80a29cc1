#include "facts/ios_signing.h"

#include "decode/macho.h"
#include "facts/ios_signing_internal.h"
#include "facts/source.h"
#include "signing/entitlements.h"
#include "signing/macho_signature.h"

#define INFO           "Info.plist"
#define SEAL           "_CodeSignature/CodeResources"
#define PROFILE        "embedded.mobileprovision"
#define MAX_BUNDLES    1000U
#define MAX_CODES      5000U
#define MAX_FRAMEWORKS 1000U
#define MAX_VALUE      4096U /* bytes of an entitlement in one line */
#define MAX_SIGNATURE  (UINT64_C(64) << 20)

/* ---- members --------------------------------------------------------------------------------- */

typedef struct collector {
    aa_source *source;
    const aa_part *part;
    const char *artifact;
    aa_member_digests members;
    aa_vec bundles; /* of aa_ios_signed_bundle */
    aa_vec codes;   /* of aa_ios_code */
} collector;

static void gap(collector *c, const char *code, const char *member, const char *detail)
{
    aa_source_gap(c->source, AA_AREA_SIGNATURE, AA_GAP_INPUT, code, NULL, aa_source_copy(c->source, member),
                  detail);
}

/* The content of |entry|, to be released. What is odd about members is noted where they are read for what
 * they say. */
static aa_cs_there read_entry(collector *c, const aa_zip_entry *entry, aa_zip_content *out)
{
    aa_notes notes;
    aa_notes_init(&notes, c->source->scratch, 1);
    aa_err err = aa_zip_read(c->part->zip, entry, AA_ZIP_JAR, c->source->limits->entry_bytes, &notes, out);
    if (err == AA_OK)
        return AA_CS_THERE;
    c->source->failed = c->source->failed || err == AA_E_NOMEM;
    aa_zip_content_done(out);
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    gap(c, "sign.member_unread", entry->name, "");
    return AA_CS_UNREADABLE;
}

/* The content of |member|; AA_CS_NOT_THERE when there is no such member. To be released. */
static aa_cs_there read_member(collector *c, const char *member, aa_zip_content *out)
{
    const aa_zip_entry *entry = member == NULL ? NULL : aa_zip_find(c->part->zip, member);
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    return entry == NULL ? AA_CS_NOT_THERE : read_entry(c, entry, out);
}

static const char *join(collector *c, const char *folder, const char *name)
{
    const char *path = aa_arena_printf(c->source->arena, "%s/%s", folder, name);
    c->source->failed = c->source->failed || path == NULL;
    return path;
}

/* ---- bundles --------------------------------------------------------------------------------- */

static bool ends_with(const char *text, size_t n, const char *end)
{
    size_t k = strlen(end);
    return n >= k && memcmp(text + n - k, end, k) == 0;
}

static bool kind_of_folder(const char *path, size_t n, aa_ios_code_kind *out)
{
    static const struct {
        const char *extension;
        aa_ios_code_kind kind;
    } kinds[] = {{".app", AA_IOS_APP},          {".appex", AA_IOS_EXTENSION},
                 {".xpc", AA_IOS_EXTENSION},    {".framework", AA_IOS_FRAMEWORK},
                 {".xctest", AA_IOS_FRAMEWORK}, {".bundle", AA_IOS_FRAMEWORK}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (ends_with(path, n, kinds[i].extension)) {
            *out = kinds[i].kind;
            return true;
        }
    }
    return false;
}

static void read_info(collector *c, aa_ios_signed_bundle *b)
{
    aa_notes notes; /* the property list is noted where it is read for what it says */
    aa_zip_content content = {0};
    aa_plist plist = {.root = AA_PLIST_NONE};
    aa_notes_init(&notes, c->source->scratch, 1);
    if (read_member(c, join(c, b->path, INFO), &content) == AA_CS_THERE &&
        aa_plist_read(c->source->scratch, content.bytes, c->source->limits, &notes, &plist) == AA_OK) {
        aa_arena *arena = c->source->arena;
        b->identifier = aa_plist_text(arena, &plist, aa_plist_get(&plist, plist.root, "CFBundleIdentifier"));
        const char *name =
            aa_plist_text(c->source->scratch, &plist, aa_plist_get(&plist, plist.root, "CFBundleExecutable"));
        if (name != NULL)
            b->executable = join(c, b->path, name);
    }
    aa_zip_content_done(&content);
}

/* Resource bundles have no executable and are sealed with the code around them. */
static void add_bundle(collector *c, const aa_zip_entry *entry)
{
    size_t n = strlen(entry->name);
    aa_ios_code_kind kind = AA_IOS_LIBRARY;
    if (!ends_with(entry->name, n, "/" INFO) || !kind_of_folder(entry->name, n - sizeof INFO, &kind))
        return;
    if (c->bundles.count >= MAX_BUNDLES) {
        gap(c, "limit.sign_bundles", entry->name, "");
        return;
    }
    aa_ios_signed_bundle b = {.artifact = c->artifact, .kind = kind};
    b.path = aa_arena_strndup(c->source->arena, entry->name, n - sizeof INFO);
    if (b.path == NULL) {
        c->source->failed = true;
        return;
    }
    read_info(c, &b);
    if (b.executable == NULL && kind == AA_IOS_FRAMEWORK)
        return;
    aa_ios_signed_bundle *slot = aa_source_push(c->source, &c->bundles);
    if (slot != NULL)
        *slot = b;
}

/* The app itself lies nearest to the root; it changes places with the first. */
static void put_app_first(collector *c)
{
    aa_ios_signed_bundle *list = c->bundles.items;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < c->bundles.count; i++)
        if (list[i].kind == AA_IOS_APP &&
            (best == SIZE_MAX || strlen(list[i].path) < strlen(list[best].path)))
            best = i;
    if (best == SIZE_MAX)
        return;
    aa_ios_signed_bundle app = list[best];
    memmove(list + 1, list, best * sizeof *list);
    app.main = true;
    list[0] = app;
}

static void read_profile(collector *c, aa_ios_signed_bundle *b)
{
    aa_zip_content content = {0};
    aa_cs_there there = read_member(c, join(c, b->path, PROFILE), &content);
    aa_provision *p = there == AA_CS_THERE ? aa_arena_alloc(c->source->arena, sizeof *p) : NULL;
    if (p != NULL && aa_provision_read(c->source->arena, content.bytes, c->source->limits, p) == AA_OK)
        b->profile = p;
    else if (there == AA_CS_THERE)
        c->source->failed = true;
    b->profile_unread = there == AA_CS_UNREADABLE;
    aa_zip_content_done(&content);
}

static void read_seal(collector *c, aa_ios_signed_bundle *b)
{
    aa_zip_content content = {0};
    aa_seal *seal = aa_arena_alloc(c->source->arena, sizeof *seal);
    aa_seal_request request = {.members = &c->members, .limits = c->source->limits};
    request.there = read_member(c, join(c, b->path, SEAL), &content);
    request.resources = content.bytes;
    request.bundle = join(c, b->path, "");
    if (b->executable != NULL)
        request.executable = b->executable + strlen(b->path) + 1;
    if (seal == NULL || c->source->failed || aa_seal_verify(c->source->arena, &request, seal) != AA_OK)
        c->source->failed = true;
    else if (seal->counts[AA_SEAL_UNREAD] > 0)
        gap(c, "sign.member_unread", b->path, seal->problems[0].path);
    b->seal = seal;
    aa_zip_content_done(&content);
}

/* ---- code ------------------------------------------------------------------------------------ */

static const aa_ios_signed_bundle *bundle_of(const collector *c, const char *member)
{
    const aa_ios_signed_bundle *list = c->bundles.items;
    for (size_t i = 0; i < c->bundles.count; i++)
        if (list[i].executable != NULL && strcmp(list[i].executable, member) == 0)
            return &list[i];
    return NULL;
}

/* The texts of a list, or the one text. False: memory is out. */
static bool read_items(aa_arena *arena, const aa_plist *p, uint32_t value, aa_ios_entitlement *out)
{
    const aa_plist_node *n = aa_plist_at(p, value);
    aa_vec list = AA_VEC_INIT(const char *);
    bool one = n->kind == AA_PLIST_STRING;
    for (uint32_t i = 0; (one && i == 0) || (n->kind == AA_PLIST_ARRAY && i < n->count); i++) {
        const aa_plist_node *item = one ? n : aa_plist_at(p, aa_plist_child(p, value, i));
        if (item == NULL || item->kind != AA_PLIST_STRING)
            continue;
        const char **slot = aa_vec_push(arena, &list);
        const char *text = slot == NULL ? NULL : aa_arena_utf8(arena, item->bytes);
        if (text == NULL)
            return false;
        *slot = text;
    }
    out->items = list.items;
    out->item_count = list.count;
    return true;
}

static bool read_entitlement(aa_arena *arena, const aa_plist *p, uint32_t i, aa_ios_entitlement *out)
{
    uint32_t key = AA_PLIST_NONE;
    uint32_t value = AA_PLIST_NONE;
    bool truth = false;
    aa_plist_pair(p, p->root, i, &key, &value);
    const aa_plist_node *k = aa_plist_at(p, key);
    if (k == NULL || aa_plist_at(p, value) == NULL)
        return false;
    out->key = aa_arena_utf8(arena, k->bytes);
    out->value = aa_plist_summary(arena, p, value, MAX_VALUE);
    if (aa_plist_bool(p, value, &truth))
        out->truth = truth ? AA_YES : AA_NO;
    return out->key != NULL && out->value != NULL && read_items(arena, p, value, out);
}

static void read_entitlements(collector *c, aa_ios_code *code)
{
    const aa_plist *p = &code->signature->entitlements;
    const aa_plist_node *root = code->signature->has_entitlements ? aa_plist_at(p, p->root) : NULL;
    if (root == NULL || root->kind != AA_PLIST_DICT || root->count == 0)
        return;
    aa_ios_entitlement *list = aa_arena_array(c->source->arena, root->count, sizeof *list);
    if (list == NULL) {
        c->source->failed = true;
        return;
    }
    for (uint32_t i = 0; i < root->count && !c->source->failed; i++)
        c->source->failed = !read_entitlement(c->source->arena, p, i, &list[i]);
    code->entitlements = list;
    code->entitlement_count = root->count;
}

/* "/System/Library/Frameworks/HealthKit.framework/HealthKit" is HealthKit. */
static bool framework_name(aa_bytes path, aa_bytes *name)
{
    static const char folder[] = "/System/Library/Frameworks/";
    static const char end[] = ".framework/";
    size_t skip = sizeof folder - 1;
    if (path.n <= skip || memcmp(path.p, folder, skip) != 0)
        return false;
    *name = aa_bytes_from(path, skip);
    for (size_t i = 0; i + sizeof end - 1 <= name->n; i++) {
        if (memcmp(name->p + i, end, sizeof end - 1) == 0) {
            name->n = i;
            return true;
        }
    }
    return false;
}

static void read_frameworks(collector *c, aa_bytes slice, aa_ios_code *code)
{
    aa_vec list = AA_VEC_INIT(const char *);
    size_t position = 0;
    aa_bytes path = aa_bytes_none();
    aa_bytes name = aa_bytes_none();
    while (!c->source->failed && list.count < MAX_FRAMEWORKS &&
           aa_macho_signature_library(slice, &position, &path)) {
        if (!framework_name(path, &name))
            continue;
        const char **slot = aa_source_push(c->source, &list);
        const char *text = slot == NULL ? NULL : aa_arena_utf8(c->source->arena, name);
        if (text != NULL)
            *slot = text;
        else
            c->source->failed = true;
    }
    code->frameworks = list.items;
    code->framework_count = list.count;
}

/* A link or a text under the executable's name is no program. */
static void mark_programs(collector *c)
{
    const aa_ios_code *codes = c->codes.items;
    aa_ios_signed_bundle *bundles = c->bundles.items;
    for (size_t i = 0; i < c->bundles.count; i++)
        for (size_t k = 0; k < c->codes.count && !bundles[i].executable_there; k++)
            bundles[i].executable_there = codes[k].bundle == &bundles[i];
}

/* The signature's bytes are kept: what is read from them is looked at as long as the facts live. */
static bool keep_signature(collector *c, const aa_macho_signature *found, aa_bytes *out)
{
    uint64_t n = found->bytes.n > MAX_SIGNATURE ? MAX_SIGNATURE : found->bytes.n;
    const char *copy = aa_arena_strndup(c->source->arena, (const char *)found->bytes.p, (size_t)n);
    *out = aa_bytes_of(copy, copy == NULL ? 0 : (size_t)n);
    return copy != NULL;
}

typedef struct beside {
    aa_zip_content info, seal;
    aa_cs_there info_there, seal_there;
} beside;

static void verify_slice(collector *c, const aa_macho_slice *slice, const beside *with, aa_ios_code *code)
{
    aa_macho_signature found;
    aa_codesign *signature = aa_arena_alloc(c->source->arena, sizeof *signature);
    aa_codesign_request request = {.slice = slice->data,
                                   .info = with->info_there,
                                   .resources = with->seal_there,
                                   .info_plist = with->info.bytes,
                                   .seal = with->seal.bytes,
                                   .limits = c->source->limits};
    code->readable = slice->data.n > 0 && aa_macho_signature_find(slice->data, &found) == AA_OK;
    if (!code->readable)
        return;
    if (code->bundle == NULL && found.has_info_plist) {
        request.info = AA_CS_THERE;
        request.info_plist = found.info_plist;
    }
    code->executable = found.file_type == 2;
    code->encrypted = found.encrypted;
    code->simulator = found.simulator;
    request.signature_offset = found.offset;
    request.signature = aa_bytes_none();
    if (signature == NULL || (found.present && !keep_signature(c, &found, &request.signature)) ||
        aa_codesign_verify(c->source->arena, &request, signature) != AA_OK) {
        c->source->failed = true;
        return;
    }
    code->signature = signature;
    read_entitlements(c, code);
    read_frameworks(c, slice->data, code);
}

static void add_code(collector *c, const aa_zip_entry *entry)
{
    aa_zip_content content = {0};
    beside with = {0};
    const aa_macho_slice *slices = NULL;
    size_t count = 0;
    const char *member = aa_source_copy(c->source, entry->name);
    const aa_ios_signed_bundle *bundle = bundle_of(c, entry->name);
    if (member == NULL || read_entry(c, entry, &content) != AA_CS_THERE)
        return;
    if (bundle != NULL) {
        with.info_there = read_member(c, join(c, bundle->path, INFO), &with.info);
        with.seal_there = read_member(c, join(c, bundle->path, SEAL), &with.seal);
    }
    aa_notes notes; /* the file is noted where it is read for what it holds */
    aa_notes_init(&notes, c->source->scratch, 1);
    aa_err err =
        aa_macho_slices(c->source->scratch, content.bytes, c->source->limits, &notes, &slices, &count);
    c->source->failed = c->source->failed || err == AA_E_NOMEM;
    for (size_t i = 0; err == AA_OK && i < count && !c->source->failed; i++) {
        aa_ios_code *code = c->codes.count >= MAX_CODES ? NULL : aa_source_push(c->source, &c->codes);
        if (code == NULL) {
            gap(c, "limit.sign_code", entry->name, "");
            break;
        }
        *code = (aa_ios_code){.artifact = c->artifact,
                              .member = member,
                              .slice = aa_macho_arch(c->source->arena, slices[i].cpu, slices[i].subtype),
                              .kind = bundle == NULL ? AA_IOS_LIBRARY : bundle->kind,
                              .bundle = bundle};
        c->source->failed = c->source->failed || code->slice == NULL;
        verify_slice(c, &slices[i], &with, code);
        if (!code->readable)
            gap(c, "sign.code_unread", entry->name, code->slice);
        if (!c->source->failed)
            c->source->failed = !aa_ios_judge_code(c->source->arena, code);
        for (size_t k = 0; k < code->issue_count; k++) {
            if (strncmp(code->issues[k].code, "limit.", 6) == 0)
                gap(c, code->issues[k].code, entry->name, code->slice);
        }
    }
    aa_zip_content_done(&with.info);
    aa_zip_content_done(&with.seal);
    aa_zip_content_done(&content);
}

/* ---- one app --------------------------------------------------------------------------------- */

/* Programs are kept to the end for the checks of their code; until then five more look at each. */
static void keep_programs(collector *c)
{
    for (size_t i = 0; i < c->members.count; i++) {
        aa_zip_content content = c->members.items[i].content;
        if (content.owned != NULL &&
            aa_package_keep(c->source->package, c->part, aa_zip_at(c->part->zip, i), &content) != AA_OK)
            c->source->failed = true;
        aa_zip_content_done(&content);
    }
}

static void read_app(collector *c)
{
    const aa_zip *zip = c->part->zip;
    aa_package *package = c->source->package;
    const char *prefix = "";
    for (size_t i = 0; i < aa_zip_count(zip); i++)
        if (strncmp(aa_zip_at(zip, i)->name, "Payload/", 8) == 0)
            prefix = "Payload/";
    if (aa_member_digests_make(c->source->arena, zip, prefix, c->source->limits->entry_bytes,
                               package->budget_left, c->source->threads, true, &c->members) != AA_OK)
        c->source->failed = true;
    keep_programs(c);
    if (c->source->failed)
        return;
    package->budget_left -= c->members.bytes;
    for (size_t i = 0; i < c->members.count && !c->source->failed; i++)
        if (c->members.items[i].state != AA_MEMBER_SKIPPED)
            add_bundle(c, aa_zip_at(zip, i));
    put_app_first(c);
    for (size_t i = 0; i < c->bundles.count && !c->source->failed; i++) {
        aa_ios_signed_bundle *b = (aa_ios_signed_bundle *)c->bundles.items + i;
        read_profile(c, b);
        read_seal(c, b);
    }
    for (size_t i = 0; i < c->members.count && !c->source->failed; i++) {
        const aa_member_digest *m = &c->members.items[i];
        if (m->is_code || (m->state == AA_MEMBER_UNREAD && bundle_of(c, aa_zip_at(zip, i)->name) != NULL))
            add_code(c, aa_zip_at(zip, i));
    }
    mark_programs(c);
}

aa_err aa_collect_ios_signing(aa_source *source, aa_facts *facts)
{
    if (source->package->kind != AA_PACKAGE_IPA)
        return AA_OK;
    collector c = {
        .source = source, .bundles = AA_VEC_INIT(aa_ios_signed_bundle), .codes = AA_VEC_INIT(aa_ios_code)};
    for (size_t i = 0; i < source->package->part_count && c.part == NULL; i++)
        c.part = source->package->parts[i].zip == NULL ? NULL : &source->package->parts[i];
    aa_ios_signing *out = aa_arena_alloc(source->arena, sizeof *out);
    if (out == NULL)
        return AA_E_NOMEM;
    if (c.part == NULL)
        return AA_OK;
    c.artifact = aa_source_copy(source, c.part->name);
    aa_source_mark(source, AA_AREA_SIGNATURE, AA_AREA_READ);
    read_app(&c);
    *out = (aa_ios_signing){.bundles = c.bundles.items,
                            .bundle_count = c.bundles.count,
                            .codes = c.codes.items,
                            .code_count = c.codes.count};
    facts->ios_signing = out;
    return aa_source_status(source);
}
