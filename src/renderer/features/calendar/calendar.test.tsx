// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import {
  eachAnew,
  HOUR,
  NOW,
  press,
  said,
  shift,
  shifts,
  start,
} from '../../../../test/helpers/calendar-page';
import { run } from '../../keys/commands';
import { useScreen } from '../../state/screen';
import { useCalendar } from './calendar-store';

eachAnew();

describe('the calendar', () => {
  it('says every shift whole: who, what for, from when to when, by what', async () => {
    const fake = start();
    fake.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: 'ada',
          start: NOW + 24 * HOUR,
          end: NOW + 28 * HOUR,
          reason: '',
        },
      ],
      'grace',
    );
    await shift(/You, Ada Okafor, on call for Primary, Tue 24 Nov 10:30 to Tue 24 Nov 14:30, by an override/);
    expect(shifts()).toContain('Linus Roy on call for Primary, Fri 27 Nov 18:00 to Fri 4 Dec 18:00');
  });

  it('glares where nobody is on call, and is quiet where a desk is closed', async () => {
    const fake = start({ schedules: 3 });
    const closed = await shift(/^Nobody on call for Trading desk, .* closed, outside its hours$/);
    expect(closed.className).toContain('shift-closed');
    fake.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: null,
          start: NOW + 24 * HOUR,
          end: NOW + 28 * HOUR,
          reason: '',
        },
      ],
      'grace',
    );
    const gap = await shift(/^Nobody on call for Primary, .* a gap$/);
    expect(gap.className).toContain('shift-gap');
  });

  it('says what to do where there is no schedule', async () => {
    start({ schedules: 0 });
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Make a schedule' })).click();
    expect(useScreen.getState().screen).toBe('schedules');
  });

  it('shows each way and goes to other spans, asking for them', async () => {
    const fake = start({ incidents: 3 });
    await shift(/Linus Roy/);
    act(() => screen.getByRole('radio', { name: 'Week' }).click());
    await screen.findByRole('heading', { name: '23 – 29 November 2026' });
    act(() => screen.getByRole('radio', { name: 'Agenda' }).click());
    await screen.findByRole('heading', { name: '23 November – 6 December 2026' });
    await screen.findByRole('button', { name: /#1003/ });
    act(() => screen.getByRole('radio', { name: 'Month' }).click());
    act(() => screen.getByRole('button', { name: 'Later month' }).click());
    await screen.findByRole('heading', { name: 'December 2026' });
    await waitFor(() => {
      const { from, to } = fake.inputs('rota.get').at(-1) as { from: number; to: number };
      expect(from).toBeLessThan(Date.parse('2026-11-30T00:00Z'));
      expect(to).toBeGreaterThan(Date.parse('2027-01-03T00:00Z'));
    });
    act(() => screen.getByRole('button', { name: 'Today' }).click());
    await screen.findByRole('heading', { name: 'November 2026' });
  });

  it('shows the wall of any person, and says whose zone it is', async () => {
    start();
    await shift(/Linus Roy/);
    act(() => screen.getByRole('button', { name: /^My time/ }).click());
    act(() => screen.getByRole('menuitem', { name: /Linus Roy/ }).click());
    await shift(/Linus Roy on call for Primary, Fri 27 Nov 23:30 to Fri 4 Dec 23:30/);
    expect(document.querySelector('.zone-other')?.textContent).toBe('Asia/Kolkata');
  });

  it('hides schedules and remembers it', async () => {
    start({ schedules: 2 });
    await shift(/for Secondary/);
    act(() => screen.getByRole('button', { name: 'Show' }).click());
    act(() => screen.getByRole('menuitemcheckbox', { name: /Secondary/ }).click());
    await waitFor(() => expect(shifts().filter((words) => words.includes('Secondary'))).toEqual([]));
    expect(localStorage.getItem('calendar:hidden')).toBe('["secondary"]');
  });

  it('says when it cannot be read, and asks again', async () => {
    const fake = start();
    fake.broken.set('rota.get', 'the engine is gone');
    act(() => screen.getByRole('button', { name: 'Later month' }).click());
    expect((await screen.findByRole('alert')).textContent).toContain('the engine is gone');
    fake.broken.clear();
    act(() => screen.getByRole('button', { name: 'Try again' }).click());
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});

describe('by keyboard alone', () => {
  it('arrows move, Enter asks why, o offers, Escape lets go', async () => {
    start();
    await shift(/Linus Roy/);
    const tabbable = () =>
      [...document.querySelectorAll<HTMLElement>('.month-shift')].filter((one) => one.tabIndex === 0);
    await waitFor(() => expect(tabbable()).toHaveLength(1));
    act(() => tabbable()[0]?.focus());
    for (let day = 0; day < 12; day++) press('ArrowRight');
    expect(said(document.activeElement)).toMatch(/You, Ada Okafor, on call for Primary, Fri 4 Dec/);
    press('ArrowLeft', { shiftKey: true });
    expect(useCalendar.getState().picked).toMatchObject({
      start: Date.parse('2026-12-04T00:00Z'),
      end: Date.parse('2026-12-06T00:00Z'),
    });
    act(() => void run('back'));
    expect(useCalendar.getState().picked).toBeNull();
    press('j');
    press('j');
    expect(said(document.activeElement)).toMatch(/Grace Lindt on call for Primary, Fri 11 Dec/);
    await screen.findByRole('heading', { name: 'December 2026' });
  });
});

describe('absences', () => {
  it('are shown, ask for cover in one step, and go again', async () => {
    const fake = start();
    await shift(/Linus Roy/);
    fake.act(
      [
        {
          kind: 'awaySet',
          person: 'ada',
          start: Date.parse('2026-12-05T00:00Z'),
          end: Date.parse('2026-12-06T00:00Z'),
          reason: 'Vacation',
        },
      ],
      'ada',
    );
    const ask = await screen.findByRole('button', { name: 'Ask for cover' });
    await screen.findByRole('button', { name: /Ada Okafor away, .*Vacation, needs cover/ });
    await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec .* needs cover/);
    act(() => ask.click());
    await waitFor(() =>
      expect(fake.inputs('trade.offer')).toMatchObject([
        {
          to: null,
          give: [{ start: Date.parse('2026-12-05T00:00Z'), end: Date.parse('2026-12-06T00:00Z') }],
        },
      ]),
    );
    await waitFor(() => expect(screen.queryByText(/You are away while on call/)).toBeNull());
    act(() => screen.getByRole('button', { name: /Ada Okafor away/ }).click());
    const panel = within(await screen.findByRole('region', { name: 'You' }));
    act(() => panel.getByRole('button', { name: 'Remove' }).click());
    await waitFor(() => expect(screen.queryByRole('button', { name: /Ada Okafor away/ })).toBeNull());
  });
});

describe('for a screen reader', () => {
  it.each(['Month', 'Week', 'Agenda'])('is clean as %s of a team that lives', async (view) => {
    const fake = start({ schedules: 3, incidents: 8 });
    fake.live();
    act(() => screen.getByRole('radio', { name: view }).click());
    await shift(/by trade with|by an override/);
    const { violations } = await axe.run(
      // The style sheet hides the row of whole days; here is none.
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
  });
});
