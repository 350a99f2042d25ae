// Types, lint, format, directions, and that every fault has its test, all at once; prints only what is wrong. `npm run check`
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { root } from './setup/places.mjs';

await ensureNodeModules();

const packaged = (path) => join(root, 'node_modules', path);
// TypeScript 7 checks; the 5.9 beside it is there for its API, which dependency-cruiser reads type-only imports with.
const types = (project) => [packaged('typescript7/bin/tsc'), '-p', `tsconfig.${project}.json`, '--pretty'];

const checks = {
  'types (core)': types('core'),
  'types (node)': types('node'),
  'types (web)': types('web'),
  'types (test)': types('test'),
  lint: [packaged('oxlint/bin/oxlint'), '--deny-warnings'],
  format: [packaged('@biomejs/biome/bin/biome'), 'check', '--reporter=summary'],
  directions: [
    packaged('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    ...['src', 'test', 'bench'].filter((folder) => existsSync(join(root, folder))),
  ],
  'faults and their tests': [join(root, 'scripts/reliability.mjs'), '--check'],
};

function run([script, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (bytes) => output.push(bytes));
    child.stderr.on('data', (bytes) => output.push(bytes));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }));
  });
}

const startedAt = Date.now();
const results = await Promise.all(
  Object.entries(checks).map(async ([name, command]) => {
    const result = await run(command);
    if (!result.ok) console.log(`\n── ${name}\n${result.output.trimEnd()}`);
    return { name, ...result };
  }),
);
const wrong = results.filter(({ ok }) => !ok).map(({ name }) => name);
const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
console.log(
  wrong.length === 0 ? `check: all good, ${seconds} s` : `\ncheck: ${wrong.join(', ')} failed, ${seconds} s`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
