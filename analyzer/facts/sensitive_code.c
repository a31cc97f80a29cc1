#include "facts/sensitive_code.h"

/* ---- names ------------------------------------------------------------------------------------------- */

enum { MAX_NAME = 128 }; /* bytes; longer texts are prose */

bool aa_data_is_secret(aa_sensitive kind)
{
    return kind >= AA_SENSITIVE_ACCOUNT && kind != AA_SENSITIVE_CODE;
}

aa_sensitive aa_data_named(aa_code *code, aa_bytes name)
{
    if (name.n == 0 || name.n > MAX_NAME)
        return AA_SENSITIVE_NONE;
    return aa_sensitive_text(aa_arena_utf8(aa_code_arena(code), name));
}

aa_sensitive aa_data_name_of(aa_code *code, const aa_origins *origins, const aa_origin **which)
{
    aa_sensitive found = AA_SENSITIVE_NONE;
    *which = NULL;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        aa_sensitive kind =
            o->kind == AA_ORIGIN_STRING && o->exact ? aa_data_named(code, o->text) : AA_SENSITIVE_NONE;
        if (kind > found) {
            found = kind;
            *which = o;
        }
    }
    return found;
}

static bool meet(const aa_site *site, const aa_origin *a, const aa_origin *b)
{
    const aa_step *x = aa_origin_entered(a, site->in);
    const aa_step *y = aa_origin_entered(b, site->in);
    return x == NULL || y == NULL || (x->in == y->in && x->pc == y->pc);
}

aa_origins aa_data_beside(aa_code *code, const aa_site *site, const aa_origins *origins,
                          const aa_origin *with)
{
    aa_origin *kept = with == NULL || origins->count == 0
                          ? NULL
                          : aa_arena_array(aa_code_arena(code), origins->count, sizeof *kept);
    if (kept == NULL)
        return *origins;
    aa_origins out = {.items = kept, .complete = origins->complete};
    for (size_t i = 0; i < origins->count; i++)
        if (meet(site, &origins->items[i], with))
            kept[out.count++] = origins->items[i];
    return out;
}

/* ---- fields of layouts --------------------------------------------------------------------------------- */

static bool takes_password(const aa_input_field *f)
{
    uint32_t class = f->input_type & 0x0fU;
    uint32_t variation = f->input_type & 0xff0U;
    return f->password_attr || (class == 2 && variation == 0x10) ||
           (class == 1 && (variation == 0x80 || variation == 0x90 || variation == 0xe0));
}

aa_sensitive aa_data_field_kind(const aa_input_field *field, const char **label)
{
    aa_sensitive kind = aa_sensitive_field(field, label);
    return kind < AA_SENSITIVE_PASSWORD && takes_password(field) ? AA_SENSITIVE_PASSWORD : kind;
}

const aa_input_field *aa_data_field(const aa_facts *facts, int64_t id, aa_sensitive *kind, const char **label)
{
    const aa_input_field *found = NULL;
    *kind = AA_SENSITIVE_NONE;
    for (size_t i = 0; i < facts->layouts.field_count; i++) {
        const aa_input_field *f = &facts->layouts.fields[i];
        const char *name = "";
        if (f->id_number == 0 || f->id_number != (uint32_t)id)
            continue;
        aa_sensitive one = aa_data_field_kind(f, &name);
        if (found != NULL && one <= *kind)
            continue;
        found = f;
        *kind = one;
        *label = name;
    }
    return found;
}

static bool is_view(aa_code *code, const aa_site *site, uint32_t id)
{
    aa_origins view = aa_code_whence(code, site, 0);
    for (size_t i = 0; i < view.count; i++)
        if (view.items[i].kind == AA_ORIGIN_INT && (uint32_t)view.items[i].number == id)
            return true;
    return false;
}

