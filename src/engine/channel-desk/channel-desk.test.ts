import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../core/page/page';
import type { PagingRule } from '../../core/page/paging-rule';
import { MINUTE } from '../../core/time/duration';
import type { ChannelType } from '../channels/channel-type';
import type { PageToSend, Secrets } from '../ports';
import { secretsFile } from '../store/secrets-file';
import { type ChannelDesk, openChannelDesk } from './channel-desk';
import { channelSecretName } from './own-channel';

/* The desk over real files; its one type of channel puts messages into a folder, as a fax would. */
const NOW = Date.UTC(2026, 10, 24, 3);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let data: string;
let tray: string;
let kept: Secrets;
/** Set while the keychain does not answer. */
let locked = '';

const fax: ChannelType = {
  type: 'fax',
  title: 'Fax',
  about: 'Puts paper into a tray.',
  fields: [
    { key: 'tray', title: 'Tray', hint: '', kind: 'text', needed: true },
    { key: 'code', title: 'Access code', hint: '', kind: 'secret', needed: true },
  ],
  can: { wakes: false, confirms: 'accepted' },
  limits: { perMinute: 60, longest: 1000 },
  check: (values) => ({
    ...(values['tray'] ? {} : { tray: 'Tray is missing' }),
    ...(values['code'] === '0000' ? { code: 'that is the code of the factory' } : {}),
    ...(values['code'] ? {} : { code: 'Access code is missing' }),
  }),
  async send(message, setup) {
    if (setup.values['code'] !== 'sesame') return { state: 'refused', detail: 'the fax says: wrong code' };
    try {
      writeFileSync(join(setup.values['tray'] as string, `${message.kind}.txt`), message.title);
      return { state: 'delivered', detail: 'printed' };
    } catch (error) {
      return { state: 'failed', detail: (error as Error).message, again: true };
    }
  },
};

const page: PageToSend = {
  page: 'abc-1-p1',
  incident: 'abc-1',
  number: 1,
  person: 'ada',
  reason: 'firing',
  severity: 'critical',
  title: 'Checkout is down',
  body: 'it is',
};
const local = [
  { id: 'popup', title: 'Pop-up' },
  { id: 'sound', title: 'Sound' },
];

function open(types: readonly ChannelType[] = [fax], here = local): ChannelDesk {
  return openChannelDesk({
    dataFolder: data,
    types,
    local: here,
    secrets: {
      get: async (name) => {
        if (locked !== '') throw new Error(locked);
        return kept.get(name);
      },
      set: async (name, value) => {
        if (locked !== '') throw new Error(locked);
        await kept.set(name, value);
      },
    },
    clock: { now: () => NOW },
    log: quiet,
  });
}

const draft = (more: object = {}): Parameters<ChannelDesk['save']>[0] => ({
  id: 'office',
  isNew: true,
  type: 'fax',
  title: 'Office fax',
  values: { tray },
  secrets: { code: 'sesame' },
  rule: { after: 2 * MINUTE, urgency: 'high' },
  ...more,
});
const file = (): string => join(data, 'channels.json');
const raw = (): string => readFileSync(file(), 'utf8');
const asides = (): string[] => readdirSync(data).filter((name) => name.startsWith('channels.json.corrupt-'));
const atOnce = (channel: string, urgency: PagingRule['urgency'] = 'any'): PagingRule => ({
  channel,
  after: 0,
  urgency,
});

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'watchbill-channels-'));
  tray = mkdtempSync(join(tmpdir(), 'watchbill-tray-'));
  kept = secretsFile(join(data, 'secrets.json'));
  locked = '';
});
afterEach(() => {
  rmSync(data, { recursive: true });
  rmSync(tray, { recursive: true, force: true });
});

