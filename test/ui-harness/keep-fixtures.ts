import type { KeepView } from '../../src/contract/keep/keep-views';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is kept on a desktop in a normal week; `troubled`: the disk is full and the clock jumped. */
export function keepFixture(now: number, troubled = false): KeepView {
  const daily = Array.from({ length: 7 }, (_, n) => ({
    name: `watchbill-2026-11-${23 - n}T02-00-00-000Z-daily-v3-${12_034 - n * 31}.db.gz`,
    at: now - (troubled ? 3 * DAY : 3 * HOUR) - n * DAY,
    kind: 'daily' as const,
    bytes: 8_400_000 - n * 21_000,
    incidents: 12_034 - n * 31,
    usable: true,
  }));
  const before = {
    name: 'watchbill-2026-11-20T09-12-44-120Z-before-v4-11940.db.gz',
    at: now - 3 * DAY - 5 * HOUR,
    kind: 'before' as const,
    bytes: 8_312_000,
    incidents: 11_940,
    usable: !troubled,
  };
  const backups = [...daily, before].toSorted((a, b) => b.at - a.at);
  return {
    backups,
    folder: '/home/ada/.config/Watchbill/data/backups',
    bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0),
    stored: { bytes: 84_000_000, incidents: 12_041, oldestAt: now - 260 * DAY },
    work: { what: '', part: 0 },
    problem: troubled ? 'the disk is too full: 165 MB are needed, 41 MB are free' : '',
    nextAt: now + 21 * HOUR,
    retention: {
      days: 400,
      held: troubled
        ? 'The clock of this desktop says 2036-11-23, and Watchbill saw it last on 2026-11-20: nothing is deleted until you say that it is right.'
        : '',
      ask: troubled,
      lastAt: null,
      lastDeleted: 0,
    },
    exported: '',
  };
}
