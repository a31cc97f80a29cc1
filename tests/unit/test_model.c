#include "code/model.h"

#include "support/program_case.h"
#include "support/test.h"

#define STR   "Ljava/lang/String;"
#define CHARS "Ljava/lang/CharSequence;"
#define SET   "Ljava/nio/charset/Charset;"
#define LOC   "Ljava/util/Locale;"
#define OBJ   "Ljava/lang/Object;"

/* A constant as the table below writes it. */
typedef struct constant {
    enum { NONE, TEXT, NUMBER, BYTES, CHARS_OF, TEXTS, FIELD, UNKNOWN, THROWS } kind;

    const char *text; /* TEXT, BYTES, CHARS_OF; TEXTS: joined with |; FIELD: its name */
    size_t n;
    int64_t number;
} constant;

#define T(s)                                                                                                 \
    {                                                                                                        \
        TEXT, s, sizeof(s) - 1, 0                                                                            \
    }
#define B(s)                                                                                                 \
    {                                                                                                        \
        BYTES, s, sizeof(s) - 1, 0                                                                           \
    }
#define C(s)                                                                                                 \
    {                                                                                                        \
        CHARS_OF, s, sizeof(s) - 1, 0                                                                        \
    }
#define A(s)                                                                                                 \
    {                                                                                                        \
        TEXTS, s, sizeof(s) - 1, 0                                                                           \
    }
#define F(s)                                                                                                 \
    {                                                                                                        \
        FIELD, s, sizeof(s) - 1, 0                                                                           \
    }
#define N(n)                                                                                                 \
    {                                                                                                        \
        NUMBER, "", 0, n                                                                                     \
    }
#define U                                                                                                    \
    {                                                                                                        \
        UNKNOWN, "", 0, 0                                                                                    \
    }
#define X                                                                                                    \
    {                                                                                                        \
        THROWS, "", 0, 0                                                                                     \
    }

typedef struct row {
    const char *method;
    constant args[5]; /* up to the first NONE */
    constant result;
} row;

