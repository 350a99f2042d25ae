import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DATABASE_FILE, openForWriting } from './database';
import { openReader } from './open-reader';

it('there is no store while the disk was too full to begin one, and there is as soon as it was begun', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-reader-'));
  const told: string[] = [];
  const tell = (message: string): void => void told.push(message);
  writeFileSync(join(folder, DATABASE_FILE), '');
  const reader = openReader(folder, { info: tell, warn: tell, error: tell });
  expect(reader()).toBeNull();
  expect(reader()).toBeNull();
  expect(told).toEqual(['the store cannot be read']);
  const { db } = openForWriting(folder, 0);
  expect(reader()?.nextNumber()).toBe(1);
  reader.close();
  db.close();
  rmSync(folder, { recursive: true });
});
