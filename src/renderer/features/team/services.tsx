import type { PersonView } from '../../../contract/views/people';
import type { TeamView } from '../../../contract/views/team';
import { openLink, openTeamFile } from '../../state/act';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PersonDot } from '../../ui/person-dot';

type Service = TeamView['services'][number];

/** Services in the order in which they are matched. */
export function Services({
  services,
  people,
}: {
  services: readonly Service[];
  people: readonly PersonView[];
}) {
  if (services.length === 0)
    return (
      <EmptyState glyph="service" title="No services yet">
        Without them every alert still pages; it only belongs to nobody's service.
      </EmptyState>
    );
  return (
    <ol className="services" aria-label="Services">
      {services.map((service) => (
        <li key={service.id} className="service">
          <header className="service-head">
            <h3 className="service-name">
              <bdi>{service.name}</bdi>
            </h3>
            <span className="service-owners">
              {service.owners.map((owner) => {
                const person = people.find(({ id }) => id === owner);
                return person ? <PersonDot key={owner} person={person} /> : <bdi key={owner}>{owner}</bdi>;
              })}
            </span>
          </header>
          <p className="service-match">
            {service.match.length === 0 ? (
              <span className="muted">matches everything that is left</span>
            ) : (
              service.match.map((matcher) => (
                <bdi key={matcher} className="service-matcher selectable">
                  {matcher}
                </bdi>
              ))
            )}
          </p>
          {(service.runbook || service.repository) && (
            <p className="service-links">
              {service.runbook && <RunbookLink runbook={service.runbook} />}
              {service.repository && (
                <span className="muted">
                  Code in <bdi className="mono selectable">{service.repository}</bdi>
                </span>
              )}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function RunbookLink({ runbook }: { runbook: string }) {
  const web = /^https?:\/\//i.test(runbook);
  return (
    <Button
      look="quiet"
      size="small"
      glyph={web ? 'external-link' : 'open'}
      title={runbook}
      onClick={() => void (web ? openLink(runbook) : openTeamFile(runbook))}
    >
      <bdi>{web ? 'Runbook' : runbook}</bdi>
    </Button>
  );
}
