// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faults, NOW, showRota } from '../../../../test/ui-harness/rota-screen';
import { readDraft } from '../../../core/schedule/draft-read';
import { openSchedule, useSchedulePlace } from '../../parts/schedule-place';
import { useDrafts } from './draft-store';
import { SchedulesScreen } from './schedules';

beforeEach(() => {
  // What the screens take as now; timers stay real.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  localStorage.clear();
  useDrafts.setState({ held: {} });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function edit(name: RegExp | string, scene = {}) {
  const shown = showRota(<SchedulesScreen />, scene);
  await shown.user.click(await screen.findByRole('button', { name: new RegExp(`^${String(name)}`) }));
  await screen.findByText('The next eight weeks');
  await screen.findByRole('list', { name: 'Weeks' });
  return shown;
}
const layer = (index: number) => screen.getAllByRole('listitem', { name: /^Layer/ })[index] as HTMLElement;
const turns = (index: number) =>
  within(within(layer(index)).getByRole('list', { name: 'People, in turn' }))
    .getAllByRole('listitem')
    .map((item) => /Ada|Grace|Linus|Nobody/.exec(item.textContent)?.[0]);
const foot = () => document.querySelector('.foot-words')?.textContent;

describe('the list of schedules', () => {
  it('says who is on call until when, in which zone, and what the check found', async () => {
    showRota(<SchedulesScreen />);
    const row = await screen.findByRole('button', { name: /^Primary/ });
    const item = row.closest('li') as HTMLElement;
    await waitFor(() => expect(item.textContent).toContain('Grace Lindt'));
    expect(item.textContent).toMatch(/Europe\/London.*until .*then/);
    expect(screen.getByRole('button', { name: /^Trading desk/ }).textContent).toContain('Asia/Kolkata');
    expect(screen.getByRole('img', { name: /^Primary, the next four weeks: Grace Lindt/ })).toBeTruthy();
    const check = await screen.findByRole('list', { name: 'What the check says' });
    expect(check.textContent).toContain('Trading desk');
    expect(await faults()).toEqual([]);
  });

  it('offers the common starts where there is none, and fills a draft that is saved as new', async () => {
    const { fake, user } = showRota(<SchedulesScreen />, { empty: true });
    await screen.findByText('No schedule yet');
    await user.click(screen.getAllByRole('button', { name: 'New schedule' })[0] as HTMLElement);
    await user.click(await screen.findByRole('button', { name: /^Weekdays and weekends/ }));
    await screen.findByRole('list', { name: 'Weeks' });
    expect(turns(0)).toEqual(['Ada', 'Grace', 'Linus']);
    expect(turns(1)).toEqual(['Grace', 'Linus', 'Ada']);
    await waitFor(() => expect(foot()).toBe('Not in the team file yet.'));
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(fake.team.schedules.map(({ id }) => id)).toEqual(['primary']));
    expect(fake.inputs('schedule.save')[0]).toMatchObject({ replaces: '' });
    await screen.findByRole('list', { name: 'Schedules' });
    expect(useDrafts.getState().held).toEqual({});
  });
});

describe('the schedule editor', () => {
  it('previews each change with who changes and when, and writes it', async () => {
    const { fake, user } = await edit('Primary');
    expect(foot()).toBe('As it stands in the team file.');
    expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', true);
    await user.click(within(layer(0)).getByRole('button', { name: 'Remove Grace Lindt, turn 2' }));
    expect(turns(0)).toEqual(['Ada', 'Linus']);
    const changes = await screen.findByRole('list', { name: 'Changes' });
    expect(changes.textContent).toContain('Grace Lindt');
    expect(screen.getByText(/^Grace Lindt: .* h become .* h/)).toBeTruthy();
    expect(foot()).toMatch(/dut(y|ies) change/);
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(fake.team.schedules[0]?.layers[0]?.people).toEqual(['ada', 'linus']));
    expect(fake.inputs('schedule.save')[0]).toMatchObject({
      replaces: 'primary',
      base: { layers: [{ people: ['ada', 'grace', 'linus'] }, {}, {}] },
    });
    await waitFor(() => expect(foot()).toBe('As it stands in the team file.'));
  });

  it('does not bring back whoever has gone on while it was written', async () => {
    const { fake, user } = await edit('Primary');
    await user.click(within(layer(0)).getByRole('button', { name: 'Remove Grace Lindt, turn 2' }));
    const save = screen.getByRole('button', { name: /^Save/ });
    await waitFor(() => expect(save).toHaveProperty('disabled', false));
    act(() => {
      save.click();
      openSchedule(null);
    });
    await waitFor(() => expect(useDrafts.getState().held).toEqual({}));
    expect(fake.team.schedules[0]?.layers[0]?.people).toEqual(['ada', 'linus']);
    expect(useSchedulePlace.getState().open).toBeNull();
    await screen.findByRole('list', { name: 'Schedules' });
  });

  it('moves people and layers by keyboard, and the keyboard stays with them', async () => {
    const { user } = await edit('Primary');
    within(layer(0)).getByRole('button', { name: 'Move Ada Okafor, turn 1' }).focus();
    await user.keyboard('{ArrowDown}');
    expect(turns(0)).toEqual(['Grace', 'Ada', 'Linus']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move Ada Okafor, turn 2');
    await user.keyboard('{End}{Home}');
    expect(turns(0)).toEqual(['Ada', 'Grace', 'Linus']);
    await user.click(within(layer(0)).getByRole('button', { name: 'Linus Roy, turn 3, up' }));
    expect(turns(0)).toEqual(['Ada', 'Linus', 'Grace']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Linus Roy, turn 2, up');
    await user.click(within(layer(1)).getByRole('button', { name: 'Layer weekends up' }));
    expect(layer(0).getAttribute('aria-label')).toBe('Layer 1, weekends');
  });

  it('moves people by dragging, and Esc takes it back', async () => {
    await edit('Primary');
    const list = within(layer(0)).getByRole('list', { name: 'People, in turn' });
    // A pretended browser lays nothing out.
    for (const [index, item] of [...list.children].entries())
      item.getBoundingClientRect = () => new DOMRect(0, index * 30, 200, 30);
    const grip = within(layer(0)).getByRole('button', { name: 'Move Ada Okafor, turn 1' });
    grip.setPointerCapture = () => {};
    grip.releasePointerCapture = () => {};
    grip.hasPointerCapture = () => false;
    fireEvent.pointerDown(grip, { button: 0, pointerId: 1, clientY: 15 });
    fireEvent.pointerMove(grip, { pointerId: 1, clientY: 80 });
    expect(turns(0)).toEqual(['Grace', 'Linus', 'Ada']);
    fireEvent.pointerMove(grip, { pointerId: 1, clientY: 40 });
    expect(turns(0)).toEqual(['Grace', 'Ada', 'Linus']);
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(turns(0)).toEqual(['Ada', 'Grace', 'Linus']);
    fireEvent.pointerMove(grip, { pointerId: 1, clientY: 80 });
    expect(turns(0)).toEqual(['Ada', 'Grace', 'Linus']);
  });

  it('lets somebody come twice, and leaves a turn to the layers beneath', async () => {
    const { user } = await edit('Primary');
    await user.click(within(layer(0)).getByRole('button', { name: 'Add somebody' }));
    await user.click(await screen.findByRole('menuitem', { name: /Ada Okafor/ }));
    await user.click(within(layer(0)).getByRole('button', { name: 'Add somebody' }));
    await user.click(await screen.findByRole('menuitem', { name: /Nobody/ }));
    expect(turns(0)).toEqual(['Ada', 'Grace', 'Linus', 'Ada', 'Nobody']);
    await waitFor(() => expect(screen.getByRole('list', { name: 'Changes' })).toBeTruthy());
  });

  it('shows a problem at its field, keeps what was typed, and leads there from the foot', async () => {
    const { fake, user } = await edit('Primary');
    const turn = within(layer(0)).getByRole('textbox', { name: 'Turn: how many' });
    await user.clear(turn);
    await user.type(turn, 'x');
    await waitFor(() => expect(turn.getAttribute('aria-invalid')).toBe('true'));
    const wrong = document.getElementById(turn.getAttribute('aria-describedby') ?? '');
    expect(wrong?.textContent).toMatch(/"x weeks" is not a turn/);
    expect(screen.getByText(/The preview waits until what is marked is right/)).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Weeks' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', true);
    await user.keyboard('{Control>}s{/Control}');
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: '1 error' }));
    await user.click(await screen.findByRole('menuitem', { name: /is not a turn/ }));
    await waitFor(() => expect(document.activeElement).toBe(turn));
    // The engine refuses it as well: nothing was written.
    expect(fake.team.schedules[0]?.layers[0]?.turn).toEqual({ every: 1, unit: 'weeks' });
  });

  it('keeps a draft when the screen is left, and when the window is', async () => {
    const { user, view } = await edit('Primary');
    await user.type(screen.getAllByRole('textbox', { name: 'Name' })[0] as HTMLElement, ' watch');
    view.unmount();
    expect(JSON.parse(localStorage.getItem('schedule-drafts') ?? '')).toMatchObject({
      primary: { draft: { name: 'Primary watch' } },
    });
    showRota(<SchedulesScreen />);
    expect((await screen.findByRole('button', { name: /^Primary/ })).textContent).toContain('Not saved');
    await user.click(screen.getByRole('button', { name: /^Primary/ }));
    expect(await screen.findByDisplayValue('Primary watch')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(await screen.findByDisplayValue('Primary')).toBeTruthy();
  });

  it('does not write over what somebody else changed meanwhile, unless told to', async () => {
    const { fake, user } = await edit('Primary');
    await user.click(within(layer(0)).getByRole('button', { name: 'Remove Grace Lindt, turn 2' }));
    const [primary] = fake.team.schedules;
    if (!primary) throw new Error('no schedule');
    fake.team = {
      ...fake.team,
      schedules: fake.team.schedules.map((one) => (one.id === 'primary' ? { ...one, name: 'Prime' } : one)),
    };
    act(() => fake.changed());
    await screen.findByText(/Somebody changed this schedule/);
    await user.keyboard('{Control>}s{/Control}');
    expect(fake.inputs('schedule.save')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Go on with mine' }));
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(fake.team.schedules[0]?.layers[0]?.people).toEqual(['ada', 'linus']));
    expect(fake.inputs('schedule.save')[0]?.base?.name).toBe('Prime');
  });

  it('says where the team file is wrong, and why nothing can be saved', async () => {
    const { fake, user } = await edit('Primary', { broken: true });
    await screen.findByText(/Saving is off:/);
    expect(screen.getByText('line 31:17')).toBeTruthy();
    await user.click(within(layer(0)).getByRole('button', { name: 'Remove Grace Lindt, turn 2' }));
    expect(foot()).toMatch(/Saving is off/);
    await user.keyboard('{Control>}s{/Control}');
    expect(fake.inputs('schedule.save')).toEqual([]);
    expect(useDrafts.getState().held.primary).toBeDefined();
  });

  it('edits hours, handoffs and overrides as the file writes them', async () => {
    const { fake, user } = await edit('Primary');
    await user.click(within(layer(0)).getByRole('button', { name: 'Add a window' }));
    await user.click(await screen.findByRole('menuitem', { name: /Every day, or some days/ }));
    const from = within(layer(0)).getByRole('textbox', { name: 'Window 1: from' });
    await user.clear(from);
    await user.type(from, '8{Tab}');
    expect(from).toHaveProperty('value', '08:00');
    await user.click(within(layer(0)).getByRole('button', { name: 'Friday' }));
    const start = within(layer(0)).getByRole('textbox', { name: 'First handoff' });
    await user.clear(start);
    await user.type(start, '2026-11-02 9.30{Tab}');
    expect(start).toHaveProperty('value', '2026-11-02 09:30');
    await user.click(screen.getByRole('button', { name: 'Add an override' }));
    const override = screen.getByRole('group', { name: 'Override 3' });
    await user.selectOptions(within(override).getByRole('combobox', { name: 'Who' }), 'Nobody');
    await user.type(within(override).getByRole('textbox', { name: 'To' }), '2026-12-24 18:00');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', false),
    );
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(fake.inputs('schedule.save')).toHaveLength(1));
    const draft = fake.inputs('schedule.save')[0]?.draft;
    expect(draft?.layers[0]).toMatchObject({
      start: '2026-11-02T09:30',
      hours: [{ kind: 'daily', days: ['mon', 'tue', 'wed', 'thu'], from: '08:00', to: '17:00' }],
    });
    expect(draft?.overrides[2]).toMatchObject({
      person: 'nobody',
      start: '2026-11-23T09:00',
      end: '2026-12-24T18:00',
    });
    expect(draft && readDraft(draft, fake.team).problems).toEqual([]);
  });

  it('asks before a schedule is removed for everyone', async () => {
    const { fake, user } = await edit('Primary');
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await user.click(await screen.findByRole('button', { name: 'Remove for everyone' }));
    await waitFor(() => expect(fake.team.schedules.map(({ id }) => id)).toEqual(['desk']));
    expect(useSchedulePlace.getState().open).toBeNull();
  });

  it('is clean for a screen reader with fourteen people, and shows foreign names as text', async () => {
    await edit('Trading', { people: 14 });
    expect(screen.getAllByText(/Nobody is on call for \d+ of \d+ hours/)).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });
});
