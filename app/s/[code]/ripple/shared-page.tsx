import { getTranslations } from "next-intl/server";
import { withAttribution } from "@/lib/attribution";
import { shareLinkPath } from "@/lib/paths";
import type { Ripple } from "@/lib/reporting/ripple";

/** What the link passes on, and the way on: to sign it oneself, or to pass it on oneself. */
export async function SharedPage({ ripple }: { ripple: Ripple }) {
  const { code, locale, article, campaign } = ripple;
  const t = await getTranslations({ locale, namespace: "ripple" });
  const open = campaign?.state === "open";
  const page = article ? `articles/${article.slug}` : campaign && `campaigns/${campaign.slug}`;
  return (
    <section className="slip grid gap-3 px-5 py-6" aria-labelledby="passed">
      <p className="kicker">{article ? t("article") : t("campaign")}</p>
      <h2 id="passed" className="text-2xl font-semibold leading-tight">
        {article?.title ?? campaign?.title}
      </h2>
      {campaign && (
        <p className="font-serif text-lg">
          {article && <strong className="font-semibold">{campaign.title}: </strong>}
          {campaign.summary}
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
        {/* There, whoever looks gets a link of their own, below this one. */}
        {page && (
          <a
            className="button button-quiet"
            href={`${withAttribution(`/${locale}/${page}`, { via: code })}#pass-on`}
            rel="nofollow"
          >
            {t("passOn")}
          </a>
        )}
      </div>
    </section>
  );
}
