import { ratio } from "@/lib/reporting/conversion-rates";
import type { Funnel } from "@/lib/reporting/mail-funnel";

/** The steps and colours of the bar, darkest first. */
export const BAR_LEGEND = [
  { step: "confirmed", ink: "bg-ink" },
  { step: "delivered", ink: "bg-rule-strong" },
  { step: "signed", ink: "bg-rule" },
] as const;

/** A funnel as a bar: signed, delivered (darker) and confirmed (black). Decorative: the figures are beside it. */
export function FunnelBar({ signed, delivered, confirmed }: Funnel) {
  return (
    <span aria-hidden="true" className="relative mt-2 block h-1.5 bg-rule">
      <span
        className="absolute inset-y-0 left-0 bg-rule-strong"
        style={{ inlineSize: `${ratio(delivered, signed) * 100}%` }}
      />
      <span
        className="absolute inset-y-0 left-0 bg-ink"
        style={{ inlineSize: `${ratio(confirmed, signed) * 100}%` }}
      />
    </span>
  );
}
