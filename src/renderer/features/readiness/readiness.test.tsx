// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { HOSTILE, status } from '../../../../test/ui-harness/b-fixtures';
import {
  drillsAt,
  factsAt,
  heartbeatsAt,
  readinessAt,
  wrongFactsAt,
} from '../../../../test/ui-harness/readiness-fixtures';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { useToasts } from '../../state/toasts';
import { daysAhead } from './look-ahead-days';
import { ReadinessScreen } from './readiness';

const NOW = Date.now();

async function start(facts = wrongFactsAt(NOW)) {
  const fake = fakeBridge({
    'readiness.get': readinessAt(facts, NOW),
    'drill.list': drillsAt(NOW),
    'drill.setMonthly': ({ on }) => ({ ...drillsAt(NOW), monthly: on }),
    'heartbeat.list': heartbeatsAt(NOW),
    'channels.test': {
      state: 'refused',
      text: 'My phone did not take it.',
      detail: 'HTTP 403',
      took: 12,
      at: NOW,
    },
    'ownHeartbeat.set': ({ url }) => {
      if (url === 'https://bad.example') throw new Error('This address cannot be used: it is bad.');
      return heartbeatsAt(NOW).own;
    },
    'ownHeartbeat.tryNow': { ok: true, text: 'It arrived.' },
    'shell.copy': {},
  });
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ status: status() });
  render(<ReadinessScreen />);
  await screen.findByText('Alerts get here');
  return { ...fake, user: userEvent.setup() };
}
beforeEach(() => useScreen.setState({ screen: 'readiness' }));
afterEach(cleanup);

const check = (id: string) => document.querySelector<HTMLElement>(`[data-check="${id}"]`) as HTMLElement;

describe('am I pageable?', () => {
  it('answers in one sentence, by the worst check', async () => {
    await start(factsAt(NOW));
    expect(screen.getByRole('status').textContent).toContain('You can be paged here');
    cleanup();
    await start();
    expect(screen.getByRole('status').textContent).toContain('Do not rely on being paged here');
  });

  it('says of each check in words how it stands, not by colour alone', async () => {
    await start();
    expect(check('source:prod').textContent).toMatch(
      /Bad.*Its alerts do not get here: no answer within 10 s/,
    );
    expect(check('sound').textContent).toMatch(/Look at this.*The output is muted/);
    expect(check('notifications').textContent).toMatch(/Not known.*macOS tells only its own settings/);
    expect(check('network').textContent).toContain('Well');
  });

  it('leads to what is to be done, by keyboard', async () => {
    const { user, inputs } = await start();
    within(check('source:prod')).getByRole('button', { name: 'Show sources' }).focus();
    await user.keyboard('{Enter}');
    expect(useScreen.getState().screen).toBe('sources');
    within(check('drill')).getByRole('button', { name: 'Practise: Drills' }).focus();
    await user.keyboard('{Enter}');
    expect(useScreen.getState().screen).toBe('practice');
    within(check('channel:phone')).getByRole('button', { name: 'Test My phone (ntfy)' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(inputs('channels.test')).toEqual([{ id: 'phone' }]));
    await waitFor(() => expect(JSON.stringify(useToasts.getState())).toContain('My phone did not take it.'));
  });

  it('reads the machine anew when asked to', async () => {
    const { user, inputs } = await start();
    const before = inputs('readiness.get').length;
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(inputs('readiness.get').length).toBeGreaterThan(before));
    expect(inputs('readiness.get')[before]).toEqual({ fresh: true });
  });

  it('names every gap of the next two weeks', async () => {
    await start();
    const gaps = within(screen.getByRole('list', { name: 'Gaps' })).getAllByRole('listitem');
    expect(gaps.map(({ textContent }) => textContent?.split(':')[0])).toEqual(['Primary', 'Night']);
  });

  it('cuts the look ahead into days of the zone, also where the clocks change', () => {
    const from = Date.parse('2026-10-24T12:00:00Z');
    const view = readinessAt(factsAt(from), from);
    const days = daysAhead({ ...view, timeZone: 'Europe/London' });
    expect(days).toHaveLength(15);
    expect((days[1]?.end ?? 0) - (days[1]?.start ?? 0)).toBe(25 * 3_600_000);
    for (const { pieces } of days)
      for (const { from: begin, length } of pieces) {
        expect(begin).toBeGreaterThanOrEqual(0);
        expect(begin + length).toBeLessThanOrEqual(1.0001);
      }
  });

  it('lists drills and switches the one of the month', async () => {
    const { user, inputs } = await start();
    const drills = within(await screen.findByRole('list', { name: 'Drills' })).getAllByRole('listitem');
    expect(drills[0]?.textContent).toContain('Nobody answered in 15 min.');
    expect(drills[1]?.textContent).toMatch(/Answered after 41 s.*100 of 100 points/);
    await user.click(screen.getByRole('switch', { name: 'A drill each month' }));
    await waitFor(() => expect(inputs('drill.setMonthly')).toEqual([{ on: false }]));
  });

  it('keeps the address of its own heartbeat, says what is wrong with it, and never shows it', async () => {
    const { user, inputs } = await start();
    const address = await screen.findByLabelText('Address');
    await user.type(address, 'https://bad.example');
    await user.click(screen.getByRole('button', { name: 'Keep the address' }));
    expect((await screen.findByRole('alert')).textContent).toContain('it is bad');
    await user.clear(address);
    await user.type(address, 'https://hc-ping.example/secret');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(inputs('ownHeartbeat.set').at(-1)).toMatchObject({ url: 'https://hc-ping.example/secret' }),
    );
    await waitFor(() => expect(document.body.innerHTML).not.toContain('/secret'));
  });

  it('shows hostile text as text', async () => {
    const facts = factsAt(NOW);
    const [one] = facts.sources;
    if (!one) throw new Error('one is there');
    await start({
      ...facts,
      sources: [{ ...one, title: HOSTILE, state: 'failing', lastError: HOSTILE, failingSince: NOW }],
    });
    expect(document.querySelector('img')).toBeNull();
    expect(check('source:prod').textContent).toContain('<img src=x');
  });

  it('has no fault that axe finds', async () => {
    await start();
    await screen.findByRole('list', { name: 'Heartbeats' });
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
});