aa_input_field aa_data_field_in_code(aa_code *code, const aa_input_field *field)
{
    aa_input_field out = *field;
    if (code == NULL || field->id_number == 0 || field->input_type_declared || field->password_attr)
        return out;
    aa_sites types = aa_code_calls(code, "Landroid/widget/TextView;->setInputType");
    for (size_t i = 0; i < types.count; i++) {
        int64_t type = 0;
        if (!is_view(code, &types.items[i], field->id_number) ||
            !aa_site_int(code, &types.items[i], 1, &type))
            continue;
        out.input_type = (uint32_t)type;
        out.input_type_declared = true;
    }
    aa_sites masks = aa_code_calls(code, "Landroid/widget/TextView;->setTransformationMethod");
    for (size_t i = 0; i < masks.count; i++) {
        aa_origins how = aa_code_whence(code, &masks.items[i], 1);
        out.hidden_by_method |=
            is_view(code, &masks.items[i], field->id_number) &&
            aa_origins_call(code, &how, "Landroid/text/method/PasswordTransformationMethod;->getInstance") !=
                NULL;
    }
    return out;
}

/* ---- sources ------------------------------------------------------------------------------------------- */

typedef struct source {
    const char *pattern;
    aa_sensitive kind; /* NONE: from outside, and nothing says what it is */
} source;

static const source sources[] = {
    {"Landroid/accounts/AccountManager;->getPassword", AA_SENSITIVE_PASSWORD},
    {"Landroid/accounts/AccountManager;->peekAuthToken", AA_SENSITIVE_TOKEN},
    {"Landroid/accounts/AccountManager;->blockingGetAuthToken", AA_SENSITIVE_TOKEN},
    {"Landroid/accounts/AccountManager;->getAuthToken", AA_SENSITIVE_TOKEN},
    {"Landroid/webkit/CookieManager;->getCookie", AA_SENSITIVE_TOKEN},
    {"Landroid/telephony/TelephonyManager;->getDeviceId", AA_SENSITIVE_DEVICE},
    {"Landroid/telephony/TelephonyManager;->getImei", AA_SENSITIVE_DEVICE},
    {"Landroid/telephony/TelephonyManager;->getMeid", AA_SENSITIVE_DEVICE},
    {"Landroid/telephony/TelephonyManager;->getSubscriberId", AA_SENSITIVE_DEVICE},
    {"Landroid/telephony/TelephonyManager;->getSimSerialNumber", AA_SENSITIVE_DEVICE},
    {"Landroid/telephony/TelephonyManager;->getLine1Number", AA_SENSITIVE_CONTACT},
    {"Landroid/telephony/SubscriptionInfo;->getNumber", AA_SENSITIVE_CONTACT},
    {"Landroid/location/Location;->getLatitude", AA_SENSITIVE_LOCATION},
    {"Landroid/location/Location;->getLongitude", AA_SENSITIVE_LOCATION},
    {"Landroid/location/LocationManager;->getLastKnownLocation", AA_SENSITIVE_LOCATION},
    {"Landroid/telephony/gsm/GsmCellLocation;->getCid", AA_SENSITIVE_LOCATION},
    {"Landroid/telephony/gsm/GsmCellLocation;->getLac", AA_SENSITIVE_LOCATION},
    {"Landroid/telephony/SmsMessage;->getMessageBody", AA_SENSITIVE_MESSAGE},
    {"Landroid/telephony/SmsMessage;->getDisplayMessageBody", AA_SENSITIVE_MESSAGE},
    {"Landroid/net/wifi/WifiInfo;->getMacAddress", AA_SENSITIVE_DEVICE},
    {"Landroid/widget/TextView;->getText", AA_SENSITIVE_NONE},
    {"Landroid/widget/EditText;->getText", AA_SENSITIVE_NONE},
    {"Landroid/content/Intent;->*", AA_SENSITIVE_NONE},
    {"Landroid/os/Bundle;->*", AA_SENSITIVE_NONE},
    {"Landroid/os/BaseBundle;->*", AA_SENSITIVE_NONE},
    {"Landroid/database/Cursor;->*", AA_SENSITIVE_NONE},
    {"Lorg/json/JSONObject;->*", AA_SENSITIVE_NONE},
    {"Landroid/content/SharedPreferences;->getString", AA_SENSITIVE_NONE},
    {"Landroid/net/Uri;->getQueryParameter", AA_SENSITIVE_NONE},
    {"Ljava/io/BufferedReader;->readLine", AA_SENSITIVE_NONE},
    {"Landroid/content/ClipData$Item;->getText", AA_SENSITIVE_NONE},
};

