import type { Output } from '../../contract/bridge';
import { call } from '../bridge';
import { tell } from '../state/act';
import { say, type ToastAction } from '../state/toasts';

type Done = { readonly ok: boolean; readonly text: string };
export type Piece = { readonly schedule: string; readonly start: number; readonly end: number };

/**
 * Runs an act of the rota and says what came of it: good or bad, in the engine's words.
 * @returns its answer if it was done, else null
 */
export async function rotaAct<T extends Done>(
  run: () => Promise<T>,
  undo?: (done: T) => ToastAction,
): Promise<T | null> {
  let answer: T | null = null;
  await tell(async () => {
    answer = await run();
  });
  const done = answer as T | null;
  if (!done) return null;
  say(done.ok ? 'good' : 'bad', done.text, done.ok && undo ? undo(done) : null);
  return done.ok ? done : null;
}

/** Offers hours of mine to anyone, at once; the message takes it back. */
export async function coverMe(give: readonly Piece[], note = ''): Promise<boolean> {
  const made = await rotaAct(
    () => call('trade.offer', { give: [...give], to: null, want: [], note }),
    ({ id }) => ({ label: 'Withdraw', run: () => void withdraw(id) }),
  );
  return made !== null;
}

/** Puts a person (null: nobody) on call; the message takes it back. Needs nobody's consent. */
export async function override(piece: Piece, person: string | null, reason: string): Promise<boolean> {
  const made = await rotaAct(
    () => call('override.make', { ...piece, person, reason }),
    ({ id }) => ({ label: 'Undo', run: () => void removeOverride(id) }),
  );
  return made !== null;
}

export async function removeOverride(id: string): Promise<boolean> {
  return (await rotaAct(() => call('override.remove', { id }))) !== null;
}

export async function withdraw(trade: string): Promise<boolean> {
  return (await rotaAct(() => call('trade.withdraw', { trade }))) !== null;
}

export async function decline(trade: string): Promise<boolean> {
  return (await rotaAct(() => call('trade.decline', { trade }))) !== null;
}

export async function undoTrade(trade: string): Promise<boolean> {
  return (await rotaAct(() => call('trade.undo', { trade }))) !== null;
}

/** Accepts an offer. Not said aloud when the rota moved under it: whoever asked asks again. */
export async function acceptTrade(input: {
  trade: string;
  give?: Piece[];
  want?: Piece[];
}): Promise<Output<'trade.accept'> | null> {
  let answer: Output<'trade.accept'> | null = null;
  await tell(async () => {
    answer = await call('trade.accept', input);
  });
  const done = answer as Output<'trade.accept'> | null;
  if (done && (done.ok || done.moved === '')) say(done.ok ? 'good' : 'bad', done.text);
  return done;
}
