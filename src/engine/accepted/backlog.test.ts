import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backlog, type Taken } from './backlog';
import type { Gist } from './request';

/** Alerts of one request: key and rank each. */
const request = fc.array(
  fc.record({ key: fc.integer({ min: 1, max: 6 }), rank: fc.integer({ min: 0, max: 4 }) }),
  {
    minLength: 1,
    maxLength: 6,
  },
);
const move = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), alerts: request }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('take' as const), most: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('keys' as const), key: fc.integer({ min: 1, max: 6 }) }),
  },
);

function gistOf(alerts: ReadonlyArray<{ key: number; rank: number }>): Gist {
  return {
    key: Int32Array.from(alerts.map(({ key }) => key)),
    rank: Uint8Array.from(alerts.map(({ rank }) => rank)),
  };
}

describe('what waits to be decided', () => {
  it('D4: the most urgent first, each in the order it came', () => {
    const backlog = new Backlog<string>();
    backlog.add(
      gistOf([
        { key: 1, rank: 2 },
        { key: 2, rank: 0 },
        { key: 3, rank: 2 },
      ]),
      'first',
    );
    backlog.add(gistOf([{ key: 4, rank: 0 }]), 'second');
    expect(backlog.take(9, 1)).toMatchObject({ entry: { item: 'first' }, places: [1] });
    expect(backlog.take(9)).toMatchObject({ entry: { item: 'second' }, places: [0] });
    expect(backlog.take(9, 1)).toBeNull();
    expect(backlog.take(1)).toMatchObject({ entry: { item: 'first' }, places: [0] });
    expect(backlog.take(9)).toMatchObject({ entry: { item: 'first' }, places: [2] });
    expect([backlog.take(9), backlog.size]).toEqual([null, 0]);
  });

  it('takes what came before of the same alert first, when one that is urgent comes', () => {
    const backlog = new Backlog<string>();
    backlog.add(gistOf([{ key: 7, rank: 3 }]), 'quiet');
    backlog.add(gistOf([{ key: 8, rank: 3 }]), 'other');
    backlog.add(gistOf([{ key: 7, rank: 0 }]), 'urgent');
    backlog.add(gistOf([{ key: 7, rank: 4 }]), 'after');
    const order = [];
    for (let taken = backlog.take(1); taken; taken = backlog.take(1)) order.push(taken.entry.item);
    expect(order).toEqual(['quiet', 'urgent', 'after', 'other']);
  });

  it('gives each alert once, and those of one key in the order they came, whatever comes and is taken when', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const backlog = new Backlog<number>();
        const came: string[] = [];
        const given: Array<{ key: number; name: string }> = [];
        const note = ({ entry, places }: Taken<number>): void => {
          for (const place of places)
            given.push({ key: entry.gist.key[place] as number, name: `${entry.item}.${place}` });
        };
        const keyOf = new Map<string, number>();
        for (const [number, one] of moves.entries()) {
          if (one.kind === 'add') {
            for (const [place, { key }] of one.alerts.entries()) {
              came.push(`${number}.${place}`);
              keyOf.set(`${number}.${place}`, key);
            }
            backlog.add(gistOf(one.alerts), number);
          } else if (one.kind === 'take') {
            const taken = backlog.take(one.most);
            if (taken) note(taken);
          } else for (const taken of backlog.takeKeys(new Set([one.key]))) note(taken);
        }
        for (let taken = backlog.take(3); taken; taken = backlog.take(3)) note(taken);
        expect(given.map(({ name }) => name).toSorted()).toEqual(came.toSorted());
        for (let key = 1; key <= 6; key++) {
          const order = given.filter((one) => one.key === key).map(({ name }) => name);
          expect(order).toEqual(came.filter((name) => keyOf.get(name) === key));
        }
        expect(backlog.size).toBe(0);
      }),
    );
  });

  it('leaves out what is decided already', () => {
    const backlog = new Backlog<string>();
    const entry = backlog.add(
      gistOf([
        { key: 1, rank: 2 },
        { key: 2, rank: 2 },
      ]),
      'left',
      (place) => place === 0,
    );
    expect([backlog.size, entry.left]).toEqual([1, 1]);
    expect(backlog.take(9)).toMatchObject({ places: [1] });
  });
});
