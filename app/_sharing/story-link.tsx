import type { MouseEvent } from "react";
import { storyPath } from "@/lib/sharing/story-picture";
import type { ShareTarget } from "./reader-link";
import type { SharingTexts } from "./share-panel-texts";
import { isOpeningClick, type ShareState } from "./use-share";

type StoryLinkProps = { sharing: ShareState; target: ShareTarget; texts: SharingTexts };

/** Downloads a portrait image for a story, with the QR code of the link. The first click creates the link; if that fails, the code is that of the page. */
export function StoryLink({ sharing, target, texts }: StoryLinkProps) {
  const pathOf = (link: string | null) =>
    storyPath({ locale: target.locale, ...(link ? linkSubject(link) : pageSubject(target)) });

  async function handleClick(event: MouseEvent) {
    if (sharing.link || !isOpeningClick(event)) return;
    event.preventDefault();
    if (!sharing.busy) download(pathOf(await sharing.getLink()));
  }

  return (
    <p className="text-sm">
      <a
        className="inline-block py-1"
        href={pathOf(sharing.link)}
        download
        rel="nofollow"
        onClick={handleClick}
        onAuxClick={handleClick}
      >
        {texts.story}
      </a>
    </p>
  );
}

/** Uses an anchor, because only its `download` attribute keeps the page open if the server responds with an error. */
function download(path: string) {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}

function linkSubject(link: string) {
  return { kind: "links", slug: new URL(link).pathname.split("/").at(-1) ?? "" } as const;
}

function pageSubject({ campaign, article }: ShareTarget) {
  return article
    ? ({ kind: "articles", slug: article } as const)
    : ({ kind: "campaigns", slug: campaign ?? "" } as const);
}
