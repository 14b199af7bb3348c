import { z } from "zod";
import { line, paragraphs } from "@/lib/campaigns/campaign-input";
import { MAX_TEXT_LENGTH } from "./share-texts";

/** The form for the share texts of one language. An empty text means the default. Messages are keys of `staff.sharing.texts.errors`. */
export const shareTextsInput = z.object({
  message: paragraphs(MAX_TEXT_LENGTH.message),
  subject: line.pipe(z.string().max(MAX_TEXT_LENGTH.subject, "tooLong")),
  body: paragraphs(MAX_TEXT_LENGTH.body),
});
