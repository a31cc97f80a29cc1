#include "package/package_internal.h"

/* Members that tell one kind of archive from another. */
typedef struct traits {
    bool manifest, dex, table, native; /* of an APK */
    bool library;                      /* classes.jar of an AAR */
    bool bundle;                       /* BundleConfig.pb, or a module's manifest */
    bool payload;                      /* Payload/X.app/... */
    bool app_folder, app;              /* X.app/..., X.app/Info.plist */
    bool apk, container;               /* members that are APKs or containers, by name */
    bool office, java;
} traits;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool pkg_ends_with(const char *text, const char *suffix)
{
    size_t n = strlen(text);
    size_t k = strlen(suffix);
    if (k > n)
        return false;
    for (size_t i = 0; i < k; i++) {
        if (lower(text[n - k + i]) != lower(suffix[i]))
            return false;
    }
    return true;
}

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* "X.app/" at the start of |path|. */
static bool is_in_app_folder(const char *path)
{
    const char *slash = strchr(path, '/');
    return slash != NULL && slash - path > 4 && strncmp(slash - 4, ".app", 4) == 0;
}

static void look_at(const char *name, traits *t)
{
    t->manifest = t->manifest || strcmp(name, PKG_MANIFEST) == 0;
    t->dex = t->dex || strcmp(name, "classes.dex") == 0;
    t->table = t->table || strcmp(name, "resources.arsc") == 0;
    t->native = t->native || (starts_with(name, "lib/") && pkg_ends_with(name, ".so"));
    t->library = t->library || strcmp(name, "classes.jar") == 0;
    t->bundle =
        t->bundle || strcmp(name, "BundleConfig.pb") == 0 || pkg_ends_with(name, "/manifest/" PKG_MANIFEST);
    t->payload = t->payload || (starts_with(name, "Payload/") && is_in_app_folder(name + 8));
    if (is_in_app_folder(name)) {
        t->app_folder = true;
        t->app = t->app || strcmp(strchr(name, '/'), "/Info.plist") == 0;
    }
    t->apk = t->apk || pkg_ends_with(name, ".apk");
    t->container = t->container || pkg_ends_with(name, ".xapk") || pkg_ends_with(name, ".apks") ||
                   pkg_ends_with(name, ".apkm");
    t->office = t->office || strcmp(name, "[Content_Types].xml") == 0;
    t->java = t->java || pkg_ends_with(name, ".class");
}

static traits traits_of(const aa_zip *zip)
{
    traits t = {0};
    for (size_t i = 0; i < aa_zip_count(zip); i++)
        look_at(aa_zip_at(zip, i)->name, &t);
    return t;
}

static bool is_library(const traits *t)
{
    return t->manifest && t->library && !t->dex && !t->table;
}

/* A root manifest makes an APK whatever else is there: Android would install it. */
pkg_class pkg_classify(const aa_zip *zip, const char *name)
{
    traits t = traits_of(zip);
    if (is_library(&t))
        return PKG_CLASS_OTHER;
    if (t.manifest)
        return PKG_CLASS_APK;
    if (t.bundle)
        return PKG_CLASS_AAB;
    if (t.payload)
        return PKG_CLASS_IPA;
    if (t.dex || t.table || t.native)
        return PKG_CLASS_APK;
    if (t.apk || t.container || pkg_ends_with(name, ".xapk") || pkg_ends_with(name, ".apks") ||
        pkg_ends_with(name, ".apkm"))
        return PKG_CLASS_CONTAINER;
    if (t.app || pkg_ends_with(name, ".ipa"))
        return PKG_CLASS_IPA;
    return pkg_ends_with(name, ".apk") && !t.app_folder && !t.office ? PKG_CLASS_APK : PKG_CLASS_OTHER;
}

bool pkg_has_app(const aa_zip *zip)
{
    traits t = traits_of(zip);
    return t.payload || t.app;
}

const char *pkg_describe_zip(const aa_zip *zip)
{
    traits t = traits_of(zip);
    if (is_library(&t))
        return "looks like an Android library (AAR); give the app that uses it";
    if (t.app_folder)
        return "looks like a zipped .app folder without its Info.plist";
    if (t.office)
        return "looks like an office document";
    if (t.java)
        return "looks like a Java archive (JAR)";
    return "is a ZIP archive without an app";
}
