import type { Person } from '../people/person';
import { scalar } from './scalar';

/**
 * The first `watchbill.yaml` of a team: one person, one service that takes every alert, and the rest as comments to
 * fill in. Reads without a problem where the name is not empty, the zone is a zone and the id an id.
 */
export function newTeamFile({
  name,
  timeZone,
  person,
}: {
  readonly name: string;
  readonly timeZone: string;
  readonly person: Pick<Person, 'id' | 'name' | 'email'>;
}): string {
  const email = person.email === '' ? '' : `, email: ${scalar(person.email)}`;
  return `# The team of one pager: who there is, what can break, and where alerts come from.
# Everybody's Watchbill reads this file, so keep the folder where all of you have it: a git repository or a synced
# folder. "watchbill check" finds mistakes in it. Secrets never stand here: each desktop keeps its own in its keychain.
watchbill: 1
team: ${scalar(name)}
timeZone: ${scalar(timeZone)}

people:
  - { id: ${scalar(person.id)}, name: ${scalar(person.name)}${email} }
  # - { id: grace, name: Grace Lindt, email: grace@example.com, timeZone: America/New_York }

# What an alert is about. It belongs to the first service whose matchers all hold for its labels, in the way
# Prometheus writes them; [] takes whatever is left.
services:
  # - id: checkout
  #   name: Checkout
  #   match: [ 'namespace=~"pay.*"' ]
  #   runbook: runbooks/checkout.md
  - id: everything
    name: Everything
    match: []

# Whom to page next, and when, if nobody answers. Without any: whoever is on call first, everyone after five minutes.
# escalations:
#   - id: payments
#     steps:
#       - { page: [schedule:primary] }
#       - { after: 5m, page: [everyone] }

# Where alerts come from. An alertmanager is asked; whoever is a "push" sends to us with a token of its own.
sources:
  # - id: prod-alertmanager
  #   type: alertmanager
  #   url: "http://127.0.0.1:9093"
  #   acknowledge: silence
  # - { id: ci, type: push, title: Continuous integration }
`;
}
