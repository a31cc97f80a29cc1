cordova.plugin.http.setServerTrustMode("pinned", begin, fail);
var keys = ["sha256/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="];
