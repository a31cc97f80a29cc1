/* The Objective-C runtime, as far as test sources use it. */
#pragma once
#include "../libc.h"

#if __LP64__
typedef bool BOOL;
typedef long NSInteger;
typedef unsigned long NSUInteger;
typedef double CGFloat;
#else
typedef signed char BOOL;
typedef int NSInteger;
typedef unsigned NSUInteger;
typedef float CGFloat;
#endif
#define YES             ((BOOL)1)
#define NO              ((BOOL)0)
#define nil             ((id)0)
#define Nil             ((Class)0)
#define IBOutlet
#define IBAction        void

typedef struct objc_method *Method;
typedef id (*IMP)(id, SEL, ...);
Method class_getInstanceMethod(Class type, SEL name);
IMP class_replaceMethod(Class type, SEL name, IMP code, const char *types);
BOOL class_addMethod(Class type, SEL name, IMP code, const char *types);
IMP method_getImplementation(Method method);
IMP method_setImplementation(Method method, IMP code);
void method_exchangeImplementations(Method a, Method b);
Class objc_getClass(const char *name);
SEL sel_registerName(const char *name);
