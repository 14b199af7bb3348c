import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { countSignersByText } from "@/lib/reporting/count-signers-by-text";
import { ActionForm } from "../../../../_components/action-form";
import { publishDrafts } from "../_petition-text/actions";
import { TextComparison } from "./text-comparison";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/edit/review">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.review" });
  return { title: t("title") };
}

/** What will change, before it does: the words that people signed beside those that people will sign from now on. */
export default async function ReviewPage({ params }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const campaign = isSlug(slug) ? await getCampaignToEdit(db(), { slug, locale, now: new Date() }) : null;
  if (!campaign) missing(locale);
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "staff.campaignEditor.review" }),
    getFormatter({ locale }),
  ]);
  const drafts = campaign.wordings.filter(({ publishedAt }) => publishedAt === null);
  const signers = await countSignersByText(db(), campaign.id);
  const signed = [...signers.values()].reduce((sum, count) => sum + count, 0);
  const seen = JSON.stringify(drafts.map(({ locale: language, sha256 }) => ({ locale: language, sha256 })));
  const desk = `/${locale}/staff/campaigns/${slug}/edit`;
  return (
    <StaffLayout locale={locale} path={`/staff/campaigns/${slug}/edit/review`} member={member}>
      <p className="kicker">{campaign.title}</p>
      <h1 className="mt-1 text-3xl font-medium tracking-tight sm:text-4xl">{t("title")}</h1>
      <p className="mt-3 max-w-measure text-soft">
        {drafts.length > 0 ? t("lead", { count: signed, number: format.number(signed) }) : t("nothing")}
      </p>
      {drafts.map((draft) => (
        <TextComparison key={draft.id} campaign={campaign} draft={draft} signers={signers} locale={locale} />
      ))}
      {drafts.length > 0 && campaign.state !== "draft" && (
        <ActionForm action={publishDrafts} submit={t("publish")} className="mt-8">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="slug" value={slug} />
          <input type="hidden" name="seen" value={seen} />
          <p className="max-w-measure text-sm text-soft">{t("forGood")}</p>
        </ActionForm>
      )}
      <p className="mt-6">
        <Link href={desk}>{t("back")}</Link>
      </p>
    </StaffLayout>
  );
}
