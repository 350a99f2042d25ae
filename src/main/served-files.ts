import { lstatSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.json': 'application/json',
};

/** Regular files of a folder and below, by the path they are served at (`/assets/x.js`). Links are not followed. */
export function listServed(folder: string): ReadonlyMap<string, string> {
  const served = new Map<string, string>();
  const walk = (at: string) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      const found = lstatSync(path);
      if (found.isDirectory()) walk(path);
      else if (found.isFile() && TYPES[extname(name)]) {
        served.set(`/${relative(folder, path).split(sep).join('/')}`, path);
      }
    }
  };
  walk(folder);
  return served;
}

/** The file an address stands for; null unless it is exactly one of those served, at our origin. */
export function fileFor(address: string, origin: string, served: ReadonlyMap<string, string>): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== origin || url.username || url.password) return null;
  return served.get(url.pathname) ?? null;
}

export function typeOf(file: string): string {
  return TYPES[extname(file)] ?? 'application/octet-stream';
}
