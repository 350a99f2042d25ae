// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faults, showRota } from '../../../../test/ui-harness/rota-screen';
import { useRotaPlace } from '../../parts/rota-place';
import { openHandover } from '../../parts/schedule-handover-place';
import { useScreen } from '../../state/screen';
import { useToasts } from '../../state/toasts';
import { Banners } from './banners';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

async function start() {
  const shown = showRota(<Banners />, { notices: true, incidents: 5 });
  await screen.findByText('Your duty for Primary ends in 15 minutes');
  return shown;
}
const titles = () => [...document.querySelectorAll('.notice-title')].map((title) => title.textContent);

describe('what changed for me', () => {
  it('shows the newest, the others on request, and each goes when it is dismissed', async () => {
    const { fake, user } = await start();
    expect(titles()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: '2 more' }));
    expect(titles()).toHaveLength(3);
    expect(screen.getByText(/Grace Lindt took Friday/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Dismiss: Your next duty moved' }));
    await waitFor(() => expect(titles()).toHaveLength(2));
    expect(fake.notices.map(({ id }) => id)).toEqual(['n3', 'n1']);
    await user.click(screen.getByRole('button', { name: 'Dismiss all' }));
    await waitFor(() => expect(fake.notices).toEqual([]));
    expect(titles()).toEqual([]);
  });

  it('comes back when it could not be dismissed', async () => {
    const { fake, user } = await start();
    fake.broken.set('notice.dismiss', 'the pager does not answer');
    await user.click(screen.getByRole('button', { name: /^Dismiss: Your duty/ }));
    await waitFor(() => expect(useToasts.getState().toasts[0]?.text).toBe('the pager does not answer'));
    await waitFor(() => expect(titles()).toContain('Your duty for Primary ends in 15 minutes'));
  });

  it('leads to the trade, and to the minute on the calendar', async () => {
    const { fake, user } = await start();
    await user.click(screen.getByRole('button', { name: '2 more' }));
    await user.click(screen.getByRole('button', { name: 'Look at the trade' }));
    expect(useRotaPlace.getState()).toMatchObject({ side: 'trades', trade: 't1' });
    expect(useScreen.getState().screen).toBe('calendar');
    const shift = fake.notices[2];
    await user.click(screen.getAllByRole('button', { name: 'Show on the calendar' }).at(-1) as HTMLElement);
    expect(useRotaPlace.getState().look).toEqual({ schedule: 'primary', at: shift?.start });
  });

  it('hears of a new one with the rota', async () => {
    const { fake } = await start();
    fake.notices = [
      { id: 'n9', at: 0, kind: 'gap', title: 'Nobody on Sunday', text: '', trade: '', start: null },
      ...fake.notices,
    ];
    act(() => fake.changed());
    await screen.findByText('Nobody on Sunday');
    expect(titles()).toEqual(['Nobody on Sunday']);
  });
});

describe('the handover', () => {
  it('shows open incidents, what was noisy and the notes, and takes a note', async () => {
    const { fake, user } = await start();
    await user.click(screen.getByRole('button', { name: 'Handover' }));
    const dialog = await screen.findByRole('dialog', { name: 'Handover' });
    await within(dialog).findByText(/The replica of the ledger/);
    expect(
      within(dialog).getByText('KubePodCrashLooping: payments-api').closest('li')?.textContent,
    ).toContain('14 times');
    expect(await faults()).toEqual([]);
    const field = within(dialog).getByRole('textbox');
    await user.type(field, 'Mind the queue');
    expect(localStorage.getItem('handover:primary')).toBe('Mind the queue');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(fake.inputs('handover.note')).toEqual([{ schedule: 'primary', text: 'Mind the queue' }]),
    );
    await waitFor(() => expect(within(dialog).getByText('Mind the queue')).toBeTruthy());
    expect(localStorage.getItem('handover:primary')).toBeNull();
    await user.click(
      within(within(dialog).getByRole('region', { name: 'Open incidents' })).getAllByRole(
        'button',
      )[0] as HTMLElement,
    );
    expect(useScreen.getState()).toMatchObject({ screen: 'queue', full: true });
  });

  it('keeps a note that could not be written', async () => {
    const { fake, user } = await start();
    fake.broken.set('handover.note', 'the log cannot be written');
    act(() => openHandover('desk'));
    const dialog = await screen.findByRole('dialog', { name: 'Handover' });
    const field = await within(dialog).findByRole('textbox');
    await user.type(field, 'Half');
    await user.click(within(dialog).getByRole('button', { name: /Leave the note/ }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('the log cannot be written');
    expect(field).toHaveProperty('value', 'Half');
  });
});
