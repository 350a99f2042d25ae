// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { RemoveFromTeam } from './remove-from-team';

afterEach(cleanup);

type Answer = { ok: boolean; text: string };

function Asking({ remove, removed }: { remove: () => Promise<Answer>; removed: string[] }) {
  const [name, setName] = useState<string | null>('Primary');
  return (
    <>
      <button type="button" onClick={() => setName('Desk')}>
        Ask again
      </button>
      <RemoveFromTeam
        name={name}
        text="It goes out."
        remove={remove}
        onClose={() => setName(null)}
        onRemoved={(text) => removed.push(text)}
      />
    </>
  );
}

async function ask(remove: () => Promise<Answer>) {
  const removed: string[] = [];
  const user = userEvent.setup();
  render(<Asking remove={remove} removed={removed} />);
  await user.click(await screen.findByRole('button', { name: 'Remove for everyone' }));
  return { user, removed };
}

it('tells when it is removed', async () => {
  const { removed } = await ask(() => Promise.resolve({ ok: true, text: 'Primary is gone.' }));
  expect(removed).toEqual(['Primary is gone.']);
  expect(screen.queryByRole('alert')).toBeNull();
});

it.each([
  ['Not removed: escalation "payments" names it.', 'Not removed: escalation "payments" names it.'],
  ['watchbill.yaml is read-only', 'Not removed: watchbill.yaml is read-only'],
])('says once that it is not: %s', async (text, shown) => {
  const { removed } = await ask(() => Promise.resolve({ ok: false, text }));
  expect((await screen.findByRole('alert')).textContent).toBe(shown);
  expect(removed).toEqual([]);
});

it('says what broke, and nothing of it when it asks about something else', async () => {
  const { user } = await ask(() => Promise.reject(new Error('no answer')));
  expect((await screen.findByRole('alert')).textContent).toBe('Not removed: no answer');
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  await user.click(screen.getByRole('button', { name: 'Ask again' }));
  expect(await screen.findByText('Remove Desk?')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
