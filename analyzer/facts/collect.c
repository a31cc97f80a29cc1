#include "facts/collect.h"

#include "facts/code.h"
#include "facts/machine.h"
#include "facts/manifest.h"
#include "package/resources.h"

#define MANIFEST "AndroidManifest.xml"
#define TABLE    "resources.arsc"
#define R_TARGET 30 /* Android 11 */
#define DEFLATED 8  /* APPNOTE 4.4.5 */

/* ---- parts ---------------------------------------------------------------------------------------- */

static void read_table(aa_source *source, aa_source_part *part)
{
    if (part->part->zip == NULL || aa_zip_find(part->part->zip, TABLE) == NULL)
        return;
    aa_err err = aa_source_read(source, AA_AREA_RESOURCES, part, TABLE, &part->table);
    if (err == AA_OK || (err == AA_E_FORMAT && part->table.bytes.n > 0))
        err = aa_part_table(part->part, source->scratch, part->table.bytes, source->limits, source->notes,
                            &part->arsc);
    if (err == AA_E_NOMEM)
        source->failed = true;
    if (err != AA_OK) {
        part->arsc = NULL;
        aa_source_mark(source, AA_AREA_RESOURCES, AA_AREA_PARTIAL);
    }
}

/*
 * The platform's readers stop at the damage that ours notes as a gap, and refuse the app: ResXMLTree::setTo()
 * for the manifest, LoadedArsc::Load() for the table, which also stops at some things that can be read all
 * the same. An empty table is taken for none.
 */
static bool refuses(const aa_note *note, const char *family)
{
    static const char *const refused[] = {"arsc.package_count", "arsc.no_spec"};
    if (note->kind == AA_NOTE_GAP)
        return strncmp(note->code, family, strlen(family)) == 0 && strcmp(note->code, "arsc.empty") != 0;
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        if (strcmp(note->code, refused[i]) == 0)
            return true;
    }
    return false;
}

static void refuse_by_notes(aa_source *source, size_t notes_before, const char *family)
{
    for (size_t i = notes_before; i < source->notes->items.count && source->refusal == NULL; i++) {
        if (refuses(aa_notes_at(source->notes, i), family))
            source->refusal = aa_notes_at(source->notes, i)->code;
    }
}

/* What the platform needs before it looks at anything else: the archive, the manifest, its root. */
static void check_container(aa_source *source, const aa_source_part *part)
{
    const aa_zip *zip = part->part->zip;
    const aa_zip_entry *entry = zip == NULL ? NULL : aa_zip_find(zip, MANIFEST);
    const aa_source_doc whole = {.part = part};
    if (zip == NULL)
        aa_source_refuse(source, "zip.open_refused", &whole, NULL, "");
    else if (aa_zip_open_status(zip) != AA_ZIP_OK)
        aa_source_refuse(source, "zip.open_refused", &whole, NULL,
                         aa_zip_status_name(aa_zip_open_status(zip)));
    else if (entry == NULL)
        aa_source_refuse(source, "apk.no_manifest", &part->manifest, NULL, "");
    else if (entry->status != AA_ZIP_OK)
        aa_source_refuse(source, "zip.manifest_refused", &part->manifest, NULL,
                         aa_zip_status_name(entry->status));
    else if (aa_manifest_root(part) == NULL || part->manifest.fallback)
        aa_source_refuse(source, "manifest.unreadable", &part->manifest, NULL, "");
}

static void read_manifest(aa_source *source, aa_source_part *part)
{
    if (part->part->zip == NULL) {
        source->notes->artifact = part->artifact;
        source->notes->member = NULL;
        aa_notes_add(source->notes, AA_NOTE_GAP, "input.part_unreadable", AA_NO_OFFSET, "%s", "");
    } else if (aa_zip_find(part->part->zip, MANIFEST) == NULL) {
        source->notes->artifact = part->artifact;
        source->notes->member = MANIFEST;
        aa_notes_add(source->notes, AA_NOTE_GAP, "apk.no_manifest", AA_NO_OFFSET, "%s", "");
    } else {
        aa_source_open(source, AA_AREA_MANIFEST, part, MANIFEST, &part->manifest);
    }
    part->manifest.part = part;
    part->manifest.member = MANIFEST;
    if (part->manifest.axml.doc != NULL && aa_manifest_root(part) == NULL)
        aa_source_mark(source, AA_AREA_MANIFEST, AA_AREA_PARTIAL);
}

static void read_split(aa_source *source, aa_source_part *part)
{
    const xmlNode *root = aa_manifest_root(part);
    const xmlAttr *split = root == NULL ? NULL : aa_axml_plain_attr(root, "split");
    const xmlAttr *config_for = root == NULL ? NULL : aa_axml_plain_attr(root, "configForSplit");
    part->split = split == NULL ? "" : aa_source_text(source, split);
    part->config_for = split == NULL ? NULL : aa_source_text(source, config_for);
    part->is_feature = part->config_for == NULL;
    part->part->config = part->split;
    if (part->split == NULL)
        part->split = "";
}

