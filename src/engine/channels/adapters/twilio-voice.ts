import type { ChannelMessage, ChannelType } from '../channel-type';
import { valueOf } from '../fields';
import { plainLine } from '../text';
import { checkTwilio, numberProblem, postToTwilio, TWILIO_FIELDS } from '../twilio-account';

/** TwiML in a request may have 4,000 characters, and nobody listens longer. Characters of what is said once. */
const LONGEST = 400;
/** Longer than most mailboxes wait. Seconds. */
const RINGS_FOR = '40';

/**
 * A call by Twilio that says the page twice, for whoever is only just awake:
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource with its instructions in `Twiml`
 * (https://www.twilio.com/docs/voice/twiml/say). `queued` is what it says when it took the call.
 */
export const twilioVoice: ChannelType = {
  type: 'twilio-voice',
  title: 'Call (Twilio)',
  about: 'A call to your phone that reads the page aloud. Needs an account with Twilio and a number of it.',
  fields: TWILIO_FIELDS,
  can: { wakes: true, confirms: 'accepted' },
  // Who is called more often cannot answer the call before.
  limits: { perMinute: 3, longest: 350 },
  check: (values) => checkTwilio(values, numberProblem),
  send: (message, setup, deps) =>
    postToTwilio(
      'Calls',
      { From: valueOf(setup.values, 'from'), Twiml: instructions(message), Timeout: RINGS_FOR },
      setup,
      deps,
    ),
};

function instructions(message: ChannelMessage): string {
  const text = plainLine(`Watchbill. ${message.title}. ${message.body}`, LONGEST).replaceAll('·', ',');
  const say = `<Say>${escaped(text)}</Say>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${say}<Pause length="2"/>${say}</Response>`;
}

/** What XML 1.0 cannot hold was taken out by `plainLine`, two code points excepted. */
function escaped(text: string): string {
  return text
    .replace(/[\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
