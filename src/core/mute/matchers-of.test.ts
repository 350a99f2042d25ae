import { expect, it } from 'vitest';
import { makeLabels } from '../alert/labels';
import { printMatcher } from '../alert/matcher';
import { matchersOf } from './matchers-of';

/** `+` chosen, `-` offered. */
const suggested = (of: Record<string, string>): string[] =>
  matchersOf(makeLabels(Object.entries(of))).map(
    ({ matcher, initially }) => `${initially ? '+' : '-'} ${printMatcher(matcher)}`,
  );

it('chooses what is wrong and where, offers the rest', () => {
  expect(
    suggested({
      severity: 'warning',
      pod: 'api-7d9f-x2',
      alertname: 'KubePodCrashLooping',
      namespace: 'pay',
      container: 'api',
      cluster: 'eu-1',
      __name__: 'x',
      api_token: 'secret',
      receiver: 'page "all"',
    }),
  ).toEqual([
    '+ alertname="KubePodCrashLooping"',
    '+ namespace="pay"',
    '+ cluster="eu-1"',
    '+ severity="warning"',
    '- container="api"',
    '- pod="api-7d9f-x2"',
    '- receiver="page \\"all\\""',
  ]);
});

it('tells an alert without alertname by all that it says, but for what varies', () => {
  expect(
    suggested({ severity: 'high', 'host.name': 'db-1', trigger: 'Disk full', instance: 'db-1:9100' }),
  ).toEqual(['+ severity="high"', '+ "host.name"="db-1"', '+ trigger="Disk full"', '- instance="db-1:9100"']);
  expect(suggested({ instance: 'db-1:9100', pod: 'p' })).toEqual(['+ instance="db-1:9100"', '+ pod="p"']);
});

it('offers nothing that could not be matched', () => {
  expect(suggested({})).toEqual([]);
  expect(suggested({ alertname: 'A', stack: 'x'.repeat(3000), empty: '' })).toEqual(['+ alertname="A"']);
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, i) => [`l${String(i).padStart(3, '0')}`, 'x']),
  );
  expect(suggested({ ...many, alertname: 'A' }).filter((text) => text.includes('…'))).toEqual([]);
});
