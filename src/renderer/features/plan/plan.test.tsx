// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { HOSTILE, status } from '../../../../test/ui-harness/b-fixtures';
import recorded from '../../../../test/ui-harness/plan-3.json';
import { type PlanView, planView } from '../../../contract/rota/plan-views';
import { rotaView } from '../../../contract/rota/rota-views';
import { scheduleDraft } from '../../../contract/rota/schedule-views';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { PlanScreen } from './plan';
import { FRESH_DRAFT, wishDayText } from './plan-draft';
import { proof } from './plan-scores';
import { usePlanDraft } from './plan-store';

const rota = rotaView.parse(recorded.rota);
const done = planView.parse(recorded.done);
const impossible = planView.parse(recorded.impossible);
const working: PlanView = {
  ...done,
  state: 'working',
  progress: 0.4,
  text: 'Searching for 12 of at most 30 s.',
};

async function start(plan: PlanView | null = null, schedules = rota.schedules) {
  const fake = fakeBridge({
    'rota.get': { ...rota, schedules },
    'schedule.draft': scheduleDraft.parse(recorded.drafts.primary),
    'plan.start': working,
    'plan.cancel': { ...working, state: 'cancelled', plan: [], text: 'Cancelled. Nothing was changed.' },
    'plan.write': { ok: true, text: 'Written into the team file.' },
  });
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ status: status(), plan });
  render(<PlanScreen />);
  await screen.findByText(schedules.length > 0 ? 'Which shifts' : 'No schedule to plan for');
  if (schedules.length > 0) await waitFor(() => expect(usePlanDraft.getState().start).not.toBe(''));
  return { ...fake, user: userEvent.setup() };
}

beforeEach(() => usePlanDraft.setState(FRESH_DRAFT, true));
afterEach(cleanup);

