/** Returns a name as its signer allows it to be shown in public; null for anonymous. */
export function shownName(name: string, display: "anonymous" | "first" | "full"): string | null {
  if (display === "full") return name;
  if (display === "first") return name.split(" ", 1)[0] ?? name;
  return null;
}
