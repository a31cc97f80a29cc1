#include "cli/demo_app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/axml.h"
#include "support/apk_signer.h"
#include "support/axml_builder.h"
#include "support/test.h"
#include "support/zip_builder.h"

#define EC_SHA256 0x0201U
#define DAY_2024  19723
#define DAY_2054  30681

/* Resource ids of attributes: android.R.attr. */
enum {
    ATTR_LABEL = 0x01010001,
    ATTR_DEBUGGABLE = 0x0101000f,
    ATTR_MIN_SDK = 0x0101020c,
    ATTR_VERSION_CODE = 0x0101021b,
    ATTR_TARGET_SDK = 0x01010270,
    ATTR_ALLOW_BACKUP = 0x01010280,
};

static aa_bytes manifest(const demo_app *app)
{
    axml_builder b;
    memset(&b, 0, sizeof b);
    b.pool.utf8 = true;
    axml_name_id(&b, "label", ATTR_LABEL);
    axml_name_id(&b, "debuggable", ATTR_DEBUGGABLE);
    axml_name_id(&b, "minSdkVersion", ATTR_MIN_SDK);
    axml_name_id(&b, "versionCode", ATTR_VERSION_CODE);
    axml_name_id(&b, "targetSdkVersion", ATTR_TARGET_SDK);
    axml_name_id(&b, "allowBackup", ATTR_ALLOW_BACKUP);
    const axml_attr root[] = {{AA_ANDROID_NS, "versionCode", NULL, AA_RES_INT_DEC, 7},
                              {NULL, "package", "tw.example.cli", 0, 0}};
    const axml_attr sdk[] = {{AA_ANDROID_NS, "minSdkVersion", NULL, AA_RES_INT_DEC, 24},
                             {AA_ANDROID_NS, "targetSdkVersion", NULL, AA_RES_INT_DEC, 36}};
    const axml_attr application[] = {
        {AA_ANDROID_NS, "label", app->label == NULL ? "Demo" : app->label, 0, 0},
        {AA_ANDROID_NS, "debuggable", NULL, AA_RES_INT_BOOLEAN, app->debuggable ? UINT32_MAX : 0},
        {AA_ANDROID_NS, "allowBackup", NULL, AA_RES_INT_BOOLEAN, 0}};
    axml_namespace(&b, true, "android", AA_ANDROID_NS);
    axml_start(&b, "manifest", root, 2);
    axml_start(&b, "uses-sdk", sdk, 2);
    axml_end(&b, "uses-sdk");
    axml_start(&b, "application", application, 3);
    axml_end(&b, "application");
    axml_end(&b, "manifest");
    axml_namespace(&b, false, "android", AA_ANDROID_NS);
    return axml_finish(&b);
}

static void write_file(const char *path, aa_bytes data)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        fail_msg("cannot write %s", path);
    assert_int_equal(fwrite(data.p, 1, data.n, f), data.n);
    assert_int_equal(fclose(f), 0);
}

/* The archive of |entries| with a v2 signature by a key made for it. */
static aa_bytes sign(aa_arena *arena, const zb_entry *entries, size_t count)
{
    as_key key = as_key_new(arena, AS_EC, "Release", DAY_2024, DAY_2054);
    as_signer signer = {.key = &key, .algorithm = EC_SHA256};
    aa_sections sections = as_sections(arena, zb_build(arena, entries, count, NULL));
    aa_bytes value = as_scheme_value(arena, as_signer_bytes(arena, &sections, &signer));
    zb_file file = ZB_FILE;
    file.before_central = as_block(arena, as_pair(arena, AA_BLOCK_V2, value));
    as_key_free(&key);
    return zb_build(arena, entries, count, &file);
}

void write_demo_app(const char *path, const demo_app *app)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    aa_bytes xml = manifest(app);
    zb_entry entries[] = {
        zb_deflated(arena, "AndroidManifest.xml", xml),
        zb_stored("resources.arsc", zb_text("\x02\x00\x0c\x00\xff\xff")),
    };
    write_file(path, sign(arena, entries, app->broken_strings ? 2 : 1));
    free((void *)(uintptr_t)xml.p);
    aa_arena_free(arena);
}

void write_text_file(const char *path, const char *text)
{
    write_file(path, aa_bytes_of(text, strlen(text)));
}
