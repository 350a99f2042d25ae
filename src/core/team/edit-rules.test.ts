import { describe, expect, it } from 'vitest';
import { RULES } from '../../../test/helpers/rules-text';
import { difference, team } from '../../../test/helpers/team-text';
import type { Result } from '../kernel/result';
import { type EscalationDraft, escalationDraft } from './draft-escalation';
import { heartbeatDraft, inhibitionDraft, maintenanceDraft } from './draft-rules';
import { type ServiceDraft, serviceDraft } from './draft-service';
import { editEscalation, readEscalationDraft, removeEscalation } from './edit-escalation';
import { editLastResort, editPersonRules, personRulesDraft } from './edit-person-rules';
import {
  editHeartbeat,
  editInhibition,
  editMaintenance,
  readMaintenanceDraft,
  removeHeartbeat,
  removeInhibition,
  removeMaintenance,
} from './edit-rules';
import { editService, moveService, readServiceDraft, removeService } from './edit-service';
import { newTeamFile } from './new-team-file';
import { printEscalation } from './print-escalation';
import { printService } from './print-service';
import { readTeam } from './read';
import type { FieldProblem } from './read-alone';

const TEAM = team(RULES);
const zone = TEAM.timeZone;
const one = <Item extends { readonly id: string }>(items: readonly Item[] | undefined, id: string): Item => {
  const found = items?.find((item) => item.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const payments = escalationDraft(one(TEAM.escalations, 'payments'), zone);
const service = (id: string) => serviceDraft(one(TEAM.services, id), zone);
const maintenance = (id: string) => maintenanceDraft(one(TEAM.maintenance, `file:${id}`), zone);

function done(result: Result<string, FieldProblem[]>): string {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
/** What an edit that is refused says, with its fields. */
function said(result: Result<string, FieldProblem[]>): Array<[at: string, message: string]> {
  return result.ok ? [] : result.error.map(({ at, message }) => [at, message]);
}
const changed = (result: Result<string, FieldProblem[]>) => difference(RULES, done(result));

describe('what does not change', () => {
  it('keeps every byte, whatever is put back', () => {
    expect(readTeam(RULES).problems).toEqual([]);
    for (const text of [RULES, RULES.replaceAll('\n', '\r\n'), `\uFEFF${RULES}`, RULES.trimEnd()]) {
      const now = team(text);
      for (const each of now.escalations)
        expect(done(editEscalation(text, each.id, escalationDraft(each, zone)))).toBe(text);
      for (const each of now.services)
        expect(done(editService(text, each.id, serviceDraft(each, zone)))).toBe(text);
      for (const each of now.inhibitions ?? [])
        expect(done(editInhibition(text, each.id, inhibitionDraft(each)))).toBe(text);
      for (const each of now.maintenance ?? []) {
        const draft = maintenanceDraft(each, zone);
        expect(done(editMaintenance(text, draft.id, draft))).toBe(text);
      }
      for (const each of now.heartbeats ?? [])
        expect(done(editHeartbeat(text, each.id, heartbeatDraft(each)))).toBe(text);
      for (const each of now.people)
        expect(done(editPersonRules(text, each.id, personRulesDraft(each)))).toBe(text);
      expect(done(editLastResort(text, 'ada'))).toBe(text);
      expect(done(moveService(text, 'db', 1))).toBe(text);
    }
  });
});

describe('an escalation', () => {
  it('changes in its place, a word at a time', () => {
    const [first, second, third] = payments.steps;
    if (!first || !second || !third) throw new Error('three steps');
    expect(
      changed(
        editEscalation(RULES, 'payments', {
          ...payments,
          name: 'Payments',
          acknowledgeTimeout: '1h',
          repeat: '',
          repeatAfter: '',
          steps: [
            first,
            { ...second, after: '45s', urgency: '', timeZone: 'Asia/Kolkata', roundRobin: false },
            { ...third, acknowledge: 'one', page: ['everyone'] },
          ],
        }),
      ),
    ).toEqual([
      '−acknowledgeTimeout: 30m   # then again',
      '−- after: 4m     # patience',
      '−roundRobin: true',
      '−when: { urgency: high, hours: [ { from: "09:00", to: "18:00" } ] }   # by day',
      '−- { after: 600s, page: [all:primary], acknowledge: all }   # everybody',
      '−repeat: 2',
      '−repeatAfter: 15m',
      '+name: Payments',
      '+acknowledgeTimeout: 1h   # then again',
      '+- after: 45s     # patience',
      '+when: { hours: [ { from: "09:00", to: "18:00" } ], timeZone: Asia/Kolkata }   # by day',
      '+- { after: 600s, page: [everyone] }   # everybody',
    ]);
  });

  it('gets steps before, between and behind; the others keep their lines', () => {
    const added = {
      after: '5m',
      page: ['next:primary'],
      roundRobin: false,
      acknowledge: 'one',
      urgency: 'low',
      hours: [],
      timeZone: '',
    } as const;
    const [first, ...rest] = payments.steps;
    const after = done(
      editEscalation(RULES, 'payments', { ...payments, steps: [first as never, added, ...rest, added] }),
    );
    expect(difference(RULES, after)).toEqual([
      '+- { after: 5m, page: [next:primary], when: { urgency: low } }',
      '+- { after: 5m, page: [next:primary], when: { urgency: low } }',
    ]);
    const turned = done(
      editEscalation(RULES, 'payments', {
        ...payments,
        steps: [{ ...(first as never as (typeof payments.steps)[0]) }, ...[...rest].reverse()],
      }),
    );
    expect(turned.split('\n').sort()).toEqual(RULES.split('\n').sort());
  });

  it('that gets another id takes its services along; one that is used is not taken out', () => {
    const after = done(editEscalation(RULES, 'payments', { ...payments, id: 'money' }));
    expect(difference(RULES, after)).toEqual([
      '−escalation: payments',
      '−- { id: db, match: [service="db"], escalation: payments, flapping: { changes: 3 } }   # postgres',
      '−- id: payments',
      '+escalation: money',
      '+- { id: db, match: [service="db"], escalation: money, flapping: { changes: 3 } }   # postgres',
      '+- id: money',
    ]);
    expect(said(removeEscalation(RULES, 'payments'))).toEqual([
      ['', 'service "checkout", "db" uses escalation "payments"; give it another one first'],
    ]);
  });

  it('is added, and taken out again without a trace', () => {
    const fresh: EscalationDraft = { ...payments, id: 'office', name: 'Office hours', steps: payments.steps };
    const after = done(editEscalation(RULES, null, fresh));
    const text = printEscalation(one(team(after).escalations, 'office'), zone);
    expect(after).toBe(
      RULES.replace('\ninhibitions:', `${text.replace(/^/gm, '  ').trimEnd()}\n\ninhibitions:`),
    );
    expect(text).toBe(`- id: office
  name: Office hours
  acknowledgeTimeout: 30m
  steps:
    - { page: [schedule:primary] }
    - { after: 4m, page: [next:primary, person:ada], roundRobin: true, when: { urgency: high, hours: [{ from: "09:00", to: "18:00" }] } }
    - { after: 10m, page: [all:primary], acknowledge: all }
  repeat: 2
  repeatAfter: 15m
`);
    expect(done(removeEscalation(after, 'office'))).toBe(RULES);
    expect(done(removeEscalation(RULES, 'nothing'))).toBe(RULES);
  });

  it('is refused by what the reading refuses, with the field (F1, F2)', () => {
    const step = payments.steps[1];
    if (!step) throw new Error('a step');
    const bad = (draft: Partial<EscalationDraft>) =>
      said(editEscalation(RULES, 'payments', { ...payments, ...draft }));
    expect(
      bad({
        id: 'Pay',
        acknowledgeTimeout: '-1',
        repeat: '1e12',
        steps: [
          { ...step, after: '', page: ['person:grcae', 'escalation:payments'] },
          {
            ...step,
            after: '0s',
            hours: [{ kind: 'daily', days: [], from: '9', to: '25:00', calendar: '' }],
          },
          { ...step, after: '', timeZone: 'Mars/Olympus' },
        ],
      }),
    ).toEqual([
      ['id', '"Pay" cannot be an id; write pay'],
      ['acknowledgeTimeout', '"-1" is not a duration; write for example 30s, 5m, 4h or 1h30m'],
      ['steps.0.page.0', 'there is no person "grcae". Did you mean "grace"?'],
      [
        'steps.0.page.1',
        '"escalation:payments" cannot be paged; write person:<id>, schedule:<id>, next:<schedule>, all:<schedule> or everyone',
      ],
      ['steps.1.after', '"after" must be between 1 s (after the step before it) and 7 d'],
      ['steps.1.hours.0.from', '"9" is not a time of day; write for example "09:00" or fri 18:00'],
      ['steps.2', 'a step after the first needs "after"; write for example after: 5m'],
      [
        'steps.2.timeZone',
        'no time zone is called "Mars/Olympus"; write UTC or an IANA name such as Europe/London',
      ],
      ['repeat', '"repeat" must be a whole number from 0 to 999'],
    ]);
    expect(
      bad({
        steps: Array.from({ length: 10_000 }, () => ({
          ...step,
          page: ['everyone'],
          hours: [],
          urgency: '',
        })),
      }),
    ).toEqual([['steps.100', 'an escalation has at most 100 steps; this one has 10000']]);
    expect(said(editEscalation(RULES, null, payments))).toEqual([
      ['id', 'two escalations have the id "payments"; give one of them another'],
    ]);
    expect(said(editEscalation(RULES, 'gone', payments))).toEqual([
      ['', 'there is no escalation "gone" in the team file'],
    ]);
    const refused = editEscalation(RULES, 'payments', { ...payments, repeat: 'x' });
    expect(refused).toMatchObject({
      ok: false,
      error: [{ line: RULES.split('\n').indexOf('  - id: payments') + 1, column: 5, level: 'error' }],
    });
    const broken = RULES.replace('[ada, grace]', '[ada, grcae]');
    expect(said(editEscalation(broken, 'payments', payments))[0]?.[1]).toContain('mend it first: line 14');
    // What never has an effect is told, and does not stop anything.
    const idle = { ...payments, steps: [{ ...step, after: '', page: ['person:ada'] }] };
    expect(readEscalationDraft(TEAM, 'payments', idle)).toMatchObject({
      item: { id: 'payments' },
      problems: [{ level: 'warning', at: 'steps.0.roundRobin' }],
    });
  });
});

describe('a service', () => {
  it('changes in its place', () => {
    const draft = service('checkout');
    expect(
      changed(
        editService(RULES, 'checkout', {
          ...draft,
          match: [...draft.match, 'x!~"it\'s|\\\\d"'],
          owners: ['ada'],
          urgency: 'severity',
          hold: '',
          group: { by: ['alertname'], wait: '0s', window: '' },
          flapping: { changes: '', within: '', steady: '30s' },
          codeownersPaths: ['/src/pay'],
        }),
      ),
    ).toEqual([
      '−match: [ \'service="checkout"\', "team=~\\"pay.*\\"" ]   # both',
      '−urgency: high',
      '−hold: 120s         # two minutes',
      '−group: { by: [alertname, cluster], window: 5m }   # one page',
      '−codeowners: ../checkout/.github/CODEOWNERS',
      '+match: [ \'service="checkout"\', "team=~\\"pay.*\\"", "x!~\\"it\'s|\\\\\\\\d\\"" ]   # both',
      '+owners: [ada]',
      '+group: { by: [alertname], wait: 0s }   # one page',
      '+flapping: { changes: 4, within: 30m, steady: 30s }',
      '+codeowners: { file: "../checkout/.github/CODEOWNERS", paths: ["/src/pay"] }',
    ]);
  });

  it('is not told what holds anyway', () => {
    const draft = service('db');
    expect(
      changed(editService(RULES, 'db', { ...draft, flapping: { changes: '5', within: '', steady: '' } })),
    ).toEqual([
      '−- { id: db, match: [service="db"], escalation: payments, flapping: { changes: 3 } }   # postgres',
      '+- { id: db, match: [service="db"], escalation: payments, flapping: { changes: 5 } }   # postgres',
    ]);
  });

  it('is added above what takes everything, and moved with its comments: the first that matches wins', () => {
    const fresh: ServiceDraft = { ...service('checkout'), id: 'refunds', name: 'Refunds', codeowners: '' };
    const after = done(editService(RULES, null, fresh));
    const now = team(after);
    expect(now.services.map(({ id }) => id)).toEqual(['checkout', 'db', 'refunds', 'everything']);
    expect(readTeam(after).problems).toEqual([]);
    expect(printService(one(now.services, 'refunds'), zone)).toBe(`- id: refunds
  name: Refunds
  match: ['service="checkout"', 'team=~"pay.*"']
  escalation: payments
  urgency: high
  supportHours: { hours: [{ days: [mon, fri], from: "09:00", to: "18:00" }], criticalToo: true }
  hold: 2m
  group: { by: [alertname, cluster], window: 5m }
`);
    expect(done(removeService(after, 'refunds'))).toBe(RULES);
    const moved = done(moveService(RULES, 'db', 0));
    expect(team(moved).services.map(({ id }) => id)).toEqual(['db', 'checkout', 'everything']);
    expect(moved.split('\n').sort()).toEqual(RULES.split('\n').sort());
    expect(moved).toContain('services:\n  # Its database.\n  - { id: db');
    expect(done(moveService(moved, 'db', 1))).toBe(RULES);
    expect(said(moveService(RULES, 'gone', 0))).toEqual([
      ['', 'there is no service "gone" in the team file'],
    ]);
  });

  it('that gets another id takes windows and heartbeats along; one that they name is not taken out', () => {
    const now = team(done(editService(RULES, 'db', { ...service('db'), id: 'store' })));
    expect(now.maintenance?.map(({ services }) => services)).toEqual([
      ['store'],
      ['store'],
      ['store', 'checkout'],
    ]);
    expect(now.heartbeats?.map(({ service: of }) => of)).toEqual(['store', '']);
    expect(said(removeService(RULES, 'db'))).toEqual([
      [
        '',
        'maintenance window "upgrade", maintenance window "abroad", maintenance window "backups", heartbeat "watchdog" names service "db"; take it out there first',
      ],
    ]);
  });

  it('is refused by what the reading refuses, with the field', () => {
    const draft = service('checkout');
    expect(
      readServiceDraft(TEAM, 'checkout', {
        ...draft,
        id: 'unrouted',
        match: ['a=~"("', 'b'],
        owners: ['Ada'],
        escalation: 'payment',
        runbook: '../x.md',
        hold: '2',
        supportHours: { hours: [], timeZone: 'GMT+1', outside: 'low', criticalToo: false },
        group: { by: ['1 2'], wait: '2h', window: '0s' },
        flapping: { changes: '1', within: '', steady: '-1s' },
        codeowners: '/etc/passwd',
        codeownersPaths: ['../src'],
      }).problems.map(({ at }) => at),
    ).toEqual([
      'id',
      'match.0',
      'match.1',
      'owners.0',
      'codeowners',
      'codeownersPaths.0',
      'runbook',
      'escalation',
      'supportHours.timeZone',
      'supportHours.hours',
      'hold',
      'group.by.0',
      'group.wait',
      'group.window',
      'flapping.changes',
      'flapping.steady',
    ]);
    expect(said(editService(RULES, null, draft))).toEqual([
      ['id', 'two services have the id "checkout"; give one of them another'],
    ]);
    expect(readServiceDraft(TEAM, 'checkout', draft)).toEqual({
      item: one(TEAM.services, 'checkout'),
      problems: [],
    });
  });
});

describe('inhibitions, maintenance, heartbeats', () => {
  it('change, are added, and are taken out', () => {
    const draft = inhibitionDraft(one(TEAM.inhibitions, 'node-down'));
    expect(
      changed(editInhibition(RULES, 'node-down', { ...draft, target: ['severity="info"'], equal: ['node'] })),
    ).toEqual([
      `−- { id: node-down, source: ['alertname="NodeDown"'], target: ['severity=~"warning|info"'], equal: [cluster, node] }  # k8s`,
      `+- { id: node-down, source: ['alertname="NodeDown"'], target: ['severity="info"'], equal: [node] }  # k8s`,
    ]);
    expect(
      changed(editMaintenance(RULES, 'abroad', { ...maintenance('abroad'), end: '2026-12-02T02:00' })),
    ).toEqual([
      '−- { id: abroad, services: [db], start: 2026-12-01T22:00, end: 2026-12-02T01:00, timeZone: Asia/Kolkata }',
      '+- { id: abroad, services: [db], start: 2026-12-01T22:00, end: 2026-12-02T02:00, timeZone: Asia/Kolkata }',
    ]);
    expect(
      changed(
        editMaintenance(RULES, 'upgrade', {
          ...maintenance('upgrade'),
          kind: 'weekly',
          hours: [{ kind: 'weekly', days: [], from: 'sat 22:00', to: 'sun 01:00', calendar: '' }],
          services: [],
        }),
      ).at(-1),
    ).toBe(
      '+- { id: upgrade, services: [], hours: [{ from: sat 22:00, to: sun 01:00 }], reason: upgrade }   # new disks',
    );
    expect(
      changed(
        editHeartbeat(RULES, 'nightly', {
          id: 'nightly',
          name: 'Backup',
          match: null,
          within: '2d',
          service: 'db',
        }),
      ),
    ).toEqual([
      '−- { id: nightly, within: 26h }',
      '+- { id: nightly, name: Backup, within: 2d, service: db }',
    ]);
    for (const [added, remove] of [
      [editInhibition(RULES, null, { ...draft, id: 'x' }), removeInhibition],
      [editMaintenance(RULES, null, { ...maintenance('backups'), id: 'x' }), removeMaintenance],
      [
        editHeartbeat(RULES, null, { id: 'x', name: '', match: ['a="b"'], within: '5s', service: '' }),
        removeHeartbeat,
      ],
    ] as const)
      expect(done(remove(done(added), 'x'))).toBe(RULES);
  });

  it('begin their lists where there are none', () => {
    const first = newTeamFile({ name: 'T', timeZone: 'UTC', person: { id: 'ada', name: 'Ada', email: '' } });
    let text = done(editInhibition(first, null, inhibitionDraft(one(TEAM.inhibitions, 'spare'))));
    text = done(editMaintenance(text, null, { ...maintenance('backups'), services: ['everything'] }));
    text = done(editHeartbeat(text, null, { id: 'n', name: '', match: null, within: '26h', service: '' }));
    text = done(
      editEscalation(text, null, {
        ...payments,
        steps: [
          { ...(payments.steps[2] as never as (typeof payments.steps)[0]), after: '', page: ['everyone'] },
        ],
      }),
    );
    text = done(editLastResort(text, 'ada'));
    expect(readTeam(text).problems).toEqual([]);
    expect(text.replace('lastResort: person:ada\n', '').slice(0, first.length)).toBe(first);
    expect(text.slice(text.indexOf('\ninhibitions:'))).toBe(`
inhibitions:
  - { id: spare, source: ['alertname="Spare"'], target: ['severity="info"'] }

maintenance:
  - { id: backups, services: [everything], hours: [{ days: [sun], from: "02:00", to: "03:00" }] }

heartbeats:
  - { id: "n", within: 26h }

escalations:
  - id: payments
    acknowledgeTimeout: 30m
    steps:
      - { page: [everyone], acknowledge: all }
    repeat: 2
    repeatAfter: 15m
`);
  });

  it('are refused by what the reading refuses, with the field', () => {
    expect(
      said(editInhibition(RULES, 'spare', { id: 'spare', source: [], target: ['x'], equal: ['a b'] })),
    ).toMatchObject([
      ['source', expect.stringContaining('an inhibition needs matchers')],
      ['target.0', expect.stringContaining('is not a matcher')],
      ['equal.0', expect.stringContaining('cannot be the name of a label')],
    ]);
    expect(
      readMaintenanceDraft(TEAM, null, {
        ...maintenance('upgrade'),
        services: ['dB'],
        end: '2026-12-01T22:00',
      }),
    ).toMatchObject({
      item: null,
      problems: [
        { at: 'services.0', message: 'there is no service "dB". Did you mean "db"?' },
        { at: 'end', message: 'this window does not end after it starts' },
      ],
    });
    expect(said(editMaintenance(RULES, null, maintenance('upgrade')))).toEqual([
      ['id', 'two maintenance windows have the id "upgrade"; give one of them another'],
    ]);
    expect(
      said(editHeartbeat(RULES, null, { id: 'x', name: 'a\nb', match: [], within: '', service: 'x' })),
    ).toMatchObject([
      ['', 'a heartbeat needs "within"; write for example within: 5m'],
      ['name', 'a name must be one line'],
      ['match', expect.stringContaining('every alert would be this heartbeat')],
      ['service', 'there is no service "x".'],
    ]);
  });
});

describe('what a person sets', () => {
  it('quiet hours and handles', () => {
    expect(
      changed(
        editPersonRules(RULES, 'grace', {
          quietHours: [{ kind: 'daily', days: ['sat', 'sun'], from: '23:00', to: '09:00', calendar: '' }],
          handles: ['@gl', '@shop/payments'],
        }),
      ),
    ).toEqual([
      `−- { from: "22:00", to: '07:00' }   # every night`,
      '+- { from: "23:00", days: [sat, sun], to: "09:00" }   # every night',
      '+handles: ["@gl", "@shop/payments"]',
    ]);
    expect(changed(editPersonRules(RULES, 'ada', { quietHours: [], handles: [] }))).toEqual([
      '−- { id: ada, name: Ada Okafor, handles: ["@ada-o"] }   # lead',
      '+- { id: ada, name: Ada Okafor }   # lead',
    ]);
    expect(said(editPersonRules(RULES, 'grace', { quietHours: [], handles: ['no handle'] }))[0]?.[0]).toBe(
      'handles.0',
    );
    expect(said(editPersonRules(RULES, 'grace', { quietHours: [], handles: ['@Ada-O'] }))).toEqual([
      ['', '"@Ada-O" is the handle of "ada" as well; it can be one person\'s only'],
    ]);
    expect(said(editPersonRules(RULES, 'zoe', { quietHours: [], handles: [] }))).toEqual([
      ['', 'there is no person "zoe" in the team file'],
    ]);
  });

  it('the last resort', () => {
    expect(changed(editLastResort(RULES, 'grace'))).toEqual([
      '−lastResort: person:ada   # she said so',
      '+lastResort: person:grace   # she said so',
    ]);
    const none = done(editLastResort(RULES, null));
    expect(difference(RULES, none)).toEqual(['−lastResort: person:ada   # she said so']);
    expect(difference(none, done(editLastResort(none, 'ada')))).toEqual(['+lastResort: person:ada']);
    expect(said(editLastResort(RULES, 'Grace'))).toEqual([
      ['', 'there is no person "Grace". Did you mean "grace"?'],
    ]);
  });
});
