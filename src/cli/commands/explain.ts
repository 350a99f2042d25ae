import type { Labels } from '../../core/alert/labels';
import { SEVERITIES, type Severity } from '../../core/alert/severity';
import { explainAlert } from '../../core/explain/explain';
import type { Explained, Stage } from '../../core/explain/explained';
import { parseLabels } from '../../core/explain/parse-labels';
import { teamPlaces } from '../../core/explain/team-places';
import type { Result } from '../../core/kernel/result';
import { muteWords } from '../../core/mute/mute-words';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { alertOfLabels } from '../../engine/explain/read-pasted';
import { loadRota } from '../../engine/rota/load-rota';
import { readTextFile } from '../../engine/store/team-folder-file';
import { DONE, FAILED, type Io } from '../io';
import { misused, openTeam, readTeamCall } from '../team-command';
import { parseWhen, printLocal, printSeconds, WHEN } from '../when';

export const EXPLAIN_USAGE = `watchbill explain <folder|file> --labels 'a=b,c=d' [--severity <s>] [--at <time>] [--json]

Says what becomes of an alert with these labels: which service takes it and why, what holds it back, whom it pages when.
  --labels    as Prometheus writes them; values with commas in quotation marks
  --severity  critical, error, warning, info or none; default: the label "severity", else error
  --at        RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date in the team's zone; default: now
  --json      {"pages","verdict","service","people","at","stages":[{"stage","outcome","words","details","line"}]}

Exit code 0: it would page somebody; 1: it would page nobody, and why stands in the answer; 2: wrong usage.
What else fires then is not known here: Explain in the app knows it, and so does POST /api/v1/explain.`;

const COMMAND = { name: 'explain', usage: EXPLAIN_USAGE };
/** Calendars are read so far around the instant. */
const AROUND = 40 * DAY;

type Options = {
  readonly path: string;
  readonly labels: Labels;
  readonly severity: Severity | null;
  readonly at: string | undefined;
  readonly json: boolean;
};

/** What becomes of an alert. @param now for where no time is given @returns the exit code */
export async function explain(
  argv: readonly string[],
  io: Io,
  readIcs: IcsReader,
  now: Instant,
): Promise<number> {
  const opened = await openTeam(COMMAND, readOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const { team } = loaded;
  const at = options.at === undefined ? now : parseWhen(options.at, team.timeZone);
  if (at === null) return misused(COMMAND, io, `--at "${options.at}" is no time; write ${WHEN}`);
  const { rota, problems } = await loadRota(loaded, { start: at - AROUND, end: at + AROUND }, readIcs);
  for (const problem of problems) io.err(`watchbill explain: ${problem}`);
  const explained = explainAlert({
    team,
    rota,
    alert: alertOfLabels(options.labels, options.severity),
    at,
    firing: null,
    arrivals: null,
    sentTo: null,
    channels: null,
    words: muteWords(team),
  });
  const text = await readTextFile(loaded.file);
  const places = text.ok ? teamPlaces(text.value.text) : () => null;
  const lineOf = ({ path }: Stage) => (path === null ? null : (places(path)?.line ?? null));
  if (options.json) io.out(JSON.stringify(jsonOf(explained, at, lineOf)));
  else
    for (const line of textOf(explained, `${printLocal(at, team.timeZone)} (${team.timeZone})`, lineOf))
      io.out(line);
  return explained.pages ? DONE : FAILED;
}

type LineOf = (stage: Stage) => number | null;

function jsonOf(
  { pages, verdict, service, people, stages }: Explained,
  at: Instant,
  lineOf: LineOf,
): unknown {
  return {
    pages,
    verdict,
    service,
    people,
    at: printSeconds(at),
    stages: stages.map((stage) => ({
      stage: stage.stage,
      outcome: stage.outcome,
      words: stage.words,
      details: stage.details,
      line: lineOf(stage),
    })),
  };
}

function textOf({ verdict, stages }: Explained, when: string, lineOf: LineOf): string[] {
  const width = Math.max(...stages.map(({ stage }) => stage.length));
  return [
    `At ${when}: ${verdict}`,
    '',
    ...stages
      .filter(({ outcome }) => outcome !== 'unset')
      .flatMap((stage) => {
        const line = lineOf(stage);
        const where = line === null ? '' : ` (line ${line})`;
        return [
          `${stage.stage.padEnd(width)}  ${stage.words}${where}`,
          ...stage.details.map((detail) => `${' '.repeat(width)}    ${detail}`),
        ];
      }),
  ];
}

function readOptions(argv: readonly string[]): Result<Options, string> {
  const options = {
    labels: { type: 'string' },
    severity: { type: 'string' },
    at: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  return readTeamCall(argv, options, ({ path, values: { labels, severity, at, json } }) => {
    if (labels === undefined) throw new Error('--labels are needed');
    const read = parseLabels(labels);
    if (!read.ok) throw new Error(`--labels: ${read.error}`);
    if (severity !== undefined && !SEVERITIES.includes(severity as Severity))
      throw new Error(`--severity "${severity}" is none of ${SEVERITIES.join(', ')}`);
    return { path, labels: read.value, severity: (severity as Severity | undefined) ?? null, at, json };
  });
}
