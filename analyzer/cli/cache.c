#include "cli/cache.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/output.h"
#include "cli/record.h"

#define MAGIC       "appassay-cache/1"
#define ENTRY_BYTES (AA_RECORD_BYTES + 256)

bool aa_cache_open(const char *folder, const char *settings, aa_cache *out)
{
    *out = (aa_cache){.folder = folder, .settings = settings};
    struct stat st;
    if (mkdir(folder, 0700) != 0 && (errno != EEXIST || stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))) {
        aa_console_error(folder, "is no folder for a cache: %s", strerror(errno));
        return false;
    }
    return true;
}

/* FOLDER/ab/cdef…: names from our own digests only. False: memory is out, or the path is too long. */
static bool path_of(const aa_cache *cache, const char *sha256, const char *name, char folder[PATH_MAX],
                    char path[PATH_MAX])
{
    char key[AA_SHA256_HEX];
    aa_str text;
    aa_str_init(&text, 4096);
    aa_str_printf(&text, MAGIC " %s %s %s", cache->settings, sha256, name);
    bool ok = aa_str_ok(&text) && aa_sha256_hex(aa_bytes_of(text.ptr, text.len), key) == AA_OK;
    aa_str_done(&text);
    if (!ok)
        return false;
    int n = snprintf(folder, PATH_MAX, "%s/%.2s", cache->folder, key);
    int m = snprintf(path, PATH_MAX, "%s/%.2s/%s", cache->folder, key, key + 2);
    return n > 0 && n < PATH_MAX && m > 0 && m < PATH_MAX;
}

static bool read_file(const char *path, aa_str *out)
{
    char buffer[65536];
    size_t n = 0;
    FILE *f = fopen(path, "rbe");
    if (f == NULL)
        return false;
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        aa_str_putn(out, buffer, n);
    bool ok = ferror(f) == 0 && aa_str_ok(out);
    (void)fclose(f);
    return ok;
}

/* "appassay-cache/1 SUM EXIT MEMBERS", where SUM is that of what follows it. */
static bool parse(const aa_str *entry, aa_exit *exit, aa_str *members)
{
    char sum[AA_SHA256_HEX];
    const size_t head = strlen(MAGIC) + 1 + AA_SHA256_HEX;
    if (entry->len <= head || strncmp(entry->ptr, MAGIC " ", strlen(MAGIC) + 1) != 0)
        return false;
    const char *content = entry->ptr + head;
    if (aa_sha256_hex(aa_bytes_of(content, entry->len - head), sum) != AA_OK ||
        strncmp(entry->ptr + strlen(MAGIC) + 1, sum, AA_SHA256_HEX - 1) != 0)
        return false;
    char *end = NULL;
    *exit = (aa_exit)strtol(content, &end, 10);
    if (end == content || *end != ' ')
        return false;
    aa_str_put(members, end + 1);
    return aa_str_ok(members) && aa_record_is_sound(aa_bytes_of(members->ptr, members->len));
}

bool aa_cache_get(const aa_cache *cache, const char *sha256, const char *name, aa_exit *exit, aa_str *members)
{
    char folder[PATH_MAX];
    char path[PATH_MAX];
    aa_str entry;
    if (cache->folder == NULL || !path_of(cache, sha256, name, folder, path))
        return false;
    aa_str_init(&entry, ENTRY_BYTES);
    bool ok = read_file(path, &entry) && parse(&entry, exit, members);
    aa_str_done(&entry);
    return ok;
}

void aa_cache_put(const aa_cache *cache, aa_interrupt *interrupt, const char *sha256, const char *name,
                  aa_exit exit, const char *members)
{
    char folder[PATH_MAX];
    char path[PATH_MAX];
    char sum[AA_SHA256_HEX];
    aa_str content;
    aa_str entry;
    if (cache->folder == NULL || !path_of(cache, sha256, name, folder, path))
        return;
    aa_str_init(&content, ENTRY_BYTES);
    aa_str_init(&entry, ENTRY_BYTES);
    aa_str_printf(&content, "%d %s", (int)exit, members);
    if (aa_str_ok(&content) && aa_sha256_hex(aa_bytes_of(content.ptr, content.len), sum) == AA_OK) {
        aa_str_printf(&entry, MAGIC " %s ", sum);
        aa_str_putn(&entry, content.ptr, content.len);
        (void)mkdir(folder, 0700);
        if (aa_str_ok(&entry))
            (void)aa_output_write(interrupt, path, entry.ptr, entry.len);
    }
    aa_str_done(&entry);
    aa_str_done(&content);
}
