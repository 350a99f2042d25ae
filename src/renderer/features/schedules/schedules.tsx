import { Screen } from '../../ui/screen';

export function SchedulesScreen() {
  return <Screen title="Schedules">Not built yet.</Screen>;
}
