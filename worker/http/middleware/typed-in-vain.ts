import type { Context } from "hono"
import type { AppEnv } from "../app-env.ts"
import { readShortened } from "./shortened-body.ts"

/** Nobody types more: what is larger comes from a program, and is not kept. */
const MOST_TYPED = 8 * 1024 * 1024
/** Of a form that is too large so much is read of its beginning. */
const KEPT = 512 * 1024
/** Shorter texts are typed again sooner than they are copied. */
const SHORTEST = 20

/** What is no text of a person, or must not be shown again: keys, versions, rows of a file, passwords. */
const aside = /^(key|revision|seen|rows|values|token|letter|to)$|password|secret/i

/** The texts that somebody typed into the beginning of a form. */
function textsIn(bytes: Uint8Array<ArrayBuffer>): string[] {
  // A character or a `%` that was cut through is left out.
  const whole = new TextDecoder().decode(bytes).replace(/%[0-9a-f]?$/i, "")
  return [...new URLSearchParams(whole)].flatMap(([name, text]) =>
    aside.test(name) || text.length < SHORTEST ? [] : [text.replace(/\ufffd+$/, "")],
  )
}

/**
 * Keeps what was typed into a form without files that is too large, so that the page that refuses it can show it: in
 * `typedInVain`, longest first. Errors: 408 for a body that stands still.
 */
export async function keepTyped(c: Context<AppEnv>, bytes: number): Promise<void> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase()
  const { body } = c.req.raw
  if (!body || type !== "application/x-www-form-urlencoded" || bytes > MOST_TYPED) return
  const read = await readShortened(body, KEPT, c.var.services.bodyStallMs)
  const typed = textsIn(read.bytes.subarray(0, KEPT)).sort((one, other) => other.length - one.length)
  c.set("typedInVain", typed)
}
