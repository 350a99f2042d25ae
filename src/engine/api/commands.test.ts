import { describe, expect, it } from 'vitest';
import { readTeam } from '../../core/team/read';
import type { Team } from '../../core/team/team';
import { MINUTE } from '../../core/time/duration';
import { type CommandName, readCommand } from './commands';

const NOW = Date.UTC(2026, 10, 23, 12);
const { team } = readTeam('watchbill: 1\nteam: T\npeople: [{ id: ada }, { id: grace }]\n');
const read = (name: CommandName, body: unknown) =>
  readCommand(name, body, { me: 'ada', team: team as Team, now: NOW });

describe('the body of a command', () => {
  it('is the command, by whoever is named or sits here', () => {
    expect(read('snooze', { for: '15m', by: 'grace' })).toEqual({
      ok: true,
      value: {
        command: { act: 'snooze', until: NOW + 15 * MINUTE },
        actor: { kind: 'person', id: 'grace' },
      },
    });
    expect(read('acknowledge', {})).toMatchObject({
      ok: true,
      value: { command: { act: 'acknowledge', hereOnly: false }, actor: { id: 'ada' } },
    });
  });

  it.each<[CommandName, unknown, string]>([
    ['note', {}, '"text" is missing'],
    ['note', { text: ' ' }, '"text" must have at least 1 character'],
    ['note', { text: 'x'.repeat(10_001) }, '"text" must have at most 10000 characters'],
    ['note', { text: 5 }, '"text" must be text'],
    ['acknowledge', { hereOnly: 'yes' }, '"hereOnly" must be true or false'],
    ['resolve', { why: 'done' }, '"why" is not known here'],
    ['resolve', [], 'the body must be an object'],
    ['snooze', { until: 5 }, '"until" must be an instant; write for example 2026-03-02T09:00:00Z'],
    ['snooze', {}, 'give either "for" or "until"'],
    ['snooze', { until: '2026-11-23T11:00:00Z' }, '"until" is in the past'],
    ['resolve', { by: 'zoe' }, '"by" is nobody of the team'],
  ])('%s %j is refused in words of its fields', (name, body, why) => {
    expect(read(name, body)).toEqual({ ok: false, error: why });
  });
});
