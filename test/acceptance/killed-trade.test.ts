import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'vitest';
import { until } from '../helpers/desktop';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import type { TemporaryTeam } from '../helpers/temporary-team';

/* Trades that end in the middle: engines killed while they accept, and two who take one offer at the same moment. */

const DAY = 86_400_000;
const today = Math.floor(Date.now() / DAY) * DAY;
const text = (at: number): string => new Date(at).toISOString();
/** Ada has today and every third day, then Grace, then Linus. */
const YAML = `watchbill: 1
team: Three
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
  - { id: linus, name: Linus Roy }
schedules:
  - id: primary
    layers:
      - { id: daily, people: [ada, grace, linus], start: ${text(today).slice(0, 16)}, turn: 1 day }
`;
const piece = (day: number) => [
  { schedule: 'primary', start: text(today + day * DAY), end: text(today + (day + 1) * DAY) },
];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Desk = { readonly folder: string; readonly data: string };
const teamOf = ({ folder, data }: Desk): TemporaryTeam => ({
  folder,
  data,
  write: () => undefined,
  remove: () => undefined,
});

/** Folders of a test: of the team, one or one for each desktop, and of each desktop's data. */
function rootOf({ onTestFinished }: TestContext): (name: string, team?: string) => Desk {
  const root = mkdtempSync(join(tmpdir(), 'watchbill-killed-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  return (name, team = 'team') => {
    const folder = join(root, team);
    if (!existsSync(folder)) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'watchbill.yaml'), YAML);
    }
    return { folder, data: join(root, `data-${name}`) };
  };
}

async function start({ onTestFinished }: TestContext, desk: Desk, me: string): Promise<EngineProcess> {
  const engine = await startEngineProcess(teamOf(desk), { me });
  onTestFinished(() => engine.kill());
  return engine;
}

type Trade = { id: string; status: string; takenBy: Array<{ id: string }> };
const trades = async (engine: EngineProcess) =>
  (await engine.get<{ trades: Trade[] }>('/api/v1/trades')).trades.map(
    ({ id, status, takenBy }) => `${id} ${status} ${takenBy.map((one) => one.id).join()}`,
  );
const statusOf = async (engine: EngineProcess, id: string): Promise<string> =>
  (await trades(engine)).find((line) => line.startsWith(`${id} `))?.slice(id.length + 1) ?? '';
async function holders(engine: EngineProcess, from: number, days: number): Promise<string[]> {
  const { schedules } = await engine.get<{
    schedules: Array<{ shifts: Array<{ start: string; person: string; mark: string }> }>;
  }>(`/api/v1/rota?from=${text(today + from * DAY)}&to=${text(today + (from + days) * DAY)}`);
  return (
    schedules[0]?.shifts.map(({ start, person, mark }) => `${start.slice(0, 10)} ${person} ${mark}`) ?? []
  );
}
async function offer(engine: EngineProcess, body: object): Promise<string> {
  const answer = await engine.post('/api/v1/trades', body);
  if (answer.status !== 201) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
}
/** How often somebody was told that they did not get what they took. */
const refusals = (engine: EngineProcess): number =>
  engine.said.filter(({ event, title }) => event === 'notice' && String(title).startsWith('You did not get'))
    .length;
const take = (engine: EngineProcess, id: string, body: object = {}) =>
  engine.post(`/api/v1/trades/${encodeURIComponent(id)}/accept`, body);

