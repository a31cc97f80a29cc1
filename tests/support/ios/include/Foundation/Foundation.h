/*
 * Foundation, as far as test sources use it: declarations of our own, one class a block. Add the methods that a
 * fixture needs; a class that is new goes into ../../lib/Foundation.tbd as well.
 */
#pragma once
#include "CoreFoundation.h"

@class NSString, NSData, NSArray, NSDictionary, NSURL, NSError, NSDate, NSURLRequest, NSURLResponse, NSNumber;
typedef struct {
    NSUInteger location, length;
} NSRange;
typedef struct {
    unsigned long state;
    __unsafe_unretained id *items;
    unsigned long *mutations;
    unsigned long extra[5];
} NSFastEnumerationState;
typedef double NSTimeInterval;

@protocol NSObject
- (BOOL)isEqual:(id)other;
- (Class)class;
- (BOOL)isKindOfClass:(Class)type;
- (BOOL)respondsToSelector:(SEL)name;
- (id)performSelector:(SEL)name;
- (id)performSelector:(SEL)name withObject:(id)object;
- (NSString *)description;
@end
@protocol NSCopying
@end
@protocol NSCoding
- (void)encodeWithCoder:(id)coder;
- (id)initWithCoder:(id)coder;
@end
@protocol NSSecureCoding <NSCoding>
+ (BOOL)supportsSecureCoding;
@end

__attribute__((objc_root_class)) @interface NSObject <NSObject> {
    Class isa;
}
+ (instancetype)alloc;
+ (instancetype)new;
+ (Class)class;
+ (void)load;
+ (void)initialize;
- (instancetype)init;
- (Class)class;
- (void)dealloc;
- (id)copy;
@end

@interface NSString : NSObject <NSCopying>
+ (instancetype)stringWithFormat:(NSString *)format, ...;
+ (instancetype)stringWithUTF8String:(const char *)text;
- (instancetype)initWithData:(NSData *)data encoding:(NSUInteger)encoding;
- (NSString *)stringByAppendingPathComponent:(NSString *)part;
- (NSString *)stringByAppendingString:(NSString *)text;
- (NSData *)dataUsingEncoding:(NSUInteger)encoding;
- (BOOL)writeToFile:(NSString *)path atomically:(BOOL)atomically encoding:(NSUInteger)encoding error:(NSError **)error;
- (BOOL)isEqualToString:(NSString *)text;
- (BOOL)hasPrefix:(NSString *)text;
- (BOOL)containsString:(NSString *)text;
- (NSUInteger)length;
- (const char *)UTF8String;
@end
enum { NSUTF8StringEncoding = 4 };

@interface NSData : NSObject
+ (instancetype)dataWithBytes:(const void *)bytes length:(NSUInteger)size;
+ (instancetype)dataWithContentsOfFile:(NSString *)path;
+ (instancetype)dataWithContentsOfURL:(NSURL *)url;
- (const void *)bytes;
- (NSUInteger)length;
- (BOOL)writeToFile:(NSString *)path atomically:(BOOL)atomically;
- (BOOL)writeToFile:(NSString *)path options:(NSUInteger)options error:(NSError **)error;
- (BOOL)isEqualToData:(NSData *)other;
- (NSString *)base64EncodedStringWithOptions:(NSUInteger)options;
@end
enum {
    NSDataWritingAtomic = 1,
    NSDataWritingFileProtectionNone = 0x10000000,
    NSDataWritingFileProtectionComplete = 0x20000000,
};
@interface NSMutableData : NSData
+ (instancetype)dataWithLength:(NSUInteger)size;
- (void *)mutableBytes;
@end

@interface NSNumber : NSObject
+ (NSNumber *)numberWithBool:(BOOL)value;
+ (NSNumber *)numberWithInt:(int)value;
+ (NSNumber *)numberWithInteger:(NSInteger)value;
- (BOOL)boolValue;
- (int)intValue;
@end

@interface NSArray : NSObject
+ (instancetype)arrayWithObjects:(const id[])objects count:(NSUInteger)count;
- (id)objectAtIndexedSubscript:(NSUInteger)index;
- (id)firstObject;
- (NSUInteger)count;
- (NSUInteger)countByEnumeratingWithState:(NSFastEnumerationState *)state objects:(__unsafe_unretained id[])buffer
                                    count:(NSUInteger)count;
@end
@interface NSMutableArray : NSArray
- (void)addObject:(id)object;
@end
@interface NSDictionary : NSObject
+ (instancetype)dictionaryWithObjects:(const id[])objects forKeys:(const id[])keys count:(NSUInteger)count;
- (id)objectForKey:(id)key;
- (id)objectForKeyedSubscript:(id)key;
- (BOOL)writeToFile:(NSString *)path atomically:(BOOL)atomically;
@end
@interface NSMutableDictionary : NSDictionary
- (void)setObject:(id)object forKey:(id)key;
- (void)setObject:(id)object forKeyedSubscript:(id)key;
@end

@interface NSError : NSObject
- (NSInteger)code;
- (NSString *)localizedDescription;
@end

