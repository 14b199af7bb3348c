import { getTranslations } from "next-intl/server";
import { formatDay } from "@/app/_receipts/format-day";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { findEntryOf } from "@/lib/proof/read-log";
import type { Receipt } from "@/lib/receipts/issue-receipt";

/** Where the signature of a receipt is in the public log. */
export async function LogEntry({ receipt, locale }: { receipt: Receipt; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "receipt" });
  const { slug } = receipt.campaign;
  const entry = await findEntryOf(db(), { slug, commitment: receipt.log.commitment });
  return (
    <section className="grid gap-2">
      <h2 className="text-2xl font-semibold">{t("log")}</h2>
      <p>
        {entry
          ? t("logged", { position: entry.position, day: formatDay(entry.day, locale) })
          : t("notLogged")}
      </p>
      <p>
        <code className="break-all text-sm">{receipt.log.commitment}</code>
      </p>
      <p>
        <a href={campaignPath(locale, slug, "proof")}>{t("toProof")}</a>
      </p>
    </section>
  );
}