/* Calls whose text argument names what they give. */
static const char *const named_reads[] = {
    "Landroid/content/Intent;->getStringExtra",
    "Landroid/content/Intent;->getCharSequenceExtra",
    "Landroid/os/BaseBundle;->getString",
    "Landroid/os/BaseBundle;->get",
    "Landroid/os/Bundle;->getString",
    "Landroid/os/Bundle;->getCharSequence",
    "Landroid/os/Bundle;->get",
    "Lorg/json/JSONObject;->getString",
    "Lorg/json/JSONObject;->optString",
    "Lorg/json/JSONObject;->get",
    "Lorg/json/JSONObject;->opt",
    "Landroid/database/Cursor;->getColumnIndex",
    "Landroid/database/Cursor;->getColumnIndexOrThrow",
    "Landroid/content/SharedPreferences;->getString",
    "Landroid/content/ContentValues;->getAsString",
    "Landroid/net/Uri;->getQueryParameter",
    NULL,
};

/* What comes of these tells little or nothing of what they were given. */
static const char *const covers[] = {
    "Ljavax/crypto/Cipher;->doFinal",
    "Ljavax/crypto/Cipher;->update",
    "Ljavax/crypto/Cipher;->wrap",
    "Ljavax/crypto/Mac;->*",
    "Ljavax/crypto/SecretKeyFactory;->*",
    "Ljava/security/MessageDigest;->*",
    "Ljava/security/Signature;->*",
    "Ljava/lang/String;->length",
    "Ljava/lang/String;->isEmpty",
    "Ljava/lang/String;->equals",
    "Ljava/lang/String;->equalsIgnoreCase",
    "Ljava/lang/String;->contains",
    "Ljava/lang/String;->startsWith",
    "Ljava/lang/String;->endsWith",
    "Ljava/lang/String;->indexOf",
    "Ljava/lang/String;->hashCode",
    "Ljava/lang/String;->compareTo",
    "Ljava/lang/String;->matches",
    "Ljava/lang/CharSequence;->length",
    "Landroid/text/TextUtils;->isEmpty",
    "Landroid/text/TextUtils;->equals",
    "Landroid/widget/EditText;->length",
    "Landroid/widget/TextView;->length",
    "Ljava/lang/Object;->equals",
    "Ljava/lang/Object;->hashCode",
    "Ljava/util/regex/Matcher;->matches",
    NULL,
};

/* javax.crypto.Cipher.init(): what the cipher is to do. */
enum { ENCRYPT_MODE = 1, DECRYPT_MODE = 2 };

/* |origin| is the mode of the cipher whose result the step |final| is. */
static bool is_mode_of(aa_code *code, const aa_origin *origin, const aa_step *final)
{
    const aa_step *step = origin->kind == AA_ORIGIN_INT ? origin->way : NULL;
    while (step != NULL && step->kind == AA_STEP_ARGUMENT) /* handed to a helper */
        step = step->next;
    if (step == NULL || step->kind != AA_STEP_CALL ||
        !aa_method_is(code, step->method, "Ljavax/crypto/Cipher;->init"))
        return false;
    for (step = step->next; step != NULL; step = step->next)
        if (step->in == final->in && step->pc == final->pc)
            return true;
    return false;
}

/* What comes of the step can be read again: the cipher was made to decrypt, and for nothing else. */
static bool decrypts(aa_code *code, const aa_origins *all, const aa_step *step)
{
    static const char *const results[] = {"Ljavax/crypto/Cipher;->doFinal", "Ljavax/crypto/Cipher;->update",
                                          NULL};
    bool decrypt = false;
    bool encrypt = false;
    if (step->kind != AA_STEP_CALL || !aa_method_is_any(code, step->method, results))
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (is_mode_of(code, &all->items[i], step)) {
            decrypt |= all->items[i].number == DECRYPT_MODE;
            encrypt |= all->items[i].number == ENCRYPT_MODE;
        }
    return decrypt && !encrypt;
}

