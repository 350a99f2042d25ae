import type { Speaker } from './sound';

// Addresses, not imports: Vite copies the files beside the page, so that `media-src 'self'` lets them in.
const FILES = {
  'page-critical': new URL('../../../../assets/sounds/page-critical.wav', import.meta.url).href,
  page: new URL('../../../../assets/sounds/page.wav', import.meta.url).href,
  info: new URL('../../../../assets/sounds/info.wav', import.meta.url).href,
  answered: new URL('../../../../assets/sounds/answered.wav', import.meta.url).href,
};

/** How long playback may take to begin before it counts as failed. Milliseconds. */
const BEGIN = 4000;

/**
 * The speaker of this desktop. Plain audio elements: the page may not fetch (`connect-src 'none'`), so WebAudio could
 * not get at the files. Made when something is first to be heard: an element that has loaded keeps the system's sound,
 * a process of 20 MB that wakes forty times a second, open in a tray where nothing rings.
 */
export function createSpeaker(): Speaker {
  const elements = new Map<keyof typeof FILES, HTMLAudioElement>();

  function elementOf(tone: keyof typeof FILES): HTMLAudioElement {
    const audio = elements.get(tone) ?? new Audio(FILES[tone]);
    elements.set(tone, audio);
    return audio;
  }

  function stop(): void {
    for (const audio of elements.values()) {
      audio.pause();
      audio.currentTime = 0;
    }
  }

  return {
    stop,
    play: (tone, volume) => {
      stop();
      const audio = elementOf(tone);
      audio.volume = Math.min(1, Math.max(0, volume));
      return withDeadline(begun(audio));
    },
    outputs: async () => {
      // Without a permission to listen the list holds one nameless entry a kind; none at all means no device.
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.filter((device) => device.kind === 'audiooutput').length;
    },
  };
}

/** Resolves when sound has really moved on: `playing` fires once the data is there and the clock of the element runs. */
async function begun(audio: HTMLAudioElement): Promise<void> {
  const failed = audio.error;
  if (failed) audio.load();
  await audio.play();
}

function withDeadline(playing: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`playback did not begin within ${BEGIN / 1000} seconds`)),
      BEGIN,
    );
    playing.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
