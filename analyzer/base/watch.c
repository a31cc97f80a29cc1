#include "base/watch.h"

#include <stdbool.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

const aa_left_out *aa_watch_left_out(const aa_watch *watch, const char *stage, const char *artifact,
                                     const char *member)
{
    for (size_t i = 0; watch != NULL && i < watch->left_out_count; i++) {
        const aa_left_out *entry = &watch->left_out[i];
        if (strcmp(entry->what.stage, stage) == 0 && same(entry->what.member, member) &&
            (entry->what.artifact == NULL || same(entry->what.artifact, artifact)))
            return entry;
    }
    return NULL;
}

const aa_left_out *aa_watch_enter(const aa_watch *watch, const char *stage, const char *artifact,
                                  const char *member)
{
    const aa_left_out *entry = aa_watch_left_out(watch, stage, artifact, member);
    if (entry == NULL && watch != NULL && watch->enter != NULL) {
        const aa_stage turn = {stage, artifact, member};
        watch->enter(watch->context, &turn);
    }
    return entry;
}

void aa_watch_leave(const aa_watch *watch)
{
    if (watch != NULL && watch->leave != NULL)
        watch->leave(watch->context);
}
