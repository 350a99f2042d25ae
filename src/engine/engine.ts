import type { EngineHandlers } from '../contract/bridge';
import { type Incident, WATCHBILL } from '../core/incident/incident';
import { REST_AFTER_RESOLVE } from '../core/step/command';
import { put } from '../core/step/commit';
import { alertKey, emptyState } from '../core/step/state';
import type { Decision } from '../core/step/step';
import type { Team } from '../core/team/team';
import { makeBanners } from './banners';
import { desktopId } from './desktop-id';
import type { EngineOptions } from './engine-options';
import { type Counters, makeGate } from './gate';
import type { HandlerParts } from './handlers/parts';
import { queueHandlers } from './handlers/queue';
import { sourceHandlers } from './handlers/sources';
import { practiceNow, teamHandlers } from './handlers/team';
import { type Listener, PortTaken, startListener } from './ingest/listener';
import { startPolling } from './ingest/poll';
import type { ScreenChannel } from './notify/screen';
import { makePager } from './pager/pager';
import { makeSilenceCarrier } from './pager/silences';
import { makePainter, type Listener as PaintListener } from './painter';
import { makePractice } from './practice';
import { makeQueries } from './queries';
import { openSenderTokens } from './sender-tokens';
import { openFactLog } from './store/fact-log';
import { openReader } from './store/open-reader';
import { openTeamFolder } from './store/team-folder';
import { makeNames } from './views/names';
import { ringingViewOf } from './views/ringing';
import { statusViewOf } from './views/status';
import { waitingPages } from './waiting-pages';
import { makeWatchedSources } from './watched-sources';

/** The engine: everything that is not a window. */
export type Engine = {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly handlers: EngineHandlers;
  /** Views as they change; the first ones must be asked for (`status.get`, `ringing.get`). */
  subscribe(listener: PaintListener): () => void;
  /** What the system says about sleep and lock. */
  power(event: 'suspend' | 'resume' | 'lock' | 'unlock'): void;
  /** Stops in reverse order; what was accepted is on the disk then. */
  stop(): Promise<void>;
};

/** A port that is somebody else's is asked for again so long after. */
const PORT_RETRY_MS = 5_000;

