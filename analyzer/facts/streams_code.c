#include "facts/streams_code.h"

/* ---- where a file lies ----------------------------------------------------------------------------------
 */

typedef struct folder {
    const char *pattern;
    aa_file_where where;
} folder;

static const folder folders[] = {
    {"Landroid/os/Environment;->getExternalStorageDirectory", AA_FILE_SHARED},
    {"Landroid/os/Environment;->getExternalStoragePublicDirectory", AA_FILE_SHARED},
    {"Landroid/content/Context;->getExternalFilesDir", AA_FILE_EXTERNAL},
    {"Landroid/content/Context;->getExternalFilesDirs", AA_FILE_EXTERNAL},
    {"Landroid/content/Context;->getExternalCacheDir", AA_FILE_EXTERNAL},
    {"Landroid/content/Context;->getExternalCacheDirs", AA_FILE_EXTERNAL},
    {"Landroid/content/Context;->getExternalMediaDirs", AA_FILE_EXTERNAL},
    {"Landroid/content/Context;->getObbDir", AA_FILE_EXTERNAL},
    {"Landroid/content/Context;->getCacheDir", AA_FILE_CACHE},
    {"Landroid/content/Context;->getCodeCacheDir", AA_FILE_CACHE},
    {"Ljava/io/File;->createTempFile", AA_FILE_CACHE},
    {"Landroid/content/Context;->getFilesDir", AA_FILE_PRIVATE},
    {"Landroid/content/Context;->getNoBackupFilesDir", AA_FILE_PRIVATE},
    {"Landroid/content/Context;->getDataDir", AA_FILE_PRIVATE},
    {"Landroid/content/Context;->getDir", AA_FILE_PRIVATE},
    {"Landroid/content/Context;->getFileStreamPath", AA_FILE_PRIVATE},
    {"Landroid/content/Context;->openFileOutput", AA_FILE_PRIVATE},
};

static bool starts(aa_bytes text, const char *start)
{
    size_t n = strlen(start);
    return text.n >= n && memcmp(text.p, start, n) == 0;
}

static aa_file_where where_text(aa_bytes text)
{
    static const char *const shared[] = {"/sdcard", "/mnt/sdcard", "/storage/emulated", "/storage/sdcard"};
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
        if (starts(text, shared[i]))
            return AA_FILE_SHARED;
    return starts(text, "/data/data/") || starts(text, "/data/user/") ? AA_FILE_PRIVATE : AA_FILE_UNKNOWN;
}

static aa_file_where where_of(aa_code *code, const aa_origin *o)
{
    if (o->kind == AA_ORIGIN_STRING)
        return where_text(o->text);
    if (o->kind != AA_ORIGIN_CALL)
        return AA_FILE_UNKNOWN;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (aa_method_is(code, o->method, folders[i].pattern))
            return folders[i].where;
    return AA_FILE_UNKNOWN;
}

static const char *name_of(aa_code *code, const aa_origin *o)
{
    const aa_method *m =
        o->kind == AA_ORIGIN_CALL ? aa_program_method(aa_code_base_of(code)->program, o->method) : NULL;
    const char *name = aa_arena_utf8(aa_code_arena(code), m != NULL ? m->name : o->text);
    return name != NULL ? name : "-";
}

aa_file_where aa_file_where_of(aa_code *code, const aa_origins *path, const aa_origin **which)
{
    aa_file_where found = AA_FILE_UNKNOWN;
    *which = NULL;
    for (size_t i = 0; i < path->count; i++) {
        aa_file_where where = where_of(code, &path->items[i]);
        if (where <= found)
            continue;
        found = where;
        *which = &path->items[i];
    }
    return found;
}

static void find_folder(aa_code *code, aa_file_out *out)
{
    out->where = AA_FILE_PRIVATE;
    out->name = "openFileOutput";
    if (aa_site_is(code, &out->site, "Landroid/content/Context;->openFileOutput"))
        return;
    aa_origins path = aa_code_whence(code, &out->site, 1);
    out->where = aa_file_where_of(code, &path, &out->folder);
    out->name = out->folder == NULL ? "-" : name_of(code, out->folder);
}

/* ---- what is written -------------------------------------------------------------------------------------
 */

static const char *const openers[] = {
    "Ljava/io/FileOutputStream;-><init>",
    "Ljava/io/FileWriter;-><init>",
    "Ljava/io/RandomAccessFile;-><init>",
    "Ljava/io/PrintWriter;-><init>(Ljava/io/File;)V",
    "Ljava/io/PrintWriter;-><init>(Ljava/lang/String;)V",
    "Landroid/content/Context;->openFileOutput",
    NULL,
};

