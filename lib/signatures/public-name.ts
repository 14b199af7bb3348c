import type { DELIVERIES } from "@/db/schema";
import { firstNameOf } from "./first-name";
import { presentableName } from "./name-rule";

/** A name with what decides how it is shown. */
type DisplayedName = {
  name: string;
  display: "anonymous" | "first" | "full";
  /** The short form that the signer saw and may have edited. */
  shownName: string | null;
  /** Whether the name waits for review, or was declined. */
  isHeld: boolean;
};

/**
 * Returns a name as its signer allows it to be shown in public, or null: for an anonymous signer, and for a name that staff hold
 * or that breaks the rule for names. Without a short form from the signer, only an unambiguous first name is shown.
 */
export function publicName({ name, display, shownName, isHeld }: DisplayedName): string | null {
  const presentable = presentableName(name);
  if (display === "anonymous" || isHeld || !presentable) return null;
  if (display === "full") return presentable;
  return presentableName(shownName ?? firstNameOf(presentable) ?? "");
}

type Delivered = DisplayedName & { deliveredAs: (typeof DELIVERIES)[number] };

/** Returns a name as the target of the petition receives it; null for none. */
export function deliveredName({ deliveredAs, ...displayed }: Delivered): string | null {
  if (deliveredAs === "name") return displayed.name;
  return deliveredAs === "shown" ? publicName(displayed) : null;
}
