import type { QueueTexts } from "./queue-types";

type LegendProps = { texts: QueueTexts; isOn: boolean; onTurn: (on: boolean) => void };

/** The keyboard shortcuts, with a switch to turn them off (WCAG 2.1.4). */
export function KeyLegend({ texts, isOn, onTurn }: LegendProps) {
  return (
    <div className="needs-script mt-5 flex flex-wrap items-center gap-x-5 gap-y-2 border-y border-rule py-2 text-sm max-sm:hidden">
      <label className="inline-flex min-h-6 items-center gap-2 font-semibold">
        <input
          type="checkbox"
          className="size-6 accent-ink"
          checked={isOn}
          onChange={(event) => onTurn(event.target.checked)}
        />
        {texts.keysOn}
      </label>
      {Object.entries(texts.keys).map(([keys, action]) => (
        <span key={keys} className="inline-flex items-center gap-1.5 text-soft">
          {keys.split(" ").map((key) => (
            <kbd
              key={key}
              className="min-w-6 rounded border border-rule-strong px-1.5 text-center font-sans text-ink"
            >
              {key}
            </kbd>
          ))}
          {action}
        </span>
      ))}
    </div>
  );
}
