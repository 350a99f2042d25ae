import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ImportView } from '../../contract/rota/share-views';
import { err, ok, type Result } from '../../core/kernel/result';
import { EMPTY_TEAM } from '../../core/team/team';
import type { Instant } from '../../core/time/instant';
import { calendarAddress, fetchCalendar } from '../../engine/calendars/fetch-calendar';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { applyImport } from '../../engine/imports/apply-import';
import { importFile } from '../../engine/imports/import-file';
import type { ImportKind } from '../../engine/imports/import-plan';
import { editFile } from '../../engine/plan/edit-file';
import { type LoadedTeam, loadTeam } from '../../engine/rota/load-rota';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const IMPORT_USAGE = `watchbill import pagerduty|opsgenie <file> [--team <folder|file>] [--write] [--json]
watchbill import ics <file|address> [--schedule <id>] [--team <folder|file>] [--write] [--json]

Reads schedules of another tool: an export of its API, or a calendar as a layer of a schedule. Prints what would come of
it, what does not map exactly, and the YAML. Nothing is changed without --write.
  --team      the team it is for: its people are found by e-mail address and name. Needed to write
  --schedule  of a calendar: the schedule that gets the layer; without it, a new one named after the calendar
  --write     writes it into the team file (comments and order stay), a calendar's file into calendars/
An address (https, http, webcal) is fetched once; to keep it up to date, follow it in the app.`;

type Options = {
  kind: ImportKind;
  source: string;
  schedule: string;
  team: string | undefined;
  write: boolean;
  json: boolean;
};

const MOST_BYTES = 20_000_000;

/** Imports schedules of other tools. @returns the exit code */
export async function importCommand(
  argv: readonly string[],
  io: Io,
  readIcs: IcsReader,
  now: Instant,
): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill import: ${options}`);
    io.err(IMPORT_USAGE);
    return USAGE;
  }
  let loaded: LoadedTeam | null = null;
  if (options.team !== undefined) {
    const found = await loadTeam(options.team);
    if (!found.ok) {
      for (const line of found.error) io.err(line);
      return FAILED;
    }
    loaded = found.value;
  }
  const text = await textOf(options, now);
  const plan = text.ok
    ? await importFile(
        { kind: options.kind, text: text.value, schedule: options.schedule },
        { team: loaded?.team ?? EMPTY_TEAM, now, readIcs },
      )
    : text;
  if (!plan.ok) {
    io.err(`watchbill import: ${options.source}: ${plan.error}`);
    return FAILED;
  }
  const { view } = plan.value;
  if (options.json) io.out(JSON.stringify(view));
  else for (const line of report(view)) io.out(line);
  if (!options.write) return DONE;
  const { file, folder } = loaded as LoadedTeam;
  const done = await applyImport(folder, plan.value, (change) => editFile(file, change));
  if (!done.ok) {
    io.err(`watchbill import: nothing was imported: ${done.error}`);
    return FAILED;
  }
  io.err(`watchbill import: written into ${file}`);
  return DONE;
}

/** The report stands in comments, so that all of it can be put into a file. */
function report(view: ImportView): string[] {
  const people = view.people.map(({ id, name, isNew }) => `#   ${id}: ${name}${isNew ? ', new' : ''}`);
  return [
    `# ${view.text}`,
    ...(people.length > 0 ? ['# People:', ...people] : []),
    ...(view.notes.length > 0
      ? ['# Not exactly as it was:', ...view.notes.map((note) => `#   ${note}`)]
      : []),
    view.yaml.replace(/\n+$/, ''),
  ];
}

async function textOf({ kind, source }: Options, now: Instant): Promise<Result<string, string>> {
  if (/^(https?|webcals?):/i.test(source)) {
    if (kind !== 'ics') return err('only calendars are fetched; save the export as a file');
    const address = calendarAddress(source);
    if (!address.ok) return address;
    const fetched = await fetchCalendar(address.value, '', now, new AbortController().signal);
    return fetched.kind === 'text'
      ? ok(fetched.text)
      : err(fetched.kind === 'problem' ? fetched.problem : '');
  }
  try {
    const found = await stat(source);
    if (!found.isFile()) return err('this is not a file');
    if (found.size > MOST_BYTES) return err('this is larger than 20 MB, which no schedule is');
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(source)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return err('there is no such file');
    return err(code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'this is not UTF-8 text' : message);
  }
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        schedule: { type: 'string', default: '' },
        team: { type: 'string' },
        write: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [kind, source] = positionals;
    if (kind !== 'pagerduty' && kind !== 'opsgenie' && kind !== 'ics')
      return kind === undefined ? 'say what to import' : `"${kind}" is nothing that can be imported`;
    if (source === undefined || positionals.length > 2) return 'name one file';
    if (values.schedule !== '' && kind !== 'ics') return '--schedule is for calendars';
    if (values.write && values.team === undefined) return '--write needs --team';
    return { kind, source, ...values, team: values.team };
  } catch (error) {
    return (error as Error).message;
  }
}
