// A handler that accepts every certificate, with what the platform offers for that.
using System.Net.Http;

namespace Example.Open
{
    public class Caller
    {
        public HttpClientHandler Handler()
        {
            var handler = new HttpClientHandler();
            handler.ServerCertificateCustomValidationCallback =
                HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
            return handler;
        }
    }
}
