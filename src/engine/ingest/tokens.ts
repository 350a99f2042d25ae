import { hash, timingSafeEqual } from 'node:crypto';
import { LOCAL_SOURCE, type SourceId } from '../../core/kernel/ids';
import type { Tokens } from '../ports';

/** Longer texts are no token of ours; they are not even hashed. UTF-16 units. */
const MAX_TOKEN = 1024;

/**
 * Knows whose token is whose. A sender may have two at once while one replaces the other. Digests are compared, all
 * of them every time, so that neither length nor first letters show in the time it takes (reliability 3.3, D17).
 */
export function makeTokens(known: {
  readonly engineToken: string;
  readonly senders: ReadonlyMap<SourceId, readonly string[]>;
}): Tokens {
  const engine = digest(known.engineToken);
  const all: Array<{ readonly source: SourceId; readonly digest: Buffer }> = [];
  for (const [source, tokens] of known.senders) {
    for (const token of tokens) if (token !== '') all.push({ source, digest: digest(token) });
  }
  all.push({ source: LOCAL_SOURCE, digest: engine });

  return {
    engineToken: known.engineToken,
    senderOf(presented) {
      if (!possible(presented)) return null;
      const given = digest(presented);
      let found: SourceId | null = null;
      for (const entry of all) if (timingSafeEqual(given, entry.digest)) found = entry.source;
      return found;
    },
    isEngineToken(presented) {
      return possible(presented) && timingSafeEqual(digest(presented), engine);
    },
  };
}

function possible(presented: string): boolean {
  return presented !== '' && presented.length <= MAX_TOKEN;
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
