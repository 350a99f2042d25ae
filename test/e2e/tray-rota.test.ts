import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { utcWall } from '../helpers/rota-team';
import { type TrayItem, trayShown } from '../helpers/tray';

/** Who is on call, in the tray as a panel sees it and in the strip: handoffs and gaps are followed without a click. */
const SECOND = 1000;
const HOUR = 3_600_000;
/** How long before a handoff it is written down: time to see who is on call before it, on a machine that is busy. */
const AHEAD = 5 * SECOND;

let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let folder: string;
let tray: TrayItem;

beforeAll(async () => {
  desktop = await startDesktop({ tray: true, notifications: false });
  folder = makeTeam(desktop);
  app = await startApp(desktop, { args: [`--team=${folder}`, '--me=ada'] });
  page = await app.main();
  await page.locator('.strip-sentence').waitFor();
  tray = await trayShown(desktop);
});

afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});

const labels = () => tray.labels();
const picture = () => tray.property('IconPixmap');
/** The picture once it has settled: the panel is told of it a moment after the menu. */
const settled = async () => {
  let seen = picture();
  await until('a settled picture', async () => {
    const before = seen;
    await sleep(400);
    seen = picture();
    return seen === before;
  });
  return seen;
};
const sentence = () => page.locator('.strip-sentence').textContent();

/** Writes the team file as an editor does: whole. @param schedules the list under `schedules:` */
function write(schedules: string): void {
  const file = join(folder, 'watchbill.yaml');
  writeFileSync(
    `${file}.new`,
    `watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
  - { id: linus, name: Linus Roy }
schedules:
${schedules}
`,
  );
  renameSync(`${file}.new`, file);
}

/** All that the tray and the strip say, once each of them says it. */
async function everywhere(words: {
  menu: readonly RegExp[];
  sentence: RegExp;
  patience?: number;
}): Promise<void> {
  const { menu, patience = 10 * SECOND } = words;
  await until(
    `the tray's menu with ${menu.join(', ')}`,
    () => {
      const seen = labels();
      return menu.every((line) => seen.some((label) => line.test(label ?? '')));
    },
    patience,
  );
  await until('the tooltip', () => words.sentence.test(tray.tooltip()), 3_000);
  await until('the strip', async () => words.sentence.test((await sentence()) ?? ''), 3_000);
}

/**
 * Writes down that whoever has primary has it for a few seconds more, and sees that it is in force before they are over.
 * @returns when they are over, and the picture until then
 */
async function soon(
  write: (at: number) => void,
  now: Parameters<typeof everywhere>[0],
): Promise<{ at: number; shape: string }> {
  for (let ahead = AHEAD; ; ahead *= 2) {
    const at = Math.ceil(Date.now() / SECOND) * SECOND + ahead;
    write(at);
    await until('what was written to be in force', async () => {
      const who = await ask(page, 'rota.who', {});
      return who.some((duty) => duty.schedule === 'primary' && duty.until === at) || Date.now() >= at;
    });
    if (Date.now() >= at) continue;
    await everywhere(now);
    const shape = await settled();
    if (Date.now() < at) return { at, shape };
  }
}

describe('the tray and the strip', () => {
  it('follow handoffs and a gap by themselves, and say who else is on call', async () => {
    // Ada until the handoff, then Grace, then nobody, then Ada again; Linus has the other schedule all the time.
    const turns = (handoff: number, gap: number, back: number): void =>
      write(`  - id: primary
    name: Primary
    layers:
      - { id: first, people: [ada, grace], start: ${utcWall(handoff - 24 * HOUR)}, turn: 24 hours, until: ${utcWall(gap)} }
      - { id: later, people: [ada], start: ${utcWall(back)}, turn: 24 hours }
  - id: secondary
    name: Secondary
    layers:
      - { id: always, people: [linus], start: 2026-01-05T09:00, turn: 1 week }`);

    const { at: handoff, shape: onCall } = await soon((at) => turns(at, at + HOUR, at + 2 * HOUR), {
      menu: [/^You are on call until /, /^Secondary: Linus Roy$/],
      sentence: /You are on call for Primary until /,
    });
    expect(labels().some((label) => label?.startsWith('Primary:'))).toBe(false);
    const grace = {
      menu: [/^You are not on call$/, /^Primary: Grace Lindt until /, /^Secondary: Linus Roy$/],
      sentence: /You are not on call: Grace Lindt is for Primary until /,
    };
    await everywhere({ ...grace, patience: handoff - Date.now() + 5 * SECOND });
    expect(Date.now()).toBeGreaterThanOrEqual(handoff);
    await until('another shape', () => picture() !== onCall, 3_000);

    const { at: gap } = await soon((at) => turns(handoff, at, at + HOUR), grace);
    const nobody = {
      menu: [/^You are not on call$/, /^Primary: nobody is on call until /, /^Secondary: Linus Roy$/],
      sentence: /Nobody is on call for Primary\./,
    };
    await everywhere({ ...nobody, patience: gap - Date.now() + 5 * SECOND });
    expect(Date.now()).toBeGreaterThanOrEqual(gap);

    const { at: back } = await soon((at) => turns(handoff, gap, at), nobody);
    await everywhere({
      menu: [/^You are on call$/, /^Secondary: Linus Roy$/],
      sentence: /You are on call for Primary\./,
      patience: back - Date.now() + 5 * SECOND,
    });
    expect(Date.now()).toBeGreaterThanOrEqual(back);
    await until('the first shape', () => picture() === onCall, 3_000);
  });

  it('say it when somebody takes the pager, and lead to the calendar', async () => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    await ask(page, 'override.make', {
      schedule: 'secondary',
      person: 'ada',
      start: now,
      end: now + HOUR,
      reason: 'Linus sits in a train',
    });
    await everywhere({
      menu: [/^You are on call$/],
      sentence: /You are on call for Primary, Secondary/,
      patience: 5 * SECOND,
    });
    expect(labels().some((label) => label?.startsWith('Secondary:'))).toBe(false);
    await ask(page, 'override.make', {
      schedule: 'secondary',
      person: 'grace',
      start: now,
      end: now + HOUR,
      reason: 'Grace has time',
    });
    await until('Grace in the menu', () =>
      labels().some((label) => label?.startsWith('Secondary: Grace Lindt')),
    );
    tray.click('Secondary: Grace Lindt');
    await page.locator('.rail-button[aria-current="page"]', { hasText: 'Calendar' }).waitFor();
  });
});
