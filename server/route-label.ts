import { isAnsweredHere, resourceAt } from "./door";

/** The pages and files of Next, by patterns. The first that matches is the label. */
const NEXT_ROUTES: [label: string, path: RegExp][] = [
  ["/_next/*", /^\/_next\//],
  ["/api/staff/*", /^\/api\/staff(\/|$)/],
  ["/:locale/staff/*", /^\/[a-z]{2}\/staff(\/|$)/],
  ["/:locale/articles/:slug", /^\/[a-z]{2}\/articles\/[^/]+$/],
  ["/:locale/campaigns/:slug", /^\/[a-z]{2}\/campaigns\/[^/]+$/],
  ["/:locale/campaigns/:slug/*", /^\/[a-z]{2}\/campaigns\/[^/]+\/./],
  ["/:locale/topics/*", /^\/[a-z]{2}\/topics\/./],
  ["/:locale/embed/:slug", /^\/[a-z]{2}\/embed\/[^/]+$/],
  ["/:locale/confirm/:token", /^\/[a-z]{2}\/confirm\/[^/]+$/],
  ["/:locale/mail/:token", /^\/[a-z]{2}\/mail\/[^/]+$/],
  ["feeds", /^(\/[a-z]{2})?\/feed\.(xml|json)$/],
  ["/media/cards/*", /^\/media\/cards\//],
  ["/media/stories/*", /^\/media\/stories\//],
  ["/media/*", /^\/media\//],
  ["/s/:code/ripple", /^\/s\/[^/]+\/ripple$/],
  ["/:locale", /^\/[a-z]{2}$/],
  ["/", /^\/$/],
];

/** Returns the pattern of the route for the target of a request: one of a fixed number. */
export function routeOf(method: string, target: string): string {
  const path = target.split("?", 1)[0] ?? "";
  if (isAnsweredHere(path)) return resourceAt(method, path);
  return NEXT_ROUTES.find(([, pattern]) => pattern.test(path))?.[0] ?? "other";
}
