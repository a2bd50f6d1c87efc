import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkReviews(_walk: Walk, _places: Places): Promise<void> {}
