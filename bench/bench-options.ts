/** What every part is given. */
export type Bench = {
  readonly quick: boolean;
  /** Root of the built app. */
  readonly app: string;
  /** Electron's program. */
  readonly electron: string;
  /** For everything that is written; removed at the end. */
  readonly folder: string;
  /** One paragraph about machine and versions. */
  readonly machine: string;
  /** Progress, for whoever waits. */
  readonly say: (line: string) => void;
};
