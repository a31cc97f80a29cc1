extern int counter;
int counter;
int *where(void) { return &counter; }
