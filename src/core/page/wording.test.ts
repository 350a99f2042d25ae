import { describe, expect, it } from 'vitest';
import { BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { Alert } from '../alert/alert';
import { makeLabels } from '../alert/labels';
import type { Incident } from '../incident/incident';
import { MINUTE, SECOND } from '../time/duration';
import { byUrgency } from './ringing';
import { pageText, whereLabels } from './wording';

function incident(over: Partial<Alert>): Incident {
  const story = new Story({ ...teamOf(), sources: [] });
  story.sent('db', over);
  return story.incident();
}

describe('pageText', () => {
  it('says how bad, what, which service, where, why now and since when, in two lines of plain text', () => {
    const hostile = incident({
      title: '<b>Disk</b>\nfull \u001b[31m',
      labels: makeLabels([
        ['job', 'node'],
        ['instance', 'db-07:9100\r\nInjected: yes'],
        ['cluster', 'eu'],
        ['namespace', 'pay'],
      ]),
    });
    expect(pageText(hostile, 'Payments', 'still-unanswered', BEGIN + 5 * MINUTE)).toEqual({
      title: 'Critical: <b>Disk</b> full [31m',
      body: 'Payments · db-07:9100 Injected: yes, pay, eu · still unanswered · open for 5 min',
    });
  });

  it('says nothing of where and how long when there is nothing to say', () => {
    expect(
      pageText(incident({ labels: [], severity: 'info' }), 'Unrouted', 'firing', BEGIN + 59 * SECOND),
    ).toEqual({
      title: 'Info: db is broken',
      body: 'Unrouted · fires now',
    });
  });

  it('stays short whatever comes', () => {
    const long = incident({
      title: 'x'.repeat(5000),
      labels: makeLabels(['instance', 'host', 'pod', 'job'].map((name) => [name, 'y'.repeat(4000)] as const)),
    });
    const { title, body } = pageText(long, 's'.repeat(500), 'worse', BEGIN);
    expect([title.length, body.length, whereLabels(long).length]).toEqual([200, 300, 3]);
  });
});

describe('byUrgency', () => {
  it('puts critical first, then the one that waits longest, then the smaller number', () => {
    const base = incident({});
    const list = [
      { ...base, number: 1, severity: 'warning' as const },
      { ...base, number: 4 },
      { ...base, number: 2, openedAt: BEGIN - 1 },
      { ...base, number: 3 },
    ];
    expect(list.sort(byUrgency).map(({ number }) => number)).toEqual([2, 3, 4, 1]);
  });
});
