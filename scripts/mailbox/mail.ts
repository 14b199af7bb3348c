import { z } from "zod";

const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;
const MAX_RECIPIENTS = 50;

const isMailbox = (text: string) => EMAIL.test(/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim());

const mailbox = (field: string) =>
  z
    .string(`Missing \`${field}\` field.`)
    .refine(
      isMailbox,
      `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
    );

const addresses = (field: string) =>
  z.union(
    [mailbox(field).transform((one) => [one]), z.array(mailbox(field)).min(1).max(MAX_RECIPIENTS)],
    `Invalid \`${field}\` field.`,
  );

const maybe = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);

/** The fields of a mail in Resend's API that we use. Unknown fields are ignored. */
const mailInput = z
  .object({
    from: mailbox("from"),
    to: z
      .unknown()
      .refine((to) => to !== undefined && to !== null, "Missing `to` field.")
      .pipe(addresses("to")),
    subject: z.string("Missing `subject` field."),
    html: maybe(z.string("The `html` field must be a string.")),
    text: maybe(z.string("The `text` field must be a string.")),
    cc: maybe(addresses("cc")),
    bcc: maybe(addresses("bcc")),
    reply_to: maybe(addresses("reply_to")),
    headers: maybe(z.record(z.string(), z.string(), "The `headers` field must hold texts.")),
    tags: maybe(z.array(z.object({ name: z.string(), value: z.string() }))),
    scheduled_at: maybe(z.string()),
  })
  .refine(({ html, text }) => html || text, "Missing `html` or `text` field.");

export type MailInput = z.infer<typeof mailInput>;

/** Parses one mail, or returns the error message of Resend. */
export function readMail(input: unknown): { mail: MailInput } | { fault: string } {
  const result = mailInput.safeParse(input);
  if (result.success) return { mail: result.data };
  return { fault: result.error.issues[0]?.message ?? "The mail is not valid." };
}

const bodies = z.object({ html: z.string().nullable(), text: z.string().nullable() });

export const readBodies = (line: string): MailBodies => bodies.parse(JSON.parse(line));

export type MailBodies = z.infer<typeof bodies>;

/** A mail without its bodies, which stay on disk. */
export const mailSummary = z.object({
  id: z.string(),
  message_id: z.string(),
  created_at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()).nullable(),
  bcc: z.array(z.string()).nullable(),
  reply_to: z.array(z.string()).nullable(),
  subject: z.string(),
  scheduled_at: z.string().nullable(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).nullable(),
  headers: z.record(z.string(), z.string()).nullable(),
});

export type MailSummary = z.infer<typeof mailSummary>;
