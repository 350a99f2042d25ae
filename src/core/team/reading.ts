import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, visit, type YAMLMap } from 'yaml';
import type { TeamDocument } from './document';
import { didYouMean } from './suggest';
import type { TeamProblem } from './team';

/** One mapping of the file, its keys known and each there once. */
export type Fields = {
  /** The mapping itself, for problems about what is missing. */
  readonly node: Node;
  /** The value, or null where the key is absent or has no value. */
  get(key: string): Node | null;
  /** The key's own node where it is there, else the mapping. */
  at(key: string): Node;
  has(key: string): boolean;
};

const MAX_PROBLEMS = 200;
/** Aliases make small files large: no more nodes than this are visited, by whatever way. */
const MAX_NODES = 200_000;

/** Reads nodes into values and collects what is wrong with them, each with its place. Never throws. */
export class Reading {
  readonly problems: TeamProblem[] = [];
  /** Errors so far; those that were softened not among `hardErrors`. */
  errors = 0;
  hardErrors = 0;
  private softly = false;
  private nodes = 0;
  private targets: Map<Alias, Node> | null = null;

  constructor(private readonly document: TeamDocument) {}

  error(at: Node | null, message: string): void {
    this.tell('error', at, message);
  }

  /** An error about something named that is not there: the rest of the file can be used without it. */
  unknown(at: Node | null, message: string): void {
    this.soft(() => this.error(at, message));
  }

  /** Reads something that the rest of the file can be used without; its errors are told like any other. */
  soft<Value>(read: () => Value): Value {
    const before = this.softly;
    this.softly = true;
    try {
      return read();
    } finally {
      this.softly = before;
    }
  }

  /** The line of a node, from 1. */
  lineOf(node: Node): number {
    return this.document.positionOf(node.range?.[0] ?? 0).line;
  }

  warn(at: Node | null, message: string): void {
    this.tell('warning', at, message);
  }

  /** Whether "key: value" pairs stand there. */
  isMapping(node: Node | null): boolean {
    return isMap(this.resolve(node));
  }

  /** The mapping at `node`. Unknown keys are warned about; a key given twice is an error. */
  fields(node: Node | null, what: string, known: readonly string[]): Fields | null {
    const map = this.resolve(node);
    if (map === null) return null;
    if (!isMap(map)) {
      this.error(node, `${what} must be written as "key: value" pairs`);
      return null;
    }
    const pairs = this.pairs(map, what, known);
    return {
      node: node as Node,
      get: (key) => pairs.get(key)?.value ?? null,
      at: (key) => pairs.get(key)?.key ?? (node as Node),
      has: (key) => pairs.has(key),
    };
  }

  private pairs(
    map: YAMLMap,
    what: string,
    known: readonly string[],
  ): Map<string, { key: Node; value: Node | null }> {
    const pairs = new Map<string, { key: Node; value: Node | null }>();
    for (const { key, value } of map.items) {
      const keyNode = key as Node;
      const name = isScalar(key) ? String(key.source ?? key.value) : null;
      if (name === null) this.error(keyNode, `${what} has a key that is not a word`);
      else if (name === '<<')
        this.error(keyNode, 'merge keys ("<<") are not read here; write the values out');
      else if (pairs.has(name))
        this.error(keyNode, `"${short(name)}" stands here twice; keep one of the two`);
      else {
        pairs.set(name, { key: keyNode, value: this.present(value as Node | null) });
        if (!known.includes(name))
          this.warn(
            keyNode,
            `"${short(name)}" is no key of ${what}, so it has no effect.${didYouMean(name, known)}`,
          );
      }
      if (this.nodes > MAX_NODES) break;
    }
    return pairs;
  }

  /** The items of a list; none where it is absent. */
  items(node: Node | null, what: string): Node[] {
    const list = this.resolve(node);
    if (list === null) return [];
    if (!isSeq(list)) {
      this.error(node, `${what} must be a list, in [brackets] or with a "- " before each`);
      return [];
    }
    const items: Node[] = [];
    for (const item of list.items as Array<Node | null>) {
      if (this.present(item) === null) this.error(item ?? node, `${what} has an empty item; take it out`);
      else items.push(item as Node);
    }
    return items;
  }

  /**
   * A scalar as it is written: numbers and words such as `no` are text here. Null where absent or not a scalar.
   * One line of at most `max` characters.
   */
  text(node: Node | null, what: string, max = 200): string | null {
    const scalar = this.resolve(node);
    if (scalar === null) return null;
    if (!isScalar(scalar)) {
      this.error(node, `${what} must be text`);
      return null;
    }
    const text = typeof scalar.value === 'string' ? scalar.value : String(scalar.source ?? scalar.value);
    if (text.length > max) return this.refuse(node, `${what} is longer than ${max} characters`);
    if (/[\n\r\u2028\u2029]/.test(text)) return this.refuse(node, `${what} must be one line`);
    return text.trim();
  }

  private refuse(node: Node | null, message: string): null {
    this.error(node, message);
    return null;
  }

  private present(node: Node | null): Node | null {
    const resolved = this.resolve(node);
    return resolved === null || (isScalar(resolved) && resolved.value === null) ? null : node;
  }

  private resolve(node: Node | null): Node | null {
    if (!node) return null;
    this.nodes++;
    if (this.nodes > MAX_NODES) {
      if (this.nodes === MAX_NODES + 1)
        this.error(node, 'the file has far more entries than a team can have');
      return null;
    }
    if (!isAlias(node)) return node;
    this.targets ??= targetsOfAliases(this.document);
    return this.targets.get(node) ?? null;
  }

  private tell(level: TeamProblem['level'], at: Node | null, message: string): void {
    if (level === 'error') {
      this.errors++;
      if (!this.softly) this.hardErrors++;
    }
    if (this.problems.length >= MAX_PROBLEMS && level === 'warning') return;
    if (this.problems.length >= MAX_PROBLEMS * 2) return;
    const place = this.document.positionOf(at?.range?.[0] ?? 0);
    this.problems.push({ level, ...place, message });
  }
}

/** What each alias stands for: the last node before it with that anchor (YAML 1.2.2, 7.1). One walk for all of them. */
function targetsOfAliases({ root }: TeamDocument): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(root, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** Text cut for a message. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
