/** A mail as sent to the provider. It is complete, so a retry sends the same mail. */
export type Mail = {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** The provider repeats these in every webhook event about the mail. */
  tags?: { name: string; value: string }[];
};

/** The provider's response. A `status` of null means that there was none: the mails may or may not have been sent. */
export type Answer = { headers: Record<string, string> } & (
  | { accepted: true; ids: string[]; refused: Refusal[] }
  | { accepted: false; status: number | null; reason: string }
);

/** A mail that was refused although its batch was accepted. `index` is its position in the batch. */
export type Refusal = { index: number; reason: string };
