import { WATCHBILL } from '../core/incident/incident';
import type { Input } from '../core/step/input';
import { emptyState } from '../core/step/state';
import type { Decision } from '../core/step/step';
import type { Team } from '../core/team/team';
import type { ActBody } from '../core/team-log/act';
import { heardActs } from '../core/team-log/heard-acts';
import { type Duration, printDuration } from '../core/time/duration';
import type { Instant } from '../core/time/instant';
import { makeIntake } from './accepted/intake';
import { makeAnnounce } from './announce';
import { makeBanners } from './banners';
import { openChannelDesk } from './channel-desk/channel-desk';
import { CHANNEL_TYPES } from './channels/registry';
import { desktopId } from './desktop-id';
import type { EngineOptions } from './engine-options';
import { makeFrontDoor } from './front-door';
import { type Counters, makeGate } from './gate';
import { allHandlers } from './handlers/all-handlers';
import type { HandlerParts } from './handlers/parts';
import { practiceNow } from './handlers/team';
import { recallPulses } from './heartbeats/heartbeat-file';
import { type Poller, startPolling } from './ingest/poll';
import { tellRestored } from './keep/before-opening';
import { type KeepDesk, openKeepDesk } from './keep/keep-desk';
import { knownSecrets } from './keep/known-secrets';
import type { ScreenChannel } from './notify/screen';
import { openStores } from './open-stores';
import { makePager } from './pager/pager';
import { makeSilenceCarrier } from './pager/silences';
import { makePainter, urgencyOf } from './painter';
import { makePractice } from './practice';
import { makeQueries } from './queries';
import { openWatch } from './readiness/open-watch';
import type { WatchDesk } from './readiness/watch-desk';
import { restore } from './restore';
import { boundOpenings } from './rota/bound-openings';
import { openRota } from './rota/open-rota';
import { makePresenceDesk } from './rota/presence-desk';
import { openRotaRoom, type RotaRoom } from './rota/rota-room';
import type { Engine } from './running-engine';
import { makeSenderTokens } from './sender-tokens';
import { makeNames } from './views/names';
import { ringingViewOf } from './views/ringing';
import { statusViewOf } from './views/status';
import { waitingPages } from './waiting-pages';
import { makeWatchedSources } from './watched-sources';
import { waysToPage } from './ways-to-page';

function polledIds({ sources }: Team): ReadonlySet<string> {
  return new Set(sources.flatMap(({ id, type }) => (type === 'alertmanager' ? [id] : [])));
}

/** A backup waits so long for what was accepted and is not in the store yet. */
const SETTLE_MS = 10_000;
/** Whoever asks over HTTP for what was just sent waits so long for it at the most, in a flood. */
const READ_AFTER_MS = 1_000;
/** The system and our own timer may both notice one and the same sleep. */
const SAME_SLEEP_MS = 15_000;

