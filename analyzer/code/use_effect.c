#include "code/use_effect.h"

#include "code/use_source.h"

static const char *const strong[] = {
    "Landroid/telephony/SmsManager;->sendTextMessage",
    "Landroid/telephony/SmsManager;->sendMultipartTextMessage",
    "Landroid/telephony/SmsManager;->sendDataMessage",
    "Ljava/lang/Runtime;->exec",
    "Ljava/lang/ProcessBuilder;->start",
    "Landroid/accounts/AccountManager;->getPassword",
    "Landroid/accounts/AccountManager;->getAuthToken",
    "Landroid/app/admin/DevicePolicyManager;->lockNow",
    "Landroid/app/admin/DevicePolicyManager;->wipeData",
    "Landroid/content/pm/PackageInstaller;->createSession",
    "Landroid/database/sqlite/SQLiteDatabase;->execSQL",
    "Landroid/database/sqlite/SQLiteDatabase;->insert",
    "Landroid/database/sqlite/SQLiteDatabase;->update",
    "Landroid/database/sqlite/SQLiteDatabase;->delete",
    "Landroid/database/sqlite/SQLiteDatabase;->query",
    "Landroid/database/sqlite/SQLiteDatabase;->rawQuery",
    "Landroid/content/ContentResolver;->insert",
    "Landroid/content/ContentResolver;->update",
    "Landroid/content/ContentResolver;->delete",
    "Ljavax/crypto/Cipher;->doFinal",
    "Landroid/location/LocationManager;->getLastKnownLocation",
    "Landroid/location/LocationManager;->requestLocationUpdates",
    "Landroid/media/MediaRecorder;->start",
    "Landroid/hardware/Camera;->takePicture",
    "Landroid/telecom/TelecomManager;->placeCall",
    NULL,
};

static const char *const ordinary[] = {
    "Landroid/content/ContentResolver;->query", /* support libraries look for fonts so */
    "Landroid/webkit/WebView;->loadUrl",
    "Ljava/net/URL;->openConnection",
    "Ljava/net/Socket;-><init>",
    "Lorg/apache/http/client/HttpClient;->execute",
    "Ljava/io/FileOutputStream;-><init>",
    "Landroid/content/Context;->openFileOutput",
    "Ljava/io/File;->delete",
    "Landroid/content/SharedPreferences$Editor;->putString",
    "Landroid/content/SharedPreferences$Editor;->clear",
    "Landroid/content/SharedPreferences;->getString",
    "Landroid/app/Activity;->setResult(ILandroid/content/Intent;)V",
    "Landroid/app/DownloadManager;->enqueue",
    "Landroid/content/ClipboardManager;->setPrimaryClip",
    "Landroid/content/ClipboardManager;->getPrimaryClip",
    "Landroid/app/WallpaperManager;->setBitmap",
    "Landroid/net/wifi/WifiManager;->setWifiEnabled",
    "Landroid/bluetooth/BluetoothAdapter;->enable",
    "Landroid/bluetooth/BluetoothAdapter;->disable",
    NULL,
};

/* What others can make the app show in its name, or start. */
static const char *const light[] = {
    "Landroid/widget/Toast;->show",
    "Landroid/app/NotificationManager;->notify",
    "Landroid/content/Context;->startActivity",
    "Landroid/content/Context;->startService",
    "Landroid/content/Context;->startForegroundService",
    "Landroid/content/Context;->sendBroadcast",
    "Landroid/content/Context;->sendOrderedBroadcast",
    "Landroid/media/MediaPlayer;->start",
    NULL,
};

static const char *const asks[] = {
    "Landroid/content/Context;->checkCallingPermission",
    "Landroid/content/Context;->checkCallingOrSelfPermission",
    "Landroid/content/Context;->enforceCallingPermission",
    "Landroid/content/Context;->enforceCallingOrSelfPermission",
    "Landroid/content/pm/PackageManager;->checkSignatures",
    "Landroid/content/pm/PackageManager;->hasSigningCertificate",
    "Landroid/os/Binder;->getCallingUid",
    "Landroid/app/Activity;->getCallingPackage",
    "Landroid/app/Activity;->getCallingActivity",
    NULL,
};

static const char *const looks[] = {
    "Landroid/content/Intent;->getStringExtra",
    "Landroid/content/Intent;->getExtras",
    "Landroid/content/Intent;->getData",
    "Landroid/content/Intent;->getDataString",
    "Landroid/content/Intent;->getIntExtra",
    "Landroid/content/Intent;->getParcelableExtra",
    "Landroid/content/Intent;->getSerializableExtra",
    NULL,
};

static const char *const tells[] = {"Landroid/content/Intent;->getAction", NULL};

/* Where a link does harm, and the arguments (bits) that it does it by. */
typedef struct opener {
    const char *pattern;
    unsigned arguments;
} opener;

static const opener openers[] = {
    {"Landroid/webkit/WebView;->loadUrl", 1U << 1},
    {"Landroid/database/sqlite/SQLiteDatabase;->rawQuery", 1U << 1},
    {"Landroid/database/sqlite/SQLiteDatabase;->execSQL", 1U << 1},
    {"Ljava/lang/Runtime;->exec", 1U << 1},
    {"Ljava/io/FileInputStream;-><init>", 1U << 1},
    {"Ljava/io/FileOutputStream;-><init>", 1U << 1},
    {"Landroid/content/Intent;->parseUri", 1U << 0},
    {"Ljava/net/URL;-><init>(Ljava/lang/String;)V", 1U << 1},
};

