import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';

/** The ways in which alerts can come, each with what starts it; shown while there are few sources. */
export function WaysIn({
  onAlertmanager,
  onSender,
  onHowToSend,
}: {
  onAlertmanager: () => void;
  onSender: () => void;
  onHowToSend: () => void;
}) {
  return (
    <section className="ways" aria-label="More ways in">
      <h2 className="ways-title">More ways in</h2>
      <ul className="ways-list">
        <Way
          glyph="refresh"
          title="Ask an Alertmanager"
          text="Its active alerts are read every few seconds. An acknowledgement can write a silence, which is read back and confirmed."
          act="Add an Alertmanager…"
          onAct={onAlertmanager}
        />
        <Way
          glyph="nav-sources"
          title="Be sent to"
          text="Whatever can page PagerDuty or call a webhook sends here by changing an address. Each sender has a token of its own."
          act="Add a sender…"
          onAct={onSender}
        />
        <Way
          glyph="download"
          title="Straight from here"
          text="A Prometheus or a script on this machine needs no sender of its own: the listener of this desktop takes it."
          act="How to send…"
          onAct={onHowToSend}
        />
      </ul>
    </section>
  );
}

function Way({
  glyph,
  title,
  text,
  act,
  onAct,
}: {
  glyph: string;
  title: string;
  text: string;
  act: string;
  onAct: () => void;
}) {
  return (
    <li className="way">
      <h3 className="way-title">
        <Glyph name={glyph} />
        {title}
      </h3>
      <p className="way-text">{text}</p>
      <Button size="small" onClick={onAct}>
        {act}
      </Button>
    </li>
  );
}
