import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('a table as CSV', () => {
  it('quotes what needs quotes, and ends every line with CRLF', () => {
    expect(csvOf([['plain', 'a,b', 'say "hi"', 'two\nlines', '', null]])).toBe(
      'plain,"a,b","say ""hi""","two\nlines",,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('lets no spreadsheet run %j', (text) => {
    expect(csvOf([[text]])).toMatch(/^"?'/);
  });

  it('leaves numbers alone, negative ones too', () => {
    expect(csvOf([[-1.5, 168, 1 / 3, 0.1 + 0.2]])).toBe('-1.5,168,0.333333,0.3\r\n');
  });
});
