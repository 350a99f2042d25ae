import type { ChannelId } from '../../core/page/page';
import type { PagingRule } from '../../core/page/paging-rule';
import type { Urgency } from '../../core/people/service';
import { MOST_RULES } from './channels-file';
import { LOCAL_CHANNELS } from './own-channel';

/** What holds until somebody chooses: every way of this desktop at once, whatever the urgency. */
export function usualRules(local: readonly ChannelId[]): PagingRule[] {
  return local.map((channel) => ({ channel, after: 0, urgency: 'any' }));
}

/**
 * The rules by which this desktop pages.
 * @param stored null: nobody chose any
 * @param local the ways of this desktop, in order
 * @param own ids of channels of somebody's own; rules of any other are passed over
 * @returns `added`: nothing would have paged at once for high urgency, so this desktop's own ways do
 */
export function rulesInForce(
  stored: readonly PagingRule[] | null,
  local: readonly ChannelId[],
  own: readonly ChannelId[],
): { readonly rules: PagingRule[]; readonly added: boolean } {
  if (stored === null) return { rules: usualRules(local), added: false };
  const here = new Set([...local, ...own]);
  const rules = stored.filter(({ channel }) => here.has(channel));
  if (pagesAtOnce(rules, 'high')) return { rules, added: false };
  const atOnce = local.map((channel) => ({ channel, after: 0, urgency: 'high' }) as const);
  return { rules: [...atOnce, ...rules], added: atOnce.length > 0 };
}

/** Whether an incident of this urgency pages by any channel without a wait. */
export function pagesAtOnce(rules: readonly PagingRule[], urgency: Urgency): boolean {
  return rules.some((rule) => rule.after === 0 && (rule.urgency === 'any' || rule.urgency === urgency));
}

/**
 * Why rules cannot be kept; null where they can.
 * @param title of a channel that is here, null for none
 * @param works whether a page by it can go out at all (its secrets are there)
 */
export function rulesProblem(
  rules: readonly PagingRule[],
  title: (channel: ChannelId) => string | null,
  works: (channel: ChannelId) => boolean,
): string | null {
  if (rules.length > MOST_RULES) return `${rules.length} rules are more than the ${MOST_RULES} that fit.`;
  const unknown = rules.find(({ channel }) => title(channel) === null);
  if (unknown) return `There is no channel “${unknown.channel}” on this desktop.`;
  if (!pagesAtOnce(rules, 'high'))
    return 'Nothing would page you at once for high urgency. Leave at least one channel there.';
  const sure = rules.filter(({ channel }) => works(channel));
  if (pagesAtOnce(sure, 'high')) return null;
  const names = [
    ...new Set(rules.filter(({ after }) => after === 0).map(({ channel }) => title(channel) ?? channel)),
  ];
  return `Nothing would page you at once for high urgency: ${names.join(' and ')} cannot send as it is set up.`;
}

/** In the order in which they are gone through, none twice. */
export function tidyRules(rules: readonly PagingRule[]): PagingRule[] {
  const seen = new Map<string, PagingRule>();
  for (const { channel, after, urgency } of rules)
    seen.set(`${channel} ${after} ${urgency}`, { channel, after, urgency });
  return [...seen.values()]
    .filter(({ channel, after, urgency }) => urgency === 'any' || !seen.has(`${channel} ${after} any`))
    .toSorted((a, b) => a.after - b.after);
}

/**
 * Rules of ways of this desktop that are not in use now (the engine runs without a screen, or without `--notify`) are
 * kept as they were: whoever chose did not see them.
 */
export function withRulesElsewhere(
  chosen: readonly PagingRule[],
  before: readonly PagingRule[] | null,
  local: readonly ChannelId[],
): PagingRule[] {
  const elsewhere = LOCAL_CHANNELS.filter((channel) => !local.includes(channel));
  const kept = (before ?? usualRules(LOCAL_CHANNELS)).filter(({ channel }) => elsewhere.includes(channel));
  return tidyRules([...chosen, ...kept]);
}
