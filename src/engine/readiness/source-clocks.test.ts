import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../core/time/duration';
import { makeSourceClocks } from './source-clocks';

const AT = Date.parse('2026-11-23T12:00:00.500Z');
const all = (clocks: ReturnType<typeof makeSourceClocks>, now = AT) =>
  clocks.all((id) => id.toUpperCase(), now);

describe('the clocks of sources', () => {
  it('are compared in the middle of the question, to half a second and half the way', () => {
    const clocks = makeSourceClocks();
    clocks.saw('prod', 'Mon, 23 Nov 2026 12:00:00 GMT', AT - 100, AT + 100);
    expect(all(clocks)).toEqual([{ id: 'prod', title: 'PROD', ahead: 0, within: 600, at: AT + 100 }]);
    clocks.saw('prod', 'Mon, 23 Nov 2026 11:58:00 GMT', AT, AT);
    expect(all(clocks)[0]).toMatchObject({ ahead: 120 * SECOND });
  });

  it('that came from a cache are as old as the cache says', () => {
    const clocks = makeSourceClocks();
    clocks.saw('prod', 'Mon, 23 Nov 2026 11:59:00 GMT', AT, AT, '60');
    expect(all(clocks)[0]?.ahead).toBe(0);
  });

  it('say nothing without a date, with one that is none, when our clock was set meanwhile, or long ago', () => {
    const clocks = makeSourceClocks();
    clocks.saw('a', undefined, AT, AT);
    clocks.saw('b', 'yesterday', AT, AT);
    clocks.saw('c', 'Mon, 23 Nov 2026 12:00:00 GMT', AT, AT - SECOND);
    expect(all(clocks)).toEqual([]);
    clocks.saw('d', 'Mon, 23 Nov 2026 12:00:00 GMT', AT, AT);
    expect(all(clocks, AT + HOUR)).toHaveLength(1);
    expect(all(clocks, AT + HOUR + 1)).toEqual([]);
  });
});
