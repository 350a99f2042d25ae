import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { holdAnswer, unseen } from './open-api';

/* The rota over HTTP, as docs/openapi.yaml promises it: two real engines, Ada's and Grace's, on one team folder. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
const today = Math.floor(Date.now() / DAY) * DAY;
const text = (at: number): string => new Date(at).toISOString();
/** Noon of a day from today on; Ada has today and every second day, Grace the others. */
const noon = (day: number): number => today + day * DAY + DAY / 2;
const piece = (day: number, hours = 24, from = 0) => ({
  schedule: 'primary',
  start: text(today + day * DAY + from * HOUR),
  end: text(today + day * DAY + (from + hours) * HOUR),
});

let root: string;
let ada: Engine;
let grace: Engine;
const team = () => join(root, 'team');
const log = { info() {}, warn() {}, error() {} };

async function engineOf(me: string): Promise<Engine> {
  const dataFolder = join(root, me);
  mkdirSync(dataFolder);
  const engine = await startEngine({
    teamFolder: team(),
    dataFolder,
    me,
    port: 0,
    notifiers: [],
    secrets: secretsFile(join(dataFolder, 'secrets.json')),
    clock: { now: () => Date.now() },
    log,
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
  return engine;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-http-rota-'));
  mkdirSync(team());
  writeFileSync(
    join(team(), 'watchbill.yaml'),
    `watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com, timeZone: Europe/London }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
schedules:
  - id: primary
    name: Payments, first
    timeZone: UTC
    layers:
      - { id: daily, people: [ada, grace], start: ${text(today).slice(0, 16)}, turn: 1 day }
  - id: nights
    timeZone: Asia/Kolkata
    layers:
      - { id: nightly, people: [grace], start: 2026-01-05T22:00, turn: 1 day, hours: [ { from: "22:00", to: "06:00" } ] }
`,
  );
  ada = await engineOf('ada');
  grace = await engineOf('grace');
}, 60_000);
afterAll(async () => {
  await ada.stop();
  await grace.stop();
  rmSync(root, { recursive: true, force: true });
});

type Body = Record<string, unknown> & { error?: string; id?: string; text?: string };
type Asked<T> = { readonly status: number; readonly body: T };

async function ask<T = Body>(
  engine: Engine,
  method: 'GET' | 'POST' | 'DELETE',
  target: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Asked<T>> {
  const answer = await fetch(engine.url + target, {
    method,
    headers: {
      Authorization: `Bearer ${engine.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const status = answer.status;
  return { status, body: (await holdAnswer(method, target.split('?')[0]!, answer)) as T };
}

type Shift = { start: string; end: string; person: string | null; mark: string; layer: string; by: string };
type Rota = { schedules: Array<{ id: string; name: string; timeZone: string; shifts: Shift[] }> };
type Trade = { id: string; status: string; left: unknown[]; takenBy: Array<{ id: string }>; title: string };
const rota = async (engine: Engine, query: string) =>
  (await ask<Rota>(engine, 'GET', `/api/v1/rota?${query}`)).body.schedules;
const days = async (engine: Engine, from: number, to: number) => {
  const [primary] = await rota(
    engine,
    `schedule=primary&from=${text(today + from * DAY)}&to=${text(today + to * DAY)}`,
  );
  return primary?.shifts.map(({ start, person, mark }) => `${start.slice(8, 16)} ${person} ${mark}`);
};
const day = (n: number, hour = '00:00'): string => `${text(today + n * DAY).slice(8, 10)}T${hour}`;
const trades = async (engine: Engine) =>
  (await ask<{ trades: Trade[] }>(engine, 'GET', '/api/v1/trades')).body.trades;
const tradeOf = async (engine: Engine, id: string) => (await trades(engine)).find((trade) => trade.id === id);
const at = (what: string, id: string, act: string): string =>
  `/api/v1/${what}/${encodeURIComponent(id)}/${act}`;
/** Waits until the other desktop has read the log. */
const heard = (engine: Engine, id: string, status: string) =>
  expect.poll(async () => (await tradeOf(engine, id))?.status, { timeout: 10_000 }).toBe(status);

async function offer(engine: Engine, body: object): Promise<string> {
  const answer = await ask(engine, 'POST', '/api/v1/trades', body);
  expect(answer).toMatchObject({ status: 201, body: { ok: true } });
  return answer.body.id as string;
}

describe('who is on call', () => {
  it('now, a row a schedule, the same as the rota says', async () => {
    const { body } = await ask<{
      oncall: Array<{ schedule: string; person: string | null; until: string | null; because: string }>;
    }>(ada, 'GET', '/api/v1/oncall');
    expect(body.oncall.map(({ schedule }) => schedule)).toEqual(['primary', 'nights']);
    const from = Date.now();
    for (const { schedule, person, until } of body.oncall) {
      const [row] = await rota(ada, `schedule=${schedule}&from=${text(from)}&to=${text(from + 2 * DAY)}`);
      expect(row?.shifts[0]).toMatchObject({ person, end: until });
    }
    expect(body.oncall[0]?.because).toContain('layer daily');
  });

  it('over a span, cut at its ends; by instants of any zone; of some schedules or all', async () => {
    const from = noon(0);
    const [primary, ...none] = await rota(ada, `schedule=primary&from=${text(from)}&to=${text(noon(2))}`);
    expect(none).toEqual([]);
    const plain = { mark: 'plain', layer: 'daily', by: '' };
    expect(primary).toEqual({
      id: 'primary',
      name: 'Payments, first',
      timeZone: 'UTC',
      shifts: [
        { ...plain, person: 'ada', start: text(from), end: text(today + DAY) },
        { ...plain, person: 'grace', start: text(today + DAY), end: text(today + 2 * DAY) },
        { ...plain, person: 'ada', start: text(today + 2 * DAY), end: text(noon(2)) },
      ],
    });
    const inIndia = `${text(from + 5.5 * HOUR).slice(0, 19)}+05:30`;
    const both = `from=${encodeURIComponent(inIndia)}&to=${text(noon(2))}`;
    const all = await rota(ada, both);
    expect(all.map(({ id }) => id)).toEqual(['primary', 'nights']);
    expect(all[0]).toEqual(primary);
    expect(await rota(ada, `${both}&schedule=nights&schedule=primary&schedule=nights`)).toHaveLength(2);
    expect(all[1]?.shifts.map(({ person }) => person)).toContain(null);
    // Without a span: four weeks from now on; an empty parameter is none.
    const [shown] = await rota(ada, 'from=&to=&schedule=');
    const { start } = shown!.shifts[0]!;
    expect(Date.parse(shown!.shifts.at(-1)!.end) - Date.parse(start)).toBe(28 * DAY);
    expect(Date.now() - Date.parse(start)).toBeLessThan(60_000);
  });

  it.each([
    ['from=yesterday', '"from" is not an instant; write for example 2026-03-02T09:00:00Z'],
    ['to=2026-02-30T00:00:00Z', '"to" is not an instant; write for example 2026-03-02T09:00:00Z'],
    ['from=2026-03-02T09:00', '"from" is not an instant; write for example 2026-03-02T09:00:00Z'],
    ['from=2026-03-02T09:00:00Z&to=2026-03-02T09:00:00Z', '"to" must lie after "from"'],
    ['from=2026-03-02T09:00:00Z&to=2028-03-02T09:00:00Z', 'at most 400 days can be asked for at a time'],
    ['person=ada', 'there is no parameter "person" here'],
    ['from=2026-03-02T09:00:00Z&from=2026-03-03T09:00:00Z', '"from" is there twice'],
  ])('?%s is 400: %s', async (query, error) => {
    expect(await ask(ada, 'GET', `/api/v1/rota?${query}`)).toEqual({ status: 400, body: { error } });
  });

  it('of a schedule that is none is 404', async () => {
    expect(await ask(ada, 'GET', '/api/v1/rota?schedule=primary&schedule=secondary')).toEqual({
      status: 404,
      body: { error: 'there is no schedule "secondary"' },
    });
  });
});

describe('overrides and absences', () => {
  it('an override is made, holds at the other desktop too, and is taken back', async () => {
    const body = { ...piece(3, 2, 9), person: 'grace', reason: 'dentist' };
    // Day 3 is Grace's already: put Ada in.
    const made = await ask(ada, 'POST', '/api/v1/overrides', { ...body, person: 'ada' });
    expect(made).toMatchObject({ status: 201, body: { ok: true } });
    const [primary] = await rota(
      ada,
      `schedule=primary&from=${text(noon(3) - 3 * HOUR)}&to=${text(noon(3))}`,
    );
    expect(primary?.shifts[0]).toMatchObject({ person: 'ada', mark: 'override', by: made.body.id });
    const there = [
      `${day(3)} grace plain`,
      `${day(3, '09:00')} ada override`,
      `${day(3, '11:00')} grace plain`,
    ];
    expect(await days(ada, 3, 4)).toEqual(there);
    await expect.poll(() => days(grace, 3, 4), { timeout: 10_000 }).toEqual(there);
    const removed = await ask(grace, 'POST', at('overrides', made.body.id as string, 'remove'));
    expect(removed).toMatchObject({ status: 200, body: { ok: true } });
    expect(await days(grace, 3, 4)).toEqual([`${day(3)} grace plain`]);
    await expect.poll(() => days(ada, 3, 4), { timeout: 10_000 }).toEqual([`${day(3)} grace plain`]);
    expect(await ask(ada, 'POST', at('overrides', made.body.id as string, 'remove'), {})).toMatchObject({
      status: 409,
      body: { ok: false, text: 'There is no such override any more.' },
    });
  });

  it('nobody can be put in; an absence is noted and taken back', async () => {
    const off = await ask(ada, 'POST', '/api/v1/overrides', { ...piece(5, 1), person: null });
    expect(off.status).toBe(201);
    expect((await days(ada, 5, 6))?.[0]).toBe(`${day(5)} null taken-off`);
    const { start, end } = piece(6);
    const away = await ask(ada, 'POST', '/api/v1/away', { person: 'ada', start, end, reason: 'vacation' });
    expect(away).toMatchObject({ status: 201, body: { ok: true } });
    const { body } = await ask<{ notices: Array<{ kind: string; start: string }> }>(
      ada,
      'GET',
      '/api/v1/notices',
    );
    expect(body.notices.filter(({ kind }) => kind === 'needs-cover')).toMatchObject([{ start }]);
    const back = at('away', away.body.id as string, 'remove');
    expect((await ask(ada, 'POST', back, {})).status).toBe(200);
    expect(await ask(ada, 'POST', back, {})).toMatchObject({ status: 409, body: { ok: false } });
  });

  it.each([
    ['/api/v1/overrides', { ...piece(3), schedule: 'tertiary', person: 'ada' }, 'no schedule "tertiary"'],
    ['/api/v1/overrides', { ...piece(3), person: 'mallory' }, 'nobody with the id "mallory"'],
    ['/api/v1/overrides', { ...piece(-3), person: 'ada' }, 'It lies in the past'],
    ['/api/v1/overrides', { ...piece(3, 24 * 400), person: 'ada' }, 'longer than a year'],
    ['/api/v1/away', { start: piece(3).start, end: piece(3).start, person: 'ada' }, 'end before it begins'],
    ['/api/v1/away', { start: piece(3).start, end: piece(3).end, person: 'mallory' }, '"mallory"'],
    ['/api/v1/trades', { give: [piece(3)], to: null }, ''],
  ])('%s %j is understood and not done: %s', async (target, body, why) => {
    const answer = await ask(ada, 'POST', target, body);
    expect(answer).toMatchObject({ status: 409, body: { ok: false, id: '' } });
    expect(answer.body.text).toContain(why);
  });
});

describe('trades', () => {
  it('an exchange: offered, told, taken, in force at both, undone', async () => {
    const id = await offer(ada, { to: 'grace', give: [piece(8)], want: [piece(9)], note: 'dentist' });
    await heard(grace, id, 'open');
    const { body } = await ask<{ notices: Array<{ kind: string; trade: string; title: string }> }>(
      grace,
      'GET',
      '/api/v1/notices',
    );
    expect(body.notices.find(({ trade }) => trade === id)).toMatchObject({ kind: 'offer' });
    const taken = await ask(grace, 'POST', at('trades', id, 'accept'));
    expect(taken).toMatchObject({
      status: 200,
      body: { ok: true, moved: '', give: [{ ...piece(8) }], want: [{ ...piece(9) }] },
    });
    const swapped = [`${day(8)} grace trade`, `${day(9)} ada trade`];
    expect(await days(grace, 8, 10)).toEqual(swapped);
    await expect.poll(() => days(ada, 8, 10), { timeout: 10_000 }).toEqual(swapped);
    expect(await tradeOf(ada, id)).toMatchObject({ status: 'agreed', takenBy: [{ id: 'grace' }], left: [] });
    expect(await ask(ada, 'POST', at('trades', id, 'undo'), {})).toMatchObject({ status: 200 });
    expect(await days(ada, 8, 10)).toEqual([`${day(8)} ada plain`, `${day(9)} grace plain`]);
    expect(await ask(ada, 'POST', at('trades', id, 'undo'), {})).toMatchObject({ status: 409 });
    await heard(grace, id, 'undone');
  });

  it('of a gift to anyone a part is taken; the rest is withdrawn', async () => {
    const id = await offer(ada, { to: null, give: [piece(10)] });
    await heard(grace, id, 'open');
    const part = { give: [piece(10, 6, 18)] };
    expect((await ask(grace, 'POST', at('trades', id, 'accept'), part)).status).toBe(200);
    await heard(ada, id, 'partly');
    expect(await days(ada, 10, 11)).toEqual([`${day(10)} ada plain`, `${day(10, '18:00')} grace trade`]);
    expect((await ask(grace, 'POST', at('trades', id, 'withdraw'), {})).status).toBe(409);
    expect((await ask(ada, 'POST', at('trades', id, 'withdraw'), {})).status).toBe(200);
    await heard(grace, id, 'withdrawn');
    expect(await ask(grace, 'POST', at('trades', id, 'accept'), {})).toMatchObject({ status: 409 });
  });

  it('is declined, and then nobody takes it', async () => {
    const id = await offer(ada, { to: 'grace', give: [piece(12)], want: [] });
    await heard(grace, id, 'open');
    expect((await ask(ada, 'POST', at('trades', id, 'accept'), {})).body.text).toBe('It is your own offer.');
    expect((await ask(grace, 'POST', at('trades', id, 'decline'), {})).status).toBe(200);
    expect((await ask(grace, 'POST', at('trades', id, 'accept'), {})).body.text).toBe('It was declined.');
    await heard(ada, id, 'declined');
  });

  it('asks again where the rota under the offer changed, and names what would change hands', async () => {
    const id = await offer(ada, { to: 'grace', give: [piece(14)], want: [] });
    await heard(grace, id, 'open');
    const made = await ask(grace, 'POST', '/api/v1/overrides', { ...piece(14, 6, 0), person: null });
    expect(made.status).toBe(201);
    const first = await ask(grace, 'POST', at('trades', id, 'accept'), {});
    expect(first).toMatchObject({ status: 409, body: { ok: false, give: [piece(14, 18, 6)] } });
    expect(first.body.moved).not.toBe('');
    const { give, want } = first.body;
    expect((await ask(grace, 'POST', at('trades', id, 'accept'), { give, want })).status).toBe(200);
    expect(await days(grace, 14, 15)).toEqual([
      `${day(14)} null taken-off`,
      `${day(14, '06:00')} grace trade`,
    ]);
  });

  it.each(['accept', 'decline', 'withdraw', 'undo'])('%s of none is 409, of an odd id too', async (act) => {
    for (const id of ['none', '__proto__', '../rota', '☃'])
      expect(await ask(ada, 'POST', at('trades', id, act), {})).toMatchObject({
        status: 409,
        body: { ok: false, text: 'There is no such offer any more.' },
      });
  });
});

describe('what is not understood is 400 and says which field', () => {
  const good = { ...piece(16), person: 'ada' };
  it.each<[string, unknown, string]>([
    ['/api/v1/overrides', '{', ''],
    ['/api/v1/overrides', [], 'the body must be an object'],
    ['/api/v1/overrides', 7, 'the body must be an object'],
    ['/api/v1/overrides', undefined, '"schedule" is missing'],
    ['/api/v1/overrides', { ...good, person: undefined }, '"person" is missing'],
    ['/api/v1/overrides', { ...good, person: 7 }, '"person" must be text'],
    ['/api/v1/overrides', { ...good, person: '' }, '"person" must have at least 1 character'],
    [
      '/api/v1/overrides',
      { ...good, reason: 'x'.repeat(1001) },
      '"reason" must have at most 1000 characters',
    ],
    ['/api/v1/overrides', { ...good, until: 1 }, '"until" is not known here'],
    ...(['soon', '2026-03-02', '2026-02-30T00:00:00Z', 1e300, '', null, true, {}].map((end) => [
      '/api/v1/away',
      { person: 'ada', start: good.start, end },
      '"end" must be an instant; write for example 2026-03-02T09:00:00Z',
    ]) as Array<[string, unknown, string]>),
    ['/api/v1/away', { person: 'ada', start: good.start }, '"end" is missing'],
    ['/api/v1/away', '{"person":"ada","__proto__":{"a":1}}', ''],
    ['/api/v1/trades', { to: 'grace', give: [] }, '"give" must have at least 1 entry'],
    ['/api/v1/trades', { to: 'grace', give: 'all' }, '"give" must be a list'],
    ['/api/v1/trades', { to: 'grace', give: [{ ...piece(16), end: 'late' }] }, '"give.0.end" must be an'],
    [
      '/api/v1/trades',
      { to: 'grace', give: [{ ...piece(16), schedule: 1 }] },
      '"give.0.schedule" must be text',
    ],
    ['/api/v1/trades', { give: [piece(16)] }, '"to" is missing'],
    ['/api/v1/trades', { to: null, give: Array(51).fill(piece(16)) }, '"give" must have at most 50 entries'],
    ['/api/v1/trades/x/accept', [], 'the body must be an object'],
    ['/api/v1/trades/x/accept', { trade: 'y' }, '"trade" stands in the address, not in the body'],
    ['/api/v1/trades/x/accept', { give: [{}] }, '"give.0.schedule" is missing'],
    ['/api/v1/trades/x/undo', { give: [piece(16)] }, '"give" is not known here'],
    ['/api/v1/trades/x/decline', { why: 'no' }, '"why" is not known here'],
    ['/api/v1/overrides/x/remove', { id: 'y' }, '"id" stands in the address, not in the body'],
    ['/api/v1/away/x/remove', { reason: 'no' }, '"reason" is not known here'],
  ])('%s %j: %s', async (target, body, error) => {
    const answer = await ask(ada, 'POST', target, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(error);
    expect(answer.body.error).not.toMatch(/invalid|expected|received/i);
  });

  it('parameters that nobody reads', async () => {
    for (const place of ['oncall', 'trades', 'notices', 'rota'])
      expect((await ask(ada, 'GET', `/api/v1/${place}?all=yes`)).status, place).toBe(400);
    for (const place of [
      'trades',
      'overrides',
      'away',
      'trades/x/accept',
      'overrides/x/remove',
      'away/x/remove',
    ])
      expect((await ask(ada, 'POST', `/api/v1/${place}?force=1`, {})).status, place).toBe(400);
  });
});

describe('at the door', () => {
  it('another method is told the right ones, a wrong token nothing, text and too much are refused', async () => {
    const token = { Authorization: 'Bearer wrong' };
    for (const place of ['oncall', 'rota', 'trades', 'notices']) {
      const target = `/api/v1/${place}`;
      expect((await ask(ada, 'DELETE', target)).status, place).toBe(405);
      expect((await ask(ada, 'GET', target, undefined, token)).status, place).toBe(401);
    }
    const posts = ['trades', 'overrides', 'away', 'trades/x/accept', 'overrides/x/remove', 'away/x/remove'];
    for (const place of posts) {
      const target = `/api/v1/${place}`;
      expect((await ask(ada, 'DELETE', target)).status, place).toBe(405);
      expect((await ask(ada, 'POST', target, {}, token)).status, place).toBe(401);
      const plain = { 'Content-Type': 'text/plain' };
      expect((await ask(ada, 'POST', target, '{}', plain)).status, place).toBe(415);
      expect((await ask(ada, 'POST', target, `"${'x'.repeat(513 * 1024)}"`)).status, place).toBe(413);
    }
  });

  it('addresses beside them are none', async () => {
    for (const place of [
      'trades/x',
      'trades/x/steal',
      'overrides/x',
      'away/x/accept',
      'rota/',
      'oncall/now',
      'trades/%ff/undo',
    ]) {
      const headers = { Authorization: `Bearer ${ada.token}`, 'Content-Type': 'application/json' };
      const answer = await fetch(`${ada.url}/api/v1/${place}`, { method: 'POST', headers, body: '{}' });
      expect([place, answer.status]).toEqual([place, 404]);
    }
  });

  it('what cannot be written down is 503, and has not happened', async () => {
    const id = await offer(ada, { to: 'grace', give: [piece(18)], want: [] });
    const hers = await offer(grace, { to: 'ada', give: [piece(19)], want: [] });
    await heard(ada, hers, 'open');
    const override = await ask(ada, 'POST', '/api/v1/overrides', { ...piece(21, 1), person: 'ada' });
    const away = await ask(ada, 'POST', '/api/v1/away', {
      person: 'ada',
      start: piece(30).start,
      end: piece(30).end,
    });
    // Neither the folder's log nor the outbox of this desktop can be written.
    const outbox = `team-log-outbox-${createHash('sha256').update(team()).digest('hex').slice(0, 8)}.jsonl`;
    mkdirSync(join(root, 'ada', outbox));
    renameSync(join(team(), 'log'), join(team(), 'log away'));
    writeFileSync(join(team(), 'log'), 'a file');
    try {
      const before = [await trades(ada), await days(ada, 18, 24)];
      for (const [target, body] of [
        ['/api/v1/trades', { to: null, give: [piece(22)] }],
        ['/api/v1/overrides', { ...piece(23), person: 'ada' }],
        ['/api/v1/away', { person: 'ada', start: piece(31).start, end: piece(31).end }],
        [at('trades', hers, 'accept'), {}],
        [at('trades', id, 'withdraw'), {}],
        [at('overrides', override.body.id as string, 'remove'), {}],
        [at('away', away.body.id as string, 'remove'), {}],
      ] as const) {
        expect(await ask(ada, 'POST', target, body)).toEqual({
          status: 503,
          body: { error: 'not stored, send it again' },
        });
      }
      expect([await trades(ada), await days(ada, 18, 24)]).toEqual(before);
    } finally {
      rmSync(join(team(), 'log'));
      renameSync(join(team(), 'log away'), join(team(), 'log'));
    }
    expect((await ask(ada, 'POST', at('trades', hers, 'accept'), {})).status).toBe(200);
  });
});

describe('the document', () => {
  it('promises nothing of the rota that was not seen here', () => {
    const { promised, missing } = unseen(['rota']);
    expect(missing).toEqual([]);
    expect(promised).toBeGreaterThan(50);
  });
});
