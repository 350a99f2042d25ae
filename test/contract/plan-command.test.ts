import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '../../src/cli/commands/plan';
import { rota } from '../../src/cli/commands/rota';
import { makeIcsReader } from '../../src/engine/calendars/ics-thread';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { buildWorker } from '../helpers/worker-build';

/* `watchbill plan`, over a real folder and the real solver. */

let solverUrl: URL;
let team: TemporaryTeam;
beforeAll(async () => {
  solverUrl = await buildWorker('src/engine/plan/solver-worker.ts', 'test-plan-command');
});
beforeEach(() => {
  team = temporaryTeam();
  const file = readFileSync(join(team.folder, 'watchbill.yaml'), 'utf8');
  team.write(`${file}schedules:\n  - id: primary # the one\n    layers: []\n`);
});
afterEach(() => team.remove());

async function run(command: typeof plan | typeof rota, ...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void errors.push(line) };
  const readIcs = makeIcsReader(null);
  const code =
    command === plan
      ? await plan([team.folder, ...args], io, { readIcs, solverUrl })
      : await rota([team.folder, ...args], io, readIcs);
  return { code, out: out.join('\n'), err: errors.join('\n') };
}

const SPAN = ['--from', '2027-01-04T09:00', '--to', '2027-02-01T09:00'];

describe('watchbill plan', () => {
  it('prints a plan, its score and proof; --write writes what watchbill rota then says', async () => {
    const asked = [...SPAN, '--turn', '1 week', '--prefer', 'grace:2027-01-06'];
    const text = await run(plan, ...asked);
    expect(text.code).toBe(0);
    expect(text.out).toContain('primary: 4 shifts for 2 people');
    expect(text.out).toContain('Proven: no plan is fairer.');
    expect(text.out).toContain('2027-01-04 09:00 +00:00  to  2027-01-11 09:00 +00:00  Grace Lindt');
    const json = await run(plan, ...asked, '--json', '--write');
    const view = JSON.parse(json.out);
    expect(view).toMatchObject({ state: 'done', gap: 0, collisions: [], score: { wishesBroken: 0 } });
    expect(json.err).toBe(
      'watchbill plan: Written into the team file: primary from 2027-01-04 09:00 to 2027-02-01 09:00.',
    );
    expect(readFileSync(join(team.folder, 'watchbill.yaml'), 'utf8')).toContain('- id: primary # the one');
    const after = await run(rota, ...SPAN, '--json');
    expect(JSON.parse(after.out)).toEqual(view.plan);
  });

  it('takes dates for their midnight, and a space for the T', async () => {
    const { code, out } = await run(
      plan,
      '--from',
      '2027-01-04',
      '--to',
      '2027-01-18 00:00',
      '--turn',
      '1 week',
      '--json',
    );
    expect(code).toBe(0);
    const { plan: shifts } = JSON.parse(out);
    expect([shifts[0].start, shifts.at(-1).end]).toEqual(['2027-01-04T00:00:00Z', '2027-01-18T00:00:00Z']);
  });

  it('says what collides and ends with 1', async () => {
    const { code, out } = await run(
      plan,
      ...SPAN,
      '--turn',
      '1 day',
      '--refuse',
      'ada:2027-01-06,grace:2027-01-06',
    );
    expect(code).toBe(1);
    expect(out).toContain('Tue 5 Jan 09:00 to Wed 6 Jan 09:00: Ada Okafor and Grace Lindt refuse Wed 6 Jan.');
  });

  it.each<[string, string[], number, RegExp]>([
    ['no turn', SPAN, 2, /--turn <turn> is needed/],
    [
      'a weight that is none',
      [...SPAN, '--turn', '1 day', '--weight', 'fridays=2'],
      2,
      /--weight "fridays=2"/,
    ],
    [
      'a wish without a day',
      [...SPAN, '--turn', '1 day', '--refuse', 'ada'],
      2,
      /--refuse "ada": write a person/,
    ],
    [
      'rest that is no number',
      [...SPAN, '--turn', '1 day', '--min-rest', 'x'],
      2,
      /--min-rest "x" must be a number/,
    ],
    [
      'somebody unknown',
      [...SPAN, '--turn', '1 day', '--people', 'bob'],
      1,
      /no person "bob"; there is ada, grace/,
    ],
    [
      'a start that is none',
      ['--from', 'soon', '--to', '2027-02-01T09:00', '--turn', '1 day'],
      1,
      /"soon" is no start/,
    ],
    [
      'a schedule there is not',
      [...SPAN, '--turn', '1 day', '--schedule', 'x'],
      1,
      /no schedule "x"; there is primary/,
    ],
  ])('refuses with words: %s', async (_, args, code, words) => {
    const result = await run(plan, ...args);
    expect(result.code).toBe(code);
    expect(result.err).toMatch(words);
    expect(result.out).toBe('');
  });
});
