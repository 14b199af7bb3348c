import { getTranslations } from "next-intl/server";
import { withAttribution } from "@/lib/attribution";
import { sharedPagePath, shareLinkPath } from "@/lib/paths";
import type { Ripple } from "@/lib/reporting/ripple";

/** The page that the link shares, with buttons to read or sign it and to share it. */
export async function SharedPage({ ripple }: { ripple: Ripple }) {
  const { code, locale, article, campaign } = ripple;
  const t = await getTranslations({ locale, namespace: "ripple" });
  const open = campaign?.state === "open";
  const path = sharedPagePath(locale, { article: article?.slug, campaign: campaign?.slug });
  return (
    <section className="slip grid gap-3 px-5 py-6" aria-labelledby="shared-page">
      <p className="kicker">{article ? t("article") : t("campaign")}</p>
      <h2 id="shared-page" className="text-2xl font-semibold leading-tight" dir="auto">
        {article?.title ?? campaign?.title}
      </h2>
      {campaign && (
        <p className="font-serif text-lg">
          {article && (
            <strong className="font-semibold">
              <span dir="auto">{campaign.title}</span>:{" "}
            </strong>
          )}
          <span dir="auto">{campaign.summary}</span>
        </p>
      )}
      <div className="flex flex-wrap gap-3 pt-1">
        <a
          className={`button ${open ? "button-act" : "button-quiet"}`}
          href={shareLinkPath(code)}
          rel="nofollow"
        >
          {t(open ? (article ? "readAndSign" : "sign") : "read")}
        </a>
        {/* A link created there counts as a descendant of this one. */}
        {path && (
          <a
            className="button button-quiet"
            href={`${withAttribution(path, { via: code })}#pass-on`}
            rel="nofollow"
          >
            {t("passOn")}
          </a>
        )}
      </div>
    </section>
  );
}
