import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../time/duration';
import { instantOf, parseWall } from '../time/wall';
import { readTeam } from './read';

const BASE = `watchbill: 1
team: T
timeZone: Europe/London
people: [ { id: ada }, { id: grace } ]
schedules:
  - { id: primary, layers: [ { id: l, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week } ] }
  - { id: solo, layers: [ { id: l, people: [ada], start: 2026-01-05T09:00, turn: 1 week } ] }
`;

const at = (wall: string, zone: string) => instantOf(parseWall(wall) as number, zone);

function read(more: string) {
  const { team, usable, problems } = readTeam(BASE + more);
  return {
    team,
    usable,
    said: problems.map(({ level, message }) => (level === 'error' ? message : `${level}: ${message}`)),
  };
}

/** What is said of one service's keys, and what is left of it in a file that can still be used. */
function service(keys: string) {
  const { usable, said } = read(`services: [ { id: s, match: [], ${keys} } ]\n`);
  const {
    id: _,
    name: __,
    match: ___,
    owners: ____,
    repository,
    runbook,
    escalation,
    ...rest
  } = usable?.services[0] ?? {
    id: '',
    name: '',
    match: [],
    owners: [],
    repository: '',
    runbook: '',
    escalation: '',
  };
  expect([repository, runbook, escalation]).toEqual(['', '', '']);
  return { rest, said };
}

const escalation = (keys: string) => {
  const { usable, said } = read(`escalations: [ { id: e, ${keys} } ]\n`);
  return { read: usable?.escalations[0] ?? null, said };
};

