import { getTranslations } from "next-intl/server";
import { env } from "@/lib/env";
import { hasNoPublicFigures } from "@/lib/reporting/public-link-figures";
import type { Ripple } from "@/lib/reporting/ripple";

/** Says how many people signed because of this link, or what helps if no one has yet. */
export async function RippleHeading({ ripple }: { ripple: Ripple }) {
  const t = await getTranslations({ locale: ripple.locale, namespace: "ripple" });
  const { signatures, visits } = ripple;
  const sharedTitle = ripple.article?.title ?? ripple.campaign?.title ?? "";
  const minimum = env().SHARE_PRIVACY_MINIMUM;
  const headline = signatures
    ? t("signed", { count: signatures })
    : visits
      ? t("opened", { count: visits })
      : t(ripple.isHidden ? "hiddenTitle" : "noFigures");
  const leadOf = () =>
    hasNoPublicFigures(ripple) ? t("noFiguresLead", { minimum }) : t("lead", { title: sharedTitle });
  return (
    <header className="ripple-heading">
      <p className="kicker">{t("kicker")}</p>
      <h1 dir="auto">{headline}</h1>
      <p className="font-serif text-xl">{ripple.isHidden ? t("hiddenLead") : leadOf()}</p>
    </header>
  );
}