describe('the desk of channels', () => {
  it('begins with this desktop at once, whatever the urgency, and writes nothing', async () => {
    const desk = open();
    expect(desk.rules()).toEqual([atOnce('popup'), atOnce('sound')]);
    expect(desk.channels()).toEqual([]);
    expect(await desk.view()).toMatchObject({ usual: true, problem: '', channels: [], local });
    expect(existsSync(file())).toBe(false);
  });

  it('keeps a channel without its secret, pages and tests by it, and knows all that after a start', async () => {
    const desk = open();
    let heard = 0;
    desk.onChange(() => heard++);
    const saved = await desk.save(draft());
    expect(saved).toEqual({ ok: true, errors: {}, text: '“Office fax” is kept. It pages after 2 min.' });
    expect(heard).toBe(1);
    expect(raw()).not.toContain('sesame');
    expect(await kept.get(channelSecretName('office', 'code'))).toBe('sesame');
    expect(desk.secretNames()).toEqual(['channel:office:code']);

    const tested = await desk.test('office');
    expect(tested).toMatchObject({ state: 'delivered', detail: 'printed', at: NOW });
    expect(tested.text).toMatch(/^Delivered in \d+\.\d s: printed\. The service took it; whether/);
    expect(readdirSync(tray)).toEqual(['test.txt']);

    const again = open();
    expect(again.rules()).toEqual([
      atOnce('popup'),
      atOnce('sound'),
      { channel: 'office', after: 2 * MINUTE, urgency: 'high' },
    ]);
    expect(again.tests().get('office')).toMatchObject({ at: NOW, state: 'delivered', title: 'Office fax' });
    const [notifier] = again.channels();
    expect(await notifier?.send(page, () => NOW)).toEqual({ state: 'delivered', at: NOW, detail: 'printed' });
    expect(readdirSync(tray).toSorted()).toEqual(['page.txt', 'test.txt']);
    const [view] = (await again.view()).channels;
    expect(view).toMatchObject({
      values: { tray },
      secrets: { code: 'set' },
      problem: '',
      last: { state: 'delivered', at: NOW },
    });
    expect(JSON.stringify(await again.view())).not.toContain('sesame');
  });

  it('says at the field what is wrong, and changes nothing', async () => {
    const desk = open();
    expect((await desk.save(draft({ id: 'Office 1', title: ' ', values: {}, secrets: {} }))).errors).toEqual({
      id: expect.stringContaining('lower-case letters'),
      title: expect.stringContaining('title'),
      tray: 'Tray is missing',
      code: 'Access code is missing',
    });
    expect((await desk.save(draft({ id: 'sound' }))).errors).toHaveProperty('id');
    expect((await desk.save(draft({ secrets: { code: '0000' } }))).errors).toEqual({
      code: 'that is the code of the factory',
    });
    expect(await kept.get(channelSecretName('office', 'code'))).toBeNull();
    expect((await desk.save(draft({ type: 'pigeon' }))).text).toContain('no type of channel “pigeon”');
    expect((await desk.save(draft({ isNew: false }))).text).toContain('no channel “office” any more');
    expect(existsSync(file())).toBe(false);
    await desk.save(draft());
    expect((await desk.save(draft())).errors).toEqual({ id: expect.stringContaining('already') });
  });

  it('changes a channel and keeps a secret that is not typed anew; its test is then out of date', async () => {
    const desk = open();
    await desk.save(draft());
    await desk.test('office');
    await desk.save(draft({ isNew: false, title: 'Fax', secrets: {}, rule: null }));
    expect(desk.tests().get('office')?.outdated).toBe(false);
    await desk.save(draft({ isNew: false, secrets: { code: 'abracadabra' }, rule: null }));
    expect(desk.tests().get('office')?.outdated).toBe(true);
    expect(await desk.test('office')).toMatchObject({ state: 'refused', detail: 'the fax says: wrong code' });
    expect(desk.tests().get('office')).toMatchObject({ outdated: false, state: 'refused' });
    expect(desk.rules()).toHaveLength(3);
  });

  it('tells a test that could not be delivered with its reason, and that a page would be tried again', async () => {
    const desk = open();
    await desk.save(draft({ values: { tray: join(tray, 'gone') } }));
    const tested = await desk.test('office');
    expect(tested.text).toMatch(/^Not delivered after \d+\.\d s: ENOENT.*\. A page would be tried again\.$/);
    await expect(desk.test('attic')).rejects.toThrow('There is no channel “attic”');
  });

  it('takes a channel away with its secret and its rules', async () => {
    const desk = open();
    await desk.save(draft());
    expect(await desk.remove('office')).toEqual({ ok: true, text: '“Office fax” is taken away.' });
    expect(await kept.get(channelSecretName('office', 'code'))).toBeNull();
    expect(desk.rules()).toEqual([atOnce('popup'), atOnce('sound')]);
    expect(open().channels()).toEqual([]);
    expect((await desk.remove('office')).ok).toBe(false);
  });

  describe('rules', () => {
    it('that leave nothing at once for high urgency are refused with the reason', async () => {
      const desk = open();
      await desk.save(draft({ rule: null }));
      const late = await desk.saveRules([{ channel: 'popup', after: MINUTE, urgency: 'any' }]);
      expect(late).toEqual({ ok: false, text: expect.stringContaining('Nothing would page you at once') });
      expect((await desk.saveRules([atOnce('popup', 'low'), atOnce('sound', 'low')])).ok).toBe(false);
      expect((await desk.saveRules([atOnce('pigeon')])).text).toContain('no channel “pigeon”');
      expect(desk.rules()).toEqual([atOnce('popup'), atOnce('sound')]);
    });

    it('may not lean on a channel that lost its secret alone', async () => {
      await open().save(draft({ rule: null }));
      await kept.set(channelSecretName('office', 'code'), null);
      const desk = open();
      expect((await desk.view()).channels[0]?.problem).toMatch(/Access code is not in the keychain any more/);
      const only = await desk.saveRules([atOnce('office')]);
      expect(only.text).toBe(
        'Nothing would page you at once for high urgency: Office fax cannot send as it is set up.',
      );
      expect((await desk.saveRules([atOnce('office'), atOnce('sound')])).ok).toBe(true);
    });

    it('are kept in order, none twice, with those of ways that this desktop does not have now', async () => {
      const desk = open();
      const chosen: PagingRule[] = [
        { channel: 'sound', after: MINUTE, urgency: 'low' },
        atOnce('popup'),
        atOnce('popup', 'high'),
      ];
      expect(await desk.saveRules(chosen)).toEqual({ ok: true, text: 'The rules are kept.' });
      expect(desk.rules()).toEqual([atOnce('popup'), { channel: 'sound', after: MINUTE, urgency: 'low' }]);
      // The same folder without a screen.
      expect(open([fax], [{ id: 'console', title: 'Console' }]).rules()).toEqual([atOnce('console')]);
    });

    it('of the only channel at once keep that channel; rules that reach nobody here are made up for, and said', async () => {
      const desk = open();
      await desk.save(draft({ rule: null }));
      await desk.saveRules([atOnce('office'), { channel: 'popup', after: MINUTE, urgency: 'any' }]);
      expect((await desk.remove('office')).text).toContain('the only channel that pages you at once');
      const elsewhere = open([fax], [{ id: 'bell', title: 'Bell' }]);
      expect(elsewhere.rules()).toEqual([atOnce('office')]);
      writeFileSync(file(), raw().replaceAll('"channel": "office"', '"channel": "attic"'));
      const odd = open([fax], [{ id: 'bell', title: 'Bell' }]);
      expect(odd.rules()[0]).toEqual(atOnce('bell', 'high'));
    });
  });
});