static void open_part(aa_source *source, aa_part *from, aa_source_part *part)
{
    *part = (aa_source_part){.part = from,
                             .artifact = aa_source_copy(source, from->name),
                             .split = "",
                             .table = {.bytes = aa_bytes_none()}};
    if (part->artifact == NULL)
        return;
    size_t notes_before = source->notes->items.count;
    read_manifest(source, part);
    refuse_by_notes(source, notes_before, "axml.");
    notes_before = source->notes->items.count;
    read_table(source, part);
    refuse_by_notes(source, notes_before, "arsc.");
    read_split(source, part);
    check_container(source, part);
}

/* The base is the first APK without a split name; it changes places with the first. */
static void put_base_first(aa_source *source)
{
    for (size_t i = 0; i < source->part_count; i++) {
        if (source->parts[i].split[0] != '\0' || aa_manifest_root(&source->parts[i]) == NULL)
            continue;
        aa_source_part base = source->parts[i];
        memmove(source->parts + 1, source->parts, i * sizeof(*source->parts));
        source->parts[0] = base;
        break;
    }
    for (size_t i = 0; i < source->part_count; i++)
        source->parts[i].manifest.part = &source->parts[i];
}

static bool open_parts(aa_source *source)
{
    const aa_package *package = source->package;
    source->parts = aa_arena_array(source->arena, package->part_count, sizeof(*source->parts));
    if (source->parts == NULL) {
        source->failed = true;
        return false;
    }
    for (size_t i = 0; i < package->part_count && !source->failed; i++) {
        if (package->parts[i].is_apk)
            open_part(source, &package->parts[i], &source->parts[source->part_count++]);
    }
    if (source->failed)
        return false;
    put_base_first(source);
    return true;
}

/* ---- one app -------------------------------------------------------------------------------------- */

typedef struct identity {
    const char *package; /* NULL: unknown */
    int64_t version;
} identity;

static identity identity_of(aa_source *source, const aa_source_part *part)
{
    const xmlNode *root = aa_manifest_root(part);
    identity who = {0};
    if (root == NULL)
        return who;
    int64_t major = 0;
    who.package = aa_source_text(source, aa_axml_plain_attr(root, "package"));
    aa_source_int(source, aa_source_attr(root, AA_ATTR_VERSION_CODE), &who.version);
    aa_source_int(source, aa_source_attr(root, AA_ATTR_VERSION_CODE_MAJOR), &major);
    who.version = (int64_t)((uint64_t)(uint32_t)major << 32 | (uint32_t)who.version);
    return who;
}

/* PackageInstallerSession.validateApkInstallLocked(): package and version code of all parts are the same. */
static bool is_one_app(aa_source *source)
{
    identity first = {0};
    for (size_t i = 0; i < source->part_count; i++) {
        identity who = identity_of(source, &source->parts[i]);
        if (who.package == NULL)
            continue;
        if (first.package == NULL)
            first = who;
        if (strcmp(first.package, who.package) != 0 || first.version != who.version) {
            source->notes->artifact = source->parts[i].artifact;
            source->notes->member = MANIFEST;
            aa_notes_add(source->notes, AA_NOTE_GAP, "input.mixed_apps", AA_NO_OFFSET, "%s", who.package);
            return false;
        }
    }
    return true;
}

/* Flags and SDK versions come from the base: without it they are not known. */
static void check_base(aa_source *source)
{
    if (source->part_count > 0 && source->parts[0].split[0] != '\0')
        aa_source_gap(source, AA_AREA_MANIFEST, AA_GAP_INPUT, "input.base_missing", &source->parts[0], NULL,
                      source->parts[0].split);
}

/*
 * From Android 11 on the table must be mapped as it lies in the file: stored and on a four-byte boundary
 * (ParsingPackageUtils.parseBaseApk(), AssetManager.containsAllocatedTable()). A bogus method is stored.
 */
static void check_tables(aa_source *source, int target_sdk)
{
    for (size_t i = 0; i < source->part_count && target_sdk >= R_TARGET; i++) {
        const aa_zip *zip = source->parts[i].part->zip;
        const aa_zip_entry *table = zip == NULL ? NULL : aa_zip_find(zip, TABLE);
        const aa_source_doc place = {.part = &source->parts[i], .member = TABLE};
        if (table == NULL || table->status != AA_ZIP_OK || source->parts[i].part->is_module)
            continue;
        if (table->method == DEFLATED)
            aa_source_refuse(source, "arsc.compressed", &place, NULL, "");
        else if (table->data_offset % 4 != 0)
            aa_source_refuse(source, "arsc.unaligned", &place, NULL, "");
    }
}

/* ---- all ------------------------------------------------------------------------------------------ */

