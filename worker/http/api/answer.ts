import type { PublicState } from "../public/reader.ts"
import type { Answer } from "../public/serve.ts"
import { Problem } from "./problem.ts"

const open = { "access-control-allow-origin": "*" }
/** Longer answers are made anew each time: kept, one of them would drive most pages out of the cache. */
const longestKept = 4 * 1024 * 1024

/** JSON text for anybody, from whatever page asks for it. */
export function jsonAnswer(content: string): Answer {
  const keep = content.length <= longestKept
  return { content, contentType: "application/json; charset=utf-8", headers: open, keep }
}

/** What JSON holds of `content`. */
export function answer(content: unknown): Answer {
  return jsonAnswer(JSON.stringify(content))
}

/** A CSV file under a name. */
export function csvAnswer(content: string, file: string): Answer {
  const headers = { ...open, "content-disposition": `attachment; filename="${file}"` }
  return { content, contentType: "text/csv; charset=utf-8", headers, keep: content.length <= longestKept }
}

/** What stands at no address of open data: a problem with a sentence of its own, for anybody too. */
export function missing(detail: string): Problem {
  return new Problem(404, "not_found", { detail, headers: open })
}

/** The same for a period without a release, naming those that have one. */
export function noRelease(state: PublicState, asked: string): Problem {
  const released = state.releases.map(({ period }) => period).join(", ")
  return missing(`No release of “${asked.slice(0, 40)}”. Released: ${released}`)
}
