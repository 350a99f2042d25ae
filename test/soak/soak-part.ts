/** What each part of a soak is given. */
export type Soak = {
  /** A few minutes in place of all, to try it; its figures are not written down. */
  readonly quick: boolean;
  /** For what is written; removed at the end. */
  readonly folder: string;
  /** One paragraph about the machine. */
  readonly machine: string;
  readonly say: (line: string) => void;
};
