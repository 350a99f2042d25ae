import { resolve } from 'node:path';

/** What somebody asked for on the command line. */
export type Arguments = {
  /** A prepared team with believable history, in a folder of its own. */
  readonly demo: boolean;
  /** Start in the tray, without a window. */
  readonly hidden: boolean;
  /** Folder for everything this desktop keeps, absolute; null for the system's own place. */
  readonly data: string | null;
  /** Team folder, absolute, and who I am in it: both given skip the welcome. */
  readonly team: string | null;
  readonly me: string | null;
  /** Port of the listener; null for the one in the settings. */
  readonly port: number | null;
  /** A `watchbill://…` link that was clicked somewhere. */
  readonly link: string | null;
};

const VALUED = ['data', 'team', 'me', 'port'] as const;
type Valued = (typeof VALUED)[number];

/**
 * Reads the command line; unknown flags (Chromium's and Electron's own) are passed over, of a repeated flag the last
 * one counts. Both `--team x` and `--team=x` are taken. Pure but for resolving relative paths against `cwd`.
 */
export function readArguments(argv: readonly string[], cwd: string = process.cwd()): Arguments {
  const given: Partial<Record<Valued, string>> = {};
  for (const [index, word] of argv.entries()) {
    const name = VALUED.find((each) => word === `--${each}` || word.startsWith(`--${each}=`));
    if (!name) continue;
    const value = word.includes('=') ? word.slice(name.length + 3) : argv[index + 1];
    if (value && !value.startsWith('--')) given[name] = value;
  }
  return {
    demo: argv.includes('--demo'),
    hidden: argv.includes('--hidden'),
    data: given.data ? resolve(cwd, given.data) : null,
    team: given.team ? resolve(cwd, given.team) : null,
    me: given.me ?? null,
    port: readPort(given.port),
    link: argv.findLast((word) => word.toLowerCase().startsWith('watchbill:')) ?? null,
  };
}

function readPort(text: string | undefined): number | null {
  if (!text || !/^\d{1,5}$/.test(text)) return null;
  const port = Number(text);
  return port <= 65535 ? port : null;
}
