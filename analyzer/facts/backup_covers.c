#include "facts/facts.h"

/*
 * Which files the platform's walk reaches: BackupAgent.onFullBackup() and fullBackupFileTree().
 *
 * The walk starts at every included path, or at each tree's root when nothing is included, and goes down;
 * it turns back where it meets an excluded path, or a directory that another tree stands for. So an exclude
 * above the start of an include has no effect. Rules are compared as paths, whatever their domain.
 */

typedef enum storage { STORAGE_CREDENTIAL, STORAGE_DEVICE, STORAGE_EXTERNAL } storage;

typedef struct tree {
    const char *domain;
    storage where;
    const char *dir; /* below the data directory; "": that directory itself */
} tree;

static const tree trees[] = {
    {"root", STORAGE_CREDENTIAL, ""},
    {"file", STORAGE_CREDENTIAL, "files"},
    {"database", STORAGE_CREDENTIAL, "databases"},
    {"sharedpref", STORAGE_CREDENTIAL, "shared_prefs"},
    {"external", STORAGE_EXTERNAL, ""},
    {"device_root", STORAGE_DEVICE, ""},
    {"device_file", STORAGE_DEVICE, "files"},
    {"device_database", STORAGE_DEVICE, "databases"},
    {"device_sharedpref", STORAGE_DEVICE, "shared_prefs"},
};

#define TREE_COUNT (sizeof(trees) / sizeof(trees[0]))

/* Below the data directories, skipped whenever a walk meets them. */
static const char *const never_copied[] = {"cache", "code_cache", "no_backup"};

static const tree *tree_of(const char *domain)
{
    for (size_t i = 0; i < TREE_COUNT; i++)
        if (strcmp(trees[i].domain, domain) == 0)
            return &trees[i];
    return NULL;
}

/* A canonical path without building it: the directory of a tree, a path below it, an ending. */
typedef struct location {
    storage where;
    const char *dir, *path, *ending;
} location;

typedef struct walker {
    const char *rest[2]; /* what is still to come of dir and path */
} walker;

/* The next segment that is neither empty nor "."; false at the end. */
static bool next_segment(walker *w, const char **out, size_t *length_out)
{
    for (size_t i = 0; i < 2; i++) {
        while (*w->rest[i] != '\0') {
            const char *start = w->rest[i];
            size_t n = strcspn(start, "/");
            w->rest[i] += n + (start[n] == '/');
            if (n == 0 || (n == 1 && *start == '.'))
                continue;
            *out = start;
            *length_out = n;
            return true;
        }
    }
    return false;
}

static size_t depth_of(const location *at)
{
    walker w = {{at->dir, at->path}};
    const char *segment = NULL;
    size_t length = 0;
    size_t n = 0;
    while (next_segment(&w, &segment, &length))
        n++;
    return n;
}

/* |a| (with its ending on the last of |a_depth| segments) is |b| or one of the directories above it. */
static bool leads_to(const location *a, size_t a_depth, const location *b)
{
    walker x = {{a->dir, a->path}};
    walker y = {{b->dir, b->path}};
    if (a->where != b->where)
        return false;
    for (size_t i = 0; i < a_depth; i++) {
        const char *p = NULL;
        const char *q = NULL;
        size_t n = 0;
        size_t m = 0;
        if (!next_segment(&x, &p, &n) || !next_segment(&y, &q, &m))
            return false;
        size_t ending = i + 1 == a_depth ? strlen(a->ending) : 0;
        if (m != n + ending || memcmp(p, q, n) != 0 || memcmp(q + n, a->ending, ending) != 0)
            return false;
    }
    return true;
}

static location rule_location(const aa_backup_rule *rule, const char *ending)
{
    const tree *t = tree_of(rule->domain);
    return (location){t->where, t->dir, rule->path, ending};
}

