/*
 * Any bytes as the files of one app: which member is what, archives inside archives, modules of a bundle. The
 * first byte says how the first file is called, the second how much of the rest is a second file.
 */
#define _GNU_SOURCE /* memfd_create() */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "package/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static int file_of(aa_bytes bytes)
{
    int fd = memfd_create("part", MFD_CLOEXEC);
    require(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
    return fd;
}

/* What everyone takes for granted of parts. */
static void check(const aa_package *package, const aa_limits *limits)
{
    require(package->part_count > 0 && package->budget_left <= limits->total_bytes);
    for (size_t i = 0; i < package->part_count; i++) {
        const aa_part *part = &package->parts[i];
        require(part->name != NULL && (part->zip != NULL || package->kind == AA_PACKAGE_SPLITS));
        require(strlen(part->sha256) == AA_SHA256_HEX - 1);
        require(!part->is_module || package->kind == AA_PACKAGE_AAB);
        for (size_t k = 0; k < i; k++)
            require(strcmp(package->parts[k].name, part->name) != 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"app.apk", "app.xapk", "app.apks", "app.apkm",
                                        "app.aab", "app.ipa",  "app.zip"};
    if (size < 3)
        return 0;
    aa_arena *arena = aa_arena_new();
    aa_limits limits = AA_LIMITS_INIT;
    limits.entry_bytes = 1U << 20;
    limits.total_bytes = 4U << 20;
    limits.nesting = 3;
    limits.nested_count = 8;
    aa_notes notes;
    aa_notes_init(&notes, arena, 100);
    aa_bytes rest = aa_bytes_of(data + 2, size - 2);
    size_t second = rest.n * data[1] / 256;
    aa_bytes parts[] = {aa_bytes_of(rest.p, rest.n - second),
                        aa_bytes_of(rest.p + (rest.n - second), second)};
    size_t count = second == 0 ? 1 : 2;
    aa_input inputs[2] = {{.path = names[data[0] % 7], .fd = file_of(parts[0])},
                          {.path = data[0] < 128 ? "split.apk" : "app.apk.idsig", .fd = file_of(parts[1])}};
    aa_package *package = NULL;
    const char *detail = NULL;
    aa_err err = aa_package_open_inputs(arena, inputs, count, &limits, &notes, &package, &detail);
    require((err == AA_OK) == (package != NULL));
    if (err == AA_OK)
        check(package, &limits);
    aa_package_close(package);
    close(inputs[0].fd);
    close(inputs[1].fd);
    aa_arena_free(arena);
    return 0;
}
