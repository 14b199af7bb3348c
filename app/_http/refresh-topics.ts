import { revalidatePath } from "next/cache";

/** Has the pages of all topics made anew at their next visit: staff write seldom, and which topics an article was in nobody keeps. */
export function refreshTopics() {
  revalidatePath("/[locale]/(public)/topics/[topic]", "page");
}
