import { type Duration, parseDuration, printDuration } from '../time/duration';
import type { Fields, Reading } from './reading';

/** A duration such as `15s` between two bounds, ends included. `why` says what the lower bound comes from. */
export function readDuration(
  reading: Reading,
  fields: Fields,
  key: string,
  otherwise: Duration,
  limits: { min: Duration; max: Duration; why?: string },
): Duration {
  const node = fields.get(key);
  const text = reading.text(node, `"${key}"`, 1000);
  if (text === null) return otherwise;
  const duration = parseDuration(text);
  if (!duration.ok) {
    const hint = /^\d{1,9}$/.test(text)
      ? `"${key}: ${text}" has no unit; write ${text}s for seconds, ${text}m for minutes`
      : duration.error;
    reading.error(node, hint);
    return otherwise;
  }
  if (duration.value < limits.min || duration.value > limits.max) {
    const least = `${printDuration(limits.min)}${limits.why === undefined ? '' : ` (${limits.why})`}`;
    reading.error(node, `"${key}" must be between ${least} and ${printDuration(limits.max)}`);
    return otherwise;
  }
  return duration.value;
}
