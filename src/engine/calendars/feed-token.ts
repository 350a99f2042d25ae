import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Log, Secrets } from '../ports';

/** In the keychain. Not `token:…`, which are the tokens of senders, one of which may be called anything. */
const NAME = 'feed:calendar';
/** Hex, 256 bits. */
const FORM = /^[0-9a-f]{64}$/;

/** What opens the calendar feed of this desktop, and nothing else. */
export type FeedToken = {
  /** Takes it from the keychain, or makes it. '' while the keychain does not answer. Never rejects. */
  get(): Promise<string>;
  /** Whether a text is the token. Digests are compared, so that the time it takes tells nothing. */
  fits(presented: string): Promise<boolean>;
};

export function makeFeedToken(secrets: Secrets, log: Log): FeedToken {
  let asked: Promise<string> | null = null;

  function get(): Promise<string> {
    asked ??= find().catch((error: unknown) => {
      log.error('the token of the calendar feed could not be read', { error: String(error) });
      asked = null;
      return '';
    });
    return asked;
  }

  async function find(): Promise<string> {
    const kept = await secrets.get(NAME);
    if (kept !== null && FORM.test(kept)) return kept;
    const token = randomBytes(32).toString('hex');
    // One that cannot be kept is good until the next start.
    await secrets.set(NAME, token).catch((error: unknown) => {
      log.error('the token of the calendar feed could not be kept', { error: String(error) });
    });
    return token;
  }

  return {
    get,
    async fits(presented) {
      const token = await get();
      return token !== '' && FORM.test(presented) && timingSafeEqual(digest(presented), digest(token));
    },
  };
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
