import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { attributionNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import { callOutName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { isolated } from "@/lib/direction";
import { articlePath, staffCampaignPath } from "@/lib/paths";
import { type DetailProps, DetailSection, FactList } from "./detail-section";

/** The attribution of the signature: article, call-out, share link and channel. */
export async function Attribution({ locale, signature, campaign }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const { article, callout, channel, through } = signature;
  const place = callout && (await callOutName(callout, locale));
  const facts = [
    article && {
      name: t("detail.article"),
      fact: (
        <>
          <Link href={articlePath(article.locale, article.slug)} dir="auto">
            {article.title}
          </Link>
          {place && <span className="block text-sm text-soft">{place}</span>}
        </>
      ),
    },
    !article && place && { name: t("columns.attribution"), fact: place },
    through && {
      name: t("detail.link"),
      fact: (
        <>
          <Link prefetch={false} href={staffCampaignPath(locale, campaign.slug, `sharing/${through.code}`)}>
            /s/{through.code}
          </Link>{" "}
          {through.signatureId ? (
            <Link
              prefetch={false}
              href={staffCampaignPath(locale, campaign.slug, `signatures/${through.signatureId}`)}
            >
              {t("detail.linkOf", { name: isolated(through.name ?? "") })}
            </Link>
          ) : (
            t("detail.linkOfReader")
          )}
        </>
      ),
    },
    channel && { name: t("detail.channel"), fact: (await attributionNames(locale)).channel(channel) },
  ].filter((fact) => fact !== null && fact !== false && fact !== "");
  return (
    <DetailSection title={t("detail.attribution")}>
      {facts.length > 0 ? <FactList facts={facts} /> : <p className="mt-2 text-soft">{t("elsewhere")}</p>}
    </DetailSection>
  );
}
