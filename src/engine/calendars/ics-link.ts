import type { Result } from '../../core/kernel/result';
import type { IcsAsked, IcsReading } from './read-ics';

/** What passes between the engine's thread and a reader's: one question, one answer. */
export type ToIcsWorker = { readonly text: string; readonly asked: IcsAsked };
export type FromIcsWorker = Result<IcsReading, string>;
