// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine, type Scene } from '../../test/ui-harness/fake-engine';
import { App } from './app';
import { windowQueue } from './features/queue/window-queue';
import { stopBulk, useBulk } from './state/bulk';
import { connect } from './state/connect';
import { useMirror } from './state/mirror';
import { useScreen } from './state/screen';
import { useToasts } from './state/toasts';

type HappyWindow = { readonly happyDOM: { setViewport(size: { width: number; height: number }): void } };

const NOW = Date.parse('2026-11-23T09:00:00Z');
const blankMirror = useMirror.getInitialState();
const blankScreen = useScreen.getInitialState();
let stop = () => {};

// A pretended browser lays nothing out; the list needs a height to know which rows are in sight.
for (const [name, pixels] of Object.entries({
  offsetHeight: 600,
  clientHeight: 600,
  offsetWidth: 1000,
  clientWidth: 1000,
})) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => pixels });
}

async function start(scene: Scene) {
  const engine = new FakeEngine(scene, NOW);
  Object.assign(window, { watchbill: engine.bridge });
  stop = connect();
  render(<App />);
  await screen.findByRole('radiogroup', { name: 'Status' });
  if (scene.incidents > 0) await waitFor(() => expect(rows().length).toBeGreaterThan(0));
  return { engine, user: userEvent.setup() };
}

const list = () => screen.getByRole('listbox', { name: 'Incidents' });
const rows = () => within(list()).getAllByRole('option');
const current = () => list().getAttribute('aria-activedescendant')?.replace('row-', '') ?? null;
const acts = (engine: FakeEngine) => engine.calls.filter(({ name }) => /^incident\.(?!get)/.test(name));
const press = (key: string, more: KeyboardEventInit = {}) => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
};

beforeEach(() => {
  useMirror.setState(blankMirror, true);
  useScreen.setState(blankScreen, true);
  useToasts.setState({ toasts: [] });
  windowQueue.store.setState(windowQueue.store.getInitialState(), true);
  windowQueue.scrolledTo = 0;
  (window as unknown as HappyWindow).happyDOM.setViewport({ width: 1200, height: 800 });
  localStorage.clear();
});

afterEach(() => {
  cleanup();
  stop();
});

