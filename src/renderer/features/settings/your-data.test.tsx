// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { keepFixture } from '../../../../test/ui-harness/keep-fixtures';
import { useToasts } from '../../state/toasts';
import { YourData } from './your-data';

const NOW = Date.now();

async function start(answers: Parameters<typeof fakeBridge>[0] = {}, keep = keepFixture(NOW)) {
  const fake = fakeBridge({
    'keep.get': keep,
    'keep.backUp': { ok: true, text: 'Backed up 3 incidents, 12 kB.' },
    'keep.previewRestore': { ok: true, text: '', at: NOW - 1e8, incidents: 12_003, newer: 38, newerOpen: 3 },
    'keep.restore': { ok: true, text: 'The pager starts anew on the backup.' },
    'keep.previewRetention': { incidents: 1204 },
    'keep.setRetention': ({ days }) => ({ ...keep, retention: { ...keep.retention, days } }),
    'keep.clockIsRight': keepFixture(NOW),
    'keep.exportTo': { saved: true, text: 'Saved all.jsonl: 12 lines.' },
    'keep.cancelExport': {},
    'keep.erase': { ok: true, text: 'Everything is being deleted.' },
    'shell.copy': {},
    'shell.about': {
      version: '0.1.0',
      electron: '',
      developmentRuntime: false,
      dataFolder: '/data',
      teamFolder: '/teams/payments',
      platform: 'linux',
    },
    ...answers,
  });
  Object.assign(window, { watchbill: fake.bridge });
  render(<YourData />);
  await screen.findByText(/^(Last backup|No backup yet)/);
  return { ...fake, user: userEvent.setup() };
}

const toasts = () => useToasts.getState().toasts.map(({ text }) => text);
const clean = async () => {
  const rules = {
    'color-contrast': { enabled: false },
    region: { enabled: false },
    'aria-hidden-focus': { enabled: false },
  };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
};

beforeEach(() => useToasts.setState({ toasts: [] }));
afterEach(cleanup);

describe('your data', () => {
  it('says when the last backup was made, and makes one now', async () => {
    const { user, inputs } = await start();
    expect(screen.getByText(/8 in all, 67 MB/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Back up now' }));
    expect(inputs('keep.backUp')).toEqual([{}]);
    await waitFor(() => expect(toasts()).toEqual(['Backed up 3 incidents, 12 kB.']));
    await clean();
  });

  it('says loudly why there is none, and lets a person say that the clock is right', async () => {
    const { user, inputs } = await start({}, keepFixture(NOW, true));
    expect(screen.getByRole('alert').textContent).toContain('the disk is too full');
    await user.click(screen.getByRole('button', { name: 'The clock is right' }));
    expect(inputs('keep.clockIsRight')).toEqual([{}]);
    await waitFor(() => expect(screen.queryByText(/nothing is deleted until/)).toBeNull());
  });

  it('restores a backup only after it told what that means', async () => {
    const { user, inputs } = await start();
    await user.click(screen.getByRole('button', { name: 'Restore…' }));
    await clean();
    const [first] = await screen.findAllByRole('button', { name: /^Restore the backup of/ });
    await user.click(first as HTMLElement);
    expect((await screen.findByText(/38 incidents that came after it/)).textContent).toContain(
      '3 of them not resolved',
    );
    expect(inputs('keep.restore')).toEqual([]);
    await clean();
    await user.click(screen.getByRole('button', { name: 'Restore it' }));
    expect(inputs('keep.restore')).toEqual([{ name: keepFixture(NOW).backups[0]?.name }]);
    await waitFor(() => expect(toasts()).toEqual(['The pager starts anew on the backup.']));
  });

  it('deletes old incidents only after it told how many; a longer time needs no question', async () => {
    const { user, inputs } = await start();
    const field = screen.getByLabelText('Keep resolved incidents for');
    await user.selectOptions(field, '90');
    expect(await screen.findByRole('dialog', { name: 'Delete 1,204 incidents?' })).toBeTruthy();
    expect(inputs('keep.setRetention')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keep them' }));
    expect(inputs('keep.setRetention')).toEqual([]);
    await user.selectOptions(field, '');
    await waitFor(() => expect(inputs('keep.setRetention')).toEqual([{ days: null }]));
    await user.selectOptions(field, '90');
    await user.click(await screen.findByRole('button', { name: 'Delete them' }));
    await waitFor(() => expect(inputs('keep.setRetention')).toEqual([{ days: null }, { days: 90 }]));
  });

  it('exports, says how far it is, and can be stopped', async () => {
    const { user, push, inputs } = await start();
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    await waitFor(() => expect(toasts()).toEqual(['Saved all.jsonl: 12 lines.']));
    act(() => push('keep', { ...keepFixture(NOW), work: { what: 'export', part: 0.42 } }));
    expect(screen.getByRole('progressbar', { name: 'Exporting' })).toHaveProperty('value', 42);
    expect(screen.getByRole('button', { name: 'Back up now' })).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(inputs('keep.cancelExport')).toEqual([{}]);
  });

  it('deletes everything only when the word was typed', async () => {
    const { user, inputs } = await start();
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const button = await screen.findByRole('button', { name: 'Delete everything' });
    expect(screen.getByText('/teams/payments')).toBeTruthy();
    expect(button).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Type delete to confirm'), 'delet{Enter}');
    expect(inputs('keep.erase')).toEqual([]);
    await clean();
    await user.type(screen.getByLabelText('Type delete to confirm'), 'e{Enter}');
    await waitFor(() => expect(inputs('keep.erase')).toEqual([{ confirm: 'delete' }]));
  });
});
