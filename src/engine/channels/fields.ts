import { checkAddress } from '../http-client/address';
import type { ChannelField } from './channel-type';

type Values = Readonly<Record<string, string>>;
type Problems = Record<string, string>;

const LONGEST_VALUE = 4096;

/** Of services that people run themselves, maybe behind a certificate authority of their own. */
export const CA_FILE: ChannelField = {
  key: 'caFile',
  title: 'CA file',
  hint: 'Only for a certificate authority of your own: the path of its certificate in PEM form on this desktop.',
  kind: 'text',
  needed: false,
};

/** Of channels where a conversation is read: a second message when somebody answered. */
export const ANSWERED: ChannelField = {
  key: 'answered',
  title: 'Tell when it is answered',
  hint: 'Sends one more message when what was paged here is acknowledged or over.',
  kind: 'yes-no',
  needed: false,
  initial: 'no',
};

/** A value without the blanks around it; '' where it was left out. */
export function valueOf(values: Values, key: string): string {
  return values[key]?.trim() ?? '';
}

/** A value that has a default where it was left out. */
export function valueOr(values: Values, field: ChannelField): string {
  return valueOf(values, field.key) || (field.initial ?? '');
}

/**
 * What is wrong with the values of a form, by field: missing, too long, no address, no number, no choice of it, or with
 * characters that belong in no field.
 * @param more looks at what only this channel knows; asked about each field that has a value and is right so far
 */
export function checkFields(
  fields: readonly ChannelField[],
  values: Values,
  more: Readonly<Record<string, (value: string) => string | null>> = {},
): Readonly<Record<string, string>> {
  const problems: Problems = {};
  for (const field of fields) {
    const value = valueOf(values, field.key);
    const problem =
      value === ''
        ? field.needed
          ? `${field.title} is missing`
          : null
        : (formProblem(field, value) ?? more[field.key]?.(value) ?? null);
    if (problem !== null) problems[field.key] = problem;
  }
  return problems;
}

/** For secrets that are addresses: `checkFields` looks only at fields of the kind `url` by itself. */
export function addressProblem(value: string): string | null {
  const checked = checkAddress(value);
  return checked.ok ? null : checked.error;
}

function formProblem(field: ChannelField, value: string): string | null {
  if (value.length > LONGEST_VALUE) return `${field.title} is longer than ${LONGEST_VALUE} characters`;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(value) || (field.kind !== 'text' && value.includes('\n')))
    return `${field.title} has a line break or a control character in it`;
  switch (field.kind) {
    case 'url':
      return addressProblem(value);
    case 'number':
      return /^\d{1,9}$/.test(value) ? null : `${field.title} is not a whole number`;
    case 'choice':
      return field.choices?.includes(value) === true
        ? null
        : `${field.title} is one of ${field.choices?.join(', ')}`;
    case 'yes-no':
      return value === 'yes' || value === 'no' ? null : `${field.title} is yes or no`;
    case 'text':
    case 'secret':
      return null;
  }
}
