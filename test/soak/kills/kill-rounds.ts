import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiIncident, CLI, type EngineProcess, startEngineProcess } from '../../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../../helpers/temporary-team';
import { chanceOf } from './chance';
import { Ledger, stateOfKeys } from './ledger';
import { StormSender } from './sender';
import { checkStored } from './stored-check';

export type KillWishes = {
  readonly kills: number;
  readonly seed: number;
  /** Events a second, in the mean. */
  readonly perSecond: number;
  /** The longest that an engine lives after it listens, ms. */
  readonly longestLife: number;
};

/** What a run of kills came to. Anything that was wrong is thrown instead. */
export type KillReport = {
  readonly kills: number;
  /** Of them before the engine listened. */
  readonly whileStarting: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly incidents: number;
  /** From the start of a process until the last unanswered incident rang again, ms, the longest. */
  readonly slowestPage: number;
};

/** An unanswered incident has rung again so long after the engine listens (promise P3), ms; it rings before that. */
const PAGE_WITHIN = 5_000;
/** An engine that is killed while it starts lives so long at the most, ms. */
const LONGEST_START = 350;

/**
 * Reliability row A6: one data folder, one engine after the other, each killed (SIGKILL) at a random moment under a
 * storm of events. After each, what it left is looked at; the next must hold and ring what was promised.
 * @throws Error with the seed, the number of the kill and all that is wrong
 */
export async function killAgainAndAgain(wishes: KillWishes): Promise<KillReport> {
  const team = temporaryTeam();
  const chance = chanceOf(wishes.seed);
  const ledger = new Ledger();
  const sender = new StormSender(ledger, chance, wishes.perSecond);
  const scratch = join(team.folder, '..', 'scratch');
  let whileStarting = 0;
  let slowestPage = 0;
  let engine: EngineProcess | null = null;
  const wrongAt = (kill: number, wrong: readonly string[], said: readonly unknown[] = []): void => {
    if (wrong.length === 0) return;
    throw new Error(
      [
        `seed ${wishes.seed}, after kill ${kill} of ${wishes.kills}:`,
        ...wrong,
        'The engine said:',
        ...said.map((line) => JSON.stringify(line)),
      ].join('\n'),
    );
  };
  try {
    for (let kill = 0; kill <= wishes.kills; kill += 1) {
      if (kill > 0 && kill < wishes.kills && chance.next() < 0.15) {
        await killStarting(team, chance.next() * LONGEST_START);
        wrongAt(kill + 1, checkStored(team.data, scratch));
        whileStarting += 1;
        continue;
      }
      const began = performance.now();
      engine = await startEngineProcess(team);
      const found = await newest(engine);
      wrongAt(kill, settle(ledger, found), engine.said);
      wrongAt(kill, await pagesOf(engine, found), engine.said);
      slowestPage = Math.max(slowestPage, performance.now() - began);
      if (kill === wishes.kills) break;
      const storm = sender.run(engine);
      await sleep(chance.next() * wishes.longestLife);
      await engine.kill('SIGKILL');
      await sender.stop();
      await storm;
      wrongAt(kill + 1, checkStored(team.data, scratch), engine.said);
    }
    if (!engine) throw new Error('no engine was started');
    const all = await everyIncident(engine);
    const states = stateOfKeys(all);
    wrongAt(
      wishes.kills,
      [...ledger.keys()].map((key) => ledger.settle(key, states.get(key))).filter((line) => line !== ''),
    );
    const numbers = new Set(all.map(({ number }) => number));
    if (numbers.size !== all.length) wrongAt(wishes.kills, ['two incidents have one number']);
    await engine.kill('SIGTERM');
    wrongAt(wishes.kills, checkStored(team.data, scratch));
    const { answered, unanswered } = ledger;
    return {
      kills: wishes.kills,
      whileStarting,
      answered,
      unanswered,
      incidents: all.length,
      slowestPage: Math.round(slowestPage),
    };
  } finally {
    await engine?.kill();
    team.remove();
  }
}

/** An engine that dies before it can say anything. */
async function killStarting(team: TemporaryTeam, after: number): Promise<void> {
  const args = ['engine', '--team', team.folder, '--data', team.data, '--me', 'ada', '--port', '0', '--json'];
  const child = spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' });
  await sleep(after);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function settle(ledger: Ledger, found: readonly ApiIncident[]): string[] {
  const states = stateOfKeys(found);
  // Older ones are over, and looked at in the end.
  const seen = [...ledger.keys()].filter((key) => states.has(key) || ledger.statusOf(key) !== 'resolved');
  return seen.map((key) => ledger.settle(key, states.get(key))).filter((line) => line !== '');
}

/** What is unanswered rings in this life; what was answered does not. */
async function pagesOf(engine: EngineProcess, found: readonly ApiIncident[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, status, dedupKey } of found) {
    const isPage = (line: Readonly<Record<string, unknown>>) =>
      line['event'] === 'page' && line['incident'] === id;
    if (status === 'open') {
      await engine
        .hears(isPage, PAGE_WITHIN)
        .catch(() => wrong.push(`${id} (${dedupKey}) is open and did not ring`));
    } else if (engine.said.some(isPage)) wrong.push(`${id} (${dedupKey}) is ${status} and rang`);
  }
  return wrong;
}

type Slice = { readonly incidents: ApiIncident[]; readonly next: string | null };

/** The newest five hundred. */
async function newest(engine: EngineProcess): Promise<ApiIncident[]> {
  return (await engine.get<Slice>('/api/v1/incidents?status=all&limit=500')).incidents;
}

async function everyIncident(engine: EngineProcess): Promise<ApiIncident[]> {
  const all: ApiIncident[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const slice: Slice = await engine.get<Slice>(`/api/v1/incidents?status=all&limit=500${after}`);
    all.push(...slice.incidents);
    cursor = slice.next;
  } while (cursor !== null);
  return all;
}
