import type { Suppression } from '../../core/alert/alert';
import type { PersonId } from '../../core/kernel/ids';
import { DAY, type Duration, HOUR, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { DEMO_ALERTS, type DemoAlert, demoAlert } from './alerts';
import { NOTES } from './notes';
import type { Dice } from './random';
import { BAD_AFTERNOON, type Scene, STILL_OPEN, STILL_SUPPRESSED } from './scenes';

/** One incident of the month: what fired, who answered, how it ended. */
export type Story = {
  readonly alert: DemoAlert;
  readonly start: Instant;
  /** Null: it still fires. */
  readonly end: Instant | null;
  /** Times it was sent again meanwhile. */
  readonly sightings: number;
  readonly suppression: Suppression | null;
  readonly answer: Answer | null;
  /** Null: its sender said that it was over. */
  readonly resolvedBy: PersonId | null;
};

type Answer = {
  readonly at: Instant;
  readonly by: PersonId;
  readonly snoozeUntil: Instant | null;
  readonly note: string;
  readonly notedAt: Instant;
  readonly handover: { readonly at: Instant; readonly to: PersonId } | null;
};

export type Deploy = { readonly at: Instant; readonly summary: string; readonly href: string };

const DAYS = 30;
/** Between two incidents of one alert at least so much, so that they stay two. */
const APART: Duration = 10 * MINUTE;

/** Plans the month before `now`. No two stories of one alert overlap. */
export function planMonth(now: Instant, me: PersonId, dice: Dice): { stories: Story[]; deploys: Deploy[] } {
  const plan = new Plan(now, me, dice);
  const deploys: Deploy[] = [];
  plan.open();
  plan.badAfternoon(midnight(now, 9) + 13 * HOUR + 12 * MINUTE);
  for (const [daysAgo, name] of [
    [4, 'BlackboxProbeSlowHttp'],
    [12, 'HaproxyServerHealthcheckFailure'],
    [20, 'HostHighCpuLoad'],
  ] as const) {
    plan.flap(
      demoAlert(name),
      midnight(now, daysAgo) + dice.between(9, 19) * HOUR + dice.between(0, 50) * MINUTE,
    );
  }
  plan.silenced('KubeJobNotCompleted', midnight(now, 7) + 2 * HOUR, 90 * MINUTE, 'maintenance: card network');
  plan.silenced(
    'HostDiskMayFillIn24Hours',
    midnight(now, 16) + 22 * HOUR,
    5 * HOUR,
    'maintenance: db-2 storage',
  );
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
    const start = midnight(now, daysAgo);
    const weekday = new Date(start).getUTCDay();
    const deployAt = start + 14 * HOUR + dice.between(0, 40) * MINUTE + dice.between(0, 59) * SECOND;
    if ((weekday === 2 || weekday === 4) && deployAt < now - HOUR) {
      const version = `${new Date(start).getUTCFullYear()}.${String(DAYS - daysAgo + 101)}`;
      deploys.push({
        at: deployAt,
        summary: `checkout-api ${version} deployed by Inês Duarte`,
        href: `https://deploys.harbour.example/checkout-api/${version}`,
      });
      plan.afterDeploy(deployAt);
    }
    plan.ordinaryDay(start, weekday === 0 || weekday === 6);
  }
  return { stories: plan.stories, deploys };
}

/** Not answered, not silenced, over when its sender says so. */
const THE_REST = { suppression: null, answer: null, resolvedBy: null } as const;

class Plan {
  readonly stories: Story[] = [];

  constructor(
    private readonly now: Instant,
    private readonly me: PersonId,
    private readonly dice: Dice,
  ) {}

  ordinaryDay(start: Instant, weekend: boolean): void {
    const { dice } = this;
    for (let n = weekend ? dice.between(0, 2) : dice.between(2, 4); n > 0; n--) {
      const hour = dice.roll() < 0.75 ? dice.between(7, 19) : dice.between(20, 30) % 24;
      this.fire(
        this.pick(['often', 'often', 'often', 'some', 'some', 'some', 'some', 'rare']),
        start + hour * HOUR + dice.between(0, 3599) * SECOND,
      );
    }
    if (dice.roll() < 0.35)
      this.fire(this.pick(['night']), start + dice.between(0, 4) * HOUR + dice.between(0, 3599) * SECOND);
  }

  afterDeploy(at: Instant): void {
    const { dice } = this;
    if (dice.roll() < 0.4) return;
    for (let n = dice.between(1, 3); n > 0; n--)
      this.fire(
        this.pick(['deploy', 'deploy', 'some']),
        at + dice.between(2, 25) * MINUTE + dice.between(0, 59) * SECOND,
      );
  }

  /** The same alert comes and goes five times within an hour or so. */
  flap(alert: DemoAlert, start: Instant): void {
    const { dice } = this;
    let at = start;
    for (let n = 0; n < 5; n++) {
      const end = at + dice.between(2, 5) * MINUTE;
      const last = n === 4;
      this.add({
        alert,
        start: at,
        end,
        sightings: 1,
        suppression: null,
        answer: last
          ? this.answer(alert, at, end, 'It flaps. Probe interval doubled, threshold is a ticket.')
          : null,
        resolvedBy: null,
      });
      at = end + APART + dice.between(1, 4) * MINUTE;
    }
  }

  badAfternoon(at: Instant): void {
    const minutes = (n: number) => at + n * MINUTE + 17 * SECOND;
    for (const scene of BAD_AFTERNOON) {
      const { from, to, acknowledged, note } = scene;
      this.add({
        ...THE_REST,
        alert: demoAlert(scene.alert),
        start: minutes(from),
        end: minutes(to ?? 60),
        sightings: Math.min(8, (to ?? 60) - from),
        answer: this.answered(scene, minutes(acknowledged), note, minutes(acknowledged + 2)),
      });
    }
  }

