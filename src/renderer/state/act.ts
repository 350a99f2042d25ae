import type { Output } from '../../contract/bridge';
import { call } from '../bridge';
import { say } from './toasts';

type Outcome = Output<'incident.acknowledge'>;
/** The contract takes so many ids a call. */
const MOST = 1000;

/** Acknowledges. `hereOnly`: even where the source does not take it. Failures become toasts; @returns whether all were done. */
export function acknowledge(ids: readonly string[], hereOnly = false): Promise<boolean> {
  return many(ids, 'Acknowledged', (some) => call('incident.acknowledge', { ids: some, hereOnly }));
}

export function unacknowledge(ids: readonly string[]): Promise<boolean> {
  return many(ids, 'Un-acknowledged', (some) => call('incident.unacknowledge', { ids: some }));
}

/** @param until when it rings again */
export function snooze(ids: readonly string[], until: number): Promise<boolean> {
  return many(ids, 'Snoozed', (some) => call('incident.snooze', { ids: some, until }));
}

export function resolve(ids: readonly string[]): Promise<boolean> {
  return many(ids, 'Resolved', (some) => call('incident.resolve', { ids: some }));
}

export async function note(id: string, text: string): Promise<boolean> {
  return many([id], 'Noted', () => call('incident.note', { id, text }));
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

async function many(
  ids: readonly string[],
  word: string,
  run: (ids: string[]) => Promise<Outcome>,
): Promise<boolean> {
  if (ids.length === 0) return true;
  const outcome = { done: 0, refused: [] as Outcome['refused'] };
  const well = await tell(async () => {
    for (let from = 0; from < ids.length; from += MOST) {
      const { done, refused } = await run(ids.slice(from, from + MOST));
      outcome.done += done.length;
      outcome.refused.push(...refused);
    }
  });
  const [first] = outcome.refused;
  if (first)
    say(
      'bad',
      outcome.refused.length === 1
        ? `Not ${word.toLowerCase()}: ${first.why}`
        : `${outcome.refused.length} of ${ids.length} not ${word.toLowerCase()}: ${first.why}`,
    );
  else if (well && ids.length > 1) say('good', `${word} ${outcome.done.toLocaleString('en')} incidents`);
  return well && outcome.refused.length === 0;
}
