import { z } from 'zod';
import { call, nothing } from './call';
import { channelCalls } from './channels/channel-calls';
import { explainCalls } from './explain/explain-calls';
import { keepCalls } from './keep/keep-calls';
import { keepView } from './keep/keep-views';
import { muteCalls } from './mute/mute-calls';
import { noiseCalls } from './noise/noise-calls';
import { policyCalls } from './policy/policy-calls';
import { queueCalls } from './queue-calls';
import { readinessCalls } from './readiness/readiness-calls';
import { fairnessCalls } from './rota/fairness-calls';
import { planCalls } from './rota/plan-calls';
import { planView } from './rota/plan-views';
import { rotaCalls } from './rota/rota-calls';
import { scheduleCalls } from './rota/schedule-calls';
import { shareCalls } from './rota/share-calls';
import { syncView } from './rota/share-views';
import { tradeCalls } from './rota/trade-calls';
import { firstRunShape, settingsShape } from './settings-shape';
import { calendarView } from './views/calendar';
import { practiceView } from './views/practice';
import { ringingView } from './views/ringing';
import { sourceView, unreadableView } from './views/sources';
import { statusView } from './views/status';
import { teamView } from './views/team';

const id = z.string().min(1).max(100);
const ids = z.array(id).min(1).max(1000);
/** What became of a bulk action: which were done, which were refused and why. */
const outcome = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), why: z.string() })),
});

const folderReport = z.object({
  folder: z.string(),
  state: z.enum(['team', 'empty', 'broken', 'missing', 'not-writable']),
  name: z.string(),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What is wrong or what will happen, one sentence each. */
  notes: z.array(z.string()),
});

const sourceDraft = z.object({
  id: z.string().min(1).max(60),
  url: z.string().max(5000),
  auth: z.enum(['none', 'basic', 'bearer']),
  username: z.string().max(200),
  secret: z.string().max(10_000),
  caFile: z.string().max(1000),
  acknowledge: z.enum(['nothing', 'silence']),
});

