import { z } from 'zod';
import { call, done, nothing } from '../call';
import { fieldProblem } from '../rota/schedule-views';
import { policyChange, policyPreview, policyView } from './policy-views';

/** Services and escalations: edited in the team file, with what would have happened last week. */
export const policyCalls = {
  'policy.get': call('engine', nothing, policyView),
  /** What is wrong with a draft, at its fields; quick. */
  'policy.check': call(
    'engine',
    z.strictObject({ change: policyChange }),
    z.object({ problems: z.array(fieldProblem) }),
  ),
  /** The last seven days by the file as it is and with the change. A newer one ends an older one. */
  'policy.preview': call('engine', z.strictObject({ change: policyChange }), policyPreview),
  'policy.save': call('engine', z.strictObject({ change: policyChange }), done),
} as const;
