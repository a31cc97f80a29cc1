/*
 * Components in bundles of an iOS app: frameworks, and what CocoaPods builds of the resources of static ones.
 */
#include "facts/ios.h"
#include "facts/libraries_internal.h"

/* "Alamofire" of "Payload/A.app/Frameworks/Alamofire.framework". */
static aa_bytes folder_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    return aa_bytes_of(base, dot != NULL ? (size_t)(dot - base) : strlen(base));
}

/* A template's version says nothing. */
static aa_bytes version_of(const aa_ios_bundle *b)
{
    aa_bytes v = b->version == NULL ? aa_bytes_none() : aa_bytes_of(b->version, strlen(b->version));
    return aa_library_is_version(v) && !aa_bytes_is(v, "1.0") ? v : aa_bytes_none();
}

static bool is_name(const char *text)
{
    return text[0] != '\0' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == strlen(text);
}

/* "org.cocoapods.NAME" of a framework is the pod's; of resources it is the resource bundle's, where
 * "NAME-Privacy" is what pods call the one with their privacy manifest. */
static void see_pod(aa_library_search *s, const aa_ios_bundle *b, const char *name, const aa_place *place)
{
    char purl[160];
    static const char privacy[] = "-Privacy";
    size_t n = strlen(name);
    size_t k = sizeof privacy - 1;
    if (!is_name(name) || n > 100)
        return;
    if (b->kind == AA_IOS_BUNDLE_OTHER) {
        if (n <= k || strcmp(name + n - k, privacy) != 0)
            return;
        n -= k;
    }
    snprintf(purl, sizeof purl, "pkg:cocoapods/%.*s", (int)n, name);
    aa_library_see_purl(s, purl, AA_PROOF_BUNDLE, version_of(b),
                        aa_bytes_of(b->identifier, strlen(b->identifier)), place);
}

static void look_at_bundle(aa_library_search *s, const aa_ios_bundle *b)
{
    static const char cocoapods[] = "org.cocoapods.";
    aa_bytes folder = folder_name(b->path);
    aa_bytes identifier =
        b->identifier == NULL ? aa_bytes_none() : aa_bytes_of(b->identifier, strlen(b->identifier));
    const aa_trait *trait = aa_library_trait(s, AA_TRAIT_BUNDLE, identifier);
    if (trait == NULL && b->kind == AA_IOS_BUNDLE_FRAMEWORK)
        trait = aa_library_trait(s, AA_TRAIT_BUNDLE, folder);
    aa_place place = {.artifact = b->artifact, .member = b->info.member, .offset = AA_NO_OFFSET};
    if (place.member == NULL)
        place.member = b->path;
    if (trait != NULL)
        aa_library_see(s, trait->component, AA_PROOF_BUNDLE, version_of(b),
                       identifier.n > 0 ? identifier : folder, &place);
    else if (b->identifier != NULL && strncmp(b->identifier, cocoapods, sizeof cocoapods - 1) == 0)
        see_pod(s, b, b->identifier + sizeof cocoapods - 1, &place);
}

void aa_library_look_at_bundles(aa_library_search *s)
{
    const aa_ios *ios = s->facts->ios;
    for (size_t i = 0; ios != NULL && i < ios->bundle_count; i++)
        if (ios->bundles[i].kind == AA_IOS_BUNDLE_FRAMEWORK || ios->bundles[i].kind == AA_IOS_BUNDLE_OTHER)
            look_at_bundle(s, &ios->bundles[i]);
}
