import { getLocale, getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";

export default async function NotFoundPage() {
  const locale = await getLocale();
  const t = await getTranslations({ locale, namespace: "site" });
  return (
    <Sheet title={t("notFoundTitle")}>
      <p className="font-serif text-xl">{t("notFound")}</p>
      <p>
        <a className="button button-quiet" href={`/${locale}`}>
          {t("toFront")}
        </a>
      </p>
    </Sheet>
  );
}
