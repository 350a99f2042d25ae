const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const scene = (name, people, state, size, theme, more = {}) => ({
  name,
  people,
  state,
  size,
  theme,
  ...more,
});
const wish = async (page) => {
  await page.getByLabel('Date', { exact: true }).fill('2027-02-14');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Day', { exact: true }).selectOption('fri');
  await page.getByRole('radio', { name: 'Prefers' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
};
/** The planner: who takes part, what it found, and how large it is looked at. */
export const scenes = [
  scene('idle-small-light', 3, 'idle', small, 'light'),
  scene('idle-large-dark', 14, 'idle', large, 'dark'),
  scene('wishes-tall-light', 3, 'idle', { width: 1000, height: 1300 }, 'light', { act: wish }),
  scene('working-small-dark', 14, 'working', small, 'dark'),
  scene('done-3-small-light', 3, 'done', small, 'light'),
  scene('done-3-large-dark', 3, 'done', large, 'dark'),
  scene('done-14-small-dark', 14, 'done', small, 'dark'),
  scene('done-14-large-light', 14, 'done', large, 'light'),
  scene('done-3-tall-light', 3, 'done', { width: 1000, height: 1700 }, 'light'),
  scene('done-14-tall-dark', 14, 'done', { width: 1600, height: 1700 }, 'dark'),
  scene('impossible-small-light', 14, 'impossible', small, 'light'),
  scene('impossible-large-dark', 3, 'impossible', large, 'dark'),
  scene('contrast-light', 14, 'done', large, 'light', { query: '&contrast' }),
  scene('contrast-dark', 3, 'done', large, 'dark', { query: '&contrast' }),
  scene('write-large-light', 14, 'done', large, 'light', {
    act: (page) => page.getByRole('button', { name: /Write into the team file/ }).click(),
  }),
  scene('zoom-200-light', 3, 'done', { width: 500, height: 350 }, 'light', { scale: 2 }),
];
