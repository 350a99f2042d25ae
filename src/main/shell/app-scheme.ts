import { protocol } from 'electron';

/** Before Electron is ready: makes `app:` an origin like https, instead of file:. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, stream: true, codeCache: true } },
  ]);
}
