import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { printDuration } from '../../core/time/duration';
import { type ChannelDesk, openChannelDesk } from '../../engine/channel-desk/channel-desk';
import type { ChannelType } from '../../engine/channels/channel-type';
import { CHANNEL_TYPES, findChannelType } from '../../engine/channels/registry';
import { secretsFile } from '../../engine/store/secrets-file';
import { type ChannelCall, readChannelCall } from '../channel-options';
import { type DataFolder, findDataFolder, lockIfFree } from '../data-folder';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { runningEngine } from '../running-engine';

export const CHANNEL_USAGE = `watchbill channel types [--json]
watchbill channel list --data <dir> [--json]
watchbill channel add <type> --data <dir> --title <title> [--id <id>] [--set <key>=<value>]… [--secret <key>]…
    [--secret-env <key>=<variable>]… [--after <duration>] [--urgency any|high|low] [--no-rule] [--replace]
watchbill channel remove <id> --data <dir>
watchbill channel test <id> --data <dir> [--url <address>] [--json]

How you are reached away from an engine: ntfy, e-mail, Slack and others; "types" says what each of them needs.
  --data        the data folder of the engine; no engine may run on it, except for list, and for test with --url
  --set         one field of the type
  --secret      a secret field: its value is read from standard input, a line each in the order of the options
  --secret-env  a secret field: its value is in this environment variable
                (never on the command line itself, where others could see it; kept in <dir>/secrets.json)
  --after       page by it so long after a page began, if nobody answered: 0s (the default), 2m, 1h
  --urgency     of what urgency; any is the default. --no-rule: do not page by it yet
  --replace     change the channel --id instead of adding one; secrets that are not given stay
  --url         the address of an engine that runs on the folder, which then sends the test itself; its token is
                taken from <dir>/secrets.json, or from WATCHBILL_TOKEN

Ends with 0 when it is done (test: only when the service took the message), 1 when not, 2 when it is called wrongly.`;

/** Sets up and tests the channels of an engine without a desktop. @returns the exit code */
export async function channel(argv: readonly string[], io: Io): Promise<number> {
  const call = readChannelCall(argv);
  if (typeof call === 'string') {
    io.err(`watchbill channel: ${call}`);
    io.err(CHANNEL_USAGE);
    return USAGE;
  }
  try {
    if (call.act === 'types') return types(call, io);
    const found = folderOf(call);
    if (call.act === 'test' && call.url !== '') return await testThere(call, found.data, io);
    if (call.act === 'list') return await withDesk(found, (desk) => list(desk, call, io));
    if (found.app !== null)
      throw new Error(
        'this is the folder of the desktop app, whose secrets are in its keychain: set channels up there, in Settings (test: give its address with --url)',
      );
    const lock = await lockIfFree(found.data);
    if (!lock)
      throw new Error(
        `Watchbill is running on ${found.data}: stop it first${call.act === 'test' ? ', or give its address with --url' : ''}`,
      );
    try {
      return await withDesk(found, (desk) => ACTS[call.act as keyof typeof ACTS](desk, call, io));
    } finally {
      lock.release();
    }
  } catch (error) {
    io.err(`watchbill channel: ${(error as Error).message}`);
    return FAILED;
  }
}

type Act = (desk: ChannelDesk, call: ChannelCall, io: Io) => Promise<number>;

function types({ json }: ChannelCall, io: Io): number {
  if (json)
    io.out(
      JSON.stringify(
        CHANNEL_TYPES.map(({ type, title, about, fields, can }) => ({ type, title, about, fields, can })),
      ),
    );
  else for (const type of CHANNEL_TYPES) io.out(typeWords(type));
  return DONE;
}

const list: Act = async (desk, { json }, io) => {
  const { channels, rules, problem } = await desk.view();
  if (json) {
    io.out(JSON.stringify({ problem, channels, rules }));
    return DONE;
  }
  if (problem !== '') io.err(`watchbill channel: ${problem}`);
  if (channels.length === 0) io.out('there is no channel yet');
  for (const { id, type, title, problem: wrong, test } of channels) {
    const when = rules
      .filter((rule) => rule.channel === id)
      .map(
        ({ after, urgency }) =>
          `${after === 0 ? 'at once' : `after ${printDuration(after)}`}${urgency === 'any' ? '' : ` (${urgency})`}`,
      );
    const tested = test ? `test ${new Date(test.at).toISOString()}: ${test.state}` : 'never tested';
    io.out(`${id}  ${type}  ${title}  ${when.join(', ') || 'no rule'}  ${wrong === '' ? tested : wrong}`);
  }
  return DONE;
};

