import type { NoticeView } from '../../contract/rota/rota-views';
import type { PersonId } from '../../core/kernel/ids';
import type { Span } from '../../core/kernel/span';
import { needsCover } from '../../core/schedule/away';
import { dutiesOfPerson, type PersonDuty } from '../../core/schedule/duties-of';
import { dutyNews } from '../../core/schedule/news';
import type { Rota } from '../../core/schedule/rota';
import { tradeStatus } from '../../core/team-log/trade-status';
import { DAY, type Duration, HOUR, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { movedWords } from '../views/moved-words';
import type { Names } from '../views/names';
import { pieceWords } from '../views/piece-words';

/** What a person was told of their duty, and what they put away. The stored form is `rota-told.json` (docs/stored-data.md). */
export type Told = {
  /** From when and how far their duty was known when it was last looked at; 0 before the first time. */
  readonly from: Instant;
  readonly until: Instant;
  readonly duties: readonly PersonDuty[];
  /** Notices that came and were not put away. */
  readonly shown: readonly NoticeView[];
  /** Ids of all that was told once, with when. */
  readonly ids: ReadonlyArray<readonly [string, Instant]>;
};

export const NOTHING_TOLD: Told = { from: 0, until: 0, duties: [], shown: [], ids: [] };

/** A person is told of changes of their duty this far ahead. */
const AHEAD: Duration = 56 * DAY;
/** So far back it is looked at: a duty that is just over is told of. */
const BACK: Duration = 2 * DAY;
/** A duty that begins is told of so long before: once to plan, once to sit down. */
const REMINDERS: readonly Duration[] = [DAY, 15 * MINUTE];
/** Absences that need cover are told of so far ahead. */
const COVER_AHEAD: Duration = 21 * DAY;
/** So near that everybody is asked. */
const COVER_NEAR: Duration = 3 * DAY;
/** Shorter breaks between two duties are no end of duty. */
const BREAK: Duration = 5 * MINUTE;
const FORGET: Duration = 120 * DAY;
const MOST_SHOWN = 50;

/**
 * What is to be told now that was not told yet.
 * @param silently the change came from the person's own act at this desktop: they know
 * @returns what was told, with it, and the notices that are new
 */
export function lookAround(input: {
  rota: Rota;
  me: PersonId;
  names: Names;
  told: Told;
  at: Instant;
  silently: boolean;
}): { told: Told; fresh: readonly NoticeView[] } {
  const { rota, me, told, at } = input;
  const [from, horizon] = [at - BACK, at + AHEAD];
  const duties = dutiesOfPerson(rota, me, { start: from, end: horizon });
  const past = answers(input);
  const wanted = [
    ...(input.silently ? [] : moved(input, duties, { start: at, end: horizon })),
    ...reminders(input, duties),
    ...offers(input),
    // On a desktop that has just joined a team the past is no news.
    ...(told.until === 0 ? [] : past),
    ...cover(input),
  ];
  const known = new Set(told.ids.map(([id]) => id));
  const fresh = wanted.filter(({ id }) => !known.has(id));
  const still = new Set(openOffers(rota, me, at).map(({ id }) => `offer:${id}`));
  const shown = [...told.shown, ...fresh]
    .filter(({ kind, id }) => kind !== 'offer' || still.has(id))
    .filter((notice) => at - notice.at < 14 * DAY)
    .slice(-MOST_SHOWN);
  // What could be told again is not forgotten, however long ago it was told.
  const saidNow = new Set([...wanted, ...past].map(({ id }) => id));
  const kept = told.ids.filter(([id, when]) => at - when < FORGET || saidNow.has(id));
  const keptIds = new Set(kept.map(([id]) => id));
  return {
    told: {
      from,
      until: horizon,
      duties,
      shown,
      ids: [
        ...kept,
        ...[...saidNow].filter((id) => !keptIds.has(id)).map((id): [string, Instant] => [id, at]),
      ],
    },
    fresh,
  };
}

/** When `lookAround` has something to say by itself: a reminder, the begin or end of a duty. */
export function nextLook(rota: Rota, me: PersonId, at: Instant): Instant | null {
  const times = joined(dutiesOfPerson(rota, me, { start: at - DAY, end: at + AHEAD })).flatMap(
    ({ start, end }) => [...REMINDERS.map((before) => start - before), start, end],
  );
  return times.reduce<Instant | null>(
    (next, time) => (time > at && (next === null || time < next) ? time : next),
    null,
  );
}

type Input = Parameters<typeof lookAround>[0];

/** What changed where it was known before and is known now: a clock that was set leaves less of that, or nothing (B1, B2). */
function moved({ rota, names, told, at }: Input, duties: readonly PersonDuty[], seen: Span): NoticeView[] {
  const span = { start: Math.max(seen.start, told.from), end: Math.min(seen.end, told.until) };
  if (span.start >= span.end) return [];
  const news = dutyNews(told.duties, duties, span);
  if (!news) return [];
  const { title, text, start } = movedWords(news, rota, names, at);
  return [{ id: `moved:${at}`, at, kind: 'moved', title, text, trade: '', start, schedule: '' }];
}

/** Duties of one schedule that run on into each other are one. */
function joined(duties: readonly PersonDuty[]): PersonDuty[] {
  const bySchedule = new Map<string, PersonDuty>();
  const whole: PersonDuty[] = [];
  for (const duty of duties) {
    const last = bySchedule.get(duty.schedule);
    if (last && duty.start - last.end < BREAK) {
      const longer = { ...last, end: Math.max(last.end, duty.end) };
      whole[whole.indexOf(last)] = longer;
      bySchedule.set(duty.schedule, longer);
    } else {
      whole.push(duty);
      bySchedule.set(duty.schedule, duty);
    }
  }
  return whole;
}

function reminders({ rota, names, at }: Input, duties: readonly PersonDuty[]): NoticeView[] {
  const whole = joined(duties);
  return whole.flatMap((duty): NoticeView[] => {
    const { schedule, start, end } = duty;
    const name = rota.schedules.find(({ id }) => id === schedule)?.name ?? schedule;
    const about = { at, trade: '', start, schedule };
    const till = `until ${names.dayAndClock(end, at)}`;
    // Whoever was on duty the day before does not need a day to prepare.
    const isFresh = !whole.some(
      (other) => other.schedule === schedule && other.end <= start && other.end > start - 2 * DAY,
    );
    const soon = REMINDERS.filter(
      (before) => at >= start - before && at < start && (before < DAY || isFresh),
    );
    const nearest = soon.at(-1);
    if (nearest !== undefined)
      return [
        {
          ...about,
          id: `begins:${schedule}:${start}:${nearest}`,
          kind: 'begins',
          title: `Your duty for ${name} begins ${names.dayAndClock(start, at)}`,
          text: `You are on call from then ${till}.`,
        },
      ];
    if (at >= start && at < Math.min(end, start + HOUR))
      return [
        {
          ...about,
          id: `begun:${schedule}:${start}`,
          kind: 'begins',
          title: `You are on call for ${name} now, ${till}`,
          text: 'The handover shows what is open, what was noisy, and the notes of the one before you.',
        },
      ];
    if (at >= end && at < end + HOUR)
      return [
        {
          ...about,
          id: `ended:${schedule}:${end}`,
          kind: 'ends',
          title: `Your duty for ${name} is over`,
          text: 'Leave a note for the next one in the handover, if there is anything to know.',
        },
      ];
    return [];
  });
}

function openOffers(rota: Rota, me: PersonId, at: Instant) {
  return rota.acts.trades.filter((trade) => {
    const status = tradeStatus(trade, at);
    if ((status !== 'open' && status !== 'partly') || trade.from === me) return false;
    return (trade.to === null || trade.to === me) && !trade.declinedBy.includes(me);
  });
}

function offers({ rota, me, names, at }: Input): NoticeView[] {
  return openOffers(rota, me, at).map((trade) => ({
    id: `offer:${trade.id}`,
    at,
    kind: 'offer',
    title: `${names.person(trade.from).name} asks ${trade.to === null ? 'for cover' : 'you'}: ${pieceWords(trade.left, rota, names, at)}`,
    text:
      trade.want.length > 0 ? `In return for your ${pieceWords(trade.want, rota, names, at)}.` : trade.note,
    trade: trade.id,
    start: trade.left[0]?.start ?? null,
    schedule: trade.left[0]?.schedule ?? '',
  }));
}

/** What became of offers that concern this person, ever. */
function answers({ rota, me, names, at }: Input): NoticeView[] {
  const notices: NoticeView[] = [];
  for (const trade of rota.acts.trades) {
    const about = {
      at,
      kind: 'answer',
      trade: trade.id,
      start: trade.give[0]?.start ?? null,
      schedule: '',
    } as const;
    const what = pieceWords(trade.give, rota, names, at);
    if (trade.from === me) {
      for (const taking of trade.takings)
        notices.push({
          ...about,
          id: `taken:${taking.act}`,
          title: `${names.person(taking.by).name} takes your ${pieceWords(taking.give, rota, names, at)}`,
          text: taking.want.length > 0 ? `You take ${pieceWords(taking.want, rota, names, at)}.` : '',
        });
      if (trade.status === 'declined')
        notices.push({
          ...about,
          id: `declined:${trade.id}`,
          title: `Your offer was declined: ${what}`,
          text: 'It is still yours. Ask somebody else, or anyone.',
        });
      const [piece] = trade.left;
      if (tradeStatus(trade, at) === 'expired' && piece)
        notices.push({
          ...about,
          id: `expired:${trade.id}`,
          title: `Nobody took your ${pieceWords(trade.left, rota, names, at)}`,
          text: 'You are on call for it.',
        });
    }
    for (const lost of trade.lost)
      if (lost.by === me)
        notices.push({ ...about, id: `lost:${lost.act}`, title: `You did not get ${what}`, text: lost.why });
    if (
      trade.status === 'undone' &&
      trade.undoneBy !== me &&
      (trade.from === me || trade.takings.some(({ by }) => by === me))
    )
      notices.push({
        ...about,
        id: `undone:${trade.id}`,
        title: `${names.person(trade.undoneBy ?? '').name} undid a trade`,
        text: `It was about ${what}. Everything is as before it.`,
      });
  }
  return notices;
}

/** The one who is away hears it in time; everyone, when it is near and nobody has offered it or taken it. */
function cover({ rota, me, names, at }: Input): NoticeView[] {
  return needsCover(rota, { start: at, end: at + COVER_AHEAD })
    .filter(
      ({ person, start, end }) => person === me || (start < at + COVER_NEAR && !isOffered(rota, start, end)),
    )
    .map(({ schedule, person, start, end, away }) => {
      const what = pieceWords([{ schedule, start, end }], rota, names, at);
      const mine = person === me;
      return {
        id: `cover:${mine ? '' : 'other:'}${schedule}:${start}:${end}:${away}`,
        at,
        kind: 'needs-cover',
        title: mine
          ? `You are away, and on call: ${what}`
          : `${names.person(person).name} is away, and on call: ${what}`,
        text: mine ? 'Ask for cover.' : 'Nobody has it yet. You can take it on the calendar.',
        trade: '',
        start,
        schedule,
      };
    });
}

function isOffered(rota: Rota, start: Instant, end: Instant): boolean {
  return rota.acts.trades.some(({ left }) => left.some((piece) => piece.start < end && start < piece.end));
}
