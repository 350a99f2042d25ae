import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineHandlers } from '../../contract/bridge';
import { calls } from '../../contract/calls';
import { NO_CALENDARS } from '../../core/schedule/calendars';
import { onCallAt } from '../../core/schedule/on-call-at';
import { emptyState } from '../../core/step/state';
import type { Piece } from '../../core/team-log/act';
import { HOUR, MINUTE } from '../../core/time/duration';
import { makeRotaDesk } from '../rota/make-rota-desk';
import { openTeamFolder } from '../store/team-folder';
import { openTeamLog } from '../store/team-log';
import { makeNames } from '../views/names';
import { tradeHandlers } from './trades';

const TEAM = `watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt, email: grace@example.com, timeZone: America/New_York }
  - { id: linus, name: Linus Roy, email: linus@example.com }
schedules:
  - id: primary
    layers:
      - { id: daily, people: [ada, grace, linus], start: 2026-11-23T09:00, turn: 1 day }
`;
/** Monday 09:00: ada has the first day, grace the second, linus the third. */
const MONDAY = Date.UTC(2026, 10, 23, 9);
const piece = (from: number, to: number): Piece => ({
  schedule: 'primary',
  start: MONDAY + from * HOUR,
  end: MONDAY + to * HOUR,
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clean: Array<() => Promise<void> | void> = [];
let folder: string;
let now = MONDAY;

beforeEach(async () => {
  now = MONDAY - 24 * HOUR;
  folder = await mkdtemp(join(tmpdir(), 'watchbill-trades-'));
  clean.push(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'watchbill.yaml'), TEAM);
});

afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});

/** A desktop with real files, on which somebody sits; its clock is `ahead` of the others'. */
async function desktop(me: string, ahead = 0) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'watchbill-data-'));
  clean.push(() => rm(dataFolder, { recursive: true, force: true }));
  const clock = { now: () => now + ahead };
  const teamFolder = await openTeamFolder({ folder, dataFolder, log: silent });
  const teamLog = await openTeamLog({
    folder,
    dataFolder,
    desktop: `d-${me}`,
    clock,
    log: silent,
    pollEvery: 60_000,
  });
  clean.push(
    () => teamFolder.stop(),
    () => teamLog.stop(),
  );
  const rota = makeRotaDesk({
    me,
    desktop: `d-${me}`,
    teamFolder,
    teamLog,
    calendars: { calendars: NO_CALENDARS, problems: () => [], onChange: () => () => undefined },
    log: silent,
  });
  const { team } = teamFolder.current();
  const state = emptyState(`d-${me}`, me, []);
  state.team = team;
  const handlers = tradeHandlers({
    rota,
    state,
    clock,
    names: () =>
      makeNames({
        team,
        me,
        channelTitles: new Map(),
        timeZone: team.people.find(({ id }) => id === me)?.timeZone ?? 'UTC',
      }),
  });
  return {
    rota,
    hear: () => teamLog.look(),
    /** As a screen calls it: input and output of the contract's shape. */
    async call<Name extends keyof typeof handlers>(
      name: Name,
      input: Parameters<EngineHandlers[Name]>[0],
    ): Promise<Awaited<ReturnType<EngineHandlers[Name]>>> {
      const parsed = calls[name].input.parse(input) as never;
      const output = await handlers[name](parsed);
      return calls[name].output.parse(output) as never;
    },
    onCall: (hours: number) =>
      onCallAt(rota.current(), rota.current().schedules[0]!, MONDAY + hours * HOUR).person,
  };
}

const offerInput = (give: Piece[], to: string | null = null, want: Piece[] = [], note = '') => ({
  give,
  to,
  want,
  note,
});

