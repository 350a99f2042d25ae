import { describe, expect, it } from 'vitest';
import { CHANNEL_TITLES, driveState, firing, LONDON_TEAM, NIGHT } from '../../../test/helpers/driven-state';
import { incidentView } from '../../contract/views/incident';
import { incidentRow } from '../../contract/views/queue';
import { makeLabels } from '../../core/alert/labels';
import { MINUTE } from '../../core/time/duration';
import { rowOf } from './incident-row';
import { incidentViewOf } from './incident-view';
import { linkOf, runbookOf } from './link';
import { makeNames } from './names';

const names = makeNames({
  team: LONDON_TEAM,
  me: 'ada',
  channelTitles: CHANNEL_TITLES,
  timeZone: 'Europe/London',
});
const ada = {
  id: 'ada',
  name: 'Ada Okafor',
  initials: 'AO',
  colour: 0,
  email: 'ada@example.com',
  timeZone: 'Europe/London',
};
const WHY = 'There is no rota yet, so whoever sits at this desktop is on call.';

describe('incidentViewOf', () => {
  it('holds all that is known, hostile text as it came but for what turns a title around', () => {
    const driven = driveState(LONDON_TEAM, NIGHT - MINUTE);
    const alert = firing('key', {
      title: '<img src=x onerror=PROBE()> \u202eevil',
      description: 'first\nsecond',
      labels: makeLabels([
        ['__proto__', 'polluted'],
        ['constructor', 'a\u0000b'],
        ['team', 'pay'],
      ]),
      annotations: makeLabels([['__proto__', '<script>']]),
      links: [
        { text: 'Graph', href: 'https://prom.example/graph?g0=up' },
        { text: 'https://bank.example', href: 'javascript:alert(1)' },
      ],
      startsAt: NIGHT - 5000,
    });
    driven.happens(
      { kind: 'sourceRead', source: 'prod-alertmanager', alerts: [alert], startedAt: null, nextTryAt: null },
      NIGHT,
    );
    driven.happens(
      {
        kind: 'command',
        incident: 'desk-1',
        by: { kind: 'person', id: 'ada' },
        command: { act: 'acknowledge', hereOnly: false },
      },
      NIGHT + 2 * MINUTE,
    );
    driven.happens(
      { kind: 'silenceWritten', incident: 'desk-1', silenceId: 's1', endsAt: NIGHT + 17 * MINUTE },
      NIGHT + 2 * MINUTE + 7000,
    );
    const incident = driven.incident('desk-1');
    const view = incidentViewOf(
      {
        incident,
        facts: driven.facts.map((fact, index) => ({ seq: index + 1, fact })),
        pages: [
          {
            id: 'desk-1-p1',
            incident: 'desk-1',
            person: 'ada',
            channel: 'popup',
            at: NIGHT,
            reason: 'firing',
            why: WHY,
            delivery: { state: 'pending' },
          },
          {
            id: 'desk-1-p2',
            incident: 'desk-1',
            person: 'ada',
            channel: 'sound',
            at: NIGHT,
            reason: 'still-unanswered',
            why: WHY,
            delivery: { state: 'failed', at: NIGHT + 9, detail: 'no output' },
          },
        ],
      },
      names,
      LONDON_TEAM,
    );
    const row = {
      id: 'desk-1',
      number: 1,
      title: '<img src=x onerror=PROBE()> evil',
      severity: 'critical',
      status: 'acknowledged',
      suppression: null,
      held: null,
      lead: null,
      members: 0,
      snoozedUntil: null,
      service: { id: 'pay', name: 'Payments' },
      source: 'prod-alertmanager',
      count: 1,
      openedAt: NIGHT,
      lastSeenAt: NIGHT,
      acknowledgedAt: NIGHT + 2 * MINUTE,
      acknowledgedBy: { name: 'Ada Okafor', person: ada },
      resolvedAt: null,
      responder: ada,
      ringing: false,
      writeBack: 'confirmed',
    };
    expect(incidentRow.parse(rowOf(incident, names))).toEqual(row);
    const { story, ...rest } = incidentView.parse(view);
    expect(rest).toEqual({
      ...row,
      description: 'first\nsecond',
      dedupKey: 'key',
      labels: [
        ['__proto__', 'polluted'],
        ['constructor', 'a\u0000b'],
        ['team', 'pay'],
      ],
      annotations: [['__proto__', '<script>']],
      links: [
        { text: 'Graph', href: 'https://prom.example/graph?g0=up', openable: true },
        { text: 'https://bank.example', href: 'javascript:alert(1)', openable: false },
      ],
      runbook: { text: 'runbooks/pay.md (in the team folder)', href: 'runbooks/pay.md', openable: false },
      startsAt: NIGHT - 5000,
      why: WHY,
      resolvedBy: null,
      missing: null,
      writeBackDetail: {
        state: 'confirmed',
        at: NIGHT + 2 * MINUTE + 7000,
        endsAt: NIGHT + 17 * MINUTE,
        silenceId: 's1',
        detail: '',
        text: 'Confirmed by prod-alertmanager 02:02:07, silenced until 02:17',
      },
      earlier: { facts: 0, pages: 0 },
      pages: [
        {
          id: 'desk-1-p1',
          incident: 'desk-1',
          person: 'Ada Okafor',
          channel: 'Pop-up',
          at: NIGHT,
          reason: 'fires now',
          why: WHY,
          delivery: { state: 'pending', at: null, detail: '' },
        },
        {
          id: 'desk-1-p2',
          incident: 'desk-1',
          person: 'Ada Okafor',
          channel: 'Sound',
          at: NIGHT,
          reason: 'still unanswered',
          why: WHY,
          delivery: { state: 'failed', at: NIGHT + 9, detail: 'no output' },
        },
      ],
      plan: null,
      waits: [],
      parts: [],
      movable: false,
    });
    expect(story.map(({ kind }) => kind)).toEqual([
      'opened',
      'paged',
      'acknowledged',
      'writeBack',
      'writeBack',
    ]);
  });
});

