import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission } from "@/lib/auth/permissions";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { listPublicOwners, listTopLinks, type TopLink } from "@/lib/reporting/referrals";

const MAX_LINKS = 20;

type StrongestLinksProps = {
  locale: Locale;
  campaign: { id: string; slug: string };
  member: StaffMember;
};

/** The links with the most signatures. Owners are named if their names are public and the member may read signatures. */
export async function StrongestLinks({ locale, campaign, member }: StrongestLinksProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.links" });
  const links = await listTopLinks(db(), { campaignId: campaign.id, limit: MAX_LINKS });
  const namedIds = hasPermission(member.role, "signatures.read") ? links.map(({ id }) => id) : [];
  const owners = await listPublicOwners(db(), namedIds);
  return (
    <section aria-labelledby="links" className="mt-10 border-t-[3px] border-ink pt-3">
      <h3 id="links" className="text-lg font-medium">
        {t("title")}
      </h3>
      {links.length === 0 ? (
        <p className="mt-2 max-w-md text-sm text-soft">{t("empty")}</p>
      ) : (
        <>
          <table className="mt-1 w-full text-sm">
            <thead className="text-xs text-soft">
              <tr>
                <th scope="col" className="w-8 py-1 text-left font-normal">
                  <span className="sr-only">{t("rank")}</span>
                </th>
                <th scope="col" className="py-1 text-left font-normal">
                  {t("link")}
                </th>
                <NumberHead wide>{t("visits")}</NumberHead>
                <NumberHead wide>{t("direct")}</NumberHead>
                <NumberHead wide>{t("later")}</NumberHead>
                <NumberHead wide>{t("generations")}</NumberHead>
                <NumberHead>{t("all")}</NumberHead>
              </tr>
            </thead>
            <tbody>
              {links.map((link, index) => (
                <Row
                  key={link.code}
                  {...{ locale, link }}
                  rank={index + 1}
                  largest={links[0]?.confirmed ?? 1}
                  owner={owners.get(link.id) ?? t(link.bySigner ? "signer" : "reader")}
                  path={staffCampaignPath(locale, campaign.slug, `sharing/${link.code}`)}
                />
              ))}
            </tbody>
          </table>
          <p className="mt-2 max-w-measure text-sm text-soft">{t("meaning")}</p>
        </>
      )}
    </section>
  );
}

function NumberHead({ children, wide }: { children: string; wide?: boolean }) {
  return (
    <th scope="col" className={`w-24 py-1 text-right font-normal ${wide ? "max-sm:hidden" : ""}`}>
      {children}
    </th>
  );
}

type RowProps = {
  locale: Locale;
  link: TopLink;
  rank: number;
  largest: number;
  owner: string;
  path: string;
};

async function Row({ locale, link, rank, largest, owner, path }: RowProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.links" });
  const format = await getFormatter({ locale });
  const later = link.confirmed - link.direct;
  const number = "numerals py-2 text-right font-serif text-base leading-5";
  return (
    <tr className="border-t border-rule align-top">
      <td className="numerals py-2 text-soft">{rank}</td>
      <th scope="row" className="py-2 pr-3 text-left font-normal">
        <Link prefetch={false} className="font-semibold" href={path}>
          /s/{link.code}
        </Link>
        <span className="ml-2 wrap-anywhere text-soft">{owner}</span>
        <span className="numerals block text-xs text-soft sm:hidden">
          {t("inShort", { visits: link.visits, direct: link.direct, later, generations: link.generations })}
        </span>
        <span className="mt-1.5 flex h-1 max-w-md bg-rule" aria-hidden="true">
          <span className="bg-ink" style={{ inlineSize: `${(100 * link.direct) / largest}%` }} />
          <span className="bg-rule-strong" style={{ inlineSize: `${(100 * later) / largest}%` }} />
        </span>
      </th>
      {[link.visits, link.direct, later, link.generations].map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places.
        <td key={index} className={`${number} max-sm:hidden`}>
          {format.number(value)}
        </td>
      ))}
      <td className={number}>{format.number(link.confirmed)}</td>
    </tr>
  );
}
