import { describe, expect, it } from 'vitest';
import { alertOf, BEGIN } from '../../../test/helpers/step-story';
import { apply } from '../incident/apply';
import type { Incident } from '../incident/incident';
import { MINUTE } from '../time/duration';
import { decidePage } from './decide';

const OPENED: Incident = apply(undefined, {
  kind: 'opened',
  at: BEGIN,
  by: { kind: 'source', id: 'grafana' },
  incident: 'desk-1',
  number: 1,
  alert: alertOf('db'),
  service: 'pay',
  responder: 'ada',
  why: '',
});
const PAGED: Incident = { ...OPENED, lastPagedAt: BEGIN, lastPageReason: 'firing', pages: 2 };
const suppression = { how: 'silenced', by: ['x'] } as const;
const acknowledged = { status: 'acknowledged', acknowledgedAt: BEGIN } as const;
const LATER = BEGIN + MINUTE;
const MINE = { isMine: true, quietUntil: null };

describe('decidePage', () => {
  it.each<
    [
      string,
      Incident | null,
      Incident,
      Parameters<typeof decidePage>[3],
      Parameters<typeof decidePage>[4],
      object,
    ]
  >([
    ['what just opened', null, OPENED, null, null, { page: 'firing' }],
    ['what was never paged', OPENED, OPENED, 'after-restart', null, { page: 'firing' }],
    ['what was paged', PAGED, PAGED, null, null, { quiet: 'paged-already' }],
    ['a restart', PAGED, PAGED, 'after-restart', null, { page: 'after-restart' }],
    ['a sleep', PAGED, PAGED, 'after-sleep', null, { page: 'after-sleep' }],
    ['what is over', PAGED, { ...PAGED, status: 'resolved' }, 'after-restart', null, { quiet: 'resolved' }],
    [
      'what is acknowledged',
      PAGED,
      { ...PAGED, ...acknowledged },
      'after-sleep',
      null,
      { quiet: 'acknowledged' },
    ],
    [
      'what is snoozed',
      PAGED,
      { ...PAGED, ...acknowledged, snoozedUntil: LATER },
      'after-restart',
      null,
      { quiet: 'snoozed' },
    ],
    [
      'what never pages',
      null,
      { ...OPENED, severity: 'none' },
      'after-restart',
      null,
      { quiet: 'severity-none' },
    ],
    [
      'what its source keeps quiet',
      PAGED,
      { ...PAGED, suppression },
      null,
      null,
      { quiet: 'suppressed-at-source' },
    ],
    [
      'what its source let go',
      { ...PAGED, suppression },
      PAGED,
      null,
      null,
      { page: 'no-longer-suppressed' },
    ],
    ['what got a severity', { ...OPENED, severity: 'none' }, OPENED, null, null, { page: 'firing' }],
    ['what became worse', { ...PAGED, severity: 'warning' }, PAGED, null, null, { page: 'worse' }],
    [
      'what was un-acknowledged',
      { ...PAGED, ...acknowledged },
      PAGED,
      null,
      null,
      { page: 'unacknowledged' },
    ],
    ['an ended snooze', { ...PAGED, ...acknowledged }, PAGED, null, 'snooze-over', { page: 'snooze-over' }],
    [
      'an ended snooze of what never rang',
      { ...OPENED, ...acknowledged },
      OPENED,
      null,
      'snooze-over',
      { page: 'snooze-over' },
    ],
  ])('decides about %s', (_, before, now, again, cause, decision) => {
    expect(decidePage(before, now, LATER, again, cause, MINE)).toEqual(decision);
  });

  it('reminds from five minutes on', () => {
    expect(
      [1, 0].map((early) => decidePage(PAGED, PAGED, BEGIN + 5 * MINUTE - early, null, null, MINE)),
    ).toEqual([{ quiet: 'paged-already' }, { page: 'still-unanswered' }]);
  });
});
