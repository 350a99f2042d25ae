import { Notification, net, powerMonitor, powerSaveBlocker } from 'electron';
import type { ShellMachine } from '../../contract/readiness/readiness-views';

/** What Electron alone knows of the machine; programs of the system tell the engine the rest (docs/readiness.md). */
export type MachineWatch = {
  /** A setting changed. */
  look(): void;
  stop(): void;
};

/** Electron tells no change of the network here, so it is looked at so often; nothing is sent while nothing changes. */
const EVERY_MS = 15_000;
/** Ids are given out from 1 on; nobody holds more than a few. */
const MOST_BLOCKERS = 8;

/**
 * Tells what is so now, and whenever that changes.
 * @param sound Watchbill's own sound setting, asked anew each time
 */
export function watchMachine(sound: () => 'on' | 'off', tell: (machine: ShellMachine) => void): MachineWatch {
  let told = '';
  const look = (): void => {
    const machine: ShellMachine = {
      online: net.isOnline(),
      onBattery: powerMonitor.isOnBatteryPower(),
      blocked: isKeptAwake(),
      notifications: Notification.isSupported(),
      sound: sound(),
    };
    const print = JSON.stringify(machine);
    if (print === told) return;
    told = print;
    tell(machine);
  };
  const timer = setInterval(look, EVERY_MS);
  powerMonitor.on('on-ac', look);
  powerMonitor.on('on-battery', look);
  powerMonitor.on('resume', look);
  look();
  return {
    look,
    stop() {
      clearInterval(timer);
      powerMonitor.off('on-ac', look);
      powerMonitor.off('on-battery', look);
      powerMonitor.off('resume', look);
    },
  };
}

function isKeptAwake(): boolean {
  for (let id = 0; id < MOST_BLOCKERS; id++) if (powerSaveBlocker.isStarted(id)) return true;
  return false;
}
