// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkedBridge } from '../../../../test/ui-harness/checked-bridge';
import { MutesFake, type MutesScene } from '../../../../test/ui-harness/mutes-fake';
import { faults, NOW } from '../../../../test/ui-harness/rota-screen';
import { SilencePicker } from '../../parts/silence-picker';
import { connect } from '../../state/connect';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { useToasts } from '../../state/toasts';
import { SilencesScreen } from './silences';

const MINUTE = 60_000;
let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  stop();
  vi.useRealTimers();
});

function show(what: ReactElement, scene: MutesScene = {}) {
  useMirror.setState(useMirror.getInitialState(), true);
  useScreen.setState(useScreen.getInitialState(), true);
  useToasts.setState({ toasts: [] });
  const fake = new MutesFake(scene, () => Date.now());
  Object.assign(window, { watchbill: checkedBridge(fake.bridge) });
  stop = connect();
  render(what);
  return { fake, user: userEvent.setup() };
}
const rows = (list: string): (string | null)[] =>
  within(screen.getByRole('list', { name: list }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const said = (): (string | undefined)[] => useToasts.getState().toasts.map(({ text }) => text);
const write = (field: HTMLElement, value: string): void => {
  fireEvent.change(field, { target: { value } });
};
const inputs = (fake: MutesFake, name: string): unknown[] =>
  fake.calls.filter((call) => call.name === name).map(({ input }) => input);

describe('the list of silences', () => {
  it('shows what holds first, by its end, with who, why and what it holds; what ends soon stands out', async () => {
    show(<SilencesScreen />);
    await screen.findByRole('list', { name: 'Silences' });
    expect(rows('Silences')).toEqual([
      expect.stringMatching(
        /alertname="DiskFull"service="db".*Grace Lindt.*bigger disks come today.*2 open incidents match, none held back so far.*Ends in 8 min.*End/,
      ),
      expect.stringMatching(
        /service=~"checkout\|edge"severity!="critical".*Ada Okafor.*7 held back so far.*until/,
      ),
      expect.stringMatching(
        /cluster="eu-1".*Linus Roy.*router firmware.*6 open incidents match now.*from.*to/,
      ),
    ]);
    expect(rows('Maintenance')).toEqual([
      expect.stringMatching(/^Ledger.*ci.*deploy v4\.11\.2.*1 open incident matches.*until.*End$/),
      expect.stringMatching(/^Databasesplanned.*weekly backup.*Sun 02:00–03:00 \(Europe\/London\).*from/),
      expect.stringMatching(/^Databases, Ledgerplanned.*new database hosts.*from.*to/),
    ]);
    expect(rows('Silences that ended')).toEqual([
      expect.stringMatching(/CertificateExpiresSoon.*ended 3 h ago$/),
    ]);
    expect(await faults()).toEqual([]);
  });

  it('says so where there is none, and where they cannot be read', async () => {
    const { fake, user } = show(<SilencesScreen />, { what: 'none' });
    expect(await screen.findByText('Nothing is silenced')).toBeTruthy();
    expect(screen.getByText(/watchbill maintenance start/)).toBeTruthy();
    fake.broken.set('silences.list', 'The engine is not there.');
    fake.push('rota', { version: 9 });
    expect((await screen.findByRole('alert')).textContent).toContain('The engine is not there.');
    fake.broken.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('ends one, and a maintenance, and follows what others do', async () => {
    const { fake, user } = show(<SilencesScreen />);
    await user.click(await screen.findByRole('button', { name: /^End the silence of alertname="DiskFull"/ }));
    await waitFor(() => expect(rows('Silences')).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'End the maintenance of Ledger' }));
    await waitFor(() => expect(rows('Maintenance').at(-1)).toMatch(/^Ledger.*ended/));
    expect(said()).toContain('Ended: what still fires pages again.');
    fake.act(
      [{ kind: 'silenceMade', matchers: ['team="x"'], start: NOW, end: NOW + 20 * MINUTE, reason: '' }],
      'grace',
      NOW,
    );
    await waitFor(() => expect(rows('Silences')[0]).toMatch(/^team="x"/));
  });
});

describe('making a silence', () => {
  it('shows what matches while it is typed, and makes it until the time that is chosen', async () => {
    const { fake, user } = show(<SilencesScreen />);
    await user.click(await screen.findByRole('button', { name: 'Silence alerts' }));
    const dialog = within(await screen.findByRole('dialog'));
    const make = () => dialog.getByRole<HTMLButtonElement>('button', { name: /^Silence until/ });
    expect(make().disabled).toBe(true);
    write(dialog.getByLabelText('Matcher'), 'disk is full');
    expect(await dialog.findByText(/"disk is full" is not a matcher/)).toBeTruthy();
    write(dialog.getByLabelText('Matcher'), 'alertname="DiskFull"');
    await user.type(dialog.getByLabelText('Matcher'), '{Enter}');
    expect(await dialog.findByText('3 open incidents match.')).toBeTruthy();
    write(dialog.getByLabelText('One more matcher'), 'service="db"');
    expect(await dialog.findByText('2 open incidents match.')).toBeTruthy();
    // What is added can be let go again.
    await user.click(dialog.getByRole('checkbox', { name: 'alertname="DiskFull"' }));
    expect(await dialog.findByText('3 open incidents match.')).toBeTruthy();
    await user.click(dialog.getByRole('checkbox', { name: 'alertname="DiskFull"' }));
    await user.click(dialog.getByRole('radio', { name: '30 min' }));
    write(dialog.getByLabelText('Reason'), 'bigger disks');
    expect(await faults()).toEqual([]);
    await user.click(make());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputs(fake, 'silence.make')).toEqual([
      {
        matchers: ['alertname="DiskFull"', 'service="db"'],
        start: null,
        end: NOW + 30 * MINUTE,
        reason: 'bigger disks',
      },
    ]);
    expect(said()[0]).toMatch(/^Silenced until /);
  });

  it('until a time of one’s own, which must not be past; what is refused is said, and the form stays', async () => {
    const { fake, user } = show(<SilencesScreen />);
    await user.click(await screen.findByRole('button', { name: 'Silence alerts' }));
    const dialog = within(await screen.findByRole('dialog'));
    write(dialog.getByLabelText('Matcher'), 'a=~".*"');
    await user.click(dialog.getByRole('radio', { name: 'Another time' }));
    const time = dialog.getByLabelText('Until');
    write(time, '2026-11-22 12:00');
    expect(await dialog.findByText('This is past')).toBeTruthy();
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: /^Silence until/ }).disabled).toBe(true);
    write(time, '2026-11-24 12:00');
    await user.click(dialog.getByRole('button', { name: /^Silence until/ }));
    await waitFor(() => expect(said()[0]).toMatch(/^One of the matchers must ask for something/));
    expect(screen.queryByRole('dialog')).not.toBeNull();
    expect(inputs(fake, 'silence.make')).toHaveLength(1);
  });
});

