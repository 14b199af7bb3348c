import type { QueueTexts } from "./queue-types";

type LegendProps = { texts: QueueTexts; isOn: boolean; turn: (on: boolean) => void };

/** Which key does what, and the way to switch them off for those whose voice or device types by itself (WCAG 2.1.4). */
export function KeyLegend({ texts, isOn, turn }: LegendProps) {
  return (
    <div className="needs-script mt-5 flex flex-wrap items-center gap-x-5 gap-y-2 border-y border-rule py-2 text-sm max-sm:hidden">
      <label className="inline-flex min-h-6 items-center gap-2 font-semibold">
        <input
          type="checkbox"
          className="size-6 accent-ink"
          checked={isOn}
          onChange={(event) => turn(event.target.checked)}
        />
        {texts.keysOn}
      </label>
      {Object.entries(texts.keys).map(([keys, deed]) => (
        <span key={keys} className="inline-flex items-center gap-1.5 text-soft">
          {keys.split(" ").map((key) => (
            <kbd
              key={key}
              className="min-w-6 rounded border border-rule-strong px-1.5 text-center font-sans text-ink"
            >
              {key}
            </kbd>
          ))}
          {deed}
        </span>
      ))}
    </div>
  );
}
