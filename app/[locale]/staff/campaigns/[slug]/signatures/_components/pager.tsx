import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LocalTime } from "@/app/_components/local-time";
import type { FoundPage } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import type { SignatureCursor } from "@/lib/signatures/signature-filter";
import { cursorText, filterQuery } from "@/lib/signatures/signature-filter";

/** Links to the previous and next pages, with the same filters. */
export async function Pager({ locale, filter, path, page, after, before }: FoundPage) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const to = (side: "after" | "before", place: SignatureCursor) => {
    const query = filterQuery(filter);
    query.set(side, cursorText(place));
    return `${path}?${query}`;
  };
  const first = page.signatures.at(0)?.place;
  const last = page.signatures.at(-1)?.place;
  const hasEarlier = before ? page.more : after !== undefined;
  const hasLater = before ? true : page.more;
  const side = before ? "before" : "after";
  return (
    <nav aria-label={t("pages")} className="mt-8 grid gap-4 border-t border-rule pt-4">
      {page.unsearched && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="text-soft">
            {filter.name ? t("lookedNames") : t("lookedUntil")}{" "}
            {!filter.name && <LocalTime at={page.unsearched.at} locale={locale} />}
          </span>
          <Step href={to(side, page.unsearched)}>{t("further")}</Step>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {hasEarlier && first && (
          <Step href={to("before", first)}>‹ {t(filter.name ? "before" : "newer")}</Step>
        )}
        {hasLater && last && <Step href={to("after", last)}>{t(filter.name ? "next" : "older")} ›</Step>}
        {(after || before) && (
          <Link className="inline-flex min-h-9 items-center text-sm" href={`${path}?${filterQuery(filter)}`}>
            {t("newest")}
          </Link>
        )}
      </div>
    </nav>
  );
}

function Step({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="button button-quiet" href={href} prefetch={false}>
      {children}
    </Link>
  );
}
