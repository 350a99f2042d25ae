import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';

/** Asks where to save a text that a screen made (a calendar file, a table), and writes it there: nowhere unasked. */
export async function saveText(
  { fileName, text }: { readonly fileName: string; readonly text: string },
  parent: BrowserWindow | null,
): Promise<{ saved: boolean; text: string }> {
  const options = { title: 'Save', defaultPath: basename(fileName) };
  const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
  if (chosen.canceled || !chosen.filePath) return { saved: false, text: '' };
  try {
    await writeFile(chosen.filePath, text);
    return { saved: true, text: `Saved ${basename(chosen.filePath)}` };
  } catch (error) {
    return {
      saved: false,
      text: `${basename(chosen.filePath)} cannot be written there: ${(error as Error).message}`,
    };
  }
}
