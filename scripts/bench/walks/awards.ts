import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkAwards(_walk: Walk, _places: Places): Promise<void> {}
