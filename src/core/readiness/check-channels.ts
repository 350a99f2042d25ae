import { DAY, type Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import { ago, type Check, type CheckAct, sentence } from './check';
import type { ChannelFact, ReadinessFacts } from './facts';

/** A channel that was proven longer ago is worth a test. */
export const TEST_EVERY: Duration = 45 * DAY;

type Proof = { readonly ok: boolean; readonly at: Instant; readonly detail: string; readonly by: string };

/** Whether pages arrive: of every channel the last page or test, and above all whether any of them works at all. */
export function checkChannels(facts: ReadinessFacts, now: Instant): Check[] {
  const { channels } = facts;
  return [checkReach(channels, now), ...channels.map((channel) => checkChannel(channel, now))];
}

function checkReach(channels: readonly ChannelFact[], now: Instant): Check {
  const base = { id: 'reach', group: 'channels', title: 'Any way to reach you', act: PRACTISE } as const;
  const proofs = channels.map(proofOf);
  const good = proofs.filter((proof) => proof?.ok);
  if (good.length > 0) {
    const newest = Math.max(...good.map((proof) => proof?.at ?? 0));
    return {
      ...base,
      state: 'ok',
      says: `${good.length} of ${channels.length} channels arrived when they were last used, the latest ${ago(newest, now)}.`,
      since: newest,
    };
  }
  const tried = proofs.filter((proof) => proof !== null);
  if (channels.length > 0 && tried.length === channels.length)
    return {
      ...base,
      state: 'bad',
      says: 'Nothing reached you the last time: no channel arrived. Look at each of them below, then practise.',
      since: Math.max(...tried.map(({ at }) => at)),
    };
  return {
    ...base,
    state: 'warn',
    says:
      channels.length === 0
        ? 'There is no channel to page you by.'
        : 'No channel has proven that it reaches you. Practise.',
    since: null,
  };
}

const PRACTISE: CheckAct = { kind: 'practise' };

/** The newer of the last page and the last test. */
function proofOf({ last, test }: ChannelFact): Proof | null {
  const page = last && { ...last, by: 'page' };
  const tested = test && { ...test, by: 'test' };
  if (!page || !tested) return page ?? tested;
  return page.at >= tested.at ? page : tested;
}

function checkChannel(channel: ChannelFact, now: Instant): Check {
  const act: CheckAct = channel.testable ? { kind: 'test', channel: channel.id } : PRACTISE;
  const base = { id: `channel:${channel.id}`, group: 'channels', title: channel.title, act } as const;
  const proof = proofOf(channel);
  if (!proof) return { ...base, state: 'unknown', says: 'It was not tried yet.', since: null };
  const when = `The last ${proof.by}, ${ago(proof.at, now)},`;
  if (!proof.ok)
    return {
      ...base,
      state: 'warn',
      says: sentence(`${when} did not arrive: ${proof.detail || 'no reason given'}`),
      since: proof.at,
    };
  if (now - proof.at > TEST_EVERY)
    return {
      ...base,
      state: 'warn',
      says: `${when} arrived. That is long ago: try it again.`,
      since: proof.at,
    };
  return { ...base, state: 'ok', says: `${when} arrived.`, since: proof.at };
}
