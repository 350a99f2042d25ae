const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const tall = { width: 1200, height: 1500 };
const narrow = { width: 520, height: 1500 };
const click = (page, name, role = 'button') => page.getByRole(role, { name }).first().click();
const scene = (name, size, theme, query, act, more = {}) => ({
  name,
  to: 'reach',
  size,
  theme,
  query,
  act,
  ...more,
});
const form = (kind) => async (page) => {
  await click(page, 'Add a channel');
  await click(page, kind);
};

/** How you are reached: empty, with channels in every state, broken; the rules while they change; the forms. */
export const scenes = [
  scene('none-small-light', small, 'light', 'reach=none'),
  scene('none-small-dark', small, 'dark', 'reach=none'),
  scene('many-tall-light', tall, 'light', 'reach=many'),
  scene('many-tall-dark', tall, 'dark', 'reach=many'),
  scene('many-large-light', large, 'light', 'reach=many'),
  scene('many-narrow-light', narrow, 'light', 'reach=many'),
  scene('many-narrow-dark', narrow, 'dark', 'reach=many'),
  scene('broken-small-light', small, 'light', 'reach=broken'),
  scene('newer-small-dark', small, 'dark', 'reach=newer'),
  scene('contrast-dark', tall, 'dark', 'reach=many&contrast=high'),
  scene('contrast-light', tall, 'light', 'reach=many&contrast=high'),
  scene('rules-menu-small-light', small, 'light', 'reach=many', (page) =>
    click(page, /Choose a channel: High urgency, after 2 min/),
  ),
  scene('rules-wrong-small-dark', small, 'dark', 'reach=none', async (page) => {
    for (const name of ['Pop-up', 'Sound', 'Notification']) await click(page, `At once: not by ${name}`);
    await click(page, /add a step to High urgency/);
  }),
  scene('tested-small-light', small, 'light', 'reach=many', async (page) => {
    await page.getByRole('region', { name: 'Your channels' }).scrollIntoViewIfNeeded();
    await click(page, 'Send a test to My phone');
    await click(page, 'Send a test to A call');
  }),
  scene('types-small-light', small, 'light', 'reach=none', (page) => click(page, 'Add a channel')),
  scene('types-narrow-dark', narrow, 'dark', 'reach=none', (page) => click(page, 'Add a channel')),
  scene('form-ntfy-small-light', small, 'light', 'reach=none', form(/^ntfy/)),
  scene('form-email-large-dark', large, 'dark', 'reach=none', form(/^E-mail/)),
  scene('form-wrong-small-dark', small, 'dark', 'reach=none', async (page) => {
    await form(/^ntfy/)(page);
    await click(page, 'Save and send a test');
  }),
  scene('form-edit-small-light', small, 'light', 'reach=many&secrets=session-only', (page) =>
    click(page, 'Edit My phone'),
  ),
  scene('remove-small-light', small, 'light', 'reach=many', (page) => click(page, 'Remove My phone')),
  scene('zoomed-dark', { width: 500, height: 350 }, 'dark', 'reach=many', undefined, { scale: 2 }),
];
