import { networkInterfaces } from 'node:os';
import type { MachineFacts } from '../../../core/readiness/facts';
import type { Instant } from '../../../core/time/instant';
import { linuxNotifications } from './linux-notifications';
import { linuxPower, linuxSleep } from './linux-power';
import { linuxSound } from './linux-sound';
import { macMachine, windowsMachine } from './other-systems';
import { makeProbe, type Probe } from './probe';

/** What the system under us tells a program without rights of its own. Never throws; two seconds a question at the most. */
export async function readMachine(
  at: Instant,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<MachineFacts> {
  return { at, network: network(), ownSound: null, ...(await ofSystem(platform, makeProbe(env), env)) };
}

async function ofSystem(
  platform: NodeJS.Platform,
  probe: Probe,
  env: NodeJS.ProcessEnv,
): Promise<Omit<MachineFacts, 'at' | 'network' | 'ownSound'>> {
  if (platform === 'darwin') return macMachine(probe);
  if (platform === 'win32') return windowsMachine(probe);
  const [shown, sound, power, sleep] = await Promise.all([
    linuxNotifications(probe, env),
    linuxSound(probe),
    linuxPower(),
    linuxSleep(probe),
  ]);
  return { ...shown, sound, power, sleep };
}

/** An address of our own is no proof of a way out, but without one there is none. */
function network(): MachineFacts['network'] {
  const names = Object.entries(networkInterfaces())
    .filter(([, addresses]) =>
      addresses?.some(({ internal, address }) => !internal && !/^fe80:/i.test(address)),
    )
    .map(([name]) => name);
  return {
    known: true,
    value:
      names.length > 0
        ? { up: true, says: `it is up (${names.slice(0, 3).join(', ')})` }
        : { up: false, says: 'this machine has no address on any network' },
  };
}
