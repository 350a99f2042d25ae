import { create } from 'zustand';
import { goTo } from '../state/screen';

/** Where the schedules' screen is: the list (null), the editor of a schedule, or of a new one (''). */
export const useSchedulePlace = create<{ readonly open: string | null }>()(() => ({ open: null }));

/** Brings up the editor of a schedule; '' is a new one, null the list. */
export function openSchedule(id: string | null): void {
  useSchedulePlace.setState({ open: id });
  goTo('schedules');
}
