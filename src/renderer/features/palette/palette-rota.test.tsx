// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOW, showRota } from '../../../../test/ui-harness/rota-screen';
import { useHandoverPlace } from '../../parts/schedule-handover-place';
import { useSchedulePlace } from '../../parts/schedule-place';
import { openOver, useScreen } from '../../state/screen';
import { Palette } from './palette';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function find(text: string, scene = {}) {
  const shown = showRota(<Palette />, scene);
  openOver('palette');
  await waitFor(() => expect(shown.fake.inputs('rota.get')).toHaveLength(1));
  await shown.user.type(screen.getByRole('combobox'), text);
  return shown;
}

describe('the palette and the rota', () => {
  it('finds a schedule with who is on call, and opens its editor', async () => {
    const { user } = await find('prim');
    const found = await screen.findByRole('option', { name: /^Primary/ });
    expect(found.textContent).toContain('Grace Lindt is on call');
    await user.click(found);
    expect(useSchedulePlace.getState().open).toBe('primary');
    expect(useScreen.getState()).toMatchObject({ screen: 'schedules', over: null });
  });

  it('says of a person what duty is next', async () => {
    await find('linus');
    const found = await screen.findByRole('option', { name: /Linus Roy/ });
    expect(found.textContent).toMatch(/Next: Trading desk, Wed 03:30/);
  });

  it('opens the handover where there is a schedule', async () => {
    const { user } = await find('handover');
    await user.click(await screen.findByRole('option', { name: /^Handover/ }));
    expect(useHandoverPlace.getState().open).toBe('');
    cleanup();
    await find('handover', { empty: true });
    expect(screen.queryByRole('option', { name: /^Handover/ })).toBeNull();
  });
});
