import type { PolicyView, ServiceDraft } from '../../../contract/policy/policy-views';
import type { FieldProblem, HoursDraft } from '../../../contract/rota/schedule-views';
import { HoursFields } from '../../parts/hours-fields';
import { ScheduleField } from '../../parts/schedule-field';
import { ScheduleZoneField } from '../../parts/schedule-zone-field';
import { PersonDot } from '../../ui/person-dot';
import { Switch } from '../../ui/switch';
import { ChoiceField, LineField } from './line-field';
import { TextList } from './text-list';

const FLAPPING = { changes: '4', within: '30m', steady: '5m' };

/** A service: what it takes, who owns it, how urgent it is, and what keeps it quiet. */
export function ServiceForm({
  draft,
  view,
  problems,
  onChange,
}: {
  draft: ServiceDraft;
  view: PolicyView;
  problems: readonly FieldProblem[];
  onChange: (part: Partial<ServiceDraft>) => void;
}) {
  const line = { problems };
  return (
    <>
      <section className="policy-part" aria-label="What it is">
        <div className="policy-pair">
          <LineField
            {...line}
            label="Id"
            at="id"
            value={draft.id}
            maxLength={60}
            onChange={(id) => onChange({ id })}
          />
          <LineField
            {...line}
            label="Name"
            at="name"
            placeholder="as the id"
            value={draft.name}
            onChange={(name) => onChange({ name })}
          />
        </div>
        <TextList
          label="Takes alerts with"
          item="Matcher"
          hint={
            draft.match.length === 0
              ? 'No matcher: it takes every alert that no service before it took.'
              : 'All must hold. The first service of the list that matches takes an alert.'
          }
          values={draft.match}
          at="match"
          problems={problems}
          placeholder='namespace=~"pay.*"'
          onChange={(match) => onChange({ match })}
        />
        <div className="policy-pair">
          <ChoiceField
            {...line}
            label="Escalation"
            at="escalation"
            value={draft.escalation}
            options={[
              { value: '', label: 'As is usual: on call, everyone after 5 min' },
              ...view.escalations.map(({ id, name }) => ({ value: id, label: name || id })),
            ]}
            onChange={(escalation) => onChange({ escalation })}
          />
          <LineField
            {...line}
            label="Runbook"
            at="runbook"
            placeholder="runbooks/checkout.md"
            maxLength={1000}
            value={draft.runbook}
            onChange={(runbook) => onChange({ runbook })}
          />
        </div>
        <ScheduleField
          label="Owners"
          group
          hint="Who knows it. Not thereby paged."
          at="owners"
          problems={problems}
        >
          {() => (
            <div className="policy-owners">
              {view.people.map((person) => (
                <label key={person.id} className="policy-owner">
                  <input
                    type="checkbox"
                    checked={draft.owners.includes(person.id)}
                    onChange={({ target }) =>
                      onChange({
                        owners: target.checked
                          ? [...draft.owners, person.id]
                          : draft.owners.filter((id) => id !== person.id),
                      })
                    }
                  />
                  <PersonDot person={person} size="small" named />
                </label>
              ))}
            </div>
          )}
        </ScheduleField>
      </section>
      <Urgency draft={draft} view={view} problems={problems} onChange={onChange} />
      <Quiet draft={draft} problems={problems} onChange={onChange} />
    </>
  );
}

