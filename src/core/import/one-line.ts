/** Text as the team file and a message can hold it: one line of at most 200 characters. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+/g, ' ');
  return plain.trim().slice(0, 200).trim();
}
