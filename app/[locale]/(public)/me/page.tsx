import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { LinkForm } from "@/app/_me/link-form";
import { mePath } from "@/lib/paths";

type MePageProps = PageProps<"/[locale]/me">;

export async function generateMetadata({ params }: MePageProps) {
  return unlistedMetadata(params, "me.title");
}

/** Asks for a link to one's own signatures. The same for everybody, before and after. */
export default async function MePage({ params, searchParams }: MePageProps) {
  const locale = requireLocale((await params).locale);
  const { sent, error } = await searchParams;
  const t = await getTranslations({ locale, namespace: "me" });
  if (sent !== undefined) {
    return (
      <MessagePage title={t("ask.sentTitle")}>
        <p className="font-serif text-xl">{t("ask.sent")}</p>
        <p>{t("ask.nothing")}</p>
        <p>
          <a href={mePath(locale)}>{t("ask.again")}</a>
        </p>
      </MessagePage>
    );
  }
  const problem = error === "missing" || error === "invalid" ? error : null;
  return (
    <MessagePage title={t("title")}>
      <p className="font-serif text-xl">{t("ask.lead")}</p>
      <LinkForm locale={locale} problem={problem} />
    </MessagePage>
  );
}
