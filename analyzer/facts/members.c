#include "facts/members.h"

#include <string.h>

static bool has_prefix(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool has_suffix(const char *text, const char *suffix)
{
    size_t n = strlen(text);
    size_t m = strlen(suffix);
    return n >= m && strcmp(text + n - m, suffix) == 0;
}

bool aa_member_is_dex(const char *name)
{
    if (!has_prefix(name, "classes"))
        return false;
    const char *number = name + strlen("classes");
    return strcmp(number + strspn(number, "0123456789"), ".dex") == 0;
}

bool aa_member_is_native(const char *name, size_t *abi_length)
{
    if (!has_prefix(name, "lib/") || !has_suffix(name, ".so"))
        return false;
    const char *slash = strchr(name + 4, '/');
    if (slash == NULL || strchr(slash + 1, '/') != NULL)
        return false;
    *abi_length = (size_t)(slash - name) - 4;
    return true;
}

/* The files of a v1 signature; the rest of META-INF is the app's. */
static bool is_signature(const char *name)
{
    static const char *const suffixes[] = {".MF", ".SF", ".RSA", ".DSA", ".EC"};
    if (!has_prefix(name, "META-INF/"))
        return false;
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        if (has_suffix(name, suffixes[i]))
            return true;
    }
    return false;
}

/* Below res/, what is neither raw nor of an unknown kind is drawn or laid out, and holds no data of the
 * app's.
 */
static bool is_ui_resource(const char *name)
{
    static const char *const suffixes[] = {".xml", ".png", ".webp", ".jpg", ".jpeg",
                                           ".gif", ".ttf", ".otf",  ".ttc"};
    if (!has_prefix(name, "res/") || has_prefix(name, "res/raw"))
        return false;
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        if (has_suffix(name, suffixes[i]))
            return true;
    }
    return false;
}

aa_area aa_member_area(const char *name)
{
    size_t abi_length = 0;
    if (strcmp(name, "AndroidManifest.xml") == 0)
        return AA_AREA_MANIFEST;
    if (strcmp(name, "resources.arsc") == 0)
        return AA_AREA_RESOURCES;
    if (aa_member_is_dex(name))
        return AA_AREA_CODE;
    if (aa_member_is_native(name, &abi_length))
        return AA_AREA_NATIVE;
    if (is_signature(name))
        return AA_AREA_SIGNATURE;
    if (has_prefix(name, "res/layout"))
        return AA_AREA_LAYOUTS;
    return is_ui_resource(name) ? AA_AREA_RESOURCES : AA_AREA_ASSETS;
}
