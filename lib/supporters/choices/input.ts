import { z } from "zod";

/**
 * What somebody chooses of our mails: no news and no reminders, none at all, or all of them again. The one-click POST of
 * a mail programme (RFC 8058) names no choice and means the first.
 */
export const mailChoiceInput = z.object({
  choice: z.enum(["reminders", "never", "resume"]).default("reminders"),
});

export type MailChoice = z.infer<typeof mailChoiceInput>["choice"];
