#include "facts/manifest.h"
#include "facts/members.h"

/* The split's name, "" for the base, NULL when the part is no APK of the app or its manifest is unreadable.
 */
static const char *split_of(const aa_source *source, const aa_part *part)
{
    for (size_t i = 0; i < source->part_count; i++) {
        if (source->parts[i].part == part)
            return aa_manifest_root(&source->parts[i]) == NULL ? NULL : source->parts[i].split;
    }
    return NULL;
}

static void add_native(aa_source *source, const aa_part *part, const aa_zip_entry *entry, size_t abi_length,
                       aa_vec *natives)
{
    aa_native_object *native = aa_source_push(source, natives);
    const char *abi = aa_arena_strndup(source->arena, entry->name + 4, abi_length);
    if (abi == NULL)
        source->failed = true;
    if (native != NULL)
        *native = (aa_native_object){.artifact = aa_source_copy(source, part->name),
                                     .member = aa_source_copy(source, entry->name),
                                     .abi = abi,
                                     .size = entry->uncompressed_size};
}

static void read_part(aa_source *source, const aa_part *part, aa_artifact *artifact, aa_vec *natives)
{
    *artifact = (aa_artifact){.name = aa_source_copy(source, part->name),
                              .size = part->data.n,
                              .split = aa_source_copy(source, split_of(source, part)),
                              .zip_status = "unreadable"};
    memcpy(artifact->sha256, part->sha256, sizeof(artifact->sha256));
    if (part->zip == NULL)
        return;
    aa_zip_status status = aa_zip_open_status(part->zip);
    artifact->zip_status = status == AA_ZIP_OK ? "ok" : aa_zip_status_name(status);
    artifact->member_count = aa_zip_count(part->zip);
    for (size_t i = 0; part->is_apk && i < artifact->member_count; i++) {
        const aa_zip_entry *entry = aa_zip_at(part->zip, i);
        size_t abi_length = 0;
        if (aa_member_is_dex(entry->name)) {
            artifact->dex_count++;
        } else if (aa_member_is_native(entry->name, &abi_length)) {
            artifact->native_count++;
            add_native(source, part, entry, abi_length, natives);
        }
    }
}

void aa_collect_identity(aa_source *source, aa_facts *facts)
{
    const aa_package *package = source->package;
    aa_vec artifacts = AA_VEC_INIT(aa_artifact);
    aa_vec natives = AA_VEC_INIT(aa_native_object);
    for (size_t i = 0; i < package->part_count; i++) {
        aa_artifact *artifact = aa_source_push(source, &artifacts);
        if (artifact != NULL)
            read_part(source, &package->parts[i], artifact, &natives);
    }
    facts->platform = package->kind == AA_PACKAGE_IPA ? AA_PLATFORM_IOS : AA_PLATFORM_ANDROID;
    facts->package_kind = aa_package_kind_name(package->kind);
    facts->artifacts = artifacts.items;
    facts->artifact_count = artifacts.count;
    facts->natives = natives.items;
    facts->native_count = natives.count;
}