  silenced(name: string, start: Instant, length: Duration, why: string): void {
    this.add({
      ...THE_REST,
      alert: demoAlert(name),
      start,
      end: start + length,
      sightings: 3,
      suppression: { how: 'silenced', by: [why] },
    });
  }

  /** What is open at the end of the month, none of it ringing. */
  open(): void {
    const ago = (minutes: number) => this.now - minutes * MINUTE - this.dice.between(0, 50) * SECOND;
    for (const scene of STILL_OPEN) {
      const { from, acknowledged, note } = scene;
      this.add({
        ...THE_REST,
        alert: demoAlert(scene.alert),
        start: ago(from),
        end: null,
        sightings: Math.min(12, Math.ceil(from / 12)),
        answer: this.answered(scene, ago(acknowledged), note, ago(Math.max(2, acknowledged - 8))),
      });
    }
    for (const { alert, from, how, by } of STILL_SUPPRESSED)
      this.add({
        ...THE_REST,
        alert: demoAlert(alert),
        start: ago(from),
        end: null,
        sightings: 6,
        suppression: { how, by: [by] },
      });
  }

  private answered(scene: Scene, at: Instant, note: string, notedAt: Instant): Answer {
    const snoozeUntil =
      scene.snoozedFor === undefined ? null : Math.ceil((this.now + scene.snoozedFor * HOUR) / HOUR) * HOUR;
    return { at, by: scene.by ?? this.me, snoozeUntil, note, notedAt, handover: null };
  }

  private fire(alert: DemoAlert, start: Instant): void {
    const { dice } = this;
    const length =
      (dice.roll() < 0.3 ? dice.between(45, 160) : dice.between(7, 50)) * MINUTE +
      dice.between(0, 59) * SECOND;
    const end = start + length;
    const answered = alert.severity === 'critical' || dice.roll() < 0.75;
    const answer = answered
      ? this.answer(alert, start, end, dice.roll() < 0.55 ? this.note(alert) : '')
      : null;
    const byHand = answer !== null && answer.snoozeUntil === null && dice.roll() < 0.2;
    this.add({
      alert,
      start,
      end,
      sightings: Math.min(12, Math.floor(length / (6 * MINUTE))),
      suppression: null,
      answer,
      resolvedBy: byHand ? (answer.handover?.to ?? answer.by) : null,
    });
  }

  /** Somebody answers while it fires: sooner by day and where it is critical. Null where it was over before that. */
  private answer(alert: DemoAlert, start: Instant, end: Instant, note: string): Answer | null {
    const { dice } = this;
    const night = isNight(start);
    const most = alert.severity === 'critical' ? (night ? 8 : 4) : night ? 25 : 12;
    const at = start + dice.between(25, most * 60) * SECOND;
    if (at > end - 90 * SECOND) return null;
    const by = this.somebody(start, null);
    const snooze = night && alert.severity === 'warning' && dice.roll() < 0.4;
    const notedAt = Math.round(at + (end - at) * (0.3 + dice.roll() * 0.5));
    const handover =
      !snooze && end - notedAt > 12 * MINUTE && dice.roll() < 0.15
        ? { at: notedAt + 3 * MINUTE, to: this.somebody(notedAt, by) }
        : null;
    return {
      at,
      by,
      snoozeUntil: snooze ? end + dice.between(20, 90) * MINUTE : null,
      note,
      notedAt,
      handover,
    };
  }

  private note(alert: DemoAlert): string {
    const runbook = alert.annotations.find(([name]) => name === 'runbook')?.[1] ?? '';
    const notes = NOTES[runbook.replace(/^runbooks\/|\.md$/g, '')];
    return notes ? this.dice.pick(notes) : '';
  }

  /** Whoever is awake then; the one at this desktop more often than others. */
  private somebody(at: Instant, but: PersonId | null): PersonId {
    const hour = Math.floor((at % DAY) / HOUR);
    const awake: PersonId[] = [];
    if (hour >= 7 && hour < 22) awake.push(this.me, this.me, 'ada', 'ines');
    if (hour >= 12) awake.push('marcus');
    if (hour >= 20 || hour < 10) awake.push('noah');
    if (hour >= 3 && hour < 16) awake.push('priya');
    if (isNight(at)) awake.push(this.me);
    const [first = this.me, ...rest] = awake.filter((person) => person !== but);
    return this.dice.pick([first, ...rest]);
  }

  private pick(kinds: readonly [string, ...string[]]): DemoAlert {
    const kind = this.dice.pick(kinds);
    const [first, ...rest] = DEMO_ALERTS.filter((alert) => alert.kind === kind);
    if (!first) throw new Error(`the demo has no alert of kind ${kind}`);
    return this.dice.pick([first, ...rest]);
  }

  /** Takes a story in unless it lies outside the month or its alert is busy then. */
  private add(story: Story): void {
    const until = (one: Story) => one.end ?? this.now;
    if (until(story) > this.now - 5 * MINUTE && story.end !== null) return;
    if (story.start < this.now - (DAYS + 1) * DAY) return;
    const busy = this.stories.some(
      (other) =>
        other.alert === story.alert &&
        story.start < until(other) + APART &&
        other.start < until(story) + APART,
    );
    if (!busy) this.stories.push(story);
  }
}

function midnight(now: Instant, daysAgo: number): Instant {
  return Math.floor(now / DAY) * DAY - daysAgo * DAY;
}

/** Night in London, roughly: the team's zone. */
function isNight(at: Instant): boolean {
  const hour = Math.floor((at % DAY) / HOUR);
  return hour >= 22 || hour < 6;
}
