import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { Section } from '../../ui/screen';
import { Time } from '../../ui/time';

const list = () => call('unreadable.list', {});

/** What came in and could not be read: kept, with the reason, so that nothing is lost in silence. All of it is text. */
export function Unreadable({ because }: { because: unknown }) {
  const { value } = useAsked(list, because);
  if (!value || value.length === 0) return null;
  return (
    <div className="unreadable">
      <Section
        title={`${value.length.toLocaleString('en')} ${value.length === 1 ? 'payload' : 'payloads'} could not be read`}
        text="They were refused or kept aside. The sender was told; whether something in them should have paged you, only you can tell."
      >
        <ul className="unreadable-list">
          {value.map((payload) => (
            <li key={payload.id}>
              <details className="unreadable-one">
                <summary>
                  <Time at={payload.at} className="unreadable-time" />
                  <bdi className="unreadable-source">{payload.source}</bdi>
                  <bdi className="unreadable-reason cut">{payload.reason}</bdi>
                </summary>
                <p className="unreadable-why selectable">
                  <bdi>{payload.reason}</bdi>
                </p>
                {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
                <pre className="unreadable-body selectable" tabIndex={0} aria-label="First part of the body">
                  {payload.body}
                </pre>
              </details>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
