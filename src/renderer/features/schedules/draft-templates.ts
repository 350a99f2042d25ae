import type { LayerDraft, ScheduleDraft } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import { instantOf, printWall, type Wall, wallOf } from '../../../core/time/wall';
import { mondayOf } from '../../parts/schedule-weeks';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MORNING = 9 * HOUR;
const NEAR = 3 * HOUR;

/** A common start: what it is, and the draft that it fills; or why it does not fit this team. */
export type Template = {
  readonly id: 'weekly' | 'weekends' | 'sun' | 'business' | 'empty';
  readonly title: string;
  readonly text: string;
  /** Why it cannot be used here; '' where it can. */
  readonly unfit: string;
  readonly draft: () => ScheduleDraft;
};

export type TemplateTeam = {
  readonly people: readonly Pick<PersonView, 'id' | 'timeZone'>[];
  readonly timeZone: string;
};

/** The common starts for a team. The first handoff is the last Monday 09:00 in the team's zone, so that it is in force now. */
export function templates(team: TemplateTeam, now: number): readonly Template[] {
  const people = team.people.map(({ id }) => id);
  const zone = team.timeZone;
  const monday = mondayOf(now, zone);
  const start = printWall(monday + MORNING);
  const layer = (part: Partial<LayerDraft> & { id: string }): LayerDraft => ({
    name: '',
    people,
    start,
    turn: '1 week',
    until: '',
    hours: [],
    calendar: '',
    ...part,
  });
  const draft = (id: string, name: string, layers: LayerDraft[]) => (): ScheduleDraft => ({
    id,
    name,
    timeZone: zone,
    layers,
    overrides: [],
  });
  const sun = followTheSun(team, monday);
  return [
    {
      id: 'weekly',
      title: 'Weekly rotation',
      text: 'One person a week, round the clock, handing over on Monday at 09:00.',
      unfit: '',
      draft: draft('primary', 'Primary', [layer({ id: 'weekly' })]),
    },
    {
      id: 'weekends',
      title: 'Weekdays and weekends',
      text: 'One person from Monday to Friday, another from Friday 18:00 to Monday 09:00.',
      unfit: '',
      draft: draft('primary', 'Primary', [
        layer({ id: 'weekdays' }),
        layer({
          id: 'weekends',
          // The one who had the week does not get the weekend as well.
          people: [...people.slice(1), ...people.slice(0, 1)],
          start: printWall(monday + 4 * DAY + 18 * HOUR),
          hours: [{ kind: 'weekly', days: [], from: 'fri 18:00', to: 'mon 09:00', calendar: '' }],
        }),
      ]),
    },
    {
      id: 'sun',
      title: 'Follow the sun',
      text: 'Each region takes its own day; the pager goes round the world and nobody has the night.',
      unfit: sun.length < 2 ? 'Needs people in at least two time zones.' : '',
      draft: draft('follow-the-sun', 'Follow the sun', sun.map(layer)),
    },
    {
      id: 'business',
      title: 'Business hours',
      text: 'Monday to Friday, 09:00 to 17:00. Outside of that nobody is on call.',
      unfit: '',
      draft: draft('business-hours', 'Business hours', [
        layer({
          id: 'days',
          hours: [
            {
              kind: 'daily',
              days: ['mon', 'tue', 'wed', 'thu', 'fri'],
              from: '09:00',
              to: '17:00',
              calendar: '',
            },
          ],
        }),
      ]),
    },
    {
      id: 'empty',
      title: 'From nothing',
      text: 'A name and a zone; the layers are yours to add.',
      unfit: '',
      draft: draft('', '', []),
    },
  ];
}

/** One layer a region, each from its own 09:00 to the next region's, told in the team's zone as it is in that week. */
function followTheSun(team: TemplateTeam, monday: Wall): (Partial<LayerDraft> & { id: string })[] {
  const regions = new Map<number, { zone: string; people: string[] }>();
  for (const { id, timeZone } of team.people) {
    const zone = timeZone || team.timeZone;
    const opens = wallOf(instantOf(monday + MORNING, zone), team.timeZone) - monday;
    const time = ((opens % DAY) + DAY) % DAY;
    const region = regions.get(time) ?? { zone, people: [] };
    region.people.push(id);
    regions.set(time, region);
  }
  const sorted = joinNear([...regions].sort(([a], [b]) => a - b));
  const ids = new Set<string>();
  return sorted.map(([opens, { zone, people }], index) => {
    const [closes = opens] = sorted[(index + 1) % sorted.length] ?? [];
    let id = placeOf(zone);
    while (ids.has(id)) id = `${id}-2`;
    ids.add(id);
    return {
      id,
      people,
      start: printWall(monday + opens),
      hours: [{ kind: 'daily', days: [], from: timeOfDay(opens), to: timeOfDay(closes), calendar: '' }],
    };
  });
}

type Region = [number, { zone: string; people: string[] }];

/** Regions whose days begin less than three hours apart are one, going by the earlier. */
function joinNear(sorted: readonly Region[]): Region[] {
  const joined: Region[] = [];
  for (const [opens, region] of sorted) {
    const last = joined.at(-1);
    if (last && opens - last[0] < NEAR) last[1].people.push(...region.people);
    else joined.push([opens, { zone: region.zone, people: [...region.people] }]);
  }
  const [first] = joined;
  const last = joined.at(-1);
  if (first && last && joined.length > 1 && first[0] + DAY - last[0] < NEAR) {
    last[1].people.push(...first[1].people);
    joined.shift();
  }
  return joined;
}

/** `Asia/Kolkata` is `kolkata`. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function timeOfDay(sinceMidnight: number): string {
  const minutes = Math.round(sinceMidnight / MINUTE);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
