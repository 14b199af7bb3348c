"use client";

import { useSyncExternalStore } from "react";
import { subscribeToNothing } from "@/app/_components/is-hydrated";
import { parseAttribution } from "@/lib/attribution";

type Article = { slug: string; title: string; href: string };
type ArticleLinkProps = { articles: Article[]; texts: { article: string; newTab: string } };

/** A link to the article in the address of the embed (`?from=`). Read in the browser, because one cached page serves every address. */
export function ArticleLink({ articles, texts }: ArticleLinkProps) {
  const from = useSyncExternalStore(
    subscribeToNothing,
    () => parseAttribution(new URLSearchParams(location.search)).article,
    () => undefined,
  );
  const article = articles.find(({ slug }) => slug === from);
  if (!article) return null;
  return (
    <p className="text-sm">
      {texts.article}:{" "}
      <a className="inline-block py-1" href={article.href} target="_blank" rel="noopener">
        <span dir="auto">{article.title}</span>
        <span className="sr-only"> {texts.newTab}</span>
      </a>
    </p>
  );
}
