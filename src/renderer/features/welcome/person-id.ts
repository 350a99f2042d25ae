/** A short name for the team file, from how a person is called: `Ada Okafor` is `ada`; taken ones get a number. */
export function personId(name: string, taken: readonly string[]): string {
  const first =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}/gu, '')
      .split(/[^a-z0-9]+/)
      .find((word) => word !== '') ?? 'me';
  let id = first.slice(0, 50);
  for (let n = 2; taken.includes(id); n++) id = `${first.slice(0, 50)}${n}`;
  return id;
}
