/* Core Foundation, as far as test sources use it. */
#pragma once
#include "../objc/objc.h"

typedef const void *CFTypeRef;
typedef const struct __CFAllocator *CFAllocatorRef;
typedef const struct __CFArray *CFArrayRef;
typedef const struct __CFBoolean *CFBooleanRef;
typedef const struct __CFData *CFDataRef;
typedef const struct __CFDictionary *CFDictionaryRef;
typedef struct __CFDictionary *CFMutableDictionaryRef;
typedef struct __CFError *CFErrorRef;
typedef const struct __CFString *CFStringRef;
typedef unsigned char Boolean;
typedef long CFIndex;

extern const CFAllocatorRef kCFAllocatorDefault;
extern const CFBooleanRef kCFBooleanTrue, kCFBooleanFalse;

extern const struct aa_callbacks {
    CFIndex version;
    void *functions[5];
} kCFTypeDictionaryKeyCallBacks, kCFTypeDictionaryValueCallBacks;

CFDictionaryRef CFDictionaryCreate(CFAllocatorRef allocator, const void **keys, const void **values,
                                   CFIndex count, const struct aa_callbacks *key,
                                   const struct aa_callbacks *value);
CFMutableDictionaryRef CFDictionaryCreateMutable(CFAllocatorRef allocator, CFIndex capacity,
                                                 const struct aa_callbacks *key,
                                                 const struct aa_callbacks *value);
void CFDictionaryAddValue(CFMutableDictionaryRef dictionary, const void *key, const void *value);
void CFDictionarySetValue(CFMutableDictionaryRef dictionary, const void *key, const void *value);
CFDataRef CFDataCreate(CFAllocatorRef allocator, const uint8_t *bytes, CFIndex size);
const uint8_t *CFDataGetBytePtr(CFDataRef data);
CFIndex CFDataGetLength(CFDataRef data);

typedef struct __CFReadStream *CFReadStreamRef;
typedef struct __CFWriteStream *CFWriteStreamRef;
extern const CFStringRef kCFStreamPropertySSLPeerTrust, kCFStreamPropertySSLSettings,
    kCFStreamSSLValidatesCertificateChain;
void CFStreamCreatePairWithSocketToHost(CFAllocatorRef allocator, CFStringRef host, uint32_t port,
                                        CFReadStreamRef *read, CFWriteStreamRef *write);
CFTypeRef CFReadStreamCopyProperty(CFReadStreamRef stream, CFStringRef name);
Boolean CFReadStreamSetProperty(CFReadStreamRef stream, CFStringRef name, CFTypeRef value);
Boolean CFWriteStreamSetProperty(CFWriteStreamRef stream, CFStringRef name, CFTypeRef value);
void CFRelease(CFTypeRef object);
CFTypeRef CFRetain(CFTypeRef object);
