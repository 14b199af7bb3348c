/** A mail as the provider takes it: everything it says, so that a retry says the same. */
export type Mail = {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** Come back with every event that the provider tells of the mail. */
  tags?: { name: string; value: string }[];
};

/** What the provider answered, or that it did not: a `status` of null means that nobody knows what became of the call. */
export type Answer = { headers: Record<string, string> } & (
  | { accepted: true; ids: string[]; refused: Refusal[] }
  | { accepted: false; status: number | null; reason: string }
);

/** One mail of an accepted batch that was not accepted, by its place. */
export type Refusal = { index: number; reason: string };