describe('from an alert', () => {
  const labels = [
    ['alertname', 'DiskFull'],
    ['instance', 'db-1'],
    ['pod', 'p-0'],
    ['service', 'db'],
    ['severity', 'critical'],
  ] as const;

  it('two clicks silence what it is, not the one instance; a third takes it back', async () => {
    const { fake, user } = show(<SilencePicker labels={labels} />);
    await user.click(screen.getByRole('button', { name: 'Silence…' }));
    const box = (name: string) => screen.getByRole('checkbox', { name }).getAttribute('aria-checked');
    expect([box('alertname="DiskFull"'), box('instance="db-1"'), box('pod="p-0"')]).toEqual([
      'true',
      'false',
      'false',
    ]);
    expect(await screen.findByText('2 open incidents match.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /^Silence until/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputs(fake, 'silence.make')).toEqual([
      {
        matchers: ['alertname="DiskFull"', 'service="db"', 'severity="critical"'],
        start: null,
        end: NOW + 120 * MINUTE,
        reason: '',
      },
    ]);
    const [toast] = useToasts.getState().toasts;
    toast?.action?.run();
    await waitFor(() => expect(inputs(fake, 'silence.end')).toHaveLength(1));
  });

  it('without labels cannot be silenced, and says why', () => {
    show(<SilencePicker labels={[]} />);
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Silence…' });
    expect([button.disabled, button.title]).toEqual([true, 'It has no labels that a silence could name']);
  });
});

describe('beginning maintenance', () => {
  it('of some services, or of all, which must be said', async () => {
    const { fake, user } = show(<SilencesScreen />);
    const open = async () => {
      await user.click(await screen.findByRole('button', { name: 'Begin maintenance' }));
      return within(await screen.findByRole('dialog'));
    };
    const first = await open();
    const begin = first.getByRole<HTMLButtonElement>('button', { name: /^Begin, until/ });
    expect(begin.disabled).toBe(true);
    await user.click(await first.findByRole('checkbox', { name: 'Checkout' }));
    write(first.getByLabelText('Reason'), 'v2');
    expect(await faults()).toEqual([]);
    await user.click(begin);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const second = await open();
    await user.click(await second.findByRole('checkbox', { name: 'Edge' }));
    await user.click(second.getByRole('checkbox', { name: 'All services' }));
    await user.click(second.getByRole('radio', { name: '2 h' }));
    await user.click(second.getByRole('button', { name: /^Begin, until/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputs(fake, 'maintenance.start')).toEqual([
      { services: ['checkout'], start: null, end: NOW + 30 * MINUTE, reason: 'v2' },
      { services: [], start: null, end: NOW + 120 * MINUTE, reason: '' },
    ]);
    await waitFor(() =>
      expect(rows('Maintenance').filter((row) => row?.startsWith('All services'))).toHaveLength(1),
    );
  });
});
