// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faults, NOW, showRota } from '../../../../test/ui-harness/rota-screen';
import { useToasts } from '../../state/toasts';
import { TeamScreen } from './team';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function start(scene = {}) {
  const shown = showRota(<TeamScreen />, scene);
  await screen.findByRole('heading', { level: 1, name: 'Payments' });
  return shown;
}
const row = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('.team-person')].find((item) =>
    item.textContent.includes(name),
  ) as HTMLElement;
const part = async (name: string, user: Awaited<ReturnType<typeof start>>['user']) =>
  user.click(screen.getByRole('radio', { name }));

describe('people of the team', () => {
  it('shows who has duty now, who is next, and who is away', async () => {
    await start();
    await waitFor(() => expect(row('Grace Lindt').textContent).toMatch(/On call for .* until/));
    expect(row('Linus Roy').textContent).toMatch(/Next: Trading desk, \w{3} \d+ Nov/);
    expect(row('Ada Okafor').textContent).toMatch(/Away Wed 2 Dec 12:00 – Wed 9 Dec 12:00.*Vacation/);
    expect(row('Linus Roy').textContent).toContain('Asia/Kolkata');
    expect(await faults()).toEqual([]);
  });

  it('adds an absence of somebody, and takes one back', async () => {
    const { fake, user } = await start();
    await waitFor(() => expect(row('Grace Lindt').textContent).toContain('On call'));
    await user.click(screen.getByRole('button', { name: /add an absence of Grace/ }));
    const dialog = await screen.findByRole('dialog', { name: 'When is Grace Lindt away?' });
    await user.type(within(dialog).getByRole('textbox', { name: 'Why' }), 'Dentist');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() =>
      expect(fake.away[1]).toMatchObject({ person: 'grace', start: NOW, reason: 'Dentist' }),
    );
    await waitFor(() => expect(row('Grace Lindt').textContent).toContain('Dentist'));
    await user.click(screen.getByRole('button', { name: /^Take back the absence of Ada Okafor/ }));
    await waitFor(() => expect(fake.away.map(({ person }) => person)).toEqual(['grace']));
  });
});