/* A rule stands for up to three paths: databases come with their journals, preferences with ".xml". */
static size_t endings(const aa_backup_rule *rule, const char *out[3])
{
    size_t n = 0;
    out[n++] = "";
    location file = {STORAGE_CREDENTIAL, "", rule->path, ""};
    if (depth_of(&file) == 0)
        return n;
    if (strcmp(rule->domain, "database") == 0) {
        out[n++] = "-journal";
        out[n++] = "-wal";
    } else if (strcmp(rule->domain, "sharedpref") == 0) {
        size_t length = strlen(rule->path);
        if (length < 4 || strcmp(rule->path + length - 4, ".xml") != 0)
            out[n++] = ".xml";
    }
    return n;
}

/*
 * A barrier on the way to a target stops every walk that starts at the barrier's depth or above it. So all
 * that matters of the barriers is how deep a walk must start to pass: one below the deepest.
 */
static void put_barrier(const location *barrier, const location *target, size_t *passes_from)
{
    size_t depth = depth_of(barrier);
    if (depth >= *passes_from && leads_to(barrier, depth, target))
        *passes_from = depth + 1;
}

static size_t past_excludes(const aa_backup_set *set, const location *target)
{
    size_t passes_from = 0;
    for (size_t i = 0; i < set->rule_count; i++) {
        const aa_backup_rule *rule = &set->rules[i];
        const char *ending[3];
        size_t n = rule->include || tree_of(rule->domain) == NULL ? 0 : endings(rule, ending);
        for (size_t e = 0; e < n; e++) {
            location barrier = rule_location(rule, ending[e]);
            put_barrier(&barrier, target, &passes_from);
        }
    }
    return passes_from;
}

/* The same for the directories that the platform itself keeps a walk of |domain|'s tree out of. */
static size_t past_platform(const char *domain, const location *target)
{
    size_t passes_from = 0;
    for (size_t i = 0; i < TREE_COUNT; i++) {
        location other = {trees[i].where, trees[i].dir, "", ""};
        if (other.where != STORAGE_EXTERNAL && strcmp(trees[i].domain, domain) != 0)
            put_barrier(&other, target, &passes_from);
    }
    for (size_t i = 0; i < sizeof(never_copied) / sizeof(never_copied[0]); i++) {
        location other = {target->where, never_copied[i], "", ""};
        if (other.where != STORAGE_EXTERNAL)
            put_barrier(&other, target, &passes_from);
    }
    return passes_from;
}

/* A walk of |domain|'s tree from |start| gets to |target|. */
static bool reaches(const char *domain, const location *start, const location *target, size_t passes_from)
{
    size_t depth = depth_of(start);
    return depth >= passes_from && leads_to(start, depth, target) && depth >= past_platform(domain, target);
}

static bool reached_by_include(const aa_backup_rule *rule, const location *target, size_t passes_from)
{
    const char *ending[3];
    size_t n = rule->include && tree_of(rule->domain) != NULL ? endings(rule, ending) : 0;
    for (size_t i = 0; i < n; i++) {
        location start = rule_location(rule, ending[i]);
        if (reaches(rule->domain, &start, target, passes_from))
            return true;
    }
    return false;
}

static bool covers_one(const aa_backup_set *set, const location *target)
{
    if (set->off)
        return false;
    size_t passes_from = past_excludes(set, target);
    for (size_t i = 0; set->has_include && i < set->rule_count; i++)
        if (reached_by_include(&set->rules[i], target, passes_from))
            return true;
    for (size_t i = 0; !set->has_include && i < TREE_COUNT; i++) {
        location start = {trees[i].where, trees[i].dir, "", ""};
        if (reaches(trees[i].domain, &start, target, passes_from))
            return true;
    }
    return false;
}

bool aa_backup_covers(const aa_backup_set *set, const char *domain, const char *path)
{
    const tree *t = tree_of(domain);
    if (t == NULL)
        return false;
    location target = {t->where, t->dir, path, ""};
    for (; set != NULL; set = set->other_variant)
        if (covers_one(set, &target))
            return true;
    return false;
}
