import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";
import { missing } from "@/app/_http/missing";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { isQuiet } from "@/lib/reporting/ripple/rules";
import { lookAt } from "./look";
import { RingDrawing } from "./ring-drawing";
import { RippleFigures } from "./ripple-figures";
import { RippleHeading } from "./ripple-heading";
import { WhatIsPassed } from "./what-is-passed";

type Props = PageProps<"/s/[code]/ripple">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, ripple } = await lookAt((await params).code);
  const t = await getTranslations({ locale });
  const title = ripple?.article?.title ?? ripple?.campaign?.title;
  return {
    title: `${title ? t("ripple.title", { title }) : t("ripple.kicker")} · ${t("site.name")}`,
    description: t("ripple.description"),
    robots: { index: false },
    alternates: ripple ? { canonical: `${env().APP_URL}/s/${ripple.code}/ripple` } : undefined,
  };
}

/** What a share link did, for whoever has it: counts only, and nobody's name. */
export default async function RipplePage({ params }: Props) {
  const { code } = await params;
  const { locale, ripple, away } = await lookAt(code);
  if (away) return <Away locale={locale} again={`/s/${code}/ripple`} />;
  if (!ripple) missing(locale);
  const t = await getTranslations({ locale, namespace: "ripple" });
  return (
    <main id="main" className="ripple-page">
      <RippleHeading ripple={ripple} />
      <RingDrawing generations={ripple.generations} scattered={ripple.scattered} label={t("drawing")} />
      <div className="ripple-words">
        {!isQuiet(ripple) && <RippleFigures ripple={ripple} />}
        <WhatIsPassed ripple={ripple} />
      </div>
    </main>
  );
}

async function Away({ locale, again }: { locale: Locale; again: string }) {
  const t = await getTranslations({ locale, namespace: "ripple" });
  return (
    <Sheet kicker={t("kicker")} title={t("awayTitle")}>
      <p className="font-serif text-xl">{t("away")}</p>
      <p>
        <a className="button button-quiet" href={again}>
          {t("again")}
        </a>
      </p>
    </Sheet>
  );
}
