import { z } from "zod";
import { line, paragraphs } from "@/lib/campaigns/drafting/input";
import { LONGEST } from "./share-texts";

/** The texts of one language as the form sends them. Empty means ours. Messages are keys of `staff.sharing.texts.errors`. */
export const shareTextsInput = z.object({
  message: paragraphs(LONGEST.message),
  subject: line.pipe(z.string().max(LONGEST.subject, "tooLong")),
  body: paragraphs(LONGEST.body),
});
