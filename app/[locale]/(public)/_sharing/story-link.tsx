import { storyPath } from "@/lib/sharing/stories/rules";
import type { ShareTarget } from "./made-links";
import type { SharingTexts } from "./texts";

type StoryLinkProps = { target: ShareTarget; texts: SharingTexts; link: string | null };

/** An upright picture to put into a story, with the code of the link, or of the page while there is no link. */
export function StoryLink({ target, texts, link }: StoryLinkProps) {
  const place = link ? linkPlace(link) : pagePlace(target);
  return (
    <p className="text-sm">
      <a
        className="inline-block py-1"
        href={storyPath({ locale: target.locale, ...place })}
        download
        rel="nofollow"
      >
        {texts.story}
      </a>
    </p>
  );
}

function linkPlace(link: string) {
  return { kind: "links", slug: new URL(link).pathname.split("/").at(-1) ?? "" } as const;
}

function pagePlace({ campaign, article }: ShareTarget) {
  return article
    ? ({ kind: "articles", slug: article } as const)
    : ({ kind: "campaigns", slug: campaign ?? "" } as const);
}
