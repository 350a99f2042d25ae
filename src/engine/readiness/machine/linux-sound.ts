import { readFile } from 'node:fs/promises';
import type { MachineFacts } from '../../../core/readiness/facts';
import type { Probe } from './probe';

type Sound = MachineFacts['sound'];

/** The output that sound goes to by default: asked of PipeWire, of PulseAudio, else whether the kernel has a card. */
export async function linuxSound(probe: Probe): Promise<Sound> {
  return (await fromPipeWire(probe)) ?? (await fromPulse(probe)) ?? (await fromKernel());
}

async function fromPipeWire(probe: Probe): Promise<Sound | null> {
  const said = await probe('wpctl', 'get-volume', '@DEFAULT_AUDIO_SINK@');
  const m = said.ok ? /^Volume: (\d+(?:\.\d+)?)( \[MUTED\])?/.exec(said.text) : null;
  if (!m) return null;
  const inspected = await probe('wpctl', 'inspect', '@DEFAULT_AUDIO_SINK@');
  const text = inspected.ok ? inspected.text : '';
  const device = /node\.description = "([^"]{1,100})"/.exec(text)?.[1] ?? 'The default output';
  if (/node\.name = "auto_null"/.test(text)) return none();
  return { known: true, value: { device, muted: m[2] !== undefined, volume: Number(m[1]) } };
}

async function fromPulse(probe: Probe): Promise<Sound | null> {
  const sink = await probe('pactl', 'get-default-sink');
  if (!sink.ok) {
    // Installed, and nobody answers: no sound server, so nothing of ours is heard.
    return !sink.missing && /connection|refused|timeout|no such/i.test(sink.why) ? fromKernel() : null;
  }
  // What stands in for a device where there is none.
  if (sink.text === '' || sink.text.startsWith('auto_null')) return none();
  const [muted, volume, sinks] = await Promise.all([
    probe('pactl', 'get-sink-mute', '@DEFAULT_SINK@'),
    probe('pactl', 'get-sink-volume', '@DEFAULT_SINK@'),
    probe('pactl', 'list', 'sinks'),
  ]);
  const mute = muted.ok ? /^Mute: (yes|no)/.exec(muted.text)?.[1] : undefined;
  if (mute === undefined) return { known: false, why: `whether it is muted cannot be read: ${why(muted)}` };
  const loud = volume.ok ? /(\d{1,3})%/.exec(volume.text)?.[1] : undefined;
  return {
    known: true,
    value: {
      device: described(sinks.ok ? sinks.text : '', sink.text),
      muted: mute === 'yes',
      volume: loud === undefined ? null : Number(loud) / 100,
    },
  };
}

function described(sinks: string, name: string): string {
  const block = sinks.split(/^Sink #/m).find((part) => part.includes(`Name: ${name}\n`)) ?? '';
  return /Description: (.{1,100})/.exec(block)?.[1] ?? name.slice(0, 100);
}

/** Without a sound server a card may be there; whether it is muted nobody says. */
async function fromKernel(): Promise<Sound> {
  const cards = await readFile('/proc/asound/cards', 'utf8').catch(() => '');
  if (cards.trim() === '' || cards.includes('no soundcards')) return none();
  return { known: false, why: 'a sound card is there, but no sound server to ask whether it is muted' };
}

function none(): Sound {
  return { known: true, value: { device: '', muted: false, volume: null } };
}

function why(said: { readonly ok: boolean; readonly why?: string }): string {
  return said.why ?? 'the answer is not understood';
}
