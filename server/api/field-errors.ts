import type { ZodError } from "zod";
import type { Fields } from "@/app/_http/read-body";
import type { FieldTexts } from "@/app/_signing/sign-field";
import type { SigningTexts } from "@/app/_signing/signing-texts";

/** Returns the messages of the rules of signing, by field. */
export function errorsByField(error: ZodError, texts: SigningTexts): Record<string, string[]> {
  const messages = new Map<string, string>(Object.entries(texts.errors));
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "form");
    errors[field] = [...(errors[field] ?? []), messages.get(issue.message) ?? texts.errors.other];
  }
  return errors;
}

/** Returns what was typed, for a form that is shown again. */
export function typedTexts(fields: Fields): FieldTexts {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}
