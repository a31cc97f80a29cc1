var a=1;
//# sourceMappingURL=app.js.map
