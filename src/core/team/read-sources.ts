import type { Node } from 'yaml';
import { LOCAL_SOURCE, WATCHBILL_SOURCE } from '../kernel/ids';
import type { AlertmanagerConfig, SourceAuth, SourceConfig } from '../source/source-config';
import { readAddress } from './address';
import { readTeamPath } from './path';
import { readChoice } from './read-choice';
import { readDuration } from './read-duration';
import { readId } from './read-id';
import type { Fields, Reading } from './reading';
import { SOURCE_DEFAULTS, SOURCE_LIMITS } from './source-defaults';

const TYPES = ['alertmanager', 'push'] as const;
const KEYS: Record<(typeof TYPES)[number], readonly string[]> = {
  alertmanager: [
    'id',
    'type',
    'url',
    'every',
    'resolveAfter',
    'blindAfter',
    'acknowledge',
    'silenceFor',
    'auth',
    'username',
    'caFile',
  ],
  push: ['id', 'type', 'title'],
};
const SECRETS = [
  'password',
  'token',
  'secret',
  'bearer',
  'bearerToken',
  'bearer_token',
  'apiKey',
  'key',
  'credentials',
  'routing_key',
  'routingKey',
];
const ANY = [...new Set([...KEYS.alertmanager, ...KEYS.push])];

/** `sources:` of the team file. */
export function readSources(reading: Reading, list: Node | null): SourceConfig[] {
  const sources: SourceConfig[] = [];
  const taken = new Set<string>();
  const urls = new Map<string, string>();
  for (const item of reading.items(list, 'sources')) {
    const fields = reading.fields(item, 'a source', [...ANY, ...SECRETS]);
    if (!fields) continue;
    const id = readId(reading, fields, 'source', taken);
    if (id === LOCAL_SOURCE || id === WATCHBILL_SOURCE) {
      reading.error(
        fields.get('id'),
        `"${id}" is a source that Watchbill itself has; give this one another id`,
      );
    }
    for (const key of SECRETS) {
      if (fields.has(key))
        reading.error(
          fields.at(key),
          `"${key}": secrets never stand in the team file; take it out, and enter it in the app: it is kept in this desktop's keychain`,
        );
    }
    const type = readChoice(reading, fields, 'type', TYPES, null);
    if (type === null) continue;
    for (const key of ANY) {
      if (fields.has(key) && !KEYS[type].includes(key))
        reading.warn(fields.at(key), `"${key}" has no effect on a source of type ${type}`);
    }
    if (type === 'push') {
      const title = reading.text(fields.get('title'), 'a title');
      if (id !== null) sources.push({ id, type, title: title || id });
      continue;
    }
    const config = readAlertmanager(reading, fields, id ?? '');
    if (!config || id === null) continue;
    const twin = urls.get(config.url);
    if (twin !== undefined)
      reading.warn(fields.get('url'), `source "${twin}" asks the same address; each alert would come twice`);
    urls.set(config.url, id);
    sources.push(config);
  }
  return sources;
}

function readAlertmanager(reading: Reading, fields: Fields, id: string): AlertmanagerConfig | null {
  const every = readDuration(reading, fields, 'every', SOURCE_DEFAULTS.every, SOURCE_LIMITS.every);
  const resolveAfter = readDuration(
    reading,
    fields,
    'resolveAfter',
    SOURCE_DEFAULTS.resolveAfter,
    SOURCE_LIMITS.resolveAfter,
  );
  const silenceFor = readDuration(
    reading,
    fields,
    'silenceFor',
    SOURCE_DEFAULTS.silenceFor,
    SOURCE_LIMITS.silenceFor,
  );
  const least = 2 * every;
  // A source asked seldom is given longer before it counts as blind, unless the file says otherwise.
  const blindAfter = readDuration(
    reading,
    fields,
    'blindAfter',
    Math.max(SOURCE_DEFAULTS.blindAfter, least),
    { min: least, max: SOURCE_LIMITS.blindAfter.max, why: 'twice "every"' },
  );
  const acknowledge = readChoice(
    reading,
    fields,
    'acknowledge',
    ['nothing', 'silence'] as const,
    SOURCE_DEFAULTS.acknowledge,
  );
  const auth = readAuth(reading, fields);
  const caFile = readTeamPath(reading, fields.get('caFile'), 'caFile', { absolute: true });
  const node = fields.get('url');
  const text = reading.text(node, 'a url', 20_000);
  if (text === null) {
    if (node === null)
      reading.error(
        fields.at('url'),
        'this source has no url; write for example url: "http://127.0.0.1:9093"',
      );
    return null;
  }
  const url = readAddress(text);
  if (!url.ok) {
    reading.error(node, url.error);
    return null;
  }
  if (
    auth.kind !== 'none' &&
    url.value.startsWith('http://') &&
    !/^http:\/\/(127\.|localhost[:/]?|\[::1\])/.test(url.value)
  ) {
    reading.warn(
      node,
      `the secret of this source travels readable over http; use https where the server can`,
    );
  }
  if (caFile !== '' && url.value.startsWith('http://'))
    reading.warn(fields.at('caFile'), '"caFile" has no effect on an http address');
  return {
    id,
    type: 'alertmanager',
    url: url.value,
    every,
    resolveAfter,
    blindAfter,
    acknowledge: acknowledge ?? SOURCE_DEFAULTS.acknowledge,
    silenceFor,
    auth,
    caFile,
  };
}

function readAuth(reading: Reading, fields: Fields): SourceAuth {
  const kind = readChoice(reading, fields, 'auth', ['none', 'basic', 'bearer'] as const, 'none');
  const node = fields.get('username');
  const username = reading.text(node, 'a username') ?? '';
  if (kind === 'basic') {
    if (username === '')
      reading.error(
        fields.at('username'),
        'auth: basic needs a username; the password is entered in the app and kept in the keychain',
      );
    if (username.includes(':')) reading.error(node, 'a username for basic auth cannot hold a ":" (RFC 7617)');
    return { kind, username };
  }
  if (username !== '') reading.warn(fields.at('username'), '"username" has no effect without "auth: basic"');
  return { kind: kind ?? 'none' };
}