const add: Act = async (desk, call, io) => {
  const type = findChannelType(call.what);
  if (!type) throw new Error(`there is no type "${call.what}"; see watchbill channel types`);
  for (const { key, kind } of type.fields)
    if (kind === 'secret' && call.values[key] !== undefined)
      throw new Error(
        `${key} is a secret: give it by --secret or --secret-env, not where others could see it; and change it, for it was seen`,
      );
  const known = new Map(type.fields.map(({ key, kind }) => [key, kind]));
  const given = [...call.fromInput, ...Object.keys(call.fromEnvironment)];
  for (const key of [...Object.keys(call.values), ...given])
    if (!known.has(key))
      throw new Error(`${type.type} has no field "${key}"; it has ${[...known.keys()].join(', ')}`);
  const plain = given.find((key) => known.get(key) !== 'secret');
  if (plain !== undefined) throw new Error(`${plain} is no secret: give it by --set`);

  const id = call.id || type.type;
  const before = (await desk.view()).channels.find((each) => each.id === id);
  const initial = Object.fromEntries(
    type.fields.flatMap(({ key, kind, initial: value }) =>
      kind !== 'secret' && value ? [[key, value]] : [],
    ),
  );
  const draft = {
    id,
    isNew: !(call.replace && before),
    type: type.type,
    title: call.title || before?.title || type.title,
    values: { ...(call.replace && before ? before.values : initial), ...call.values },
    secrets: await secretsOf(call),
    rule: call.rule,
  };
  const saved = await desk.save(draft);
  for (const [key, wrong] of Object.entries(saved.errors)) io.err(`watchbill channel: ${key}: ${wrong}`);
  if (!saved.ok && saved.text !== '') io.err(`watchbill channel: ${saved.text}`);
  if (saved.ok) io.out(`${id}: ${saved.text}`);
  return saved.ok ? DONE : FAILED;
};

const remove: Act = async (desk, { what }, io) => {
  const { ok, text } = await desk.remove(what);
  if (ok) io.out(text);
  else io.err(`watchbill channel: ${text}`);
  return ok ? DONE : FAILED;
};

const test: Act = async (desk, { what, json }, io) => tell(await desk.test(what), json, io);

const ACTS = { add, remove, test };

type Tested = { readonly state: string; readonly text: string };

async function testThere({ what, url, json }: ChannelCall, data: string, io: Io): Promise<number> {
  const engine = await runningEngine(url, data);
  return tell(await engine<Tested>('POST', `/api/v1/channels/${encodeURIComponent(what)}/test`), json, io);
}

function tell(tested: Tested, json: boolean, io: Io): number {
  const delivered = tested.state === 'delivered';
  if (json) io.out(JSON.stringify(tested));
  else if (delivered) io.out(tested.text);
  else io.err(`watchbill channel: ${tested.text}`);
  return delivered ? DONE : FAILED;
}

/** An engine's data folder, also one that its first engine has yet to make. */
function folderOf({ act, data }: ChannelCall): DataFolder {
  const folder = resolve(data);
  const isFresh = !existsSync(folder) || isEmpty(folder);
  if (act === 'add' && isFresh) return { data: folder, app: null };
  const found = findDataFolder(data);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

async function withDesk(found: DataFolder, act: (desk: ChannelDesk) => Promise<number>): Promise<number> {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const elsewhere = async (): Promise<never> => {
    throw new Error('they are in the keychain of the desktop app');
  };
  const desk = openChannelDesk({
    dataFolder: found.data,
    types: CHANNEL_TYPES,
    local: [
      { id: 'console', title: 'Console' },
      { id: 'notification', title: 'Notification' },
    ],
    secrets:
      found.app === null ? secretsFile(join(found.data, 'secrets.json')) : { get: elsewhere, set: elsewhere },
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    log: quiet,
  });
  try {
    return await act(desk);
  } finally {
    desk.stop();
  }
}

async function secretsOf({ fromInput, fromEnvironment }: ChannelCall): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const [key, name] of Object.entries(fromEnvironment)) {
    const value = process.env[name];
    if (!value) throw new Error(`the environment variable ${name} is not set; nothing was changed`);
    secrets[key] = value;
  }
  if (fromInput.length === 0) return secrets;
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    lines.push(line);
    if (lines.length === fromInput.length) break;
  }
  for (const [at, key] of fromInput.entries()) {
    const value = lines[at];
    if (!value) throw new Error(`nothing came on standard input for ${key}; nothing was changed`);
    secrets[key] = value;
  }
  return secrets;
}

function typeWords({ type, title, about, fields }: ChannelType): string {
  const lines = fields.map(({ key, kind, needed, hint, choices, initial }) => {
    const how = kind === 'secret' ? '--secret' : '--set';
    const what = [needed ? 'needed' : '', choices?.join(' | ') ?? '', initial ? `usually ${initial}` : '']
      .filter(Boolean)
      .join(', ');
    return `    ${how} ${key}${what === '' ? '' : ` (${what})`}${hint === '' ? '' : `  ${hint}`}`;
  });
  return [`${type}  ${title}: ${about}`, ...lines].join('\n');
}