static bool is_covered(aa_code *code, const aa_origins *all, const aa_origin *origin)
{
    for (const aa_step *step = origin->way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_CALL && aa_method_is_any(code, step->method, covers) &&
            !decrypts(code, all, step))
            return true;
    return false;
}

/* The last thing that was done to the value is decrypting it; what the cipher was made with is no value of
 * it. */
static bool is_opened(aa_code *code, const aa_origins *all, const aa_origin *origin)
{
    bool opened = false;
    for (const aa_step *step = origin->way; step != NULL; step = step->next) {
        if (step->kind != AA_STEP_CALL)
            continue;
        if (aa_method_is(code, step->method, "Ljavax/crypto/Cipher;->init"))
            return false;
        if (aa_method_is_any(code, step->method, covers))
            opened = decrypts(code, all, step);
    }
    return opened;
}

/*
 * The value lies among the extras of an intent and was never read from there: the text of an intent, its
 * action and its type say nothing of them.
 */
static bool stays_in_intent(aa_code *code, const aa_origin *origin)
{
    static const char *const puts[] = {
        "Landroid/content/Intent;->putExtra",
        "Landroid/content/Intent;->putExtras",
        "Landroid/content/Intent;->replaceExtras",
        NULL,
    };
    static const char *const reads[] = {
        "Landroid/content/Intent;->getExtras",
        "Landroid/content/Intent;->getStringExtra",
        "Landroid/content/Intent;->getCharSequenceExtra",
        "Landroid/content/Intent;->getBundleExtra",
        "Landroid/content/Intent;->getParcelableExtra",
        "Landroid/content/Intent;->getSerializableExtra",
        "Landroid/content/Intent;->getByteArrayExtra",
        "Landroid/content/Intent;->toUri",
        "Landroid/content/Intent;->getStringArrayExtra",
        "Landroid/content/Intent;->getStringArrayListExtra",
        NULL,
    };
    bool inside = false;
    for (const aa_step *step = origin->way; step != NULL; step = step->next) {
        if (step->kind != AA_STEP_CALL)
            continue;
        if (aa_method_is_any(code, step->method, puts))
            inside = true;
        else if (inside && aa_method_is_any(code, step->method, reads))
            inside = false;
    }
    return inside;
}

static bool has_number(const aa_origins *origins, int64_t number)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind == AA_ORIGIN_INT && origins->items[i].number == number)
            return true;
    return false;
}

/* What the view of that id shows, by its name. */
static aa_sensitive shown(const aa_facts *facts, int64_t id, const char **name)
{
    const aa_layouts *l = &facts->layouts;
    for (size_t i = 0; i < l->text_count; i++)
        if (l->texts[i].id_number == (uint32_t)id) {
            *name = l->texts[i].id != NULL ? l->texts[i].id : "";
            return aa_sensitive_text(l->texts[i].id);
        }
    return AA_SENSITIVE_NONE;
}

/*
 * The field that the getText() at |origin| reads, by the number its view was looked up with. A helper that
 * reads any field is given many numbers: only those that |all|, the origins of the value, hold as well were
 * given for this one.
 */
static aa_sensitive typed(aa_code *code, const aa_facts *facts, const aa_origins *all,
                          const aa_origin *origin, const char **label)
{
    const aa_site site = {.in = origin->in, .pc = origin->pc};
    aa_origins view = aa_code_whence(code, &site, 0);
    aa_sensitive found = AA_SENSITIVE_NONE;
    for (size_t i = 0; i < view.count; i++) {
        aa_sensitive kind = AA_SENSITIVE_NONE;
        const char *name = "";
        if (view.items[i].kind != AA_ORIGIN_INT || !has_number(all, view.items[i].number))
            continue;
        if (aa_data_field(facts, view.items[i].number, &kind, &name) == NULL)
            kind = shown(facts, view.items[i].number, &name);
        if (kind <= found)
            continue;
        found = kind;
        *label = name;
    }
    return found;
}

