import type { Input } from '../../../contract/bridge';
import type { RingingPage } from '../../../contract/views/ringing';
import { ANSWERED_FIRST } from '../../../core/page/answered-first';
import {
  afterTone,
  type Played,
  planSound,
  SILENT,
  type Sounding,
  stillHeard,
  type Tone,
} from './sound-plan';

export type SoundSettings = { readonly sound: 'on' | 'off'; readonly volume: number };

/** Something that can be heard: the browser's, or a test's. */
export type Speaker = {
  /** Starts a tone from its beginning, `volume` 0–1. Resolves when it is really heard, rejects when it cannot be. */
  readonly play: (tone: Tone | 'answered', volume: number) => Promise<void>;
  /** Silent in this very tick. */
  readonly stop: () => void;
  /** How many outputs the system has; 0 when nothing could be heard. */
  readonly outputs: () => Promise<number>;
};

export type SoundPorts = {
  readonly speaker: Speaker;
  readonly report: (delivery: Input<'page.delivered'>) => void;
  /** A clock that never goes back, milliseconds. */
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  /**
   * How long the first tone waits, milliseconds: starting the system's sound takes processors that the picture of the
   * page needs just then (decisions/0008). Default 0.
   */
  readonly lead?: number;
};

export type Sound = ReturnType<typeof createSound>;

/**
 * Rings until answered, after the plan in sound-plan.ts, and reports for every page of the channel `sound` what became
 * of it: delivered only once playback has begun.
 */
export function createSound(ports: SoundPorts) {
  const { lead = 0 } = ports;
  let settings: SoundSettings | null = null;
  let ringing: readonly RingingPage[] = [];
  let played: Played = SILENT;
  let stopTimer = () => {};
  /** Rises with every change, so that a playback that begins late knows it is out of date. */
  let turn = 0;
  let starting = false;
  let notBefore = Number.NEGATIVE_INFINITY;
  const reported = new Set<string>();

  const sounding = (): Sounding[] => ringing.map(({ incident, severity }) => ({ incident, severity }));

  function report(
    pages: readonly RingingPage[],
    state: Input<'page.delivered'>['state'],
    detail: string,
  ): void {
    for (const page of pages) {
      for (const { id, channel } of page.pages) {
        if (channel !== 'sound' || reported.has(id)) continue;
        reported.add(id);
        ports.report({ page: id, channel: 'sound', state, detail: detail.slice(0, 300) });
      }
    }
  }

  function hush(): void {
    turn += 1;
    stopTimer();
    ports.speaker.stop();
  }

  function beat(): void {
    stopTimer();
    if (settings === null || starting) return;
    if (settings.sound === 'off' || settings.volume === 0) {
      report(
        ringing,
        'refused',
        settings.sound === 'off' ? 'sound is off in the settings' : 'the volume is 0 in the settings',
      );
      return;
    }
    const plan = planSound(sounding(), played, ports.now());
    if (plan.do === 'wait') stopTimer = ports.after(plan.until - ports.now(), beat);
    if (plan.do !== 'play') return;
    if (ports.now() < notBefore) stopTimer = ports.after(notBefore - ports.now(), beat);
    else void start(plan.tone, settings.volume);
  }

  async function start(tone: Tone, volume: number): Promise<void> {
    starting = true;
    const mine = turn;
    const pages = ringing;
    played = afterTone(sounding(), tone, ports.now());
    try {
      const [outputs] = await Promise.all([ports.speaker.outputs(), ports.speaker.play(tone, volume)]);
      // Where nothing can be heard the browser still "plays", into nothing.
      if (outputs === 0) report(pages, 'refused', 'this desktop has no sound output');
      else if (mine === turn)
        report(pages, 'delivered', `playing on ${outputs} ${outputs === 1 ? 'output' : 'outputs'}`);
    } catch (error) {
      // Cut off by an answer is not a failure.
      if (mine === turn) report(pages, 'failed', error instanceof Error ? error.message : String(error));
    } finally {
      starting = false;
      beat();
    }
  }

  return {
    /** What rings now, answered ones left out. Silence is immediate when nothing is left. */
    ring(pages: readonly RingingPage[]): void {
      if (ringing.length === 0) notBefore = ports.now() + lead;
      const left = ringing.filter((page) => !pages.some(({ incident }) => incident === page.incident));
      ringing = pages;
      played = stillHeard(played, sounding());
      if (pages.length === 0 && left.length > 0) hush();
      else if (
        left.some((page) => page.severity === 'critical') &&
        !pages.some((page) => page.severity === 'critical')
      )
        hush();
      // Answered before its tone began: nobody heard it, and nobody needed to. That is no failure.
      report(left, 'delivered', ANSWERED_FIRST);
      beat();
    },
    set(next: SoundSettings): void {
      const changed = settings !== null && (settings.sound !== next.sound || settings.volume !== next.volume);
      settings = next;
      if (changed && (next.sound === 'off' || next.volume === 0)) hush();
      beat();
    },
    /** A soft sign that the last page was answered; only where nothing rings. */
    answered(): void {
      if (settings === null || settings.sound === 'off' || settings.volume === 0 || ringing.length > 0)
        return;
      ports.speaker.play('answered', settings.volume * 0.6).catch(() => {});
    },
    stop: hush,
  };
}
