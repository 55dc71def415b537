// Checks TypeScript files in this folder against Slack's own types; prints what is wrong and ends with 0 when nothing is.
import { spawnSync } from 'node:child_process';

const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--pretty', 'false'];
const compiler = spawnSync('node', ['node_modules/typescript/bin/tsc', ...options, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(compiler.status ?? 1);
