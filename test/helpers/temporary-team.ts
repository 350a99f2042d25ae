import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A team folder and a data folder of their own, for one test. */
export type TemporaryTeam = {
  readonly folder: string;
  readonly data: string;
  write(yaml: string): void;
  remove(): void;
};

/** @param sources the list under `sources:`, as YAML; none by default */
export function temporaryTeam(sources = '[]', services = '[]'): TemporaryTeam {
  const root = mkdtempSync(join(tmpdir(), 'watchbill-test-'));
  const folder = mkdtempSync(join(root, 'team-'));
  const data = join(root, 'data');
  const write = (yaml: string): void => writeFileSync(join(folder, 'watchbill.yaml'), yaml);
  write(`watchbill: 1
team: Test
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
services: ${services}
sources: ${sources}
`);
  return { folder, data, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
