import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';

const read = (...words: string[]) => readArguments(['/opt/electron', '.', ...words], '/home/ada');

describe('readArguments', () => {
  it('has nothing where nothing was asked for', () => {
    expect(read()).toEqual({
      demo: false,
      hidden: false,
      data: null,
      team: null,
      me: null,
      port: null,
      link: null,
    });
  });

  it('takes both ways of giving a value and resolves folders against where it was started', () => {
    expect(read('--team', 'oncall', '--data=/var/pager', '--me=ada')).toMatchObject({
      team: '/home/ada/oncall',
      data: '/var/pager',
      me: 'ada',
    });
  });

  it('passes over flags that are not ours and does not eat a flag as a value', () => {
    expect(read('--no-sandbox', '--remote-debugging-port=0', '--team', '--demo')).toMatchObject({
      demo: true,
      team: null,
    });
  });

  it('takes the last of a repeated flag', () => {
    expect(read('--me', 'ada', '--me', 'grace').me).toBe('grace');
  });

  it.each([
    ['0', 0],
    ['65535', 65535],
    ['65536', null],
    ['-1', null],
    ['80x', null],
    ['1e3', null],
  ])('reads port %s as %s', (text, port) => {
    expect(read(`--port=${text}`).port).toBe(port);
  });

  it('finds a link wherever it stands', () => {
    expect(read('--hidden', 'watchbill://incident/a-1').link).toBe('watchbill://incident/a-1');
  });
});