static const char *called(aa_code *code, aa_method_id method)
{
    const aa_method *m = aa_program_method(aa_code_base_of(code)->program, method);
    const char *name = m == NULL ? NULL : aa_arena_utf8(aa_code_arena(code), m->name);
    return name != NULL ? name : "";
}

static const source *source_of(aa_code *code, aa_method_id method)
{
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (aa_method_is(code, method, sources[i].pattern))
            return &sources[i];
    return NULL;
}

/* The value comes out of the call that |step| is, and was not only given to an object by it. */
static bool gives(const aa_origins *all, const aa_step *step)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].kind == AA_ORIGIN_CALL && all->items[i].in == step->in &&
            all->items[i].pc == step->pc)
            return true;
    return false;
}

/* What one origin says; |*label| and |*outside| only change when it says something. */
static aa_sensitive kind_of(aa_code *code, const aa_facts *facts, const aa_origins *all, const aa_origin *o,
                            const char **label, bool *outside)
{
    if (o->kind == AA_ORIGIN_STRING) {
        if (o->way == NULL || o->way->kind != AA_STEP_CALL || !gives(all, o->way))
            return AA_SENSITIVE_NONE;
        bool names = aa_method_is_any(code, o->way->method, named_reads);
        bool device = aa_bytes_is(o->text, "android_id") &&
                      aa_method_is(code, o->way->method, "Landroid/provider/Settings$Secure;->getString");
        const char *text = names || device ? aa_arena_utf8(aa_code_arena(code), o->text) : NULL;
        *label = text != NULL ? text : *label;
        *outside |= names;
        return device ? AA_SENSITIVE_DEVICE : names ? aa_data_named(code, o->text) : AA_SENSITIVE_NONE;
    }
    const source *s = o->kind == AA_ORIGIN_CALL ? source_of(code, o->method) : NULL;
    if (s == NULL) {
        *outside |= o->kind == AA_ORIGIN_ENTRY;
        return AA_SENSITIVE_NONE;
    }
    *outside = true;
    *label = called(code, o->method);
    bool text = strcmp(*label, "getText") == 0;
    return text ? typed(code, facts, all, o, label) : s->kind;
}

aa_data aa_data_of(aa_code *code, const aa_facts *facts, const aa_origins *origins)
{
    aa_data data = {.label = "",
                    .constant = aa_origins_constant(code, origins),
                    .unknown = !origins->complete || origins->count == 0};
    for (size_t i = 0; i < origins->count && !data.constant; i++) {
        const aa_origin *o = &origins->items[i];
        const char *label = "";
        bool outside = false;
        aa_sensitive kind = kind_of(code, facts, origins, o, &label, &outside);
        data.unknown |= o->kind == AA_ORIGIN_UNKNOWN || o->kind == AA_ORIGIN_PARAM;
        if (!outside && kind == AA_SENSITIVE_NONE)
            continue;
        if (stays_in_intent(code, o))
            continue;
        if (is_covered(code, origins, o)) {
            data.hidden = kind > data.hidden ? kind : data.hidden;
            continue;
        }
        if (data.opened == NULL && outside && is_opened(code, origins, o))
            data.opened = o;
        data.outside |= outside;
        if (data.origin != NULL && kind <= data.kind)
            continue;
        data.kind = kind;
        data.origin = o;
        data.label = label;
    }
    return data;
}

/* ---- what is typed ------------------------------------------------------------------------------------- */

/* The text of a view that is looked up by the number of an input field. */
static bool is_field_text(aa_code *code, const aa_facts *facts, const aa_origin *o)
{
    const aa_site site = {.in = o->in, .pc = o->pc};
    aa_origins view = aa_code_whence(code, &site, 0);
    for (size_t i = 0; i < view.count; i++) {
        aa_sensitive kind = AA_SENSITIVE_NONE;
        const char *label = "";
        if (view.items[i].kind == AA_ORIGIN_INT &&
            aa_data_field(facts, view.items[i].number, &kind, &label) != NULL)
            return true;
    }
    return false;
}