static const char *const writers[] = {
    "Ljava/io/OutputStream;->write",
    "Ljava/io/Writer;->write",
    "Ljava/io/Writer;->append",
    "Ljava/io/PrintWriter;->print",
    "Ljava/io/PrintWriter;->println",
    "Ljava/io/PrintStream;->print",
    "Ljava/io/PrintStream;->println",
    "Ljava/io/RandomAccessFile;->write",
    "Ljava/io/RandomAccessFile;->writeUTF",
    "Ljava/io/RandomAccessFile;->writeBytes",
    "Ljava/io/DataOutputStream;->writeUTF",
    "Ljava/io/DataOutputStream;->writeBytes",
    "Ljava/io/ObjectOutputStream;->writeObject",
    NULL,
};

/* |o| is the stream that |out| opens. */
static bool is_stream(aa_code *code, const aa_file_out *out, const aa_origin *o)
{
    if (o->in != out->site.in)
        return false;
    if (o->kind == AA_ORIGIN_CALL)
        return o->pc == out->site.pc;
    if (o->kind != AA_ORIGIN_NEW)
        return false;
    const aa_values *values = aa_code_values(code);
    aa_value made = out->site.call->argument_count > 0 ? out->site.call->arguments[0] : AA_VALUE_UNKNOWN;
    const aa_value_node *n = aa_value_at(values, made);
    return n->kind == AA_V_NEW && n->at == o->pc;
}

static bool encrypts(aa_code *code, const aa_origins *receiver)
{
    return aa_origins_call(code, receiver, "Ljavax/crypto/CipherOutputStream;-><init>") != NULL ||
           aa_data_store_of(code, receiver) == AA_STORE_ENCRYPTS;
}

static void add_write(aa_code *code, const aa_facts *facts, aa_file_out *out, const aa_site *write,
                      const aa_origin *stream, bool encrypted)
{
    aa_origins all = aa_code_whence_apart(code, write, 1);
    aa_origins values = aa_data_beside(code, write, &all, stream);
    aa_data data = aa_data_of(code, facts, &values);
    if (encrypted) {
        data.hidden = data.kind > data.hidden ? data.kind : data.hidden;
        data.kind = AA_SENSITIVE_NONE;
        data.opened = NULL;
    }
    bool stronger = data.kind > out->data.kind || (out->data.kind == AA_SENSITIVE_NONE && data.outside);
    aa_sensitive hidden = data.hidden > out->data.hidden ? data.hidden : out->data.hidden;
    const aa_origin *opened = out->data.opened != NULL ? out->data.opened : data.opened;
    if (out->writes++ == 0 || stronger)
        out->data = data;
    out->data.opened = opened;
    out->data.hidden = hidden;
}

static void join(aa_code *code, const aa_facts *facts, aa_vec *files, const aa_site *write)
{
    aa_file_out *items = files->items;
    aa_origins receiver = aa_code_whence_apart(code, write, 0);
    for (size_t i = 0; i < files->count; i++)
        for (size_t k = 0; k < receiver.count; k++) {
            if (!is_stream(code, &items[i], &receiver.items[k]))
                continue;
            aa_origins around = aa_data_beside(code, write, &receiver, &receiver.items[k]);
            add_write(code, facts, &items[i], write, &receiver.items[k], encrypts(code, &around));
        }
}

size_t aa_files_written(aa_code *code, const aa_facts *facts, const aa_file_out **out, size_t *unread_out)
{
    aa_vec files = AA_VEC_INIT(aa_file_out);
    aa_sites opened = aa_code_calls_of(code, openers);
    for (size_t i = 0; i < opened.count; i++) {
        aa_file_out *file =
            opened.items[i].call->argument_count < 2 ? NULL : aa_vec_push(aa_code_arena(code), &files);
        if (file == NULL)
            continue;
        *file = (aa_file_out){.site = opened.items[i], .data = {.label = ""}};
        find_folder(code, file);
    }
    aa_sites writes = {.count = 0};
    if (files.count > 0)
        writes = aa_code_calls_of(code, writers);
    size_t most = aa_code_base_of(code)->limits->code_writes;
    *unread_out = writes.count > most ? writes.count - most : 0;
    for (size_t i = 0; i < writes.count && i < most; i++)
        if (writes.items[i].call->argument_count > 1)
            join(code, facts, &files, &writes.items[i]);
    *out = files.items;
    return files.count;
}
