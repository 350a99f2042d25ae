import { command } from './adapters/command';
import { email } from './adapters/email';
import { matrix } from './adapters/matrix';
import { mattermost } from './adapters/mattermost';
import { ntfy } from './adapters/ntfy';
import { pushover } from './adapters/pushover';
import { slack } from './adapters/slack';
import { teams } from './adapters/teams';
import { telegram } from './adapters/telegram';
import { twilioSms } from './adapters/twilio-sms';
import { twilioVoice } from './adapters/twilio-voice';
import { webhook } from './adapters/webhook';
import type { ChannelType } from './channel-type';

/** Every kind of channel, in the order in which they are offered. */
export const CHANNEL_TYPES: readonly ChannelType[] = [
  ntfy,
  pushover,
  telegram,
  twilioVoice,
  twilioSms,
  email,
  slack,
  mattermost,
  teams,
  matrix,
  webhook,
  command,
];

/** The kind of that name; undefined for one that this Watchbill does not know. */
export function findChannelType(type: string): ChannelType | undefined {
  return CHANNEL_TYPES.find((known) => known.type === type);
}
