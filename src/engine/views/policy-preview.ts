import type { Happened, PolicyPreview } from '../../contract/policy/policy-views';
import type { Span } from '../../core/kernel/span';
import type { HeldHow } from '../../core/mute/mute';
import type { Replayed } from '../../core/replay/replay';
import { changesBetween, summaryOf } from '../../core/replay/summary';
import type { Team } from '../../core/team/team';
import type { Names } from './names';

const MOST_CHANGES = 50;
const MOST_NAMES = 4;
const HELD: Record<HeldHow, string> = {
  silenced: 'silenced',
  maintenance: 'in maintenance',
  inhibited: 'a bigger alert explains it',
  grouped: 'part of another incident',
  flapping: 'it flaps',
  holding: 'over while it was held',
  collecting: 'over while it waited for others',
};

/** What a change of the team file would have done to the last week. */
export function policyPreviewOf(input: {
  span: Span;
  before: readonly Replayed[];
  after: readonly Replayed[];
  teams: { readonly before: Team; readonly after: Team };
  problems: PolicyPreview['problems'];
  cut: boolean;
  names: Pick<Names, 'person' | 'clock'>;
}): PolicyPreview {
  const { span, before, after, teams, names } = input;
  const changes = changesBetween(before, after);
  return {
    problems: input.problems,
    from: span.start,
    to: span.end,
    before: happenedOf(before, teams.before, names),
    after: happenedOf(after, teams.after, names),
    changes: changes.slice(0, MOST_CHANGES).map(({ title, openedAt, before: was, after: would }) => ({
      title,
      openedAt,
      before: wordsOf(was, names),
      after: wordsOf(would, names),
    })),
    moreChanges: Math.max(0, changes.length - MOST_CHANGES),
    notes: [
      'What came to this desktop in the last seven days, decided again; people answer when they did.',
      ...(input.cut ? ['More came than is replayed: the first 20,000 incidents of the week are.'] : []),
    ],
  };
}

function happenedOf(replayed: readonly Replayed[], team: Team, names: Pick<Names, 'person'>): Happened {
  const { incidents, paged, pages, hours, people, held, escalated } = summaryOf(replayed, team);
  return {
    incidents,
    paged,
    pages,
    hours: { ...hours },
    people: people.map((row) => ({
      person: row.person === null ? null : names.person(row.person),
      pages: row.pages,
      hours: { ...row.hours },
    })),
    held: held.map((each) => ({ ...each })),
    escalated: escalated.map((each) => ({ ...each })),
  };
}

/** `Ada 02:00, Grace 02:04`, or why nobody. */
function wordsOf({ pages, held, openedAt }: Replayed, names: Pick<Names, 'person' | 'clock'>): string {
  if (pages.length === 0)
    return held.length === 0 ? 'nobody' : `nobody: ${held.map((how) => HELD[how]).join(', ')}`;
  const told = pages
    .slice(0, MOST_NAMES)
    .map(
      ({ person, at }) =>
        `${person === null ? 'this desktop' : names.person(person).name} ${names.clock(at, openedAt)}`,
    );
  const more = pages.length - told.length;
  return `${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
