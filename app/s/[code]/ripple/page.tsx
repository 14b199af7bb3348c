import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirectToNotFound } from "@/app/_http/not-found";
import { getCardSubject } from "@/app/_social-cards/card-subject";
import { cardTags } from "@/app/_structured/card-tags";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { shareLinkPath } from "@/lib/paths";
import { hasNoPublicFigures } from "@/lib/reporting/public-link-figures";
import { loadRipple } from "./load-ripple";
import { RingDrawing } from "./ring-drawing";
import { RippleFigures } from "./ripple-figures";
import { RippleHeading } from "./ripple-heading";
import { SharedPage } from "./shared-page";
import { Unavailable } from "./unavailable";

type RipplePageProps = PageProps<"/s/[code]/ripple">;

export async function generateMetadata({ params }: RipplePageProps): Promise<Metadata> {
  const { locale, ripple } = await loadRipple((await params).code);
  const t = await getTranslations({ locale });
  const sharedTitle = ripple?.article?.title ?? ripple?.campaign?.title;
  const title = sharedTitle ? t("ripple.title", { title: sharedTitle }) : t("ripple.kicker");
  const description = t("ripple.description");
  return {
    title: `${title} · ${t("site.name")}`,
    description,
    robots: { index: false },
    alternates: ripple ? { canonical: `${env().APP_URL}${shareLinkPath(ripple.code, "ripple")}` } : undefined,
    ...(ripple && (await linkTags({ code: ripple.code, locale, title, description }))),
  };
}

/** Returns the tags of the link's own card, which shows the signatures through the link. */
async function linkTags(page: { code: string; locale: Locale; title: string; description: string }) {
  const card = await getCardSubject({ locale: page.locale, kind: "links", slug: page.code });
  return card && cardTags({ ...page, card, path: shareLinkPath(page.code, "ripple"), locales: [] });
}

/** Shows what a share link achieved, to anyone with the link: counts only, no names. */
export default async function RipplePage({ params }: RipplePageProps) {
  const { code } = await params;
  const { locale, ripple, isAvailable } = await loadRipple(code);
  if (!isAvailable) return <Unavailable locale={locale} retryPath={shareLinkPath(code, "ripple")} />;
  if (!ripple) redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "ripple" });
  return (
    <main id="main" className="ripple-page">
      <RippleHeading ripple={ripple} />
      <RingDrawing generations={ripple.generations} scattered={ripple.scattered} label={t("drawing")} />
      <div className="ripple-text">
        {!hasNoPublicFigures(ripple) && <RippleFigures ripple={ripple} />}
        <SharedPage ripple={ripple} />
      </div>
    </main>
  );
}
