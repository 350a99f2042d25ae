import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { QueueFilter } from '../../contract/views/queue';
import type { Fact } from '../../core/incident/fact';
import { MINUTE } from '../../core/time/duration';
import { openForWriting } from './database';
import { Reader } from './reader';
import { searchWords } from './search';
import { Writer } from './writer';

const SENDERS = { ...teamOf(), sources: teamOf().sources.slice(1) };
const ALL: QueueFilter = { status: 'all', severities: [], services: [], sources: [], text: '' };

let folder: string;
let writer: Writer;
let reader: Reader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-store-'));
  writer = new Writer(openForWriting(folder, BEGIN).db);
  reader = Reader.open(folder);
});

afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

/** Writes what a story told since the last time, as the pager would. */
function store(story: Story, from = 0): void {
  const incidents = new Map(story.incidents().map((incident) => [incident.id, incident]));
  writer.write({ facts: story.facts.slice(from), incidents, unreadable: [] });
}

describe('what was written', () => {
  it('is read back whole: the incident, its facts in order, its pages with what became of them', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.happens({
      kind: 'delivered',
      incident: 'desk-1',
      page: 'desk-1-p2',
      channel: 'sound',
      delivery: { state: 'refused', at: BEGIN, detail: 'muted' },
    });
    store(story);
    const why = 'There is no rota yet, so whoever sits at this desktop is on call.';
    const page = { incident: 'desk-1', person: 'ada', at: BEGIN, reason: 'firing', why };
    expect(reader.incident('desk-1')).toEqual({
      incident: story.incident(),
      facts: story.facts.slice(1).map((fact, index) => ({ seq: index + 2, fact })),
      pages: [
        { ...page, id: 'desk-1-p1', channel: 'popup', delivery: { state: 'pending' } },
        {
          ...page,
          id: 'desk-1-p2',
          channel: 'sound',
          delivery: { state: 'refused', at: BEGIN, detail: 'muted' },
        },
      ],
      earlier: { facts: 0, pages: 0 },
    });
    expect(reader.incident('desk-2')).toBeNull();
    expect(reader.live()).toEqual([story.incident()]);
    expect(reader.nextNumber()).toBe(2);
  });

  it('holds the alert that fires again beside the one that is over, in one batch and over several', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.sent('db', { event: 'resolved' });
    story.sent('db');
    store(story);
    const from = story.facts.length;
    story.sent('db', { event: 'resolved' });
    story.sent('db');
    store(story, from);
    expect(reader.live().map(({ id }) => id)).toEqual(['desk-3']);
    expect(reader.endedSince(BEGIN).map(({ id }) => id)).toEqual(['desk-1', 'desk-2']);
    expect(reader.counts()).toEqual({ open: 1, acknowledged: 0, suppressed: 0, resolved: 2 });
  });

  it('keeps an incident live whose silence is still to be removed, although it is over', () => {
    const story = new Story(teamOf({ acknowledge: 'silence' }));
    story.read(['db']);
    story.acknowledged();
    story.obeyed();
    story.told({ act: 'resolve' });
    store(story);
    expect(reader.live()).toEqual([story.incident()]);
    expect(reader.counts()).toEqual({ open: 0, acknowledged: 0, suppressed: 0, resolved: 1 });
  });

  it('lets no two open incidents of one alert stand: what the engine knows now replaces what it never knew', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    store(story);
    // An engine that could not read the store at its start, with numbers of its own.
    const other = new Story(SENDERS);
    other.state.nextNumber = 7;
    other.after(MINUTE).sent('db');
    store(other);
    expect(reader.live()).toEqual([other.incident('desk-7')]);
    expect(reader.incident('desk-1')?.incident).toEqual({
      ...story.incident(),
      status: 'resolved',
      resolvedAt: BEGIN + MINUTE,
    });
  });

  it('tells keys apart byte for byte, whatever is in them, and a key never stops the store', () => {
    const keys = [
      'a',
      'a\u0000b',
      'a\u0000c',
      '\ud800',
      '\ud801',
      '\ufffd',
      '"a"',
      '"\\ud800"',
      'é',
      'e\u0301',
      'A',
    ];
    const story = new Story(SENDERS);
    for (const key of keys) story.sent(key, { title: `x\u0000${key}` });
    store(story);
    expect(reader.live().map(({ dedupKey }) => dedupKey)).toEqual(keys);
  });

  it('keeps bodies that nobody could read, the newest 500, with what a database cannot hold made visible', () => {
    for (let n = 0; n < 502; n += 1) {
      writer.write({
        facts: [],
        incidents: new Map(),
        unreadable: [
          {
            at: BEGIN + n,
            unreadable: { source: 'grafana', format: 'plain', reason: 'no JSON', body: `${n}\u0000x` },
          },
        ],
      });
    }
    const kept = reader.unreadable(1000);
    expect(kept.length).toBe(500);
    expect({ ...kept[0] }).toEqual({
      id: 502,
      at: BEGIN + 501,
      source: 'grafana',
      format: 'plain',
      reason: 'no JSON',
      body: '501␀x',
    });
  });

  it('is all of a batch or nothing of it', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    const broken = { kind: 'noted', at: null, by: { kind: 'watchbill' }, incident: 'desk-1', text: '' };
    const incidents = new Map([['desk-1', story.incident()]]);
    const facts = [...story.facts, broken as unknown as Fact];
    expect(() => writer.write({ facts, incidents, unreadable: [] })).toThrow(/NOT NULL/);
    expect(reader.incident('desk-1')).toBeNull();
    store(story);
    expect(reader.incident('desk-1')?.facts.length).toBe(2);
  });
});

