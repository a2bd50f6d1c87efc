import type { WaitingDigest } from "../../data/digests.ts"
import type { SystemActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { digest, digestOf } from "../../domain/mail/digest.ts"
import { isPast } from "../../domain/mail/settings.ts"
import type { UseCaseContext } from "../context.ts"
import { mailStep } from "./mail-step.ts"

/** Most letters that a digest names; it says how many there are. */
const MOST_NAMED = 20

/** One person's letter of a day; false when another run was faster. */
async function sendOne(
  ctx: UseCaseContext<SystemActor>,
  { userId, letters }: WaitingDigest,
  { day, link }: { day: string; link: string },
): Promise<boolean> {
  const now = ctx.now().getTime()
  const makesSense = ({ reached, message }: (typeof letters)[number]) =>
    reached && !(message && isPast(message.kind, message.fields, now))
  const told = letters.filter(makesSense)
  const left = letters.filter((one) => !makesSense(one))
  const items = told.flatMap(({ message }) => message ?? []).slice(0, MOST_NAMED)
  const about = `digest/${userId}/${day}`
  const detail = { letters: told.length, left: left.length }
  try {
    return await mailStep(ctx, { key: about, action: "mail.send_digest", about, detail }, (store) => {
      if (told.length > 0) {
        store.digests.end(
          told.map(({ id }) => id),
          "sent",
        )
        const named = items.map(({ kind, fields }) => ({ kind, fields }))
        store.mails.send(digest, { userId }, { items: named, count: String(told.length), link })
      }
      if (left.length > 0)
        store.digests.end(
          left.map(({ id }) => id),
          "skipped",
        )
    })
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return false
    throw error
  }
}

/**
 * Sends everybody who wants one letter a day what has come until 8 in the morning, once a day however often it runs.
 * `link` is the whole address of the inbox. Answers how many went out.
 */
export async function sendDigests(ctx: UseCaseContext<SystemActor>, link: string): Promise<number> {
  const due = digestOf(ctx.now().getTime())
  if (!due) return 0
  let sent = 0
  for (const waiting of await ctx.read.digests.waiting(due.until))
    if (await sendOne(ctx, waiting, { day: due.day, link })) sent++
  return sent
}
