/** Where a new team could live: in the home folder, named after the team. The shell knows what `~` is. */
export function suggestFolder(teamName: string): string {
  const name = teamName
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `~/Watchbill/${name === '' ? 'oncall' : `${name}-oncall`}`;
}
