import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LocalTime } from "@/app/_components/local-time";
import { attributionNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import { callOutName, countryName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import type { ListedSignature } from "@/lib/signatures/list-signatures";

type TableProps = { locale: Locale; signatures: ListedSignature[]; path: string };

/** The signatures as a table, or as cards on phones. */
export async function SignatureTable({ locale, signatures, path }: TableProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.columns" });
  return (
    <table className="mt-2 block w-full text-sm md:table">
      <thead className="text-left text-xs text-soft max-md:sr-only">
        <tr>
          <th scope="col" className="w-10" />
          {(["name", "country", "state", "signed", "attribution", "domain"] as const).map((column) => (
            <th key={column} scope="col" className="py-2 pr-4 font-normal">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {signatures.map((signature) => (
          <SignatureRow key={signature.id} locale={locale} signature={signature} path={path} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { locale: Locale; signature: ListedSignature; path: string };

async function SignatureRow({ locale, signature, path }: RowProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const { id, name, country, state, signedAt, emailDomain, hasComment } = signature;
  return (
    <tr className="grid grid-cols-[2.25rem_minmax(0,1fr)_auto] items-baseline gap-x-2 gap-y-0.5 border-t border-rule py-3 md:table-row md:py-0">
      <Cell className="max-md:row-span-3">
        <input
          type="checkbox"
          name="chosen"
          value={id}
          aria-label={t("columns.choose", { name: isolated(name) })}
          className="size-6 align-middle accent-ink"
        />
      </Cell>
      <th
        scope="row"
        className="text-left align-baseline text-base font-semibold break-words md:py-2 md:pr-4 md:text-sm"
      >
        {/* Not prefetched: every read of this page is written to the audit log. */}
        <Link href={`${path}/${id}`} prefetch={false} className="inline-flex min-h-6" dir="auto">
          {name}
        </Link>
        {hasComment && <span className="ml-2 text-xs font-normal text-soft">{t("comments")}</span>}
      </th>
      <Cell className="text-soft md:text-ink">{country ? countryName(country, locale) : "–"}</Cell>
      <Cell className="max-md:order-1 max-md:col-start-3 max-md:text-right">
        <span className={state === "confirmed" ? undefined : "italic text-soft"}>{t(`state.${state}`)}</span>
      </Cell>
      <Cell className="numerals max-md:col-start-2 md:whitespace-nowrap">
        <LocalTime at={signedAt.toISOString()} locale={locale} />
      </Cell>
      <Cell className="wrap-anywhere text-soft md:min-w-36 max-md:order-2 max-md:col-span-2 max-md:col-start-2">
        <Attribution locale={locale} signature={signature} />
      </Cell>
      <Cell className="break-words text-soft md:min-w-36 max-md:order-3 max-md:col-span-2 max-md:col-start-2">
        @{emailDomain}
      </Cell>
    </tr>
  );
}

function Cell({ className = "", children }: { className?: string; children: ReactNode }) {
  return <td className={`align-baseline md:py-2 md:pr-4 ${className}`}>{children}</td>;
}

async function Attribution({ locale, signature }: { locale: Locale; signature: ListedSignature }) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const { article, callout, channel, throughLink } = signature;
  const names = await attributionNames(locale);
  const place = callout && (await callOutName(callout, locale));
  const parts = [
    article ?? (callout === "page" ? null : throughLink || callout ? null : t("elsewhere")),
    place,
    channel ? names.channel(channel) : throughLink ? t("throughLink") : null,
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}
