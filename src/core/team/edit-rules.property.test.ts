import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { RULES } from '../../../test/helpers/rules-text';
import { team } from '../../../test/helpers/team-text';
import type { Escalation, Step, Target } from '../escalation/escalation';
import type { Result } from '../kernel/result';
import type { Service } from '../people/service';
import type { Hours, Weekday } from '../schedule/schedule';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';
import { escalationDraft } from './draft-escalation';
import { heartbeatDraft, inhibitionDraft, maintenanceDraft } from './draft-rules';
import { serviceDraft } from './draft-service';
import { editEscalation, removeEscalation } from './edit-escalation';
import { editHeartbeat, editInhibition, editMaintenance, removeMaintenance } from './edit-rules';
import { editService, moveService } from './edit-service';
import type { FieldProblem } from './read-alone';
import type { Team } from './team';
import { teamTrees } from './team-trees';

vi.setConfig({ testTimeout: 60_000 });

const seconds = (least: number, most: number) =>
  fc.oneof(
    fc.integer({ min: least, max: most }).map((n) => n * SECOND),
    fc.constantFrom(MINUTE, 90 * MINUTE, HOUR, DAY).filter((n) => n >= least * SECOND && n <= most * SECOND),
  );
const time = fc.integer({ min: 0, max: 1439 }).map((n) => n * MINUTE);
const day = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const hours: fc.Arbitrary<Hours> = fc.oneof(
  fc.record({
    kind: fc.constant('daily' as const),
    from: time,
    to: time,
    days: fc.oneof(
      fc.constant(null),
      fc.uniqueArray(day, { minLength: 1 }).map((days) => days.sort((a, b) => a - b)),
    ),
  }),
  fc.record({
    kind: fc.constant('weekly' as const),
    from: fc.record({ day, time }),
    to: fc.record({ day, time }),
  }),
);
const zone = fc.constantFrom('Europe/London', 'Asia/Kolkata', 'America/New_York');
/** One line of text that a person may type, with all that YAML minds. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('a: b', '# no', "it's", '"', 'yes', '007', '{x}', '- a', '\\', 'ä 日本', 'null', '@a'),
  )
  .map((text) => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim())
  .filter((text) => text !== '');
const labels = fc.uniqueArray(fc.constantFrom('alertname', 'cluster', 'node', 'service.name'), {
  maxLength: 3,
});
const matchers = (least: number) =>
  fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      operator: fc.constantFrom('=' as const, '!=' as const),
      value: words,
    }),
    { minLength: least, maxLength: 3, selector: ({ name }) => name },
  );
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant({ kind: 'everyone' as const }),
  fc.constantFrom('ada', 'grace').map((person) => ({ kind: 'person' as const, person })),
  fc
    .constantFrom('schedule' as const, 'next' as const, 'all' as const)
    .map((kind) => ({ kind, schedule: 'primary' })),
);
const targets = fc.uniqueArray(target, {
  minLength: 1,
  maxLength: 3,
  selector: (each) => JSON.stringify(each),
});
const step: fc.Arbitrary<Step> = fc.record(
  {
    after: seconds(1, 604_800),
    page: targets,
    roundRobin: fc.constant(true),
    when: fc
      .record({
        urgency: fc.constantFrom('high' as const, 'low' as const, null),
        hours: fc.array(hours, { maxLength: 2 }),
        timeZone: zone,
      })
      .filter((when) => when.urgency !== null || when.hours.length > 0)
      .map((when) => (when.hours.length === 0 ? { ...when, timeZone: 'Europe/London' } : when)),
    acknowledge: fc.constant('all' as const),
  },
  { requiredKeys: ['after', 'page'] },
);
const escalation: fc.Arbitrary<Escalation> = fc.record(
  {
    id: fc.constant('fresh'),
    name: words,
    steps: fc.array(step, { maxLength: 4 }),
    repeat: fc.integer({ min: 0, max: 999 }),
    acknowledgeTimeout: seconds(1, 604_800),
    repeatAfter: seconds(1, 604_800),
  },
  { requiredKeys: ['id', 'name', 'steps', 'repeat'] },
);
const service: fc.Arbitrary<Service> = fc.record(
  {
    id: fc.constant('fresh'),
    name: words,
    match: matchers(0),
    owners: fc.uniqueArray(fc.constantFrom('ada', 'grace')),
    repository: words,
    runbook: fc.constantFrom('', 'runbooks/x y.md', 'https://x.example/a#b'),
    escalation: fc.constantFrom('', 'payments'),
    urgency: fc.constantFrom('high' as const, 'low' as const),
    supportHours: fc.record({
      hours: fc.array(hours, { minLength: 1, maxLength: 2 }),
      timeZone: zone,
      outside: fc.constantFrom('high' as const, 'low' as const),
      criticalToo: fc.boolean(),
    }),
    hold: seconds(1, 86_400),
    group: fc.record({
      by: labels,
      wait: seconds(0, 3600),
      window: fc.oneof(fc.constant(null), seconds(1, 86_400)),
    }),
    flapping: fc.record({
      changes: fc.integer({ min: 2, max: 100 }),
      within: seconds(1, 86_400),
      steady: seconds(1, 86_400),
    }),
    codeowners: fc.constantFrom('../x/.github/CODEOWNERS', '/srv/a b/CODEOWNERS'),
  },
  { requiredKeys: ['id', 'name', 'match', 'owners', 'repository', 'runbook', 'escalation'] },
);

/** As somebody may have it: with CRLF, a mark in front, no last line break. */
const file = fc
  .record({ crlf: fc.boolean(), mark: fc.boolean(), bare: fc.boolean() })
  .map(({ crlf, mark, bare }) => {
    const text = (mark ? '\uFEFF' : '') + (bare ? RULES.trimEnd() : RULES);
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });

