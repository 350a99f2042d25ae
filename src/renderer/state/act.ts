import type { Output } from '../../contract/bridge';
import { call } from '../bridge';
import { inSlices } from './bulk';
import { say } from './toasts';

type Outcome = Output<'incident.acknowledge'>;
type Words = { readonly done: string; readonly doing: string };

const ACKNOWLEDGE: Words = { done: 'Acknowledged', doing: 'Acknowledging' };
const UNACKNOWLEDGE: Words = { done: 'Un-acknowledged', doing: 'Un-acknowledging' };
const SNOOZE: Words = { done: 'Snoozed', doing: 'Snoozing' };
const RESOLVE: Words = { done: 'Resolved', doing: 'Resolving' };
const TAKE: Words = { done: 'Taken over', doing: 'Taking over' };
const ESCALATE: Words = { done: 'Escalated', doing: 'Escalating' };
const HAND_OVER: Words = { done: 'Handed over', doing: 'Handing over' };
const ASK: Words = { done: 'Asked for help', doing: 'Asking for help' };
const NOTE: Words = { done: 'Noted', doing: 'Noting' };

/** Acknowledges. `hereOnly`: even where the source does not take it. Failures become toasts; @returns whether all were done. */
export function acknowledge(ids: readonly string[], hereOnly = false): Promise<boolean> {
  return many(ids, ACKNOWLEDGE, (some) => call('incident.acknowledge', { ids: some, hereOnly }));
}

export function unacknowledge(ids: readonly string[]): Promise<boolean> {
  return many(ids, UNACKNOWLEDGE, (some) => call('incident.unacknowledge', { ids: some }));
}

/** @param until when it rings again */
export function snooze(ids: readonly string[], until: number): Promise<boolean> {
  return many(ids, SNOOZE, (some) => call('incident.snooze', { ids: some, until }));
}

export function resolve(ids: readonly string[]): Promise<boolean> {
  return many(ids, RESOLVE, (some) => call('incident.resolve', { ids: some }));
}

/** Acknowledged by whoever sits here, whoever had it before. */
export function take(ids: readonly string[]): Promise<boolean> {
  return many(ids, TAKE, (some) => call('incident.take', { ids: some }));
}

/** The next step begins now. */
export function escalate(ids: readonly string[]): Promise<boolean> {
  return many(ids, ESCALATE, (some) => call('incident.escalate', { ids: some }));
}

/** @param to id of the person who is paged in place of whoever was */
export function handOver(ids: readonly string[], to: string): Promise<boolean> {
  return many(ids, HAND_OVER, (some) => call('incident.handOver', { ids: some, to }));
}

/** @param to id of the person who is paged as well */
export function addResponder(ids: readonly string[], to: string): Promise<boolean> {
  return many(ids, ASK, (some) => call('incident.addResponder', { ids: some, to }));
}

export async function note(id: string, text: string): Promise<boolean> {
  return many([id], NOTE, () => call('incident.note', { id, text }));
}

/** Opens a link in the browser; main asks first, with the host shown. */
export async function openLink(href: string): Promise<void> {
  await tell(async () => {
    const { opened, why } = await call('shell.openLink', { href });
    if (!opened && why) say('plain', why);
  });
}

/** Opens a runbook of the team folder. */
export async function openTeamFile(path: string): Promise<void> {
  await tell(async () => {
    const { opened, why } = await call('shell.openTeamFile', { path });
    if (!opened && why) say('plain', why);
  });
}

export async function copy(text: string, what: string): Promise<void> {
  await tell(async () => {
    await call('shell.copy', { text });
    say('good', `Copied ${what}`);
  });
}

export async function dismissBanner(id: string): Promise<void> {
  await tell(() => call('banner.dismiss', { id }));
}

export async function pollNow(): Promise<void> {
  await tell(async () => {
    await call('sources.pollNow', {});
    say('plain', 'Asking every source now');
  });
}

/** Runs a call; a failure becomes a toast in words. @returns whether it went well. */
export async function tell(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    say('bad', (error as Error).message);
    return false;
  }
}

/** One outcome for each: how many were done is said, and for those that were not, why. */
async function many(
  ids: readonly string[],
  words: Words,
  run: (ids: string[]) => Promise<Outcome>,
): Promise<boolean> {
  if (ids.length === 0) return true;
  const outcome = { done: 0, refused: [] as Outcome['refused'] };
  const { handed, error } = await inSlices(ids, words.doing, async (some) => {
    const { done, refused } = await run(some);
    outcome.done += done.length;
    outcome.refused.push(...refused);
  });
  const number = (many: number) => many.toLocaleString('en');
  const soFar = `${words.done} ${number(outcome.done)} of ${number(ids.length)}`;
  if (error) say('bad', handed === 0 ? error.message : `${soFar}, then no more: ${error.message}`);
  const [first] = outcome.refused;
  if (first)
    say(
      'bad',
      outcome.refused.length === 1
        ? `Not ${words.done.toLowerCase()}: ${first.why}`
        : `${number(outcome.refused.length)} of ${number(ids.length)} not ${words.done.toLowerCase()}: ${first.why}`,
    );
  else if (handed < ids.length && !error) say('plain', `${soFar}. Stopped; the others are as they were.`);
  else if (!error && ids.length > 1) say('good', `${words.done} ${number(outcome.done)} incidents`);
  return !error && handed === ids.length && outcome.refused.length === 0;
}
