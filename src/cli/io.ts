/** Where a command writes to. */
export type Io = { out(line: string): void; err(line: string): void };

/** Exit codes: 0 done; 1 the answer is no, or it could not be done; 2 the call itself is wrong. */
export const DONE = 0;
export const FAILED = 1;
export const USAGE = 2;
