import { call } from '../../bridge';
import { openPolicy, usePolicyPlace } from '../../parts/policy-place';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import './policies.css';
import { editedOf, keyOf, usePolicyDrafts } from './policy-drafts';
import { PolicyEditor } from './policy-editor';
import { PolicyList } from './policy-list';

const ask = () => call('policy.get', {});

/** Services and escalations of the team file: which alert goes where, and who is paged until somebody answers. */
export function PoliciesScreen() {
  const open = usePolicyPlace((place) => place.open);
  // Whether the team file can be used is part of the status, and the rota's version rises with the file.
  const status = useMirror((mirror) => mirror.status);
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const {
    value: view,
    trouble,
    again,
  } = useAsked(ask, `${rotaVersion} ${status?.team ?? ''} ${status?.banners.length ?? 0}`);
  const held = usePolicyDrafts((drafts) => drafts.held);
  if (!view)
    return (
      <Screen title="Policies">
        {trouble && (
          <p className="policy-wrong" role="alert">
            The team file cannot be read: {trouble}{' '}
            <Button size="small" onClick={again}>
              Try again
            </Button>
          </p>
        )}
      </Screen>
    );
  if (open === null) return <PolicyList view={view} onChanged={again} />;
  const edited = editedOf(open, view, held[keyOf(open)]);
  if (edited) return <PolicyEditor key={keyOf(open)} edited={edited} view={view} onSaved={again} />;
  return (
    <Screen
      title="Policies"
      tools={
        <Button glyph="chevron-left" onClick={() => openPolicy(null)}>
          All policies
        </Button>
      }
    >
      <p>
        There is no {open.kind} “{open.id}” in the team file.
      </p>
    </Screen>
  );
}
