import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { originNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import { calloutName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-state-names";
import { Facts, Part, type Told } from "./detail-section";

/** What brought the signer: article and call-out, the link that they followed and whose it was, the channel. */
export async function Origin({ locale, story, campaign }: Told) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const { article, callout, channel, through } = story;
  const place = callout && (await calloutName(callout, locale));
  const facts = [
    article && {
      name: t("story.article"),
      fact: (
        <>
          <Link href={`/${article.locale}/articles/${article.slug}`}>{article.title}</Link>
          {place && <span className="block text-sm text-soft">{place}</span>}
        </>
      ),
    },
    !article && place && { name: t("columns.origin"), fact: place },
    through && {
      name: t("story.link"),
      fact: (
        <>
          <Link prefetch={false} href={`/${locale}/staff/campaigns/${campaign.slug}/sharing/${through.code}`}>
            /s/{through.code}
          </Link>{" "}
          {through.signatureId ? (
            <Link
              prefetch={false}
              href={`/${locale}/staff/campaigns/${campaign.slug}/signatures/${through.signatureId}`}
            >
              {t("story.linkOf", { name: through.name ?? "" })}
            </Link>
          ) : (
            t("story.linkOfReader")
          )}
        </>
      ),
    },
    channel && { name: t("story.channel"), fact: (await originNames(locale)).channel(channel) },
  ].filter((fact) => fact !== null && fact !== false && fact !== "");
  return (
    <Part title={t("story.origin")}>
      {facts.length > 0 ? <Facts facts={facts} /> : <p className="mt-2 text-soft">{t("elsewhere")}</p>}
    </Part>
  );
}
