import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import type { LinkDetails } from "./link-figures";

type LinkOriginProps = { locale: Locale; slug: string; link: LinkDetails };

/** Who created a link, where it leads, and the campaign that it belongs to if that is another one. */
export async function LinkOrigin({ locale, slug, link }: LinkOriginProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.link" });
  return (
    <>
      <p className="mt-1 max-w-measure text-soft">
        {t.rich(link.bySigner ? "bySigner" : "byReader", {
          date: () => <LocalTime at={link.createdAt.toISOString()} locale={locale} />,
          place: isolated(
            link.article?.title ?? (await otherDestinationTitle({ locale, slug, link })) ?? t("campaignPage"),
          ),
        })}{" "}
        <a href={`${env().APP_URL}/s/${link.code}/ripple`}>{t("public")}</a>
      </p>
      {!link.isOwn && <OtherOwner locale={locale} link={link} />}
    </>
  );
}

/** Returns the title of the campaign that the link leads to, if that is another one: its own or a successor. */
async function otherDestinationTitle({ locale, slug, link }: LinkOriginProps): Promise<string | null> {
  const destination = await getLinkDestination(db(), link.code);
  if (!destination?.campaignSlug || destination.campaignSlug === slug) return null;
  return (
    (await getCampaignHeading(db(), { slug: destination.campaignSlug, locale, now: new Date() }))?.title ??
    null
  );
}

async function OtherOwner({ locale, link }: Omit<LinkOriginProps, "slug">) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.link" });
  const owner =
    link.campaignSlug &&
    (await getCampaignHeading(db(), { slug: link.campaignSlug, locale, now: new Date() }));
  return (
    <p className="mt-1 max-w-measure text-soft">
      {owner
        ? t.rich("ofAnother", {
            title: isolated(owner.title),
            campaign: (chunks) => (
              <Link prefetch={false} href={staffCampaignPath(locale, owner.slug, `sharing/${link.code}`)}>
                {chunks}
              </Link>
            ),
          })
        : t("ofNone")}
    </p>
  );
}
