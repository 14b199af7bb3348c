import type { DELIVERIES } from "@/db/schema";

/** Returns a name as its signer allows it to be shown in public; null for anonymous. */
export function shownName(name: string, display: "anonymous" | "first" | "full"): string | null {
  if (display === "full") return name;
  if (display === "first") return name.split(" ", 1)[0] ?? name;
  return null;
}

type Delivered = {
  name: string;
  display: Parameters<typeof shownName>[1];
  deliveredAs: (typeof DELIVERIES)[number];
};

/** Returns a name as the target of the petition receives it; null for none. */
export function deliveredName({ name, display, deliveredAs }: Delivered): string | null {
  if (deliveredAs === "name") return name;
  return deliveredAs === "shown" ? shownName(name, display) : null;
}
