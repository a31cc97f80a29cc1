/* The part of iOS's C library that test sources use. Declarations of our own: add what a fixture needs. */
#pragma once
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct aa_file FILE;
typedef int pid_t;
struct stat {
    char bytes[144];
};

void abort(void) __attribute__((noreturn));
int access(const char *path, int mode);
uint32_t arc4random(void);
uint32_t arc4random_uniform(uint32_t bound);
int atoi(const char *text);
void *calloc(size_t count, size_t size);
int close(int fd);
int connect(int fd, const void *address, unsigned size);
void *dlopen(const char *path, int mode);
void *dlsym(void *handle, const char *name);
void exit(int code) __attribute__((noreturn));
int fclose(FILE *file);
FILE *fopen(const char *path, const char *mode);
int fork(void);
void free(void *p);
char *getenv(const char *name);
pid_t getpid(void);
pid_t getppid(void);
char *gets(char *to);
int isatty(int fd);
int lstat(const char *path, struct stat *out);
void *malloc(size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int open(const char *path, int flags, ...);
int printf(const char *format, ...);
int ptrace(int request, pid_t pid, void *address, int data);
int puts(const char *text);
int rand(void);
long random(void);
int socket(int family, int type, int protocol);
int snprintf(char *to, size_t size, const char *format, ...);
int sprintf(char *to, const char *format, ...);
void srand(unsigned seed);
int stat(const char *path, struct stat *out);
char *strcat(char *to, const char *from);
int strcmp(const char *a, const char *b);
char *strcpy(char *to, const char *from);
size_t strlen(const char *text);
char *strncpy(char *to, const char *from, size_t size);
char *strstr(const char *text, const char *part);
int syscall(int number, ...);
int sysctl(int *name, unsigned count, void *old, size_t *old_size, void *new, size_t new_size);
int sysctlbyname(const char *name, void *old, size_t *old_size, void *new, size_t new_size);
int system(const char *command);
long time(long *out);
const char *_dyld_get_image_name(uint32_t image);
uint32_t _dyld_image_count(void);