describe('an engine killed while it accepts', () => {
  test('20 times, at any moment: the trade is wholly in force or not at all, the same at both, and what was answered holds', async (context) => {
    const { expect } = context;
    const desks = rootOf(context);
    const ada = await start(context, desks('ada'), 'ada');
    let grace = await start(context, desks('grace'), 'grace');
    const counts = { agreed: 0, open: 0, answered: 0 };
    let took = 0;
    for (let round = 0; round < 20; round += 1) {
      // Ada's day against Grace's the day after.
      const day = 30 + 3 * round;
      const id = await offer(ada, { to: 'grace', give: piece(day), want: piece(day + 1) });
      await until('the offer is heard', async () => (await statusOf(grace, id)) === 'open ', 15_000);
      let answered = 0;
      const accepting = take(grace, id).then(
        ({ status }) => {
          answered = status;
        },
        () => undefined,
      );
      // From at once to after it is done; the first is not killed before, to learn how long it takes.
      const begun = performance.now();
      if (round === 0) await accepting;
      else await pause(((round % 10) / 8) * took);
      if (round === 0) took = performance.now() - begun;
      await grace.kill('SIGKILL');
      await accepting;
      grace = await start(context, desks('grace'), 'grace');
      const there = await statusOf(grace, id);
      expect(['open ', 'agreed grace'], `round ${round}`).toContain(there);
      if (answered === 200) expect(there).toBe('agreed grace');
      const agreed = there === 'agreed grace';
      const [d1, d2] = [text(today + day * DAY).slice(0, 10), text(today + (day + 1) * DAY).slice(0, 10)];
      const rota = agreed
        ? [`${d1} grace trade`, `${d2} ada trade`]
        : [`${d1} ada plain`, `${d2} grace plain`];
      expect(await holders(grace, day, 2), `round ${round}`).toEqual(rota);
      await until('both agree', async () => (await statusOf(ada, id)) === there, 15_000);
      expect(await holders(ada, day, 2), `round ${round}`).toEqual(rota);
      counts[agreed ? 'agreed' : 'open'] += 1;
      if (answered === 200) counts.answered += 1;
    }
    // A restart heals what was cut off: the offer can still be taken.
    const again = await offer(ada, { to: 'grace', give: piece(93), want: piece(94) });
    await until('the offer is heard', async () => (await statusOf(grace, again)) === 'open ', 15_000);
    expect((await take(grace, again)).status).toBe(200);
    await until(
      'both agree',
      async () => (await trades(ada)).join() === (await trades(grace)).join(),
      15_000,
    );
    expect(counts.agreed + counts.open).toBe(20);
    expect(counts.agreed).toBeGreaterThanOrEqual(counts.answered);
    expect(counts.answered).toBeGreaterThan(0);
  });
});

