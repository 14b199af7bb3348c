import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { MailChoice, MailChoices } from "@/lib/supporters/mail-choices";

/** What a page says: its headline, and what stands under it. */
export type PageContent = { title: string; children: ReactNode };

const OFFERS: Record<MailChoices["wanted"], MailChoice[]> = {
  all: ["reminders", "never"],
  needed: ["never", "resume"],
  none: ["resume"],
  forgotten: ["never"],
};

type Mailed = { locale: Locale; token: string; choices: MailChoices };

/** What we mail to an address now, and a button for each other choice: on the page that our mails link to, and as the answer to a button. */
export async function mailChoicesContent({ locale, token, choices }: Mailed): Promise<PageContent> {
  const t = await getTranslations({ locale, namespace: "mail" });
  const { wanted, stopped } = choices;
  const state = wanted === "none" ? wanted : (stopped ?? wanted);
  // Where nothing is mailed anyway, there is nothing left to refuse.
  const offers = OFFERS[wanted].filter((choice) => !stopped || choice === "resume");
  const children = (
    <>
      <p className="font-serif text-xl">{t(`${state}.lead`)}</p>
      {stopped && state !== stopped && <p>{t(`${stopped}.lead`)}</p>}
      {offers.map((choice) => (
        <form key={choice} method="post" action={`/api/v1/unsubscribe/${token}`}>
          <input type="hidden" name="locale" value={locale} />
          <div className="field">
            <button
              type="submit"
              name="choice"
              value={choice}
              className="button button-quiet"
              aria-describedby={`${choice}-means`}
            >
              {t(`${choice}.button`)}
            </button>
            <p id={`${choice}-means`} className="field-hint">
              {t(`${choice}.means`)}
            </p>
          </div>
        </form>
      ))}
    </>
  );
  return { title: t(`${state}.title`), children };
}

/** The link is none of ours, or a mail programme cut it. */
export async function invalidLinkContent(locale: Locale): Promise<PageContent> {
  const t = await getTranslations({ locale });
  const children = (
    <>
      <p className="font-serif text-xl">{t("mail.foreign.lead")}</p>
      <p>
        <a className="button button-quiet" href={`/${locale}`}>
          {t("site.toFront")}
        </a>
      </p>
    </>
  );
  return { title: t("mail.foreign.title"), children };
}
