// What Electron does when started with the path of an app; the development runtime lacks its own.
// An ES module with a top-level await: the app's entry is loaded before Electron is ready, which
// `protocol.registerSchemesAsPrivileged` needs.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

function readArguments() {
  const preloads = [];
  const args = process.argv.slice(1);
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '-r' || args[i] === '--require') preloads.push(args[(i += 1)]);
    else if (!args[i].startsWith('-')) return { preloads, path: resolve(args[i]) };
  }
  return { preloads, path: undefined };
}

const { preloads, path } = readArguments();
if (!path) {
  console.error(`Electron ${process.versions.electron}: give the path of an app`);
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });

let entry = path;
const manifestPath = join(path, 'package.json');
if (existsSync(manifestPath)) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const name = manifest.productName ?? manifest.name ?? 'Electron';
  app.setName(name);
  app.setVersion(manifest.version ?? '0.0.0');
  app.setDesktopName(manifest.desktopName ?? `${name}.desktop`);
  app.setAppPath(path);
  entry = join(path, manifest.main ?? 'index.js');
} else {
  app.setAppPath(dirname(path));
}
if (!app.commandLine.hasSwitch('user-data-dir')) {
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
}

for (const preload of preloads) require(preload);
await import(pathToFileURL(entry).href);
