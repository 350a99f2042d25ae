import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../src/contract/views/queue';
import {
  answersWithin,
  type Door,
  doorOf,
  escapes,
  popupVisible,
  post,
  watchEscapes,
} from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { badLinks, markup, ODD_TEXT, type RealCase, realCases } from '../helpers/hostile-strings';
import { trayItem } from '../helpers/tray';

/** Everything that senders can write, shown by every screen of the real app (reliability D10, D11, D12, 3.2). */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let popup: Page;
let door: Door;
let server: Server;
let outside: string;
let strings: readonly string[];
let rows: IncidentRow[];
const hits: string[] = [];

type Watching = typeof globalThis & { __probe?: unknown; violations?: string[] };

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.end('window.__probe=1');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  strings = [...markup(outside), ...ODD_TEXT];
  desktop = await startDesktop({ tray: true });
  const team = makeTeam(desktop, 'sources:\n  - { id: hostile, type: push, title: "Hostile" }\n');
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'] });
  page = await app.main();
  popup = await app.popup();
  for (const each of [page, popup])
    await each.evaluate(() => {
      const found: string[] = [];
      (globalThis as Watching).violations = found;
      document.addEventListener('securitypolicyviolation', (event) =>
        found.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
  await watchEscapes(app);
  door = await doorOf(page, 'hostile');
});

afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
  server?.close();
});

/** Nothing ran, nothing left, nothing opened, and the windows still answer. */
async function unharmed(where: string): Promise<void> {
  for (const each of [page, popup]) {
    const found = await each.evaluate(() => ({
      probe: (globalThis as Watching).__probe,
      title: document.title,
      violations: (globalThis as Watching).violations,
      // Text from outside stands in bdi elements: markup in one would be markup that somebody sent.
      markup: [...document.querySelectorAll('bdi *')].map((element) => element.outerHTML.slice(0, 200)),
      foreign: document.querySelectorAll(
        'iframe, object, embed, base, video, meta[http-equiv=refresh], a[href]',
      ).length,
    }));
    expect(found, where).toEqual({
      probe: undefined,
      title: expect.stringMatching(/^Watchbill/),
      violations: [],
      markup: [],
      foreign: 0,
    });
    expect(await answersWithin(each), where).toBeLessThan(100);
  }
  expect(await escapes(app), where).toEqual({
    requests: [],
    navigations: [],
    windows: [],
    opened: [],
    asked: [],
  });
  expect(hits, where).toEqual([]);
}

/** The bodies of one string, in every field of every format. */
function bodies(text: string, key: string, severity: string): Array<[path: string, body: unknown]> {
  // Written as JSON text, so that `__proto__` is an own key and not a prototype.
  const label = JSON.stringify(text);
  const short = JSON.stringify(text.slice(0, 4000));
  const labels = `{"alertname":${short},"severity":"${severity}","instance":${short},"__proto__":${short},"constructor":${short},${JSON.stringify(`${text.slice(0, 1000)} as name`)}:${short},"key":"${key}"`;
  const annotations = `{"summary":${label},"description":${label},"runbook_url":${short},"dashboard_url":${short},"__proto__":${short}}`;
  return [
    [
      '/api/v2/alerts',
      `[{"labels":${labels},"via":"v2"},"annotations":${annotations},"generatorURL":${short}}]`,
    ],
    [
      '/api/v1/ingest/alertmanager',
      `{"version":"4","status":"firing","receiver":${short},"groupKey":${short},"externalURL":${short},"alerts":[{"status":"firing","labels":${labels},"via":"hook"},"annotations":${annotations},"generatorURL":${short}}]}`,
    ],
    [
      '/v2/enqueue',
      `{"routing_key":"${door.token}","event_action":"trigger","dedup_key":"${key}","client":${short},"client_url":${short},"links":[{"href":${short},"text":${short}}],"images":[{"src":${short},"alt":${short}}],"payload":{"summary":${label},"severity":"${severity}","source":${short},"component":${short},"group":${short},"class":${short},"custom_details":${annotations}}}`,
    ],
    [
      '/v2/change/enqueue',
      `{"routing_key":"${door.token}","payload":{"summary":${label},"source":${short}},"links":[{"href":${short},"text":${short}}]}`,
    ],
    [
      '/api/v1/alerts',
      `{"title":${label},"severity":"${severity}","dedupKey":"plain-${key}","description":${label},"labels":${labels}},"annotations":${annotations},"runbook":${short},"links":[${short},{"href":${short},"text":${short}}]}`,
    ],
  ];
}

/**
 * The strings of one real case are text in the notification (of the first), the incident, the pop-up and the agenda, and
 * nothing happens under the mouse.
 */
