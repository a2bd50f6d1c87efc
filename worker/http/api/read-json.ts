import type { Context } from "hono"
import { canonicalJson } from "../../domain/canonical.ts"
import { readBody } from "../middleware/body-size.ts"
import { cleanValue, refusalOf } from "./json-text.ts"
import { Problem } from "./problem.ts"

function parse(text: string): unknown {
  const refusal = refusalOf(text)
  if (refusal) throw new Problem(400, refusal)
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, "json_malformed")
  }
}

/** Numbers beyond the range of JSON in practice (1e400) have no canonical form. */
function canonical(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch {
    throw new Problem(400, "json_malformed")
  }
}

/**
 * Reads the body of a request to the API and puts in its place the canonical JSON of what it holds: whatever reads the
 * body after this, the schemas too, sees cleaned text and nothing that was not looked through. No body is `{}`. Answers
 * the canonical text. Throws Problem 415 (another type), 400 (no JSON in UTF-8, too deep, a name twice).
 */
export async function readJson(c: Context): Promise<string> {
  const bytes = await readBody(c)
  const { raw } = c.req
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase()
  const empty = bytes.byteLength === 0
  if (type !== "application/json" && !(empty && type === undefined)) throw new Problem(415, "media_type")
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    throw new Problem(400, "json_malformed")
  }
  const body = canonical(cleanValue(empty ? {} : parse(text)))
  const headers = new Headers(raw.headers)
  headers.set("content-type", "application/json")
  headers.delete("content-length")
  c.req.raw = new Request(raw.url, { method: raw.method, headers, body })
  c.req.bodyCache = {}
  return body
}