/* What stands on the manifest's facts, each in a file of its own. */
static aa_err collect_domains(aa_source *source, aa_facts *facts)
{
    static aa_err (*const collectors[])(aa_source *, aa_facts *) = {
        aa_collect_network, aa_collect_backup,  aa_collect_shared_paths,
        aa_collect_layouts, aa_collect_signing, aa_collect_ios_signing,
    };
    aa_err err = AA_OK;
    for (size_t i = 0; i < sizeof(collectors) / sizeof(collectors[0]) && err == AA_OK; i++)
        err = collectors[i](source, facts);
    return err;
}

/* Code that is to be left alone is not read at all: what it holds only counts as a whole. */
static void leave_out_program(aa_source *source)
{
    const aa_left_out *left_out = aa_watch_left_out(source->notes->watch, "program", NULL, NULL);
    if (left_out == NULL || !source->with_code)
        return;
    source->with_code = false;
    source->code_left_out = true;
    aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, left_out->code, NULL, NULL, "program");
}

static aa_err collect(aa_source *source, aa_facts *facts)
{
    leave_out_program(source);
    aa_collect_identity(source, facts);
    aa_collect_application(source, facts);
    check_tables(source, facts->manifest.target_sdk);
    const aa_permission_book *book = aa_collect_permissions(source, facts);
    if (book == NULL)
        return AA_E_NOMEM;
    aa_collect_components(source, book, facts);
    aa_err err = collect_domains(source, facts);
    if (err == AA_OK && source->package->kind == AA_PACKAGE_IPA)
        err = aa_collect_ios(source, facts);
    else if (err == AA_OK)
        err = aa_collect_phrases(source, facts);
    if (err == AA_OK && source->with_code && source->package->kind != AA_PACKAGE_IPA)
        err = aa_collect_natives(source, facts);
    if (err == AA_OK && source->with_code)
        err = source->package->kind == AA_PACKAGE_IPA ? aa_collect_machine(source, facts)
                                                      : aa_collect_code(source, facts);
    if (err == AA_OK && source->with_code)
        err = aa_collect_packers(source, facts);
    if (err == AA_OK && source->with_code &&
        (source->part_count > 0 || source->package->kind == AA_PACKAGE_IPA))
        err = aa_collect_libraries(source, facts);
    if (err == AA_OK)
        err = aa_collect_frameworks(source, facts);
    if (err == AA_OK && source->with_code)
        err = aa_collect_secrets(source, facts);
    aa_collect_coverage(source, facts);
    aa_complete_code(facts);
    if (err == AA_OK && source->with_code)
        err = aa_collect_pinning(source, facts);
    if (err == AA_OK && source->with_code)
        err = aa_collect_secret_values(source, facts);
    facts->install_refusal = source->refusal;
    bool bundle = source->package->kind == AA_PACKAGE_AAB; /* no device installs it */
    facts->installable = source->part_count == 0 || (bundle && source->refusal == NULL) ? AA_UNKNOWN
                         : source->refusal == NULL                                      ? AA_YES
                                                                                        : AA_NO;
    return err == AA_OK ? aa_source_status(source) : err;
}

static aa_err run(aa_source *source, aa_facts **out)
{
    aa_facts *facts = aa_arena_alloc(source->arena, sizeof(*facts));
    if (facts == NULL || !open_parts(source))
        return AA_E_NOMEM;
    if (!is_one_app(source))
        return source->failed ? AA_E_NOMEM : AA_E_USAGE;
    check_base(source);
    aa_err err = collect(source, facts);
    if (err == AA_OK)
        *out = facts;
    else
        aa_facts_release(facts);
    return err;
}

void aa_facts_release(aa_facts *facts)
{
    if (facts == NULL)
        return;
    aa_code_store_free(facts->code);
    aa_machine_store_free(facts->machine);
    aa_frameworks_release(facts->frameworks);
    facts->machine = NULL;
    facts->code = NULL;
}

static aa_err read_all(aa_arena *arena, aa_package *package, const aa_limits *limits, unsigned threads,
                       bool with_code, aa_notes *notes, aa_facts **out)
{
    aa_source source = {
        .arena = arena,
        .scratch = aa_arena_new(),
        .package = package,
        .limits = limits,
        .notes = notes,
        .threads = threads,
        .with_code = with_code,
        .gaps = AA_VEC_INIT(aa_gap),
        .reads = AA_VEC_INIT(aa_source_read_mark),
    };
    if (source.scratch == NULL)
        return AA_E_NOMEM;
    aa_err err = run(&source, out);
    for (size_t i = 0; i < source.part_count; i++) {
        aa_source_close(&source.parts[i].manifest);
        aa_zip_content_done(&source.parts[i].table);
    }
    aa_arena_free(source.scratch);
    return err;
}

aa_err aa_facts_collect(aa_arena *arena, aa_package *package, const aa_limits *limits, unsigned threads,
                        aa_notes *notes, aa_facts **out)
{
    return read_all(arena, package, limits, threads, true, notes, out);
}

aa_err aa_facts_collect_declared(aa_arena *arena, aa_package *package, const aa_limits *limits,
                                 unsigned threads, aa_notes *notes, aa_facts **out)
{
    return read_all(arena, package, limits, threads, false, notes, out);
}
