export type Cell = string | number | null;

/**
 * A table by RFC 4180: comma, CRLF, quotes doubled; null is an empty cell. Text that a spreadsheet would run as a
 * formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe in front, as OWASP advises:
 * names come from a file that others write. Numbers are numbers, with a point and at most six decimals.
 */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Math.round(cell * 1e6) / 1e6);
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
