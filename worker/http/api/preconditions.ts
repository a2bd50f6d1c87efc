import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import type { ApiEnv } from "./api-env.ts"
import { fasterView, Problem } from "./problem.ts"

/** The entity tag of a text; ours hold no quotes. */
export const entityTag = (text: string) => `"${text}"`

/** The versions that a program has seen, as it says in If-Match. */
export type SeenVersions = [first: string, ...others: string[]]

const tag = /^(?:W\/)?"([^"]*)"$/
const version = /^\d{1,9}(?:\|[a-z]+:\d{1,9})*$/

/**
 * Reads If-Match: entity tags. What is no version of ours has been seen by nobody. Throws Problem 428 without it, 400 for
 * `*`: every write that asks for a version replaces, signs off or moves on what others change, which must have been seen.
 */
export function seenVersions(c: Context<ApiEnv>): SeenVersions {
  const header = c.req.header("if-match")?.trim()
  if (!header) throw new Problem(428, "if_match_missing")
  if (header === "*") throw new Problem(400, "if_match_any")
  c.set("namesVersion", true)
  // Proxies that compress make tags weak; ours name a version and not the bytes.
  const [first = "", ...others] = header.split(",").map((part) => tag.exec(part.trim())?.[1] ?? "")
  return [first, ...others]
}

/** Parts of a version text, `3|community:2|company:4`: the submission's own revision first. */
function partsOf(text: string): Map<string, number> {
  if (!version.test(text)) return new Map()
  const parts = text.split("|").map((part) => part.split(":"))
  return new Map(
    parts.map(([name = "", revision]) =>
      revision === undefined ? ["submission", Number(name)] : [name, Number(revision)],
    ),
  )
}

/** The version that stands now when it was seen, otherwise the first that was. */
export function seenText(seen: SeenVersions, now: string): string {
  return seen.includes(now) ? now : seen[0]
}

/** The same for the revision of one part alone: who types it need not have seen the others' latest. */
export function seenRevision(seen: SeenVersions, provider: string, now: number): number {
  const revisions = seen.map((text) => (version.test(text) ? (partsOf(text).get(provider) ?? 0) : -1))
  return revisions.includes(now) ? now : (revisions[0] ?? -1)
}

/** A version text in which one part has moved on; saving begins a submission that was not there. */
export function movedVersion(text: string, provider: string, revision: number): string {
  const parts = partsOf(text).set(provider, revision)
  const submission = Math.max(1, parts.get("submission") ?? 0)
  parts.delete("submission")
  return [submission, ...[...parts].map(([name, number]) => `${name}:${number}`).sort()].join("|")
}

/** What differs between a version that was seen and the present one; nothing is known of what is no version. */
export function changedParts(seen: SeenVersions, now: string): { what: string; seen: number; now: number }[] {
  const [before, after] = [partsOf(seenText(seen, now)), partsOf(now)]
  if (before.size === 0) return []
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
    const [was, is] = [before.get(what) ?? 0, after.get(what) ?? 0]
    return was === is ? [] : [{ what, seen: was, now: is }]
  })
}

/** The revision of a whole object that was seen; -1 for what is none. Throws Problem 428 and 400 as seenVersions does. */
export function seenNumber(c: Context<ApiEnv>): number {
  const [seen] = seenVersions(c)
  return /^\d{1,9}$/.test(seen) ? Number(seen) : -1
}

/** Does what `perform` does; a stale write is told the present revision. */
export async function tellingVersion<T>(now: () => Promise<number>, perform: () => Promise<T>): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const revision = await now()
    const more = { revision, ...(error.faster && { by: fasterView(error.faster) }) }
    throw new Problem(412, "stale", { more, headers: { etag: entityTag(String(revision)) } })
  }
}
