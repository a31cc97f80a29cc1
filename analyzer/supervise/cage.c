/* prctl(), syscall() and the rest are Linux. */
#define _GNU_SOURCE
#include "supervise/cage.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK_BYTES (UINT64_C(8) << 20)

/* ---- resource limits ------------------------------------------------------------------------------------
 */

static bool limit(int resource, uint64_t value)
{
    const struct rlimit both = {(rlim_t)value, (rlim_t)value};
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max < both.rlim_max)
        return true; /* stricter already */
    return setrlimit((__rlimit_resource_t)resource, &both) == 0;
}

static bool limit_resources(const aa_cage *cage)
{
    bool ok = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_STACK, STACK_BYTES) &&
              limit(RLIMIT_NOFILE, cage->descriptors);
    if (cage->memory_bytes > 0)
        ok = limit(RLIMIT_AS, cage->memory_bytes) && ok;
    if (cage->cpu_seconds > 0)
        ok = limit(RLIMIT_CPU, cage->cpu_seconds) && ok;
    return ok;
}

/* ---- Landlock -------------------------------------------------------------------------------------------
 */

/* linux/landlock.h of the sixth version of the interface; headers of older systems know less of it. */
typedef struct landlock_rules {
    uint64_t fs, net, scoped;
} landlock_rules;

#define LANDLOCK_VERSION_FLAG 1U

/* A rule set that handles everything this kernel knows and allows nothing of it. */
static bool landlock(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION_FLAG);
    if (version < 1)
        return false;
    landlock_rules rules = {.fs = (UINT64_C(1) << 13) - 1};
    rules.fs |= version >= 2 ? UINT64_C(1) << 13 : 0;
    rules.fs |= version >= 3 ? UINT64_C(1) << 14 : 0;
    rules.fs |= version >= 5 ? UINT64_C(1) << 15 : 0;
    rules.net = version >= 4 ? 3 : 0;    /* bind and connect */
    rules.scoped = version >= 6 ? 3 : 0; /* abstract sockets and signals */
    size_t size = version >= 6   ? sizeof rules
                  : version >= 4 ? offsetof(landlock_rules, scoped)
                                 : sizeof rules.fs;
    int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (fd < 0)
        return false;
    bool ok = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    (void)close(fd);
    return ok;
}

/* ---- system calls ---------------------------------------------------------------------------------------
 */

/* Memory, threads, clocks, and reading and writing what is open. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(pread64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(dup),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrusage),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/* Argument |at| of a call compared with |value|. */
static struct scmp_arg_cmp when(unsigned at, enum scmp_compare how, scmp_datum_t value)
{
    return (struct scmp_arg_cmp){.arg = at, .op = how, .datum_a = value, .datum_b = 0};
}

static bool allow_with(scmp_filter_ctx filter)
{
    const uint64_t exec = PROT_EXEC;
    const uint64_t thread = CLONE_THREAD;
    bool ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0)) == 0;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0)) == 0;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) == 0;
    /* Its flags lie in memory, where a filter cannot look: the C library takes clone() instead. */
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
    /* How fstat() is called today: of a descriptor, with an empty name. */
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                                when(3, SCMP_CMP_EQ, 0x1000 /* AT_EMPTY_PATH */)) == 0;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, when(1, SCMP_CMP_LE, 4)) == 0;
    /* The signal of a call that is not allowed: who could catch it could try others. */
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigaction), 1,
                                when(0, SCMP_CMP_NE, SIGSYS)) == 0;
    /* abort() and a fault that is told: to itself. */
    return ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                  when(0, SCMP_CMP_EQ, (scmp_datum_t)getpid())) == 0;
}

/* AddressSanitizer asks for more when it reports a fault, and does without when it is refused. */
static bool filter_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(AA_SANITIZED ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_TRAP);
    bool ok = filter != NULL;
    for (size_t i = 0; ok && i < sizeof allowed / sizeof *allowed; i++)
        ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    ok = ok && allow_with(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

/* ---- all ------------------------------------------------------------------------------------------------
 */

static aa_isolation isolate(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return AA_ISOLATION_LIMITS;
    bool files = landlock();
    if (!filter_calls())
        return AA_ISOLATION_LIMITS;
    return files ? AA_ISOLATION_FULL : AA_ISOLATION_SECCOMP;
}

bool aa_cage_enter(const aa_cage *cage)
{
    if (!limit_resources(cage))
        return false;
    (void)isolate();
    return true;
}

aa_isolation aa_cage_probe(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit((int)isolate());
    int status = 0;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return pid > 0 && WIFEXITED(status) ? (aa_isolation)WEXITSTATUS(status) : AA_ISOLATION_LIMITS;
}

const char *aa_isolation_name(aa_isolation isolation)
{
    static const char *const names[] = {
        [AA_ISOLATION_LIMITS] = "limits", [AA_ISOLATION_SECCOMP] = "seccomp", [AA_ISOLATION_FULL] = "full"};
    return names[isolation];
}
