// validate_cyclonedx.js SCHEMAS FILE…: the CycloneDX 1.6 schema. Exit code 1 when a file breaks it.
'use strict';
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv');
const [schemas, ...files] = process.argv.slice(2);
const read = (name) => JSON.parse(fs.readFileSync(path.join(schemas, name), 'utf8'));
const ajv = new Ajv({strict: false, allErrors: true, unicodeRegExp: false});
require('ajv-formats')(ajv);
ajv.addFormat('idn-email', true);
ajv.addFormat('iri-reference', true);
ajv.addSchema(read('spdx.SNAPSHOT.schema.json'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
ajv.addSchema(read('jsf-0.82.SNAPSHOT.schema.json'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
const validate = ajv.compile(read('bom-1.6.SNAPSHOT.schema.json'));
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