describe('the queue by keyboard', () => {
  it('moves, acknowledges and goes on with the next one', async () => {
    const { engine } = await start({ incidents: 40 });
    const [first, second] = engine.incidents.map(({ id }) => id);
    await waitFor(() => expect(current()).toBe(first));
    press('j');
    expect(current()).toBe(second);
    press('ArrowUp');
    expect(current()).toBe(first);
    press('a');
    await waitFor(() => expect(engine.incidents.find(({ id }) => id === first)?.status).toBe('acknowledged'));
    expect(acts(engine)).toEqual([
      { name: 'incident.acknowledge', input: { ids: [first], hereOnly: false } },
    ]);
    // It was sorted away; the cursor stays with it, and the next step goes on where it stood.
    await waitFor(() => expect(rows()[0]?.id).toBe(`row-${second}`));
    press('j');
    expect(current()).toBe(second);
  });

  it('does nothing to an incident while its letters are typed into the search', async () => {
    const { engine, user } = await start({ incidents: 40 });
    press('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.keyboard('arsu');
    expect(acts(engine)).toEqual([]);
    expect(screen.getByRole('searchbox')).toHaveProperty('value', 'arsu');
    await waitFor(() => expect(screen.getByText('Nothing fits')).toBeTruthy());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(rows().length).toBeGreaterThan(5));
  });

  it('opens with Enter, comes back with Esc', async () => {
    await start({ incidents: 40 });
    await waitFor(() => expect(current()).not.toBeNull());
    press('Enter');
    await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Incidents' })).toBeNull());
    press('Escape');
    await waitFor(() => expect(list()).toBeTruthy());
  });

  it('snoozes until the next 08:00 of the person’s own zone', async () => {
    const { engine, user } = await start({ incidents: 40 });
    await waitFor(() => expect(screen.getByRole('button', { name: /^Snooze/ })).toBeTruthy());
    const asked = Date.now();
    press('s');
    await user.click(await screen.findByRole('menuitem', { name: /Until morning/ }));
    await waitFor(() => expect(acts(engine)).toHaveLength(1));
    const { until } = acts(engine).map(({ input }) => input as { until: number })[0] ?? { until: 0 };
    expect(new Date(until).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' })).toBe('08:00:00');
    expect(until - asked).toBeGreaterThan(0);
    expect(until - asked).toBeLessThanOrEqual(25 * 3_600_000);
  });

  it('picks several and acts on all of them at once', async () => {
    const { engine } = await start({ incidents: 40 });
    const ids = engine.incidents.slice(0, 3).map(({ id }) => id);
    await waitFor(() => expect(current()).toBe(ids[0]));
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect(rows().filter((row) => row.getAttribute('aria-selected') === 'true')).toHaveLength(3);
    press('r');
    await waitFor(() => expect(acts(engine)).toHaveLength(1));
    expect(acts(engine)[0]).toEqual({ name: 'incident.resolve', input: { ids } });
    await waitFor(() => expect(screen.getByText('Resolved 3 incidents')).toBeTruthy());
  });

  it('picks all with Ctrl+A, rows that were never in sight too, and acknowledges them slice by slice', async () => {
    const { engine } = await start({ incidents: 1200 });
    act(() => useScreen.setState({ filter: { ...useScreen.getState().filter, status: 'all' } }));
    await waitFor(() => expect(screen.getByText('1,200 incidents')).toBeTruthy());
    press('a', { ctrlKey: true });
    await waitFor(() => expect(useScreen.getState().marked.size).toBe(1200));
    expect([...useScreen.getState().marked]).toEqual(engine.incidents.map(({ id }) => id));
    const far: string[] = [];
    const unsubscribe = useBulk.subscribe(({ bulk }) => bulk && far.push(`${bulk.done} of ${bulk.of}`));
    press('a');
    await waitFor(() => expect(useScreen.getState().marked.size).toBe(0));
    unsubscribe();
    const slices = engine.calls.filter(({ name }) => name === 'incident.acknowledge');
    expect(slices.flatMap(({ input }) => (input as { ids: string[] }).ids)).toHaveLength(1200);
    expect(slices).toHaveLength(6);
    expect(far).toEqual(slices.map((_, index) => `${index * 200} of 1200`));
  });

  it('a bulk action that is stopped, or fails in the middle, says how far it came', async () => {
    const { engine } = await start({ incidents: 1000 });
    act(() => useScreen.setState({ filter: { ...useScreen.getState().filter, status: 'all' } }));
    await waitFor(() => expect(screen.getByText('1,000 incidents')).toBeTruthy());
    const pickAll = async () => {
      press('a', { ctrlKey: true });
      await waitFor(() => expect(useScreen.getState().marked.size).toBeGreaterThan(500));
    };
    const once = (handed: number, run: () => void) => {
      const unsubscribe = useBulk.subscribe(({ bulk }) => {
        if (bulk?.done !== handed) return;
        unsubscribe();
        run();
      });
    };
    await pickAll();
    once(200, stopBulk);
    press('a');
    await waitFor(() =>
      expect(document.body.textContent).toContain('Acknowledged 400 of 1,000. Stopped; the others are as'),
    );
    await pickAll();
    once(400, () => engine.broken.set('incident.acknowledge', 'The disk is full.'));
    press('a');
    await waitFor(() =>
      expect(document.body.textContent).toContain(
        'Acknowledged 400 of 1,000, then no more: The disk is full.',
      ),
    );
    expect(useScreen.getState().marked.size).toBeGreaterThan(500);
  });

  it('goes to screens with two keys and lists every key', async () => {
    const { user } = await start({ incidents: 1 });
    press('?');
    await waitFor(() => expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    press('g');
    press('c');
    expect(useScreen.getState().screen).toBe('calendar');
  });

  it('tells in words when an action is refused', async () => {
    const { engine } = await start({ incidents: 1 });
    await waitFor(() => expect(current()).not.toBeNull());
    engine.broken.set('incident.acknowledge', 'The store is full, nothing was acknowledged.');
    press('a');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('nothing was acknowledged'));
  });
});

describe('the queue while things happen', () => {
  it('keeps cursor, picks and detail on their incidents when others arrive above', async () => {
    const { engine } = await start({ incidents: 40 });
    press('j');
    press('x');
    const chosen = current();
    const title = engine.incidents.find(({ id }) => id === chosen)?.title ?? '';
    for (let n = 0; n < 5; n++) act(() => void engine.arrive({ title: `Arrival ${n}` }));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Arrival'));
    expect(current()).toBe(chosen);
    expect(
      rows()
        .find((row) => row.id === `row-${chosen}`)
        ?.getAttribute('aria-selected'),
    ).toBe('true');
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(title);
    press('j');
    expect(current()).toBe(engine.incidents[7]?.id);
  });

  it('scrolls along, so that the rows in sight stand still', async () => {
    const { engine } = await start({ incidents: 1200 });
    act(() => useScreen.setState({ filter: { ...useScreen.getState().filter, status: 'all' } }));
    await waitFor(() => expect(screen.getByText('1,200 incidents')).toBeTruthy());
    act(() => {
      list().scrollTop = 3000;
      fireEvent.scroll(list());
    });
    await waitFor(() => expect(document.getElementById(`row-${engine.incidents[105]?.id}`)).toBeTruthy());
    act(() => void engine.arrive());
    await waitFor(() => expect(screen.getByText('1,201 incidents')).toBeTruthy());
    await waitFor(() => expect(list().scrollTop).toBe(3030));
  });

  it('shows a new incident at once when the list stands at its top', async () => {
    const { engine } = await start({ incidents: 40 });
    act(() => void engine.arrive({ title: 'Seen at once' }));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Seen at once'));
    expect(list().scrollTop).toBe(0);
  });

  it('keeps what is being typed when the first incident arrives', async () => {
    const { engine, user } = await start({ incidents: 0 });
    await waitFor(() => expect(screen.getByText('All quiet')).toBeTruthy());
    const search = screen.getByRole('searchbox');
    await user.click(search);
    await user.keyboard('dis');
    act(() => void engine.arrive({ title: 'Disk is full' }));
    await user.keyboard('k');
    expect(screen.getByRole('searchbox')).toBe(search);
    expect(document.activeElement).toBe(search);
    expect(search).toHaveProperty('value', 'disk');
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Disk is full'));
    expect(document.activeElement).toBe(search);
  });
});

describe('filters', () => {
  it('narrows by status, severity and text, says so to the engine, and clears', async () => {
    const { engine, user } = await start({ incidents: 40 });
    await user.click(screen.getByRole('radio', { name: /^Resolved/ }));
    await waitFor(() => expect(screen.getByText('26 incidents')).toBeTruthy());
    await user.click(screen.getByRole('button', { name: 'Severity' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Critical' }));
    const expected = engine.incidents.filter(
      ({ status, severity }) => status === 'resolved' && severity === 'critical',
    ).length;
    await waitFor(() => expect(screen.getByText(`${expected} incidents`)).toBeTruthy());
    expect(engine.calls.findLast(({ name }) => name === 'queue.window')?.input).toMatchObject({
      filter: { status: 'resolved', severities: ['critical'], text: '' },
    });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    await waitFor(() => expect(screen.getByText('26 incidents')).toBeTruthy());
  });

  it('shows suppressed ones as suppressed, with how, never as acknowledged, and apart from the open ones', async () => {
    const { engine } = await start({ incidents: 40 });
    const silenced = engine.incidents.find(({ suppression, status }) => suppression && status === 'open');
    const row = document.getElementById(`row-${silenced?.id}`);
    expect(row?.textContent).toMatch(/Suppressed, \w+ at source/);
    expect(row?.textContent).not.toMatch(/Acknowledged/);
  });
});

describe('empty', () => {
  it('is all quiet, and says who is on call and when sources answered', async () => {
    await start({ incidents: 0 });
    await waitFor(() => expect(screen.getByText('All quiet')).toBeTruthy());
    expect(screen.getByText(/You are on call until/)).toBeTruthy();
    await waitFor(() => expect(screen.getAllByText(/answered with no alerts/)).toHaveLength(2));
  });

  it('is never all quiet while a source is not heard', async () => {
    await start({ incidents: 0, blind: true });
    await waitFor(() => expect(screen.getByText('Nothing known, and not everything is heard')).toBeTruthy());
    expect(screen.queryByText('All quiet')).toBeNull();
  });

  it('offers to add a source where there is none', async () => {
    const { user } = await start({ incidents: 0, sources: 0 });
    await user.click(await screen.findByRole('button', { name: 'Add a source' }));
    expect(useScreen.getState().screen).toBe('sources');
  });

  it('says that the queue could not be read instead of showing nothing', async () => {
    const engine = new FakeEngine({ incidents: 4 }, NOW);
    engine.broken.set('queue.window', 'The store is locked.');
    Object.assign(window, { watchbill: engine.bridge });
    stop = connect();
    render(<App />);
    await waitFor(() => expect(screen.getByText('The store is locked.')).toBeTruthy());
    expect(screen.queryByText('All quiet')).toBeNull();
  });
});

describe('text from outside', () => {
  it('is shown as text, isolated', async () => {
    const { engine } = await start({ incidents: 40 });
    const hostile = engine.incidents.find(({ title }) => title.includes('onerror'));
    expect(hostile).toBeDefined();
    fireEvent.click(document.getElementById(`row-${hostile?.id}`) as HTMLElement);
    await waitFor(() => expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(hostile?.title));
    expect(document.querySelectorAll('img, script, iframe')).toHaveLength(0);
    expect(screen.getByRole('heading', { level: 2 }).querySelector('bdi')).toBeTruthy();
    // A link that is not http(s) is text, not a control.
    expect(screen.queryByRole('button', { name: /javascript:/ })).toBeNull();
    expect(screen.getAllByText(/javascript:alert\(1\)/).length).toBeGreaterThan(0);
  });
});

describe('for everybody', () => {
  it.each([
    ['queue and incident', () => {}],
    ['incident in the whole window', () => press('Enter')],
    ['palette', () => press('k', { ctrlKey: true })],
    ['several picked', () => press('ArrowDown', { shiftKey: true })],
  ])('axe finds nothing: %s', async (_, go) => {
    await start({ incidents: 40, banners: true });
    await waitFor(() => expect(screen.getByRole('heading', { level: 2 })).toBeTruthy());
    go();
    await waitFor(() =>
      expect(screen.queryByRole('dialog') ?? screen.getAllByRole('button')[3]).toBeTruthy(),
    );
    // Colour is measured in a real browser (test/ui-harness/contrast.mjs): nothing is painted here.
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
});
