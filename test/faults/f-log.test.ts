import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActBody } from '../../src/core/team-log/act';
import type { RotaActs } from '../../src/core/team-log/rota-acts';

const root = resolve(import.meta.dirname, '../..');
const script = resolve(root, 'out/test-log/f-log-desktop.js');
const HOUR = 3_600_000;
const isRoot = process.getuid?.() === 0;

const clean: Array<() => unknown> = [];
let folder: string;

beforeAll(async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, 'f-log-desktop.ts'),
      target: 'node20.18',
      outDir: resolve(root, 'out/test-log'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-f-log-'));
  clean.push(() => rmSync(folder, { recursive: true, force: true }));
});

afterEach(() => {
  for (const end of clean.splice(0).reverse()) end();
});

const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });

type State = { ids: string[]; folded: RotaActs; problems: string[]; trouble: string };

type Desktop = {
  readonly told: readonly Record<string, unknown>[];
  send(command: object): void;
  ask(command: object): Promise<Record<string, unknown>>;
  state(): Promise<State>;
  append(...bodies: ActBody[]): Promise<string[]>;
  kill(): Promise<void>;
};

/** A desktop in a process of its own. */
async function desktop(name: string, person: string, offset = 0): Promise<Desktop> {
  const data = join(folder, `.data-${name}`);
  mkdirSync(data, { recursive: true });
  const child: ChildProcess = spawn(process.execPath, [script, folder, data, name, person, String(offset)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  clean.push(() => child.kill('SIGKILL'));
  const told: Record<string, unknown>[] = [];
  const waiting: Array<() => void> = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    told.push(JSON.parse(line) as Record<string, unknown>);
    for (const wake of waiting.splice(0)) wake();
  });
  let read = 0;
  const next = async (): Promise<Record<string, unknown>> => {
    while (told.length <= read) await Promise.race([gone, new Promise<void>((wake) => waiting.push(wake))]);
    read += 1;
    return told[read - 1]!;
  };
  expect(await next()).toEqual({ ready: true });
  const send = (command: object): void => void child.stdin!.write(`${JSON.stringify(command)}\n`);
  const ask = (command: object): Promise<Record<string, unknown>> => {
    send(command);
    return next();
  };
  return {
    told,
    send,
    ask,
    state: async () => (await ask({ do: 'state' })) as unknown as State,
    append: async (...bodies) => {
      const answer = await ask({ do: 'append', bodies });
      if (!('stored' in answer)) throw new Error(JSON.stringify(answer));
      return answer['stored'] as string[];
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const note = (text: string): ActBody => ({ kind: 'handoverNoted', schedule: 'primary', text });
const piece = (from: number, to: number) => {
  const base = Date.UTC(2100, 0, 1);
  return { schedule: 'primary', start: base + from * HOUR, end: base + to * HOUR };
};
const notes = (state: State): string[] => state.folded.handoverNotes.map(({ text }) => text);
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test('A5: killed in the middle of writing, again and again: what was said to be stored is there, whole, for everybody', async () => {
  const stored = new Set<string>();
  let cutOff = 0;
  for (let round = 0; round < 12; round += 1) {
    const writer = await desktop('a1', 'ada');
    writer.send({ do: 'flood' });
    await expect.poll(() => writer.told.length, { timeout: 20_000, interval: 1 }).toBeGreaterThan(1);
    await pause(round * 3);
    await writer.kill();
    for (const line of writer.told)
      for (const id of (line['stored'] as string[] | undefined) ?? []) stored.add(id);
    if (!readFileSync(join(folder, 'log/a1.jsonl'), 'utf8').endsWith('\n')) cutOff += 1;
  }
  // Where no kill fell into a line, one is cut by hand: as the disk would leave it.
  if (cutOff === 0) appendFileSync(join(folder, 'log/a1.jsonl'), '{"v":1,"id":"2026-11-23T12:2');
  const again = await desktop('a1', 'ada');
  const [last] = await again.append(note('after it all'));
  const other = await desktop('b2', 'grace');
  for (const one of [again, other]) {
    const state = await one.state();
    const known = new Set(state.ids);
    expect([...stored, last].filter((id) => !known.has(id as string))).toEqual([]);
    expect(known.size).toBe(state.ids.length);
    expect(notes(state).at(-1)).toBe('after it all');
    // Nothing but half lines, which nobody was told of.
    expect(state.problems.every((text) => text.includes('half a line'))).toBe(true);
  }
  expect(stored.size).toBeGreaterThan(100);
});

test('B1: two desktops, two processes, clocks three minutes apart, both take one offer: one winner, the same everywhere', async () => {
  const ada = await desktop('a1', 'ada');
  const [offer] = await ada.append({
    kind: 'tradeOffered',
    to: null,
    give: [piece(0, 24)],
    want: [],
    note: '',
  });
  const grace = await desktop('b2', 'grace', 180_000);
  const linus = await desktop('c3', 'linus', -180_000);
  const take: ActBody = { kind: 'tradeAccepted', trade: offer as string, give: [piece(0, 24)], want: [] };
  await Promise.all([grace.append(take), linus.append(take)]);
  for (let n = 0; n < 20; n += 1)
    await Promise.all(
      [ada, grace, linus].map((one, i) =>
        one.append(
          {
            kind: 'overrideMade',
            person: ['ada', 'grace', 'linus'][i]!,
            ...piece(30 + n, 60),
            reason: `${n}`,
          },
          note(`${i}.${n}`),
        ),
      ),
    );
  const all = 1 + 2 + 3 * 20 * 2;
  for (const one of [ada, grace, linus])
    await expect.poll(async () => (await one.state()).ids.length, { timeout: 10_000 }).toBe(all);
  const states = await Promise.all([ada, grace, linus].map((one) => one.state()));
  expect(states[1]).toEqual(states[0]);
  expect(states[2]).toEqual(states[0]);
  const [trade] = states[0]!.folded.trades;
  expect(trade).toMatchObject({
    status: 'agreed',
    takings: [{ by: expect.stringMatching(/grace|linus/) }],
    lost: [{ why: 'somebody else took it first' }],
  });
  expect(states[0]!.problems).toEqual([]);
});

test('A10: the log cannot be written: acts count here, wait on this desktop, also when it is killed, and go out in order', async () => {
  writeFileSync(join(folder, 'log'), 'not a folder');
  const before = await desktop('a1', 'ada');
  await before.append(note('one'));
  await before.append(note('two'), note('three'));
  const waiting = await before.state();
  expect(notes(waiting)).toEqual(['one', 'two', 'three']);
  expect(waiting.trouble).toBe(
    'The log in the team folder cannot be written ("log" is not a folder). The last 3 things you did wait on this desktop; the others do not know of it yet.',
  );
  await before.kill();
  const again = await desktop('a1', 'ada');
  expect(notes(await again.state())).toEqual(['one', 'two', 'three']);
  await again.append(note('four'));
  rmSync(join(folder, 'log'));
  await expect.poll(async () => (await again.state()).trouble, { timeout: 5000 }).toBe('');
  const lines = readFileSync(join(folder, 'log/a1.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual([
    'one',
    'two',
    'three',
    'four',
  ]);
  const other = await desktop('b2', 'grace');
  expect(notes(await other.state())).toEqual(['one', 'two', 'three', 'four']);
});

// Mounts need root; CI is root.
test.skipIf(!isRoot)(
  'A8: the disk of the team folder is full: no half line stands there, nothing is lost, and it goes out when there is room',
  async () => {
    const logFolder = join(folder, 'log');
    mkdirSync(logFolder);
    run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', logFolder);
    clean.push(() => run('umount', '-l', logFolder));
    const writer = await desktop('a1', 'ada');
    await writer.append(note('before'));
    writeFileSync(join(logFolder, 'ballast'), Buffer.alloc(56 * 1024));
    const whole = readFileSync(join(logFolder, 'a1.jsonl'), 'utf8');
    await writer.append(note(`big ${'x'.repeat(9000)}`), note('behind it'));
    await writer.append(note('small'));
    const full = await writer.state();
    expect(full.trouble).toContain('its disk is full');
    expect(notes(full).map((text) => text.slice(0, 6))).toEqual(['before', 'big xx', 'behind', 'small']);
    expect(readFileSync(join(logFolder, 'a1.jsonl'), 'utf8')).toBe(whole);
    rmSync(join(logFolder, 'ballast'));
    await expect.poll(async () => (await writer.state()).trouble, { timeout: 5000 }).toBe('');
    const reader = await desktop('b2', 'grace');
    const heard = await reader.state();
    expect(notes(heard)).toEqual(notes(full));
    expect(heard.problems).toEqual([]);
  },
);

test.skipIf(!isRoot)('A8: both disks are full: nothing has happened, and it is said', async () => {
  const [logFolder, data] = [join(folder, 'log'), join(folder, '.data-a1')];
  for (const path of [logFolder, data]) {
    mkdirSync(path);
    run('mount', '-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', path);
    clean.push(() => run('umount', '-l', path));
  }
  const writer = await desktop('a1', 'ada');
  await writer.append(note('before'));
  const refused = await writer.ask({
    do: 'append',
    bodies: [note('x'.repeat(10_000)), note('y'.repeat(10_000))],
  });
  expect(refused['refused']).toMatch(
    /^NotStored: neither the log in the team folder .*disk is full.* nor the data folder .*disk is full/,
  );
  const state = await writer.state();
  expect([notes(state), state.trouble]).toEqual([['before'], '']);
  await writer.append(note('after'));
  expect(notes(await (await desktop('b2', 'grace')).state())).toEqual(['before', 'after']);
});
