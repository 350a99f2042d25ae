import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemporaryTeam } from './temporary-team';

/** A clone of a team's repository, and a folder for the data of an engine on it. */
export type Clone = TemporaryTeam & { git(...args: string[]): string };

/**
 * A bare repository with one commit of a team file, and two clones of it. Its git asks nobody for a name.
 * `remove` of either clone takes all of it away.
 */
export function gitClones(yaml: string): { ada: Clone; grace: Clone; bare: string } {
  const root = mkdtempSync(join(tmpdir(), 'watchbill-clones-'));
  const bare = join(root, 'team.git');
  const run = (folder: string, ...args: string[]): string =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    ).trim();
  run(root, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  const make = (name: string): Clone => {
    const folder = join(root, name);
    run(root, 'clone', '--quiet', bare, folder);
    return {
      folder,
      data: join(root, `${name}-data`),
      write: (text) => writeFileSync(join(folder, 'watchbill.yaml'), text),
      remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
      git: (...args) => run(folder, ...args),
    };
  };
  const ada = make('ada');
  ada.git('checkout', '--quiet', '-b', 'main');
  ada.write(yaml);
  ada.git('add', '.');
  ada.git('commit', '--quiet', '-m', 'team');
  ada.git('push', '--quiet', '-u', 'origin', 'main');
  return { ada, grace: make('grace'), bare };
}
