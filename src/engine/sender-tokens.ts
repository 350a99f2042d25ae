import { randomBytes } from 'node:crypto';
import { LOCAL_SOURCE, type SourceId } from '../core/kernel/ids';
import type { Team } from '../core/team/team';
import { makeTokens } from './ingest/tokens';
import type { Secrets, Tokens } from './ports';

/** The tokens in force; they follow the team file. */
export type SenderTokens = {
  readonly tokens: Tokens;
  /** Makes what is missing for the senders of a team. */
  follow(team: Team): Promise<void>;
  of(source: SourceId): string;
};

/** Name of a token in the keychain. */
function tokenName(source: SourceId): string {
  return `token:${source}`;
}

/** 256 bits each; made on first use and kept by the keychain. 32 hex digits would do for PagerDuty, 64 do too. */
export async function openSenderTokens(secrets: Secrets, team: Team): Promise<SenderTokens> {
  const known = new Map<SourceId, string>();
  let current: Tokens;

  async function ensure(source: SourceId): Promise<string> {
    const kept = known.get(source) ?? (await secrets.get(tokenName(source)));
    const token = kept ?? randomBytes(32).toString('hex');
    if (!kept) await secrets.set(tokenName(source), token);
    known.set(source, token);
    return token;
  }

  async function follow(next: Team): Promise<void> {
    const engineToken = await ensure(LOCAL_SOURCE);
    const senders = new Map<SourceId, readonly string[]>();
    for (const source of next.sources)
      if (source.type === 'push') senders.set(source.id, [await ensure(source.id)]);
    current = makeTokens({ engineToken, senders });
  }

  await follow(team);
  return {
    tokens: {
      get engineToken() {
        return current.engineToken;
      },
      senderOf: (presented) => current.senderOf(presented),
      isEngineToken: (presented) => current.isEngineToken(presented),
    },
    follow,
    of: (source) => known.get(source) ?? '',
  };
}
