// @vitest-environment happy-dom
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpSink, startHttpSink } from '../../../../test/helpers/http-sink';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { ada, HOSTILE, status } from '../../../../test/ui-harness/b-fixtures';
import { reach } from '../../../../test/ui-harness/channels-fixtures';
import { emptyState } from '../../../core/step/state';
import { HOUR } from '../../../core/time/duration';
import { type ChannelDesk, openChannelDesk } from '../../../engine/channel-desk/channel-desk';
import { CHANNEL_TYPES } from '../../../engine/channels/registry';
import { channelHandlers } from '../../../engine/handlers/channels';
import { secretsFile } from '../../../engine/store/secrets-file';
import { useMirror } from '../../state/mirror';
import { useScreen } from '../../state/screen';
import { useToasts } from '../../state/toasts';
import { ReachScreen } from './channels';

/* The screen over the engine's own desk and handlers, and a service on the wire that answers as ntfy documents. */
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let data: string;
let ntfy: HttpSink;
let takes = true;
let desk: ChannelDesk;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'watchbill-reach-'));
  takes = true;
  ntfy = await startHttpSink((_, response) => {
    response.writeHead(takes ? 200 : 403, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(takes ? { id: 'hwQ2YpKdmg', event: 'message' } : { error: 'forbidden' }));
  });
  useToasts.setState({ toasts: [] });
});
afterEach(async () => {
  cleanup();
  desk.stop();
  await ntfy.stop();
  rmSync(data, { recursive: true });
});

function open(): void {
  desk = openChannelDesk({
    dataFolder: data,
    types: CHANNEL_TYPES,
    local: [
      { id: 'popup', title: 'Pop-up' },
      { id: 'sound', title: 'Sound' },
    ],
    secrets: secretsFile(join(data, 'secrets.json')),
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    log: quiet,
  });
}

async function start(over: Parameters<typeof fakeBridge>[0] = {}) {
  const state = emptyState('abc123', 'ada', ['popup', 'sound']);
  const quietHours = [{ kind: 'daily', from: 22 * HOUR, to: 7 * HOUR, days: null }] as const;
  state.team = { ...state.team, people: [{ ...ada, holidays: '', away: '', quietHours }] };
  const handlers = channelHandlers({ channels: desk, state });
  const answers = {
    ...handlers,
    'secrets.status': { state: 'encrypted', backend: 'test', text: 'They are encrypted.' } as const,
    ...over,
  };
  const fake = fakeBridge(answers);
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ status: status() });
  render(<ReachScreen />);
  await screen.findByRole('region', { name: 'Your channels' });
  return { ...fake, user: userEvent.setup() };
}
const line = (name: string) => within(screen.getByRole('region', { name }));
const card = (name: string) => within(screen.getByRole('article', { name }));
const toasts = () => useToasts.getState().toasts.map(({ text }) => text);
const stored = () => JSON.parse(readFileSync(join(data, 'channels.json'), 'utf8')) as { rules: object[] };

async function fill(user: ReturnType<typeof userEvent.setup>, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = screen.getByLabelText(name);
    await user.clear(field);
    await user.type(field, value);
  }
}

