import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { staffAreaPath } from "@/lib/paths";
import { listCampaignDeadlines } from "@/lib/retention/campaign-deadlines";
import { CONSENT_WORDING, PURPOSES } from "@/lib/signatures/consent-wording";
import { getWording } from "@/lib/signatures/consent-wordings";
import { saveWording } from "./actions";

type Props = PageProps<"/[locale]/staff/settings/wording">;

export const generateMetadata = staffPageTitle("privacy.wording.title");

/** What the sign form says beside its fields: of the site, or with `?campaign=` of one campaign. */
export default async function WordingPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.wording" });
  const slug = String((await searchParams).campaign ?? "");
  const now = new Date();
  const campaign = isSlug(slug) ? await getCampaignHeading(db(), { slug, locale, now }) : null;
  const campaigns = await listCampaignDeadlines(db(), { now });
  const path = staffAreaPath(locale, "settings/wording");
  return (
    <StaffLayout locale={locale} path={path} member={member}>
      <BackLink href={staffAreaPath(locale, "settings")}>{t("back")}</BackLink>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 max-w-measure text-soft">{t("lead", { target: "{target}" })}</p>
      <nav aria-label={t("which")} className="mt-4">
        <ul className="flex flex-wrap gap-x-4">
          {[null, ...campaigns.map((one) => one.slug)].map((one) => (
            <li key={one}>
              <Link
                className="inline-flex min-h-9 items-center"
                href={one ? `${path}?campaign=${one}` : path}
                aria-current={(campaign?.slug ?? null) === one ? "page" : undefined}
              >
                {one ?? t("wholeSite")}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-8 grid gap-10 lg:grid-cols-2">
        {LOCALES.map((language) => (
          <WordingForm key={language} locale={locale} language={language} campaign={campaign} />
        ))}
      </div>
    </StaffLayout>
  );
}

type WordingFormProps = { locale: Locale; language: Locale; campaign: { id: string; slug: string } | null };

async function WordingForm({ locale, language, campaign }: WordingFormProps) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.wording" });
  const ofSite = await getWording(db(), { campaignId: null, locale: language });
  const own = campaign ? await getWording(db(), { campaignId: campaign.id, locale: language }) : ofSite;
  const shown = { ...CONSENT_WORDING[language], ...ofSite?.texts, ...own?.texts };
  return (
    <section aria-labelledby={`wording-${language}`}>
      <h2 id={`wording-${language}`} className="text-2xl font-medium">
        {LOCALE_NAMES[language]}
      </h2>
      <p className="mb-4 text-sm text-soft">
        {own ? t("version", { version: own.version }) : t("inherited")}
      </p>
      <ActionForm action={saveWording} submit={t("publish")}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="slug" value={campaign?.slug ?? ""} />
        <input type="hidden" name="base" value={own?.version ?? 0} />
        {PURPOSES.map((purpose) => (
          <TextField
            key={purpose}
            name={purpose}
            label={t(`purpose.${purpose}`)}
            value={shown[purpose]}
            lang={language}
            rows={3}
            maxLength={600}
          />
        ))}
      </ActionForm>
    </section>
  );
}
