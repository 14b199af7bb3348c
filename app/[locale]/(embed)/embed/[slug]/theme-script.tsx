import { EMBED_THEMES, THEME_PARAMETER } from "@/lib/campaigns/embed-snippet";

const OTHERS = EMBED_THEMES.filter((theme) => theme !== "light").join("|");

/**
 * Sets the colours that the partner's page asks for (`?theme=`). Inline, so that it runs before the first paint; one cached page
 * serves all partners. Without JavaScript an embed is light.
 */
const SET_THEME = `document.documentElement.dataset.theme=(/[?&]${THEME_PARAMETER}=(${OTHERS})(?=&|$)/.exec(location.search)||[0,"light"])[1]`;

export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, and React would escape its quotes.
  return <script dangerouslySetInnerHTML={{ __html: SET_THEME }} />;
}
