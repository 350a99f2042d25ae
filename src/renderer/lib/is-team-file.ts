/** Whether a runbook names a Markdown or text file relative to the team folder; the shell checks again that it is in there. */
export function isTeamFile(href: string): boolean {
  return /^[^:/\\~][^:\\]*\.(md|markdown|txt)$/i.test(href) && !href.split('/').includes('..');
}
