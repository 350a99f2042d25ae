import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInstant, printInstant } from '../time/instant';
import { readPrintedInstant } from './printed-instant';

it('reads every instant as parseInstant does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (at) => {
      expect(readPrintedInstant(printInstant(at))).toBe(at);
    }),
    { numRuns: 2000 },
  );
  const days = Array.from({ length: 3000 }, (_, day) => printInstant((day * 7 - 9000) * 86_400_000 + 1));
  for (const text of days) expect(readPrintedInstant(text)).toBe(parseInstant(text));
});

it('takes for none what parseInstant takes for none', () => {
  const damaged = fc.record({ at: fc.nat(23), put: fc.constantFrom('9', '3', 'x', '-', ' ', '٣', ':', 'Z') });
  fc.assert(
    fc.property(damaged, ({ at, put }) => {
      const text = '2026-11-28T19:28:39.123Z';
      const changed = text.slice(0, at) + put + text.slice(at + 1);
      expect(readPrintedInstant(changed)).toBe(parseInstant(changed));
    }),
    { numRuns: 2000 },
  );
  for (const value of [null, 7, '', '2026-11-28', '2026-02-30T00:00:00.000Z', '2026-02-29T00:00:00.000Z'])
    expect(readPrintedInstant(value)).toBeNull();
});
