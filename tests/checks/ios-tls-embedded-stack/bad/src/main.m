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

static int any(int known, void *store)
{
    return 1;
}

static int whole(void *store, void *argument)
{
    return 1;
}

static int own(void *ssl, uint8_t *alert)
{
    return 0;
}

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    void *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, 0, 0);
    SSL_CTX_set_verify(context, 1, any);
    SSL_CTX_set_custom_verify(context, 1, own);
    SSL_CTX_set_cert_verify_callback(context, whole, 0);
    void *curl = curl_easy_init();
    curl_easy_setopt(curl, 64, 0L);
    curl_easy_setopt(curl, 81, 0L);
    sec_protocol_options_set_peer_authentication_required(options, false);
    sec_protocol_options_set_verify_block(
        options,
        ^(id metadata, id trust, void (^answer)(bool)) {
          answer(true);
        },
        nil);
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
