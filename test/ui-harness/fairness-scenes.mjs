const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const measure = (name) => (page) => page.getByRole('radio', { name, exact: true }).click();
/** The screen of fairness, at sizes, for teams of 3 and 14. */
export const scenes = [
  { name: '3-small-light', people: 3, size: small, theme: 'light' },
  { name: '3-large-dark', people: 3, size: large, theme: 'dark' },
  { name: '14-small-dark', people: 14, size: small, theme: 'dark' },
  { name: '14-large-light', people: 14, size: large, theme: 'light' },
  { name: '14-tall-light', people: 14, size: { width: 1000, height: 2000 }, theme: 'light' },
  { name: '14-tall-dark', people: 14, size: { width: 1600, height: 1700 }, theme: 'dark' },
  { name: '14-contrast-light', people: 14, size: large, theme: 'light', query: '&contrast' },
  { name: '14-contrast-dark', people: 14, size: large, theme: 'dark', query: '&contrast' },
  { name: '14-rest-large-light', people: 14, size: large, theme: 'light', act: measure('Shortest rest') },
  { name: '14-holidays-small-light', people: 14, size: small, theme: 'light', act: measure('Holidays') },
  { name: 'nobody-small-light', people: 0, size: small, theme: 'light' },
  {
    name: 'custom-small-dark',
    people: 3,
    size: small,
    theme: 'dark',
    act: async (page) => {
      await page.getByRole('radio', { name: 'Other days' }).click();
      await page.getByLabel('First day').fill('2027-03-01');
    },
  },
  {
    name: 'filter-small-light',
    people: 3,
    size: small,
    theme: 'light',
    act: (page) => page.getByRole('button', { name: 'All schedules' }).click(),
  },
  { name: 'zoom-200-light', people: 14, size: { width: 500, height: 350 }, scale: 2, theme: 'light' },
];
