import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type BrowserWindow, dialog, shell } from 'electron';
import { checkLink } from '../check-link';
import { plainLine } from './plain-line';

type Outcome = { opened: boolean; why: string };

/** The one way out into the browser: http(s) only, and only after the person saw the host and agreed. */
export async function openLink(href: string, parent: BrowserWindow | null): Promise<Outcome> {
  const link = checkLink(href);
  if (!link.ok) return { opened: false, why: link.why };
  const question = {
    type: 'question' as const,
    buttons: ['Open', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
    title: 'Open a link',
    message: `Open ${link.host} in your browser?`,
    detail: plainLine(link.href, 400),
  };
  const { response } = await (parent
    ? dialog.showMessageBox(parent, question)
    : dialog.showMessageBox(question));
  if (response !== 0) return { opened: false, why: 'Not opened.' };
  await shell.openExternal(link.href);
  return { opened: true, why: '' };
}

const TEXTS = new Set(['.md', '.markdown', '.txt']);

/** Opens a text of the team folder (a runbook) in the system's program for it; nothing that could run, nothing outside. */
export async function openTeamFile(folder: string, path: string): Promise<Outcome> {
  const no = (why: string): Outcome => ({ opened: false, why });
  if (!folder) return no('There is no team folder yet.');
  const file = await insideOf(folder, path);
  if (!file) return no('There is no such file in the team folder.');
  if (!TEXTS.has(extname(file).toLowerCase())) return no('Only Markdown and plain text files are opened.');
  const problem = await shell.openPath(file);
  return problem ? no(problem) : { opened: true, why: '' };
}

/** The real path of a regular file below a folder, links resolved; null when it is outside or not there. */
async function insideOf(folder: string, path: string): Promise<string | null> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}
