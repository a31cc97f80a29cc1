#include "cli/anew.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/vec.h"
#include "cli/console.h"
#include "cli/slurp.h"
#include "reports/document/document.h"

#define SELF "/proc/self/exe" /* this program, wherever it lies and whatever it was started as */

extern char **environ;

static bool add(aa_arena *arena, aa_vec *args, const char *text)
{
    char **slot = aa_vec_push(arena, args);
    if (slot == NULL)
        return false;
    *slot = text == NULL ? NULL : aa_arena_strdup(arena, text);
    return text == NULL || *slot != NULL;
}

static bool add_all(aa_arena *arena, aa_vec *args, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!add(arena, args, texts[i]))
            return false;
    }
    return true;
}

/* The command line, NULL-terminated. False: memory is out. */
static bool make_arguments(aa_arena *arena, const aa_anew_task *task, const json_t *root, aa_vec *args)
{
    static const char *const fixed[] = {"appassay",           "check", "-q",     "--fail-on", "never",
                                        "--allow-incomplete", "-o",    "json=-", "--today"};
    const json_t *judgements = json_object_get(root, "judgements");
    bool ok = add_all(arena, args, fixed, sizeof fixed / sizeof fixed[0]) &&
              add(arena, args, aa_member_text(json_object_get(root, "policy"), "today"));
    for (size_t i = 0; ok && i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        const char *const table[] = {"-s", aa_member_text(judgement, "standard"), "-t",
                                     aa_member_text(judgement, "tier")};
        ok = add_all(arena, args, table, sizeof table / sizeof table[0]);
    }
    if (ok && task->previous != NULL)
        ok = add(arena, args, "-p") && add(arena, args, task->previous);
    if (ok && task->answers != NULL)
        ok = add(arena, args, "--answers") && add(arena, args, task->answers);
    return ok && add(arena, args, "--") && add_all(arena, args, task->apps, task->app_count) &&
           add(arena, args, NULL);
}

/* Starts it with its standard output at |out_fd|. 0, or an errno. */
static int start(char *const *args, int out_fd, int other_fd, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0)
        return error;
    error = posix_spawn_file_actions_adddup2(&actions, out_fd, STDOUT_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_addclose(&actions, other_fd);
    if (error == 0)
        error = posix_spawn(pid, SELF, &actions, NULL, args, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static aa_exit wait_for(pid_t pid)
{
    int status = 0;
    pid_t ended = waitpid(pid, &status, 0);
    while (ended < 0 && errno == EINTR)
        ended = waitpid(pid, &status, 0);
    if (ended == pid && WIFEXITED(status))
        return (aa_exit)WEXITSTATUS(status);
    aa_console_error(NULL, "judging again did not end by itself");
    return AA_EXIT_TEMPORARY;
}

static aa_exit run(aa_arena *arena, char *const *args, aa_bytes *out)
{
    int ends[2];
    pid_t pid = 0;
    if (pipe(ends) != 0) {
        aa_console_error(NULL, "no pipe can be made: %s", strerror(errno));
        return AA_EXIT_TEMPORARY;
    }
    int error = start(args, ends[1], ends[0], &pid);
    (void)close(ends[1]);
    aa_exit read = AA_EXIT_TEMPORARY;
    if (error == 0)
        read = aa_slurp_fd(arena, ends[0], "judging again", AA_DOCUMENT_BYTES, out);
    else
        aa_console_error(NULL, "cannot judge again: %s", strerror(error));
    (void)close(ends[0]);
    if (error != 0)
        return AA_EXIT_TEMPORARY;
    aa_exit code = wait_for(pid);
    return code == AA_EXIT_OK ? read : code;
}

aa_exit aa_judge_anew(aa_arena *arena, const aa_anew_task *task, aa_bytes *out)
{
    aa_document *document = NULL;
    aa_vec args = AA_VEC_INIT(char *);
    aa_err err = aa_document_parse((const char *)task->result.p, task->result.n, &document);
    bool ok = err == AA_OK && make_arguments(arena, task, aa_document_root(document), &args);
    aa_document_free(document);
    if (!ok)
        return aa_console_out_of_memory();
    return run(arena, args.items, out);
}
