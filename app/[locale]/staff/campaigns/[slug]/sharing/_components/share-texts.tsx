import { getMessages, getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission } from "@/lib/auth/permissions";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { shareUrl } from "@/lib/sharing/channels";
import { getShareTexts } from "@/lib/sharing/list-share-texts";
import { NO_STAFF_TEXTS, shareMessage } from "@/lib/sharing/share-texts";
import { ActionForm } from "../../../../_components/action-form";
import { changeShareTexts } from "../actions";
import { TextFields } from "./text-fields";
import { TextsPreview } from "./texts-preview";

type ShareTextsProps = {
  locale: Locale;
  campaign: { slug: string; title: string };
  member: StaffMember;
};

/** The share texts of a campaign in each language, with a preview. */
export async function ShareTexts({ locale, campaign, member }: ShareTextsProps) {
  const t = await getTranslations({ locale, namespace: "staff.sharing.texts" });
  const mayWrite = hasPermission(member.role, "campaigns.write");
  return (
    <section aria-labelledby="share-texts" className="border-t-2 border-ink pt-3">
      <h2 id="share-texts" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-measure text-sm text-soft">{mayWrite ? t("lead") : t("readOnly")}</p>
      <div className="mt-5 grid gap-10">
        {LOCALES.map((language) => (
          <LanguageTexts key={language} {...{ locale, language, campaign, mayWrite }} />
        ))}
      </div>
    </section>
  );
}

type LanguageTextsProps = {
  locale: Locale;
  language: Locale;
  campaign: { slug: string; title: string };
  mayWrite: boolean;
};

async function LanguageTexts({ locale, language, campaign, mayWrite }: LanguageTextsProps) {
  const { slug } = campaign;
  const [t, { staff }, { passOn }, written, published] = await Promise.all([
    getTranslations({ locale, namespace: "staff.sharing.texts" }),
    getMessages({ locale }),
    getMessages({ locale: language }),
    getShareTexts(db(), { slug, locale: language }),
    getPublishedCampaign(db(), { slug, locale: language }),
  ]);
  const stored = written ?? NO_STAFF_TEXTS;
  const title = published?.title ?? campaign.title;
  const link = shareUrl({ origin: env().APP_URL, code: SAMPLE_CODE });
  const standard = {
    signer: shareMessage({ title, ours: passOn.shareTexts.signer, written: null }),
    reader: shareMessage({ title, ours: passOn.shareTexts.reader, written: null }),
  };
  const fields = { language, stored, standard, link, texts: staff.sharing.texts };
  return (
    <div>
      <h3 className="font-serif text-xl font-medium">{LOCALE_NAMES[language]}</h3>
      {mayWrite ? (
        <ActionForm action={changeShareTexts} undo={changeShareTexts} className="mt-4">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="slug" value={slug} />
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="base" value={JSON.stringify(stored)} />
          <TextFields {...fields}>
            <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
              <button type="submit" className="button button-quiet">
                {t("save")}
              </button>
              {written && (
                <button type="submit" name="intent" value="reset" className="link-button">
                  {t("useStandard")}
                </button>
              )}
            </div>
          </TextFields>
        </ActionForm>
      ) : (
        <div className="mt-4">
          <TextsPreview {...fields} texts={staff.sharing.texts} values={stored} />
        </div>
      )}
    </div>
  );
}

/** A valid code of no existing link. */
const SAMPLE_CODE = "k7wm2xq9d";