function done(result: Result<string, FieldProblem[]>): string {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const trees = (text: string) => teamTrees(team(text));
/** Lines of the file that hold nothing of what an edit concerned. */
const commentsOf = (text: string) => [...text.matchAll(/#.*?(?=\r?\n|$)/g)].map(([comment]) => comment);

describe('whatever is written by an edit', () => {
  it('of an escalation reads as that, is written the same again, and is taken out without a trace', () => {
    fc.assert(
      fc.property(file, escalation, (text, fresh) => {
        const draft = escalationDraft(fresh, 'Europe/London');
        const after = done(editEscalation(text, null, draft));
        const now = team(after);
        const read = now.escalations.find(({ id }) => id === 'fresh') as Escalation;
        expect(escalationDraft(read, 'Europe/London')).toEqual(draft);
        expect({ ...trees(after), escalations: [] }).toEqual({ ...trees(text), escalations: [] });
        expect(done(editEscalation(after, 'fresh', draft))).toBe(after);
        const gone = done(removeEscalation(after, 'fresh'));
        expect(gone.trimEnd()).toBe(text.trimEnd());
        // In the place of another one, comments of what stays stay.
        const put = done(editEscalation(text, 'payments', { ...draft, id: 'payments' }));
        expect(escalationDraft(team(put).escalations[0] as Escalation, 'Europe/London')).toEqual({
          ...draft,
          id: 'payments',
        });
        const before = text.slice(0, text.indexOf('  - id: payments'));
        expect(put.slice(0, before.length)).toBe(before);
        const rest = text.slice(text.indexOf('inhibitions:')).trimEnd();
        expect(put.trimEnd().endsWith(rest)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('of a service reads as that, in its place, and all else keeps its bytes', () => {
    fc.assert(
      fc.property(file, service, fc.nat(4), (text, fresh, to) => {
        const draft = serviceDraft(fresh, 'Europe/London');
        const after = done(editService(text, null, draft));
        const read = team(after).services.find(({ id }) => id === 'fresh') as Service;
        expect(serviceDraft(read, 'Europe/London')).toEqual(draft);
        expect(done(editService(after, 'fresh', draft))).toBe(after);
        expect(after.includes('\r')).toBe(text.includes('\r'));
        const moved = done(moveService(after, 'fresh', to));
        expect(
          team(moved)
            .services.map(({ id }) => id)
            .indexOf('fresh'),
        ).toBe(Math.min(to, 3));
        // A move changes the order of lines only.
        const sorted = (each: string) => each.split(/\r?\n/).sort().join('\n').trim();
        expect(sorted(moved)).toBe(sorted(after));
        const put = done(editService(text, 'checkout', { ...draft, id: 'checkout' }));
        expect(serviceDraft(team(put).services[0] as Service, 'Europe/London')).toEqual({
          ...draft,
          id: 'checkout',
        });
        expect(commentsOf(put.slice(put.indexOf('# Its database')))).toEqual(
          commentsOf(text.slice(text.indexOf('# Its database'))),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('of an inhibition, a window, a heartbeat reads as that', () => {
    const services = fc.uniqueArray(fc.constantFrom('db', 'checkout', 'everything'));
    const once = fc.record({
      kind: fc.constant('once' as const),
      start: fc.integer({ min: 30_000_000, max: 31_000_000 }).map((n) => n * MINUTE),
      end: fc.integer({ min: 31_000_001, max: 31_400_000 }).map((n) => n * MINUTE),
      timeZone: zone,
    });
    const weekly = fc.record({
      kind: fc.constant('weekly' as const),
      hours: fc.tuple(
        fc.record({
          kind: fc.constant('daily' as const),
          from: time,
          to: time,
          days: fc.constant([3] as Weekday[]),
        }),
      ),
      timeZone: zone,
    });
    fc.assert(
      fc.property(
        file,
        fc.record({ id: fc.constant('x'), source: matchers(1), target: matchers(1), equal: labels }),
        fc.record({
          id: fc.constant('file:x'),
          services,
          reason: words,
          by: fc.constant(null),
          when: fc.oneof(
            once.filter(({ start, end }) => end - start <= 366 * DAY),
            weekly,
          ),
        }),
        fc.record({
          id: fc.constant('x'),
          name: words,
          match: fc.oneof(
            fc.constant(null),
            matchers(1).filter((list) => list.some(({ operator }) => operator === '=')),
          ),
          within: seconds(1, 10_000_000),
          service: fc.constantFrom('', 'db'),
        }),
        (text, inhibition, window, beat) => {
          let after = done(editInhibition(text, null, inhibitionDraft(inhibition)));
          const draft = maintenanceDraft(window, 'Europe/London');
          after = done(editMaintenance(after, null, draft));
          after = done(editHeartbeat(after, null, heartbeatDraft(beat)));
          const now: Team = team(after);
          expect(now.inhibitions?.at(-1)).toEqual(inhibition);
          expect(now.heartbeats?.at(-1)).toEqual(beat);
          const read = now.maintenance?.at(-1);
          expect(read && maintenanceDraft(read, 'Europe/London')).toEqual(draft);
          for (const comment of commentsOf(text)) expect(after).toContain(comment);
          const without = done(removeMaintenance(after, 'x'));
          expect(team(without).maintenance).toEqual(team(text).maintenance);
        },
      ),
      { numRuns: 40 },
    );
  });
});
