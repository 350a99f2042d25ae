import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { ask } from './desktop-app';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const LOOKS = [
  { theme: 'light', contrast: 'normal' },
  { theme: 'dark', contrast: 'normal' },
  { theme: 'light', contrast: 'high' },
  { theme: 'dark', contrast: 'high' },
] as const;

/** Gives a page axe, and takes its motion away, so that nothing is measured half faded in. */
export async function prepareForAxe(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(AXE);
  // axe knows text that `overflow: hidden` cuts away, not yet that of `clip`, and would measure what nobody sees.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.shift { overflow: hidden !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** What axe finds wrong on what is shown, in words: rule, element, why. `strict`: text of 7:1, as high contrast promises. */
async function faults(of: Page, strict: boolean): Promise<string[]> {
  await of.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
  );
  const { violations } = await of.evaluate((enhanced) => {
    const { axe } = globalThis as unknown as {
      axe: { run(of: object, options: object): Promise<AxeResults> };
    };
    // Base UI's focus guards hand the keyboard on at once; hidden from readers, they are meant to take it.
    const context = { include: document, exclude: ['[data-base-ui-focus-guard]'] };
    // A menu opens outside of the landmarks, over everything; it is read from its button.
    const menu = document.querySelector('[role=menu]') !== null;
    return axe.run(context, {
      resultTypes: ['violations'],
      rules: { region: { enabled: !menu }, 'color-contrast-enhanced': { enabled: enhanced } },
    });
  }, strict);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, any }) =>
      [id, target.join(' '), html.slice(0, 160), any[0]?.message ?? ''].join(' | '),
    ),
  );
}

/** What axe finds on a page in light, dark and high contrast, the look in front. `main`: where the look is set. */
export async function faultsInEveryLook(of: Page, main: Page): Promise<string[]> {
  const found: string[] = [];
  for (const look of LOOKS) {
    await ask(main, 'settings.set', look);
    await of.waitForFunction(
      ([theme, contrast]) =>
        document.documentElement.dataset.theme === theme &&
        (document.documentElement.dataset.contrast === 'high') === (contrast === 'high'),
      [look.theme, look.contrast],
      { timeout: 5_000 },
    );
    const strict = look.contrast === 'high';
    found.push(...(await faults(of, strict)).map((fault) => `${look.theme} ${look.contrast}: ${fault}`));
  }
  return found;
}
