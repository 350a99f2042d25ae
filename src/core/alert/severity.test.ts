import { describe, expect, it } from 'vitest';
import { readSeverity, SEVERITIES, severityRank } from './severity';

describe('readSeverity', () => {
  it.each<[string, readonly string[]]>([
    [
      'critical',
      ['critical', 'CRITICAL', ' Critical\n', 'page', 'P1', 'sev1', 'fatal', 'disaster', 'high', 'emergency'],
    ],
    ['error', ['error', 'err', 'major', 'P2']],
    ['warning', ['warning', 'WARN', 'minor', 'medium', 'p3']],
    ['info', ['info', 'notice', 'low', 'debug', 'P5']],
    ['none', ['none', 'None']],
  ])('reads %s', (severity, words) => {
    expect(words.map(readSeverity)).toEqual(words.map(() => severity));
  });

  it('takes what it does not know, or nothing, for an error: an alert is never quieter because of spelling', () => {
    const unknown = ['', '  ', null, undefined, 'kritisch', 'constructor', '__proto__', 'toString'];
    expect(unknown.map(readSeverity)).toEqual(unknown.map(() => 'error'));
  });

  it('ranks critical first', () => {
    expect(SEVERITIES.map(severityRank)).toEqual([0, 1, 2, 3, 4]);
  });
});
