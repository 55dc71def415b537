// Holds values against values.schema.json, as Helm does before it renders anything.
//   node values.mjs SCHEMA VALUES.json...                      each must be accepted
//   node values.mjs SCHEMA --refuse REFUSED.yaml GOOD.json     each case, laid over values that are accepted, must be refused where it says
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';

const [, , schemaFile, ...rest] = process.argv;
// RE2, which Helm uses, knows no look-around and no back-references; what it cannot compile fails at every install.
const schemaText = readFileSync(schemaFile, 'utf8');
const beyondRe2 = schemaText.match(/\(\?[=!<][^"]*/g) ?? [];
if (beyondRe2.length > 0) {
  console.error(`patterns that Helm cannot read: ${beyondRe2.join(' ')}`);
  process.exit(1);
}

const accepts = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(schemaText));
const errors = () => accepts.errors.map((error) => `${error.instancePath} ${error.message}`);
let failed = 0;

if (rest[0] === '--refuse') {
  const { cases } = parse(readFileSync(rest[1], 'utf8'));
  const values = JSON.parse(readFileSync(rest[2], 'utf8'));
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  // As Helm does it: null, or a name with nothing below it, takes what was there away.
  const over = (below, above) => Object.fromEntries([...new Set([...Object.keys(below), ...Object.keys(above)])].filter((key) => above[key] !== null)
    .map((key) => [key, !(key in above) ? below[key] : isObject(above[key]) ? over(isObject(below[key]) ? below[key] : {}, above[key]) : above[key]]));
  if (!accepts(values)) throw new Error(`the good values are refused: ${errors()}`);
  for (const { bad, at } of cases) {
    if (!accepts(over(values, bad)) && accepts.errors.some((error) => error.instancePath === at)) continue;
    failed++;
    console.error(`${JSON.stringify(bad)} should be refused at '${at}': ${accepts.errors ? errors() : 'it is accepted'}`);
  }

  console.log(`${cases.length - failed} of ${cases.length} bad values refused`);
} else {
  for (const file of rest) {
    if (accepts(JSON.parse(readFileSync(file, 'utf8')))) continue;
    failed++;
    errors().forEach((error) => console.error(`${basename(file)}: ${error}`));
  }

  console.log(`${rest.length - failed} of ${rest.length} sets of values accepted`);
}

process.exit(failed === 0 ? 0 : 1);
