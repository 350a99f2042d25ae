import type { WriteBackView } from '../../contract/views/incident';
import type { WriteBack } from '../../core/incident/incident';
import { assertNever } from '../../core/kernel/never';
import type { Names } from './names';
import { endSentence, outsideText } from './outside-text';

type Told = { readonly text: string; readonly tone: 'plain' | 'good' | 'bad' | 'quiet' };

/** How the silence of an acknowledgement stands, as a sentence of the story. @param source title, ready for a sentence */
export function writeBackStory(held: WriteBack, source: string, names: Names): Told {
  const until = held.endsAt === null ? '' : names.clock(held.endsAt, held.at);
  const detail = endSentence(held.detail);
  switch (held.state) {
    case 'writing':
      return {
        text:
          held.silenceId === ''
            ? `Asked ${source} for a silence; not confirmed yet.`
            : `Asked ${source} to renew the silence; not confirmed yet.`,
        tone: 'quiet',
      };
    case 'confirmed':
      if (held.detail !== '')
        return {
          text: `The silence at ${source} holds${until === '' ? '' : ` until ${until}`}, but: ${detail}`,
          tone: 'bad',
        };
      return {
        text: `${source} confirmed the silence at ${names.clockWithSeconds(held.at, held.at)}${until === '' ? '' : `, until ${until}`}.`,
        tone: 'good',
      };
    case 'refused':
      return {
        text: `${source} did not take the silence${held.detail === '' ? '.' : `: ${detail}`}`,
        tone: 'bad',
      };
    case 'removing':
      return held.detail === ''
        ? { text: `Asked ${source} to end the silence.`, tone: 'quiet' }
        : {
            text: `${source} still has the silence${until === '' ? '' : `, until ${until} at the latest`}: ${detail}`,
            tone: 'bad',
          };
    case 'removed':
      return held.detail === ''
        ? { text: `The silence at ${source} is ended.`, tone: 'quiet' }
        : { text: `At ${source} ${detail}`, tone: 'bad' };
    default:
      return assertNever(held.state, 'state of a silence');
  }
}

/** The same for the head of an incident: one line, as it stands now. */
export function writeBackViewOf(held: WriteBack, sourceTitle: string, names: Names): WriteBackView {
  return {
    state: held.state,
    at: held.at,
    endsAt: held.endsAt,
    silenceId: held.silenceId,
    detail: held.detail,
    text: lineOf(held, outsideText(sourceTitle, 100), names),
  };
}

function lineOf(held: WriteBack, source: string, names: Names): string {
  if (held.state !== 'confirmed' || held.detail !== '') return writeBackStory(held, source, names).text;
  const until = held.endsAt === null ? '' : `, silenced until ${names.clock(held.endsAt, held.at)}`;
  return `Confirmed by ${source} ${names.clockWithSeconds(held.at, held.at)}${until}`;
}
