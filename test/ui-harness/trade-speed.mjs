// How fast the calendar of ten schedules and fourteen people is, in a real Chromium over the real rules: a year asked for
// and made ready, a year walked through month by month, weeks, and the cursor held down.
// `node test/ui-harness/trade-speed.mjs`; exit 1 when a month takes 100 ms or more, of the
// clock and of the processor.
import { openRealPages } from './browser.mjs';

const harness = await openRealPages('trade-page.ts');
try {
  const page = await harness.browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.addInitScript(harness.bridge);
  await page.goto(`${harness.url}index.html?people=14&schedules=10&incidents=200&acts`);
  await page.waitForSelector('.strip-sentence');
  await page.evaluate(() => window.fake.push('navigate', { screen: 'calendar', incident: null }));
  await page.waitForSelector('.month-shift');
  const year = await page.evaluate(async () => {
    const from = Date.UTC(2026, 0, 1);
    const started = performance.now();
    const { value } = await window.watchbill.call('rota.get', {
      from,
      to: from + 365 * 86_400_000,
      schedules: [],
    });
    const took = performance.now() - started;
    const shifts = value.schedules.reduce((sum, { shifts }) => sum + shifts.length, 0);
    return { took, shifts, bytes: JSON.stringify(value).length };
  });
  console.log(
    `a year of 10 schedules: ${year.shifts} shifts, ${Math.round(year.bytes / 1024)} kB, answered in ${year.took.toFixed(0)} ms (resolving, checking, copying)`,
  );
  const debug = await page.context().newCDPSession(page);
  // The processor's own time: the machine may be busy with other things.
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () =>
    (await debug.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value *
    1000;
  const walk = async (label, times) => {
    const before = await busy();
    const wall = await click(label, times);
    return { ...wall, cpu: ((await busy()) - before) / times };
  };
  const click = (label, times) =>
    page.evaluate(
      async ([label, times]) => {
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        const took = [];
        for (let n = 0; n < times; n++) {
          const button = [...document.querySelectorAll('button')].find(
            (each) => (each.ariaLabel ?? each.textContent) === label,
          );
          const started = performance.now();
          button.click();
          await frame();
          took.push(performance.now() - started);
          // What was asked for meanwhile arrives, and is drawn.
          await new Promise((done) => setTimeout(done, 250));
        }
        took.sort((a, b) => a - b);
        return { middle: took[Math.floor(took.length / 2)], worst: took.at(-1) };
      },
      [label, times],
    );
  const say = (what, { middle, worst, cpu }) =>
    console.log(
      `${what}: middle ${middle.toFixed(0)} ms, worst ${worst.toFixed(0)} ms until it is drawn${cpu ? `; ${cpu.toFixed(0)} ms of the processor each, answer included` : ''}`,
    );
  const months = await walk('Later month', 12);
  say('to the next month, 12 times', months);
  await page.getByRole('radio', { name: 'Week' }).click();
  await page.waitForSelector('.week-day .shift');
  say('to the next week, 12 times', await walk('Later week', 12));
  await page.getByRole('radio', { name: 'Month' }).click();
  await page.waitForSelector('.month-shift');
  await page.locator('.month-shift[tabindex="0"]').first().focus();
  const keys = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    const took = [];
    for (let n = 0; n < 60; n++) {
      const key = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'][n % 4];
      const started = performance.now();
      document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      await frame();
      took.push(performance.now() - started);
    }
    took.sort((a, b) => a - b);
    return { middle: took[30], worst: took.at(-1) };
  });
  say('an arrow key, 60 times', keys);
  const nodes = await page.evaluate(() => document.querySelectorAll('.month-shift').length);
  console.log(`${nodes} shifts drawn in the month`);
  process.exitCode = Math.min(months.middle, months.cpu) < 100 ? 0 : 1;
} finally {
  await harness.close();
}
