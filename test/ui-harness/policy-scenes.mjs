const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const narrow = { width: 520, height: 1100 };
const tall = { width: 1280, height: 1900 };
const scene = (name, to, size, theme, act, query = 'what=some') => ({ name, to, size, theme, query, act });
const press = (page, name) => page.getByRole('button', { name }).first().click();
const settled = (page) => page.waitForTimeout(1500);
const service = async (page) => {
  await press(page, 'Edit service Search');
  await page.getByLabel('Hold for').fill('10m');
  await settled(page);
};
const escalation = async (page) => {
  await press(page, 'Edit escalation Payments');
  await press(page, 'Add a step');
  await settled(page);
};
const wrong = async (page) => {
  await press(page, 'Edit service Search');
  await page.getByLabel('Hold for').fill('soon');
  await page.getByLabel('Matcher 1', { exact: true }).fill('namespace');
  await settled(page);
};
const pasted = (text) => async (page) => {
  await page.getByLabel('An alert').fill(text);
  await page.getByRole('button', { name: 'Explain', exact: true }).last().click();
  await page.waitForTimeout(400);
};
const past = async (page) => {
  await page.locator('.pick-row').first().click();
  await page.waitForTimeout(400);
};
const PAY = 'alertname=CheckoutDown,namespace=pay-eu,severity=critical,cluster=eu';

/** Policies, explain, noise: some, none, what is wrong. */
export const scenes = [
  scene('list-small-light', 'policies', small, 'light'),
  scene('list-large-dark', 'policies', large, 'dark'),
  scene('list-narrow-light', 'policies', narrow, 'light'),
  scene('list-none-light', 'policies', small, 'light', undefined, 'what=none'),
  scene('list-broken-dark', 'policies', small, 'dark', undefined, 'what=broken'),
  scene('list-contrast-dark', 'policies', large, 'dark', undefined, 'what=some&contrast=high'),
  scene('service-small-light', 'policies', small, 'light', service),
  scene('service-tall-light', 'policies', tall, 'light', service),
  scene('service-large-dark', 'policies', large, 'dark', service),
  scene('service-narrow-dark', 'policies', narrow, 'dark', service),
  scene('service-wrong-light', 'policies', tall, 'light', wrong),
  scene('escalation-tall-light', 'policies', tall, 'light', escalation),
  scene('escalation-large-dark', 'policies', large, 'dark', escalation),
  scene('escalation-narrow-light', 'policies', narrow, 'light', escalation),
  scene('escalation-contrast-light', 'policies', tall, 'light', escalation, 'what=some&contrast=high'),
  scene('explain-empty-light', 'explain', small, 'light'),
  scene('explain-pages-light', 'explain', { width: 1280, height: 1100 }, 'light', pasted(PAY)),
  scene('explain-pages-dark', 'explain', large, 'dark', pasted(PAY)),
  scene(
    'explain-waits-narrow-dark',
    'explain',
    narrow,
    'dark',
    pasted('alertname=IndexBehind,namespace=search'),
  ),
  scene('explain-none-light', 'explain', small, 'light', pasted('alertname=Watchdog,severity=none')),
  scene('explain-wrong-light', 'explain', small, 'light', pasted('nonsense')),
  scene('explain-past-light', 'explain', { width: 1280, height: 1300 }, 'light', past),
  scene('noise-small-light', 'noise', small, 'light'),
  scene('noise-tall-light', 'noise', tall, 'light'),
  scene('noise-large-dark', 'noise', large, 'dark'),
  scene('noise-narrow-dark', 'noise', narrow, 'dark'),
  scene('noise-contrast-light', 'noise', tall, 'light', undefined, 'what=some&contrast=high'),
  scene('noise-none-light', 'noise', small, 'light', undefined, 'what=none'),
  scene('noise-down-light', 'noise', small, 'light', undefined, 'what=none&down'),
];
