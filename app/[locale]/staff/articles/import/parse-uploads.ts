import { getTranslations } from "next-intl/server";
import { cleanText, decodeText } from "@/lib/articles/import/encodings";
import { listArticleTitles } from "@/lib/articles/import/existing-articles";
import { kindOfBinaryFile } from "@/lib/articles/import/file-kind";
import { MAX_FILES } from "@/lib/articles/import/import-input";
import { type Candidates, matchTitles } from "@/lib/articles/import/match-titles";
import {
  asMarkdown,
  inlineCampaignsOf,
  listFindings,
  MAX_FILE_BYTES,
  parseText,
} from "@/lib/articles/import/parse-text";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import type { ImportResult, Option, ParsedUpload } from "./import-results";

type Upload = { file: string | null; text: string } | Refused;
type Options = { locale: Locale; language: Locale; campaign?: string };

const MAX_OPTIONS = 300;

/** Parses the texts of the form and matches what was found with campaigns and articles. */
export async function parseUploads(
  form: FormData,
  { locale, language, campaign }: Options,
): Promise<ImportResult> {
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  const uploads = await readUploads(form);
  if (uploads.length === 0) return { outcome: "refused", message: t("refused.nothing") };
  if (uploads.length > MAX_FILES)
    return { outcome: "refused", message: t("refused.tooMany", { most: MAX_FILES }) };
  const [campaigns, articles] = await Promise.all([
    listCampaignTitles(db(), language),
    listArticleTitles(db(), language),
  ]);
  const parsed = uploads.map((each) =>
    parseUpload(each, { language, candidates: { campaigns, articles, campaign } }),
  );
  const texts = parsed.flatMap((each) => ("reason" in each ? [] : [each]));
  const refusals = parsed.flatMap((each) =>
    "reason" in each ? [t(`refused.${each.reason}`, { name: each.file ?? t("pasted") })] : [],
  );
  if (texts.length === 0) return { outcome: "refused", message: refusals.join(" ") };
  const chosen = new Set(texts.flatMap(({ findings }) => findings.readMores.map(({ article }) => article)));
  return {
    ...{ outcome: "read", texts, refusals },
    campaigns: campaigns.map(asOption),
    articles: articles.filter(({ slug }, at) => at < MAX_OPTIONS || chosen.has(slug)).map(asOption),
  };
}

function asOption({ slug, title }: Option): Option {
  return { slug, title };
}

async function readUploads(form: FormData): Promise<Upload[]> {
  const pasted = String(form.get("text") ?? "");
  const files = form.getAll("files").filter((entry) => entry instanceof File && entry.size > 0);
  const uploaded = files.slice(0, MAX_FILES + 1).map(async (file): Promise<Upload> => {
    if (!(file instanceof File)) return { file: null, reason: "empty" };
    if (file.size > MAX_FILE_BYTES) return { file: file.name, reason: "tooLong" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (await kindOfBinaryFile(bytes)) return { file: file.name, reason: "noText" };
    return { file: file.name, text: decodeText(bytes) };
  });
  return [
    ...(pasted.trim() ? [{ file: null, text: cleanText(pasted) }] : []),
    ...(await Promise.all(uploaded)),
  ];
}

type Refused = { file: string | null; reason: "empty" | "tooLong" | "tangled" | "noText" };

function parseUpload(
  upload: Upload,
  { language, candidates }: { language: Locale; candidates: Candidates },
): ParsedUpload | Refused {
  if ("reason" in upload) return upload;
  const { file, text } = upload;
  const reading = parseText(text, { fileName: file ?? undefined });
  if (reading.outcome === "refused")
    return { file, reason: reading.reason === "too-long" ? "tooLong" : reading.reason };
  const imported = matchTitles(reading.imported, candidates);
  const { dek, byline } = imported;
  return {
    ...{ file, language, dek, byline, markdown: asMarkdown(imported) },
    findings: listFindings(imported),
    inlineCampaigns: inlineCampaignsOf(imported),
  };
}
