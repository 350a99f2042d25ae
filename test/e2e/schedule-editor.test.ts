import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, startApp, type TestApp } from '../helpers/desktop-app';

/** The schedule editor and the team's screens in the real app: file, engine and window together (issue 3, points 1, 5, 6). */
const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
  - { id: linus, name: Linus Roy, timeZone: Asia/Kolkata }
schedules:
  # The one that pages.
  - id: primary
    name: Primary
    layers:
      - { id: weekly, people: [ada, grace, linus], start: 2026-01-05T09:00, turn: 1 week } # agreed in January
`;

let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let file: string;
const errors: string[] = [];

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  const folder = join(desktop.folder, 'team');
  mkdirSync(folder);
  file = join(folder, 'watchbill.yaml');
  writeFileSync(file, TEAM);
  app = await startApp(desktop, { args: [`--team=${folder}`, '--me=ada'] });
  page = await app.main();
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.locator('.strip-sentence').waitFor();
});

afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});

const yaml = () => readFileSync(file, 'utf8');
const primary = async () => {
  // Out of the field: the keys are for the window.
  if (await page.evaluate(() => document.activeElement?.matches('input, select') ?? false))
    await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const all = page.getByRole('button', { name: 'All schedules' });
  if (await all.isVisible()) await all.click();
  await page.getByRole('heading', { name: 'Schedules', level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Primary/ }).click();
  await page.getByRole('list', { name: 'Weeks' }).waitFor();
};
const saved = () => page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'hidden' });
const turns = () => page.locator('.turn .person-name').allTextContents();

describe('the schedule editor', () => {
  it('puts people in another order by keyboard alone, says who changes, and keeps comments in the file', async () => {
    await primary();
    await page.getByRole('button', { name: 'Move Ada Okafor, turn 1', exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await turns()).toEqual(['Grace Lindt', 'Ada Okafor', 'Linus Roy']);
    await page.getByRole('list', { name: 'Changes' }).waitFor();
    expect(await page.locator('.preview-summary').textContent()).toContain('Ada Okafor');
    expect(yaml()).toBe(TEAM);
    await page.keyboard.press('Control+s');
    await until('the file is written', () => yaml() !== TEAM);
    expect(yaml()).toContain('people: [grace, ada, linus]');
    expect(yaml()).toContain('# The one that pages.');
    expect(yaml()).toContain('# agreed in January');
    await page.getByText('As it stands in the team file.').waitFor();
  });

  it('puts them in another order by dragging', async () => {
    await primary();
    const from = await page
      .getByRole('button', { name: 'Move Linus Roy, turn 3', exact: true })
      .boundingBox();
    const to = await page
      .getByRole('button', { name: 'Move Grace Lindt, turn 1', exact: true })
      .boundingBox();
    if (!from || !to) throw new Error('the turns are not laid out');
    await page.mouse.move(from.x + 5, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, to.y + 20, { steps: 8 });
    await page.mouse.move(from.x + 5, to.y + 4, { steps: 4 });
    await page.mouse.up();
    expect(await turns()).toEqual(['Linus Roy', 'Grace Lindt', 'Ada Okafor']);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    expect(await turns()).toEqual(['Grace Lindt', 'Ada Okafor', 'Linus Roy']);
  });

  it('keeps what is half typed over a broken team file, says its line, and saves once it is mended', async () => {
    await primary();
    await page.getByRole('textbox', { name: 'Turn: how many' }).fill('2');
    const good = yaml();
    writeFileSync(file, good.replace('people: [grace, ada, linus]', 'people: [grcae, ada, linus]'));
    await page.getByText('Saving is off:').waitFor();
    expect(await page.locator('.file-trouble').textContent()).toContain('line 13:');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    await primary();
    expect(await page.getByRole('textbox', { name: 'Turn: how many' }).inputValue()).toBe('2');
    writeFileSync(file, good);
    await page.getByText('Saving is off:').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Save/ }).click();
    await until('the turn is written', () => yaml().includes('turn: 2 weeks'));
    // Written, and looked at once more: only then it is said to be saved.
    await saved();
  });

  it('does not write over what an editor wrote meanwhile', async () => {
    await primary();
    await page.getByRole('textbox', { name: 'Turn: how many' }).fill('3');
    writeFileSync(file, yaml().replace('name: Primary', 'name: Prime'));
    await page.getByText('Somebody changed this schedule in the team file').waitFor();
    await page.getByRole('button', { name: 'Take the file’s' }).click();
    expect(await page.getByRole('textbox', { name: 'Turn: how many' }).inputValue()).toBe('2');
    writeFileSync(file, yaml().replace('name: Prime', 'name: Primary'));
    await page.getByRole('heading', { name: 'Primary', level: 1 }).waitFor();
  });

  it('begins a new one from a common start', async () => {
    await page.getByRole('button', { name: 'All schedules' }).click();
    await page.getByRole('button', { name: 'New schedule' }).click();
    await page.getByRole('button', { name: /^Follow the sun/ }).click();
    await page.getByText('Not in the team file yet.').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: /^Follow the sun/ }).waitFor();
    expect(yaml()).toContain('id: follow-the-sun');
    const who = await ask(page, 'rota.who', {});
    expect(who.map(({ schedule }) => schedule)).toEqual(['primary', 'follow-the-sun']);
    expect(who[1]?.person).not.toBeNull();
  });
});

describe('calendars', () => {
  it('gives a feed that answers with the schedule', async () => {
    await primary();
    await page.getByRole('button', { name: 'Calendar file' }).click();
    const feed = (await page.locator('.export-feed').textContent()) ?? '';
    expect(feed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    const answer = await fetch(feed);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('BEGIN:VEVENT');
    await page.keyboard.press('Escape');
  });

  it('imports a calendar from a file as a layer, shown before it is written', async () => {
    await page.getByRole('button', { name: 'All schedules' }).click();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'duty.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(
        [
          'BEGIN:VCALENDAR',
          'VERSION:2.0',
          'PRODID:-//test//duty//EN',
          'BEGIN:VEVENT',
          'UID:1@example.com',
          'DTSTAMP:20260101T000000Z',
          'DTSTART:20270104T090000Z',
          'DTEND:20270111T090000Z',
          'SUMMARY:Grace Lindt',
          'END:VEVENT',
          'END:VCALENDAR',
          '',
        ].join('\r\n'),
      ),
    });
    await page.getByRole('button', { name: 'Show what it would bring' }).click();
    await page.getByRole('region', { name: 'What it would bring' }).waitFor();
    const before = yaml();
    await page.getByRole('button', { name: 'Write it into the team file' }).click();
    await until('the layer is written', () => yaml() !== before);
    expect(yaml()).toMatch(/calendar: .*\.ics/);
  });
});

describe('the team', () => {
  it('takes an absence and a note for the next one', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('button', { name: /add an absence of Grace/ }).click();
    await page.getByRole('textbox', { name: 'Why' }).fill('Dentist');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Absences of Grace Lindt' }).getByText('Dentist').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('handover');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Write a note for the next one' }).fill('Mind the queue');
    await page.keyboard.press('Control+Enter');
    await page.locator('.handover-note', { hasText: 'Mind the queue' }).waitFor();
    const schedule = await page.getByRole('combobox', { name: 'Schedule' }).inputValue();
    const { notes } = await ask(page, 'handover.get', { schedule });
    expect(notes.map(({ text, by }) => [by.id, text])).toEqual([['ada', 'Mind the queue']]);
    await page.keyboard.press('Escape');
  });

  it('says how the folder is shared', async () => {
    await page.getByRole('radio', { name: 'Sharing' }).click();
    await page.getByText(/^A plain folder\. Whatever keeps it in step/).waitFor();
    await page.getByRole('list', { name: 'Desktops' }).getByText('Ada Okafor').first().waitFor();
    expect((await ask(page, 'sync.get', {})).logTrouble).toBe('');
  });

  it('complained of nothing', () => {
    expect(errors).toEqual([]);
  });
});
