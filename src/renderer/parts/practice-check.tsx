import { useState } from 'react';
import type { PracticeView } from '../../contract/views/practice';
import { wasAnsweredFirst } from '../../core/page/answered-first';
import { call } from '../bridge';
import { spanText } from '../lib/format-time';
import { useMirror } from '../state/mirror';
import { Button } from '../ui/button';
import { Glyph } from '../ui/glyph';
import './practice-check.css';
import { channelAdvice, channelWords, practiceVerdict } from './practice-words';

type Channel = PracticeView['channels'][number];

const SHOWN_BEFORE: readonly Channel[] = [
  { channel: 'popup', title: 'Pop-up', state: 'pending', detail: '' },
  { channel: 'notification', title: 'Notification', state: 'pending', detail: '' },
  { channel: 'sound', title: 'Sound', state: 'pending', detail: '' },
];
const GLYPHS: Record<string, string> = { popup: 'window', sound: 'sound' };

/**
 * Rings this desktop as a real page does and shows what each channel really reported. Nobody else is paged.
 * Shown by the welcome, the settings and a screen of its own.
 */
export function PracticeCheck() {
  const practice = useMirror((mirror) => mirror.practice);
  const [trouble, setTrouble] = useState('');
  const [starting, setStarting] = useState(false);
  const idle = !practice || practice.state === 'idle';

  async function start(): Promise<void> {
    setStarting(true);
    setTrouble('');
    try {
      useMirror.setState({ practice: await call('practice.start', {}) });
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setStarting(false);
    }
  }

  const channels = idle || practice.channels.length === 0 ? SHOWN_BEFORE : practice.channels;
  return (
    <div className="practice" data-state={practice?.state ?? 'idle'}>
      <ul className="practice-channels" aria-label="Channels">
        {channels.map((channel) => (
          <ChannelRow key={channel.channel} channel={channel} idle={idle} />
        ))}
      </ul>
      <div className="practice-foot">
        <p className="practice-verdict" role="status">
          {practiceVerdict(practice)}
          {practice?.answeredAfter != null && (
            <span className="muted"> You answered after {spanText(practice.answeredAfter)}.</span>
          )}
        </p>
        <Button
          look={idle ? 'primary' : 'plain'}
          glyph="play"
          disabled={starting || practice?.state === 'ringing'}
          onClick={() => void start()}
        >
          {idle ? 'Page me now' : 'Page me again'}
        </Button>
      </div>
      {trouble && (
        <p className="practice-trouble" role="alert">
          No practice page: {trouble}
        </p>
      )}
    </div>
  );
}

function ChannelRow({ channel, idle }: { channel: Channel; idle: boolean }) {
  const state = idle ? 'idle' : wasAnsweredFirst(channel) ? 'pending' : channel.state;
  const advice = channelAdvice(channel);
  return (
    <li className={`practice-channel practice-${state}`}>
      <span className="practice-icon">
        <Glyph name={GLYPHS[channel.channel] ?? 'notification'} size={20} />
      </span>
      <div className="practice-words">
        <p className="practice-name">{channel.title}</p>
        {!idle && channel.detail && (
          <p className="practice-detail selectable">
            <bdi>{channel.detail}</bdi>
          </p>
        )}
        {!idle && advice && <p className="practice-advice">{advice}</p>}
      </div>
      <span className="practice-state">
        <Glyph name={state === 'delivered' ? 'check' : state === 'pending' || idle ? 'clock' : 'warning'} />
        {idle ? 'Not tried yet' : channelWords(channel)}
      </span>
    </li>
  );
}
