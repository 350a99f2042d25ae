import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { MINUTE, SECOND } from '../time/duration';
import { readTeam } from './read';

vi.setConfig({ testTimeout: 30_000 });

const HEAD =
  'watchbill: 1\nteam: Payments\ntimeZone: Europe/London\npeople:\n  - { id: ada, name: Ada Okafor, email: ada@example.com }\n  - { id: grace, name: Grace Lindt, timeZone: America/New_York }\n';

/** Every problem as one line, as `watchbill check` prints it. */
function told(text: string): string[] {
  return readTeam(text).problems.map(
    (p) => `${p.line}:${p.column}: ${p.level === 'warning' ? 'warning: ' : ''}${p.message}`,
  );
}

/** What is said about text added after the head, with lines counted from the first added one. */
function after(text: string): string[] {
  return told(HEAD + text).map((line) => line.replace(/^\d+/, (n) => String(Number(n) - 6)));
}

describe('a team file that is right', () => {
  it('becomes a team, with defaults filled in', () => {
    const { team, problems } = readTeam(`${HEAD}services:
  - { id: checkout, match: [ 'service="checkout"', 'namespace=~"pay.*"' ], owners: [ada], runbook: runbooks/checkout.md }
  - { id: rest, name: The rest, match: [] }
sources:
  - { id: prod, type: alertmanager, url: "HTTPS://AM.example:9093/alerts//" }
  - { id: slow, type: alertmanager, url: "http://127.0.0.1:9093", every: 10m, resolveAfter: 0s, acknowledge: silence, silenceFor: 60s, auth: basic, username: wb, caFile: /etc/ca.pem }
  - { id: ci, type: push, title: Continuous integration }
  - { id: other, type: push }
`);
    expect(problems.map((p) => p.message)).toEqual(['"caFile" has no effect on an http address']);
    expect(team?.people[0]).toEqual({
      id: 'ada',
      name: 'Ada Okafor',
      email: 'ada@example.com',
      timeZone: 'Europe/London',
      holidays: '',
      away: '',
    });
    expect(team?.people[1]?.timeZone).toBe('America/New_York');
    expect(team?.services.map((s) => [s.id, s.name, s.match.length])).toEqual([
      ['checkout', 'checkout', 2],
      ['rest', 'The rest', 0],
    ]);
    expect(team?.sources[0]).toEqual({
      id: 'prod',
      type: 'alertmanager',
      url: 'https://am.example:9093/alerts',
      every: 15 * SECOND,
      resolveAfter: 90 * SECOND,
      blindAfter: 5 * MINUTE,
      acknowledge: 'nothing',
      silenceFor: 15 * MINUTE,
      auth: { kind: 'none' },
      caFile: '',
    });
    expect(team?.sources[1]).toMatchObject({
      every: 10 * MINUTE,
      resolveAfter: 0,
      blindAfter: 20 * MINUTE,
      silenceFor: MINUTE,
      auth: { kind: 'basic', username: 'wb' },
    });
    expect(team?.sources.slice(2)).toEqual([
      { id: 'ci', type: 'push', title: 'Continuous integration' },
      { id: 'other', type: 'push', title: 'other' },
    ]);
  });

  it('may begin with a byte order mark and have CRLF line ends', () => {
    const plain = readTeam(HEAD);
    expect(plain.problems).toEqual([]);
    expect(readTeam(`\uFEFF${HEAD.replaceAll('\n', '\r\n')}`)).toEqual(plain);
    expect(told(`\uFEFF${HEAD.replaceAll('\n', '\r\n')}people:\r\n`)).toEqual([
      '7:1: "people" stands here twice; keep one of the two',
    ]);
  });

  it('reads numbers and words such as no as the text that stands there', () => {
    const { team } = readTeam(
      'watchbill: "1"\nteam: 0042\ntimeZone: UTC\npeople: [{ id: no, name: Yes }, { id: 7, name: null }]\n',
    );
    expect(team?.name).toBe('0042');
    expect(team?.people.map((p) => [p.id, p.name])).toEqual([
      ['no', 'Yes'],
      ['7', '7'],
    ]);
  });
});