describe('two who take the same offer to anyone at the same moment', () => {
  test('on one shared folder: one winner, the same at all three; the other is told', async (context) => {
    const { expect } = context;
    const desks = rootOf(context);
    const [ada, grace, linus] = (await Promise.all(
      ['ada', 'grace', 'linus'].map((me) => start(context, desks(me), me)),
    )) as [EngineProcess, EngineProcess, EngineProcess];
    // Who thought for a moment that it was theirs, and how often.
    const races = new Map<EngineProcess, number>();
    for (let round = 0; round < 5; round += 1) {
      const day = 30 + 3 * round;
      const id = await offer(ada, { to: null, give: piece(day) });
      const heard = async () =>
        (await statusOf(grace, id)) === 'open ' && (await statusOf(linus, id)) === 'open ';
      await until('the offer is heard', heard, 15_000);
      const answers = await Promise.all([take(grace, id), take(linus, id)]);
      // Somebody got it; the other was told at once, or thought so until the log came.
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      const all = async () => Promise.all([ada, grace, linus].map((one) => statusOf(one, id)));
      await until(
        'all say the same',
        async () => {
          const said = await all();
          return (
            said.every((status) => status === said[0]) && /^agreed (grace|linus)$/.test(said[0] as string)
          );
        },
        15_000,
      );
      const winner = (await statusOf(ada, id)).split(' ')[1] as string;
      const rows = await Promise.all([ada, grace, linus].map((one) => holders(one, day, 1)));
      expect(rows).toEqual(rows.map(() => [`${text(today + day * DAY).slice(0, 10)} ${winner} trade`]));
      const [loser, index] = winner === 'grace' ? [linus, 1] : [grace, 0];
      if (answers[index]?.status === 200) races.set(loser, (races.get(loser) ?? 0) + 1);
    }
    for (const [loser, times] of races)
      await until('the loser is told', () => refusals(loser) === times, 15_000);
  });

  test('on folders whose files are copied late, in any order, twice and by halves: the same', async (context) => {
    const { expect } = context;
    const desks = rootOf(context);
    const places = {
      ada: desks('ada', 'at ada'),
      grace: desks('grace', 'at grace'),
      linus: desks('linus', 'at linus'),
    };
    type Who = keyof typeof places;
    const names = Object.keys(places) as Who[];
    const engines = Object.fromEntries(
      await Promise.all(names.map(async (me) => [me, await start(context, places[me], me)] as const)),
    ) as Record<Who, EngineProcess>;

    let seed = 12345;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const logOf = (who: Who): string => join(places[who].folder, 'log');
    /** The file that a desktop wrote itself; the others in its folder are copies. */
    const ownFile = (who: Who): string =>
      readdirSync(logOf(who)).find((name) =>
        readFileSync(join(logOf(who), name), 'utf8').includes(`"by":"${who}"`),
      ) ?? '';
    /** Brings what one wrote to another: whole, or a part that ends anywhere. */
    function carry(from: Who, to: Who, whole: boolean): void {
      const name = ownFile(from);
      if (name === '') return;
      const bytes = readFileSync(join(logOf(from), name));
      mkdirSync(logOf(to), { recursive: true });
      const there = join(logOf(to), name);
      const old = existsSync(there) ? readFileSync(there).length : 0;
      const end = whole ? bytes.length : old + random(bytes.length - old + 1);
      // As synced folders do: appended, or another file in its place, or a second copy beside it.
      if (random(2) === 0) appendFileSync(there, bytes.subarray(old, end));
      else writeFileSync(there, bytes.subarray(0, Math.max(old, end)));
      if (random(3) === 0)
        writeFileSync(join(logOf(to), `${name.replace('.jsonl', '')} (copy).jsonl`), bytes.subarray(0, end));
    }
    const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));
    const shuffled = <T>(list: readonly T[]): T[] =>
      list
        .map((one) => [random(1000), one] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, one]) => one);

    const ids: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const id = await offer(engines.ada, { to: null, give: piece(30 + 3 * round) });
      ids.push(id);
      carry('ada', 'grace', true);
      carry('ada', 'linus', true);
      const heard = async () =>
        (await statusOf(engines.grace, id)) === 'open ' && (await statusOf(engines.linus, id)) === 'open ';
      await until('the offer is heard', heard, 15_000);
      // Neither knows of the other: both are told that it is theirs.
      const answers = await Promise.all([take(engines.grace, id), take(engines.linus, id)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      for (const [from, to] of shuffled([...pairs, ...pairs])) {
        carry(from, to, false);
        if (random(3) === 0) await pause(50);
      }
    }
    for (const [from, to] of shuffled(pairs)) carry(from, to, true);
    const all = () => Promise.all(names.map(async (who) => (await trades(engines[who])).join('\n')));
    await until(
      'all say the same',
      async () => {
        const said = await all();
        return said.every((one) => one === said[0]) && !said[0]?.includes('open');
      },
      20_000,
    );
    for (const [round, id] of ids.entries()) {
      const winner = (await statusOf(engines.ada, id)).split(' ')[1] as Who;
      expect(['grace', 'linus']).toContain(winner);
      const row = [`${text(today + (30 + 3 * round) * DAY).slice(0, 10)} ${winner} trade`];
      for (const who of names) expect(await holders(engines[who], 30 + 3 * round, 1)).toEqual(row);
    }
    // Each race had one loser, who was told once.
    const told = (): number => names.reduce((sum, who) => sum + refusals(engines[who]), 0);
    await until('the losers are told', () => told() >= ids.length, 15_000);
    await pause(1000);
    expect(told()).toBe(ids.length);
    // Whoever gave it away knows who has it, also where the loser was heard of first.
    type Notices = { notices: Array<{ kind: string; trade: string; title: string }> };
    const { notices } = await engines.ada.get<Notices>('/api/v1/notices');
    for (const id of ids) {
      const winner = (await statusOf(engines.ada, id)).split(' ')[1];
      const last = notices.findLast(({ kind, trade }) => kind === 'answer' && trade === id);
      expect(last?.title).toMatch(winner === 'grace' ? /^Grace Lindt takes your / : /^Linus Roy takes your /);
    }
  });
});