describe('calendars', () => {
  it('shows what is followed, what fails, and stops following after asking', async () => {
    const { fake, user } = await start();
    await part('Calendars', user);
    const list = await screen.findByRole('list', { name: 'Followed calendars' });
    expect(list.textContent).toContain('14 events');
    expect(within(list).getByRole('alert').textContent).toContain('403 Forbidden');
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Stop following Absences of Grace Lindt' }));
    await user.click(await screen.findByRole('button', { name: 'Stop following' }));
    await waitFor(() => expect(fake.subscriptions).toHaveLength(1));
  });

  it('follows the absences of somebody', async () => {
    const { fake, user } = await start();
    await part('Calendars', user);
    await user.click(screen.getByRole('button', { name: 'Follow absences' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Follow it' }));
    expect(within(dialog).getByText('Give the address of the calendar.')).toBeTruthy();
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Whose' }), 'Linus Roy');
    await user.type(
      within(dialog).getByRole('textbox', { name: 'Address of the calendar' }),
      'https://calendar.example.com/l.ics',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Follow it' }));
    await waitFor(() =>
      expect(fake.inputs('calendar.subscribe')).toEqual([
        { what: 'away', person: 'linus', schedule: '', url: 'https://calendar.example.com/l.ics' },
      ]),
    );
  });

  it('gives my duty as a file and as an address, and says who can reach it', async () => {
    const { fake, user } = await start();
    await part('Calendars', user);
    await user.click(
      within((await screen.findByText('My duty')).closest('li') as HTMLElement).getByRole('button'),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/For calendar programs on this computer only/)).toBeTruthy();
    expect(fake.inputs('calendar.export')).toEqual([{ schedule: null, person: 'ada' }]);
    await user.click(within(dialog).getByRole('button', { name: 'Save the file' }));
    await waitFor(() => expect(fake.inputs('shell.saveText')[0]?.text).toContain('BEGIN:VCALENDAR'));
    await user.click(within(dialog).getByRole('button', { name: 'Copy the address' }));
    expect(fake.inputs('shell.copy')[0]?.text).toContain('http://127.0.0.1:9095/calendars/');
    expect(await faults()).toEqual([]);
  });
});

describe('importing', () => {
  it('shows what would come, with what does not map, before anything is written', async () => {
    const { fake, user } = await start();
    await part('Calendars', user);
    await user.click(screen.getByRole('button', { name: 'Import a schedule' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import a schedule' });
    const text = within(dialog).getByRole('textbox', { name: 'The export' });
    await user.type(text, 'nonsense');
    await user.click(within(dialog).getByRole('button', { name: 'Show what it would bring' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('not JSON');
    await user.clear(text);
    await user.click(text);
    await user.paste('{"schedules": []}');
    await user.click(within(dialog).getByRole('button', { name: 'Show what it would bring' }));
    expect(await within(dialog).findByText(/a restriction of 36 hours is no daily window/)).toBeTruthy();
    expect(within(dialog).getByText('Samira Haddad').parentElement?.textContent).toContain('new');
    expect(fake.inputs('import.apply')).toEqual([]);
    expect(await faults()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Write it into the team file' }));
    await waitFor(() =>
      expect(fake.inputs('import.apply')).toEqual([
        { kind: 'pagerduty', text: '{"schedules": []}', schedule: '' },
      ]),
    );
  });

  it('reads a file that was chosen, and asks again when something changed', async () => {
    const { fake, user } = await start();
    await part('Calendars', user);
    await user.click(screen.getByRole('button', { name: 'Import a schedule' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import a schedule' });
    const file = new File(['BEGIN:VCALENDAR\r\nEND:VCALENDAR'], 'duty.ics', { type: 'text/calendar' });
    await user.upload(within(dialog).getByLabelText('File of the export'), file);
    await within(dialog).findByText('duty.ics');
    expect(within(dialog).getByRole('radio', { name: 'Calendar (.ics)' }).getAttribute('aria-checked')).toBe(
      'true',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Show what it would bring' }));
    await within(dialog).findByRole('button', { name: 'Write it into the team file' });
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'As a layer of' }), 'Trading desk');
    expect(within(dialog).getByRole('button', { name: 'Show what it would bring' })).toBeTruthy();
    expect(fake.inputs('import.preview')[0]).toMatchObject({ kind: 'ics', schedule: 'primary' });
  });

  it('follows a schedule that is kept elsewhere', async () => {
    const { fake, user } = await start();
    await part('Calendars', user);
    await user.click(screen.getByRole('button', { name: 'Import a schedule' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import a schedule' });
    await user.click(within(dialog).getByRole('radio', { name: 'Calendar (.ics)' }));
    await user.click(within(dialog).getByRole('radio', { name: /kept up to date/ }));
    await user.type(
      within(dialog).getByRole('textbox', { name: 'Address of the calendar' }),
      'https://pd.example.com/s.ics',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Follow it' }));
    await waitFor(() =>
      expect(fake.inputs('calendar.subscribe')).toEqual([
        { what: 'layer', person: '', schedule: 'primary', url: 'https://pd.example.com/s.ics' },
      ]),
    );
  });
});

describe('sharing', () => {
  it('says how the folder is shared and turns the work of git on', async () => {
    const { fake, user } = await start();
    await part('Sharing', user);
    expect(await screen.findByText('origin (git.example.com)')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Steps, newest first' }).textContent).toContain(
      'pulled 2 commits',
    );
    expect(screen.getByRole('list', { name: 'Desktops' }).textContent).toContain('Grace Lindt');
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('switch', { name: 'Pull, commit and push by itself' }));
    await waitFor(() => expect(fake.inputs('sync.set')).toEqual([{ auto: true }]));
    await waitFor(() => expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('true'));
    fake.sync = { ...fake.sync, state: 'failed', text: 'not pushed: the remote said no' };
    act(() => fake.push('sync', fake.sync));
    await waitFor(() => expect(screen.getByText('not pushed: the remote said no')).toBeTruthy());
    fake.broken.set('sync.now', 'the pager does not answer');
    await user.click(screen.getByRole('button', { name: 'Pull and push now' }));
    await waitFor(() => expect(useToasts.getState().toasts[0]?.text).toBe('the pager does not answer'));
  });

  it('says plainly what a folder is, and that nothing reaches the others while the log cannot be written', async () => {
    const { fake, user } = await start();
    fake.sync = { ...fake.sync, kind: 'folder', logTrouble: 'log/ada.jsonl is read-only' };
    act(() => fake.push('sync', fake.sync));
    await part('Sharing', user);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'does not reach the others: log/ada.jsonl',
    );
    expect(screen.queryByRole('switch')).toBeNull();
  });
});
