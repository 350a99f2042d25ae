import { Screen } from '../../ui/screen';

export function FairnessScreen() {
  return <Screen title="Fairness">Not built yet.</Screen>;
}