/**
 * The composition root: opens the store, rings what was not answered, polls, listens.
 * @throws Error when a newer Watchbill wrote the data, or another engine runs on it
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { clock, log: journal, secrets, dataFolder, notifiers, me } = options;
  const counters: Counters = { accepted: 0, notStored: 0, unreadable: 0 };
  const screens = notifiers.filter((notifier): notifier is ScreenChannel => 'report' in notifier);

  const stores = await openStores(options);
  const { facts, factLog, journal: accepted, reader, teamFolder } = stores;
  const channelIds = notifiers.map(({ id }) => id);
  const state = emptyState(desktopId(dataFolder), me, channelIds);
  state.team = teamFolder.current().team;
  // What comes later in here; a sleep may be noticed before.
  let room: RotaRoom | null = null;
  let poller: Poller | null = null;
  let keep: KeepDesk | null = null;
  let watch: WatchDesk | null = null;
  const { rota, teamLog, calendars } = await openRota({
    me,
    desktop: state.desktop,
    folder: options.teamFolder,
    dataFolder,
    teamFolder,
    secrets,
    clock,
    log: journal,
    icsWorkerUrl: besideWorker('ics-worker.js'),
    wrote: (path) => room?.sync.wrote(path),
  });
  state.rota = rota.current();
  let restored = restore(state, reader(), clock.now());
  let readFrom = facts.state().restoredFrom;
  recallPulses(state, dataFolder, journal);
  const presence = makePresenceDesk({
    desktop: state.desktop,
    rota: () => rota.current(),
    now: () => clock.now(),
    tell: (bodies) => tellTeam(bodies),
  });

  const tokens = makeSenderTokens(secrets, (error) => {
    journal.error('a token could not be kept: senders need a new one after the next start', {
      error: String(error),
    });
  });
  const sources = makeWatchedSources({ teamFolder: options.teamFolder, secrets, clock });
  let sleepBegan: Instant | null = null;
  let wokeAt: Instant = Number.NEGATIVE_INFINITY;

  const practice = makePractice(state, clock);
  const banners = makeBanners(() => painter.changed('rest'));
  const announce = makeAnnounce({ state, banners, factLog, teamFolder, sources });
  const channels = openChannelDesk({
    dataFolder,
    types: CHANNEL_TYPES,
    local: notifiers,
    secrets,
    clock,
    log: journal,
  });
  const ways = waysToPage(notifiers, channels);
  state.rules = channels.rules();
  let names = namesOf(state.team);
  const painter = makePainter({
    ringing: () => ringingViewOf(state, names, waitingPages(state, screens), clock.now(), screens.length > 0),
    status,
    practice: () =>
      practice.incident() === null ? null : practiceNow({ practice, reader, state, names: () => names }),
    now: () => performance.now(),
  });
  const carrier = makeSilenceCarrier({
    state,
    clock,
    journal,
    depsOf: sources.depsOf,
    personName: (id) => names.person(id).name,
    take: (input) => take([input]),
  });
  const pager = makePager({
    state,
    log: factLog,
    notifiers: () => ways.all(),
    clock,
    serviceName: (id) => names.serviceName(id),
    carryOut: (orders) => carrier.carryOut(orders),
    tellTeam: (bodies) => void tellTeam(openings.within(bodies, clock.now())),
    changed,
    stored: () => painter.changed('rest'),
    slept: awake,
    setBack,
    journal,
  });
  const openings = boundOpenings();
  const intake = makeIntake({ pager, log: facts, journal: accepted, clock, report: journal });
  const gate = makeGate({ pager, intake, state, log: factLog, clock, counters });
  const dispatch = () => pager.dispatch;
  const queries = makeQueries({
    state,
    reader,
    log: factLog,
    dispatch,
    waiting: () => intake.waiting(),
    counters,
    clock,
  });
  factLog.onState(() => {
    announce.storing();
    void restoreLate();
  });
  announce.storing();

  // First of all: what was not answered rings again (promise P3). An end or an acknowledgement that was answered just
  // before a crash counts: what it is about stays silent (P5).
  await takeLeft();
  intake.settle([...state.incidents.values()]);
  start();

  const polling = startPolling({
    configs: () => state.team.sources.filter((source) => source.type === 'alertmanager'),
    read: sources.read,
    accept: (input) => gate.accept([input]),
    clock,
    random: Math.random,
    log: journal,
  });
  poller = polling;
  const door = makeFrontDoor({
    port: options.port,
    gate,
    queries,
    tokens,
    team: () => state.team,
    clock,
    log: journal,
    me,
    rota: () => handlers,
    feed: calendars.feed,
    banners,
    changed: () => {
      watch?.listening();
      painter.changed('rest');
    },
    caughtUp: () => intake.caughtUp(READ_AFTER_MS),
  });
  rota.onChange((why) => {
    if (why === 'team') void followTeam();
  });
  room = await openRotaRoom({
    me,
    desktop: state.desktop,
    folder: options.teamFolder,
    dataFolder,
    rota,
    teamLog,
    teamFolder,
    names: () => names,
    clock,
    log: journal,
    solverUrl: besideWorker('solver-worker.js'),
    take,
    tell: (fresh) => {
      for (const { title, text } of fresh) ways.tell(title, text);
      painter.rotaChanged();
    },
    changed: () => {
      painter.changed('incidents');
      painter.rotaChanged();
    },
    trouble: (why) => announce.teamLog(why),
    syncTrouble: (why) => announce.sync(why),
    pushSync: (view) => painter.push('sync', view),
    pushPlan: (view) => painter.push('plan', view),
  });
  const opened = room;
  channels.onChange(() => {
    names = namesOf(state.team);
    take([{ kind: 'rulesChanged', rules: channels.rules() }]);
    painter.changed('rest');
  });
  announce.team();
  if (channels.problem() !== '')
    banners.show({ id: 'channels', tone: 'bad', text: channels.problem(), act: 'settings' });
  const ready = door.open();
  void announce.secrets();
  tellRestored(stores.putBack, banners, (at) => names.clock(at, clock.now()));
  const keeping = openKeepDesk({
    dataFolder,
    teamFolder: options.teamFolder,
    settingsFile: options.settingsFile ?? null,
    desktop: state.desktop,
    version: options.version,
    workerUrl: besideWorker('keep-worker.js'),
    clock,
    log: journal,
    banners,
    reader,
    settle: () => intake.caughtUp(SETTLE_MS),
    retire: (before) => factLog.retire(before),
    secrets: () => knownSecrets(secrets, state.team, channels.secretNames()),
    changed: (view) => painter.push('keep', view),
    retired: () => painter.changed('incidents'),
    again: options.again ?? null,
  });

  keep = keeping;
  void presence.went('awake');
  const ofHandlers: Omit<HandlerParts, 'watch'> = {
    state,
    names: () => names,
    reader,
    gate,
    clock,
    secrets,
    teamFolder: opened.teamFolder,
    rota,
    calendars,
    notices: opened.notices,
    sync: opened.sync,
    plan: opened.plan,
    keep: keeping,
    channels,
    folder: options.teamFolder,
    tokens,
    sources,
    screens,
    practice,
    banners,
    status,
    storing: () => factLog.state().ok,
    listenerUrl: () => door.url() || `http://127.0.0.1:${options.port}`,
    pollNow: (id) => polling.pollNow(id),
    secretsChanged: () => announce.secrets(),
  };
  const watching = openWatch({
    parts: ofHandlers,
    dataFolder,
    startedAt: clock.now(),
    log: journal,
    take,
    changed: () => painter.changed('rest'),
  });
  watch = watching;
  const parts: HandlerParts = { ...ofHandlers, watch: watching };

  const handlers = allHandlers(parts);

  /**
   * What was not answered rings again (promise P3), unless somebody answered it at another desktop meanwhile: their
   * acts are heard first.
   */
  function start(): void {
    const acts = heardActs(teamLog.acts(), clock.now());
    take([
      ...(acts.length > 0 ? [{ kind: 'actsHeard', acts } as const] : []),
      { kind: 'started', version: options.version },
    ]);
  }

  /** The store could not be read at the start and is back: what it holds unanswered rings. */
  async function restoreLate(): Promise<void> {
    // The journal is opened when the store was: it says how far the store is.
    const { ok, restoredFrom } = facts.state();
    if (!ok) return;
    // Another store than the one that was read: a backup took the place of what was damaged.
    if (restoredFrom !== readFrom) restored = false;
    readFrom = restoredFrom;
    if (!restored) {
      restored = restore(state, reader(), clock.now());
      if (!restored) return;
      await takeLeft();
      start();
    } else await takeLeft();
  }

  /** What the last engine accepted and had no time to decide is decided now. */
  async function takeLeft(): Promise<void> {
    await intake.begin();
    announce.accepted(accepted.damage());
  }

  /** A worker that is built beside the writer's; null where everything runs in one thread. */
  function besideWorker(name: string): URL | null {
    return options.workerUrl && new URL(name, options.workerUrl);
  }

  /** What the engine tells itself: the fact log says loudly when it cannot be stored. */
  function take(inputs: readonly Input[]): void {
    pager.take(inputs).durable.catch(() => undefined);
  }

  function namesOf(team: Team): ReturnType<typeof makeNames> {
    const zone = team.people.find(({ id }) => id === me)?.timeZone ?? team.timeZone;
    return makeNames({ team, me, channelTitles: ways.titles(), timeZone: zone });
  }

  function status(): ReturnType<typeof statusViewOf> {
    const last = pager.dispatch.last();
    return statusViewOf({
      state,
      names,
      at: clock.now(),
      storing: { ok: factLog.state().ok, text: factLog.state().error },
      listener: { url: door.url(), ok: door.url() !== '', text: door.problem() },
      channels: ways.all().map(({ id, title }) => ({ id, title, last: last.get(id) ?? null })),
      banners: banners.all(),
      ...(watch && { pageable: watch.light() }),
    });
  }

  function changed(decisions: readonly Decision[]): void {
    painter.changed(urgencyOf(decisions));
    if (decisions.some(({ health }) => health.length > 0))
      presence.heard(state.sources.values(), polledIds(state.team));
    const tidy = practice.tidy();
    if (tidy.length > 0) setImmediate(() => take(tidy));
    for (const { facts } of decisions) {
      for (const fact of facts) {
        if (fact.kind !== 'acknowledged' && fact.kind !== 'resolved' && fact.kind !== 'snoozed') continue;
        ways.withdraw(fact.incident);
      }
    }
  }

  /** What was done here, for the other desktops; what cannot be told now is said until the next one is. */
  async function tellTeam(bodies: readonly ActBody[]): Promise<void> {
    if (bodies.length === 0) return;
    try {
      await rota.act(bodies);
      announce.telling(null);
    } catch (error) {
      journal.error('the other desktops could not be told', { error: String(error) });
      announce.telling((error as Error).message);
    }
  }

  async function followTeam(): Promise<void> {
    const { team } = teamFolder.current();
    names = namesOf(team);
    take([{ kind: 'teamChanged', team, rota: rota.current() }]);
    polling.configsChanged();
    announce.team();
    painter.changed('incidents');
    await tokens.follow(team).catch((error: unknown) => {
      journal.error('the tokens of senders could not be read or kept', { error: String(error) });
    });
    await announce.secrets();
  }

  /** Back from sleep: every unanswered page rings, and sources are asked at once (reliability B5). */
  function awake(from: Instant): void {
    const now = clock.now();
    poller?.pollNow();
    if (now - wokeAt < SAME_SLEEP_MS) return;
    wokeAt = now;
    take([{ kind: 'woke', from }]);
    void presence.went('awake');
    room?.notices.look(false);
    void keep?.look();
    const text = `Asleep ${names.clock(from, now)} to ${names.clock(now, now)}: pages may have been missed.`;
    banners.show({ id: 'slept', tone: 'warn', text, act: 'queue' });
  }

  /** What waits is moved along at once; the rota is asked by the clock as it is now. */
  function setBack(back: Duration): void {
    take([{ kind: 'clockSet', back }]);
    const text = `The clock of this machine was set back by ${printDuration(back)}. What is due stays due when it was.`;
    banners.show({ id: 'clock', tone: 'warn', text, act: 'queue' });
  }

  return {
    get url() {
      return door.url();
    },
    get port() {
      return door.port();
    },
    get token() {
      return tokens.tokens.engineToken;
    },
    ready,
    handlers,
    subscribe: (paint) => painter.subscribe(paint),
    power(event) {
      if (event === 'suspend') {
        sleepBegan = clock.now();
        void presence.went('asleep');
      } else if (event === 'resume') {
        awake(sleepBegan ?? clock.now());
        sleepBegan = null;
      } else if (event === 'unlock') polling.pollNow();
    },
    async stop() {
      await presence.went('stopped');
      await door.stop();
      await keeping.stop();
      await watching.stop();
      await polling.stop();
      carrier.stop();
      calendars.stop();
      await opened.stop();
      await intake.stop();
      pager.stop();
      channels.stop();
      teamFolder.stop();
      painter.stop();
      const stopped = { kind: 'engineStopped', at: clock.now(), by: WATCHBILL, reason: 'stopped' } as const;
      await factLog.write({ facts: [stopped], incidents: new Map(), unreadable: [] }).catch(() => undefined);
      await stores.close();
    },
  };
}
