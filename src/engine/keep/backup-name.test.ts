import { describe, expect, it } from 'vitest';
import { DAY } from '../../core/time/duration';
import { KEPT, oneTooMany, printBackupName, readBackupName } from './backup-name';

const NOW = Date.UTC(2026, 10, 23, 2);
const nameAt = (at: number, kind: 'daily' | 'asked' | 'before' = 'daily') =>
  printBackupName({ at, kind, schema: 1, incidents: 4711 });

describe('the name of a backup', () => {
  it('says all there is to know', () => {
    const name = 'watchbill-2026-11-23T02-00-00-000Z-daily-v1-4711.db.gz';
    expect(nameAt(NOW)).toBe(name);
    expect(readBackupName(name)).toEqual({ at: NOW, kind: 'daily', schema: 1, incidents: 4711 });
  });

  it.each([
    '../watchbill-2026-11-23T02-00-00-000Z-daily-v1-4711.db.gz',
    '/etc/passwd',
    'CON',
    'watchbill-2026-11-23T02-00-00-000Z-daily-v1-4711.db.gz\n',
    'watchbill-2026-11-23T02-00-00-000Z-daily-v1-4711.db.gz/../../x',
    'watchbill-2026-11-23T02-00-00-000Z-hourly-v1-4711.db.gz',
    'watchbill-2026-13-41T02-00-00-000Z-daily-v1-4711.db.gz',
    'watchbill-2026-11-23T02-00-00-000Z-daily-v1-4711.db.gz.part',
  ])('is none of ours: %j (E12)', (name) => {
    expect(readBackupName(name)).toBeNull();
  });
});

describe('what is one too many', () => {
  it('is the oldest of each kind; other files are let be', () => {
    const days = Array.from({ length: 9 }, (_, n) => nameAt(NOW - n * DAY));
    const others = Array.from({ length: 4 }, (_, n) => nameAt(NOW - n * DAY, 'before'));
    expect(oneTooMany([...days, ...others, 'notes.txt'], NOW).toSorted()).toEqual(
      [...days.slice(KEPT.daily), ...others.slice(KEPT.before)].toSorted(),
    );
  });

  it('B2: a clock that was ahead pushes out none that is made after it was put right', () => {
    const ahead = Array.from({ length: 7 }, (_, n) => nameAt(NOW + 3650 * DAY + n * DAY));
    const since = Array.from({ length: 7 }, (_, n) => nameAt(NOW - n * DAY));
    expect(oneTooMany([...ahead, ...since], NOW)).toEqual([]);
    expect(oneTooMany([...ahead, ...since, nameAt(NOW + 1)], NOW)).toEqual([nameAt(NOW - 6 * DAY)]);
  });
});
