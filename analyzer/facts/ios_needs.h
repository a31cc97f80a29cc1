/*
 * What needs a purpose string, by a class or function that a program imports for it.
 */
#ifndef AA_FACTS_IOS_NEEDS_H
#define AA_FACTS_IOS_NEEDS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct aa_ios_need {
    const char *symbol; /* "_OBJC_CLASS_$_CNContactStore" */
    const char *key;    /* "NSContactsUsageDescription" */
    const char *other;  /* a key that serves as well; NULL */
    bool certain;       /* whoever uses it needs the string; others serve purposes that need none too */
} aa_ios_need;

/* All of them. Source: Apple, "Information Property List", the keys that end in UsageDescription. */
const aa_ios_need *aa_ios_needs(size_t *count);
/* "CNContactStore" of the symbol above. */
const char *aa_ios_need_name(const aa_ios_need *need);

#endif
