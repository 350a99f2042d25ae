// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { practice } from '../../../../test/ui-harness/b-fixtures';
import { useMirror } from '../../state/mirror';
import { personId } from './person-id';
import { WelcomeScreen } from './welcome';

const team = (folder: string) => ({
  folder,
  state: 'team' as const,
  name: 'Payments',
  people: [{ id: 'ada', name: 'Ada Okafor' }],
  notes: [],
});
const empty = (folder: string) => ({
  folder,
  state: 'empty' as const,
  name: '',
  people: [],
  notes: ['A watchbill.yaml is written into it.'],
});
const blank = useMirror.getInitialState();

function start(answers: Parameters<typeof fakeBridge>[0] = {}) {
  const fake = fakeBridge({
    'firstRun.inspect': ({ folder }) => (folder.includes('new') ? empty(folder) : team(folder)),
    'firstRun.useTeam': { ok: true, text: '' },
    'firstRun.finish': {},
    'firstRun.get': { done: true, demo: false, folder: '/t', person: 'ada' },
    'shell.chooseFolder': { folder: '/teams/payments' },
    'practice.start': practice('ringing'),
    'sources.addSender': { ok: true, text: '' },
    'sources.howToSend': { url: 'http://127.0.0.1:9095', token: 'wb_x', routes: [] },
    ...answers,
  });
  Object.assign(window, { watchbill: fake.bridge });
  render(<WelcomeScreen />);
  return { ...fake, user: userEvent.setup() };
}

beforeEach(() =>
  useMirror.setState({ ...blank, firstRun: { done: false, demo: false, folder: '', person: '' } }, true),
);
afterEach(cleanup);

describe('the welcome', () => {
  it('makes a new team with me in it', async () => {
    const { user, inputs } = start();
    await user.clear(screen.getByLabelText('Team folder'));
    await user.type(screen.getByLabelText('Team folder'), '/teams/new');
    expect(await screen.findByText('An empty folder: your team begins here.')).toBeTruthy();
    const create = screen.getByRole('button', { name: 'Create the team' });
    expect(create).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Name of the team'), 'Payments');
    await user.type(screen.getByLabelText('Your name'), 'Ada Okafor');
    await user.click(create);
    expect(inputs('firstRun.useTeam')).toEqual([
      {
        folder: '/teams/new',
        create: true,
        teamName: 'Payments',
        person: { id: 'ada', name: 'Ada Okafor', email: '' },
      },
    ]);
    expect(await screen.findByText('Where do your alerts come from?')).toBeTruthy();
  });

  it('suggests a folder named after the team, until one is written', async () => {
    const { user } = start({ 'firstRun.inspect': ({ folder }) => ({ ...empty(folder), state: 'missing' }) });
    const folder = screen.getByLabelText<HTMLInputElement>('Team folder');
    expect(folder.value).toBe('~/Watchbill/oncall');
    await user.type(await screen.findByLabelText('Name of the team'), 'Zahlung & Büro!');
    expect(folder.value).toBe('~/Watchbill/zahlung-buro-oncall');
    await user.clear(folder);
    await user.type(folder, '/srv/team');
    await user.type(screen.getByLabelText('Name of the team'), ' 2');
    expect(folder.value).toBe('/srv/team');
    // What will happen is said once.
    expect(screen.getByText('A new folder: it will be made, and your team begins here.')).toBeTruthy();
    expect(screen.queryByText('A watchbill.yaml is written into it.')).toBeNull();
  });

  it('joins a team as one of its people, chosen by the folder dialog', async () => {
    const { user, inputs } = start();
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    await user.click(await screen.findByRole('radio', { name: 'Ada Okafor' }));
    await user.click(screen.getByRole('button', { name: 'Join this team' }));
    expect(inputs('firstRun.useTeam')).toEqual([
      {
        folder: '/teams/payments',
        create: false,
        teamName: '',
        person: { id: 'ada', name: 'Ada Okafor', email: '' },
      },
    ]);
  });

  it('does not take a folder whose file is broken', async () => {
    const { user } = start({
      'firstRun.inspect': ({ folder }) => ({
        folder,
        state: 'broken',
        name: '',
        people: [],
        notes: ['line 4: not YAML'],
      }),
    });
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    expect(await screen.findByText('line 4: not YAML')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Create the team' })).toHaveProperty('disabled', true);
  });

  it('says why a team was not taken and stays', async () => {
    const { user } = start({ 'firstRun.useTeam': { ok: false, text: 'The disk is full.' } });
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    await user.click(await screen.findByRole('radio', { name: 'Ada Okafor' }));
    await user.click(screen.getByRole('button', { name: 'Join this team' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The disk is full.');
  });

  it('goes on without sources, proves the channels, and ends', async () => {
    const { user, inputs } = start();
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    await user.click(await screen.findByRole('radio', { name: 'Ada Okafor' }));
    await user.click(screen.getByRole('button', { name: 'Join this team' }));
    await user.click(await screen.findByRole('button', { name: 'Skip: I will add sources later' }));
    await user.click(screen.getByRole('button', { name: 'Page me now' }));
    expect(inputs('practice.start')).toHaveLength(1);
    expect(await screen.findByText('Failed')).toBeTruthy();
    expect(screen.getByText('org.freedesktop.Notifications is not answering')).toBeTruthy();
    expect(screen.getByText(/Allow Watchbill to notify/)).toBeTruthy();
    useMirror.setState({ practice: practice('answered') });
    await user.click(await screen.findByRole('button', { name: 'Open Watchbill' }));
    await waitFor(() => expect(useMirror.getState().firstRun?.done).toBe(true));
    expect(inputs('firstRun.finish')).toHaveLength(1);
  });

  it('shows how to send, with a token made here', async () => {
    const { user, inputs } = start();
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    await user.click(await screen.findByRole('radio', { name: 'Ada Okafor' }));
    await user.click(screen.getByRole('button', { name: 'Join this team' }));
    await user.click(await screen.findByRole('radio', { name: 'Be sent to' }));
    await user.click(screen.getByRole('button', { name: 'Make an address and a token' }));
    expect(await screen.findByText('http://127.0.0.1:9095')).toBeTruthy();
    expect(inputs('sources.addSender')).toEqual([{ id: 'first-sender', title: 'First sender' }]);
  });

  it('is clean for a screen reader', async () => {
    const { user } = start();
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    await screen.findByRole('radio', { name: 'Ada Okafor' });
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  it('makes a short name that is free', () => {
    expect(personId('Ada Okafor', [])).toBe('ada');
    expect(personId('Ada Lovelace', ['ada', 'ada2'])).toBe('ada3');
    expect(personId('Łukasz', [])).toBe('ukasz');
    expect(personId('李雷', [])).toBe('me');
  });
});
