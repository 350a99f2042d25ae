// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { Settings } from 'luxon';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TradeFake, type TradeScene } from '../../../../test/ui-harness/trade-fake';
import { run } from '../../keys/commands';
import { useRotaPlace } from '../../parts/rota-place';
import { connect } from '../../state/connect';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { useToasts } from '../../state/toasts';
import { CalendarScreen } from './calendar';
import { useCalendar } from './calendar-store';

// A Monday. Ada has primary until 9 (UTC), then Grace; over the weekend it is Linus.
const NOW = Date.parse('2026-11-23T10:30:00Z');
const HOUR = 3_600_000;
const blank = {
  screen: useScreen.getInitialState(),
  place: useRotaPlace.getInitialState(),
  calendar: useCalendar.getInitialState(),
  mirror: useMirror.getInitialState(),
};
let stop = () => {};

function start(scene: TradeScene = {}): TradeFake {
  const fake = new TradeFake({ schedules: 1, incidents: 0, ...scene }, NOW);
  Object.assign(window, { watchbill: fake.bridge });
  stop = connect();
  render(<CalendarScreen />);
  return fake;
}
/** What a screen reader says of a shift. */
const said = (element: Element | null) =>
  element?.getAttribute('aria-label') ?? element?.querySelector('.only-read')?.textContent ?? '';
/** The first shift with such words; by its words alone, for roles of hundreds of elements take long to tell. */
const shift = (words: RegExp) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('.shift, .agenda-row')].find((each) =>
      words.test(said(each)),
    );
    if (!found) throw new Error(`no shift says ${words.source}`);
    return found;
  });
const shifts = () => [...document.querySelectorAll('.month-shift')].map((each) => said(each));
const press = (key: string, over: object = {}) =>
  act(() => void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...over }));
const dialog = () => screen.findByRole('dialog');
const toast = () => useToasts.getState().toasts.at(-1)?.text;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  localStorage.clear();
  useScreen.setState(blank.screen, true);
  useRotaPlace.setState(blank.place, true);
  useMirror.setState(blank.mirror, true);
  useCalendar.setState({ ...blank.calendar, date: NOW, hidden: new Set() }, true);
  useToasts.setState({ toasts: [] });
});
afterEach(() => {
  stop();
  cleanup();
  vi.useRealTimers();
  Settings.defaultZone = 'system';
});

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

describe('asking why', () => {
  it('answers for the minute, and undoes an override', async () => {
    const fake = start();
    const [made] = fake.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: 'linus',
          start: NOW + HOUR,
          end: NOW + 30 * HOUR,
          reason: 'dentist',
        },
      ],
      'grace',
    );
    act(() => void 0);
    const button = await shift(/Linus Roy on call for Primary, Mon 23 Nov 11:30/);
    act(() => button.click());
    expect((await screen.findAllByText(/dentist/))[0]?.textContent).toMatch(/^Linus Roy/);
    act(() => screen.getByRole('button', { name: 'Undo the override' }).click());
    await waitFor(() => expect(fake.inputs('override.remove')).toEqual([{ id: made?.id }]));
    await shift(
      /Grace Lindt on call for Primary, Fri 20 Nov 18:00 to Fri 27 Nov 18:00|Grace Lindt on call for Primary/,
    );
    expect(toast()).toMatch(/^Undone/);
  });

  it('covers me in two clicks, and the message takes it back', async () => {
    const fake = start();
    const mine = await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec/);
    act(() => mine.click());
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Cover me' })).click();
    await waitFor(() =>
      expect(fake.inputs('trade.offer')).toEqual([
        {
          give: [
            {
              schedule: 'primary',
              start: Date.parse('2026-12-04T18:00Z'),
              end: Date.parse('2026-12-11T18:00Z'),
            },
          ],
          to: null,
          want: [],
          note: '',
        },
      ]),
    );
    await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.action?.label).toBe('Withdraw'));
    act(() => useToasts.getState().toasts.at(-1)?.action?.run());
    await waitFor(() => expect(fake.inputs('trade.withdraw')).toHaveLength(1));
  });

  it("takes somebody else's hours", async () => {
    const fake = start();
    const theirs = await shift(/Linus Roy on call for Primary, Fri 27 Nov/);
    act(() => theirs.click());
    (await screen.findByRole('button', { name: 'Take…' })).click();
    const form = within(await dialog());
    act(() => void fireEvent.change(form.getByLabelText('To'), { target: { value: '2026-11-27 21:30' } }));
    act(() => form.getByRole('button', { name: 'Take them' }).click());
    await waitFor(() =>
      expect(fake.inputs('override.make')).toMatchObject([
        { person: 'ada', start: Date.parse('2026-11-27T18:00Z'), end: Date.parse('2026-11-27T21:30Z') },
      ]),
    );
    await shift(/You, Ada Okafor, on call for Primary, Fri 27 Nov 18:00 to Fri 27 Nov 21:30, by an override/);
  });

  it('takes the pager now', async () => {
    const fake = start();
    await shift(/Linus Roy/);
    act(() => screen.getByRole('button', { name: 'Take the pager' }).click());
    act(() => screen.getByRole('menuitem', { name: /Primary: for the next hour/ }).click());
    await waitFor(() =>
      expect(fake.inputs('override.make')).toMatchObject([{ person: 'ada', start: NOW, end: NOW + HOUR }]),
    );
  });
});

