import type { ReactNode } from 'react';
import type { Happened, PolicyPreview } from '../../../contract/policy/policy-views';
import { HELD_WORDS } from '../../parts/held-words';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { Time } from '../../ui/time';
import type { Looked } from './use-policy-change';

/** "What would have happened last week", by the file as it is and with the draft. */
export function PreviewPane({ looked, isNew }: { looked: Looked; isNew: boolean }) {
  const { preview, trouble, problems } = looked;
  const waits = problems.some(({ level }) => level === 'error');
  return (
    // It scrolls and holds nothing to press: the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="policy-preview" aria-label="Preview" tabIndex={0} aria-busy={looked.stale}>
      <h2 className="section-title">What would have happened last week</h2>
      {trouble && (
        <p className="policy-wrong" role="alert">
          There is no preview: {trouble}
        </p>
      )}
      {waits && (
        <p className="policy-waits">
          <Glyph name="edit" size={14} /> The preview waits until what is marked is right.
        </p>
      )}
      {!preview && !trouble && !waits && <p className="muted">Going through last week…</p>}
      {preview?.before && preview.after && (
        <>
          {looked.stale && !waits && <p className="muted">Going through last week again…</p>}
          <Compared preview={preview} before={preview.before} after={preview.after} isNew={isNew} />
        </>
      )}
    </section>
  );
}

function Compared({
  preview,
  before,
  after,
  isNew,
}: {
  preview: PolicyPreview;
  before: Happened;
  after: Happened;
  isNew: boolean;
}) {
  if (before.incidents === 0) return <p className="muted">No alert came to this desktop last week.</p>;
  return (
    <>
      <p className="policy-sentence">{sentence(before, after)}</p>
      <table className="policy-compare">
        <caption className="only-read">Last week, as the file is and with the change</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">As it is</th>
            <th scope="col">With the {isNew ? 'new one' : 'change'}</th>
          </tr>
        </thead>
        <tbody>
          <Row word="Pages" before={before.pages} after={after.pages} />
          <Row word="at work" before={before.hours.business} after={after.hours.business} part />
          <Row word="in free time" before={before.hours.off} after={after.hours.off} part />
          <Row word="asleep" before={before.hours.sleep} after={after.hours.sleep} part />
          {people(before, after).map(({ key, person, was, would }) => (
            <Row
              key={key}
              word={person ? <PersonDot person={person} size="small" named /> : 'Whoever sits here'}
              before={was}
              after={would}
            />
          ))}
          <Row
            word="Incidents that page nobody"
            before={before.incidents - before.paged}
            after={after.incidents - after.paged}
          />
          {held(before, after).map(({ how, was, would }) => (
            <Row key={how} word={HELD_WORDS[how]} before={was} after={would} part />
          ))}
          {steps(before, after).map(({ step, was, would }) => (
            <Row key={step} word={`Reached step ${step + 1}`} before={was} after={would} />
          ))}
        </tbody>
      </table>
      {preview.changes.length > 0 && (
        <>
          <h3 className="policy-changes-title">Which go another way</h3>
          <ol className="policy-changes" aria-label="Changes">
            {preview.changes.map((change) => (
              <li key={`${change.openedAt}\n${change.title}`} className="policy-change">
                <Time at={change.openedAt} look="clock" className="policy-when" />
                <span className="policy-change-words">
                  <bdi className="policy-change-title">{change.title}</bdi>
                  <span className="policy-becomes">
                    <bdi className="muted">{change.before}</bdi>
                    <span>
                      <Glyph name="chevron-right" size={12} label="becomes" /> <bdi>{change.after}</bdi>
                    </span>
                  </span>
                </span>
              </li>
            ))}
          </ol>
          {preview.moreChanges > 0 && (
            <p className="muted">and {preview.moreChanges.toLocaleString('en')} more</p>
          )}
        </>
      )}
      <ul className="policy-notes">
        {preview.notes.map((note) => (
          <li key={note}>
            <bdi>{note}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({
  word,
  before,
  after,
  part = false,
}: {
  word: ReactNode;
  before: number;
  after: number;
  part?: boolean;
}) {
  const difference = after - before;
  return (
    <tr className={part ? 'policy-part-row' : undefined}>
      <th scope="row">{word}</th>
      <td>{before.toLocaleString('en')}</td>
      <td>
        <strong>{after.toLocaleString('en')}</strong>{' '}
        <span className="policy-difference">
          {difference === 0
            ? ''
            : `${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString('en')}`}
        </span>
      </td>
    </tr>
  );
}

function sentence(before: Happened, after: Happened): string {
  const fewer = before.pages - after.pages;
  const nights = before.hours.sleep - after.hours.sleep;
  if (fewer === 0 && nights === 0) return 'As many pages as it is.';
  const words = (n: number) => `${Math.abs(n).toLocaleString('en')} ${n > 0 ? 'fewer' : 'more'}`;
  const pages = fewer === 0 ? 'As many pages' : `${words(fewer)} ${Math.abs(fewer) === 1 ? 'page' : 'pages'}`;
  return nights === 0 ? `${pages}.` : `${pages}, ${words(nights)} of them asleep.`;
}

function people(before: Happened, after: Happened) {
  const all = new Map([...before.people, ...after.people].map(({ person }) => [person?.id ?? '', person]));
  const of = (part: Happened, id: string) =>
    part.people.find(({ person }) => (person?.id ?? '') === id)?.pages ?? 0;
  return [...all].map(([id, person]) => ({ key: id, person, was: of(before, id), would: of(after, id) }));
}

function held(before: Happened, after: Happened) {
  const all = [...new Set([...before.held, ...after.held].map(({ how }) => how))];
  const of = (part: Happened, how: (typeof all)[number]) =>
    part.held.find((each) => each.how === how)?.incidents ?? 0;
  return all.map((how) => ({ how, was: of(before, how), would: of(after, how) }));
}

function steps(before: Happened, after: Happened) {
  const all = [...new Set([...before.escalated, ...after.escalated].map(({ step }) => step))].sort(
    (a, b) => a - b,
  );
  const of = (part: Happened, step: number) =>
    part.escalated.find((each) => each.step === step)?.incidents ?? 0;
  return all.map((step) => ({ step, was: of(before, step), would: of(after, step) }));
}
