import packageJson from '../../package.json';
import { type IcsReader, makeIcsReader } from '../engine/calendars/ics-thread';
import { ALERT_USAGE, alert } from './commands/alert';
import { BACKUP_USAGE, backup } from './commands/backup';
import { CHANNEL_USAGE, channel } from './commands/channel';
import { CHECK_USAGE, check } from './commands/check';
import { DRILL_USAGE, drill } from './commands/drill';
import { ENGINE_USAGE, engine } from './commands/engine';
import { ERASE_USAGE, erase } from './commands/erase';
import { EXPLAIN_USAGE, explain } from './commands/explain';
import { EXPORT_USAGE, exportCommand } from './commands/export';
import { FAIRNESS_USAGE, fairness } from './commands/fairness';
import { HEARTBEAT_USAGE, heartbeat } from './commands/heartbeat';
import { ICS_USAGE, ics } from './commands/ics';
import { IMPORT_USAGE, importCommand } from './commands/import';
import { MAINTENANCE_USAGE, maintenance } from './commands/maintenance';
import { PLAN_USAGE, plan } from './commands/plan';
import { PLAN_PAGES_USAGE, planPages } from './commands/plan-pages';
import { READY_USAGE, ready } from './commands/ready';
import { ROTA_USAGE, rota } from './commands/rota';
import { SECRET_USAGE, secret } from './commands/secret';
import { SILENCE_USAGE, silence } from './commands/silence';
import { WHO_USAGE, who } from './commands/who';
import { DONE, FAILED, type Io, USAGE } from './io';
import { processIo } from './process-io';

const USAGE_TEXT = `watchbill: the pager and on-call rota, without a screen

  watchbill engine --team <folder> --data <dir> --me <person> [--port <n>] [--json] [--notify] [--git]
  watchbill alert fire|resolve --labels <a=b,c=d> --url <address> [--token <token>|--data <dir>] …
  watchbill check <folder|file> [--json]
  watchbill explain <folder|file> --labels <a=b,c=d> [--severity <s>] [--at <time>] [--json]
  watchbill fairness <folder|file> --from <time> --to <time> [--schedule <id>]… [--json|--csv]
  watchbill plan <folder|file> --from <time> --to <time> --turn <turn> [--people a,b,c] [--json] [--write] …
  watchbill plan-pages <folder|file> --service <id> [--at <time>] [--severity <s>] [--json]
  watchbill rota <folder|file> [--schedule <id>] --from <time> --to <time> [--json]
  watchbill who <folder|file> [--schedule <id>] [--at <time>] [--json]
  watchbill ics <folder|file> --schedule <id> | --person <id> [--from <time>] [--to <time>] [--out <file>]
  watchbill import pagerduty|opsgenie|ics <file|address> [--schedule <id>] [--team <folder|file>] [--write] [--json]
  watchbill silence add|list|end <folder> [--match <matcher>…] [--for <duration>|--until <time>] [--reason <text>] …
  watchbill maintenance start|end|list <folder> [--service <id>…] [--for <duration>|--until <time>] [--reason <text>] …
  watchbill backup now|list|restore [<name>] --data <dir> [--url <address>] [--json]
  watchbill export --data <dir> [--team <folder>] [--out <file>|-]
  watchbill erase --data <dir> --yes
  watchbill ready --data <dir> | --url <address> [--strict] [--json]
  watchbill drill [list] --data <dir> | --url <address> [--wait] [--json]
  watchbill heartbeat <id>|list --data <dir> | --url <address>
  watchbill secret <source> --data <dir>
  watchbill channel types|list|add|remove|test … --data <dir> [--url <address>] [--json]
  watchbill help [alert|backup|channel|check|drill|engine|erase|explain|export|fairness|heartbeat|ics|import|maintenance|plan|plan-pages|ready|rota|secret|silence|who]
  watchbill --version`;

