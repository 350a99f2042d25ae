import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import hostile from '../../../test/fixtures/alertmanager/hostile-fingerprints.json';
import { fingerprint } from './fingerprint';
import { makeLabels } from './labels';

const CAPTURED = resolve(
  import.meta.dirname,
  '../../../test/fixtures/alertmanager/captured-0.25.0/firing-alerts.json',
);

/** The same by the book: 64-bit arithmetic over the UTF-8 bytes. */
function byTheBook(labels: ReadonlyArray<readonly [string, string]>): string {
  let hash = 0xcbf29ce484222325n;
  const add = (byte: number): void => {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  };
  for (const text of labels.flat()) {
    for (const byte of new TextEncoder().encode(text)) add(byte);
    add(0xff);
  }
  return hash.toString(16).padStart(16, '0');
}

describe('the fingerprint of a label set', () => {
  test('is what a real Alertmanager gave', () => {
    const alerts = JSON.parse(readFileSync(CAPTURED, 'utf8')) as Array<{
      labels: Record<string, string>;
      fingerprint: string;
    }>;
    expect(alerts.length).toBeGreaterThan(0);
    for (const { labels, fingerprint: given } of alerts) {
      expect(fingerprint(makeLabels(Object.entries(labels)))).toBe(given);
    }
  });

  test.each(hostile.cases)(
    'is $fingerprint, as given for a hostile one',
    ({ fingerprint: given, labels }) => {
      expect(fingerprint(makeLabels(labels as Array<[string, string]>))).toBe(given);
    },
  );

  test('tells apart where a name ends and its value begins', () => {
    expect(fingerprint([['ab', 'c']])).not.toBe(fingerprint([['a', 'bc']]));
  });

  test('is FNV-1a for whatever text, lone surrogates included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))),
        (pairs) => {
          expect(fingerprint(pairs)).toBe(byTheBook(pairs));
        },
      ),
    );
    const lone = [['a', 'x\ud800y\udc00']] as const;
    expect(fingerprint(lone)).toBe(byTheBook(lone));
  });
});
