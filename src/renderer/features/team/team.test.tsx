// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeBridge } from '../../../../test/ui-harness/b-bridge';
import { brokenTeam, HOSTILE, team } from '../../../../test/ui-harness/b-fixtures';
import type { TeamView } from '../../../contract/views/team';
import { TeamScreen } from './team';

async function start(view: TeamView) {
  const fake = fakeBridge({
    'team.get': view,
    'shell.openTeamFile': { opened: true, why: '' },
    'shell.openLink': { opened: true, why: '' },
  });
  Object.assign(window, { watchbill: fake.bridge });
  render(<TeamScreen />);
  await screen.findByRole('heading', { level: 1, name: view.name });
  return fake;
}

afterEach(cleanup);

describe('the team', () => {
  it('shows people, services with their matchers, and the folder', async () => {
    await start(team);
    expect(screen.getAllByText('Ada Okafor').length).toBeGreaterThan(0);
    expect(screen.getByText('namespace=~"pay.*"')).toBeTruthy();
    expect(screen.getByText('/home/ada/teams/payments-oncall/watchbill.yaml')).toBeTruthy();
  });

  it('names each problem with its place, and says which file is in force', async () => {
    await start(brokenTeam);
    expect(screen.getByText('14:12')).toBeTruthy();
    expect(screen.getByText(/the last good one is in force/)).toBeTruthy();
  });

  it('opens a runbook of the folder as a file, one of the web as a link', async () => {
    const { inputs } = await start(team);
    screen.getByRole('button', { name: 'runbooks/checkout.md' }).click();
    screen.getByRole('button', { name: 'Runbook' }).click();
    expect(inputs('shell.openTeamFile')).toEqual([{ path: 'runbooks/checkout.md' }]);
    expect(inputs('shell.openLink')).toEqual([{ href: 'https://example.com/runbooks/ledger' }]);
  });

  it('shows foreign text as text and is clean for a screen reader', async () => {
    await start({
      ...brokenTeam,
      people: [{ ...team.people[0]!, name: HOSTILE }],
      services: [{ ...team.services[0]!, name: HOSTILE, match: [HOSTILE] }],
    });
    expect(document.querySelector('img')).toBeNull();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });
});
