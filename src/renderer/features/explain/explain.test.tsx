// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../../test/ui-harness/b-fixtures';
import { PolicyFake } from '../../../../test/ui-harness/policy-fake';
import { explainIncident, useExplainPlace } from '../../parts/explain-place';
import { ExplainScreen } from './explain';

function start() {
  const fake = new PolicyFake({ what: 'some' }, Date.UTC(2026, 10, 23, 12));
  Object.assign(window, { watchbill: fake.bridge });
  render(<ExplainScreen />);
  return { fake, user: userEvent.setup() };
}
beforeEach(() => useExplainPlace.setState({ text: '', incident: '' }));
afterEach(cleanup);

const stages = () =>
  within(screen.getByRole('list', { name: 'Stage by stage' }))
    .getAllByRole('listitem')
    .flatMap((each) => each.querySelector('.stage-name')?.textContent ?? []);

describe('explain', () => {
  it('tells a pasted alert stage by stage, with the lines of the team file, by keyboard alone', async () => {
    const { user } = start();
    await user.click(screen.getByLabelText('An alert'));
    await user.keyboard(
      'alertname=CheckoutDown,namespace=pay-eu,severity=critical{Control>}{Enter}{/Control}',
    );
    await screen.findByText('It pages Ada Okafor now.');
    expect(stages()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Servicewatchbill\.yaml, line \d+$/),
        expect.stringMatching(/^Who is paged/),
      ]),
    );
    expect(screen.getByText(/Checkout takes it: namespace is "pay-eu", which matches pay\.\*/)).toBeTruthy();
    expect(screen.getByText(/By escalation Payments: Ada Okafor now, Grace Lindt in 4:00/)).toBeTruthy();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  it('says what cannot be read, and what never pages', async () => {
    const { user } = start();
    const explain = () => user.click(screen.getByRole('button', { name: /^Explain/ }));
    await user.type(screen.getByLabelText('An alert'), 'nonsense');
    await explain();
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /It cannot be read: "nonsense" is no label/,
    );
    await user.clear(screen.getByLabelText('An alert'));
    await user.type(screen.getByLabelText('An alert'), 'alertname=Watchdog,severity=none');
    await explain();
    await screen.findByText(/It pages nobody\. Its severity is none/);
  });

  it('explains one that came, with what really happened; also one that another screen names', async () => {
    const { fake, user } = start();
    const rows = await within(await screen.findByRole('list', { name: 'Incidents' })).findAllByRole('button');
    await user.click(rows[0] as HTMLElement);
    await screen.findByText('What really happened');
    expect(screen.getByText('Ada was paged by pop-up and sound.')).toBeTruthy();
    explainIncident('d1-7');
    await waitFor(() =>
      expect(fake.calls.filter(({ name }) => name === 'explain.incident').at(-1)?.input).toEqual({
        id: 'd1-7',
      }),
    );
  });

  it('shows foreign text as text, and says when the engine does not answer', async () => {
    const { fake, user } = start();
    useExplainPlace.setState({ text: `alertname="${HOSTILE.replaceAll('"', '\\"')}"` });
    await user.click(await screen.findByRole('button', { name: /^Explain/ }));
    await screen.findByRole('list', { name: 'Stage by stage' });
    expect(document.querySelector('img')).toBeNull();
    fake.broken.set('explain.pasted', 'The engine is not there.');
    await user.click(screen.getByRole('button', { name: /^Explain/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('The engine is not there.');
  });
});
