/*
 * YAML as people write it, as a tree: scalars are texts, nothing is guessed to be a number, a date or a truth
 * value. Read with libyaml (YAML 1.1). What serves only to surprise is refused: anchors and aliases (which
 * can make a small file a huge one), tags, complex keys, a second document.
 */
#ifndef AA_REPORTS_ANSWERS_YAML_H
#define AA_REPORTS_ANSWERS_YAML_H

#include <appassay/error.h>

#include "base/vec.h"

/* Ten times what a laboratory writes for the longest table; the depth is twice what any schema here has. */
#define AA_YAML_BYTES   ((size_t)1 << 20)
#define AA_YAML_NODES   20000U
#define AA_YAML_MEMBERS 1000U
#define AA_YAML_DEPTH   10U

typedef enum aa_yaml_kind { AA_YAML_TEXT, AA_YAML_LIST, AA_YAML_MAP } aa_yaml_kind;

/* One value. Lists and maps hold their children in the order of the file. */
typedef struct aa_yaml {
    aa_yaml_kind kind;
    size_t line, column; /* of the value, from 1 */
    const char *key;     /* of a member of a map; NULL elsewhere */
    size_t key_line, key_column;
    const char *text; /* of a scalar: UTF-8 without NUL and control characters but tab and line feed */
    struct aa_yaml *first, *next;
    size_t count; /* children */
} aa_yaml;

/* One thing that is wrong with a file. */
typedef struct aa_fault {
    size_t line, column; /* from 1; 0: the file as a whole */
    const char *text;    /* an English fragment, in the arena */
} aa_fault;

/* Everything that is wrong, in the order found. */
typedef struct aa_faults {
    aa_arena *arena;
    aa_vec items; /* of aa_fault; at most AA_FAULTS_MAX are kept */
    bool failed;  /* memory ran out */
} aa_faults;

#define AA_FAULTS_MAX ((size_t)100)

void aa_faults_init(aa_faults *faults, aa_arena *arena);
void aa_faults_add(aa_faults *faults, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * Parses |bytes| into a tree whose root is a map. Errors: AA_E_FORMAT with one fault added, AA_E_LIMIT (the
 * same) for a file beyond the limits above, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_yaml_parse(aa_arena *arena, aa_bytes bytes, aa_faults *faults, aa_yaml **out);

/* The member |key| of the map |node|; NULL when there is none, or |node| is NULL or no map. */
const aa_yaml *aa_yaml_get(const aa_yaml *node, const char *key);

#endif
