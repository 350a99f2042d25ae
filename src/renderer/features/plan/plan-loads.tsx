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
            cell: ({ person }) => {
              const view = plan.people.find(({ id }) => id === person);
              return view ? <PersonDot person={view} size="small" named /> : <bdi>{person}</bdi>;
            },
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
