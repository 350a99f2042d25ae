import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channel as run } from '../../src/cli/commands/channel';
import { type Ended, watchbill } from '../helpers/cli';
import { CLI, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type HttpSink, startHttpSink } from '../helpers/http-sink';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { holdAnswer, unseen } from './open-api';

/* Channels as somebody sets them up who has nothing but a shell, against a service that answers as ntfy documents. */
const TOKEN = 'tk_CANARY0123456789';
let team: TemporaryTeam;
let ntfy: HttpSink;
let engine: EngineProcess | null = null;

beforeEach(async () => {
  team = temporaryTeam();
  ntfy = await startHttpSink(({ headers }, response) => {
    const known = headers.authorization === `Bearer ${TOKEN}`;
    response.writeHead(known ? 200 : 401, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify(
        known
          ? { id: 'hwQ2YpKdmg', time: 1_795_400_000, event: 'message', topic: 'ada' }
          : { code: 40101, http: 401, error: 'unauthorized' },
      ),
    );
  });
});
afterEach(async () => {
  await engine?.kill();
  engine = null;
  await ntfy.stop();
  team.remove();
});

const channel = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  watchbill(['channel', ...args, '--data', team.data], env);
const add = (...more: string[]): readonly string[] => [
  'add',
  'ntfy',
  '--title',
  'My phone',
  '--id',
  'phone',
  '--set',
  `server=${ntfy.url}`,
  '--set',
  'topic=ada',
  ...more,
];
const withToken = () =>
  channel(add('--secret-env', 'password=NTFY_TOKEN', '--after', '2m', '--urgency', 'high'), {
    NTFY_TOKEN: TOKEN,
  });

