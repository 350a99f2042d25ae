// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { HOSTILE, LONG_TITLE, ringing, settings } from '../../../../test/ui-harness/b-fixtures';
import type { RingingView } from '../../../contract/views/ringing';
import { call } from '../../bridge';
import { isSilent } from './answers';
import { Popup } from './popup';
import { createPopupStore } from './popup-store';

const NOW = Date.parse('2026-11-23T02:14:07Z');
const done = ({ ids }: { ids: readonly string[] }) => ({ done: [...ids], refused: [] });
const after = (ms: number, then: () => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** The pop-up as it comes up: in sight, without the keyboard. */
function start(view: RingingView, answers: Parameters<typeof fakeBridge>[0] = {}) {
  const fake = fakeBridge({
    'incident.acknowledge': done,
    'incident.snooze': done,
    'incident.resolve': done,
    'shell.openWindow': {},
    'popup.size': {},
    ...answers,
  });
  Object.assign(window, { watchbill: fake.bridge });
  const store = createPopupStore({ call, now: () => performance.now(), after });
  const onRendered = vi.fn();
  render(<Popup store={store} onRendered={onRendered} />);
  const ring = (next: RingingView) => act(() => store.ringing(next));
  act(() => {
    store.setSettings(settings);
    store.ringing(view);
    store.setVisible(true);
  });
  return { ...fake, store, ring, onRendered };
}

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more }));
const title = () => within(screen.getByRole('article')).getByRole('heading').textContent;

/** Looks at it for long enough. */
async function arm(store: ReturnType<typeof start>['store']) {
  act(() => store.keyEvent('focused'));
  await wait(1100);
}

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('keys', () => {
  it('answer nothing until the pop-up was looked at for a moment, and say so', async () => {
    const { inputs, store, made } = start(ringing(1, NOW));
    expect(screen.getByText('Ctrl+Alt+A to answer by key')).toBeTruthy();
    act(() => store.keyEvent('focused'));
    screen.getByRole('button', { name: 'Acknowledge' }).focus();
    for (const key of [...'a rather long line that has r and s and a in it'.split(''), 'Enter']) {
      await wait(120);
      await press(key);
    }
    expect(screen.getByText('Keys rest until you stop typing')).toBeTruthy();
    expect(made.filter(({ name }) => name !== 'popup.size')).toEqual([]);
    await wait(800);
    expect(screen.getByText('Keys answer now')).toBeTruthy();
    await press('a');
    expect(inputs('incident.acknowledge')).toEqual([{ ids: ['inc-0'] }]);
  });

  it('keep a key from a focused button while they rest', () => {
    const { store } = start(ringing(1, NOW));
    act(() => store.keyEvent('focused'));
    const button = screen.getByRole('button', { name: 'Acknowledge' });
    expect(fireEvent.keyDown(button, { key: ' ' })).toBe(false);
    expect(fireEvent.keyUp(button, { key: ' ' })).toBe(false);
  });

  it('answer soon after the shortcut', async () => {
    const { inputs, store } = start(ringing(1, NOW));
    act(() => {
      store.keyEvent('called');
      store.keyEvent('focused');
    });
    await wait(310);
    await press('r');
    expect(inputs('incident.resolve')).toEqual([{ ids: ['inc-0'] }]);
  });

  it('do not answer for a held key or one with Ctrl', async () => {
    const { inputs, store } = start(ringing(1, NOW));
    await arm(store);
    await press('a', { repeat: true });
    await press('a', { ctrlKey: true });
    expect(inputs('incident.acknowledge')).toEqual([]);
  });

  it('snooze by two keys, until the morning of my own zone', async () => {
    const { inputs, store } = start(ringing(1, NOW));
    await arm(store);
    await press('4');
    expect(inputs('incident.snooze')).toEqual([]);
    await press('s');
    expect(screen.getByRole('group', { name: 'Snooze for' })).toBeTruthy();
    await press('4');
    expect(inputs('incident.snooze')).toEqual([
      { ids: ['inc-0'], until: Date.parse('2026-11-23T08:00:00Z') },
    ]);
  });

  it('open the incident', async () => {
    const { inputs, store } = start(ringing(1, NOW));
    await arm(store);
    await press('o');
    expect(inputs('shell.openWindow')).toEqual([{ incident: 'inc-0' }]);
  });
});

describe('the stack', () => {
  it('shows the worst first, counts, and moves with j and k', async () => {
    const { store } = start(ringing(3, NOW));
    expect(screen.getByText('3 pages wait, 2 critical')).toBeTruthy();
    expect(title()).toContain('etcdMembersDown');
    await arm(store);
    await press('j');
    expect(title()).toContain('Checkout returns errors');
    await press('k');
    expect(title()).toContain('etcdMembersDown');
  });

  it('does not swap the card under the fingers when a worse page comes in', async () => {
    const view = ringing(1, NOW, { severity: 'warning', title: 'Old' });
    const { store, ring } = start(view);
    await arm(store);
    ring({ ...view, pages: [{ ...ringing(2, NOW).pages[1]!, title: 'New' }, ...view.pages], total: 2 });
    expect(title()).toBe('Old');
  });

  it('goes on with the next page and rests, so that a double tap answers one', async () => {
    const { inputs, store } = start(ringing(2, NOW));
    await arm(store);
    await press('a');
    await press('a');
    expect(inputs('incident.acknowledge')).toHaveLength(1);
    await wait(500);
    await press('a');
    expect(inputs('incident.acknowledge')).toEqual([{ ids: ['inc-1'] }, { ids: ['inc-0'] }]);
  });

  it('acknowledges all that still ring', async () => {
    const { inputs, store } = start(ringing(40, NOW));
    await arm(store);
    await press('A', { shiftKey: true });
    expect(inputs('incident.acknowledge')[0]?.ids).toHaveLength(40);
  });

  it('says how many more wait than it shows', () => {
    start(ringing(70, NOW));
    expect(screen.getByRole('button', { name: 'Acknowledge these 50' })).toBeTruthy();
    expect(screen.getByText('and 20 more in the queue')).toBeTruthy();
  });
});

