const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const narrow = { width: 520, height: 1100 };
const scene = (name, size, theme, query, act, more = {}) => ({
  name,
  to: 'silences',
  size,
  theme,
  query,
  act,
  ...more,
});
const click = (page, name, role = 'button') => page.getByRole(role, { name }).first().click();
const silence = async (page) => {
  await click(page, 'Silence alerts');
  await page.getByLabel('Matcher').fill('alertname="DiskFull"');
  await click(page, 'Add');
  await page.getByLabel('One more matcher').fill('service=~"db|edge"');
  await page.waitForTimeout(400);
};

/** Silences and maintenance: none, some, many; the two dialogs; what is wrong. */
export const scenes = [
  scene('none-small-light', small, 'light', 'what=none'),
  scene('none-small-dark', small, 'dark', 'what=none'),
  scene('some-small-light', small, 'light', 'what=some'),
  scene('some-small-dark', small, 'dark', 'what=some'),
  scene('some-large-light', large, 'light', 'what=some'),
  scene('some-narrow-dark', narrow, 'dark', 'what=some'),
  scene('some-narrow-light', narrow, 'light', 'what=some'),
  scene('many-large-dark', large, 'dark', 'what=many'),
  scene('many-narrow-light', narrow, 'light', 'what=many'),
  scene('contrast-dark', small, 'dark', 'what=some&contrast=high'),
  scene('contrast-light', small, 'light', 'what=some&contrast=high'),
  scene('broken-small-light', small, 'light', 'what=some&broken'),
  scene('dialog-small-light', small, 'light', 'what=some', silence),
  scene('dialog-small-dark', small, 'dark', 'what=some', silence),
  scene('dialog-narrow-dark', narrow, 'dark', 'what=some', async (page) => {
    await silence(page);
    await click(page, 'Another time', 'radio');
  }),
  scene('dialog-wrong-small-light', small, 'light', 'what=some', async (page) => {
    await click(page, 'Silence alerts');
    await page.getByLabel('Matcher').fill('disk is full');
    await page.waitForTimeout(400);
  }),
  scene('maintenance-small-light', small, 'light', 'what=some', async (page) => {
    await click(page, 'Begin maintenance');
    await click(page, 'Checkout', 'checkbox');
  }),
  scene('maintenance-narrow-dark', narrow, 'dark', 'what=some', async (page) => {
    await click(page, 'Begin maintenance');
    await click(page, 'All services', 'checkbox');
  }),
  scene('zoomed-dark', { width: 500, height: 350 }, 'dark', 'what=some', undefined, { scale: 2 }),
];
