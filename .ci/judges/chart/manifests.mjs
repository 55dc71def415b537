// Judges rendered manifests by Kubernetes' own schemas (what a field must hold) and types (whether there is such a field), and those of the Prometheus operator.
//   node manifests.mjs FILE...            ends with 0 when every document is sound
//   node manifests.mjs --refuse FILE...   ends with 0 when every file has a document that is not
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseAllDocuments } from 'yaml';

const refuse = process.argv[2] === '--refuse';
const files = process.argv.slice(refuse ? 3 : 2);

const problems = new Map(files.map((file) => [file, []]));
const imports = new Map();
const sources = [];
let documents = 0;
for (const file of files) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const tell = (problem) => problems.get(file).push(problem);
    document.errors.forEach((error) => tell(error.message));
    const manifest = document.toJS();
    if (manifest === null || document.errors.length > 0) continue;
    documents++;
    const { apiVersion, kind, metadata } = manifest;
    const name = `${kind} ${metadata?.name}`;
    const models = apiVersion?.startsWith('monitoring.coreos.com/') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
    const module = `${models}/${apiVersion}/${kind}`;
    try {
      new (await import(module))[kind](manifest).validate();
    } catch (error) {
      // The last of several says what the alternatives before it have come to.
      tell(`${name}: ${error.message}`);
      if (error.code?.startsWith('ERR_')) continue;
    }
    const type = imports.get(module)?.type ?? `Type${imports.size}`;
    imports.set(module, { type, line: `import type { I${kind} as ${type} } from '${module}';` });
    sources.push({ file, name, line: `export const document${documents}: ${type} = ${JSON.stringify(manifest)};` });
  }
}

writeFileSync('manifests.ts', `${[...imports.values(), ...sources].map(({ line }) => line).join('\n')}\n`);
const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--pretty', 'false'];
const compiler = spawnSync('node', ['node_modules/typescript/bin/tsc', ...options, 'manifests.ts'], { encoding: 'utf8' });
for (const [, line, message] of compiler.stdout.matchAll(/^manifests\.ts\((\d+),\d+\): error (.*)$/gm)) {
  const source = sources[Number(line) - imports.size - 1];
  problems.get(source.file).push(`${source.name}: ${message}`);
}

const sound = [...problems].filter(([, found]) => found.length === 0).map(([file]) => basename(file));
const bad = [...problems].filter(([, found]) => found.length > 0);
if (documents === 0 || (compiler.status !== 0 && bad.length === 0)) {
  console.error(`nothing could be judged ${compiler.stdout}${compiler.stderr}`);
  process.exit(2);
}

if (refuse) {
  sound.forEach((file) => console.error(`${file} passes, and should not`));
  console.log(`${bad.length} broken manifests refused`);
  process.exit(sound.length === 0 ? 0 : 1);
}

bad.forEach(([file, found]) => found.forEach((problem) => console.error(`${basename(file)}: ${problem}`)));
console.log(`${documents} manifests in ${files.length} files, ${bad.length} files with problems`);
process.exit(bad.length === 0 ? 0 : 1);
