import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { type DetailProps, DetailSection } from "./detail-section";

/** The consents of the signer, with their wordings. */
export async function Consents({ locale, signature }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  return (
    <DetailSection title={t("consents")}>
      <ul>
        {signature.consents.map(({ purpose, wording, version, at }) => (
          <li key={purpose} className="border-b border-rule py-2">
            <p className="font-semibold">{t(`purpose.${purpose}`)}</p>
            <p lang={signature.locale} className="text-sm">
              {wording}
            </p>
            <p className="mt-1 text-xs text-soft">
              {t("wording", { version })}, <LocalTime at={at.toISOString()} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
