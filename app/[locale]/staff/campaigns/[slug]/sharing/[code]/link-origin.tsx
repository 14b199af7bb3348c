import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import type { LinkDetails } from "./link-figures";

type LinkOriginProps = { locale: Locale; slug: string; link: LinkDetails };

/** Who made a link, where it leads, and for which campaign its visits count if not for this one. */
export async function LinkOrigin({ locale, slug, link }: LinkOriginProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.story" });
  return (
    <>
      <p className="mt-1 max-w-measure text-soft">
        {t.rich(link.bySigner ? "bySigner" : "byReader", {
          date: () => <LocalTime at={link.createdAt.toISOString()} locale={locale} />,
          place: link.article?.title ?? (await campaignLedTo({ locale, slug, link })) ?? t("campaignPage"),
        })}{" "}
        <a href={`${env().APP_URL}/s/${link.code}/ripple`}>{t("public")}</a>
      </p>
      {!link.isOwn && <OtherOwner locale={locale} link={link} />}
    </>
  );
}

/** The title of another campaign to which a link leads by now: that of its own, or of one that carries it on. */
async function campaignLedTo({ locale, slug, link }: LinkOriginProps): Promise<string | null> {
  const led = await getLinkDestination(db(), link.code);
  if (!led?.campaignSlug || led.campaignSlug === slug) return null;
  return (await getCampaignHeading(db(), { slug: led.campaignSlug, locale, now: new Date() }))?.title ?? null;
}

async function OtherOwner({ locale, link }: Omit<LinkOriginProps, "slug">) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.story" });
  const owner =
    link.campaignSlug &&
    (await getCampaignHeading(db(), { slug: link.campaignSlug, locale, now: new Date() }));
  return (
    <p className="mt-1 max-w-measure text-soft">
      {owner
        ? t.rich("ofAnother", {
            title: owner.title,
            campaign: (words) => (
              <Link prefetch={false} href={staffCampaignPath(locale, owner.slug, `sharing/${link.code}`)}>
                {words}
              </Link>
            ),
          })
        : t("ofNone")}
    </p>
  );
}