@interface NSURL : NSObject
+ (instancetype)URLWithString:(NSString *)text;
+ (instancetype)fileURLWithPath:(NSString *)path;
- (NSString *)scheme;
- (NSString *)host;
- (NSString *)absoluteString;
- (BOOL)setResourceValue:(id)value forKey:(NSString *)key error:(NSError **)error;
@end
@interface NSURLRequest : NSObject
+ (instancetype)requestWithURL:(NSURL *)url;
- (NSURL *)URL;
@end
@interface NSMutableURLRequest : NSURLRequest
- (void)setHTTPMethod:(NSString *)method;
- (void)setHTTPBody:(NSData *)body;
- (void)setValue:(NSString *)value forHTTPHeaderField:(NSString *)field;
@end
@interface NSURLResponse : NSObject
@end
@interface NSURLProtectionSpace : NSObject
- (NSString *)authenticationMethod;
- (NSString *)host;
- (struct __SecTrust *)serverTrust;
@end
@interface NSURLCredential : NSObject
+ (instancetype)credentialForTrust:(struct __SecTrust *)trust;
@end
@interface NSURLAuthenticationChallenge : NSObject
- (NSURLProtectionSpace *)protectionSpace;
- (id)sender;
@end
extern NSString *const NSURLAuthenticationMethodServerTrust;
enum {
    NSURLSessionAuthChallengeUseCredential,
    NSURLSessionAuthChallengePerformDefaultHandling,
    NSURLSessionAuthChallengeCancelAuthenticationChallenge,
    NSURLSessionAuthChallengeRejectProtectionSpace,
};
typedef void (^NSURLChallengeAnswer)(NSInteger disposition, NSURLCredential *credential);
@interface NSURLSessionConfiguration : NSObject
+ (NSURLSessionConfiguration *)defaultSessionConfiguration;
+ (NSURLSessionConfiguration *)ephemeralSessionConfiguration;
- (void)setTLSMinimumSupportedProtocolVersion:(uint16_t)version;
- (void)setTLSMinimumSupportedProtocol:(NSInteger)version;
- (void)setURLCache:(id)cache;
@end
@interface NSURLSessionTask : NSObject
- (void)resume;
@end
@class NSURLSession;
@protocol NSURLSessionDelegate <NSObject>
@optional
- (void)URLSession:(NSURLSession *)session
    didReceiveChallenge:(NSURLAuthenticationChallenge *)challenge
      completionHandler:(NSURLChallengeAnswer)answer;
@end
@protocol NSURLSessionTaskDelegate <NSURLSessionDelegate>
@end
@interface NSURLSession : NSObject
+ (NSURLSession *)sharedSession;
+ (NSURLSession *)sessionWithConfiguration:(NSURLSessionConfiguration *)configuration
                                  delegate:(id)delegate
                             delegateQueue:(id)queue;
- (NSURLSessionTask *)dataTaskWithRequest:(NSURLRequest *)request
                        completionHandler:(void (^)(NSData *, NSURLResponse *, NSError *))handler;
- (NSURLSessionTask *)dataTaskWithURL:(NSURL *)url
                    completionHandler:(void (^)(NSData *, NSURLResponse *, NSError *))handler;
@end

@interface NSUserDefaults : NSObject
+ (NSUserDefaults *)standardUserDefaults;
- (void)setObject:(id)object forKey:(NSString *)key;
- (void)setBool:(BOOL)value forKey:(NSString *)key;
- (id)objectForKey:(NSString *)key;
- (NSString *)stringForKey:(NSString *)key;
- (BOOL)boolForKey:(NSString *)key;
- (BOOL)synchronize;
@end
@interface NSFileManager : NSObject
+ (NSFileManager *)defaultManager;
- (BOOL)createFileAtPath:(NSString *)path contents:(NSData *)data attributes:(NSDictionary *)attributes;
- (BOOL)setAttributes:(NSDictionary *)attributes ofItemAtPath:(NSString *)path error:(NSError **)error;
- (BOOL)fileExistsAtPath:(NSString *)path;
@end
extern NSString *const NSFileProtectionKey, *const NSFileProtectionNone, *const NSFileProtectionComplete,
    *const NSFileProtectionCompleteUnlessOpen, *const NSFileProtectionCompleteUntilFirstUserAuthentication;
extern NSString *const NSURLIsExcludedFromBackupKey;

@interface NSKeyedArchiver : NSObject
+ (NSData *)archivedDataWithRootObject:(id)object requiringSecureCoding:(BOOL)secure error:(NSError **)error;
+ (BOOL)archiveRootObject:(id)object toFile:(NSString *)path;
@end
@interface NSKeyedUnarchiver : NSObject
+ (id)unarchiveObjectWithData:(NSData *)data;
+ (id)unarchiveObjectWithFile:(NSString *)path;
+ (id)unarchivedObjectOfClass:(Class)type fromData:(NSData *)data error:(NSError **)error;
@end

@interface NSNotificationCenter : NSObject
+ (NSNotificationCenter *)defaultCenter;
- (void)addObserver:(id)observer selector:(SEL)name name:(NSString *)notification object:(id)object;
@end
@interface NSBundle : NSObject
+ (NSBundle *)mainBundle;
- (NSString *)bundleIdentifier;
- (NSString *)pathForResource:(NSString *)name ofType:(NSString *)type;
@end
@interface NSProcessInfo : NSObject
+ (NSProcessInfo *)processInfo;
- (NSDictionary *)environment;
@end
@interface NSPredicate : NSObject
+ (NSPredicate *)predicateWithFormat:(NSString *)format, ...;
@end

void NSLog(NSString *format, ...);
NSString *NSHomeDirectory(void);
NSString *NSTemporaryDirectory(void);
NSArray *NSSearchPathForDirectoriesInDomains(NSUInteger folder, NSUInteger domains, BOOL expand);
Class NSClassFromString(NSString *name);
NSString *NSStringFromClass(Class type);
SEL NSSelectorFromString(NSString *name);
