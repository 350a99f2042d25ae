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

/** 256 colours are as many as a screen of ours has, but for the fringes of letters. @param {string} file */
function shrink(file) {
  if (has('mogrify')) {
    runQuietly('mogrify', [
      '-strip',
      '-dither',
      'None',
      '-colors',
      '256',
      '-define',
      'png:format=png8',
      file,
    ]);
  }
  if (has('oxipng')) runQuietly('oxipng', ['-q', '-o', '4', file]);
  else if (has('optipng')) runQuietly('optipng', ['-quiet', '-o2', file]);
}
