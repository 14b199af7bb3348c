/** The name as its signer wants it shown in public; null for not at all. */
export function shownName(name: string, display: "anonymous" | "first" | "full"): string | null {
  if (display === "full") return name;
  if (display === "first") return name.split(" ", 1)[0] ?? name;
  return null;
}
