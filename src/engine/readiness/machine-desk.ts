import type { ShellMachine } from '../../contract/readiness/readiness-views';
import type { MachineFacts } from '../../core/readiness/facts';
import { type Duration, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock } from '../ports';
import { readMachine } from './machine/read-machine';

/** What the machine says of itself: asked now and then, and when somebody looks. */
export type MachineDesk = {
  /** As it was read last; null before the first time. */
  current(): MachineFacts | null;
  /** Reads it anew, unless that was done a moment ago. Never rejects. */
  look(): Promise<void>;
  /** The shell says what only it knows. */
  told(shell: ShellMachine): void;
  stop(): void;
};

/** Arming and the first pages come before this. */
const FIRST: Duration = 20 * SECOND;
/** It starts a dozen small programs: a battery is to last. */
const EVERY: Duration = 10 * MINUTE;
const MOMENT: Duration = SECOND;

export function openMachineDesk(
  clock: Clock,
  changed: () => void,
  read: (at: Instant) => Promise<MachineFacts> = (at) => readMachine(at),
): MachineDesk {
  let facts: MachineFacts | null = null;
  let shell: ShellMachine | null = null;
  let reading: Promise<void> | null = null;
  let stopped = false;
  let timer = setTimeout(tick, FIRST);
  timer.unref();

  function tick(): void {
    void look().then(() => {
      if (stopped) return;
      timer = setTimeout(tick, EVERY);
      timer.unref();
    });
  }

  function look(): Promise<void> {
    if (facts && Math.abs(clock.now() - facts.at) < MOMENT) return Promise.resolve();
    reading ??= read(clock.now())
      .then((found) => {
        facts = found;
        if (!stopped) changed();
      })
      .catch(() => undefined)
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  return {
    current: () => facts && (shell ? withShell(facts, shell) : facts),
    look,
    told(said) {
      const before = JSON.stringify(shell);
      shell = said;
      if (JSON.stringify(said) !== before) changed();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** What Electron knows fills what could not be read, and says no where it knows better. */
function withShell(facts: MachineFacts, shell: ShellMachine): MachineFacts {
  const { notifications, network, power, sleep } = facts;
  return {
    ...facts,
    ownSound: shell.sound,
    notifications:
      shell.notifications || (notifications.known && !notifications.value.can)
        ? notifications
        : { known: true, value: { can: false, says: 'this system shows no notifications' } },
    network: shell.online
      ? network
      : { known: true, value: { up: false, says: 'the system says that there is no network' } },
    power: power.known
      ? { known: true, value: { ...power.value, plugged: power.value.charge === null || !shell.onBattery } }
      : { known: true, value: { plugged: !shell.onBattery, charge: null } },
    sleep: sleep.known && shell.blocked ? { known: true, value: { ...sleep.value, blocked: true } } : sleep,
  };
}
