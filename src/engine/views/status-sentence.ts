import type { StatusView } from '../../contract/views/status';
import { LOCAL_SOURCE } from '../../core/kernel/ids';
import type { State } from '../../core/step/state';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';
import { endSentence, midSentence, outsideText } from './outside-text';
import type { SourceStanding } from './source-standing';

/**
 * One line for the strip and the tooltip: duty first, then what waits, then whatever stands between an alert and its
 * page. "All quiet" is said only where nothing does (reliability P7).
 */
export function statusSentence(
  view: Omit<StatusView, 'sentence'>,
  standings: readonly SourceStanding[],
  state: State,
  names: Names,
  at: Instant,
): string {
  const said = [...work(view), ...trouble(view), ...sourceTrouble(standings, names, at)];
  if (said.length === 0 && !view.banners.some(({ tone }) => tone === 'bad')) {
    const heard =
      state.sources.get(LOCAL_SOURCE)?.state === 'ok' || standings.some(({ stands }) => stands === 'ok');
    if (heard) said.push('All quiet.');
    else
      said.push(
        standings.length > 0 ? 'No alert was sent here since the start.' : 'No source is set up yet.',
      );
  }
  return [duty(view, names, at), ...said].join(' ');
}

function duty({ onCall, duties }: Pick<StatusView, 'onCall' | 'duties'>, names: Names, at: Instant): string {
  const until = (end: Instant | null) => (end === null ? '' : ` until ${names.clock(end, at)}`);
  // Where somebody has the pager, a desk that is closed is not worth a word; where nobody has, it is.
  const somebody = onCall.yes || duties.some(({ person }) => person !== null);
  const gaps = duties.filter(({ person, closed }) => person === null && !(closed && somebody));
  const gap = gaps.length === 0 ? '' : ` Nobody is on call for ${listed(gaps.map(({ name }) => name))}.`;
  if (onCall.yes) {
    const mine = duties.filter(({ person }) => person?.id === names.me).map(({ name }) => name);
    const what = duties.length > 1 && mine.length > 0 ? ` for ${listed(mine)}` : '';
    return `You are on call${what}${until(onCall.until)}.${gap}`;
  }
  const first = duties.find(({ person }) => person !== null);
  if (!first) return gap.trim();
  const what = duties.length > 1 ? ` for ${first.name}` : '';
  return `You are not on call: ${first.person?.name ?? ''} is${what}${until(first.until)}.${gap}`;
}

function work(view: Pick<StatusView, 'waiting' | 'acknowledged' | 'suppressed'>): string[] {
  const said: string[] = [];
  if (view.waiting > 0) said.push(view.waiting === 1 ? '1 page waits.' : `${view.waiting} pages wait.`);
  if (view.acknowledged > 0) said.push(`${view.acknowledged} acknowledged.`);
  if (view.waiting === 0 && view.suppressed > 0) said.push(`${view.suppressed} suppressed.`);
  return said;
}

function trouble(view: Pick<StatusView, 'storing' | 'listener' | 'channels'>): string[] {
  const said: string[] = [];
  if (!view.storing.ok) said.push(`Nothing is stored${reason(view.storing.text)}`);
  if (!view.listener.ok) said.push(`Nothing can be sent to this desktop${reason(view.listener.text)}`);
  for (const { title, state, detail } of view.channels)
    if (state === 'bad')
      said.push(`The last ${midSentence(outsideText(title, 60))} did not arrive${reason(detail)}`);
  return said;
}

function sourceTrouble(standings: readonly SourceStanding[], names: Names, at: Instant): string[] {
  const said: string[] = [];
  const which = (wanted: SourceStanding['stands']) => standings.filter(({ stands }) => stands === wanted);
  const title = ({ health }: SourceStanding) => outsideText(names.sourceTitle(health.id), 100);
  const since = ({ health }: SourceStanding) =>
    names.clock(health.failingSince ?? health.lastGoodAt ?? health.watchedSince, at);
  for (const [stands, verb] of [
    ['blind', 'blind'],
    ['failing', 'failing'],
  ] as const) {
    const those = which(stands);
    const [first] = those;
    if (first && those.length === 1) said.push(`${title(first)} is ${verb} since ${since(first)}.`);
    else if (first)
      said.push(`${those.length} of ${standings.length} sources are ${verb}: ${listed(those.map(title))}.`);
  }
  const unheard = which('waiting').filter(({ polled }) => polled);
  const [first] = unheard;
  if (first && unheard.length === 1) said.push(`${title(first)} was not heard yet.`);
  else if (first) said.push(`${unheard.length} polled sources were not heard yet.`);
  return said;
}

function listed(titles: readonly string[]): string {
  const shown = titles.slice(0, 3);
  return `${shown.join(', ')}${titles.length > shown.length ? ` and ${titles.length - shown.length} more` : ''}`;
}

function reason(text: string): string {
  return text === '' ? '.' : `: ${endSentence(text)}`;
}
