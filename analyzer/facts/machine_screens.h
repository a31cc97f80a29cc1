/*
 * The first screen: which view controllers the app's main storyboard begins with. All of it lives in the
 * source's scratch.
 */
#ifndef AA_FACTS_MACHINE_SCREENS_H
#define AA_FACTS_MACHINE_SCREENS_H

#include "decode/plist.h"
#include "facts/ios_internal.h"

typedef struct aa_screen_name {
    const char *bundle; /* folder with a slash behind */
    const char *storyboard;
} aa_screen_name;

typedef struct aa_screen_board {
    const char *folder; /* "….app/Base.lproj/Main.storyboardc/" */
    const char *nib;    /* of the controller that it begins with, without its ending */
} aa_screen_board;

typedef struct aa_screens {
    aa_source *source;
    aa_vec names;   /* aa_screen_name */
    aa_vec boards;  /* aa_screen_board */
    aa_vec classes; /* const char *: what was found */
} aa_screens;

/* The Info.plist |member| names |storyboard| (NULL: nothing is done) as the app's first. */
void aa_screens_name(aa_screens *screens, const char *member, const char *storyboard);
/* |member| is the list of a compiled storyboard, and what that says. */
bool aa_screens_is_board(const char *member);
void aa_screens_add_board(aa_screens *screens, const char *member, const aa_plist *plist);
/* All lists of |part| were given: reads what its first storyboards begin with. */
void aa_screens_read(aa_screens *screens, const aa_part *part);

#endif
