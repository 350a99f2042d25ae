/**
 * One desktop on a team's log, as a process of its own that can be killed: `<folder> <data> <desktop> <person> <clock
 * offset in ms> <mode>`. Tells on standard output, a line of JSON each, what it was told is stored.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ActBody } from '../../src/core/team-log/act';
import { foldActs } from '../../src/core/team-log/fold-acts';
import { openTeamLog } from '../../src/engine/store/team-log';

const [folder, dataFolder, desktop, person, offset] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const log = await openTeamLog({
  folder,
  dataFolder,
  desktop,
  clock: { now: () => Date.now() + Number(offset) },
  log: silent,
  pollEvery: 50,
});

const tell = (what: unknown): void => void writeSync(1, `${JSON.stringify(what)}\n`);
const state = () => ({
  ids: log.acts().map(({ id }) => id),
  folded: foldActs(log.acts()),
  problems: log.problems(),
  trouble: log.trouble(),
});

/** Writes without end, many lines at a time, so that a kill finds it in the middle of one. */
async function flood(): Promise<never> {
  for (let n = 0; ; n += 1) {
    const bodies = Array.from(
      { length: 40 },
      (_, i): ActBody => ({
        kind: 'handoverNoted',
        schedule: 'primary',
        text: `${n}.${i} ${'x'.repeat(9000)}`,
      }),
    );
    const acts = await log.append(bodies, person);
    tell({ stored: acts.map(({ id }) => id) });
  }
}

tell({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as { do: string; bodies?: ActBody[] };
  if (command.do === 'flood') void flood();
  if (command.do === 'append')
    tell(
      await log.append(command.bodies ?? [], person).then(
        (acts) => ({ stored: acts.map(({ id }) => id) }),
        (error: unknown) => ({ refused: String(error) }),
      ),
    );
  if (command.do === 'state') tell(state());
}
await log.stop();
