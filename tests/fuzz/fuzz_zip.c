/* Opens an archive at two platform versions and reads every small member under all three readers. */
#include <stdint.h>
#include <stdlib.h>

#include "archive/zip.h"

#define SMALL (UINT64_C(1) << 20) /* bytes: keeps one run short */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void read_all(const aa_zip *zip, const aa_zip_entry *entry, aa_notes *notes)
{
    for (aa_zip_reader reader = AA_ZIP_ASSET; reader <= AA_ZIP_JAR; reader++) {
        aa_zip_content content;
        aa_err err = aa_zip_read(zip, entry, reader, SMALL, notes, &content);
        require(content.bytes.p != NULL && content.bytes.n <= SMALL);
        require(err == AA_OK || err == AA_E_FORMAT || content.bytes.n == 0);
        aa_zip_content_done(&content);
    }
}

/* Whatever the bytes are, places lie inside the file and lookups agree with the list. */
static void check(const aa_zip *zip, aa_notes *notes)
{
    size_t size = aa_zip_data(zip).n;
    aa_zip_layout layout = aa_zip_get_layout(zip);
    require(layout.eocd_offset <= size && layout.central_offset <= size);
    require(layout.signing_block_offset + layout.signing_block_size <= size);
    for (size_t i = 0; i < aa_zip_count(zip); i++) {
        const aa_zip_entry *entry = aa_zip_at(zip, i);
        require(entry->data_offset <= size);
        require(entry->hidden || entry->raw_name.n == 0 || strlen(entry->name) != entry->raw_name.n ||
                memcmp(entry->name, entry->raw_name.p, entry->raw_name.n) != 0 ||
                aa_zip_find(zip, entry->name) != NULL);
        read_all(zip, entry, notes);
    }
    aa_zip_compare_views(zip, notes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int versions[] = {29, 34};
    aa_limits limits = AA_LIMITS_INIT;
    limits.entries = 1000;
    for (size_t i = 0; i < 2; i++) {
        aa_arena *arena = aa_arena_new();
        aa_notes notes;
        aa_zip *zip = NULL;
        aa_notes_init(&notes, arena, 100);
        if (aa_zip_open(arena, aa_bytes_of(data, size), versions[i], &limits, &notes, &zip) == AA_OK)
            check(zip, &notes);
        aa_arena_free(arena);
    }
    return 0;
}
