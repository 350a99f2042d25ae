// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PolicyFake, type PolicyScene } from '../../../../test/ui-harness/policy-fake';
import type { StepDraft } from '../../../contract/policy/policy-views';
import { usePolicyPlace } from '../../parts/policy-place';
import { useScreen } from '../../state/screen';
import { PoliciesScreen } from './policies';
import { usePolicyDrafts } from './policy-drafts';
import { stepTimes, targetWords } from './step-times';

async function start(what: PolicyScene['what'] = 'some') {
  const fake = new PolicyFake({ what }, Date.UTC(2026, 10, 23, 12));
  Object.assign(window, { watchbill: fake.bridge });
  render(<PoliciesScreen />);
  await screen.findByRole('heading', { name: 'Policies' });
  return { fake, user: userEvent.setup() };
}

beforeEach(() => {
  usePolicyPlace.setState({ open: null });
  usePolicyDrafts.setState({ held: {} });
});
afterEach(cleanup);

const saved = (fake: PolicyFake) =>
  fake.calls.filter(({ name }) => name === 'policy.save').map(({ input }) => input);
const clean = async () => {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
};

describe('policies', () => {
  it('lists services in their order, and escalations as time lines', async () => {
    await start();
    const services = within(screen.getByRole('list', { name: 'Services' })).getAllByRole('listitem');
    expect(services.map((row) => row.querySelector('.policy-name bdi')?.textContent)).toEqual([
      'Checkout',
      'Search',
      'Everything else',
    ]);
    expect(services[1]?.textContent).toContain('hold 2m');
    const [payments] = within(screen.getByRole('list', { name: 'Escalations' })).getAllByRole('listitem');
    expect(payments?.textContent).toMatch(
      /0:00 Primary, on call.*4:00 next on Primary or Linus Roy.*19:00 everyone/,
    );
    expect(payments?.textContent).toContain('For Checkout, Search.');
    expect(await clean()).toEqual([]);
  });

  it('moves a service up, by keyboard, in the file at once', async () => {
    const { fake, user } = await start();
    document.querySelectorAll<HTMLButtonElement>('[data-move="up"]')[1]?.focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(saved(fake)).toEqual([{ change: { kind: 'moveService', id: 'search', to: 0 } }]),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('list', { name: 'Services' }).querySelector('.policy-name bdi')?.textContent,
      ).toBe('Search'),
    );
  });

  it('edits a service: what is wrong stands at its field, last week beside it, and it is saved', async () => {
    const { fake, user } = await start();
    await user.click(screen.getByRole('button', { name: /Edit service Search/ }));
    const hold = screen.getByLabelText('Hold for');
    await user.clear(hold);
    await user.type(hold, 'soon');
    await screen.findAllByText(/"soon" is not a duration/);
    expect(hold.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', true);
    await user.clear(hold);
    await user.type(hold, '10m');
    const table = await screen.findByRole('table', { name: /Last week/ }, { timeout: 10_000 });
    // The week replayed without and with the hold: fewer pages with it.
    await waitFor(
      () => {
        const row = within(table).getByRole('row', { name: /^Pages/ }).textContent ?? '';
        expect(row).toMatch(/−\d+/);
      },
      { timeout: 10_000 },
    );
    expect(
      within(screen.getByRole('list', { name: 'Changes' })).getAllByRole('listitem').length,
    ).toBeGreaterThan(3);
    expect(await clean()).toEqual([]);
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(fake.text).toContain('hold: 10m'));
    await screen.findByText('As it stands in the team file.');
    expect(saved(fake)).toHaveLength(1);
  });

  it('keeps what was typed when it is refused, and when one looks elsewhere', async () => {
    const { fake, user } = await start();
    await user.click(screen.getByRole('button', { name: /Edit service Checkout/ }));
    await user.type(screen.getByLabelText('Name'), ' and pay');
    fake.broken.set('policy.save', 'The disk is full.');
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await screen.findByText('The disk is full.');
    await user.click(screen.getByRole('button', { name: 'All policies' }));
    expect(screen.getByText('Not saved')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Edit service Checkout/ }));
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Checkout and pay');
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Checkout');
  });

  it('edits an escalation on its time line: adds, moves and removes steps', async () => {
    const { fake, user } = await start();
    await user.click(screen.getByRole('button', { name: /Edit escalation Payments/ }));
    const times = () => [...document.querySelectorAll('.step-time')].map((each) => each.textContent);
    expect(times()).toEqual(['0:00', '4:00', '19:00']);
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    expect(times()).toEqual(['0:00', '4:00', '19:00', '24:00']);
    await user.selectOptions(screen.getByLabelText('Step 4 pages, 1'), 'all:primary');
    await user.click(screen.getByRole('button', { name: 'Remove step 2' }));
    expect(times()).toEqual(['0:00', '15:00', '20:00']);
    await user.clear(screen.getByLabelText('Go through it again'));
    await user.type(screen.getByLabelText('Go through it again'), '3');
    expect(await clean()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(fake.text).toMatch(/repeat: 3/));
    expect(fake.text).toContain('all:primary');
    expect(fake.text).not.toContain('next:primary');
  });

  it('makes a new service, and asks before one is removed', async () => {
    const { fake, user } = await start();
    await user.click(screen.getByRole('button', { name: 'New service' }));
    await user.type(screen.getByLabelText('Id'), 'web');
    await user.type(screen.getByLabelText('Matcher 1'), 'namespace="web"');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', false),
    );
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(fake.text).toContain('id: web'));
    // Above the one that takes every alert.
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('button', { name: /Edit service/ })
          .map((each) => each.querySelector('bdi')?.textContent),
      ).toEqual(['Checkout', 'Search', 'web', 'Everything else']),
    );
    await user.click(screen.getByRole('button', { name: /Edit service web/ }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: /Remove/ }));
    await waitFor(() => expect(fake.text).not.toContain('id: web'));
  });

  it('says why nothing can be saved while the file has a mistake', async () => {
    const { user } = await start('broken');
    expect(screen.getByRole('alert').textContent).toContain('mistake in line 12');
    await user.click(screen.getByRole('button', { name: /Edit service Search/ }));
    await user.type(screen.getByLabelText('Hold for'), '0');
    expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', true);
  });

  it('leads to Explain and the noise report', async () => {
    const { user } = await start('none');
    expect(screen.getByText('No service yet')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Explain' }));
    expect(useScreen.getState().screen).toBe('explain');
    await user.click(screen.getByRole('button', { name: 'Noise report' }));
    expect(useScreen.getState().screen).toBe('noise');
  });
});

describe('step times', () => {
  const step = (after: string): StepDraft => ({
    after,
    page: [],
    roundRobin: false,
    acknowledge: 'one',
    urgency: '',
    hours: [],
    timeZone: '',
  });
  it('add up, and are not told beyond a wait that is none', () => {
    expect(stepTimes([step(''), step('90s'), step('1h'), step('later'), step('5m')])).toEqual([
      '0:00',
      '1:30',
      '1:01:30',
      '',
      '',
    ]);
    expect(stepTimes([step('2m')])).toEqual(['2:00']);
  });
  it('targets in words, also those that nobody knows', () => {
    const names = { people: [{ id: 'ada', name: 'Ada' }], schedules: [{ id: 'p', name: 'Primary' }] };
    expect(
      ['schedule:p', 'next:p', 'all:p', 'person:ada', 'person:x', 'everyone', 'odd'].map((each) =>
        targetWords(each, names),
      ),
    ).toEqual(['Primary, on call', 'next on Primary', 'all of Primary', 'Ada', 'x', 'everyone', 'odd']);
  });
});