describe('a fault', () => {
  it('of the file: a damaged one is kept aside and said; this desktop pages, and saving goes on', async () => {
    writeFileSync(file(), '{"version":1,"channels":[{"id":"off');
    const desk = open();
    const [aside] = asides();
    expect(desk.problem()).toContain(`It is kept as ${aside}`);
    expect((await desk.view()).problem).toContain('was damaged');
    expect(readFileSync(join(data, aside as string), 'utf8')).toContain('"off');
    expect(desk.rules()).toEqual([atOnce('popup'), atOnce('sound')]);
    expect((await desk.save(draft())).ok).toBe(true);
    expect(open().problem()).toBe('');
    expect(asides()).toHaveLength(1);
  });

  it.each([
    ['empty', ''],
    ['no object', '[]'],
    ['null', 'null'],
    ['of no version', '{"channels":[],"rules":null}'],
    ['binary', '\u0000\u0001\uFFFD'],
  ])('of the file: %s is kept aside', (_, text) => {
    writeFileSync(file(), text);
    expect(open().problem()).toContain('was damaged');
    expect(asides()).toHaveLength(1);
  });

  it('of a part of the file: what can be read of it is used, and written anew', async () => {
    const desk = open();
    await desk.save(draft());
    await desk.save(draft({ id: 'attic', title: 'Attic fax', rule: null }));
    const stored = JSON.parse(raw()) as { channels: object[]; rules: object[] };
    stored.channels[0] = { id: 'office', type: 7 };
    stored.rules.push({ channel: 'attic', after: -1, urgency: 'high' });
    writeFileSync(file(), JSON.stringify(stored));
    const healed = open();
    expect(healed.problem()).toContain('“Attic fax” could be read');
    expect(healed.channels().map(({ id }) => id)).toEqual(['attic']);
    expect(healed.rules()).toEqual([atOnce('popup'), atOnce('sound')]);
    expect(
      open()
        .channels()
        .map(({ id }) => id),
    ).toEqual(['attic']);
    expect(open().problem()).toBe('');
  });

  it('of a newer Watchbill: its file is let be, byte for byte, and nothing is changed', async () => {
    const newer = '{"version":2,"channels":{"office":{}},"rules":"all"}';
    writeFileSync(file(), newer);
    const desk = open();
    expect(desk.problem()).toContain('newer Watchbill');
    expect((await desk.view()).locked).toBe(true);
    expect(await desk.save(draft())).toMatchObject({ ok: false, text: expect.stringContaining('newer') });
    expect((await desk.saveRules([atOnce('popup')])).ok).toBe(false);
    expect(await kept.get(channelSecretName('office', 'code'))).toBeNull();
    expect(raw()).toBe(newer);
    expect(desk.rules()).toEqual([atOnce('popup'), atOnce('sound')]);
  });

  it('of the disk: what cannot be written is said, and nothing is changed, in the keychain neither', async () => {
    const desk = open();
    await desk.save(draft());
    const secrets = new Map([[channelSecretName('office', 'code'), 'sesame']]);
    kept = {
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, value) => void (value === null ? secrets.delete(name) : secrets.set(name, value)),
    };
    renameSync(data, `${data}-away`);
    writeFileSync(data, 'a file where the folder was');
    try {
      const refused = await desk.save(draft({ isNew: false, secrets: { code: 'other' }, rule: null }));
      expect(refused).toMatchObject({
        ok: false,
        text: expect.stringMatching(/could not be kept: .*Nothing was changed/),
      });
      expect(Object.fromEntries(secrets)).toEqual({ 'channel:office:code': 'sesame' });
      expect((await desk.save(draft({ id: 'attic' }))).ok).toBe(false);
      expect(secrets.size).toBe(1);
      expect(desk.channels()).toHaveLength(1);
      expect((await desk.saveRules([atOnce('popup')])).ok).toBe(false);
      expect(desk.rules()).toHaveLength(3);
      expect((await desk.remove('office')).ok).toBe(false);
      // What became of a test is told all the same.
      const tested = await desk.test('office');
      expect(tested).toMatchObject({
        state: 'delivered',
        text: expect.stringContaining('could not be kept'),
      });
    } finally {
      rmSync(data);
      renameSync(`${data}-away`, data);
    }
    expect((await desk.save(draft({ id: 'attic' }))).ok).toBe(true);
  });

  it('of the keychain: a page says that it is locked, and goes out as soon as it is open', async () => {
    await open().save(draft());
    locked = 'the keychain is locked';
    const desk = open();
    expect(await desk.channels()[0]?.send(page, () => NOW)).toEqual({
      state: 'failed',
      at: NOW,
      detail:
        'the keychain does not give its access code: the keychain is locked; it goes out as soon as it can',
    });
    expect(await desk.test('office')).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('the keychain is locked'),
    });
    expect((await desk.view()).channels[0]).toMatchObject({ secrets: { code: 'locked' }, problem: '' });
    expect(await desk.save(draft({ id: 'attic' }))).toMatchObject({
      ok: false,
      text: 'Nothing was changed: the keychain did not take it (the keychain is locked).',
    });
    // What needs no secret can be changed all the same.
    expect((await desk.save(draft({ isNew: false, title: 'Fax', secrets: {}, rule: null }))).ok).toBe(true);
    locked = '';
    expect(await desk.channels()[0]?.send(page, () => NOW)).toMatchObject({ state: 'delivered' });
    expect((await desk.view()).channels[0]?.secrets).toEqual({ code: 'set' });
  });

  it('of the keychain: a page that waits for it goes out by itself, and one that was answered meanwhile does not', async () => {
    await open().save(draft());
    locked = 'the keychain is locked';
    const [notifier] = open().channels();
    const later: Delivery[] = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await notifier?.send(
        page,
        () => NOW,
        (delivery) => later.push(delivery),
      );
      await notifier?.send(
        { ...page, page: 'abc-2-p1', incident: 'abc-2' },
        () => NOW,
        (delivery) => later.push(delivery),
      );
      notifier?.withdraw?.('abc-2');
      await vi.advanceTimersByTimeAsync(20_000);
      expect(later).toEqual([]);
      locked = '';
      await vi.advanceTimersByTimeAsync(6_000);
      await vi.waitFor(() => expect(later).toEqual([{ state: 'delivered', at: NOW, detail: 'printed' }]));
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(['folder', 'link'])('of the file: a %s in its place is kept aside, not followed', (what) => {
    if (what === 'folder') mkdirSync(file());
    else symlinkSync(join(tray, 'elsewhere.json'), file());
    expect(open().problem()).toContain('was damaged');
    expect(asides()).toHaveLength(1);
    expect(readdirSync(tray)).toEqual([]);
  });

  it('of a type that this Watchbill does not know: the channel stays, and its pages say why they fail', async () => {
    await open().save(draft());
    const desk = open([]);
    expect(await desk.channels()[0]?.send(page, () => NOW)).toMatchObject({
      state: 'failed',
      detail: 'this Watchbill knows no channel of the type “fax”',
    });
    expect((await desk.view()).channels[0]?.problem).toContain('knows no channel of the type “fax”');
    expect(open().channels()).toHaveLength(1);
  });
});