/**
 * The composition root: opens the store, rings what was not answered, listens, polls.
 * @throws Error when a newer Watchbill wrote the data
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { clock, log: journal, secrets, dataFolder } = options;
  const counters: Counters = { accepted: 0, notStored: 0, unreadable: 0 };
  const screens = options.notifiers.filter((notifier): notifier is ScreenChannel => 'report' in notifier);
  const channelTitles = new Map(options.notifiers.map(({ id, title }) => [id, title]));

  const factLog = await openFactLog(dataFolder, options.workerUrl);
  const reader = openReader(dataFolder, journal);
  const teamFolder = await openTeamFolder({ folder: options.teamFolder, dataFolder, log: journal });
  const state = emptyState(
    desktopId(dataFolder),
    options.me,
    options.notifiers.map(({ id }) => id),
  );
  state.team = teamFolder.current().team;
  restore();

  const tokens = await openSenderTokens(secrets, state.team);
  const sources = makeWatchedSources({ teamFolder: options.teamFolder, secrets, clock });
  let names = namesOf(state.team);
  let listener: Listener | null = null;
  let listenerError = '';
  let stopping = false;
  let sleepBegan: number | null = null;

  const practice = makePractice(state, clock);
  const banners = makeBanners(() => painter.changed(false));
  const painter = makePainter({
    ringing: () => ringingViewOf(state, names, waitingPages(state, screens), clock.now()),
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
    take: (input) => void gate.accept([input]).catch(() => undefined),
  });
  const pager = makePager({
    state,
    log: factLog,
    notifiers: options.notifiers,
    clock,
    serviceName: (id) => names.serviceName(id),
    carryOut: (orders) => carrier.carryOut(orders),
    changed,
    stored: () => painter.changed(false),
    slept: () => awake(null),
    journal,
  });
  const gate = makeGate(pager, factLog, clock, counters);
  const queries = makeQueries({
    state,
    reader,
    log: factLog,
    dispatch: () => pager.dispatch,
    counters,
    clock,
  });
  factLog.onState(tellStoring);
  tellStoring();

  // First of all: what was not answered rings again (promise P3).
  void pager.take([{ kind: 'started', version: options.version }]).durable.catch(() => undefined);

  const poller = startPolling({
    configs: () => state.team.sources.filter((source) => source.type === 'alertmanager'),
    read: sources.read,
    accept: (input) => gate.accept([input]),
    clock,
    random: Math.random,
    log: journal,
  });
  teamFolder.onChange(() => void followTeam());
  tellTeam();
  await tellSecrets();
  await listen();

  const parts: HandlerParts = {
    state,
    names: () => names,
    reader,
    gate,
    pager: () => pager,
    clock,
    secrets,
    teamFolder,
    folder: options.teamFolder,
    tokens,
    sources,
    screens,
    practice,
    banners,
    status,
    storing: () => factLog.state().ok,
    listenerUrl: () => listener?.url ?? `http://127.0.0.1:${options.port}`,
    pollNow: (id) => poller.pollNow(id),
    secretsChanged: tellSecrets,
  };

  function restore(): void {
    const stored = reader();
    if (!stored) return;
    state.nextNumber = stored.nextNumber();
    for (const incident of stored.live()) put(state, incident);
    const now = clock.now();
    for (const incident of stored.endedSince(now - REST_AFTER_RESOLVE)) rest(incident);
  }

  /** An alert that a person resolved shortly before a restart stays quiet as it would have without one. */
  function rest(incident: Incident): void {
    if (incident.resolvedBy?.kind !== 'person' || incident.resolvedAt === null) return;
    const polled = state.team.sources.some(
      ({ id, type }) => id === incident.source && type === 'alertmanager',
    );
    if (polled)
      state.rested.set(alertKey(incident.source, incident.dedupKey), {
        startsAt: incident.alert.startsAt,
        until: incident.resolvedAt + REST_AFTER_RESOLVE,
      });
  }

  function namesOf(team: Team): ReturnType<typeof makeNames> {
    const zone = team.people.find(({ id }) => id === options.me)?.timeZone ?? team.timeZone;
    return makeNames({ team, me: options.me, channelTitles, timeZone: zone });
  }

  function status(): ReturnType<typeof statusViewOf> {
    const last = pager.dispatch.last();
    return statusViewOf({
      state,
      names,
      at: clock.now(),
      storing: { ok: factLog.state().ok, text: factLog.state().error },
      listener: { url: listener?.url ?? '', ok: listener !== null, text: listenerError },
      channels: options.notifiers.map(({ id, title }) => ({ id, title, last: last.get(id) ?? null })),
      banners: banners.all(),
    });
  }

  function changed(decisions: readonly Decision[]): void {
    painter.changed(decisions.some(({ incidents }) => incidents.length > 0));
    const tidy = practice.tidy();
    if (tidy.length > 0) setImmediate(() => void gate.accept(tidy).catch(() => undefined));
    for (const decision of decisions) {
      for (const fact of decision.facts) {
        if (fact.kind === 'acknowledged' || fact.kind === 'resolved' || fact.kind === 'snoozed') {
          for (const notifier of options.notifiers) notifier.withdraw?.(fact.incident);
        }
      }
    }
  }

  function tellStoring(): void {
    const { ok, error, movedAside } = factLog.state();
    if (ok) banners.clear('not-storing');
    else
      banners.show({
        id: 'not-storing',
        tone: 'bad',
        text: `Alerts are not being stored: ${error}. Pages still go out; senders are asked to send again.`,
        act: 'settings',
      });
    if (movedAside)
      banners.show({
        id: 'moved-aside',
        tone: 'bad',
        text: `The stored data was damaged. It was kept as ${movedAside} and a new file was begun.`,
        act: 'settings',
      });
  }

  function tellTeam(): void {
    const { problems, lastGood } = teamFolder.current();
    const first = problems.find(({ level }) => level === 'error');
    if (!first) banners.clear('team-file');
    else {
      const force = lastGood ? 'The last good one is in force.' : 'No good one is known.';
      banners.show({
        id: 'team-file',
        tone: 'bad',
        text: `watchbill.yaml:${first.line}:${first.column}: ${first.message} ${force}`,
        act: 'team',
      });
    }
    const known = state.team.people.length === 0 || state.team.people.some(({ id }) => id === options.me);
    if (known) banners.clear('unknown-me');
    else
      banners.show({
        id: 'unknown-me',
        tone: 'warn',
        text: `"${options.me}" is not among the people of watchbill.yaml. You are paged all the same.`,
        act: 'team',
      });
  }

  async function tellSecrets(): Promise<void> {
    const states = await sources.secretStates(state.team).catch(() => new Map<string, string>());
    const missing = [...states].filter(([, secret]) => secret === 'missing').map(([id]) => id);
    if (missing.length === 0) banners.clear('secrets');
    else
      banners.show({
        id: 'secrets',
        tone: 'bad',
        text: `No password or token on this desktop for ${missing.join(', ')}: enter it under Sources.`,
        act: 'sources',
      });
  }

  async function followTeam(): Promise<void> {
    const { team } = teamFolder.current();
    names = namesOf(team);
    await tokens
      .follow(team)
      .catch((error: unknown) => journal.error('tokens could not be kept', { error: String(error) }));
    await pager.take([{ kind: 'teamChanged', team }]).durable.catch(() => undefined);
    poller.configsChanged();
    tellTeam();
    await tellSecrets();
    painter.changed(true);
  }

  async function listen(): Promise<void> {
    try {
      listener = await startListener({
        port: options.port,
        gate,
        queries,
        tokens: tokens.tokens,
        clock,
        log: journal,
        me: options.me,
      });
      listenerError = '';
      banners.clear('listener');
    } catch (error) {
      listenerError =
        error instanceof PortTaken
          ? `Port ${error.port} is in use by another program`
          : (error as Error).message;
      banners.show({
        id: 'listener',
        tone: 'bad',
        text: `Nobody can send alerts to this desktop: ${listenerError}. Polled sources still work.`,
        act: 'settings',
      });
      const retry = setTimeout(() => void (stopping ? undefined : listen()), PORT_RETRY_MS);
      retry.unref();
    }
    painter.changed(false);
  }

  /** Back from sleep: every unanswered page rings, and sources are asked at once (reliability B5). */
  function awake(from: number | null): void {
    const now = clock.now();
    if (from !== null) void pager.take([{ kind: 'woke', from }]).durable.catch(() => undefined);
    poller.pollNow();
    const since = from ?? sleepBegan;
    const text =
      since === null
        ? 'This machine slept; pages may have been missed.'
        : `Asleep ${names.clock(since, now)} to ${names.clock(now, now)}: pages may have been missed.`;
    banners.show({ id: 'slept', tone: 'warn', text, act: 'queue' });
  }

  return {
    get url() {
      return listener?.url ?? '';
    },
    get port() {
      return listener?.port ?? options.port;
    },
    token: tokens.tokens.engineToken,
    handlers: { ...queueHandlers(parts), ...sourceHandlers(parts), ...teamHandlers(parts) },
    subscribe: (paint) => painter.subscribe(paint),
    power(event) {
      if (event === 'suspend') sleepBegan = clock.now();
      else if (event === 'resume') {
        awake(sleepBegan ?? clock.now());
        sleepBegan = null;
      } else if (event === 'unlock') poller.pollNow();
    },
    async stop() {
      stopping = true;
      await listener?.stop();
      await poller.stop();
      carrier.stop();
      pager.stop();
      teamFolder.stop();
      painter.stop();
      const stopped = { kind: 'engineStopped', at: clock.now(), by: WATCHBILL, reason: 'stopped' } as const;
      await factLog.write({ facts: [stopped], incidents: new Map(), unreadable: [] }).catch(() => undefined);
      // The writer closes last: only then can it fold the write-ahead log into the file.
      reader.close();
      await factLog.close();
    },
  };
}