const TOPICS: Readonly<Record<string, string>> = {
  alert: ALERT_USAGE,
  backup: BACKUP_USAGE,
  channel: CHANNEL_USAGE,
  check: CHECK_USAGE,
  drill: DRILL_USAGE,
  engine: ENGINE_USAGE,
  erase: ERASE_USAGE,
  explain: EXPLAIN_USAGE,
  export: EXPORT_USAGE,
  fairness: FAIRNESS_USAGE,
  heartbeat: HEARTBEAT_USAGE,
  ics: ICS_USAGE,
  import: IMPORT_USAGE,
  maintenance: MAINTENANCE_USAGE,
  plan: PLAN_USAGE,
  'plan-pages': PLAN_PAGES_USAGE,
  ready: READY_USAGE,
  rota: ROTA_USAGE,
  secret: SECRET_USAGE,
  silence: SILENCE_USAGE,
  who: WHO_USAGE,
};

/** Calendars are read in a thread of their own, as in the app. */
function icsReader(): IcsReader {
  return makeIcsReader(new URL('./ics-worker.js', import.meta.url));
}

function asksForHelp(rest: readonly string[]): boolean {
  return rest.includes('--help') || rest.includes('-h');
}

/** @returns the exit code */
async function run(argv: readonly string[], io: Io): Promise<number> {
  const [command = 'help', ...rest] = argv;
  switch (command) {
    case 'engine':
      if (asksForHelp(rest)) break;
      return engine(rest, io, new URL('./writer-worker.js', import.meta.url), packageJson.version);
    case 'alert':
      if (asksForHelp(rest)) break;
      return alert(rest, io);
    case 'explain':
      if (asksForHelp(rest)) break;
      return explain(rest, io, icsReader(), Date.now());
    case 'backup':
      if (asksForHelp(rest)) break;
      return backup(rest, io, Date.now());
    case 'export':
      if (asksForHelp(rest)) break;
      return exportCommand(rest, io, Date.now(), packageJson.version);
    case 'erase':
      if (asksForHelp(rest)) break;
      return erase(rest, io);
    case 'check':
      return check(rest, io, icsReader(), Date.now());
    case 'fairness':
      if (asksForHelp(rest)) break;
      return fairness(rest, io, icsReader());
    case 'ics':
      if (asksForHelp(rest)) break;
      return ics(rest, io, icsReader(), Date.now());
    case 'import':
      if (asksForHelp(rest)) break;
      return importCommand(rest, io, icsReader(), Date.now());
    case 'maintenance':
      if (asksForHelp(rest)) break;
      return maintenance(rest, io, Date.now());
    case 'plan':
      if (asksForHelp(rest)) break;
      return plan(rest, io, {
        readIcs: icsReader(),
        solverUrl: new URL('./solver-worker.js', import.meta.url),
      });
    case 'plan-pages':
      if (asksForHelp(rest)) break;
      return planPages(rest, io, icsReader(), Date.now());
    case 'rota':
      if (asksForHelp(rest)) break;
      return rota(rest, io, icsReader());
    case 'who':
      if (asksForHelp(rest)) break;
      return who(rest, io, icsReader(), Date.now());
    case 'silence':
      if (asksForHelp(rest)) break;
      return silence(rest, io, Date.now());
    case 'ready':
      if (asksForHelp(rest)) break;
      return ready(rest, io);
    case 'drill':
      if (asksForHelp(rest)) break;
      return drill(rest, io);
    case 'heartbeat':
      if (asksForHelp(rest)) break;
      return heartbeat(rest, io);
    case 'channel':
      if (asksForHelp(rest)) break;
      return channel(rest, io);
    case 'secret':
      if (asksForHelp(rest)) break;
      return secret(rest, io);
    case '--version':
    case 'version':
      io.out(packageJson.version);
      return DONE;
    case 'help':
    case '--help':
    case '-h':
      break;
    default:
      io.err(`watchbill: there is no command "${command}"`);
      io.err(USAGE_TEXT);
      return USAGE;
  }
  const topic = command.startsWith('-') || command === 'help' ? rest[0] : command;
  io.out(topic !== undefined && Object.hasOwn(TOPICS, topic) ? (TOPICS[topic] as string) : USAGE_TEXT);
  return DONE;
}

const argv = process.argv.slice(2);
const io = processIo(argv[0] === 'engine');

run(argv, io).then(
  (code) => io.end(code),
  (error: unknown) => {
    io.err(`watchbill: ${error instanceof Error ? error.message : String(error)}`);
    io.end(FAILED);
  },
);
