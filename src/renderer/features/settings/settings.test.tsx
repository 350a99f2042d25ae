// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { settings, status } from '../../../../test/ui-harness/b-fixtures';
import { useMirror } from '../../state/mirror';
import { useToasts } from '../../state/toasts';
import { SettingsScreen } from './settings';

const blank = useMirror.getInitialState();

async function start(answers: Parameters<typeof fakeBridge>[0] = {}) {
  let kept = settings;
  const fake = fakeBridge({
    'settings.set': (part) => (kept = { ...kept, ...part }),
    'secrets.status': {
      state: 'session-only',
      backend: 'basic_text',
      text: 'This desktop offers no keychain.',
    },
    'secrets.allowPlain': {},
    'shell.about': {
      version: '0.1.0',
      electron: '33.2.1',
      developmentRuntime: true,
      dataFolder: '/data',
      teamFolder: '/team',
      platform: 'linux',
    },
    'shell.copy': {},
    ...answers,
  });
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ ...blank, settings, status: status() }, true);
  render(<SettingsScreen />);
  await screen.findByText('Version 0.1.0');
  return { ...fake, user: userEvent.setup() };
}

beforeEach(() => useToasts.setState({ toasts: [] }));
afterEach(cleanup);

describe('settings', () => {
  it('take effect at once and are sent as the one thing that changed', async () => {
    const { user, inputs } = await start();
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await user.click(screen.getByRole('switch', { name: 'Keep the pop-up discreet' }));
    await user.click(screen.getByRole('switch', { name: 'A page sounds until it is answered' }));
    expect(inputs('settings.set')).toEqual([{ theme: 'dark' }, { redact: true }, { sound: 'off' }]);
    expect(useMirror.getState().settings).toMatchObject({ theme: 'dark', redact: true, sound: 'off' });
  });

  it('go back and say so when they are refused', async () => {
    const { user } = await start({
      'settings.set': () => {
        throw new Error('The disk is full.');
      },
    });
    await user.click(screen.getByRole('switch', { name: 'Start at login' }));
    await waitFor(() =>
      expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual(['The disk is full.']),
    );
    expect(useMirror.getState().settings?.startAtLogin).toBe(true);
  });

  it('take a shortcut as it is pressed', async () => {
    const { user, inputs } = await start();
    const field = screen.getByRole('button', { name: /Shortcut to answer/ });
    expect(field.textContent).toBe('Ctrl+Alt+A');
    await user.click(field);
    act(() => void fireEvent.keyDown(field, { key: 'a', code: 'KeyA' }));
    expect(inputs('settings.set')).toEqual([]);
    act(() => void fireEvent.keyDown(field, { key: 'p', code: 'KeyP', ctrlKey: true, shiftKey: true }));
    expect(inputs('settings.set')).toEqual([{ answerShortcut: 'Ctrl+Shift+P' }]);
  });

  it('keep secrets in a plain file only after an explicit yes', async () => {
    const { user, inputs } = await start();
    expect(screen.getByText('For this session only')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Keep them in a file…' }));
    expect(inputs('secrets.allowPlain')).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Keep them, not encrypted' }));
    expect(inputs('secrets.allowPlain')).toEqual([{ allow: true }]);
  });

  it('refuse a port that is none', async () => {
    const { user, inputs } = await start();
    const port = screen.getByLabelText('Port');
    await user.clear(port);
    await user.type(port, '70000');
    expect(screen.getByText('0 to 65535')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Set' })).toHaveProperty('disabled', true);
    await user.clear(port);
    await user.type(port, '9100{Enter}');
    expect(inputs('settings.set')).toEqual([{ port: 9100 }]);
  });

  it('say that this is a development runtime, and where data lives', async () => {
    await start();
    expect(screen.getByText(/development runtime/)).toBeTruthy();
    expect(screen.getByText('/data')).toBeTruthy();
  });

  it('are clean for a screen reader', async () => {
    await start();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });
});
