import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { readArticleText } from "@/lib/articles/article-text";

const MARKUP = { Fragment, jsx, jsxs, components: { h1: "h2" } } as const;

/** A legal text, sanitised as articles are. */
export function LegalMarkdown({ text }: { text: string }) {
  return <div className="prose in-column">{toJsxRuntime(readArticleText(text).tree, MARKUP)}</div>;
}
