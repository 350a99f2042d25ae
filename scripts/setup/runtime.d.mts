export interface Runtime {
  folder: string;
  binary: string;
  version: string;
  kind: 'given' | 'official' | 'development';
}
export function ensureRuntime(): Promise<Runtime>;
