import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertOf, BEGIN } from '../../../test/helpers/step-story';
import type { Input } from '../../core/step/input';
import { emptyState, type State } from '../../core/step/state';
import { HOUR } from '../../core/time/duration';
import type { Notifier } from '../notify/notifier';
import { type FactLog, openFactLog } from '../store/fact-log';
import { Reader } from '../store/reader';
import { makePager, type Pager, type PagerParts } from './pager';

let folder: string;
let log: FactLog;
let reader: Reader;
let pager: Pager;
let state: State;
let now: number;
let rang: string[];
let journal: string[];

/** A channel that writes down what it was given, with what was stored by then. */
const bell: Notifier = {
  id: 'bell',
  title: 'Bell',
  send: (page, at) => {
    rang.push(`${page.page} ${page.reason}: ${page.title} | ${page.body} | stored ${reader.live().length}`);
    return Promise.resolve({ state: 'delivered', at: at(), detail: '' });
  },
};
const broken: Notifier = {
  id: 'broken',
  title: 'Broken',
  send: () => Promise.reject(new Error('no such device')),
};

function start(over: Partial<PagerParts> = {}): void {
  pager = makePager({
    state,
    log,
    notifiers: [bell, broken],
    clock: { now: () => now },
    serviceName: (id) => id,
    tellTeam: () => undefined,
    setBack: () => undefined,
    carryOut: () => undefined,
    changed: () => undefined,
    stored: () => undefined,
    slept: (from) => void pager.take([{ kind: 'woke', from }]),
    journal: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, detail) => journal.push(`${message}: ${JSON.stringify(detail)}`),
    },
    ...over,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-pager-'));
  log = await openFactLog(folder, null);
  reader = Reader.open(folder);
  state = emptyState('desk', 'ada', ['bell', 'broken', 'gone']);
  now = BEGIN;
  rang = [];
  journal = [];
});
afterEach(async () => {
  pager.stop();
  reader.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

const fires = (key: string): Input => ({ kind: 'alertSent', alert: alertOf(key) });

describe('the pager', () => {
  it('hands a page to its channels before the disk is done, and writes down what became of it', async () => {
    start();
    await pager.take([fires('db')]).durable;
    expect(rang).toEqual(['desk-1-p1 firing: Critical: db is broken | unrouted · fires now | stored 0']);
    await expect
      .poll(() => reader.incident('desk-1')?.pages.map(({ channel, delivery }) => [channel, delivery]))
      .toEqual([
        ['bell', { state: 'delivered', at: BEGIN, detail: '' }],
        ['broken', { state: 'failed', at: BEGIN, detail: 'no such device' }],
        ['gone', { state: 'refused', at: BEGIN, detail: 'there is no such channel here' }],
      ]);
    expect(pager.dispatch.counts()).toEqual([
      { channel: 'gone', state: 'refused', count: 1 },
      { channel: 'bell', state: 'delivered', count: 1 },
      { channel: 'broken', state: 'failed', count: 1 },
    ]);
  });

  it('writes what it decided although the screens cannot be painted and silences cannot be carried', async () => {
    const fail = (): never => {
      throw new Error('oh');
    };
    start({ changed: fail, stored: fail });
    await pager.take([fires('db')]).durable;
    expect(reader.live().map(({ id }) => id)).toEqual(['desk-1']);
    expect(journal[0]).toBe('the screens could not be painted: {"error":"Error: oh"}');
  });

  it('pages and writes what came before an input that cannot be decided, and says so to who sent it', async () => {
    start();
    const nonsense = { kind: 'nonsense' } as unknown as Input;
    const { decisions, durable } = pager.take([fires('db'), nonsense, fires('cpu')]);
    await expect(durable).rejects.toThrow(/unexpected input/);
    expect([decisions.length, rang.length, reader.live().length]).toEqual([1, 1, 1]);
  });

  it('tells of a sleep before it decides anything after it: nothing is blind or over because we slept', async () => {
    start();
    await pager.take([{ kind: 'alertSent', alert: alertOf('db', { expiresAt: BEGIN + 60_000 }) }]).durable;
    now += 8 * HOUR;
    await pager.take([{ kind: 'timePassed' }]).durable;
    const facts = reader.incident('desk-1')?.facts.map(({ fact }) => fact.kind) ?? [];
    expect(facts).not.toContain('resolved');
    expect(rang.map((line) => line.split(':')[0])).toEqual(['desk-1-p1 firing', 'desk-1-p4 after-sleep']);
  });
});
