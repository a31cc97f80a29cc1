/* A child takes the place of the tracer. */
long ptrace(int, int, void *, void *);
int fork(void), getppid(void), waitpid(int, int *, int);

int Java_org_example_app_Main_guard(void *env, void *self)
{
    int status;
    if (fork() == 0) {
        int parent = getppid();
        if (ptrace(16, parent, 0, 0) == 0)
            waitpid(parent, &status, 0);
    }
    return 0;
}
