import type { Mail } from "@/lib/mail";

/** A mail that the provider is known to have taken. */
type Known = { id: string; to: string; subject: string; createdAt: Date };

/** When the calls of a held batch can have been made; a minute more on both sides, for two clocks. */
export type Span = { from: Date; until: Date };

const CLOCKS_DIFFER_MS = 60_000;
const LAST_CALL_AFTER_MS = 24 * 3_600_000;

/** When the calls of a batch can have been made, by its first attempt: never later than the provider knew its key. */
export function spanOfAttempts(firstAttemptAt: Date): Span {
  const first = firstAttemptAt.getTime();
  return { from: new Date(first - CLOCKS_DIFFER_MS), until: new Date(first + LAST_CALL_AFTER_MS) };
}

/**
 * Looks for the mails of a batch among those that the provider took, page by page. The list does not say which message
 * a mail was for, so `candidates` has, for each mail, the ids of all that say the same to the same address.
 */
export function searchFor(mails: Mail[], { from, until }: Span) {
  const candidates: string[][] = mails.map(() => []);
  return {
    candidates,
    /** Takes in a page, the newest first. False once something older has been seen: then nothing that matters is left out. */
    look: (page: Known[]): boolean => {
      for (const { id, to, subject, createdAt } of page) {
        if (createdAt < from || createdAt > until) continue;
        mails.forEach((mail, place) => {
          if (isSame(mail.to, to) && mail.subject === subject) candidates[place]?.push(id);
        });
      }
      return page.every(({ createdAt }) => createdAt >= from);
    },
  };
}

/** A provider may write an address in its own way; the tag decides later, and in doubt nothing is sent. */
function isSame(ours: string, theirs: string): boolean {
  const bare = /<([^<>]*)>\s*$/.exec(theirs)?.[1] ?? theirs;
  return ours.toLowerCase() === bare.trim().toLowerCase();
}
