import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

/** Explains held batches: mails of which it is unknown whether they were sent. */
export async function HeldBatches({ locale, count }: { locale: Locale; count: number }) {
  const t = await getTranslations({ locale, namespace: "staff.mail.held" });
  return (
    <section aria-labelledby="held" className="mt-10 max-w-measure">
      <h2 id="held" className="text-2xl font-medium">
        {t("title", { count })}
      </h2>
      <p className="mt-2">{t("meaning")}</p>
      <p className="mt-2 text-soft">{t("todo")}</p>
    </section>
  );
}