static aa_type_id type_called(aa_code *code, const char *name)
{
    char descriptor[512];
    size_t n = strlen(name);
    if (n + 3 > sizeof descriptor)
        return AA_NO_ID;
    descriptor[0] = 'L';
    for (size_t i = 0; i < n; i++)
        descriptor[i + 1] = name[i] == '.' ? '/' : name[i];
    descriptor[n + 1] = ';';
    return aa_program_find_type(aa_code_base_of(code)->program, aa_bytes_of(descriptor, n + 2));
}

/* Methods that the callbacks of |name| lead to, in |arena|; NULL: its class is not there. */
static const uint8_t *reached_from(aa_code *code, aa_arena *arena, const char *name)
{
    const aa_code_base *base = aa_code_base_of(code);
    aa_type_id type = type_called(code, name);
    if (base->reach == NULL || type == AA_NO_ID || aa_program_type(base->program, type)->unit == AA_NO_ID)
        return NULL;
    return arena == NULL ? NULL : aa_reach_from(base->reach, arena, type, NULL);
}

static bool is_in(const uint8_t *reached, aa_method_id method)
{
    return reached[method] != 0;
}

/* The first call of |patterns| in code that is reached and surely of no library: one of |type| itself where
 * there is one. */
static const aa_site *first_call(aa_code *code, const uint8_t *reached, aa_type_id type,
                                 const char *const *patterns)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_site *first = NULL;
    for (size_t i = 0; patterns[i] != NULL; i++) {
        aa_sites sites = aa_code_calls(code, patterns[i]);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_site *site = &sites.items[k];
            if (!is_in(reached, site->in) || aa_code_is_library(code, site->in))
                continue;
            if (aa_program_method(p, site->in)->owner == type)
                return site;
            first = first == NULL ? site : first;
        }
    }
    return first;
}

static aa_effect effect_of(aa_code *code, aa_arena *scratch, const char *name)
{
    aa_effect effect = {.kind = AA_EFFECT_UNREAD};
    const uint8_t *reached = reached_from(code, scratch, name);
    aa_type_id type = type_called(code, name);
    if (reached == NULL)
        return effect;
    effect.own = aa_code_owner_of(code, type) != AA_CODE_LIBRARY;
    const aa_site *site = first_call(code, reached, type, strong);
    effect.strong = site != NULL;
    if (site == NULL)
        site = first_call(code, reached, type, ordinary);
    effect.light = site == NULL;
    if (site == NULL)
        site = first_call(code, reached, type, light);
    effect.kind = site == NULL                                    ? AA_EFFECT_NOTHING
                  : first_call(code, reached, type, asks) != NULL ? AA_EFFECT_GUARDS
                                                                  : AA_EFFECT_DOES;
    effect.looks = first_call(code, reached, type, looks) != NULL;
    effect.tells = first_call(code, reached, type, tells) != NULL;
    if (site != NULL)
        effect.site = *site;
    return effect;
}

/* What is reached is as large as the app has methods, and an app can have hundreds of components. */
aa_effect aa_effect_of(aa_code *code, const char *name)
{
    aa_arena *scratch = aa_arena_new();
    aa_effect effect = effect_of(code, scratch, name);
    aa_arena_free(scratch);
    return effect;
}

/* The input among what the call opens; NULL: none. */
static const aa_origin *opened_input(aa_code *code, const aa_site *site, unsigned arguments)
{
    for (size_t i = 0; i < site->call->argument_count && i < 32; i++) {
        if ((arguments >> i & 1U) == 0)
            continue;
        aa_origins whence = aa_code_whence(code, site, i);
        aa_source_seen seen = aa_source_find(code, &whence, AA_SOURCE_APP, aa_source_washed);
        if (seen.kind != 0 && seen.open != AA_OPEN_NO)
            return seen.origin;
    }
    return NULL;
}

static const aa_site *effect_of_link(aa_code *code, aa_arena *scratch, const char *name, bool *unguarded_out,
                                     bool *read_out)
{
    const aa_site *guarded = NULL;
    const uint8_t *reached = reached_from(code, scratch, name);
    *unguarded_out = false;
    *read_out = reached != NULL;
    for (size_t i = 0; reached != NULL && i < sizeof openers / sizeof openers[0]; i++) {
        aa_sites sites = aa_code_calls(code, openers[i].pattern);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_site *site = &sites.items[k];
            const aa_origin *input =
                is_in(reached, site->in) ? opened_input(code, site, openers[i].arguments) : NULL;
            if (input == NULL)
                continue;
            *unguarded_out = !aa_site_checks_source(code, site, input);
            if (*unguarded_out)
                return site;
            guarded = site;
        }
    }
    return guarded;
}

const aa_site *aa_effect_of_link(aa_code *code, const char *name, bool *unguarded_out, bool *read_out)
{
    aa_arena *scratch = aa_arena_new();
    const aa_site *site = effect_of_link(code, scratch, name, unguarded_out, read_out);
    aa_arena_free(scratch);
    return site;
}
