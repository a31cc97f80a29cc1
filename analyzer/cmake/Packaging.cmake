# Install rules and packages. See README.md, "Install".