describe('the rules of the paging engine are read', () => {
  it('whatever a file does not say is not there', () => {
    const { team } = read(
      'services: [ { id: s, match: [] } ]\nescalations: [ { id: e, steps: [ { page: [everyone] } ] } ]\n',
    );
    expect(Object.keys(team ?? {}).sort()).toEqual(
      ['escalations', 'name', 'people', 'schedules', 'services', 'sources', 'timeZone'].sort(),
    );
    expect(Object.keys(team?.people[0] ?? {})).toEqual([
      'id',
      'name',
      'email',
      'timeZone',
      'holidays',
      'away',
    ]);
    expect(Object.keys(team?.services[0] ?? {})).toHaveLength(7);
    expect(team?.escalations[0]).toEqual({
      id: 'e',
      name: 'e',
      repeat: 0,
      steps: [{ after: 0, page: [{ kind: 'everyone' }] }],
    });
  });

  it('people: quiet hours and handles', () => {
    const { team, said } = read('').team ? read('') : { team: null, said: [] };
    expect([team?.people.length, said]).toEqual([2, []]);
    const text = BASE.replace(
      '{ id: ada }',
      '{ id: ada, quietHours: [ { from: "22:00", to: "07:00", days: [mon, tue] } ], handles: ["@ada-o", ada.o, "@shop/payments"] }',
    ).replace('{ id: grace }', '{ id: grace, handles: ["@shop/payments"] }');
    const full = readTeam(text);
    expect(full.problems).toEqual([]);
    expect(full.team?.people).toMatchObject([
      {
        quietHours: [{ kind: 'daily', from: 22 * HOUR, to: 7 * HOUR, days: [1, 2] }],
        handles: ['@ada-o', '@ada.o', '@shop/payments'],
      },
      { handles: ['@shop/payments'] },
    ]);
  });

  it('escalations: every key, in seconds', () => {
    expect(
      escalation(
        'acknowledgeTimeout: 30m, repeat: 2, repeatAfter: 20s, steps: [ { page: [schedule:primary] }, { after: 4s, page: [next:primary, person:ada], roundRobin: true, when: { urgency: high, hours: [ { from: "09:00", to: "18:00" } ], timeZone: Asia/Kolkata } }, { after: 1m30s, page: [all:primary], acknowledge: all } ]',
      ),
    ).toEqual({
      said: [],
      read: {
        id: 'e',
        name: 'e',
        acknowledgeTimeout: 30 * MINUTE,
        repeat: 2,
        repeatAfter: 20 * SECOND,
        steps: [
          { after: 0, page: [{ kind: 'schedule', schedule: 'primary' }] },
          {
            after: 4 * SECOND,
            page: [
              { kind: 'next', schedule: 'primary' },
              { kind: 'person', person: 'ada' },
            ],
            roundRobin: true,
            when: {
              urgency: 'high',
              hours: [{ kind: 'daily', from: 9 * HOUR, to: 18 * HOUR, days: null }],
              timeZone: 'Asia/Kolkata',
            },
          },
          { after: 90 * SECOND, page: [{ kind: 'all', schedule: 'primary' }], acknowledge: 'all' },
        ],
      },
    });
  });

  it('services: every key, and what is usual in those that are short', () => {
    expect(
      service(
        'urgency: high, supportHours: { hours: [ { days: [mon, fri], from: "09:00", to: "18:00" } ] }, hold: 2m, group: { by: [alertname] }, flapping: {}, codeowners: ../shop/.github/CODEOWNERS',
      ),
    ).toEqual({
      said: [],
      rest: {
        urgency: 'high',
        supportHours: {
          hours: [{ kind: 'daily', from: 9 * HOUR, to: 18 * HOUR, days: [1, 5] }],
          timeZone: 'Europe/London',
          outside: 'low',
          criticalToo: false,
        },
        hold: 2 * MINUTE,
        group: { by: ['alertname'], wait: 30 * SECOND, window: null },
        flapping: { changes: 4, within: 30 * MINUTE, steady: 5 * MINUTE },
        codeowners: '../shop/.github/CODEOWNERS',
      },
    });
    expect(
      service(
        'group: { by: [], wait: 0s, window: 5s }, flapping: { changes: 2, within: 3s, steady: 1s }, codeowners: { file: /srv/shop/CODEOWNERS, paths: [ /src/payments, docs/ ] }, supportHours: { timeZone: Asia/Tokyo, hours: [ { from: mon 09:00, to: fri 17:00 } ], criticalToo: true }',
      ),
    ).toMatchObject({
      said: [],
      rest: {
        group: { by: [], wait: 0, window: 5 * SECOND },
        flapping: { changes: 2, within: 3 * SECOND, steady: SECOND },
        codeowners: '/srv/shop/CODEOWNERS',
        codeownersPaths: ['/src/payments', 'docs/'],
        supportHours: { timeZone: 'Asia/Tokyo', outside: 'low', criticalToo: true },
      },
    });
  });

  it('inhibitions, maintenance, heartbeats, the last resort', () => {
    const { team, said } = read(`lastResort: person:grace
services: [ { id: db, match: [ 'service="db"' ] } ]
inhibitions:
  - { id: node-down, source: ['alertname="NodeDown"'], target: ['severity=~"warning|info"'], equal: [cluster, node] }
maintenance:
  - { id: upgrade, services: [db], start: 2026-12-01T22:00, end: 2026-12-02T01:00, reason: upgrade }
  - { id: abroad, services: [], start: 2026-07-01T22:00, end: 2026-07-01T17:00:00Z, timeZone: Asia/Kolkata }
  - { id: backups, services: [db], hours: [ { days: [sun], from: "02:00", to: "03:00" } ] }
heartbeats:
  - { id: watchdog, match: ['alertname="Watchdog"'], within: 5s, service: db }
  - { id: nightly, name: Nightly backup, within: 26h }
`);
    expect(said).toEqual([]);
    expect(team).toMatchObject({
      lastResort: 'grace',
      inhibitions: [
        {
          id: 'node-down',
          source: [{ name: 'alertname', operator: '=', value: 'NodeDown' }],
          target: [{ name: 'severity', operator: '=~', value: 'warning|info' }],
          equal: ['cluster', 'node'],
        },
      ],
      heartbeats: [
        { id: 'watchdog', name: 'watchdog', within: 5 * SECOND, service: 'db' },
        { id: 'nightly', name: 'Nightly backup', match: null, within: 26 * HOUR, service: '' },
      ],
    });
    expect(team?.maintenance).toEqual([
      {
        id: 'file:upgrade',
        services: ['db'],
        reason: 'upgrade',
        by: null,
        when: {
          kind: 'once',
          start: at('2026-12-01T22:00', 'Europe/London'),
          end: at('2026-12-02T01:00', 'Europe/London'),
        },
      },
      {
        id: 'file:abroad',
        services: [],
        reason: '',
        by: null,
        when: {
          kind: 'once',
          start: at('2026-07-01T22:00', 'Asia/Kolkata'),
          end: at('2026-07-01T17:00', 'UTC'),
          timeZone: 'Asia/Kolkata',
        },
      },
      {
        id: 'file:backups',
        services: ['db'],
        reason: '',
        by: null,
        when: {
          kind: 'weekly',
          hours: [{ kind: 'daily', from: 2 * HOUR, to: 3 * HOUR, days: [7] }],
          timeZone: 'Europe/London',
        },
      },
    ]);
    expect(read('lastResort: everyone\n')).toMatchObject({ said: [] });
    expect(read('lastResort: everyone\n').team?.lastResort).toBeUndefined();
  });
});

