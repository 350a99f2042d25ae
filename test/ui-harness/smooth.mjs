// How smooth the queue is with 100,000 incidents: frames while it is scrolled and flung, keys, changes ten times a second.
// `node test/ui-harness/smooth.mjs [incidents]`
import { openHarness } from './browser.mjs';

const amount = Number(process.argv[2] ?? 100_000);
const harness = await openHarness();
try {
  const page = await harness.browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(`${harness.url}?incidents=${amount}`);
  await page.waitForSelector('.row[id]');
  await page.getByRole('radio', { name: /^All/ }).click();
  await page.getByText(`${amount.toLocaleString('en')} incidents`).waitFor();
  await page.locator('.queue-list').focus();
  const measure = (name, work) =>
    page
      .evaluate(
        async ([source, label]) => {
          const frames = [];
          let on = true;
          const tick = (at) => {
            frames.push(at);
            if (on) requestAnimationFrame(tick);
          };
          requestAnimationFrame(tick);
          const list = document.querySelector('.queue-list');
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          // A name and a function of this file, passed as text because it runs over there.
          const result = await window.measured[source](list, frame);
          on = false;
          const gaps = frames
            .slice(1)
            .map((at, index) => at - frames[index])
            .sort((a, b) => a - b);
          const at = (share) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))]?.toFixed(1);
          return `${label}: ${gaps.length} frames, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms; ${result}`;
        },
        [work, name],
      )
      .then((text) => console.log(text));
  await page.evaluate(() => {
    const still = () => document.querySelectorAll('.row-waiting').length;
    window.measured = {
      async scroll(list, frame) {
        let bare = 0;
        for (let n = 0; n < 240; n++) {
          list.scrollTop += 90;
          await frame();
          bare += still() > 0 ? 1 : 0;
        }
        return `${bare} frames with rows still on their way; ${document.querySelectorAll('.row').length} rows mounted`;
      },
      async fling(list, frame) {
        for (let n = 0; n < 60; n++) {
          list.scrollTop = ((n * 7919) % 100) * (list.scrollHeight / 100);
          await frame();
        }
        for (let n = 0; n < 20 && still() > 0; n++) await frame();
        return `${still()} rows still on their way at rest`;
      },
      async keys(list, frame) {
        const took = [];
        for (let n = 0; n < 200; n++) {
          const at = performance.now();
          list.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }));
          await frame();
          took.push(performance.now() - at);
        }
        took.sort((a, b) => a - b);
        return `key to next frame p50 ${took[100].toFixed(1)} ms, p99 ${took[197].toFixed(1)} ms`;
      },
      async storm(list, frame) {
        list.scrollTop = 30_000;
        for (let n = 0; n < 10; n++) await frame();
        const first = () =>
          [...document.querySelectorAll('.row[id]')]
            .map((row) => [row.id, row.getBoundingClientRect().top])
            .find(([, top]) => top > 300);
        const [id, top] = first();
        for (let n = 0; n < 30; n++) {
          const made = structuredClone(window.engine.incidents[0]);
          window.engine.incidents.unshift({ ...made, id: `storm-${n}`, title: `Storm ${n}` });
          window.engine.version += 1;
          window.engine.push('queue', { version: window.engine.version });
          for (let wait = 0; wait < 6; wait++) await frame();
        }
        const now = document.getElementById(id)?.getBoundingClientRect().top;
        return `30 arrivals above; a row in sight moved by ${now === undefined ? 'everything' : now - top} px`;
      },
    };
  });
  await measure('scrolling', 'scroll');
  await measure('flinging', 'fling');
  await measure('j held', 'keys');
  await measure('a storm', 'storm');
} finally {
  await harness.close();
}
