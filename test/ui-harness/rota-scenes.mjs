const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const click = (page, name, role = 'button') => page.getByRole(role, { name }).first().click();
const open = (name) => (page) => page.locator('.schedule-open', { hasText: name }).click();
const then =
  (...acts) =>
  async (page) => {
    for (const act of acts) {
      await act(page);
      await page.waitForTimeout(350);
    }
  };
const bottom = (selector) => (page) =>
  page.locator(selector).evaluate((element) => element.scrollTo(0, element.scrollHeight));
const scene = (name, to, size, theme, query = '', act = null) => ({ name, to, size, theme, query, act });

/** The screens of the rota that are looked at: schedules, editor, team, sharing, notices. */
export const scenes = [
  scene('schedules-small-light', 'schedules', small, 'light'),
  scene('schedules-large-dark', 'schedules', large, 'dark', 'people=14&broken'),
  scene('schedules-none-small-light', 'schedules', small, 'light', 'empty'),
  scene(
    'schedules-new-small-dark',
    'schedules',
    small,
    'dark',
    '',
    then((page) => click(page, 'New schedule')),
  ),
  scene('editor-small-light', 'schedules', small, 'light', '', then(open('Primary'))),
  scene('editor-small-dark', 'schedules', small, 'dark', '', then(open('Primary'), bottom('.editor-form'))),
  scene('editor-large-light', 'schedules', large, 'light', '', then(open('Primary'))),
  scene('editor-14-large-dark', 'schedules', large, 'dark', 'people=14', then(open('Primary'))),
  scene('editor-14-small-light', 'schedules', small, 'light', 'people=14', then(open('Primary'))),
  scene('editor-contrast-small-dark', 'schedules', small, 'dark', 'contrast', then(open('Trading'))),
  scene(
    'editor-changed-large-light',
    'schedules',
    large,
    'light',
    '',
    then(
      open('Primary'),
      (page) => click(page, 'Grace Lindt, turn 2, up'),
      (page) => click(page, 'Remove layer lunch'),
    ),
  ),
  scene(
    'editor-wrong-small-light',
    'schedules',
    small,
    'light',
    '',
    then(
      open('Primary'),
      (page) => page.getByLabel('First handoff').first().fill('2026-13-05 9'),
      (page) => page.getByLabel('Turn: how many').first().fill('x'),
      (page) => page.getByLabel('Time zone').fill('CET'),
    ),
  ),
  scene('editor-broken-small-dark', 'schedules', small, 'dark', 'broken', then(open('Primary'))),
  scene(
    'editor-new-large-light',
    'schedules',
    large,
    'light',
    'people=14',
    then(
      (page) => click(page, 'New schedule'),
      (page) => click(page, /Follow the sun/),
    ),
  ),
  scene(
    'import-small-light',
    'schedules',
    small,
    'light',
    '',
    then(
      (page) => click(page, 'Import'),
      (page) => page.getByRole('textbox', { name: 'The export' }).fill('{"schedules": []}'),
      (page) => click(page, 'Show what it would bring'),
    ),
  ),
  scene(
    'import-ics-small-dark',
    'schedules',
    small,
    'dark',
    '',
    then(
      (page) => click(page, 'Import'),
      (page) => click(page, /^Calendar/, 'radio'),
      (page) => click(page, /^From an address/, 'radio'),
    ),
  ),
  scene(
    'export-small-light',
    'schedules',
    small,
    'light',
    '',
    then(open('Primary'), (page) => click(page, 'Calendar file')),
  ),
  scene('team-small-light', 'team', small, 'light'),
  scene('team-14-large-dark', 'team', large, 'dark', 'people=14'),
  scene('team-14-small-dark', 'team', small, 'dark', 'people=14'),
  scene(
    'team-calendars-small-light',
    'team',
    small,
    'light',
    '',
    then((page) => click(page, 'Calendars', 'radio')),
  ),
  scene(
    'team-calendars-large-dark',
    'team',
    large,
    'dark',
    '',
    then((page) => click(page, 'Calendars', 'radio')),
  ),
  scene(
    'team-sharing-small-light',
    'team',
    small,
    'light',
    '',
    then((page) => click(page, 'Sharing', 'radio')),
  ),
  scene(
    'team-sharing-large-dark',
    'team',
    large,
    'dark',
    '',
    then((page) => click(page, 'Sharing', 'radio')),
  ),
  scene(
    'team-away-small-light',
    'team',
    small,
    'light',
    '',
    then((page) => click(page, /add an absence of Grace/)),
  ),
  scene('notices-small-light', 'queue', small, 'light', 'notices'),
  scene(
    'notices-all-large-dark',
    'queue',
    large,
    'dark',
    'notices',
    then((page) => click(page, /more/)),
  ),
  scene(
    'handover-small-light',
    'queue',
    small,
    'light',
    'notices',
    then((page) => click(page, 'Handover')),
  ),
  scene(
    'handover-large-dark',
    'queue',
    large,
    'dark',
    'notices',
    then((page) => click(page, 'Handover')),
  ),
  scene(
    'palette-rota-small-light',
    'queue',
    small,
    'light',
    '',
    then(
      (page) => page.keyboard.press('Control+k'),
      (page) => page.keyboard.type('li'),
    ),
  ),
];
