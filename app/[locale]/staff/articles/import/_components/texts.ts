import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { ImportTexts } from "../import-results";

/** Returns the texts of the import page. */
export async function importTexts(locale: Locale): Promise<ImportTexts> {
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  return {
    paste: t("paste"),
    pasteHint: t("pasteHint"),
    files: t("files"),
    filesHint: t("filesHint"),
    language: t("language"),
    campaign: t("campaign"),
    campaignHint: t("campaignHint"),
    leaveOpen: t("leaveOpen"),
    openHint: t("openHint"),
    read: t("read"),
    pasted: t("pasted"),
    title: t("title"),
    titleHint: t("titleHint"),
    callouts: t("callouts"),
    readMores: t("readMores"),
    posts: t("posts"),
    inlineActions: t("inlineActions"),
    chooseCampaign: t("chooseCampaign"),
    chooseArticle: t("chooseArticle"),
    nothing: t("nothing"),
    paragraphs: t("paragraphs"),
    text: t("text"),
    createDraft: t("createDraft"),
    found: t("found"),
    undated: t("undated"),
    byline: t("byline"),
    dated: t("dated"),
    remarks: t("remarks"),
    "counter-removed": t("remark.counter-removed"),
    "unknown-label": t("remark.unknown-label"),
    copyright: t("remark.copyright"),
    "take-action": t("kind.take-action"),
    "tweet-now": t("kind.tweet-now"),
    "sign-now": t("kind.sign-now"),
  };
}
