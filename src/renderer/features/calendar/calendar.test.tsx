// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { Settings } from 'luxon';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { ada, calendar, grace, HOSTILE, status } from '../../../../test/ui-harness/b-fixtures';
import type { CalendarView } from '../../../contract/views';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { CalendarScreen } from './calendar';

const NOW = Date.parse('2026-11-23T10:30:00Z');
const blankScreen = useScreen.getInitialState();

function start(view: CalendarView | ((input: { from: number; to: number }) => CalendarView)) {
  const fake = fakeBridge({ 'calendar.range': view });
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ status: status() });
  render(<CalendarScreen />);
  return fake;
}
const one = (over: Partial<CalendarView['incidents'][number]> = {}): CalendarView => ({
  incidents: [
    {
      id: 'i1',
      number: 7,
      title: 'Disk full',
      severity: 'critical',
      status: 'resolved',
      start: NOW - 7_200_000,
      end: NOW - 3_600_000,
      suppression: null,
      snoozedUntil: null,
      service: 'Checkout',
      ...over,
    },
  ],
  more: false,
  duty: [
    { start: NOW - 86_400_000, end: Date.parse('2026-11-23T09:00:00Z'), person: ada, why: '' },
    { start: Date.parse('2026-11-23T09:00:00Z'), end: NOW + 86_400_000, person: grace, why: '' },
  ],
});
const event = () => screen.findByRole('button', { name: /#7 / });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  useScreen.setState(blankScreen, true);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  Settings.defaultZone = 'system';
});

describe('the calendar', () => {
  it('asks for whole weeks in my zone, whatever the zone of the system', async () => {
    const { inputs } = start(one());
    await event();
    expect(inputs('calendar.range')).toEqual([
      { from: Date.parse('2026-10-26T00:00:00Z'), to: Date.parse('2026-12-07T00:00:00Z') },
    ]);
  });

  it.each(['Enter', ' '])('opens an incident by the key %j, named whole', async (key) => {
    start(one());
    const button = await event();
    expect(button.getAttribute('aria-label')).toBe(
      'critical: #7 Disk full, Checkout, 08:30 to 09:30, resolved',
    );
    expect(button.tabIndex).toBe(0);
    act(() => void fireEvent.keyDown(button, { key }));
    expect(useScreen.getState()).toMatchObject({ screen: 'queue', incident: 'i1', full: true });
  });

  it('opens an incident by a click, in every view', async () => {
    start(one());
    for (const view of ['Week', 'Agenda']) {
      act(() => screen.getByRole('radio', { name: view }).click());
      useScreen.setState({ incident: null });
      const button =
        view === 'Agenda' ? await screen.findByRole('button', { name: /Disk full/ }) : await event();
      act(() => button.click());
      expect(useScreen.getState().incident).toBe('i1');
    }
  });

  it('lists what has been as far as today, the newest first, and what is not over as such', async () => {
    const [first] = one().incidents;
    if (!first) throw new Error('no incident');
    const hours = (n: number) => NOW - n * 3_600_000;
    const over = [
      { id: 'i1', number: 1, title: 'Long ago', start: hours(50), end: hours(30) },
      { id: 'i2', number: 2, title: 'Kept quiet', start: hours(9), status: 'open', end: null },
      { id: 'i3', number: 3, title: 'In hand', start: hours(3), status: 'acknowledged', end: null },
    ] as const;
    const { inputs } = start({
      ...one(),
      incidents: over.map((each) => ({
        ...first,
        ...each,
        suppression: each.id === 'i2' ? { how: 'muted' as const, by: [] } : null,
      })),
    });
    act(() => screen.getByRole('radio', { name: 'Agenda' }).click());
    await waitFor(() =>
      expect(inputs('calendar.range').at(-1)).toEqual({
        from: Date.parse('2026-11-10T00:00:00Z'),
        to: Date.parse('2026-11-24T00:00:00Z'),
      }),
    );
    const rows = await screen.findAllByRole('button', { name: /#\d$/ });
    expect(rows.map((row) => row.textContent)).toEqual([
      'since 07:30CriticalIn handAcknowledgedCheckout#3',
      'since 01:30CriticalKept quietSuppressed, muted at sourceCheckout#2',
      '08:30 – Sun 04:30CriticalLong agoCheckout#1',
    ]);
    expect(screen.getAllByRole('heading', { level: 2 }).map((head) => head.textContent)).toEqual([
      expect.stringMatching(/^Today/),
      expect.stringMatching(/^Sat 21 Nov/),
    ]);
  });

  it('shows who is on call on a day, in the order in which they come on', async () => {
    start(one());
    await event();
    const today = screen.getByRole('button', { name: /^23 ?, on call/ });
    expect(today.textContent).toMatch(/AO.*Ada Okafor.*GL.*Grace Lindt/);
  });

  it('moves by what is shown', async () => {
    const { inputs } = start(one());
    await event();
    act(() => screen.getByRole('button', { name: 'Earlier month' }).click());
    expect(screen.getByRole('heading', { name: 'October 2026' })).toBeTruthy();
    await waitFor(() =>
      expect(inputs('calendar.range').at(-1)?.from).toBe(Date.parse('2026-09-27T23:00:00Z')),
    );
    act(() => screen.getByRole('button', { name: 'Today' }).click());
    expect(screen.getByRole('heading', { name: 'November 2026' })).toBeTruthy();
  });

  it('says when it cannot be read, and asks again', async () => {
    let broken = true;
    start(() => {
      if (broken) throw new Error('the engine is gone');
      return one();
    });
    expect((await screen.findByRole('alert')).textContent).toContain('the engine is gone');
    broken = false;
    act(() => screen.getByRole('button', { name: 'Try again' }).click());
    await event();
  });

  it('shows foreign text as text', async () => {
    start(one({ title: HOSTILE, service: HOSTILE }));
    await event();
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByText(HOSTILE).tagName).toBe('BDI');
  });

  it.each(['Month', 'Week', 'Agenda'])(
    'is clean for a screen reader as %s with a month of incidents',
    async (view) => {
      start(({ from, to }) => calendar(from, to, NOW));
      act(() => screen.getByRole('radio', { name: view }).click());
      await waitFor(() => expect(screen.getAllByText(/KubePodCrashLooping/).length).toBeGreaterThan(0));
      // The style sheet hides the row of whole days; here is none.
      const { violations } = await axe.run(
        { include: document.body, exclude: ['.rbc-allday-cell'] },
        {
          rules: {
            'color-contrast': { enabled: false },
            region: { enabled: false },
            'page-has-heading-one': { enabled: false },
          },
        },
      );
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    },
  );
});