describe('how you are reached', () => {
  it('explains itself while only this desktop pages, and says when quiet hours are', async () => {
    open();
    const { user } = await start();
    expect(screen.getByText('Only this desktop pages you')).toBeTruthy();
    expect(line('High urgency').getByText('At once: Pop-up, Sound')).toBeTruthy();
    expect(line('Low urgency').getByText('The same as for high urgency.')).toBeTruthy();
    expect(screen.getByText(/Quiet hours: 22:00 to 07:00 \(Europe\/London\)/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open the team' }));
    expect(useScreen.getState().screen).toBe('team');
  });

  it('adds a channel by the keyboard alone, with mistakes at their fields, and tests it over the wire', async () => {
    open();
    const { user, inputs } = await start();
    screen.getAllByRole('button', { name: 'Add a channel' })[0]?.focus();
    await user.keyboard('{Enter}');
    const kind = await screen.findByRole('button', { name: /^ntfy/ });
    expect(screen.getAllByRole('list', { name: 'Kinds of channels' })[0]?.children).toHaveLength(
      CHANNEL_TYPES.length,
    );
    kind.focus();
    await user.keyboard('{Enter}');
    await screen.findByLabelText('Topic');
    await fill(user, { Title: 'My phone', Server: ntfy.url });
    await user.keyboard('{Enter}');
    const wrong = await screen.findByText('Topic is missing');
    expect(wrong.getAttribute('role')).toBe('alert');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Topic')));
    await user.keyboard('ada');
    expect(screen.queryByText('Topic is missing')).toBeNull();
    expect(screen.getByText(/Tokens begin with tk_\. Kept in the keychain\./)).toBeTruthy();
    await fill(user, { 'Access token or password (optional)': 'tk_CANARY' });
    await user.keyboard('{Enter}');

    expect(
      await screen.findByText(
        /Delivered in \d+\.\d s: taken by ntfy: message hwQ2YpKdmg\. The service took it/,
      ),
    ).toBeTruthy();
    expect(ntfy.got[0]?.headers.authorization).toBe('Bearer tk_CANARY');
    expect(toasts()).toEqual(['“My phone” is kept. It pages after 2 min.']);
    await waitFor(() => expect(card('My phone').getByText('Works')).toBeTruthy());
    expect(line('High urgency').getByText('At once: Pop-up, Sound · after 2 min: My phone')).toBeTruthy();
    expect(inputs('channels.save').at(-1)).toMatchObject({ id: 'my-phone', values: { topic: 'ada' } });
    expect(document.body.textContent).not.toContain('CANARY');
  });

  it('shows a test that was refused, and keeps a secret that is not typed anew', async () => {
    open();
    await desk.save({
      id: 'phone',
      isNew: true,
      type: 'ntfy',
      title: 'My phone',
      values: { server: ntfy.url, topic: 'ada' },
      secrets: { password: 'tk_CANARY' },
      rule: null,
    });
    takes = false;
    const { user } = await start();
    expect(card('My phone').getByText('Never tested')).toBeTruthy();
    expect(card('My phone').getByText('No rule pages by it')).toBeTruthy();
    await user.click(card('My phone').getByRole('button', { name: 'Send a test to My phone' }));
    expect(await screen.findByText(/^Refused after .*forbidden/)).toBeTruthy();
    await waitFor(() => expect(card('My phone').getByText('Test failed')).toBeTruthy());

    await user.click(card('My phone').getByRole('button', { name: 'Edit My phone' }));
    expect(await screen.findByText(/Leave it empty to keep it\./)).toBeTruthy();
    await fill(user, { Title: 'Phone', Topic: 'other' });
    takes = true;
    await user.click(screen.getByRole('button', { name: 'Save and send a test' }));
    await screen.findByText(/Delivered in/);
    expect(ntfy.got.at(-1)?.headers.authorization).toBe('Bearer tk_CANARY');
    expect(JSON.parse(ntfy.got.at(-1)?.body as string)).toMatchObject({ topic: 'other' });

    await user.click(card('Phone').getByRole('button', { name: 'Remove Phone' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('Only this desktop pages you')).toBeTruthy();
  });

  it('edits the rules on their time line by the keyboard; what would page nobody at once cannot be saved', async () => {
    open();
    const { user } = await start();
    const press = async (name: string | RegExp, role: 'button' | 'menuitem' = 'button') => {
      (await screen.findByRole(role, { name })).focus();
      await user.keyboard('{Enter}');
    };
    await press('At once: not by Sound');
    await press('At once: not by Pop-up');
    expect(screen.getByRole('alert').textContent).toContain('Nothing would page you at once');
    expect(screen.getByRole('button', { name: 'Save rules' })).toHaveProperty('disabled', true);
    await press('Choose a channel: High urgency, at once');
    await press('Pop-up', 'menuitem');
    await press(/add a step to High urgency/);
    await user.selectOptions(screen.getByLabelText('High urgency: after how long'), 'After 5 min');
    await press('Choose a channel: High urgency, after 5 min');
    await press('Sound', 'menuitem');
    expect(line('High urgency').getByText('At once: Pop-up · after 5 min: Sound')).toBeTruthy();
    await press('Low urgency pages as high urgency does', 'switch' as 'button');
    const [, removeLow] = screen.getAllByRole('button', { name: 'At once: not by Pop-up' });
    removeLow?.focus();
    await user.keyboard('{Enter}');
    await press('Save rules');
    await waitFor(() => expect(toasts()).toEqual(['The rules are kept.']));
    expect(desk.rules()).toEqual([
      { channel: 'popup', after: 0, urgency: 'high' },
      { channel: 'sound', after: 300_000, urgency: 'any' },
    ]);
    expect(stored().rules).toContainEqual({ channel: 'console', after: 0, urgency: 'any' });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save rules' })).toBeNull());
  });

  it('tells what the engine refuses, and undoes what was not saved', async () => {
    open();
    const { user } = await start({ 'rules.save': { ok: false, text: 'the disk is full.' } });
    await user.click(screen.getByRole('button', { name: 'At once: not by Sound' }));
    await user.click(screen.getByRole('button', { name: 'Save rules' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Not saved: the disk is full.');
    await user.click(screen.getByRole('button', { name: 'Undo changes' }));
    expect(line('High urgency').getByText('At once: Pop-up, Sound')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says that the file was damaged, and that a newer one is let be', async () => {
    writeFileSync(join(data, 'channels.json'), '{');
    open();
    await start();
    expect(screen.getByRole('alert').textContent).toContain(
      'was damaged. It is kept as channels.json.corrupt-',
    );
    cleanup();
    desk.stop();
    writeFileSync(join(data, 'channels.json'), '{"version":9}');
    open();
    await start();
    expect(screen.getByRole('alert').textContent).toContain('newer Watchbill');
    for (const button of screen.getAllByRole('button', { name: 'Add a channel' }))
      expect(button).toHaveProperty('disabled', true);
  });

  it('has no fault that axe finds, and shows what is hostile as text', async () => {
    open();
    const view = reach('many', Date.now());
    for (const channel of view.channels) channel.title = HOSTILE;
    const { user } = await start({ 'channels.list': view });
    expect(document.querySelector('img')).toBeNull();
    await user.click(screen.getAllByRole('button', { name: /^Edit/ })[0] as HTMLElement);
    await screen.findByLabelText('Topic');
    const { violations } = await axe.run(document.body, {
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
        'aria-hidden-focus': { enabled: false },
      },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  it('cannot be read: that is said, and asked again', async () => {
    open();
    const fake = fakeBridge({
      'channels.list': () => {
        throw new Error('the engine is gone');
      },
    });
    Object.assign(window, { watchbill: fake.bridge });
    render(<ReachScreen />);
    expect((await screen.findByRole('alert')).textContent).toContain('the engine is gone');
    expect(screen.queryByText('Only this desktop pages you')).toBeNull();
  });
});