describe('a gift', () => {
  it('is offered to anyone, taken in part and in whole, and told in words and in the zone of the reader', async () => {
    const ada = await desktop('ada');
    const grace = await desktop('grace', 3 * MINUTE);
    const linus = await desktop('linus', -3 * MINUTE);
    const offered = await ada.call('trade.offer', offerInput([piece(-5, 30)], null, [], 'circus'));
    expect(offered).toMatchObject({
      ok: true,
      text: "Offered Mon 09:00 to Tue 09:00 to anyone. Hours that are over, or somebody else's, are left out.",
    });
    await grace.hear();
    await linus.hear();
    const [seen] = await grace.call('trade.list', {});
    expect(seen).toMatchObject({
      id: offered.id,
      from: { id: 'ada', name: 'Ada Okafor' },
      to: null,
      give: [piece(0, 24)],
      left: [piece(0, 24)],
      note: 'circus',
      status: 'open',
      expiresAt: MONDAY,
      title: 'Ada Okafor gives Mon 04:00 to Tue 04:00 to anyone',
      text: 'Nobody has taken it yet.',
      mayAccept: true,
      mayDecline: true,
      mayWithdraw: false,
      mayUndo: false,
    });
    expect(await grace.call('trade.accept', { trade: offered.id, give: [piece(12, 24)] })).toMatchObject({
      ok: true,
      text: 'You have Mon 16:00 to Tue 04:00.',
    });
    await linus.hear();
    expect(await linus.call('trade.accept', { trade: offered.id, give: [piece(0, 13)] })).toMatchObject({
      ok: false,
      text: 'Some of these hours were taken meanwhile.',
    });
    expect(await linus.call('trade.accept', { trade: offered.id })).toMatchObject({
      ok: true,
      give: [piece(0, 12)],
    });
    await ada.hear();
    expect([ada.onCall(1), ada.onCall(11), ada.onCall(12), ada.onCall(23)]).toEqual([
      'linus',
      'linus',
      'grace',
      'grace',
    ]);
    expect(await ada.call('trade.list', {})).toMatchObject([
      {
        status: 'agreed',
        title: 'Ada Okafor gives Mon 09:00 to Tue 09:00 to Grace Lindt and Linus Roy',
        takenBy: [{ id: 'grace' }, { id: 'linus' }],
        mayUndo: true,
        mayWithdraw: false,
      },
    ]);
    expect(await ada.call('trade.undo', { trade: offered.id })).toMatchObject({ ok: true });
    expect([ada.onCall(1), ada.onCall(12)]).toEqual(['ada', 'ada']);
    expect(await ada.call('trade.undo', { trade: offered.id })).toEqual({
      ok: false,
      text: 'It is undone already.',
    });
  });

  it('taken by two at once has one winner everywhere, and the other is told', async () => {
    const ada = await desktop('ada');
    const { id } = await ada.call('trade.offer', offerInput([piece(0, 24)]));
    const grace = await desktop('grace', 3 * MINUTE);
    const linus = await desktop('linus');
    // Neither has heard of the other.
    expect(await grace.call('trade.accept', { trade: id })).toMatchObject({ ok: true });
    expect(await linus.call('trade.accept', { trade: id })).toMatchObject({ ok: true });
    for (const one of [ada, grace, linus]) {
      await one.hear();
      expect(one.onCall(5)).toBe('linus');
      expect(one.rota.current().acts.trades).toEqual(ada.rota.current().acts.trades);
    }
    const [trade] = await grace.call('trade.list', {});
    expect(trade).toMatchObject({
      takenBy: [{ id: 'linus' }],
      text: expect.stringContaining('You did not get it: somebody else took it first.'),
      mayAccept: false,
    });
    expect(await grace.call('trade.accept', { trade: id })).toMatchObject({
      ok: false,
      text: 'Linus Roy took it first.',
    });
  });

  it('given back half-way keeps what was covered', async () => {
    const ada = await desktop('ada');
    const { id } = await ada.call('trade.offer', offerInput([piece(0, 24)]));
    const linus = await desktop('linus');
    await linus.call('trade.accept', { trade: id });
    now = MONDAY + 10 * HOUR;
    expect(await linus.call('trade.undo', { trade: id })).toMatchObject({ ok: true });
    await ada.hear();
    expect([ada.onCall(0), ada.onCall(9.9), ada.onCall(10), ada.onCall(23)]).toEqual([
      'linus',
      'linus',
      'ada',
      'ada',
    ]);
    now = MONDAY + 30 * HOUR;
    expect(await ada.call('trade.undo', { trade: id })).toMatchObject({ ok: false });
  });

  it('is declined, withdrawn, expires, and says so', async () => {
    const ada = await desktop('ada');
    const grace = await desktop('grace');
    const offer = async (to: string | null) => {
      const { id } = await ada.call('trade.offer', offerInput([piece(0, 24)], to));
      await grace.hear();
      return id;
    };
    const status = async (id: string) => {
      await ada.hear();
      const trade = (await ada.call('trade.list', {})).find((one) => one.id === id);
      return [trade?.status, trade?.text];
    };
    const declined = await offer('grace');
    expect(await grace.call('trade.decline', { trade: declined })).toEqual({
      ok: true,
      text: 'Declined. Ada Okafor is told.',
    });
    expect(await status(declined)).toEqual(['declined', 'Grace Lindt declined it.']);
    expect(await grace.call('trade.accept', { trade: declined })).toMatchObject({ text: 'It was declined.' });
    expect(await grace.call('trade.withdraw', { trade: declined })).toMatchObject({
      text: 'Only Ada Okafor can withdraw it.',
    });
    const open = await offer(null);
    await grace.call('trade.decline', { trade: open });
    expect(await status(open)).toEqual(['open', 'Grace Lindt declined it. Nobody has taken it yet.']);
    expect(await grace.call('trade.decline', { trade: open })).toMatchObject({ ok: false });
    expect(await ada.call('trade.withdraw', { trade: open })).toMatchObject({ ok: true });
    expect(await status(open)).toEqual(['withdrawn', 'Grace Lindt declined it. Ada Okafor withdrew it.']);
    const late = await offer(null);
    expect(await ada.call('trade.accept', { trade: late })).toMatchObject({ text: 'It is your own offer.' });
    now = MONDAY;
    expect(await status(late)).toEqual(['expired', 'Nobody took it in time.']);
    expect(await grace.call('trade.accept', { trade: late })).toMatchObject({
      ok: false,
      text: 'Its hours have begun: it can no longer be taken.',
    });
    expect(await grace.call('trade.accept', { trade: 'unheard of' })).toMatchObject({
      text: 'There is no such offer any more.',
    });
    now = MONDAY + 100 * 24 * HOUR;
    expect(await ada.call('trade.list', {})).toEqual([]);
  });
});

