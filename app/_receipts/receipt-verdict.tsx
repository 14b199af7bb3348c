import type { ReactNode } from "react";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { campaignPath, checkReceiptPath } from "@/lib/paths";
import type { ReceiptVerdict } from "@/lib/receipts/check-receipt";
import { formatDay, formatMoment } from "./format-day";
import { ReceiptForm } from "./receipt-form";

type Verdict = { locale: Locale; verdict: ReceiptVerdict };

/** Returns the title and the body of the page that says what the check of a receipt found. */
export function verdictContent({ locale, verdict }: Verdict): { title: string; children: ReactNode } {
  const t = getTranslator(locale, "receipt.check");
  const children = (
    <>
      <p className="font-serif text-xl">{t(`${verdict.status}.lead`)}</p>
      {"entry" in verdict ? (
        <>
          <p>
            {t("about", {
              title: isolated(verdict.title),
              date: formatMoment(new Date(verdict.confirmedAt), locale),
            })}
          </p>
          <LoggedAs locale={locale} verdict={verdict} />
          <p>
            <a href={checkReceiptPath(locale)}>{t("again")}</a>
          </p>
        </>
      ) : (
        <ReceiptForm locale={locale} />
      )}
    </>
  );
  return { title: t(`${verdict.status}.title`), children };
}

type Logged = { locale: Locale; verdict: Extract<ReceiptVerdict, { entry: unknown }> };

/** The entry of the signature in the public log. */
function LoggedAs({ locale, verdict: { entry, campaign, commitment } }: Logged) {
  const t = getTranslator(locale, "receipt");
  return (
    <>
      {entry ? (
        <>
          <p>{t("check.entry", { position: entry.position, day: formatDay(entry.day, locale) })}</p>
          <p>
            <code className="break-all">{commitment}</code>
          </p>
        </>
      ) : (
        <p>{t("check.noEntry")}</p>
      )}
      <p>
        <a href={campaignPath(locale, campaign, "proof")}>{t("toProof")}</a>
      </p>
    </>
  );
}
