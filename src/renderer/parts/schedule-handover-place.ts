import { create } from 'zustand';

/** Which schedule's handover is open over the window; '' is mine, null none. */
export const useHandoverPlace = create<{ readonly open: string | null }>()(() => ({ open: null }));

/** Opens the handover of a schedule; '' of the one that I am on call for. */
export function openHandover(schedule: string): void {
  useHandoverPlace.setState({ open: schedule });
}

export function closeHandover(): void {
  useHandoverPlace.setState({ open: null });
}
