import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ensureRuntime } from '../../scripts/setup/runtime.mjs';
import type { Answer, Bridge, CallName, Input, Output } from '../../src/contract/bridge';
import { type TestDesktop, until } from './desktop';

export type TestApp = {
  readonly electron: ElectronApplication;
  readonly data: string;
  readonly pid: number;
  /** The main window's page, once it is there. */
  main(): Promise<Page>;
  /** The pop-up's page; it exists from the start, hidden. */
  popup(): Promise<Page>;
  /** Ends it as a person would; kills it when it does not end. */
  close(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
};

export type AppWishes = {
  readonly args?: readonly string[];
  /** Folder of settings and data; default one of the desktop's. Given again, the app finds what it left. */
  readonly data?: string;
  readonly env?: NodeJS.ProcessEnv;
};

/** Root of the app that is tested: the repository, or where a built copy stands. */
export const appRoot = process.env.WATCHBILL_APP ?? resolve(import.meta.dirname, '../..');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export async function electronBinary(): Promise<string> {
  return process.env.WATCHBILL_ELECTRON ?? (await ensureRuntime()).binary;
}

/** Command line of the app, without Playwright. */
export async function appCommand(args: readonly string[]): Promise<[string, string[]]> {
  return [await electronBinary(), [...asRoot, appRoot, ...args]];
}

/** Starts the real app on a desktop. */
export async function startApp(desktop: TestDesktop, wishes: AppWishes = {}): Promise<TestApp> {
  const data = wishes.data ?? join(desktop.folder, `data-${Math.random().toString(36).slice(2)}`);
  const launch = async (timeout: number) =>
    await _electron.launch({
      executablePath: await electronBinary(),
      args: [...asRoot, appRoot, `--data=${data}`, ...(wishes.args ?? [])],
      env: stringsOf({ ...desktop.env, ...wishes.env }),
      timeout,
    });
  // Playwright now and then waits for ever for a window it has attached to; the app itself is well then.
  const electron = await launch(15_000).catch(() => launch(40_000));
  askTwice(electron);
  keepAnswers(electron);
  const child = electron.process();
  const pid = child.pid as number;
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  const truthful = new WeakSet<Page>();
  const windowAt = async (file: string): Promise<Page> => {
    const find = () => electron.windows().find((page) => page.url().includes(file));
    await until(`window ${file}`, () => find() !== undefined, 20_000);
    const page = find() as Page;
    await page.waitForLoadState('load');
    if (!truthful.has(page)) await tellTruthOfFocus(electron, page);
    truthful.add(page);
    return page;
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await gone;
  };
  desktop.atEnd(kill);
  return {
    electron,
    data,
    pid,
    main: () => windowAt('index.html'),
    popup: () => windowAt('popup.html'),
    kill,
    close: async () => {
      const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await electron.evaluate(({ app }) => app.quit()).catch(() => {});
      await gone;
      clearTimeout(timer);
    },
  };
}

/** On a busy machine the inspector now and then collects the promise of an answer before it is read: asked once more. */
function askTwice(electron: ElectronApplication): void {
  const evaluate = electron.evaluate.bind(electron) as (...all: unknown[]) => Promise<unknown>;
  const again = (...all: unknown[]) =>
    evaluate(...all).catch((error: unknown) => {
      if (String(error).includes('promise was garbage collected')) return evaluate(...all);
      throw error;
    });
  Object.assign(electron, { evaluate: again });
}

/** Playwright makes every page believe that it has the keyboard; what the pop-up does hangs on whether it has. */
async function tellTruthOfFocus(electron: ElectronApplication, page: Page): Promise<void> {
  const session = await electron.context().newCDPSession(page);
  // A session takes back only what it has asked for itself.
  for (const enabled of [true, false]) await session.send('Emulation.setFocusEmulationEnabled', { enabled });
}

/** Makes a team folder with one person, `ada`, on the desktop. */
export function makeTeam(desktop: TestDesktop, more = ''): string {
  const folder = join(desktop.folder, `team-${Math.random().toString(36).slice(2)}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'watchbill.yaml'),
    `watchbill: 1\nteam: Payments\ntimeZone: Europe/London\npeople:\n  - { id: ada, name: Ada Okafor, email: ada@example.com }\nservices:\n  - { id: everything, name: Everything, match: [] }\n${more}`,
  );
  return folder;
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Calls as a screen does. @throws with the words of a refusal */
export async function ask<N extends CallName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await askRaw(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error}`);
  return answer.value as Output<N>;
}

/** As `ask`, for calls that should be refused: any name, any input. */
export async function askRaw(page: Page, name: unknown, input: unknown): Promise<Answer<unknown>> {
  return await page.evaluate(
    ([name, input]) => {
      const { watchbill } = window as unknown as { watchbill: Bridge };
      return watchbill.call(name as CallName, input);
    },
    [name, input] as const,
  );
}

/**
 * Main is so quiet that V8 now and then collects the promise of an answer before Node has looked at it; Playwright says
 * so. Asked again, since nothing that a test asks of main does harm twice.
 */
function keepAnswers(electron: ElectronApplication): void {
  const evaluate = electron.evaluate.bind(electron) as (...args: unknown[]) => Promise<unknown>;
  const again = async (...args: unknown[]): Promise<unknown> => {
    for (let tries = 1; ; tries++) {
      try {
        return await evaluate(...args);
      } catch (error) {
        if (tries === 3 || !/promise was (?:garbage )?collected/i.test(String(error))) throw error;
      }
    }
  };
  electron.evaluate = again as typeof electron.evaluate;
}