/** The same command with a secret on its standard input. */
function fed(args: readonly string[], input: string): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [CLI, 'channel', ...args],
      { timeout: 30_000 },
      (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

describe('watchbill channel', () => {
  it('adds a channel with its secret from the environment, tests it over the wire, and ends with 0 only when it was taken', async () => {
    expect(await withToken()).toEqual({
      code: 0,
      out: 'phone: “My phone” is kept. It pages after 2 min.\n',
      err: '',
    });
    expect(readFileSync(join(team.data, 'channels.json'), 'utf8')).not.toContain('CANARY');
    expect(statSync(join(team.data, 'channels.json')).mode & 0o077).toBe(0);

    const tested = await channel(['test', 'phone', '--json']);
    expect(tested).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(tested.out)).toMatchObject({
      state: 'delivered',
      text: expect.stringMatching(
        /^Delivered in \d+\.\d s: taken by ntfy: message hwQ2YpKdmg\. The service took/,
      ),
    });
    expect(ntfy.got).toHaveLength(1);
    expect(JSON.parse(ntfy.got[0]?.body as string)).toMatchObject({
      topic: 'ada',
      title: 'Watchbill test: pages reach you here',
      priority: 5,
    });

    const listed = JSON.parse((await channel(['list', '--json'])).out) as {
      channels: object[];
      rules: object[];
    };
    expect(listed.channels).toMatchObject([
      {
        id: 'phone',
        secrets: { password: 'set' },
        problem: '',
        test: { state: 'delivered', outdated: false },
      },
    ]);
    expect(listed.rules).toContainEqual({ channel: 'phone', after: 120_000, urgency: 'high' });
    expect((await channel(['list'])).out).toMatch(
      /^phone {2}ntfy {2}My phone {2}after 2 min \(high\) {2}test .*: delivered\n$/,
    );
  });

  it('says what the service said when it refuses, and ends with 1; a better secret comes from standard input', async () => {
    await channel(add('--secret-env', 'password=WRONG'), { WRONG: 'tk_CANARYwrong99' });
    const refused = await channel(['test', 'phone']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /Refused after .*ntfy answered HTTP 401: unauthorized; it does not know this token/,
    );
    expect(refused.err).not.toContain('CANARY');

    const args = ['add', 'ntfy', '--id', 'phone', '--replace', '--secret', 'password', '--data', team.data];
    expect(await fed(args, '')).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing was changed'),
    });
    expect(await fed(args, `${TOKEN}\n`)).toMatchObject({ code: 0 });
    expect(await channel(['test', 'phone'])).toMatchObject({ code: 0, err: '' });
    expect(await channel(['remove', 'phone'])).toMatchObject({ code: 0, out: '“My phone” is taken away.\n' });
    expect(readFileSync(join(team.data, 'secrets.json'), 'utf8')).not.toContain('CANARY');
    expect(await channel(['test', 'phone'])).toMatchObject({ code: 1 });
  });

  it.each([
    [['add', 'ntfy'], 1, /topic: Topic is missing/],
    [['add', 'pigeon'], 1, /no type "pigeon"/],
    [['add', 'ntfy', '--set', 'topic'], 2, /--set takes key=value/],
    [['add', 'ntfy', '--set', 'password=tk_CANARY'], 1, /password is a secret: give it by --secret/],
    [['add', 'ntfy', '--set', 'topik=ada'], 1, /ntfy has no field "topik"; it has server, topic/],
    [['add', 'ntfy', '--set', 'topic=ada', '--secret', 'user'], 1, /user is no secret/],
    [['add', 'ntfy', '--set', 'topic=ada', '--id', 'sound'], 1, /id: “sound” is the name of a channel/],
    [
      ['add', 'ntfy', '--set', 'topic=ada', '--secret-env', 'password=NOT_SET_42'],
      1,
      /NOT_SET_42 is not set/,
    ],
    [['add', 'ntfy', '--set', 'topic=ada', '--after', 'soon'], 2, /--after: "soon" is not a duration/],
    [['add', 'ntfy', '--set', 'topic=ada', '--urgency', 'huge'], 2, /none of any, high, low/],
    [['add', 'ntfy', 'more'], 2, /too much: "more"/],
    [['remove'], 2, /which channel/],
    [['ring'], 2, /what: types, list/],
    [['list', '--data', '/nowhere/at/all'], 1, /no folder/],
  ])('%j ends with %d and says why', async (args, code, why) => {
    const said: string[] = [];
    const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
    const ended = await run([...args, ...(args.includes('--data') ? [] : ['--data', team.data])], io);
    expect({ code: ended, said: said.join('\n') }).toEqual({ code, said: expect.stringMatching(why) });
    expect(said.join('\n')).not.toContain('CANARY');
  });

  it('leaves what a running engine uses alone, and lets that engine send the test', async () => {
    await withToken();
    engine = await startEngineProcess(team);
    expect(await channel(['test', 'phone'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is running on'),
    });
    expect(await channel(['remove', 'phone'])).toMatchObject({ code: 1 });
    expect(await channel(['list'])).toMatchObject({ code: 0, out: expect.stringContaining('never tested') });
    const tested = await channel(['test', 'phone', '--url', engine.url]);
    expect(tested).toMatchObject({ code: 0, out: expect.stringContaining('taken by ntfy') });
    expect(ntfy.got).toHaveLength(1);

    const { url, token } = engine;
    const ask = async (method: string, path: string, body?: string, more = {}) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...more };
      const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
      return { status: answer.status, body: await holdAnswer(method, path.replace(/\?.*/, ''), answer) };
    };
    const list = await ask('GET', '/api/v1/channels');
    expect(list.body).toMatchObject({
      problem: '',
      local: [{ id: 'console' }],
      channels: [{ id: 'phone', test: { state: 'delivered' } }],
      rules: [
        { channel: 'console', after: 0, urgency: 'any' },
        { channel: 'phone', after: 120, urgency: 'high' },
      ],
    });
    expect(JSON.stringify(list.body)).not.toContain('CANARY');
    expect(await ask('POST', '/api/v1/channels/phone/test', '{}')).toMatchObject({
      status: 200,
      body: { state: 'delivered' },
    });
    await ntfy.stop();
    expect(await ask('POST', '/api/v1/channels/phone/test', '{}')).toMatchObject({
      status: 502,
      body: { state: 'failed', text: expect.stringContaining('Not delivered') },
    });
    const test = '/api/v1/channels/phone/test';
    expect((await ask('POST', '/api/v1/channels/attic/test', '{}')).status).toBe(404);
    expect((await ask('POST', test, '{"now":1}')).status).toBe(400);
    expect((await ask('POST', test, '{}', { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask('POST', test, '{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await ask('GET', test)).status).toBe(405);
    expect((await ask('GET', '/api/v1/channels?all=1')).status).toBe(400);
    expect((await ask('GET', '/api/v1/channels', undefined, { Authorization: 'Bearer no' })).status).toBe(
      401,
    );
    expect((await ask('POST', '/api/v1/channels', '{}')).status).toBe(405);
    expect((await ask('POST', test, `"${'x'.repeat(600_000)}"`)).status).toBe(413);
    expect(unseen(['reach'])).toMatchObject({ missing: [] });
  });

  it('set up that way pages by its rules: at once, and later only what nobody answered', async () => {
    const topic = (id: string, ...more: string[]) =>
      channel(
        [
          'add',
          'ntfy',
          '--id',
          id,
          '--set',
          `server=${ntfy.url}`,
          '--set',
          `topic=${id}`,
          '--secret-env',
          'password=NTFY_TOKEN',
          ...more,
        ],
        { NTFY_TOKEN: TOKEN },
      );
    expect(await topic('now', '--urgency', 'high')).toMatchObject({ code: 0 });
    expect(await topic('later', '--after', '4s')).toMatchObject({ code: 0 });
    const running = await startEngineProcess(team);
    engine = running;
    const sent = (): string[] =>
      ntfy.got.map(({ body }) => {
        const { topic: to, title } = JSON.parse(body) as { topic: string; title: string };
        return `${to}: ${title.replace(/^Critical: /, '')}`;
      });
    await running.pagerDuty('trigger', 'answered');
    await expect.poll(sent, { timeout: 10_000 }).toContain('now: answered');
    await running.pagerDuty('acknowledge', 'answered');
    await running.pagerDuty('trigger', 'nobody-answers');
    await expect.poll(sent, { timeout: 15_000 }).toContain('later: nobody-answers');
    expect(sent().toSorted()).toEqual(['later: nobody-answers', 'now: answered', 'now: nobody-answers']);

    // What came of it is a fact with the service's own word.
    const { pages } = await running.get<{
      pages: { channel: string; delivery: { state: string; detail: string } }[];
    }>('/api/v1/pages?limit=50');
    expect(pages.find(({ channel: by }) => by === 'later')?.delivery).toMatchObject({
      state: 'delivered',
      detail: 'taken by ntfy: message hwQ2YpKdmg',
    });

    // An export holds the channels, and their secrets nowhere, not even in an alert.
    await running.pagerDuty('trigger', 'leak', `the token is ${TOKEN}`);
    const { file } = (await (await running.post('/api/v1/export', {})).json()) as { file: string };
    const exported = readFileSync(file, 'utf8');
    expect(exported).toContain('"file":"channels.json"');
    expect(exported).toContain('the token is [secret]');
    expect(exported).not.toContain('CANARY');
  });

  it('of a damaged file is said on standard error and over HTTP; the engine pages all the same', async () => {
    await withToken();
    writeFileSync(join(team.data, 'channels.json'), '{"version":1,"chann');
    engine = await startEngineProcess(team);
    const said = await engine.get<{ problem: string; channels: object[] }>('/api/v1/channels');
    expect(said.problem).toContain('was damaged');
    expect(said.channels).toEqual([]);
    expect(readdirSync(team.data).filter((name) => name.startsWith('channels.json.corrupt-'))).toHaveLength(
      1,
    );
    expect(engine.errors.join('\n')).toContain('channels.json could not be used as it is');
    await engine.pagerDuty('trigger', 'db-down');
    await engine.hears(({ event }) => event === 'page');
  });
});