describe('trading', () => {
  it('offers a shift for one of theirs, seeing what it does; the other takes it; both halves hold; undo', async () => {
    const fake = start();
    act(() => void 0);
    (await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec/)).click();
    (await screen.findByRole('button', { name: 'Offer…' })).click();
    const form = within(await dialog());
    act(() => void 0);
    (await form.findByRole('radio', { name: 'Grace Lindt' })).click();
    (await form.findByRole('radio', { name: 'For a shift of theirs' })).click();
    const theirs = await form.findByRole('radiogroup', { name: 'Their coming shifts' });
    const wanted = within(theirs).getByRole('radio', { name: /Fri 11 Dec 18:00 – Fri 18 Dec 18:00/ });
    act(() => wanted.click());
    await form.findByRole('row', { name: /Grace Lindt/ });
    act(() => form.getByRole('button', { name: 'Offer to Grace Lindt' }).click());
    await waitFor(() => expect(fake.inputs('trade.offer')).toHaveLength(1));
    const give = [
      { schedule: 'primary', start: Date.parse('2026-12-04T18:00Z'), end: Date.parse('2026-12-11T18:00Z') },
    ];
    const want = [
      { schedule: 'primary', start: Date.parse('2026-12-11T18:00Z'), end: Date.parse('2026-12-18T18:00Z') },
    ];
    expect(fake.inputs('trade.offer')).toMatchObject([{ to: 'grace', give, want }]);

    const offered = fake.acts.find(({ body }) => body.kind === 'tradeOffered');
    fake.act([{ kind: 'tradeAccepted', trade: offered?.id ?? '', give, want }], 'grace');
    await shift(
      /Grace Lindt on call for Primary, Fri 4 Dec 18:00 to Fri 11 Dec 18:00, by trade with Ada Okafor/,
    );

    act(() => screen.getByRole('button', { name: /^Trades/ }).click());
    const agreed = within(await screen.findByRole('region', { name: 'Agreed' }));
    act(() => agreed.getByRole('button', { name: 'Undo' }).click());
    await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec 18:00 to Fri 11 Dec 18:00$/);
  });

  it('accepts a part of a gift', async () => {
    const fake = start();
    const start_ = Date.parse('2026-11-27T18:00Z');
    fake.act(
      [
        {
          kind: 'tradeOffered',
          to: null,
          give: [{ schedule: 'primary', start: start_, end: start_ + 20 * HOUR }],
          want: [],
          note: 'play',
        },
      ],
      'linus',
    );
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Trades 1' })).click();
    (await screen.findByRole('button', { name: 'See and accept…' })).click();
    const form = within(await dialog());
    act(() => form.getByRole('switch', { name: /Only a part/ }).click());
    act(() => void fireEvent.change(form.getByLabelText('To'), { target: { value: '2026-11-27 22:00' } }));
    act(() => form.getByRole('button', { name: 'Accept this part' }).click());
    await waitFor(() =>
      expect(fake.inputs('trade.accept')).toMatchObject([
        { give: [{ schedule: 'primary', start: start_, end: start_ + 4 * HOUR }] },
      ]),
    );
    await shift(
      /You, Ada Okafor, on call for Primary, Fri 27 Nov 18:00 to Fri 27 Nov 22:00, by trade with Linus Roy/,
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks again where the rota moved under the offer, and then takes what is left', async () => {
    const fake = start();
    const begin = Date.parse('2026-11-27T18:00Z');
    fake.act(
      [
        {
          kind: 'tradeOffered',
          to: 'ada',
          give: [{ schedule: 'primary', start: begin, end: begin + 20 * HOUR }],
          want: [],
          note: '',
        },
      ],
      'linus',
    );
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Trades 1' })).click();
    (await screen.findByRole('button', { name: 'See and accept…' })).click();
    const form = within(await dialog());
    await form.findByRole('list', { name: 'Who covers what' });
    // Grace takes the first half meanwhile, and this desktop's screen has not heard of it.
    fake.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: 'grace',
          start: begin,
          end: begin + 10 * HOUR,
          reason: '',
        },
      ],
      'grace',
    );
    act(() => form.getByRole('button', { name: 'Accept' }).click());
    expect((await form.findByRole('alert')).textContent).toMatch(/The rota changed since this was offered/);
    expect(fake.acts.some(({ body }) => body.kind === 'tradeAccepted')).toBe(false);
    act(() => void 0);
    (await form.findByRole('button', { name: 'Accept as it is now' })).click();
    await waitFor(() =>
      expect(fake.acts.at(-1)?.body).toMatchObject({
        kind: 'tradeAccepted',
        give: [{ schedule: 'primary', start: begin + 10 * HOUR, end: begin + 20 * HOUR }],
      }),
    );
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
