import type { Node } from 'yaml';
import type { Target } from '../escalation/escalation';
import type { Schedule } from '../schedule/schedule';
import { type Reading, short } from './reading';
import { didYouMean } from './suggest';

/** Whom a step may page. `schedules` are the ids of all that the file names, `read` those that can be used. */
export type Pageable = {
  readonly people: ReadonlySet<string>;
  readonly schedules: ReadonlySet<string>;
  readonly read: readonly Schedule[];
};

const FORM = /^(person|schedule|next|all):\s*(.*)$/;

/** Null for a target that cannot be paged: it is told, and the others of its step are paged. */
export function readTarget(
  reading: Reading,
  node: Node,
  { people, schedules, read }: Pageable,
): Target | null {
  const text = reading.text(node, 'whom to page', 1000);
  if (text === null) return null;
  if (text === 'everyone') return { kind: 'everyone' };
  const m = FORM.exec(text);
  if (!m) {
    reading.error(node, `"${short(text)}" cannot be paged; ${hint(text, people, schedules)}`);
    return null;
  }
  const [, kind, id] = m as unknown as [string, 'person' | 'schedule' | 'next' | 'all', string];
  const known = kind === 'person' ? people : schedules;
  if (!known.has(id)) {
    const message = `there is no ${kind === 'person' ? 'person' : 'schedule'} "${short(id)}".${didYouMean(id, known)}`;
    // A team may plan its steps before its schedules: nobody is paged by it, and it says so.
    if (kind === 'person') reading.error(node, message);
    else reading.warn(node, message);
    return null;
  }
  if (kind === 'person') return { kind, person: id };
  if (kind === 'next' && isAlone(read.find((schedule) => schedule.id === id)))
    reading.warn(
      node,
      `nobody comes next on "${id}", so the last resort is paged: one person takes all of its turns`,
    );
  return { kind, schedule: id };
}

/** A target as the team file writes it: `schedule:primary`. */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'everyone':
      return target.kind;
    case 'person':
      return `person:${target.person}`;
    default:
      return `${target.kind}:${target.schedule}`;
  }
}

function hint(text: string, people: ReadonlySet<string>, schedules: ReadonlySet<string>): string {
  if (people.has(text)) return `write person:${text}`;
  if (schedules.has(text)) return `write schedule:${text}`;
  return 'write person:<id>, schedule:<id>, next:<schedule>, all:<schedule> or everyone';
}

/** Whether one person has all turns of a schedule; who comes of a calendar is not known here. */
function isAlone(schedule: Schedule | undefined): boolean {
  if (!schedule || schedule.layers.some(({ calendar }) => calendar !== null)) return false;
  const people = new Set(schedule.layers.flatMap((layer) => layer.people).filter((id) => id !== null));
  return people.size === 1;
}
