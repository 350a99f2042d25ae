import { describe, expect, it } from 'vitest';
import { RULES } from '../../../test/helpers/rules-text';
import { team } from '../../../test/helpers/team-text';
import { checkOwners } from './check-owners';
import { checkTeam } from './check-team';

const NOW = Date.UTC(2026, 10, 23, 12);
const said = (text: string, now = NOW) =>
  checkTeam(team(text), now).map(({ level, list, id, message }) => `${level} ${list}/${id}: ${message}`);

describe('the check of the rules', () => {
  it('says what is odd, and nothing of what is usual', () => {
    expect(said(RULES)).toEqual([
      'note services/everything: service "everything" has no escalation, so it pages whoever is on call for "primary", and everyone after 5 min',
      'note inhibitions/spare: inhibition "spare" compares no labels: one alert with alertname="Spare" anywhere holds back all with severity="info"',
    ]);
  });

  it('maintenance that is over, or very long', () => {
    const end = Date.UTC(2026, 11, 2, 1);
    expect(said(RULES, end - 1)).toHaveLength(3);
    expect(said(RULES, end).slice(0, 2)).toEqual([
      'warning maintenance/upgrade: maintenance "upgrade" was over at Wed 2 Dec 2026, 01:00 and can be taken out',
      'warning maintenance/abroad: maintenance "abroad" was over at Wed 2 Dec 2026, 01:00 and can be taken out',
    ]);
    expect(said(RULES.replace('end: 2026-12-02T01:00, reason', 'end: 2026-12-12T22:00, reason'))[0]).toBe(
      'note maintenance/upgrade: maintenance "upgrade" keeps pages about "db" back for 11 d',
    );
  });

  it('escalations that nothing uses, or in which no step is sure; handles that nothing reads', () => {
    const unused = RULES.replaceAll('escalation: payments', 'runbook: x.md');
    expect(said(unused)[0]).toBe('note escalations/payments: escalation "payments" is used by no service');
    const unsure = RULES.replace(
      '- { page: [schedule:primary] }',
      '- { page: [schedule:primary], when: { urgency: low } }',
    ).replace(', acknowledge: all }', ', when: { urgency: low } }');
    expect(said(unsure)[0]).toBe(
      'note escalations/payments: escalation "payments" has a condition at every step: where none of them holds, the last resort is paged',
    );
    expect(said(RULES.replace(/codeowners:.*/, ''))).toContain(
      'note people/ada: handles have no effect: no service names a CODEOWNERS file',
    );
  });

  it('owners that are nobody of the team', () => {
    const read = { file: '../x/CODEOWNERS', skipped: [{ line: 3, message: 'odd' }] };
    const unknown = ['@a', '@b', '@c', '@d', '@e', '@f', '@g'];
    const owned = team(RULES.replace('urgency: high\n', 'urgency: high\n    owners: [ada]\n'));
    expect(
      checkOwners(owned, [
        { ...read, service: 'checkout', unknown: ['@zoe'] },
        { ...read, service: 'db', unknown },
      ]),
    ).toEqual([
      { id: 'checkout', message: '../x/CODEOWNERS:3: odd' },
      {
        id: 'checkout',
        message:
          '@zoe of ../x/CODEOWNERS is nobody of the team; put it among the handles of whoever is meant',
      },
      {
        id: 'db',
        message:
          '@a, @b, @c, @d, @e and 2 more of ../x/CODEOWNERS are nobody of the team; put them among the handles of whoever is meant',
      },
      { id: 'db', message: 'service "db" has no owner: ../x/CODEOWNERS names nobody of the team for it' },
    ]);
  });
});
