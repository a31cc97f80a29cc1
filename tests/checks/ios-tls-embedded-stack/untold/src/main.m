#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

extern void *TLS_client_method(void), *TLS_server_method(void), *SSL_CTX_new(void *method);
extern void SSL_CTX_set_verify(void *context, int mode, int (*callback)(int, void *));
extern void SSL_CTX_set_custom_verify(void *context, int mode, int (*callback)(void *, uint8_t *));
extern void SSL_CTX_set_cert_verify_callback(void *context, int (*callback)(void *, void *), void *argument);
extern void *curl_easy_init(void);
extern int curl_easy_setopt(void *handle, int option, ...);
extern void sec_protocol_options_set_peer_authentication_required(id options, bool required);
extern void sec_protocol_options_set_verify_block(id options, void (^block)(id, id, void (^)(bool)),
                                                  id queue);

static int looks_at_store(void *ssl, uint8_t *alert)
{
    return *alert != 7;
}

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    SSL_CTX_set_verify(SSL_CTX_new(TLS_client_method()), [options count], 0);
    SSL_CTX_set_custom_verify(SSL_CTX_new(TLS_client_method()), 1, looks_at_store);
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
