import { mkdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../setup/places.mjs';
import { has, runQuietly } from '../setup/run.mjs';

/** Where the pictures go; the README shows them from there. */
export const albumFolder = join(root, 'docs', 'screenshots');

/** Makes one picture by `draw`, as small as the machine's tools can, and prints its name and size.
 * @param {string} name @param {(file: string) => unknown} draw writes a PNG file */
export async function paste(name, draw) {
  mkdirSync(albumFolder, { recursive: true });
  const file = join(albumFolder, `${name}.png`);
  await draw(file);
  shrink(file);
  const kilobytes = Math.ceil(statSync(file).size / 1000);
  console.log(`${relative(root, file)}  ${kilobytes} kB`);
}

/** Without loss, by the first tool that is there. @param {string} file */
export function shrink(file) {
  if (has('oxipng')) runQuietly('oxipng', ['-q', '-o', '4', '--strip', 'safe', file]);
  else if (has('optipng')) runQuietly('optipng', ['-quiet', '-o2', '-strip', 'all', file]);
  else if (has('mogrify')) runQuietly('mogrify', ['-strip', '-define', 'png:compression-level=9', file]);
}
