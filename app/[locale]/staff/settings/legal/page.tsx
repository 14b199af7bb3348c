import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { db } from "@/lib/database";
import { LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";
import { PLACEHOLDERS } from "@/lib/legal/fill-placeholders";
import { getLegalText, type LegalPage, listLegalTexts } from "@/lib/legal/legal-text";
import { legalTextAsked } from "@/lib/legal/publish-legal-text";
import { staffAreaPath } from "@/lib/paths";
import { getSetting } from "@/lib/settings/get-setting";
import { ContactForm } from "./_components/contact-form";
import { LegalEditor } from "./_components/legal-editor";
import { editLegalText } from "./actions";

type Props = PageProps<"/[locale]/staff/settings/legal">;

export const generateMetadata = staffPageTitle("privacy.legal.title");

/** The legal pages: which are samples, the editor of one, and whom they name. */
export default async function LegalSettingsPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.legal" });
  const asked = legalTextAsked.parse(await searchParams);
  const contact = await getSetting(db(), "contact");
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "settings/legal")} member={member}>
      <BackLink href={staffAreaPath(locale, "settings")}>{t("back")}</BackLink>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <div className="grid gap-8">
          <PageList locale={locale} asked={asked} />
          <Editor locale={locale} page={asked.page} language={asked.language} />
        </div>
        <ContactForm locale={locale} contact={contact} />
      </div>
    </StaffLayout>
  );
}

type Asked = { page: LegalPage; language: Locale };

async function PageList({ locale, asked }: { locale: Locale; asked: Asked }) {
  const t = await getTranslations({ locale });
  const texts = await listLegalTexts(db());
  return (
    <ul className="border-t-[3px] border-ink">
      {texts.map(({ page, locale: language, isConfirmed }) => (
        <li
          key={page + language}
          className="flex flex-wrap justify-between gap-x-4 border-b border-rule py-1"
        >
          <Link
            className="inline-flex min-h-9 items-center"
            href={`${staffAreaPath(locale, "settings/legal")}?page=${page}&language=${language}`}
            aria-current={page === asked.page && language === asked.language ? "page" : undefined}
          >
            {t(`legal.title.${page}`)}, {LOCALE_NAMES[language]}
          </Link>
          <span className={isConfirmed ? "text-soft" : "font-semibold"}>
            {t(isConfirmed ? "staff.privacy.legal.isConfirmed" : "staff.privacy.legal.isSample")}
          </span>
        </li>
      ))}
    </ul>
  );
}

async function Editor({ locale, page, language }: Asked & { locale: Locale }) {
  const t = await getTranslations({ locale });
  const text = await getLegalText(db(), { page, locale: language });
  const of = await getTranslations({ locale, namespace: "staff.privacy.legal" });
  const texts = {
    body: of("body"),
    hint: of("hint", { placeholders: PLACEHOLDERS.map((name) => `{${name}}`).join(" ") }),
    preview: of("preview"),
    confirmed: of("confirmed"),
    publish: of("publish"),
    previewTitle: of("previewTitle"),
    previewLead: of("previewLead"),
  };
  return (
    <section aria-labelledby="editor">
      <h2 id="editor" className="mb-4 text-2xl font-medium">
        {t(`legal.title.${page}`)}, {LOCALE_NAMES[language]}
      </h2>
      <LegalEditor
        key={page + language}
        edit={editLegalText}
        initial={{ body: text.body.trim(), base: text.version }}
        isConfirmed={text.isConfirmed}
        fields={{ locale, page, language }}
        texts={texts}
      />
    </section>
  );
}
