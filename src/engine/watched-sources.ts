import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { SourceId } from '../core/kernel/ids';
import type { Team } from '../core/team/team';
import type { AlertmanagerConfig, Clock, Secrets, SourceAnswer, SourceDeps } from './ports';
import { makeSourceClocks, type SourceClocks } from './readiness/source-clocks';
import { findSource } from './sources/find';

/** Name of a polled source's secret in the keychain. */
export function secretName(source: SourceId): string {
  return `source:${source}`;
}

export type SecretState = 'not-needed' | 'present' | 'missing';

/** Polled sources with what they need from this desktop: their secret, their certificate authority, the time. */
export type WatchedSources = {
  readonly depsOf: (config: AlertmanagerConfig, signal: AbortSignal) => Promise<SourceDeps>;
  readonly read: (config: AlertmanagerConfig, signal: AbortSignal) => Promise<SourceAnswer>;
  /** Which sources lack a secret they need; asked of the keychain anew. */
  secretStates(team: Team): Promise<Map<SourceId, SecretState>>;
  /** Their clocks, beside ours. */
  readonly clocks: SourceClocks;
};

const MOST_CA_BYTES = 1024 * 1024;

export function makeWatchedSources(parts: {
  readonly teamFolder: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): WatchedSources {
  const now = () => parts.clock.now();
  const clocks = makeSourceClocks();

  async function depsOf(config: AlertmanagerConfig, signal: AbortSignal): Promise<SourceDeps> {
    const secret = config.auth.kind === 'none' ? null : await parts.secrets.get(secretName(config.id));
    return {
      secret,
      ca: config.caFile === '' ? null : readAuthority(parts.teamFolder, config.caFile),
      now,
      signal,
      sawDate: (date, asked, answered, age) => clocks.saw(config.id, date, asked, answered, age),
    };
  }

  return {
    depsOf,
    clocks,
    async read(config, signal) {
      let deps: SourceDeps;
      try {
        deps = await depsOf(config, signal);
      } catch (error) {
        return { ok: false, problem: (error as Error).message, retryAfter: null, loginNeeded: false };
      }
      if (config.auth.kind !== 'none' && deps.secret === null) {
        const problem = `its ${config.auth.kind === 'basic' ? 'password' : 'token'} is not on this desktop; enter it under Sources (without a screen: watchbill secret)`;
        return { ok: false, problem, retryAfter: null, loginNeeded: true };
      }
      return findSource(config.type).read(config, deps);
    },
    async secretStates(team) {
      const states = new Map<SourceId, SecretState>();
      for (const source of team.sources) {
        const needed = source.type === 'alertmanager' && source.auth.kind !== 'none';
        if (!needed) states.set(source.id, 'not-needed');
        else
          states.set(
            source.id,
            (await parts.secrets.get(secretName(source.id))) === null ? 'missing' : 'present',
          );
      }
      return states;
    },
  };
}

/** @throws Error with a sentence that names the file */
function readAuthority(teamFolder: string, caFile: string): string {
  const file = isAbsolute(caFile) ? caFile : join(teamFolder, caFile);
  try {
    const stat = statSync(file);
    if (!stat.isFile() || stat.size > MOST_CA_BYTES) throw new Error('it is not a PEM file');
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`the certificate authority ${caFile} could not be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