describe('planning a rota', () => {
  it('asks for the next quarter of the first schedule, as its layer hands off, by keyboard alone', async () => {
    const { inputs, user } = await start();
    screen.getByRole('button', { name: 'Make a plan' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(inputs('plan.start')).toHaveLength(1));
    const [request] = inputs('plan.start');
    expect(request).toMatchObject({
      schedule: 'primary',
      people: ['ada', 'grace', 'linus'],
      turn: '1 week',
      minRest: 11,
      maxPerWeek: 0,
      weights: { nights: 1, weekends: 1, holidays: 2 },
      pastLoad: true,
      wishes: [],
      timeLimit: 30,
    });
    // A Monday at nine, as the layer has it; 13 or 14 weeks.
    for (const wall of [request?.start, request?.end]) {
      expect(wall).toMatch(/T09:00$/);
      expect(new Date(`${wall}:00Z`).getUTCDay()).toBe(1);
    }
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Cancelled. Nothing was changed.')).toBeTruthy();
  });

  it('takes people, rules, weights and wishes, and says what is wrong with them where it stands', async () => {
    const { inputs, user } = await start();
    await user.click(screen.getByRole('checkbox', { name: 'Linus Roy' }));
    const rest = screen.getByLabelText('Least rest, hours');
    await user.clear(rest);
    await user.type(rest, 'much');
    await user.click(screen.getByRole('button', { name: 'Make a plan' }));
    expect((await screen.findByRole('alert')).textContent).toBe('A number from 0 to 2000.');
    expect(inputs('plan.start')).toHaveLength(0);
    await user.clear(rest);
    await user.type(rest, '24');
    await user.selectOptions(screen.getByLabelText('Person'), 'Grace Lindt');
    await user.type(screen.getByLabelText('Date'), '2026-12-25');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await user.selectOptions(screen.getByLabelText('Day'), 'Fridays');
    await user.click(screen.getByRole('radio', { name: 'Prefers' }));
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(within(screen.getByRole('list', { name: 'Wishes' })).getAllByRole('listitem')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Remove: Grace Lindt prefers Fridays' }));
    await user.click(screen.getByRole('switch', { name: 'Count the past' }));
    await user.click(screen.getByRole('button', { name: 'Make a plan' }));
    await waitFor(() => expect(inputs('plan.start')).toHaveLength(1));
    expect(inputs('plan.start')[0]).toMatchObject({
      people: ['ada', 'grace'],
      minRest: 24,
      pastLoad: false,
      wishes: [{ person: 'grace', kind: 'refuse', day: '2026-12-25' }],
    });
  });

  it('needs somebody', async () => {
    const { inputs, user } = await start();
    for (const { name } of rota.people) await user.click(screen.getByRole('checkbox', { name }));
    await user.click(screen.getByRole('button', { name: 'Make a plan' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Choose at least one person.');
    expect(inputs('plan.start')).toHaveLength(0);
  });

  it('shows both rotas, both scores in words, the proof, and who carries what', async () => {
    await start(done);
    for (const title of ['This plan', 'Plain turns']) {
      const weeks = within(screen.getByRole('region', { name: title })).getAllByRole('img');
      expect(weeks.length).toBeGreaterThanOrEqual(13);
      expect(weeks[0]?.getAttribute('aria-label')).toMatch(/^Week of 4 Jan: Ada Okafor/);
    }
    const total = within(screen.getByRole('row', { name: /^Score/ })).getAllByRole('cell');
    expect(total.map(({ textContent }) => textContent)).toEqual(['277.5', '353']);
    expect(screen.getByText('Proven: no plan is fairer.')).toBeTruthy();
    expect(screen.getAllByRole('row', { name: /Linus Roy/ })).toHaveLength(1);
  });

  it('tells the proven distance in words', () => {
    const score = {
      total: 200,
      spread: 0,
      nightSpread: 0,
      weekendSpread: 0,
      holidaySpread: 0,
      wishesBroken: 0,
    };
    expect(proof({ gap: 0.02, bound: 196, score })).toBe(
      'Proven: no plan is better by more than 2 %; none can score below 196.',
    );
    expect(proof({ gap: 0.254, bound: 149.2, score })).toContain('more than 26 %');
    expect(proof({ gap: null, bound: null, score })).toBe('How much fairer a plan could be was not proven.');
  });

  it('shows what is written before it is', async () => {
    const { inputs, user } = await start(done);
    await user.click(screen.getByRole('button', { name: /Write into the team file/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Write the plan into the team file?' });
    expect(within(dialog).getByLabelText('What is added').textContent).toBe(done.yaml);
    expect(done.yaml).toContain('start: 2027-01-04T09:00');
    expect(inputs('plan.write')).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Write it' }));
    await waitFor(() => expect(inputs('plan.write')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says what collides, and leads to schedules where there is none', async () => {
    const { user } = await start(impossible);
    expect(screen.getByText(/Ada Okafor is away \(skiing\), Grace Lindt refuses Sun 14 Feb/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Write into/ })).toBeNull();
    cleanup();
    await start(null, []);
    await user.click(screen.getByRole('button', { name: 'Make a schedule' }));
    expect(useScreen.getState().screen).toBe('schedules');
  });

  it.each<[string, PlanView]>([
    ['works', working],
    ['found what collides', { ...impossible, collisions: [HOSTILE], notes: [HOSTILE], text: HOSTILE }],
    [
      'is done',
      { ...done, people: done.people.map((person) => ({ ...person, name: HOSTILE })), yaml: HOSTILE },
    ],
  ])('follows the engine, with foreign text as text, clean for a screen reader: it %s', async (_, plan) => {
    await start();
    act(() => useMirror.setState({ plan }));
    expect(document.querySelector('img')).toBeNull();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  it('names days as people do', () => {
    expect([wishDayText('fri'), wishDayText('2026-12-25'), wishDayText('someday')]).toEqual([
      'Fridays',
      'Fri 25 Dec 2026',
      'someday',
    ]);
  });
});
