/* What writes reports of crashes attaches to threads that it is told: no protection. */
long ptrace(int, int, void *, void *);

int attach_to_thread(int thread)
{
    return ptrace(16, thread, 0, 0) == 0;
}
