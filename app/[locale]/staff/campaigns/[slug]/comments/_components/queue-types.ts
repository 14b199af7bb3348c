/** A comment as the queue shows it, its words as they were signed. */
export type QueuedComment = {
  id: string;
  words: string;
  language: string;
  name: string;
  /** How the public would see its signer, in words. */
  shownAs: string;
  country: string | null;
  /** ISO 8601: since when it waits, or when it was decided. */
  at: string;
  /** The page of its signature. */
  story: string;
};

export type QueueTexts = {
  queue: string;
  approve: string;
  decline: string;
  back: string;
  undo: string;
  story: string;
  keysOn: string;
  /** What each key does. */
  keys: Record<string, string>;
};
