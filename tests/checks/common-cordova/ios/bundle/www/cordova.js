var cordova = { version: "12.0.1" };
