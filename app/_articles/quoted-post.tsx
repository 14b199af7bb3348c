import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";

export type QuotedPostProps = {
  author: string;
  handle: string;
  date: string;
  url: string;
  children?: ReactNode;
};

/** A quoted post from a social network, as text: nothing is loaded from the network. */
export async function QuotedPost({
  author,
  handle,
  date,
  url,
  children,
  locale,
}: QuotedPostProps & { locale: Locale }) {
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "article" }),
    getFormatter({ locale }),
  ]);
  const day = new Date(`${date}T00:00:00Z`);
  const isValid = !Number.isNaN(day.getTime());
  return (
    <figure className="quoted-post" aria-label={t("postBy", { author: isolated(author) })}>
      <blockquote cite={url || undefined}>{children}</blockquote>
      <figcaption>
        <strong dir="auto">{author}</strong>{" "}
        <span className="text-soft" dir="auto">
          {handle}
        </span>
        {isValid && (
          <>
            {" · "}
            <time dateTime={date}>{format.dateTime(day, { dateStyle: "long" })}</time>
          </>
        )}
        {url && (
          <>
            {" · "}
            <a href={url} rel="noopener noreferrer nofollow">
              {t("postLink")}
            </a>
          </>
        )}
      </figcaption>
    </figure>
  );
}
