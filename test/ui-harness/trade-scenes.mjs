const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const radio = (name) => (page) => page.getByRole('radio', { name }).first().click();
const click = (name) => (page) => page.getByRole('button', { name }).first().click();
const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const then =
  (...acts) =>
  async (page) => {
    for (const act of acts) {
      await act(page);
      await page.waitForTimeout(350);
    }
  };
const mine = (page) => page.locator('.month-shift.shift-mine').last().click();
const dark = 'dark';
const light = 'light';
const scene = (name, size, theme, query, ...acts) => ({
  name,
  to: 'calendar',
  size,
  theme,
  query: `acts&${query}`,
  act: then(...acts),
});

/** The calendar and trading: what is looked at. */
export const scenes = [
  scene('month-3-small-light', small, light, ''),
  scene('month-3-large-dark', large, dark, ''),
  scene('month-14-large-light', large, light, 'people=14'),
  scene('month-14-small-dark', small, dark, 'people=14'),
  scene('month-10-schedules-large-light', large, light, 'people=14&schedules=10'),
  scene('month-1-schedule-small-light', small, light, 'schedules=1'),
  scene('week-3-small-light', small, light, '', radio('Week')),
  scene('week-3-large-dark', large, dark, '', radio('Week')),
  scene('week-14-small-dark', small, dark, 'people=14', radio('Week')),
  scene('week-10-schedules-large-light', large, light, 'people=14&schedules=10', radio('Week')),
  scene('agenda-3-small-light', small, light, '', radio('Agenda')),
  scene('agenda-14-large-dark', large, dark, 'people=14', radio('Agenda')),
  scene('why-small-light', small, light, '', mine),
  scene('why-large-dark', large, dark, 'people=14', mine),
  scene('why-gap-large-light', large, light, '', (page) => page.locator('.shift-gap').nth(2).click()),
  scene('why-week-large-light', large, light, 'people=14', radio('Week'), (page) =>
    page.locator('.week-day .shift-trade').first().click(),
  ),
  scene(
    'trade-dialog-small-light',
    small,
    light,
    '',
    click('Trades'),
    click('Offer a shift…'),
    radio('Grace Lindt'),
    radio('For a shift of theirs'),
    (page) => page.getByRole('radiogroup', { name: 'Their coming shifts' }).getByRole('radio').nth(1).click(),
  ),
  scene(
    'trade-dialog-large-dark',
    large,
    dark,
    'people=14',
    mine,
    click('Offer…'),
    radio('Grace Lindt'),
    radio('For a shift of theirs'),
    (page) => page.getByRole('radiogroup', { name: 'Their coming shifts' }).getByRole('radio').nth(1).click(),
  ),
  scene('trade-anyone-small-dark', small, dark, '', mine, click('Offer…')),
  scene('trades-small-light', small, light, '', click(/^Trades/)),
  scene('trades-large-dark', large, dark, '', click(/^Trades/)),
  scene('trade-answer-small-light', small, light, '', click(/^Trades/), click('See and accept…')),
  scene(
    'trade-answer-large-dark',
    large,
    dark,
    '',
    click(/^Trades/),
    (page) => page.getByRole('button', { name: 'See and accept…' }).nth(1).click(),
    (page) => page.getByRole('switch').first().click(),
  ),
  scene(
    'override-small-light',
    small,
    light,
    'people=14',
    (page) => page.locator('.month-shift.shift-other').last().click(),
    click('Override…'),
  ),
  scene('away-small-dark', small, dark, '', press('w')),
  scene('away-add-small-light', small, light, '', press('w'), click('I am away…')),
  scene('zone-week-large-dark', large, dark, '', radio('Week'), click(/^My time/), (page) =>
    page.getByRole('menuitem', { name: /Linus Roy/ }).click(),
  ),
  scene('take-small-light', small, light, '', click('Take the pager')),
  scene('show-small-dark', small, dark, 'schedules=10', click('Show')),
  scene('picked-week-large-light', large, light, '', radio('Week'), async (page) => {
    const box = await page.locator('.week-day').nth(2).boundingBox();
    await page.mouse.move(box.x + 40, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 420, { steps: 6 });
    await page.waitForTimeout(100);
  }),
  scene(
    'keys-month-small-light',
    small,
    light,
    '',
    press('ArrowRight', 'ArrowDown', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight'),
  ),
  {
    ...scene('keys-help-small-light', small, light, ''),
    act: (page) => page.keyboard.press('?'),
  },
  scene('contrast-small-dark', small, dark, 'contrast'),
  scene('contrast-week-small-light', small, light, 'contrast', radio('Week')),
  {
    name: 'none-small-light',
    to: 'calendar',
    size: small,
    theme: light,
    query: 'schedules=0&incidents=0',
    act: null,
  },
];
