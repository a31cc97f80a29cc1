fetch("https://api.example.org/v1");
