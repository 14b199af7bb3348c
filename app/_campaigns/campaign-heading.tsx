import { getTranslations } from "next-intl/server";
import { Cover } from "@/app/_components/cover";
import { SignLabel } from "@/app/_signing/call-out";
import { PetitionTarget } from "@/app/_signing/petition-target";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { imageUrl } from "@/lib/images/image-limits";

/** The title, the target and the status of a campaign. */
export async function CampaignHeading({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  return (
    <header className="campaign-heading">
      <CampaignCover campaign={campaign} className="campaign-cover" />
      <div className="grid content-center gap-3 py-6 md:py-10">
        <p className="kicker">
          {t("kicker")} · {t(`state.${campaign.status}`)}
        </p>
        <h1 lang={campaign.locale} dir="auto">
          {campaign.title}
        </h1>
        <PetitionTarget
          label={t("to")}
          target={campaign.target}
          lang={campaign.locale}
          className="font-serif text-xl"
        />
        {campaign.locale !== locale && <p className="text-soft">{t("inYourLanguage")}</p>}
        {campaign.status === "open" && (
          <p className="heading-action">
            <a className="button button-act" href="#sign">
              <SignLabel campaign={campaign.slug} locale={locale} />
            </a>
          </p>
        )}
      </div>
    </header>
  );
}

/** The cover that staff chose, else one generated from the title. */
export function CampaignCover({ campaign, className }: { campaign: Campaign; className: string }) {
  const { cover, slug, title, locale } = campaign;
  if (!cover) return <Cover seed={slug} title={title} className={className} />;
  const { id, width, height, alt } = cover;
  return (
    // biome-ignore lint/performance/noImgElement: images are resized on upload; the optimizer is off.
    <img
      src={imageUrl(id)}
      alt={alt}
      width={width}
      height={height}
      lang={locale}
      className={`${className} object-cover`}
    />
  );
}
