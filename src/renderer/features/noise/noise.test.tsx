// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../../test/ui-harness/b-fixtures';
import { PolicyFake, type PolicyScene } from '../../../../test/ui-harness/policy-fake';
import { usePolicyPlace } from '../../parts/policy-place';
import { useScreen } from '../../state/screen';
import { NoiseScreen } from './noise';
import { FRESH, useNoise } from './noise-store';

function start(what: PolicyScene['what'] = 'some') {
  const fake = new PolicyFake({ what }, Date.UTC(2026, 10, 23, 12));
  Object.assign(window, { watchbill: fake.bridge });
  return { fake, user: userEvent.setup(), show: () => render(<NoiseScreen />) };
}
beforeEach(() => useNoise.setState(FRESH, true));
afterEach(cleanup);

const names = () =>
  screen.getAllByRole('rowheader').map((each) => each.querySelector('.noise-name')?.textContent);

describe('noise report', () => {
  it('names what woke people for nothing, with its share, and what would make it quieter', async () => {
    const { show, user } = start();
    show();
    const row = within(await screen.findByRole('row', { name: /IndexBehind/ }));
    expect(row.getByText('100 %')).toBeTruthy();
    expect(row.getByText(/Hold for 5 min: 12 of 14 pages were over by then\./).textContent).toContain(
      'hold: 5m',
    );
    expect(screen.getByText('54 % of what paged')).toBeTruthy();
    expect(screen.getByText(/Silenced by Ada until Fri 14:00/)).toBeTruthy();
    await user.click(row.getByRole('button', { name: /Edit the service of IndexBehind/ }));
    expect(usePolicyPlace.getState().open).toEqual({ kind: 'service', id: 'search' });
    expect(useScreen.getState().screen).toBe('policies');
  });

  it('sorts by a column, and the bars follow; asks for other days by the arrow keys', async () => {
    const { fake, show, user } = start();
    show();
    await screen.findByRole('row', { name: /IndexBehind/ });
    expect(names().slice(0, 2)).toEqual(['IndexBehind', 'CheckoutSlow']);
    screen.getByRole('button', { name: 'Held back' }).focus();
    await user.keyboard('{Enter}');
    expect(names().slice(0, 2)).toEqual(['DiskFillsUp', 'IndexBehind']);
    expect(screen.getByRole('columnheader', { name: /Held back/ }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    expect(screen.getByRole('img', { name: /something held back/ })).toBeTruthy();
    screen.getByRole('radio', { name: 'Last 30 days' }).focus();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => {
      const asked = fake.calls.findLast(({ name }) => name === 'noise.report');
      const { from, to } = (asked ?? { input: {} }).input as { from: number; to: number };
      expect((to - from) / 86_400_000).toBe(90);
    });
  });

  it('copies and saves the CSV as it came', async () => {
    const { fake, show, user } = start();
    show();
    await user.click(await screen.findByRole('button', { name: 'Save as CSV' }));
    await waitFor(() =>
      expect(fake.calls.find(({ name }) => name === 'shell.saveText')?.input).toMatchObject({
        fileName: expect.stringMatching(/^noise 30 days \d{4}-\d\d-\d\d\.csv$/),
        text: fake.noise.csv,
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Copy as CSV' }));
    await waitFor(() =>
      expect(fake.calls.find(({ name }) => name === 'shell.copy')?.input).toEqual({ text: fake.noise.csv }),
    );
  });

  it('says that there is nothing, and why there is no report', async () => {
    const { fake, show, user } = start('none');
    fake.broken.set('noise.report', 'The store cannot be read now.');
    show();
    expect((await screen.findByRole('alert')).textContent).toContain('The store cannot be read now.');
    fake.broken.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Nothing in these days');
  });

  it('shows foreign text as text and is clean for a screen reader', async () => {
    const { fake, show } = start();
    const [first, ...rest] = fake.noise.rows;
    if (!first) throw new Error('the fixture has no rows');
    fake.noise = { ...fake.noise, rows: [{ ...first, name: HOSTILE }, ...rest], notes: [HOSTILE] };
    show();
    await screen.findByRole('row', { name: /CheckoutSlow/ });
    expect(document.querySelector('img')).toBeNull();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });
});
