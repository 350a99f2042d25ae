import { type Labels, labelValue } from '../alert/labels';
import { type Matcher, matchesAll, printMatcher } from '../alert/matcher';
import { MatcherIndex } from '../alert/matcher-index';
import type { Inhibition } from './mute';

/** A rule, and its place among the rules: where several hold, the first one is named. */
type Rule = { readonly at: number; readonly inhibition: Inhibition; readonly family: Family };

/** Rules that need the same labels to be equal. */
type Family = { readonly names: readonly string[]; readonly kinds: Map<string, Kind> };

/** Rules of one family with the same sources. */
type Kind = { readonly rules: Rule[]; targets: MatcherIndex<Rule> };

/** What fires with the same values of a family's labels. */
type Group<Id> = {
  readonly family: Family;
  readonly members: Set<Id>;
  readonly sources: Map<Kind, Sources<Id>>;
};

/** `plain`: of a rule, those that are not among its targets; worked out for the rules that need it. */
type Sources<Id> = { readonly all: Set<Id>; readonly plain: Map<Rule, Set<Id>> };

/** What is known of an alert that fires. */
type Live<Id> = {
  readonly labels: Labels;
  readonly groups: readonly Group<Id>[];
  /** Where it is a source. */
  readonly sourceOf: readonly (readonly [Group<Id>, Kind])[];
};

/**
 * Which of the alerts that fire are explained by bigger ones, with Alertmanager's meaning (inhibit.go): a target is held
 * back while a source of the same rule fires and the labels of `equal` have equal values, missing and empty being the
 * same; an alert that matches both sides of a rule is not held back by another that does, nor by itself; what is held
 * back holds others back all the same.
 *
 * Made for 10,000 alerts and 1,000 rules: alerts stand together by the values of the labels that must be equal, rules
 * under the label values that they demand.
 */
export class InhibitIndex<Id> {
  readonly rules: readonly Inhibition[];
  readonly #families: readonly Family[];
  readonly #sources: MatcherIndex<{ readonly family: Family; readonly kind: Kind }>;
  readonly #groups = new Map<Family, Map<string, Group<Id>>>();
  readonly #live = new Map<Id, Live<Id>>();

