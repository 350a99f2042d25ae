import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, ActBody } from '../../src/core/team-log/act';
import { foldActs } from '../../src/core/team-log/fold-acts';
import { printAct } from '../../src/core/team-log/print-act';
import { readAct } from '../../src/core/team-log/read-act';
import { parseStamp } from '../../src/core/team-log/stamp';
import { makeLogLines } from '../../src/engine/store/team-log-lines';
import { guarded, soundProblem } from './guarded';
import { changedJson, damagedBytes, shuffledLines } from './mutations';
import { assertHolds } from './runs';

/* Lines of the team's log, which any program that shares the folder can write. */
const ID = '2026-11-23T12:22:56.123Z-0001-a1b2c3';
const START = Date.UTC(2026, 10, 27, 18);
const END = Date.UTC(2026, 10, 28, 9);
const acted = { source: 'prod', dedupKey: 'k', startsAt: START, until: null, text: '' };
const bodies: readonly ActBody[] = [
  { kind: 'overrideMade', schedule: 'primary', person: null, start: START, end: END, reason: 'dentist' },
  { kind: 'overrideRemoved', override: ID },
  {
    kind: 'tradeOffered',
    to: 'grace',
    give: [{ schedule: 'primary', start: START, end: END }],
    want: [{ schedule: 'primary', start: END, end: END + 1000 }],
    note: 'note',
  },
  { kind: 'tradeAccepted', trade: ID, give: [{ schedule: 'primary', start: START, end: END }], want: [] },
  { kind: 'tradeDeclined', trade: ID },
  { kind: 'tradeWithdrawn', trade: ID },
  { kind: 'tradeUndone', trade: ID },
  { kind: 'awaySet', person: 'ada', start: START, end: END, reason: '' },
  { kind: 'awayRemoved', away: ID },
  { kind: 'handoverNoted', schedule: 'primary', text: 'all quiet' },
  { kind: 'incidentActed', act: 'acknowledge', ...acted },
  { kind: 'incidentActed', act: 'snooze', ...acted, startsAt: null, until: END },
  { kind: 'incidentActed', act: 'note', ...acted, text: 'looking' },
];
const lines = bodies.map((body) => printAct({ id: ID, stamp: parseStamp(ID)!, by: 'ada', body }));
const file = `${lines.join('\n')}\n`;

function sound(act: Act): void {
  // Written again it is the same act, so that two desktops that pass it on agree.
  expect(readAct(printAct(act))).toEqual({ kind: 'act', act });
}

describe('the log of the team', () => {
  it('F4: a line of any kind: an act that is written back the same, or a reason', async () => {
    const texts = fc.oneof(
      changedJson(lines.map((line) => JSON.parse(line) as unknown)),
      damagedBytes(lines).map((bytes) => bytes.toString('utf8')),
    );
    await assertHolds(500, texts, async (text) => {
      await guarded(() => {
        const read = readAct(text);
        if (read.kind === 'act') sound(read.act);
        else soundProblem(read.why, 300);
      });
    });
  });

  it('F13: a file of any kind, however it is cut into pieces: the same acts, every lost line told, and all of them fold', async () => {
    const files = fc.oneof(
      damagedBytes([file, file.replaceAll('\n', '\r\n')]),
      shuffledLines([file]).map((text) => Buffer.from(text)),
    );
    await assertHolds(200, files, async (bytes) => {
      await guarded(() => {
        const whole = makeLogLines('log/ada.jsonl');
        const end = bytes.lastIndexOf('\n') + 1;
        const acts = [...whole.whole(bytes.subarray(0, end))];
        const tail = whole.tail(bytes.subarray(end));
        for (const problem of whole.problems()) soundProblem(problem, 500);
        for (const act of acts) sound(act);

        const pieces = makeLogLines('log/ada.jsonl');
        const again: Act[] = [];
        for (let from = 0; from < end; ) {
          const to = bytes.indexOf('\n', from) + 1;
          again.push(...pieces.whole(bytes.subarray(from, to)));
          from = to;
        }
        expect(again).toEqual(acts);
        expect(pieces.problems()).toEqual(whole.problems());
        foldActs(tail ? [...acts, tail] : acts);
      });
    });
  });
});
