import type { ReactNode } from "react";

type SectionProps = { id: string; title: string; lead?: string; children: ReactNode };

/** A section of the campaign editor. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="border-t-2 border-ink pt-3">
      <h2 id={id} className="text-2xl font-medium" dir="auto">
        {title}
      </h2>
      {lead && <p className="mt-1 max-w-measure text-sm text-soft">{lead}</p>}
      <div className="mt-5">{children}</div>
    </section>
  );
}
