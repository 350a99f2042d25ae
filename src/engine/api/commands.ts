import { z } from 'zod';
import type { Actor } from '../../core/incident/incident';
import type { PersonId } from '../../core/kernel/ids';
import { err, ok, type Result } from '../../core/kernel/result';
import type { Command } from '../../core/step/input';
import type { Team } from '../../core/team/team';
import { parseDuration } from '../../core/time/duration';
import { type Instant, parseInstant } from '../../core/time/instant';
import { fieldWords } from './field-words';

const TIMES = new Set(['until']);
/** `by`: the person who does it; without it, whoever sits at this desktop. */
const by = z.string().min(1).max(100).optional();
const bodies = {
  acknowledge: z.strictObject({ by, hereOnly: z.boolean().optional() }),
  unacknowledge: z.strictObject({ by }),
  snooze: z.strictObject({ by, for: z.string().max(40).optional(), until: z.string().max(40).optional() }),
  resolve: z.strictObject({ by }),
  note: z.strictObject({ by, text: z.string().trim().min(1).max(10_000) }),
  take: z.strictObject({ by }),
  escalate: z.strictObject({ by }),
  'hand-over': z.strictObject({ by, to: z.string().min(1).max(100) }),
  'add-responder': z.strictObject({ by, to: z.string().min(1).max(100) }),
};

export type CommandName = keyof typeof bodies;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(bodies, name);
}

/** Reads the body of a command. The error is one sentence for the caller, answered 400. */
export function readCommand(
  name: CommandName,
  body: unknown,
  context: { readonly me: PersonId; readonly team: Team; readonly now: Instant },
): Result<{ command: Command; actor: Actor }, string> {
  const read = bodies[name].safeParse(body);
  if (!read.success) return err(fieldWords(read.error, body, TIMES));
  const person = read.data.by ?? context.me;
  if (read.data.by !== undefined && !context.team.people.some(({ id }) => id === person)) {
    return err('"by" is nobody of the team');
  }
  const command = commandOf(name, read.data, context.now);
  return command.ok ? ok({ command: command.value, actor: { kind: 'person', id: person } }) : command;
}

type Given = {
  readonly by?: string;
  readonly for?: string;
  readonly until?: string;
  readonly text?: string;
  readonly hereOnly?: boolean;
  readonly to?: string;
};

function commandOf(name: CommandName, given: Given, now: Instant): Result<Command, string> {
  switch (name) {
    case 'acknowledge':
      return ok({ act: name, hereOnly: given.hereOnly ?? false });
    case 'unacknowledge':
    case 'resolve':
    case 'take':
    case 'escalate':
      return ok({ act: name });
    case 'hand-over':
      return ok({ act: 'handOver', to: given.to ?? '' });
    case 'add-responder':
      return ok({ act: 'addResponder', to: given.to ?? '' });
    case 'note':
      return ok({ act: name, text: given.text ?? '' });
    case 'snooze': {
      const until = untilOf(given, now);
      return until.ok ? ok({ act: name, until: until.value }) : until;
    }
  }
}

function untilOf(given: Given, now: Instant): Result<Instant, string> {
  if ((given.for === undefined) === (given.until === undefined)) return err('give either "for" or "until"');
  if (given.for !== undefined) {
    const duration = parseDuration(given.for);
    if (!duration.ok) return duration;
    return duration.value > 0 ? ok(now + duration.value) : err('"for" must be longer than nothing');
  }
  const until = parseInstant(given.until);
  if (until === null) return err('"until" must be a time such as 2026-11-23T06:00:00Z');
  return until > now ? ok(until) : err('"until" is in the past');
}