static const row strings[] = {
    {STR "->concat(" STR ")" STR, {T("AES/"), T("ECB")}, T("AES/ECB")},
    {STR "->concat(" STR ")" STR, {T("AES/"), U}, U},
    {STR "->substring(I)" STR, {T("xAES"), N(1)}, T("AES")},
    {STR "->substring(II)" STR, {T("h\xC3\xA9llo"), N(1), N(3)}, T("\xC3\xA9l")},
    {STR "->substring(II)" STR, {T("\xF0\x9F\x94\x91key"), N(2), N(5)}, T("key")},
    {STR "->substring(II)" STR, {T("abc"), N(2), N(1)}, X},
    {STR "->substring(II)" STR, {T("abc"), N(0), N(4)}, X},
    {STR "->substring(II)" STR, {T("a\xEF\xBF\xBD"), N(0), N(1)}, U},
    {STR "->subSequence(II)" CHARS, {T("abc"), N(0), N(2)}, T("ab")},
    {STR "->charAt(I)C", {T("abc"), N(1)}, N('b')},
    {STR "->charAt(I)C", {T("\xF0\x9F\x94\x91"), N(1)}, N(0xDD11)},
    {STR "->charAt(I)C", {T("abc"), N(3)}, X},
    {STR "->length()I", {T("\xF0\x9F\x94\x91")}, N(2)},
    {STR "->length()I", {T("")}, N(0)},
    {STR "->isEmpty()Z", {T("")}, N(1)},
    {STR "->isEmpty()Z", {N(0)}, U},
    {STR "->isBlank()Z", {T(" \t")}, N(1)},
    {STR "->hashCode()I", {T("AES")}, N(64687)},
    {STR "->hashCode()I", {T("polygenelubricants")}, N(INT32_MIN)},
    {STR "->toCharArray()[C", {T("\xC3\xA9!")}, C("\xE9!")},
    {STR "->valueOf([C)" STR, {C("DES")}, T("DES")},
    {STR "->copyValueOf([CII)" STR, {C("xDESx"), N(1), N(3)}, T("DES")},
    {STR "-><init>([C)V", {C("DES")}, T("DES")},
    {STR "-><init>([CII)V", {C("DES"), N(1), N(3)}, X},
    {STR "-><init>([CII)V", {C("DES"), N(0), N(-1)}, X},
    {STR "-><init>(" STR ")V", {T("same")}, T("same")},
    {STR "-><init>()V", {{NONE, "", 0, 0}}, T("")},
    {STR "->equals(" OBJ ")Z", {T("a"), T("a")}, N(1)},
    {STR "->equals(" OBJ ")Z", {T("a"), N(0)}, N(0)},
    {STR "->equals(" OBJ ")Z", {T("a"), B("a")}, U},
    {STR "->equalsIgnoreCase(" STR ")Z", {T("aEs"), T("AeS")}, N(1)},
    {STR "->equalsIgnoreCase(" STR ")Z", {T("\xC3\xA9"), T("\xC3\x89")}, U},
    {STR "->compareTo(" STR ")I", {T("abc"), T("abf")}, N(-3)},
    {STR "->compareTo(" STR ")I", {T("ab"), T("abcd")}, N(-2)},
    {STR "->startsWith(" STR ")Z", {T("http://x"), T("http:")}, N(1)},
    {STR "->startsWith(" STR ")Z", {T("ht"), T("http:")}, N(0)},
    {STR "->startsWith(" STR "I)Z", {T("xhttp:"), T("http"), N(1)}, N(1)},
    {STR "->startsWith(" STR "I)Z", {T("x"), T("x"), N(-1)}, N(0)},
    {STR "->endsWith(" STR ")Z", {T("a.apk"), T(".apk")}, N(1)},
    {STR "->endsWith(" STR ")Z", {T("k"), T(".apk")}, N(0)},
    {STR "->contains(" CHARS ")Z", {T("AES/ECB"), T("ECB")}, N(1)},
    {STR "->contains(" CHARS ")Z", {T(""), T("")}, N(1)},
    {STR "->indexOf(I)I", {T("a/b/c"), N('/')}, N(1)},
    {STR "->indexOf(" STR "I)I", {T("a/b/c"), T("/"), N(2)}, N(3)},
    {STR "->indexOf(" STR "I)I", {T("abc"), T(""), N(9)}, N(3)},
    {STR "->indexOf(I)I", {T("\xC3\xA9/"), N('/')}, U},
    {STR "->lastIndexOf(I)I", {T("a/b/c"), N('/')}, N(3)},
    {STR "->lastIndexOf(" STR ")I", {T("abc"), T("x")}, N(-1)},
    {CHARS "->length()I", {T("abc")}, N(3)},
    {OBJ "->toString()" STR, {T("abc")}, T("abc")},
    {OBJ "->toString()" STR, {N(1)}, U},
    {"Ljava/util/Objects;->equals(" OBJ OBJ ")Z", {T("a"), T("b")}, N(0)},
    {"Landroid/text/TextUtils;->isEmpty(" CHARS ")Z", {N(0)}, N(1)},
    {"Landroid/text/TextUtils;->equals(" CHARS CHARS ")Z", {T("a"), T("a")}, N(1)},
};

