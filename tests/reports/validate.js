// validate.js SCHEMA FILE…: JSON Schema 2020-12. Exit code 1 when a file breaks it.
'use strict';
const fs = require('fs');
const Ajv = require('ajv/dist/2020');
const ajv = new Ajv({strict: false, allErrors: true});
require('ajv-formats')(ajv);
const [schema, ...files] = process.argv.slice(2);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let failed = false;
for (const file of files) {
    if (validate(JSON.parse(fs.readFileSync(file, 'utf8'))))
        continue;
    failed = true;
    for (const error of validate.errors.slice(0, 10))
        console.log(`${file} ${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
}
console.log(`${files.length} files looked at`);
process.exit(failed ? 1 : 0);
