import { LOCAL_SOURCE } from '../../core/kernel/ids';
import type { Team } from '../../core/team/team';
import { OWN_HEARTBEAT_SECRET } from '../heartbeats/own-settings';
import type { Secrets } from '../ports';

/**
 * Every secret of this desktop that an export must not hold: of the sources, of the senders, of the feed, and of
 * somebody's own channels.
 * @param ofChannels their names
 */
export async function knownSecrets(
  secrets: Secrets,
  team: Team,
  ofChannels: readonly string[] = [],
): Promise<string[]> {
  const names = [
    `token:${LOCAL_SOURCE}`,
    'feed:calendar',
    OWN_HEARTBEAT_SECRET,
    ...ofChannels,
    ...team.sources.flatMap(({ id }) => [`source:${id}`, `token:${id}`]),
  ];
  const values: string[] = [];
  for (const name of names) {
    // A keychain that is locked gives none; what it holds was never written anywhere either.
    const value = await secrets.get(name).catch(() => null);
    if (value) values.push(value);
  }
  return values;
}
