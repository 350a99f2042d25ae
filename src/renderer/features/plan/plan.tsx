import { Screen } from '../../ui/screen';

export function PlanScreen() {
  return <Screen title="Plan a rota">Not built yet.</Screen>;
}
