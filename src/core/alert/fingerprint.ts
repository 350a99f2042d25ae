import type { Labels } from './labels';

const PRIME = 0x100000001b3n;
const OFFSET = 0xcbf29ce484222325n;
const MASK = 0xffffffffffffffffn;

/**
 * Alertmanager's alert fingerprint: FNV-1a (64 bit) over the UTF-8 bytes of each name, 0xFF, value, 0xFF in name
 * order, as 16 hex digits (prometheus/common model.LabelSet.Fingerprint). So an alert sent to us has the same key
 * as the one that Alertmanager shows.
 */
export function fingerprint(labels: Labels): string {
  let hash = OFFSET;
  for (const [name, value] of labels) {
    hash = addText(hash, name);
    hash = addByte(hash, 0xff);
    hash = addText(hash, value);
    hash = addByte(hash, 0xff);
  }
  return hash.toString(16).padStart(16, '0');
}

function addByte(hash: bigint, byte: number): bigint {
  return ((hash ^ BigInt(byte)) * PRIME) & MASK;
}

function addText(start: bigint, text: string): bigint {
  let hash = start;
  for (const char of text) {
    let code = char.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) hash = addByte(hash, code);
    else if (code < 0x800) {
      hash = addByte(hash, 0xc0 | (code >> 6));
      hash = addByte(hash, 0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
      hash = addByte(hash, 0xe0 | (code >> 12));
      hash = addByte(hash, 0x80 | ((code >> 6) & 0x3f));
      hash = addByte(hash, 0x80 | (code & 0x3f));
    } else {
      hash = addByte(hash, 0xf0 | (code >> 18));
      hash = addByte(hash, 0x80 | ((code >> 12) & 0x3f));
      hash = addByte(hash, 0x80 | ((code >> 6) & 0x3f));
      hash = addByte(hash, 0x80 | (code & 0x3f));
    }
  }
  return hash;
}
