import type { PublicState } from "../public/reader.ts"
import type { Answer } from "../public/serve.ts"
import { Problem } from "./problem.ts"

const csv = "text/csv; charset=utf-8"
const json = "application/json; charset=utf-8"
const open = { "access-control-allow-origin": "*" }
/** JSON text for anybody, from whatever page asks for it. */
export function jsonAnswer(content: string): Answer {
  return { content, contentType: json, headers: open }
}

/** What JSON holds of `content`. */
export function answer(content: unknown): Answer {
  return jsonAnswer(JSON.stringify(content))
}

/** A CSV file under a name. */
export function csvAnswer(content: string, file: string): Answer {
  const headers = { ...open, "content-disposition": `attachment; filename="${file}"` }
  return { content, contentType: csv, headers }
}

/** JSON text that is made while it is sent. */
export function jsonStream(parts: AsyncIterator<string>): Answer {
  return { content: parts, contentType: json, headers: open }
}

/** A CSV file under a name, made while it is sent. */
export function csvStream(parts: AsyncIterator<string>, file: string): Answer {
  const headers = { ...open, "content-disposition": `attachment; filename="${file}"` }
  return { content: parts, contentType: csv, headers }
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
