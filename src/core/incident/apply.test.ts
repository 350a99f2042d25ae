import { describe, expect, it } from 'vitest';
import { ADA, alertOf, BEGIN } from '../../../test/helpers/step-story';
import { MINUTE, SECOND } from '../time/duration';
import { apply } from './apply';
import type { IncidentFact } from './fact';
import { type Incident, isLive, WATCHBILL } from './incident';

type Body = IncidentFact extends infer F
  ? F extends IncidentFact
    ? Omit<F, 'at' | 'by' | 'incident'>
    : never
  : never;

const fact = (body: Body, at = BEGIN): IncidentFact => ({ ...body, at, by: ADA, incident: 'desk-1' });
const OPENED = apply(
  undefined,
  fact({ kind: 'opened', number: 1, alert: alertOf('db'), service: 'pay', responder: 'ada', why: 'duty' }),
);
const after = (...facts: IncidentFact[]): Incident => facts.reduce(apply, OPENED);

describe('apply', () => {
  it('throws for facts of an incident that was never opened: such a log is broken', () => {
    expect(() => apply(undefined, fact({ kind: 'noted', text: 'x' }))).toThrow(/never opened: desk-1/);
  });

  it('changes nothing but what the fact says', () => {
    const later = BEGIN + MINUTE;
    const cases: Array<[Body, Partial<Incident>]> = [
      [{ kind: 'noted', text: 'x' }, {}],
      [{ kind: 'notPaged', reason: 'snoozed', detail: '' }, {}],
      // A delivery is the page's: the incident is the very same.
      [
        { kind: 'delivered', page: 'p', channel: 'popup', delivery: { state: 'pending' } },
        { updatedAt: OPENED.updatedAt },
      ],
      [
        { kind: 'acknowledged', hereOnly: true },
        {
          status: 'acknowledged',
          acknowledgedAt: later,
          acknowledgedBy: ADA,
          hereOnly: true,
          elsewhere: false,
          answeredAt: later,
          waits: [],
        },
      ],
      [
        { kind: 'snoozed', until: 7 },
        {
          status: 'acknowledged',
          acknowledgedAt: later,
          acknowledgedBy: ADA,
          snoozedUntil: 7,
          elsewhere: false,
          waits: [],
        },
      ],
      [
        { kind: 'unacknowledged', because: '' },
        { waits: [], plan: { from: later, moves: [] } },
      ],
      [
        { kind: 'suppressed', suppression: { how: 'muted', by: [] } },
        { suppression: { how: 'muted', by: [] } },
      ],
      [{ kind: 'missed', reads: 1 }, { missing: { since: later, reads: 1 } }],
      [
        { kind: 'resolved', because: '' },
        { status: 'resolved', resolvedAt: later, resolvedBy: ADA, held: null, waits: [] },
      ],
      [
        { kind: 'paged', person: 'bo', reason: 'worse', why: 'w', pages: [{ id: 'p', channel: 'popup' }] },
        {
          lastPagedAt: later,
          lastPageReason: 'worse',
          responder: 'bo',
          why: 'w',
          pages: 1,
          round: { since: later, channels: ['popup'] },
        },
      ],
    ];
    for (const [body, change] of cases)
      expect(after(fact(body, later))).toEqual({ ...OPENED, updatedAt: later, ...change });
  });

  it('takes a newer sighting, but never a milder severity', () => {
    const seen = alertOf('db', { title: 'new', severity: 'info', expiresAt: BEGIN + MINUTE });
    expect(after(fact({ kind: 'seen', alert: seen, times: 2 }, BEGIN + SECOND))).toEqual({
      ...OPENED,
      alert: seen,
      title: 'new',
      count: 3,
      expiresAt: BEGIN + 2.5 * MINUTE,
      lastSeenAt: BEGIN + SECOND,
      updatedAt: BEGIN + SECOND,
    });
  });

  it('counts an absence from its first read, and anew when the count begins anew', () => {
    const missed = [1, 2, 3, 1, 2].map((reads, n) => fact({ kind: 'missed', reads }, BEGIN + n));
    expect([3, 5].map((n) => after(...missed.slice(0, n)).missing)).toEqual([
      { since: BEGIN, reads: 3 },
      { since: BEGIN + 3, reads: 2 },
    ]);
  });

  it('never goes back in time, although the clock may', () => {
    expect(after(fact({ kind: 'noted', text: '' }, BEGIN - MINUTE)).updatedAt).toBe(BEGIN);
  });

  it('is live until it is over and its silence is settled', () => {
    const resolved = after(fact({ kind: 'resolved', because: '' }));
    const states = (['writing', 'confirmed', 'refused', 'removing', 'removed'] as const).map((state) =>
      isLive({ ...resolved, writeBack: { state, silenceId: 's', endsAt: null, at: 0, detail: '' } }),
    );
    expect([isLive(OPENED), isLive(resolved), states]).toEqual([
      true,
      false,
      [true, false, false, true, false],
    ]);
    expect(WATCHBILL).toEqual({ kind: 'watchbill' });
  });
});