describe('what is wrong is named with its place', () => {
  it.each([
    ['', ['1:1: the file is empty; a team file begins with "watchbill: 1"']],
    ['# nothing\n', ['1:1: the file holds no team; a team file begins with "watchbill: 1"']],
    ['- a\n', ['1:1: a team file must be written as "key: value" pairs']],
    ['team: x\n', ['1:1: the version is missing; write "watchbill: 1" in the first line']],
    [
      'watchbill: 2\nnew: shape\n',
      [
        '1:12: the file is for a newer Watchbill (version 2); this one reads version 1: update Watchbill',
        '2:1: warning: "new" is no key of a team file, so it has no effect.',
      ],
    ],
    ['watchbill: one\n', ['1:12: "one" is not a version of the team file; write "watchbill: 1"']],
    [
      `${HEAD}---\nwatchbill: 1\n`,
      ['7:1: a second document begins here ("---"); a team file is one document'],
    ],
    ['watchbill: 1\npeople:\n\t- a\n', ['3:1: a tab is used to indent here; YAML takes spaces only']],
    ['watchbill: 1\nteam: a\u0000b\n', ['2:8: the file is not UTF-8 text; save it as UTF-8']],
    ['watchbill: 1\nteam: a\u0007b\n', ['2:8: the character U+0007 cannot stand in this file; take it out']],
    [
      'watchbill: 1\n<<<<<<< HEAD\nteam: a\n=======\nteam: b\n>>>>>>> theirs\n',
      [
        '2:1: two versions of the file were merged and conflict here; keep one of the two and delete the <<<<<<<, ======= and >>>>>>> lines',
      ],
    ],
    ['watchbill: 1\nteam: "a\n', ['3:1: not valid YAML: missing closing "quote']],
    [
      'watchbill: 1\nteam: !!js/function x\n',
      ['2:7: tags ("!…") have no meaning in a team file; take it out'],
    ],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
    expect(readTeam(text).team).toBeNull();
  });

  it('people', () => {
    expect(
      told(`watchbill: 1
team: T
timezone: Europe/London
people:
  - { id: Ada, name: Ada }
  - { name: Bo }
  - { id: bo, name: Bo, mail: bo@example.com, timeZone: EST5EDT }
  - { id: bo, name: Bo again, timeZone: America/Nowhere, email: bo }
  - { id: nobody }
  - just text
  -
`),
    ).toEqual([
      '1:1: warning: the team has no timeZone, so it is UTC; write for example "timeZone: Europe/London"',
      '3:1: warning: "timezone" is no key of a team file, so it has no effect. Did you mean "timeZone"?',
      '5:11: "Ada" cannot be an id; write ada',
      '6:5: this person has no id; write for example id: ada',
      '7:25: warning: "mail" is no key of a person, so it has no effect. Did you mean "email"?',
      '7:57: "EST5EDT" is not a time zone; write UTC or an IANA name such as Europe/London',
      '8:11: two people have the id "bo"; give one of them another',
      '8:41: no time zone is called "America/Nowhere"; write UTC or an IANA name such as Europe/London',
      '8:65: warning: "bo" does not look like an email address',
      '9:11: "nobody" has a meaning of its own in the rota; give this person another id',
      '10:5: a person must be written as "key: value" pairs',
      '11:4: people has an empty item; take it out',
    ]);
  });

  it.each([
    '""',
    '"GMT+25"',
    '../../etc',
    'Europe/Nowhere',
    '"+01:00"',
    'Etc/../UTC',
    'EST5EDT',
    'Singapore',
  ])('F5: time zone %j', (zone) => {
    const { team, problems } = readTeam(HEAD.replace('Europe/London', zone));
    expect(team).toBeNull();
    expect(problems.map((p) => [p.line, p.column, p.level])).toEqual([[3, 11, 'error']]);
  });

  it('F5: a time zone of 10 KB is cut in the message', () => {
    expect(told(HEAD.replace('Europe/London', 'x'.repeat(10_240)))[0]?.length).toBeLessThan(150);
  });

  it('services', () => {
    expect(
      after(`services:
  - { id: all, match: [] }
  - { id: web, match: ['service~"x"', 'a=~"("'], owners: [ada, grase], runbook: ../secret }
  - { id: db, owners: [Ada], escalation: payment, runbook: "javascript:alert(1)" }
escalations:
  - id: payments
    steps: [ { after: 5, page: [person:linus, schedule:primary, everyone, ada] } ]
`),
    ).toEqual([
      '2:16: warning: service "all" takes every alert, so none reaches "web", "db" after it; move it to the end',
      '3:24: "service~"x"" is not a matcher; write for example severity="critical" or team=~"pay.*"',
      '3:39: "(" is not a regular expression: Invalid regular expression: /^(?:()$/s: Unterminated group',
      '3:64: there is no person "grase". Did you mean "grace"?',
      '3:81: "../secret" is not a path inside the team folder, or an http(s) link; write for example runbooks/checkout.md',
      '4:5: warning: this service has no match, so it takes every alert; write "match: []" if that is meant',
      '4:24: there is no person "Ada". Did you mean "ada"?',
      '4:42: there is no escalation "payment". Did you mean "payments"?',
      '4:60: "javascript:alert(1)" is not a path inside the team folder, or an http(s) link; write for example runbooks/checkout.md',
      '7:23: "after: 5" has no unit; write 5s for seconds, 5m for minutes',
      '7:33: there is no person "linus".',
      '7:47: warning: there is no schedule "primary".',
      '7:75: "ada" cannot be paged; write person:ada',
    ]);
  });

  it('sources', () => {
    expect(
      after(`sources:
  - { id: local, type: push }
  - { id: watchbill, type: push }
  - { id: a, type: alertmanger, url: "http://x" }
  - { id: b, url: "http://x" }
  - { id: c, type: alertmanager }
  - { id: d, type: push, url: "http://x", token: hunter2 }
  - { id: e, type: alertmanager, url: "http://am:9093", every: 0s, resolveAfter: 15, blindAfter: 20s, silenceFor: 30s, acknowledge: yes }
  - { id: f, type: alertmanager, url: "http://am:9093/x", auth: basic }
  - { id: g, type: alertmanager, url: "http://am:9093/x/", auth: bearer, username: me, password: hunter2, caFile: ../ca.pem }
  - { id: h, type: alertmanager, url: "http://127.0.0.1:1", every: 1m, blindAfter: 119s, bilndAfter: 3m }
`),
    ).toEqual([
      '2:11: "local" is a source that Watchbill itself has; give this one another id',
      '3:11: "watchbill" is a source that Watchbill itself has; give this one another id',
      '4:20: "type" cannot be "alertmanger"; write one of alertmanager, push. Did you mean "alertmanager"?',
      '5:5: "type" is missing; write one of alertmanager, push',
      '6:5: this source has no url; write for example url: "http://127.0.0.1:9093"',
      '7:26: warning: "url" has no effect on a source of type push',
      '7:43: "token": secrets never stand in the team file; take it out, and enter it in the app: it is kept in this desktop\'s keychain',
      '8:64: "every" must be between 1 s and 1 h',
      '8:82: "resolveAfter: 15" has no unit; write 15s for seconds, 15m for minutes',
      '8:98: "blindAfter" must be between 30 s (twice "every") and 1 d',
      '8:115: "silenceFor" must be between 1 min and 1 d',
      '8:133: "acknowledge" cannot be "yes"; write one of nothing, silence.',
      '9:5: auth: basic needs a username; the password is entered in the app and kept in the keychain',
      '9:39: warning: the secret of this source travels readable over http; use https where the server can',
      '10:39: warning: the secret of this source travels readable over http; use https where the server can',
      '10:39: warning: source "f" asks the same address; each alert would come twice',
      '10:74: warning: "username" has no effect without "auth: basic"',
      '10:88: "password": secrets never stand in the team file; take it out, and enter it in the app: it is kept in this desktop\'s keychain',
      '10:115: "../ca.pem" is not a path inside the team folder, or an absolute one; write for example ca.pem',
      '11:84: "blindAfter" must be between 2 min (twice "every") and 1 d',
      '11:90: warning: "bilndAfter" is no key of a source, so it has no effect. Did you mean "blindAfter"?',
    ]);
  });
});

