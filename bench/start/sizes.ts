import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export type Size = { readonly name: string; readonly bytes: number; readonly gzipped: number };

/** Size of what was built, and of what each window loads at its start. */
export function sizes(app: string): Size[] {
  const out = join(app, 'out');
  const parts = ['main', 'preload', 'renderer'];
  const all = parts.flatMap((part) => filesIn(join(out, part)));
  const renderer = filesIn(join(out, 'renderer'));
  return [
    sizeOf('out/, all the app itself', all),
    sizeOf('renderer, scripts and styles', renderer.filter(isCode)),
    sizeOf('main window, loaded at its start', loadedBy(join(out, 'renderer'), 'index.html')),
    sizeOf('pop-up, loaded at its start', loadedBy(join(out, 'renderer'), 'popup.html')),
  ];
}

const isCode = (file: string) => /\.(js|css|html)$/.test(file);

/** The page and the scripts and styles that it names; what those import later on is not counted. */
function loadedBy(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, page), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] as string,
  );
  return [join(folder, page), ...named.map((file) => join(folder, file))];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function sizeOf(name: string, files: readonly string[]): Size {
  const contents = files.map((file) => readFileSync(file));
  const sum = (of: (bytes: Buffer) => number) => contents.reduce((total, bytes) => total + of(bytes), 0);
  return { name, bytes: sum((bytes) => bytes.length), gzipped: sum((bytes) => gzipSync(bytes).length) };
}