describe('an answer', () => {
  it('is silent in the same tick, says what it does, and leaves with the next push', async () => {
    let reply = () => {};
    const slow = ({ ids }: { ids: readonly string[] }) =>
      new Promise<ReturnType<typeof done>>((resolve) => {
        reply = () => resolve(done({ ids }));
      });
    const { store, ring } = start(ringing(1, NOW), { 'incident.acknowledge': slow });
    await arm(store);
    let silentAtOnce = false;
    const stop = store.subscribe((state) => {
      silentAtOnce ||= isSilent(state.answers, 'inc-0');
    });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(silentAtOnce).toBe(true);
    stop();
    await wait(1);
    expect(screen.getByText('Acknowledging…')).toBeTruthy();
    await act(async () => reply());
    expect(screen.getByText('Acknowledged')).toBeTruthy();
    ring({ ...ringing(0, NOW), pages: [] });
    expect(screen.getByText('No page waits.')).toBeTruthy();
  });

  it('that is refused is said loudly, and the page rings on', async () => {
    const { store } = start(ringing(1, NOW), {
      'incident.acknowledge': ({ ids }) => ({
        done: [],
        refused: [{ id: ids[0]!, why: 'the disk is full' }],
      }),
    });
    await arm(store);
    await press('a');
    expect(screen.getByRole('alert').textContent).toBe('Not acknowledged, it rings on: the disk is full');
    expect(isSilent(store.getState().answers, 'inc-0')).toBe(false);
    expect(screen.getByRole('button', { name: 'Acknowledge' })).toHaveProperty('disabled', false);
  });

  it('that never comes counts as failed after five seconds', async () => {
    const { store } = start(ringing(1, NOW), { 'incident.acknowledge': () => new Promise(() => {}) });
    await arm(store);
    await press('a');
    await wait(4900);
    expect(isSilent(store.getState().answers, 'inc-0')).toBe(true);
    await wait(200);
    expect(screen.getByRole('alert').textContent).toContain('no answer for 5 seconds');
    expect(isSilent(store.getState().answers, 'inc-0')).toBe(false);
  });

  it('that failed brings its page back onto the card', async () => {
    const { store } = start(ringing(2, NOW), {
      'incident.acknowledge': () => Promise.reject(new Error('gone')),
    });
    await arm(store);
    const before = title();
    await press('a');
    await wait(10);
    expect(title()).toBe(before);
    expect(screen.getByRole('alert').textContent).toContain('gone');
  });

  it('by mouse counts only when the window did not jump under the pointer', async () => {
    const { inputs } = start(ringing(1, NOW));
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    expect(inputs('incident.acknowledge')).toEqual([]);
    await wait(600);
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    await wait(1);
    expect(inputs('incident.acknowledge')).toHaveLength(1);
  });
});

describe('what it shows', () => {
  it('is text, whatever the text is', () => {
    start(
      ringing(2, NOW, {
        title: HOSTILE,
        service: HOSTILE,
        summary: HOSTILE,
        where: [[HOSTILE, HOSTILE]],
        why: HOSTILE,
      }),
    );
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getAllByText(HOSTILE).length).toBeGreaterThan(0);
    expect(
      screen
        .getAllByText(HOSTILE)
        .every(
          (element) => element.closest('bdi, [dir=auto]') !== null || element.className === 'card-label-name',
        ),
    ).toBe(true);
  });

  it('has every part that a page must say', () => {
    start(ringing(1, NOW));
    const card = screen.getByRole('article');
    for (const words of [
      'Critical',
      'Checkout',
      'checkout-7.eu-west-1:9090',
      'runbooks/checkout.md',
      '#1042',
    ])
      expect(within(card).getByText(words)).toBeTruthy();
    expect(card.textContent).toContain('seen 12 times');
    expect(card.textContent).toContain('You are on call: there is no rota yet');
  });

  it('keeps to service and severity when it must be discreet', () => {
    const { store } = start(ringing(2, NOW, { title: 'Secret project down' }));
    act(() => store.setSettings({ ...settings, redact: true }));
    expect(document.body.textContent).not.toContain('Secret project');
    expect(document.body.textContent).not.toContain('checkout-7');
    expect(document.body.innerHTML).not.toContain('Secret project');
    expect(title()).toBe('Critical page');
  });

  it.each([1, 3, 40])('is clean for a screen reader with %i pages', async (count) => {
    start(ringing(count, NOW, { title: LONG_TITLE }));
    vi.useRealTimers();
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});
