// What a small app refers to: types and members of other assemblies, constant texts of every width.
using System;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Example.Bank
{
    public class Client
    {
        static bool Accept(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
        {
            return true;
        }

        public string Login(string user)
        {
            ServicePointManager.ServerCertificateValidationCallback = Accept;
            var web = new WebClient();
            return web.DownloadString("http://plain.example.org/login?user=" + user + "&note=\u5bc6\u78bc");
        }

        public string Long()
        {
            return "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" +
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        }
    }
}
