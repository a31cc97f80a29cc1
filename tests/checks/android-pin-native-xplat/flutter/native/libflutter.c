const char flutter_engine_version[] = "3.4.3 (stable) (Tue Jun 4 19:51:39 2024 +0000) on \"android_arm64\"";