  /**
   * @param rules a rule without matchers on either side matches every alert on that side
   * @param alike an index that has read the same list already: reading 1,000 rules takes milliseconds
   */
  constructor(rules: readonly Inhibition[], alike?: InhibitIndex<Id>) {
    this.rules = rules;
    if (alike && alike.rules === rules) {
      this.#families = alike.#families;
      this.#sources = alike.#sources;
      for (const family of this.#families) this.#groups.set(family, new Map());
      return;
    }
    const families = new Map<string, Family>();
    for (const [at, inhibition] of rules.entries()) {
      const names = [...new Set(inhibition.equal)].toSorted();
      const family: Family = families.get(JSON.stringify(names)) ?? { names, kinds: new Map() };
      families.set(JSON.stringify(names), family);
      const key = JSON.stringify(inhibition.source.map(printMatcher).toSorted());
      const kind: Kind = family.kinds.get(key) ?? { rules: [], targets: new MatcherIndex<Rule>([]) };
      family.kinds.set(key, kind);
      kind.rules.push({ at, inhibition, family });
    }
    this.#families = [...families.values()];
    const sources: { matchers: readonly Matcher[]; value: { family: Family; kind: Kind } }[] = [];
    for (const family of this.#families) {
      this.#groups.set(family, new Map());
      for (const kind of family.kinds.values()) {
        kind.targets = new MatcherIndex(
          kind.rules.map((rule) => ({ matchers: rule.inhibition.target, value: rule })),
        );
        sources.push({ matchers: kind.rules[0]?.inhibition.source ?? [], value: { family, kind } });
      }
    }
    this.#sources = new MatcherIndex(sources);
  }

  /** An alert fires. One that was there already has other labels now. */
  add(id: Id, labels: Labels): void {
    if (this.#live.has(id)) this.remove(id);
    const groups = this.#families.map((family) => this.#groupOf(family, labels));
    const byFamily = new Map(groups.map((group) => [group.family, group]));
    const sourceOf = this.#sources
      .matching(labels)
      .map(({ family, kind }) => [byFamily.get(family) as Group<Id>, kind] as const);
    for (const group of groups) group.members.add(id);
    for (const [group, kind] of sourceOf) {
      const sources: Sources<Id> = group.sources.get(kind) ?? { all: new Set(), plain: new Map() };
      group.sources.set(kind, sources);
      sources.all.add(id);
      for (const [rule, plain] of sources.plain)
        if (!matchesAll(rule.inhibition.target, labels)) plain.add(id);
    }
    this.#live.set(id, { labels, groups, sourceOf });
  }

  /** As `add`: says that labels may have changed. */
  update(id: Id, labels: Labels): void {
    if (this.#live.get(id)?.labels !== labels) this.add(id, labels);
  }

  /** An alert no longer fires. */
  remove(id: Id): void {
    const live = this.#live.get(id);
    if (!live) return;
    this.#live.delete(id);
    for (const [group, kind] of live.sourceOf) {
      const sources = group.sources.get(kind);
      if (!sources) continue;
      sources.all.delete(id);
      for (const plain of sources.plain.values()) plain.delete(id);
      if (sources.all.size === 0) group.sources.delete(kind);
    }
    for (const group of live.groups) {
      group.members.delete(id);
      if (group.members.size === 0)
        this.#groups.get(group.family)?.delete(keyOf(group.family.names, live.labels));
    }
  }

  /**
   * What holds back an alert with such labels, whether it was added or not: the first rule of the list that does, and of
   * its sources the one that was added first.
   * @param fires whether an alert that was added does so still: it may be over in what is being decided now
   */
  inhibitedBy(
    labels: Labels,
    fires: (id: Id) => boolean = () => true,
  ): { readonly rule: Inhibition; readonly by: Id } | null {
    let found: { rule: Rule; by: Id } | null = null;
    for (const family of this.#families) {
      const group = this.#groups.get(family)?.get(keyOf(family.names, labels));
      if (!group) continue;
      for (const [kind, sources] of group.sources) {
        for (const rule of kind.targets.matching(labels)) {
          if (found !== null && found.rule.at < rule.at) break;
          const twoSided = matchesAll(rule.inhibition.source, labels);
          const by = firstOf(twoSided ? this.#plain(sources, rule) : sources.all, fires);
          if (by === undefined) continue;
          found = { rule, by };
          break;
        }
      }
    }
    return found === null ? null : { rule: found.rule.inhibition, by: found.by };
  }

  /**
   * The alerts that fire and that this one holds back, or would if no other did: those whose state may change when it
   * comes or goes (ask before `remove`). Of one that was not added: as if it was, with `labels`.
   */
  targetsOf(id: Id, labels: Labels = []): readonly Id[] {
    const live = this.#live.get(id);
    const own = live?.labels ?? labels;
    const targets = new Set<Id>();
    for (const [group, kind] of live?.sourceOf ?? this.#wouldBeSourceOf(labels)) {
      const twoSided = new Set(kind.targets.matching(own));
      for (const member of group.members) {
        if (member === id || targets.has(member)) continue;
        const { labels } = this.#live.get(member) as Live<Id>;
        const holds = kind.targets
          .matching(labels)
          .some((rule) => !twoSided.has(rule) || !matchesAll(rule.inhibition.source, labels));
        if (holds) targets.add(member);
      }
    }
    return [...targets];
  }

  #wouldBeSourceOf(labels: Labels): readonly (readonly [Group<Id>, Kind])[] {
    return this.#sources.matching(labels).flatMap(({ family, kind }) => {
      const group = this.#groups.get(family)?.get(keyOf(family.names, labels));
      return group ? [[group, kind] as const] : [];
    });
  }

  #groupOf(family: Family, labels: Labels): Group<Id> {
    const groups = this.#groups.get(family) as Map<string, Group<Id>>;
    const key = keyOf(family.names, labels);
    const group = groups.get(key) ?? { family, members: new Set(), sources: new Map() };
    groups.set(key, group);
    return group;
  }

  #plain(sources: Sources<Id>, rule: Rule): Set<Id> {
    const known = sources.plain.get(rule);
    if (known) return known;
    const plain = new Set<Id>();
    for (const id of sources.all)
      if (!matchesAll(rule.inhibition.target, (this.#live.get(id) as Live<Id>).labels)) plain.add(id);
    sources.plain.set(rule, plain);
    return plain;
  }
}

function firstOf<T>(all: Iterable<T>, wanted: (one: T) => boolean): T | undefined {
  for (const one of all) if (wanted(one)) return one;
  return undefined;
}

/** Values of certain labels as one text, each with its length before it: no two lists give the same. */
function keyOf(names: readonly string[], labels: Labels): string {
  let key = '';
  for (const name of names) {
    const value = labelValue(labels, name);
    key += `${value.length}:${value}`;
  }
  return key;
}
