/* Security, as far as test sources use it. */
#pragma once
#include "../Foundation/CoreFoundation.h"

typedef int32_t OSStatus;
typedef const struct __SecRandom *SecRandomRef;
typedef struct __SecAccessControl *SecAccessControlRef;
typedef struct __SecCertificate *SecCertificateRef;
typedef struct __SecKey *SecKeyRef;
typedef struct __SecPolicy *SecPolicyRef;
typedef struct __SecTrust *SecTrustRef;

extern const CFStringRef kSecAttrAccessControl, kSecAttrAccessGroup, kSecAttrAccessible,
    kSecAttrAccessibleAfterFirstUnlock, kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly, kSecAttrAccessibleAlways,
    kSecAttrAccessibleAlwaysThisDeviceOnly, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly,
    kSecAttrAccessibleWhenUnlocked, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, kSecAttrAccount, kSecAttrIsPermanent,
    kSecAttrKeySizeInBits, kSecAttrKeyType, kSecAttrKeyTypeECSECPrimeRandom, kSecAttrKeyTypeRSA, kSecAttrService,
    kSecAttrSynchronizable, kSecAttrTokenID, kSecAttrTokenIDSecureEnclave, kSecClass, kSecClassGenericPassword,
    kSecClassInternetPassword, kSecClassKey, kSecMatchLimit, kSecMatchLimitOne, kSecPrivateKeyAttrs, kSecReturnData,
    kSecUseAuthenticationContext, kSecValueData;
extern const SecRandomRef kSecRandomDefault;

OSStatus SecItemAdd(CFDictionaryRef item, CFTypeRef *result);
OSStatus SecItemCopyMatching(CFDictionaryRef query, CFTypeRef *result);
OSStatus SecItemDelete(CFDictionaryRef query);
OSStatus SecItemUpdate(CFDictionaryRef query, CFDictionaryRef change);
SecAccessControlRef SecAccessControlCreateWithFlags(CFAllocatorRef allocator, CFTypeRef protection,
                                                    unsigned long flags, CFErrorRef *error);
SecKeyRef SecKeyCreateRandomKey(CFDictionaryRef parameters, CFErrorRef *error);
OSStatus SecKeyGeneratePair(CFDictionaryRef parameters, SecKeyRef *public_key, SecKeyRef *private_key);
int SecRandomCopyBytes(SecRandomRef source, size_t size, void *to);
OSStatus SecTrustEvaluate(SecTrustRef trust, uint32_t *result);
bool SecTrustEvaluateWithError(SecTrustRef trust, CFErrorRef *error);
CFDataRef SecCertificateCopyData(SecCertificateRef certificate);
SecCertificateRef SecTrustGetCertificateAtIndex(SecTrustRef trust, CFIndex index);
CFArrayRef SecTrustCopyCertificateChain(SecTrustRef trust);
OSStatus SecTrustSetAnchorCertificates(SecTrustRef trust, CFArrayRef certificates);
OSStatus SecTrustSetAnchorCertificatesOnly(SecTrustRef trust, bool only);
OSStatus SecTrustSetPolicies(SecTrustRef trust, CFTypeRef policies);
SecPolicyRef SecPolicyCreateBasicX509(void);
SecPolicyRef SecPolicyCreateSSL(bool server, CFStringRef host);
bool SecTrustSetExceptions(SecTrustRef trust, CFDataRef exceptions);
