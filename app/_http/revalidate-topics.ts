import { revalidatePath } from "next/cache";

/** Revalidates the pages of all topics: the former topics of an article are not recorded. */
export function revalidateTopics() {
  revalidatePath("/[locale]/(public)/topics/[topic]", "page");
}