static const row texts[] = {
    {STR "->repeat(I)" STR, {T("ab"), N(3)}, T("ababab")},
    {STR "->repeat(I)" STR, {T("ab"), N(-1)}, X},
    {STR "->repeat(I)" STR, {T("ab"), N(INT32_MAX)}, U},
    {STR "->join(" CHARS "[" CHARS ")" STR, {T("/"), A("AES|CBC|NoPadding")}, T("AES/CBC/NoPadding")},
    {STR "->toLowerCase()" STR, {T("AES")}, T("aes")},
    {STR "->toUpperCase(" LOC ")" STR, {T("aes"), F("ROOT")}, T("AES")},
    {STR "->toUpperCase(" LOC ")" STR,
     {T("stra\xC3\x9F"
        "e"),
      F("ROOT")},
     U},
    {STR "->trim()" STR, {T(" \n k\xC3\xA9y ")}, T("k\xC3\xA9y")},
    {STR "->strip()" STR, {T("\t key ")}, T("key")},
    {STR "->replace(CC)" STR, {T("a-b-c"), N('-'), N('/')}, T("a/b/c")},
    {STR "->replace(" CHARS CHARS ")" STR, {T("A##E##S"), T("##"), T("")}, T("AES")},
    {STR "->replace(" CHARS CHARS ")" STR, {T("AES"), T(""), T("-")}, U},
    {STR "->replaceAll(" STR STR ")" STR, {T("AxxES"), T("xx"), T("")}, T("AES")},
    {STR "->replaceAll(" STR STR ")" STR, {T("A.E.S"), T("\\."), T("")}, T("AES")},
    {STR "->replaceAll(" STR STR ")" STR, {T("A1E2S"), T("[0-9]"), T("")}, U},
    {STR "->replaceAll(" STR STR ")" STR, {T("AES"), T("E"), T("$0")}, U},
    {STR "->replaceAll(" STR STR ")" STR, {T("A1"), T("\\d"), T("")}, U},
    {STR "->replaceFirst(" STR STR ")" STR, {T("xAxES"), T("x"), T("")}, T("AxES")},
    {STR "->split(" STR ")[" STR, {T("AES/CBC/PKCS5Padding"), T("/")}, A("AES|CBC|PKCS5Padding")},
    {STR "->split(" STR ")[" STR, {T("a.b.."), T("\\.")}, A("a|b")},
    {STR "->split(" STR ")[" STR, {T(",a"), T(",")}, A("|a")},
    {STR "->split(" STR ")[" STR, {T(""), T(",")}, A("")},
    {STR "->split(" STR ")[" STR, {T("a1b"), T("\\d")}, U},
    {STR "->getBytes()[B", {T("k\xC3\xA9y")}, B("k\xC3\xA9y")},
    {STR "->getBytes(" SET ")[B", {T("k\xC3\xA9y"), F("UTF_8")}, B("k\xC3\xA9y")},
    {STR "->getBytes(" SET ")[B", {T("k\xC3\xA9y"), F("ISO_8859_1")}, B("k\xE9y")},
    {STR "->getBytes(" SET ")[B", {T("\xF0\x9F\x94\x91\xC3\xA9"), F("US_ASCII")}, B("??")},
    {STR "->getBytes(" SET ")[B", {T("key"), F("UTF_16")}, U},
    {STR "->getBytes(" SET ")[B", {T("key"), U}, B("key")},
    {STR "->getBytes(" SET ")[B", {T("k\xC3\xA9y"), U}, U},
    {STR "->getBytes(" STR ")[B", {T("key"), T("utf-8")}, B("key")},
    {STR "->getBytes(" STR ")[B", {T("key"), T("UTF-16LE")}, U},
    {STR "-><init>([B)V", {B("k\xC3\xA9y")}, T("k\xC3\xA9y")},
    {STR "-><init>([B)V", {B("\xED\xA0\x80")}, U},
    {STR "-><init>([B)V", {B("\xFF")}, U},
    {STR "-><init>([B" SET ")V", {B("\xE9"), F("ISO_8859_1")}, T("\xC3\xA9")},
    {STR "-><init>([BII)V", {B("xkeyx"), N(1), N(3)}, T("key")},
    {STR "-><init>([BII)V", {B("key"), N(2), N(2)}, X},
    {STR "-><init>([BII" SET ")V", {B("xkey"), N(1), N(3), F("UTF_8")}, T("key")},
    {"Landroid/text/TextUtils;->concat([" CHARS ")" CHARS, {A("AES|/CBC")}, T("AES/CBC")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%s/%s"), A("AES|CBC")}, T("AES/CBC")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%2$s-%1$s%%%n"), A("a|b")}, T("b-a%\n")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("[%5s|%-5s]"), A("a|b")}, T("[    a|b    ]")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%s"), A("")}, T("")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%s%s"), A("a")}, U},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%.3s"), A("abcd")}, U},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%02x%X"), C("\x0A\xFF")}, T("0aFF")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%c%03d"), C("A\x07")}, T("A007")},
    {STR "->format(" STR "[" OBJ ")" STR, {T("%s"), C("A")}, U},
    {STR "->format(" LOC STR "[" OBJ ")" STR, {F("US"), T("%s!"), A("hi")}, T("hi!")},
};

