import type { Mail } from "@/lib/mail";

/** A mail that the provider accepted. */
type Accepted = { id: string; to: string; subject: string; createdAt: Date };

/** The time in which the calls of a held batch were made, with a tolerance of a minute on both sides for differing clocks. */
export type Span = { from: Date; until: Date };

const CLOCK_TOLERANCE_MS = 60_000;
const KEY_LIFETIME_MS = 24 * 3_600_000;

/** Returns the time in which the calls of a batch can have been made: until the provider discarded its key. */
export function spanOfAttempts(firstAttemptAt: Date): Span {
  const first = firstAttemptAt.getTime();
  return { from: new Date(first - CLOCK_TOLERANCE_MS), until: new Date(first + KEY_LIFETIME_MS) };
}

/**
 * Searches the provider's list of accepted mails, page by page, for the mails of a batch. The list does not contain our
 * tags, so `candidates` holds, for each mail, the ids of all mails with the same address and subject.
 */
export function searchFor(mails: Mail[], { from, until }: Span) {
  const candidates: string[][] = mails.map(() => []);
  return {
    candidates,
    /**
     * Adds a page, newest mails first. Returns false once the page reaches back beyond the span: then the search is
     * complete.
     */
    look: (page: Accepted[]): boolean => {
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

/** The provider may format an address differently. The tag decides later, and in doubt nothing is sent. */
function isSame(ours: string, theirs: string): boolean {
  const bare = /<([^<>]*)>\s*$/.exec(theirs)?.[1] ?? theirs;
  return ours.toLowerCase() === bare.trim().toLowerCase();
}
