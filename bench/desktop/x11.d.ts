/** The little of the x11 package that the benchmarks use; it has no types of its own. */
declare module 'x11' {
  export type Image = { readonly depth: number; readonly data: Buffer };
  export type Client = {
    GetImage(
      format: 2,
      drawable: number,
      x: number,
      y: number,
      width: number,
      height: number,
      planeMask: number,
      done: (error: Error | null, image: Image) => void,
    ): void;
    on(event: 'error', listener: (error: Error) => void): void;
  };
  export type Display = {
    readonly client: Client;
    readonly screen: ReadonlyArray<{ readonly root: number }>;
  };
  export function createClient(
    options: { display: string },
    ready: (error: Error | null, display: Display) => void,
  ): void;
}
