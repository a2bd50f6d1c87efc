import type { FieldsRefused, FieldsSaved } from "../../../worker/domain/submission/saving-answers.ts"
import type { Batch } from "./changes.ts"

/** An answer that takes longer is none: the line hangs. */
const LONGEST_MS = 20_000
/** What a browser sends on behalf of a page that is being left. */
const MOST_KEPT_ALIVE = 60_000

/** What became of a batch. `lost`: no answer, or one that is none, so it is sent again. */
export type Outcome =
  | { kind: "saved"; saved: FieldsSaved }
  | { kind: "refused"; status: number; refused: FieldsRefused }
  | { kind: "lost" }

export interface Sending {
  action: string
  owner: string
  revision: string
  key: string
  batch: Batch
  /** The page is being left. */
  leaving: boolean
}

/** A new idempotency key; randomUUID is missing in old browsers and outside secure contexts. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** Sends changed fields, each with what it replaces. */
export async function sendFields({
  action,
  owner,
  revision,
  key,
  batch,
  leaving,
}: Sending): Promise<Outcome> {
  const body = new URLSearchParams({ owner, revision, key })
  for (const [name, { was, to }] of batch) {
    body.append(name, to)
    body.append(`was:${name}`, was)
  }
  const stop = new AbortController()
  const timer = window.setTimeout(() => stop.abort(), LONGEST_MS)
  try {
    const answer = await fetch(action, {
      method: "POST",
      headers: { accept: "application/json" },
      body,
      redirect: "manual",
      keepalive: leaving && body.toString().length < MOST_KEPT_ALIVE,
      signal: stop.signal,
    })
    if (answer.ok) return { kind: "saved", saved: (await answer.json()) as FieldsSaved }
    const passing = answer.status === 0 || answer.status >= 500 || [400, 408, 429].includes(answer.status)
    if (passing) return { kind: "lost" }
    const refused = (await answer.json().catch(() => ({ rule: "" }))) as FieldsRefused
    return { kind: "refused", status: answer.status, refused }
  } catch {
    return { kind: "lost" }
  } finally {
    window.clearTimeout(timer)
  }
}

/** Why saving has stopped until something else happens. */
export type Halt = "signed_out" | "other_person" | "closed"

/** What a refusal that no retry mends means; null where the fields themselves say it. */
export function haltOf(status: number, { rule, clashes, held }: FieldsRefused): Halt | null {
  if (clashes || held) return null
  if (rule === "other_person") return "other_person"
  return status === 401 || status === 403 ? "signed_out" : "closed"
}
