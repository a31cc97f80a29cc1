/* How the facts of an IPA are made. Internal to the facts layer. */
#ifndef AA_FACTS_IOS_INTERNAL_H
#define AA_FACTS_IOS_INTERNAL_H

#include "decode/plist.h"
#include "facts/ios.h"
#include "facts/phrases_internal.h"
#include "facts/source.h"

/* A property list of the app while its facts are read. */
typedef struct aa_ios_list {
    aa_source *source;
    const aa_plist *plist;
    const char *artifact, *member;
} aa_ios_list;

/* A member that can be a program or library by its name: executables have no ending, libraries have one, and
 * all lie in a bundle of the app. */
bool aa_ios_may_be_code(const char *name);

/* The place of |path| in the list; node gives the line. */
aa_place aa_ios_place(const aa_ios_list *list, uint32_t node, const char *path);
/* Copies in the facts' arena; NULL when it is no text. */
const char *aa_ios_text(const aa_ios_list *list, uint32_t node);
/* Texts of an array, or the one text. */
const char *const *aa_ios_texts(const aa_ios_list *list, uint32_t node, size_t *count);
/* A boolean as Foundation reads it; AA_UNKNOWN: not there. */
aa_tri aa_ios_switch(const aa_ios_list *list, uint32_t node);
const char *aa_ios_key(const aa_ios_list *list, uint32_t dict, uint32_t i, uint32_t *value);

void aa_ios_read_ats(const aa_ios_list *list, aa_ats *out);           /* ios_ats.c */
bool aa_ios_is_digest(const char *text);                              /* Base64 of 32 bytes */
void aa_ios_read_trustkit(const aa_ios_list *list, aa_trustkit *out); /* ios_trustkit.c */
void aa_ios_read_info(const aa_ios_list *list, aa_ios_bundle *out);   /* ios_info.c */
void aa_ios_read_purposes(const aa_ios_list *list, const aa_ios_purpose **out, size_t *count);
void aa_ios_read_privacy(const aa_ios_list *list, aa_ios_privacy *out); /* ios_privacy.c */

/* What nibs say, while they are read. */
typedef struct aa_ios_nibs {
    aa_vec fields;           /* of aa_ios_field */
    aa_vec classes, actions; /* of const char * */
} aa_ios_nibs;

void aa_ios_read_nib(aa_source *source, const char *artifact, const char *member, aa_bytes file,
                     aa_ios_nibs *out, aa_phrase_collector *phrases); /* ios_nibs.c */
/* Appends the records of one Mach-O file. */
void aa_ios_read_object(aa_source *source, const char *artifact, const char *member, aa_bytes file,
                        aa_vec *objects); /* ios_object.c */

#endif
