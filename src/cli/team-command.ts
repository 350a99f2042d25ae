import { type ParseArgsConfig, parseArgs } from 'node:util';
import { err, ok, type Result } from '../core/kernel/result';
import { type LoadedTeam, loadTeam } from '../engine/rota/load-rota';
import { FAILED, type Io, USAGE } from './io';

/** A command that reads one team: its name, and how it is called. */
export type TeamCommand = { readonly name: string; readonly usage: string };

type OptionsOf = NonNullable<ParseArgsConfig['options']>;
type Read<O extends OptionsOf> = {
  readonly path: string;
  readonly values: ReturnType<
    typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>
  >['values'];
};

/**
 * Reads a command line: options, and the one team folder or file that it names.
 * @param make what the command makes of them; it throws what is wrong, in a sentence
 */
export function readTeamCall<O extends OptionsOf, T>(
  argv: readonly string[],
  options: O,
  make: (read: Read<O>) => T,
): Result<T, string> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    const [path, ...more] = positionals;
    if (path === undefined || path === '') return err('which team? Name its folder or file');
    if (more.length > 0) return err(`one folder or file at a time, not also "${more[0]}"`);
    return ok(make({ path, values }));
  } catch (error) {
    return err((error as Error).message);
  }
}

/**
 * Loads the team that a command line names, once it has been read; says what is wrong with either.
 * @returns both, or the exit code
 */
export async function openTeam<T extends { readonly path: string }>(
  command: TeamCommand,
  options: Result<T, string>,
  io: Io,
): Promise<Result<{ readonly options: T; readonly loaded: LoadedTeam }, number>> {
  if (!options.ok) return err(misused(command, io, options.error));
  const loaded = await loadTeam(options.value.path);
  if (loaded.ok) return ok({ options: options.value, loaded: loaded.value });
  for (const line of loaded.error) io.err(line);
  return err(FAILED);
}

/** Says why a command was called wrongly, and how it is called. @returns the exit code */
export function misused({ name, usage }: TeamCommand, io: Io, problem: string): number {
  io.err(`watchbill ${name}: ${problem}`);
  io.err(usage);
  return USAGE;
}
