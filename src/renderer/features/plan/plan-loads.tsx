import type { ReactNode } from 'react';
import type { PlanView } from '../../../contract/rota/plan-views';
import { PersonDot } from '../../ui/person-dot';
import { Section } from '../../ui/screen';
import { Table } from '../../ui/table';
import { amount } from './plan-scores';

type Row = PlanView['perPerson'][number];

/** What each person carries by the plan. */
export function PlanLoads({ plan }: { plan: PlanView }) {
  const hours = (key: 'hours' | 'nights' | 'weekends' | 'holidays', title: string) => ({
    key,
    title,
    align: 'end' as const,
    cell: (row: Row) => `${amount(row[key])} h`,
  });
  return (
    <Section title="What each carries by the plan">
      <Table<Row>
        caption="What each person carries by the plan"
        rows={plan.perPerson}
        rowKey={({ person }) => person}
        columns={[
          {
            key: 'person',
            title: 'Person',
            cell: ({ person }) => who(plan, person),
          },
          { key: 'shifts', title: 'Shifts', align: 'end', cell: ({ shifts }) => shifts },
          hours('hours', 'Duty'),
          hours('nights', 'Nights'),
          hours('weekends', 'Weekends'),
          hours('holidays', 'Holidays'),
        ]}
      />
    </Section>
  );
}

function who({ people }: PlanView, id: string): ReactNode {
  const person = people.find((one) => one.id === id);
  return person ? <PersonDot person={person} size="small" named /> : <bdi>{id}</bdi>;
}