static const row numbers[] = {
    {"Ljava/lang/Integer;->parseInt(" STR ")I", {T("-2147483648")}, N(INT32_MIN)},
    {"Ljava/lang/Integer;->parseInt(" STR ")I", {T("2147483648")}, X},
    {"Ljava/lang/Integer;->parseInt(" STR ")I", {T(" 1")}, X},
    {"Ljava/lang/Integer;->parseInt(" STR ")I", {T("1\0")}, X},
    {"Ljava/lang/Integer;->parseInt(" STR ")I", {T("")}, X},
    {"Ljava/lang/Integer;->parseInt(" STR "I)I", {T("fF"), N(16)}, N(255)},
    {"Ljava/lang/Integer;->parseInt(" STR "I)I", {T("0x1"), N(16)}, X},
    {"Ljava/lang/Long;->parseLong(" STR ")J", {T("9223372036854775807")}, N(INT64_MAX)},
    {"Ljava/lang/Long;->parseLong(" STR ")J", {T("9223372036854775808")}, X},
    {"Ljava/lang/Byte;->parseByte(" STR ")B", {T("128")}, X},
    {"Ljava/lang/Integer;->toString(I)" STR, {N(-12)}, T("-12")},
    {"Ljava/lang/Integer;->toString(II)" STR, {N(-255), N(16)}, T("-ff")},
    {"Ljava/lang/Integer;->toHexString(I)" STR, {N(-1)}, T("ffffffff")},
    {"Ljava/lang/Integer;->toBinaryString(I)" STR, {N(5)}, T("101")},
    {"Ljava/lang/Long;->toHexString(J)" STR, {N(-1)}, T("ffffffffffffffff")},
    {"Ljava/lang/Long;->toString(J)" STR, {N(INT64_MIN)}, T("-9223372036854775808")},
    {"Ljava/lang/Integer;->byteValue()B", {N(200)}, N(-56)},
    {"Ljava/lang/Integer;->rotateLeft(II)I", {N(INT32_MIN), N(1)}, N(1)},
    {"Ljava/lang/Boolean;->parseBoolean(" STR ")Z", {T("TRUE")}, N(1)},
    {"Ljava/lang/Boolean;->toString()" STR, {N(0)}, T("false")},
    {"Ljava/lang/Character;->digit(CI)I", {N('f'), N(16)}, N(15)},
    {"Ljava/lang/Character;->digit(CI)I", {N('g'), N(16)}, N(-1)},
    {"Ljava/lang/Character;->digit(CI)I", {N(0x661), N(10)}, U},
    {"Ljava/lang/Character;->getNumericValue(C)I", {N('a')}, N(10)},
    {"Ljava/lang/Character;->toUpperCase(C)C", {N('a')}, N('A')},
    {"Ljava/lang/Character;->isDigit(C)Z", {N('7')}, N(1)},
    {"Ljava/lang/Character;->toString(C)" STR, {N(0xE9)}, T("\xC3\xA9")},
    {"Ljava/lang/Math;->max(II)I", {N(3), N(3)}, N(3)},
    {"Ljava/lang/Math;->max(II)I", {N(3), N(4)}, N(4)},
    {"Ljava/lang/Math;->min(II)I", {N(3), N(4)}, N(3)},
    {"Ljava/lang/Math;->abs(I)I", {N(INT32_MIN)}, U},
    {"Ljava/lang/Math;->floorMod(II)I", {N(-1), N(5)}, N(4)},
    {STR "->valueOf(I)" STR, {N(7)}, T("7")},
    {STR "->valueOf(Z)" STR, {N(1)}, T("true")},
    {STR "->valueOf(C)" STR, {N('A')}, T("A")},
    {STR "->valueOf(" OBJ ")" STR, {N(7)}, U},
};

