/** A bar of how far something is, 0 to 1. */
export function DataProgress({ label, part }: { label: string; part: number }) {
  const percent = Math.round(part * 100);
  return (
    <span className="data-progress">
      <progress aria-label={label} max={100} value={percent} />
      <span className="data-percent">{percent} %</span>
    </span>
  );
}
