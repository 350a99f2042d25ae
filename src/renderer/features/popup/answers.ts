import type { RingingPage } from '../../../contract/views/ringing';

export type AnswerKind = 'acknowledge' | 'snooze' | 'resolve';

/**
 * What became of an answer to one incident.
 *
 *   (none) --answer--> sent --done--> done --left the next push--> (none)
 *                        |              +--paged anew, or still there after GRACE--> (none): it rings again
 *                        +--refused, error, no answer in time--> failed: it rings on, loudly
 */
export type Answer =
  | { readonly state: 'sent'; readonly kind: AnswerKind; readonly pagedAt: number }
  | { readonly state: 'done'; readonly kind: AnswerKind; readonly pagedAt: number; readonly at: number }
  | { readonly state: 'failed'; readonly kind: AnswerKind; readonly why: string };

export type Answers = Readonly<Record<string, Answer>>;

/** How long an answered incident may still stand in the pushes before it counts as ringing. Milliseconds. */
export const GRACE = 3000;
/** No answer from the engine for this long: the answer failed, the page rings on. Milliseconds. */
export const ANSWER_DEADLINE = 5000;

/** Silent at once: sent or done. A failed answer is not silent. */
export function isSilent(answers: Answers, incident: string): boolean {
  const state = answers[incident]?.state;
  return state === 'sent' || state === 'done';
}

export function answerSent(answers: Answers, kind: AnswerKind, pages: readonly RingingPage[]): Answers {
  const next: Record<string, Answer> = { ...answers };
  for (const page of pages) next[page.incident] = { state: 'sent', kind, pagedAt: page.pagedAt };
  return next;
}

/** Takes the engine's account of a bulk answer; whom it names neither as done nor as refused has failed too. */
export function answerCame(
  answers: Answers,
  asked: readonly string[],
  outcome: {
    readonly done: readonly string[];
    readonly refused: readonly { readonly id: string; readonly why: string }[];
  },
  at: number,
): Answers {
  const next: Record<string, Answer> = { ...answers };
  const done = new Set(outcome.done);
  const refused = new Map(outcome.refused.map(({ id, why }) => [id, why]));
  for (const id of asked) {
    const answer = next[id];
    if (answer?.state !== 'sent') continue;
    next[id] = done.has(id)
      ? { state: 'done', kind: answer.kind, pagedAt: answer.pagedAt, at }
      : {
          state: 'failed',
          kind: answer.kind,
          why: refused.get(id) ?? 'the engine did not say what became of it',
        };
  }
  return next;
}

export function answerFailed(answers: Answers, asked: readonly string[], why: string): Answers {
  const next: Record<string, Answer> = { ...answers };
  for (const id of asked) {
    const answer = next[id];
    if (answer?.state === 'sent') next[id] = { state: 'failed', kind: answer.kind, why };
  }
  return next;
}

/** Drops what a new push has overtaken; see the drawing above. Times of one clock, milliseconds. */
export function answersAfterPush(answers: Answers, pages: readonly RingingPage[], now: number): Answers {
  const next: Record<string, Answer> = {};
  for (const page of pages) {
    const answer = answers[page.incident];
    if (!answer) continue;
    if (answer.state === 'done' && (page.pagedAt > answer.pagedAt || now - answer.at > GRACE)) continue;
    next[page.incident] = answer;
  }
  return next;
}

const DOING: Record<AnswerKind, string> = {
  acknowledge: 'Acknowledging…',
  snooze: 'Snoozing…',
  resolve: 'Resolving…',
};
const DONE: Record<AnswerKind, string> = {
  acknowledge: 'Acknowledged',
  snooze: 'Snoozed',
  resolve: 'Resolved',
};

/** The answer in words, for the card. */
export function answerWords(answer: Answer): string {
  switch (answer.state) {
    case 'sent':
      return DOING[answer.kind];
    case 'done':
      return DONE[answer.kind];
    case 'failed':
      return `Not ${DONE[answer.kind].toLowerCase()}, it rings on: ${answer.why}`;
    default:
      return answer satisfies never;
  }
}
