import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineFacts } from '../../../core/readiness/facts';
import type { Probe } from './probe';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

type Told = Pick<MachineFacts, 'notifications' | 'doNotDisturb'>;

/** Who shows notifications on this session, and whether they hold them back. Starts nobody. */
export async function linuxNotifications(probe: Probe, env: NodeJS.ProcessEnv = process.env): Promise<Told> {
  // Asked without a bus, gdbus would start one that nobody ends.
  if (!hasBus(env)) {
    const why = 'there is no session bus here, so notifications have nowhere to go';
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return unread('there is no desktop session here');
    return {
      notifications: { known: true, value: { can: false, says: why } },
      doNotDisturb: { known: false, why },
    };
  }
  const owner = await busCall(probe, 'org.freedesktop.DBus.GetNameOwner', NAME);
  if (!owner.ok && owner.missing) return unread('gdbus is not installed, so the session bus cannot be asked');
  if (!owner.ok) {
    if (!/NameHasNoOwner|does not exist/i.test(owner.why)) {
      const why = `the session bus does not answer (${owner.why})`;
      return {
        notifications: { known: true, value: { can: false, says: why } },
        doNotDisturb: { known: false, why },
      };
    }
    return absent(await activatable(probe));
  }
  const server = await probe(
    'gdbus',
    'call',
    '--session',
    '--timeout',
    '1',
    '--dest',
    NAME,
    '--object-path',
    PATH,
    '--method',
    `${NAME}.GetServerInformation`,
  );
  if (!server.ok) {
    const why = `the notification service does not answer (${server.why})`;
    return {
      notifications: { known: true, value: { can: false, says: why } },
      doNotDisturb: { known: false, why },
    };
  }
  const name = /^\('([^']{1,60})'/.exec(server.text)?.[1] ?? 'a notification service';
  return {
    notifications: { known: true, value: { can: true, says: `${name} shows them` } },
    doNotDisturb: await doNotDisturb(probe, name),
  };
}

function hasBus(env: NodeJS.ProcessEnv): boolean {
  if (env['DBUS_SESSION_BUS_ADDRESS']) return true;
  return existsSync(join(env['XDG_RUNTIME_DIR'] || '/nonexistent', 'bus'));
}

function busCall(probe: Probe, method: string, argument: string) {
  return probe(
    'gdbus',
    'call',
    '--session',
    '--timeout',
    '1',
    '--dest',
    'org.freedesktop.DBus',
    '--object-path',
    '/org/freedesktop/DBus',
    '--method',
    method,
    argument,
  );
}

/** A bus may start the service with the first notification. */
async function activatable(probe: Probe): Promise<boolean> {
  const names = await probe(
    'gdbus',
    'call',
    '--session',
    '--timeout',
    '1',
    '--dest',
    'org.freedesktop.DBus',
    '--object-path',
    '/org/freedesktop/DBus',
    '--method',
    'org.freedesktop.DBus.ListActivatableNames',
  );
  return names.ok && names.text.includes(`'${NAME}'`);
}

function absent(comes: boolean): Told {
  if (comes) {
    const why = 'no notification service runs yet; the first notification starts one';
    return {
      notifications: { known: true, value: { can: true, says: why } },
      doNotDisturb: { known: false, why },
    };
  }
  const says = 'no notification service runs on this desktop';
  return {
    notifications: { known: true, value: { can: false, says } },
    doNotDisturb: { known: false, why: says },
  };
}

function unread(why: string): Told {
  return { notifications: { known: false, why }, doNotDisturb: { known: false, why } };
}

/** Each desktop has a switch of its own; the one of whoever shows notifications is asked. */
async function doNotDisturb(probe: Probe, server: string): Promise<MachineFacts['doNotDisturb']> {
  if (/^dunst$/i.test(server)) return paused(probe);
  if (/gnome|cinnamon|budgie/i.test(server)) return showBanners(probe);
  return inhibited(probe, server);
}

async function paused(probe: Probe): Promise<MachineFacts['doNotDisturb']> {
  let said = await probe('dunstctl', 'is-paused');
  if (!said.ok && said.missing) said = await property(probe, 'org.dunstproject.cmd0', 'paused');
  const on = readTruth(said.ok ? said.text : '');
  if (on === null) return { known: false, why: `dunst does not say whether it is paused` };
  return { known: true, value: { on, says: on ? 'dunst is paused' : 'dunst is not paused' } };
}

async function showBanners(probe: Probe): Promise<MachineFacts['doNotDisturb']> {
  const said = await probe('gsettings', 'get', 'org.gnome.desktop.notifications', 'show-banners');
  const shown = readTruth(said.ok ? said.text : '');
  if (shown === null) return { known: false, why: 'the desktop does not say whether banners are shown' };
  return {
    known: true,
    value: { on: !shown, says: shown ? 'banners are shown' : 'do not disturb is on' },
  };
}

/** KDE Plasma, by its extension of the specification. */
async function inhibited(probe: Probe, server: string): Promise<MachineFacts['doNotDisturb']> {
  const said = await property(probe, NAME, 'Inhibited');
  const on = readTruth(said.ok ? said.text : '');
  if (on === null) return { known: false, why: `${server} has no way to say whether it disturbs` };
  return { known: true, value: { on, says: on ? 'do not disturb is on' : 'do not disturb is off' } };
}

function property(probe: Probe, from: string, name: string) {
  return probe(
    'gdbus',
    'call',
    '--session',
    '--timeout',
    '1',
    '--dest',
    NAME,
    '--object-path',
    PATH,
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    from,
    name,
  );
}

/** `true`, `false`, or as gdbus prints a variant: `(<true>,)`. */
function readTruth(text: string): boolean | null {
  const m = /^\(?<?(true|false)>?,?\)?$/.exec(text);
  return m ? m[1] === 'true' : null;
}