async function expectText(name: RealCase): Promise<void> {
  for (const [index, text] of realCases(outside)[name].entries()) {
    const row = rows.find(({ title, severity }) => title === text && (index > 0 || severity === 'critical'));
    await ask(page, 'shell.openWindow', { incident: row?.id as string });
    const incident = page.locator(`.incident[aria-label="Incident ${row?.number}"]`);
    await incident.waitFor({ timeout: 5_000 });
    const title = incident.locator('.head-title');
    expect(await title.textContent()).toBe(text);
    const places = incident.getByText(text, { exact: true }).filter({ visible: true });
    expect(await places.count(), name).toBeGreaterThan(1);
    for (const place of [title, places.last()]) {
      await place.hover();
      await place.click();
    }
    if (index > 0) continue;
    expect(desktop.notified().map(({ summary }) => summary)).toContain(`Critical: ${text}`);
    const card = popup.locator('.stack-row').filter({ hasText: text }).first();
    await card.hover();
    await card.evaluate((element: HTMLElement) => element.click());
    await popup.waitForFunction(
      (wanted) => document.querySelector('#card-title')?.textContent === wanted,
      text,
      {
        timeout: 5_000,
      },
    );
    await popup.locator('#card-title').click();
  }
  await unharmed(name);
}

/** Puts something into the clipboard, in several kinds, as another program would. */
async function copy(kinds: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((all) => {
    document.addEventListener(
      'copy',
      (event) => {
        for (const [kind, text] of Object.entries(all)) event.clipboardData?.setData(kind, text);
        event.preventDefault();
      },
      { once: true, capture: true },
    );
  }, kinds);
  await page.keyboard.press('Control+c');
}

/** Every incident there is, as the queue knows it. */
async function allRows(): Promise<IncidentRow[]> {
  const { rows: all } = await ask(page, 'queue.window', {
    filter: { status: 'all' },
    offset: 0,
    limit: 500,
  });
  return all;
}