describe('F1: the course of an escalation that cannot be meant is refused', () => {
  it('waits of nothing, of less than nothing, without an end or without a unit', () => {
    const after = (text: string) =>
      escalation(`steps: [ { page: [everyone] }, { after: ${text}, page: [everyone] } ]`).said;
    const range = '"after" must be between 1 s (after the step before it) and 7 d';
    expect(after('0s')).toEqual([range]);
    expect(after('8d')).toEqual([range]);
    expect(after('0')).toEqual(['"after: 0" has no unit; write 0s for seconds, 0m for minutes']);
    for (const text of ['-1', '-1s', '1e12', '1e12s', '1.5m', 'Infinity', '99999999999s'])
      expect(after(text)).toEqual([`"${text}" is not a duration; write for example 30s, 5m, 4h or 1h30m`]);
    expect(after('400d')).toEqual(['"400d" is longer than a year']);
    expect(escalation('steps: [ { after: 0s, page: [everyone] } ]').said).toEqual([]);
    for (const key of ['acknowledgeTimeout', 'repeatAfter'])
      for (const text of ['0s', '8d', '-1', '1e12', 'soon'])
        expect(escalation(`repeat: 1, ${key}: ${text}, steps: [ { page: [everyone] } ]`)).toMatchObject({
          read: null,
          said: [expect.stringContaining(text === '0s' || text === '8d' ? key : text)],
        });
    for (const repeat of ['-1', '1e12', '1000', 'always'])
      expect(escalation(`repeat: ${repeat}, steps: [ { page: [everyone] } ]`).said).toEqual([
        '"repeat" must be a whole number from 0 to 999',
      ]);
  });

  it('10,000 steps', () => {
    const steps = Array.from({ length: 10_000 }, () => '{ after: 1s, page: [everyone] }').join(', ');
    expect(escalation(`steps: [ ${steps} ]`)).toEqual({
      read: null,
      said: ['an escalation has at most 100 steps; this one has 10000'],
    });
  });

  it('a step can page people and schedules only, so no escalation leads back to itself', () => {
    const page = (text: string) => escalation(`steps: [ { page: [${text}] } ]`).said;
    const others = 'write person:<id>, schedule:<id>, next:<schedule>, all:<schedule> or everyone';
    expect(page('escalation:e')).toEqual([`"escalation:e" cannot be paged; ${others}`]);
    expect(page('e')).toEqual([`"e" cannot be paged; ${others}`]);
    expect(page('ada')).toEqual(['"ada" cannot be paged; write person:ada']);
    expect(page('primary')).toEqual(['"primary" cannot be paged; write schedule:primary']);
  });
});

