const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const click = (page, name, role = 'button') => page.getByRole(role, { name }).first().click();
const join = async (page) => {
  await page.getByText('Ada Okafor').click();
  await click(page, 'Join this team');
};
const screen = (name, to, size, theme, query = '', act) => ({
  name,
  to,
  size,
  theme,
  query,
  act,
});
const spans = (name, view, size, theme) =>
  screen(name, 'calendar', size, theme, '', async (page) => {
    await click(page, view, 'radio');
    await click(page, /^Earlier/);
  });
const popup = (name, theme, query, wait = 300, key = '') => ({
  name: `popup-${name}`,
  size: { width: 440, height: 300 },
  theme,
  query,
  wait,
  key,
});

/** The pop-up at its own width: 1, 3, 40 and 70 pages, every severity, long, right-to-left and hostile titles. */
export const popups = [
  popup('1-light', 'light', 'pages=1'),
  popup('1-armed-dark', 'dark', 'pages=1', 1300),
  popup('3-snooze-light', 'light', 'pages=3', 1300, 's'),
  popup('40-dark', 'dark', 'pages=40'),
  popup('70-light', 'light', 'pages=70'),
  popup('long-light', 'light', 'pages=1&title=long'),
  popup('rtl-dark', 'dark', 'pages=1&title=rtl'),
  popup('hostile-light', 'light', 'pages=1&title=hostile'),
  popup('error-dark', 'dark', 'pages=1&severity=error'),
  popup('warning-light', 'light', 'pages=1&severity=warning'),
  popup('practice-light', 'light', 'pages=1&severity=info&practice'),
  popup('discreet-light', 'light', 'pages=3&redact'),
  popup('contrast-dark', 'dark', 'pages=2&contrast=high'),
];

/** The screens beside the queue, at both sizes and in both themes. */
export const screens = [
  screen('settings-small-light', 'settings', small, 'light'),
  screen('settings-large-dark', 'settings', large, 'dark', 'practice=answered&secrets=session-only'),
  screen('settings-data-full-small-light', 'settings', small, 'light', 'full', (page) =>
    page.getByRole('region', { name: 'Your data' }).scrollIntoViewIfNeeded(),
  ),
  {
    ...screen('settings-data-zoomed-dark', 'settings', { width: 500, height: 350 }, 'dark', '', (page) =>
      page.getByRole('region', { name: 'Your data' }).scrollIntoViewIfNeeded(),
    ),
    scale: 2,
  },
  screen('settings-backups-small-dark', 'settings', small, 'dark', 'full', (page) => click(page, 'Restore…')),
  screen('settings-restore-small-light', 'settings', small, 'light', '', async (page) => {
    await click(page, 'Restore…');
    await click(page, /^Restore the backup of/);
  }),
  screen('settings-retention-small-light', 'settings', small, 'light', '', (page) =>
    page.getByLabel('Keep resolved incidents for').selectOption('90'),
  ),
  screen('settings-erase-small-dark', 'settings', small, 'dark', '', async (page) => {
    await click(page, 'Delete…');
    await page.getByLabel('Type delete to confirm').fill('delete');
  }),
  screen('sources-small-light', 'sources', small, 'light'),
  screen('sources-large-dark', 'sources', large, 'dark'),
  screen('sources-none-small-light', 'sources', small, 'light', 'sources=0'),
  screen('sources-add-small-dark', 'sources', small, 'dark', '', async (page) => {
    await click(page, 'Add an Alertmanager');
    await page.getByLabel('Address of the Alertmanager').fill('https://alerts.example.com/am');
    await click(page, 'Try it now');
  }),
  screen('sources-send-small-light', 'sources', small, 'light', '', (page) => click(page, 'How to send')),
  screen('team-broken-small-dark', 'team', small, 'dark', 'broken'),
  screen('team-large-light', 'team', large, 'light'),
  screen('practice-small-light', 'practice', small, 'light', 'practice=ringing'),
  screen('calendar-month-small-light', 'calendar', small, 'light'),
  screen('calendar-month-large-dark', 'calendar', large, 'dark'),
  spans('calendar-week-small-dark', 'Week', small, 'dark'),
  spans('calendar-week-large-light', 'Week', large, 'light'),
  spans('calendar-agenda-small-light', 'Agenda', small, 'light'),
  spans('calendar-agenda-large-dark', 'Agenda', large, 'dark'),
  screen('welcome-1-small-light', null, small, 'light', 'welcome'),
  screen('welcome-2-small-dark', null, small, 'dark', 'welcome', join),
  screen('welcome-2-sent-large-light', null, large, 'light', 'welcome', async (page) => {
    await join(page);
    await click(page, 'Be sent to', 'radio');
    await click(page, 'Make an address');
  }),
  screen('welcome-3-small-light', null, small, 'light', 'welcome&practice=answered', async (page) => {
    await join(page);
    await click(page, 'Skip');
  }),
];
