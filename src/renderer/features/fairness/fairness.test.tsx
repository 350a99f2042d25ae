// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { HOSTILE, status } from '../../../../test/ui-harness/b-fixtures';
import few from '../../../../test/ui-harness/fairness-3.json';
import many from '../../../../test/ui-harness/fairness-14.json';
import { type FairnessView, fairnessView } from '../../../contract/rota/fairness-views';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { FairnessScreen } from './fairness';
import { FRESH, useFairness } from './fairness-store';

const three = fairnessView.parse(few);

async function start(view: FairnessView = three) {
  const fake = fakeBridge({
    'fairness.get': view,
    'rota.who': ['Primary', 'Secondary'].map((name) => ({
      schedule: name.toLowerCase(),
      name,
      person: null,
      until: null,
      because: '',
      next: null,
    })),
    'shell.copy': {},
    'shell.saveText': { saved: true, text: 'Saved in Documents.' },
  });
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ status: status() });
  render(<FairnessScreen />);
  await waitFor(() => expect(fake.inputs('fairness.get').length).toBeGreaterThan(0));
  await screen.findByText(view.people.length > 0 ? 'In numbers' : 'Nobody is in a schedule yet');
  return { ...fake, user: userEvent.setup() };
}

beforeEach(() => useFairness.setState(FRESH, true));
afterEach(cleanup);

const rowOf = (name: RegExp) => screen.getByRole('row', { name });
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1, -1)
    .map(
      (row) =>
        within(row)
          .getByRole('rowheader')
          .textContent?.match(/[A-Z][a-z]+ [A-Z][a-z]+/)?.[0],
    );

describe('fairness', () => {
  it('shows what each person carries, and how far from the mean, in words and with the sign', async () => {
    await start();
    const ada = within(rowOf(/Ada Okafor/));
    expect(ada.getByText('1,341 h')).toBeTruthy();
    expect(ada.getByText('+147 h above')).toBeTruthy();
    expect(ada.getByText('You')).toBeTruthy();
    expect(within(rowOf(/Linus Roy/)).getByText('−183 h below')).toBeTruthy();
    expect(within(rowOf(/^Mean/)).getByText('1,194 h')).toBeTruthy();
  });

  it('says that pages of others are not known here, instead of none', async () => {
    await start();
    expect(within(rowOf(/Ada Okafor/)).getByText('21 at night')).toBeTruthy();
    expect(within(rowOf(/Grace Lindt/)).getByText('not known here')).toBeTruthy();
  });

  it('tells who owes whom, the hours with nobody, the holidays and what was not counted', async () => {
    await start();
    const debts = within(screen.getByRole('list', { name: 'Who owes whom' })).getAllByRole('listitem');
    expect(debts[0]?.textContent).toMatch(/Grace Lindt.*owes.*Ada Okafor.*24 h/);
    expect(screen.getByText(/Nobody is on call for 12 h/)).toBeTruthy();
    const holidays = within(screen.getByRole('list', { name: 'Public holidays' }));
    expect(holidays.getByText('Christmas Day').parentElement?.textContent).toContain('GB-ENG, IN-KA, US-CA');
    expect(screen.getByText(/through this desktop, Ada Okafor's/)).toBeTruthy();
  });

  it('asks for whole days of my zone, for the schedules chosen, by keyboard alone', async () => {
    const { inputs, user } = await start();
    const first = inputs('fairness.get')[0];
    expect(first?.schedules).toEqual([]);
    screen.getByRole('radio', { name: 'This quarter' }).focus();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(inputs('fairness.get').at(-1)?.from).toBe(first?.to));
    await user.tab();
    screen.getByRole('button', { name: 'All schedules' }).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitemcheckbox', { name: 'Secondary' });
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(inputs('fairness.get').at(-1)?.schedules).toHaveLength(1));
  });

  it('takes days of my own, and says what is wrong with them', async () => {
    const { inputs, user } = await start();
    await user.click(screen.getByRole('radio', { name: 'Other days' }));
    const set = async (label: string, value: string) => {
      await user.clear(screen.getByLabelText(label));
      await user.type(screen.getByLabelText(label), value);
    };
    await set('First day', '2026-03-01');
    await set('Last day', '2026-03-31');
    await waitFor(() =>
      expect(inputs('fairness.get').at(-1)).toMatchObject({
        from: Date.parse('2026-03-01T00:00:00Z'),
        to: Date.parse('2026-03-31T23:00:00Z'),
      }),
    );
    await set('Last day', '2026-02-01');
    expect((await screen.findByRole('alert')).textContent).toBe('The last day is before the first.');
  });

  it('sorts by a column, and the bars follow', async () => {
    const { user } = await start();
    const weekends = screen.getByRole('button', { name: 'Weekends' });
    weekends.focus();
    await user.keyboard('{Enter}');
    expect(names()).toEqual(['Ada Okafor', 'Grace Lindt', 'Linus Roy']);
    await user.keyboard('{Enter}');
    expect(names()).toEqual(['Linus Roy', 'Grace Lindt', 'Ada Okafor']);
    expect(screen.getByRole('columnheader', { name: /Weekends/ }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(screen.getByRole('img', { name: /Saturdays and Sundays.*mean is 346 h/ })).toBeTruthy();
  });

  it('copies and saves the CSV as it came', async () => {
    const { inputs, user } = await start();
    await user.click(screen.getByRole('button', { name: 'Copy as CSV' }));
    await user.click(screen.getByRole('button', { name: 'Save as CSV' }));
    expect(inputs('shell.copy')).toEqual([{ text: three.csv }]);
    await waitFor(() => expect(inputs('shell.saveText')[0]?.text).toBe(three.csv));
    expect(inputs('shell.saveText')[0]?.fileName).toMatch(/^fairness \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.csv$/);
  });

  it('leads to the planner, and from an empty rota to the schedules', async () => {
    const { user } = await start({ ...three, people: [] });
    await user.click(screen.getByRole('button', { name: 'Make a schedule' }));
    expect(useScreen.getState().screen).toBe('schedules');
    await user.click(screen.getByRole('button', { name: 'Plan a fair rota' }));
    expect(useScreen.getState().screen).toBe('plan');
  });

  it('says why there are no figures, and asks again', async () => {
    const { answers, inputs, user, push } = await start();
    answers['fairness.get'] = () => {
      throw new Error('the engine stopped.');
    };
    push('rota', { version: 2 });
    useMirror.setState({ rotaVersion: 2 });
    expect((await screen.findByRole('alert')).textContent).toContain('the engine stopped.');
    const asked = inputs('fairness.get').length;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(inputs('fairness.get').length).toBe(asked + 1);
    // What was known stays in sight.
    expect(screen.getByText('In numbers')).toBeTruthy();
  });

  it('shows foreign text as text and is clean for a screen reader, with fourteen people', async () => {
    const view = fairnessView.parse(many);
    const [first, ...others] = view.people;
    if (!first) throw new Error('the fixture has nobody');
    await start({
      ...view,
      people: [{ ...first, person: { ...first.person, name: HOSTILE } }, ...others],
      notes: [HOSTILE],
      holidays: [{ date: '2026-12-25', name: HOSTILE, region: 'GB' }],
    });
    expect(screen.getAllByRole('row')).toHaveLength(16);
    expect(document.querySelector('img')).toBeNull();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });
});
