import type { MouseEvent } from "react";
import { storyPath } from "@/lib/sharing/story-picture";
import type { ShareTarget } from "./reader-link";
import type { SharingTexts } from "./share-panel-texts";
import { isOpeningClick, type ShareState } from "./use-share";

type StoryLinkProps = { passing: ShareState; target: ShareTarget; texts: SharingTexts };

/** An upright picture to put into a story, with the code of the link, which the first press makes; of the page, where that cannot be. */
export function StoryLink({ passing, target, texts }: StoryLinkProps) {
  const pathOf = (link: string | null) =>
    storyPath({ locale: target.locale, ...(link ? linkPlace(link) : pagePlace(target)) });

  async function press(event: MouseEvent) {
    if (passing.link || !isOpeningClick(event)) return;
    event.preventDefault();
    if (!passing.busy) download(pathOf(await passing.obtain()));
  }

  return (
    <p className="text-sm">
      <a
        className="inline-block py-1"
        href={pathOf(passing.link)}
        download
        rel="nofollow"
        onClick={press}
        onAuxClick={press}
      >
        {texts.story}
      </a>
    </p>
  );
}

/** By a link of its own, since only that stays on the page whatever the answer is. */
function download(path: string) {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}

function linkPlace(link: string) {
  return { kind: "links", slug: new URL(link).pathname.split("/").at(-1) ?? "" } as const;
}

function pagePlace({ campaign, article }: ShareTarget) {
  return article
    ? ({ kind: "articles", slug: article } as const)
    : ({ kind: "campaigns", slug: campaign ?? "" } as const);
}
