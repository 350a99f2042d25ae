import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What one part of the benchmarks found. */
export type Section = {
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
};

export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

const BEGIN = (id: string) => `<!-- generated: ${id} -->`;
const END = (id: string) => `<!-- end: ${id} -->`;

/**
 * Writes sections between their markers; what people wrote around them stays. A part that was not run keeps the
 * figures, machine and date of its last run.
 */
export function writeSections(file: string, sections: readonly Section[]): void {
  let text = existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n';
  for (const { id, title, body } of sections) {
    const block = `${BEGIN(id)}\n## ${title}\n\n${body.trim()}\n${END(id)}`;
    const from = text.indexOf(BEGIN(id));
    const to = text.indexOf(END(id));
    text =
      from === -1 || to < from
        ? `${text.trimEnd()}\n\n${block}\n`
        : text.slice(0, from) + block + text.slice(to + END(id).length);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
