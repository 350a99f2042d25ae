import type { Vault } from '../vault';
import type { StatusDesk } from './status-desk';

/** Says so where secrets will be gone after a restart, once there is something to lose. */
export async function tellSecrets(vault: Vault, status: StatusDesk): Promise<void> {
  if (!vault.losesSomething) return;
  const { state, text } = await vault.status();
  status.banner('shell:secrets', state === 'session-only' ? { tone: 'warn', text, act: 'settings' } : null);
}
