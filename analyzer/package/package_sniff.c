#include "package/package_internal.h"

/* The first bytes of things that people hand over instead of an app. */
typedef struct magic {
    unsigned offset, size;
    const char *bytes;
    const char *looks_like;
} magic;

static const magic magics[] = {
    {0, 2, "PK", "looks like the beginning of a ZIP archive: a download that was cut off?"},
    {0, 4, "%PDF", "looks like a PDF document"},
    {0, 4,
     "\x7f"
     "ELF",
     "looks like a native library or program (ELF); give the app that contains it"},
    {0, 4, "dex\n", "looks like a DEX file; give the APK that contains it"},
    {0, 4, "cdex", "looks like a compact DEX file of the Android runtime"},
    {0, 4, "vdex", "looks like a VDEX file of the Android runtime"},
    {0, 4, "\xfe\xed\xfa\xce", "looks like a program for Apple systems (Mach-O); give the IPA"},
    {0, 4, "\xce\xfa\xed\xfe", "looks like a program for Apple systems (Mach-O); give the IPA"},
    {0, 4, "\xcf\xfa\xed\xfe", "looks like a program for Apple systems (Mach-O); give the IPA"},
    {0, 4, "\x03\0\x08\0", "looks like a binary AndroidManifest.xml; give the APK that contains it"},
    {0, 4, "\x02\0\x0c\0", "looks like a resources.arsc; give the APK that contains it"},
    {0, 8, "bplist00", "looks like a binary property list"},
    {0, 2, "\x1f\x8b", "looks like gzip; unpack it first"},
    {0, 3, "BZh", "looks like bzip2; unpack it first"},
    {0, 6,
     "\xfd"
     "7zXZ\0",
     "looks like xz; unpack it first"},
    {0, 4, "\x28\xb5\x2f\xfd", "looks like Zstandard; unpack it first"},
    {0, 6, "7z\xbc\xaf\x27\x1c", "looks like a 7-Zip archive; unpack it first"},
    {0, 4, "Rar!", "looks like a RAR archive; unpack it first"},
    {257, 5, "ustar", "looks like a tar archive; unpack it first"},
    {0, 3, "\xff\xd8\xff", "looks like a JPEG picture"},
    {0, 8, "\x89PNG\r\n\x1a\n", "looks like a PNG picture"},
    {0, 4, "GIF8", "looks like a GIF picture"},
    {0, 2, "MZ", "looks like a Windows program"},
    {0, 2, "#!", "looks like a script"},
};

static bool matches(aa_bytes data, const magic *m)
{
    aa_bytes b = aa_bytes_none();
    return aa_bytes_sub(data, m->offset, m->size, &b) && memcmp(b.p, m->bytes, m->size) == 0;
}

static unsigned be16(const uint8_t *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

/* Java classes and fat Mach-O files share a magic; behind it stands a class version or a small count. */
static const char *describe_cafebabe(aa_bytes data)
{
    const unsigned oldest_class_version = 45;
    if (data.n < 8 || memcmp(data.p, "\xca\xfe\xba\xbe", 4) != 0)
        return NULL;
    if (be16(data.p + 6) >= oldest_class_version)
        return "looks like a Java class file";
    return "looks like a program for Apple systems (Mach-O); give the IPA";
}

static bool begins_with(aa_bytes text, const char *word)
{
    for (size_t i = 0; word[i] != '\0'; i++) {
        if (i >= text.n || (text.p[i] | 0x20) != (word[i] | 0x20))
            return false;
    }
    return true;
}

static const char *describe_text(aa_bytes data)
{
    if (data.n >= 3 && memcmp(data.p, "\xef\xbb\xbf", 3) == 0)
        data = aa_bytes_from(data, 3);
    while (data.n > 0 && (data.p[0] == ' ' || (data.p[0] >= '\t' && data.p[0] <= '\r')))
        data = aa_bytes_from(data, 1);
    if (begins_with(data, "<!doctype html") || begins_with(data, "<html"))
        return "looks like HTML: a download error page?";
    if (begins_with(data, "<?xml"))
        return "looks like XML";
    if (begins_with(data, "{") || begins_with(data, "["))
        return "looks like JSON: an error answer of a server?";
    return NULL;
}

const char *pkg_describe_bytes(aa_bytes data)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (matches(data, &magics[i]))
            return magics[i].looks_like;
    }
    const char *text = describe_cafebabe(data);
    return text != NULL ? text : describe_text(data);
}