describe('links', () => {
  it.each([
    ['https://example.com/a b', false],
    ['https://example.com/runbook', true],
    ['HTTP://EXAMPLE.com', true],
    ['http://127.0.0.1:9090/graph', true],
    ['javascript:alert(1)', false],
    ['java\nscript:alert(1)', false],
    [' https://example.com', false],
    ['data:text/html,x', false],
    ['file:///etc/passwd', false],
    ['vbscript:x', false],
    ['ms-settings:x', false],
    ['smb://host/share', false],
    ['//evil.example', false],
    ['https:evil.example', false],
    ['https:\\\\evil.example', false],
    ['https://good.example\\@evil.example', false],
    ['https://a@evil.example', false],
    ['https://a:b@evil.example', false],
    ['https://', false],
    [`https://example.com/${'a'.repeat(3000)}`, false],
    [`https://example.com/${'ö'.repeat(1000)}`, false],
    ['', false],
  ])('%s may be opened: %s', (href, openable) => {
    expect(linkOf('text', href).openable).toBe(openable);
  });

  it('shows the address that is really asked, and the host where a link has no text', () => {
    expect([linkOf('', 'https://exämple.com/\u202ecod.exe'), linkOf('', 'javascript:x')]).toEqual([
      { text: 'xn--exmple-cua.com', href: 'https://xn--exmple-cua.com/%E2%80%AEcod.exe', openable: true },
      { text: 'javascript:x', href: 'javascript:x', openable: false },
    ]);
  });

  it('tells runbooks in the team folder from links, and from paths out of it', () => {
    expect(
      [
        '',
        'runbooks/a b.md',
        '../secret.md',
        '/etc/x.md',
        'c:x.md',
        'a\\b.md',
        'https://x.example/a.md',
        'call Ada',
      ].map(runbookOf),
    ).toEqual([
      null,
      { text: 'runbooks/a b.md (in the team folder)', href: 'runbooks/a b.md', openable: false },
      { text: '../secret.md', href: '../secret.md', openable: false },
      { text: '/etc/x.md', href: '/etc/x.md', openable: false },
      { text: 'c:x.md', href: 'c:x.md', openable: false },
      { text: 'a\\b.md', href: 'a\\b.md', openable: false },
      { text: 'https://x.example/a.md', href: 'https://x.example/a.md', openable: true },
      { text: 'call Ada', href: 'call Ada', openable: false },
    ]);
  });
});
