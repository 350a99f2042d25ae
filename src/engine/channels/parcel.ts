import { bundleMessage, pageMessage } from './bundle';
import type { ChannelMessage } from './channel-type';
import type { WaitingPage } from './waiting-page';

/** What goes out in one attempt: a page, or many as one message. It stays the same message while it is tried again. */
export type Parcel = {
  readonly waiting: readonly WaitingPage[];
  readonly message: ChannelMessage;
  readonly critical: boolean;
  /** Attempts so far, all failed. */
  readonly failures: number;
  /** By the clock that nobody sets: not before. */
  readonly due: number;
};

export function isCritical({ page }: WaitingPage): boolean {
  return page.severity === 'critical';
}

/** @param longest of a message's body */
export function parcelOf(waiting: readonly WaitingPage[], longest: number): Parcel {
  const [only, another] = waiting;
  const message =
    only && !another
      ? pageMessage(only.page)
      : bundleMessage(
          waiting.map(({ page }) => page),
          longest,
        );
  return { waiting, message, critical: waiting.some(isCritical), failures: 0, due: 0 };
}

/** The same parcel without what is gone; null when nothing is left. */
export function stillWanted(parcel: Parcel, longest: number): Parcel | null {
  const left = parcel.waiting.filter(({ isGone }) => !isGone);
  if (left.length === parcel.waiting.length) return parcel;
  if (left.length === 0) return null;
  return { ...parcelOf(left, longest), failures: parcel.failures, due: parcel.due };
}
