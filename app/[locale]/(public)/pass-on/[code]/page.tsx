import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { redirectToNotFound, requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { PublicAddress } from "@/app/_sharing/public-address";
import { SharePanel } from "@/app/_sharing/share-panel";
import { env } from "@/lib/env";
import { shareUrl } from "@/lib/sharing/channels";
import { loadSharedPage } from "./load-shared-page";

type PassOnPageProps = PageProps<"/[locale]/pass-on/[code]">;

export async function generateMetadata({ params }: PassOnPageProps) {
  return unlistedMetadata(params, "passOn.title");
}

/** A reader's new share link with every channel as a plain link, for browsers without JavaScript. */
export default async function PassOnPage({ params }: PassOnPageProps) {
  const { locale: language, code } = await params;
  const locale = requireLocale(language);
  const shared = (await loadSharedPage(code, locale)) ?? redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "passOn" });
  return (
    <MessagePage kicker={shared.title} title={t("title")}>
      <p className="font-serif text-xl">{t("page.lead")}</p>
      <section className="slip px-5 py-6" aria-label={t("ways")}>
        <SharePanel {...shared.shareProps} link={shareUrl({ origin: env().APP_URL, code })} />
      </section>
      <p>
        <a href={shared.path}>{t("page.back")}</a>
      </p>
      <PublicAddress path={shared.path} />
    </MessagePage>
  );
}
