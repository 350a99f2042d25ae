import { randomBytes } from 'node:crypto';
import { LOCAL_SOURCE, type SourceId } from '../core/kernel/ids';
import type { Team } from '../core/team/team';
import { makeTokens } from './ingest/tokens';
import type { Secrets, Tokens } from './ports';

/** The tokens in force; they follow the team file. Nobody has one until `follow` was done once. */
export type SenderTokens = {
  readonly tokens: Tokens;
  /** Takes the tokens of a team's senders from the keychain, makes what is missing. @throws when the keychain cannot be read */
  follow(team: Team): Promise<void>;
  /** '' for one that is not known. */
  of(source: SourceId): string;
};

/** Name of a token in the keychain. */
export function tokenName(source: SourceId): string {
  return `token:${source}`;
}

/**
 * 256 bits each, in hex; made on first use and kept by the keychain.
 * @param notKept told when one could not be kept
 */
export function makeSenderTokens(secrets: Secrets, notKept: (error: unknown) => void): SenderTokens {
  const known = new Map<SourceId, string>();
  let current: Tokens | null = null;

  async function ensure(source: SourceId): Promise<string> {
    const kept = known.get(source) ?? (await secrets.get(tokenName(source)));
    const token = kept ?? randomBytes(32).toString('hex');
    known.set(source, token);
    // A token that cannot be kept is good until the next start: better than no door at all.
    if (!kept) await secrets.set(tokenName(source), token).catch(notKept);
    return token;
  }

  return {
    tokens: {
      get engineToken() {
        return current?.engineToken ?? '';
      },
      senderOf: (presented) => current?.senderOf(presented) ?? null,
      isEngineToken: (presented) => current?.isEngineToken(presented) ?? false,
    },
    async follow(team) {
      const engineToken = await ensure(LOCAL_SOURCE);
      const senders = new Map<SourceId, readonly string[]>();
      for (const source of team.sources) {
        if (source.type === 'push') senders.set(source.id, [await ensure(source.id)]);
      }
      current = makeTokens({ engineToken, senders });
    },
    of: (source) => known.get(source) ?? '',
  };
}
