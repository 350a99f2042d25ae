import type { ChannelType } from '../channel-type';
import { valueOf } from '../fields';
import { cut, plainLine, plainLines } from '../text';
import { checkTwilio, numberProblem, postToTwilio, TWILIO_FIELDS } from '../twilio-account';

/** Twilio takes 1,600; every 70 to 160 are one message to pay for. Characters. */
const LONGEST = 640;

/**
 * A text message by Twilio: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource.
 * `queued` is what it says when it took one; whether the phone got it, it does not say yet.
 */
export const twilioSms: ChannelType = {
  type: 'twilio-sms',
  title: 'Text message (Twilio)',
  about: 'A text message to your phone, without any app. Needs an account with Twilio and a number of it.',
  fields: TWILIO_FIELDS,
  can: { wakes: true, confirms: 'accepted' },
  // A long code of North America sends one a second; carriers filter those who do.
  limits: { perMinute: 10, longest: 500 },
  check: (values) =>
    checkTwilio(values, (from) => (/^MG[0-9a-fA-F]{32}$/.test(from) ? null : numberProblem(from))),
  send(message, setup, deps) {
    const from = valueOf(setup.values, 'from');
    const title = plainLine(message.title, 300) || '(no title)';
    return postToTwilio(
      'Messages',
      {
        ...(from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }),
        Body: cut(`${title}\n${plainLines(message.body, LONGEST)}`.trim(), LONGEST),
      },
      setup,
      deps,
    );
  },
};
