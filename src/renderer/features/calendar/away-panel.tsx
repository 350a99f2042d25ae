import type { AwayView } from '../../../contract/rota/rota-views';
import { removeAway } from '../../parts/rota-away';
import { spanWords } from '../../parts/shift-words';
import { laneOf } from '../../parts/trade-draft';
import { Button } from '../../ui/button';
import { PersonDot } from '../../ui/person-dot';
import { askForCover } from './calendar-acts';
import { useShown } from './calendar-data';
import { myUncovered } from './needs-cover';
import { openAway } from './open-away';

/** Who is away when, around what is shown; mine can be added and removed. */
export function AwayPanel() {
  const { model } = useShown();
  const away = model.away.toSorted((a, b) => a.start - b.start);
  const mine = away.filter(({ person }) => person === model.me);
  const others = away.filter(({ person }) => person !== model.me);
  return (
    <>
      <p>
        <Button glyph="plus" onClick={openAway}>
          I am away…
        </Button>
      </p>
      <Part title="You" away={mine} empty="You are here all the time, as far as anybody knows." />
      <Part title="Others" away={others} empty="Nobody else has said they are away." />
    </>
  );
}

function Part({ title, away, empty }: { title: string; away: readonly AwayView[]; empty: string }) {
  return (
    <section className="side-part" aria-label={title}>
      <h2 className="side-title">{title}</h2>
      {away.length === 0 ? (
        <p className="side-empty">{empty}</p>
      ) : (
        <ul>
          {away.map((one) => (
            <Card key={one.id} away={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Card({ away }: { away: AwayView }) {
  const { model, trades, zone, now } = useShown();
  const person = model.people.get(away.person);
  const isMine = away.person === model.me;
  const asked = new Set(
    myUncovered(model, trades, now)
      .filter((one) => one.asked)
      .map(({ piece }) => `${piece.schedule} ${piece.start}`),
  );
  return (
    <li className="away-card">
      {!isMine && person && <PersonDot person={person} size="small" named />}
      <span>{spanWords(away.start, away.end, zone)}</span>
      {away.reason && <bdi className="muted">{away.reason}</bdi>}
      {away.origin === 'calendar' && <span className="muted">From their calendar</span>}
      {away.needsCover.map((piece) => (
        <span key={`${piece.schedule} ${piece.start}`} className="away-needs">
          <span>
            Needs cover: {laneOf(model, piece.schedule)?.name ?? piece.schedule},{' '}
            {spanWords(piece.start, piece.end, zone)}
          </span>
          {isMine &&
            (asked.has(`${piece.schedule} ${piece.start}`) ? (
              <span className="muted">offered</span>
            ) : (
              <Button size="small" onClick={() => void askForCover(piece)}>
                Ask for cover
              </Button>
            ))}
        </span>
      ))}
      {isMine && away.origin === 'act' && (
        <span>
          <Button size="small" look="quiet" glyph="trash" onClick={() => void removeAway(away.id)}>
            Remove
          </Button>
        </span>
      )}
    </li>
  );
}
