import type { StatusView } from '../../contract/views/status';
import { wasAnsweredFirst } from '../../core/page/answered-first';
import type { ChannelFact } from '../../core/readiness/facts';
import { LOCAL_CHANNELS, type StoredTest } from '../channel-desk/own-channel';
import type { Reader } from '../store/reader';

/** So many of the newest pages are looked through for what happened before the start. */
const NEWEST = 200;

type Last = NonNullable<ChannelFact['last']>;

/**
 * What became of each channel's last page: by what was seen since the start, else by what is stored, which is asked
 * once. And of the last test that somebody made of it.
 */
export function makeChannelFacts(
  reader: () => Reader | null,
): (shown: StatusView['channels'], tests: ReadonlyMap<string, StoredTest>) => ChannelFact[] {
  let before: ReadonlyMap<string, Last> | null = null;

  function stored(): ReadonlyMap<string, Last> {
    if (before) return before;
    const pages = reader()?.pages(NEWEST, null);
    if (!pages) return new Map();
    const found = new Map<string, Last>();
    for (const { page } of pages) {
      const { delivery } = page;
      if (delivery.state === 'pending' || wasAnsweredFirst(delivery) || found.has(page.channel)) continue;
      found.set(page.channel, {
        ok: delivery.state === 'delivered',
        at: delivery.at,
        detail: delivery.detail,
      });
    }
    before = found;
    return found;
  }

  return (shown, tests) =>
    shown.map(({ id, title, state, detail, at }) => {
      const test = tests.get(id);
      return {
        id,
        title,
        last:
          state === 'untried' || at === null
            ? (stored().get(id) ?? null)
            : { ok: state === 'ok', at, detail },
        test:
          test && !test.outdated
            ? { ok: test.state === 'delivered', at: test.at, detail: test.detail }
            : null,
        testable: !LOCAL_CHANNELS.includes(id),
      };
    });
}
