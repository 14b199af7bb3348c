import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { SignatureDetail } from "@/lib/signatures/detail";

/** What every section of the signature's page needs. */
export type DetailProps = {
  locale: Locale;
  signature: SignatureDetail;
  campaign: { id: string; slug: string };
};

/** A section with a heading. */
export function DetailSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t-[3px] border-ink pt-3">
      <h3 className="text-xl font-medium" dir="auto">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** A list of named facts. */
export function FactList({ facts }: { facts: { name: string; fact: ReactNode }[] }) {
  return (
    <dl className="mt-1">
      {facts.map(({ name, fact }) => (
        <div key={name} className="grid gap-x-4 border-b border-rule py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="text-sm text-soft" dir="auto">
            {name}
          </dt>
          <dd className="break-words">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