describe('F2: what is not there is named, and the rest works', () => {
  it.each([
    ['person:grcae', 'there is no person "grcae". Did you mean "grace"?'],
    ['person:Ada', 'there is no person "Ada". Did you mean "ada"?'],
    ['next:primray', 'warning: there is no schedule "primray". Did you mean "primary"?'],
    ['all:Primary', 'warning: there is no schedule "Primary". Did you mean "primary"?'],
  ])('%s in a step', (target, message) => {
    const { read: left, said } = escalation(`steps: [ { page: [${target}, person:ada] } ]`);
    expect(said).toEqual([message]);
    expect(left?.steps).toEqual([{ after: 0, page: [{ kind: 'person', person: 'ada' }] }]);
  });

  it('a last resort that is nobody is everyone', () => {
    const { team, usable, said } = read('lastResort: person:Ada\n');
    expect([team, usable?.people.length, usable?.lastResort]).toEqual([null, 2, undefined]);
    expect(said).toEqual(['there is no person "Ada". Did you mean "ada"?']);
    expect(read('lastResort: ada\n').said).toEqual(['"lastResort" must say what it names; write person:ada']);
    expect(read('lastResort: schedule:primary\n').said).toEqual([
      '"lastResort" cannot be "schedule:primary"; write for example person:ada, or everyone',
    ]);
  });

  it('a rule of a service that cannot be read is none: it pages sooner or more, never less', () => {
    const both = (keys: string) => {
      const { rest, said } = service(`hold: 7s, ${keys}`);
      expect(rest).toEqual({ hold: 7 * SECOND });
      return said;
    };
    expect(both('urgency: urgent')).toEqual([
      '"urgency" cannot be "urgent"; write one of high, low, severity.',
    ]);
    expect(both('group: { by: [a b], wait: 2h, window: 0s }')).toEqual([
      '"a b" cannot be the name of a label; write for example cluster',
      '"wait" must be between 0 s and 1 h',
      '"window" must be between 1 s and 1 d',
    ]);
    expect(both('group: {}')).toEqual([
      '"group" needs "by"; write for example by: [alertname, cluster], or by: [] for all of the service',
    ]);
    expect(both('group: [alertname]')).toEqual(['"group" must be written as "key: value" pairs']);
    expect(both('flapping: { changes: 1, within: 5, steady: -1 }')).toEqual([
      '"changes" must be a whole number from 2 to 100, not "1"',
      '"within: 5" has no unit; write 5s for seconds, 5m for minutes',
      '"-1" is not a duration; write for example 30s, 5m, 4h or 1h30m',
    ]);
    expect(
      both('supportHours: { hours: [ { calendar: /a.ics } ], outside: none, criticalToo: maybe }'),
    ).toEqual([
      '"/a.ics" is not a path inside the team folder; write for example calendars/xnys.ics',
      '"outside" cannot be "none"; write one of high, low.',
      '"criticalToo" cannot be "maybe"; write one of true, false.',
    ]);
    expect(both('supportHours: { outside: low }')).toEqual([
      '"supportHours" needs "hours"; write for example hours: [ { from: "09:00", to: "18:00" } ]',
    ]);
    expect(both('codeowners: ../shop/passwd')).toEqual([
      '"../shop/passwd" is not the path of a file called CODEOWNERS; write for example ../checkout/.github/CODEOWNERS',
    ]);
    expect(both('codeowners: https://shop/CODEOWNERS')).toHaveLength(1);
    expect(both('codeowners: { paths: [ ../x ] }')).toEqual([
      '"codeowners" needs "file"; write for example file: ../checkout/CODEOWNERS',
      '"../x" is not a path of the repository; write for example /src/payments',
    ]);
    expect(service('hold: 25h')).toEqual({ rest: {}, said: ['"hold" must be between 0 s and 1 d'] });
  });

  it('what cannot be read holds nothing back', () => {
    const { usable, said } = read(`services: [ { id: db, match: [] } ]
inhibitions:
  - { id: a, source: [], target: ['x="1"'] }
  - { id: b, source: ['x~1'], target: ['x="1"'] }
  - { id: c, source: ['x="2"'], target: ['x="1"'], equal: ['1 x'] }
  - { id: D, source: ['x="2"'], target: ['x="1"'] }
  - { id: e, source: ['x="2"'], target: ['x="1"'] }
  - { id: e, source: ['x="2"'], target: ['x="1"'] }
maintenance:
  - { id: a, services: [dB, db], start: 2026-12-01T22:00, end: 2026-12-02T01:00 }
  - { id: b, start: 2026-12-01T22:00, end: 2026-12-02T01:00 }
  - { id: c, services: [], start: 2026-12-02T22:00, end: 2026-12-02T01:00 }
  - { id: d, services: [], end: 2026-12-02T01:00 }
  - { id: e, services: [], hours: [] }
  - { id: f, services: [], hours: [ { from: "00:00", to: "00:00" } ] }
  - { id: g, services: [], hours: [ { from: "00:00", to: "01:00" } ], start: 2026-12-02T22:00 }
  - { id: h, services: [], start: 2026-12-02T22:00, end: 2028-12-02T22:00 }
heartbeats:
  - { id: a, within: 0s }
  - { id: b }
  - { id: c, match: [], within: 5m }
  - { id: c2, match: ['team!="x"'], within: 5m }
  - { id: d, within: 5m, service: DB }
  - { id: d, within: 5m }
`);
    expect(said).toEqual([
      `an inhibition needs matchers in "source"; write for example source: [ 'severity="critical"' ]`,
      '"x~1" is not a matcher; write for example severity="critical" or team=~"pay.*"',
      '"1 x" cannot be the name of a label; write for example cluster',
      '"D" cannot be an id; write d',
      'two inhibitions have the id "e"; give one of them another',
      'there is no service "dB". Did you mean "db"?',
      'a maintenance window needs "services"; write for example services: [checkout], or [] for all of them',
      'this window does not end after it starts',
      'a maintenance window needs "start", or "hours" for one of every week',
      '"hours" is empty, so the window would never open',
      'this window never closes, so nobody would ever be paged about it',
      'a window has "start" and "end", or "hours" for every week, not both',
      'a maintenance window is at most 366 days long',
      '"within" must be between 1 s and 366 d',
      'a heartbeat needs "within"; write for example within: 5m',
      'every alert would be this heartbeat; name one that always fires, or leave "match" out where a job calls',
      'every alert would be this heartbeat; name one that always fires, or leave "match" out where a job calls',
      'there is no service "DB". Did you mean "db"?',
      'two heartbeats have the id "d"; give one of them another',
    ]);
    expect(usable?.inhibitions?.map(({ id }) => id)).toEqual(['e']);
    expect(usable?.maintenance).toBeUndefined();
    expect(usable?.heartbeats).toMatchObject([{ id: 'd', service: '' }]);
  });

  it('quiet hours that cannot be read, or never end, are none; a handle is one person’s', () => {
    const text = (hours: string) => BASE.replace('{ id: grace }', `{ id: grace, quietHours: ${hours} }`);
    for (const [hours, message] of [
      [
        '[ { from: "00:00", to: "00:00" } ]',
        'these quiet hours never end, so what waits for their end is never paged',
      ],
      [
        '[ { from: "22:00", to: "07:00" }, { calendar: ../a.ics } ]',
        '"../a.ics" is not a path inside the team folder; write for example calendars/xnys.ics',
      ],
      ['[ { from: "22:00" } ]', 'a window needs "from" and "to", for example'],
    ] as const) {
      const { usable, problems } = readTeam(text(hours));
      expect(problems).toMatchObject([{ level: 'error', message: expect.stringContaining(message) }]);
      expect(usable?.people[1]).not.toHaveProperty('quietHours');
    }
    const twice = readTeam(
      BASE.replace('{ id: ada }', '{ id: ada, handles: ["@Ada"] }').replace(
        '{ id: grace }',
        '{ id: grace, handles: ["@ada", "not a handle", "@gl"] }',
      ),
    );
    expect(twice.problems.map(({ message }) => message)).toEqual([
      '"@ada" is the handle of "ada" as well; it can be one person\'s only',
      '"not a handle" is not a handle; write for example "@ada-o" or "@shop/payments"',
    ]);
    expect(twice.usable?.people[1]?.handles).toEqual(['@gl']);
  });
});

