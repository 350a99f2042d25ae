import type { EscalationDraft } from '../../../contract/policy/policy-views';
import { parseDuration } from '../../../core/time/duration';

const MINUTE = 60_000;

/** When each step begins after the incident opened, where nobody answers: `0:00`, `4:00`; '' where that cannot be told. */
export function stepTimes(steps: EscalationDraft['steps']): string[] {
  let at: number | null = 0;
  return steps.map(({ after }, index) => {
    const read = after.trim() === '' && index === 0 ? { ok: true as const, value: 0 } : parseDuration(after);
    at = at === null || !read.ok ? null : at + read.value;
    return at === null ? '' : clock(at);
  });
}

/** `4:10`; from an hour on `1:04:10`. */
function clock(duration: number): string {
  const s = Math.round(duration / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(s / 3600);
  const minutes = Math.floor(s / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}

/** How long after the last step the whole begins anew by default: the longest wait, at least 5 min. */
export function usualRepeatAfter(steps: EscalationDraft['steps']): string {
  const waits = steps.map(({ after }) => {
    const read = parseDuration(after);
    return read.ok ? read.value : 0;
  });
  return `${Math.round(Math.max(5 * MINUTE, ...waits) / MINUTE)}m`;
}

type Names = {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly schedules: readonly { readonly id: string; readonly name: string }[];
};

/** A target in words: `whoever is on call for Primary`. */
export function targetWords(target: string, { people, schedules }: Names): string {
  if (target === 'everyone') return 'everyone';
  const [kind, id = ''] = target.split(/:(.*)/s);
  const schedule = schedules.find((each) => each.id === id)?.name ?? id;
  switch (kind) {
    case 'schedule':
      return `${schedule}, on call`;
    case 'next':
      return `next on ${schedule}`;
    case 'all':
      return `all of ${schedule}`;
    case 'person':
      return people.find((each) => each.id === id)?.name ?? id;
    default:
      return target;
  }
}

/** All targets there are, for a choice. */
export function targetsOf({ people, schedules }: Names): string[] {
  return [
    ...schedules.flatMap(({ id }) => [`schedule:${id}`, `next:${id}`, `all:${id}`]),
    ...people.map(({ id }) => `person:${id}`),
    'everyone',
  ];
}
