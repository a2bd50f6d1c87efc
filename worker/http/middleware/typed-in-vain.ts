import type { Context } from "hono"
import type { AppEnv } from "../app-env.ts"

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
 * Keeps what was typed into the beginning of a form without files that is too large, so that the page that refuses it can
 * show it: in `typedInVain`, longest first.
 */
export function keepTyped(c: Context<AppEnv>, beginning: Uint8Array<ArrayBuffer>): void {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type !== "application/x-www-form-urlencoded") return
  c.set(
    "typedInVain",
    textsIn(beginning).sort((one, other) => other.length - one.length),
  )
}