describe('the queue', () => {
  function ordered(): Story {
    const story = new Story(SENDERS);
    for (const [key, severity] of [
      ['a', 'warning'],
      ['b', 'critical'],
      ['c', 'info'],
      ['d', 'critical'],
      ['e', 'warning'],
      ['f', 'error'],
    ] as const) {
      story.after(1000);
      story.sent(key, { severity, source: key < 'd' ? 'grafana' : 'local' });
    }
    story.acknowledged('desk-4');
    story.told({ act: 'resolve' }, 'desk-6');
    store(story);
    return story;
  }
  const ids = (filter: Partial<QueueFilter>, offset = 0, limit = 50): [string, number] => {
    const { incidents, total } = reader.queue({ ...ALL, ...filter }, offset, limit);
    return [incidents.map(({ dedupKey }) => dedupKey).join(''), total];
  };

  it('shows open first, critical first, newest first; then what is acknowledged; then what is over', () => {
    ordered();
    expect(ids({})).toEqual(['beacdf', 6]);
    expect(ids({}, 2, 2)).toEqual(['ac', 6]);
    expect(ids({}, 6, 2)).toEqual(['', 6]);
  });

  it('is filtered by status, severity, service and source, all at once', () => {
    ordered();
    expect(ids({ status: 'unresolved' })).toEqual(['beacd', 5]);
    expect(ids({ status: 'open' })).toEqual(['beac', 4]);
    expect(ids({ status: 'suppressed' })).toEqual(['', 0]);
    expect(ids({ status: 'acknowledged' })).toEqual(['d', 1]);
    expect(ids({ status: 'resolved' })).toEqual(['f', 1]);
    expect(ids({ severities: ['critical', 'info'] })).toEqual(['bcd', 3]);
    expect(ids({ sources: ['local'], severities: ['warning'], status: 'open' })).toEqual(['e', 1]);
    expect(ids({ services: ['unrouted'] })).toEqual(['', 0]);
    expect(ids({ services: ['pay', "'; DROP TABLE facts; --"] })).toEqual(['beacdf', 6]);
  });

  it('keeps what its source suppresses apart from what is open', () => {
    const story = ordered();
    story.sent('g', { suppression: { how: 'silenced', by: ['maintenance'] } });
    store(story);
    expect(ids({ status: 'suppressed' })).toEqual(['g', 1]);
    expect(ids({ status: 'open' })).toEqual(['beac', 4]);
    expect(ids({ status: 'unresolved' })[1]).toBe(6);
    expect(reader.counts()).toMatchObject({ open: 5, suppressed: 1 });
  });

  it('is listed newest first for the API, by pages that do not overlap', () => {
    ordered();
    const first = reader.newest({ status: 'all', limit: 4, before: null });
    const second = reader.newest({ status: 'all', limit: 4, before: first[3]?.number ?? null });
    expect([...first, ...second].map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(reader.newest({ status: 'open', limit: 9, before: 3 }).map(({ number }) => number)).toEqual([
      2, 1,
    ]);
    const pages = reader.pages(5, null);
    const older = reader.pages(50, pages[4]?.seq ?? null);
    expect([...pages, ...older].map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('finds every word by its beginning, in title and labels, in any case and without accents', () => {
    const story = new Story(SENDERS);
    for (let n = 0; n < 6; n += 1) story.sent(`alert-${n}`);
    story.sent('x', { title: 'Café überläuft auf DB-07', labels: [['instance', 'node_exporter:9100']] });
    store(story);
    const found = (text: string) =>
      reader.queue({ ...ALL, text }, 0, 50).incidents.map(({ dedupKey }) => dedupKey);
    expect(
      ['cafe', 'UBER db-07', 'node_exporter', 'expo 91', 'cafe nothing', '7', 'desk-7'].map(found),
    ).toEqual([['x'], ['x'], ['x'], ['x'], [], ['x'], ['x']]);
  });

  it('takes any text for a search, and none is a syntax error', () => {
    ordered();
    const hostile = [
      '"',
      '""',
      '*',
      'a*',
      '^a',
      'NOT',
      'a AND',
      'NEAR(a b)',
      'title:a',
      'a OR OR b',
      '-a',
      '(',
      "'; DROP TABLE facts; --",
      '\u0000',
      '\u0301',
      '\ud800',
      '😀',
      '\u202ea',
      'é'.normalize('NFD'),
      'क्षि',
      'שָׁלוֹם',
      'a😀b',
      'a'.repeat(10_000),
      'a '.repeat(10_000),
      '{a b}: c',
      '\\',
      '%_',
    ];
    for (const text of hostile) expect(() => reader.queue({ ...ALL, text }, 0, 10), text).not.toThrow();
    expect(ids({ text: ' \t"*" ' })).toEqual(['beacdf', 6]);
    expect(searchWords('Foo_bar "x')).toEqual(['Foo', 'bar', 'x']);
    expect(searchWords(' -*"(')).toEqual([]);
  });
});
