import { describe, expect, it } from 'vitest';
import type { RingingPage, RingingView } from '../../contract/views/ringing';
import type { StatusView } from '../../contract/views/status';
import { menuText, plainLine } from './plain-line';
import { shownStatus, UNKNOWN } from './status-model';
import { type TrayEntry, type TrayView, trayMenu } from './tray-menu-model';

const ada = { id: 'ada', name: 'Ada Okafor', initials: 'AO', colour: 1, email: '', timeZone: 'UTC' };
const calm: StatusView = {
  ...UNKNOWN,
  team: 'Payments',
  me: ada,
  tray: 'oncall',
  onCall: { yes: true, until: 42, why: '' },
  duties: [],
  listener: { url: 'http://127.0.0.1:9', ok: true, text: '' },
  sentence: 'Ada is on call until Mon 09:00, all quiet.',
};
const page = (n: number, title = `Disk ${n} is full`): RingingPage => ({
  incident: `d-${n}`,
  number: n,
  title,
  severity: n === 1 ? 'critical' : 'warning',
  service: 'Checkout',
  source: 'prod',
  where: [],
  summary: '',
  startsAt: null,
  openedAt: 0,
  pagedAt: 0,
  count: 1,
  why: '',
  reason: 'firing',
  runbook: null,
  pages: [],
  practice: false,
  sounds: true,
});
const ringing = (...pages: RingingPage[]): RingingView => ({ pages, total: pages.length, me: ada });
const view = (over: Partial<TrayView>): TrayView => ({
  status: calm,
  ringing: ringing(),
  startAtLogin: false,
  printTime: (at) => `<${at}>`,
  ...over,
});
const texts = (entries: readonly TrayEntry[]) =>
  entries.map((entry) =>
    entry.kind === 'separator' ? '-' : entry.kind === 'line' ? `(${entry.text})` : entry.text,
  );

describe('trayMenu', () => {
  it('says whether you can be paged, and leads to why', () => {
    const pageable = { light: 'not pageable', text: 'Not pageable: Storing' } as const;
    const entries = trayMenu(view({ status: { ...calm, pageable } }));
    expect(entries[1]).toEqual({
      kind: 'item',
      text: 'Not pageable: Storing',
      act: { kind: 'screen', screen: 'readiness' },
    });
  });

  it('says how things stand while all is quiet', () => {
    expect(texts(trayMenu(view({})))).toEqual([
      '(You are on call until <42>)',
      '-',
      'Open Watchbill',
      'Practice page',
      'Start at login',
      '-',
      'Quit Watchbill',
    ]);
  });

  it('says who else is on call, what is closed, and where nobody is', () => {
    const duty = (name: string, over: Partial<StatusView['duties'][number]>) => ({
      schedule: name,
      name,
      person: null,
      until: 7,
      because: '',
      ...over,
    });
    const grace = { ...ada, id: 'grace', name: 'Grace Lindt' };
    const duties = [
      duty('Primary', { person: ada }),
      duty('Secondary', { person: grace, until: null }),
      duty('Desk', { closed: true }),
      duty('Data', {}),
    ];
    expect(texts(trayMenu(view({ status: { ...calm, duties } }))).slice(0, 5)).toEqual([
      '(You are on call until <42>)',
      'Secondary: Grace Lindt',
      'Desk: closed until <7>',
      'Data: nobody is on call until <7>',
      '-',
    ]);
  });

  it('answers what rings, critical first as given, five at most and the rest counted', () => {
    const many = trayMenu(view({ ringing: ringing(...[1, 2, 3, 4, 5, 6, 7].map((n) => page(n))) }));
    expect(texts(many).slice(0, 5)).toEqual([
      '(Critical: Disk 1 is full (#1))',
      'Acknowledge',
      'Snooze 15 min',
      'Open',
      '-',
    ]);
    expect(many.filter((entry) => entry.kind === 'item' && entry.text === 'Acknowledge')).toHaveLength(5);
    expect(texts(many)).toContain('2 more waiting');
    expect(many.find((entry) => entry.kind === 'item' && entry.text === 'Acknowledge all 7')).toMatchObject({
      act: { kind: 'acknowledge', incidents: ['d-1', 'd-2', 'd-3', 'd-4', 'd-5', 'd-6', 'd-7'] },
    });
  });

  it('shows a blind source and a store that does not store', () => {
    const bad = {
      ...calm,
      blind: [{ id: 'prod', text: 'Blind: no answer from prod for 5 min' }],
      storing: { ok: false, text: 'disk full' },
    };
    expect(texts(trayMenu(view({ status: bad })))).toEqual(
      expect.arrayContaining(['(Not storing: disk full)', 'Blind: no answer from prod for 5 min']),
    );
  });

  it('shows hostile titles as one short harmless line', () => {
    const hostile = `Pay & \u202Egnp.exe\u0000\nCRITICAL ${'x'.repeat(300)}`;
    const [line] = texts(trayMenu(view({ ringing: ringing(page(1, hostile)) })));
    expect(line).toMatch(/^\(Critical: Pay && gnp\.exe CRITICAL x+…\)$/);
    expect(line!.length).toBeLessThan(70);
  });

  it('has something to say before the engine spoke', () => {
    expect(
      texts(trayMenu(view({ status: shownStatus(null, { kind: 'setting-up' }, []), ringing: null })))[0],
    ).toBe('(Watchbill is not set up yet.)');
  });
});

describe('shownStatus', () => {
  const own = { id: 'shell:x', tone: 'warn', text: 'x', act: '' } as const;

  it('passes the status on with the banners of the shell', () => {
    expect(shownStatus(calm, { kind: 'running' }, [own])).toEqual({ ...calm, banners: [own] });
  });

  it('is blind and loud when the pager stopped, and keeps the figures', () => {
    const down = shownStatus({ ...calm, open: 3 }, { kind: 'starting-again', problem: 'exit code 9' }, []);
    expect(down).toMatchObject({ tray: 'blind', open: 3, sentence: 'The pager stopped, starting again.' });
    expect(down.banners[0]).toMatchObject({ tone: 'bad', text: expect.stringContaining('exit code 9') });
    expect(texts(trayMenu(view({ status: down })))[1]).toContain('The pager stopped');
  });

  it('never looks quiet before anything is known', () => {
    expect(shownStatus(null, { kind: 'starting' }, []).tray).toBe('blind');
    expect(shownStatus(null, { kind: 'setting-up' }, []).tray).toBe('rest');
  });
});

describe('plainLine', () => {
  it('counts letters, not halves of them', () => {
    expect(plainLine('🔥🔥🔥', 2)).toBe('🔥…');
    expect(menuText('a\u2066b\tc', 10)).toBe('ab c');
  });
});
