import { realpathSync } from 'node:fs';
import { readRegular } from '../keep/read-regular';

/** Reads a certificate authority of somebody's own. @returns null where no path is given; @throws Error in words */
export function readCaFile(path: string): string | null {
  if (path === '') return null;
  let text: string | null;
  try {
    text = readRegular(realpathSync(path));
  } catch {
    text = null;
  }
  if (text === null) throw new Error(`its CA file ${path.slice(0, 200)} cannot be read`);
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new Error(`its CA file ${path.slice(0, 200)} holds no certificate in PEM form`);
  return text;
}
