import { parseArgs } from 'node:util';
import { parseDuration } from '../core/time/duration';

const ACTS = ['types', 'list', 'add', 'remove', 'test'] as const;

/** A call of `watchbill channel`. */
export type ChannelCall = {
  readonly act: (typeof ACTS)[number];
  /** A type for `add`, an id for `remove` and `test`; '' for the others. */
  readonly what: string;
  readonly data: string;
  readonly url: string;
  readonly json: boolean;
  readonly id: string;
  readonly title: string;
  readonly replace: boolean;
  readonly values: Readonly<Record<string, string>>;
  /** Keys of secrets whose values come on standard input, a line each, in this order. */
  readonly fromInput: readonly string[];
  /** Names of environment variables that hold secrets, by key. */
  readonly fromEnvironment: Readonly<Record<string, string>>;
  /** null: no rule pages by it. */
  readonly rule: { readonly after: number; readonly urgency: 'high' | 'low' | 'any' } | null;
};

/** @returns the call, or half a sentence that says what is wrong with it */
export function readChannelCall(argv: readonly string[]): ChannelCall | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '' },
        url: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        id: { type: 'string', default: '' },
        title: { type: 'string', default: '' },
        replace: { type: 'boolean', default: false },
        set: { type: 'string', multiple: true, default: [] },
        secret: { type: 'string', multiple: true, default: [] },
        'secret-env': { type: 'string', multiple: true, default: [] },
        after: { type: 'string', default: '0s' },
        urgency: { type: 'string', default: 'any' },
        'no-rule': { type: 'boolean', default: false },
      },
    });
    const [act, what = '', ...more] = positionals;
    const known = ACTS.find((each) => each === act);
    if (!known) return `what: ${ACTS.slice(0, -1).join(', ')} or ${ACTS.at(-1) as string}?`;
    const wants = known !== 'types' && known !== 'list';
    if (more.length > 0 || (!wants && what !== '')) return `too much: "${more[0] ?? what}"`;
    if (wants && what === '')
      return known === 'add'
        ? 'which type? See watchbill channel types'
        : `which channel? See watchbill channel list`;
    if (known !== 'types' && values.data === '') return '--data <dir> is needed';
    const after = parseDuration(values.after);
    if (!after.ok) return `--after: ${after.error}`;
    const { urgency } = values;
    if (urgency !== 'any' && urgency !== 'high' && urgency !== 'low')
      return `--urgency "${urgency}" is none of any, high, low`;
    const set = pairs('--set', values.set);
    const environment = pairs('--secret-env', values['secret-env']);
    if (typeof set === 'string') return set;
    if (typeof environment === 'string') return environment;
    return {
      act: known,
      what,
      data: values.data,
      url: values.url,
      json: values.json,
      id: values.id,
      title: values.title,
      replace: values.replace,
      values: set,
      fromInput: values.secret,
      fromEnvironment: environment,
      rule: values['no-rule'] ? null : { after: after.value, urgency },
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function pairs(option: string, given: readonly string[]): Record<string, string> | string {
  const found: Record<string, string> = {};
  for (const each of given) {
    const at = each.indexOf('=');
    // What stands there may be a secret in the wrong place: it is not repeated.
    if (at < 1) return `${option} takes key=value`;
    found[each.slice(0, at)] = each.slice(at + 1);
  }
  return found;
}
