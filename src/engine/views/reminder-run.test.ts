import { expect, it } from 'vitest';
import { LONDON_TEAM } from '../../../test/helpers/driven-state';
import type { IncidentFact } from '../../core/incident/fact';
import { makeNames } from './names';
import { reminderRun, reminderWords } from './reminder-run';

const paged = (at: number): IncidentFact => ({
  kind: 'paged',
  at,
  by: { kind: 'watchbill' },
  incident: 'd-1',
  person: 'ada',
  reason: 'still-unanswered',
  why: '',
  pages: [{ id: `p-${at}`, channel: 'chat' }],
});
const became = (at: number, page: string, state: 'failed' | 'delivered'): IncidentFact => ({
  kind: 'delivered',
  at,
  by: { kind: 'watchbill' },
  incident: 'd-1',
  page,
  channel: 'chat',
  delivery: { state, at, detail: state === 'failed' ? 'no network; trying again' : 'ok' },
});

it('counts what a channel came to at last, not what it said first', () => {
  const names = makeNames({
    team: LONDON_TEAM,
    me: 'ada',
    channelTitles: new Map([['chat', 'Chat']]),
    timeZone: 'Europe/London',
  });
  const words = (facts: readonly IncidentFact[]) => {
    const run = reminderRun(facts, 0, null);
    return run && reminderWords(run, names);
  };
  const through = [
    paged(300_000),
    became(312_000, 'p-300000', 'failed'),
    became(360_000, 'p-300000', 'delivered'),
  ];
  expect(words(through)).toMatchObject({ tone: 'plain', detail: 'All of it arrived.' });
  expect(words([...through, paged(600_000)])?.detail).not.toContain('All of it arrived');
  expect(words([...through, paged(600_000), became(612_000, 'p-600000', 'failed')])).toMatchObject({
    tone: 'bad',
    detail: expect.stringContaining('By chat it failed: no network; trying again.'),
  });
});