/** Every request a screen may make. One table; the types of both sides are derived from it (bridge.ts). */
export const calls = {
  'status.get': call('engine', nothing, statusView),
  'ringing.get': call('engine', nothing, ringingView),
  ...queueCalls,
  'incident.acknowledge': call(
    'engine',
    z.strictObject({ ids, hereOnly: z.boolean().default(false) }),
    outcome,
  ),
  'incident.unacknowledge': call('engine', z.strictObject({ ids }), outcome),
  'incident.snooze': call('engine', z.strictObject({ ids, until: z.number().int() }), outcome),
  'incident.resolve': call('engine', z.strictObject({ ids }), outcome),
  /** Acknowledged by whoever sits here, whoever had it before. */
  'incident.take': call('engine', z.strictObject({ ids }), outcome),
  /** The next step begins now. */
  'incident.escalate': call('engine', z.strictObject({ ids }), outcome),
  /** `to` is paged in place of whoever was. */
  'incident.handOver': call('engine', z.strictObject({ ids, to: id }), outcome),
  /** `to` is paged as well, also where it is acknowledged. */
  'incident.addResponder': call('engine', z.strictObject({ ids, to: id }), outcome),
  'incident.note': call(
    'engine',
    z.strictObject({ id, text: z.string().trim().min(1).max(10_000) }),
    outcome,
  ),
  'calendar.range': call(
    'engine',
    z.strictObject({ from: z.number().int(), to: z.number().int() }),
    calendarView,
  ),
  ...rotaCalls,
  ...tradeCalls,
  ...scheduleCalls,
  ...shareCalls,
  ...fairnessCalls,
  ...noiseCalls,
  ...explainCalls,
  ...policyCalls,
  ...planCalls,
  ...channelCalls,
  ...keepCalls,
  ...readinessCalls,
  ...muteCalls,

  'sources.list': call('engine', nothing, z.array(sourceView)),
  /** Asks every polled source now. */
  'sources.pollNow': call('engine', nothing, z.object({})),
  /** Reads a source once, as it would be polled; writes nothing. */
  'sources.try': call(
    'engine',
    sourceDraft,
    z.object({ ok: z.boolean(), text: z.string(), alerts: z.number() }),
  ),
  /** Adds or replaces a polled source in the team file (comments and order survive) and its secret in the keychain. */
  'sources.save': call('engine', sourceDraft, z.object({ ok: z.boolean(), text: z.string() })),
  'sources.remove': call('engine', z.strictObject({ id }), z.object({ ok: z.boolean(), text: z.string() })),
  /** Adds a sender to the team file; its token is made on this desktop. */
  'sources.addSender': call(
    'engine',
    z.strictObject({ id: z.string().min(1).max(60), title: z.string().max(200) }),
    z.object({ ok: z.boolean(), text: z.string() }),
  ),
  /** How to send to us: addresses and the token of one sender. Shown on request only. */
  'sources.howToSend': call(
    'engine',
    z.strictObject({ id }),
    z.object({
      url: z.string(),
      token: z.string(),
      routes: z.array(z.object({ title: z.string(), text: z.string() })),
    }),
  ),
  'unreadable.list': call('engine', nothing, z.array(unreadableView)),
  'team.get': call('engine', nothing, teamView),
  'practice.start': call(
    'engine',
    z.strictObject({ severity: z.enum(['critical', 'warning']).default('critical') }),
    practiceView,
  ),
  'practice.get': call('engine', nothing, practiceView),
  /** The pop-up says what became of a page: seen on screen, or heard. */
  'page.delivered': call(
    'engine',
    z.strictObject({
      page: id,
      channel: z.enum(['popup', 'sound']),
      state: z.enum(['delivered', 'refused', 'failed']),
      detail: z.string().max(300),
    }),
    z.object({}),
  ),
  'banner.dismiss': call('engine', z.strictObject({ id }), z.object({})),

  'settings.get': call('shell', nothing, settingsShape),
  'settings.set': call('shell', settingsShape.partial().strict(), settingsShape),
  'secrets.status': call(
    'shell',
    nothing,
    z.object({
      state: z.enum(['encrypted', 'plain-file', 'session-only']),
      backend: z.string(),
      text: z.string(),
    }),
  ),
  /** Allows a file that is not encrypted, after the person was asked. */
  'secrets.allowPlain': call('shell', z.strictObject({ allow: z.boolean() }), z.object({})),
  'firstRun.get': call('shell', nothing, firstRunShape),
  'firstRun.inspect': call('shell', z.strictObject({ folder: z.string().min(1).max(4000) }), folderReport),
  /** Creates a team folder with a first watchbill.yaml, or takes an existing one; starts the engine on it. */
  'firstRun.useTeam': call(
    'shell',
    z.strictObject({
      folder: z.string().min(1).max(4000),
      create: z.boolean(),
      teamName: z.string().max(200),
      person: z.strictObject({
        id: z.string().max(60),
        name: z.string().max(200),
        email: z.string().max(200),
      }),
    }),
    z.object({ ok: z.boolean(), text: z.string() }),
  ),
  'firstRun.finish': call('shell', nothing, z.object({})),
  'shell.chooseFolder': call('shell', nothing, z.object({ folder: z.string().nullable() })),
  /** Opens a link in the browser after asking, with the host shown; refuses all but http(s). */
  'shell.openLink': call(
    'shell',
    z.strictObject({ href: z.string().max(5000) }),
    z.object({ opened: z.boolean(), why: z.string() }),
  ),
  /** Opens a file of the team folder (a runbook) in the system's program for Markdown text. */
  'shell.openTeamFile': call(
    'shell',
    z.strictObject({ path: z.string().min(1).max(1000) }),
    z.object({ opened: z.boolean(), why: z.string() }),
  ),
  /** Brings the main window up, at an incident if one is named. */
  'shell.openWindow': call('shell', z.strictObject({ incident: id.nullable() }), z.object({})),
  'shell.about': call(
    'shell',
    nothing,
    z.object({
      version: z.string(),
      electron: z.string(),
      developmentRuntime: z.boolean(),
      dataFolder: z.string(),
      teamFolder: z.string(),
      platform: z.string(),
    }),
  ),
  'shell.copy': call('shell', z.strictObject({ text: z.string().max(20_000) }), z.object({})),
  /** Asks where to save a text (a calendar file, a table) and writes it; `text` says what came of it, '' when given up. */
  'shell.saveText': call(
    'shell',
    z.strictObject({
      fileName: z.string().regex(/^[\w][\w.@ -]{0,150}\.(ics|csv|txt)$/),
      text: z.string().max(10_000_000),
    }),
    z.object({ saved: z.boolean(), text: z.string() }),
  ),
  /** The pop-up tells how tall its content is, so that the window fits. CSS pixels. */
  'popup.size': call('shell', z.strictObject({ height: z.number().int().min(100).max(3000) }), z.object({})),
} as const;

/** Everything main sends to screens without being asked. */
export const pushes = {
  status: statusView,
  /** The queue changed: fetch what you show again (at most some ten times a second). `version` only rises. */
  queue: z.object({ version: z.number() }),
  ringing: ringingView,
  settings: settingsShape,
  practice: practiceView,
  /** Who is on call when, an offer, or an absence changed: fetch what you show again. `version` only rises. */
  rota: z.object({ version: z.number() }),
  sync: syncView,
  plan: planView,
  keep: keepView,
  navigate: z.object({
    screen: z.enum([
      'queue',
      'calendar',
      'schedules',
      'fairness',
      'plan',
      'sources',
      'team',
      'settings',
      'practice',
      'readiness',
      'reach',
      'silences',
      'policies',
      'explain',
      'noise',
    ]),
    incident: z.string().nullable(),
  }),
  /** The pop-up got the keyboard by the shortcut. */
  popupFocus: z.object({}),
} as const;
