// Measures the contrast of every text with axe in a real browser: AA (4.5:1) in both themes, AAA (7:1) in high contrast.
// `node test/ui-harness/contrast.mjs`
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openHarness } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = {
  queue: async () => {},
  acknowledged: (page) => page.locator('.row-acknowledged').first().click(),
  suppressed: (page) => page.locator('.row-suppressed').first().click(),
  resolved: async (page) => {
    await page.getByRole('radio', { name: /^Resolved/ }).click();
    await page.waitForTimeout(200);
    await page.locator('.row').nth(1).click();
  },
  full: (page) => page.keyboard.press('Enter'),
  picked: async (page) => {
    for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowDown');
  },
  palette: (page) => page.keyboard.press('Control+k'),
  keys: (page) => page.keyboard.press('?'),
};
const harness = await openHarness();
let bad = 0;
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const high of [false, true]) {
      for (const [name, go] of Object.entries(views)) {
        const context = await harness.browser.newContext({
          viewport: { width: 1600, height: 1000 },
          colorScheme,
          reducedMotion: 'reduce',
          bypassCSP: true,
        });
        const page = await context.newPage();
        await page.goto(`${harness.url}?incidents=40&banners&blind${high ? '&contrast' : ''}`);
        await page.waitForSelector('.row');
        await page.waitForTimeout(200);
        await go(page);
        await page.waitForTimeout(200);
        await page.addScriptTag({ content: axe });
        const found = await page.evaluate(
          async (rule) => {
            const rules = Object.fromEntries(
              window.axe
                .getRules()
                .map(({ ruleId }) => [
                  ruleId,
                  { enabled: ruleId === rule || !ruleId.startsWith('color-contrast') },
                ]),
            );
            // A splitter is a separator that takes the keyboard (WAI-ARIA window splitter); axe's trial rule does not know it.
            rules['focus-order-semantics'] = { enabled: false };
            rules['page-has-heading-one'] = { enabled: false };
            const { violations } = await window.axe.run(document, { rules });
            return violations.flatMap(({ id, nodes }) =>
              nodes.map(
                (node) =>
                  `${id} ${node.target.join(' ')}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`,
              ),
            );
          },
          high ? 'color-contrast-enhanced' : 'color-contrast',
        );
        for (const text of found)
          console.log(`${colorScheme}${high ? ' high contrast' : ''}, ${name}: ${text}`);
        bad += found.length;
        await context.close();
      }
    }
  }
} finally {
  await harness.close();
}
console.log(bad === 0 ? 'axe finds nothing' : `${bad} findings`);
process.exitCode = bad > 0 ? 1 : 0;