describe('what can never have an effect is warned about', () => {
  it.each([
    [
      'steps: [ { page: [person:ada], roundRobin: true, acknowledge: all } ]',
      [
        '"roundRobin" has no effect: each incident pages one entry of "page", and there is one',
        '"acknowledge: all" has no effect: there is one to page in this step',
      ],
    ],
    ['steps: [ { page: [all:primary], acknowledge: all } ]', []],
    ['steps: [ { page: [next:primary] } ]', []],
    [
      'steps: [ { page: [next:solo] } ]',
      ['nobody comes next on "solo", so the last resort is paged: one person takes all of its turns'],
    ],
    ['steps: [ { page: [everyone, everyone] } ]', ['"everyone" stands in page twice']],
    [
      'steps: [ { page: [everyone], when: {} } ]',
      ['this "when" says nothing, so the step always counts; write urgency or hours'],
    ],
    [
      'steps: [ { page: [everyone], when: { urgency: low, timeZone: UTC } } ]',
      ['"timeZone" has no effect without "hours" beside it'],
    ],
    [
      'repeatAfter: 5m, steps: [ { page: [everyone] } ]',
      ['"repeatAfter" has no effect without "repeat" beside it'],
    ],
  ])('%s', (keys, messages) => {
    const { read: left, said } = escalation(keys);
    expect(said).toEqual(messages.map((message) => `warning: ${message}`));
    expect(left).not.toBeNull();
  });

  it('a step for an urgency that none of its services has', () => {
    const said = (services: string, urgency = 'low') =>
      read(
        `services: [ ${services} ]\nescalations: [ { id: e, steps: [ { page: [everyone], when: { urgency: ${urgency} } } ] } ]\n`,
      ).said;
    const high = `{ id: a, match: [ 'a="1"' ], escalation: e, urgency: high }`;
    const office = 'supportHours: { hours: [ { from: "09:00", to: "17:00" } ] }';
    expect(said(high)).toEqual(['warning: "a" is always high in urgency, so this step never counts']);
    expect(said(`${high}, { id: b, match: [], escalation: e, urgency: high }`)).toEqual([
      'warning: the services that use this escalation are always high in urgency, so this step never counts',
    ]);
    expect(said(`${high}, { id: b, match: [], escalation: e }`)).toEqual([]);
    expect(said(high.replace('urgency: high', `urgency: high, ${office}`))).toEqual([]);
    expect(said(high, 'high')).toEqual([]);
    expect(said(high.replace(': high', ': low'), 'high')).toHaveLength(1);
    expect(said(`{ id: b, match: [] }`)).toEqual([]);
  });

  it('support hours, inhibitions, heartbeats, matchers', () => {
    const office = 'hours: [ { from: "09:00", to: "17:00" } ]';
    expect(service(`urgency: low, supportHours: { ${office} }`).said).toEqual([
      'warning: the urgency is low within these hours as well, so they have no effect',
    ]);
    expect(
      service(
        'supportHours: { hours: [ { from: mon 00:00, to: thu 12:00 }, { from: thu 09:00, to: mon 00:00 } ] }',
      ).said,
    ).toEqual(['warning: these hours are the whole week, so there is no time outside of them']);
    expect(service(`supportHours: { ${office}, outside: high, criticalToo: true }`).said).toEqual([
      'warning: "criticalToo" has no effect: outside of the hours all is high',
    ]);
    expect(
      read(`inhibitions: [ { id: i, source: ['a="1"', 'b="2"'], target: ['b="2"', 'a="1"'], equal: [] } ]\n`)
        .said,
    ).toEqual([
      'warning: source and target are the same, so this has no effect: what matches both is not held back by another such',
    ]);
    expect(
      read(
        `services: [ { id: s, match: [ 'a="1"', 'a!~"1|2"' ] }, { id: t, match: [ 'a="1"', 'a="2"' ] } ]\n`,
      ).said,
    ).toEqual([
      'warning: these matchers contradict each other about "a", so they match nothing',
      'warning: these matchers contradict each other about "a", so they match nothing',
    ]);
    expect(read(`services: [ { id: s, match: [ 'a=~"(x+)+"' ] } ]\n`).said).toEqual([
      'warning: "(x+)+" repeats what repeats itself, which can take for ever',
    ]);
    const beat = `heartbeats: [ { id: h, match: ['a="1"'], within: 1m } ]\n`;
    const am = `{ id: am, type: alertmanager, url: "http://127.0.0.1:9093", every: 1m }`;
    expect(read(`sources: [ ${am} ]\n${beat}`).said).toEqual([
      'warning: no source is asked more often than every 1 min, so this is called missing again and again',
    ]);
    expect(read(`sources: [ ${am}, { id: ci, type: push } ]\n${beat}`).said).toEqual([]);
  });
});
