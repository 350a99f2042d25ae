import { Glyph } from '../../ui/glyph';
import type { Template } from './draft-templates';

const GLYPHS: Record<Template['id'], string> = {
  weekly: 'refresh',
  weekends: 'nav-schedules',
  sun: 'sun',
  business: 'clock',
  empty: 'plus',
};

/** Common starts of a schedule; each fills a draft, nothing is saved by choosing. */
export function TemplateChooser({
  templates,
  onChoose,
}: {
  templates: readonly Template[];
  onChoose: (template: Template) => void;
}) {
  return (
    <ul className="starts" aria-label="Common starts">
      {templates.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            className="start"
            disabled={template.unfit !== ''}
            onClick={() => onChoose(template)}
          >
            <Glyph name={GLYPHS[template.id]} size={20} />
            <span className="start-words">
              <span className="start-title">{template.title}</span>
              <span className="start-text">{template.text}</span>
              {template.unfit && <span className="start-text">{template.unfit}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
