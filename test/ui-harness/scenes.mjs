const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };

/** What is looked at: name, size, theme, query of the page, and what is done there first. */
export const scenes = [
  ...['light', 'dark'].flatMap((theme) => [
    { name: `queue-40-small-${theme}`, size: small, theme, query: 'incidents=40' },
    { name: `queue-40-large-${theme}`, size: large, theme, query: 'incidents=40' },
  ]),
  { name: 'queue-0-small-light', size: small, theme: 'light', query: 'incidents=0' },
  { name: 'queue-0-blind-large-dark', size: large, theme: 'dark', query: 'incidents=0&blind' },
  { name: 'queue-0-no-source-small-light', size: small, theme: 'light', query: 'incidents=0&sources=0' },
  { name: 'queue-1-small-dark', size: small, theme: 'dark', query: 'incidents=1' },
  {
    name: 'queue-10000-large-light',
    size: large,
    theme: 'light',
    query: 'incidents=10000',
    act: (page) => page.getByRole('radio', { name: /^All/ }).click(),
  },
  {
    name: 'queue-end-small-dark',
    size: small,
    theme: 'dark',
    query: 'incidents=10000',
    act: async (page) => {
      await page.getByRole('radio', { name: /^All/ }).click();
      await page.waitForTimeout(200);
      await page.locator('.queue-list').focus();
      await page.keyboard.press('End');
      await page.waitForTimeout(300);
    },
  },
  { name: 'banners-small-light', size: small, theme: 'light', query: 'incidents=40&banners&blind' },
  {
    name: 'bulk-small-light',
    size: small,
    theme: 'light',
    query: 'incidents=40',
    act: async (page) => {
      for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 's'])
        await page.keyboard.press(key);
    },
  },
  {
    name: 'search-small-dark',
    size: small,
    theme: 'dark',
    query: 'incidents=40',
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('kube');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'palette-small-light',
    size: small,
    theme: 'light',
    query: 'incidents=40',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('node');
      await page.waitForTimeout(250);
    },
  },
  {
    name: 'palette-large-dark',
    size: large,
    theme: 'dark',
    query: 'incidents=40',
    act: (page) => page.keyboard.press('Control+k'),
  },
  {
    name: 'keys-small-light',
    size: small,
    theme: 'light',
    query: 'incidents=40',
    act: (page) => page.keyboard.press('?'),
  },
  {
    name: 'full-small-light',
    size: small,
    theme: 'light',
    query: 'incidents=40',
    act: (page) => page.keyboard.press('Enter'),
  },
  {
    name: 'full-large-dark',
    size: large,
    theme: 'dark',
    query: 'incidents=40',
    act: (page) => page.keyboard.press('Enter'),
  },
  {
    name: 'long-title-small-light',
    size: small,
    theme: 'light',
    query: 'incidents=40',
    act: (page) => page.locator('.row', { hasText: 'Queue consumer lag' }).first().click(),
  },
  {
    name: 'rtl-small-dark',
    size: small,
    theme: 'dark',
    query: 'incidents=40',
    act: (page) => page.locator('.row', { hasText: 'تنبيه' }).first().click(),
  },
  {
    name: 'hostile-large-light',
    size: large,
    theme: 'light',
    query: 'incidents=40',
    act: (page) => page.locator('.row', { hasText: 'onerror' }).first().click(),
  },
  {
    name: 'acknowledged-large-light',
    size: large,
    theme: 'light',
    query: 'incidents=40',
    act: (page) => page.locator('.row-acknowledged').first().click(),
  },
  {
    name: 'refused-small-light',
    size: small,
    theme: 'light',
    query: 'incidents=40',
    act: (page) =>
      page
        .evaluate(() => {
          const one = window.engine.incidents[1];
          Object.assign(one, {
            status: 'open',
            writeBack: 'refused',
            writeBackDetail: {
              state: 'refused',
              at: 0,
              endsAt: null,
              silenceId: '',
              detail: '403',
              text: 'Not taken by prod-alertmanager: 403 Forbidden. It rings again.',
            },
          });
          window.engine.changed();
        })
        .then(() => page.locator('.row').nth(1).click()),
  },
  {
    name: 'suppressed-small-dark',
    size: small,
    theme: 'dark',
    query: 'incidents=40',
    act: (page) => page.locator('.row-suppressed').first().click(),
  },
  { name: 'contrast-small-light', size: small, theme: 'light', query: 'incidents=40&contrast' },
  { name: 'contrast-small-dark', size: small, theme: 'dark', query: 'incidents=40&contrast' },
  {
    name: 'zoom-200-light',
    size: { width: 500, height: 350 },
    scale: 2,
    theme: 'light',
    query: 'incidents=40',
  },
  {
    name: 'zoom-200-full-light',
    size: { width: 500, height: 350 },
    scale: 2,
    theme: 'light',
    query: 'incidents=40',
    act: (page) => page.locator('.row').nth(1).click(),
  },
  // The other screens: that they open under the content security policy, without a complaint.
  ...['c calendar', 's sources', 't team', 'e settings', 'p practice'].flatMap((key) => [
    {
      name: `other-${key.slice(2)}-small-light`,
      size: small,
      theme: 'light',
      query: 'incidents=40',
      act: go(key[0]),
    },
    {
      name: `other-${key.slice(2)}-large-dark`,
      size: large,
      theme: 'dark',
      query: 'incidents=40',
      act: go(key[0]),
    },
  ]),
];

/** g and a letter: another screen, given the time to load. */
function go(letter) {
  return async (page) => {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await page.waitForTimeout(400);
  };
}