describe('schedules and escalations', () => {
  it('takes the whole form of the rota', () => {
    expect(
      after(`schedules:
  - id: primary
    timeZone: Europe/London
    layers:
      - { id: weekly, people: [ada, grace, ada], start: 2026-01-05T09:00, turn: 1 week, until: 2027-01-04T09:00 }
      - id: weekends
        people: [grace]
        start: 2026-01-09T18:00
        turn: 1 week
        hours: [ { from: fri 18:00, to: mon 09:00 }, { days: [mon], from: "12:00", to: "13:00" }, { calendar: calendars/xnys.ics } ]
    overrides:
      - { person: grace, start: 2026-03-02T09:00, end: 2026-03-03T09:00, reason: dentist }
      - { person: nobody, start: 2026-03-02T09:00, end: 2026-03-03T09:00 }
services: [ { id: checkout, escalation: payments, match: [] } ]
escalations:
  - { id: payments, steps: [ { page: [schedule:primary] }, { after: 15m, page: [everyone] } ], repeat: 2 }
`),
    ).toEqual([]);
  });

  it('names people and zones that do not exist', () => {
    expect(
      after(`schedules:
  - id: primary
    timeZone: Mars/Olympus
    layers: [ { id: l0, people: [ada, lovelace], turns: 1 day } ]
    overrides: [ { person: hal, start: 2026-03-02T09:00 } ]
`),
    ).toEqual([
      '3:15: no time zone is called "Mars/Olympus"; write UTC or an IANA name such as Europe/London',
      '4:15: a layer needs "start"',
      '4:15: a layer needs "turn"',
      '4:39: there is no person "lovelace".',
      '4:50: warning: "turns" is no key of a layer, so it has no effect. Did you mean "turn"?',
      '5:18: an override needs "end"',
      '5:28: there is no person "hal".',
    ]);
  });
});

