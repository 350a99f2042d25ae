import type { PlanAheadView } from '../../contract/views/incident';
import { planSentence } from '../../core/escalation/plan-sentence';
import type { PlannedPage } from '../../core/escalation/planned-page';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';
import { outsideText } from './outside-text';

/** More steps than this are counted, not told. */
const MOST_STEPS = 20;

/** Who is paged when, if nobody answers; null where there is no plan. */
export function planAheadView(
  plan: readonly PlannedPage[] | null,
  at: Instant,
  names: Names,
): PlanAheadView | null {
  if (plan === null) return null;
  const nameOf = (id: string): string => outsideText(names.person(id).name, 100);
  const text = planSentence(plan, at, nameOf);
  return {
    text: text === '' ? 'Nobody is left to be paged.' : `${text}.`,
    steps: plan.slice(0, MOST_STEPS).map((page) => ({
      at: page.at,
      begun: page.at <= at,
      who: page.isEveryone ? 'Everyone' : page.people.map(({ person }) => nameOf(person)).join(', '),
      away: page.people.filter(({ away }) => away).map(({ person }) => nameOf(person)),
      why: outsideText(page.skippedBecause ?? page.people[0]?.why ?? '', 400),
      skipped: page.skippedBecause !== undefined,
    })),
    more: Math.max(0, plan.length - MOST_STEPS),
  };
}
