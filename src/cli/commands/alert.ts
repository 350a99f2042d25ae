import { parseArgs } from 'node:util';
import { type Labels, labelsToObject, labelValue } from '../../core/alert/labels';
import { SEVERITIES, type Severity } from '../../core/alert/severity';
import { parseLabels } from '../../core/explain/parse-labels';
import { findDataFolder } from '../data-folder';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { runningEngine } from '../running-engine';

export const ALERT_USAGE = `watchbill alert fire|resolve --labels 'a=b,c=d' --url <address> [--token <token>|--data <dir>]
                             [--title <text>] [--severity <s>] [--key <dedup key>] [--json]

Sends an alert to a Watchbill that runs, through its own door: it is stored, and pages as any other.
  --labels    as Prometheus writes them; the alert is known again by its title and labels, unless --key is given
  --title     default: the label "alertname"
  --severity  critical, error, warning, info or none; default: the label "severity", else error
  --key       at most 255 characters; the same key is the same incident while it is open
  --url       the address, as the engine printed it
  --token     of the engine, or of a sender; else it is taken from WATCHBILL_TOKEN, or from <dir>/secrets.json
  --json      {"dedupKey"}

Exit code 0: it is stored; 1: it is not, and why; 2: wrong usage.`;

type Options = {
  readonly act: 'fire' | 'resolve';
  readonly labels: Labels;
  readonly title: string;
  readonly severity: Severity | null;
  readonly key: string;
  readonly url: string;
  readonly token: string;
  readonly data: string;
  readonly json: boolean;
};

/** Fires or resolves an alert at a running engine. @returns the exit code */
export async function alert(argv: readonly string[], io: Io): Promise<number> {
  let options: Options;
  try {
    options = readOptions(argv);
  } catch (error) {
    io.err(`watchbill alert: ${(error as Error).message}`);
    io.err(ALERT_USAGE);
    return USAGE;
  }
  try {
    const folder = options.data === '' ? null : findDataFolder(options.data);
    if (typeof folder === 'string') throw new Error(folder);
    const engine = await runningEngine(options.url, folder?.data ?? '', options.token);
    const { dedupKeys } = await engine<{ dedupKeys: readonly string[] }>(
      'POST',
      '/api/v1/alerts',
      bodyOf(options),
    );
    const [dedupKey] = dedupKeys;
    if (options.json) io.out(JSON.stringify({ dedupKey }));
    else io.out(`${options.act === 'fire' ? 'fired' : 'resolved'}: ${options.title} (${dedupKey})`);
    return DONE;
  } catch (error) {
    io.err(`watchbill alert: ${(error as Error).message}`);
    return FAILED;
  }
}

function bodyOf({ act, labels, title, severity, key }: Options): unknown {
  return {
    title,
    status: act === 'fire' ? 'firing' : 'resolved',
    labels: labelsToObject(labels),
    ...(severity === null ? {} : { severity }),
    ...(key === '' ? {} : { dedupKey: key }),
  };
}

function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      labels: { type: 'string' },
      title: { type: 'string', default: '' },
      severity: { type: 'string' },
      key: { type: 'string', default: '' },
      url: { type: 'string', default: process.env['WATCHBILL_URL'] ?? '' },
      token: { type: 'string', default: '' },
      data: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    },
  });
  const [act, ...more] = positionals;
  if (act !== 'fire' && act !== 'resolve')
    throw new Error(`fire or resolve?${act === undefined ? '' : ` Not "${act}"`}`);
  if (more.length > 0) throw new Error(`"${more[0]}" is one too many`);
  if (values.labels === undefined) throw new Error('--labels are needed');
  const labels = parseLabels(values.labels);
  if (!labels.ok) throw new Error(`--labels: ${labels.error}`);
  const { severity, url, key, token, data, json } = values;
  if (severity !== undefined && !SEVERITIES.includes(severity as Severity))
    throw new Error(`--severity "${severity}" is none of ${SEVERITIES.join(', ')}`);
  if (!URL.canParse(url)) throw new Error(url === '' ? '--url is needed' : `--url "${url}" is no address`);
  const title = values.title || labelValue(labels.value, 'alertname');
  if (title === '') throw new Error('--title is needed where there is no label "alertname"');
  return {
    act,
    labels: labels.value,
    title,
    severity: (severity as Severity | undefined) ?? null,
    key,
    url,
    token,
    data,
    json,
  };
}
