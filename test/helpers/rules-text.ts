import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A team file with every key of the paging engine, as somebody wrote it: comments and styles of all kinds. */
export const RULES = readFileSync(
  join(import.meta.dirname, '..', 'fixtures', 'team', 'good', 'rules.yaml'),
  'utf8',
);