function Urgency({
  draft,
  view,
  problems,
  onChange,
}: {
  draft: ServiceDraft;
  view: PolicyView;
  problems: readonly FieldProblem[];
  onChange: (part: Partial<ServiceDraft>) => void;
}) {
  const support = draft.supportHours;
  const change = (part: Partial<NonNullable<ServiceDraft['supportHours']>>) =>
    support && onChange({ supportHours: { ...support, ...part } });
  return (
    <section className="policy-part" aria-label="Urgency">
      <h2 className="section-title">Urgency</h2>
      <ChoiceField
        label="How urgent its pages are"
        at="urgency"
        value={draft.urgency}
        problems={problems}
        options={[
          { value: 'severity', label: 'By severity: critical and error are high' },
          { value: 'high', label: 'Always high' },
          { value: 'low', label: 'Always low' },
        ]}
        onChange={(urgency) => onChange({ urgency: urgency as ServiceDraft['urgency'] })}
      />
      <Switch
        label="Support hours: outside of them its urgency is another one"
        checked={support !== null}
        onChange={(on) =>
          onChange({
            supportHours: on
              ? { hours: [officeHours()], timeZone: '', outside: 'low', criticalToo: false }
              : null,
          })
        }
      />
      {support && (
        <div className="policy-inside">
          <HoursFields
            hours={support.hours}
            at="supportHours.hours"
            problems={problems}
            fresh={freshHours}
            onChange={(hours) => change({ hours })}
          />
          <div className="policy-pair">
            <ScheduleZoneField
              value={support.timeZone || view.timeZone}
              at="supportHours.timeZone"
              problems={problems}
              near={[view.timeZone]}
              onChange={(timeZone) => change({ timeZone: timeZone === view.timeZone ? '' : timeZone })}
            />
            <ChoiceField
              label="Outside of them"
              at="supportHours.outside"
              value={support.outside}
              problems={problems}
              options={[
                { value: 'low', label: 'Low urgency' },
                { value: 'high', label: 'High urgency' },
              ]}
              onChange={(outside) => change({ outside: outside as 'high' | 'low' })}
            />
          </div>
          <Switch
            label="What is critical as well"
            checked={support.criticalToo}
            onChange={(criticalToo) => change({ criticalToo })}
          />
        </div>
      )}
    </section>
  );
}

function Quiet({
  draft,
  problems,
  onChange,
}: {
  draft: ServiceDraft;
  problems: readonly FieldProblem[];
  onChange: (part: Partial<ServiceDraft>) => void;
}) {
  const { group, flapping } = draft;
  return (
    <section className="policy-part" aria-label="Less noise">
      <h2 className="section-title">Less noise</h2>
      <p className="muted policy-note">Nothing is lost: what is held back is stored, shown and counted.</p>
      <LineField
        label="Hold for"
        at="hold"
        hint="Pages only what still fires after so long, what is critical too: 2m. Empty for at once."
        placeholder="at once"
        maxLength={40}
        value={draft.hold}
        problems={problems}
        onChange={(hold) => onChange({ hold })}
      />
      <Switch
        label="Group alerts into one incident"
        checked={group !== null}
        onChange={(on) => onChange({ group: on ? { by: ['alertname'], wait: '30s', window: '5m' } : null })}
      />
      {group && (
        <div className="policy-inside">
          <TextList
            label="Whose labels are equal"
            item="Label"
            hint={group.by.length === 0 ? 'No label: the whole service is one group.' : undefined}
            values={group.by}
            at="group.by"
            problems={problems}
            placeholder="cluster"
            onChange={(by) => onChange({ group: { ...group, by } })}
          />
          <div className="policy-pair">
            <LineField
              label="The first page waits"
              at="group.wait"
              placeholder="30s"
              maxLength={40}
              hint="What is critical does not."
              value={group.wait}
              problems={problems}
              onChange={(wait) => onChange({ group: { ...group, wait } })}
            />
            <LineField
              label="Others join within"
              at="group.window"
              placeholder="while it is open"
              maxLength={40}
              hint="Of the last one that joined."
              value={group.window}
              problems={problems}
              onChange={(window) => onChange({ group: { ...group, window } })}
            />
          </div>
        </div>
      )}
      <Switch
        label="Hold back what flaps"
        checked={flapping !== null}
        onChange={(on) => onChange({ flapping: on ? FLAPPING : null })}
      />
      {flapping && (
        <div className="policy-inside policy-three">
          {(['changes', 'within', 'steady'] as const).map((name) => (
            <LineField
              key={name}
              label={
                { changes: 'It came so often', within: 'within', steady: 'Pages after firing for' }[name]
              }
              at={`flapping.${name}`}
              placeholder={FLAPPING[name]}
              maxLength={name === 'changes' ? 10 : 40}
              value={flapping[name]}
              problems={problems}
              onChange={(value) => onChange({ flapping: { ...flapping, [name]: value } })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function officeHours(): HoursDraft {
  return {
    kind: 'daily',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    to: '18:00',
    calendar: '',
  };
}

/** A window as it is added. */
export function freshHours(kind: HoursDraft['kind']): HoursDraft {
  if (kind === 'daily') return officeHours();
  if (kind === 'weekly') return { kind, days: [], from: 'mon 09:00', to: 'fri 18:00', calendar: '' };
  return { kind, days: [], from: '', to: '', calendar: '' };
}
