import { severityRank } from '../../core/alert/severity';
import type { PageToSend } from '../ports';
import { isCritical, type Parcel, parcelOf, stillWanted } from './parcel';
import { type Asker, settleAnswered, type WaitingPage } from './waiting-page';

/**
 * The pages of one channel that are not through yet, none twice: those never tried, those in the one parcel in flight,
 * and parcels that failed and are tried again. Everything about one incident costs the same however many wait.
 */
export type PageQueue = {
  /** Together with what already waits about the same incident: the newest text is sent, everybody is told. */
  put(page: PageToSend, asker: Asker, until: number): void;
  /** Somebody answered: what waits is told so, what is in flight when it has landed. */
  withdraw(incident: string): void;
  /** What waits about an incident, wherever. */
  find(incident: string): WaitingPage | undefined;
  fresh(critical: boolean): readonly WaitingPage[];
  readonly failed: readonly Parcel[];
  /** Takes it out of what waits: it flies, until it is settled or failed again. */
  takeFresh(waiting: readonly WaitingPage[]): Parcel;
  takeFailed(parcel: Parcel): Parcel | null;
  /** It failed and is tried again; pages that are not are handed to `over` first, and are told. */
  putBack(parcel: Parcel, over: (waiting: WaitingPage) => boolean): Parcel | null;
  /** It is through, or never will be. */
  settled(parcel: Parcel): void;
  /** Those that failed go as soon as there is a turn. */
  hurry(): void;
  /** Takes out what is older than it may be, and all of it for Infinity. */
  takeOld(at: number): WaitingPage[];
  /** When the first one is too old; Infinity for none. */
  oldest(): number;
};

/** @param longest of a message's body, characters */
export function makePageQueue(longest: number): PageQueue {
  const fresh = new Map<string, WaitingPage>();
  /** What is in parcels, failed or in flight. */
  const packed = new Map<string, { waiting: WaitingPage; parcel: Parcel; isFlying: boolean }>();
  let failed: Parcel[] = [];

  function pack(parcel: Parcel, isFlying: boolean): Parcel {
    for (const waiting of parcel.waiting) packed.set(waiting.page.incident, { waiting, parcel, isFlying });
    return parcel;
  }

  function drop(waiting: WaitingPage): void {
    waiting.isGone = true;
    const { incident } = waiting.page;
    if (fresh.get(incident) === waiting) fresh.delete(incident);
    if (packed.get(incident)?.waiting === waiting) packed.delete(incident);
  }

  function everything(): WaitingPage[] {
    return [...fresh.values(), ...failed.flatMap(({ waiting }) => waiting.filter(({ isGone }) => !isGone))];
  }

  return {
    put(page, asker, until) {
      const { incident } = page;
      const there = packed.get(incident);
      const before = fresh.get(incident) ?? (there && !there.isFlying ? there.waiting : undefined);
      const isBundle = there && before === there.waiting && there.parcel.waiting.length > 1;
      const isWorse = page.severity === 'critical' && before && !isCritical(before);
      if (before && (before !== there?.waiting || (isBundle && !isWorse))) {
        before.page = page;
        before.until = until;
        before.askers.push(asker);
        return;
      }
      if (before) drop(before);
      fresh.set(incident, {
        page,
        askers: [...(before?.askers ?? []), asker],
        until,
        problem: before?.problem ?? '',
        isGone: false,
      });
    },
    withdraw(incident) {
      const there = packed.get(incident);
      for (const waiting of [fresh.get(incident), there && !there.isFlying ? there.waiting : undefined]) {
        if (!waiting) continue;
        drop(waiting);
        settleAnswered(waiting);
      }
      if (there?.isFlying) there.waiting.isGone = true;
    },
    find: (incident) => fresh.get(incident) ?? packed.get(incident)?.waiting,
    fresh: (critical) => [...fresh.values()].filter((waiting) => isCritical(waiting) === critical),
    get failed() {
      return failed;
    },
    takeFresh(waiting) {
      for (const { page } of waiting) fresh.delete(page.incident);
      return pack(parcelOf(waiting, longest), true);
    },
    takeFailed(parcel) {
      failed = failed.filter((each) => each !== parcel);
      const left = stillWanted(parcel, longest);
      return left && pack(left, true);
    },
    putBack(parcel, over) {
      for (const waiting of parcel.waiting) {
        const newer = fresh.get(waiting.page.incident);
        if (over(waiting)) drop(waiting);
        else if (newer) {
          newer.askers.push(...waiting.askers);
          newer.problem = waiting.problem;
          drop(waiting);
        }
      }
      const left = stillWanted(parcel, longest);
      if (left) failed = [...failed, pack(left, false)];
      return left;
    },
    settled(parcel) {
      for (const waiting of parcel.waiting) drop(waiting);
    },
    hurry() {
      failed = failed.map((parcel) => pack({ ...parcel, due: 0 }, false));
    },
    takeOld(at) {
      const old = everything().filter(({ until }) => until < at);
      for (const waiting of old) drop(waiting);
      failed = failed.flatMap((parcel) => {
        const left = stillWanted(parcel, longest);
        return left ? [left === parcel ? parcel : pack(left, false)] : [];
      });
      return old;
    },
    oldest() {
      let first = Number.POSITIVE_INFINITY;
      for (const { until } of everything()) first = Math.min(first, until);
      return first;
    },
  };
}

/** The most urgent, of those the one that waits longest. */
export function mostUrgent(waiting: readonly WaitingPage[]): WaitingPage | undefined {
  let first: WaitingPage | undefined;
  for (const each of waiting)
    if (!first || severityRank(each.page.severity) < severityRank(first.page.severity)) first = each;
  return first;
}