const aa_origin *aa_data_typed(aa_code *code, const aa_facts *facts, const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind != AA_ORIGIN_CALL)
            continue;
        if (aa_method_is(code, o->method, "Landroid/widget/EditText;->getText") ||
            (aa_method_is(code, o->method, "Landroid/widget/TextView;->getText") &&
             is_field_text(code, facts, o)))
            return o;
    }
    return NULL;
}

/* ---- stores -------------------------------------------------------------------------------------------- */

static bool encrypts(const aa_shapes *shapes, aa_method_id method)
{
    const aa_shape *shape = shapes == NULL ? NULL : aa_shape_of_method(shapes, method);
    return shape != NULL &&
           (shape->kind == AA_SHAPE_SECURITY_CRYPTO_PREFS || shape->kind == AA_SHAPE_SECURITY_CRYPTO_FILE ||
            shape->kind == AA_SHAPE_SQLCIPHER);
}

static bool is_own_store(aa_code *code, aa_type_id type)
{
    static const char *const stores[] = {"Landroid/content/SharedPreferences;",
                                         "Landroid/content/SharedPreferences$Editor;"};
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_type *t = aa_program_type(p, type);
    if (t == NULL || t->unit == AA_NO_ID)
        return false;
    return aa_type_is_platform(p, type, stores[0]) || aa_type_is_platform(p, type, stores[1]);
}

/* The key of an MMKV store stands behind the mode: mmkvWithID(String, int, String), defaultMMKV(int, String).
 */
static aa_store mmkv_opened(aa_code *code, aa_method_id in, uint32_t pc, aa_method_id opens)
{
    const aa_program *p = aa_code_base_of(code)->program;
    for (size_t i = 1; i < aa_method_parameter_count(p, opens); i++) {
        if (!aa_bytes_is(aa_method_parameter(p, opens, i), "Ljava/lang/String;") ||
            !aa_bytes_is(aa_method_parameter(p, opens, i - 1), "I"))
            continue;
        aa_origins key = aa_code_argument(code, in, pc, (uint32_t)i);
        for (size_t k = 0; k < key.count; k++)
            if (key.items[k].kind != AA_ORIGIN_NULL && key.items[k].kind != AA_ORIGIN_INT)
                return AA_STORE_ENCRYPTS;
        return key.count == 0 ? AA_STORE_UNKNOWN : AA_STORE_PLAIN;
    }
    return AA_STORE_PLAIN;
}

/* What a call that the value came by says of the store. */
static aa_store store_by(aa_code *code, aa_method_id in, uint32_t pc, aa_method_id method)
{
    const aa_shapes *shapes = aa_code_base_of(code)->shapes;
    const aa_shape *shape = shapes == NULL ? NULL : aa_shape_of_method(shapes, method);
    if (shape != NULL && shape->kind == AA_SHAPE_MMKV && shape->part == AA_PART_OPEN)
        return mmkv_opened(code, in, pc, method);
    return encrypts(shapes, method) ? AA_STORE_ENCRYPTS : AA_STORE_NOTHING;
}

static aa_store store_of(aa_code *code, const aa_origin *o)
{
    aa_store found = o->kind == AA_ORIGIN_CALL ? store_by(code, o->in, o->pc, o->method) : AA_STORE_NOTHING;
    for (const aa_step *step = o->way; step != NULL && found == AA_STORE_NOTHING; step = step->next)
        if (step->kind != AA_STEP_FIELD)
            found = store_by(code, step->in, step->pc, step->method);
    if (found == AA_STORE_NOTHING && o->kind == AA_ORIGIN_NEW && is_own_store(code, o->type))
        found = AA_STORE_UNKNOWN;
    return found;
}

aa_store aa_data_store_of(aa_code *code, const aa_origins *origins)
{
    aa_store found = AA_STORE_NOTHING;
    for (size_t i = 0; i < origins->count; i++) {
        aa_store store = store_of(code, &origins->items[i]);
        found = store > found ? store : found;
    }
    return found == AA_STORE_NOTHING ? AA_STORE_PLAIN : found;
}
