import type { ReactElement } from "react";

/** Elements as HTML. Next keeps react-dom/server out of its own graph; loaded on demand it is just a renderer. */
export async function renderMarkup(element: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server.edge");
  return renderToStaticMarkup(element);
}
