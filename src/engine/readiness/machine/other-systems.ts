import type { MachineFacts } from '../../../core/readiness/facts';
import { MINUTE } from '../../../core/time/duration';
import type { Probe } from './probe';

type Told = Pick<MachineFacts, 'notifications' | 'doNotDisturb' | 'sound' | 'power' | 'sleep'>;

const NOT_READ = 'it cannot be read here';
const unread = (why = NOT_READ) => ({ known: false, why }) as const;

/** macOS tells volume, power and sleep; who may notify, and Focus, only to its own settings. */
export async function macMachine(probe: Probe): Promise<Told> {
  const [volume, battery, custom] = await Promise.all([
    probe('osascript', '-e', 'get volume settings'),
    probe('pmset', '-g', 'batt'),
    probe('pmset', '-g', 'custom'),
  ]);
  const loud = volume.ok ? /output volume:(\d+|missing value)/.exec(volume.text)?.[1] : undefined;
  const muted = volume.ok ? /output muted:(true|false)/.exec(volume.text)?.[1] : undefined;
  const source = battery.ok ? /'(AC|Battery|UPS) Power'/.exec(battery.text)?.[1] : undefined;
  const charge = battery.ok ? /(\d{1,3})%/.exec(battery.text)?.[1] : undefined;
  const [onBattery, onMains] = custom.ok ? [sleepOf(custom.text, 'Battery'), sleepOf(custom.text, 'AC')] : [];
  return {
    notifications: unread('macOS tells only its own settings whether Watchbill may notify: look there'),
    doNotDisturb: unread('macOS tells no program whether a Focus is on'),
    sound:
      loud === undefined
        ? unread()
        : {
            known: true,
            value: {
              device: 'The output',
              muted: muted === 'true',
              // Some outputs have no volume of their own.
              volume: loud === 'missing value' ? null : Number(loud) / 100,
            },
          },
    power:
      source === undefined
        ? unread()
        : {
            known: true,
            value: { plugged: source === 'AC', charge: charge === undefined ? null : Number(charge) / 100 },
          },
    sleep:
      onMains === undefined
        ? unread('cannot be read here')
        : { known: true, value: { plugged: onMains, battery: onBattery ?? onMains, blocked: false } },
  };
}

/** Minutes in a section of `pmset -g custom`; 0 is never. undefined: not told. */
function sleepOf(text: string, section: 'AC' | 'Battery'): number | null | undefined {
  const part = text.split(/^(?=\w+ Power:)/m).find((each) => each.startsWith(`${section} Power:`));
  const minutes = part === undefined ? undefined : /^\s+sleep\s+(\d+)/m.exec(part)?.[1];
  if (minutes === undefined) return undefined;
  return minutes === '0' ? null : Number(minutes) * MINUTE;
}

const TOASTS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\PushNotifications';

/** Windows tells whether toasts are on at all; Focus assist, volume and mute only through interfaces that we have not. */
export async function windowsMachine(probe: Probe): Promise<Told> {
  const toasts = await probe('reg', 'query', TOASTS, '/v', 'ToastEnabled');
  // Without the value they are on.
  const off = toasts.ok && /ToastEnabled\s+REG_DWORD\s+0x0\b/.test(toasts.text);
  return {
    notifications: off
      ? { known: true, value: { can: false, says: 'notifications are off in the settings of Windows' } }
      : unread(
          'Windows does not say whether Watchbill may notify; notifications as a whole are not switched off',
        ),
    doNotDisturb: unread('Windows tells no program of ours whether Do not disturb is on'),
    sound: unread('Windows tells no program of ours whether it is muted: a practice page proves it'),
    power: unread(),
    sleep: unread('cannot be read here'),
  };
}
