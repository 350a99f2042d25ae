// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { HOSTILE, sources, status, unreadable } from '../../../../test/ui-harness/b-fixtures';
import { useMirror } from '../../state/mirror';
import { useToasts } from '../../state/toasts';
import { senderId } from './add-sender';
import { SourcesScreen } from './sources';

const NOW = Date.now();

async function start(answers: Parameters<typeof fakeBridge>[0] = {}) {
  const fake = fakeBridge({
    'sources.list': sources(NOW),
    'unreadable.list': unreadable(NOW),
    'sources.pollNow': {},
    'shell.copy': {},
    'sources.try': { ok: true, text: 'It answers; 2 alerts fire.', alerts: 2 },
    'sources.save': { ok: true, text: 'Written' },
    'sources.remove': { ok: true, text: 'Removed' },
    'sources.addSender': { ok: true, text: 'Added' },
    'sources.howToSend': {
      url: 'http://127.0.0.1:9095',
      token: 'wb_secret',
      routes: [{ title: 'curl', text: 'curl -H wb_secret' }],
    },
    ...answers,
  });
  Object.assign(window, { watchbill: fake.bridge });
  useMirror.setState({ status: status() });
  render(<SourcesScreen />);
  await waitFor(() => expect(fake.inputs('sources.list').length).toBeGreaterThan(0));
  await act(async () => {});
  return { ...fake, user: userEvent.setup() };
}
const card = (name: string) => within(screen.getByRole('article', { name }));

beforeEach(() => useToasts.setState({ toasts: [] }));
afterEach(cleanup);

describe('sources', () => {
  it('never say never of what was only not heard since the start, and offer more ways in while there are few', async () => {
    const all = sources(NOW);
    const listener = all.find(({ type }) => type === 'built-in');
    const quiet = all.find(({ type }) => type === 'push');
    if (!listener || !quiet) throw new Error('no senders');
    const unheard = { ...quiet, state: 'waiting' as const, lastGoodAt: null, alerts: 0, watchedSince: NOW };
    const { inputs, user } = await start({ 'sources.list': [unheard, listener] });
    const words = screen.getByRole('article', { name: quiet.title }).textContent;
    expect(words).toMatch(/Quiet since the start/);
    expect(words).toMatch(/Last heardnot since \d\d:\d\d/);
    expect(words).toMatch(/Received since the start0/);
    expect(words).not.toMatch(/never/i);
    await user.click(
      within(screen.getByRole('region', { name: 'More ways in' })).getByRole('button', {
        name: 'How to send…',
      }),
    );
    expect(inputs('sources.howToSend')).toEqual([{ id: listener.id }]);
  });

  it('show health by word, what went wrong, and what it means for paging; the worst first', async () => {
    await start();
    expect(screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual([
      'eu-alertmanager',
      'staging',
      'prod-alertmanager',
      'CI and batch jobs',
      'This desktop',
    ]);
    expect(card('eu-alertmanager').getByText('Blind')).toBeTruthy();
    expect(card('eu-alertmanager').getByText('connect ECONNREFUSED 10.0.3.17:9093')).toBeTruthy();
    expect(card('eu-alertmanager').getByText(/Nothing from it pages you until it answers/)).toBeTruthy();
    expect(card('staging').getByText('Secret missing')).toBeTruthy();
    expect(card('staging').getByText(/it cannot be asked/)).toBeTruthy();
    expect(card('prod-alertmanager').getByText('Answers')).toBeTruthy();
  });

  it('that cannot be listed are not shown as none', async () => {
    await start({
      'sources.list': () => {
        throw new Error('the engine is gone');
      },
    });
    expect((await screen.findByRole('alert')).textContent).toContain('the engine is gone');
    expect(screen.queryByText('Nothing can page you yet')).toBeNull();
  });

  it('are tried and saved with what was written, and a name made of the host', async () => {
    const { user, inputs } = await start();
    await user.click(screen.getByRole('button', { name: 'Add an Alertmanager' }));
    await user.type(screen.getByLabelText('Address of the Alertmanager'), 'https://alerts.example.com/am');
    await user.click(screen.getByRole('radio', { name: 'User name and password' }));
    await user.click(screen.getByRole('button', { name: 'Try it now' }));
    expect(screen.getByText('Which user?')).toBeTruthy();
    await user.type(screen.getByLabelText('User name'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'correct horse');
    await user.click(screen.getByRole('switch', { name: 'An acknowledgement writes a silence' }));
    await user.click(screen.getByRole('button', { name: 'Try it now' }));
    expect(await screen.findByText('It answers; 2 alerts fire.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save source' }));
    const draft = {
      id: 'alerts',
      url: 'https://alerts.example.com/am',
      auth: 'basic',
      username: 'ada',
      secret: 'correct horse',
      caFile: '',
      acknowledge: 'silence',
    };
    expect(inputs('sources.try')).toEqual([draft]);
    expect(inputs('sources.save')).toEqual([draft]);
  });

  it('keep passwords out of the address, which stands in the team file', async () => {
    const { user, inputs } = await start();
    await user.click(screen.getByRole('button', { name: 'Add an Alertmanager' }));
    await user.type(
      screen.getByLabelText('Address of the Alertmanager'),
      'https://ada:pw@alerts.example.com',
    );
    await user.click(screen.getByRole('button', { name: 'Save source' }));
    expect(screen.getByRole('alert').textContent).toContain('not into the address');
    expect(inputs('sources.save')).toEqual([]);
  });

  it('say why they were not saved', async () => {
    const { user } = await start({ 'sources.save': { ok: false, text: 'watchbill.yaml is read-only' } });
    await user.click(card('prod-alertmanager').getByRole('button', { name: 'Edit prod-alertmanager' }));
    await user.click(screen.getByRole('button', { name: 'Save source' }));
    expect((await screen.findByRole('alert')).textContent).toContain('watchbill.yaml is read-only');
  });

  it('are removed only after a question that says for whom', async () => {
    const { user, inputs } = await start();
    await user.click(screen.getByRole('button', { name: 'Remove eu-alertmanager' }));
    expect(inputs('sources.remove')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Remove for everyone' }));
    expect(inputs('sources.remove')).toEqual([{ id: 'eu-alertmanager' }]);
  });

  it('that send show their token on request only', async () => {
    const { user, inputs } = await start();
    await user.click(card('CI and batch jobs').getByRole('button', { name: 'How to send' }));
    await screen.findByText('http://127.0.0.1:9095');
    expect(document.body.innerHTML).not.toContain('wb_secret');
    await user.click(screen.getByRole('button', { name: 'Copy the lines for curl' }));
    expect(inputs('shell.copy')).toEqual([{ text: 'curl -H wb_secret' }]);
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(document.body.innerHTML).toContain('wb_secret');
  });

  it('show what could not be read as text', async () => {
    await start();
    expect(await screen.findByText('2 payloads could not be read')).toBeTruthy();
    expect(screen.getByText(`{"x":"${HOSTILE}"}`).tagName).toBe('PRE');
    expect(document.querySelector('img')).toBeNull();
  });

  it('make an id of a title', () => {
    expect(senderId('CI and batch jobs')).toBe('ci-and-batch-jobs');
    expect(senderId('  Überwachung #2 ')).toBe('uberwachung-2');
    expect(senderId('…')).toBe('');
  });

  it('are clean for a screen reader', async () => {
    await start();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });
});
