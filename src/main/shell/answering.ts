import { app } from 'electron';
import type { Answer } from '../../contract/bridge';
import type { Log } from '../../engine/ports';
import { answerCall } from '../answer-call';
import type { DesktopParts } from './handlers/desktop-parts';
import { engineRelay } from './handlers/engine-relay';
import { shellHandlers } from './handlers/shell-handlers';

/** Answers one call of a screen, whatever came in. Never throws. */
export type AnswerScreen = (name: unknown, input: unknown) => Promise<Answer<unknown>>;

/**
 * What screens may ask of us. Imported only once the engine and the windows are on their way (decisions/0008): the
 * table of calls with its schemas, and the parser of the team file, come along with it.
 */
export function answering(parts: DesktopParts, log: Log): AnswerScreen {
  const handlers = { ...shellHandlers(parts), ...engineRelay(parts.link, parts.status) };
  const options = { handlers, log, checkOutput: !app.isPackaged };
  return (name, input) => answerCall(name, input, options);
}
