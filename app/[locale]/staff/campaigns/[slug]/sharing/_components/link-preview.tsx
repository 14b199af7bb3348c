import { getTranslations } from "next-intl/server";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { listPreviewWarnings, PREVIEW_NETWORKS, type PreviewNetwork } from "@/lib/sharing/message-preview";
import { LinkFrame, type PreviewedPage } from "./link-frames";

type LinkPreviewProps = { page: PreviewedPage; locale: Locale; what: string; isOpen: boolean };

/** A page as each network shows it, with warnings. Images are loaded when it is opened. */
export async function LinkPreview({ page, locale, what, isOpen }: LinkPreviewProps) {
  const t = await getTranslations({ locale, namespace: "staff.linkPreviews" });
  const { host } = new URL(env().APP_URL);
  const names = new Intl.ListFormat(locale, { type: "conjunction" });
  const remarks = listPreviewWarnings(page.metadata, page).map((remark) =>
    remark.kind === "title-cut"
      ? t("titleCut", { networks: names.format(remark.networks.map((network) => NETWORK_NAMES[network])) })
      : t(remark.kind === "no-alt" ? "noAlt" : "noDescription"),
  );
  return (
    <details className="link-preview" open={isOpen}>
      <summary>
        <span className="kicker">{what}</span>
        <span className="font-serif text-lg" lang={page.language} dir="auto">
          {page.metadata.title}
        </span>
        {remarks.length > 0 && (
          <span className="text-sm text-soft">{t("remarks", { count: remarks.length })}</span>
        )}
      </summary>
      {remarks.length > 0 && (
        <ul className="link-remarks">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <div className="link-frames">
        {PREVIEW_NETWORKS.map((network) => (
          <figure key={network} className="grid content-start gap-2">
            <figcaption className="text-sm font-semibold">{NETWORK_NAMES[network]}</figcaption>
            <LinkFrame network={network} page={page} host={host} />
          </figure>
        ))}
      </div>
    </details>
  );
}

const NETWORK_NAMES: Record<PreviewNetwork, string> = {
  whatsapp: "WhatsApp",
  facebook: "Facebook",
  x: "X",
  slack: "Slack",
};
