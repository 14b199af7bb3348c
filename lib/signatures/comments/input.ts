import { z } from "zod";
import { isId } from "@/lib/ids";

/** Where a comment can lie: before the staff, or decided one way or the other. */
export const SHELVES = ["waiting", "approved", "declined"] as const;

export type Shelf = (typeof SHELVES)[number];

/** Which shelf of comments a page shows. */
export const shelfInput = z.enum(SHELVES).catch("waiting");

/** What staff decide about a comment; back to `waiting` takes a decision back. */
export const commentDecision = z.object({ comment: z.string().refine(isId), decision: z.enum(SHELVES) });
