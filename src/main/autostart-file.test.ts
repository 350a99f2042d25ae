import { expect, it } from 'vitest';
import { autostartFile } from './autostart-file';

const exec = (...command: string[]) => /^Exec=(.*)$/m.exec(autostartFile(command))?.[1];

it('starts the app hidden', () => {
  expect(exec('/opt/watchbill/watchbill', '--hidden')).toBe('/opt/watchbill/watchbill --hidden');
});

// Expected values by hand from the specification: quoting, then escaping of the string value.
it.each([
  ['/home/ada/My Apps/watchbill', '"/home/ada/My Apps/watchbill"'],
  ['/a%b', '/a%%b'],
  ['/a$b', String.raw`"/a\\$b"`],
  ['/a"b', String.raw`"/a\\"b"`],
  [String.raw`/a\b`, String.raw`"/a\\\\b"`],
])('quotes %s', (word, expected) => {
  expect(exec(word)).toBe(expected);
});