static const row arrays[] = {
    {"Ljava/util/Arrays;->copyOf([BI)[B", {B("abc"), N(2)}, B("ab")},
    {"Ljava/util/Arrays;->copyOf([BI)[B", {B("abc"), N(5)}, B("abc\0\0")},
    {"Ljava/util/Arrays;->copyOf([BI)[B", {B("abc"), N(-1)}, X},
    {"Ljava/util/Arrays;->copyOf([CI)[C", {C("abc"), N(2)}, C("ab")},
    {"Ljava/util/Arrays;->copyOfRange([BII)[B", {B("abcdef"), N(2), N(4)}, B("cd")},
    {"Ljava/util/Arrays;->copyOfRange([BII)[B", {B("abc"), N(4), N(5)}, X},
    {"Ljava/util/Arrays;->equals([B[B)Z", {B("a"), B("a")}, N(1)},
    {"Ljava/util/Arrays;->toString([B)" STR, {B("\x01\xFF")}, T("[1, -1]")},
    {"[B->clone()" OBJ, {B("key")}, B("key")},
    {"[C->clone()" OBJ, {C("key")}, C("key")},
    {"Landroid/util/Base64;->decode(" STR "I)[B", {T("a2V5"), N(0)}, B("key")},
    {"Landroid/util/Base64;->decode(" STR "I)[B", {T("a2\nV5MQ=="), N(0)}, B("key1")},
    {"Landroid/util/Base64;->decode(" STR "I)[B", {T("-_8="), N(0)}, U},
    {"Landroid/util/Base64;->decode(" STR "I)[B", {T("-_8="), N(8)}, B("\xFB\xFF")},
    {"Landroid/util/Base64;->decode([BI)[B", {B("a2V5"), N(2)}, B("key")},
    {"Landroid/util/Base64;->encodeToString([BI)" STR, {B("key1"), N(0)}, T("a2V5MQ==\n")},
    {"Landroid/util/Base64;->encodeToString([BI)" STR, {B("key1"), N(3)}, T("a2V5MQ")},
    {"Landroid/util/Base64;->encodeToString([BI)" STR, {B("\xFB\xFF"), N(10)}, T("-_8=")},
    {"Landroid/util/Base64;->encodeToString([BI)" STR,
     {B("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), N(4)},
     T("YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYg==\r\n")},
    {"Ljava/util/Base64$Decoder;->decode(" STR ")[B", {U, T("a2V5")}, B("key")},
    {"Ljava/util/Base64$Encoder;->encodeToString([B)" STR, {U, B("key")}, T("a2V5")},
    {"Ljava/util/Base64$Encoder;->encodeToString([B)" STR, {U, B("key1")}, U},
};

/* ---- carrying it out ---------------------------------------------------------------------------------- */

typedef struct models_case {
    program_case program;
    aa_models *models;
    aa_values *values;
} models_case;

static int begin(void **state)
{
    static models_case t;
    program_case_begin(&t.program, "model");
    t.models = aa_models_new(t.program.program);
    t.values = aa_values_new();
    assert_non_null(t.models);
    assert_non_null(t.values);
    *state = &t;
    return 0;
}

static int end(void **state)
{
    models_case *t = *state;
    aa_models_free(t->models);
    aa_values_free(t->values);
    program_case_end(&t->program);
    return 0;
}

static aa_value chars_value(models_case *t, const constant *c)
{
    aa_value parts[64];
    for (size_t i = 0; i < c->n; i++)
        parts[i] = aa_value_int(t->values, (uint8_t)c->text[i]);
    return aa_value_node_of(t->values, AA_V_ARRAY, UINT32_MAX, (int64_t)c->n, parts, c->n);
}

static aa_value texts_value(models_case *t, const constant *c)
{
    aa_value parts[64];
    size_t count = 0;
    const char *rest = c->text;
    for (const char *bar = strchr(rest, '|'); bar != NULL; rest = bar + 1, bar = strchr(rest, '|'))
        parts[count++] = aa_value_text(t->values, AA_V_STRING, aa_bytes_of(rest, (size_t)(bar - rest)));
    parts[count++] = aa_value_text(t->values, AA_V_STRING, aa_bytes_of(rest, strlen(rest)));
    return aa_value_node_of(t->values, AA_V_ARRAY, UINT32_MAX, (int64_t)count, parts, count);
}

static aa_value field_value(models_case *t, const char *name)
{
    size_t count = aa_program_field_count(t->program.program, NULL);
    for (aa_field_id id = 0; id < count; id++)
        if (aa_bytes_is(aa_program_field(t->program.program, id)->name, name))
            return aa_value_leaf(t->values, AA_V_FIELD, id, 0);
    fail_msg("no field %s", name);
    return AA_VALUE_UNKNOWN;
}

static aa_value value_of(models_case *t, const constant *c)
{
    switch (c->kind) {
    case TEXT:
        return aa_value_text(t->values, AA_V_STRING, aa_bytes_of(c->text, c->n));
    case BYTES:
        return aa_value_text(t->values, AA_V_BYTES, aa_bytes_of(c->text, c->n));
    case NUMBER:
        return aa_value_int(t->values, c->number);
    case CHARS_OF:
        return chars_value(t, c);
    case TEXTS:
        return texts_value(t, c);
    case FIELD:
        return field_value(t, c->text);
    case THROWS:
        return aa_value_nothing(t->values);
    case NONE:
    case UNKNOWN:
        break;
    }
    return AA_VALUE_UNKNOWN;
}

/* Of exactly that class: a call of a method is a call of what it overrides, too, for aa_program_match(). */
static aa_method_id method(models_case *t, const char *name)
{
    size_t count = aa_program_method_count(t->program.program, NULL);
    aa_method_id found = AA_NO_ID;
    aa_str text;
    aa_str_init(&text, 1000);
    for (aa_method_id id = 0; id < count && found == AA_NO_ID; id++) {
        aa_str_clear(&text);
        aa_method_put(t->program.program, id, &text);
        found = strcmp(text.ptr, name) == 0 ? id : AA_NO_ID;
    }
    aa_str_done(&text);
    if (found == AA_NO_ID)
        fail_msg("no method %s", name);
    return found;
}

static const aa_model *model(models_case *t, const char *name)
{
    aa_method_id id = method(t, name);
    const aa_model *found = aa_model_of(t->models, id);
    if (found == NULL)
        fail_msg("no model for %s", name);
    assert_ptr_equal(found, aa_model_of(t->models, id));
    return found;
}

static void assert_rows(models_case *t, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        aa_value args[5];
        size_t n = 0;
        for (; n < 5 && rows[i].args[n].kind != NONE; n++)
            args[n] = value_of(t, &rows[i].args[n]);
        const aa_model *m = model(t, rows[i].method);
        aa_value got = aa_model_apply(m, t->values, args, n);
        if (got != value_of(t, &rows[i].result)) {
            const aa_value_node *node = aa_value_at(t->values, got);
            fail_msg("row %zu, %s: kind %d, number %lld, text %.*s", i, rows[i].method, node->kind,
                     (long long)node->number, (int)node->text.n, (const char *)node->text.p);
        }
    }
}

static void texts_are_taken_apart_and_compared_as_java_does(void **state)
{
    assert_rows(*state, strings, sizeof strings / sizeof strings[0]);
}

static void texts_are_made_as_java_does(void **state)
{
    assert_rows(*state, texts, sizeof texts / sizeof texts[0]);
}

static void numbers_are_read_and_written_as_java_does(void **state)
{
    assert_rows(*state, numbers, sizeof numbers / sizeof numbers[0]);
}

static void arrays_and_base64_are_evaluated(void **state)
{
    assert_rows(*state, arrays, sizeof arrays / sizeof arrays[0]);
}

/* Whatever constants a model is given, it gives a value or says that it cannot tell. */
static void no_argument_is_too_strange(void **state)
{
    models_case *t = *state;
    static const constant strange[] = {
        T(""), T("\xEF\xBF\xBD"), N(INT64_MIN), N(INT64_MAX), N(-1), B(""), C(""), U, X, A("")};

    enum { KINDS = sizeof strange / sizeof strange[0] };

    size_t defined = 0;
    size_t count = aa_program_method_count(t->program.program, &defined);
    size_t asked = 0;
    for (aa_method_id id = (aa_method_id)defined; id < count; id++) {
        const aa_model *m = aa_model_of(t->models, id);
        for (size_t k = 0; m != NULL && k < KINDS * KINDS * KINDS; k++) {
            aa_value args[] = {value_of(t, &strange[k % KINDS]), value_of(t, &strange[k / KINDS % KINDS]),
                               value_of(t, &strange[k / KINDS / KINDS]), value_of(t, &strange[k % KINDS])};
            size_t n = aa_method_parameter_count(t->program.program, id);
            for (size_t given = n > 4 ? 4 : n; given <= 4 && given <= n + 1; given++)
                aa_model_apply(m, t->values, args, given);
            asked++;
        }
    }
    assert_true(asked > 100 * KINDS);
    assert_false(aa_values_failed(t->values));
}

static void effects_say_which_argument(void **state)
{
    models_case *t = *state;
    const aa_model *fill = model(t, "Ljava/security/SecureRandom;->nextBytes([B)V");
    assert_int_equal(aa_model_effects(fill), AA_EFFECT_FILLS);
    assert_int_equal(aa_model_filled(fill), 1);
    fill = model(t, "Ljava/util/zip/GZIPInputStream;->read([BII)I");
    assert_int_equal(aa_model_effects(fill), AA_EFFECT_FILLS);
    fill = model(t, "Ljavax/crypto/Cipher;->doFinal([BII[B)I");
    assert_int_equal(aa_model_filled(fill), 4);
    const aa_model *same = model(t, "Ljava/util/Objects;->requireNonNull(" OBJ ")" OBJ);
    assert_int_equal(aa_model_effects(same), AA_EFFECT_IDENTITY);
    assert_int_equal(aa_model_same(same), 0);
    assert_int_equal(aa_model_effects(model(t, "[B->clone()" OBJ)), AA_EFFECT_PURE | AA_EFFECT_COPIES);
    const aa_model *bytes = model(t, STR "->getBytes(" SET ")[B");
    assert_true(aa_model_needs(bytes, 0));
    assert_false(aa_model_needs(bytes, 1));
    assert_true(aa_model_needs(bytes, 64));
}

static void what_is_not_known_has_no_model(void **state)
{
    models_case *t = *state;
    static const char *const names[] = {"Ljavax/crypto/Cipher;->getInstance(" STR ")Ljavax/crypto/Cipher;",
                                        "Ljava/io/InputStream;->read()I", "Lmodel/Calls;->all()V",
                                        "Lmodel/Missing;->length()I"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_null(aa_model_of(t->models, method(t, names[i])));
    assert_null(aa_model_of(t->models, AA_NO_ID));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_taken_apart_and_compared_as_java_does),
        cmocka_unit_test(texts_are_made_as_java_does),
        cmocka_unit_test(numbers_are_read_and_written_as_java_does),
        cmocka_unit_test(arrays_and_base64_are_evaluated),
        cmocka_unit_test(no_argument_is_too_strange),
        cmocka_unit_test(effects_say_which_argument),
        cmocka_unit_test(what_is_not_known_has_no_model),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
