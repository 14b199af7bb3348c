import { sha256 } from "@/lib/crypto";

/** Hashes a petition text. The hash proves later which text was signed. */
export function petitionTextHash(text: {
  title: string;
  target: string;
  summary: string;
  ask: string;
}): string {
  return sha256([text.title, text.target, text.summary, text.ask].join("\n\n"));
}
