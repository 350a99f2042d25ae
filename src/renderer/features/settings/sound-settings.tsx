import { useEffect, useRef, useState } from 'react';
import type { Input } from '../../../contract/bridge';
import type { Settings } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Section } from '../../ui/screen';
import { Switch } from '../../ui/switch';

const TEST = new URL('../../../../assets/sounds/page-critical.wav', import.meta.url).href;

/** Whether a page sounds and how loud, with the sound itself to try. */
export function SoundSettings({
  settings,
  onChange,
}: {
  settings: Settings;
  onChange: (part: Input<'settings.set'>) => Promise<void>;
}) {
  /** While the slider moves; null when it rests where the settings say. */
  const [moved, setMoved] = useState<number | null>(null);
  const volume = moved ?? settings.volume;
  const [trouble, setTrouble] = useState('');
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => () => audio.current?.pause(), []);

  async function test(): Promise<void> {
    setTrouble('');
    try {
      const outputs = (await navigator.mediaDevices.enumerateDevices()).filter(
        ({ kind }) => kind === 'audiooutput',
      );
      if (outputs.length === 0) return setTrouble('This desktop has no sound output.');
      audio.current ??= new Audio(TEST);
      audio.current.currentTime = 0;
      audio.current.volume = volume;
      await audio.current.play();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  function keep(): void {
    if (moved === null) return;
    setMoved(null);
    if (moved !== settings.volume) void onChange({ volume: moved });
  }

  const percent = Math.round(volume * 100);
  return (
    <Section title="Sound">
      <div className="settings-card">
        <Switch
          label="A page sounds until it is answered"
          hint="Critical every two and a half seconds, errors and warnings every eight, the rest once."
          checked={settings.sound === 'on'}
          onChange={(on) => void onChange({ sound: on ? 'on' : 'off' })}
        />
        <div className="settings-line settings-volume">
          <label className="settings-name" htmlFor="volume">
            Volume
          </label>
          <Glyph name={percent === 0 ? 'sound-off' : 'sound'} />
          <input
            id="volume"
            type="range"
            className="settings-range"
            min={0}
            max={100}
            step={5}
            value={percent}
            disabled={settings.sound === 'off'}
            aria-valuetext={`${percent} percent`}
            onChange={(event) => setMoved(Number(event.target.value) / 100)}
            onPointerUp={keep}
            onKeyUp={keep}
            onBlur={keep}
          />
          <output className="settings-percent" htmlFor="volume">
            {percent} %
          </output>
          <Button size="small" glyph="play" disabled={settings.sound === 'off'} onClick={() => void test()}>
            Play
          </Button>
        </div>
        {settings.sound === 'on' && percent === 0 && (
          <p className="settings-warn">At 0 % you hear no page.</p>
        )}
        {trouble && (
          <p className="settings-bad" role="alert">
            {trouble}
          </p>
        )}
      </div>
    </Section>
  );
}
