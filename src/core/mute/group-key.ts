import { type Labels, labelValue } from '../alert/labels';
import type { Service } from '../people/service';

/**
 * What the alerts of one group have in common: their service and the values of its `group.by` labels, a missing one
 * being empty. null where the service does not group.
 */
export function groupKeyOf(service: Service, labels: Labels): string | null {
  const group = service.group ?? null;
  if (group === null) return null;
  return JSON.stringify([service.id, ...group.by.map((name) => labelValue(labels, name))]);
}