describe('P6, D10, D11: what senders write', () => {
  it('reaches the notification daemon as one plain line each', async () => {
    const told = [
      markup(outside)[0],
      ...Object.values(realCases(outside)).map(([first]) => first),
      ODD_TEXT[5],
      ODD_TEXT[4],
      ODD_TEXT[3],
      markup(outside).at(-1),
    ];
    for (const [index, text] of told.entries())
      expect(
        await post(door, '/api/v1/alerts', {
          title: text,
          severity: 'critical',
          dedupKey: `told-${index}`,
          labels: { instance: text },
        }),
      ).toBe(200);
    await until('the notifications', () => desktop.notified().length >= told.length, 15_000);
    const got = desktop.notified();
    expect(got).toHaveLength(told.length);
    for (const { app: name, summary, body } of got) {
      expect(name).toBe('Watchbill');
      // eslint-disable-next-line no-control-regex
      expect(`${summary}${body}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      expect(summary).toMatch(/^Critical: /);
    }
    const [first] = got.filter(({ summary }) => summary.includes('<script>'));
    expect(first?.summary).toBe(`Critical: ${told[0]}`);
    // The body may hold markup by the desktop's specification: what was sent stands there escaped.
    expect(first?.body).toContain('&lt;script&gt;');
    expect(got.map(({ body }) => body).join()).not.toMatch(/<(?:script|img)/);
    await unharmed('notifications');
  });

  it('is taken in by every format, and 1 MB is refused in words', async () => {
    for (const [index, text] of strings.entries())
      for (const [path, body] of bodies(text, `k${index}`, index % 3 === 0 ? 'error' : 'warning'))
        expect(await post(door, path, body), `${path} ${text.slice(0, 60)}`).toBeLessThan(300);
    expect(await post(door, '/api/v1/alerts', { title: 'W'.repeat(1_000_000) })).toBe(413);
    for (const [index, href] of badLinks(outside).entries())
      expect(
        await post(door, '/v2/enqueue', {
          routing_key: door.token,
          event_action: 'trigger',
          dedup_key: `link-${index}`,
          client: 'A client',
          client_url: href,
          links: [
            { href, text: 'Harmless words' },
            { href: `${outside}/good`, text: 'Good link' },
          ],
          payload: {
            summary: `Link ${index}: ${href.slice(0, 60)}`,
            source: 'x',
            severity: 'info',
            custom_details: { runbook_url: href },
          },
        }),
        href,
      ).toBe(202);
    // Accepted comes before decided, and what is least urgent is decided last.
    const last = `Link ${badLinks(outside).length - 1}: `;
    await until(
      'the last of them',
      async () => {
        rows = await allRows();
        return rows.some(({ title }) => title.startsWith(last));
      },
      30_000,
    );
    expect(rows.length).toBeGreaterThan(strings.length * 3);
    await unharmed('ingest');
  });

  it('is text in the queue: each row one line of 30 pixels', async () => {
    await page
      .getByRole('radio', { name: 'All', exact: true })
      .or(page.getByText('All', { exact: true }))
      .first()
      .click();
    const list = page.getByRole('listbox', { name: 'Incidents' });
    await list.press('Home');
    const seen = new Set<string>();
    await until(
      'all rows',
      async () => {
        const now = await page.locator('.row:not(.row-waiting)').evaluateAll((all) =>
          all.map((row) => ({
            id: row.id.slice(4),
            title: row.querySelector('.row-title')?.textContent ?? '',
            height: row.getBoundingClientRect().height,
            wide: row.scrollWidth > row.clientWidth + 1,
          })),
        );
        for (const { id, title, height, wide } of now) {
          const row = rows.find((one) => one.id === id);
          if (row) expect(title).toBe(row.title);
          expect({ title: title.slice(0, 80), height, wide }).toMatchObject({ height: 30, wide: false });
          seen.add(id);
        }
        await list.press('PageDown');
        return rows.every(({ id }) => seen.has(id));
      },
      30_000,
    );
    await unharmed('queue');
  });

  it('is text in the incident, whatever field and format it came by', async () => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    for (const row of rows) {
      await ask(page, 'shell.openWindow', { incident: row.id });
      await page.locator(`.incident[aria-label="Incident ${row.number}"]`).waitFor({ timeout: 5_000 });
      const shown = await page.evaluate(() => ({
        title: document.querySelector('.head-title')?.textContent ?? '',
        elements: document.querySelectorAll('.incident bdi *').length,
        wide: document.documentElement.scrollWidth > window.innerWidth,
      }));
      expect(shown, row.title.slice(0, 80)).toEqual({ title: row.title, elements: 0, wide: false });
    }
    const views = await Promise.all(
      rows.filter(({ title }) => title === strings[0]).map(({ id }) => ask(page, 'incident.get', { id })),
    );
    const named = views.filter((view) => view?.labels.some(([name]) => name === '__proto__'));
    expect(named.length).toBeGreaterThanOrEqual(3);
    expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
    await unharmed('incident');
  }, 110_000);

  it('D12, 3.1-15: makes no address clickable but http and https, and asks with the host before it opens one', async () => {
    const links = badLinks(outside);
    for (const [index, href] of links.entries()) {
      const row = rows.find(({ title }) => title.startsWith(`Link ${index}: `));
      const view = await ask(page, 'incident.get', { id: row?.id as string });
      expect(
        view?.links.filter(({ openable }) => openable).map((link) => link.href),
        href,
      ).toEqual([`${outside}/good`]);
      await ask(page, 'shell.openWindow', { incident: row?.id as string });
      const incident = page.locator(`.incident[aria-label="Incident ${row?.number}"]`);
      await incident.waitFor();
      const clickable = await incident.locator('.facts-links button').allTextContents();
      expect([...new Set(clickable)], href).toEqual(['Good link']);
      const runbook = incident.getByRole('toolbar').getByRole('button', { name: 'Runbook' });
      // A path that looks like one of the team folder's files may be asked for; the shell finds no such file.
      if (!/^[^:/\\][^:\\]*\.md$/.test(href)) expect(await runbook.count(), href).toBe(0);
    }
    await unharmed('bad links');
    await page.locator('.facts-links button:visible').first().click();
    await until('the question', async () => (await escapes(app)).asked.length > 0, 5_000);
    const { asked, opened } = await escapes(app);
    expect(asked).toEqual([`Open ${new URL(outside).host} in your browser?`]);
    expect(opened).toEqual([]);
    await watchEscapes(app);
    await unharmed('a good link');
  });

  it('is text in the pop-up, card by card', async () => {
    expect(await popupVisible(app)).toBe(true);
    const cards = popup.locator('.stack-row');
    const count = await cards.count();
    expect(count).toBe(50);
    for (let index = 0; index < count; index++) {
      const card = cards.nth(index);
      await card.evaluate((row: HTMLElement) => row.click());
      const title = (await card.locator('.stack-title').textContent()) as string;
      expect(rows.map((row) => row.title)).toContain(title);
      await popup.waitForFunction(
        (wanted) => document.querySelector('#card-title')?.textContent === wanted,
        title,
        { timeout: 5_000 },
      );
    }
    await unharmed('pop-up');
  });

  it('3.2 CVE-2021-29996: a fence whose language is markup', () => expectText('CVE-2021-29996'));
  it('3.2 CVE-2022-24123: diagrams with markup in them', () => expectText('CVE-2022-24123'));
  it('3.2 MarkText #2601: links that are scripts', () => expectText('MarkText #2601'));
  it('3.2 CVE-2020-15930: embedded documents, and quotes that end an attribute', () =>
    expectText('CVE-2020-15930'));
  it('3.2 GHSA-hff8-hjwv-j9q7: a click on what looks like a link to a program', () =>
    expectText('GHSA-hff8-hjwv-j9q7'));
  it('3.2 Theia #7954: handlers of harmless elements, under the mouse', () => expectText('Theia #7954'));
  it('3.2 CVE-2026-20841: Markdown links with schemes of programs', () => expectText('CVE-2026-20841'));

  it('3.2 CVE-2023-2318: HTML that is pasted is plain text', async () => {
    await expectText('CVE-2023-2318');
    const [html] = realCases(outside)['CVE-2023-2318'];
    const note = page.getByRole('textbox', { name: 'Note' });
    await page.keyboard.press('Control+k');
    const search = page.locator('.palette input');
    for (const field of [search, note]) {
      await copy({ 'text/html': html, 'text/plain': html });
      await field.focus();
      await field.press('Control+v');
      expect(await field.inputValue()).toBe(html);
      await field.fill('');
      // Without a plain form beside it, nothing or bare words arrive.
      await copy({ 'text/html': `<b onclick="x">words</b>${html}` });
      await field.focus();
      await field.press('Control+v');
      expect(await field.inputValue()).not.toMatch(/[<>]/);
      await field.fill('');
      await page.keyboard.press('Escape');
    }
    await unharmed('paste');
  });

  it('is text on the calendar, in the palette and in messages', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('radio', { name: 'Agenda' }).click();
    await page.locator('.agenda-title').first().waitFor();
    const agenda = await page.locator('.agenda-title').allTextContents();
    for (const text of strings.slice(0, 30))
      expect(agenda).toContain(rows.find(({ title }) => title.startsWith(text.slice(0, 20)))?.title);
    for (const view of ['Month', 'Week']) {
      await page.getByRole('radio', { name: view }).click();
      await page
        .locator(`.calendar[data-view="${view.toLowerCase()}"] :is(.incident-count, .week-incident)`)
        .first()
        .waitFor({ state: 'attached' });
      await unharmed(view);
    }
    await page.keyboard.press('Control+k');
    for (const text of strings.slice(0, 12)) {
      await page.locator('.palette input').fill(text.slice(0, 200));
      await page.waitForTimeout(30);
    }
    await page.locator('.palette input').fill('link');
    await page.locator('.palette-find[id^="find-incident"]').first().waitFor();
    await unharmed('palette');
    await page.keyboard.press('Escape');

    // A message with outside text in it: the label's name is in "Copied …".
    const row = rows.find(({ title }) => title === strings[1]);
    await ask(page, 'shell.openWindow', { incident: row?.id as string });
    await page.locator(`.incident[aria-label="Incident ${row?.number}"]`).waitFor();
    const copies = page.locator('.label-copy');
    for (let index = 0; index < (await copies.count()); index++)
      await copies.nth(index).evaluate((each: HTMLElement) => each.click());
    await page.locator('.toast', { hasText: 'Copied' }).last().waitFor();
    expect(await page.locator('.toast img, .toast-text *').count()).toBe(0);
    await unharmed('messages');

    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.locator('.unreadable, .source-card, .screen').first().waitFor();
    await unharmed('sources');
  });

  it('is one short plain line in the tray, and nowhere in the titles of windows', async () => {
    const item = trayItem(desktop);
    const labels = [...item.menu().matchAll(/"label" s "((?:[^"\\]|\\.)*)"/g)].map(
      ([, label]) => label as string,
    );
    expect(labels.some((label) => label.startsWith('Critical: <script>'))).toBe(true);
    for (const text of [...labels, item.tooltip().trim()]) {
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u001f]|\\n|\\r|\\033|\\e\[/u);
      expect(text.length).toBeLessThan(400);
    }
    const titles = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((each) => each.getTitle())
        .sort(),
    );
    expect(titles).toEqual(['Watchbill', 'Watchbill page']);
    await unharmed('tray');
  });

  it('leaves nothing in the log that could pass for a line of its own', async () => {
    const { stdout } = desktop.run('sh', '-c', `cat ${app.data}/data/logs/*.log`);
    const lines = stdout.trim().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    // eslint-disable-next-line no-control-regex
    for (const line of lines) expect(line).toMatch(/^\{.*\}$|^\d{4}-\d\d-\d\dT[^\u0000-\u001f]*$/u);
  });
});
