import type { PersonId } from '../kernel/ids';
import type { Layer, Schedule } from '../schedule/schedule';
import { lengthOf } from '../schedule/turns';
import { type Instant, printInstant } from '../time/instant';
import { instantOf, type Wall, wallOf } from '../time/wall';
import type { PlanAsk } from './ask';
import { cutTurns } from './cut-turns';

/** So many turns may stand in one layer's list of people; a longer plan is several layers, one after the other. */
const MOST_IN_LAYER = 400;

/**
 * A plan as layers of its schedule: the first handoff, the turn, and as its people the whole plan in turn (shorter
 * where it repeats), until the end. The resolver gives exactly the plan back, and the file stays readable.
 * @param plan a person a shift, in order
 */
export function asLayers(ask: PlanAsk, plan: readonly PersonId[], schedule: Schedule): Layer[] {
  const people = turnByTurn(ask, plan);
  const round = periodOf(people);
  const name = `Plan from ${printInstant(ask.start).slice(0, 10)}`;
  if (round.length <= MOST_IN_LAYER)
    return [layerOf(ask, round, ask.start, ask.end, freeId(ask, schedule, ''), name)];
  const layers: Layer[] = [];
  for (let first = 0; first < people.length; ) {
    const next = nextCut(ask, first, people.length);
    const part = `${layers.length + 1}`;
    const until = next === people.length ? ask.end : handoffWall(ask, next);
    const id = freeId(ask, schedule, `-${part}`);
    layers.push(
      layerOf(ask, people.slice(first, next), handoffWall(ask, first), until, id, `${name}, part ${part}`),
    );
    first = next;
  }
  return layers;
}

/** The plan's people by the number of the turn: a turn without length is no shift, but it is counted. */
function turnByTurn(ask: PlanAsk, plan: readonly PersonId[]): PersonId[] {
  const people: PersonId[] = [];
  cutTurns(ask.start, ask.end, ask.turn, ask.zone).forEach(({ turn }, i) => {
    while (people.length <= turn) people.push(plan[i] as PersonId);
  });
  return people;
}

/** Where the next layer may begin: at a handoff that the wall clock names without doubt (not in an hour that comes twice). */
function nextCut(ask: PlanAsk, first: number, all: number): number {
  if (first + MOST_IN_LAYER >= all) return all;
  let next = first + MOST_IN_LAYER;
  while (ask.turn.unit === 'hours' && instantOf(handoffWall(ask, next), ask.zone) !== handoff(ask, next))
    next -= 1;
  return next;
}

/** The schedule with a plan in it: its layers come last, so they win. Plans for the same days are replaced. */
export function withPlan(ask: PlanAsk, plan: readonly PersonId[], schedule: Schedule): Schedule {
  const kept = { ...schedule, layers: schedule.layers.filter((layer) => !isReplaced(ask, layer)) };
  return { ...kept, layers: [...kept.layers, ...asLayers(ask, plan, kept)] };
}

/** An earlier plan that lies wholly within this one. */
function isReplaced(ask: PlanAsk, layer: Layer): boolean {
  return (
    layer.id.startsWith('plan-') && layer.start >= ask.start && layer.until !== null && layer.until <= ask.end
  );
}

function layerOf(
  { turn }: PlanAsk,
  people: readonly PersonId[],
  start: number,
  until: number,
  id: string,
  name: string,
): Layer {
  return { id, name, people, start, turn, until, hours: [], calendar: null };
}

/** When turn `k` of a plan whose turns are hours begins. */
function handoff({ start, turn, zone }: PlanAsk, k: number): Instant {
  return instantOf(start, zone) + k * lengthOf(turn);
}

/** What the wall shows when turn `k` begins; hours are elapsed time, so it may not be `start + k x turn`. */
function handoffWall(ask: PlanAsk, k: number): Wall {
  if (ask.turn.unit === 'hours') return k === 0 ? ask.start : wallOf(handoff(ask, k), ask.zone);
  return ask.start + k * lengthOf(ask.turn);
}

/** The shortest beginning of a list that gives all of it when repeated. */
function periodOf(plan: readonly PersonId[]): readonly PersonId[] {
  for (let n = 1; n < plan.length; n++)
    if (plan.every((person, k) => person === plan[k % n])) return plan.slice(0, n);
  return plan;
}

function freeId({ start }: PlanAsk, schedule: Schedule, part: string): string {
  const wish = `plan-${printInstant(start).slice(0, 10)}${part}`;
  for (let n = 1; ; n++) {
    const id = n === 1 ? wish : `${wish}-${n}`;
    if (!schedule.layers.some((layer) => layer.id === id)) return id;
  }
}