describe('hostile text', () => {
  it.each([
    ['brackets', `watchbill: ${'['.repeat(500_000)}`],
    ['dashes', '- '.repeat(400_000)],
    ['block depth', Array.from({ length: 1200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['many keys', Array.from({ length: 40_000 }, (_, i) => `a${i}: 1`).join('\n')],
    ['too large', `watchbill: 1\n#${'x'.repeat(1024 * 1024)}`],
    ['an alias of itself', 'watchbill: 1\npeople: &a [*a, *a]\n'],
    [
      'aliases of aliases',
      `watchbill: 1\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\npeople: [${'*c,'.repeat(9)}]\n`,
    ],
    ['many aliases', `watchbill: 1\nteam: &a { id: x }\npeople: [${'*a, '.repeat(50_000)}]\n`],
    [
      'an alias bomb in known places',
      `watchbill: 1\npeople: [{id: a}]\nservices:\n - &s {id: a, match: [], owners: &o [${'a,'.repeat(400)}]}\n${' - *s\n'.repeat(3000)}`,
    ],
    [
      'keys of the prototype',
      'watchbill: 1\n__proto__: { people: 1 }\nconstructor: 1\npeople: [ { id: a, __proto__: { name: x } } ]\n',
    ],
  ])('%s: answers soon, with a problem', (_, text) => {
    const began = performance.now();
    const { problems } = readTeam(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(400);
    expect(problems.every((p) => p.line >= 1 && p.column >= 1 && p.message.length < 400)).toBe(true);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('never throws, whatever stands in the file', () => {
    const words = fc.constantFrom(
      'watchbill: 1',
      'people',
      'sources',
      'match',
      'id',
      ':',
      ' ',
      '\n',
      '  - ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a',
      '*a',
      '!x',
      '|',
      '>',
      '"',
      "'",
      '#',
      '? ',
      '~',
      '\t',
      '\r\n',
      'type: push',
      '<<: ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const { team, problems } = readTeam(text);
          expect(team === null).toBe(problems.some((p) => p.level === 'error'));
          for (const p of problems) expect(p.line >= 1 && p.column >= 1).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('says where, in the bounds of the text', () => {
    fc.assert(
      fc.property(fc.nat({ max: HEAD.length }), fc.string({ maxLength: 3 }), (at, junk) => {
        const text = HEAD.slice(0, at) + junk + HEAD.slice(at + 1);
        const lines = text.split('\n');
        for (const p of readTeam(text).problems) expect(p.line).toBeLessThanOrEqual(lines.length + 1);
      }),
      { numRuns: 300 },
    );
  });
});
