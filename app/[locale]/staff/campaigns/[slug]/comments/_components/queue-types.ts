/** A comment as the queue shows it. */
export type QueuedComment = {
  id: string;
  text: string;
  language: string;
  name: string;
  /** How the signer's name is shown in public. */
  shownAs: string;
  country: string | null;
  /** When it was confirmed or decided (ISO 8601). */
  at: string;
  /** The path of the signature's page. */
  signaturePath: string;
};

export type QueueTexts = {
  queue: string;
  approve: string;
  decline: string;
  back: string;
  undo: string;
  keysOn: string;
  /** The action of each key. */
  keys: Record<string, string>;
};
