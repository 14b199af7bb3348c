import { z } from "zod";
import { line, paragraphs } from "@/lib/campaigns/campaign-input";
import { MAX_TEXT_LENGTH } from "./share-texts";

/** The texts of one language as the form sends them. Empty means ours. Messages are keys of `staff.sharing.texts.errors`. */
export const shareTextsInput = z.object({
  message: paragraphs(MAX_TEXT_LENGTH.message),
  subject: line.pipe(z.string().max(MAX_TEXT_LENGTH.subject, "tooLong")),
  body: paragraphs(MAX_TEXT_LENGTH.body),
});
