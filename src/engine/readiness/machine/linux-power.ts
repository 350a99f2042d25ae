import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachineFacts } from '../../../core/readiness/facts';
import { SECOND } from '../../../core/time/duration';
import type { Probe } from './probe';

const SUPPLIES = '/sys/class/power_supply';
const GNOME = 'org.gnome.settings-daemon.plugins.power';

/** Plugged in or not, by the kernel. @param folder for tests */
export async function linuxPower(folder = SUPPLIES): Promise<MachineFacts['power']> {
  const supplies = await readdir(folder).catch(() => []);
  const read = (supply: string, what: string) =>
    readFile(join(folder, supply, what), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  let online: boolean | null = null;
  let charge: number | null = null;
  let discharging = false;
  for (const supply of supplies) {
    const [type, scope] = await Promise.all([read(supply, 'type'), read(supply, 'scope')]);
    // The battery of a mouse is none of ours.
    if (scope === 'Device') continue;
    if (type === 'Mains' || type === 'USB')
      online = online === true || (await read(supply, 'online')) === '1';
    if (type !== 'Battery') continue;
    const capacity = Number(await read(supply, 'capacity'));
    if (Number.isFinite(capacity) && capacity > 0) charge = Math.min(1, capacity / 100);
    discharging ||= (await read(supply, 'status')) === 'Discharging';
  }
  // A machine without a battery runs on mains.
  if (charge === null) return { known: true, value: { plugged: true, charge: null } };
  return { known: true, value: { plugged: online ?? !discharging, charge } };
}

/** After how long of rest it sleeps by itself, where the desktop says so, and whether a program keeps it awake. */
export async function linuxSleep(probe: Probe): Promise<MachineFacts['sleep']> {
  const [plugged, battery, blocked] = await Promise.all([
    gnomeSleep(probe, 'ac'),
    gnomeSleep(probe, 'battery'),
    isBlocked(probe),
  ]);
  if (plugged === undefined || battery === undefined)
    return { known: false, why: 'cannot be read on this desktop; look into its power settings' };
  return { known: true, value: { plugged, battery, blocked } };
}

/** undefined: cannot be read; null: never. */
async function gnomeSleep(probe: Probe, on: 'ac' | 'battery'): Promise<number | null | undefined> {
  const [type, timeout] = await Promise.all([
    probe('gsettings', 'get', GNOME, `sleep-inactive-${on}-type`),
    probe('gsettings', 'get', GNOME, `sleep-inactive-${on}-timeout`),
  ]);
  if (!type.ok || !timeout.ok || !/^\d{1,9}$/.test(timeout.text)) return undefined;
  const sleeps = /^'(suspend|hibernate|shutdown)'$/.test(type.text) && timeout.text !== '0';
  return sleeps ? Number(timeout.text) * SECOND : null;
}

/** Somebody holds a lock that blocks sleep or idleness; one that only delays sleep keeps nothing awake. */
async function isBlocked(probe: Probe): Promise<boolean> {
  const said = await probe('systemd-inhibit', '--list', '--no-legend', '--no-pager');
  if (!said.ok) return false;
  return said.text.split('\n').some((line) => /\b(sleep|idle)\b.*\bblock\s*$/.test(line));
}