describe('a two-way trade', () => {
  const give = [piece(0, 24)];
  const want = [piece(24, 48)];

  it('shows what it does, moves both halves at once, and puts both back', async () => {
    const ada = await desktop('ada');
    const grace = await desktop('grace');
    const shown = await ada.call('trade.effect', { trade: '', from: 'ada', taker: 'grace', give, want });
    expect(shown.changes).toMatchObject([
      { ...piece(0, 24), before: { id: 'ada' }, after: { id: 'grace' } },
      { ...piece(24, 48), before: { id: 'grace' }, after: { id: 'ada' } },
    ]);
    expect(
      shown.people.map(({ person, before, after }) => [person.id, before.hours === after.hours]),
    ).toEqual([
      ['ada', true],
      ['grace', true],
    ]);
    expect(shown).toMatchObject({ moved: '', give, want, warnings: [] });
    const { id, text } = await ada.call('trade.offer', offerInput(give, 'grace', want));
    expect(text).toBe('Offered Mon 09:00 to Tue 09:00 to Grace Lindt for Tue 09:00 to Wed 09:00.');
    await grace.hear();
    expect((await grace.call('trade.list', {}))[0]?.title).toBe(
      'Ada Okafor gives Mon 04:00 to Tue 04:00 to Grace Lindt for Tue 04:00 to Wed 04:00',
    );
    expect(await grace.call('trade.accept', { trade: id })).toMatchObject({
      ok: true,
      text: 'You have Mon 04:00 to Tue 04:00. Ada Okafor has Tue 04:00 to Wed 04:00.',
    });
    expect([grace.onCall(0), grace.onCall(24), grace.onCall(48)]).toEqual(['grace', 'ada', 'linus']);
    await ada.hear();
    expect(await ada.call('trade.undo', { trade: id })).toMatchObject({ ok: true });
    await grace.hear();
    expect([grace.onCall(0), grace.onCall(24)]).toEqual(['ada', 'grace']);
  });

  it('asks again where the rota changed under it, and takes what was shown then', async () => {
    const ada = await desktop('ada');
    const { id } = await ada.call('trade.offer', offerInput(give, 'grace', want));
    const linus = await desktop('linus');
    await linus.rota.act([{ kind: 'overrideMade', person: 'linus', ...piece(20, 26), reason: '' }]);
    const grace = await desktop('grace');
    const asked = await grace.call('trade.accept', { trade: id });
    expect(asked).toEqual({
      ok: false,
      text: "The rota changed since this was offered. Tue 00:00 to Tue 04:00; Tue 04:00 to Tue 06:00 are Linus Roy's now.",
      moved: "Tue 00:00 to Tue 04:00; Tue 04:00 to Tue 06:00 are Linus Roy's now.",
      give: [piece(0, 20)],
      want: [piece(26, 48)],
    });
    expect(
      await grace.call('trade.effect', { trade: id, from: 'ada', taker: 'grace', give, want }),
    ).toMatchObject({
      moved: asked.moved,
      give: asked.give,
      want: asked.want,
    });
    // Nothing has happened, and it is these hours or none.
    expect(grace.onCall(0)).toBe('ada');
    expect(
      await grace.call('trade.accept', { trade: id, give: asked.give, want: [piece(26, 27)] }),
    ).toMatchObject({
      ok: false,
      give: asked.give,
      want: asked.want,
    });
    expect(await grace.call('trade.accept', { trade: id, give: asked.give, want: asked.want })).toMatchObject(
      {
        ok: true,
      },
    );
    expect([0, 19, 20, 25, 26, 47].map((hour) => grace.onCall(hour))).toEqual([
      'grace',
      'grace',
      'linus',
      'linus',
      'ada',
      'ada',
    ]);
  });

  it('is not taken where a half of it is gone, and not undone once one of them has covered', async () => {
    const ada = await desktop('ada');
    const first = await ada.call('trade.offer', offerInput(give, 'grace', want));
    const grace = await desktop('grace');
    expect(await grace.call('trade.accept', { trade: first.id })).toMatchObject({ ok: true });
    await ada.hear();
    now = MONDAY + HOUR;
    expect(await ada.call('trade.undo', { trade: first.id })).toEqual({
      ok: false,
      text: 'One of you has begun to cover for the other. Offer the rest as a new trade.',
    });
    now = MONDAY - HOUR;
    const second = await grace.call('trade.offer', offerInput([piece(0, 24)], 'linus', [piece(48, 72)]));
    const linus = await desktop('linus');
    await linus.rota.act([{ kind: 'overrideMade', person: null, ...piece(40, 80), reason: '' }]);
    expect(await linus.call('trade.accept', { trade: second.id })).toEqual({
      ok: false,
      text: "Nothing is left to take. Wed 09:00 to Thu 09:00 is nobody's now.",
      moved: '',
      give: [],
      want: [],
    });
  });
});
