/**
 * A time of day as people type it, as it is written: `9` is `09:00`, `930` and `9.30` are `09:30`, `6 pm` is `18:00`.
 * What is no time of day stays as it was typed, so that nothing is lost and the mistake can be seen.
 */
export function tidyTime(typed: string): string {
  const [, hours = '', minutes = '', half = ''] =
    /^\s*(\d{1,2})(?:[:.h\s]?(\d{2}))?\s*(am|pm)?\s*$/i.exec(typed) ?? [];
  if (hours === '') return typed.trim();
  let hour = Number(hours);
  if (half !== '') {
    if (hour < 1 || hour > 12) return typed.trim();
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes || 0) > 59) return typed.trim();
  return `${String(hour).padStart(2, '0')}:${minutes || '00'}`;
}
