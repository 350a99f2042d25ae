import type { ChannelsView, PagingRuleView } from '../../../contract/channels/channel-views';
import { printDuration } from '../../../core/time/duration';

export type Urgency = 'high' | 'low';

/** Channels that page together, so long after the page began. Milliseconds. */
export type Step = { readonly after: number; readonly channels: readonly string[] };

/** What the editor holds: a time line for each urgency. `low` null: the same as high. */
export type RuleLines = { readonly high: readonly Step[]; readonly low: readonly Step[] | null };

const MINUTE = 60_000;
/** Waits that are offered; others that are stored stay. */
export const WAITS: readonly number[] = [1, 2, 3, 5, 10, 15, 20, 30, 60].map((minutes) => minutes * MINUTE);

/** The time lines of rules. There is always a first step, at once. */
export function linesOf(rules: readonly PagingRuleView[]): RuleLines {
  const high = stepsOf(rules, 'high');
  const low = stepsOf(rules, 'low');
  return { high, low: JSON.stringify(high) === JSON.stringify(low) ? null : low };
}

/** The rules of time lines; what stands in both is one rule. */
export function rulesOf({ high, low }: RuleLines): PagingRuleView[] {
  const inHigh = flat(high);
  if (low === null) return inHigh.map((one) => ({ ...one, urgency: 'any' }));
  const inLow = flat(low);
  const same = (a: { channel: string; after: number }, b: { channel: string; after: number }) =>
    a.channel === b.channel && a.after === b.after;
  const both = inHigh.filter((one) => inLow.some((other) => same(one, other)));
  const only = (from: typeof inHigh) => from.filter((one) => !both.some((other) => same(one, other)));
  return [
    ...both.map((one) => ({ ...one, urgency: 'any' as const })),
    ...only(inHigh).map((one) => ({ ...one, urgency: 'high' as const })),
    ...only(inLow).map((one) => ({ ...one, urgency: 'low' as const })),
  ];
}

/** Why lines cannot be kept; '' where they can. The engine looks again. */
export function linesProblem({ high }: RuleLines): string {
  return high.some(({ after, channels }) => after === 0 && channels.length > 0)
    ? ''
    : 'Nothing would page you at once for high urgency. Put at least one channel there.';
}

/** One line in words: `At once: pop-up, sound · after 2 min: My phone`. */
export function lineWords(steps: readonly Step[], here: ReadonlyMap<string, Named>): string {
  const used = steps.filter(({ channels }) => channels.length > 0);
  if (used.length === 0) return 'Nothing pages you; it waits in the queue.';
  return used
    .map(({ after, channels }, index) => {
      const when = whenWords(after);
      const names = channels.map((id) => here.get(id)?.title ?? id).join(', ');
      return `${index === 0 ? when : when.charAt(0).toLowerCase() + when.slice(1)}: ${names}`;
    })
    .join(' · ');
}

/** `At once`, `After 2 min`. */
export function whenWords(after: number): string {
  return after === 0 ? 'At once' : `After ${printDuration(after)}`;
}

/** A channel as it stands in a line. */
export type Named = { readonly title: string; readonly type: string };

/** Every channel that is here by its id, this desktop's first. */
export function channelsHere(view: Pick<ChannelsView, 'local' | 'channels'>): Map<string, Named> {
  return new Map([
    ...view.local.map(({ id, title }) => [id, { title, type: id }] as const),
    ...view.channels.map(({ id, title, type }) => [id, { title, type }] as const),
  ]);
}

export function withChannel(steps: readonly Step[], at: number, channel: string): Step[] {
  return steps.map((step, index) =>
    index === at && !step.channels.includes(channel)
      ? { ...step, channels: [...step.channels, channel] }
      : step,
  );
}

export function withoutChannel(steps: readonly Step[], at: number, channel: string): Step[] {
  return steps.map((step, index) =>
    index === at ? { ...step, channels: step.channels.filter((id) => id !== channel) } : step,
  );
}

/** Moves a step in time; one that falls on another joins it. */
export function withWait(steps: readonly Step[], at: number, after: number): Step[] {
  return merged(steps.map((step, index) => (index === at ? { ...step, after } : step)));
}

/** A new step behind the last, at the next wait that is offered. */
export function withStep(steps: readonly Step[]): Step[] {
  const last = steps.at(-1)?.after ?? 0;
  const after = WAITS.find((wait) => wait > last && (last > 0 || wait >= 2 * MINUTE)) ?? last + 30 * MINUTE;
  return [...steps, { after, channels: [] }];
}

export function withoutStep(steps: readonly Step[], at: number): Step[] {
  return steps.filter((_, index) => index !== at);
}

function stepsOf(rules: readonly PagingRuleView[], urgency: Urgency): Step[] {
  const mine = rules.filter((rule) => rule.urgency === 'any' || rule.urgency === urgency);
  return merged([
    { after: 0, channels: [] },
    ...mine.map(({ after, channel }) => ({ after, channels: [channel] })),
  ]);
}

function merged(steps: readonly Step[]): Step[] {
  const byWait = new Map<number, string[]>();
  for (const { after, channels } of steps)
    byWait.set(after, [...new Set([...(byWait.get(after) ?? []), ...channels])]);
  return [...byWait].map(([after, channels]) => ({ after, channels })).toSorted((a, b) => a.after - b.after);
}

function flat(steps: readonly Step[]): { channel: string; after: number }[] {
  return steps.flatMap(({ after, channels }) => channels.map((channel) => ({ channel, after })));
}
